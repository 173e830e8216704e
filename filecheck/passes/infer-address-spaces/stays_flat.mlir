// RUN: rusticle-opt %s -p infer-address-spaces,verify-address-spaces | filecheck %s

// Where the right answer is to stay flat.

asptr.global linkage(internal) @tile in local size 64 align 8
asptr.global linkage(internal) @cell in local size 8 align 8

// CHECK-LABEL: hsa.kernel @select_of_global_and_local
hsa.kernel @select_of_global_and_local(%p: !asptr.ptr<flat>, %c: i1) {
  %l = asptr.addressof @tile : !asptr.ptr<local>
  %lf = asptr.cast %l : !asptr.ptr<local> -> !asptr.ptr<flat>
  // CHECK-DAG: %[[P:.*]] = asptr.cast {{.*}} : !asptr.ptr<global> -> !asptr.ptr<flat>
  // CHECK-DAG: %[[L:.*]] = asptr.cast {{.*}} : !asptr.ptr<local> -> !asptr.ptr<flat>
  // CHECK: arith.select %{{.*}}, %[[P]], %[[L]] : !asptr.ptr<flat>
  %r = arith.select %c, %p, %lf : !asptr.ptr<flat>
  // CHECK: asptr.load {{.*}} : !asptr.ptr<flat> -> i32
  %v = asptr.load %r align 4 : !asptr.ptr<flat> -> i32
  hsa.return
}

// The casts are on the edges, and the pointers keep their spaces before them.
// CHECK-LABEL: hsa.kernel @block_argument_of_private_and_global
hsa.kernel @block_argument_of_private_and_global(%p: !asptr.ptr<flat>, %c: i1) {
  %x = asptr.alloca size 4 align 4 : !asptr.ptr<private>
  %xf = asptr.cast %x : !asptr.ptr<private> -> !asptr.ptr<flat>
  // CHECK: asptr.load {{.*}} : !asptr.ptr<global> -> i32
  %u = asptr.load %p align 4 : !asptr.ptr<flat> -> i32
  // CHECK: asptr.store {{.*}} : i32, !asptr.ptr<private>
  asptr.store %u, %xf align 4 : i32, !asptr.ptr<flat>
  cf.cond_br %c, ^use(%p : !asptr.ptr<flat>), ^use(%xf : !asptr.ptr<flat>)
// CHECK: ^{{.*}}(%{{.*}}: !asptr.ptr<flat>):
^use(%q: !asptr.ptr<flat>):
  // CHECK: asptr.load {{.*}} : !asptr.ptr<flat> -> i32
  %v = asptr.load %q align 4 : !asptr.ptr<flat> -> i32
  hsa.return
}

// CHECK-LABEL: hsa.kernel @loop_that_goes_from_global_to_local
hsa.kernel @loop_that_goes_from_global_to_local(%p: !asptr.ptr<flat>, %c: i1) {
  %l = asptr.addressof @tile : !asptr.ptr<local>
  %lf = asptr.cast %l : !asptr.ptr<local> -> !asptr.ptr<flat>
  cf.br ^head(%p : !asptr.ptr<flat>)
// CHECK: ^{{.*}}(%{{.*}}: !asptr.ptr<flat>):
^head(%q: !asptr.ptr<flat>):
  // CHECK: asptr.load {{.*}} : !asptr.ptr<flat> -> i32
  %v = asptr.load %q align 4 : !asptr.ptr<flat> -> i32
  cf.cond_br %c, ^head(%lf : !asptr.ptr<flat>), ^out
^out:
  hsa.return
}

// CHECK-LABEL: hsa.kernel @integer_from_the_host
hsa.kernel @integer_from_the_host(%a: i64) {
  %p = asptr.inttoptr %a : i64 -> !asptr.ptr<flat>
  // CHECK: asptr.load {{.*}} : !asptr.ptr<flat> -> i32
  %v = asptr.load %p align 4 : !asptr.ptr<flat> -> i32
  hsa.return
}

// CHECK-LABEL: hsa.kernel @address_that_was_computed_with
hsa.kernel @address_that_was_computed_with(%p: !asptr.ptr<flat>, %n: i64) {
  %a = asptr.ptrtoint %p : !asptr.ptr<flat> -> i64
  %b = arith.addi %a, %n : i64
  %q = asptr.inttoptr %b : i64 -> !asptr.ptr<flat>
  // CHECK: asptr.load {{.*}} : !asptr.ptr<flat> -> i32
  %v = asptr.load %q align 4 : !asptr.ptr<flat> -> i32
  hsa.return
}

// CHECK-LABEL: hsa.kernel @pointer_in_a_global_buffer
hsa.kernel @pointer_in_a_global_buffer(%p: !asptr.ptr<flat>) {
  // CHECK: asptr.load {{.*}} : !asptr.ptr<global> -> !asptr.ptr<flat>
  %q = asptr.load %p align 8 : !asptr.ptr<flat> -> !asptr.ptr<flat>
  // CHECK: asptr.load {{.*}} : !asptr.ptr<flat> -> i32
  %v = asptr.load %q align 4 : !asptr.ptr<flat> -> i32
  hsa.return
}

