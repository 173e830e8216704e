// RUN: rusticle-opt %s --verify-diagnostics --parsing-diagnostics --split-input-file | filecheck %s

// CHECK:      pointers_invalid.mlir:{{[0-9]+}}:45
// CHECK-NEXT: func.func private @unknown_space(!asptr.ptr<shared>)
// CHECK-NEXT:                                             ^^^^^^
// CHECK-NEXT: unknown address space `shared`, expected one of flat, global, region, local, constant, private, constant32, buffer_fat, buffer_resource, buffer_strided
func.func private @unknown_space(!asptr.ptr<shared>)

// -----

// CHECK: stride must not be negative, but is -4
func.func @negative_stride(%p: !asptr.ptr<global>, %i: i64) {
  %a = asptr.offset %p[%i] stride -4 : !asptr.ptr<global>
  func.return
}

// -----

// CHECK: attribute !asptr.ptr<global> expected from variable 'POINTER', but got !asptr.ptr<local>
func.func @offset_changes_space(%p: !asptr.ptr<global>, %i: i64) {
  %a = "asptr.offset"(%p, %i) <{stride = 4 : i64}> : (!asptr.ptr<global>, i64) -> !asptr.ptr<local>
  func.return
}

// -----

// CHECK: attribute !asptr.ptr<global> expected from variable 'POINTER', but got !asptr.ptr<local>
func.func @compare_across_spaces(%p: !asptr.ptr<global>, %q: !asptr.ptr<local>) {
  %a = "asptr.cmp"(%p, %q) <{predicate = #asptr<predicate eq>}> : (!asptr.ptr<global>, !asptr.ptr<local>) -> i1
  func.return
}

// -----

// CHECK: Expected `eq`, `ne`, `ult`, `ule`, `ugt`, or `uge`.
func.func @signed_comparison(%p: !asptr.ptr<global>) {
  %a = asptr.cmp slt, %p, %p : !asptr.ptr<global>
  func.return
}

// -----

// CHECK: f32 should be of base attribute integer_type
func.func @offset_by_float(%p: !asptr.ptr<global>, %i: f32) {
  %a = asptr.offset %p[%i] stride 4 : !asptr.ptr<global>, f32
  func.return
}
