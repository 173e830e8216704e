// RUN: rusticle-opt %s | rusticle-opt | filecheck %s
// RUN: rusticle-opt %s --print-op-generic | rusticle-opt | filecheck %s

mir.func @all(%x: ui32, %f: !mir.fn_ptr<(ui32) -> ui32>, %s: !mir.ref<!mir.dyn<"Shape", [], [], []>>, %never: !mir.never) -> ui32 {
  %value = mir.copy %x : ui32
  %pointer = mir.copy %f : !mir.fn_ptr<(ui32) -> ui32>
  %shape = mir.copy %s : !mir.ref<!mir.dyn<"Shape", [], [], []>>
  mir.goto ^bb0
^bb0:
  mir.call @gid() into %x : () -> ui32, ^bb1
^bb1:
  mir.call @"f::<u32>"(%value, %value) into %x : (ui32, ui32) -> ui32, [return: ^bb2, unwind: ^bb9]
^bb2:
  mir.call @g(%value) into %x : (ui32) -> ui32 {note = "kept"}, [return: ^bb3, unwind continue]
^bb3:
  mir.call_intrinsic "size_of"[!mir.str]() into %x : () -> ui32, ^bb4
^bb4:
  mir.call_intrinsic "wrapping_add"[ui32, #builtin.int<4>](%value, %value) into %x : (ui32, ui32) -> ui32, ^bb5
^bb5:
  mir.call_virtual "Shape::area"[0](%shape, %value) into %x : (!mir.ref<!mir.dyn<"Shape", [], [], []>>, ui32) -> ui32, ^bb6
^bb6:
  mir.call_indirect %pointer(%value) into %x : !mir.fn_ptr<(ui32) -> ui32>, [return: ^bb7, unwind unreachable]
^bb7:
  mir.call_path !mir.fn_def<"core::clone::Clone::clone", ui32>(%value) into %x : (ui32) -> ui32, ^bb8
^bb8:
  mir.call @abort() into %never : () -> !mir.never
^bb9:
  mir.call @panic() into %never : () -> !mir.never, [unwind: ^bb10]
^bb10:
  mir.call @panic() into %never : () -> !mir.never, [unwind terminate(abi)]
^bb11:
  mir.tail_call @f(%value : ui32)
^bb12:
  mir.tail_call !mir.fn_def<"demo::f", ui32>()
}

// CHECK:      builtin.module {
// CHECK-NEXT:   mir.func @all(%x: ui32, %f: !mir.fn_ptr<(ui32) -> ui32>, %s: !mir.ref<!mir.dyn<"Shape", [], [], []>>, %never: !mir.never) -> ui32 {
// CHECK-NEXT:     %value = mir.copy %x : ui32
// CHECK-NEXT:     %pointer = mir.copy %f : !mir.fn_ptr<(ui32) -> ui32>
// CHECK-NEXT:     %shape = mir.copy %s : !mir.ref<!mir.dyn<"Shape", [], [], []>>
// CHECK-NEXT:     mir.goto ^bb0
// CHECK-NEXT:   ^bb0:
// CHECK-NEXT:     mir.call @gid() into %x : () -> ui32, ^bb1
// CHECK-NEXT:   ^bb1:
// CHECK-NEXT:     mir.call @"f::<u32>"(%value, %value) into %x : (ui32, ui32) -> ui32, [return: ^bb2, unwind: ^bb9]
// CHECK-NEXT:   ^bb2:
// CHECK-NEXT:     mir.call @g(%value) into %x : (ui32) -> ui32 {note = "kept"}, [return: ^bb3, unwind continue]
// CHECK-NEXT:   ^bb3:
// CHECK-NEXT:     mir.call_intrinsic "size_of"[!mir.str]() into %x : () -> ui32, ^bb4
// CHECK-NEXT:   ^bb4:
// CHECK-NEXT:     mir.call_intrinsic "wrapping_add"[ui32, #builtin.int<4>](%value, %value) into %x : (ui32, ui32) -> ui32, ^bb5
// CHECK-NEXT:   ^bb5:
// CHECK-NEXT:     mir.call_virtual "Shape::area"[0](%shape, %value) into %x : (!mir.ref<!mir.dyn<"Shape", [], [], []>>, ui32) -> ui32, ^bb6
// CHECK-NEXT:   ^bb6:
// CHECK-NEXT:     mir.call_indirect %pointer(%value) into %x : !mir.fn_ptr<(ui32) -> ui32>, [return: ^bb7, unwind unreachable]
// CHECK-NEXT:   ^bb7:
// CHECK-NEXT:     mir.call_path !mir.fn_def<"core::clone::Clone::clone", ui32>(%value) into %x : (ui32) -> ui32, ^bb8
// CHECK-NEXT:   ^bb8:
// CHECK-NEXT:     mir.call @abort() into %never : () -> !mir.never
// CHECK-NEXT:   ^bb9:
// CHECK-NEXT:     mir.call @panic() into %never : () -> !mir.never, [unwind: ^bb10]
// CHECK-NEXT:   ^bb10:
// CHECK-NEXT:     mir.call @panic() into %never : () -> !mir.never, [unwind terminate(abi)]
// CHECK-NEXT:   ^bb11:
// CHECK-NEXT:     mir.tail_call @f(%value : ui32)
// CHECK-NEXT:   ^bb12:
// CHECK-NEXT:     mir.tail_call !mir.fn_def<"demo::f", ui32>()
// CHECK-NEXT:   }
// CHECK-NEXT: }
