// RUN: rusticle-opt %s --target llvm | filecheck %s

// What MLIR cannot say of a loaded value, the printer says in metadata.

llvm.func @facts(%p: !llvm.ptr) {
  %a = llvm.load %p {alignment = 8 : i64, llvm.nonnull, llvm.noundef, llvm.align = 16 : i64} : !llvm.ptr -> !llvm.ptr
  %b = llvm.load %p {alignment = 1 : i64, llvm.range = #llvm.constant_range<i8, 0, 2>} : !llvm.ptr -> i8
  %c = llvm.load %p {alignment = 1 : i64, llvm.range = #llvm.constant_range<i8, -1, 2>} : !llvm.ptr -> i8
  %d = llvm.load %p invariant dereferenceable<bytes = 8> {alignment = 8 : i64} : !llvm.ptr -> !llvm.ptr
  llvm.return
}

// CHECK-LABEL: define void @facts(ptr %p) {
// CHECK-NEXT:  start:
// CHECK-NEXT:    %a = load ptr, ptr %p, align 8, !nonnull !{}, !noundef !{}, !align !{i64 16}
// CHECK-NEXT:    %b = load i8, ptr %p, align 1, !range !{i8 0, i8 2}
// CHECK-NEXT:    %c = load i8, ptr %p, align 1, !range !{i8 -1, i8 2}
// CHECK-NEXT:    %d = load ptr, ptr %p, align 8, !invariant.load !{}, !dereferenceable !{i64 8}
// CHECK-NEXT:    ret void
// CHECK-NEXT:  }
