// RUN: rusticle-opt %s | rusticle-opt | filecheck %s
// RUN: rusticle-opt %s --print-op-generic | rusticle-opt | filecheck %s

%p = mir.local 1 : ui32
%a = mir.copy %p : ui32
%b = mir.move %p {note = "kept"} : ui32
%int = mir.constant 5 : ui32
%negative = mir.constant -128 : si8
%big = mir.constant 340282366920938463463374607431768211455 : ui128
%yes = mir.constant true : !mir.bool
%no = mir.constant false : !mir.bool
%char = mir.constant 97 : !mir.char
%float = mir.constant float<"1.5"> : f32
%str = mir.constant str<"overflow"> : !mir.ref<!mir.str>
%bytes = mir.constant bytes<"\00\FF"> : !mir.ref<!mir.array<ui8, 2>>
%unit = mir.constant zst : !mir.tuple<>
%uninit = mir.constant uninit : !mir.adt<"core::mem::maybe_uninit::MaybeUninit", ui8>
%address = mir.constant address<4> : !mir.ptr<const ui32>
%pointer = mir.constant pointer<@alloc1 + 8> : !mir.ref<ui64>
%fat = mir.constant aggregate<pointer<@alloc1>, 4> : !mir.ref<!mir.slice<ui8>>
%some = mir.constant aggregate<"Some", 5> : !mir.adt<"core::option::Option", ui32>
%function = mir.constant fn<@f> : !mir.fn_def<"demo::f">
%item = mir.constant unevaluated<"demo::LEN", [!mir.param<"T">]> : !mir.usize
%param = mir.constant !mir.param<"N"> : !mir.usize
%ub = mir.runtime_check ub_checks
%contract = mir.runtime_check contract_checks
%overflow = mir.runtime_check overflow_checks

// CHECK:      builtin.module {
// CHECK-NEXT:   %p = mir.local 1 : ui32
// CHECK-NEXT:   %a = mir.copy %p : ui32
// CHECK-NEXT:   %b = mir.move %p {note = "kept"} : ui32
// CHECK-NEXT:   %int = mir.constant 5 : ui32
// CHECK-NEXT:   %negative = mir.constant -128 : si8
// CHECK-NEXT:   %big = mir.constant 340282366920938463463374607431768211455 : ui128
// CHECK-NEXT:   %yes = mir.constant true : !mir.bool
// CHECK-NEXT:   %no = mir.constant false : !mir.bool
// CHECK-NEXT:   %char = mir.constant 97 : !mir.char
// CHECK-NEXT:   %float = mir.constant float<"1.5"> : f32
// CHECK-NEXT:   %str = mir.constant str<"overflow"> : !mir.ref<!mir.str>
// CHECK-NEXT:   %bytes = mir.constant bytes<"\00\FF"> : !mir.ref<!mir.array<ui8, 2>>
// CHECK-NEXT:   %unit = mir.constant zst : !mir.tuple<>
// CHECK-NEXT:   %uninit = mir.constant uninit : !mir.adt<"core::mem::maybe_uninit::MaybeUninit", ui8>
// CHECK-NEXT:   %address = mir.constant address<4> : !mir.ptr<const ui32>
// CHECK-NEXT:   %pointer = mir.constant pointer<@alloc1 + 8> : !mir.ref<ui64>
// CHECK-NEXT:   %fat = mir.constant aggregate<pointer<@alloc1>, 4> : !mir.ref<!mir.slice<ui8>>
// CHECK-NEXT:   %some = mir.constant aggregate<"Some", 5> : !mir.adt<"core::option::Option", ui32>
// CHECK-NEXT:   %function = mir.constant fn<@f> : !mir.fn_def<"demo::f">
// CHECK-NEXT:   %item = mir.constant unevaluated<"demo::LEN", [!mir.param<"T">]> : !mir.usize
// CHECK-NEXT:   %param = mir.constant !mir.param<"N"> : !mir.usize
// CHECK-NEXT:   %ub = mir.runtime_check ub_checks
// CHECK-NEXT:   %contract = mir.runtime_check contract_checks
// CHECK-NEXT:   %overflow = mir.runtime_check overflow_checks
// CHECK-NEXT: }