// CHECK-LABEL: hsa.kernel @struct_copied_from_a_global_buffer
hsa.kernel @struct_copied_from_a_global_buffer(%p: !asptr.ptr<flat>) {
  %x = asptr.alloca size 16 align 8 : !asptr.ptr<private>
  %size = arith.constant 16 : i64
  asptr.copy %x align 8, %p align 8, %size : !asptr.ptr<private>, !asptr.ptr<flat>
  %q = asptr.load %x align 8 : !asptr.ptr<private> -> !asptr.ptr<flat>
  // CHECK: asptr.load {{.*}} : !asptr.ptr<flat> -> i32
  %v = asptr.load %q align 4 : !asptr.ptr<flat> -> i32
  hsa.return
}

// CHECK-LABEL: hsa.kernel @cell_that_holds_pointers_to_two_spaces
hsa.kernel @cell_that_holds_pointers_to_two_spaces(%p: !asptr.ptr<flat>, %c: i1) {
  %x = asptr.alloca size 8 align 8 : !asptr.ptr<private>
  %l = asptr.addressof @tile : !asptr.ptr<local>
  %lf = asptr.cast %l : !asptr.ptr<local> -> !asptr.ptr<flat>
  asptr.store %p, %x align 8 : !asptr.ptr<flat>, !asptr.ptr<private>
  cf.cond_br %c, ^other, ^use
^other:
  asptr.store %lf, %x align 8 : !asptr.ptr<flat>, !asptr.ptr<private>
  cf.br ^use
^use:
  %q = asptr.load %x align 8 : !asptr.ptr<private> -> !asptr.ptr<flat>
  // CHECK: asptr.load {{.*}} : !asptr.ptr<flat> -> i32
  %v = asptr.load %q align 4 : !asptr.ptr<flat> -> i32
  hsa.return
}

// Which field is written is not known, so that it may be the one that is read.
// CHECK-LABEL: hsa.kernel @array_of_pointers_to_two_spaces
hsa.kernel @array_of_pointers_to_two_spaces(%p: !asptr.ptr<flat>, %i: i64, %j: i64) {
  %x = asptr.alloca size 32 align 8 : !asptr.ptr<private>
  %l = asptr.addressof @tile : !asptr.ptr<local>
  %lf = asptr.cast %l : !asptr.ptr<local> -> !asptr.ptr<flat>
  %a = asptr.offset %x[%i] stride 8 : !asptr.ptr<private>
  asptr.store %p, %a align 8 : !asptr.ptr<flat>, !asptr.ptr<private>
  asptr.store %lf, %x align 8 : !asptr.ptr<flat>, !asptr.ptr<private>
  %b = asptr.offset %x[%j] stride 8 : !asptr.ptr<private>
  %q = asptr.load %b align 8 : !asptr.ptr<private> -> !asptr.ptr<flat>
  // CHECK: asptr.load {{.*}} : !asptr.ptr<flat> -> i32
  %v = asptr.load %q align 4 : !asptr.ptr<flat> -> i32
  hsa.return
}

// A local whose address is in global memory: whoever finds it there may write to it.
// CHECK-LABEL: hsa.kernel @local_that_escapes_to_global_memory
hsa.kernel @local_that_escapes_to_global_memory(%p: !asptr.ptr<flat>, %out: !asptr.ptr<flat>) {
  %x = asptr.alloca size 8 align 8 : !asptr.ptr<private>
  %xf = asptr.cast %x : !asptr.ptr<private> -> !asptr.ptr<flat>
  asptr.store %p, %xf align 8 : !asptr.ptr<flat>, !asptr.ptr<flat>
  // CHECK: %[[F:.*]] = asptr.cast {{.*}} : !asptr.ptr<private> -> !asptr.ptr<flat>
  // CHECK: asptr.store %[[F]], {{.*}} : !asptr.ptr<flat>, !asptr.ptr<global>
  asptr.store %xf, %out align 8 : !asptr.ptr<flat>, !asptr.ptr<flat>
  %q = asptr.load %xf align 8 : !asptr.ptr<flat> -> !asptr.ptr<flat>
  // CHECK: asptr.load {{.*}} : !asptr.ptr<flat> -> i32
  %v = asptr.load %q align 4 : !asptr.ptr<flat> -> i32
  hsa.return
}

func.func private @foreign(!asptr.ptr<flat>) -> !asptr.ptr<flat>

