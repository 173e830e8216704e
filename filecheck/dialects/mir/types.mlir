// RUN: rusticle-opt %s | rusticle-opt | filecheck %s
// RUN: rusticle-opt %s --print-op-generic | rusticle-opt | filecheck %s

// Every type, as the type of a value.

"test.op"() {t = ui32} : () -> ()
%a, %b, %c, %d, %e, %f = "test.op"() : () -> (!mir.usize, !mir.isize, !mir.bool, !mir.char, !mir.str, !mir.never)
%r, %m = "test.op"() : () -> (!mir.ref<ui32>, !mir.ref<mut !mir.slice<f32>>)
%p, %q = "test.op"() : () -> (!mir.ptr<const f32>, !mir.ptr<mut !mir.str>)
%s, %g = "test.op"() : () -> (!mir.slice<ui8>, !mir.array<f32, 16>)
%h = "test.op"() : () -> !mir.array<f32, !mir.param<"N">>
%i = "test.op"() : () -> !mir.array<f32, #mir.unevaluated<"demo::LEN", [!mir.param<"T">]>>
%t, %u = "test.op"() : () -> (!mir.tuple<ui32, !mir.bool>, !mir.tuple<>)
%j, %k = "test.op"() : () -> (!mir.adt<"core::option::Option", ui32>, !mir.adt<"demo::Buffer", f32, 8>)
%l, %n = "test.op"() : () -> (!mir.closure<"saxpy::{closure#0}">, !mir.coroutine<"fetch::{closure#0}", si8>)
%o, %v = "test.op"() : () -> (!mir.fn_def<"shapes::area", ui32>, !mir.fn_ptr<(ui32, f32) -> ui32>)
%w = "test.op"() : () -> !mir.fn_ptr<"C" () -> !mir.tuple<>>
%x = "test.op"() : () -> !mir.dyn<"Shape", [], [], []>
%y = "test.op"() : () -> !mir.dyn<"core::ops::function::Fn", [!mir.tuple<ui32>], ["Output", ui64], ["core::marker::Send"]>
%z = "test.op"() : () -> !mir.param<"T">
%aa = "test.op"() : () -> !mir.projection<!mir.param<"I">, "core::iter::traits::iterator::Iterator", [], "Item", []>
%bb = "test.op"() : () -> !mir.pattern<ui32, 1, 99>
%cc, %dd = "test.op"() : () -> (!mir.unsafe_binder<!mir.ref<ui8>>, !mir.opaque<"shapes::iter::{opaque#0}">)
%ee = "test.op"() : () -> !mir.foreign<"core::ffi::va_list::VaListImpl">
%ff, %gg = "test.op"() : () -> (!mir.place<ui32>, !mir.place<!mir.adt<"core::option::Option", ui32> as "Some">)

// CHECK:      builtin.module {
// CHECK-NEXT:   "test.op"() {t = ui32} : () -> ()
// CHECK-NEXT:   %a, %b, %c, %d, %e, %f = "test.op"() : () -> (!mir.usize, !mir.isize, !mir.bool, !mir.char, !mir.str, !mir.never)
// CHECK-NEXT:   %r, %m = "test.op"() : () -> (!mir.ref<ui32>, !mir.ref<mut !mir.slice<f32>>)
// CHECK-NEXT:   %p, %q = "test.op"() : () -> (!mir.ptr<const f32>, !mir.ptr<mut !mir.str>)
// CHECK-NEXT:   %s, %g = "test.op"() : () -> (!mir.slice<ui8>, !mir.array<f32, 16>)
// CHECK-NEXT:   %h = "test.op"() : () -> !mir.array<f32, !mir.param<"N">>
// CHECK-NEXT:   %i = "test.op"() : () -> !mir.array<f32, #mir.unevaluated<"demo::LEN", [!mir.param<"T">]>>
// CHECK-NEXT:   %t, %u = "test.op"() : () -> (!mir.tuple<ui32, !mir.bool>, !mir.tuple<>)
// CHECK-NEXT:   %j, %k = "test.op"() : () -> (!mir.adt<"core::option::Option", ui32>, !mir.adt<"demo::Buffer", f32, 8>)
// CHECK-NEXT:   %l, %n = "test.op"() : () -> (!mir.closure<"saxpy::{closure#0}">, !mir.coroutine<"fetch::{closure#0}", si8>)
// CHECK-NEXT:   %o, %v = "test.op"() : () -> (!mir.fn_def<"shapes::area", ui32>, !mir.fn_ptr<(ui32, f32) -> ui32>)
// CHECK-NEXT:   %w = "test.op"() : () -> !mir.fn_ptr<"C" () -> !mir.tuple<>>
// CHECK-NEXT:   %x = "test.op"() : () -> !mir.dyn<"Shape", [], [], []>
// CHECK-NEXT:   %y = "test.op"() : () -> !mir.dyn<"core::ops::function::Fn", [!mir.tuple<ui32>], ["Output", ui64], ["core::marker::Send"]>
// CHECK-NEXT:   %z = "test.op"() : () -> !mir.param<"T">
// CHECK-NEXT:   %aa = "test.op"() : () -> !mir.projection<!mir.param<"I">, "core::iter::traits::iterator::Iterator", [], "Item", []>
// CHECK-NEXT:   %bb = "test.op"() : () -> !mir.pattern<ui32, 1, 99>
// CHECK-NEXT:   %cc, %dd = "test.op"() : () -> (!mir.unsafe_binder<!mir.ref<ui8>>, !mir.opaque<"shapes::iter::{opaque#0}">)
// CHECK-NEXT:   %ee = "test.op"() : () -> !mir.foreign<"core::ffi::va_list::VaListImpl">
// CHECK-NEXT:   %ff, %gg = "test.op"() : () -> (!mir.place<ui32>, !mir.place<!mir.adt<"core::option::Option", ui32> as "Some">)
// CHECK-NEXT: }
