// RUN: rusticle-opt %s -p lower-mir | filecheck %s
// RUN: rusticle-opt %s -p lower-mir,lower-to-llvm | filecheck %s --check-prefix LLVM

// Integer arithmetic and bit counting.

mir.func @count_ones(%_1: ui64) -> ui32 {
  %_0 = mir.local 0 : ui32
  mir.goto ^bb0
^bb0:
  %a = mir.copy %_1 : ui64
  mir.call_intrinsic "ctpop"[](%a) into %_0 : (ui64) -> ui32, ^bb1
^bb1:
  mir.return
}

mir.func @leading_zeros(%_1: ui8) -> ui32 {
  %_0 = mir.local 0 : ui32
  mir.goto ^bb0
^bb0:
  %a = mir.copy %_1 : ui8
  mir.call_intrinsic "ctlz"[](%a) into %_0 : (ui8) -> ui32, ^bb1
^bb1:
  mir.return
}

mir.func @trailing_zeros_of_nonzero(%_1: ui32) -> ui32 {
  %_0 = mir.local 0 : ui32
  mir.goto ^bb0
^bb0:
  %a = mir.copy %_1 : ui32
  mir.call_intrinsic "cttz_nonzero"[](%a) into %_0 : (ui32) -> ui32, ^bb1
^bb1:
  mir.return
}

mir.func @swap_bytes(%_1: ui16) -> ui16 {
  %_0 = mir.local 0 : ui16
  mir.goto ^bb0
^bb0:
  %a = mir.copy %_1 : ui16
  mir.call_intrinsic "bswap"[](%a) into %_0 : (ui16) -> ui16, ^bb1
^bb1:
  mir.return
}

mir.func @swap_byte(%_1: ui8) -> ui8 {
  %_0 = mir.local 0 : ui8
  mir.goto ^bb0
^bb0:
  %a = mir.copy %_1 : ui8
  mir.call_intrinsic "bswap"[](%a) into %_0 : (ui8) -> ui8, ^bb1
^bb1:
  mir.return
}

mir.func @reverse(%_1: ui32) -> ui32 {
  %_0 = mir.local 0 : ui32
  mir.goto ^bb0
^bb0:
  %a = mir.copy %_1 : ui32
  mir.call_intrinsic "bitreverse"[](%a) into %_0 : (ui32) -> ui32, ^bb1
^bb1:
  mir.return
}

mir.func @saturating(%_1: si32, %_2: si32) -> si32 {
  %_0 = mir.local 0 : si32
  mir.goto ^bb0
^bb0:
  %a = mir.copy %_1 : si32
  %b = mir.copy %_2 : si32
  mir.call_intrinsic "saturating_sub"[](%a, %b) into %_0 : (si32, si32) -> si32, ^bb1
^bb1:
  mir.return
}

mir.func @rotate(%_1: ui8, %_2: ui32) -> ui8 {
  %_0 = mir.local 0 : ui8
  mir.goto ^bb0
^bb0:
  %a = mir.copy %_1 : ui8
  %b = mir.copy %_2 : ui32
  mir.call_intrinsic "rotate_left"[](%a, %b) into %_0 : (ui8, ui32) -> ui8, ^bb1
^bb1:
  mir.return
}

mir.func @wrapping(%_1: ui32, %_2: ui32) -> ui32 {
  %_0 = mir.local 0 : ui32
  mir.goto ^bb0
^bb0:
  %a = mir.copy %_1 : ui32
  %b = mir.copy %_2 : ui32
  mir.call_intrinsic "wrapping_add"[](%a, %b) into %_0 : (ui32, ui32) -> ui32, ^bb1
^bb1:
  mir.return
}

