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

// CHECK-LABEL: hsa.kernel @panics
hsa.kernel @panics(%i: i64, %p: !asptr.ptr<flat>, %f: f32, %b: i1) {
  // CHECK-NEXT: hsa.panic "no"
  hsa.panic "no"
  // CHECK-NEXT: hsa.panic "{usize:#x} {str:?} {f32} {{[{][{]}}{bool}" (%i, %p, %i, %f, %b : i64, !asptr.ptr<flat>, i64, f32, i1) at "f.rs:1:2"
  hsa.panic "{usize:#x} {str:?} {f32} {{{bool}" (%i, %p, %i, %f, %b : i64, !asptr.ptr<flat>, i64, f32, i1) at "f.rs:1:2"
  // CHECK-NEXT: hsa.panic "no" at "f.rs:1:2" caller {note = "x"}
  hsa.panic "no" at "f.rs:1:2" caller {note = "x"}
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
