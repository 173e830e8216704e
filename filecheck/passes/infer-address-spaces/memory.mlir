// RUN: rusticle-opt %s -p infer-address-spaces,verify-address-spaces | filecheck %s

// Pointers that were stored and are loaded again. In memory they are flat.

// CHECK-LABEL: hsa.kernel @slice_in_a_local
// CHECK-SAME:    %[[P:.*]]: !asptr.ptr<global>, %[[N:.*]]: i64
hsa.kernel @slice_in_a_local(%p: !asptr.ptr<flat>, %n: i64) {
  %x = asptr.alloca size 16 align 8 : !asptr.ptr<private>
  // CHECK: %[[F:.*]] = asptr.cast %[[P]] : !asptr.ptr<global> -> !asptr.ptr<flat>
  // CHECK: asptr.store %[[F]], %{{.*}} align 8 : !asptr.ptr<flat>, !asptr.ptr<private>
  asptr.store %p, %x align 8 : !asptr.ptr<flat>, !asptr.ptr<private>
  %len = asptr.displace %x by 8 : !asptr.ptr<private>
  asptr.store %n, %len align 8 : i64, !asptr.ptr<private>
  // CHECK: %[[L:.*]] = asptr.load {{.*}} : !asptr.ptr<private> -> !asptr.ptr<flat>
  // CHECK: %[[G:.*]] = asptr.cast %[[L]] : !asptr.ptr<flat> -> !asptr.ptr<global>
  %q = asptr.load %x align 8 : !asptr.ptr<private> -> !asptr.ptr<flat>
  // CHECK: asptr.load %[[G]] align 4 : !asptr.ptr<global> -> i32
  %v = asptr.load %q align 4 : !asptr.ptr<flat> -> i32
  hsa.return
}

asptr.global linkage(internal) @tile in local size 64 align 8
asptr.global linkage(internal) @list in local size 64 align 8
asptr.global linkage(internal) @head in local size 8 align 8

// Two fields that point to two spaces are told apart.
// CHECK-LABEL: hsa.kernel @fields_of_different_spaces
hsa.kernel @fields_of_different_spaces(%p: !asptr.ptr<flat>) {
  %x = asptr.alloca size 16 align 8 : !asptr.ptr<private>
  %t = asptr.addressof @tile : !asptr.ptr<local>
  %tf = asptr.cast %t : !asptr.ptr<local> -> !asptr.ptr<flat>
  %second = asptr.displace %x by 8 : !asptr.ptr<private>
  asptr.store %p, %x align 8 : !asptr.ptr<flat>, !asptr.ptr<private>
  asptr.store %tf, %second align 8 : !asptr.ptr<flat>, !asptr.ptr<private>
  %a = asptr.load %x align 8 : !asptr.ptr<private> -> !asptr.ptr<flat>
  %b = asptr.load %second align 8 : !asptr.ptr<private> -> !asptr.ptr<flat>
  // CHECK: asptr.load {{.*}} : !asptr.ptr<global> -> i32
  %v = asptr.load %a align 4 : !asptr.ptr<flat> -> i32
  // CHECK: asptr.store {{.*}} : i32, !asptr.ptr<local>
  asptr.store %v, %b align 4 : i32, !asptr.ptr<flat>
  hsa.return
}

// The pointers of an array of slices are where their lengths are not.
// CHECK-LABEL: hsa.kernel @array_of_slices
hsa.kernel @array_of_slices(%p: !asptr.ptr<flat>, %n: i64, %i: i64, %j: i64) {
  %x = asptr.alloca size 64 align 8 : !asptr.ptr<private>
  %e = asptr.offset %x[%i] stride 16 : !asptr.ptr<private>
  asptr.store %p, %e align 8 : !asptr.ptr<flat>, !asptr.ptr<private>
  %l = asptr.displace %e by 8 : !asptr.ptr<private>
  asptr.store %n, %l align 8 : i64, !asptr.ptr<private>
  %f = asptr.offset %x[%j] stride 16 : !asptr.ptr<private>
  %q = asptr.load %f align 8 : !asptr.ptr<private> -> !asptr.ptr<flat>
  // CHECK: asptr.load {{.*}} : !asptr.ptr<global> -> i32
  %v = asptr.load %q align 4 : !asptr.ptr<flat> -> i32
  hsa.return
}

