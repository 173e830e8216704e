// RUN: rusticle-opt %s -p lower-mir | filecheck %s
// RUN: rusticle-opt %s -p lower-mir,lower-to-llvm | filecheck %s --check-prefix LLVM

// Reading, writing, copying and comparing memory.

mir.struct @Big : !mir.adt<"demo::Big"> { a: ui64, b: ui64, c: ui8 }

mir.func @copy(%_1: !mir.ptr<const ui32>, %_2: !mir.ptr<mut ui32>, %_3: !mir.usize) -> !mir.tuple<> {
  %_0 = mir.local 0 : !mir.tuple<>
  mir.goto ^bb0
^bb0:
  %a = mir.copy %_1 : !mir.ptr<const ui32>
  %b = mir.copy %_2 : !mir.ptr<mut ui32>
  %c = mir.copy %_3 : !mir.usize
  mir.call_intrinsic "copy"[](%a, %b, %c) into %_0 : (!mir.ptr<const ui32>, !mir.ptr<mut ui32>, !mir.usize) -> !mir.tuple<>, ^bb1
^bb1:
  mir.return
}

mir.func @copy_apart(%_1: !mir.ptr<const ui8>, %_2: !mir.ptr<mut ui8>, %_3: !mir.usize) -> !mir.tuple<> {
  %_0 = mir.local 0 : !mir.tuple<>
  mir.goto ^bb0
^bb0:
  %a = mir.copy %_1 : !mir.ptr<const ui8>
  %b = mir.copy %_2 : !mir.ptr<mut ui8>
  %c = mir.copy %_3 : !mir.usize
  mir.call_intrinsic "copy_nonoverlapping"[](%a, %b, %c) into %_0 : (!mir.ptr<const ui8>, !mir.ptr<mut ui8>, !mir.usize) -> !mir.tuple<>, ^bb1
^bb1:
  mir.return
}

mir.func @volatile_copy(%_1: !mir.ptr<mut ui32>, %_2: !mir.ptr<const ui32>, %_3: !mir.usize) -> !mir.tuple<> {
  %_0 = mir.local 0 : !mir.tuple<>
  mir.goto ^bb0
^bb0:
  %a = mir.copy %_1 : !mir.ptr<mut ui32>
  %b = mir.copy %_2 : !mir.ptr<const ui32>
  %c = mir.copy %_3 : !mir.usize
  mir.call_intrinsic "volatile_copy_memory"[](%a, %b, %c) into %_0 : (!mir.ptr<mut ui32>, !mir.ptr<const ui32>, !mir.usize) -> !mir.tuple<>, ^bb1
^bb1:
  mir.return
}

mir.func @fill(%_1: !mir.ptr<mut ui32>, %_2: ui8, %_3: !mir.usize) -> !mir.tuple<> {
  %_0 = mir.local 0 : !mir.tuple<>
  mir.goto ^bb0
^bb0:
  %a = mir.copy %_1 : !mir.ptr<mut ui32>
  %b = mir.copy %_2 : ui8
  %c = mir.copy %_3 : !mir.usize
  mir.call_intrinsic "write_bytes"[](%a, %b, %c) into %_0 : (!mir.ptr<mut ui32>, ui8, !mir.usize) -> !mir.tuple<>, ^bb1
^bb1:
  mir.return
}

mir.func @volatile_read(%_1: !mir.ptr<const !mir.bool>) -> !mir.bool {
  %_0 = mir.local 0 : !mir.bool
  mir.goto ^bb0
^bb0:
  %a = mir.copy %_1 : !mir.ptr<const !mir.bool>
  mir.call_intrinsic "volatile_load"[](%a) into %_0 : (!mir.ptr<const !mir.bool>) -> !mir.bool, ^bb1
^bb1:
  mir.return
}

mir.func @unaligned_write(%_1: !mir.ptr<mut ui32>, %_2: ui32) -> !mir.tuple<> {
  %_0 = mir.local 0 : !mir.tuple<>
  mir.goto ^bb0
^bb0:
  %a = mir.copy %_1 : !mir.ptr<mut ui32>
  %b = mir.copy %_2 : ui32
  mir.call_intrinsic "unaligned_volatile_store"[](%a, %b) into %_0 : (!mir.ptr<mut ui32>, ui32) -> !mir.tuple<>, ^bb1
^bb1:
  mir.return
}

