// RUN: rusticle-opt %s -p lower-mir | filecheck %s
// RUN: rusticle-opt %s -p lower-mir,lower-to-llvm | filecheck %s --check-prefix LLVM

// Operators take their sign from Rust's types: `arith` has none.

mir.enum @Ordering : !mir.adt<"core::cmp::Ordering"> repr(si8) { Less = -1, Equal = 0, Greater = 1 }

mir.func @wrapping(%_1: si32, %_2: si32) -> si32 {
  %_0 = mir.local 0 : si32
  mir.goto ^bb0
^bb0:
  %a = mir.copy %_1 : si32
  %b = mir.copy %_2 : si32
  %r = mir.binary add %a, %b : si32
  mir.assign %_0, %r : si32
  mir.return
}

mir.func @unchecked_unsigned(%_1: ui32, %_2: ui32) -> ui32 {
  %_0 = mir.local 0 : ui32
  mir.goto ^bb0
^bb0:
  %a = mir.copy %_1 : ui32
  %b = mir.copy %_2 : ui32
  %r = mir.binary mul_unchecked %a, %b : ui32
  mir.assign %_0, %r : ui32
  mir.return
}

mir.func @unchecked_signed(%_1: si32, %_2: si32) -> si32 {
  %_0 = mir.local 0 : si32
  mir.goto ^bb0
^bb0:
  %a = mir.copy %_1 : si32
  %b = mir.copy %_2 : si32
  %r = mir.binary sub_unchecked %a, %b : si32
  mir.assign %_0, %r : si32
  mir.return
}

mir.func @divide_unsigned(%_1: ui32, %_2: ui32) -> ui32 {
  %_0 = mir.local 0 : ui32
  mir.goto ^bb0
^bb0:
  %a = mir.copy %_1 : ui32
  %b = mir.copy %_2 : ui32
  %r = mir.binary div %a, %b : ui32
  mir.assign %_0, %r : ui32
  mir.return
}

mir.func @remainder_signed(%_1: si64, %_2: si64) -> si64 {
  %_0 = mir.local 0 : si64
  mir.goto ^bb0
^bb0:
  %a = mir.copy %_1 : si64
  %b = mir.copy %_2 : si64
  %r = mir.binary rem %a, %b : si64
  mir.assign %_0, %r : si64
  mir.return
}

mir.func @shift_masks_its_amount(%_1: ui8, %_2: ui32) -> ui8 {
  %_0 = mir.local 0 : ui8
  mir.goto ^bb0
^bb0:
  %a = mir.copy %_1 : ui8
  %b = mir.copy %_2 : ui32
  %r = mir.binary shl %a, %b : ui8, ui32
  mir.assign %_0, %r : ui8
  mir.return
}

mir.func @shift_unchecked(%_1: si32, %_2: ui8) -> si32 {
  %_0 = mir.local 0 : si32
  mir.goto ^bb0
^bb0:
  %a = mir.copy %_1 : si32
  %b = mir.copy %_2 : ui8
  %r = mir.binary shr_unchecked %a, %b : si32, ui8
  mir.assign %_0, %r : si32
  mir.return
}

mir.func @overflow(%_1: si32, %_2: si32) -> !mir.tuple<si32, !mir.bool> {
  %_0 = mir.local 0 : !mir.tuple<si32, !mir.bool>
  mir.goto ^bb0
^bb0:
  %a = mir.copy %_1 : si32
  %b = mir.copy %_2 : si32
  %r = mir.binary add_with_overflow %a, %b : si32
  mir.assign %_0, %r : !mir.tuple<si32, !mir.bool>
  mir.return
}

mir.func @less_signed(%_1: si8, %_2: si8) -> !mir.bool {
  %_0 = mir.local 0 : !mir.bool
  mir.goto ^bb0
^bb0:
  %a = mir.copy %_1 : si8
  %b = mir.copy %_2 : si8
  %r = mir.binary lt %a, %b : si8
  mir.assign %_0, %r : !mir.bool
  mir.return
}

