// RUN: rusticle-opt %s | rusticle-opt | filecheck %s
// RUN: rusticle-opt %s --print-op-generic | rusticle-opt | filecheck %s

%opt = mir.local 0 : !mir.adt<"core::option::Option", ui32>
%i = mir.local 5 "i" : !mir.usize
%raw = mir.local 6 {note = "kept"} : !mir.ptr<mut f32>
%ref = mir.local 7 : !mir.ref<!mir.slice<f32>>
%box = mir.local 8 : !mir.adt<"alloc::boxed::Box", ui8, !mir.adt<"alloc::alloc::Global">>
%pair = mir.local 9 : !mir.tuple<ui32, !mir.bool>
%array = mir.local 10 : !mir.array<f32, 4>
%hidden = mir.local 11 : !mir.opaque<"f::{opaque#0}">
%binder = mir.local 12 : !mir.unsafe_binder<!mir.ref<ui8>>
%p = mir.deref %raw : !mir.ptr<mut f32>
%slice = mir.deref %ref : !mir.ref<!mir.slice<f32>>
%boxed = mir.deref %box : !mir.adt<"alloc::boxed::Box", ui8, !mir.adt<"alloc::alloc::Global">>
%flag = mir.field %pair[1] : !mir.tuple<ui32, !mir.bool> -> !mir.bool
%some = mir.downcast %opt as "Some" : !mir.adt<"core::option::Option", ui32>
%payload = mir.field %some[0] : !mir.adt<"core::option::Option", ui32> as "Some" -> ui32
%element = mir.index %array[%i] : !mir.array<f32, 4>
%of_slice = mir.index %slice[%i] : !mir.slice<f32>
%first = mir.constant_index %slice[0 of 3] : !mir.slice<f32>
%last = mir.constant_index %slice[-1 of 3] : !mir.slice<f32>
%middle = mir.subslice %slice[1 to 1 from_end] : !mir.slice<f32> -> !mir.slice<f32>
%part = mir.subslice %array[1 to 3] : !mir.array<f32, 4> -> !mir.array<f32, 2>
%seen = mir.opaque_cast %hidden : !mir.opaque<"f::{opaque#0}"> -> ui32
%bound = mir.unwrap_binder %binder : !mir.unsafe_binder<!mir.ref<ui8>> -> !mir.ref<ui8>

// CHECK:      builtin.module {
// CHECK-NEXT:   %opt = mir.local 0 : !mir.adt<"core::option::Option", ui32>
// CHECK-NEXT:   %i = mir.local 5 "i" : !mir.usize
// CHECK-NEXT:   %raw = mir.local 6 {note = "kept"} : !mir.ptr<mut f32>
// CHECK-NEXT:   %ref = mir.local 7 : !mir.ref<!mir.slice<f32>>
// CHECK-NEXT:   %box = mir.local 8 : !mir.adt<"alloc::boxed::Box", ui8, !mir.adt<"alloc::alloc::Global">>
// CHECK-NEXT:   %pair = mir.local 9 : !mir.tuple<ui32, !mir.bool>
// CHECK-NEXT:   %array = mir.local 10 : !mir.array<f32, 4>
// CHECK-NEXT:   %hidden = mir.local 11 : !mir.opaque<"f::{opaque#0}">
// CHECK-NEXT:   %binder = mir.local 12 : !mir.unsafe_binder<!mir.ref<ui8>>
// CHECK-NEXT:   %p = mir.deref %raw : !mir.ptr<mut f32>
// CHECK-NEXT:   %slice = mir.deref %ref : !mir.ref<!mir.slice<f32>>
// CHECK-NEXT:   %boxed = mir.deref %box : !mir.adt<"alloc::boxed::Box", ui8, !mir.adt<"alloc::alloc::Global">>
// CHECK-NEXT:   %flag = mir.field %pair[1] : !mir.tuple<ui32, !mir.bool> -> !mir.bool
// CHECK-NEXT:   %some = mir.downcast %opt as "Some" : !mir.adt<"core::option::Option", ui32>
// CHECK-NEXT:   %payload = mir.field %some[0] : !mir.adt<"core::option::Option", ui32> as "Some" -> ui32
// CHECK-NEXT:   %element = mir.index %array[%i] : !mir.array<f32, 4>
// CHECK-NEXT:   %of_slice = mir.index %slice[%i] : !mir.slice<f32>
// CHECK-NEXT:   %first = mir.constant_index %slice[0 of 3] : !mir.slice<f32>
// CHECK-NEXT:   %last = mir.constant_index %slice[-1 of 3] : !mir.slice<f32>
// CHECK-NEXT:   %middle = mir.subslice %slice[1 to 1 from_end] : !mir.slice<f32> -> !mir.slice<f32>
// CHECK-NEXT:   %part = mir.subslice %array[1 to 3] : !mir.array<f32, 4> -> !mir.array<f32, 2>
// CHECK-NEXT:   %seen = mir.opaque_cast %hidden : !mir.opaque<"f::{opaque#0}"> -> ui32
// CHECK-NEXT:   %bound = mir.unwrap_binder %binder : !mir.unsafe_binder<!mir.ref<ui8>> -> !mir.ref<ui8>
// CHECK-NEXT: }
