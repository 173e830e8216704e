// RUN: rusticle-opt %s | rusticle-opt | filecheck %s
// RUN: rusticle-opt %s --print-op-generic | rusticle-opt | filecheck %s

%a, %b, %n, %f, %t = "test.op"() : () -> (ui32, ui32, ui8, f32, !mir.bool)
%q, %i, %fat, %z = "test.op"() : () -> (!mir.ptr<const f32>, !mir.usize, !mir.ref<!mir.array<ui8, 4>>, !mir.fn_def<"f">)
%p, %e, %s = "test.op"() : () -> (!mir.place<f32>, !mir.place<!mir.adt<"core::option::Option", ui32>>, !mir.place<!mir.slice<f32>>)
%r0 = mir.repeat %f : !mir.array<f32, 16>
%r1 = mir.repeat %f : !mir.array<f32, !mir.param<"N">>
%r2 = mir.ref shared %p : !mir.ref<f32>
%r3 = mir.ref mut %p : !mir.ref<mut f32>
%r4 = mir.ref fake %p : !mir.ref<f32>
%r5 = mir.raw_ptr const %p : !mir.ptr<const f32>
%r6 = mir.raw_ptr mut %s : !mir.ptr<mut !mir.slice<f32>>
%r7 = mir.raw_ptr fake %s : !mir.ptr<const !mir.slice<f32>>
%r8 = mir.thread_local_ref @COUNTER : !mir.ptr<mut ui32>
%c0 = mir.cast int_to_int %a : ui32 -> !mir.usize
%c1 = mir.cast unsize %fat : !mir.ref<!mir.array<ui8, 4>> -> !mir.ref<!mir.slice<ui8>>
%c2 = mir.cast unsize %fat vtable @"[u8; 4]: Shape" : !mir.ref<!mir.array<ui8, 4>> -> !mir.ref<!mir.dyn<"Shape", [], [], []>>
%c3 = mir.cast reify_fn_pointer %z callee @f {note = "kept"} : !mir.fn_def<"f"> -> !mir.fn_ptr<() -> ui32>
%b0 = mir.binary add %a, %b : ui32
%b1 = mir.binary lt %a, %b : ui32
%b2 = mir.binary shl %a, %n : ui32, ui8
%b3 = mir.binary offset %q, %i : !mir.ptr<const f32>, !mir.usize
%b4 = mir.binary add_with_overflow %a, %b : ui32
%b5 = mir.binary cmp %a, %b : ui32 -> !mir.adt<"core::cmp::Ordering">
"test.op"(%b1, %b4) : (!mir.bool, !mir.tuple<ui32, !mir.bool>) -> ()
%u0 = mir.unary neg %f : f32
%u1 = mir.unary not %t : !mir.bool
%u2 = mir.unary ptr_metadata %fat : !mir.ref<!mir.array<ui8, 4>> -> !mir.tuple<>
%d = mir.discriminant %e : !mir.adt<"core::option::Option", ui32> -> !mir.isize
%g0 = mir.aggregate array(%a, %b) : (ui32, ui32) -> !mir.array<ui32, 2>
%g1 = mir.aggregate tuple() : () -> !mir.tuple<>
%g2 = mir.aggregate tuple(%a, %f) : (ui32, f32) -> !mir.tuple<ui32, f32>
%g3 = mir.aggregate adt "Some"(%a) : (ui32) -> !mir.adt<"core::option::Option", ui32>
%g4 = mir.aggregate adt field 1(%f) : (f32) -> !mir.adt<"demo::Bits">
%g5 = mir.aggregate closure(%r2) : (!mir.ref<f32>) -> !mir.closure<"demo::f::{closure#0}">
%g6 = mir.aggregate raw_ptr(%q, %i) : (!mir.ptr<const f32>, !mir.usize) -> !mir.ptr<const !mir.slice<f32>>
%l = mir.len %s : !mir.slice<f32>
%w = mir.wrap_binder %a : !mir.unsafe_binder<ui32>
%k0 = mir.nullary size_of f32
%k1 = mir.nullary align_of !mir.param<"T">

