// RUN: rusticle-opt %s -p lower-to-llvm | filecheck %s

// Blocks keep their order, even one that stands before those it needs values from.
func.func @branches(%c: i1, %a: i32) -> i32 {
  cf.cond_br %c, ^then(%a : i32), ^otherwise
^last(%r: i32):
  %sum = arith.addi %r, %early : i32
  func.return %sum : i32
^then(%x: i32):
  cf.br ^join
^otherwise:
  cf.br ^join
^join:
  %early = arith.constant 1 : i32
  cf.br ^last(%early : i32)
^nowhere:
  func.return %a : i32
}

func.func @switches(%x: i64, %a: i32) -> i32 {
  cf.switch %x : i64, [
    default: ^bb1(%a : i32),
    0: ^bb2,
    -1: ^bb1(%a : i32)
  ]
^bb1(%y: i32):
  func.return %y : i32
^bb2:
  ub.unreachable
}

// CHECK:      llvm.func protected @branches(%c: i1, %a: i32) -> i32 attributes {no_unwind, convergent} {
// CHECK-NEXT:   llvm.cond_br %c, ^bb2(%a : i32), ^bb3
// CHECK-NEXT: ^bb1(%r: i32):
// CHECK-NEXT:   %sum = llvm.add %r, %early : i32
// CHECK-NEXT:   llvm.return %sum : i32
// CHECK-NEXT: ^bb2(%x: i32):
// CHECK-NEXT:   llvm.br ^bb4
// CHECK-NEXT: ^bb3:
// CHECK-NEXT:   llvm.br ^bb4
// CHECK-NEXT: ^bb4:
// CHECK-NEXT:   %early = llvm.mlir.constant(1 : i32) : i32
// CHECK-NEXT:   llvm.br ^bb1(%early : i32)
// CHECK:      llvm.func protected @switches(%x: i64, %a: i32) -> i32 attributes {no_unwind, convergent} {
// CHECK-NEXT:   llvm.switch %x : i64, ^bb1(%a : i32) [
// CHECK-NEXT:     0: ^bb2,
// CHECK-NEXT:     -1: ^bb1(%a : i32)
// CHECK-NEXT:   ]
// CHECK-NEXT: ^bb1(%y: i32):
// CHECK-NEXT:   llvm.return %y : i32
// CHECK-NEXT: ^bb2:
// CHECK-NEXT:   llvm.unreachable
