// RUN: rusticle-opt %s -p lower-mir | filecheck %s
// RUN: rusticle-opt %s -p lower-mir,lower-to-llvm | filecheck %s --check-prefix LLVM

// References are told from each other by what may change behind them.

mir.struct @Cell : !mir.adt<"core::cell::UnsafeCell", ui32> repr(transparent) lang "unsafe_cell" { value: ui32 }
mir.struct @Holder : !mir.adt<"demo::Holder"> { flags: !mir.array<!mir.adt<"core::cell::UnsafeCell", ui32>, 2>, next: !mir.ref<!mir.adt<"demo::Holder">> }
mir.struct @Pinned : !mir.adt<"core::marker::PhantomPinned"> {}

mir.func @shared(%_1: !mir.ref<ui32>) -> !mir.tuple<> {
  %_0 = mir.local 0 : !mir.tuple<>
  mir.goto ^bb0
^bb0:
  mir.return
}

mir.func @exclusive(%_1: !mir.ref<mut ui32>) -> !mir.tuple<> {
  %_0 = mir.local 0 : !mir.tuple<>
  mir.goto ^bb0
^bb0:
  mir.return
}

mir.func @slices(%_1: !mir.ref<!mir.slice<f32>>) -> !mir.tuple<> {
  %_0 = mir.local 0 : !mir.tuple<>
  mir.goto ^bb0
^bb0:
  mir.return
}

mir.func @cells(%_1: !mir.ref<!mir.adt<"demo::Holder">>) -> !mir.tuple<> {
  %_0 = mir.local 0 : !mir.tuple<>
  mir.goto ^bb0
^bb0:
  mir.return
}

mir.func @exclusive_cells(%_1: !mir.ref<mut !mir.adt<"demo::Holder">>) -> !mir.tuple<> {
  %_0 = mir.local 0 : !mir.tuple<>
  mir.goto ^bb0
^bb0:
  mir.return
}

mir.func @pinned(%_1: !mir.ref<mut !mir.tuple<ui32, !mir.adt<"core::marker::PhantomPinned">>>) -> !mir.tuple<> {
  %_0 = mir.local 0 : !mir.tuple<>
  mir.goto ^bb0
^bb0:
  mir.return
}

mir.func @objects(%_1: !mir.ref<!mir.dyn<"demo::Shape", [], [], []>>) -> !mir.tuple<> {
  %_0 = mir.local 0 : !mir.tuple<>
  mir.goto ^bb0
^bb0:
  mir.return
}

mir.func @raw(%_1: !mir.ptr<mut ui32>) -> !mir.tuple<> {
  %_0 = mir.local 0 : !mir.tuple<>
  mir.goto ^bb0
^bb0:
  mir.return
}

// LLVM: llvm.func

// CHECK:      builtin.module {
// CHECK-NEXT:   func.func private @shared(%0: !asptr.ptr<flat> {llvm.noundef, llvm.nonnull, llvm.align = 4 : i64, llvm.readonly, llvm.noalias, llvm.dereferenceable = 4 : i64}) {
// CHECK-NEXT:     func.return
// CHECK-NEXT:   }
// CHECK-NEXT:   func.func private @exclusive(%0: !asptr.ptr<flat> {llvm.noundef, llvm.nonnull, llvm.align = 4 : i64, llvm.noalias, llvm.dereferenceable = 4 : i64}) {
// CHECK-NEXT:     func.return
// CHECK-NEXT:   }
// CHECK-NEXT:   func.func private @slices(%0: !asptr.ptr<flat> {llvm.noundef, llvm.nonnull, llvm.align = 4 : i64, llvm.readonly, llvm.noalias}, %1: i64 {llvm.noundef}) {
// CHECK-NEXT:     func.return
// CHECK-NEXT:   }
// CHECK-NEXT:   func.func private @cells(%0: !asptr.ptr<flat> {llvm.noundef, llvm.nonnull, llvm.align = 8 : i64}) {
// CHECK-NEXT:     func.return
// CHECK-NEXT:   }
// CHECK-NEXT:   func.func private @exclusive_cells(%0: !asptr.ptr<flat> {llvm.noundef, llvm.nonnull, llvm.align = 8 : i64, llvm.noalias, llvm.dereferenceable = 16 : i64}) {
// CHECK-NEXT:     func.return
// CHECK-NEXT:   }
// CHECK-NEXT:   func.func private @pinned(%0: !asptr.ptr<flat> {llvm.noundef, llvm.nonnull, llvm.align = 4 : i64}) {
// CHECK-NEXT:     func.return
// CHECK-NEXT:   }
// CHECK-NEXT:   func.func private @objects(%0: !asptr.ptr<flat> {llvm.noundef, llvm.nonnull}, %1: !asptr.ptr<flat> {llvm.noundef, llvm.nonnull}) {
// CHECK-NEXT:     func.return
// CHECK-NEXT:   }
// CHECK-NEXT:   func.func private @raw(%0: !asptr.ptr<flat> {llvm.noundef}) {
// CHECK-NEXT:     func.return
// CHECK-NEXT:   }
// CHECK-NEXT: }
