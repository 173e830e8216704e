// RUN: rusticle-opt %s -p lower-mir | filecheck %s
// RUN: rusticle-opt %s -p lower-mir,lower-to-llvm | filecheck %s --check-prefix LLVM

// Floating-point mathematics is LLVM's.

mir.func @square_root(%_1: f32) -> f32 {
  %_0 = mir.local 0 : f32
  mir.goto ^bb0
^bb0:
  %a = mir.copy %_1 : f32
  mir.call_intrinsic "sqrtf32"[](%a) into %_0 : (f32) -> f32, ^bb1
^bb1:
  mir.return
}

mir.func @power(%_1: f64, %_2: si32) -> f64 {
  %_0 = mir.local 0 : f64
  mir.goto ^bb0
^bb0:
  %a = mir.copy %_1 : f64
  %b = mir.copy %_2 : si32
  mir.call_intrinsic "powif64"[](%a, %b) into %_0 : (f64, si32) -> f64, ^bb1
^bb1:
  mir.return
}

mir.func @ties(%_1: f32) -> f32 {
  %_0 = mir.local 0 : f32
  mir.goto ^bb0
^bb0:
  %a = mir.copy %_1 : f32
  mir.call_intrinsic "round_ties_even_f32"[](%a) into %_0 : (f32) -> f32, ^bb1
^bb1:
  mir.return
}

mir.func @number(%_1: f32, %_2: f32) -> f32 {
  %_0 = mir.local 0 : f32
  mir.goto ^bb0
^bb0:
  %a = mir.copy %_1 : f32
  %b = mir.copy %_2 : f32
  mir.call_intrinsic "minimum_number_nsz_f32"[](%a, %b) into %_0 : (f32, f32) -> f32, ^bb1
^bb1:
  mir.return
}

mir.func @absolute(%_1: f16) -> f16 {
  %_0 = mir.local 0 : f16
  mir.goto ^bb0
^bb0:
  %a = mir.copy %_1 : f16
  mir.call_intrinsic "fabs"[](%a) into %_0 : (f16) -> f16, ^bb1
^bb1:
  mir.return
}

mir.func @fast(%_1: f32, %_2: f32) -> f32 {
  %_0 = mir.local 0 : f32
  mir.goto ^bb0
^bb0:
  %a = mir.copy %_1 : f32
  %b = mir.copy %_2 : f32
  mir.call_intrinsic "fadd_fast"[](%a, %b) into %_0 : (f32, f32) -> f32, ^bb1
^bb1:
  mir.return
}

mir.func @algebraic(%_1: f32, %_2: f32) -> f32 {
  %_0 = mir.local 0 : f32
  mir.goto ^bb0
^bb0:
  %a = mir.copy %_1 : f32
  %b = mir.copy %_2 : f32
  mir.call_intrinsic "fmul_algebraic"[](%a, %b) into %_0 : (f32, f32) -> f32, ^bb1
^bb1:
  mir.return
}

mir.func @unchecked(%_1: f32) -> ui8 {
  %_0 = mir.local 0 : ui8
  mir.goto ^bb0
^bb0:
  %a = mir.copy %_1 : f32
  mir.call_intrinsic "float_to_int_unchecked"[](%a) into %_0 : (f32) -> ui8, ^bb1
^bb1:
  mir.return
}

// LLVM: llvm.func

// CHECK:      builtin.module {
// CHECK-NEXT:   func.func private @square_root(%0: f32 {llvm.noundef}) -> f32 {
// CHECK-NEXT:     %1 = llvm.call_intrinsic "llvm.sqrt"(%0) : (f32) -> f32
// CHECK-NEXT:     func.return %1 : f32
// CHECK-NEXT:   }
// CHECK-NEXT:   func.func private @power(%0: f64 {llvm.noundef}, %1: i32 {llvm.noundef}) -> f64 {
// CHECK-NEXT:     %2 = llvm.call_intrinsic "llvm.powi"(%0, %1) : (f64, i32) -> f64
// CHECK-NEXT:     func.return %2 : f64
// CHECK-NEXT:   }
// CHECK-NEXT:   func.func private @ties(%0: f32 {llvm.noundef}) -> f32 {
// CHECK-NEXT:     %1 = llvm.call_intrinsic "llvm.rint"(%0) : (f32) -> f32
// CHECK-NEXT:     func.return %1 : f32
// CHECK-NEXT:   }
// CHECK-NEXT:   func.func private @number(%0: f32 {llvm.noundef}, %1: f32 {llvm.noundef}) -> f32 {
// CHECK-NEXT:     %2 = llvm.call_intrinsic "llvm.minimumnum"(%0, %1) : (f32, f32) -> f32
// CHECK-NEXT:     func.return %2 : f32
// CHECK-NEXT:   }
// CHECK-NEXT:   func.func private @absolute(%0: f16 {llvm.noundef}) -> f16 {
// CHECK-NEXT:     %1 = llvm.call_intrinsic "llvm.fabs"(%0) : (f16) -> f16
// CHECK-NEXT:     func.return %1 : f16
// CHECK-NEXT:   }
// CHECK-NEXT:   func.func private @fast(%0: f32 {llvm.noundef}, %1: f32 {llvm.noundef}) -> f32 {
// CHECK-NEXT:     %2 = arith.addf %0, %1 fastmath<fast> : f32
// CHECK-NEXT:     func.return %2 : f32
// CHECK-NEXT:   }
// CHECK-NEXT:   func.func private @algebraic(%0: f32 {llvm.noundef}, %1: f32 {llvm.noundef}) -> f32 {
// CHECK-NEXT:     %2 = arith.mulf %0, %1 fastmath<reassoc,nsz,arcp,contract> : f32
// CHECK-NEXT:     func.return %2 : f32
// CHECK-NEXT:   }
// CHECK-NEXT:   func.func private @unchecked(%0: f32 {llvm.noundef}) -> i8 {
// CHECK-NEXT:     %1 = arith.fptoui %0 : f32 to i8
// CHECK-NEXT:     func.return %1 : i8
// CHECK-NEXT:   }
// CHECK-NEXT: }
