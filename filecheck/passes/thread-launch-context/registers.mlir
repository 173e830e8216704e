// RUN: rusticle-opt %s -p thread-launch-context | filecheck %s

// Operations of several registers: one number carries both of them where there are two.

// CHECK-LABEL: func.func private @write(
// CHECK:         func.call @rusticle_writelane(
func.func private @write(%v: i32, %lane: i32, %old: i32) -> i32 {
  %r = hsa.intrinsic "llvm.amdgcn.writelane.i32"(%v, %lane, %old) : (i32, i32, i32) -> i32
  func.return %r : i32
}

// CHECK-LABEL: func.func private @swap(
// CHECK:         %[[DISTANCE:.*]] = arith.constant 32 : i32
// CHECK-NEXT:    %[[BOTH:.*]] = func.call @rusticle_permlane_swap({{.*}}, %[[DISTANCE]])
// CHECK:         %[[HIGH:.*]] = arith.shrui %[[BOTH]], %{{.*}} : i64
// CHECK-NEXT:    %[[A:.*]] = arith.trunci %[[BOTH]] : i64 to i32
// CHECK-NEXT:    %[[B:.*]] = arith.trunci %[[HIGH]] : i64 to i32
// CHECK-NEXT:    func.return %[[A]], %[[B]]
func.func private @swap(%a: i32, %b: i32) -> (i32, i32) {
  %no = arith.constant false
  %x, %y = hsa.intrinsic "llvm.amdgcn.permlane32.swap"(%a, %b, %no, %no) : (i32, i32, i1, i1) -> (i32, i32)
  func.return %x, %y : i32, i32
}

// A lane's own selector is flagged so; other rows are flag 4.

// CHECK-LABEL: func.func private @select(
// CHECK:         arith.constant 12 : i32
// CHECK:         func.call @rusticle_permlane16(
func.func private @select(%a: i32, %b: i32) -> i32 {
  %no = arith.constant false
  %r = hsa.intrinsic "llvm.amdgcn.permlanex16.var"(%a, %a, %b, %no, %no) : (i32, i32, i32, i1, i1) -> i32
  func.return %r : i32
}

// The halves of a split barrier: signals are counted, and the wait is the barrier.

// CHECK-LABEL: func.func private @split(
// CHECK:         %{{.*}} = func.call @rusticle_signal_isfirst(
// CHECK:         %[[FIRST:.*]] = func.call @rusticle_signal_isfirst(
// CHECK-NEXT:    arith.trunci %[[FIRST]] : i64 to i1
// CHECK:         func.call @rusticle_barrier(
func.func private @split() -> i1 {
  %all = arith.constant -1 : i32
  %id = arith.constant -1 : i16
  hsa.intrinsic "llvm.amdgcn.s.barrier.signal"(%all) : (i32) -> ()
  %first = hsa.intrinsic "llvm.amdgcn.s.barrier.signal.isfirst"(%all) : (i32) -> i1
  hsa.intrinsic "llvm.amdgcn.s.barrier.wait"(%id) : (i16) -> ()
  func.return %first : i1
}

// A clock, and an end with its words in the table of sites.

// CHECK-LABEL: func.func private @stop(
// CHECK:         func.call @rusticle_realtime(
// CHECK:         func.call @rusticle_trap(
func.func private @stop() -> i64 {
  %value = arith.constant 1 : i32
  %now = hsa.intrinsic "llvm.amdgcn.s.memrealtime"() : () -> i64
  hsa.intrinsic "llvm.amdgcn.s.sethalt"(%value) : (i32) -> ()
  func.return %now : i64
}
