// RUN: rusticle-opt %s --split-input-file --verify-diagnostics --parsing-diagnostics | filecheck %s

llvm.func @f(%p: !llvm.ptr) {
  %0 = llvm.load %p atomic release {alignment = 4 : i64} : !llvm.ptr -> i32
  llvm.return
}
// CHECK: unsupported ordering 'release'

// -----

llvm.func @f(%p: !llvm.ptr) {
  %0 = llvm.load %p atomic acquire : !llvm.ptr -> i32
  llvm.return
}
// CHECK: expected alignment for atomic access

// -----

llvm.func @f(%p: !llvm.ptr, %v: i32) {
  llvm.store %v, %p atomic acquire {alignment = 4 : i64} : i32, !llvm.ptr
  llvm.return
}
// CHECK: unsupported ordering 'acquire'

// -----

llvm.func @f(%p: !llvm.ptr) {
  %0 = llvm.load %p atomic sequential {alignment = 4 : i64} : !llvm.ptr -> i32
  llvm.return
}
// CHECK: unknown atomic ordering 'sequential'

// -----

llvm.func @f(%p: !llvm.ptr, %v: i32) {
  %0 = llvm.atomicrmw add %p, %v unordered : !llvm.ptr, i32
  llvm.return
}
// CHECK: expected at least 'monotonic' ordering

// -----

llvm.func @f(%p: !llvm.ptr, %v: i32) {
  %0 = llvm.atomicrmw plus %p, %v monotonic : !llvm.ptr, i32
  llvm.return
}
// CHECK: unknown atomic operation

// -----

llvm.func @f(%p: !llvm.ptr, %v: i32) {
  %0 = llvm.cmpxchg %p, %v, %v seq_cst release : !llvm.ptr, i32
  llvm.return
}
// CHECK: failure ordering cannot be 'release' or 'acq_rel'

// -----

llvm.func @f() {
  llvm.fence monotonic
  llvm.return
}
// CHECK: expected ordering acquire, release, acq_rel or seq_cst

// -----

llvm.func @f(%p: !llvm.ptr) {
  %0 = llvm.getelementptr %p[0, 2] : (!llvm.ptr) -> !llvm.ptr, !llvm.struct<(i32, f32)>
  llvm.return
}
// CHECK: index #1 of a struct must be a constant within it

// -----

llvm.func @f(%x: f32) {
  %0 = llvm.icmp "eq" %x, %x : f32
  llvm.return
}
// CHECK: operands must be integers or pointers, got f32

// -----

llvm.func @f(%x: i32) {
  llvm.switch %x : i32, ^bb1 [
    1: ^bb1,
    1: ^bb1
  ]
^bb1:
  llvm.return
}
// CHECK: expects each case value once

// -----

llvm.func internal @f()
// CHECK: external functions must have 'external' or 'extern_weak' linkage

// -----

"llvm.func"() <{sym_name = "f", function_type = !llvm.func<void (i32)>, linkage = #llvm.linkage<external>, CConv = #llvm.cconv<ccc>, visibility_ = 0 : i64}> ({
  llvm.return
}) : () -> ()
// CHECK: entry block arguments must match the function's type

// -----

llvm.mlir.global internal @g(1 : i32) {addr_space = 0 : i32} : i32 {
  %0 = llvm.mlir.constant(1 : i32) : i32
  llvm.return %0 : i32
}
// CHECK: cannot have both initializer value and region

// -----

llvm.func @f() {
  llvm.call_intrinsic "amdgcn.barrier"() : () -> ()
  llvm.return
}
// CHECK: intrinsic name must start with 'llvm.', got 'amdgcn.barrier'

// -----

