// Each part is a module of its own, and its errors are printed in its place.

// RUN: rusticle-opt %s --split-input-file --verify-diagnostics | filecheck %s
// RUN: not rusticle-opt %s --split-input-file 2>&1 | filecheck %s --check-prefix=STOPS

// CHECK:      builtin.module {
// CHECK-NEXT:   hsa.kernel @first
hsa.kernel @first() {
  hsa.return
}

// -----

// CHECK: {{//}} -----
// CHECK: kernel @second returns i32, but a GPU kernel cannot return a value
// STOPS: error: kernel @second returns i32, but a GPU kernel cannot return a value
"hsa.kernel"() <{sym_name = "second", function_type = () -> i32}> ({
^bb0:
  "hsa.return"() : () -> ()
}) : () -> ()

// -----

// CHECK: {{//}} -----
// CHECK: hsa.kernel @third
// STOPS-NOT: @third
hsa.kernel @third() {
  hsa.return
}
