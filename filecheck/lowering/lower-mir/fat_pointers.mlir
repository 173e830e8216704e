// RUN: rusticle-opt %s -p lower-mir | filecheck %s
// RUN: rusticle-opt %s -p lower-mir,lower-to-llvm | filecheck %s --check-prefix LLVM

// A pointer to a slice is an address and a length.

mir.func @length(%_1: !mir.ref<!mir.slice<ui32>>) -> !mir.usize {
  %_0 = mir.local 0 : !mir.usize
  mir.goto ^bb0
^bb0:
  %s = mir.deref %_1 : !mir.ref<!mir.slice<ui32>>
  %r = mir.len %s : !mir.slice<ui32>
  mir.assign %_0, %r : !mir.usize
  mir.return
}

mir.func @metadata(%_1: !mir.ref<!mir.str>) -> !mir.usize {
  %_0 = mir.local 0 : !mir.usize
  mir.goto ^bb0
^bb0:
  %a = mir.copy %_1 : !mir.ref<!mir.str>
  %r = mir.unary ptr_metadata %a : !mir.ref<!mir.str> -> !mir.usize
  mir.assign %_0, %r : !mir.usize
  mir.return
}

mir.func @from_parts(%_1: !mir.ptr<const ui32>, %_2: !mir.usize) -> !mir.ptr<const !mir.slice<ui32>> {
  %_0 = mir.local 0 : !mir.ptr<const !mir.slice<ui32>>
  mir.goto ^bb0
^bb0:
  %a = mir.copy %_1 : !mir.ptr<const ui32>
  %b = mir.copy %_2 : !mir.usize
  %r = mir.aggregate raw_ptr(%a, %b) : (!mir.ptr<const ui32>, !mir.usize) -> !mir.ptr<const !mir.slice<ui32>>
  mir.assign %_0, %r : !mir.ptr<const !mir.slice<ui32>>
  mir.return
}

mir.func @reborrow(%_1: !mir.ref<mut !mir.slice<ui32>>) -> !mir.ref<!mir.slice<ui32>> {
  %_0 = mir.local 0 : !mir.ref<!mir.slice<ui32>>
  mir.goto ^bb0
^bb0:
  %s = mir.deref %_1 : !mir.ref<mut !mir.slice<ui32>>
  %r = mir.ref shared %s : !mir.ref<!mir.slice<ui32>>
  mir.assign %_0, %r : !mir.ref<!mir.slice<ui32>>
  mir.return
}

mir.func @middle(%_1: !mir.ref<!mir.slice<ui32>>) -> !mir.ref<!mir.slice<ui32>> {
  %_0 = mir.local 0 : !mir.ref<!mir.slice<ui32>>
  mir.goto ^bb0
^bb0:
  %s = mir.deref %_1 : !mir.ref<!mir.slice<ui32>>
  %m = mir.subslice %s[1 to 2 from_end] : !mir.slice<ui32> -> !mir.slice<ui32>
  %r = mir.ref shared %m : !mir.ref<!mir.slice<ui32>>
  mir.assign %_0, %r : !mir.ref<!mir.slice<ui32>>
  mir.return
}

// LLVM: llvm.func

// CHECK:      builtin.module {
// CHECK-NEXT:   func.func private @length(%0: !asptr.ptr<flat> {llvm.noundef, llvm.nonnull, llvm.align = 4 : i64, llvm.readonly, llvm.noalias}, %1: i64 {llvm.noundef}) -> i64 {
// CHECK-NEXT:     func.return %1 : i64
// CHECK-NEXT:   }
// CHECK-NEXT:   func.func private @metadata(%0: !asptr.ptr<flat> {llvm.noundef, llvm.nonnull, llvm.readonly, llvm.noalias}, %1: i64 {llvm.noundef}) -> i64 {
// CHECK-NEXT:     func.return %1 : i64
// CHECK-NEXT:   }
// CHECK-NEXT:   func.func private @from_parts(%0: !asptr.ptr<flat> {llvm.noundef}, %1: i64 {llvm.noundef}) -> (!asptr.ptr<flat>, i64) {
// CHECK-NEXT:     func.return %0, %1 : !asptr.ptr<flat>, i64
// CHECK-NEXT:   }
// CHECK-NEXT:   func.func private @reborrow(%0: !asptr.ptr<flat> {llvm.noundef, llvm.nonnull, llvm.align = 4 : i64, llvm.noalias}, %1: i64 {llvm.noundef}) -> (!asptr.ptr<flat>, i64) {
// CHECK-NEXT:     func.return %0, %1 : !asptr.ptr<flat>, i64
// CHECK-NEXT:   }
// CHECK-NEXT:   func.func private @middle(%0: !asptr.ptr<flat> {llvm.noundef, llvm.nonnull, llvm.align = 4 : i64, llvm.readonly, llvm.noalias}, %1: i64 {llvm.noundef}) -> (!asptr.ptr<flat>, i64) {
// CHECK-NEXT:     %2 = asptr.displace %0 by 4 : !asptr.ptr<flat>
// CHECK-NEXT:     %3 = arith.constant 3 : i64
// CHECK-NEXT:     %4 = arith.subi %1, %3 : i64
// CHECK-NEXT:     func.return %2, %4 : !asptr.ptr<flat>, i64
// CHECK-NEXT:   }
// CHECK-NEXT: }
