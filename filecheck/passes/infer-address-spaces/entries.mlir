// RUN: rusticle-opt %s -p infer-address-spaces | filecheck %s

// A host can pass no pointers but to global memory. What is dispatched for calls by pointer gets
// whatever the caller has: constants too.

// CHECK-LABEL: hsa.kernel @launched
// CHECK:         asptr.load %{{.*}} align 4 : !asptr.ptr<global> -> i32
hsa.kernel @launched(%args: !asptr.ptr<constant> {llvm.byref = !llvm.array<8 x i8>}) {
  %p = asptr.load %args align 8 : !asptr.ptr<constant> -> !asptr.ptr<flat>
  %v = asptr.load %p align 4 : !asptr.ptr<flat> -> i32
  asptr.store %v, %p align 4 : i32, !asptr.ptr<flat>
  hsa.return
}

// CHECK-LABEL: hsa.kernel @method.entry
// CHECK:         asptr.load %{{.*}} align 4 : !asptr.ptr<flat> -> i32
hsa.kernel @method.entry(%args: !asptr.ptr<constant> {llvm.byref = !llvm.array<8 x i8>}) attributes {rusticle.entry} {
  %p = asptr.load %args align 8 : !asptr.ptr<constant> -> !asptr.ptr<flat>
  %v = asptr.load %p align 4 : !asptr.ptr<flat> -> i32
  asptr.store %v, %p align 4 : i32, !asptr.ptr<flat>
  hsa.return
}
