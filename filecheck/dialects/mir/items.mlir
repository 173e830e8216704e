// RUN: rusticle-opt %s | rusticle-opt | filecheck %s
// RUN: rusticle-opt %s --print-op-generic | rusticle-opt | filecheck %s

mir.struct @Body : !mir.adt<"nbody::Body"> repr(c) { pos: !mir.array<f32, 3>, mass: f32 }
mir.struct @"Meters<f64>" : !mir.adt<"demo::Meters", f64> repr(transparent) { "0": f64 }
mir.struct @Unit : !mir.adt<"demo::Unit"> {}
mir.struct @NonZero : !mir.adt<"demo::NonZero"> repr(transparent) valid 1 to 255 { inner: ui8 }
mir.struct @Cell : !mir.adt<"core::cell::UnsafeCell", ui8> repr(transparent) lang "unsafe_cell" { value: ui8 }
mir.struct @Guard : !mir.adt<"demo::Guard"> drop @"<Guard as Drop>::drop" { type: ui8, "r#fn": ui8 } attributes {note = "kept"}
mir.union @Bits : !mir.adt<"demo::Bits"> repr(c) { int: ui32, float: f32 }
mir.enum @"Option<u32>" : !mir.adt<"core::option::Option", ui32> {
  None = 0,
  Some = 1 { "0": ui32 }
}
mir.enum @Signed : !mir.adt<"demo::Signed"> repr(si8) {
  Low = -1,
  High = 7 { a: ui8, b: ui16 }
}
mir.enum @Void : !mir.adt<"demo::Void"> {}
mir.closure_def @"f::{closure#0}" : !mir.closure<"demo::f::{closure#0}"> captures [!mir.ref<ui32>, f32]
mir.closure_def @async : !mir.coroutine<"demo::g::{closure#0}"> captures []
mir.static @TABLE : !mir.array<ui8, 4> = @TABLE.init
mir.static public mut @COUNTER : ui32 = @COUNTER.init link_name "COUNTER" link_section ".data"
mir.static extern thread_local @errno : si32
mir.alloc @TABLE.init align 1 "\00\01hi"
mir.alloc mut @COUNTER.init align 4 "\00\00\00\00" uninit [0 to 2, 3 to 4]
mir.alloc @pointers align 8 "\00\00\00\00\00\00\00\00\04\00\00\00\00\00\00\00" relocations [0: @TABLE.init + 1]
mir.alloc @empty align 1 ""
mir.vtable @"<Sq as Shape>" : !mir.adt<"Sq"> as !mir.dyn<"Shape", [], [], []> drop @"drop_in_place::<Sq>" methods [@"<Sq as Shape>::area", vacant]
mir.vtable @none : ui8 as !mir.dyn<"", [], [], ["core::marker::Send"]> methods []
mir.func private @gid() -> !mir.usize
mir.func private "C" @puts("text": !mir.ptr<const si8>, "n": ui8) -> si32 link_name "puts"
mir.func private "unadjusted" @barrier(ui32) -> !mir.tuple<> link_name "llvm.amdgcn.s.barrier"
mir.func @helper(%_1: ui32) -> ui32 rust_path "demo::helper::<u32>" inline "always" target_features "+dpp" track_caller cold attributes {note = "kept"} {
  %_0 = mir.local 0 : ui32
  mir.goto ^bb0
^bb0:
  mir.return
}
mir.func public "gpu-kernel" @vadd(%_1 "x": !mir.ptr<const f32>, %n "n": !mir.usize) -> !mir.tuple<> link_name "vadd" kernel {
  %_0 = mir.local 0 : !mir.tuple<>
  mir.goto ^bb0
^bb0:
  mir.return
}