mir.func @streamed(%_1: !mir.ptr<mut ui32>, %_2: ui32) -> !mir.tuple<> {
  %_0 = mir.local 0 : !mir.tuple<>
  mir.goto ^bb0
^bb0:
  %a = mir.copy %_1 : !mir.ptr<mut ui32>
  %b = mir.copy %_2 : ui32
  mir.call_intrinsic "nontemporal_store"[](%a, %b) into %_0 : (!mir.ptr<mut ui32>, ui32) -> !mir.tuple<>, ^bb1
^bb1:
  mir.return
}

mir.func @swap(%_1: !mir.ptr<mut ui32>, %_2: !mir.ptr<mut ui32>) -> !mir.tuple<> {
  %_0 = mir.local 0 : !mir.tuple<>
  mir.goto ^bb0
^bb0:
  %a = mir.copy %_1 : !mir.ptr<mut ui32>
  %b = mir.copy %_2 : !mir.ptr<mut ui32>
  mir.call_intrinsic "typed_swap_nonoverlapping"[](%a, %b) into %_0 : (!mir.ptr<mut ui32>, !mir.ptr<mut ui32>) -> !mir.tuple<>, ^bb1
^bb1:
  mir.return
}

mir.func @swap_large(%_1: !mir.ptr<mut !mir.adt<"demo::Big">>, %_2: !mir.ptr<mut !mir.adt<"demo::Big">>) -> !mir.tuple<> {
  %_0 = mir.local 0 : !mir.tuple<>
  mir.goto ^bb0
^bb0:
  %a = mir.copy %_1 : !mir.ptr<mut !mir.adt<"demo::Big">>
  %b = mir.copy %_2 : !mir.ptr<mut !mir.adt<"demo::Big">>
  mir.call_intrinsic "typed_swap_nonoverlapping"[](%a, %b) into %_0 : (!mir.ptr<mut !mir.adt<"demo::Big">>, !mir.ptr<mut !mir.adt<"demo::Big">>) -> !mir.tuple<>, ^bb1
^bb1:
  mir.return
}

mir.func @equal(%_1: !mir.ref<!mir.array<ui8, 8>>, %_2: !mir.ref<!mir.array<ui8, 8>>) -> !mir.bool {
  %_0 = mir.local 0 : !mir.bool
  mir.goto ^bb0
^bb0:
  %a = mir.copy %_1 : !mir.ref<!mir.array<ui8, 8>>
  %b = mir.copy %_2 : !mir.ref<!mir.array<ui8, 8>>
  mir.call_intrinsic "raw_eq"[](%a, %b) into %_0 : (!mir.ref<!mir.array<ui8, 8>>, !mir.ref<!mir.array<ui8, 8>>) -> !mir.bool, ^bb1
^bb1:
  mir.return
}

mir.func @compare(%_1: !mir.ptr<const ui8>, %_2: !mir.ptr<const ui8>, %_3: !mir.usize) -> si32 {
  %_0 = mir.local 0 : si32
  mir.goto ^bb0
^bb0:
  %a = mir.copy %_1 : !mir.ptr<const ui8>
  %b = mir.copy %_2 : !mir.ptr<const ui8>
  %c = mir.copy %_3 : !mir.usize
  mir.call_intrinsic "compare_bytes"[](%a, %b, %c) into %_0 : (!mir.ptr<const ui8>, !mir.ptr<const ui8>, !mir.usize) -> si32, ^bb1
^bb1:
  mir.return
}

mir.func @read(%_1: !mir.ptr<const ui32>) -> ui32 {
  %_0 = mir.local 0 : ui32
  mir.goto ^bb0
^bb0:
  %a = mir.copy %_1 : !mir.ptr<const ui32>
  mir.call_intrinsic "read_via_copy"[](%a) into %_0 : (!mir.ptr<const ui32>) -> ui32, ^bb1
^bb1:
  mir.return
}

