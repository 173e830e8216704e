// RUN: rusticle-opt %s -p lower-mir --split-input-file --verify-diagnostics | filecheck %s

// What has no lowering is refused by name, with its place in the Rust source.

// CHECK:      error: inline assembly (`asm!`) is not supported
// CHECK-NEXT:   --> demo.rs:3:5
// CHECK-NEXT: note: in function `demo::assembly`
mir.func @assembly() -> !mir.tuple<> rust_path "demo::assembly" {
  %_0 = mir.local 0 : !mir.tuple<>
  mir.goto ^bb0
^bb0:
  mir.inline_asm "s_nop 0" []() options "NOMEM", ^bb1 loc("demo.rs":3:5)
^bb1:
  mir.return
}

// -----

// CHECK:      error: explicit tail calls (`become`) are not supported
// CHECK-NEXT:   --> demo.rs:5:5
mir.func @tail(%_1: ui32) -> ui32 {
  %_0 = mir.local 0 : ui32
  mir.goto ^bb0
^bb0:
  %a = mir.copy %_1 : ui32
  mir.tail_call @tail(%a : ui32) loc("demo.rs":5:5)
}

// -----

// CHECK:      error: thread-local statics do not exist on the device
mir.func @thread_local() -> !mir.ptr<mut ui32> {
  %_0 = mir.local 0 : !mir.ptr<mut ui32>
  mir.goto ^bb0
^bb0:
  %r = mir.thread_local_ref @X : !mir.ptr<mut ui32> loc("demo.rs":6:5)
  mir.assign %_0, %r : !mir.ptr<mut ui32>
  mir.return
}

// -----

// CHECK:      error: `LOCAL` is thread-local; the device has no thread-local statics
mir.static thread_local mut @LOCAL : ui32 = @LOCAL.init
mir.alloc mut @LOCAL.init align 4 "\00\00\00\00"

// -----

// CHECK:      error: `TILE` is in workgroup memory, which cannot be initialised
// CHECK:      help: make its type a `MaybeUninit`, and its value `MaybeUninit::uninit()`
mir.static mut @TILE : ui32 = @TILE.init link_section ".lds"
mir.alloc mut @TILE.init align 4 "\00\00\00\00"

// -----

// CHECK:      error: the intrinsic `va_copy` cannot be lowered
mir.func @intrinsic() -> !mir.tuple<> {
  %_0 = mir.local 0 : !mir.tuple<>
  mir.goto ^bb0
^bb0:
  mir.call_intrinsic "va_copy"[]() into %_0 : () -> !mir.tuple<>, ^bb1
^bb1:
  mir.return
}

// -----

// CHECK:      error: `demo::kernel` is a kernel, which only the host can launch; it cannot be called
mir.func public "gpu-kernel" @kernel() -> !mir.tuple<> link_name "kernel" rust_path "demo::kernel" kernel {
  %_0 = mir.local 0 : !mir.tuple<>
  mir.goto ^bb0
^bb0:
  mir.return
}
mir.func @calls_it() -> !mir.tuple<> {
  %_0 = mir.local 0 : !mir.tuple<>
  mir.goto ^bb0
^bb0:
  mir.call @kernel() into %_0 : () -> !mir.tuple<>, ^bb1 loc("demo.rs":9:5)
^bb1:
  mir.return
}

// -----

// CHECK:      error: the LLVM intrinsic `llvm.clock` has no address; it can only be called
// CHECK-NEXT:   --> demo.rs:12:5
// CHECK-NEXT: note: in function `address`
mir.func private "unadjusted" @clock() -> ui64 link_name "llvm.clock"
mir.func @address() -> !mir.fn_ptr<() -> ui64> {
  %_0 = mir.local 0 : !mir.fn_ptr<() -> ui64>
  mir.goto ^bb0
^bb0:
  %f = mir.constant zst : !mir.fn_def<"clock">
  %r = mir.cast reify_fn_pointer %f callee @clock : !mir.fn_def<"clock"> -> !mir.fn_ptr<() -> ui64> loc("demo.rs":12:5)
  mir.assign %_0, %r : !mir.fn_ptr<() -> ui64>
  mir.return
}

// -----

// CHECK:      error: `mir.drop` is left; run `elaborate-drops` before `lower-mir`
mir.func @drops(%_1: ui32) -> !mir.tuple<> {
  %_0 = mir.local 0 : !mir.tuple<>
  mir.goto ^bb0
^bb0:
  mir.drop %_1 : ui32, ^bb1
^bb1:
  mir.return
}

// -----

// CHECK:      error: the memory ordering of `atomic_fence` is not known
mir.func @fence() -> !mir.tuple<> {
  %_0 = mir.local 0 : !mir.tuple<>
  mir.goto ^bb0
^bb0:
  mir.call_intrinsic "atomic_fence"[]() into %_0 : () -> !mir.tuple<>, ^bb1
^bb1:
  mir.return
}

// -----

