// RUN: rusticle-opt %s | rusticle-opt | filecheck %s

// Casts, comparisons, vectors, aggregates and constants.

llvm.func @casts(%p: !llvm.ptr<3>, %i: i64, %n: i32, %f: f32, %d: f64, %h: f16, %b: bf16, %vp: vector<2x!llvm.ptr>) {
  %0 = llvm.addrspacecast %p : !llvm.ptr<3> to !llvm.ptr
  %1 = llvm.ptrtoint %p : !llvm.ptr<3> to i32
  %2 = llvm.inttoptr %i : i64 to !llvm.ptr<1>
  %3 = llvm.inttoptr %i dereferenceable<bytes = 8> : i64 to !llvm.ptr
  %4 = llvm.fptosi %f : f32 to i32
  %5 = llvm.fptoui %d : f64 to i64
  %6 = llvm.sitofp %n : i32 to f32
  %7 = llvm.uitofp %n : i32 to f64
  %8 = llvm.uitofp nneg %n : i32 to f64
  %9 = llvm.zext nneg %n : i32 to i64
  %10 = llvm.zext %n : i32 to i128
  %11 = llvm.sext %n : i32 to i64
  %12 = llvm.trunc %i overflow<nsw, nuw> : i64 to i8
  %13 = llvm.trunc %i : i64 to i1
  %14 = llvm.fpext %h : f16 to f64
  %15 = llvm.fptrunc %d : f64 to bf16
  %16 = llvm.bitcast %f : f32 to i32
  %17 = llvm.ptrtoint %vp : vector<2x!llvm.ptr> to vector<2xi64>
  llvm.return
}