mir.func @less_unsigned(%_1: ui8, %_2: ui8) -> !mir.bool {
  %_0 = mir.local 0 : !mir.bool
  mir.goto ^bb0
^bb0:
  %a = mir.copy %_1 : ui8
  %b = mir.copy %_2 : ui8
  %r = mir.binary lt %a, %b : ui8
  mir.assign %_0, %r : !mir.bool
  mir.return
}

mir.func @three_way(%_1: !mir.bool, %_2: !mir.bool) -> !mir.adt<"core::cmp::Ordering"> {
  %_0 = mir.local 0 : !mir.adt<"core::cmp::Ordering">
  mir.goto ^bb0
^bb0:
  %a = mir.copy %_1 : !mir.bool
  %b = mir.copy %_2 : !mir.bool
  %r = mir.binary cmp %a, %b : !mir.bool -> !mir.adt<"core::cmp::Ordering">
  mir.assign %_0, %r : !mir.adt<"core::cmp::Ordering">
  mir.return
}

mir.func @floats(%_1: f64, %_2: f64) -> f64 {
  %_0 = mir.local 0 : f64
  mir.goto ^bb0
^bb0:
  %a = mir.copy %_1 : f64
  %b = mir.copy %_2 : f64
  %r = mir.binary rem %a, %b : f64
  mir.assign %_0, %r : f64
  mir.return
}

mir.func @float_not_equal(%_1: f32, %_2: f32) -> !mir.bool {
  %_0 = mir.local 0 : !mir.bool
  mir.goto ^bb0
^bb0:
  %a = mir.copy %_1 : f32
  %b = mir.copy %_2 : f32
  %r = mir.binary ne %a, %b : f32
  mir.assign %_0, %r : !mir.bool
  mir.return
}

mir.func @pointers(%_1: !mir.ptr<const ui8>, %_2: !mir.ptr<const ui8>) -> !mir.bool {
  %_0 = mir.local 0 : !mir.bool
  mir.goto ^bb0
^bb0:
  %a = mir.copy %_1 : !mir.ptr<const ui8>
  %b = mir.copy %_2 : !mir.ptr<const ui8>
  %r = mir.binary le %a, %b : !mir.ptr<const ui8>
  mir.assign %_0, %r : !mir.bool
  mir.return
}

mir.func @fat_pointers(%_1: !mir.ref<!mir.slice<ui8>>, %_2: !mir.ref<!mir.slice<ui8>>) -> !mir.bool {
  %_0 = mir.local 0 : !mir.bool
  mir.goto ^bb0
^bb0:
  %a = mir.copy %_1 : !mir.ref<!mir.slice<ui8>>
  %b = mir.copy %_2 : !mir.ref<!mir.slice<ui8>>
  %r = mir.binary eq %a, %b : !mir.ref<!mir.slice<ui8>>
  mir.assign %_0, %r : !mir.bool
  mir.return
}

mir.func @offset(%_1: !mir.ptr<const ui32>, %_2: !mir.usize) -> !mir.ptr<const ui32> {
  %_0 = mir.local 0 : !mir.ptr<const ui32>
  mir.goto ^bb0
^bb0:
  %a = mir.copy %_1 : !mir.ptr<const ui32>
  %b = mir.copy %_2 : !mir.usize
  %r = mir.binary offset %a, %b : !mir.ptr<const ui32>, !mir.usize
  mir.assign %_0, %r : !mir.ptr<const ui32>
  mir.return
}

mir.func @negate(%_1: f32) -> f32 {
  %_0 = mir.local 0 : f32
  mir.goto ^bb0
^bb0:
  %a = mir.copy %_1 : f32
  %r = mir.unary neg %a : f32
  mir.assign %_0, %r : f32
  mir.return
}

mir.func @complement(%_1: !mir.bool) -> !mir.bool {
  %_0 = mir.local 0 : !mir.bool
  mir.goto ^bb0
^bb0:
  %a = mir.copy %_1 : !mir.bool
  %r = mir.unary not %a : !mir.bool
  mir.assign %_0, %r : !mir.bool
  mir.return
}

mir.func @minus(%_1: si32) -> si32 {
  %_0 = mir.local 0 : si32
  mir.goto ^bb0
^bb0:
  %a = mir.copy %_1 : si32
  %r = mir.unary neg %a : si32
  mir.assign %_0, %r : si32
  mir.return
}

