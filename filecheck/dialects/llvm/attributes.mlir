// RUN: rusticle-opt %s --allow-unregistered-dialect | filecheck %s
// RUN: rusticle-opt %s --allow-unregistered-dialect | rusticle-opt --allow-unregistered-dialect | filecheck %s

// Attributes that operations print without their names.
// UPSTREAM: `test.op` is no operation of its own, so that they are not compared.

// CHECK: "test.op"() {one = #llvm.dereferenceable<bytes = 8>, two = #llvm.dereferenceable<bytes = 16, mayBeNull = true>} : () -> ()
"test.op"() {one = #llvm.dereferenceable<bytes = 8>, two = #llvm.dereferenceable<bytes = 16, mayBeNull = true>} : () -> ()
