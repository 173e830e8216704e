// RUN: rusticle-opt %s -p canonicalize | filecheck %s

// CHECK-LABEL: func.func @offset_by_constant_is_displacement
// CHECK-NEXT: %{{.*}} = asptr.displace %p by -12 : !asptr.ptr<global>
func.func @offset_by_constant_is_displacement(%p: !asptr.ptr<global>) -> !asptr.ptr<global> {
  %i = arith.constant -3 : i64
  %q = asptr.offset %p[%i] stride 4 : !asptr.ptr<global>
  func.return %q : !asptr.ptr<global>
}

// CHECK-LABEL: func.func @offset_by_zero_is_base
// CHECK-NEXT: func.return %p
func.func @offset_by_zero_is_base(%p: !asptr.ptr<global>) -> !asptr.ptr<global> {
  %i = arith.constant 0 : i32
  %q = asptr.offset %p[%i] stride 4 : !asptr.ptr<global>, i32
  func.return %q : !asptr.ptr<global>
}

// CHECK-LABEL: func.func @offset_of_nothing_is_base
// CHECK-NEXT: func.return %p
func.func @offset_of_nothing_is_base(%p: !asptr.ptr<global>, %i: i64) -> !asptr.ptr<global> {
  %q = asptr.offset %p[%i] stride 0 : !asptr.ptr<global>
  func.return %q : !asptr.ptr<global>
}

// CHECK-LABEL: func.func @offset_too_far_stays
// CHECK: asptr.offset
func.func @offset_too_far_stays(%p: !asptr.ptr<global>) -> !asptr.ptr<global> {
  %i = arith.constant 9223372036854775807 : i64
  %q = asptr.offset %p[%i] stride 4 wrapping : !asptr.ptr<global>
  func.return %q : !asptr.ptr<global>
}

// CHECK-LABEL: func.func @displacements_add_up
// CHECK-NEXT: %{{.*}} = asptr.displace %p by 12 : !asptr.ptr<flat>
// CHECK-NEXT: func.return
func.func @displacements_add_up(%p: !asptr.ptr<flat>) -> !asptr.ptr<flat> {
  %q = asptr.displace %p by 8 : !asptr.ptr<flat>
  %r = asptr.displace %q by 4 : !asptr.ptr<flat>
  func.return %r : !asptr.ptr<flat>
}

// CHECK-LABEL: func.func @one_wrapping_displacement_makes_both_wrap
// CHECK-NEXT: %{{.*}} = asptr.displace %p by 12 wrapping : !asptr.ptr<flat>
func.func @one_wrapping_displacement_makes_both_wrap(%p: !asptr.ptr<flat>) -> !asptr.ptr<flat> {
  %q = asptr.displace %p by 8 wrapping : !asptr.ptr<flat>
  %r = asptr.displace %q by 4 : !asptr.ptr<flat>
  func.return %r : !asptr.ptr<flat>
}

// CHECK-LABEL: func.func @displacements_that_cancel_vanish
// CHECK-NEXT: func.return %p
func.func @displacements_that_cancel_vanish(%p: !asptr.ptr<flat>) -> !asptr.ptr<flat> {
  %q = asptr.displace %p by 8 : !asptr.ptr<flat>
  %r = asptr.displace %q by -8 : !asptr.ptr<flat>
  func.return %r : !asptr.ptr<flat>
}

// CHECK-LABEL: func.func @cast_to_same_is_operand
// CHECK-NEXT: func.return %p
func.func @cast_to_same_is_operand(%p: !asptr.ptr<local>) -> !asptr.ptr<local> {
  %q = asptr.cast %p : !asptr.ptr<local> -> !asptr.ptr<local>
  func.return %q : !asptr.ptr<local>
}

// CHECK-LABEL: func.func @cast_to_flat_and_back_is_operand
// CHECK-NEXT: func.return %p
func.func @cast_to_flat_and_back_is_operand(%p: !asptr.ptr<local>) -> !asptr.ptr<local> {
  %q = asptr.cast %p : !asptr.ptr<local> -> !asptr.ptr<flat>
  %r = asptr.cast %q : !asptr.ptr<flat> -> !asptr.ptr<local>
  func.return %r : !asptr.ptr<local>
}

// CHECK-LABEL: func.func @cast_from_flat_and_back_stays
// CHECK-NEXT: asptr.cast
// CHECK-NEXT: asptr.cast
func.func @cast_from_flat_and_back_stays(%p: !asptr.ptr<flat>) -> !asptr.ptr<flat> {
  %q = asptr.cast %p : !asptr.ptr<flat> -> !asptr.ptr<local>
  %r = asptr.cast %q : !asptr.ptr<local> -> !asptr.ptr<flat>
  func.return %r : !asptr.ptr<flat>
}

// CHECK-LABEL: func.func @cast_through_flat_to_another_space_stays
// CHECK-NEXT: asptr.cast
// CHECK-NEXT: asptr.cast
func.func @cast_through_flat_to_another_space_stays(%p: !asptr.ptr<global>) -> !asptr.ptr<constant> {
  %q = asptr.cast %p : !asptr.ptr<global> -> !asptr.ptr<flat>
  %r = asptr.cast %q : !asptr.ptr<flat> -> !asptr.ptr<constant>
  func.return %r : !asptr.ptr<constant>
}

// CHECK-LABEL: func.func @cast_of_null_is_null
// CHECK-NEXT: %{{.*}} = asptr.null : !asptr.ptr<private>
// CHECK-NEXT: func.return
func.func @cast_of_null_is_null() -> !asptr.ptr<private> {
  %n = asptr.null : !asptr.ptr<flat>
  %q = asptr.cast %n : !asptr.ptr<flat> -> !asptr.ptr<private>
  func.return %q : !asptr.ptr<private>
}

// CHECK-LABEL: func.func @address_of_address_is_address
// CHECK-NEXT: func.return %a
func.func @address_of_address_is_address(%a: i64) -> i64 {
  %p = asptr.inttoptr %a : i64 -> !asptr.ptr<flat>
  %b = asptr.ptrtoint %p : !asptr.ptr<flat> -> i64
  func.return %b : i64
}

// An i64 does not fit a pointer into `local`, which may be 32 bits wide.
// CHECK-LABEL: func.func @address_in_narrow_space_stays
// CHECK-NEXT: asptr.inttoptr
// CHECK-NEXT: asptr.ptrtoint
func.func @address_in_narrow_space_stays(%a: i64) -> i64 {
  %p = asptr.inttoptr %a : i64 -> !asptr.ptr<local>
  %b = asptr.ptrtoint %p : !asptr.ptr<local> -> i64
  func.return %b : i64
}

// Provenance: the pointer made from an address is not the pointer it came from.
// CHECK-LABEL: func.func @pointer_from_address_stays
// CHECK-NEXT: asptr.ptrtoint
// CHECK-NEXT: asptr.inttoptr
func.func @pointer_from_address_stays(%p: !asptr.ptr<flat>) -> !asptr.ptr<flat> {
  %a = asptr.ptrtoint %p : !asptr.ptr<flat> -> i64
  %q = asptr.inttoptr %a : i64 -> !asptr.ptr<flat>
  func.return %q : !asptr.ptr<flat>
}
