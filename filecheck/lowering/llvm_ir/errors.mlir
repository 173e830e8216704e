// RUN: rusticle-opt %s --split-input-file --verify-diagnostics --target llvm | filecheck %s

func.func @f() {
  func.return
}
// CHECK: error: operation `func.func` cannot be printed as LLVM IR
// CHECK-NEXT: help: lower it to the `llvm` dialect first

// -----

llvm.func @f(%x: i32) {
  %0 = arith.addi %x, %x : i32
  llvm.return
}
// CHECK: error: operation `arith.addi` cannot be printed as LLVM IR

// -----

llvm.func @f(%x: i32 {llvm.unheard_of})
// CHECK: error: parameter attribute `llvm.unheard_of` has no counterpart in LLVM IR

// -----

llvm.func @f() {
  %0 = llvm.mlir.constant("ab") : i32
  llvm.return
}
// CHECK: error: a string constant cannot have type `i32` in LLVM IR

// -----

llvm.func @f() attributes {personality = @g}
// CHECK: error: property `personality` of `llvm.func` cannot be printed as LLVM IR

// -----

llvm.func @f() attributes {passthrough = [7 : i32]}
// CHECK: error: `7 : i32` is no function attribute

// -----

llvm.func @f() {
  %0 = llvm.mlir.constant(1 : i32) : f32
  llvm.return
}
// CHECK: error: an integer constant cannot have type `f32` in LLVM IR

// -----

llvm.func @f() {
  %0 = llvm.mlir.constant(1.5 : f32) : i32
  llvm.return
}
// CHECK: error: a float constant cannot have type `i32` in LLVM IR

// -----

llvm.func @f() {
  %0 = llvm.mlir.constant([1 : i32]) : i32
  llvm.return
}
// CHECK: error: an array constant cannot have type `i32` in LLVM IR

// -----

llvm.func @f() {
  %0 = llvm.mlir.constant([1 : i32]) : !llvm.array<2 x i32>
  llvm.return
}
// CHECK: error: `[1 : i32]` does not have as many elements as type `!llvm.array<2 x i32>`

// -----

llvm.func @f() {
  %0 = llvm.mlir.constant(@f) : i32
  llvm.return
}
// CHECK: error: `@f` cannot be a constant of type `i32` in LLVM IR

// -----

llvm.module_flags [#llvm.mlir.module_flag<error, "x", 1.5 : f32>]
// CHECK: error: module flag value `1.500000e+00 : f32` cannot be printed

// -----

llvm.func @f() {
  %0 = llvm.mlir.poison : vector<2x2xi32>
  %1 = llvm.add %0, %0 : vector<2x2xi32>
  llvm.return
}
// CHECK: error: vector type `vector<2x2xi32>` must have one dimension in LLVM IR

// -----

llvm.func @f() {
  %0 = llvm.mlir.poison : index
  %1 = llvm.freeze %0 : index
  llvm.return
}
// CHECK: error: type `index` has no counterpart in LLVM IR
