// RUN: rusticle-opt %s -p lower-mir | filecheck %s
// RUN: rusticle-opt %s -p lower-mir,lower-to-llvm | filecheck %s --check-prefix LLVM

// Unsizing adds a length or a vtable; what a `dyn` needs is read from it.

mir.struct @Square : !mir.adt<"demo::Square"> { side: ui32 }
mir.struct @Tail : !mir.adt<"demo::Tail", !mir.dyn<"demo::Shape", [], [], []>> { head: ui32, byte: ui8, tail: !mir.dyn<"demo::Shape", [], [], []> } attributes {maybe_unsized}
mir.struct @Own1 : !mir.adt<"demo::Own", !mir.adt<"demo::Square">> { pointer: !mir.ref<!mir.adt<"demo::Square">>, count: ui64 }
mir.struct @Own2 : !mir.adt<"demo::Own", !mir.dyn<"demo::Shape", [], [], []>> { pointer: !mir.ref<!mir.dyn<"demo::Shape", [], [], []>>, count: ui64 }
mir.vtable @"<Square as Shape>" : !mir.adt<"demo::Square"> as !mir.dyn<"demo::Shape", [], [], []> drop @drop methods [@area, vacant]
mir.func private @drop(!mir.ptr<mut !mir.adt<"demo::Square">>) -> !mir.tuple<>
mir.func private @area(!mir.ref<!mir.adt<"demo::Square">>) -> ui64
mir.func @slice(%_1: !mir.ref<!mir.array<ui8, 7>>) -> !mir.ref<!mir.slice<ui8>> {
  %_0 = mir.local 0 : !mir.ref<!mir.slice<ui8>>
  mir.goto ^bb0
^bb0:
  %a = mir.copy %_1 : !mir.ref<!mir.array<ui8, 7>>
  %r = mir.cast unsize %a : !mir.ref<!mir.array<ui8, 7>> -> !mir.ref<!mir.slice<ui8>>
  mir.assign %_0, %r : !mir.ref<!mir.slice<ui8>>
  mir.return
}

mir.func @object(%_1: !mir.ref<!mir.adt<"demo::Square">>) -> !mir.ref<!mir.dyn<"demo::Shape", [], [], []>> {
  %_0 = mir.local 0 : !mir.ref<!mir.dyn<"demo::Shape", [], [], []>>
  mir.goto ^bb0
^bb0:
  %a = mir.copy %_1 : !mir.ref<!mir.adt<"demo::Square">>
  %r = mir.cast unsize %a vtable @"<Square as Shape>" : !mir.ref<!mir.adt<"demo::Square">> -> !mir.ref<!mir.dyn<"demo::Shape", [], [], []>>
  mir.assign %_0, %r : !mir.ref<!mir.dyn<"demo::Shape", [], [], []>>
  mir.return
}

mir.func @in_a_struct(%_1: !mir.adt<"demo::Own", !mir.adt<"demo::Square">>) -> !mir.adt<"demo::Own", !mir.dyn<"demo::Shape", [], [], []>> {
  %_0 = mir.local 0 : !mir.adt<"demo::Own", !mir.dyn<"demo::Shape", [], [], []>>
  mir.goto ^bb0
^bb0:
  %a = mir.copy %_1 : !mir.adt<"demo::Own", !mir.adt<"demo::Square">>
  %r = mir.cast unsize %a vtable @"<Square as Shape>" : !mir.adt<"demo::Own", !mir.adt<"demo::Square">> -> !mir.adt<"demo::Own", !mir.dyn<"demo::Shape", [], [], []>>
  mir.assign %_0, %r : !mir.adt<"demo::Own", !mir.dyn<"demo::Shape", [], [], []>>
  mir.return
}

mir.func @size_of_val(%_1: !mir.ref<!mir.adt<"demo::Tail", !mir.dyn<"demo::Shape", [], [], []>>>) -> !mir.usize {
  %_0 = mir.local 0 : !mir.usize
  mir.goto ^bb0
^bb0:
  %a = mir.copy %_1 : !mir.ref<!mir.adt<"demo::Tail", !mir.dyn<"demo::Shape", [], [], []>>>
  mir.call_intrinsic "size_of_val"[!mir.adt<"demo::Tail", !mir.dyn<"demo::Shape", [], [], []>>](%a) into %_0 : (!mir.ref<!mir.adt<"demo::Tail", !mir.dyn<"demo::Shape", [], [], []>>>) -> !mir.usize, ^bb1
^bb1:
  mir.return
}

