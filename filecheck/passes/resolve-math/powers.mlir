// RUN: rusticle-opt %s -p resolve-math | filecheck %s
// RUN: rusticle-opt %s -p resolve-math,resolve-math | filecheck %s

// LLVM makes logarithms of powers on AMD GPUs, and negative numbers have none: ours are right.

func.func @powers(%x: f32, %h: f16, %n: i32) {
  %a = llvm.call_intrinsic "llvm.powi"(%x, %n) : (f32, i32) -> f32
  %b = llvm.call_intrinsic "llvm.powi"(%h, %n) : (f16, i32) -> f16
  %c = llvm.call_intrinsic "llvm.pow"(%x, %x) : (f32, f32) -> f32
  %d = func.call @powf(%x, %x) : (f32, f32) -> f32
  func.return
}
func.func private @powf(f32, f32) -> f32

// CHECK:      builtin.module {
// CHECK-NEXT:   func.func @powers(%x: f32, %h: f16, %n: i32) {
// CHECK-NEXT:     %a = func.call @rusticle.powi.f32(%x, %n) : (f32, i32) -> f32
// CHECK-NEXT:     %b = func.call @rusticle.powi.f16(%h, %n) : (f16, i32) -> f16
// CHECK-NEXT:     %c = func.call @rusticle.pow.f32(%x, %x) : (f32, f32) -> f32
// CHECK-NEXT:     %d = func.call @rusticle.pow.f32(%x, %x) : (f32, f32) -> f32
// CHECK-NEXT:     func.return
// CHECK-NEXT:   }
// CHECK-NEXT:   func.func private @rusticle.powi.f32(%x: f32, %n: i32) -> f32 {
// CHECK-NEXT:     %zero = arith.constant 0 : i32
// CHECK-NEXT:     %bit = arith.constant 1 : i32
// CHECK-NEXT:     %one = arith.constant 1.000000e+00 : f32
// CHECK-NEXT:     %negative = arith.cmpi slt, %n, %zero : i32
// CHECK-NEXT:     %minus = arith.subi %zero, %n : i32
// CHECK-NEXT:     %count = arith.select %negative, %minus, %n : i32
// CHECK-NEXT:     cf.br ^bb1(%one, %x, %count : f32, f32, i32)
// CHECK-NEXT:   ^bb1(%product: f32, %square: f32, %rest: i32):
// CHECK-NEXT:     %low = arith.andi %rest, %bit : i32
// CHECK-NEXT:     %odd = arith.cmpi ne, %low, %zero : i32
// CHECK-NEXT:     %more = arith.mulf %product, %square : f32
// CHECK-NEXT:     %next = arith.select %odd, %more, %product : f32
// CHECK-NEXT:     %half = arith.shrui %rest, %bit : i32
// CHECK-NEXT:     %squared = arith.mulf %square, %square : f32
// CHECK-NEXT:     %again = arith.cmpi ne, %half, %zero : i32
// CHECK-NEXT:     cf.cond_br %again, ^bb1(%next, %squared, %half : f32, f32, i32), ^bb2
// CHECK-NEXT:   ^bb2:
// CHECK-NEXT:     %inverse = arith.divf %one, %next : f32
// CHECK-NEXT:     %power = arith.select %negative, %inverse, %next : f32
// CHECK-NEXT:     func.return %power : f32
// CHECK-NEXT:   }
// CHECK-NEXT:   func.func private @rusticle.powi.f16(%given: f16, %n: i32) -> f16 {
// CHECK-NEXT:     %x = arith.extf %given : f16 to f32
// CHECK-NEXT:     %zero = arith.constant 0 : i32
// CHECK-NEXT:     %bit = arith.constant 1 : i32
// CHECK-NEXT:     %one = arith.constant 1.000000e+00 : f32
// CHECK-NEXT:     %negative = arith.cmpi slt, %n, %zero : i32
// CHECK-NEXT:     %minus = arith.subi %zero, %n : i32
// CHECK-NEXT:     %count = arith.select %negative, %minus, %n : i32
// CHECK-NEXT:     cf.br ^bb1(%one, %x, %count : f32, f32, i32)
// CHECK-NEXT:   ^bb1(%product: f32, %square: f32, %rest: i32):
// CHECK-NEXT:     %low = arith.andi %rest, %bit : i32
// CHECK-NEXT:     %odd = arith.cmpi ne, %low, %zero : i32
// CHECK-NEXT:     %more = arith.mulf %product, %square : f32
// CHECK-NEXT:     %next = arith.select %odd, %more, %product : f32
// CHECK-NEXT:     %half = arith.shrui %rest, %bit : i32
// CHECK-NEXT:     %squared = arith.mulf %square, %square : f32
// CHECK-NEXT:     %again = arith.cmpi ne, %half, %zero : i32
// CHECK-NEXT:     cf.cond_br %again, ^bb1(%next, %squared, %half : f32, f32, i32), ^bb2
// CHECK-NEXT:   ^bb2:
// CHECK-NEXT:     %inverse = arith.divf %one, %next : f32
// CHECK-NEXT:     %power = arith.select %negative, %inverse, %next : f32
// CHECK-NEXT:     %result = arith.truncf %power : f32 to f16
// CHECK-NEXT:     func.return %result : f16
// CHECK-NEXT:   }
// CHECK-NEXT:   func.func private @rusticle.pow.f32(%x: f32, %y: f32) -> f32 {
// CHECK-NEXT:     %zero = arith.constant 0.000000e+00 : f32
// CHECK-NEXT:     %half = arith.constant 5.000000e-01 : f32
// CHECK-NEXT:     %one = arith.constant 1.000000e+00 : f32
// CHECK-NEXT:     %true = arith.constant true
// CHECK-NEXT:     %nan = arith.divf %zero, %zero : f32
// CHECK-NEXT:     %infinity = arith.divf %one, %zero : f32
// CHECK-NEXT:     %magnitude = llvm.call_intrinsic "llvm.fabs"(%x) : (f32) -> f32
// CHECK-NEXT:     %power = llvm.call_intrinsic "llvm.pow"(%magnitude, %y) : (f32, f32) -> f32
// CHECK-NEXT:     %trunc = llvm.call_intrinsic "llvm.trunc"(%y) : (f32) -> f32
// CHECK-NEXT:     %whole = arith.cmpf oeq, %trunc, %y : f32
// CHECK-NEXT:     %halved = arith.mulf %y, %half : f32
// CHECK-NEXT:     %trunc_half = llvm.call_intrinsic "llvm.trunc"(%halved) : (f32) -> f32
// CHECK-NEXT:     %uneven = arith.cmpf one, %trunc_half, %halved : f32
// CHECK-NEXT:     %odd = arith.andi %whole, %uneven : i1
// CHECK-NEXT:     %signed = llvm.call_intrinsic "llvm.copysign"(%power, %x) : (f32, f32) -> f32
// CHECK-NEXT:     %found = arith.select %odd, %signed, %power : f32
// CHECK-NEXT:     %below = arith.cmpf olt, %x, %zero : f32
// CHECK-NEXT:     %finite = arith.cmpf one, %magnitude, %infinity : f32
// CHECK-NEXT:     %fraction = arith.xori %whole, %true : i1
// CHECK-NEXT:     %root = arith.andi %below, %fraction : i1
// CHECK-NEXT:     %imaginary = arith.andi %root, %finite : i1
// CHECK-NEXT:     %result = arith.select %imaginary, %nan, %found : f32
// CHECK-NEXT:     func.return %result : f32
// CHECK-NEXT:   }
// CHECK-NEXT: }
