// RUN: rusticle-opt %s | rusticle-opt | filecheck %s

// Intrinsics on integers.

llvm.func @integers(%x: i32, %y: i32, %z: i32, %v: vector<4xi32>) {
  %r1 = llvm.intr.bitreverse(%x) : (i32) -> i32
  %r2 = llvm.intr.bswap(%x) : (i32) -> i32
  %r3 = llvm.intr.ctpop(%x) : (i32) -> i32
  %r4 = llvm.intr.ctpop(%v) : (vector<4xi32>) -> vector<4xi32>
  %r5 = llvm.intr.smax(%x, %y) : (i32, i32) -> i32
  %r6 = llvm.intr.smin(%x, %y) : (i32, i32) -> i32
  %r7 = llvm.intr.umax(%x, %y) : (i32, i32) -> i32
  %r8 = llvm.intr.umin(%x, %y) : (i32, i32) -> i32
  %r9 = llvm.intr.sadd.sat(%x, %y) : (i32, i32) -> i32
  %r10 = llvm.intr.uadd.sat(%x, %y) : (i32, i32) -> i32
  %r11 = llvm.intr.ssub.sat(%x, %y) : (i32, i32) -> i32
  %r12 = llvm.intr.usub.sat(%x, %y) : (i32, i32) -> i32
  %r13 = llvm.intr.sshl.sat(%x, %y) : (i32, i32) -> i32
  %r14 = llvm.intr.ushl.sat(%x, %y) : (i32, i32) -> i32
  %r15 = llvm.intr.fshl(%x, %y, %z) : (i32, i32, i32) -> i32
  %r16 = llvm.intr.fshr(%x, %y, %z) : (i32, i32, i32) -> i32
  %r17 = llvm.intr.scmp(%x, %y) : (i32, i32) -> i8
  %r18 = llvm.intr.ucmp(%x, %y) : (i32, i32) -> i8
  %r19 = "llvm.intr.ctlz"(%x) <{is_zero_poison = false}> : (i32) -> i32
  %r20 = "llvm.intr.cttz"(%x) <{is_zero_poison = true}> : (i32) -> i32
  %r21 = "llvm.intr.abs"(%x) <{is_int_min_poison = false}> : (i32) -> i32
  %r22 = "llvm.intr.sadd.with.overflow"(%x, %y) : (i32, i32) -> !llvm.struct<(i32, i1)>
  %r23 = "llvm.intr.ssub.with.overflow"(%x, %y) : (i32, i32) -> !llvm.struct<(i32, i1)>
  %r24 = "llvm.intr.smul.with.overflow"(%x, %y) : (i32, i32) -> !llvm.struct<(i32, i1)>
  %r25 = "llvm.intr.uadd.with.overflow"(%x, %y) : (i32, i32) -> !llvm.struct<(i32, i1)>
  %r26 = "llvm.intr.usub.with.overflow"(%x, %y) : (i32, i32) -> !llvm.struct<(i32, i1)>
  %r27 = "llvm.intr.umul.with.overflow"(%x, %y) : (i32, i32) -> !llvm.struct<(i32, i1)>
  %r28 = "llvm.intr.vector.reduce.add"(%v) : (vector<4xi32>) -> i32
  %r29 = "llvm.intr.vector.reduce.and"(%v) : (vector<4xi32>) -> i32
  %r30 = "llvm.intr.vector.reduce.mul"(%v) : (vector<4xi32>) -> i32
  %r31 = "llvm.intr.vector.reduce.or"(%v) : (vector<4xi32>) -> i32
  %r32 = "llvm.intr.vector.reduce.smax"(%v) : (vector<4xi32>) -> i32
  %r33 = "llvm.intr.vector.reduce.smin"(%v) : (vector<4xi32>) -> i32
  %r34 = "llvm.intr.vector.reduce.umax"(%v) : (vector<4xi32>) -> i32
  %r35 = "llvm.intr.vector.reduce.umin"(%v) : (vector<4xi32>) -> i32
  %r36 = "llvm.intr.vector.reduce.xor"(%v) : (vector<4xi32>) -> i32
  llvm.return
}

