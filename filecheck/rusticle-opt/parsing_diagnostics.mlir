// Text that is no module ends in its position, with and without `--parsing-diagnostics`.

// RUN: rusticle-opt %s --parsing-diagnostics | filecheck %s
// RUN: not rusticle-opt %s 2>&1 | filecheck %s

func.func @f() {
  %p = asptr.null !asptr.ptr<global>
  func.return
}

// CHECK: parsing_diagnostics.mlir:7:{{[0-9]+}}
// CHECK-NOT: Traceback
