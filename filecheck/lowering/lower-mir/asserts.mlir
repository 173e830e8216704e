// RUN: rusticle-opt %s -p lower-mir | filecheck %s
// RUN: rusticle-opt %s -p lower-mir,lower-to-llvm | filecheck %s --check-prefix LLVM

// A failed assertion traps and says what was asserted.

mir.func @bounds(%_1: !mir.bool, %_2: !mir.usize, %_3: !mir.usize) -> !mir.tuple<> {
  %_0 = mir.local 0 : !mir.tuple<>
  mir.goto ^bb0
^bb0:
  %a = mir.copy %_1 : !mir.bool
  %b = mir.copy %_2 : !mir.usize
  %c = mir.copy %_3 : !mir.usize
  mir.assert %a, bounds_check(%b, %c : !mir.usize, !mir.usize), ^bb1
^bb1:
  mir.return
}

mir.func @overflow(%_1: !mir.bool, %_2: ui32) -> !mir.tuple<> {
  %_0 = mir.local 0 : !mir.tuple<>
  mir.goto ^bb0
^bb0:
  %a = mir.copy %_1 : !mir.bool
  %b = mir.copy %_2 : ui32
  mir.assert not %a, division_by_zero(%b : ui32), [success: ^bb1, unwind continue]
^bb1:
  mir.return
}

mir.func @unreachable() -> !mir.never {
  %_0 = mir.local 0 : !mir.never
  mir.goto ^bb0
^bb0:
  mir.unreachable
}

// LLVM: llvm.func

// CHECK:      builtin.module {
// CHECK-NEXT:   func.func private @bounds(%0: i1 {llvm.noundef, llvm.zeroext}, %1: i64 {llvm.noundef}, %2: i64 {llvm.noundef}) {
// CHECK-NEXT:     cf.cond_br %0, ^bb1, ^bb2
// CHECK-NEXT:   ^bb1:
// CHECK-NEXT:     func.return
// CHECK-NEXT:   ^bb2:
// CHECK-NEXT:     hsa.trap kind "bounds_check" message "index out of bounds: the length is {} but the index is {}" (%1, %2 : i64, i64)
// CHECK-NEXT:     ub.unreachable
// CHECK-NEXT:   }
// CHECK-NEXT:   func.func private @overflow(%0: i1 {llvm.noundef, llvm.zeroext}, %1: i32 {llvm.noundef}) {
// CHECK-NEXT:     cf.cond_br %0, ^bb2, ^bb1
// CHECK-NEXT:   ^bb1:
// CHECK-NEXT:     func.return
// CHECK-NEXT:   ^bb2:
// CHECK-NEXT:     hsa.trap kind "division_by_zero" message "attempt to divide `{}` by zero" (%1 : i32)
// CHECK-NEXT:     ub.unreachable
// CHECK-NEXT:   }
// CHECK-NEXT:   func.func private @unreachable() {
// CHECK-NEXT:     ub.unreachable
// CHECK-NEXT:   }
// CHECK-NEXT: }
