// Plain `xdsl-opt` finds our dialects, passes and target, and all of upstream's `llvm` operations.

// RUN: xdsl-opt %s | filecheck %s --check-prefix=SAME
// RUN: xdsl-opt %s -p 'elaborate-drops,lower-mir,verify-address-spaces,lower-to-llvm' -t llvm | filecheck %s --check-prefix=LLVM
// RUN: rusticle-opt %s -p 'elaborate-drops,lower-mir,verify-address-spaces,lower-to-llvm' -t llvm | filecheck %s --check-prefix=LLVM

mir.func @same(%_1: ui32) -> ui32 {
  %_0 = mir.local 0 : ui32
  mir.goto ^bb0
^bb0:
  %0 = mir.copy %_1 : ui32
  mir.assign %_0, %0 : ui32
  mir.return
}

llvm.func @frozen(%x: i32) -> i32 {
  %y = llvm.freeze %x : i32
  llvm.return %y : i32
}

// SAME: mir.func @same(%_1: ui32) -> ui32
// SAME: llvm.freeze

// LLVM-DAG: define {{.*}}i32 @same(
// LLVM-DAG: freeze i32
