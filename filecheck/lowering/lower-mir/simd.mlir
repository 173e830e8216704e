// RUN: rusticle-opt %s -p lower-mir | filecheck %s
// RUN: rusticle-opt %s -p lower-mir,lower-to-llvm | filecheck %s --check-prefix LLVM

// Vectors; masks are looked at by their sign bit.

mir.struct @u32x4 : !mir.adt<"demo::u32x4"> repr(simd) { "0": !mir.array<ui32, 4> }
mir.struct @i32x4 : !mir.adt<"demo::i32x4"> repr(simd) { "0": !mir.array<si32, 4> }
mir.struct @ptrx4 : !mir.adt<"demo::ptrx4"> repr(simd) { "0": !mir.array<!mir.ptr<mut ui32>, 4> }
mir.struct @f32x4 : !mir.adt<"demo::f32x4"> repr(simd) { "0": !mir.array<f32, 4> }
mir.struct @isizex4 : !mir.adt<"demo::isizex4"> repr(simd) { "0": !mir.array<!mir.isize, 4> }

mir.func @add(%_1: !mir.adt<"demo::u32x4">, %_2: !mir.adt<"demo::u32x4">) -> !mir.adt<"demo::u32x4"> {
  %_0 = mir.local 0 : !mir.adt<"demo::u32x4">
  mir.goto ^bb0
^bb0:
  %a = mir.copy %_1 : !mir.adt<"demo::u32x4">
  %b = mir.copy %_2 : !mir.adt<"demo::u32x4">
  mir.call_intrinsic "simd_add"[](%a, %b) into %_0 : (!mir.adt<"demo::u32x4">, !mir.adt<"demo::u32x4">) -> !mir.adt<"demo::u32x4">, ^bb1
^bb1:
  mir.return
}

mir.func @divide(%_1: !mir.adt<"demo::u32x4">, %_2: !mir.adt<"demo::u32x4">) -> !mir.adt<"demo::u32x4"> {
  %_0 = mir.local 0 : !mir.adt<"demo::u32x4">
  mir.goto ^bb0
^bb0:
  %a = mir.copy %_1 : !mir.adt<"demo::u32x4">
  %b = mir.copy %_2 : !mir.adt<"demo::u32x4">
  mir.call_intrinsic "simd_div"[](%a, %b) into %_0 : (!mir.adt<"demo::u32x4">, !mir.adt<"demo::u32x4">) -> !mir.adt<"demo::u32x4">, ^bb1
^bb1:
  mir.return
}

mir.func @multiply(%_1: !mir.adt<"demo::f32x4">, %_2: !mir.adt<"demo::f32x4">) -> !mir.adt<"demo::f32x4"> {
  %_0 = mir.local 0 : !mir.adt<"demo::f32x4">
  mir.goto ^bb0
^bb0:
  %a = mir.copy %_1 : !mir.adt<"demo::f32x4">
  %b = mir.copy %_2 : !mir.adt<"demo::f32x4">
  mir.call_intrinsic "simd_mul"[](%a, %b) into %_0 : (!mir.adt<"demo::f32x4">, !mir.adt<"demo::f32x4">) -> !mir.adt<"demo::f32x4">, ^bb1
^bb1:
  mir.return
}

mir.func @less(%_1: !mir.adt<"demo::u32x4">, %_2: !mir.adt<"demo::u32x4">) -> !mir.adt<"demo::i32x4"> {
  %_0 = mir.local 0 : !mir.adt<"demo::i32x4">
  mir.goto ^bb0
^bb0:
  %a = mir.copy %_1 : !mir.adt<"demo::u32x4">
  %b = mir.copy %_2 : !mir.adt<"demo::u32x4">
  mir.call_intrinsic "simd_lt"[](%a, %b) into %_0 : (!mir.adt<"demo::u32x4">, !mir.adt<"demo::u32x4">) -> !mir.adt<"demo::i32x4">, ^bb1
^bb1:
  mir.return
}

