// RUN: rusticle-opt %s -p lower-mir | filecheck %s
// RUN: rusticle-opt %s -p lower-mir,lower-to-llvm | filecheck %s --check-prefix LLVM

// Locals that are assigned more than once become block arguments.

mir.func @loop(%_1: ui32) -> ui32 {
  %_0 = mir.local 0 : ui32
  %_2 = mir.local 2 : ui32
  mir.goto ^bb0
^bb0:
  %z = mir.constant 0 : ui32
  mir.assign %_2, %z : ui32
  mir.goto ^head
^head:
  %n = mir.copy %_1 : ui32
  mir.switch_int %n : ui32 [0: ^done, otherwise: ^body]
^body:
  %s = mir.copy %_2 : ui32
  %m = mir.copy %_1 : ui32
  %t = mir.binary add %s, %m : ui32
  mir.assign %_2, %t : ui32
  %one = mir.constant 1 : ui32
  %l = mir.binary sub %m, %one : ui32
  mir.assign %_1, %l : ui32
  mir.goto ^head
^done:
  %v = mir.copy %_2 : ui32
  mir.assign %_0, %v : ui32
  mir.return
}

mir.func @one_arm_assigns(%_1: !mir.bool, %_2: ui32) -> ui32 {
  %_0 = mir.local 0 : ui32
  %_3 = mir.local 3 : ui32
  mir.goto ^bb0
^bb0:
  %a = mir.copy %_1 : !mir.bool
  %b = mir.copy %_2 : ui32
  mir.switch_int %a : !mir.bool [0: ^join, otherwise: ^set]
^set:
  mir.assign %_3, %b : ui32
  mir.goto ^join
^join:
  %v = mir.copy %_3 : ui32
  mir.assign %_0, %v : ui32
  mir.return
}

mir.func @borrowed_locals_stay_in_memory(%_1: ui32) -> ui32 {
  %_0 = mir.local 0 : ui32
  %_2 = mir.local 2 : !mir.ptr<mut ui32>
  mir.goto ^bb0
^bb0:
  %p = mir.raw_ptr mut %_1 : !mir.ptr<mut ui32>
  mir.assign %_2, %p : !mir.ptr<mut ui32>
  %d = mir.deref %_2 : !mir.ptr<mut ui32>
  %one = mir.constant 1 : ui32
  mir.assign %d, %one : ui32
  %r = mir.copy %_1 : ui32
  mir.assign %_0, %r : ui32
  mir.return
}

mir.func @nothing_unwinds(%_1: !mir.bool) -> !mir.tuple<> {
  %_0 = mir.local 0 : !mir.tuple<>
  mir.goto ^bb0
^bb0:
  mir.call @may_panic() into %_0 : () -> !mir.tuple<>, [return: ^bb1, unwind: ^bb2]
^bb1:
  mir.return
^bb2:
  mir.resume
}

mir.func private @may_panic() -> !mir.tuple<>

// LLVM: llvm.func

// CHECK:      builtin.module {
// CHECK-NEXT:   func.func private @loop(%0: i32 {llvm.noundef}) -> i32 {
// CHECK-NEXT:     %1 = arith.constant 0 : i32
// CHECK-NEXT:     cf.br ^bb1(%0, %1 : i32, i32)
// CHECK-NEXT:   ^bb1(%2: i32, %3: i32):
// CHECK-NEXT:     %4 = arith.constant 0 : i32
// CHECK-NEXT:     %5 = arith.cmpi eq, %2, %4 : i32
// CHECK-NEXT:     cf.cond_br %5, ^bb3, ^bb2
// CHECK-NEXT:   ^bb2:
// CHECK-NEXT:     %6 = arith.addi %3, %2 : i32
// CHECK-NEXT:     %7 = arith.constant 1 : i32
// CHECK-NEXT:     %8 = arith.subi %2, %7 : i32
// CHECK-NEXT:     cf.br ^bb1(%8, %6 : i32, i32)
// CHECK-NEXT:   ^bb3:
// CHECK-NEXT:     func.return %3 : i32
// CHECK-NEXT:   }
// CHECK-NEXT:   func.func private @one_arm_assigns(%0: i1 {llvm.noundef, llvm.zeroext}, %1: i32 {llvm.noundef}) -> i32 {
// CHECK-NEXT:     %2 = ub.poison : i32
// CHECK-NEXT:     cf.cond_br %0, ^bb1, ^bb2(%2 : i32)
// CHECK-NEXT:   ^bb1:
// CHECK-NEXT:     cf.br ^bb2(%1 : i32)
// CHECK-NEXT:   ^bb2(%3: i32):
// CHECK-NEXT:     func.return %3 : i32
// CHECK-NEXT:   }
// CHECK-NEXT:   func.func private @borrowed_locals_stay_in_memory(%0: i32 {llvm.noundef}) -> i32 {
// CHECK-NEXT:     %1 = asptr.alloca size 4 align 4 : !asptr.ptr<private>
// CHECK-NEXT:     asptr.store %0, %1 align 4 : i32, !asptr.ptr<private>
// CHECK-NEXT:     %2 = asptr.cast %1 : !asptr.ptr<private> -> !asptr.ptr<flat>
// CHECK-NEXT:     %3 = arith.constant 1 : i32
// CHECK-NEXT:     asptr.store %3, %2 align 4 : i32, !asptr.ptr<flat>
// CHECK-NEXT:     %4 = asptr.load %1 align 4 noundef : !asptr.ptr<private> -> i32
// CHECK-NEXT:     func.return %4 : i32
// CHECK-NEXT:   }
// CHECK-NEXT:   func.func private @nothing_unwinds(%0: i1 {llvm.noundef, llvm.zeroext}) {
// CHECK-NEXT:     func.call @may_panic() : () -> ()
// CHECK-NEXT:     func.return
// CHECK-NEXT:   }
// CHECK-NEXT:   func.func private @may_panic() -> ()
// CHECK-NEXT: }
