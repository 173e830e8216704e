// RUN: rusticle-opt %s | rusticle-opt | filecheck %s
// RUN: rusticle-opt %s --print-op-generic | rusticle-opt | filecheck %s

mir.func @all(%p: ui32, %c: !mir.bool, %n: !mir.usize) -> !mir.tuple<> {
  %cond = mir.copy %c : !mir.bool
  %value = mir.copy %p : ui32
  %len = mir.copy %n : !mir.usize
  mir.goto ^bb0
^bb0:
  mir.switch_int %cond : !mir.bool [0: ^bb2, otherwise: ^bb1]
^bb1:
  mir.switch_int %value : ui32 [0: ^bb2, 4294967295: ^bb3, otherwise: ^bb4]
^bb2:
  mir.switch_int %value : ui32 [otherwise: ^bb3]
^bb3:
  mir.drop %p : ui32, ^bb4
^bb4:
  mir.drop %p : ui32 glue @"drop_in_place::<u32>", [return: ^bb5, unwind: ^bb13]
^bb5:
  mir.drop %p : ui32, [return: ^bb6, unwind terminate(cleanup)]
^bb6:
  mir.assert %cond, bounds_check(%len, %len : !mir.usize, !mir.usize), ^bb7
^bb7:
  mir.assert not %cond, division_by_zero(%value : ui32), [success: ^bb8, unwind continue]
^bb8:
  mir.assert %cond, null_pointer_dereference(), [success: ^bb9, unwind: ^bb13]
^bb9:
  mir.yield %value into %p : ui32, ui32, ^bb10
^bb10:
  mir.yield %value into %p : ui32, ui32, [resume: ^bb11, drop: ^bb15]
^bb11:
  mir.false_edge real ^bb12, imaginary ^bb2
^bb12:
  mir.false_unwind, [real: ^bb16, unwind: ^bb13]
^bb13:
  mir.resume
^bb14:
  mir.terminate abi
^bb15:
  mir.coroutine_drop
^bb16:
  mir.inline_asm "s_nop {0}" ["in(sgpr)", "lateout(vgpr)", "out(vcc) _"](%value, %p : ui32, !mir.place<ui32>) options "NOMEM", ^bb17
^bb17:
  mir.inline_asm "s_endpgm" []() options "NORETURN"
^bb18:
  mir.inline_asm "" ["label", "const"](%value : ui32), [return: ^bb19, label0: ^bb20, unwind unreachable]
^bb19:
  mir.return {note = "kept"}
^bb20:
  mir.unreachable
}

// CHECK:      builtin.module {
// CHECK-NEXT:   mir.func @all(%p: ui32, %c: !mir.bool, %n: !mir.usize) -> !mir.tuple<> {
// CHECK-NEXT:     %cond = mir.copy %c : !mir.bool
// CHECK-NEXT:     %value = mir.copy %p : ui32
// CHECK-NEXT:     %len = mir.copy %n : !mir.usize
// CHECK-NEXT:     mir.goto ^bb0
// CHECK-NEXT:   ^bb0:
// CHECK-NEXT:     mir.switch_int %cond : !mir.bool [0: ^bb2, otherwise: ^bb1]
// CHECK-NEXT:   ^bb1:
// CHECK-NEXT:     mir.switch_int %value : ui32 [0: ^bb2, 4294967295: ^bb3, otherwise: ^bb4]
// CHECK-NEXT:   ^bb2:
// CHECK-NEXT:     mir.switch_int %value : ui32 [otherwise: ^bb3]
// CHECK-NEXT:   ^bb3:
// CHECK-NEXT:     mir.drop %p : ui32, ^bb4
// CHECK-NEXT:   ^bb4:
// CHECK-NEXT:     mir.drop %p : ui32 glue @"drop_in_place::<u32>", [return: ^bb5, unwind: ^bb13]
// CHECK-NEXT:   ^bb5:
// CHECK-NEXT:     mir.drop %p : ui32, [return: ^bb6, unwind terminate(cleanup)]
// CHECK-NEXT:   ^bb6:
// CHECK-NEXT:     mir.assert %cond, bounds_check(%len, %len : !mir.usize, !mir.usize), ^bb7
// CHECK-NEXT:   ^bb7:
// CHECK-NEXT:     mir.assert not %cond, division_by_zero(%value : ui32), [success: ^bb8, unwind continue]
// CHECK-NEXT:   ^bb8:
// CHECK-NEXT:     mir.assert %cond, null_pointer_dereference(), [success: ^bb9, unwind: ^bb13]
// CHECK-NEXT:   ^bb9:
// CHECK-NEXT:     mir.yield %value into %p : ui32, ui32, ^bb10
// CHECK-NEXT:   ^bb10:
// CHECK-NEXT:     mir.yield %value into %p : ui32, ui32, [resume: ^bb11, drop: ^bb15]
// CHECK-NEXT:   ^bb11:
// CHECK-NEXT:     mir.false_edge real ^bb12, imaginary ^bb2
// CHECK-NEXT:   ^bb12:
// CHECK-NEXT:     mir.false_unwind, [real: ^bb16, unwind: ^bb13]
// CHECK-NEXT:   ^bb13:
// CHECK-NEXT:     mir.resume
// CHECK-NEXT:   ^bb14:
// CHECK-NEXT:     mir.terminate abi
// CHECK-NEXT:   ^bb15:
// CHECK-NEXT:     mir.coroutine_drop
// CHECK-NEXT:   ^bb16:
// CHECK-NEXT:     mir.inline_asm "s_nop {0}" ["in(sgpr)", "lateout(vgpr)", "out(vcc) _"](%value, %p : ui32, !mir.place<ui32>) options "NOMEM", ^bb17
// CHECK-NEXT:   ^bb17:
// CHECK-NEXT:     mir.inline_asm "s_endpgm" []() options "NORETURN"
// CHECK-NEXT:   ^bb18:
// CHECK-NEXT:     mir.inline_asm "" ["label", "const"](%value : ui32), [return: ^bb19, label0: ^bb20, unwind unreachable]
// CHECK-NEXT:   ^bb19:
// CHECK-NEXT:     mir.return {note = "kept"}
// CHECK-NEXT:   ^bb20:
// CHECK-NEXT:     mir.unreachable
// CHECK-NEXT:   }
// CHECK-NEXT: }
