// RUN: rusticle-opt %s --verify-diagnostics --parsing-diagnostics --split-input-file | filecheck %s

// CHECK: the message shows (i32), but the values are (i64)
hsa.kernel @width(%a: i64) {
  hsa.panic "{i32}" (%a : i64)
  ub.unreachable
}

// -----

// CHECK: the message shows (str), but the values are (!asptr.ptr<flat>)
hsa.kernel @text(%p: !asptr.ptr<flat>) {
  hsa.panic "{str}" (%p : !asptr.ptr<flat>)
  ub.unreachable
}

// -----

// CHECK: the message shows (str), but the values are (i64, i64)
hsa.kernel @pointer(%p: i64) {
  hsa.panic "{str}" (%p, %p : i64, i64)
  ub.unreachable
}

// -----

// CHECK: a brace of the message `}` is not doubled
hsa.kernel @brace() {
  hsa.panic "}"
  ub.unreachable
}
