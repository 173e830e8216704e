// RUN: rusticle-opt %s -p infer-address-spaces,verify-address-spaces | filecheck %s
// RUN: rusticle-opt %s -p 'infer-address-spaces{max-specialisations=1}' | filecheck %s --check-prefix ONE

// Functions that are called with pointers into different spaces.

asptr.global linkage(internal) @tile in local size 64 align 8

// CHECK-LABEL: func.func private @called_for_two_spaces(
// CHECK-SAME:    !asptr.ptr<global>) -> i32
// CHECK-LABEL: func.func private @called_for_two_spaces.1(
// CHECK-SAME:    !asptr.ptr<local>) -> i32
// ONE-LABEL:   func.func private @called_for_two_spaces(
// ONE-SAME:      !asptr.ptr<flat>) -> i32
// ONE-NOT:     @called_for_two_spaces.1
func.func private @called_for_two_spaces(%p: !asptr.ptr<flat>) -> i32 {
  %v = asptr.load %p align 4 : !asptr.ptr<flat> -> i32
  func.return %v : i32
}

// CHECK-LABEL: hsa.kernel @calls_for_two_spaces
hsa.kernel @calls_for_two_spaces(%p: !asptr.ptr<flat>) {
  %l = asptr.addressof @tile : !asptr.ptr<local>
  %lf = asptr.cast %l : !asptr.ptr<local> -> !asptr.ptr<flat>
  // CHECK: func.call @called_for_two_spaces(%{{.*}}) : (!asptr.ptr<global>) -> i32
  %a = func.call @called_for_two_spaces(%p) : (!asptr.ptr<flat>) -> i32
  // CHECK: func.call @called_for_two_spaces.1(%{{.*}}) : (!asptr.ptr<local>) -> i32
  %b = func.call @called_for_two_spaces(%lf) : (!asptr.ptr<flat>) -> i32
  hsa.return
}

// The copy of a recursive function calls itself.
// CHECK-LABEL: func.func private @recursive(
// CHECK:         func.call @recursive(%{{.*}}) : (!asptr.ptr<global>, i1) -> i32
// CHECK-LABEL: func.func private @recursive.1(
// CHECK:         func.call @recursive.1(%{{.*}}) : (!asptr.ptr<local>, i1) -> i32
func.func private @recursive(%p: !asptr.ptr<flat>, %c: i1) -> i32 {
  cf.cond_br %c, ^more, ^done
^more:
  %q = asptr.displace %p by 4 : !asptr.ptr<flat>
  %v = func.call @recursive(%q, %c) : (!asptr.ptr<flat>, i1) -> i32
  func.return %v : i32
^done:
  %w = asptr.load %p align 4 : !asptr.ptr<flat> -> i32
  func.return %w : i32
}

hsa.kernel @calls_recursive(%p: !asptr.ptr<flat>, %c: i1) {
  %l = asptr.addressof @tile : !asptr.ptr<local>
  %lf = asptr.cast %l : !asptr.ptr<local> -> !asptr.ptr<flat>
  %a = func.call @recursive(%p, %c) : (!asptr.ptr<flat>, i1) -> i32
  %b = func.call @recursive(%lf, %c) : (!asptr.ptr<flat>, i1) -> i32
  hsa.return
}

// Where the arguments are alike and what they point to is not.
// CHECK-LABEL: func.func private @closure(
// CHECK:         asptr.load {{.*}} : !asptr.ptr<global> -> i32
// CHECK-LABEL: func.func private @closure.1(
// CHECK:         asptr.load {{.*}} : !asptr.ptr<local> -> i32
func.func private @closure(%captures: !asptr.ptr<private>) -> i32 {
  %p = asptr.load %captures align 8 : !asptr.ptr<private> -> !asptr.ptr<flat>
  %v = asptr.load %p align 4 : !asptr.ptr<flat> -> i32
  func.return %v : i32
}

