// RUN: rusticle-opt %s | rusticle-opt | filecheck %s

// Calls by symbol, through pointers, of intrinsics, and inline assembly.

llvm.func @callee(%x: i32) -> i32 {
  llvm.return %x : i32
}
llvm.func fastcc @fast(%x: i32) {
  llvm.return
}
llvm.func @printf(!llvm.ptr, ...) -> i32
llvm.func @"app::<{closure#0}, 3>"()

llvm.func @calls(%x: i32, %p: !llvm.ptr, %q: !llvm.ptr<1>, %f: f32) {
  %0 = llvm.call @callee(%x) : (i32) -> i32
  llvm.call fastcc @fast(%x) {no_unwind, will_return} : (i32) -> ()
  %1 = llvm.call tail @callee(%x) {memory_effects = #llvm.memory_effects<other = none, argMem = read, inaccessibleMem = none, errnoMem = none, targetMem0 = none, targetMem1 = none>} : (i32 {llvm.noundef}) -> (i32 {llvm.noundef, llvm.range = #llvm.constant_range<i32, 0, 10>})
  %2 = llvm.call %p(%x) : !llvm.ptr, (i32) -> i32
  llvm.call %q() : !llvm.ptr<1>, () -> ()
  %3 = llvm.call @printf(%p, %x) vararg(!llvm.func<i32 (ptr, ...)>) : (!llvm.ptr, i32) -> i32
  llvm.call @"app::<{closure#0}, 3>"() {no_inline} : () -> ()
  %4 = llvm.call %p(%f) {fastmathFlags = #llvm.fastmath<nnan>} : !llvm.ptr, (f32) -> f32
  llvm.return
}

llvm.func @intrinsics(%f: f32, %p: !llvm.ptr) {
  %0 = llvm.call_intrinsic "llvm.fptosi.sat"(%f) : (f32) -> i32
  %1 = llvm.call_intrinsic "llvm.amdgcn.workitem.id.x"() : () -> i32
  llvm.call_intrinsic "llvm.amdgcn.s.barrier"() : () -> ()
  %2 = llvm.call_intrinsic "llvm.maximum"(%f, %f) {fastmathFlags = #llvm.fastmath<nsz>} : (f32, f32) -> f32
  %3 = llvm.call_intrinsic "llvm.amdgcn.implicitarg.ptr"() : () -> !llvm.ptr<4>
  llvm.return
}

llvm.func @assembly(%x: i32) {
  %0 = llvm.inline_asm has_side_effects "v_mov_b32 $0, $1", "=v,v" %x : (i32) -> i32
  llvm.inline_asm has_side_effects asm_dialect = att "s_nop 0", "" : () -> ()
  llvm.return
}

// CHECK-LABEL: llvm.func @callee(%x: i32) -> i32 {
// CHECK-NEXT:  llvm.return %x : i32
// CHECK-NEXT:  }
// CHECK-LABEL: llvm.func fastcc @fast(%x: i32) {
// CHECK-NEXT:  llvm.return
// CHECK-NEXT:  }
// CHECK-LABEL: llvm.func @printf(!llvm.ptr, ...) -> i32
// CHECK-LABEL: llvm.func @"app::<{closure#0}, 3>"()
// CHECK-LABEL: llvm.func @calls(%x: i32, %p: !llvm.ptr, %q: !llvm.ptr<1>, %f: f32) {
// CHECK-NEXT:  %0 = llvm.call @callee(%x) : (i32) -> i32
// CHECK-NEXT:  llvm.call fastcc @fast(%x) {no_unwind, will_return} : (i32) -> ()
// CHECK-NEXT:  %1 = llvm.call tail @callee(%x) {memory_effects = #llvm.memory_effects<other = none, argMem = read, inaccessibleMem = none, errnoMem = none, targetMem0 = none, targetMem1 = none>} : (i32 {llvm.noundef}) -> (i32 {llvm.noundef, llvm.range = #llvm.constant_range<i32, 0, 10>})
// CHECK-NEXT:  %2 = llvm.call %p(%x) : !llvm.ptr, (i32) -> i32
// CHECK-NEXT:  llvm.call %q() : !llvm.ptr<1>, () -> ()
// CHECK-NEXT:  %3 = llvm.call @printf(%p, %x) vararg(!llvm.func<i32 (!llvm.ptr, ...)>) : (!llvm.ptr, i32) -> i32
// CHECK-NEXT:  llvm.call @"app::<{closure#0}, 3>"() {no_inline} : () -> ()
// CHECK-NEXT:  %4 = llvm.call %p(%f) {fastmathFlags = #llvm.fastmath<nnan>} : !llvm.ptr, (f32) -> f32
// CHECK-NEXT:  llvm.return
// CHECK-NEXT:  }
// CHECK-LABEL: llvm.func @intrinsics(%f: f32, %p: !llvm.ptr) {
// CHECK-NEXT:  %0 = llvm.call_intrinsic "llvm.fptosi.sat"(%f) : (f32) -> i32
// CHECK-NEXT:  %1 = llvm.call_intrinsic "llvm.amdgcn.workitem.id.x"() : () -> i32
// CHECK-NEXT:  llvm.call_intrinsic "llvm.amdgcn.s.barrier"() : () -> ()
// CHECK-NEXT:  %2 = llvm.call_intrinsic "llvm.maximum"(%f, %f) {fastmathFlags = #llvm.fastmath<nsz>} : (f32, f32) -> f32
// CHECK-NEXT:  %3 = llvm.call_intrinsic "llvm.amdgcn.implicitarg.ptr"() : () -> !llvm.ptr<4>
// CHECK-NEXT:  llvm.return
// CHECK-NEXT:  }
// CHECK-LABEL: llvm.func @assembly(%x: i32) {
// CHECK-NEXT:  %0 = llvm.inline_asm has_side_effects "v_mov_b32 $0, $1", "=v,v" %x : (i32) -> i32
// CHECK-NEXT:  llvm.inline_asm has_side_effects asm_dialect = att "s_nop 0", "" : () -> ()
// CHECK-NEXT:  llvm.return
// CHECK-NEXT:  }
