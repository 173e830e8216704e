// RUN: rusticle-opt %s -p resolve-math --verify-diagnostics | filecheck %s

// CHECK:      error: `sqrt` of an `f128` cannot be computed on an AMD GPU
// CHECK-NEXT:   --> k.rs:1:5
func.func @quad(%x: f128) -> f128 {
  %a = llvm.call_intrinsic "llvm.sqrt"(%x) : (f128) -> f128 loc("k.rs":1:5)
  func.return %a : f128
}
