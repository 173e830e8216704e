// RUN: rusticle-opt %s | rusticle-opt | filecheck %s

// Intrinsics on memory, control and hints.

llvm.func @memory(%d: !llvm.ptr, %s: !llvm.ptr<1>, %n: i64, %b: i8, %slot: !llvm.ptr<5>) {
  "llvm.intr.memcpy"(%d, %s, %n) <{isVolatile = false}> : (!llvm.ptr, !llvm.ptr<1>, i64) -> ()
  "llvm.intr.memcpy"(%d, %s, %n) <{arg_attrs = [{llvm.align = 8 : i64}, {llvm.align = 4 : i64}, {}], isVolatile = true}> : (!llvm.ptr, !llvm.ptr<1>, i64) -> ()
  "llvm.intr.memmove"(%d, %s, %n) <{isVolatile = false}> : (!llvm.ptr, !llvm.ptr<1>, i64) -> ()
  "llvm.intr.memcpy.inline"(%d, %s) <{isVolatile = false, len = 16 : i64}> : (!llvm.ptr, !llvm.ptr<1>) -> ()
  "llvm.intr.memset"(%d, %b, %n) <{isVolatile = false}> : (!llvm.ptr, i8, i64) -> ()
  "llvm.intr.prefetch"(%d) <{cache = 1 : i32, hint = 3 : i32, rw = 0 : i32}> : (!llvm.ptr) -> ()
  %0 = llvm.intr.invariant.start 8, %s : !llvm.ptr<1>
  llvm.intr.invariant.end %0, 8, %s : !llvm.ptr<1>
  %1 = llvm.intr.launder.invariant.group %d : !llvm.ptr
  %2 = llvm.intr.strip.invariant.group %d : !llvm.ptr
  %3 = llvm.intr.ptrmask %d, %n : (!llvm.ptr, i64) -> !llvm.ptr
  %4 = llvm.intr.stacksave : !llvm.ptr<5>
  llvm.intr.stackrestore %4 : !llvm.ptr<5>
  llvm.return
}

llvm.func @lifetimes(%n: i32) {
  %0 = llvm.alloca %n x i64 : (i32) -> !llvm.ptr<5>
  llvm.intr.lifetime.start %0 : !llvm.ptr<5>
  llvm.intr.lifetime.end %0 : !llvm.ptr<5>
  llvm.return
}

llvm.func @hints(%c: i1, %e: i1, %x: i32, %p: !llvm.ptr, %a: i64) {
  llvm.intr.assume %c : i1
  %t = llvm.mlir.constant(true) : i1
  llvm.intr.assume %t ["align"(%p, %a : !llvm.ptr, i64), "nonnull"(%p : !llvm.ptr)] : i1
  %0 = llvm.intr.expect %c, %e : i1
  %1 = llvm.intr.expect.with.probability %x, %x, 9.000000e-01 : i32
  %2 = "llvm.intr.is.constant"(%x) : (i32) -> i1
  %3 = llvm.intr.stepvector : vector<4xi32>
  llvm.intr.debugtrap
  llvm.intr.ubsantrap <{failureKind = 3 : i8}>
  llvm.intr.trap
  llvm.unreachable
}

llvm.mlir.global internal thread_local @t(0 : i32) {addr_space = 0 : i32} : i32

llvm.func @threads() -> !llvm.ptr {
  %0 = llvm.mlir.addressof @t : !llvm.ptr
  %1 = "llvm.intr.threadlocal.address"(%0) : (!llvm.ptr) -> !llvm.ptr
  llvm.return %1 : !llvm.ptr
}

