// RUN: rusticle-opt %s -p 'verify-address-spaces{target=amdgcn-amd-amdhsa}' --verify-diagnostics --split-input-file | filecheck %s

// CHECK: error: target `amdgcn-amd-amdhsa` has no cast from address space `flat` to `region`
// CHECK-NEXT: note: `region` memory is not reachable through `flat` pointers
func.func @flat_to_region(%p: !asptr.ptr<flat>) {
  %q = asptr.cast %p : !asptr.ptr<flat> -> !asptr.ptr<region>
  func.return
}

// -----

// CHECK: error: target `amdgcn-amd-amdhsa` has no cast from address space `region` to `flat`
// CHECK-NEXT: note: `region` memory is not reachable through `flat` pointers
func.func @region_to_flat(%p: !asptr.ptr<region>) {
  %q = asptr.cast %p : !asptr.ptr<region> -> !asptr.ptr<flat>
  func.return
}

// -----

// CHECK: error: target `amdgcn-amd-amdhsa` has no cast from address space `local` to `private`
// CHECK-NEXT: note: memory in `local` is never in `private`
// CHECK-NEXT: help: if the program relies on it, cast through `flat`
func.func @local_to_private(%p: !asptr.ptr<local>) {
  %q = asptr.cast %p : !asptr.ptr<local> -> !asptr.ptr<private>
  func.return
}

// -----

// CHECK: error: target `amdgcn-amd-amdhsa` has no cast from address space `global` to `local`
// CHECK-NEXT: note: memory in `global` is never in `local`
func.func @global_to_local(%p: !asptr.ptr<global>) {
  %q = asptr.cast %p : !asptr.ptr<global> -> !asptr.ptr<local>
  func.return
}

// -----

// CHECK: error: target `amdgcn-amd-amdhsa` has no cast from address space `buffer_fat` to `buffer_resource`
func.func @buffer_fat_to_buffer_resource(%p: !asptr.ptr<buffer_fat>) {
  %q = asptr.cast %p : !asptr.ptr<buffer_fat> -> !asptr.ptr<buffer_resource>
  func.return
}

// -----

// CHECK: error: target `amdgcn-amd-amdhsa` has no cast from address space `flat` to `buffer_fat`
// CHECK-NEXT: note: `buffer_fat` memory is not reachable through `flat` pointers
func.func @flat_to_buffer_fat(%p: !asptr.ptr<flat>) {
  %q = asptr.cast %p : !asptr.ptr<flat> -> !asptr.ptr<buffer_fat>
  func.return
}

// -----

// CHECK: error: a local is in `global`, but locals are private
func.func @local_in_global() {
  %a = asptr.alloca size 4 align 4 : !asptr.ptr<global>
  func.return
}

// -----

// CHECK: error: global `g` is in `private`, where each work-item has its own memory
asptr.global @g in private size 4 align 4

// -----

// CHECK: error: global `g` is in `buffer_fat`, which is no memory of its own
asptr.global @g in buffer_fat size 4 align 4

// -----

// CHECK: error: a pointer into `local` in memory is 32 bits wide, but Rust's are 64
// CHECK-NEXT: note: cast it to `flat` to store it, and from `flat` after loading it
func.func @load_narrow(%p: !asptr.ptr<global>) {
  %a = asptr.load %p align 4 : !asptr.ptr<global> -> !asptr.ptr<local>
  func.return
}

// -----

// CHECK: error: a pointer into `private` in memory is 32 bits wide, but Rust's are 64
func.func @store_narrow(%p: !asptr.ptr<private>) {
  asptr.store %p, %p align 4 : !asptr.ptr<private>, !asptr.ptr<private>
  func.return
}

// -----

// CHECK: error: a pointer into `local` in memory is 32 bits wide, but Rust's are 64
func.func @store_narrow_vector(%p: !asptr.ptr<global>, %v: vector<2x!asptr.ptr<local>>) {
  asptr.store %v, %p align 4 : vector<2x!asptr.ptr<local>>, !asptr.ptr<global>
  func.return
}

// -----

// CHECK: error: a pointer into `local` in memory is 32 bits wide, but Rust's are 64
func.func @exchange_narrow(%p: !asptr.ptr<global>, %v: !asptr.ptr<local>) {
  %o = asptr.atomic_rmw xchg monotonic %p, %v align 8 : !asptr.ptr<global>, !asptr.ptr<local>
  func.return
}

// -----

// CHECK: error: `asptr.store` writes to `constant` memory, which is never written
func.func @store_constant(%p: !asptr.ptr<constant>, %v: i32) {
  asptr.store %v, %p align 4 : i32, !asptr.ptr<constant>
  func.return
}

// -----

// CHECK: error: `asptr.copy` writes to `constant` memory, which is never written
func.func @copy_constant(%p: !asptr.ptr<constant>, %n: i64) {
  asptr.copy %p align 1, %p align 1, %n : !asptr.ptr<constant>, !asptr.ptr<constant>
  func.return
}

// -----

// CHECK: error: `asptr.atomic_rmw` writes to `constant` memory, which is never written
func.func @rmw_constant(%p: !asptr.ptr<constant>, %v: i32) {
  %o = asptr.atomic_rmw add monotonic %p, %v align 4 : !asptr.ptr<constant>, i32
  func.return
}

// -----

// CHECK: error: pointers into `buffer_fat` are not integers
func.func @buffer_to_int(%p: !asptr.ptr<buffer_fat>) {
  %a = asptr.ptrtoint %p : !asptr.ptr<buffer_fat> -> i160
  func.return
}

// -----

// CHECK: error: pointers into `buffer_resource` are not integers
func.func @int_to_buffer(%a: i128) {
  %p = asptr.inttoptr %a : i128 -> !asptr.ptr<buffer_resource>
  func.return
}

// -----

// CHECK: error: the pointer at offset 4 of global `g` does not fit: it is 8 bytes wide
asptr.global @g in global size 8 align 8 = <zero 8, at 4 @g>

// -----

// CHECK: error: the pointer at offset 4 of global `g` does not fit: it is 8 bytes wide
asptr.global @g in global size 16 align 8 = <zero 16, at 0 @g, at 4 @g>

// -----

// CHECK: error: argument 1 of kernel `k` points into `private`, where no host can point
hsa.kernel @k(%v: i32, %p: !asptr.ptr<private>) {
  hsa.return
}

// -----

// CHECK: error: target `amdgcn-amd-amdhsa` has no cast from address space `local` to `private`
// CHECK-NEXT: note: memory in `local` is never in `private`
// CHECK-NEXT: help: if the program relies on it, cast through `flat`
// CHECK-NEXT: error: global `g` is in `private`, where each work-item has its own memory
func.func @local_to_private(%p: !asptr.ptr<local>) {
  %q = asptr.cast %p : !asptr.ptr<local> -> !asptr.ptr<private>
  func.return
}
asptr.global @g in private size 4 align 4