// CHECK:      builtin.module {
// CHECK-NEXT:   %a, %b, %n, %f, %t = "test.op"() : () -> (ui32, ui32, ui8, f32, !mir.bool)
// CHECK-NEXT:   %q, %i, %fat, %z = "test.op"() : () -> (!mir.ptr<const f32>, !mir.usize, !mir.ref<!mir.array<ui8, 4>>, !mir.fn_def<"f">)
// CHECK-NEXT:   %p, %e, %s = "test.op"() : () -> (!mir.place<f32>, !mir.place<!mir.adt<"core::option::Option", ui32>>, !mir.place<!mir.slice<f32>>)
// CHECK-NEXT:   %r0 = mir.repeat %f : !mir.array<f32, 16>
// CHECK-NEXT:   %r1 = mir.repeat %f : !mir.array<f32, !mir.param<"N">>
// CHECK-NEXT:   %r2 = mir.ref shared %p : !mir.ref<f32>
// CHECK-NEXT:   %r3 = mir.ref mut %p : !mir.ref<mut f32>
// CHECK-NEXT:   %r4 = mir.ref fake %p : !mir.ref<f32>
// CHECK-NEXT:   %r5 = mir.raw_ptr const %p : !mir.ptr<const f32>
// CHECK-NEXT:   %r6 = mir.raw_ptr mut %s : !mir.ptr<mut !mir.slice<f32>>
// CHECK-NEXT:   %r7 = mir.raw_ptr fake %s : !mir.ptr<const !mir.slice<f32>>
// CHECK-NEXT:   %r8 = mir.thread_local_ref @COUNTER : !mir.ptr<mut ui32>
// CHECK-NEXT:   %c0 = mir.cast int_to_int %a : ui32 -> !mir.usize
// CHECK-NEXT:   %c1 = mir.cast unsize %fat : !mir.ref<!mir.array<ui8, 4>> -> !mir.ref<!mir.slice<ui8>>
// CHECK-NEXT:   %c2 = mir.cast unsize %fat vtable @"[u8; 4]: Shape" : !mir.ref<!mir.array<ui8, 4>> -> !mir.ref<!mir.dyn<"Shape", [], [], []>>
// CHECK-NEXT:   %c3 = mir.cast reify_fn_pointer %z callee @f {note = "kept"} : !mir.fn_def<"f"> -> !mir.fn_ptr<() -> ui32>
// CHECK-NEXT:   %b0 = mir.binary add %a, %b : ui32
// CHECK-NEXT:   %b1 = mir.binary lt %a, %b : ui32
// CHECK-NEXT:   %b2 = mir.binary shl %a, %n : ui32, ui8
// CHECK-NEXT:   %b3 = mir.binary offset %q, %i : !mir.ptr<const f32>, !mir.usize
// CHECK-NEXT:   %b4 = mir.binary add_with_overflow %a, %b : ui32
// CHECK-NEXT:   %b5 = mir.binary cmp %a, %b : ui32 -> !mir.adt<"core::cmp::Ordering">
// CHECK-NEXT:   "test.op"(%b1, %b4) : (!mir.bool, !mir.tuple<ui32, !mir.bool>) -> ()
// CHECK-NEXT:   %u0 = mir.unary neg %f : f32
// CHECK-NEXT:   %u1 = mir.unary not %t : !mir.bool
// CHECK-NEXT:   %u2 = mir.unary ptr_metadata %fat : !mir.ref<!mir.array<ui8, 4>> -> !mir.tuple<>
// CHECK-NEXT:   %d = mir.discriminant %e : !mir.adt<"core::option::Option", ui32> -> !mir.isize
// CHECK-NEXT:   %g0 = mir.aggregate array(%a, %b) : (ui32, ui32) -> !mir.array<ui32, 2>
// CHECK-NEXT:   %g1 = mir.aggregate tuple() : () -> !mir.tuple<>
// CHECK-NEXT:   %g2 = mir.aggregate tuple(%a, %f) : (ui32, f32) -> !mir.tuple<ui32, f32>
// CHECK-NEXT:   %g3 = mir.aggregate adt "Some"(%a) : (ui32) -> !mir.adt<"core::option::Option", ui32>
// CHECK-NEXT:   %g4 = mir.aggregate adt field 1(%f) : (f32) -> !mir.adt<"demo::Bits">
// CHECK-NEXT:   %g5 = mir.aggregate closure(%r2) : (!mir.ref<f32>) -> !mir.closure<"demo::f::{closure#0}">
// CHECK-NEXT:   %g6 = mir.aggregate raw_ptr(%q, %i) : (!mir.ptr<const f32>, !mir.usize) -> !mir.ptr<const !mir.slice<f32>>
// CHECK-NEXT:   %l = mir.len %s : !mir.slice<f32>
// CHECK-NEXT:   %w = mir.wrap_binder %a : !mir.unsafe_binder<ui32>
// CHECK-NEXT:   %k0 = mir.nullary size_of f32
// CHECK-NEXT:   %k1 = mir.nullary align_of !mir.param<"T">
// CHECK-NEXT: }