// CHECK-LABEL: hsa.kernel @copied_with_its_struct
hsa.kernel @copied_with_its_struct(%p: !asptr.ptr<flat>) {
  %x = asptr.alloca size 24 align 8 : !asptr.ptr<private>
  %y = asptr.alloca size 24 align 8 : !asptr.ptr<private>
  %size = arith.constant 24 : i64
  %x8 = asptr.displace %x by 8 : !asptr.ptr<private>
  asptr.store %p, %x8 align 8 : !asptr.ptr<flat>, !asptr.ptr<private>
  asptr.copy %y align 8, %x align 8, %size : !asptr.ptr<private>, !asptr.ptr<private>
  %y8 = asptr.displace %y by 8 : !asptr.ptr<private>
  %q = asptr.load %y8 align 8 : !asptr.ptr<private> -> !asptr.ptr<flat>
  // CHECK: asptr.load {{.*}} : !asptr.ptr<global> -> i32
  %v = asptr.load %q align 4 : !asptr.ptr<flat> -> i32
  hsa.return
}

// CHECK-LABEL: hsa.kernel @moved_as_an_uninitialised_integer
hsa.kernel @moved_as_an_uninitialised_integer(%p: !asptr.ptr<flat>) {
  %x = asptr.alloca size 8 align 8 : !asptr.ptr<private>
  %y = asptr.alloca size 8 align 8 : !asptr.ptr<private>
  asptr.store %p, %x align 8 : !asptr.ptr<flat>, !asptr.ptr<private>
  %bits = asptr.load %x align 8 : !asptr.ptr<private> -> i64
  asptr.store %bits, %y align 8 : i64, !asptr.ptr<private>
  %q = asptr.load %y align 8 : !asptr.ptr<private> -> !asptr.ptr<flat>
  // CHECK: asptr.load {{.*}} : !asptr.ptr<global> -> i32
  %v = asptr.load %q align 4 : !asptr.ptr<flat> -> i32
  hsa.return
}

// A list whose nodes and links are all in LDS.
// CHECK-LABEL: hsa.kernel @linked_list_in_lds
hsa.kernel @linked_list_in_lds(%i: i64, %j: i64) {
  %l = asptr.addressof @list : !asptr.ptr<local>
  %lf = asptr.cast %l : !asptr.ptr<local> -> !asptr.ptr<flat>
  %a = asptr.offset %lf[%i] stride 16 : !asptr.ptr<flat>
  %b = asptr.offset %lf[%j] stride 16 : !asptr.ptr<flat>
  // CHECK: asptr.store {{.*}} : !asptr.ptr<flat>, !asptr.ptr<local>
  asptr.store %a, %b align 8 : !asptr.ptr<flat>, !asptr.ptr<flat>
  cf.br ^head(%b : !asptr.ptr<flat>)
// CHECK: ^{{.*}}(%{{.*}}: !asptr.ptr<local>):
^head(%p: !asptr.ptr<flat>):
  // CHECK: asptr.load {{.*}} : !asptr.ptr<local> -> !asptr.ptr<flat>
  %next = asptr.load %p align 8 : !asptr.ptr<flat> -> !asptr.ptr<flat>
  %null = asptr.null : !asptr.ptr<flat>
  // CHECK: asptr.cmp eq, {{.*}} : !asptr.ptr<local>
  %end = asptr.cmp eq, %next, %null : !asptr.ptr<flat>
  cf.cond_br %end, ^out, ^head(%next : !asptr.ptr<flat>)
^out:
  hsa.return
}

asptr.global linkage(private) @counter in global size 4 align 4 = <zero 4>
asptr.global constant linkage(private) @pointers in constant size 16 align 8
    = <zero 16, at 0 @counter, at 8 @counter>

// CHECK-LABEL: hsa.kernel @constant_table_of_pointers
hsa.kernel @constant_table_of_pointers(%i: i64) {
  %t = asptr.addressof @pointers : !asptr.ptr<constant>
  %e = asptr.offset %t[%i] stride 8 : !asptr.ptr<constant>
  %p = asptr.load %e align 8 : !asptr.ptr<constant> -> !asptr.ptr<flat>
  // CHECK: asptr.load {{.*}} : !asptr.ptr<global> -> i32
  %v = asptr.load %p align 4 : !asptr.ptr<flat> -> i32
  hsa.return
}