llvm.module_flags [#llvm.mlir.module_flag<explode, "x", 1 : i32>]
// CHECK: unknown module flag behavior 'explode'

// -----

llvm.func @f(%x: i32) attributes {memory_effects = #llvm.memory_effects<other = some, argMem = none, inaccessibleMem = none, errnoMem = none, targetMem0 = none, targetMem1 = none>}
// CHECK: unknown memory effect 'some'

// -----

llvm.func @f(%x: i32) {
  "llvm.call"() <{operandSegmentSizes = array<i32: 0, 0>}> : () -> ()
  llvm.return
}
// CHECK: must have either a `callee` attribute or at least an operand

// -----

llvm.func @f(%p: !llvm.ptr, %v: i32) {
  %0 = "llvm.atomicrmw"(%p, %v) <{bin_op = 1 : i64, ordering = 2 : i64}> : (!llvm.ptr, i32) -> i64
  llvm.return
}
// CHECK: result #0 and operand #1 must have the same type

// -----

llvm.func @f(%p: !llvm.ptr, %v: i32) {
  %0 = "llvm.atomicrmw"(%p, %v) <{bin_op = 77 : i64, ordering = 2 : i64}> : (!llvm.ptr, i32) -> i32
  llvm.return
}
// CHECK: unknown atomic operation 77

// -----

llvm.func @f(%p: !llvm.ptr, %v: i32, %w: i64) {
  %0 = "llvm.cmpxchg"(%p, %v, %w) <{success_ordering = 4 : i64, failure_ordering = 2 : i64}> : (!llvm.ptr, i32, i64) -> !llvm.struct<(i64, i1)>
  llvm.return
}
// CHECK: operand #1 and operand #2 must have the same type

// -----

llvm.func @f(%p: !llvm.ptr, %v: i32) {
  %0 = "llvm.cmpxchg"(%p, %v, %v) <{success_ordering = 4 : i64, failure_ordering = 2 : i64}> : (!llvm.ptr, i32, i32) -> !llvm.struct<(i32, i8)>
  llvm.return
}
// CHECK: result must be a struct of the value's type and i1

// -----

llvm.func @f(%p: !llvm.ptr, %v: i32) {
  %0 = llvm.cmpxchg %p, %v, %v acquire unordered : !llvm.ptr, i32
  llvm.return
}
// CHECK: ordering must be at least 'monotonic'

// -----

llvm.func @f(%p: !llvm.ptr, %v: i32) {
  %0 = llvm.cmpxchg %p, %v, %v acq_rel acq_rel : !llvm.ptr, i32
  llvm.return
}
// CHECK: failure ordering cannot be 'release' or 'acq_rel'

// -----

llvm.func @f(%x: i32 {llvm.range = #llvm.constant_range<f32, 0, 1>})
// CHECK: integer type expected

// -----

llvm.func @f(%x: f32) {
  llvm.switch %x : f32, ^bb1 []
^bb1:
  llvm.return
}
// CHECK: integer type expected

// -----

llvm.func @f(%x: i32) {
  "llvm.switch"(%x) [^bb1, ^bb1] <{case_values = [1 : i32, 2 : i32], case_operand_segments = array<i32: 0>, operandSegmentSizes = array<i32: 1, 0, 0>}> : (i32) -> ()
^bb1:
  llvm.return
}
// CHECK: expects number of case values to match number of destinations

// -----

llvm.func @f(%x: i32) {
  "llvm.switch"(%x) [^bb1, ^bb1] <{case_values = [1 : i32], case_operand_segments = array<i32>, operandSegmentSizes = array<i32: 1, 0, 0>}> : (i32) -> ()
^bb1:
  llvm.return
}
// CHECK: expects number of operand segments to match number of cases

// -----

llvm.func @f(%x: i32, i64)
// CHECK: expected all arguments to be named or none

// -----

llvm.func @f() -> (i32, i32)
// CHECK: llvm.func has at most one result

// -----

"llvm.func"() <{sym_name = "f", function_type = !llvm.func<void (i32)>, linkage = #llvm.linkage<external>, CConv = #llvm.cconv<ccc>, visibility_ = 0 : i64, arg_attrs = []}> ({
}) : () -> ()
// CHECK: arg_attrs must have one dictionary per parameter

// -----

llvm.func @f(%p: !llvm.ptr {llvm.elementtype = i32})
// CHECK: 'llvm.elementtype' on parameter 0 is invalid: elementtype can only be applied to intrinsic callsites

// -----

"llvm.func"() <{sym_name = "f", function_type = !llvm.func<void ()>, linkage = #llvm.linkage<external>, CConv = #llvm.cconv<webkit_jscc>, visibility_ = 0 : i64}> ({
}) : () -> ()
// CHECK: unknown calling convention 'webkit_jscc'

// -----

llvm.mlir.global external @g([]) {addr_space = 0 : i32}
// CHECK: expected `:` followed by global type

// -----

llvm.func @f(%p: !llvm.ptr) {
  %0 = "llvm.getelementptr"(%p) <{rawConstantIndices = array<i32: -2147483648>, elem_type = i32, noWrapFlags = 0 : i32}> : (!llvm.ptr) -> !llvm.ptr
  llvm.return
}
// CHECK: expected as many dynamic indices as operands

// -----

llvm.func @f(%p: !llvm.ptr) {
  %0 = llvm.getelementptr %p[0, 0] : (!llvm.ptr) -> !llvm.ptr, i32
  llvm.return
}
// CHECK: index #1 cannot index into i32

// -----

llvm.func @f(%x: vector<2xi32>) {
  %0 = "llvm.icmp"(%x, %x) <{predicate = 0 : i64}> : (vector<2xi32>, vector<2xi32>) -> i1
  llvm.return
}
// CHECK: result must be vector<2xi1>, got i1

// -----

"llvm.func"() <{sym_name = "f", function_type = !llvm.func<void ()>, linkage = #llvm.linkage<external>, CConv = #llvm.cconv<ccc>, visibility_ = 9 : i64}> ({
}) : () -> ()
// CHECK: expected one of default, hidden, protected, got number 9
