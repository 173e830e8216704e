// RUN: rusticle-opt %s -p elaborate-drops --verify-diagnostics --split-input-file | filecheck %s

mir.func @unknown(%_1: !mir.adt<"k::Unknown">) -> !mir.tuple<> {
  %_0 = mir.local 0 : !mir.tuple<>
  mir.goto ^bb0
^bb0:
  mir.drop %_1 : !mir.adt<"k::Unknown">, ^bb1
^bb1:
  mir.return
}

// CHECK: error: dropping `k::Unknown`, whose definition is not in the module

// -----

mir.struct @"k::Boxed" : !mir.adt<"k::Boxed"> lang "owned_box" drop @drop { "0": !mir.ptr<mut ui32> }
mir.func private @drop(%_1: !mir.ref<mut !mir.adt<"k::Boxed">>) -> !mir.tuple<>
mir.func @boxed(%_1: !mir.adt<"k::Boxed">) -> !mir.tuple<> {
  %_0 = mir.local 0 : !mir.tuple<>
  mir.goto ^bb0
^bb0:
  mir.drop %_1 : !mir.adt<"k::Boxed">, ^bb1
^bb1:
  mir.return
}

// CHECK: error: dropping a `Box` is not supported on the device

// -----

mir.struct @"k::Guard" : !mir.adt<"k::Guard"> drop @drop { "0": ui32 }
mir.func private @drop(%_1: !mir.ref<mut !mir.adt<"k::Guard">>) -> !mir.tuple<>
mir.func @binder(%_1: !mir.unsafe_binder<!mir.adt<"k::Guard">>) -> !mir.tuple<> {
  %_0 = mir.local 0 : !mir.tuple<>
  mir.goto ^bb0
^bb0:
  mir.drop %_1 : !mir.unsafe_binder<!mir.adt<"k::Guard">>, ^bb1
^bb1:
  mir.return
}

// CHECK: error: dropping a value of type `unsafe<> k::Guard` is not supported

// -----

mir.func @closure(%_1: !mir.closure<"k::f::{closure#0}">) -> !mir.tuple<> {
  %_0 = mir.local 0 : !mir.tuple<>
  mir.goto ^bb0
^bb0:
  mir.drop %_1 : !mir.closure<"k::f::{closure#0}">, ^bb1
^bb1:
  mir.return
}

// CHECK: error: dropping the closure `{closure@k::f::{closure#0}}`, whose definition is not in the module