mir.func @select(%_1: !mir.adt<"demo::i32x4">, %_2: !mir.adt<"demo::u32x4">, %_3: !mir.adt<"demo::u32x4">) -> !mir.adt<"demo::u32x4"> {
  %_0 = mir.local 0 : !mir.adt<"demo::u32x4">
  mir.goto ^bb0
^bb0:
  %a = mir.copy %_1 : !mir.adt<"demo::i32x4">
  %b = mir.copy %_2 : !mir.adt<"demo::u32x4">
  %c = mir.copy %_3 : !mir.adt<"demo::u32x4">
  mir.call_intrinsic "simd_select"[](%a, %b, %c) into %_0 : (!mir.adt<"demo::i32x4">, !mir.adt<"demo::u32x4">, !mir.adt<"demo::u32x4">) -> !mir.adt<"demo::u32x4">, ^bb1
^bb1:
  mir.return
}

mir.func @extract(%_1: !mir.adt<"demo::u32x4">, %_2: ui32) -> ui32 {
  %_0 = mir.local 0 : ui32
  mir.goto ^bb0
^bb0:
  %a = mir.copy %_1 : !mir.adt<"demo::u32x4">
  %b = mir.copy %_2 : ui32
  mir.call_intrinsic "simd_extract"[](%a, %b) into %_0 : (!mir.adt<"demo::u32x4">, ui32) -> ui32, ^bb1
^bb1:
  mir.return
}

mir.func @insert(%_1: !mir.adt<"demo::u32x4">, %_2: ui32, %_3: ui32) -> !mir.adt<"demo::u32x4"> {
  %_0 = mir.local 0 : !mir.adt<"demo::u32x4">
  mir.goto ^bb0
^bb0:
  %a = mir.copy %_1 : !mir.adt<"demo::u32x4">
  %b = mir.copy %_2 : ui32
  %c = mir.copy %_3 : ui32
  mir.call_intrinsic "simd_insert"[](%a, %b, %c) into %_0 : (!mir.adt<"demo::u32x4">, ui32, ui32) -> !mir.adt<"demo::u32x4">, ^bb1
^bb1:
  mir.return
}

mir.func @splat(%_1: ui32) -> !mir.adt<"demo::u32x4"> {
  %_0 = mir.local 0 : !mir.adt<"demo::u32x4">
  mir.goto ^bb0
^bb0:
  %a = mir.copy %_1 : ui32
  mir.call_intrinsic "simd_splat"[](%a) into %_0 : (ui32) -> !mir.adt<"demo::u32x4">, ^bb1
^bb1:
  mir.return
}

mir.func @cast(%_1: !mir.adt<"demo::f32x4">) -> !mir.adt<"demo::u32x4"> {
  %_0 = mir.local 0 : !mir.adt<"demo::u32x4">
  mir.goto ^bb0
^bb0:
  %a = mir.copy %_1 : !mir.adt<"demo::f32x4">
  mir.call_intrinsic "simd_as"[](%a) into %_0 : (!mir.adt<"demo::f32x4">) -> !mir.adt<"demo::u32x4">, ^bb1
^bb1:
  mir.return
}

mir.func @sum(%_1: !mir.adt<"demo::u32x4">) -> ui32 {
  %_0 = mir.local 0 : ui32
  mir.goto ^bb0
^bb0:
  %a = mir.copy %_1 : !mir.adt<"demo::u32x4">
  mir.call_intrinsic "simd_reduce_add_unordered"[](%a) into %_0 : (!mir.adt<"demo::u32x4">) -> ui32, ^bb1
^bb1:
  mir.return
}

mir.func @float_sum(%_1: !mir.adt<"demo::f32x4">, %_2: f32) -> f32 {
  %_0 = mir.local 0 : f32
  mir.goto ^bb0
^bb0:
  %a = mir.copy %_1 : !mir.adt<"demo::f32x4">
  %b = mir.copy %_2 : f32
  mir.call_intrinsic "simd_reduce_add_ordered"[](%a, %b) into %_0 : (!mir.adt<"demo::f32x4">, f32) -> f32, ^bb1
^bb1:
  mir.return
}

mir.func @any(%_1: !mir.adt<"demo::i32x4">) -> !mir.bool {
  %_0 = mir.local 0 : !mir.bool
  mir.goto ^bb0
^bb0:
  %a = mir.copy %_1 : !mir.adt<"demo::i32x4">
  mir.call_intrinsic "simd_reduce_any"[](%a) into %_0 : (!mir.adt<"demo::i32x4">) -> !mir.bool, ^bb1
^bb1:
  mir.return
}

