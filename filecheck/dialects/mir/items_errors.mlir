// RUN: rusticle-opt %s --verify-diagnostics --parsing-diagnostics --split-input-file | filecheck %s

"mir.func"() <{sym_name = "f", abi = "Rust", function_type = () -> ()}> ({}) : () -> ()
// CHECK: a function returns one value, `()` if nothing else, not 0

// -----

"mir.func"() <{sym_name = "f", abi = "Rust", function_type = () -> ui8, arg_names = ["x"]}> ({}) : () -> ()
// CHECK: 1 argument names are given for 0 arguments

// -----

mir.func @f("x": ui8, ui8) -> ui8
// CHECK: either all arguments have a name or none

// -----

mir.func @f(ui8) -> ui8 {
  mir.return
}
// CHECK: the arguments of a function with a body need names

// -----

mir.func @f() -> ui8 inline "maybe"
// CHECK: `maybe` is not a kind of inlining

// -----

mir.func "gpu-kernel" @f() -> !mir.tuple<> kernel
// CHECK: a kernel must have a body

// -----

"mir.func"() <{sym_name = "f", abi = "Rust", function_type = (ui8) -> ui8}> ({
  "mir.return"() : () -> ()
}) : () -> ()
// CHECK: the body has 0 arguments, but the function 1

// -----

"mir.func"() <{sym_name = "f", abi = "Rust", function_type = (ui8) -> ui8}> ({
^bb0(%x: ui8):
  "mir.return"() : () -> ()
}) : () -> ()
// CHECK: argument 0 of the body must be a place that holds ui8, not ui8

// -----

"mir.func"() <{sym_name = "f", abi = "Rust", function_type = (ui8) -> ui8}> ({
^bb0(%x: !mir.place<f32>):
  "mir.return"() : () -> ()
}) : () -> ()
// CHECK: argument 0 of the body must be a place that holds ui8, not !mir.place<f32>

// -----

"mir.func"() <{sym_name = "f", abi = "Rust", function_type = () -> ui8}> ({
^bb0:
  "mir.goto"() [^bb0] : () -> ()
}) : () -> ()
// CHECK: no block can go back to where the function starts

// -----

mir.struct @S : !mir.adt<"S"> { a: ui8, a: ui8 }
// CHECK: field `a` is given twice

// -----

"mir.struct"() <{sym_name = "S", adt = !mir.adt<"S">, repr = #mir.repr<>, variants = []}> : () -> ()
// CHECK: expected one variant, but there are 0

// -----

mir.struct @S : !mir.adt<"S"> lang "smart_pointer" {}
// CHECK: `smart_pointer` is not a type that is treated specially

// -----

mir.enum @E : !mir.adt<"E"> { A = 0, A = 1 }
// CHECK: variant `A` is given twice

// -----

mir.enum @E : !mir.adt<"E"> { A = 0, B = 0 }
// CHECK: discriminant 0 is given twice

// -----

mir.enum @E : !mir.adt<"E"> valid 0 to 1 { A = 0 }
// CHECK: an enum has no range of valid values of its own

// -----

mir.union @U : ui8 { a: ui8 }
// CHECK: ui8 should be of base attribute mir.adt

// -----

mir.static extern @S : ui8 = @S.init
// CHECK: an `extern` static is not defined here

// -----

mir.static @S : ui8
// CHECK: a static needs an allocation, or must be `extern`

// -----

"mir.alloc"() <{sym_name = "a", size = #builtin.int<3>, align = #builtin.int<1>, bytes = #mir.bytes<"hi">}> : () -> ()
// CHECK: there are 2 bytes, not 3

// -----

mir.alloc @a align 3 "hi"
// CHECK: an alignment must be a power of two, not 3

// -----

mir.alloc @a align 1 "hi" uninit [1 to 3]
// CHECK: the uninitialised range 1 to 3 is empty, out of order, or not within 2 bytes

// -----

mir.alloc @a align 1 "hi" uninit [1 to 2, 0 to 1]
// CHECK: the uninitialised range 0 to 1 is empty, out of order, or not within 2 bytes

// -----

mir.alloc @a align 1 "hi" relocations [2: @b]
// CHECK: the relocation at 2 is out of order or not within 2 bytes

// -----

mir.alloc @a align 1 "hi" relocations [0: @b, 0: @b]
// CHECK: the relocation at 0 is out of order or not within 2 bytes

// -----

mir.struct @S : !mir.adt<"S"> repr(align = 3) {}
// CHECK: `repr(align)` must be a power of two, but is 3

// -----

mir.struct @S : !mir.adt<"S"> repr(packed = 1, align = 2) {}
// CHECK: a type cannot be both `repr(packed)` and `repr(align)`

// -----

mir.func public @f(%_1 "result": !mir.ptr<mut ui32>) -> !mir.tuple<> sret "wave" kernel {
  %_0 = mir.local 0 : !mir.tuple<>
  mir.return
}
// CHECK: `wave` has no results of its own

// -----

mir.func public @f(%_1 "result": ui32) -> !mir.tuple<> sret "launch" kernel {
  %_0 = mir.local 0 : !mir.tuple<>
  mir.return
}
// CHECK: `sret` is of kernels whose first argument is a raw pointer
