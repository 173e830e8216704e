// RUN: rusticle-opt %s | rusticle-opt | filecheck %s
// RUN: rusticle-opt %s --print-op-generic | rusticle-opt | filecheck %s

// CHECK-LABEL: hsa.kernel @pointers
hsa.kernel @pointers() {
  // CHECK-NEXT: %{{.*}} = hsa.dispatch_ptr
  %a = hsa.dispatch_ptr
  // CHECK-NEXT: %{{.*}} = hsa.queue_ptr
  %b = hsa.queue_ptr
  // CHECK-NEXT: %{{.*}} = hsa.implicitarg_ptr
  %c = hsa.implicitarg_ptr
  // CHECK-NEXT: %{{.*}} = hsa.kernarg_ptr
  %d = hsa.kernarg_ptr
  // CHECK-NEXT: %{{.*}} = hsa.dispatch_id
  %e = hsa.dispatch_id
  // CHECK-NEXT: %{{.*}} = asptr.load %{{.*}} align 2 : !asptr.ptr<constant> -> i16
  %f = asptr.load %a align 2 : !asptr.ptr<constant> -> i16
  hsa.return
}

// CHECK-LABEL: hsa.kernel @traps
hsa.kernel @traps(%i: i64, %n: i64) {
  // CHECK-NEXT: hsa.trap
  hsa.trap
  // CHECK-NEXT: hsa.trap kind "panic"
  hsa.trap kind "panic"
  // CHECK-NEXT: hsa.trap kind "bounds" message "index {} out of bounds {}" (%i, %n : i64, i64)
  hsa.trap kind "bounds" message "index {} out of bounds {}" (%i, %n : i64, i64)
  // CHECK-NEXT: hsa.trap (%i : i64) {note = "x"}
  hsa.trap (%i : i64) {note = "x"}
  ub.unreachable
}

// CHECK-LABEL: hsa.kernel @intrinsics
hsa.kernel @intrinsics(%v: i32) {
  // CHECK-NEXT: %{{.*}} = hsa.intrinsic "llvm.amdgcn.workitem.id.x"() : () -> i32
  %a = hsa.intrinsic "llvm.amdgcn.workitem.id.x"() : () -> i32
  // CHECK-NEXT: %{{.*}} = hsa.intrinsic "llvm.amdgcn.readfirstlane.i32"(%v) : (i32) -> i32
  %b = hsa.intrinsic "llvm.amdgcn.readfirstlane.i32"(%v) : (i32) -> i32
  // CHECK-NEXT: hsa.intrinsic "llvm.amdgcn.s.barrier"() : () -> ()
  hsa.intrinsic "llvm.amdgcn.s.barrier"() : () -> ()
  hsa.return
}