mir.func @bitmask(%_1: !mir.adt<"demo::i32x4">) -> ui8 {
  %_0 = mir.local 0 : ui8
  mir.goto ^bb0
^bb0:
  %a = mir.copy %_1 : !mir.adt<"demo::i32x4">
  mir.call_intrinsic "simd_bitmask"[](%a) into %_0 : (!mir.adt<"demo::i32x4">) -> ui8, ^bb1
^bb1:
  mir.return
}

mir.func @load(%_1: !mir.adt<"demo::i32x4">, %_2: !mir.ptr<const ui32>, %_3: !mir.adt<"demo::u32x4">) -> !mir.adt<"demo::u32x4"> {
  %_0 = mir.local 0 : !mir.adt<"demo::u32x4">
  mir.goto ^bb0
^bb0:
  %a = mir.copy %_1 : !mir.adt<"demo::i32x4">
  %b = mir.copy %_2 : !mir.ptr<const ui32>
  %c = mir.copy %_3 : !mir.adt<"demo::u32x4">
  mir.call_intrinsic "simd_masked_load"[!mir.adt<"demo::i32x4">, !mir.ptr<const ui32>, !mir.adt<"demo::u32x4">, #builtin.int<1>](%a, %b, %c) into %_0 : (!mir.adt<"demo::i32x4">, !mir.ptr<const ui32>, !mir.adt<"demo::u32x4">) -> !mir.adt<"demo::u32x4">, ^bb1
^bb1:
  mir.return
}

mir.func @store(%_1: !mir.adt<"demo::i32x4">, %_2: !mir.ptr<mut ui32>, %_3: !mir.adt<"demo::u32x4">) -> !mir.tuple<> {
  %_0 = mir.local 0 : !mir.tuple<>
  mir.goto ^bb0
^bb0:
  %a = mir.copy %_1 : !mir.adt<"demo::i32x4">
  %b = mir.copy %_2 : !mir.ptr<mut ui32>
  %c = mir.copy %_3 : !mir.adt<"demo::u32x4">
  mir.call_intrinsic "simd_masked_store"[!mir.adt<"demo::i32x4">, !mir.ptr<mut ui32>, !mir.adt<"demo::u32x4">, #builtin.int<2>](%a, %b, %c) into %_0 : (!mir.adt<"demo::i32x4">, !mir.ptr<mut ui32>, !mir.adt<"demo::u32x4">) -> !mir.tuple<>, ^bb1
^bb1:
  mir.return
}

mir.func @gather(%_1: !mir.adt<"demo::u32x4">, %_2: !mir.adt<"demo::ptrx4">, %_3: !mir.adt<"demo::i32x4">) -> !mir.adt<"demo::u32x4"> {
  %_0 = mir.local 0 : !mir.adt<"demo::u32x4">
  mir.goto ^bb0
^bb0:
  %a = mir.copy %_1 : !mir.adt<"demo::u32x4">
  %b = mir.copy %_2 : !mir.adt<"demo::ptrx4">
  %c = mir.copy %_3 : !mir.adt<"demo::i32x4">
  mir.call_intrinsic "simd_gather"[](%a, %b, %c) into %_0 : (!mir.adt<"demo::u32x4">, !mir.adt<"demo::ptrx4">, !mir.adt<"demo::i32x4">) -> !mir.adt<"demo::u32x4">, ^bb1
^bb1:
  mir.return
}

mir.func @scatter(%_1: !mir.adt<"demo::u32x4">, %_2: !mir.adt<"demo::ptrx4">, %_3: !mir.adt<"demo::i32x4">) -> !mir.tuple<> {
  %_0 = mir.local 0 : !mir.tuple<>
  mir.goto ^bb0
^bb0:
  %a = mir.copy %_1 : !mir.adt<"demo::u32x4">
  %b = mir.copy %_2 : !mir.adt<"demo::ptrx4">
  %c = mir.copy %_3 : !mir.adt<"demo::i32x4">
  mir.call_intrinsic "simd_scatter"[](%a, %b, %c) into %_0 : (!mir.adt<"demo::u32x4">, !mir.adt<"demo::ptrx4">, !mir.adt<"demo::i32x4">) -> !mir.tuple<>, ^bb1
^bb1:
  mir.return
}

mir.func @offset(%_1: !mir.adt<"demo::ptrx4">, %_2: !mir.adt<"demo::isizex4">) -> !mir.adt<"demo::ptrx4"> {
  %_0 = mir.local 0 : !mir.adt<"demo::ptrx4">
  mir.goto ^bb0
^bb0:
  %a = mir.copy %_1 : !mir.adt<"demo::ptrx4">
  %b = mir.copy %_2 : !mir.adt<"demo::isizex4">
  mir.call_intrinsic "simd_arith_offset"[](%a, %b) into %_0 : (!mir.adt<"demo::ptrx4">, !mir.adt<"demo::isizex4">) -> !mir.adt<"demo::ptrx4">, ^bb1
^bb1:
  mir.return
}

mir.func @cast_pointers(%_1: !mir.adt<"demo::ptrx4">) -> !mir.adt<"demo::ptrx4"> {
  %_0 = mir.local 0 : !mir.adt<"demo::ptrx4">
  mir.goto ^bb0
^bb0:
  %a = mir.copy %_1 : !mir.adt<"demo::ptrx4">
  mir.call_intrinsic "simd_cast_ptr"[](%a) into %_0 : (!mir.adt<"demo::ptrx4">) -> !mir.adt<"demo::ptrx4">, ^bb1
^bb1:
  mir.return
}

mir.func @shuffle(%_1: !mir.adt<"demo::u32x4">, %_2: !mir.adt<"demo::u32x4">) -> !mir.adt<"demo::u32x4"> {
  %_0 = mir.local 0 : !mir.adt<"demo::u32x4">
  mir.goto ^bb0
^bb0:
  %a = mir.copy %_1 : !mir.adt<"demo::u32x4">
  %b = mir.copy %_2 : !mir.adt<"demo::u32x4">
  %i = mir.constant aggregate<aggregate<3, 6, 1, 4>> : !mir.adt<"demo::u32x4">
  mir.call_intrinsic "simd_shuffle"[](%a, %b, %i) into %_0 : (!mir.adt<"demo::u32x4">, !mir.adt<"demo::u32x4">, !mir.adt<"demo::u32x4">) -> !mir.adt<"demo::u32x4">, ^bb1
^bb1:
  mir.return
}

// LLVM: llvm.func

// CHECK:      builtin.module {
// CHECK-NEXT:   asptr.global constant linkage(private) @const.0 in constant size 16 align 16 = <"03000000060000000100000004000000">
// CHECK-NEXT:   func.func private @add(%0: vector<4xi32>, %1: vector<4xi32>) -> vector<4xi32> {
// CHECK-NEXT:     %2 = arith.addi %0, %1 : vector<4xi32>
// CHECK-NEXT:     func.return %2 : vector<4xi32>
// CHECK-NEXT:   }
// CHECK-NEXT:   func.func private @divide(%0: vector<4xi32>, %1: vector<4xi32>) -> vector<4xi32> {
// CHECK-NEXT:     %2 = arith.divui %0, %1 : vector<4xi32>
// CHECK-NEXT:     func.return %2 : vector<4xi32>
// CHECK-NEXT:   }
// CHECK-NEXT:   func.func private @multiply(%0: vector<4xf32>, %1: vector<4xf32>) -> vector<4xf32> {
// CHECK-NEXT:     %2 = arith.mulf %0, %1 : vector<4xf32>
// CHECK-NEXT:     func.return %2 : vector<4xf32>
// CHECK-NEXT:   }
// CHECK-NEXT:   func.func private @less(%0: vector<4xi32>, %1: vector<4xi32>) -> vector<4xi32> {
// CHECK-NEXT:     %2 = llvm.icmp "ult" %0, %1 : vector<4xi32>
// CHECK-NEXT:     %3 = llvm.sext %2 : vector<4xi1> to vector<4xi32>
// CHECK-NEXT:     func.return %3 : vector<4xi32>
// CHECK-NEXT:   }
// CHECK-NEXT:   func.func private @select(%0: vector<4xi32>, %1: vector<4xi32>, %2: vector<4xi32>) -> vector<4xi32> {
// CHECK-NEXT:     %3 = arith.constant 0 : i32
// CHECK-NEXT:     %4 = ub.poison : vector<4xi32>
// CHECK-NEXT:     %5 = llvm.insertelement %3, %4[%3 : i32] : vector<4xi32>
// CHECK-NEXT:     %6 = llvm.shufflevector %5, %4 [0, 0, 0, 0] : vector<4xi32>
// CHECK-NEXT:     %7 = llvm.icmp "slt" %0, %6 : vector<4xi32>
// CHECK-NEXT:     %8 = llvm.select %7, %1, %2 : vector<4xi1>, vector<4xi32>
// CHECK-NEXT:     func.return %8 : vector<4xi32>
// CHECK-NEXT:   }
// CHECK-NEXT:   func.func private @extract(%0: vector<4xi32>, %1: i32 {llvm.noundef}) -> i32 {
// CHECK-NEXT:     %2 = llvm.extractelement %0[%1 : i32] : vector<4xi32>
// CHECK-NEXT:     func.return %2 : i32
// CHECK-NEXT:   }
// CHECK-NEXT:   func.func private @insert(%0: vector<4xi32>, %1: i32 {llvm.noundef}, %2: i32 {llvm.noundef}) -> vector<4xi32> {
// CHECK-NEXT:     %3 = llvm.insertelement %2, %0[%1 : i32] : vector<4xi32>
// CHECK-NEXT:     func.return %3 : vector<4xi32>
// CHECK-NEXT:   }
// CHECK-NEXT:   func.func private @splat(%0: i32 {llvm.noundef}) -> vector<4xi32> {
// CHECK-NEXT:     %1 = ub.poison : vector<4xi32>
// CHECK-NEXT:     %2 = arith.constant 0 : i32
// CHECK-NEXT:     %3 = llvm.insertelement %0, %1[%2 : i32] : vector<4xi32>
// CHECK-NEXT:     %4 = llvm.shufflevector %3, %1 [0, 0, 0, 0] : vector<4xi32>
// CHECK-NEXT:     func.return %4 : vector<4xi32>
// CHECK-NEXT:   }
// CHECK-NEXT:   func.func private @cast(%0: vector<4xf32>) -> vector<4xi32> {
// CHECK-NEXT:     %1 = llvm.call_intrinsic "llvm.fptoui.sat"(%0) : (vector<4xf32>) -> vector<4xi32>
// CHECK-NEXT:     func.return %1 : vector<4xi32>
// CHECK-NEXT:   }
// CHECK-NEXT:   func.func private @sum(%0: vector<4xi32>) -> i32 {
// CHECK-NEXT:     %1 = llvm.call_intrinsic "llvm.vector.reduce.add"(%0) : (vector<4xi32>) -> i32
// CHECK-NEXT:     func.return %1 : i32
// CHECK-NEXT:   }
// CHECK-NEXT:   func.func private @float_sum(%0: vector<4xf32>, %1: f32 {llvm.noundef}) -> f32 {
// CHECK-NEXT:     %2 = llvm.call_intrinsic "llvm.vector.reduce.fadd"(%1, %0) : (f32, vector<4xf32>) -> f32
// CHECK-NEXT:     func.return %2 : f32
// CHECK-NEXT:   }
// CHECK-NEXT:   func.func private @any(%0: vector<4xi32>) -> i1 {
// CHECK-NEXT:     %1 = arith.constant 0 : i32
// CHECK-NEXT:     %2 = ub.poison : vector<4xi32>
// CHECK-NEXT:     %3 = llvm.insertelement %1, %2[%1 : i32] : vector<4xi32>
// CHECK-NEXT:     %4 = llvm.shufflevector %3, %2 [0, 0, 0, 0] : vector<4xi32>
// CHECK-NEXT:     %5 = llvm.icmp "slt" %0, %4 : vector<4xi32>
// CHECK-NEXT:     %6 = llvm.call_intrinsic "llvm.vector.reduce.or"(%5) : (vector<4xi1>) -> i1
// CHECK-NEXT:     func.return %6 : i1
// CHECK-NEXT:   }
// CHECK-NEXT:   func.func private @bitmask(%0: vector<4xi32>) -> i8 {
// CHECK-NEXT:     %1 = arith.constant 0 : i32
// CHECK-NEXT:     %2 = ub.poison : vector<4xi32>
// CHECK-NEXT:     %3 = llvm.insertelement %1, %2[%1 : i32] : vector<4xi32>
// CHECK-NEXT:     %4 = llvm.shufflevector %3, %2 [0, 0, 0, 0] : vector<4xi32>
// CHECK-NEXT:     %5 = llvm.icmp "slt" %0, %4 : vector<4xi32>
// CHECK-NEXT:     %6 = llvm.bitcast %5 : vector<4xi1> to i4
// CHECK-NEXT:     %7 = arith.extui %6 : i4 to i8
// CHECK-NEXT:     func.return %7 : i8
// CHECK-NEXT:   }
// CHECK-NEXT:   func.func private @load(%0: vector<4xi32>, %1: !asptr.ptr<flat> {llvm.noundef}, %2: vector<4xi32>) -> vector<4xi32> {
// CHECK-NEXT:     %3 = arith.constant 0 : i32
// CHECK-NEXT:     %4 = ub.poison : vector<4xi32>
// CHECK-NEXT:     %5 = llvm.insertelement %3, %4[%3 : i32] : vector<4xi32>
// CHECK-NEXT:     %6 = llvm.shufflevector %5, %4 [0, 0, 0, 0] : vector<4xi32>
// CHECK-NEXT:     %7 = llvm.icmp "slt" %0, %6 : vector<4xi32>
// CHECK-NEXT:     %8 = llvm.call_intrinsic "llvm.masked.load"(%1, %7, %2) : (!asptr.ptr<flat> {llvm.align = 4 : i64}, vector<4xi1>, vector<4xi32>) -> vector<4xi32>
// CHECK-NEXT:     func.return %8 : vector<4xi32>
// CHECK-NEXT:   }
// CHECK-NEXT:   func.func private @store(%0: vector<4xi32>, %1: !asptr.ptr<flat> {llvm.noundef}, %2: vector<4xi32>) {
// CHECK-NEXT:     %3 = arith.constant 0 : i32
// CHECK-NEXT:     %4 = ub.poison : vector<4xi32>
// CHECK-NEXT:     %5 = llvm.insertelement %3, %4[%3 : i32] : vector<4xi32>
// CHECK-NEXT:     %6 = llvm.shufflevector %5, %4 [0, 0, 0, 0] : vector<4xi32>
// CHECK-NEXT:     %7 = llvm.icmp "slt" %0, %6 : vector<4xi32>
// CHECK-NEXT:     llvm.call_intrinsic "llvm.masked.store"(%2, %1, %7) : (vector<4xi32>, !asptr.ptr<flat> {llvm.align = 16 : i64}, vector<4xi1>) -> ()
// CHECK-NEXT:     func.return
// CHECK-NEXT:   }
// CHECK-NEXT:   func.func private @gather(%0: vector<4xi32>, %1: vector<4x!asptr.ptr<flat>>, %2: vector<4xi32>) -> vector<4xi32> {
// CHECK-NEXT:     %3 = arith.constant 0 : i32
// CHECK-NEXT:     %4 = ub.poison : vector<4xi32>
// CHECK-NEXT:     %5 = llvm.insertelement %3, %4[%3 : i32] : vector<4xi32>
// CHECK-NEXT:     %6 = llvm.shufflevector %5, %4 [0, 0, 0, 0] : vector<4xi32>
// CHECK-NEXT:     %7 = llvm.icmp "slt" %2, %6 : vector<4xi32>
// CHECK-NEXT:     %8 = llvm.call_intrinsic "llvm.masked.gather"(%1, %7, %0) : (vector<4x!asptr.ptr<flat>> {llvm.align = 4 : i64}, vector<4xi1>, vector<4xi32>) -> vector<4xi32>
// CHECK-NEXT:     func.return %8 : vector<4xi32>
// CHECK-NEXT:   }
// CHECK-NEXT:   func.func private @scatter(%0: vector<4xi32>, %1: vector<4x!asptr.ptr<flat>>, %2: vector<4xi32>) {
// CHECK-NEXT:     %3 = arith.constant 0 : i32
// CHECK-NEXT:     %4 = ub.poison : vector<4xi32>
// CHECK-NEXT:     %5 = llvm.insertelement %3, %4[%3 : i32] : vector<4xi32>
// CHECK-NEXT:     %6 = llvm.shufflevector %5, %4 [0, 0, 0, 0] : vector<4xi32>
// CHECK-NEXT:     %7 = llvm.icmp "slt" %2, %6 : vector<4xi32>
// CHECK-NEXT:     llvm.call_intrinsic "llvm.masked.scatter"(%0, %1, %7) : (vector<4xi32>, vector<4x!asptr.ptr<flat>> {llvm.align = 4 : i64}, vector<4xi1>) -> ()
// CHECK-NEXT:     func.return
// CHECK-NEXT:   }
// CHECK-NEXT:   func.func private @offset(%0: vector<4x!asptr.ptr<flat>>, %1: vector<4xi64>) -> vector<4x!asptr.ptr<flat>> {
// CHECK-NEXT:     %2 = ub.poison : vector<4x!asptr.ptr<flat>>
// CHECK-NEXT:     %3 = arith.constant 0 : i32
// CHECK-NEXT:     %4 = llvm.extractelement %0[%3 : i32] : vector<4x!asptr.ptr<flat>>
// CHECK-NEXT:     %5 = llvm.extractelement %1[%3 : i32] : vector<4xi64>
// CHECK-NEXT:     %6 = asptr.offset %4[%5] stride 4 wrapping : !asptr.ptr<flat>
// CHECK-NEXT:     %7 = llvm.insertelement %6, %2[%3 : i32] : vector<4x!asptr.ptr<flat>>
// CHECK-NEXT:     %8 = arith.constant 1 : i32
// CHECK-NEXT:     %9 = llvm.extractelement %0[%8 : i32] : vector<4x!asptr.ptr<flat>>
// CHECK-NEXT:     %10 = llvm.extractelement %1[%8 : i32] : vector<4xi64>
// CHECK-NEXT:     %11 = asptr.offset %9[%10] stride 4 wrapping : !asptr.ptr<flat>
// CHECK-NEXT:     %12 = llvm.insertelement %11, %7[%8 : i32] : vector<4x!asptr.ptr<flat>>
// CHECK-NEXT:     %13 = arith.constant 2 : i32
// CHECK-NEXT:     %14 = llvm.extractelement %0[%13 : i32] : vector<4x!asptr.ptr<flat>>
// CHECK-NEXT:     %15 = llvm.extractelement %1[%13 : i32] : vector<4xi64>
// CHECK-NEXT:     %16 = asptr.offset %14[%15] stride 4 wrapping : !asptr.ptr<flat>
// CHECK-NEXT:     %17 = llvm.insertelement %16, %12[%13 : i32] : vector<4x!asptr.ptr<flat>>
// CHECK-NEXT:     %18 = arith.constant 3 : i32
// CHECK-NEXT:     %19 = llvm.extractelement %0[%18 : i32] : vector<4x!asptr.ptr<flat>>
// CHECK-NEXT:     %20 = llvm.extractelement %1[%18 : i32] : vector<4xi64>
// CHECK-NEXT:     %21 = asptr.offset %19[%20] stride 4 wrapping : !asptr.ptr<flat>
// CHECK-NEXT:     %22 = llvm.insertelement %21, %17[%18 : i32] : vector<4x!asptr.ptr<flat>>
// CHECK-NEXT:     func.return %22 : vector<4x!asptr.ptr<flat>>
// CHECK-NEXT:   }
// CHECK-NEXT:   func.func private @cast_pointers(%0: vector<4x!asptr.ptr<flat>>) -> vector<4x!asptr.ptr<flat>> {
// CHECK-NEXT:     func.return %0 : vector<4x!asptr.ptr<flat>>
// CHECK-NEXT:   }
// CHECK-NEXT:   func.func private @shuffle(%0: vector<4xi32>, %1: vector<4xi32>) -> vector<4xi32> {
// CHECK-NEXT:     %2 = asptr.addressof @const.0 : !asptr.ptr<constant>
// CHECK-NEXT:     %3 = asptr.load %2 align 16 : !asptr.ptr<constant> -> vector<4xi32>
// CHECK-NEXT:     %4 = llvm.shufflevector %0, %1 [3, 6, 1, 4] : vector<4xi32>
// CHECK-NEXT:     func.return %4 : vector<4xi32>
// CHECK-NEXT:   }
// CHECK-NEXT: }