// CHECK:      builtin.module {
// CHECK-NEXT:   mir.struct @Body : !mir.adt<"nbody::Body"> repr(c) { pos: !mir.array<f32, 3>, mass: f32 }
// CHECK-NEXT:   mir.struct @"Meters<f64>" : !mir.adt<"demo::Meters", f64> repr(transparent) { "0": f64 }
// CHECK-NEXT:   mir.struct @Unit : !mir.adt<"demo::Unit"> {}
// CHECK-NEXT:   mir.struct @NonZero : !mir.adt<"demo::NonZero"> repr(transparent) valid 1 to 255 { inner: ui8 }
// CHECK-NEXT:   mir.struct @Cell : !mir.adt<"core::cell::UnsafeCell", ui8> repr(transparent) lang "unsafe_cell" { value: ui8 }
// CHECK-NEXT:   mir.struct @Guard : !mir.adt<"demo::Guard"> drop @"<Guard as Drop>::drop" { type: ui8, "r#fn": ui8 } attributes {note = "kept"}
// CHECK-NEXT:   mir.union @Bits : !mir.adt<"demo::Bits"> repr(c) { int: ui32, float: f32 }
// CHECK-NEXT:   mir.enum @"Option<u32>" : !mir.adt<"core::option::Option", ui32> {
// CHECK-NEXT:     None = 0,
// CHECK-NEXT:     Some = 1 { "0": ui32 }
// CHECK-NEXT:   }
// CHECK-NEXT:   mir.enum @Signed : !mir.adt<"demo::Signed"> repr(si8) {
// CHECK-NEXT:     Low = -1,
// CHECK-NEXT:     High = 7 { a: ui8, b: ui16 }
// CHECK-NEXT:   }
// CHECK-NEXT:   mir.enum @Void : !mir.adt<"demo::Void"> {}
// CHECK-NEXT:   mir.closure_def @"f::{closure#0}" : !mir.closure<"demo::f::{closure#0}"> captures [!mir.ref<ui32>, f32]
// CHECK-NEXT:   mir.closure_def @async : !mir.coroutine<"demo::g::{closure#0}"> captures []
// CHECK-NEXT:   mir.static @TABLE : !mir.array<ui8, 4> = @TABLE.init
// CHECK-NEXT:   mir.static public mut @COUNTER : ui32 = @COUNTER.init link_name "COUNTER" link_section ".data"
// CHECK-NEXT:   mir.static extern thread_local @errno : si32
// CHECK-NEXT:   mir.alloc @TABLE.init align 1 "\00\01hi"
// CHECK-NEXT:   mir.alloc mut @COUNTER.init align 4 "\00\00\00\00" uninit [0 to 2, 3 to 4]
// CHECK-NEXT:   mir.alloc @pointers align 8 "\00\00\00\00\00\00\00\00\04\00\00\00\00\00\00\00" relocations [0: @TABLE.init + 1]
// CHECK-NEXT:   mir.alloc @empty align 1 ""
// CHECK-NEXT:   mir.vtable @"<Sq as Shape>" : !mir.adt<"Sq"> as !mir.dyn<"Shape", [], [], []> drop @"drop_in_place::<Sq>" methods [@"<Sq as Shape>::area", vacant]
// CHECK-NEXT:   mir.vtable @none : ui8 as !mir.dyn<"", [], [], ["core::marker::Send"]> methods []
// CHECK-NEXT:   mir.func private @gid() -> !mir.usize
// CHECK-NEXT:   mir.func private "C" @puts("text": !mir.ptr<const si8>, "n": ui8) -> si32 link_name "puts"
// CHECK-NEXT:   mir.func private "unadjusted" @barrier(ui32) -> !mir.tuple<> link_name "llvm.amdgcn.s.barrier"
// CHECK-NEXT:   mir.func @helper(%_1: ui32) -> ui32 rust_path "demo::helper::<u32>" inline "always" target_features "+dpp" track_caller cold attributes {note = "kept"} {
// CHECK-NEXT:     %_0 = mir.local 0 : ui32
// CHECK-NEXT:     mir.goto ^bb0
// CHECK-NEXT:   ^bb0:
// CHECK-NEXT:     mir.return
// CHECK-NEXT:   }
// CHECK-NEXT:   mir.func public "gpu-kernel" @vadd(%_1 "x": !mir.ptr<const f32>, %n "n": !mir.usize) -> !mir.tuple<> link_name "vadd" kernel {
// CHECK-NEXT:     %_0 = mir.local 0 : !mir.tuple<>
// CHECK-NEXT:     mir.goto ^bb0
// CHECK-NEXT:   ^bb0:
// CHECK-NEXT:     mir.return
// CHECK-NEXT:   }
// CHECK-NEXT: }
