// RUN: rusticle-opt %s -p lower-mir | filecheck %s
// RUN: rusticle-opt %s -p lower-mir,lower-to-llvm | filecheck %s --check-prefix LLVM

// Orderings are const generic arguments: Relaxed 0, Release 1, Acquire 2, AcqRel 3, SeqCst 4.

mir.func @load(%_1: !mir.ptr<const ui32>) -> ui32 {
  %_0 = mir.local 0 : ui32
  mir.goto ^bb0
^bb0:
  %a = mir.copy %_1 : !mir.ptr<const ui32>
  mir.call_intrinsic "atomic_load"[ui32, #builtin.int<2>](%a) into %_0 : (!mir.ptr<const ui32>) -> ui32, ^bb1
^bb1:
  mir.return
}

mir.func @store(%_1: !mir.ptr<mut ui32>, %_2: ui32) -> !mir.tuple<> {
  %_0 = mir.local 0 : !mir.tuple<>
  mir.goto ^bb0
^bb0:
  %a = mir.copy %_1 : !mir.ptr<mut ui32>
  %b = mir.copy %_2 : ui32
  mir.call_intrinsic "atomic_store"[ui32, #builtin.int<1>](%a, %b) into %_0 : (!mir.ptr<mut ui32>, ui32) -> !mir.tuple<>, ^bb1
^bb1:
  mir.return
}

mir.func @load_bool(%_1: !mir.ptr<const !mir.bool>) -> !mir.bool {
  %_0 = mir.local 0 : !mir.bool
  mir.goto ^bb0
^bb0:
  %a = mir.copy %_1 : !mir.ptr<const !mir.bool>
  mir.call_intrinsic "atomic_load"[!mir.bool, #builtin.int<0>](%a) into %_0 : (!mir.ptr<const !mir.bool>) -> !mir.bool, ^bb1
^bb1:
  mir.return
}

mir.func @add(%_1: !mir.ptr<mut ui32>, %_2: ui32) -> ui32 {
  %_0 = mir.local 0 : ui32
  mir.goto ^bb0
^bb0:
  %a = mir.copy %_1 : !mir.ptr<mut ui32>
  %b = mir.copy %_2 : ui32
  mir.call_intrinsic "atomic_xadd"[ui32, ui32, #builtin.int<3>](%a, %b) into %_0 : (!mir.ptr<mut ui32>, ui32) -> ui32, ^bb1
^bb1:
  mir.return
}

mir.func @minimum(%_1: !mir.ptr<mut si32>, %_2: si32) -> si32 {
  %_0 = mir.local 0 : si32
  mir.goto ^bb0
^bb0:
  %a = mir.copy %_1 : !mir.ptr<mut si32>
  %b = mir.copy %_2 : si32
  mir.call_intrinsic "atomic_min"[si32, "SeqCst"](%a, %b) into %_0 : (!mir.ptr<mut si32>, si32) -> si32, ^bb1
^bb1:
  mir.return
}

mir.func @swap_pointer(%_1: !mir.ptr<mut !mir.ptr<mut ui8>>, %_2: !mir.ptr<mut ui8>) -> !mir.ptr<mut ui8> {
  %_0 = mir.local 0 : !mir.ptr<mut ui8>
  mir.goto ^bb0
^bb0:
  %a = mir.copy %_1 : !mir.ptr<mut !mir.ptr<mut ui8>>
  %b = mir.copy %_2 : !mir.ptr<mut ui8>
  mir.call_intrinsic "atomic_xchg"[!mir.ptr<mut ui8>, #builtin.int<4>](%a, %b) into %_0 : (!mir.ptr<mut !mir.ptr<mut ui8>>, !mir.ptr<mut ui8>) -> !mir.ptr<mut ui8>, ^bb1
^bb1:
  mir.return
}

mir.func @add_to_pointer(%_1: !mir.ptr<mut !mir.ptr<mut ui8>>, %_2: !mir.usize) -> !mir.ptr<mut ui8> {
  %_0 = mir.local 0 : !mir.ptr<mut ui8>
  mir.goto ^bb0
^bb0:
  %a = mir.copy %_1 : !mir.ptr<mut !mir.ptr<mut ui8>>
  %b = mir.copy %_2 : !mir.usize
  mir.call_intrinsic "atomic_xadd"[!mir.ptr<mut ui8>, !mir.usize, #builtin.int<4>](%a, %b) into %_0 : (!mir.ptr<mut !mir.ptr<mut ui8>>, !mir.usize) -> !mir.ptr<mut ui8>, ^bb1
^bb1:
  mir.return
}

mir.func @exchange(%_1: !mir.ptr<mut ui32>, %_2: ui32, %_3: ui32) -> !mir.tuple<ui32, !mir.bool> {
  %_0 = mir.local 0 : !mir.tuple<ui32, !mir.bool>
  mir.goto ^bb0
^bb0:
  %a = mir.copy %_1 : !mir.ptr<mut ui32>
  %b = mir.copy %_2 : ui32
  %c = mir.copy %_3 : ui32
  mir.call_intrinsic "atomic_cxchg"[ui32, #builtin.int<3>, #builtin.int<0>](%a, %b, %c) into %_0 : (!mir.ptr<mut ui32>, ui32, ui32) -> !mir.tuple<ui32, !mir.bool>, ^bb1
^bb1:
  mir.return
}

mir.func @exchange_weak(%_1: !mir.ptr<mut ui32>, %_2: ui32, %_3: ui32) -> !mir.tuple<ui32, !mir.bool> {
  %_0 = mir.local 0 : !mir.tuple<ui32, !mir.bool>
  mir.goto ^bb0
^bb0:
  %a = mir.copy %_1 : !mir.ptr<mut ui32>
  %b = mir.copy %_2 : ui32
  %c = mir.copy %_3 : ui32
  mir.call_intrinsic "atomic_cxchgweak"[ui32, #builtin.int<4>, #builtin.int<2>](%a, %b, %c) into %_0 : (!mir.ptr<mut ui32>, ui32, ui32) -> !mir.tuple<ui32, !mir.bool>, ^bb1
^bb1:
  mir.return
}

mir.func @fence() -> !mir.tuple<> {
  %_0 = mir.local 0 : !mir.tuple<>
  mir.goto ^bb0
^bb0:
  mir.call_intrinsic "atomic_fence"[#builtin.int<3>]() into %_0 : () -> !mir.tuple<>, ^bb1
^bb1:
  mir.return
}

mir.func @compiler_fence() -> !mir.tuple<> {
  %_0 = mir.local 0 : !mir.tuple<>
  mir.goto ^bb0
^bb0:
  mir.call_intrinsic "atomic_singlethreadfence"[#builtin.int<4>]() into %_0 : () -> !mir.tuple<>, ^bb1
^bb1:
  mir.return
}

// LLVM: llvm.func

// CHECK:      builtin.module {
// CHECK-NEXT:   func.func private @load(%0: !asptr.ptr<flat> {llvm.noundef}) -> i32 {
// CHECK-NEXT:     %1 = asptr.atomic_load acquire %0 align 4 : !asptr.ptr<flat> -> i32
// CHECK-NEXT:     func.return %1 : i32
// CHECK-NEXT:   }
// CHECK-NEXT:   func.func private @store(%0: !asptr.ptr<flat> {llvm.noundef}, %1: i32 {llvm.noundef}) {
// CHECK-NEXT:     asptr.atomic_store release %1, %0 align 4 : i32, !asptr.ptr<flat>
// CHECK-NEXT:     func.return
// CHECK-NEXT:   }
// CHECK-NEXT:   func.func private @load_bool(%0: !asptr.ptr<flat> {llvm.noundef}) -> i1 {
// CHECK-NEXT:     %1 = asptr.atomic_load monotonic %0 align 1 : !asptr.ptr<flat> -> i8
// CHECK-NEXT:     %2 = arith.trunci %1 : i8 to i1
// CHECK-NEXT:     func.return %2 : i1
// CHECK-NEXT:   }
// CHECK-NEXT:   func.func private @add(%0: !asptr.ptr<flat> {llvm.noundef}, %1: i32 {llvm.noundef}) -> i32 {
// CHECK-NEXT:     %2 = asptr.atomic_rmw add acq_rel %0, %1 align 4 : !asptr.ptr<flat>, i32
// CHECK-NEXT:     func.return %2 : i32
// CHECK-NEXT:   }
// CHECK-NEXT:   func.func private @minimum(%0: !asptr.ptr<flat> {llvm.noundef}, %1: i32 {llvm.noundef}) -> i32 {
// CHECK-NEXT:     %2 = asptr.atomic_rmw min seq_cst %0, %1 align 4 : !asptr.ptr<flat>, i32
// CHECK-NEXT:     func.return %2 : i32
// CHECK-NEXT:   }
// CHECK-NEXT:   func.func private @swap_pointer(%0: !asptr.ptr<flat> {llvm.noundef}, %1: !asptr.ptr<flat> {llvm.noundef}) -> !asptr.ptr<flat> {
// CHECK-NEXT:     %2 = asptr.atomic_rmw xchg seq_cst %0, %1 align 8 : !asptr.ptr<flat>, !asptr.ptr<flat>
// CHECK-NEXT:     func.return %2 : !asptr.ptr<flat>
// CHECK-NEXT:   }
// CHECK-NEXT:   func.func private @add_to_pointer(%0: !asptr.ptr<flat> {llvm.noundef}, %1: i64 {llvm.noundef}) -> !asptr.ptr<flat> {
// CHECK-NEXT:     %2 = asptr.atomic_rmw add seq_cst %0, %1 align 8 : !asptr.ptr<flat>, i64
// CHECK-NEXT:     %3 = asptr.inttoptr %2 : i64 -> !asptr.ptr<flat>
// CHECK-NEXT:     func.return %3 : !asptr.ptr<flat>
// CHECK-NEXT:   }
// CHECK-NEXT:   func.func private @exchange(%0: !asptr.ptr<flat> {llvm.noundef}, %1: i32 {llvm.noundef}, %2: i32 {llvm.noundef}) -> (i32, i1) {
// CHECK-NEXT:     %3, %4 = asptr.cmpxchg acq_rel monotonic %0, %1, %2 align 4 : !asptr.ptr<flat>, i32
// CHECK-NEXT:     func.return %3, %4 : i32, i1
// CHECK-NEXT:   }
// CHECK-NEXT:   func.func private @exchange_weak(%0: !asptr.ptr<flat> {llvm.noundef}, %1: i32 {llvm.noundef}, %2: i32 {llvm.noundef}) -> (i32, i1) {
// CHECK-NEXT:     %3, %4 = asptr.cmpxchg weak seq_cst acquire %0, %1, %2 align 4 : !asptr.ptr<flat>, i32
// CHECK-NEXT:     func.return %3, %4 : i32, i1
// CHECK-NEXT:   }
// CHECK-NEXT:   func.func private @fence() {
// CHECK-NEXT:     asptr.fence acq_rel
// CHECK-NEXT:     func.return
// CHECK-NEXT:   }
// CHECK-NEXT:   func.func private @compiler_fence() {
// CHECK-NEXT:     asptr.fence seq_cst syncscope("singlethread")
// CHECK-NEXT:     func.return
// CHECK-NEXT:   }
// CHECK-NEXT: }
