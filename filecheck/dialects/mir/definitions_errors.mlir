// RUN: rusticle-opt %s --verify-diagnostics --parsing-diagnostics --split-input-file | filecheck %s

// What an operation's definition demands is checked in one pass over it; where that fails, the
// definition itself says what is wrong.

%v = "mir.copy"() : () -> ui32
// CHECK: Expected 1 operand, but got 0

// -----

%x = "test.op"() : () -> ui32
%v = "mir.copy"(%x) : (ui32) -> ui32
// CHECK: operand 'place' at position 0 does not verify:
// CHECK-NEXT: ui32 should be of base attribute mir.place

// -----

%p = "test.op"() : () -> !mir.place<ui32>
"mir.copy"(%p) : (!mir.place<ui32>) -> ()
// CHECK: Expected 1 result, but got 0

// -----

%p = "test.op"() : () -> !mir.place<ui32>
%v = "mir.field"(%p) <{index = #builtin.int<0>}> : (!mir.place<ui32>) -> ui32
// CHECK: result 'place' at position 0 does not verify:
// CHECK-NEXT: ui32 should be of base attribute mir.place

// -----

%p = "test.op"() : () -> !mir.place<ui32>
%v = "mir.field"(%p) : (!mir.place<ui32>) -> !mir.place<ui32>
// CHECK: property 'index' expected in operation 'mir.field'

// -----

%p = "test.op"() : () -> !mir.place<ui32>
%v = "mir.field"(%p) <{index = "zero"}> : (!mir.place<ui32>) -> !mir.place<ui32>
// CHECK: "zero" should be of base attribute builtin.int

// -----

%p = "test.op"() : () -> !mir.place<ui32>
%v = "mir.field"(%p) <{index = #builtin.int<0>, colour = "red"}> : (!mir.place<ui32>) -> !mir.place<ui32>
// CHECK: property 'colour' is not defined by the operation 'mir.field'.

// -----

%p = "test.op"() : () -> !mir.place<ui32>
%v = "mir.ref"(%p) <{kind = 1 : i64}> : (!mir.place<ui32>) -> !mir.ref<ui32>
// CHECK: 1 : i64 should be of base attribute string

// -----

"mir.func"() <{sym_name = "f", abi = "Rust", function_type = () -> ui32}> ({
^bb0:
  "mir.goto"()[^bb1] : () -> ()
^bb1:
  "mir.return"() : () -> ()
  "mir.goto"()[^bb1] : () -> ()
}) : () -> ()
// CHECK: 'mir.return' must be the last operation in its parent block

// -----

"mir.func"() <{sym_name = "f", abi = "Rust", function_type = () -> ui32}> ({
^bb0:
  "mir.goto"() : () -> ()
}) : () -> ()
// CHECK: Expected 1 successor, but got 0

// -----

"mir.func"() <{sym_name = "f", abi = "Rust", function_type = () -> ui32}> ({
^bb0:
  "mir.goto"()[^bb1, ^bb1] : () -> ()
^bb1:
  "mir.return"() : () -> ()
}) : () -> ()
// CHECK: Expected 1 successor, but got 2

// -----

"mir.func"() <{sym_name = "f", abi = "Rust", function_type = () -> ui32}> ({
^bb0:
  %v = "test.op"() : () -> ui32
  "mir.switch_int"(%v)[^bb1, ^bb1] <{cases = ["one"]}> : (ui32) -> ()
^bb1:
  "mir.return"() : () -> ()
}) : () -> ()
// CHECK: "one" should be of base attribute builtin.int

// -----

%p = "test.op"() : () -> !mir.place<ui32>
%v = "mir.copy"(%p) ({
}) : (!mir.place<ui32>) -> ui32
// CHECK: Expected 0 regions, but got 1

// -----

"mir.func"() <{sym_name = "f", abi = "Rust", function_type = () -> ui32}> ({
^bb0:
  "mir.nop"() : () -> ()
}) : () -> ()
// CHECK: Operation mir.nop terminates block in single-block region but is not a terminator
