// RUN: rusticle-opt %s --verify-diagnostics --parsing-diagnostics --split-input-file | filecheck %s

// CHECK: alignment must be a power of two, but is 3
func.func @alloca_align() {
  %a = asptr.alloca size 16 align 3 : !asptr.ptr<private>
  func.return
}

// -----

// CHECK: size must not be negative, but is -1
func.func @alloca_size() {
  %a = asptr.alloca size -1 align 1 : !asptr.ptr<private>
  func.return
}

// -----

// CHECK: alignment must be a power of two, but is 6
func.func @load_align(%p: !asptr.ptr<global>) {
  %a = asptr.load %p align 6 : !asptr.ptr<global> -> i32
  func.return
}

// -----

// CHECK: alignment must be a power of two, but is 0
func.func @load_align_zero(%p: !asptr.ptr<global>) {
  %a = asptr.load %p align 0 : !asptr.ptr<global> -> i32
  func.return
}

// -----

// CHECK: alignment must not exceed 2^32, but is 8589934592
func.func @load_align_huge(%p: !asptr.ptr<global>) {
  %a = asptr.load %p align 8589934592 : !asptr.ptr<global> -> i32
  func.return
}

// -----

// CHECK: i1 is not in memory: a bool is an i8 there
func.func @load_bool(%p: !asptr.ptr<global>) {
  %a = asptr.load %p align 1 : !asptr.ptr<global> -> i1
  func.return
}

// -----

// CHECK: ui32 is not signless
func.func @load_unsigned(%p: !asptr.ptr<global>) {
  %a = asptr.load %p align 4 : !asptr.ptr<global> -> ui32
  func.return
}

// -----

// CHECK: index is not a type that memory can hold
func.func @load_index(%p: !asptr.ptr<global>) {
  %a = asptr.load %p align 8 : !asptr.ptr<global> -> index
  func.return
}

// -----

// CHECK: vector<2x2xf32> is not a vector that memory can hold
func.func @load_matrix(%p: !asptr.ptr<global>) {
  %a = asptr.load %p align 8 : !asptr.ptr<global> -> vector<2x2xf32>
  func.return
}

// -----

// CHECK: i1 is not in memory: a bool is an i8 there
func.func @load_bools(%p: !asptr.ptr<global>) {
  %a = asptr.load %p align 1 : !asptr.ptr<global> -> vector<8xi1>
  func.return
}

// -----

// CHECK: only integers have a range, not f32
func.func @range_of_float(%p: !asptr.ptr<global>) {
  %a = asptr.load %p align 4 range<0, 2> : !asptr.ptr<global> -> f32
  func.return
}

// -----

// CHECK: the bounds of a range of i8 must fit 8 bits
func.func @range_too_wide(%p: !asptr.ptr<global>) {
  %a = asptr.load %p align 1 range<0, 256> : !asptr.ptr<global> -> i8
  func.return
}

// -----

// CHECK: the bounds of a range must differ
func.func @range_empty(%p: !asptr.ptr<global>) {
  %a = asptr.load %p align 1 range<3, 3> : !asptr.ptr<global> -> i8
  func.return
}

// -----

// CHECK: the bounds of a range are bit patterns, which are not negative
func.func @range_negative(%p: !asptr.ptr<global>) {
  %a = asptr.load %p align 1 range<-1, 3> : !asptr.ptr<global> -> i8
  func.return
}

// -----

// CHECK: only pointers can be `nonnull`, not i64
func.func @nonnull_integer(%p: !asptr.ptr<global>) {
  %a = asptr.load %p align 8 nonnull : !asptr.ptr<global> -> i64
  func.return
}

// -----

// CHECK: only pointers can be `dereferenceable`, not i64
func.func @dereferenceable_integer(%p: !asptr.ptr<global>) {
  %a = asptr.load %p align 8 dereferenceable(8) : !asptr.ptr<global> -> i64
  func.return
}

// -----

// CHECK: only pointers can be `result_align`, not i64
func.func @aligned_integer(%p: !asptr.ptr<global>) {
  %a = asptr.load %p align 8 result_align(8) : !asptr.ptr<global> -> i64
  func.return
}

// -----

// CHECK: the number of dereferenceable bytes must be positive
func.func @dereferenceable_nothing(%p: !asptr.ptr<global>) {
  %a = asptr.load %p align 8 dereferenceable(0) : !asptr.ptr<global> -> !asptr.ptr<flat>
  func.return
}

// -----

// CHECK: alignment of the result must be a power of two, but is 12
func.func @result_align(%p: !asptr.ptr<global>) {
  %a = asptr.load %p align 8 result_align(12) : !asptr.ptr<global> -> !asptr.ptr<flat>
  func.return
}

// -----

// CHECK: a volatile load is not invariant
func.func @volatile_invariant(%p: !asptr.ptr<global>) {
  %a = asptr.load volatile invariant %p align 8 : !asptr.ptr<global> -> i64
  func.return
}

// -----

// CHECK: i1 is not in memory: a bool is an i8 there
func.func @store_bool(%p: !asptr.ptr<global>, %v: i1) {
  asptr.store %v, %p align 1 : i1, !asptr.ptr<global>
  func.return
}

// -----

// CHECK: alignment of the source must be a power of two, but is 5
func.func @copy_align(%p: !asptr.ptr<global>, %n: i64) {
  asptr.copy %p align 4, %p align 5, %n : !asptr.ptr<global>, !asptr.ptr<global>
  func.return
}

// -----

// CHECK: alignment of the destination must be a power of two, but is 7
func.func @copy_dst_align(%p: !asptr.ptr<global>, %n: i64) {
  asptr.copy %p align 7, %p align 1, %n : !asptr.ptr<global>, !asptr.ptr<global>
  func.return
}

// -----

// CHECK: alignment must be a power of two, but is 7
func.func @fill_align(%p: !asptr.ptr<global>, %n: i64, %b: i8) {
  asptr.fill %p align 7, %b, %n : !asptr.ptr<global>
  func.return
}

// -----

// CHECK: only an `asptr.alloca` has a lifetime
func.func @lifetime_of_a_part() {
  %x = asptr.alloca size 16 align 8 : !asptr.ptr<private>
  %y = asptr.displace %x by 8 : !asptr.ptr<private>
  asptr.lifetime_start %y : !asptr.ptr<private>
  func.return
}
