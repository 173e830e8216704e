// RUN: rusticle-opt %s | rusticle-opt | filecheck %s

// Intrinsics on floats.

llvm.func @floats(%x: f32, %y: f32, %z: f32, %d: f64, %n: i32, %v: vector<4xf32>) {
  %r1 = llvm.intr.fabs(%x) : (f32) -> f32
  %r2 = llvm.intr.ceil(%x) : (f32) -> f32
  %r3 = llvm.intr.floor(%x) : (f32) -> f32
  %r4 = llvm.intr.sqrt(%x) : (f32) -> f32
  %r5 = llvm.intr.exp(%x) : (f32) -> f32
  %r6 = llvm.intr.exp2(%x) : (f32) -> f32
  %r7 = llvm.intr.exp10(%x) : (f32) -> f32
  %r8 = llvm.intr.log(%x) : (f32) -> f32
  %r9 = llvm.intr.log2(%x) : (f32) -> f32
  %r10 = llvm.intr.log10(%x) : (f32) -> f32
  %r11 = llvm.intr.sin(%x) : (f32) -> f32
  %r12 = llvm.intr.cos(%x) : (f32) -> f32
  %r13 = llvm.intr.tan(%x) : (f32) -> f32
  %r14 = llvm.intr.asin(%x) : (f32) -> f32
  %r15 = llvm.intr.acos(%x) : (f32) -> f32
  %r16 = llvm.intr.atan(%x) : (f32) -> f32
  %r17 = llvm.intr.sinh(%x) : (f32) -> f32
  %r18 = llvm.intr.cosh(%x) : (f32) -> f32
  %r19 = llvm.intr.tanh(%x) : (f32) -> f32
  %r20 = llvm.intr.rint(%x) : (f32) -> f32
  %r21 = llvm.intr.nearbyint(%x) : (f32) -> f32
  %r22 = llvm.intr.round(%x) : (f32) -> f32
  %r23 = llvm.intr.roundeven(%x) : (f32) -> f32
  %r24 = llvm.intr.trunc(%x) : (f32) -> f32
  %r25 = llvm.intr.round(%v) {fastmathFlags = #llvm.fastmath<nnan,ninf>} : (vector<4xf32>) -> vector<4xf32>
  %r26 = llvm.intr.fma(%d, %d, %d) {fastmathFlags = #llvm.fastmath<fast>} : (f64, f64, f64) -> f64
  %r27 = llvm.intr.minnum(%x, %y) : (f32, f32) -> f32
  %r28 = llvm.intr.maxnum(%x, %y) : (f32, f32) -> f32
  %r29 = llvm.intr.minimum(%x, %y) : (f32, f32) -> f32
  %r30 = llvm.intr.maximum(%x, %y) : (f32, f32) -> f32
  %r31 = llvm.intr.copysign(%x, %y) : (f32, f32) -> f32
  %r32 = llvm.intr.pow(%x, %y) : (f32, f32) -> f32
  %r33 = llvm.intr.atan2(%x, %y) : (f32, f32) -> f32
  %r34 = llvm.intr.fma(%x, %y, %z) : (f32, f32, f32) -> f32
  %r35 = llvm.intr.fmuladd(%x, %y, %z) : (f32, f32, f32) -> f32
  %r36 = llvm.intr.powi(%x, %n) : (f32, i32) -> f32
  %r37 = llvm.intr.ldexp(%x, %n) : (f32, i32) -> f32
  %r38 = llvm.intr.lround(%x) : (f32) -> i64
  %r39 = llvm.intr.llround(%x) : (f32) -> i64
  %r40 = llvm.intr.lrint(%x) : (f32) -> i64
  %r41 = llvm.intr.llrint(%x) : (f32) -> i64
  %r42 = llvm.intr.frexp(%x) : (f32) -> !llvm.struct<(f32, i32)>
  %r43 = llvm.intr.sincos(%x) : (f32) -> !llvm.struct<(f32, f32)>
  %r44 = "llvm.intr.is.fpclass"(%x) <{bit = 3 : i32}> : (f32) -> i1
  %r45 = llvm.intr.vector.reduce.fmax(%v) : (vector<4xf32>) -> f32
  %r46 = llvm.intr.vector.reduce.fmin(%v) : (vector<4xf32>) -> f32
  %r47 = llvm.intr.vector.reduce.fmaximum(%v) : (vector<4xf32>) -> f32
  %r48 = llvm.intr.vector.reduce.fminimum(%v) : (vector<4xf32>) -> f32
  %r49 = "llvm.intr.vector.reduce.fadd"(%x, %v) <{fastmathFlags = #llvm.fastmath<reassoc>}> : (f32, vector<4xf32>) -> f32
  %r50 = "llvm.intr.vector.reduce.fmul"(%x, %v) <{fastmathFlags = #llvm.fastmath<reassoc>}> : (f32, vector<4xf32>) -> f32
  llvm.return
}

// CHECK-LABEL: llvm.func @floats(%x: f32, %y: f32, %z: f32, %d: f64, %n: i32, %v: vector<4xf32>) {
// CHECK-NEXT:  %r1 = llvm.intr.fabs(%x) : (f32) -> f32
// CHECK-NEXT:  %r2 = llvm.intr.ceil(%x) : (f32) -> f32
// CHECK-NEXT:  %r3 = llvm.intr.floor(%x) : (f32) -> f32
// CHECK-NEXT:  %r4 = llvm.intr.sqrt(%x) : (f32) -> f32
// CHECK-NEXT:  %r5 = llvm.intr.exp(%x) : (f32) -> f32
// CHECK-NEXT:  %r6 = llvm.intr.exp2(%x) : (f32) -> f32
// CHECK-NEXT:  %r7 = llvm.intr.exp10(%x) : (f32) -> f32
// CHECK-NEXT:  %r8 = llvm.intr.log(%x) : (f32) -> f32
// CHECK-NEXT:  %r9 = llvm.intr.log2(%x) : (f32) -> f32
// CHECK-NEXT:  %r10 = llvm.intr.log10(%x) : (f32) -> f32
// CHECK-NEXT:  %r11 = llvm.intr.sin(%x) : (f32) -> f32
// CHECK-NEXT:  %r12 = llvm.intr.cos(%x) : (f32) -> f32
// CHECK-NEXT:  %r13 = llvm.intr.tan(%x) : (f32) -> f32
// CHECK-NEXT:  %r14 = llvm.intr.asin(%x) : (f32) -> f32
// CHECK-NEXT:  %r15 = llvm.intr.acos(%x) : (f32) -> f32
// CHECK-NEXT:  %r16 = llvm.intr.atan(%x) : (f32) -> f32
// CHECK-NEXT:  %r17 = llvm.intr.sinh(%x) : (f32) -> f32
// CHECK-NEXT:  %r18 = llvm.intr.cosh(%x) : (f32) -> f32
// CHECK-NEXT:  %r19 = llvm.intr.tanh(%x) : (f32) -> f32
// CHECK-NEXT:  %r20 = llvm.intr.rint(%x) : (f32) -> f32
// CHECK-NEXT:  %r21 = llvm.intr.nearbyint(%x) : (f32) -> f32
// CHECK-NEXT:  %r22 = llvm.intr.round(%x) : (f32) -> f32
// CHECK-NEXT:  %r23 = llvm.intr.roundeven(%x) : (f32) -> f32
// CHECK-NEXT:  %r24 = llvm.intr.trunc(%x) : (f32) -> f32
// CHECK-NEXT:  %r25 = llvm.intr.round(%v) {fastmathFlags = #llvm.fastmath<nnan,ninf>} : (vector<4xf32>) -> vector<4xf32>
// CHECK-NEXT:  %r26 = llvm.intr.fma(%d, %d, %d) {fastmathFlags = #llvm.fastmath<fast>} : (f64, f64, f64) -> f64
// CHECK-NEXT:  %r27 = llvm.intr.minnum(%x, %y) : (f32, f32) -> f32
// CHECK-NEXT:  %r28 = llvm.intr.maxnum(%x, %y) : (f32, f32) -> f32
// CHECK-NEXT:  %r29 = llvm.intr.minimum(%x, %y) : (f32, f32) -> f32
// CHECK-NEXT:  %r30 = llvm.intr.maximum(%x, %y) : (f32, f32) -> f32
// CHECK-NEXT:  %r31 = llvm.intr.copysign(%x, %y) : (f32, f32) -> f32
// CHECK-NEXT:  %r32 = llvm.intr.pow(%x, %y) : (f32, f32) -> f32
// CHECK-NEXT:  %r33 = llvm.intr.atan2(%x, %y) : (f32, f32) -> f32
// CHECK-NEXT:  %r34 = llvm.intr.fma(%x, %y, %z) : (f32, f32, f32) -> f32
// CHECK-NEXT:  %r35 = llvm.intr.fmuladd(%x, %y, %z) : (f32, f32, f32) -> f32
// CHECK-NEXT:  %r36 = llvm.intr.powi(%x, %n) : (f32, i32) -> f32
// CHECK-NEXT:  %r37 = llvm.intr.ldexp(%x, %n) : (f32, i32) -> f32
// CHECK-NEXT:  %r38 = llvm.intr.lround(%x) : (f32) -> i64
// CHECK-NEXT:  %r39 = llvm.intr.llround(%x) : (f32) -> i64
// CHECK-NEXT:  %r40 = llvm.intr.lrint(%x) : (f32) -> i64
// CHECK-NEXT:  %r41 = llvm.intr.llrint(%x) : (f32) -> i64
// CHECK-NEXT:  %r42 = llvm.intr.frexp(%x) : (f32) -> !llvm.struct<(f32, i32)>
// CHECK-NEXT:  %r43 = llvm.intr.sincos(%x) : (f32) -> !llvm.struct<(f32, f32)>
// CHECK-NEXT:  %r44 = "llvm.intr.is.fpclass"(%x) <{bit = 3 : i32}> : (f32) -> i1
// CHECK-NEXT:  %r45 = llvm.intr.vector.reduce.fmax(%v) : (vector<4xf32>) -> f32
// CHECK-NEXT:  %r46 = llvm.intr.vector.reduce.fmin(%v) : (vector<4xf32>) -> f32
// CHECK-NEXT:  %r47 = llvm.intr.vector.reduce.fmaximum(%v) : (vector<4xf32>) -> f32
// CHECK-NEXT:  %r48 = llvm.intr.vector.reduce.fminimum(%v) : (vector<4xf32>) -> f32
// CHECK-NEXT:  %r49 = "llvm.intr.vector.reduce.fadd"(%x, %v) <{fastmathFlags = #llvm.fastmath<reassoc>}> : (f32, vector<4xf32>) -> f32
// CHECK-NEXT:  %r50 = "llvm.intr.vector.reduce.fmul"(%x, %v) <{fastmathFlags = #llvm.fastmath<reassoc>}> : (f32, vector<4xf32>) -> f32
// CHECK-NEXT:  llvm.return
// CHECK-NEXT:  }
