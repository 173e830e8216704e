// RUN: rusticle-opt %s -p lower-to-llvm | filecheck %s

// Bytes are a string; pointers and undefined bytes make a struct of pieces.
asptr.global @counter in global size 4 align 4 = <zero 4>
asptr.global constant linkage(private) @text in constant size 5 align 1 = <"486900ff22">
asptr.global @tile in local size 1024 align 16
asptr.global external @dynamic in local size 0 align 16
asptr.global constant linkage(internal) @table in constant size 32 align 8 = <zero 32, undef 4 to 8, at 8 @text + 2, at 16 @function>
asptr.global @placed in global size 2 align 2 section("stage") = <"0102">
asptr.global linkage(internal) @unknown in global size 8 align 8 = <zero 8, undef 0 to 8>

func.func @function() {
  %p = asptr.addressof @tile : !asptr.ptr<local>
  %q = asptr.addressof @table : !asptr.ptr<constant>
  func.return
}

// CHECK:      llvm.mlir.global external protected @counter() {addr_space = 1 : i32, alignment = 4 : i64} : !llvm.array<4 x i8> {
// CHECK-NEXT:   %{{[0-9]+}} = llvm.mlir.zero : !llvm.array<4 x i8>
// CHECK-NEXT:   llvm.return %{{[0-9]+}} : !llvm.array<4 x i8>
// CHECK:      llvm.mlir.global private constant @text("Hi\00\FF\22") {addr_space = 4 : i32, alignment = 1 : i64} : !llvm.array<5 x i8>
// CHECK:      llvm.mlir.global internal @tile() {addr_space = 3 : i32, alignment = 16 : i64} : !llvm.array<1024 x i8> {
// CHECK-NEXT:   %{{[0-9]+}} = llvm.mlir.poison : !llvm.array<1024 x i8>
// CHECK-NEXT:   llvm.return %{{[0-9]+}} : !llvm.array<1024 x i8>
// CHECK:      llvm.mlir.global external @dynamic() {addr_space = 3 : i32, alignment = 16 : i64} : !llvm.array<0 x i8>
// CHECK:      llvm.mlir.global internal constant @table() {addr_space = 4 : i32, alignment = 8 : i64} : !llvm.struct<(!llvm.array<4 x i8>, !llvm.array<4 x i8>, !llvm.ptr, !llvm.ptr, !llvm.array<8 x i8>)> {
// CHECK-NEXT:   %{{[0-9]+}} = llvm.mlir.zero : !llvm.array<4 x i8>
// CHECK-NEXT:   %{{[0-9]+}} = llvm.mlir.poison : !llvm.array<4 x i8>
// CHECK-NEXT:   %{{[0-9]+}} = llvm.mlir.addressof @text : !llvm.ptr<4>
// CHECK-NEXT:   %{{[0-9]+}} = llvm.getelementptr %{{[0-9]+}}[2] : (!llvm.ptr<4>) -> !llvm.ptr<4>, i8
// CHECK-NEXT:   %{{[0-9]+}} = llvm.addrspacecast %{{[0-9]+}} : !llvm.ptr<4> to !llvm.ptr
// CHECK-NEXT:   %{{[0-9]+}} = llvm.mlir.addressof @function : !llvm.ptr
// CHECK-NEXT:   %{{[0-9]+}} = llvm.mlir.zero : !llvm.array<8 x i8>
// CHECK-NEXT:   %{{[0-9]+}} = llvm.mlir.poison : !llvm.struct<(!llvm.array<4 x i8>, !llvm.array<4 x i8>, !llvm.ptr, !llvm.ptr, !llvm.array<8 x i8>)>
// CHECK-NEXT:   %{{[0-9]+}} = llvm.insertvalue %{{[0-9]+}}, %{{[0-9]+}}[0] : !llvm.struct<(!llvm.array<4 x i8>, !llvm.array<4 x i8>, !llvm.ptr, !llvm.ptr, !llvm.array<8 x i8>)>
// CHECK-NEXT:   %{{[0-9]+}} = llvm.insertvalue %{{[0-9]+}}, %{{[0-9]+}}[1] : !llvm.struct<(!llvm.array<4 x i8>, !llvm.array<4 x i8>, !llvm.ptr, !llvm.ptr, !llvm.array<8 x i8>)>
// CHECK-NEXT:   %{{[0-9]+}} = llvm.insertvalue %{{[0-9]+}}, %{{[0-9]+}}[2] : !llvm.struct<(!llvm.array<4 x i8>, !llvm.array<4 x i8>, !llvm.ptr, !llvm.ptr, !llvm.array<8 x i8>)>
// CHECK-NEXT:   %{{[0-9]+}} = llvm.insertvalue %{{[0-9]+}}, %{{[0-9]+}}[3] : !llvm.struct<(!llvm.array<4 x i8>, !llvm.array<4 x i8>, !llvm.ptr, !llvm.ptr, !llvm.array<8 x i8>)>
// CHECK-NEXT:   %{{[0-9]+}} = llvm.insertvalue %{{[0-9]+}}, %{{[0-9]+}}[4] : !llvm.struct<(!llvm.array<4 x i8>, !llvm.array<4 x i8>, !llvm.ptr, !llvm.ptr, !llvm.array<8 x i8>)>
// CHECK-NEXT:   llvm.return %{{[0-9]+}} : !llvm.struct<(!llvm.array<4 x i8>, !llvm.array<4 x i8>, !llvm.ptr, !llvm.ptr, !llvm.array<8 x i8>)>
// CHECK:      llvm.mlir.global external protected @placed("\01\02") {addr_space = 1 : i32, alignment = 2 : i64, section = "stage"} : !llvm.array<2 x i8>
// CHECK:      llvm.mlir.global internal @unknown() {addr_space = 1 : i32, alignment = 8 : i64} : !llvm.array<8 x i8> {
// CHECK-NEXT:   %{{[0-9]+}} = llvm.mlir.poison : !llvm.array<8 x i8>
// CHECK-NEXT:   llvm.return %{{[0-9]+}} : !llvm.array<8 x i8>
// CHECK:      llvm.func protected @function() attributes {no_unwind, convergent} {
// CHECK-NEXT:   %p = llvm.mlir.addressof @tile : !llvm.ptr<3>
// CHECK-NEXT:   %q = llvm.mlir.addressof @table : !llvm.ptr<4>
// CHECK-NEXT:   llvm.return
