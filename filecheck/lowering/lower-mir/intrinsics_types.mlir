// RUN: rusticle-opt %s -p lower-mir | filecheck %s
// RUN: rusticle-opt %s -p lower-mir,lower-to-llvm | filecheck %s --check-prefix LLVM

// What depends on a type's layout.

mir.enum @"Option<u32>" : !mir.adt<"core::option::Option", ui32> { None = 0, Some = 1 { "0": ui32 } }
mir.struct @Big : !mir.adt<"demo::Big"> { a: ui64, b: ui64, c: ui8 }

mir.func @size() -> !mir.usize {
  %_0 = mir.local 0 : !mir.usize
  mir.goto ^bb0
^bb0:
  mir.call_intrinsic "size_of"[!mir.adt<"demo::Big">]() into %_0 : () -> !mir.usize, ^bb1
^bb1:
  mir.return
}

mir.func @align() -> !mir.usize {
  %_0 = mir.local 0 : !mir.usize
  mir.goto ^bb0
^bb0:
  mir.call_intrinsic "align_of"[!mir.adt<"demo::Big">]() into %_0 : () -> !mir.usize, ^bb1
^bb1:
  mir.return
}

mir.func @drop() -> !mir.bool {
  %_0 = mir.local 0 : !mir.bool
  mir.goto ^bb0
^bb0:
  mir.call_intrinsic "needs_drop"[!mir.adt<"demo::Big">]() into %_0 : () -> !mir.bool, ^bb1
^bb1:
  mir.return
}

mir.func @discriminant(%_1: !mir.ref<!mir.adt<"core::option::Option", ui32>>) -> !mir.isize {
  %_0 = mir.local 0 : !mir.isize
  mir.goto ^bb0
^bb0:
  %a = mir.copy %_1 : !mir.ref<!mir.adt<"core::option::Option", ui32>>
  mir.call_intrinsic "discriminant_value"[!mir.adt<"core::option::Option", ui32>](%a) into %_0 : (!mir.ref<!mir.adt<"core::option::Option", ui32>>) -> !mir.isize, ^bb1
^bb1:
  mir.return
}

mir.func @variants() -> !mir.usize {
  %_0 = mir.local 0 : !mir.usize
  mir.goto ^bb0
^bb0:
  mir.call_intrinsic "variant_count"[!mir.adt<"core::option::Option", ui32>]() into %_0 : () -> !mir.usize, ^bb1
^bb1:
  mir.return
}