mir.func @checked(%_1: ui32, %_2: ui32) -> !mir.tuple<ui32, !mir.bool> {
  %_0 = mir.local 0 : !mir.tuple<ui32, !mir.bool>
  mir.goto ^bb0
^bb0:
  %a = mir.copy %_1 : ui32
  %b = mir.copy %_2 : ui32
  mir.call_intrinsic "mul_with_overflow"[](%a, %b) into %_0 : (ui32, ui32) -> !mir.tuple<ui32, !mir.bool>, ^bb1
^bb1:
  mir.return
}

mir.func @exact(%_1: si32, %_2: si32) -> si32 {
  %_0 = mir.local 0 : si32
  mir.goto ^bb0
^bb0:
  %a = mir.copy %_1 : si32
  %b = mir.copy %_2 : si32
  mir.call_intrinsic "exact_div"[](%a, %b) into %_0 : (si32, si32) -> si32, ^bb1
^bb1:
  mir.return
}

mir.func @funnel(%_1: ui32, %_2: ui32, %_3: ui32) -> ui32 {
  %_0 = mir.local 0 : ui32
  mir.goto ^bb0
^bb0:
  %a = mir.copy %_1 : ui32
  %b = mir.copy %_2 : ui32
  %c = mir.copy %_3 : ui32
  mir.call_intrinsic "unchecked_funnel_shl"[](%a, %b, %c) into %_0 : (ui32, ui32, ui32) -> ui32, ^bb1
^bb1:
  mir.return
}

mir.func @carrying(%_1: ui32, %_2: ui32, %_3: ui32, %_4: ui32) -> !mir.tuple<ui32, ui32> {
  %_0 = mir.local 0 : !mir.tuple<ui32, ui32>
  mir.goto ^bb0
^bb0:
  %a = mir.copy %_1 : ui32
  %b = mir.copy %_2 : ui32
  %c = mir.copy %_3 : ui32
  %d = mir.copy %_4 : ui32
  mir.call_intrinsic "carrying_mul_add"[](%a, %b, %c, %d) into %_0 : (ui32, ui32, ui32, ui32) -> !mir.tuple<ui32, ui32>, ^bb1
^bb1:
  mir.return
}

// LLVM: llvm.func