hsa.kernel @calls_closures(%p: !asptr.ptr<flat>) {
  %l = asptr.addressof @tile : !asptr.ptr<local>
  %lf = asptr.cast %l : !asptr.ptr<local> -> !asptr.ptr<flat>
  %x = asptr.alloca size 8 align 8 : !asptr.ptr<private>
  %y = asptr.alloca size 8 align 8 : !asptr.ptr<private>
  asptr.store %p, %x align 8 : !asptr.ptr<flat>, !asptr.ptr<private>
  asptr.store %lf, %y align 8 : !asptr.ptr<flat>, !asptr.ptr<private>
  %a = func.call @closure(%x) : (!asptr.ptr<private>) -> i32
  %b = func.call @closure(%y) : (!asptr.ptr<private>) -> i32
  hsa.return
}

// A call further in is copied in a later round.
// CHECK-LABEL: func.func private @inner(
// CHECK-SAME:    !asptr.ptr<global>) -> i32
// CHECK-LABEL: func.func private @inner.1(
// CHECK-SAME:    !asptr.ptr<local>) -> i32
func.func private @inner(%p: !asptr.ptr<flat>) -> i32 {
  %v = asptr.load %p align 4 : !asptr.ptr<flat> -> i32
  func.return %v : i32
}
// CHECK-LABEL: func.func private @outer.1(
// CHECK:         func.call @inner.1
func.func private @outer(%p: !asptr.ptr<flat>) -> i32 {
  %v = func.call @inner(%p) : (!asptr.ptr<flat>) -> i32
  func.return %v : i32
}
hsa.kernel @calls_outer(%p: !asptr.ptr<flat>) {
  %l = asptr.addressof @tile : !asptr.ptr<local>
  %lf = asptr.cast %l : !asptr.ptr<local> -> !asptr.ptr<flat>
  %a = func.call @outer(%p) : (!asptr.ptr<flat>) -> i32
  %b = func.call @outer(%lf) : (!asptr.ptr<flat>) -> i32
  hsa.return
}

// Others call the function itself, the module a copy.
// CHECK-LABEL: func.func @public(
// CHECK-SAME:    !asptr.ptr<flat>) -> i32
// CHECK-LABEL: func.func private @public.1(
// CHECK-SAME:    !asptr.ptr<global>) -> i32
func.func @public(%p: !asptr.ptr<flat>) -> i32 {
  %v = asptr.load %p align 4 : !asptr.ptr<flat> -> i32
  func.return %v : i32
}
// CHECK-LABEL: hsa.kernel @calls_public
hsa.kernel @calls_public(%p: !asptr.ptr<flat>) {
  // CHECK: func.call @public.1(%{{.*}}) : (!asptr.ptr<global>) -> i32
  // ONE: %[[F:.*]] = asptr.cast {{.*}} : !asptr.ptr<global> -> !asptr.ptr<flat>
  // ONE: func.call @public(%[[F]]) : (!asptr.ptr<flat>) -> i32
  %a = func.call @public(%p) : (!asptr.ptr<flat>) -> i32
  hsa.return
}

// Constants and buffers go together.
// CHECK-NOT: @not_worth_it.1
asptr.global constant linkage(private) @table in constant size 4 align 4 = <"01000000">
func.func private @not_worth_it(%p: !asptr.ptr<flat>) -> i32 {
  %v = asptr.load %p align 4 : !asptr.ptr<flat> -> i32
  func.return %v : i32
}
hsa.kernel @calls_not_worth_it(%p: !asptr.ptr<flat>) {
  %t = asptr.addressof @table : !asptr.ptr<constant>
  %tf = asptr.cast %t : !asptr.ptr<constant> -> !asptr.ptr<flat>
  %a = func.call @not_worth_it(%p) : (!asptr.ptr<flat>) -> i32
  %b = func.call @not_worth_it(%tf) : (!asptr.ptr<flat>) -> i32
  hsa.return
}
