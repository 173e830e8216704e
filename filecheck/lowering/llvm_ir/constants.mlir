// RUN: rusticle-opt %s --target llvm | filecheck %s

// Floats are exact: decimal where six digits are, hexadecimal where they are not.

llvm.func @use(...)
llvm.func @floats() {
  %0 = llvm.mlir.constant(1.000000e+00 : f32) : f32
  %1 = llvm.mlir.constant(1.000000e-01 : f32) : f32
  %2 = llvm.mlir.constant(-0.000000e+00 : f64) : f64
  %3 = llvm.mlir.constant(0x7FF0000000000000 : f64) : f64
  %4 = llvm.mlir.constant(0x7FC00000 : f32) : f32
  %5 = llvm.mlir.constant(1.500000e+00 : f16) : f16
  %6 = llvm.mlir.constant(1.500000e+00 : bf16) : bf16
  %7 = llvm.mlir.constant(1.000000e+00 : f128) : f128
  %8 = llvm.mlir.constant(-2.500000e-01 : f80) : f80
  %9 = llvm.mlir.zero : f128
  llvm.call @use(%0, %1, %2, %3, %4, %5, %6, %7, %8, %9) vararg(!llvm.func<void (...)>) : (f32, f32, f64, f64, f32, f16, bf16, f128, f80, f128) -> ()
  %10 = llvm.mlir.constant(170141183460469231731687303715884105727 : i128) : i128
  %11 = llvm.mlir.constant(255 : i8) : i8
  %12 = llvm.mlir.constant(dense<[1.000000e+00, 3.000000e-01]> : vector<2xf32>) : vector<2xf32>
  %13 = llvm.mlir.constant(dense<true> : vector<2xi1>) : vector<2xi1>
  %14 = llvm.mlir.zero : vector<2xi64>
  llvm.call @use(%10, %11, %12, %13, %14) vararg(!llvm.func<void (...)>) : (i128, i8, vector<2xf32>, vector<2xi1>, vector<2xi64>) -> ()
  llvm.return
}

// CHECK-LABEL: declare void @use(...)
// CHECK-LABEL: define void @floats() {
// CHECK-NEXT:  start:
// CHECK-NEXT:    call void (...) @use(float 1.000000e+00, float 0x3FB99999A0000000, double -0.000000e+00, double 0x7FF0000000000000, float 0x7FF8000000000000, half 0xH3E00, bfloat 0xR3FC0, fp128 0xL00000000000000003FFF000000000000, x86_fp80 0xKBFFD8000000000000000, fp128 0xL00000000000000000000000000000000)
// CHECK-NEXT:    call void (...) @use(i128 170141183460469231731687303715884105727, i8 -1, <2 x float> <float 1.000000e+00, float 0x3FD3333340000000>, <2 x i1> <i1 true, i1 true>, <2 x i64> zeroinitializer)
// CHECK-NEXT:    ret void
// CHECK-NEXT:  }
