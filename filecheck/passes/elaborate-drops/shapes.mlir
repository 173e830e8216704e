// RUN: rusticle-opt %s -p elaborate-drops | filecheck %s

mir.struct @"k::D" : !mir.adt<"k::D"> drop @"<k::D as Drop>::drop" { "0": ui32 }
mir.struct @"M<k::D>" : !mir.adt<"core::mem::ManuallyDrop", !mir.adt<"k::D">> lang "manually_drop" { value: !mir.adt<"k::D"> }
mir.enum @"k::E" : !mir.adt<"k::E"> { A = 0 { "0": !mir.adt<"k::D"> }, B = 1 { "0": ui32 } }

mir.func @"<k::D as Drop>::drop"(%_1: !mir.ref<mut !mir.adt<"k::D">>) -> !mir.tuple<>

mir.func @"core::ptr::drop_in_place::<k::E>"(%_1: !mir.ptr<mut !mir.adt<"k::E">>) -> !mir.tuple<> attributes {drop_glue = !mir.adt<"k::E">}

mir.func @all(%_1: !mir.array<!mir.adt<"k::D">, 3>, %_2: !mir.adt<"core::mem::ManuallyDrop", !mir.adt<"k::D">>, %_3: !mir.ptr<mut !mir.dyn<"k::T", [], [], []>>) -> !mir.tuple<> {
  %_0 = mir.local 0 : !mir.tuple<>
  mir.goto ^bb0
^bb0:
  mir.drop %_1 : !mir.array<!mir.adt<"k::D">, 3>, ^bb1
^bb1:
  mir.drop %_2 : !mir.adt<"core::mem::ManuallyDrop", !mir.adt<"k::D">>, ^bb2
^bb2:
  %d = mir.deref %_3 : !mir.ptr<mut !mir.dyn<"k::T", [], [], []>>
  mir.drop %d : !mir.dyn<"k::T", [], [], []>, ^bb3
^bb3:
  mir.return
}

// The declaration that the import made is filled in: a switch over the variants that need it.
// CHECK:      mir.func @"core::ptr::drop_in_place::<k::E>"
// CHECK:        [[T:%\S+]] = mir.discriminant
// CHECK-NEXT:   mir.switch_int [[T]] : !mir.isize [0: ^{{\S+}}, otherwise: ^{{\S+}}]
// CHECK:      mir.func @all
// CHECK:        mir.call @"core::ptr::drop_in_place::<[k::D; 3]>"
// CHECK-NOT:    manually
// CHECK:        mir.call @"core::ptr::drop_in_place::<dyn k::T>"
// An array's glue loops over its elements.
// CHECK:      mir.func private @"core::ptr::drop_in_place::<[k::D; 3]>"
// CHECK:        mir.constant 3 : !mir.usize
// CHECK:        mir.binary lt
// CHECK:        mir.index
// CHECK:        mir.binary add_unchecked
// A trait object's glue is what its vtable says, if that is not null.
// CHECK:      mir.func private @"core::ptr::drop_in_place::<dyn k::T>"
// CHECK:        mir.cast transmute
// CHECK:        mir.switch_int %{{\S+}} : !mir.usize [0: ^{{\S+}}, otherwise: ^{{\S+}}]
// CHECK:        mir.call_indirect
