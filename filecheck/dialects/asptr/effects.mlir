// RUN: rusticle-opt %s -p dce,cse | filecheck %s

// What is unused and does nothing goes; what may be seen by others stays.
// CHECK-LABEL: func.func @unused
func.func @unused(%p: !asptr.ptr<global>, %i: i64, %v: i32) {
  %a = asptr.offset %p[%i] stride 4 : !asptr.ptr<global>
  %b = asptr.displace %p by 4 : !asptr.ptr<global>
  %c = asptr.cast %p : !asptr.ptr<global> -> !asptr.ptr<flat>
  %d = asptr.null : !asptr.ptr<flat>
  %e = asptr.ptrtoint %p : !asptr.ptr<global> -> i64
  %f = asptr.inttoptr %i : i64 -> !asptr.ptr<flat>
  %g = asptr.cmp eq, %p, %p : !asptr.ptr<global>
  %h = asptr.load %p align 4 : !asptr.ptr<global> -> i32
  %j = asptr.alloca size 4 align 4 : !asptr.ptr<private>
  // CHECK-NEXT: asptr.load volatile
  %k = asptr.load volatile %p align 4 : !asptr.ptr<global> -> i32
  // CHECK-NEXT: asptr.atomic_load monotonic
  %l = asptr.atomic_load monotonic %p align 4 : !asptr.ptr<global> -> i32
  // CHECK-NEXT: asptr.atomic_rmw add monotonic
  %m = asptr.atomic_rmw add monotonic %p, %v align 4 : !asptr.ptr<global>, i32
  // CHECK-NEXT: asptr.cmpxchg monotonic monotonic
  %n, %o = asptr.cmpxchg monotonic monotonic %p, %v, %v align 4 : !asptr.ptr<global>, i32
  // CHECK-NEXT: asptr.fence acquire
  asptr.fence acquire
  // CHECK-NEXT: asptr.store
  asptr.store %v, %p align 4 : i32, !asptr.ptr<global>
  // CHECK-NEXT: func.return
  func.return
}

// CHECK-LABEL: func.func @equal_values_are_one
// CHECK-NEXT: [[Q:%.*]] = asptr.offset
// CHECK-NEXT: func.return [[Q]], [[Q]]
func.func @equal_values_are_one(%p: !asptr.ptr<global>, %i: i64) -> (!asptr.ptr<global>, !asptr.ptr<global>) {
  %a = asptr.offset %p[%i] stride 4 : !asptr.ptr<global>
  %b = asptr.offset %p[%i] stride 4 : !asptr.ptr<global>
  func.return %a, %b : !asptr.ptr<global>, !asptr.ptr<global>
}

// CHECK-LABEL: func.func @different_strides_are_two
// CHECK-NEXT: asptr.offset
// CHECK-NEXT: asptr.offset
func.func @different_strides_are_two(%p: !asptr.ptr<global>, %i: i64) -> (!asptr.ptr<global>, !asptr.ptr<global>) {
  %a = asptr.offset %p[%i] stride 4 : !asptr.ptr<global>
  %b = asptr.offset %p[%i] stride 8 : !asptr.ptr<global>
  func.return %a, %b : !asptr.ptr<global>, !asptr.ptr<global>
}

// CHECK-LABEL: func.func @equal_locals_are_two
// CHECK-NEXT: [[A:%.*]] = asptr.alloca
// CHECK-NEXT: [[B:%.*]] = asptr.alloca
// CHECK-NEXT: func.return [[A]], [[B]]
func.func @equal_locals_are_two() -> (!asptr.ptr<private>, !asptr.ptr<private>) {
  %a = asptr.alloca size 4 align 4 : !asptr.ptr<private>
  %b = asptr.alloca size 4 align 4 : !asptr.ptr<private>
  func.return %a, %b : !asptr.ptr<private>, !asptr.ptr<private>
}

// CHECK-LABEL: func.func @equal_loads_are_one
// CHECK-NEXT: [[A:%.*]] = asptr.load
// CHECK-NEXT: func.return [[A]], [[A]]
func.func @equal_loads_are_one(%p: !asptr.ptr<global>) -> (i32, i32) {
  %a = asptr.load %p align 4 : !asptr.ptr<global> -> i32
  %b = asptr.load %p align 4 : !asptr.ptr<global> -> i32
  func.return %a, %b : i32, i32
}

// CHECK-LABEL: func.func @loads_across_a_store_are_two
// CHECK-NEXT: asptr.load
// CHECK-NEXT: asptr.store
// CHECK-NEXT: asptr.load
func.func @loads_across_a_store_are_two(%p: !asptr.ptr<global>, %q: !asptr.ptr<global>, %v: i32) -> (i32, i32) {
  %a = asptr.load %p align 4 : !asptr.ptr<global> -> i32
  asptr.store %v, %q align 4 : i32, !asptr.ptr<global>
  %b = asptr.load %p align 4 : !asptr.ptr<global> -> i32
  func.return %a, %b : i32, i32
}

// CHECK-LABEL: func.func @invariant_loads_across_a_store_are_one
// CHECK-NEXT: asptr.load
// CHECK-NEXT: asptr.store
// CHECK-NEXT: func.return
func.func @invariant_loads_across_a_store_are_one(%p: !asptr.ptr<constant>, %q: !asptr.ptr<global>, %v: i32) -> (i32, i32) {
  %a = asptr.load invariant %p align 4 : !asptr.ptr<constant> -> i32
  asptr.store %v, %q align 4 : i32, !asptr.ptr<global>
  %b = asptr.load invariant %p align 4 : !asptr.ptr<constant> -> i32
  func.return %a, %b : i32, i32
}

// CHECK-LABEL: func.func @loads_across_a_fence_are_two
// CHECK-NEXT: asptr.load
// CHECK-NEXT: asptr.fence
// CHECK-NEXT: asptr.load
func.func @loads_across_a_fence_are_two(%p: !asptr.ptr<global>) -> (i32, i32) {
  %a = asptr.load %p align 4 : !asptr.ptr<global> -> i32
  asptr.fence acquire
  %b = asptr.load %p align 4 : !asptr.ptr<global> -> i32
  func.return %a, %b : i32, i32
}

// CHECK-LABEL: func.func @volatile_and_atomic_loads_are_two_each
// CHECK-NEXT: asptr.load volatile
// CHECK-NEXT: asptr.load volatile
// CHECK-NEXT: asptr.atomic_load
// CHECK-NEXT: asptr.atomic_load
func.func @volatile_and_atomic_loads_are_two_each(%p: !asptr.ptr<global>) -> (i32, i32, i32, i32) {
  %a = asptr.load volatile %p align 4 : !asptr.ptr<global> -> i32
  %b = asptr.load volatile %p align 4 : !asptr.ptr<global> -> i32
  %c = asptr.atomic_load monotonic %p align 4 : !asptr.ptr<global> -> i32
  %d = asptr.atomic_load monotonic %p align 4 : !asptr.ptr<global> -> i32
  func.return %a, %b, %c, %d : i32, i32, i32, i32
}