// CHECK:      error: coroutines (`async` and `gen`) are not supported
mir.func @coroutine(%_1: ui32) -> !mir.tuple<> {
  %_0 = mir.local 0 : !mir.tuple<>
  mir.goto ^bb0
^bb0:
  mir.coroutine_drop
}

// -----

// CHECK:      error: the call of `core::clone::Clone::clone::<u32>` is not resolved; the body is generic
mir.func @path(%_1: ui32) -> ui32 {
  %_0 = mir.local 0 : ui32
  mir.goto ^bb0
^bb0:
  %a = mir.copy %_1 : ui32
  mir.call_path !mir.fn_def<"core::clone::Clone::clone", ui32>(%a) into %_0 : (ui32) -> ui32, ^bb1
^bb1:
  mir.return
}

// -----

// CHECK:      error: two functions have the symbol `same`
mir.func public "C" @one() -> !mir.tuple<> link_name "same" {
  %_0 = mir.local 0 : !mir.tuple<>
  mir.goto ^bb0
^bb0:
  mir.return
}
mir.func public "C" @two() -> !mir.tuple<> link_name "same" {
  %_0 = mir.local 0 : !mir.tuple<>
  mir.goto ^bb0
^bb0:
  mir.return
}

// -----

// CHECK:      error: the closure `{closure@demo::f::{closure#0}}` captures several fields of one variable, and rustc's MIR text shows only the first
// CHECK:      help: take what it needs into variables of their own first, and capture those
mir.closure_def @"{closure@demo::f::{closure#0}}" : !mir.closure<"demo::f::{closure#0}"> captures [ui32]
mir.func @"f::{closure#0}"(%_1: !mir.closure<"demo::f::{closure#0}">) -> ui32 {
  %_0 = mir.local 0 : ui32
  mir.goto ^bb0
^bb0:
  %f = mir.field %_1[1] : !mir.closure<"demo::f::{closure#0}"> -> ui32
  %v = mir.copy %f : ui32
  mir.assign %_0, %v : ui32
  mir.return
}

// -----

// CHECK:      error: this argument of an intrinsic must be a constant
// CHECK-NEXT:   --> demo.rs:20:5
mir.struct @"demo::u32x4" : !mir.adt<"demo::u32x4"> repr(simd) { "0": !mir.array<ui32, 4> }
mir.func @shuffle(%_1: !mir.adt<"demo::u32x4">, %_2: !mir.adt<"demo::u32x4">) -> !mir.adt<"demo::u32x4"> {
  %_0 = mir.local 0 : !mir.adt<"demo::u32x4">
  mir.goto ^bb0
^bb0:
  %a = mir.copy %_1 : !mir.adt<"demo::u32x4">
  %b = mir.copy %_2 : !mir.adt<"demo::u32x4">
  mir.call_intrinsic "simd_shuffle"[](%a, %a, %b) into %_0 : (!mir.adt<"demo::u32x4">, !mir.adt<"demo::u32x4">, !mir.adt<"demo::u32x4">) -> !mir.adt<"demo::u32x4">, ^bb1 loc("demo.rs":20:5)
^bb1:
  mir.return
}

// -----

// CHECK:      error: the alignment that `simd_masked_load` assumes is not known
mir.struct @"demo::u32x4" : !mir.adt<"demo::u32x4"> repr(simd) { "0": !mir.array<ui32, 4> }
mir.func @masked(%_1: !mir.adt<"demo::u32x4">, %_2: !mir.ptr<const ui32>) -> !mir.adt<"demo::u32x4"> {
  %_0 = mir.local 0 : !mir.adt<"demo::u32x4">
  mir.goto ^bb0
^bb0:
  %a = mir.copy %_1 : !mir.adt<"demo::u32x4">
  %p = mir.copy %_2 : !mir.ptr<const ui32>
  mir.call_intrinsic "simd_masked_load"[!mir.param<"ALIGN">](%a, %p, %a) into %_0 : (!mir.adt<"demo::u32x4">, !mir.ptr<const ui32>, !mir.adt<"demo::u32x4">) -> !mir.adt<"demo::u32x4">, ^bb1
^bb1:
  mir.return
}

// -----

