// RUN: rusticle-opt %s -p infer-address-spaces,verify-address-spaces | filecheck %s

// What the space of a pointer flows through within a function.

// CHECK-LABEL: hsa.kernel @kernel_argument_is_global
// CHECK-SAME:    !asptr.ptr<global>
hsa.kernel @kernel_argument_is_global(%p: !asptr.ptr<flat>) {
  // CHECK: asptr.load {{.*}} : !asptr.ptr<global> -> i32
  %v = asptr.load %p align 4 : !asptr.ptr<flat> -> i32
  // CHECK: asptr.store {{.*}} : i32, !asptr.ptr<global>
  asptr.store %v, %p align 4 : i32, !asptr.ptr<flat>
  hsa.return
}

// CHECK-LABEL: hsa.kernel @declared_argument_keeps_its_space
// CHECK-SAME:    %{{.*}}: !asptr.ptr<local>
hsa.kernel @declared_argument_keeps_its_space(%p: !asptr.ptr<local>) {
  %f = asptr.cast %p : !asptr.ptr<local> -> !asptr.ptr<flat>
  // CHECK-NEXT: asptr.load {{.*}} : !asptr.ptr<local> -> i32
  %v = asptr.load %f align 4 : !asptr.ptr<flat> -> i32
  hsa.return
}

// CHECK-LABEL: hsa.kernel @offset_and_displacement
hsa.kernel @offset_and_displacement(%p: !asptr.ptr<flat>, %i: i64) {
  // CHECK: asptr.offset {{.*}} : !asptr.ptr<global>
  %q = asptr.offset %p[%i] stride 8 : !asptr.ptr<flat>
  // CHECK: asptr.displace {{.*}} : !asptr.ptr<global>
  %r = asptr.displace %q by 4 : !asptr.ptr<flat>
  // CHECK: asptr.load {{.*}} : !asptr.ptr<global> -> i32
  %v = asptr.load %r align 4 : !asptr.ptr<flat> -> i32
  hsa.return
}

// CHECK-LABEL: hsa.kernel @select_of_two_buffers
hsa.kernel @select_of_two_buffers(%p: !asptr.ptr<flat>, %q: !asptr.ptr<flat>, %c: i1) {
  // CHECK: arith.select {{.*}} : !asptr.ptr<global>
  %r = arith.select %c, %p, %q : !asptr.ptr<flat>
  // CHECK: asptr.load {{.*}} : !asptr.ptr<global> -> i32
  %v = asptr.load %r align 4 : !asptr.ptr<flat> -> i32
  hsa.return
}

// CHECK-LABEL: hsa.kernel @loop_that_advances_a_pointer
hsa.kernel @loop_that_advances_a_pointer(%p: !asptr.ptr<flat>, %end: !asptr.ptr<flat>) {
  cf.br ^head(%p : !asptr.ptr<flat>)
// CHECK: ^{{.*}}(%{{.*}}: !asptr.ptr<global>):
^head(%q: !asptr.ptr<flat>):
  // CHECK: asptr.cmp eq, {{.*}} : !asptr.ptr<global>
  %done = asptr.cmp eq, %q, %end : !asptr.ptr<flat>
  cf.cond_br %done, ^out, ^body
^body:
  // CHECK: asptr.load {{.*}} : !asptr.ptr<global> -> i32
  %v = asptr.load %q align 4 : !asptr.ptr<flat> -> i32
  %next = asptr.displace %q by 4 : !asptr.ptr<flat>
  // CHECK: cf.br ^{{.*}}(%{{.*}} : !asptr.ptr<global>)
  cf.br ^head(%next : !asptr.ptr<flat>)
^out:
  hsa.return
}

// CHECK-LABEL: hsa.kernel @swapped_in_a_loop
hsa.kernel @swapped_in_a_loop(%p: !asptr.ptr<flat>, %q: !asptr.ptr<flat>, %c: i1) {
  cf.br ^head(%p, %q : !asptr.ptr<flat>, !asptr.ptr<flat>)
// CHECK: ^{{.*}}(%{{.*}}: !asptr.ptr<global>, %{{.*}}: !asptr.ptr<global>):
^head(%a: !asptr.ptr<flat>, %b: !asptr.ptr<flat>):
  // CHECK: asptr.load {{.*}} : !asptr.ptr<global> -> i32
  %v = asptr.load %a align 4 : !asptr.ptr<flat> -> i32
  // CHECK: asptr.store {{.*}} : i32, !asptr.ptr<global>
  asptr.store %v, %b align 4 : i32, !asptr.ptr<flat>
  cf.cond_br %c, ^head(%b, %a : !asptr.ptr<flat>, !asptr.ptr<flat>), ^out
^out:
  hsa.return
}

