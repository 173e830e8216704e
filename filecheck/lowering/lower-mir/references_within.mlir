// RUN: rusticle-opt %s -p lower-mir | filecheck %s

// A reference promises as much where it is wrapped, and numbers promise their ranges.

mir.struct @Wrapped : !mir.adt<"demo::Wrapped"> { unit: !mir.tuple<>, r: !mir.ref<mut ui64>, n: ui32 }
mir.struct @Dangling : !mir.adt<"core::mem::maybe_dangling::MaybeDangling", !mir.ref<ui64>> repr(transparent) { "0": !mir.ref<ui64> }
mir.struct @NonNull : !mir.adt<"core::ptr::NonNull", ui64> repr(transparent) valid 1 to 18446744073709551615 { pointer: !mir.ptr<const ui64> }
mir.struct @Box : !mir.adt<"alloc::boxed::Box", ui64> lang "owned_box" { "0": !mir.adt<"core::ptr::NonNull", ui64> }
mir.struct @Phantom : !mir.adt<"core::marker::PhantomData", !mir.adt<"core::marker::PhantomPinned">> lang "phantom_data" {}
mir.struct @Pinned : !mir.adt<"core::marker::PhantomPinned"> {}
mir.struct @Node : !mir.adt<"demo::Node"> { n: ui32, p: !mir.adt<"core::marker::PhantomData", !mir.adt<"core::marker::PhantomPinned">> }
mir.union @Either : !mir.adt<"demo::Either"> { a: !mir.ref<ui64>, b: !mir.ref<ui32> }
mir.enum @Option : !mir.adt<"core::option::Option", !mir.ref<ui64>> {
  None = 0,
  Some = 1 { "0": !mir.ref<ui64> }
}

mir.func @option(%_1: !mir.adt<"core::option::Option", !mir.ref<ui64>>) -> !mir.tuple<> {
  %_0 = mir.local 0 : !mir.tuple<>
  mir.goto ^bb0
^bb0:
  mir.return
}

mir.func @wrapped(%_1: !mir.adt<"demo::Wrapped">) -> !mir.tuple<> {
  %_0 = mir.local 0 : !mir.tuple<>
  mir.goto ^bb0
^bb0:
  mir.return
}

mir.func @dangling(%_1: !mir.adt<"core::mem::maybe_dangling::MaybeDangling", !mir.ref<ui64>>) -> !mir.tuple<> {
  %_0 = mir.local 0 : !mir.tuple<>
  mir.goto ^bb0
^bb0:
  mir.return
}

mir.func @boxed(%_1: !mir.adt<"alloc::boxed::Box", ui64>) -> !mir.tuple<> {
  %_0 = mir.local 0 : !mir.tuple<>
  mir.goto ^bb0
^bb0:
  mir.return
}

mir.func @phantom_pinned(%_1: !mir.ref<mut !mir.adt<"demo::Node">>, %_2: !mir.ref<!mir.adt<"demo::Node">>) -> !mir.tuple<> {
  %_0 = mir.local 0 : !mir.tuple<>
  mir.goto ^bb0
^bb0:
  mir.return
}

mir.func @either(%_1: !mir.adt<"demo::Either">) -> !mir.tuple<> {
  %_0 = mir.local 0 : !mir.tuple<>
  mir.goto ^bb0
^bb0:
  mir.return
}

mir.func @ranges(%_1: !mir.char, %_2: !mir.bool, %_3: ui32) -> !mir.tuple<> {
  %_0 = mir.local 0 : !mir.tuple<>
  mir.goto ^bb0
^bb0:
  mir.return
}

// CHECK:      builtin.module {
// CHECK-NEXT:   func.func private @option(%0: !asptr.ptr<flat> {llvm.noundef, llvm.align = 8 : i64, llvm.readonly, llvm.noalias, llvm.dereferenceable_or_null = 8 : i64}) {
// CHECK-NEXT:     func.return
// CHECK-NEXT:   }
// CHECK-NEXT:   func.func private @wrapped(%0: !asptr.ptr<flat> {llvm.noundef, llvm.nonnull, llvm.align = 8 : i64, llvm.noalias, llvm.dereferenceable = 8 : i64}, %1: i32 {llvm.noundef}) {
// CHECK-NEXT:     func.return
// CHECK-NEXT:   }
// CHECK-NEXT:   func.func private @dangling(%0: !asptr.ptr<flat> {llvm.noundef, llvm.nonnull, llvm.align = 8 : i64}) {
// CHECK-NEXT:     func.return
// CHECK-NEXT:   }
// CHECK-NEXT:   func.func private @boxed(%0: !asptr.ptr<flat> {llvm.noundef, llvm.nonnull, llvm.align = 8 : i64, llvm.noalias}) {
// CHECK-NEXT:     func.return
// CHECK-NEXT:   }
// CHECK-NEXT:   func.func private @phantom_pinned(%0: !asptr.ptr<flat> {llvm.noundef, llvm.nonnull, llvm.align = 4 : i64}, %1: !asptr.ptr<flat> {llvm.noundef, llvm.nonnull, llvm.align = 4 : i64, llvm.readonly, llvm.noalias, llvm.dereferenceable = 4 : i64}) {
// CHECK-NEXT:     func.return
// CHECK-NEXT:   }
// CHECK-NEXT:   func.func private @either(%0: !asptr.ptr<flat>) {
// CHECK-NEXT:     func.return
// CHECK-NEXT:   }
// CHECK-NEXT:   func.func private @ranges(%0: i32 {llvm.noundef, llvm.range = #llvm.constant_range<i32, 0, 1114112>}, %1: i1 {llvm.noundef, llvm.zeroext}, %2: i32 {llvm.noundef}) {
// CHECK-NEXT:     func.return
// CHECK-NEXT:   }
// CHECK-NEXT: }
