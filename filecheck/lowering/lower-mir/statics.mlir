// RUN: rusticle-opt %s -p lower-mir | filecheck %s
// RUN: rusticle-opt %s -p lower-mir,lower-to-llvm | filecheck %s --check-prefix LLVM

// Statics: constant memory if nobody writes them, global memory if somebody may.

mir.static @TABLE : !mir.array<ui8, 4> = @TABLE.init
mir.alloc @TABLE.init align 1 "\00\01hi"
mir.static public mut @COUNTER : ui32 = @COUNTER.init link_name "counter" link_section ".data"
mir.alloc mut @COUNTER.init align 4 "\00\00\00\00" uninit [2 to 4]
mir.static mut @TILE : !mir.array<f32, 4> = @TILE.init link_section ".lds"
mir.alloc mut @TILE.init align 16 "\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00" uninit [0 to 16]
mir.static extern @limit : ui32 link_name "limit"
mir.alloc @pointers align 8 "\00\00\00\00\00\00\00\00\04\00\00\00\00\00\00\00" relocations [0: @TABLE.init + 1]
mir.func @table() -> !mir.ref<!mir.array<ui8, 4>> {
  %_0 = mir.local 0 : !mir.ref<!mir.array<ui8, 4>>
  mir.goto ^bb0
^bb0:
  %r = mir.constant pointer<@TABLE> : !mir.ref<!mir.array<ui8, 4>>
  mir.assign %_0, %r : !mir.ref<!mir.array<ui8, 4>>
  mir.return
}

mir.func @counter_address() -> !mir.ptr<mut ui32> {
  %_0 = mir.local 0 : !mir.ptr<mut ui32>
  mir.goto ^bb0
^bb0:
  %r = mir.constant pointer<@COUNTER> : !mir.ptr<mut ui32>
  mir.assign %_0, %r : !mir.ptr<mut ui32>
  mir.return
}

mir.func @tile() -> !mir.ptr<mut f32> {
  %_0 = mir.local 0 : !mir.ptr<mut f32>
  mir.goto ^bb0
^bb0:
  %r = mir.constant pointer<@TILE + 4> : !mir.ptr<mut f32>
  mir.assign %_0, %r : !mir.ptr<mut f32>
  mir.return
}

mir.func @limit_address() -> !mir.ptr<const ui32> {
  %_0 = mir.local 0 : !mir.ptr<const ui32>
  mir.goto ^bb0
^bb0:
  %r = mir.constant pointer<@limit> : !mir.ptr<const ui32>
  mir.assign %_0, %r : !mir.ptr<const ui32>
  mir.return
}

mir.func @all() -> !mir.ref<!mir.ref<!mir.str>> {
  %_0 = mir.local 0 : !mir.ref<!mir.ref<!mir.str>>
  mir.goto ^bb0
^bb0:
  %r = mir.constant pointer<@pointers> : !mir.ref<!mir.ref<!mir.str>>
  mir.assign %_0, %r : !mir.ref<!mir.ref<!mir.str>>
  mir.return
}

// LLVM: llvm.func

// CHECK:      builtin.module {
// CHECK-NEXT:   asptr.global constant linkage(private) @TABLE in constant size 4 align 1 = <"00016869">
// CHECK-NEXT:   asptr.global @counter in global size 4 align 4 section(".data") = <zero 4, undef 2 to 4>
// CHECK-NEXT:   asptr.global linkage(internal) @TILE in local size 16 align 16
// CHECK-NEXT:   asptr.global external @limit in global size 4 align 4
// CHECK-NEXT:   asptr.global constant linkage(private) @pointers in constant size 16 align 8 = <"00000000000000000400000000000000", at 0 @TABLE + 1>
// CHECK-NEXT:   func.func private @table() -> !asptr.ptr<flat> {
// CHECK-NEXT:     %0 = asptr.addressof @TABLE : !asptr.ptr<constant>
// CHECK-NEXT:     %1 = asptr.cast %0 : !asptr.ptr<constant> -> !asptr.ptr<flat>
// CHECK-NEXT:     func.return %1 : !asptr.ptr<flat>
// CHECK-NEXT:   }
// CHECK-NEXT:   func.func private @counter_address() -> !asptr.ptr<flat> {
// CHECK-NEXT:     %0 = asptr.addressof @counter : !asptr.ptr<global>
// CHECK-NEXT:     %1 = asptr.cast %0 : !asptr.ptr<global> -> !asptr.ptr<flat>
// CHECK-NEXT:     func.return %1 : !asptr.ptr<flat>
// CHECK-NEXT:   }
// CHECK-NEXT:   func.func private @tile() -> !asptr.ptr<flat> {
// CHECK-NEXT:     %0 = asptr.addressof @TILE : !asptr.ptr<local>
// CHECK-NEXT:     %1 = asptr.cast %0 : !asptr.ptr<local> -> !asptr.ptr<flat>
// CHECK-NEXT:     %2 = asptr.displace %1 by 4 : !asptr.ptr<flat>
// CHECK-NEXT:     func.return %2 : !asptr.ptr<flat>
// CHECK-NEXT:   }
// CHECK-NEXT:   func.func private @limit_address() -> !asptr.ptr<flat> {
// CHECK-NEXT:     %0 = asptr.addressof @limit : !asptr.ptr<global>
// CHECK-NEXT:     %1 = asptr.cast %0 : !asptr.ptr<global> -> !asptr.ptr<flat>
// CHECK-NEXT:     func.return %1 : !asptr.ptr<flat>
// CHECK-NEXT:   }
// CHECK-NEXT:   func.func private @all() -> !asptr.ptr<flat> {
// CHECK-NEXT:     %0 = asptr.addressof @pointers : !asptr.ptr<constant>
// CHECK-NEXT:     %1 = asptr.cast %0 : !asptr.ptr<constant> -> !asptr.ptr<flat>
// CHECK-NEXT:     func.return %1 : !asptr.ptr<flat>
// CHECK-NEXT:   }
// CHECK-NEXT: }
