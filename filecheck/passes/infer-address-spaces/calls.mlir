// RUN: rusticle-opt %s -p infer-address-spaces,verify-address-spaces | filecheck %s

// Arguments and results, over all calls of the module.

// CHECK-LABEL: func.func private @argument_of_all_calls
// CHECK-SAME:    (%{{.*}}: !asptr.ptr<global>) -> i32
func.func private @argument_of_all_calls(%p: !asptr.ptr<flat>) -> i32 {
  // CHECK: asptr.load {{.*}} : !asptr.ptr<global> -> i32
  %v = asptr.load %p align 4 : !asptr.ptr<flat> -> i32
  func.return %v : i32
}

// CHECK-LABEL: func.func private @result_is_an_argument
// CHECK-SAME:    (%{{.*}}: !asptr.ptr<global>, %{{.*}}: i64) -> !asptr.ptr<global>
func.func private @result_is_an_argument(%p: !asptr.ptr<flat>, %i: i64) -> !asptr.ptr<flat> {
  %q = asptr.offset %p[%i] stride 4 : !asptr.ptr<flat>
  // CHECK: func.return %{{.*}} : !asptr.ptr<global>
  func.return %q : !asptr.ptr<flat>
}

// CHECK-LABEL: func.func private @recursive
// CHECK-SAME:    !asptr.ptr<global>
func.func private @recursive(%p: !asptr.ptr<flat>, %n: i64, %c: i1) -> i32 {
  cf.cond_br %c, ^more, ^done
^more:
  %q = asptr.displace %p by 4 : !asptr.ptr<flat>
  // CHECK: func.call @recursive({{.*}}) : (!asptr.ptr<global>, i64, i1) -> i32
  %v = func.call @recursive(%q, %n, %c) : (!asptr.ptr<flat>, i64, i1) -> i32
  func.return %v : i32
^done:
  %w = asptr.load %p align 4 : !asptr.ptr<flat> -> i32
  func.return %w : i32
}

// CHECK-LABEL: hsa.kernel @direct_calls
hsa.kernel @direct_calls(%p: !asptr.ptr<flat>, %q: !asptr.ptr<flat>, %i: i64, %c: i1) {
  // CHECK: func.call @argument_of_all_calls(%{{.*}}) : (!asptr.ptr<global>) -> i32
  %a = func.call @argument_of_all_calls(%p) : (!asptr.ptr<flat>) -> i32
  %b = func.call @argument_of_all_calls(%q) : (!asptr.ptr<flat>) -> i32
  // CHECK: func.call @result_is_an_argument({{.*}}) : (!asptr.ptr<global>, i64) -> !asptr.ptr<global>
  %r = func.call @result_is_an_argument(%p, %i) : (!asptr.ptr<flat>, i64) -> !asptr.ptr<flat>
  // CHECK: asptr.store {{.*}} : i32, !asptr.ptr<global>
  asptr.store %b, %r align 4 : i32, !asptr.ptr<flat>
  %s = func.call @recursive(%p, %i, %c) : (!asptr.ptr<flat>, i64, i1) -> i32
  hsa.return
}

// Of several results each has its own space.
// CHECK-LABEL: func.func private @two_results
// CHECK-SAME:    -> (!asptr.ptr<global>, !asptr.ptr<private>)
func.func private @two_results(%p: !asptr.ptr<flat>, %q: !asptr.ptr<flat>)
    -> (!asptr.ptr<flat>, !asptr.ptr<flat>) {
  func.return %p, %q : !asptr.ptr<flat>, !asptr.ptr<flat>
}
// CHECK-LABEL: hsa.kernel @calls_two_results
hsa.kernel @calls_two_results(%p: !asptr.ptr<flat>) {
  %x = asptr.alloca size 4 align 4 : !asptr.ptr<private>
  %xf = asptr.cast %x : !asptr.ptr<private> -> !asptr.ptr<flat>
  %a, %b = func.call @two_results(%p, %xf)
      : (!asptr.ptr<flat>, !asptr.ptr<flat>) -> (!asptr.ptr<flat>, !asptr.ptr<flat>)
  // CHECK: asptr.load {{.*}} : !asptr.ptr<global> -> i32
  %v = asptr.load %a align 4 : !asptr.ptr<flat> -> i32
  // CHECK: asptr.store {{.*}} : i32, !asptr.ptr<private>
  asptr.store %v, %b align 4 : i32, !asptr.ptr<flat>
  hsa.return
}

