// RUN: rusticle-opt %s | rusticle-opt | filecheck %s

// Branches, switches and block arguments.

llvm.func @branches(%c: i1, %x: i32, %y: i32) -> i32 {
  llvm.cond_br %c weights([1, 2000]), ^bb1(%x : i32), ^bb2
^bb1(%z: i32):
  llvm.br ^bb3(%z, %y : i32, i32)
^bb2:
  llvm.br ^bb3(%y, %x : i32, i32)
^bb3(%a: i32, %b: i32):
  %0 = llvm.add %a, %b : i32
  llvm.return %0 : i32
}

llvm.func @both_ways(%c: i1, %x: i32, %y: i32) -> i32 {
  llvm.cond_br %c, ^bb1(%x : i32), ^bb1(%y : i32)
^bb1(%z: i32):
  llvm.return %z : i32
}

llvm.func @switches(%x: i32, %f: f32, %g: f32) -> f32 {
  llvm.switch %x : i32, ^bb1(%f : f32) [
    0: ^bb1(%g : f32),
    -1: ^bb2,
    7: ^bb2
  ]
^bb1(%h: f32):
  llvm.return %h : f32
^bb2:
  llvm.switch %x : i32, ^bb3 [
  ]
^bb3:
  llvm.unreachable
}

llvm.func @wide_switch(%x: i128) {
  llvm.switch %x : i128, ^bb1 [
    5: ^bb2,
    1: ^bb1
  ] {branch_weights = array<i32: 1, 2, 3>}
^bb1:
  llvm.return
^bb2:
  llvm.br ^bb1
}

llvm.func @loop(%n: i64) -> i64 {
  %zero = llvm.mlir.constant(0) : i64
  %one = llvm.mlir.constant(1) : i64
  llvm.br ^head(%zero : i64)
^head(%i: i64):
  %more = llvm.icmp "ult" %i, %n : i64
  llvm.cond_br %more, ^body, ^done
^done:
  llvm.return %i : i64
^body:
  %next = llvm.add %i, %one overflow<nuw> : i64
  llvm.br ^head(%next : i64)
}

// CHECK-LABEL: llvm.func @branches(%c: i1, %x: i32, %y: i32) -> i32 {
// CHECK-NEXT:  llvm.cond_br %c weights([1, 2000]), ^bb1(%x : i32), ^bb2
// CHECK-NEXT:  ^bb1(%z: i32):
// CHECK-NEXT:  llvm.br ^bb3(%z, %y : i32, i32)
// CHECK-NEXT:  ^bb2:
// CHECK-NEXT:  llvm.br ^bb3(%y, %x : i32, i32)
// CHECK-NEXT:  ^bb3(%a: i32, %b: i32):
// CHECK-NEXT:  %0 = llvm.add %a, %b : i32
// CHECK-NEXT:  llvm.return %0 : i32
// CHECK-NEXT:  }
// CHECK-LABEL: llvm.func @both_ways(%c: i1, %x: i32, %y: i32) -> i32 {
// CHECK-NEXT:  llvm.cond_br %c, ^bb1(%x : i32), ^bb1(%y : i32)
// CHECK-NEXT:  ^bb1(%z: i32):
// CHECK-NEXT:  llvm.return %z : i32
// CHECK-NEXT:  }
// CHECK-LABEL: llvm.func @switches(%x: i32, %f: f32, %g: f32) -> f32 {
// CHECK-NEXT:  llvm.switch %x : i32, ^bb1(%f : f32) [
// CHECK-NEXT:  0: ^bb1(%g : f32),
// CHECK-NEXT:  -1: ^bb2,
// CHECK-NEXT:  7: ^bb2
// CHECK-NEXT:  ]
// CHECK-NEXT:  ^bb1(%h: f32):
// CHECK-NEXT:  llvm.return %h : f32
// CHECK-NEXT:  ^bb2:
// CHECK-NEXT:  llvm.switch %x : i32, ^bb3 [
// CHECK-NEXT:  ]
// CHECK-NEXT:  ^bb3:
// CHECK-NEXT:  llvm.unreachable
// CHECK-NEXT:  }
// CHECK-LABEL: llvm.func @wide_switch(%x: i128) {
// CHECK-NEXT:  llvm.switch %x : i128, ^bb1 [
// CHECK-NEXT:  5: ^bb2,
// CHECK-NEXT:  1: ^bb1
// CHECK-NEXT:  ] {branch_weights = array<i32: 1, 2, 3>}
// CHECK-NEXT:  ^bb1:
// CHECK-NEXT:  llvm.return
// CHECK-NEXT:  ^bb2:
// CHECK-NEXT:  llvm.br ^bb1
// CHECK-NEXT:  }
// CHECK-LABEL: llvm.func @loop(%n: i64) -> i64 {
// CHECK-NEXT:  %zero = llvm.mlir.constant(0) : i64
// CHECK-NEXT:  %one = llvm.mlir.constant(1) : i64
// CHECK-NEXT:  llvm.br ^head(%zero : i64)
// CHECK-NEXT:  ^head(%i: i64):
// CHECK-NEXT:  %more = llvm.icmp "ult" %i, %n : i64
// CHECK-NEXT:  llvm.cond_br %more, ^body, ^done
// CHECK-NEXT:  ^done:
// CHECK-NEXT:  llvm.return %i : i64
// CHECK-NEXT:  ^body:
// CHECK-NEXT:  %next = llvm.add %i, %one overflow<nuw> : i64
// CHECK-NEXT:  llvm.br ^head(%next : i64)
// CHECK-NEXT:  }