mir.func @distance(%_1: !mir.ptr<mut ui32>, %_2: !mir.ptr<mut ui32>) -> !mir.isize {
  %_0 = mir.local 0 : !mir.isize
  mir.goto ^bb0
^bb0:
  %a = mir.copy %_1 : !mir.ptr<mut ui32>
  %b = mir.copy %_2 : !mir.ptr<mut ui32>
  mir.call_intrinsic "ptr_offset_from"[](%a, %b) into %_0 : (!mir.ptr<mut ui32>, !mir.ptr<mut ui32>) -> !mir.isize, ^bb1
^bb1:
  mir.return
}

mir.func @mask(%_1: !mir.ptr<mut ui32>, %_2: !mir.usize) -> !mir.ptr<mut ui32> {
  %_0 = mir.local 0 : !mir.ptr<mut ui32>
  mir.goto ^bb0
^bb0:
  %a = mir.copy %_1 : !mir.ptr<mut ui32>
  %b = mir.copy %_2 : !mir.usize
  mir.call_intrinsic "ptr_mask"[](%a, %b) into %_0 : (!mir.ptr<mut ui32>, !mir.usize) -> !mir.ptr<mut ui32>, ^bb1
^bb1:
  mir.return
}

mir.func @element(%_1: !mir.ref<!mir.slice<ui16>>, %_2: !mir.usize) -> !mir.ref<ui16> {
  %_0 = mir.local 0 : !mir.ref<ui16>
  mir.goto ^bb0
^bb0:
  %a = mir.copy %_1 : !mir.ref<!mir.slice<ui16>>
  %b = mir.copy %_2 : !mir.usize
  mir.call_intrinsic "slice_get_unchecked"[](%a, %b) into %_0 : (!mir.ref<!mir.slice<ui16>>, !mir.usize) -> !mir.ref<ui16>, ^bb1
^bb1:
  mir.return
}

// LLVM: llvm.func

