// RUN: rusticle-opt %s -p lower-mir | filecheck %s
// RUN: rusticle-opt %s -p lower-mir,lower-to-llvm | filecheck %s --check-prefix LLVM

// Aggregates of scalars are put together in registers, others where they are assigned.

mir.struct @Big : !mir.adt<"demo::Big"> { a: ui64, b: ui64, c: ui8 }
mir.union @Bits : !mir.adt<"demo::Bits"> repr(c) { int: ui32, float: f32 }

mir.func @pair(%_1: ui32, %_2: !mir.bool) -> !mir.tuple<ui32, !mir.bool> {
  %_0 = mir.local 0 : !mir.tuple<ui32, !mir.bool>
  mir.goto ^bb0
^bb0:
  %a = mir.copy %_1 : ui32
  %b = mir.copy %_2 : !mir.bool
  %r = mir.aggregate tuple(%a, %b) : (ui32, !mir.bool) -> !mir.tuple<ui32, !mir.bool>
  mir.assign %_0, %r : !mir.tuple<ui32, !mir.bool>
  mir.return
}

mir.func @in_place(%_1: ui64, %_2: ui8) -> !mir.adt<"demo::Big"> {
  %_0 = mir.local 0 : !mir.adt<"demo::Big">
  mir.goto ^bb0
^bb0:
  %a = mir.copy %_1 : ui64
  %b = mir.copy %_2 : ui8
  %r = mir.aggregate adt(%a, %a, %b) : (ui64, ui64, ui8) -> !mir.adt<"demo::Big">
  mir.assign %_0, %r : !mir.adt<"demo::Big">
  mir.return
}

mir.func @behind_pointer(%_1: !mir.ref<mut !mir.adt<"demo::Big">>, %_2: ui64, %_3: ui8) -> !mir.tuple<> {
  %_0 = mir.local 0 : !mir.tuple<>
  mir.goto ^bb0
^bb0:
  %b = mir.copy %_2 : ui64
  %c = mir.copy %_3 : ui8
  %v = mir.aggregate adt(%b, %b, %c) : (ui64, ui64, ui8) -> !mir.adt<"demo::Big">
  %p = mir.deref %_1 : !mir.ref<mut !mir.adt<"demo::Big">>
  mir.assign %p, %v : !mir.adt<"demo::Big">
  mir.return
}

mir.func @union(%_1: f32) -> !mir.adt<"demo::Bits"> {
  %_0 = mir.local 0 : !mir.adt<"demo::Bits">
  mir.goto ^bb0
^bb0:
  %a = mir.copy %_1 : f32
  %r = mir.aggregate adt field 1(%a) : (f32) -> !mir.adt<"demo::Bits">
  mir.assign %_0, %r : !mir.adt<"demo::Bits">
  mir.return
}

mir.func @read_union(%_1: !mir.adt<"demo::Bits">) -> f32 {
  %_0 = mir.local 0 : f32
  mir.goto ^bb0
^bb0:
  %f = mir.field %_1[1] : !mir.adt<"demo::Bits"> -> f32
  %r = mir.copy %f : f32
  mir.assign %_0, %r : f32
  mir.return
}

mir.func @zeros() -> !mir.array<ui32, 64> {
  %_0 = mir.local 0 : !mir.array<ui32, 64>
  mir.goto ^bb0
^bb0:
  %z = mir.constant 0 : ui32
  %r = mir.repeat %z : !mir.array<ui32, 64>
  mir.assign %_0, %r : !mir.array<ui32, 64>
  mir.return
}

mir.func @words(%_1: ui32) -> !mir.array<ui32, 64> {
  %_0 = mir.local 0 : !mir.array<ui32, 64>
  mir.goto ^bb0
^bb0:
  %a = mir.copy %_1 : ui32
  %r = mir.repeat %a : !mir.array<ui32, 64>
  mir.assign %_0, %r : !mir.array<ui32, 64>
  mir.return
}

mir.func @uninitialised() -> !mir.array<ui32, 64> {
  %_0 = mir.local 0 : !mir.array<ui32, 64>
  mir.goto ^bb0
^bb0:
  %z = mir.constant uninit : ui32
  %r = mir.repeat %z : !mir.array<ui32, 64>
  mir.assign %_0, %r : !mir.array<ui32, 64>
  mir.return
}

mir.func @nothing() -> !mir.tuple<> {
  %_0 = mir.local 0 : !mir.tuple<>
  mir.goto ^bb0
^bb0:
  %r = mir.aggregate tuple() : () -> !mir.tuple<>
  mir.assign %_0, %r : !mir.tuple<>
  mir.return
}

// LLVM: llvm.func

