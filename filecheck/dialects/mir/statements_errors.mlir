// RUN: rusticle-opt %s --verify-diagnostics --parsing-diagnostics --split-input-file | filecheck %s

%p, %v = "test.op"() : () -> (!mir.place<ui32>, f32)
"mir.assign"(%p, %v) : (!mir.place<ui32>, f32) -> ()
// CHECK: a place that holds ui32 cannot be assigned a f32

// -----

%p, %v = "test.op"() : () -> (!mir.place<!mir.adt<"E"> as "A">, !mir.adt<"E">)
"mir.assign"(%p, %v) : (!mir.place<!mir.adt<"E"> as "A">, !mir.adt<"E">) -> ()
// CHECK: variant `A` of !mir.adt<"E"> cannot be assigned as a whole

// -----

%p = "test.op"() : () -> !mir.place<!mir.adt<"E">>
mir.set_discriminant %p, -1 : !mir.adt<"E">
// CHECK: a variant's index cannot be -1

// -----

%p = "test.op"() : () -> !mir.place<ui32>
mir.retag never %p : ui32
// CHECK: `never` is not a kind of mir.retag

// -----

%p = "test.op"() : () -> !mir.place<ui32>
mir.fake_read for_fun %p : ui32
// CHECK: `for_fun` is not a kind of mir.fake_read

// -----

%v = "test.op"() : () -> ui8
"mir.assume"(%v) : (ui8) -> ()
// CHECK: ui8 should be of base attribute mir.bool

// -----

%d, %n = "test.op"() : () -> (!mir.ptr<const f32>, !mir.usize)
"mir.copy_nonoverlapping"(%d, %d, %n) : (!mir.ptr<const f32>, !mir.ptr<const f32>, !mir.usize) -> ()
// CHECK: !mir.ptr<const f32> cannot be written through

// -----

%d, %n = "test.op"() : () -> (!mir.ptr<mut f32>, !mir.usize)
"mir.copy_nonoverlapping"(%d, %d, %n) : (!mir.ptr<mut f32>, !mir.ptr<mut f32>, !mir.usize) -> ()
// CHECK: the source must be a `*const T`, not !mir.ptr<mut f32>

// -----

%d, %s, %n = "test.op"() : () -> (!mir.ptr<mut f32>, !mir.ptr<const ui8>, !mir.usize)
"mir.copy_nonoverlapping"(%d, %s, %n) : (!mir.ptr<mut f32>, !mir.ptr<const ui8>, !mir.usize) -> ()
// CHECK: ui8 cannot be copied to f32

// -----

%p, %v = "test.op"() : () -> (!mir.place<ui32>, ui32)
mir.assign %p, %v : f32
// CHECK: operand is used with type !mir.place<f32>, but has been previously used or defined with type !mir.place<ui32>
