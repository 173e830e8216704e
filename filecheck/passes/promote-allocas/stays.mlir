// RUN: rusticle-opt %s -p promote-allocas | filecheck %s

// What has to stay in memory, with the reason in the function's name.

// CHECK-LABEL: func.func @passed_to_a_call
// CHECK:         asptr.alloca
func.func @passed_to_a_call(%a: i32) -> i32 {
  %x = asptr.alloca size 4 align 4 : !asptr.ptr<private>
  %f = asptr.cast %x : !asptr.ptr<private> -> !asptr.ptr<flat>
  func.call @use(%f) : (!asptr.ptr<flat>) -> ()
  %b = asptr.load %x align 4 : !asptr.ptr<private> -> i32
  func.return %b : i32
}
func.func private @use(!asptr.ptr<flat>)

// CHECK-LABEL: func.func @returned
// CHECK:         asptr.alloca
func.func @returned() -> !asptr.ptr<private> {
  %x = asptr.alloca size 4 align 4 : !asptr.ptr<private>
  func.return %x : !asptr.ptr<private>
}

// CHECK-LABEL: func.func @stored_elsewhere
// CHECK:         asptr.alloca
func.func @stored_elsewhere(%p: !asptr.ptr<flat>) {
  %x = asptr.alloca size 4 align 4 : !asptr.ptr<private>
  %f = asptr.cast %x : !asptr.ptr<private> -> !asptr.ptr<flat>
  asptr.store %f, %p align 8 : !asptr.ptr<flat>, !asptr.ptr<flat>
  func.return
}

// CHECK-LABEL: func.func @compared
// CHECK:         asptr.alloca
func.func @compared(%p: !asptr.ptr<private>) -> i1 {
  %x = asptr.alloca size 4 align 4 : !asptr.ptr<private>
  %b = asptr.cmp eq, %x, %p : !asptr.ptr<private>
  func.return %b : i1
}

// CHECK-LABEL: func.func @as_an_integer
// CHECK:         asptr.alloca
func.func @as_an_integer() -> i32 {
  %x = asptr.alloca size 4 align 4 : !asptr.ptr<private>
  %b = asptr.ptrtoint %x : !asptr.ptr<private> -> i32
  func.return %b : i32
}

// CHECK-LABEL: func.func @one_or_the_other
// CHECK-COUNT-2: asptr.alloca
func.func @one_or_the_other(%c: i1, %a: i32) -> i32 {
  %x = asptr.alloca size 4 align 4 : !asptr.ptr<private>
  %y = asptr.alloca size 4 align 4 : !asptr.ptr<private>
  asptr.store %a, %x align 4 : i32, !asptr.ptr<private>
  asptr.store %a, %y align 4 : i32, !asptr.ptr<private>
  %z = arith.select %c, %x, %y : !asptr.ptr<private>
  %b = asptr.load %z align 4 : !asptr.ptr<private> -> i32
  func.return %b : i32
}

// CHECK-LABEL: func.func @indexed
// CHECK:         asptr.alloca
func.func @indexed(%i: i64, %a: i32) -> i32 {
  %x = asptr.alloca size 16 align 4 : !asptr.ptr<private>
  asptr.store %a, %x align 4 : i32, !asptr.ptr<private>
  %y = asptr.offset %x[%i] stride 4 : !asptr.ptr<private>
  %b = asptr.load %y align 4 : !asptr.ptr<private> -> i32
  func.return %b : i32
}

// CHECK-LABEL: func.func @copied_by_an_unknown_length
// CHECK:         asptr.alloca
func.func @copied_by_an_unknown_length(%n: i64, %p: !asptr.ptr<flat>) -> i32 {
  %x = asptr.alloca size 16 align 4 : !asptr.ptr<private>
  asptr.copy %x align 4, %p align 4, %n : !asptr.ptr<private>, !asptr.ptr<flat>
  %b = asptr.load %x align 4 : !asptr.ptr<private> -> i32
  func.return %b : i32
}

// CHECK-LABEL: func.func @volatile
// CHECK:         asptr.alloca
func.func @volatile(%a: i32) {
  %x = asptr.alloca size 4 align 4 : !asptr.ptr<private>
  asptr.store volatile %a, %x align 4 : i32, !asptr.ptr<private>
  func.return
}

// CHECK-LABEL: func.func @atomic
// CHECK:         asptr.alloca
func.func @atomic(%a: i32) {
  %x = asptr.alloca size 4 align 4 : !asptr.ptr<private>
  asptr.atomic_store monotonic %a, %x align 4 : i32, !asptr.ptr<private>
  func.return
}

// CHECK-LABEL: func.func @out_of_bounds
// CHECK:         asptr.alloca
func.func @out_of_bounds() -> i32 {
  %x = asptr.alloca size 4 align 4 : !asptr.ptr<private>
  %y = asptr.displace %x by 2 : !asptr.ptr<private>
  %b = asptr.load %y align 2 : !asptr.ptr<private> -> i32
  func.return %b : i32
}

// CHECK-LABEL: func.func @shifted_within_itself
// CHECK:         asptr.alloca
func.func @shifted_within_itself(%a: i32) -> i32 {
  %n = arith.constant 4 : i64
  %x = asptr.alloca size 8 align 4 : !asptr.ptr<private>
  %y = asptr.displace %x by 4 : !asptr.ptr<private>
  asptr.store %a, %x align 4 : i32, !asptr.ptr<private>
  asptr.copy %y align 4, %x align 4, %n : !asptr.ptr<private>, !asptr.ptr<private>
  %b = asptr.load %y align 4 : !asptr.ptr<private> -> i32
  func.return %b : i32
}

// A pointer here, half an integer there: neither type carries the other.
// CHECK-LABEL: func.func @pointer_and_half_an_integer
// CHECK:         asptr.alloca
func.func @pointer_and_half_an_integer(%p: !asptr.ptr<flat>) -> i32 {
  %x = asptr.alloca size 8 align 8 : !asptr.ptr<private>
  asptr.store %p, %x align 8 : !asptr.ptr<flat>, !asptr.ptr<private>
  %b = asptr.load %x align 4 : !asptr.ptr<private> -> i32
  func.return %b : i32
}

// CHECK-LABEL: func.func @pointers_to_two_spaces
// CHECK:         asptr.alloca
func.func @pointers_to_two_spaces(%p: !asptr.ptr<flat>) -> !asptr.ptr<global> {
  %x = asptr.alloca size 8 align 8 : !asptr.ptr<private>
  asptr.store %p, %x align 8 : !asptr.ptr<flat>, !asptr.ptr<private>
  %q = asptr.load %x align 8 : !asptr.ptr<private> -> !asptr.ptr<global>
  func.return %q : !asptr.ptr<global>
}

// CHECK-LABEL: func.func @address_of_one_that_stays
// CHECK-COUNT-2: asptr.alloca
func.func @address_of_one_that_stays(%p: !asptr.ptr<flat>) -> i32 {
  %x = asptr.alloca size 4 align 4 : !asptr.ptr<private>
  %y = asptr.alloca size 8 align 8 : !asptr.ptr<private>
  %f = asptr.cast %x : !asptr.ptr<private> -> !asptr.ptr<flat>
  asptr.store %f, %y align 8 : !asptr.ptr<flat>, !asptr.ptr<private>
  %g = asptr.cast %y : !asptr.ptr<private> -> !asptr.ptr<flat>
  func.call @use(%g) : (!asptr.ptr<flat>) -> ()
  %b = asptr.load %x align 4 : !asptr.ptr<private> -> i32
  func.return %b : i32
}
