// RUN: rusticle-opt %s --verify-diagnostics --parsing-diagnostics --split-input-file | filecheck %s

%p = "test.op"() : () -> !mir.place<ui32>
%q = "mir.deref"(%p) : (!mir.place<ui32>) -> !mir.place<ui32>
// CHECK: only a reference, a raw pointer or a box can be dereferenced, not ui32

// -----

%p = "test.op"() : () -> !mir.place<!mir.ref<f32>>
%q = "mir.deref"(%p) : (!mir.place<!mir.ref<f32>>) -> !mir.place<ui32>
// CHECK: a !mir.ref<f32> points to f32, not to ui32

// -----

%p = "test.op"() : () -> !mir.place<!mir.tuple<ui32>>
%q = mir.field %p[1] : !mir.tuple<ui32> -> ui32
// CHECK: !mir.tuple<ui32> has 1 fields, so none has index 1

// -----

%p = "test.op"() : () -> !mir.place<!mir.tuple<ui32>>
%q = mir.field %p[0] : !mir.tuple<ui32> -> f32
// CHECK: field 0 of !mir.tuple<ui32> is ui32, not f32

// -----

%p = "test.op"() : () -> !mir.place<!mir.adt<"S">>
%q = mir.field %p[-1] : !mir.adt<"S"> -> f32
// CHECK: a field's index cannot be -1

// -----

%p = "test.op"() : () -> !mir.place<!mir.adt<"E"> as "A">
%q = mir.downcast %p as "B" : !mir.adt<"E"> as "A"
// CHECK: the place was downcast to `A` before

// -----

%p = "test.op"() : () -> !mir.place<!mir.adt<"E">>
%q = "mir.downcast"(%p) <{variant = "A"}> : (!mir.place<!mir.adt<"E">>) -> !mir.place<!mir.adt<"F"> as "A">
// CHECK: a downcast of !mir.adt<"E"> cannot be !mir.adt<"F">

// -----

%p = "test.op"() : () -> !mir.place<!mir.adt<"E">>
%q = "mir.downcast"(%p) <{variant = "A"}> : (!mir.place<!mir.adt<"E">>) -> !mir.place<!mir.adt<"E"> as "B">
// CHECK: a downcast to `A` must result in a place of that variant

// -----

%p, %i = "test.op"() : () -> (!mir.place<!mir.slice<f32>>, !mir.place<ui32>)
%q = "mir.index"(%p, %i) : (!mir.place<!mir.slice<f32>>, !mir.place<ui32>) -> !mir.place<f32>
// CHECK: an index must be a !mir.usize, not a ui32

// -----

%p, %i = "test.op"() : () -> (!mir.place<ui32>, !mir.place<!mir.usize>)
%q = "mir.index"(%p, %i) : (!mir.place<ui32>, !mir.place<!mir.usize>) -> !mir.place<f32>
// CHECK: only an array or a slice can be indexed, not ui32

// -----

%p, %i = "test.op"() : () -> (!mir.place<!mir.slice<f32>>, !mir.place<!mir.usize>)
%q = "mir.index"(%p, %i) : (!mir.place<!mir.slice<f32>>, !mir.place<!mir.usize>) -> !mir.place<f64>
// CHECK: an element of !mir.slice<f32> is f32, not f64

// -----

%p = "test.op"() : () -> !mir.place<!mir.slice<f32>>
%q = mir.constant_index %p[3 of 3] : !mir.slice<f32>
// CHECK: offset 3 from the start is not within the 3 elements that there are at least

// -----

%p = "test.op"() : () -> !mir.place<!mir.slice<f32>>
%q = mir.constant_index %p[-4 of 3] : !mir.slice<f32>
// CHECK: offset 4 from the end is not within the 3 elements that there are at least

// -----

%p = "test.op"() : () -> !mir.place<ui32>
%q = mir.subslice %p[1 to 2] : ui32 -> ui32
// CHECK: only an array or a slice has a part, not ui32

// -----

%p = "test.op"() : () -> !mir.place<!mir.slice<f32>>
%q = mir.subslice %p[1 to 2 from_end] : !mir.slice<f32> -> !mir.slice<f64>
// CHECK: a part of !mir.slice<f32> cannot be !mir.slice<f64>

// -----

%p = "test.op"() : () -> !mir.place<!mir.array<f32, 4>>
%q = mir.subslice %p[3 to 2] : !mir.array<f32, 4> -> !mir.array<f32, 1>
// CHECK: a part cannot reach from 3 to 2

// -----

%p = "test.op"() : () -> !mir.place<!mir.slice<f32>>
%q = mir.subslice %p[1 to 2] : !mir.slice<f32> -> !mir.slice<f32>
// CHECK: a part of a slice is counted from its end

// -----

%p = "test.op"() : () -> !mir.place<ui32>
%q = mir.unwrap_binder %p : ui32 -> ui32
// CHECK: only an unsafe binder can be unwrapped, not ui32

// -----

%p = "test.op"() : () -> !mir.place<!mir.unsafe_binder<ui32>>
%q = mir.unwrap_binder %p : !mir.unsafe_binder<ui32> -> f32
// CHECK: !mir.unsafe_binder<ui32> binds ui32, not f32

// -----

%p = "test.op"() : () -> ui32
%q = "mir.deref"(%p) : (ui32) -> !mir.place<ui32>
// CHECK: ui32 should be of base attribute mir.place

// -----

%p = "test.op"() : () -> !mir.place<!mir.tuple<ui32>>
%q = "mir.field"(%p) : (!mir.place<!mir.tuple<ui32>>) -> !mir.place<ui32>
// CHECK: property 'index' expected in operation 'mir.field'

// -----

%q = "mir.local"() <{index = #builtin.int<1>, color = "red"}> : () -> !mir.place<ui32>
// CHECK: property 'color' is not defined by the operation 'mir.local'. Use the dictionary attribute to add arbitrary information to the operation.

// -----

%q = mir.deref %p : ui32
// CHECK: only a reference, a raw pointer or a box can be dereferenced, not ui32

// -----

%q = mir.index %p[%i] : ui32
// CHECK: only an array or a slice can be indexed, not ui32
