// RUN: rusticle-opt %s --target llvm | filecheck %s

// Names are the program's own where it has any, quoted where they must be, and never taken twice.

llvm.func @"<app::Point as core::ops::Add>::add"(%self: i32, %self_1: i32) -> i32 {
  %sum = llvm.add %self, %self_1 : i32
  %0 = llvm.add %sum, %sum : i32
  %v1 = llvm.add %0, %0 : i32
  %1 = llvm.call @"<app::Point as core::ops::Add>::add"(%0, %v1) : (i32, i32) -> i32
  llvm.return %1 : i32
}

// A value may be used in a block that stands before its own.
llvm.func @order(%c: i32) -> i32 {
  llvm.br ^second
^first:
  llvm.return %late : i32
^second:
  %k = llvm.mlir.constant(5 : i32) : i32
  %late = llvm.add %c, %k : i32
  llvm.br ^first
}

// A type with a name is defined once.
llvm.func @named(%p: !llvm.ptr) -> !llvm.struct<"app::Pair", (i32, f32)> {
  %0 = llvm.load %p : !llvm.ptr -> !llvm.struct<"app::Pair", (i32, f32)>
  llvm.return %0 : !llvm.struct<"app::Pair", (i32, f32)>
}

// CHECK:       %"app::Pair" = type { i32, float }
// CHECK-LABEL: define i32 @"<app::Point as core::ops::Add>::add"(i32 %self, i32 %self.1) {
// CHECK-NEXT:  start:
// CHECK-NEXT:    %sum = add i32 %self, %self.1
// CHECK-NEXT:    %v0 = add i32 %sum, %sum
// CHECK-NEXT:    %v1 = add i32 %v0, %v0
// CHECK-NEXT:    %v1.1 = call i32 @"<app::Point as core::ops::Add>::add"(i32 %v0, i32 %v1)
// CHECK-NEXT:    ret i32 %v1.1
// CHECK-NEXT:  }
// CHECK-LABEL: define i32 @order(i32 %c) {
// CHECK-NEXT:  start:
// CHECK-NEXT:    br label %second
// CHECK:       first:
// CHECK-NEXT:    ret i32 %late
// CHECK:       second:
// CHECK-NEXT:    %late = add i32 %c, 5
// CHECK-NEXT:    br label %first
// CHECK-NEXT:  }
// CHECK-LABEL: define %"app::Pair" @named(ptr %p) {
// CHECK-NEXT:  start:
// CHECK-NEXT:    %v0 = load %"app::Pair", ptr %p
// CHECK-NEXT:    ret %"app::Pair" %v0
// CHECK-NEXT:  }
