// The module is printed after each pass but the last, whose result is the output.

// RUN: rusticle-opt %s -p elaborate-drops,lower-mir,lower-to-llvm --print-between-passes | filecheck %s

mir.func @one() -> ui32 {
  %_0 = mir.local 0 : ui32
  mir.goto ^bb0
^bb0:
  %0 = mir.constant 1 : ui32
  mir.assign %_0, %0 : ui32
  mir.return
}

// CHECK:      IR after elaborate-drops:
// CHECK:        mir.func @one
// CHECK:      IR after lower-mir:
// CHECK:        func.func {{.*}}@one
// CHECK-NOT:  IR after lower-to-llvm:
// CHECK:        llvm.func {{.*}}@one