// CHECK-LABEL: hsa.kernel @local_given_to_a_foreign_function
hsa.kernel @local_given_to_a_foreign_function(%p: !asptr.ptr<flat>) {
  %x = asptr.alloca size 8 align 8 : !asptr.ptr<private>
  %xf = asptr.cast %x : !asptr.ptr<private> -> !asptr.ptr<flat>
  asptr.store %p, %xf align 8 : !asptr.ptr<flat>, !asptr.ptr<flat>
  // CHECK: func.call @foreign({{.*}}) : (!asptr.ptr<flat>) -> !asptr.ptr<flat>
  %r = func.call @foreign(%xf) : (!asptr.ptr<flat>) -> !asptr.ptr<flat>
  // CHECK: asptr.load {{.*}} : !asptr.ptr<flat> -> i32
  %u = asptr.load %r align 4 : !asptr.ptr<flat> -> i32
  %q = asptr.load %xf align 8 : !asptr.ptr<flat> -> !asptr.ptr<flat>
  // CHECK: asptr.load {{.*}} : !asptr.ptr<flat> -> i32
  %v = asptr.load %q align 4 : !asptr.ptr<flat> -> i32
  hsa.return
}

// Other code objects may call it.
// CHECK-LABEL: func.func @public_function
// CHECK-SAME:    !asptr.ptr<flat>) -> !asptr.ptr<flat>
func.func @public_function(%p: !asptr.ptr<flat>) -> !asptr.ptr<flat> {
  // CHECK: asptr.load {{.*}} : !asptr.ptr<flat> -> i32
  %v = asptr.load %p align 4 : !asptr.ptr<flat> -> i32
  func.return %p : !asptr.ptr<flat>
}

// CHECK-LABEL: hsa.kernel @intrinsic_takes_flat
hsa.kernel @intrinsic_takes_flat(%out: !asptr.ptr<flat>) {
  %x = asptr.alloca size 8 align 8 : !asptr.ptr<private>
  %xf = asptr.cast %x : !asptr.ptr<private> -> !asptr.ptr<flat>
  // CHECK: hsa.intrinsic "llvm.amdgcn.is.shared"(%{{.*}}) : (!asptr.ptr<flat>) -> i1
  %is = hsa.intrinsic "llvm.amdgcn.is.shared"(%xf) : (!asptr.ptr<flat>) -> i1
  hsa.return
}

// Others can find and change a public static.
asptr.global @shared in global size 8 align 8 = <zero 8>

// CHECK-LABEL: hsa.kernel @pointer_in_a_public_static
hsa.kernel @pointer_in_a_public_static(%p: !asptr.ptr<flat>) {
  %g = asptr.addressof @shared : !asptr.ptr<global>
  asptr.store %p, %g align 8 : !asptr.ptr<flat>, !asptr.ptr<global>
  %q = asptr.load %g align 8 : !asptr.ptr<global> -> !asptr.ptr<flat>
  // CHECK: asptr.load {{.*}} : !asptr.ptr<flat> -> i32
  %v = asptr.load %q align 4 : !asptr.ptr<flat> -> i32
  hsa.return
}

// The order of null and a pointer into LDS is that of flat pointers.
// CHECK-LABEL: hsa.kernel @comparison_for_order
hsa.kernel @comparison_for_order() {
  %l = asptr.addressof @tile : !asptr.ptr<local>
  %lf = asptr.cast %l : !asptr.ptr<local> -> !asptr.ptr<flat>
  %null = asptr.null : !asptr.ptr<flat>
  // CHECK: asptr.cmp ugt, {{.*}} : !asptr.ptr<flat>
  %c = asptr.cmp ugt, %lf, %null : !asptr.ptr<flat>
  hsa.return
}

// What left its memory comes back to the same bits only in flat arithmetic. The access is LDS's.
// CHECK-LABEL: hsa.kernel @wrapping_offset_into_lds
hsa.kernel @wrapping_offset_into_lds(%i: i64) {
  %l = asptr.addressof @tile : !asptr.ptr<local>
  %lf = asptr.cast %l : !asptr.ptr<local> -> !asptr.ptr<flat>
  // CHECK: %[[Q:.*]] = asptr.offset {{.*}} stride 4 wrapping : !asptr.ptr<flat>
  %q = asptr.offset %lf[%i] stride 4 wrapping : !asptr.ptr<flat>
  // CHECK: %[[R:.*]] = asptr.cast %[[Q]] : !asptr.ptr<flat> -> !asptr.ptr<local>
  // CHECK: asptr.load %[[R]] align 4 : !asptr.ptr<local> -> i32
  %v = asptr.load %q align 4 : !asptr.ptr<flat> -> i32
  hsa.return
}

// An empty slice's dangling address, or LDS: the pointer is flat, what it accesses is not.
// CHECK-LABEL: hsa.kernel @dangling_or_lds
hsa.kernel @dangling_or_lds(%c: i1) {
  %l = asptr.addressof @tile : !asptr.ptr<local>
  %lf = asptr.cast %l : !asptr.ptr<local> -> !asptr.ptr<flat>
  %four = arith.constant 4 : i64
  %d = asptr.inttoptr %four : i64 -> !asptr.ptr<flat>
  // CHECK: arith.select {{.*}} : !asptr.ptr<flat>
  %p = arith.select %c, %lf, %d : !asptr.ptr<flat>
  // CHECK: asptr.load {{.*}} : !asptr.ptr<local> -> i32
  %v = asptr.load %p align 4 : !asptr.ptr<flat> -> i32
  hsa.return
}
