// RUN: rusticle-opt %s --verify-diagnostics --parsing-diagnostics --split-input-file | filecheck %s

%v = "test.op"() : () -> f32
%a = "mir.repeat"(%v) <{count = #builtin.int<4>}> : (f32) -> !mir.array<ui8, 4>
// CHECK: f32 is not the element of !mir.array<ui8, 4>

// -----

%v = "test.op"() : () -> f32
%a = "mir.repeat"(%v) <{count = #builtin.int<5>}> : (f32) -> !mir.array<f32, 4>
// CHECK: the count is not the length of !mir.array<f32, 4>

// -----

%a = mir.repeat %v : f32
// CHECK: expected an array type, but found f32

// -----

%p = "test.op"() : () -> !mir.place<f32>
%r = "mir.ref"(%p) <{kind = "borrow"}> : (!mir.place<f32>) -> !mir.ref<f32>
// CHECK: `borrow` is not a kind of reference

// -----

%p = "test.op"() : () -> !mir.place<f32>
%r = "mir.ref"(%p) <{kind = "shared"}> : (!mir.place<f32>) -> !mir.ref<ui8>
// CHECK: the place holds f32, which !mir.ref<ui8> does not point to

// -----

%p = "test.op"() : () -> !mir.place<!mir.adt<"E"> as "A">
%r = "mir.ref"(%p) <{kind = "shared"}> : (!mir.place<!mir.adt<"E"> as "A">) -> !mir.ref<!mir.adt<"E">>
// CHECK: variant `A` of !mir.adt<"E"> cannot be pointed to as a whole

// -----

%p = "test.op"() : () -> !mir.place<f32>
%r = mir.ref mut %p : !mir.ref<f32>
// CHECK: a `mut` borrow cannot result in !mir.ref<f32>

// -----

%p = "test.op"() : () -> !mir.place<f32>
%r = mir.raw_ptr const %p : !mir.ptr<mut f32>
// CHECK: a `const` borrow cannot result in !mir.ptr<mut f32>

// -----

%p = "test.op"() : () -> !mir.place<f32>
%r = "mir.raw_ptr"(%p) <{kind = "shared"}> : (!mir.place<f32>) -> !mir.ptr<const f32>
// CHECK: `shared` is not a kind of raw pointer

// -----

%r = mir.ref mut %p : f32
// CHECK: mir.ref cannot result in f32

// -----

%r = mir.raw_ptr shared %p : !mir.ptr<const f32>
// CHECK: Expected one of 'const', 'fake', 'mut'

// -----

%v = "test.op"() : () -> ui8
%r = mir.cast widen %v : ui8 -> ui16
// CHECK: `widen` is not a kind of cast

// -----

%v = "test.op"() : () -> ui8
%r = mir.cast transmute %v vtable @v : ui8 -> si8
// CHECK: a cast `transmute` takes no vtable

// -----

%v = "test.op"() : () -> ui8
%r = mir.cast unsize %v callee @f : ui8 -> si8
// CHECK: a cast `unsize` takes no function

// -----

%v = "test.op"() : () -> ui8
%r = mir.binary power %v, %v : ui8
// CHECK: `power` is not a binary operation

// -----

%v, %w = "test.op"() : () -> (ui8, ui16)
%r = mir.binary add %v, %w : ui8, ui16
// CHECK: the operands of `add` must have one type, not ui8 and ui16

// -----

%v = "test.op"() : () -> ui8
%r = mir.binary add %v, %v : ui8 -> ui16
// CHECK: `add` of ui8 results in ui8, not in ui16

// -----

%v = "test.op"() : () -> ui8
%r = "mir.binary"(%v, %v) <{kind = "lt"}> : (ui8, ui8) -> ui8
// CHECK: `lt` of ui8 results in !mir.bool, not in ui8

// -----

%v = "test.op"() : () -> ui8
%r = "mir.binary"(%v, %v) <{kind = "add_with_overflow"}> : (ui8, ui8) -> ui8
// CHECK: `add_with_overflow` of ui8 results in !mir.tuple<ui8, !mir.bool>, not in ui8

// -----

%v = "test.op"() : () -> f32
%r = mir.unary root %v : f32
// CHECK: `root` is not a unary operation

// -----

%v = "test.op"() : () -> f32
%r = "mir.unary"(%v) <{kind = "neg"}> : (f32) -> f64
// CHECK: `neg` of f32 results in the same, not in f64

// -----

%v = "test.op"() : () -> f32
%r = mir.unary ptr_metadata %v : f32 -> !mir.usize
// CHECK: only a pointer has metadata, not f32

// -----

%r = mir.aggregate list() : () -> !mir.tuple<>
// CHECK: `list` is not a kind of aggregate

// -----

%r = mir.aggregate tuple() : () -> ui8
// CHECK: a tuple cannot be ui8

// -----

%r = mir.aggregate tuple() : () -> !mir.tuple<ui8>
// CHECK: !mir.tuple<ui8> has 1 fields, not 0

// -----

%v = "test.op"() : () -> f32
%r = mir.aggregate tuple(%v) : (f32) -> !mir.tuple<ui8>
// CHECK: field 0 of !mir.tuple<ui8> is ui8, not f32

// -----

%r = mir.aggregate array() : () -> ui8
// CHECK: an array cannot be ui8

// -----

%v = "test.op"() : () -> f32
%r = mir.aggregate array(%v) : (f32) -> !mir.array<f32, 2>
// CHECK: !mir.array<f32, 2> does not have 1 elements

// -----

%v = "test.op"() : () -> f32
%r = mir.aggregate array(%v) : (f32) -> !mir.array<ui8, 1>
// CHECK: an element of !mir.array<ui8, 1> is ui8, not f32

// -----

%r = mir.aggregate raw_ptr() : () -> ui8
// CHECK: a raw pointer cannot be ui8

// -----

%r = mir.aggregate raw_ptr() : () -> !mir.ptr<const !mir.str>
// CHECK: a fat pointer is made of a thin pointer and its metadata

// -----

%r = mir.aggregate tuple "A"() : () -> !mir.tuple<>
// CHECK: only an `adt` has a variant or an active field

// -----

%r = mir.aggregate adt field 1() : () -> !mir.adt<"Bits">
// CHECK: a union has one value, that of its active field

// -----

%p = "test.op"() : () -> !mir.place<ui8>
%r = mir.len %p : ui8
// CHECK: only an array or a slice has a length, not ui8

// -----

%v = "test.op"() : () -> f32
%r = "mir.wrap_binder"(%v) : (f32) -> !mir.unsafe_binder<ui8>
// CHECK: !mir.unsafe_binder<ui8> binds ui8, not f32

// -----

%r = mir.wrap_binder %v : ui8
// CHECK: expected an unsafe binder type, but found ui8

// -----

%r = mir.nullary offset_of ui8
// CHECK: `offset_of` is not a nullary operation