// A function writes a slice through a pointer to where its caller wants it.
// CHECK-LABEL: func.func private @returns_through_a_pointer
func.func private @returns_through_a_pointer(%ret: !asptr.ptr<private>, %p: !asptr.ptr<flat>) {
  asptr.store %p, %ret align 8 : !asptr.ptr<flat>, !asptr.ptr<private>
  func.return
}
// CHECK-LABEL: hsa.kernel @reads_what_was_returned
hsa.kernel @reads_what_was_returned(%p: !asptr.ptr<flat>) {
  %ret = asptr.alloca size 16 align 8 : !asptr.ptr<private>
  func.call @returns_through_a_pointer(%ret, %p) : (!asptr.ptr<private>, !asptr.ptr<flat>) -> ()
  %q = asptr.load %ret align 8 : !asptr.ptr<private> -> !asptr.ptr<flat>
  // CHECK: asptr.load {{.*}} : !asptr.ptr<global> -> i32
  %v = asptr.load %q align 4 : !asptr.ptr<flat> -> i32
  hsa.return
}

// A trait object in scratch: its methods are found in the vtable, and get a private `self`.
asptr.global constant linkage(private) @vtable in constant size 32 align 8
    = <zero 32, at 24 @method>
// CHECK-LABEL: func.func private @method
// CHECK-SAME:    (%{{.*}}: !asptr.ptr<private>) -> i32
func.func private @method(%self: !asptr.ptr<flat>) -> i32 {
  %p = asptr.load %self align 8 : !asptr.ptr<flat> -> !asptr.ptr<flat>
  // CHECK: asptr.load {{.*}} : !asptr.ptr<global> -> i32
  %v = asptr.load %p align 4 : !asptr.ptr<flat> -> i32
  func.return %v : i32
}
// CHECK-LABEL: hsa.kernel @virtual_call
hsa.kernel @virtual_call(%p: !asptr.ptr<flat>) {
  %object = asptr.alloca size 8 align 8 : !asptr.ptr<private>
  asptr.store %p, %object align 8 : !asptr.ptr<flat>, !asptr.ptr<private>
  %self = asptr.cast %object : !asptr.ptr<private> -> !asptr.ptr<flat>
  %v = asptr.addressof @vtable : !asptr.ptr<constant>
  %vf = asptr.cast %v : !asptr.ptr<constant> -> !asptr.ptr<flat>
  %slot = asptr.displace %vf by 24 : !asptr.ptr<flat>
  // CHECK: asptr.load invariant {{.*}} : !asptr.ptr<constant> -> !asptr.ptr<flat>
  %f = asptr.load invariant %slot align 8 : !asptr.ptr<flat> -> !asptr.ptr<flat>
  // CHECK: asptr.call_indirect %{{.*}}(%{{.*}}) : !asptr.ptr<flat>, (!asptr.ptr<private>) -> i32
  %r = asptr.call_indirect %f(%self) : !asptr.ptr<flat>, (!asptr.ptr<flat>) -> i32
  hsa.return
}

// What one indirect call may call has one type, which both bodies live with.
// CHECK-LABEL: func.func private @takes_global
// CHECK-SAME:    (%{{.*}}: !asptr.ptr<flat>) -> i32
func.func private @takes_global(%p: !asptr.ptr<flat>) -> i32 {
  %v = asptr.load %p align 4 : !asptr.ptr<flat> -> i32
  func.return %v : i32
}
// CHECK-LABEL: func.func private @takes_private
// CHECK-SAME:    (%[[P:.*]]: !asptr.ptr<flat>) -> i32
func.func private @takes_private(%p: !asptr.ptr<flat>) -> i32 {
  // CHECK-NEXT: %[[Q:.*]] = asptr.cast %[[P]] : !asptr.ptr<flat> -> !asptr.ptr<private>
  // CHECK-NEXT: asptr.load %[[Q]] align 4 : !asptr.ptr<private> -> i32
  %v = asptr.load %p align 4 : !asptr.ptr<flat> -> i32
  func.return %v : i32
}
hsa.kernel @one_of_two_functions(%p: !asptr.ptr<flat>, %c: i1) {
  %a = asptr.addressof @takes_global : !asptr.ptr<flat>
  %b = asptr.addressof @takes_private : !asptr.ptr<flat>
  %f = arith.select %c, %a, %b : !asptr.ptr<flat>
  %x = asptr.alloca size 4 align 4 : !asptr.ptr<private>
  %xf = asptr.cast %x : !asptr.ptr<private> -> !asptr.ptr<flat>
  %r = asptr.call_indirect %a(%p) : !asptr.ptr<flat>, (!asptr.ptr<flat>) -> i32
  %s = asptr.call_indirect %f(%xf) : !asptr.ptr<flat>, (!asptr.ptr<flat>) -> i32
  hsa.return
}