// CHECK-LABEL: hsa.kernel @atomic_pointer_in_lds
hsa.kernel @atomic_pointer_in_lds(%p: !asptr.ptr<flat>, %n: !asptr.ptr<flat>) {
  %l = asptr.addressof @head : !asptr.ptr<local>
  %lf = asptr.cast %l : !asptr.ptr<local> -> !asptr.ptr<flat>
  // CHECK: asptr.atomic_rmw xchg {{.*}} : !asptr.ptr<local>, !asptr.ptr<flat>
  %old = asptr.atomic_rmw xchg monotonic %lf, %p align 8 : !asptr.ptr<flat>, !asptr.ptr<flat>
  // CHECK: asptr.load {{.*}} : !asptr.ptr<global> -> i32
  %v = asptr.load %old align 4 : !asptr.ptr<flat> -> i32
  // CHECK: asptr.cmpxchg {{.*}} : !asptr.ptr<local>, !asptr.ptr<flat>
  %was, %ok = asptr.cmpxchg monotonic monotonic %lf, %old, %n align 8
      : !asptr.ptr<flat>, !asptr.ptr<flat>
  // CHECK: asptr.load {{.*}} : !asptr.ptr<global> -> i32
  %w = asptr.load %was align 4 : !asptr.ptr<flat> -> i32
  hsa.return
}

// The segment that arguments lie in was written by the host, as they were.
// CHECK-LABEL: hsa.kernel @slices_in_an_argument_struct
hsa.kernel @slices_in_an_argument_struct(
    %a: !asptr.ptr<constant> {llvm.byref = !llvm.array<32 x i8>}) {
  %x = asptr.alloca size 32 align 8 : !asptr.ptr<private>
  %size = arith.constant 32 : i64
  asptr.copy %x align 8, %a align 8, %size : !asptr.ptr<private>, !asptr.ptr<constant>
  %f = asptr.displace %x by 16 : !asptr.ptr<private>
  %p = asptr.load %f align 8 : !asptr.ptr<private> -> !asptr.ptr<flat>
  // CHECK: asptr.load {{.*}} : !asptr.ptr<global> -> i32
  %v = asptr.load %p align 4 : !asptr.ptr<flat> -> i32
  hsa.return
}

// A pointer in a local of which the address is in another local.
// CHECK-LABEL: hsa.kernel @closure_that_captures_by_reference
hsa.kernel @closure_that_captures_by_reference(%p: !asptr.ptr<flat>) {
  %slice = asptr.alloca size 16 align 8 : !asptr.ptr<private>
  %closure = asptr.alloca size 8 align 8 : !asptr.ptr<private>
  asptr.store %p, %slice align 8 : !asptr.ptr<flat>, !asptr.ptr<private>
  %ref = asptr.cast %slice : !asptr.ptr<private> -> !asptr.ptr<flat>
  asptr.store %ref, %closure align 8 : !asptr.ptr<flat>, !asptr.ptr<private>
  // CHECK: %[[R:.*]] = asptr.load {{.*}} : !asptr.ptr<private> -> !asptr.ptr<flat>
  // CHECK: %[[S:.*]] = asptr.cast %[[R]] : !asptr.ptr<flat> -> !asptr.ptr<private>
  %r = asptr.load %closure align 8 : !asptr.ptr<private> -> !asptr.ptr<flat>
  // CHECK: asptr.load %[[S]] align 8 : !asptr.ptr<private> -> !asptr.ptr<flat>
  %q = asptr.load %r align 8 : !asptr.ptr<flat> -> !asptr.ptr<flat>
  // CHECK: asptr.load {{.*}} : !asptr.ptr<global> -> i32
  %v = asptr.load %q align 4 : !asptr.ptr<flat> -> i32
  hsa.return
}

// An enum: a reference in one variant, a number in the other.
// CHECK-LABEL: hsa.kernel @enum_of_a_reference_or_a_number
hsa.kernel @enum_of_a_reference_or_a_number(%p: !asptr.ptr<flat>, %n: i64, %c: i1) {
  %x = asptr.alloca size 16 align 8 : !asptr.ptr<private>
  %payload = asptr.displace %x by 8 : !asptr.ptr<private>
  cf.cond_br %c, ^reference, ^number
^reference:
  asptr.store %p, %payload align 8 : !asptr.ptr<flat>, !asptr.ptr<private>
  cf.br ^use
^number:
  asptr.store %n, %payload align 8 : i64, !asptr.ptr<private>
  cf.br ^use
^use:
  %q = asptr.load %payload align 8 : !asptr.ptr<private> -> !asptr.ptr<flat>
  // CHECK: asptr.load {{.*}} : !asptr.ptr<global> -> i32
  %v = asptr.load %q align 4 : !asptr.ptr<flat> -> i32
  hsa.return
}
