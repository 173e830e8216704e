// RUN: rusticle-opt %s -p 'infer-address-spaces{assume-global-pointees=true},verify-address-spaces' | filecheck %s

// What is read from global or constant memory points to global memory, by assumption.

asptr.global linkage(internal) @tile in local size 64 align 8

// CHECK-LABEL: hsa.kernel @pointer_in_a_global_buffer
hsa.kernel @pointer_in_a_global_buffer(%p: !asptr.ptr<flat>) {
  // CHECK: %[[F:.*]] = asptr.load {{.*}} : !asptr.ptr<global> -> !asptr.ptr<flat>
  // CHECK: %[[Q:.*]] = asptr.cast %[[F]] : !asptr.ptr<flat> -> !asptr.ptr<global>
  %q = asptr.load %p align 8 : !asptr.ptr<flat> -> !asptr.ptr<flat>
  // CHECK: asptr.load %[[Q]] align 8 : !asptr.ptr<global> -> !asptr.ptr<flat>
  %r = asptr.load %q align 8 : !asptr.ptr<flat> -> !asptr.ptr<flat>
  // CHECK: asptr.load {{.*}} : !asptr.ptr<global> -> i32
  %v = asptr.load %r align 4 : !asptr.ptr<flat> -> i32
  hsa.return
}

// CHECK-LABEL: hsa.kernel @struct_copied_from_a_global_buffer
hsa.kernel @struct_copied_from_a_global_buffer(%p: !asptr.ptr<flat>) {
  %x = asptr.alloca size 16 align 8 : !asptr.ptr<private>
  %size = arith.constant 16 : i64
  asptr.copy %x align 8, %p align 8, %size : !asptr.ptr<private>, !asptr.ptr<flat>
  %q = asptr.load %x align 8 : !asptr.ptr<private> -> !asptr.ptr<flat>
  // CHECK: asptr.load {{.*}} : !asptr.ptr<global> -> i32
  %v = asptr.load %q align 4 : !asptr.ptr<flat> -> i32
  hsa.return
}

// It says nothing of what is read from other memory.
// CHECK-LABEL: hsa.kernel @pointer_in_foreign_lds
hsa.kernel @pointer_in_foreign_lds(%p: !asptr.ptr<local>) {
  %q = asptr.load %p align 8 : !asptr.ptr<local> -> !asptr.ptr<flat>
  // CHECK: asptr.load {{.*}} : !asptr.ptr<flat> -> i32
  %v = asptr.load %q align 4 : !asptr.ptr<flat> -> i32
  hsa.return
}

// Nor of an integer.
// CHECK-LABEL: hsa.kernel @address_in_a_global_buffer
hsa.kernel @address_in_a_global_buffer(%p: !asptr.ptr<flat>) {
  %a = asptr.load %p align 8 noundef : !asptr.ptr<flat> -> i64
  %q = asptr.inttoptr %a : i64 -> !asptr.ptr<flat>
  // CHECK: asptr.load {{.*}} : !asptr.ptr<flat> -> i32
  %v = asptr.load %q align 4 : !asptr.ptr<flat> -> i32
  hsa.return
}
