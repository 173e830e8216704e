// A pass's refusal is printed as the diagnostic that it is, with the place in the Rust source.

// RUN: rusticle-opt %s -p lower-to-llvm --verify-diagnostics | filecheck %s
// RUN: not rusticle-opt %s -p lower-to-llvm 2>&1 | filecheck %s

func.func @rounds(%x: i32, %y: i32) -> i32 {
  %z = arith.ceildivsi %x, %y : i32 loc("kernel.rs":7:9)
  func.return %z : i32
}

// CHECK:      error: {{.*}}arith.ceildivsi
// CHECK-NEXT:   --> kernel.rs:7:9
// CHECK-NOT:  Traceback
