// RUN: rusticle-opt %s | rusticle-opt | filecheck %s

llvm.func @accesses(%p: !llvm.ptr<1>, %q: !llvm.ptr, %v: i32, %x: f32) {
  %0 = llvm.load volatile %p {alignment = 4 : i64} : !llvm.ptr<1> -> i32
  %1 = llvm.load %p atomic syncscope("agent") acquire {alignment = 4 : i64} : !llvm.ptr<1> -> i32
  %2 = llvm.load %q invariant dereferenceable<bytes = 8> {alignment = 8 : i64, nontemporal} : !llvm.ptr -> !llvm.ptr
  %3 = llvm.load %q dereferenceable<bytes = 8, mayBeNull = true> : !llvm.ptr -> !llvm.ptr
  %4 = llvm.load %p {llvm.nonnull, llvm.noundef, llvm.align = 8 : i64} : !llvm.ptr<1> -> !llvm.ptr
  %5 = llvm.load %p {alignment = 1 : i64, llvm.noundef, llvm.range = #llvm.constant_range<i8, 0, 2>} : !llvm.ptr<1> -> i8
  llvm.store %v, %p : i32, !llvm.ptr<1>
  llvm.store volatile %v, %p {alignment = 4 : i64, nontemporal} : i32, !llvm.ptr<1>
  llvm.store %v, %p atomic syncscope("workgroup") release {alignment = 4 : i64} : i32, !llvm.ptr<1>
  llvm.store %v, %q atomic seq_cst {alignment = 4 : i64} : i32, !llvm.ptr
  llvm.return
}
// CHECK-LABEL: llvm.func @accesses(
// CHECK-NEXT: llvm.load volatile %p {alignment = 4 : i64} : !llvm.ptr<1> -> i32
// CHECK-NEXT: llvm.load %p atomic syncscope("agent") acquire {alignment = 4 : i64} : !llvm.ptr<1> -> i32
// CHECK-NEXT: llvm.load %q invariant dereferenceable<bytes = 8> {alignment = 8 : i64, nontemporal} : !llvm.ptr -> !llvm.ptr
// CHECK-NEXT: llvm.load %q dereferenceable<bytes = 8, mayBeNull = true> : !llvm.ptr -> !llvm.ptr
// CHECK-NEXT: llvm.load %p {llvm.nonnull, llvm.noundef, llvm.align = 8 : i64} : !llvm.ptr<1> -> !llvm.ptr
// CHECK-NEXT: llvm.load %p {alignment = 1 : i64, llvm.noundef, llvm.range = #llvm.constant_range<i8, 0, 2>} : !llvm.ptr<1> -> i8
// CHECK-NEXT: llvm.store %v, %p : i32, !llvm.ptr<1>
// CHECK-NEXT: llvm.store volatile %v, %p {alignment = 4 : i64, nontemporal} : i32, !llvm.ptr<1>
// CHECK-NEXT: llvm.store %v, %p atomic syncscope("workgroup") release {alignment = 4 : i64} : i32, !llvm.ptr<1>
// CHECK-NEXT: llvm.store %v, %q atomic seq_cst {alignment = 4 : i64} : i32, !llvm.ptr

llvm.func @addresses(%p: !llvm.ptr<1>, %i: i64, %n: i32) {
  %0 = llvm.getelementptr %p[%i] : (!llvm.ptr<1>, i64) -> !llvm.ptr<1>, i8
  %1 = llvm.getelementptr inbounds %p[%i, 3] : (!llvm.ptr<1>, i64) -> !llvm.ptr<1>, !llvm.array<4 x i32>
  %2 = llvm.getelementptr inbounds|nuw %p[0, 1] : (!llvm.ptr<1>) -> !llvm.ptr<1>, !llvm.struct<(i32, f32)>
  %3 = llvm.getelementptr nusw %p[-4] : (!llvm.ptr<1>) -> !llvm.ptr<1>, i8
  %4 = llvm.getelementptr nuw %p[4] : (!llvm.ptr<1>) -> !llvm.ptr<1>, i8
  %5 = llvm.alloca %n x i32 {alignment = 16 : i64} : (i32) -> !llvm.ptr<5>
  %6 = llvm.addrspacecast %p : !llvm.ptr<1> to !llvm.ptr
  %7 = llvm.ptrtoint %p : !llvm.ptr<1> to i64
  %8 = llvm.inttoptr %i : i64 to !llvm.ptr<3>
  llvm.return
}
// CHECK-LABEL: llvm.func @addresses(
// CHECK-NEXT: llvm.getelementptr %p[%i] : (!llvm.ptr<1>, i64) -> !llvm.ptr<1>, i8
// CHECK-NEXT: llvm.getelementptr inbounds %p[%i, 3] : (!llvm.ptr<1>, i64) -> !llvm.ptr<1>, !llvm.array<4 x i32>
// CHECK-NEXT: llvm.getelementptr inbounds|nuw %p[0, 1] : (!llvm.ptr<1>) -> !llvm.ptr<1>, !llvm.struct<(i32, f32)>
// CHECK-NEXT: llvm.getelementptr nusw %p[-4] : (!llvm.ptr<1>) -> !llvm.ptr<1>, i8
// CHECK-NEXT: llvm.getelementptr nuw %p[4] : (!llvm.ptr<1>) -> !llvm.ptr<1>, i8
// CHECK-NEXT: llvm.alloca %n x i32 {alignment = 16 : i64} : (i32) -> !llvm.ptr<5>
// CHECK-NEXT: llvm.addrspacecast %p : !llvm.ptr<1> to !llvm.ptr
// CHECK-NEXT: llvm.ptrtoint %p : !llvm.ptr<1> to i64
// CHECK-NEXT: llvm.inttoptr %i : i64 to !llvm.ptr<3>

llvm.func @atomics(%p: !llvm.ptr<1>, %v: i32, %w: i32, %x: f32) {
  %0 = llvm.atomicrmw add %p, %v syncscope("agent") monotonic {alignment = 4 : i64} : !llvm.ptr<1>, i32
  %1 = llvm.atomicrmw volatile _and %p, %v seq_cst : !llvm.ptr<1>, i32
  %2 = llvm.atomicrmw fadd %p, %x acq_rel : !llvm.ptr<1>, f32
  %3 = llvm.cmpxchg %p, %v, %w acq_rel monotonic {alignment = 4 : i64} : !llvm.ptr<1>, i32
  %4 = llvm.cmpxchg weak volatile %p, %v, %w syncscope("workgroup") seq_cst acquire : !llvm.ptr<1>, i32
  %5 = llvm.extractvalue %3[1] : !llvm.struct<(i32, i1)>
  llvm.fence syncscope("agent") release
  llvm.fence seq_cst
  llvm.return
}
// CHECK-LABEL: llvm.func @atomics(
// CHECK-NEXT: llvm.atomicrmw add %p, %v syncscope("agent") monotonic {alignment = 4 : i64} : !llvm.ptr<1>, i32
// CHECK-NEXT: llvm.atomicrmw volatile _and %p, %v seq_cst : !llvm.ptr<1>, i32
// CHECK-NEXT: llvm.atomicrmw fadd %p, %x acq_rel : !llvm.ptr<1>, f32
// CHECK-NEXT: %[[X:.*]] = llvm.cmpxchg %p, %v, %w acq_rel monotonic {alignment = 4 : i64} : !llvm.ptr<1>, i32
// CHECK-NEXT: llvm.cmpxchg weak volatile %p, %v, %w syncscope("workgroup") seq_cst acquire : !llvm.ptr<1>, i32
// CHECK-NEXT: llvm.extractvalue %[[X]][1] : !llvm.struct<(i32, i1)>
// CHECK-NEXT: llvm.fence syncscope("agent") release
// CHECK-NEXT: llvm.fence seq_cst

llvm.func @masked(%p: !llvm.ptr, %ps: vector<4x!llvm.ptr>, %m: vector<4xi1>, %v: vector<4xf32>) {
  %0 = llvm.intr.masked.load %p, %m, %v {alignment = 4 : i32} : (!llvm.ptr, vector<4xi1>, vector<4xf32>) -> vector<4xf32>
  %1 = llvm.intr.masked.gather %ps, %m, %v {alignment = 4 : i32} : (vector<4x!llvm.ptr>, vector<4xi1>, vector<4xf32>) -> vector<4xf32>
  llvm.intr.masked.store %v, %p, %m {alignment = 4 : i32} : vector<4xf32>, vector<4xi1> into !llvm.ptr
  llvm.intr.masked.scatter %v, %ps, %m {alignment = 4 : i32} : vector<4xf32>, vector<4xi1> into vector<4x!llvm.ptr>
  llvm.return
}
// CHECK-LABEL: llvm.func @masked(
// CHECK-NEXT: llvm.intr.masked.load %p, %m, %v {alignment = 4 : i32} : (!llvm.ptr, vector<4xi1>, vector<4xf32>) -> vector<4xf32>
// CHECK-NEXT: llvm.intr.masked.gather %ps, %m, %v {alignment = 4 : i32} : (vector<4x!llvm.ptr>, vector<4xi1>, vector<4xf32>) -> vector<4xf32>
// CHECK-NEXT: llvm.intr.masked.store %v, %p, %m {alignment = 4 : i32} : vector<4xf32>, vector<4xi1> into !llvm.ptr
// CHECK-NEXT: llvm.intr.masked.scatter %v, %ps, %m {alignment = 4 : i32} : vector<4xf32>, vector<4xi1> into vector<4x!llvm.ptr>