// CHECK:      error: a constant of type `(u32, u32, u32)` is written as one number
mir.func @number() -> !mir.tuple<ui32, ui32, ui32> {
  %_0 = mir.local 0 : !mir.tuple<ui32, ui32, ui32>
  mir.goto ^bb0
^bb0:
  %c = "mir.constant"() <{value = #mir.int<7>}> : () -> !mir.tuple<ui32, ui32, ui32>
  mir.assign %_0, %c : !mir.tuple<ui32, ui32, ui32>
  mir.return
}

// -----

// CHECK:      error: `u32` is not a pointer
mir.func @volatile(%_1: ui32) -> ui32 {
  %_0 = mir.local 0 : ui32
  mir.goto ^bb0
^bb0:
  %a = mir.copy %_1 : ui32
  mir.call_intrinsic "volatile_load"[ui32](%a) into %_0 : (ui32) -> ui32, ^bb1
^bb1:
  mir.return
}

// -----

// CHECK:      error: `u32` is not an array of a known length
mir.func @unsized(%_1: !mir.ref<ui32>) -> !mir.ref<!mir.slice<ui32>> {
  %_0 = mir.local 0 : !mir.ref<!mir.slice<ui32>>
  mir.goto ^bb0
^bb0:
  %a = mir.copy %_1 : !mir.ref<ui32>
  %r = mir.cast unsize %a : !mir.ref<ui32> -> !mir.ref<!mir.slice<ui32>>
  mir.assign %_0, %r : !mir.ref<!mir.slice<ui32>>
  mir.return
}

// -----

// CHECK:      error: the module has no function `missing`
mir.func @calls() -> !mir.tuple<> {
  %_0 = mir.local 0 : !mir.tuple<>
  mir.goto ^bb0
^bb0:
  mir.call @missing() into %_0 : () -> !mir.tuple<>, ^bb1
^bb1:
  mir.return
}

// -----

// CHECK:      error: `demo::kernel` is a kernel, which only the host can launch; its address cannot be taken
mir.func public "gpu-kernel" @kernel() -> !mir.tuple<> link_name "kernel" rust_path "demo::kernel" kernel {
  %_0 = mir.local 0 : !mir.tuple<>
  mir.goto ^bb0
^bb0:
  mir.return
}
mir.func @address() -> !mir.fn_ptr<() -> !mir.tuple<>> {
  %_0 = mir.local 0 : !mir.fn_ptr<() -> !mir.tuple<>>
  mir.goto ^bb0
^bb0:
  %f = mir.constant zst : !mir.fn_def<"kernel">
  %r = mir.cast reify_fn_pointer %f callee @kernel : !mir.fn_def<"kernel"> -> !mir.fn_ptr<() -> !mir.tuple<>>
  mir.assign %_0, %r : !mir.fn_ptr<() -> !mir.tuple<>>
  mir.return
}

// -----

// CHECK:      error: a method is called on `&u32` through a vtable
mir.func @thin(%_1: !mir.ref<ui32>) -> ui64 {
  %_0 = mir.local 0 : ui64
  mir.goto ^bb0
^bb0:
  %a = mir.copy %_1 : !mir.ref<ui32>
  mir.call_virtual "demo::Shape::area"[1](%a) into %_0 : (!mir.ref<ui32>) -> ui64, ^bb1
^bb1:
  mir.return
}

// -----

// CHECK:      error: the LLVM intrinsic `llvm.odd` takes no value in memory
mir.func private "unadjusted" @odd(%_1: !mir.array<ui32, 9>) -> !mir.tuple<> link_name "llvm.odd"
mir.func @passes(%_1: !mir.array<ui32, 9>) -> !mir.tuple<> {
  %_0 = mir.local 0 : !mir.tuple<>
  mir.goto ^bb0
^bb0:
  %a = mir.copy %_1 : !mir.array<ui32, 9>
  mir.call @odd(%a) into %_0 : (!mir.array<ui32, 9>) -> !mir.tuple<>, ^bb1
^bb1:
  mir.return
}

// -----

// CHECK:      error: the LLVM intrinsic `llvm.odd` returns no value in memory
mir.func private "unadjusted" @odd() -> !mir.array<ui32, 9> link_name "llvm.odd"
mir.func @returns() -> !mir.array<ui32, 9> {
  %_0 = mir.local 0 : !mir.array<ui32, 9>
  mir.goto ^bb0
^bb0:
  mir.call @odd() into %_0 : () -> !mir.array<ui32, 9>, ^bb1
^bb1:
  mir.return
}

// -----

// CHECK:      error: the size of `demo::Opaque` is not known, not even at run time
mir.func @opaque(%_1: !mir.ref<!mir.foreign<"demo::Opaque">>) -> !mir.usize {
  %_0 = mir.local 0 : !mir.usize
  mir.goto ^bb0
^bb0:
  %a = mir.copy %_1 : !mir.ref<!mir.foreign<"demo::Opaque">>
  mir.call_intrinsic "size_of_val"[!mir.foreign<"demo::Opaque">](%a) into %_0 : (!mir.ref<!mir.foreign<"demo::Opaque">>) -> !mir.usize, ^bb1
^bb1:
  mir.return
}

// -----

// CHECK:      error: the constant `#mir.unevaluated<"demo::C", []>` cannot be lowered
mir.func @generic() -> !mir.tuple<ui32, ui32, ui32> {
  %_0 = mir.local 0 : !mir.tuple<ui32, ui32, ui32>
  mir.goto ^bb0
^bb0:
  %c = "mir.constant"() <{value = #mir.unevaluated<"demo::C", []>}> : () -> !mir.tuple<ui32, ui32, ui32>
  mir.assign %_0, %c : !mir.tuple<ui32, ui32, ui32>
  mir.return
}