// CHECK:      builtin.module {
// CHECK-NEXT:   func.func private @copy(%0: !asptr.ptr<flat> {llvm.noundef}, %1: !asptr.ptr<flat> {llvm.noundef}, %2: i64 {llvm.noundef}) {
// CHECK-NEXT:     %3 = arith.constant 4 : i64
// CHECK-NEXT:     %4 = arith.muli %2, %3 overflow<nuw> : i64
// CHECK-NEXT:     asptr.copy overlapping %1 align 4, %0 align 4, %4 : !asptr.ptr<flat>, !asptr.ptr<flat>
// CHECK-NEXT:     func.return
// CHECK-NEXT:   }
// CHECK-NEXT:   func.func private @copy_apart(%0: !asptr.ptr<flat> {llvm.noundef}, %1: !asptr.ptr<flat> {llvm.noundef}, %2: i64 {llvm.noundef}) {
// CHECK-NEXT:     asptr.copy %1 align 1, %0 align 1, %2 : !asptr.ptr<flat>, !asptr.ptr<flat>
// CHECK-NEXT:     func.return
// CHECK-NEXT:   }
// CHECK-NEXT:   func.func private @volatile_copy(%0: !asptr.ptr<flat> {llvm.noundef}, %1: !asptr.ptr<flat> {llvm.noundef}, %2: i64 {llvm.noundef}) {
// CHECK-NEXT:     %3 = arith.constant 4 : i64
// CHECK-NEXT:     %4 = arith.muli %2, %3 overflow<nuw> : i64
// CHECK-NEXT:     asptr.copy volatile overlapping %0 align 4, %1 align 4, %4 : !asptr.ptr<flat>, !asptr.ptr<flat>
// CHECK-NEXT:     func.return
// CHECK-NEXT:   }
// CHECK-NEXT:   func.func private @fill(%0: !asptr.ptr<flat> {llvm.noundef}, %1: i8 {llvm.noundef}, %2: i64 {llvm.noundef}) {
// CHECK-NEXT:     %3 = arith.constant 4 : i64
// CHECK-NEXT:     %4 = arith.muli %2, %3 : i64
// CHECK-NEXT:     asptr.fill %0 align 4, %1, %4 : !asptr.ptr<flat>
// CHECK-NEXT:     func.return
// CHECK-NEXT:   }
// CHECK-NEXT:   func.func private @volatile_read(%0: !asptr.ptr<flat> {llvm.noundef}) -> i1 {
// CHECK-NEXT:     %1 = asptr.load volatile %0 align 1 : !asptr.ptr<flat> -> i8
// CHECK-NEXT:     %2 = arith.trunci %1 : i8 to i1
// CHECK-NEXT:     func.return %2 : i1
// CHECK-NEXT:   }
// CHECK-NEXT:   func.func private @unaligned_write(%0: !asptr.ptr<flat> {llvm.noundef}, %1: i32 {llvm.noundef}) {
// CHECK-NEXT:     asptr.store volatile %1, %0 align 1 : i32, !asptr.ptr<flat>
// CHECK-NEXT:     func.return
// CHECK-NEXT:   }
// CHECK-NEXT:   func.func private @streamed(%0: !asptr.ptr<flat> {llvm.noundef}, %1: i32 {llvm.noundef}) {
// CHECK-NEXT:     asptr.store nontemporal %1, %0 align 4 : i32, !asptr.ptr<flat>
// CHECK-NEXT:     func.return
// CHECK-NEXT:   }
// CHECK-NEXT:   func.func private @swap(%0: !asptr.ptr<flat> {llvm.noundef}, %1: !asptr.ptr<flat> {llvm.noundef}) {
// CHECK-NEXT:     %2 = asptr.load %0 align 4 noundef : !asptr.ptr<flat> -> i32
// CHECK-NEXT:     %3 = asptr.load %1 align 4 noundef : !asptr.ptr<flat> -> i32
// CHECK-NEXT:     asptr.store %3, %0 align 4 : i32, !asptr.ptr<flat>
// CHECK-NEXT:     asptr.store %2, %1 align 4 : i32, !asptr.ptr<flat>
// CHECK-NEXT:     func.return
// CHECK-NEXT:   }
// CHECK-NEXT:   func.func private @swap_large(%0: !asptr.ptr<flat> {llvm.noundef}, %1: !asptr.ptr<flat> {llvm.noundef}) {
// CHECK-NEXT:     %2 = asptr.alloca size 24 align 8 : !asptr.ptr<private>
// CHECK-NEXT:     %3 = arith.constant 24 : i64
// CHECK-NEXT:     asptr.copy %2 align 8, %0 align 8, %3 : !asptr.ptr<private>, !asptr.ptr<flat>
// CHECK-NEXT:     asptr.copy %0 align 8, %1 align 8, %3 : !asptr.ptr<flat>, !asptr.ptr<flat>
// CHECK-NEXT:     asptr.copy %1 align 8, %2 align 8, %3 : !asptr.ptr<flat>, !asptr.ptr<private>
// CHECK-NEXT:     func.return
// CHECK-NEXT:   }
// CHECK-NEXT:   func.func private @equal(%0: !asptr.ptr<flat> {llvm.noundef, llvm.nonnull, llvm.readonly, llvm.noalias, llvm.dereferenceable = 8 : i64}, %1: !asptr.ptr<flat> {llvm.noundef, llvm.nonnull, llvm.readonly, llvm.noalias, llvm.dereferenceable = 8 : i64}) -> i1 {
// CHECK-NEXT:     %2 = asptr.load %0 align 1 : !asptr.ptr<flat> -> i64
// CHECK-NEXT:     %3 = asptr.load %1 align 1 : !asptr.ptr<flat> -> i64
// CHECK-NEXT:     %4 = arith.cmpi eq, %2, %3 : i64
// CHECK-NEXT:     func.return %4 : i1
// CHECK-NEXT:   }
// CHECK-NEXT:   func.func private @compare(%0: !asptr.ptr<flat> {llvm.noundef}, %1: !asptr.ptr<flat> {llvm.noundef}, %2: i64 {llvm.noundef}) -> i32 {
// CHECK-NEXT:     %3 = arith.constant 0 : i64
// CHECK-NEXT:     cf.br ^bb2(%3 : i64)
// CHECK-NEXT:   ^bb1(%4: i32):
// CHECK-NEXT:     func.return %4 : i32
// CHECK-NEXT:   ^bb2(%5: i64):
// CHECK-NEXT:     %6 = arith.constant 0 : i32
// CHECK-NEXT:     %7 = arith.cmpi ult, %5, %2 : i64
// CHECK-NEXT:     cf.cond_br %7, ^bb3, ^bb1(%6 : i32)
// CHECK-NEXT:   ^bb3:
// CHECK-NEXT:     %8 = asptr.offset %0[%5] stride 1 : !asptr.ptr<flat>
// CHECK-NEXT:     %9 = asptr.load %8 align 1 : !asptr.ptr<flat> -> i8
// CHECK-NEXT:     %10 = asptr.offset %1[%5] stride 1 : !asptr.ptr<flat>
// CHECK-NEXT:     %11 = asptr.load %10 align 1 : !asptr.ptr<flat> -> i8
// CHECK-NEXT:     %12 = arith.constant 1 : i64
// CHECK-NEXT:     %13 = arith.addi %5, %12 overflow<nuw> : i64
// CHECK-NEXT:     %14 = arith.extui %9 : i8 to i32
// CHECK-NEXT:     %15 = arith.extui %11 : i8 to i32
// CHECK-NEXT:     %16 = arith.subi %14, %15 : i32
// CHECK-NEXT:     %17 = arith.cmpi eq, %9, %11 : i8
// CHECK-NEXT:     cf.cond_br %17, ^bb2(%13 : i64), ^bb1(%16 : i32)
// CHECK-NEXT:   }
// CHECK-NEXT:   func.func private @read(%0: !asptr.ptr<flat> {llvm.noundef}) -> i32 {
// CHECK-NEXT:     %1 = asptr.load %0 align 4 noundef : !asptr.ptr<flat> -> i32
// CHECK-NEXT:     func.return %1 : i32
// CHECK-NEXT:   }
// CHECK-NEXT:   func.func private @distance(%0: !asptr.ptr<flat> {llvm.noundef}, %1: !asptr.ptr<flat> {llvm.noundef}) -> i64 {
// CHECK-NEXT:     %2 = asptr.ptrtoint %0 : !asptr.ptr<flat> -> i64
// CHECK-NEXT:     %3 = asptr.ptrtoint %1 : !asptr.ptr<flat> -> i64
// CHECK-NEXT:     %4 = arith.subi %2, %3 : i64
// CHECK-NEXT:     %5 = arith.constant 4 : i64
// CHECK-NEXT:     %6 = arith.divsi %4, %5 : i64
// CHECK-NEXT:     func.return %6 : i64
// CHECK-NEXT:   }
// CHECK-NEXT:   func.func private @mask(%0: !asptr.ptr<flat> {llvm.noundef}, %1: i64 {llvm.noundef}) -> !asptr.ptr<flat> {
// CHECK-NEXT:     %2 = asptr.ptrtoint %0 : !asptr.ptr<flat> -> i64
// CHECK-NEXT:     %3 = arith.andi %2, %1 : i64
// CHECK-NEXT:     %4 = arith.subi %3, %2 : i64
// CHECK-NEXT:     %5 = asptr.offset %0[%4] stride 1 wrapping : !asptr.ptr<flat>
// CHECK-NEXT:     func.return %5 : !asptr.ptr<flat>
// CHECK-NEXT:   }
// CHECK-NEXT:   func.func private @element(%0: !asptr.ptr<flat> {llvm.noundef, llvm.nonnull, llvm.align = 2 : i64, llvm.readonly, llvm.noalias}, %1: i64 {llvm.noundef}, %2: i64 {llvm.noundef}) -> !asptr.ptr<flat> {
// CHECK-NEXT:     %3 = asptr.offset %0[%2] stride 2 : !asptr.ptr<flat>
// CHECK-NEXT:     func.return %3 : !asptr.ptr<flat>
// CHECK-NEXT:   }
// CHECK-NEXT: }