// CHECK:      builtin.module {
// CHECK-NEXT:   func.func private @count_ones(%0: i64 {llvm.noundef}) -> i32 {
// CHECK-NEXT:     %1 = llvm.intr.ctpop(%0) : (i64) -> i64
// CHECK-NEXT:     %2 = arith.trunci %1 : i64 to i32
// CHECK-NEXT:     func.return %2 : i32
// CHECK-NEXT:   }
// CHECK-NEXT:   func.func private @leading_zeros(%0: i8 {llvm.noundef}) -> i32 {
// CHECK-NEXT:     %1 = "llvm.intr.ctlz"(%0) <{is_zero_poison = false}> : (i8) -> i8
// CHECK-NEXT:     %2 = arith.extui %1 : i8 to i32
// CHECK-NEXT:     func.return %2 : i32
// CHECK-NEXT:   }
// CHECK-NEXT:   func.func private @trailing_zeros_of_nonzero(%0: i32 {llvm.noundef}) -> i32 {
// CHECK-NEXT:     %1 = "llvm.intr.cttz"(%0) <{is_zero_poison = true}> : (i32) -> i32
// CHECK-NEXT:     func.return %1 : i32
// CHECK-NEXT:   }
// CHECK-NEXT:   func.func private @swap_bytes(%0: i16 {llvm.noundef}) -> i16 {
// CHECK-NEXT:     %1 = llvm.intr.bswap(%0) : (i16) -> i16
// CHECK-NEXT:     func.return %1 : i16
// CHECK-NEXT:   }
// CHECK-NEXT:   func.func private @swap_byte(%0: i8 {llvm.noundef}) -> i8 {
// CHECK-NEXT:     func.return %0 : i8
// CHECK-NEXT:   }
// CHECK-NEXT:   func.func private @reverse(%0: i32 {llvm.noundef}) -> i32 {
// CHECK-NEXT:     %1 = llvm.intr.bitreverse(%0) : (i32) -> i32
// CHECK-NEXT:     func.return %1 : i32
// CHECK-NEXT:   }
// CHECK-NEXT:   func.func private @saturating(%0: i32 {llvm.noundef}, %1: i32 {llvm.noundef}) -> i32 {
// CHECK-NEXT:     %2 = llvm.intr.ssub.sat(%0, %1) : (i32, i32) -> i32
// CHECK-NEXT:     func.return %2 : i32
// CHECK-NEXT:   }
// CHECK-NEXT:   func.func private @rotate(%0: i8 {llvm.noundef}, %1: i32 {llvm.noundef}) -> i8 {
// CHECK-NEXT:     %2 = arith.trunci %1 : i32 to i8
// CHECK-NEXT:     %3 = llvm.intr.fshl(%0, %0, %2) : (i8, i8, i8) -> i8
// CHECK-NEXT:     func.return %3 : i8
// CHECK-NEXT:   }
// CHECK-NEXT:   func.func private @wrapping(%0: i32 {llvm.noundef}, %1: i32 {llvm.noundef}) -> i32 {
// CHECK-NEXT:     %2 = arith.addi %0, %1 : i32
// CHECK-NEXT:     func.return %2 : i32
// CHECK-NEXT:   }
// CHECK-NEXT:   func.func private @checked(%0: i32 {llvm.noundef}, %1: i32 {llvm.noundef}) -> (i32, i1) {
// CHECK-NEXT:     %2 = "llvm.intr.umul.with.overflow"(%0, %1) : (i32, i32) -> !llvm.struct<(i32, i1)>
// CHECK-NEXT:     %3 = llvm.extractvalue %2[0] : !llvm.struct<(i32, i1)>
// CHECK-NEXT:     %4 = llvm.extractvalue %2[1] : !llvm.struct<(i32, i1)>
// CHECK-NEXT:     func.return %3, %4 : i32, i1
// CHECK-NEXT:   }
// CHECK-NEXT:   func.func private @exact(%0: i32 {llvm.noundef}, %1: i32 {llvm.noundef}) -> i32 {
// CHECK-NEXT:     %2 = arith.divsi %0, %1 : i32
// CHECK-NEXT:     func.return %2 : i32
// CHECK-NEXT:   }
// CHECK-NEXT:   func.func private @funnel(%0: i32 {llvm.noundef}, %1: i32 {llvm.noundef}, %2: i32 {llvm.noundef}) -> i32 {
// CHECK-NEXT:     %3 = llvm.intr.fshl(%0, %1, %2) : (i32, i32, i32) -> i32
// CHECK-NEXT:     func.return %3 : i32
// CHECK-NEXT:   }
// CHECK-NEXT:   func.func private @carrying(%0: i32 {llvm.noundef}, %1: i32 {llvm.noundef}, %2: i32 {llvm.noundef}, %3: i32 {llvm.noundef}) -> (i32, i32) {
// CHECK-NEXT:     %4 = arith.extui %0 : i32 to i64
// CHECK-NEXT:     %5 = arith.extui %1 : i32 to i64
// CHECK-NEXT:     %6 = arith.extui %2 : i32 to i64
// CHECK-NEXT:     %7 = arith.extui %3 : i32 to i64
// CHECK-NEXT:     %8 = arith.muli %4, %5 : i64
// CHECK-NEXT:     %9 = arith.addi %8, %6 : i64
// CHECK-NEXT:     %10 = arith.addi %9, %7 : i64
// CHECK-NEXT:     %11 = arith.trunci %10 : i64 to i32
// CHECK-NEXT:     %12 = arith.constant 32 : i64
// CHECK-NEXT:     %13 = arith.shrui %10, %12 : i64
// CHECK-NEXT:     %14 = arith.trunci %13 : i64 to i32
// CHECK-NEXT:     func.return %11, %14 : i32, i32
// CHECK-NEXT:   }
// CHECK-NEXT: }
