// RUN: rusticle-opt %s --verify-diagnostics --parsing-diagnostics --split-input-file | filecheck %s

"test.op"() ({
  %p = "test.op"() : () -> !mir.place<ui8>
  "mir.call"(%p) [^bb1, ^bb1] <{callee = @f}> : (!mir.place<ui8>) -> ()
^bb1:
  mir.return
}) : () -> ()
// CHECK: expected 0 or 1 successors besides the cleanup block, but there are 2

// -----

"test.op"() ({
  %p = "test.op"() : () -> !mir.place<ui8>
  mir.call_virtual "Shape::area"[0]() into %p : () -> ui8
}) : () -> ()
// CHECK: a virtual call takes `self` as its first argument

// -----

"test.op"() ({
  %p, %s = "test.op"() : () -> (!mir.place<ui8>, !mir.ref<!mir.dyn<"Shape", [], [], []>>)
  mir.call_virtual "Shape::area"[-1](%s) into %p : (!mir.ref<!mir.dyn<"Shape", [], [], []>>) -> ui8
}) : () -> ()
// CHECK: a vtable has no slot -1

// -----

"test.op"() ({
  %p, %s = "test.op"() : () -> (!mir.place<ui8>, ui8)
  mir.call_virtual "Shape::area"[0](%s) into %p : (ui8) -> ui8
}) : () -> ()
// CHECK: `self` must be a pointer to a trait object, not ui8

// -----

"test.op"() ({
  %p, %f = "test.op"() : () -> (!mir.place<ui8>, !mir.fn_ptr<(ui8) -> ui8>)
  "mir.call_indirect"(%f, %p) : (!mir.fn_ptr<(ui8) -> ui8>, !mir.place<ui8>) -> ()
}) : () -> ()
// CHECK: !mir.fn_ptr<(ui8) -> ui8> takes 1 arguments, not 0

// -----

"test.op"() ({
  %p, %f, %v = "test.op"() : () -> (!mir.place<ui8>, !mir.fn_ptr<(ui8) -> ui8>, f32)
  "mir.call_indirect"(%f, %v, %p) : (!mir.fn_ptr<(ui8) -> ui8>, f32, !mir.place<ui8>) -> ()
}) : () -> ()
// CHECK: argument 0 of !mir.fn_ptr<(ui8) -> ui8> is ui8, not f32

// -----

"test.op"() ({
  %p, %f = "test.op"() : () -> (!mir.place<f32>, !mir.fn_ptr<() -> ui8>)
  "mir.call_indirect"(%f, %p) : (!mir.fn_ptr<() -> ui8>, !mir.place<f32>) -> ()
}) : () -> ()
// CHECK: !mir.fn_ptr<() -> ui8> returns ui8, not f32

// -----

"test.op"() ({
  %p, %f = "test.op"() : () -> (!mir.place<f32>, ui8)
  mir.call_indirect %f() into %p : ui8
}) : () -> ()
// CHECK: expected a function pointer type, but found ui8

// -----

"test.op"() ({
  %p = "test.op"() : () -> !mir.place<ui8>
  mir.call @f() into %p : (ui8) -> ui8
}) : () -> ()
// CHECK: expected 1 operand types but had 0
