// RUN: rusticle-opt %s | rusticle-opt | filecheck %s
// RUN: rusticle-opt %s --print-op-generic | rusticle-opt | filecheck %s

// CHECK-LABEL: func.func @load_store
func.func @load_store(%p: !asptr.ptr<global>, %v: i32, %x: f64, %q: !asptr.ptr<flat>) {
  // CHECK-NEXT: %{{.*}} = asptr.atomic_load acquire syncscope("agent") %p align 4 : !asptr.ptr<global> -> i32
  %a = asptr.atomic_load acquire syncscope("agent") %p align 4 : !asptr.ptr<global> -> i32
  // CHECK-NEXT: %{{.*}} = asptr.atomic_load volatile unordered %p align 16 : !asptr.ptr<global> -> i128
  %b = asptr.atomic_load volatile unordered %p align 16 : !asptr.ptr<global> -> i128
  // CHECK-NEXT: %{{.*}} = asptr.atomic_load seq_cst %p align 8 : !asptr.ptr<global> -> !asptr.ptr<flat>
  %c = asptr.atomic_load seq_cst %p align 8 : !asptr.ptr<global> -> !asptr.ptr<flat>
  // CHECK-NEXT: asptr.atomic_store release %v, %p align 4 : i32, !asptr.ptr<global>
  asptr.atomic_store release %v, %p align 4 : i32, !asptr.ptr<global>
  // CHECK-NEXT: asptr.atomic_store monotonic syncscope("workgroup-one-as") %x, %p align 8 : f64, !asptr.ptr<global>
  asptr.atomic_store monotonic syncscope("workgroup-one-as") %x, %p align 8 : f64, !asptr.ptr<global>
  // CHECK-NEXT: asptr.atomic_store volatile seq_cst %q, %p align 8 : !asptr.ptr<flat>, !asptr.ptr<global>
  asptr.atomic_store volatile seq_cst %q, %p align 8 : !asptr.ptr<flat>, !asptr.ptr<global>
  func.return
}

