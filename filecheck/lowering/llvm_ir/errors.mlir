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