// CHECK-LABEL: hsa.kernel @switch_passes_pointers
hsa.kernel @switch_passes_pointers(%p: !asptr.ptr<flat>, %q: !asptr.ptr<flat>, %n: i32) {
  cf.switch %n : i32, [
    default: ^use(%p : !asptr.ptr<flat>),
    0: ^use(%q : !asptr.ptr<flat>),
    1: ^out
  ]
// CHECK: ^{{.*}}(%{{.*}}: !asptr.ptr<global>):
^use(%r: !asptr.ptr<flat>):
  %v = asptr.load %r align 4 : !asptr.ptr<flat> -> i32
  cf.br ^out
^out:
  hsa.return
}

// A cast to flat and a use of it in its own space need no cast at all.
// CHECK-LABEL: hsa.kernel @cast_to_flat_is_forgotten
hsa.kernel @cast_to_flat_is_forgotten() {
  %p = asptr.alloca size 8 align 8 : !asptr.ptr<private>
  // CHECK-NOT: asptr.cast
  %f = asptr.cast %p : !asptr.ptr<private> -> !asptr.ptr<flat>
  %g = asptr.displace %f by 4 : !asptr.ptr<flat>
  // CHECK: asptr.load {{.*}} : !asptr.ptr<private> -> i32
  %v = asptr.load %g align 4 : !asptr.ptr<flat> -> i32
  hsa.return
}

// CHECK-LABEL: hsa.kernel @atomics_copies_and_fills
hsa.kernel @atomics_copies_and_fills(%p: !asptr.ptr<flat>, %q: !asptr.ptr<flat>, %n: i64, %b: i8) {
  %one = arith.constant 1 : i32
  // CHECK: asptr.atomic_rmw add monotonic {{.*}} : !asptr.ptr<global>, i32
  %a = asptr.atomic_rmw add monotonic %p, %one align 4 : !asptr.ptr<flat>, i32
  // CHECK: asptr.cmpxchg monotonic monotonic {{.*}} : !asptr.ptr<global>, i32
  %o, %ok = asptr.cmpxchg monotonic monotonic %p, %a, %one align 4 : !asptr.ptr<flat>, i32
  // CHECK: asptr.atomic_load monotonic {{.*}} : !asptr.ptr<global> -> i32
  %l = asptr.atomic_load monotonic %p align 4 : !asptr.ptr<flat> -> i32
  // CHECK: asptr.atomic_store monotonic {{.*}} : i32, !asptr.ptr<global>
  asptr.atomic_store monotonic %l, %p align 4 : i32, !asptr.ptr<flat>
  // CHECK: asptr.copy {{.*}} : !asptr.ptr<global>, !asptr.ptr<global>
  asptr.copy %p align 4, %q align 4, %n : !asptr.ptr<flat>, !asptr.ptr<flat>
  // CHECK: asptr.fill {{.*}} : !asptr.ptr<global>
  asptr.fill %p align 4, %b, %n : !asptr.ptr<flat>
  hsa.return
}

asptr.global constant linkage(private) @table in constant size 8 align 4 = <"0100000002000000">
asptr.global linkage(internal) @tile in local size 64 align 4

// CHECK-LABEL: hsa.kernel @statics_in_their_spaces
hsa.kernel @statics_in_their_spaces() {
  %t = asptr.addressof @table : !asptr.ptr<constant>
  %tf = asptr.cast %t : !asptr.ptr<constant> -> !asptr.ptr<flat>
  // CHECK: asptr.load {{.*}} : !asptr.ptr<constant> -> i32
  %v = asptr.load %tf align 4 : !asptr.ptr<flat> -> i32
  %l = asptr.addressof @tile : !asptr.ptr<local>
  %lf = asptr.cast %l : !asptr.ptr<local> -> !asptr.ptr<flat>
  // CHECK: asptr.store {{.*}} : i32, !asptr.ptr<local>
  asptr.store %v, %lf align 4 : i32, !asptr.ptr<flat>
  hsa.return
}