mir.func @offset() -> !mir.usize {
  %_0 = mir.local 0 : !mir.usize
  mir.goto ^bb0
^bb0:
  mir.call_intrinsic "offset_of"[!mir.adt<"demo::Big">, #builtin.int<0>, #builtin.int<2>]() into %_0 : () -> !mir.usize, ^bb1
^bb1:
  mir.return
}

mir.func @slice_size(%_1: !mir.ref<!mir.slice<ui16>>) -> !mir.usize {
  %_0 = mir.local 0 : !mir.usize
  mir.goto ^bb0
^bb0:
  %a = mir.copy %_1 : !mir.ref<!mir.slice<ui16>>
  mir.call_intrinsic "size_of_val"[!mir.slice<ui16>](%a) into %_0 : (!mir.ref<!mir.slice<ui16>>) -> !mir.usize, ^bb1
^bb1:
  mir.return
}

mir.func @transmute(%_1: f32) -> ui32 {
  %_0 = mir.local 0 : ui32
  mir.goto ^bb0
^bb0:
  %a = mir.copy %_1 : f32
  mir.call_intrinsic "transmute"[f32, ui32](%a) into %_0 : (f32) -> ui32, ^bb1
^bb1:
  mir.return
}

mir.func @inhabited() -> !mir.tuple<> {
  %_0 = mir.local 0 : !mir.tuple<>
  mir.goto ^bb0
^bb0:
  mir.call_intrinsic "assert_inhabited"[!mir.never]() into %_0 : () -> !mir.tuple<>, ^bb1
^bb1:
  mir.return
}

mir.func @vtable_size(%_1: !mir.ptr<const !mir.tuple<>>) -> !mir.usize {
  %_0 = mir.local 0 : !mir.usize
  mir.goto ^bb0
^bb0:
  %a = mir.copy %_1 : !mir.ptr<const !mir.tuple<>>
  mir.call_intrinsic "vtable_size"[](%a) into %_0 : (!mir.ptr<const !mir.tuple<>>) -> !mir.usize, ^bb1
^bb1:
  mir.return
}

// LLVM: llvm.func

// CHECK:      builtin.module {
// CHECK-NEXT:   func.func private @size() -> i64 {
// CHECK-NEXT:     %0 = arith.constant 24 : i64
// CHECK-NEXT:     func.return %0 : i64
// CHECK-NEXT:   }
// CHECK-NEXT:   func.func private @align() -> i64 {
// CHECK-NEXT:     %0 = arith.constant 8 : i64
// CHECK-NEXT:     func.return %0 : i64
// CHECK-NEXT:   }
// CHECK-NEXT:   func.func private @drop() -> i1 {
// CHECK-NEXT:     %0 = arith.constant false
// CHECK-NEXT:     func.return %0 : i1
// CHECK-NEXT:   }
// CHECK-NEXT:   func.func private @discriminant(%0: !asptr.ptr<flat> {llvm.noundef, llvm.nonnull, llvm.align = 4 : i64, llvm.readonly, llvm.noalias, llvm.dereferenceable = 8 : i64}) -> i64 {
// CHECK-NEXT:     %1 = asptr.load %0 align 4 noundef range<0, 2> : !asptr.ptr<flat> -> i32
// CHECK-NEXT:     %2 = arith.extui %1 : i32 to i64
// CHECK-NEXT:     func.return %2 : i64
// CHECK-NEXT:   }
// CHECK-NEXT:   func.func private @variants() -> i64 {
// CHECK-NEXT:     %0 = arith.constant 2 : i64
// CHECK-NEXT:     func.return %0 : i64
// CHECK-NEXT:   }
// CHECK-NEXT:   func.func private @offset() -> i64 {
// CHECK-NEXT:     %0 = arith.constant 16 : i64
// CHECK-NEXT:     func.return %0 : i64
// CHECK-NEXT:   }
// CHECK-NEXT:   func.func private @slice_size(%0: !asptr.ptr<flat> {llvm.noundef, llvm.nonnull, llvm.align = 2 : i64, llvm.readonly, llvm.noalias}, %1: i64 {llvm.noundef}) -> i64 {
// CHECK-NEXT:     %2 = arith.constant 2 : i64
// CHECK-NEXT:     %3 = arith.muli %1, %2 : i64
// CHECK-NEXT:     func.return %3 : i64
// CHECK-NEXT:   }
// CHECK-NEXT:   func.func private @transmute(%0: f32 {llvm.noundef}) -> i32 {
// CHECK-NEXT:     %1 = arith.bitcast %0 : f32 to i32
// CHECK-NEXT:     func.return %1 : i32
// CHECK-NEXT:   }
// CHECK-NEXT:   func.func private @inhabited() {
// CHECK-NEXT:     hsa.trap kind "panic" message "attempted to instantiate uninhabited type"
// CHECK-NEXT:     ub.unreachable
// CHECK-NEXT:   ^bb1:
// CHECK-NEXT:     func.return
// CHECK-NEXT:   }
// CHECK-NEXT:   func.func private @vtable_size(%0: !asptr.ptr<flat> {llvm.noundef}) -> i64 {
// CHECK-NEXT:     %1 = asptr.displace %0 by 8 : !asptr.ptr<flat>
// CHECK-NEXT:     %2 = asptr.load invariant %1 align 8 noundef : !asptr.ptr<flat> -> i64
// CHECK-NEXT:     func.return %2 : i64
// CHECK-NEXT:   }
// CHECK-NEXT: }
