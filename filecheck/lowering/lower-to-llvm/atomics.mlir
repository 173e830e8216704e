// RUN: rusticle-opt %s -p lower-to-llvm | filecheck %s

// Orderings keep their names; scopes get the target's, of which the widest has none.
func.func @atomics(%p: !asptr.ptr<global>, %x: i32, %y: i32) -> i1 {
  %a = asptr.atomic_load acquire syncscope("agent") %p align 4 : !asptr.ptr<global> -> i32
  %b = asptr.atomic_load monotonic syncscope("system") %p align 4 : !asptr.ptr<global> -> i32
  asptr.atomic_store release %x, %p align 4 : i32, !asptr.ptr<global>
  asptr.atomic_store volatile seq_cst syncscope("workgroup-one-as") %x, %p align 4 : i32, !asptr.ptr<global>
  %c = asptr.atomic_rmw umax monotonic syncscope("wavefront") %p, %x align 4 : !asptr.ptr<global>, i32
  %d = asptr.atomic_rmw and acq_rel %p, %x align 4 : !asptr.ptr<global>, i32
  %old, %ok = asptr.cmpxchg weak acq_rel monotonic syncscope("agent") %p, %x, %y align 4 : !asptr.ptr<global>, i32
  asptr.fence acq_rel syncscope("workgroup")
  asptr.fence seq_cst
  func.return %ok : i1
}

// CHECK:      llvm.func protected @atomics(%p: !llvm.ptr<1>, %x: i32, %y: i32) -> i1 attributes {no_unwind, convergent} {
// CHECK-NEXT:   %a = llvm.load %p atomic syncscope("agent") acquire {alignment = 4 : i64} : !llvm.ptr<1> -> i32
// CHECK-NEXT:   %b = llvm.load %p atomic monotonic {alignment = 4 : i64} : !llvm.ptr<1> -> i32
// CHECK-NEXT:   llvm.store %x, %p atomic release {alignment = 4 : i64} : i32, !llvm.ptr<1>
// CHECK-NEXT:   llvm.store volatile %x, %p atomic syncscope("workgroup-one-as") seq_cst {alignment = 4 : i64} : i32, !llvm.ptr<1>
// CHECK-NEXT:   %c = llvm.atomicrmw umax %p, %x syncscope("wavefront") monotonic {alignment = 4 : i64} : !llvm.ptr<1>, i32
// CHECK-NEXT:   %d = llvm.atomicrmw _and %p, %x acq_rel {alignment = 4 : i64} : !llvm.ptr<1>, i32
// CHECK-NEXT:   %{{[0-9]+}} = llvm.cmpxchg weak %p, %x, %y syncscope("agent") acq_rel monotonic {alignment = 4 : i64} : !llvm.ptr<1>, i32
// CHECK-NEXT:   %{{[0-9]+}} = llvm.extractvalue %{{[0-9]+}}[0] : !llvm.struct<(i32, i1)>
// CHECK-NEXT:   %{{[0-9]+}} = llvm.extractvalue %{{[0-9]+}}[1] : !llvm.struct<(i32, i1)>
// CHECK-NEXT:   llvm.fence syncscope("workgroup") acq_rel
// CHECK-NEXT:   llvm.fence seq_cst
// CHECK-NEXT:   llvm.return %{{[0-9]+}} : i1
