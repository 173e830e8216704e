// RUN: rusticle-opt %s -p lower-mir | filecheck %s
// RUN: rusticle-opt %s -p lower-mir,lower-to-llvm | filecheck %s --check-prefix LLVM

// Switches on the bits of any scalar.

mir.func @boolean(%_1: !mir.bool) -> !mir.tuple<> {
  %_0 = mir.local 0 : !mir.tuple<>
  mir.goto ^bb0
^bb0:
  %a = mir.copy %_1 : !mir.bool
  mir.switch_int %a : !mir.bool [0: ^b0, otherwise: ^other]
^b0:
  mir.return
^other:
  mir.return
}

mir.func @boolean_true_first(%_1: !mir.bool) -> !mir.tuple<> {
  %_0 = mir.local 0 : !mir.tuple<>
  mir.goto ^bb0
^bb0:
  %a = mir.copy %_1 : !mir.bool
  mir.switch_int %a : !mir.bool [1: ^b0, otherwise: ^other]
^b0:
  mir.return
^other:
  mir.return
}

mir.func @one_case(%_1: ui32) -> !mir.tuple<> {
  %_0 = mir.local 0 : !mir.tuple<>
  mir.goto ^bb0
^bb0:
  %a = mir.copy %_1 : ui32
  mir.switch_int %a : ui32 [7: ^b0, otherwise: ^other]
^b0:
  mir.return
^other:
  mir.return
}

mir.func @signed(%_1: si8) -> !mir.tuple<> {
  %_0 = mir.local 0 : !mir.tuple<>
  mir.goto ^bb0
^bb0:
  %a = mir.copy %_1 : si8
  mir.switch_int %a : si8 [255: ^b0, 0: ^b1, otherwise: ^other]
^b0:
  mir.return
^b1:
  mir.return
^other:
  mir.return
}

mir.func @character(%_1: !mir.char) -> !mir.tuple<> {
  %_0 = mir.local 0 : !mir.tuple<>
  mir.goto ^bb0
^bb0:
  %a = mir.copy %_1 : !mir.char
  mir.switch_int %a : !mir.char [97: ^b0, 98: ^b1, otherwise: ^other]
^b0:
  mir.return
^b1:
  mir.return
^other:
  mir.return
}

mir.func @wide(%_1: ui128) -> !mir.tuple<> {
  %_0 = mir.local 0 : !mir.tuple<>
  mir.goto ^bb0
^bb0:
  %a = mir.copy %_1 : ui128
  mir.switch_int %a : ui128 [1: ^b0, 170141183460469231731687303715884105728: ^b1, otherwise: ^other]
^b0:
  mir.return
^b1:
  mir.return
^other:
  mir.return
}

mir.func @none(%_1: ui32) -> !mir.tuple<> {
  %_0 = mir.local 0 : !mir.tuple<>
  mir.goto ^bb0
^bb0:
  %a = mir.copy %_1 : ui32
  mir.switch_int %a : ui32 [otherwise: ^b]
^b:
  mir.return
}

// LLVM: llvm.func

// CHECK:      builtin.module {
// CHECK-NEXT:   func.func private @boolean(%0: i1 {llvm.noundef, llvm.zeroext}) {
// CHECK-NEXT:     cf.cond_br %0, ^bb1, ^bb2
// CHECK-NEXT:   ^bb1:
// CHECK-NEXT:     func.return
// CHECK-NEXT:   ^bb2:
// CHECK-NEXT:     func.return
// CHECK-NEXT:   }
// CHECK-NEXT:   func.func private @boolean_true_first(%0: i1 {llvm.noundef, llvm.zeroext}) {
// CHECK-NEXT:     cf.cond_br %0, ^bb2, ^bb1
// CHECK-NEXT:   ^bb1:
// CHECK-NEXT:     func.return
// CHECK-NEXT:   ^bb2:
// CHECK-NEXT:     func.return
// CHECK-NEXT:   }
// CHECK-NEXT:   func.func private @one_case(%0: i32 {llvm.noundef}) {
// CHECK-NEXT:     %1 = arith.constant 7 : i32
// CHECK-NEXT:     %2 = arith.cmpi eq, %0, %1 : i32
// CHECK-NEXT:     cf.cond_br %2, ^bb2, ^bb1
// CHECK-NEXT:   ^bb1:
// CHECK-NEXT:     func.return
// CHECK-NEXT:   ^bb2:
// CHECK-NEXT:     func.return
// CHECK-NEXT:   }
// CHECK-NEXT:   func.func private @signed(%0: i8 {llvm.noundef}) {
// CHECK-NEXT:     cf.switch %0 : i8, [
// CHECK-NEXT:     default: ^bb1,
// CHECK-NEXT:       -1: ^bb3,
// CHECK-NEXT:       0: ^bb2
// CHECK-NEXT:     ]
// CHECK-NEXT:   ^bb1:
// CHECK-NEXT:     func.return
// CHECK-NEXT:   ^bb2:
// CHECK-NEXT:     func.return
// CHECK-NEXT:   ^bb3:
// CHECK-NEXT:     func.return
// CHECK-NEXT:   }
// CHECK-NEXT:   func.func private @character(%0: i32 {llvm.noundef, llvm.range = #llvm.constant_range<i32, 0, 1114112>}) {
// CHECK-NEXT:     cf.switch %0 : i32, [
// CHECK-NEXT:     default: ^bb1,
// CHECK-NEXT:       97: ^bb3,
// CHECK-NEXT:       98: ^bb2
// CHECK-NEXT:     ]
// CHECK-NEXT:   ^bb1:
// CHECK-NEXT:     func.return
// CHECK-NEXT:   ^bb2:
// CHECK-NEXT:     func.return
// CHECK-NEXT:   ^bb3:
// CHECK-NEXT:     func.return
// CHECK-NEXT:   }
// CHECK-NEXT:   func.func private @wide(%0: i128 {llvm.noundef}) {
// CHECK-NEXT:     %1 = arith.constant 1 : i128
// CHECK-NEXT:     %2 = arith.cmpi eq, %0, %1 : i128
// CHECK-NEXT:     cf.cond_br %2, ^bb3, ^bb4
// CHECK-NEXT:   ^bb1:
// CHECK-NEXT:     func.return
// CHECK-NEXT:   ^bb2:
// CHECK-NEXT:     func.return
// CHECK-NEXT:   ^bb3:
// CHECK-NEXT:     func.return
// CHECK-NEXT:   ^bb4:
// CHECK-NEXT:     %3 = arith.constant -170141183460469231731687303715884105728 : i128
// CHECK-NEXT:     %4 = arith.cmpi eq, %0, %3 : i128
// CHECK-NEXT:     cf.cond_br %4, ^bb2, ^bb5
// CHECK-NEXT:   ^bb5:
// CHECK-NEXT:     cf.br ^bb1
// CHECK-NEXT:   }
// CHECK-NEXT:   func.func private @none(%0: i32 {llvm.noundef}) {
// CHECK-NEXT:     cf.br ^bb1
// CHECK-NEXT:   ^bb1:
// CHECK-NEXT:     func.return
// CHECK-NEXT:   }
// CHECK-NEXT: }