// CHECK:      builtin.module {
// CHECK-NEXT:   func.func private @pair(%0: i32 {llvm.noundef}, %1: i1 {llvm.noundef, llvm.zeroext}) -> (i32, i1) {
// CHECK-NEXT:     func.return %0, %1 : i32, i1
// CHECK-NEXT:   }
// CHECK-NEXT:   func.func private @in_place(%0: !asptr.ptr<private> {llvm.noundef, llvm.noalias, llvm.align = 8 : i64, llvm.dereferenceable = 24 : i64, llvm.writable}, %1: i64 {llvm.noundef}, %2: i8 {llvm.noundef}) {
// CHECK-NEXT:     asptr.store %1, %0 align 8 : i64, !asptr.ptr<private>
// CHECK-NEXT:     %3 = asptr.displace %0 by 8 : !asptr.ptr<private>
// CHECK-NEXT:     asptr.store %1, %3 align 8 : i64, !asptr.ptr<private>
// CHECK-NEXT:     %4 = asptr.displace %0 by 16 : !asptr.ptr<private>
// CHECK-NEXT:     asptr.store %2, %4 align 8 : i8, !asptr.ptr<private>
// CHECK-NEXT:     func.return
// CHECK-NEXT:   }
// CHECK-NEXT:   func.func private @behind_pointer(%0: !asptr.ptr<flat> {llvm.noundef, llvm.nonnull, llvm.align = 8 : i64, llvm.noalias, llvm.dereferenceable = 24 : i64}, %1: i64 {llvm.noundef}, %2: i8 {llvm.noundef}) {
// CHECK-NEXT:     asptr.store %1, %0 align 8 : i64, !asptr.ptr<flat>
// CHECK-NEXT:     %3 = asptr.displace %0 by 8 : !asptr.ptr<flat>
// CHECK-NEXT:     asptr.store %1, %3 align 8 : i64, !asptr.ptr<flat>
// CHECK-NEXT:     %4 = asptr.displace %0 by 16 : !asptr.ptr<flat>
// CHECK-NEXT:     asptr.store %2, %4 align 8 : i8, !asptr.ptr<flat>
// CHECK-NEXT:     func.return
// CHECK-NEXT:   }
// CHECK-NEXT:   func.func private @union(%0: !asptr.ptr<private> {llvm.noundef, llvm.noalias, llvm.align = 4 : i64, llvm.dereferenceable = 4 : i64, llvm.writable}, %1: f32 {llvm.noundef}) {
// CHECK-NEXT:     asptr.store %1, %0 align 4 : f32, !asptr.ptr<private>
// CHECK-NEXT:     func.return
// CHECK-NEXT:   }
// CHECK-NEXT:   func.func private @read_union(%0: !asptr.ptr<private> {llvm.noundef, llvm.noalias, llvm.align = 4 : i64, llvm.dereferenceable = 4 : i64}) -> f32 {
// CHECK-NEXT:     %1 = asptr.load %0 align 4 noundef : !asptr.ptr<private> -> f32
// CHECK-NEXT:     func.return %1 : f32
// CHECK-NEXT:   }
// CHECK-NEXT:   func.func private @zeros(%0: !asptr.ptr<private> {llvm.noundef, llvm.noalias, llvm.align = 4 : i64, llvm.dereferenceable = 256 : i64, llvm.writable}) {
// CHECK-NEXT:     %1 = arith.constant 0 : i32
// CHECK-NEXT:     %2 = arith.constant 0 : i8
// CHECK-NEXT:     %3 = arith.constant 256 : i64
// CHECK-NEXT:     asptr.fill %0 align 4, %2, %3 : !asptr.ptr<private>
// CHECK-NEXT:     func.return
// CHECK-NEXT:   }
// CHECK-NEXT:   func.func private @words(%0: !asptr.ptr<private> {llvm.noundef, llvm.noalias, llvm.align = 4 : i64, llvm.dereferenceable = 256 : i64, llvm.writable}, %1: i32 {llvm.noundef}) {
// CHECK-NEXT:     %2 = arith.constant 0 : i64
// CHECK-NEXT:     cf.br ^bb1(%2 : i64)
// CHECK-NEXT:   ^bb1(%3: i64):
// CHECK-NEXT:     %4 = asptr.offset %0[%3] stride 4 : !asptr.ptr<private>
// CHECK-NEXT:     asptr.store %1, %4 align 4 : i32, !asptr.ptr<private>
// CHECK-NEXT:     %5 = arith.constant 1 : i64
// CHECK-NEXT:     %6 = arith.addi %3, %5 overflow<nuw> : i64
// CHECK-NEXT:     %7 = arith.constant 64 : i64
// CHECK-NEXT:     %8 = arith.cmpi ult, %6, %7 : i64
// CHECK-NEXT:     cf.cond_br %8, ^bb1(%6 : i64), ^bb2
// CHECK-NEXT:   ^bb2:
// CHECK-NEXT:     func.return
// CHECK-NEXT:   }
// CHECK-NEXT:   func.func private @uninitialised(%0: !asptr.ptr<private> {llvm.noundef, llvm.noalias, llvm.align = 4 : i64, llvm.dereferenceable = 256 : i64, llvm.writable}) {
// CHECK-NEXT:     %1 = ub.poison : i32
// CHECK-NEXT:     func.return
// CHECK-NEXT:   }
// CHECK-NEXT:   func.func private @nothing() {
// CHECK-NEXT:     func.return
// CHECK-NEXT:   }
// CHECK-NEXT: }
