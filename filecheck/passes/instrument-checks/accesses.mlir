// RUN: rusticle-opt %s -p instrument-checks | filecheck %s

// Each access is checked with its address, size, and what it is; locals that are plainly the
// function's own are not.

// CHECK-LABEL: hsa.kernel @accesses
// CHECK-SAME:    %[[P:.*]]: !asptr.ptr<flat>, %[[N:.*]]: i64
hsa.kernel @accesses(%p: !asptr.ptr<flat>, %n: i64) {
  // CHECK:      %[[A:.*]] = asptr.ptrtoint %[[P]] : !asptr.ptr<flat> -> i64
  // CHECK-NEXT: %[[S:.*]] = arith.constant 4 : i64
  // CHECK-NEXT: %[[K:.*]] = arith.constant 1026 : i64
  // CHECK-NEXT: hsa.intrinsic "llvm.simulator.access"(%[[A]], %[[S]], %[[K]])
  // CHECK-NEXT: asptr.load
  %v = asptr.load %p align 4 : !asptr.ptr<flat> -> i32
  // CHECK:      arith.constant 1025 : i64
  // CHECK-NEXT: hsa.intrinsic "llvm.simulator.access"
  // CHECK-NEXT: asptr.store
  asptr.store %v, %p align 4 : i32, !asptr.ptr<flat>
  // Reads, writes, atomic, acquires.
  // CHECK:      arith.constant 1039 : i64
  // CHECK-NEXT: hsa.intrinsic "llvm.simulator.access"
  // CHECK-NEXT: asptr.atomic_rmw
  %o = asptr.atomic_rmw add acquire %p, %v align 4 : !asptr.ptr<flat>, i32
  // CHECK:      hsa.intrinsic "llvm.simulator.access"(%{{.*}}, %[[N]], %{{.*}})
  // CHECK-NEXT: asptr.fill
  %z = arith.constant 0 : i8
  asptr.fill %p align 1, %z, %n : !asptr.ptr<flat>
  %l = asptr.alloca size 4 align 4 : !asptr.ptr<private>
  // CHECK-NOT: hsa.intrinsic "llvm.simulator.access"
  asptr.store %v, %l align 4 : i32, !asptr.ptr<private>
  cf.br ^head
^head:
  // CHECK:      hsa.intrinsic "llvm.simulator.step"()
  // CHECK-NEXT: cf.br
  cf.br ^head
}
