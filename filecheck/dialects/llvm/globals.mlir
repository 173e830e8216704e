// RUN: rusticle-opt %s | rusticle-opt | filecheck %s

// Globals, their initialisers, and module flags.

llvm.mlir.global internal constant @text("hi\00") {addr_space = 4 : i32} : !llvm.array<3 x i8>
llvm.mlir.global private unnamed_addr constant @bytes("\00\FF\22\5C") {addr_space = 4 : i32, alignment = 8 : i64} : !llvm.array<4 x i8>
llvm.mlir.global external @dynamic_lds() {addr_space = 3 : i32, alignment = 16 : i64} : !llvm.array<0 x i8>
llvm.mlir.global internal @counter(7 : i32) {addr_space = 1 : i32} : i32
llvm.mlir.global internal @half(1.500000e+00 : f16) {addr_space = 0 : i32} : f16
llvm.mlir.global weak hidden thread_local local_unnamed_addr @tls(0 : i64) {addr_space = 0 : i32, section = ".tls", dso_local} : i64
llvm.mlir.global internal constant @table(dense<[1, 2, 3]> : tensor<3xi32>) {addr_space = 0 : i32} : !llvm.array<3 x i32>
llvm.mlir.global internal constant @matrix(dense<[[1, 2], [3, 4]]> : tensor<2x2xi32>) {addr_space = 0 : i32} : !llvm.array<2 x array<2 x i32>>
llvm.mlir.global internal constant @raw(dense<[1, 0, 255]> : tensor<3xi8>) {addr_space = 0 : i32} : !llvm.array<3 x i8>
llvm.mlir.global internal constant @record([1 : i32, 2 : i64]) {addr_space = 0 : i32} : !llvm.struct<(i32, i64)>
llvm.mlir.global internal @lds() {addr_space = 3 : i32} : !llvm.array<64 x f32> {
  %0 = llvm.mlir.poison : !llvm.array<64 x f32>
  llvm.return %0 : !llvm.array<64 x f32>
}
llvm.mlir.global internal constant @vtable() {addr_space = 0 : i32, alignment = 8 : i64} : !llvm.struct<(ptr, array<8 x i8>, ptr, ptr<4>, i64)> {
  %0 = llvm.mlir.poison : !llvm.struct<(ptr, array<8 x i8>, ptr, ptr<4>, i64)>
  %1 = llvm.mlir.addressof @method : !llvm.ptr
  %2 = llvm.insertvalue %1, %0[0] : !llvm.struct<(ptr, array<8 x i8>, ptr, ptr<4>, i64)>
  %3 = llvm.mlir.constant("\04\00\00\00\00\00\00\00") : !llvm.array<8 x i8>
  %4 = llvm.insertvalue %3, %2[1] : !llvm.struct<(ptr, array<8 x i8>, ptr, ptr<4>, i64)>
  %5 = llvm.mlir.zero : !llvm.ptr
  %6 = llvm.insertvalue %5, %4[2] : !llvm.struct<(ptr, array<8 x i8>, ptr, ptr<4>, i64)>
  %7 = llvm.mlir.addressof @text : !llvm.ptr<4>
  %8 = llvm.getelementptr inbounds|nuw %7[2] : (!llvm.ptr<4>) -> !llvm.ptr<4>, i8
  %9 = llvm.insertvalue %8, %6[3] : !llvm.struct<(ptr, array<8 x i8>, ptr, ptr<4>, i64)>
  %10 = llvm.ptrtoint %1 : !llvm.ptr to i64
  %11 = llvm.insertvalue %10, %9[4] : !llvm.struct<(ptr, array<8 x i8>, ptr, ptr<4>, i64)>
  llvm.return %11 : !llvm.struct<(ptr, array<8 x i8>, ptr, ptr<4>, i64)>
}
llvm.mlir.global internal @flat() {addr_space = 1 : i32} : !llvm.ptr {
  %0 = llvm.mlir.addressof @counter : !llvm.ptr<1>
  %1 = llvm.addrspacecast %0 : !llvm.ptr<1> to !llvm.ptr
  llvm.return %1 : !llvm.ptr
}
llvm.func @method(%self: !llvm.ptr) {
  llvm.return
}
llvm.func @read() -> i32 {
  %0 = llvm.mlir.addressof @counter : !llvm.ptr<1>
  %1 = llvm.load %0 {alignment = 4 : i64} : !llvm.ptr<1> -> i32
  llvm.return %1 : i32
}
llvm.module_flags [#llvm.mlir.module_flag<error, "amdhsa_code_object_version", 600 : i32>, #llvm.mlir.module_flag<max, "PIC Level", 2 : i32>]

// CHECK:       llvm.mlir.global internal constant @text("hi\00") {addr_space = 4 : i32} : !llvm.array<3 x i8>
// CHECK-NEXT:  llvm.mlir.global private unnamed_addr constant @bytes("\00\FF\22\\") {addr_space = 4 : i32, alignment = 8 : i64} : !llvm.array<4 x i8>
// CHECK-NEXT:  llvm.mlir.global external @dynamic_lds() {addr_space = 3 : i32, alignment = 16 : i64} : !llvm.array<0 x i8>
// CHECK-NEXT:  llvm.mlir.global internal @counter(7 : i32) {addr_space = 1 : i32} : i32
// CHECK-NEXT:  llvm.mlir.global internal @half(1.500000e+00 : f16) {addr_space = 0 : i32} : f16
// CHECK-NEXT:  llvm.mlir.global weak hidden thread_local local_unnamed_addr @tls(0 : i64) {addr_space = 0 : i32, section = ".tls", dso_local} : i64
// CHECK-NEXT:  llvm.mlir.global internal constant @table(dense<[1, 2, 3]> : tensor<3xi32>) {addr_space = 0 : i32} : !llvm.array<3 x i32>
// CHECK-NEXT:  llvm.mlir.global internal constant @matrix(dense<{{\[\[}}1, 2], [3, 4{{\]\]}}> : tensor<2x2xi32>) {addr_space = 0 : i32} : !llvm.array<2 x !llvm.array<2 x i32>>
// CHECK-NEXT:  llvm.mlir.global internal constant @raw(dense<[1, 0, -1]> : tensor<3xi8>) {addr_space = 0 : i32} : !llvm.array<3 x i8>
// CHECK-NEXT:  llvm.mlir.global internal constant @record([1 : i32, 2 : i64]) {addr_space = 0 : i32} : !llvm.struct<(i32, i64)>
// CHECK-NEXT:  llvm.mlir.global internal @lds() {addr_space = 3 : i32} : !llvm.array<64 x f32> {
// CHECK-NEXT:  %0 = llvm.mlir.poison : !llvm.array<64 x f32>
// CHECK-NEXT:  llvm.return %0 : !llvm.array<64 x f32>
// CHECK-NEXT:  }
// CHECK-NEXT:  llvm.mlir.global internal constant @vtable() {addr_space = 0 : i32, alignment = 8 : i64} : !llvm.struct<(!llvm.ptr, !llvm.array<8 x i8>, !llvm.ptr, !llvm.ptr<4>, i64)> {
// CHECK-NEXT:  %1 = llvm.mlir.poison : !llvm.struct<(!llvm.ptr, !llvm.array<8 x i8>, !llvm.ptr, !llvm.ptr<4>, i64)>
// CHECK-NEXT:  %2 = llvm.mlir.addressof @method : !llvm.ptr
// CHECK-NEXT:  %3 = llvm.insertvalue %2, %1[0] : !llvm.struct<(!llvm.ptr, !llvm.array<8 x i8>, !llvm.ptr, !llvm.ptr<4>, i64)>
// CHECK-NEXT:  %4 = llvm.mlir.constant("\04\00\00\00\00\00\00\00") : !llvm.array<8 x i8>
// CHECK-NEXT:  %5 = llvm.insertvalue %4, %3[1] : !llvm.struct<(!llvm.ptr, !llvm.array<8 x i8>, !llvm.ptr, !llvm.ptr<4>, i64)>
// CHECK-NEXT:  %6 = llvm.mlir.zero : !llvm.ptr
// CHECK-NEXT:  %7 = llvm.insertvalue %6, %5[2] : !llvm.struct<(!llvm.ptr, !llvm.array<8 x i8>, !llvm.ptr, !llvm.ptr<4>, i64)>
// CHECK-NEXT:  %8 = llvm.mlir.addressof @text : !llvm.ptr<4>
// CHECK-NEXT:  %9 = llvm.getelementptr inbounds|nuw %8[2] : (!llvm.ptr<4>) -> !llvm.ptr<4>, i8
// CHECK-NEXT:  %10 = llvm.insertvalue %9, %7[3] : !llvm.struct<(!llvm.ptr, !llvm.array<8 x i8>, !llvm.ptr, !llvm.ptr<4>, i64)>
// CHECK-NEXT:  %11 = llvm.ptrtoint %2 : !llvm.ptr to i64
// CHECK-NEXT:  %12 = llvm.insertvalue %11, %10[4] : !llvm.struct<(!llvm.ptr, !llvm.array<8 x i8>, !llvm.ptr, !llvm.ptr<4>, i64)>
// CHECK-NEXT:  llvm.return %12 : !llvm.struct<(!llvm.ptr, !llvm.array<8 x i8>, !llvm.ptr, !llvm.ptr<4>, i64)>
// CHECK-NEXT:  }
// CHECK-NEXT:  llvm.mlir.global internal @flat() {addr_space = 1 : i32} : !llvm.ptr {
// CHECK-NEXT:  %13 = llvm.mlir.addressof @counter : !llvm.ptr<1>
// CHECK-NEXT:  %14 = llvm.addrspacecast %13 : !llvm.ptr<1> to !llvm.ptr
// CHECK-NEXT:  llvm.return %14 : !llvm.ptr
// CHECK-NEXT:  }
// CHECK-LABEL: llvm.func @method(%self: !llvm.ptr) {
// CHECK-NEXT:  llvm.return
// CHECK-NEXT:  }
// CHECK-LABEL: llvm.func @read() -> i32 {
// CHECK-NEXT:  %15 = llvm.mlir.addressof @counter : !llvm.ptr<1>
// CHECK-NEXT:  %16 = llvm.load %15 {alignment = 4 : i64} : !llvm.ptr<1> -> i32
// CHECK-NEXT:  llvm.return %16 : i32
// CHECK-NEXT:  }
// CHECK-NEXT:  llvm.module_flags [#llvm.mlir.module_flag<error, "amdhsa_code_object_version", 600 : i32>, #llvm.mlir.module_flag<max, "PIC Level", 2 : i32>]