llvm.func @arithmetic(%x: i32, %y: i32, %f: f32, %g: f32, %v: vector<4xi32>) {
  %0 = llvm.add %x, %y overflow<nsw, nuw> : i32
  %1 = llvm.sub %x, %y overflow<nuw> : i32
  %2 = llvm.mul %x, %y : i32
  %3 = llvm.shl %x, %y overflow<nsw> : i32
  %4 = llvm.udiv exact %x, %y : i32
  %5 = llvm.sdiv %x, %y : i32
  %6 = llvm.urem %x, %y : i32
  %7 = llvm.srem %x, %y : i32
  %8 = llvm.lshr exact %x, %y : i32
  %9 = llvm.ashr %x, %y : i32
  %10 = llvm.and %x, %y : i32
  %11 = llvm.or disjoint %x, %y : i32
  %12 = llvm.or %x, %y : i32
  %13 = llvm.xor %v, %v : vector<4xi32>
  %14 = llvm.fadd %f, %g : f32
  %15 = llvm.fsub %f, %g {fastmathFlags = #llvm.fastmath<reassoc, contract>} : f32
  %16 = llvm.fmul %f, %g {fastmathFlags = #llvm.fastmath<fast>} : f32
  %17 = llvm.fdiv %f, %g {fastmathFlags = #llvm.fastmath<arcp>} : f32
  %18 = llvm.frem %f, %g : f32
  %19 = llvm.fneg %f : f32
  llvm.return
}

llvm.func @comparisons(%x: i32, %y: i32, %p: !llvm.ptr, %f: f32, %v: vector<4xi32>, %w: vector<4xf32>) {
  %0 = llvm.icmp "slt" %x, %y : i32
  %1 = llvm.icmp "ne" %p, %p : !llvm.ptr
  %2 = llvm.icmp "ugt" %v, %v : vector<4xi32>
  %3 = llvm.fcmp "olt" %f, %f : f32
  %4 = llvm.fcmp "une" %w, %w {fastmathFlags = #llvm.fastmath<ninf>} : vector<4xf32>
  %5 = llvm.fcmp "_true" %f, %f : f32
  %6 = llvm.select %0, %x, %y : i1, i32
  %7 = llvm.select %2, %v, %v : vector<4xi1>, vector<4xi32>
  %8 = llvm.freeze %x : i32
  llvm.return
}

llvm.func @vectors(%v: vector<4xf32>, %w: vector<4xf32>, %f: f32, %i: i64, %s: !llvm.struct<(i32, struct<(i8, i64)>)>, %b: i64) {
  %0 = llvm.extractelement %v[%i : i64] : vector<4xf32>
  %1 = llvm.insertelement %f, %v[%i : i64] : vector<4xf32>
  %2 = llvm.shufflevector %v, %w [0, 4, -1, 7, 1] : vector<4xf32>
  %3 = llvm.extractvalue %s[1, 0] : !llvm.struct<(i32, struct<(i8, i64)>)>
  %4 = llvm.insertvalue %b, %s[1, 1] : !llvm.struct<(i32, struct<(i8, i64)>)>
  llvm.return
}

llvm.func @use(i1, i8, i64, i128, f16, bf16, f32, f64, !llvm.ptr, vector<4xi32>, !llvm.struct<(i32, i1)>, !llvm.array<2 x f32>)

llvm.func @constants() {
  %0 = llvm.mlir.constant(true) : i1
  %1 = llvm.mlir.constant(-1 : i8) : i8
  %2 = llvm.mlir.constant(42) : i64
  %3 = llvm.mlir.constant(170141183460469231731687303715884105727 : i128) : i128
  %4 = llvm.mlir.constant(1.000000e-01 : f16) : f16
  %5 = llvm.mlir.constant(0x7FC0 : bf16) : bf16
  %6 = llvm.mlir.constant(1.000000e-01 : f32) : f32
  %7 = llvm.mlir.constant(0xFFF0000000000000 : f64) : f64
  %8 = llvm.mlir.zero : !llvm.ptr
  %9 = llvm.mlir.constant(dense<[1, -2, 3, 4]> : vector<4xi32>) : vector<4xi32>
  %10 = llvm.mlir.undef : !llvm.struct<(i32, i1)>
  %11 = llvm.mlir.poison : !llvm.array<2 x f32>
  llvm.call @use(%0, %1, %2, %3, %4, %5, %6, %7, %8, %9, %10, %11) : (i1, i8, i64, i128, f16, bf16, f32, f64, !llvm.ptr, vector<4xi32>, !llvm.struct<(i32, i1)>, !llvm.array<2 x f32>) -> ()
  %12 = llvm.mlir.constant(0 : i8) : i8
  %13 = llvm.mlir.constant(-170141183460469231731687303715884105728 : i128) : i128
  %14 = llvm.mlir.constant(0xFC00 : f16) : f16
  %15 = llvm.mlir.constant(3.000000e+00 : bf16) : bf16
  %16 = llvm.mlir.constant(0x7FC00000 : f32) : f32
  %17 = llvm.mlir.constant(2.2250738585072014E-308 : f64) : f64
  %18 = llvm.mlir.constant(dense<7> : vector<4xi32>) : vector<4xi32>
  %19 = llvm.mlir.zero : !llvm.struct<(i32, i1)>
  %20 = llvm.mlir.constant(dense<[1.500000e+00, -0.000000e+00]> : tensor<2xf32>) : !llvm.array<2 x f32>
  llvm.call @use(%0, %12, %2, %13, %14, %15, %16, %17, %8, %18, %19, %20) : (i1, i8, i64, i128, f16, bf16, f32, f64, !llvm.ptr, vector<4xi32>, !llvm.struct<(i32, i1)>, !llvm.array<2 x f32>) -> ()
  llvm.return
}

// CHECK-LABEL: llvm.func @casts(%p: !llvm.ptr<3>, %i: i64, %n: i32, %f: f32, %d: f64, %h: f16, %b: bf16, %vp: vector<2x!llvm.ptr>) {
// CHECK-NEXT:  %0 = llvm.addrspacecast %p : !llvm.ptr<3> to !llvm.ptr
// CHECK-NEXT:  %1 = llvm.ptrtoint %p : !llvm.ptr<3> to i32
// CHECK-NEXT:  %2 = llvm.inttoptr %i : i64 to !llvm.ptr<1>
// CHECK-NEXT:  %3 = llvm.inttoptr %i dereferenceable<bytes = 8> : i64 to !llvm.ptr
// CHECK-NEXT:  %4 = llvm.fptosi %f : f32 to i32
// CHECK-NEXT:  %5 = llvm.fptoui %d : f64 to i64
// CHECK-NEXT:  %6 = llvm.sitofp %n : i32 to f32
// CHECK-NEXT:  %7 = llvm.uitofp %n : i32 to f64
// CHECK-NEXT:  %8 = llvm.uitofp nneg %n : i32 to f64
// CHECK-NEXT:  %9 = llvm.zext nneg %n : i32 to i64
// CHECK-NEXT:  %10 = llvm.zext %n : i32 to i128
// CHECK-NEXT:  %11 = llvm.sext %n : i32 to i64
// CHECK-NEXT:  %12 = llvm.trunc %i overflow<nsw,nuw> : i64 to i8
// CHECK-NEXT:  %13 = llvm.trunc %i : i64 to i1
// CHECK-NEXT:  %14 = llvm.fpext %h : f16 to f64
// CHECK-NEXT:  %15 = llvm.fptrunc %d : f64 to bf16
// CHECK-NEXT:  %16 = llvm.bitcast %f : f32 to i32
// CHECK-NEXT:  %17 = llvm.ptrtoint %vp : vector<2x!llvm.ptr> to vector<2xi64>
// CHECK-NEXT:  llvm.return
// CHECK-NEXT:  }
// CHECK-LABEL: llvm.func @arithmetic(%x: i32, %y: i32, %f: f32, %g: f32, %v: vector<4xi32>) {
// CHECK-NEXT:  %0 = llvm.add %x, %y overflow<nsw,nuw> : i32
// CHECK-NEXT:  %1 = llvm.sub %x, %y overflow<nuw> : i32
// CHECK-NEXT:  %2 = llvm.mul %x, %y : i32
// CHECK-NEXT:  %3 = llvm.shl %x, %y overflow<nsw> : i32
// CHECK-NEXT:  %4 = llvm.udiv exact %x, %y : i32
// CHECK-NEXT:  %5 = llvm.sdiv %x, %y : i32
// CHECK-NEXT:  %6 = llvm.urem %x, %y : i32
// CHECK-NEXT:  %7 = llvm.srem %x, %y : i32
// CHECK-NEXT:  %8 = llvm.lshr exact %x, %y : i32
// CHECK-NEXT:  %9 = llvm.ashr %x, %y : i32
// CHECK-NEXT:  %10 = llvm.and %x, %y : i32
// CHECK-NEXT:  %11 = llvm.or disjoint %x, %y : i32
// CHECK-NEXT:  %12 = llvm.or %x, %y : i32
// CHECK-NEXT:  %13 = llvm.xor %v, %v : vector<4xi32>
// CHECK-NEXT:  %14 = llvm.fadd %f, %g : f32
// CHECK-NEXT:  %15 = llvm.fsub %f, %g {fastmathFlags = #llvm.fastmath<reassoc,contract>} : f32
// CHECK-NEXT:  %16 = llvm.fmul %f, %g {fastmathFlags = #llvm.fastmath<fast>} : f32
// CHECK-NEXT:  %17 = llvm.fdiv %f, %g {fastmathFlags = #llvm.fastmath<arcp>} : f32
// CHECK-NEXT:  %18 = llvm.frem %f, %g : f32
// CHECK-NEXT:  %19 = llvm.fneg %f : f32
// CHECK-NEXT:  llvm.return
// CHECK-NEXT:  }
// CHECK-LABEL: llvm.func @comparisons(%x: i32, %y: i32, %p: !llvm.ptr, %f: f32, %v: vector<4xi32>, %w: vector<4xf32>) {
// CHECK-NEXT:  %0 = llvm.icmp "slt" %x, %y : i32
// CHECK-NEXT:  %1 = llvm.icmp "ne" %p, %p : !llvm.ptr
// CHECK-NEXT:  %2 = llvm.icmp "ugt" %v, %v : vector<4xi32>
// CHECK-NEXT:  %3 = llvm.fcmp "olt" %f, %f : f32
// CHECK-NEXT:  %4 = llvm.fcmp "une" %w, %w {fastmathFlags = #llvm.fastmath<ninf>} : vector<4xf32>
// CHECK-NEXT:  %5 = llvm.fcmp "_true" %f, %f : f32
// CHECK-NEXT:  %6 = llvm.select %0, %x, %y : i1, i32
// CHECK-NEXT:  %7 = llvm.select %2, %v, %v : vector<4xi1>, vector<4xi32>
// CHECK-NEXT:  %8 = llvm.freeze %x : i32
// CHECK-NEXT:  llvm.return
// CHECK-NEXT:  }
// CHECK-LABEL: llvm.func @vectors(%v: vector<4xf32>, %w: vector<4xf32>, %f: f32, %i: i64, %s: !llvm.struct<(i32, !llvm.struct<(i8, i64)>)>, %b: i64) {
// CHECK-NEXT:  %0 = llvm.extractelement %v[%i : i64] : vector<4xf32>
// CHECK-NEXT:  %1 = llvm.insertelement %f, %v[%i : i64] : vector<4xf32>
// CHECK-NEXT:  %2 = llvm.shufflevector %v, %w [0, 4, -1, 7, 1] : vector<4xf32>
// CHECK-NEXT:  %3 = llvm.extractvalue %s[1, 0] : !llvm.struct<(i32, !llvm.struct<(i8, i64)>)>
// CHECK-NEXT:  %4 = llvm.insertvalue %b, %s[1, 1] : !llvm.struct<(i32, !llvm.struct<(i8, i64)>)>
// CHECK-NEXT:  llvm.return
// CHECK-NEXT:  }
// CHECK-LABEL: llvm.func @use(i1, i8, i64, i128, f16, bf16, f32, f64, !llvm.ptr, vector<4xi32>, !llvm.struct<(i32, i1)>, !llvm.array<2 x f32>)
// CHECK-LABEL: llvm.func @constants() {
// CHECK-NEXT:  %0 = llvm.mlir.constant(true) : i1
// CHECK-NEXT:  %1 = llvm.mlir.constant(-1 : i8) : i8
// CHECK-NEXT:  %2 = llvm.mlir.constant(42) : i64
// CHECK-NEXT:  %3 = llvm.mlir.constant(170141183460469231731687303715884105727 : i128) : i128
// CHECK-NEXT:  %4 = llvm.mlir.constant(9.997560e-02 : f16) : f16
// CHECK-NEXT:  %5 = llvm.mlir.constant(0x7fc0 : bf16) : bf16
// CHECK-NEXT:  %6 = llvm.mlir.constant(1.000000e-01 : f32) : f32
// CHECK-NEXT:  %7 = llvm.mlir.constant(0xfff0000000000000 : f64) : f64
// CHECK-NEXT:  %8 = llvm.mlir.zero : !llvm.ptr
// CHECK-NEXT:  %9 = llvm.mlir.constant(dense<[1, -2, 3, 4]> : vector<4xi32>) : vector<4xi32>
// CHECK-NEXT:  %10 = llvm.mlir.undef : !llvm.struct<(i32, i1)>
// CHECK-NEXT:  %11 = llvm.mlir.poison : !llvm.array<2 x f32>
// CHECK-NEXT:  llvm.call @use(%0, %1, %2, %3, %4, %5, %6, %7, %8, %9, %10, %11) : (i1, i8, i64, i128, f16, bf16, f32, f64, !llvm.ptr, vector<4xi32>, !llvm.struct<(i32, i1)>, !llvm.array<2 x f32>) -> ()
// CHECK-NEXT:  %12 = llvm.mlir.constant(0 : i8) : i8
// CHECK-NEXT:  %13 = llvm.mlir.constant(-170141183460469231731687303715884105728 : i128) : i128
// CHECK-NEXT:  %14 = llvm.mlir.constant(0xfc00 : f16) : f16
// CHECK-NEXT:  %15 = llvm.mlir.constant(3.000000e+00 : bf16) : bf16
// CHECK-NEXT:  %16 = llvm.mlir.constant(0x7fc00000 : f32) : f32
// CHECK-NEXT:  %17 = llvm.mlir.constant(2.2250738585072014e-308 : f64) : f64
// CHECK-NEXT:  %18 = llvm.mlir.constant(dense<7> : vector<4xi32>) : vector<4xi32>
// CHECK-NEXT:  %19 = llvm.mlir.zero : !llvm.struct<(i32, i1)>
// CHECK-NEXT:  %20 = llvm.mlir.constant(dense<[1.500000e+00, -0.000000e+00]> : tensor<2xf32>) : !llvm.array<2 x f32>
// CHECK-NEXT:  llvm.call @use(%0, %12, %2, %13, %14, %15, %16, %17, %8, %18, %19, %20) : (i1, i8, i64, i128, f16, bf16, f32, f64, !llvm.ptr, vector<4xi32>, !llvm.struct<(i32, i1)>, !llvm.array<2 x f32>) -> ()
// CHECK-NEXT:  llvm.return
// CHECK-NEXT:  }
