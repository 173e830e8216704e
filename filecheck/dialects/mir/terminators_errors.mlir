// RUN: rusticle-opt %s --verify-diagnostics --parsing-diagnostics --split-input-file | filecheck %s

"test.op"() ({
  %v = "test.op"() : () -> ui8
  "mir.switch_int"(%v) [^bb1, ^bb1] <{cases = [#builtin.int<0>, #builtin.int<1>]}> : (ui8) -> ()
^bb1:
  mir.return
}) : () -> ()
// CHECK: 2 cases need 3 successors, not 2

// -----

"test.op"() ({
  %v = "test.op"() : () -> ui8
  mir.switch_int %v : ui8 [256: ^bb1, otherwise: ^bb1]
^bb1:
  mir.return
}) : () -> ()
// CHECK: case 256 is not among the bits of ui8

// -----

"test.op"() ({
  %v = "test.op"() : () -> si8
  mir.switch_int %v : si8 [-1: ^bb1, otherwise: ^bb1]
^bb1:
  mir.return
}) : () -> ()
// CHECK: case -1 is not among the bits of si8

// -----

"test.op"() ({
  %v = "test.op"() : () -> ui8
  mir.switch_int %v : ui8 [3: ^bb1, 3: ^bb1, otherwise: ^bb1]
^bb1:
  mir.return
}) : () -> ()
// CHECK: case 3 is given twice

// -----

"test.op"() ({
  mir.terminate boredom
}) : () -> ()
// CHECK: `boredom` is not a reason to terminate

// -----

"test.op"() ({
  %p = "test.op"() : () -> !mir.place<ui8>
  mir.drop %p : ui8, [return: ^bb1, unwind hope]
^bb1:
  mir.return
}) : () -> ()
// CHECK: `hope` is not an unwind action

// -----

"test.op"() ({
  %p = "test.op"() : () -> !mir.place<ui8>
  mir.drop %p : ui8
}) : () -> ()
// CHECK: expected 1 successors besides the cleanup block, but there are 0

// -----

"test.op"() ({
  %p = "test.op"() : () -> !mir.place<ui8>
  "mir.drop"(%p) <{unwind = "cleanup"}> : (!mir.place<ui8>) -> ()
}) : () -> ()
// CHECK: there is no block to clean up in

// -----

"test.op"() ({
  %p = "test.op"() : () -> !mir.place<ui8>
  mir.drop %p : ui8, [success: ^bb1]
^bb1:
  mir.return
}) : () -> ()
// CHECK: expected `return` or `unwind`, but found `success`

// -----

"test.op"() ({
  %c = "test.op"() : () -> !mir.bool
  mir.assert %c, bad_luck(), ^bb1
^bb1:
  mir.return
}) : () -> ()
// CHECK: `bad_luck` is not a kind of assertion

// -----

"test.op"() ({
  %c = "test.op"() : () -> !mir.bool
  mir.assert %c, bounds_check(), ^bb1
^bb1:
  mir.return
}) : () -> ()
// CHECK: `bounds_check` shows 2 values, not 0

// -----

"test.op"() ({
  %c = "test.op"() : () -> !mir.bool
  "mir.assert"(%c) [^bb1] <{kind = "null_pointer_dereference", expected = #builtin.int<2>}> : (!mir.bool) -> ()
^bb1:
  mir.return
}) : () -> ()
// CHECK: the expected value must be 0 or 1

// -----

"test.op"() ({
  %v, %p = "test.op"() : () -> (ui8, !mir.place<ui8>)
  mir.yield %v into %p : ui8, ui8
}) : () -> ()
// CHECK: expected 1 or 2 successors, but there are 0

// -----

"test.op"() ({
  %v = "test.op"() : () -> ui8
  mir.inline_asm "" ["inout(reg)", "const", "label"](%v : ui8), ^bb1
^bb1:
  mir.return
}) : () -> ()
// CHECK: the operand kinds take 3 operands, not 1

// -----

"test.op"() ({
  mir.goto ^bb1
  mir.nop
^bb1:
  mir.return
}) : () -> ()
// CHECK: Operation mir.goto with block successors must terminate its parent block

// -----

"test.op"() ({
  mir.goto ^bb1
^bb1:
  mir.nop
}) : () -> ()
// CHECK: Operation mir.nop terminates block in multi-block region but is not a terminator
