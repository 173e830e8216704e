// RUN: rusticle-opt %s -p dce,cse | filecheck %s

// CHECK-LABEL: hsa.kernel @unused
hsa.kernel @unused(%v: i32) {
  %a = hsa.dispatch_ptr
  %b = hsa.dispatch_id
  %c = hsa.intrinsic "llvm.amdgcn.workitem.id.x"() : () -> i32
  // What a wave exchanges is seen by other work-items.
  // CHECK-NEXT: hsa.intrinsic "llvm.amdgcn.readfirstlane.i32"
  %d = hsa.intrinsic "llvm.amdgcn.readfirstlane.i32"(%v) : (i32) -> i32
  // CHECK-NEXT: hsa.intrinsic "llvm.amdgcn.s.barrier"
  hsa.intrinsic "llvm.amdgcn.s.barrier"() : () -> ()
  // CHECK-NEXT: hsa.trap
  hsa.trap
  // CHECK-NEXT: hsa.return
  hsa.return
}

// CHECK-LABEL: hsa.kernel @asked_twice
// CHECK-NEXT: [[P:%.*]] = hsa.kernarg_ptr
// CHECK-NEXT: [[I:%.*]] = hsa.intrinsic "llvm.amdgcn.workitem.id.x"
// CHECK-NEXT: asptr.store [[I]], %x
// CHECK-NEXT: asptr.store [[I]], %x
// CHECK-NEXT: asptr.load volatile [[P]]
hsa.kernel @asked_twice(%x: !asptr.ptr<global>) {
  %p = hsa.kernarg_ptr
  %i = hsa.intrinsic "llvm.amdgcn.workitem.id.x"() : () -> i32
  asptr.store %i, %x align 4 : i32, !asptr.ptr<global>
  %j = hsa.intrinsic "llvm.amdgcn.workitem.id.x"() : () -> i32
  asptr.store %j, %x align 4 : i32, !asptr.ptr<global>
  %q = hsa.kernarg_ptr
  %v = asptr.load volatile %q align 4 : !asptr.ptr<constant> -> i32
  asptr.store %v, %p align 4 : i32, !asptr.ptr<constant>
  hsa.return
}
