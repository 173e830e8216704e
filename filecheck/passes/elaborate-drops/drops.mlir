// RUN: rusticle-opt %s -p elaborate-drops --split-input-file | filecheck %s

mir.struct @"k::D" : !mir.adt<"k::D"> drop @"<k::D as Drop>::drop" { "0": ui32 }

mir.func @"<k::D as Drop>::drop"(%_1: !mir.ref<mut !mir.adt<"k::D">>) -> !mir.tuple<>

mir.func @nothing_to_drop(%_1: ui32) -> !mir.tuple<> {
  %_0 = mir.local 0 : !mir.tuple<>
  mir.goto ^bb0
^bb0:
  mir.drop %_1 : ui32, ^bb1
^bb1:
  mir.return
}

mir.func @drop_a_struct(%_1: !mir.adt<"k::D">) -> !mir.tuple<> {
  %_0 = mir.local 0 : !mir.tuple<>
  mir.goto ^bb0
^bb0:
  mir.drop %_1 : !mir.adt<"k::D">, ^bb1
^bb1:
  mir.return
}

mir.func @drop_a_pair(%_1: !mir.tuple<ui8, !mir.adt<"k::D">>) -> !mir.tuple<> {
  %_0 = mir.local 0 : !mir.tuple<>
  mir.goto ^bb0
^bb0:
  mir.drop %_1 : !mir.tuple<ui8, !mir.adt<"k::D">>, ^bb1
^bb1:
  mir.return
}

// CHECK:      mir.func @nothing_to_drop
// CHECK-NOT:  mir.drop
// CHECK-NOT:  mir.call
// CHECK:      mir.func @drop_a_struct
// CHECK:        [[UNIT:%\S+]] = mir.local {{[0-9]+}} : !mir.tuple<>
// CHECK:        [[P:%\S+]] = mir.raw_ptr mut %{{\S+}} : !mir.ptr<mut !mir.adt<"k::D">>
// CHECK-NEXT:   mir.call @"core::ptr::drop_in_place::<k::D>"([[P]])
// CHECK:      mir.func @drop_a_pair
// CHECK:        mir.call @"core::ptr::drop_in_place::<(u8, k::D)>"
// CHECK:      mir.func private @"core::ptr::drop_in_place::<k::D>"
// CHECK:        mir.ref mut
// CHECK-NEXT:   mir.call @"<k::D as Drop>::drop"
// CHECK:      mir.func private @"core::ptr::drop_in_place::<(u8, k::D)>"
// CHECK:        mir.field %{{\S+}}[1]
// CHECK:        mir.call @"core::ptr::drop_in_place::<k::D>"
