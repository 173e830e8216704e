// RUN: rusticle-opt %s | rusticle-opt | filecheck %s
// RUN: rusticle-opt %s --print-op-generic | rusticle-opt | filecheck %s

%p, %e, %v, %t = "test.op"() : () -> (!mir.place<ui32>, !mir.place<!mir.adt<"core::option::Option", ui32>>, ui32, !mir.bool)
%d, %s, %n = "test.op"() : () -> (!mir.ptr<mut f32>, !mir.ptr<const f32>, !mir.usize)
mir.assign %p, %v : ui32
mir.assign %p, %v {note = "kept"} : ui32
mir.set_discriminant %e, 1 : !mir.adt<"core::option::Option", ui32>
mir.storage_live %p : ui32
mir.storage_dead %p : ui32
mir.assume %t
mir.copy_nonoverlapping dst = %d, src = %s, count = %n : f32
mir.retag fn_entry %p : ui32
mir.fake_read for_let %p : ui32
mir.place_mention %p : ui32
mir.drop_hint %p : ui32
mir.nop
mir.coverage "VirtualCounter(bcb0)"
mir.const_eval_counter
mir.debug "x" = %p : !mir.place<ui32>
mir.debug "n" = %n : !mir.usize

// CHECK:      builtin.module {
// CHECK-NEXT:   %p, %e, %v, %t = "test.op"() : () -> (!mir.place<ui32>, !mir.place<!mir.adt<"core::option::Option", ui32>>, ui32, !mir.bool)
// CHECK-NEXT:   %d, %s, %n = "test.op"() : () -> (!mir.ptr<mut f32>, !mir.ptr<const f32>, !mir.usize)
// CHECK-NEXT:   mir.assign %p, %v : ui32
// CHECK-NEXT:   mir.assign %p, %v {note = "kept"} : ui32
// CHECK-NEXT:   mir.set_discriminant %e, 1 : !mir.adt<"core::option::Option", ui32>
// CHECK-NEXT:   mir.storage_live %p : ui32
// CHECK-NEXT:   mir.storage_dead %p : ui32
// CHECK-NEXT:   mir.assume %t
// CHECK-NEXT:   mir.copy_nonoverlapping dst = %d, src = %s, count = %n : f32
// CHECK-NEXT:   mir.retag fn_entry %p : ui32
// CHECK-NEXT:   mir.fake_read for_let %p : ui32
// CHECK-NEXT:   mir.place_mention %p : ui32
// CHECK-NEXT:   mir.drop_hint %p : ui32
// CHECK-NEXT:   mir.nop
// CHECK-NEXT:   mir.coverage "VirtualCounter(bcb0)"
// CHECK-NEXT:   mir.const_eval_counter
// CHECK-NEXT:   mir.debug "x" = %p : !mir.place<ui32>
// CHECK-NEXT:   mir.debug "n" = %n : !mir.usize
// CHECK-NEXT: }
