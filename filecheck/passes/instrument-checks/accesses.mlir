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

// The check is told the space that the pointer's type says. A private pointer that may be to
// anything is checked too.
// CHECK-LABEL: func.func @spaces
func.func @spaces(%g: !asptr.ptr<global>, %l: !asptr.ptr<local>, %c: !asptr.ptr<constant>, %p: !asptr.ptr<private>) {
  // CHECK: arith.constant 1042 : i64
  %a = asptr.load %g align 4 : !asptr.ptr<global> -> i32
  // CHECK: arith.constant 1074 : i64
  %b = asptr.load %l align 4 : !asptr.ptr<local> -> i32
  // CHECK: arith.constant 1090 : i64
  %d = asptr.load %c align 4 : !asptr.ptr<constant> -> i32
  // CHECK: arith.constant 1106 : i64
  %e = asptr.load %p align 4 : !asptr.ptr<private> -> i32
  func.return
}

// CHECK-LABEL: func.func @part_of_a_local
// CHECK-NOT:     llvm.simulator.access
func.func @part_of_a_local(%i: i64) -> i32 {
  %x = asptr.alloca size 16 align 4 : !asptr.ptr<private>
  %y = asptr.displace %x by 4 : !asptr.ptr<private>
  %z = asptr.offset %y[%i] stride 4 : !asptr.ptr<private>
  %a = asptr.load %z align 4 : !asptr.ptr<private> -> i32
  func.return %a : i32
}
