// RUN: rusticle-opt %s --verify-diagnostics --parsing-diagnostics --split-input-file | filecheck %s

%p = "test.op"() : () -> !mir.place<ui32>
%v = "mir.copy"(%p) : (!mir.place<ui32>) -> f32
// CHECK: the place holds ui32, not f32

// -----

%p = "test.op"() : () -> !mir.place<!mir.adt<"Option"> as "Some">
%v = "mir.move"(%p) : (!mir.place<!mir.adt<"Option"> as "Some">) -> !mir.adt<"Option">
// CHECK: variant `Some` of !mir.adt<"Option"> cannot be read as a whole

// -----

%v = mir.constant 256 : ui8
// CHECK: 256 is not a value of ui8

// -----

%v = mir.constant -1 : !mir.usize
// CHECK: -1 is not a value of !mir.usize

// -----

%v = mir.constant 2 : !mir.bool
// CHECK: 2 is not a value of !mir.bool

// -----

%v = mir.constant 1114112 : !mir.char
// CHECK: 1114112 is not a value of !mir.char

// -----

%v = mir.runtime_check speed
// CHECK: `speed` is not a kind of runtime check

// -----

%v = "mir.runtime_check"() <{kind = "ub_checks"}> : () -> ui32
// CHECK: ui32 should be of base attribute mir.bool

// -----

%v = mir.constant : ui8
// CHECK: expected a constant

// -----

"test.op"() {a = #mir.aggregate<"Some", >} : () -> ()
// CHECK: expected a constant

// -----

%p = "test.op"() : () -> !mir.place<!mir.dyn<Shape, [], [], []>>
// CHECK: string literal expected