// CHECK-LABEL: llvm.func @memory(%d: !llvm.ptr, %s: !llvm.ptr<1>, %n: i64, %b: i8, %slot: !llvm.ptr<5>) {
// CHECK-NEXT:  "llvm.intr.memcpy"(%d, %s, %n) <{isVolatile = false}> : (!llvm.ptr, !llvm.ptr<1>, i64) -> ()
// CHECK-NEXT:  "llvm.intr.memcpy"(%d, %s, %n) <{arg_attrs = [{llvm.align = 8 : i64}, {llvm.align = 4 : i64}, {}], isVolatile = true}> : (!llvm.ptr, !llvm.ptr<1>, i64) -> ()
// CHECK-NEXT:  "llvm.intr.memmove"(%d, %s, %n) <{isVolatile = false}> : (!llvm.ptr, !llvm.ptr<1>, i64) -> ()
// CHECK-NEXT:  "llvm.intr.memcpy.inline"(%d, %s) <{isVolatile = false, len = 16 : i64}> : (!llvm.ptr, !llvm.ptr<1>) -> ()
// CHECK-NEXT:  "llvm.intr.memset"(%d, %b, %n) <{isVolatile = false}> : (!llvm.ptr, i8, i64) -> ()
// CHECK-NEXT:  "llvm.intr.prefetch"(%d) <{cache = 1 : i32, hint = 3 : i32, rw = 0 : i32}> : (!llvm.ptr) -> ()
// CHECK-NEXT:  %0 = llvm.intr.invariant.start 8, %s : !llvm.ptr<1>
// CHECK-NEXT:  llvm.intr.invariant.end %0, 8, %s : !llvm.ptr<1>
// CHECK-NEXT:  %1 = llvm.intr.launder.invariant.group %d : !llvm.ptr
// CHECK-NEXT:  %2 = llvm.intr.strip.invariant.group %d : !llvm.ptr
// CHECK-NEXT:  %3 = llvm.intr.ptrmask %d, %n : (!llvm.ptr, i64) -> !llvm.ptr
// CHECK-NEXT:  %4 = llvm.intr.stacksave : !llvm.ptr<5>
// CHECK-NEXT:  llvm.intr.stackrestore %4 : !llvm.ptr<5>
// CHECK-NEXT:  llvm.return
// CHECK-NEXT:  }
// CHECK-LABEL: llvm.func @lifetimes(%n: i32) {
// CHECK-NEXT:  %0 = llvm.alloca %n x i64 : (i32) -> !llvm.ptr<5>
// CHECK-NEXT:  llvm.intr.lifetime.start %0 : !llvm.ptr<5>
// CHECK-NEXT:  llvm.intr.lifetime.end %0 : !llvm.ptr<5>
// CHECK-NEXT:  llvm.return
// CHECK-NEXT:  }
// CHECK-LABEL: llvm.func @hints(%c: i1, %e: i1, %x: i32, %p: !llvm.ptr, %a: i64) {
// CHECK-NEXT:  llvm.intr.assume %c : i1
// CHECK-NEXT:  %t = llvm.mlir.constant(true) : i1
// CHECK-NEXT:  llvm.intr.assume %t ["align"(%p, %a : !llvm.ptr, i64), "nonnull"(%p : !llvm.ptr)] : i1
// CHECK-NEXT:  %0 = llvm.intr.expect %c, %e : i1
// CHECK-NEXT:  %1 = llvm.intr.expect.with.probability %x, %x, 9.000000e-01 : i32
// CHECK-NEXT:  %2 = "llvm.intr.is.constant"(%x) : (i32) -> i1
// CHECK-NEXT:  %3 = llvm.intr.stepvector : vector<4xi32>
// CHECK-NEXT:  llvm.intr.debugtrap
// CHECK-NEXT:  llvm.intr.ubsantrap <{failureKind = 3 : i8}>
// CHECK-NEXT:  llvm.intr.trap
// CHECK-NEXT:  llvm.unreachable
// CHECK-NEXT:  }
// CHECK-NEXT:  llvm.mlir.global internal thread_local @t(0 : i32) {addr_space = 0 : i32} : i32
// CHECK-LABEL: llvm.func @threads() -> !llvm.ptr {
// CHECK-NEXT:  %0 = llvm.mlir.addressof @t : !llvm.ptr
// CHECK-NEXT:  %1 = "llvm.intr.threadlocal.address"(%0) : (!llvm.ptr) -> !llvm.ptr
// CHECK-NEXT:  llvm.return %1 : !llvm.ptr
// CHECK-NEXT:  }
