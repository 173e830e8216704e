// RUN: rusticle-opt %s --target llvm | filecheck %s
// UPSTREAM: MLIR's syntax of llvm.switch holds case values of 64 bits only.

llvm.func @wide(%x: i128) {
  llvm.switch %x : i128, ^bb1 [
    -170141183460469231731687303715884105728: ^bb2,
    18446744073709551616: ^bb1
  ] {branch_weights = array<i32: 1, 2, 3>}
^bb1:
  llvm.return
^bb2:
  llvm.br ^bb1
}
// CHECK:      define void @wide(i128 %x) {
// CHECK-NEXT: start:
// CHECK-NEXT:   switch i128 %x, label %bb1 [
// CHECK-NEXT:     i128 -170141183460469231731687303715884105728, label %bb2
// CHECK-NEXT:     i128 18446744073709551616, label %bb1
// CHECK-NEXT:   ], !prof !{!"branch_weights", i32 1, i32 2, i32 3}
