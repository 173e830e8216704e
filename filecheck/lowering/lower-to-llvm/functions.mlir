// RUN: rusticle-opt %s -p lower-to-llvm | filecheck %s

// One result is returned as it is, several as a struct; a private function is internal.
func.func private @pair(%a: i32, %b: !asptr.ptr<flat> {llvm.noundef, llvm.nonnull}) -> (i32, i1) {
  %true = arith.constant true
  func.return %a, %true : i32, i1
}

func.func @one(%x: i64) -> (i64 {llvm.noundef}) {
  func.return %x : i64
}

func.func @none(%i: index) attributes {llvm.passthrough = ["cold", ["key", "value"]]} {
  func.return
}

func.func @declared(%p: !asptr.ptr<global> {llvm.sret = !llvm.array<4 x i8>, llvm.align = 4 : i64}) -> ()

func.func @calls(%a: i32, %p: !asptr.ptr<flat>, %x: i64) -> i64 {
  %r, %flag = func.call @pair(%a, %p) : (i32, !asptr.ptr<flat>) -> (i32, i1)
  %same = func.call @one(%x) : (i64) -> i64
  %f = asptr.addressof @one : !asptr.ptr<flat>
  %again = asptr.call_indirect %f(%same) : !asptr.ptr<flat>, (i64) -> i64
  %g = asptr.addressof @pair : !asptr.ptr<flat>
  %r2, %flag2 = asptr.call_indirect %g(%r, %p) : !asptr.ptr<flat>, (i32, !asptr.ptr<flat>) -> (i32, i1)
  func.return %again : i64
}

// CHECK:      llvm.func internal @pair(%a: i32, %b: !llvm.ptr {llvm.noundef, llvm.nonnull}) -> !llvm.struct<(i32, i1)> attributes {no_unwind, convergent} {
// CHECK-NEXT:   %true = llvm.mlir.constant(true) : i1
// CHECK-NEXT:   %{{[0-9]+}} = llvm.mlir.poison : !llvm.struct<(i32, i1)>
// CHECK-NEXT:   %{{[0-9]+}} = llvm.insertvalue %a, %{{[0-9]+}}[0] : !llvm.struct<(i32, i1)>
// CHECK-NEXT:   %{{[0-9]+}} = llvm.insertvalue %true, %{{[0-9]+}}[1] : !llvm.struct<(i32, i1)>
// CHECK-NEXT:   llvm.return %{{[0-9]+}} : !llvm.struct<(i32, i1)>
// CHECK:      llvm.func protected @one(%x: i64) -> (i64 {llvm.noundef}) attributes {no_unwind, convergent} {
// CHECK-NEXT:   llvm.return %x : i64
// CHECK:      llvm.func protected @none(%i: i64) attributes {no_unwind, convergent, passthrough = ["cold", ["key", "value"]]} {
// CHECK-NEXT:   llvm.return
// CHECK:      llvm.func @declared(!llvm.ptr<1> {llvm.sret = !llvm.array<4 x i8>, llvm.align = 4 : i64}) attributes {no_unwind, convergent}
// CHECK:      llvm.func protected @calls(%a: i32, %p: !llvm.ptr, %x: i64) -> i64 attributes {no_unwind, convergent} {
// CHECK-NEXT:   %{{[0-9]+}} = llvm.call @pair(%a, %p) {no_unwind, convergent} : (i32, !llvm.ptr) -> !llvm.struct<(i32, i1)>
// CHECK-NEXT:   %{{[0-9]+}} = llvm.extractvalue %{{[0-9]+}}[0] : !llvm.struct<(i32, i1)>
// CHECK-NEXT:   %{{[0-9]+}} = llvm.extractvalue %{{[0-9]+}}[1] : !llvm.struct<(i32, i1)>
// CHECK-NEXT:   %same = llvm.call @one(%x) {no_unwind, convergent} : (i64) -> i64
// CHECK-NEXT:   %f = llvm.mlir.addressof @one : !llvm.ptr
// CHECK-NEXT:   %again = llvm.call %f(%same) {no_unwind, convergent} : !llvm.ptr, (i64) -> i64
// CHECK-NEXT:   %g = llvm.mlir.addressof @pair : !llvm.ptr
// CHECK-NEXT:   %{{[0-9]+}} = llvm.call %g(%{{[0-9]+}}, %p) {no_unwind, convergent} : !llvm.ptr, (i32, !llvm.ptr) -> !llvm.struct<(i32, i1)>
// CHECK-NEXT:   %{{[0-9]+}} = llvm.extractvalue %{{[0-9]+}}[0] : !llvm.struct<(i32, i1)>
// CHECK-NEXT:   %{{[0-9]+}} = llvm.extractvalue %{{[0-9]+}}[1] : !llvm.struct<(i32, i1)>
// CHECK-NEXT:   llvm.return %again : i64