// LLVM: llvm.func

// CHECK:      builtin.module {
// CHECK-NEXT:   func.func private @wrapping(%0: i32 {llvm.noundef}, %1: i32 {llvm.noundef}) -> i32 {
// CHECK-NEXT:     %2 = arith.addi %0, %1 : i32
// CHECK-NEXT:     func.return %2 : i32
// CHECK-NEXT:   }
// CHECK-NEXT:   func.func private @unchecked_unsigned(%0: i32 {llvm.noundef}, %1: i32 {llvm.noundef}) -> i32 {
// CHECK-NEXT:     %2 = arith.muli %0, %1 overflow<nuw> : i32
// CHECK-NEXT:     func.return %2 : i32
// CHECK-NEXT:   }
// CHECK-NEXT:   func.func private @unchecked_signed(%0: i32 {llvm.noundef}, %1: i32 {llvm.noundef}) -> i32 {
// CHECK-NEXT:     %2 = arith.subi %0, %1 overflow<nsw> : i32
// CHECK-NEXT:     func.return %2 : i32
// CHECK-NEXT:   }
// CHECK-NEXT:   func.func private @divide_unsigned(%0: i32 {llvm.noundef}, %1: i32 {llvm.noundef}) -> i32 {
// CHECK-NEXT:     %2 = arith.divui %0, %1 : i32
// CHECK-NEXT:     func.return %2 : i32
// CHECK-NEXT:   }
// CHECK-NEXT:   func.func private @remainder_signed(%0: i64 {llvm.noundef}, %1: i64 {llvm.noundef}) -> i64 {
// CHECK-NEXT:     %2 = arith.remsi %0, %1 : i64
// CHECK-NEXT:     func.return %2 : i64
// CHECK-NEXT:   }
// CHECK-NEXT:   func.func private @shift_masks_its_amount(%0: i8 {llvm.noundef}, %1: i32 {llvm.noundef}) -> i8 {
// CHECK-NEXT:     %2 = arith.trunci %1 : i32 to i8
// CHECK-NEXT:     %3 = arith.constant 7 : i8
// CHECK-NEXT:     %4 = arith.andi %2, %3 : i8
// CHECK-NEXT:     %5 = arith.shli %0, %4 : i8
// CHECK-NEXT:     func.return %5 : i8
// CHECK-NEXT:   }
// CHECK-NEXT:   func.func private @shift_unchecked(%0: i32 {llvm.noundef}, %1: i8 {llvm.noundef}) -> i32 {
// CHECK-NEXT:     %2 = arith.extui %1 : i8 to i32
// CHECK-NEXT:     %3 = arith.shrsi %0, %2 : i32
// CHECK-NEXT:     func.return %3 : i32
// CHECK-NEXT:   }
// CHECK-NEXT:   func.func private @overflow(%0: i32 {llvm.noundef}, %1: i32 {llvm.noundef}) -> (i32, i1) {
// CHECK-NEXT:     %2 = "llvm.intr.sadd.with.overflow"(%0, %1) : (i32, i32) -> !llvm.struct<(i32, i1)>
// CHECK-NEXT:     %3 = llvm.extractvalue %2[0] : !llvm.struct<(i32, i1)>
// CHECK-NEXT:     %4 = llvm.extractvalue %2[1] : !llvm.struct<(i32, i1)>
// CHECK-NEXT:     func.return %3, %4 : i32, i1
// CHECK-NEXT:   }
// CHECK-NEXT:   func.func private @less_signed(%0: i8 {llvm.noundef}, %1: i8 {llvm.noundef}) -> i1 {
// CHECK-NEXT:     %2 = arith.cmpi slt, %0, %1 : i8
// CHECK-NEXT:     func.return %2 : i1
// CHECK-NEXT:   }
// CHECK-NEXT:   func.func private @less_unsigned(%0: i8 {llvm.noundef}, %1: i8 {llvm.noundef}) -> i1 {
// CHECK-NEXT:     %2 = arith.cmpi ult, %0, %1 : i8
// CHECK-NEXT:     func.return %2 : i1
// CHECK-NEXT:   }
// CHECK-NEXT:   func.func private @three_way(%0: i1 {llvm.noundef, llvm.zeroext}, %1: i1 {llvm.noundef, llvm.zeroext}) -> i8 {
// CHECK-NEXT:     %2 = arith.cmpi ugt, %0, %1 : i1
// CHECK-NEXT:     %3 = arith.cmpi ult, %0, %1 : i1
// CHECK-NEXT:     %4 = arith.extui %2 : i1 to i8
// CHECK-NEXT:     %5 = arith.extui %3 : i1 to i8
// CHECK-NEXT:     %6 = arith.subi %4, %5 : i8
// CHECK-NEXT:     func.return %6 : i8
// CHECK-NEXT:   }
// CHECK-NEXT:   func.func private @floats(%0: f64 {llvm.noundef}, %1: f64 {llvm.noundef}) -> f64 {
// CHECK-NEXT:     %2 = llvm.frem %0, %1 : f64
// CHECK-NEXT:     func.return %2 : f64
// CHECK-NEXT:   }
// CHECK-NEXT:   func.func private @float_not_equal(%0: f32 {llvm.noundef}, %1: f32 {llvm.noundef}) -> i1 {
// CHECK-NEXT:     %2 = arith.cmpf une, %0, %1 : f32
// CHECK-NEXT:     func.return %2 : i1
// CHECK-NEXT:   }
// CHECK-NEXT:   func.func private @pointers(%0: !asptr.ptr<flat> {llvm.noundef}, %1: !asptr.ptr<flat> {llvm.noundef}) -> i1 {
// CHECK-NEXT:     %2 = asptr.cmp ule, %0, %1 : !asptr.ptr<flat>
// CHECK-NEXT:     func.return %2 : i1
// CHECK-NEXT:   }
// CHECK-NEXT:   func.func private @fat_pointers(%0: !asptr.ptr<flat> {llvm.noundef, llvm.nonnull, llvm.readonly, llvm.noalias}, %1: i64 {llvm.noundef}, %2: !asptr.ptr<flat> {llvm.noundef, llvm.nonnull, llvm.readonly, llvm.noalias}, %3: i64 {llvm.noundef}) -> i1 {
// CHECK-NEXT:     %4 = asptr.cmp eq, %0, %2 : !asptr.ptr<flat>
// CHECK-NEXT:     %5 = arith.cmpi eq, %1, %3 : i64
// CHECK-NEXT:     %6 = arith.andi %4, %5 : i1
// CHECK-NEXT:     func.return %6 : i1
// CHECK-NEXT:   }
// CHECK-NEXT:   func.func private @offset(%0: !asptr.ptr<flat> {llvm.noundef}, %1: i64 {llvm.noundef}) -> !asptr.ptr<flat> {
// CHECK-NEXT:     %2 = asptr.offset %0[%1] stride 4 : !asptr.ptr<flat>
// CHECK-NEXT:     func.return %2 : !asptr.ptr<flat>
// CHECK-NEXT:   }
// CHECK-NEXT:   func.func private @negate(%0: f32 {llvm.noundef}) -> f32 {
// CHECK-NEXT:     %1 = arith.negf %0 : f32
// CHECK-NEXT:     func.return %1 : f32
// CHECK-NEXT:   }
// CHECK-NEXT:   func.func private @complement(%0: i1 {llvm.noundef, llvm.zeroext}) -> i1 {
// CHECK-NEXT:     %1 = arith.constant true
// CHECK-NEXT:     %2 = arith.xori %0, %1 : i1
// CHECK-NEXT:     func.return %2 : i1
// CHECK-NEXT:   }
// CHECK-NEXT:   func.func private @minus(%0: i32 {llvm.noundef}) -> i32 {
// CHECK-NEXT:     %1 = arith.constant 0 : i32
// CHECK-NEXT:     %2 = arith.subi %1, %0 : i32
// CHECK-NEXT:     func.return %2 : i32
// CHECK-NEXT:   }
// CHECK-NEXT: }
