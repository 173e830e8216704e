// RUN: rusticle-opt %s --verify-diagnostics --parsing-diagnostics --split-input-file | filecheck %s

// CHECK: an atomic load cannot have the ordering `release`
func.func @load_release(%p: !asptr.ptr<global>) {
  %a = asptr.atomic_load release %p align 4 : !asptr.ptr<global> -> i32
  func.return
}

// -----

// CHECK: an atomic load cannot have the ordering `acq_rel`
func.func @load_acq_rel(%p: !asptr.ptr<global>) {
  %a = asptr.atomic_load acq_rel %p align 4 : !asptr.ptr<global> -> i32
  func.return
}

// -----

// CHECK: an atomic store cannot have the ordering `acquire`
func.func @store_acquire(%p: !asptr.ptr<global>, %v: i32) {
  asptr.atomic_store acquire %v, %p align 4 : i32, !asptr.ptr<global>
  func.return
}

// -----

// CHECK: an atomic store cannot have the ordering `acq_rel`
func.func @store_acq_rel(%p: !asptr.ptr<global>, %v: i32) {
  asptr.atomic_store acq_rel %v, %p align 4 : i32, !asptr.ptr<global>
  func.return
}

// -----

// CHECK: an atomic `add` cannot have the ordering `unordered`
func.func @rmw_unordered(%p: !asptr.ptr<global>, %v: i32) {
  %a = asptr.atomic_rmw add unordered %p, %v align 4 : !asptr.ptr<global>, i32
  func.return
}

// -----

// CHECK: a compare-exchange cannot have the ordering `unordered`
func.func @cmpxchg_unordered(%p: !asptr.ptr<global>, %v: i32) {
  %a, %b = asptr.cmpxchg unordered monotonic %p, %v, %v align 4 : !asptr.ptr<global>, i32
  func.return
}

// -----

// CHECK: a compare-exchange that fails cannot have the ordering `release`
func.func @cmpxchg_failure_release(%p: !asptr.ptr<global>, %v: i32) {
  %a, %b = asptr.cmpxchg release release %p, %v, %v align 4 : !asptr.ptr<global>, i32
  func.return
}

// -----

// CHECK: a compare-exchange that fails cannot have the ordering `acq_rel`
func.func @cmpxchg_failure_acq_rel(%p: !asptr.ptr<global>, %v: i32) {
  %a, %b = asptr.cmpxchg acq_rel acq_rel %p, %v, %v align 4 : !asptr.ptr<global>, i32
  func.return
}

// -----

// CHECK: a fence cannot have the ordering `monotonic`
func.func @fence_relaxed() {
  asptr.fence monotonic
  func.return
}

// -----

// CHECK: an atomic load needs a width of 8, 16, 32, 64 or 128 bits, not 24
func.func @load_width(%p: !asptr.ptr<global>) {
  %a = asptr.atomic_load acquire %p align 4 : !asptr.ptr<global> -> i24
  func.return
}

// -----

// CHECK: an atomic load needs an integer, a float or a pointer, not vector<2xi32>
func.func @load_vector(%p: !asptr.ptr<global>) {
  %a = asptr.atomic_load acquire %p align 8 : !asptr.ptr<global> -> vector<2xi32>
  func.return
}

// -----

// CHECK: i1 is not in memory: a bool is an i8 there
func.func @load_bool(%p: !asptr.ptr<global>) {
  %a = asptr.atomic_load acquire %p align 1 : !asptr.ptr<global> -> i1
  func.return
}

// -----

// CHECK: an atomic store of 8 bytes needs at least that alignment, not 4
func.func @store_underaligned(%p: !asptr.ptr<global>, %v: i64) {
  asptr.atomic_store release %v, %p align 4 : i64, !asptr.ptr<global>
  func.return
}

// -----

// CHECK: an atomic `fadd` needs a float, not i32
func.func @fadd_integer(%p: !asptr.ptr<global>, %v: i32) {
  %a = asptr.atomic_rmw fadd monotonic %p, %v align 4 : !asptr.ptr<global>, i32
  func.return
}

// -----

// CHECK: an atomic `add` needs an integer, not f32
func.func @add_float(%p: !asptr.ptr<global>, %v: f32) {
  %a = asptr.atomic_rmw add monotonic %p, %v align 4 : !asptr.ptr<global>, f32
  func.return
}

// -----

// CHECK: an atomic `xor` needs an integer, not !asptr.ptr<flat>
func.func @xor_pointer(%p: !asptr.ptr<global>, %v: !asptr.ptr<flat>) {
  %a = asptr.atomic_rmw xor monotonic %p, %v align 8 : !asptr.ptr<global>, !asptr.ptr<flat>
  func.return
}

// -----

// CHECK: a compare-exchange compares bits: it needs an integer or a pointer, not f32
func.func @cmpxchg_float(%p: !asptr.ptr<global>, %v: f32) {
  %a, %b = asptr.cmpxchg monotonic monotonic %p, %v, %v align 4 : !asptr.ptr<global>, f32
  func.return
}

// -----

// CHECK: unknown synchronization scope "device", expected one of agent, agent-one-as, cluster
func.func @unknown_scope() {
  asptr.fence acquire syncscope("device")
  func.return
}

// -----

// CHECK: Expected `unordered`, `monotonic`, `acquire`, `release`, `acq_rel`, or `seq_cst`.
func.func @rust_word() {
  asptr.fence relaxed
  func.return
}