// CHECK-LABEL: func.func @rmw
func.func @rmw(%p: !asptr.ptr<local>, %v: i32, %x: f32, %q: !asptr.ptr<flat>) {
  // CHECK-NEXT: %{{.*}} = asptr.atomic_rmw xchg monotonic %p, %v align 4 : !asptr.ptr<local>, i32
  %xchg = asptr.atomic_rmw xchg monotonic %p, %v align 4 : !asptr.ptr<local>, i32
  // CHECK-NEXT: %{{.*}} = asptr.atomic_rmw add monotonic %p, %v align 4 : !asptr.ptr<local>, i32
  %add = asptr.atomic_rmw add monotonic %p, %v align 4 : !asptr.ptr<local>, i32
  // CHECK-NEXT: %{{.*}} = asptr.atomic_rmw sub monotonic %p, %v align 4 : !asptr.ptr<local>, i32
  %sub = asptr.atomic_rmw sub monotonic %p, %v align 4 : !asptr.ptr<local>, i32
  // CHECK-NEXT: %{{.*}} = asptr.atomic_rmw and monotonic %p, %v align 4 : !asptr.ptr<local>, i32
  %and = asptr.atomic_rmw and monotonic %p, %v align 4 : !asptr.ptr<local>, i32
  // CHECK-NEXT: %{{.*}} = asptr.atomic_rmw nand monotonic %p, %v align 4 : !asptr.ptr<local>, i32
  %nand = asptr.atomic_rmw nand monotonic %p, %v align 4 : !asptr.ptr<local>, i32
  // CHECK-NEXT: %{{.*}} = asptr.atomic_rmw or monotonic %p, %v align 4 : !asptr.ptr<local>, i32
  %or = asptr.atomic_rmw or monotonic %p, %v align 4 : !asptr.ptr<local>, i32
  // CHECK-NEXT: %{{.*}} = asptr.atomic_rmw xor monotonic %p, %v align 4 : !asptr.ptr<local>, i32
  %xor = asptr.atomic_rmw xor monotonic %p, %v align 4 : !asptr.ptr<local>, i32
  // CHECK-NEXT: %{{.*}} = asptr.atomic_rmw max monotonic %p, %v align 4 : !asptr.ptr<local>, i32
  %max = asptr.atomic_rmw max monotonic %p, %v align 4 : !asptr.ptr<local>, i32
  // CHECK-NEXT: %{{.*}} = asptr.atomic_rmw min monotonic %p, %v align 4 : !asptr.ptr<local>, i32
  %min = asptr.atomic_rmw min monotonic %p, %v align 4 : !asptr.ptr<local>, i32
  // CHECK-NEXT: %{{.*}} = asptr.atomic_rmw umax monotonic %p, %v align 4 : !asptr.ptr<local>, i32
  %umax = asptr.atomic_rmw umax monotonic %p, %v align 4 : !asptr.ptr<local>, i32
  // CHECK-NEXT: %{{.*}} = asptr.atomic_rmw umin monotonic %p, %v align 4 : !asptr.ptr<local>, i32
  %umin = asptr.atomic_rmw umin monotonic %p, %v align 4 : !asptr.ptr<local>, i32
  // CHECK-NEXT: %{{.*}} = asptr.atomic_rmw uinc_wrap monotonic %p, %v align 4 : !asptr.ptr<local>, i32
  %uinc_wrap = asptr.atomic_rmw uinc_wrap monotonic %p, %v align 4 : !asptr.ptr<local>, i32
  // CHECK-NEXT: %{{.*}} = asptr.atomic_rmw udec_wrap monotonic %p, %v align 4 : !asptr.ptr<local>, i32
  %udec_wrap = asptr.atomic_rmw udec_wrap monotonic %p, %v align 4 : !asptr.ptr<local>, i32
  // CHECK-NEXT: %{{.*}} = asptr.atomic_rmw fadd monotonic %p, %x align 4 : !asptr.ptr<local>, f32
  %fadd = asptr.atomic_rmw fadd monotonic %p, %x align 4 : !asptr.ptr<local>, f32
  // CHECK-NEXT: %{{.*}} = asptr.atomic_rmw fsub monotonic %p, %x align 4 : !asptr.ptr<local>, f32
  %fsub = asptr.atomic_rmw fsub monotonic %p, %x align 4 : !asptr.ptr<local>, f32
  // CHECK-NEXT: %{{.*}} = asptr.atomic_rmw fmax monotonic %p, %x align 4 : !asptr.ptr<local>, f32
  %fmax = asptr.atomic_rmw fmax monotonic %p, %x align 4 : !asptr.ptr<local>, f32
  // CHECK-NEXT: %{{.*}} = asptr.atomic_rmw fmin monotonic %p, %x align 4 : !asptr.ptr<local>, f32
  %fmin = asptr.atomic_rmw fmin monotonic %p, %x align 4 : !asptr.ptr<local>, f32
  // CHECK-NEXT: %{{.*}} = asptr.atomic_rmw volatile xchg acq_rel syncscope("workgroup") %p, %q align 8 : !asptr.ptr<local>, !asptr.ptr<flat>
  %pointer = asptr.atomic_rmw volatile xchg acq_rel syncscope("workgroup") %p, %q align 8 : !asptr.ptr<local>, !asptr.ptr<flat>
  func.return
}

// CHECK-LABEL: func.func @cmpxchg
func.func @cmpxchg(%p: !asptr.ptr<global>, %e: i64, %d: i64) {
  // CHECK-NEXT: %{{.*}}, %{{.*}} = asptr.cmpxchg acq_rel monotonic %p, %e, %d align 8 : !asptr.ptr<global>, i64
  %a, %b = asptr.cmpxchg acq_rel monotonic %p, %e, %d align 8 : !asptr.ptr<global>, i64
  // CHECK-NEXT: %{{.*}}, %{{.*}} = asptr.cmpxchg weak volatile release acquire syncscope("agent") %p, %e, %d align 8 : !asptr.ptr<global>, i64
  %f, %g = asptr.cmpxchg weak volatile release acquire syncscope("agent") %p, %e, %d align 8 : !asptr.ptr<global>, i64
  func.return
}

// CHECK-LABEL: func.func @fence
func.func @fence() {
  // CHECK-NEXT: asptr.fence acquire
  asptr.fence acquire
  // CHECK-NEXT: asptr.fence release syncscope("workgroup")
  asptr.fence release syncscope("workgroup")
  // CHECK-NEXT: asptr.fence acq_rel syncscope("singlethread")
  asptr.fence acq_rel syncscope("singlethread")
  // CHECK-NEXT: asptr.fence seq_cst
  asptr.fence seq_cst
  func.return
}