// Constants have the numbers that global memory has: one kind of access reaches both.
// CHECK-LABEL: hsa.kernel @constant_or_global_is_global
hsa.kernel @constant_or_global_is_global(%p: !asptr.ptr<flat>, %c: i1) {
  %t = asptr.addressof @table : !asptr.ptr<constant>
  %tf = asptr.cast %t : !asptr.ptr<constant> -> !asptr.ptr<flat>
  // CHECK: %[[T:.*]] = asptr.cast {{.*}} : !asptr.ptr<constant> -> !asptr.ptr<global>
  // CHECK: arith.select %{{.*}}, %{{.*}}, %[[T]] : !asptr.ptr<global>
  %r = arith.select %c, %p, %tf : !asptr.ptr<flat>
  // CHECK: asptr.load {{.*}} : !asptr.ptr<global> -> i32
  %v = asptr.load %r align 4 : !asptr.ptr<flat> -> i32
  hsa.return
}

// CHECK-LABEL: hsa.kernel @round_trip_through_an_integer
hsa.kernel @round_trip_through_an_integer(%p: !asptr.ptr<flat>) {
  // CHECK: asptr.ptrtoint {{.*}} : !asptr.ptr<global> -> i64
  %a = asptr.ptrtoint %p : !asptr.ptr<flat> -> i64
  // CHECK: asptr.inttoptr {{.*}} : i64 -> !asptr.ptr<global>
  %q = asptr.inttoptr %a : i64 -> !asptr.ptr<flat>
  // CHECK: asptr.load {{.*}} : !asptr.ptr<global> -> i32
  %v = asptr.load %q align 4 : !asptr.ptr<flat> -> i32
  hsa.return
}

// Looking at the address costs the pointer nothing.
// CHECK-LABEL: hsa.kernel @length_from_two_pointers
hsa.kernel @length_from_two_pointers(%out: !asptr.ptr<flat>) {
  %l = asptr.addressof @tile : !asptr.ptr<local>
  %p = asptr.cast %l : !asptr.ptr<local> -> !asptr.ptr<flat>
  %end = asptr.displace %p by 64 : !asptr.ptr<flat>
  // CHECK: %[[E:.*]] = asptr.cast {{.*}} : !asptr.ptr<local> -> !asptr.ptr<flat>
  // CHECK: asptr.ptrtoint %[[E]] : !asptr.ptr<flat> -> i64
  %a = asptr.ptrtoint %end : !asptr.ptr<flat> -> i64
  %b = asptr.ptrtoint %p : !asptr.ptr<flat> -> i64
  %n = arith.subi %a, %b : i64
  // CHECK: asptr.store {{.*}} : i64, !asptr.ptr<global>
  asptr.store %n, %out align 8 : i64, !asptr.ptr<flat>
  // CHECK: asptr.load {{.*}} : !asptr.ptr<local> -> i32
  %v = asptr.load %p align 4 : !asptr.ptr<flat> -> i32
  hsa.return
}

// The switch of wide integers passes pointers as every branch does.
// CHECK-LABEL: hsa.kernel @wide_switch
// CHECK-SAME:    (%[[P:.*]]: !asptr.ptr<global>, %[[S:.*]]: i128)
hsa.kernel @wide_switch(%p: !asptr.ptr<flat>, %s: i128) {
  // CHECK: llvm.switch %[[S]] : i128, ^[[B:.*]](%[[P]] : !asptr.ptr<global>) [
  // CHECK-NEXT: 5: ^[[E:.*]](%[[P]] : !asptr.ptr<global>)
  llvm.switch %s : i128, ^use(%p : !asptr.ptr<flat>) [
    5: ^other(%p : !asptr.ptr<flat>)
  ]
^use(%q: !asptr.ptr<flat>):
  // CHECK: asptr.load %{{.*}} align 4 : !asptr.ptr<global> -> i32
  %v = asptr.load %q align 4 : !asptr.ptr<flat> -> i32
  cf.br ^other(%q : !asptr.ptr<flat>)
^other(%r: !asptr.ptr<flat>):
  hsa.return
}