mir.func @tail(%_1: !mir.ref<!mir.adt<"demo::Tail", !mir.dyn<"demo::Shape", [], [], []>>>) -> !mir.ref<!mir.dyn<"demo::Shape", [], [], []>> {
  %_0 = mir.local 0 : !mir.ref<!mir.dyn<"demo::Shape", [], [], []>>
  mir.goto ^bb0
^bb0:
  %p = mir.deref %_1 : !mir.ref<!mir.adt<"demo::Tail", !mir.dyn<"demo::Shape", [], [], []>>>
  %t = mir.field %p[2] : !mir.adt<"demo::Tail", !mir.dyn<"demo::Shape", [], [], []>> -> !mir.dyn<"demo::Shape", [], [], []>
  %r = mir.ref shared %t : !mir.ref<!mir.dyn<"demo::Shape", [], [], []>>
  mir.assign %_0, %r : !mir.ref<!mir.dyn<"demo::Shape", [], [], []>>
  mir.return
}

// LLVM: llvm.func

// CHECK:      builtin.module {
// CHECK-NEXT:   asptr.global constant linkage(private) @"<Square as Shape>" in constant size 40 align 8 = <"00000000000000000400000000000000040000000000000000000000000000000000000000000000", undef 32 to 40, at 0 @drop, at 24 @area>
// CHECK-NEXT:   func.func private @drop(!asptr.ptr<flat>) -> ()
// CHECK-NEXT:   func.func private @area(!asptr.ptr<flat>) -> i64
// CHECK-NEXT:   func.func private @slice(%0: !asptr.ptr<flat> {llvm.noundef, llvm.nonnull, llvm.readonly, llvm.noalias, llvm.dereferenceable = 7 : i64}) -> (!asptr.ptr<flat>, i64) {
// CHECK-NEXT:     %1 = arith.constant 7 : i64
// CHECK-NEXT:     func.return %0, %1 : !asptr.ptr<flat>, i64
// CHECK-NEXT:   }
// CHECK-NEXT:   func.func private @object(%0: !asptr.ptr<flat> {llvm.noundef, llvm.nonnull, llvm.align = 4 : i64, llvm.readonly, llvm.noalias, llvm.dereferenceable = 4 : i64}) -> (!asptr.ptr<flat>, !asptr.ptr<flat>) {
// CHECK-NEXT:     %1 = asptr.addressof @"<Square as Shape>" : !asptr.ptr<constant>
// CHECK-NEXT:     %2 = asptr.cast %1 : !asptr.ptr<constant> -> !asptr.ptr<flat>
// CHECK-NEXT:     func.return %0, %2 : !asptr.ptr<flat>, !asptr.ptr<flat>
// CHECK-NEXT:   }
// CHECK-NEXT:   func.func private @in_a_struct(%0: !asptr.ptr<private> {llvm.noundef, llvm.noalias, llvm.align = 8 : i64, llvm.dereferenceable = 24 : i64, llvm.writable}, %1: !asptr.ptr<flat> {llvm.noundef, llvm.nonnull, llvm.align = 4 : i64, llvm.readonly, llvm.noalias, llvm.dereferenceable = 4 : i64}, %2: i64 {llvm.noundef}) {
// CHECK-NEXT:     %3 = asptr.alloca size 16 align 8 : !asptr.ptr<private>
// CHECK-NEXT:     %4 = asptr.alloca size 24 align 8 : !asptr.ptr<private>
// CHECK-NEXT:     asptr.store %1, %3 align 8 : !asptr.ptr<flat>, !asptr.ptr<private>
// CHECK-NEXT:     %5 = asptr.displace %3 by 8 : !asptr.ptr<private>
// CHECK-NEXT:     asptr.store %2, %5 align 8 : i64, !asptr.ptr<private>
// CHECK-NEXT:     %6 = asptr.load %3 align 8 noundef nonnull result_align(4) : !asptr.ptr<private> -> !asptr.ptr<flat>
// CHECK-NEXT:     %7 = asptr.addressof @"<Square as Shape>" : !asptr.ptr<constant>
// CHECK-NEXT:     %8 = asptr.cast %7 : !asptr.ptr<constant> -> !asptr.ptr<flat>
// CHECK-NEXT:     asptr.store %6, %4 align 8 : !asptr.ptr<flat>, !asptr.ptr<private>
// CHECK-NEXT:     %9 = asptr.displace %4 by 8 : !asptr.ptr<private>
// CHECK-NEXT:     asptr.store %8, %9 align 8 : !asptr.ptr<flat>, !asptr.ptr<private>
// CHECK-NEXT:     %10 = asptr.displace %3 by 8 : !asptr.ptr<private>
// CHECK-NEXT:     %11 = asptr.displace %4 by 16 : !asptr.ptr<private>
// CHECK-NEXT:     %12 = asptr.load %10 align 8 noundef : !asptr.ptr<private> -> i64
// CHECK-NEXT:     asptr.store %12, %11 align 8 : i64, !asptr.ptr<private>
// CHECK-NEXT:     %13 = arith.constant 24 : i64
// CHECK-NEXT:     asptr.copy %0 align 8, %4 align 8, %13 : !asptr.ptr<private>, !asptr.ptr<private>
// CHECK-NEXT:     func.return
// CHECK-NEXT:   }
// CHECK-NEXT:   func.func private @size_of_val(%0: !asptr.ptr<flat> {llvm.noundef, llvm.nonnull, llvm.align = 4 : i64}, %1: !asptr.ptr<flat> {llvm.noundef, llvm.nonnull}) -> i64 {
// CHECK-NEXT:     %2 = asptr.displace %1 by 8 : !asptr.ptr<flat>
// CHECK-NEXT:     %3 = asptr.load invariant %2 align 8 noundef : !asptr.ptr<flat> -> i64
// CHECK-NEXT:     %4 = asptr.displace %1 by 16 : !asptr.ptr<flat>
// CHECK-NEXT:     %5 = asptr.load invariant %4 align 8 noundef : !asptr.ptr<flat> -> i64
// CHECK-NEXT:     %6 = arith.constant 4 : i64
// CHECK-NEXT:     %7 = arith.maxui %5, %6 : i64
// CHECK-NEXT:     %8 = arith.constant 5 : i64
// CHECK-NEXT:     %9 = arith.addi %8, %3 : i64
// CHECK-NEXT:     %10 = arith.constant 1 : i64
// CHECK-NEXT:     %11 = arith.subi %7, %10 : i64
// CHECK-NEXT:     %12 = arith.addi %9, %11 : i64
// CHECK-NEXT:     %13 = arith.constant -1 : i64
// CHECK-NEXT:     %14 = arith.xori %11, %13 : i64
// CHECK-NEXT:     %15 = arith.andi %12, %14 : i64
// CHECK-NEXT:     func.return %15 : i64
// CHECK-NEXT:   }
// CHECK-NEXT:   func.func private @tail(%0: !asptr.ptr<flat> {llvm.noundef, llvm.nonnull, llvm.align = 4 : i64}, %1: !asptr.ptr<flat> {llvm.noundef, llvm.nonnull}) -> (!asptr.ptr<flat>, !asptr.ptr<flat>) {
// CHECK-NEXT:     %2 = asptr.displace %1 by 8 : !asptr.ptr<flat>
// CHECK-NEXT:     %3 = asptr.load invariant %2 align 8 noundef : !asptr.ptr<flat> -> i64
// CHECK-NEXT:     %4 = asptr.displace %1 by 16 : !asptr.ptr<flat>
// CHECK-NEXT:     %5 = asptr.load invariant %4 align 8 noundef : !asptr.ptr<flat> -> i64
// CHECK-NEXT:     %6 = arith.constant 5 : i64
// CHECK-NEXT:     %7 = arith.constant 1 : i64
// CHECK-NEXT:     %8 = arith.subi %5, %7 : i64
// CHECK-NEXT:     %9 = arith.addi %6, %8 : i64
// CHECK-NEXT:     %10 = arith.constant -1 : i64
// CHECK-NEXT:     %11 = arith.xori %8, %10 : i64
// CHECK-NEXT:     %12 = arith.andi %9, %11 : i64
// CHECK-NEXT:     %13 = asptr.offset %0[%12] stride 1 : !asptr.ptr<flat>
// CHECK-NEXT:     func.return %13, %1 : !asptr.ptr<flat>, !asptr.ptr<flat>
// CHECK-NEXT:   }
// CHECK-NEXT: }