// CHECK-LABEL: llvm.func @integers(%x: i32, %y: i32, %z: i32, %v: vector<4xi32>) {
// CHECK-NEXT:  %r1 = llvm.intr.bitreverse(%x) : (i32) -> i32
// CHECK-NEXT:  %r2 = llvm.intr.bswap(%x) : (i32) -> i32
// CHECK-NEXT:  %r3 = llvm.intr.ctpop(%x) : (i32) -> i32
// CHECK-NEXT:  %r4 = llvm.intr.ctpop(%v) : (vector<4xi32>) -> vector<4xi32>
// CHECK-NEXT:  %r5 = llvm.intr.smax(%x, %y) : (i32, i32) -> i32
// CHECK-NEXT:  %r6 = llvm.intr.smin(%x, %y) : (i32, i32) -> i32
// CHECK-NEXT:  %r7 = llvm.intr.umax(%x, %y) : (i32, i32) -> i32
// CHECK-NEXT:  %r8 = llvm.intr.umin(%x, %y) : (i32, i32) -> i32
// CHECK-NEXT:  %r9 = llvm.intr.sadd.sat(%x, %y) : (i32, i32) -> i32
// CHECK-NEXT:  %r10 = llvm.intr.uadd.sat(%x, %y) : (i32, i32) -> i32
// CHECK-NEXT:  %r11 = llvm.intr.ssub.sat(%x, %y) : (i32, i32) -> i32
// CHECK-NEXT:  %r12 = llvm.intr.usub.sat(%x, %y) : (i32, i32) -> i32
// CHECK-NEXT:  %r13 = llvm.intr.sshl.sat(%x, %y) : (i32, i32) -> i32
// CHECK-NEXT:  %r14 = llvm.intr.ushl.sat(%x, %y) : (i32, i32) -> i32
// CHECK-NEXT:  %r15 = llvm.intr.fshl(%x, %y, %z) : (i32, i32, i32) -> i32
// CHECK-NEXT:  %r16 = llvm.intr.fshr(%x, %y, %z) : (i32, i32, i32) -> i32
// CHECK-NEXT:  %r17 = llvm.intr.scmp(%x, %y) : (i32, i32) -> i8
// CHECK-NEXT:  %r18 = llvm.intr.ucmp(%x, %y) : (i32, i32) -> i8
// CHECK-NEXT:  %r19 = "llvm.intr.ctlz"(%x) <{is_zero_poison = false}> : (i32) -> i32
// CHECK-NEXT:  %r20 = "llvm.intr.cttz"(%x) <{is_zero_poison = true}> : (i32) -> i32
// CHECK-NEXT:  %r21 = "llvm.intr.abs"(%x) <{is_int_min_poison = false}> : (i32) -> i32
// CHECK-NEXT:  %r22 = "llvm.intr.sadd.with.overflow"(%x, %y) : (i32, i32) -> !llvm.struct<(i32, i1)>
// CHECK-NEXT:  %r23 = "llvm.intr.ssub.with.overflow"(%x, %y) : (i32, i32) -> !llvm.struct<(i32, i1)>
// CHECK-NEXT:  %r24 = "llvm.intr.smul.with.overflow"(%x, %y) : (i32, i32) -> !llvm.struct<(i32, i1)>
// CHECK-NEXT:  %r25 = "llvm.intr.uadd.with.overflow"(%x, %y) : (i32, i32) -> !llvm.struct<(i32, i1)>
// CHECK-NEXT:  %r26 = "llvm.intr.usub.with.overflow"(%x, %y) : (i32, i32) -> !llvm.struct<(i32, i1)>
// CHECK-NEXT:  %r27 = "llvm.intr.umul.with.overflow"(%x, %y) : (i32, i32) -> !llvm.struct<(i32, i1)>
// CHECK-NEXT:  %r28 = "llvm.intr.vector.reduce.add"(%v) : (vector<4xi32>) -> i32
// CHECK-NEXT:  %r29 = "llvm.intr.vector.reduce.and"(%v) : (vector<4xi32>) -> i32
// CHECK-NEXT:  %r30 = "llvm.intr.vector.reduce.mul"(%v) : (vector<4xi32>) -> i32
// CHECK-NEXT:  %r31 = "llvm.intr.vector.reduce.or"(%v) : (vector<4xi32>) -> i32
// CHECK-NEXT:  %r32 = "llvm.intr.vector.reduce.smax"(%v) : (vector<4xi32>) -> i32
// CHECK-NEXT:  %r33 = "llvm.intr.vector.reduce.smin"(%v) : (vector<4xi32>) -> i32
// CHECK-NEXT:  %r34 = "llvm.intr.vector.reduce.umax"(%v) : (vector<4xi32>) -> i32
// CHECK-NEXT:  %r35 = "llvm.intr.vector.reduce.umin"(%v) : (vector<4xi32>) -> i32
// CHECK-NEXT:  %r36 = "llvm.intr.vector.reduce.xor"(%v) : (vector<4xi32>) -> i32
// CHECK-NEXT:  llvm.return
// CHECK-NEXT:  }
