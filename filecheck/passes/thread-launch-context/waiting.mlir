// RUN: rusticle-opt %s -p thread-launch-context | filecheck %s

// Barriers and wave operations are calls, with the number of their site; what may reach one runs
// as fibers.

// CHECK: builtin.module attributes
// CHECK-DAG: simulator.lds_size = 1024 : i64
// CHECK-DAG: operation = "llvm.amdgcn.ballot"

// CHECK-LABEL: func.func private @wait(
// CHECK:         asptr.fence release syncscope("workgroup")
// CHECK:         func.call @rusticle_barrier(
// CHECK-NEXT:    asptr.fence acquire syncscope("workgroup")
func.func private @wait() {
  hsa.intrinsic "llvm.amdgcn.s.barrier"() : () -> ()
  func.return
}

// CHECK-LABEL: func.func private @vote(
// CHECK-SAME:    simulator.fibers
// CHECK:         %[[WIDE:.*]] = arith.extui %{{.*}} : i1 to i64
// CHECK:         %[[SITE:.*]] = arith.constant 1 : i32
// CHECK-NEXT:    %[[R:.*]] = func.call @rusticle_ballot(%{{.*}}, %{{.*}}, %{{.*}}, %{{.*}}, %[[SITE]], %[[WIDE]], %{{.*}})
// CHECK-NEXT:    asptr.store %[[R]]
hsa.kernel @vote(%p: !asptr.ptr<flat>, %c: i1) {
  %b = hsa.intrinsic "llvm.amdgcn.ballot"(%c) : (i1) -> i64
  asptr.store %b, %p align 8 : i64, !asptr.ptr<flat>
  func.call @wait() : () -> ()
  hsa.return
}

// LDS is where the context says.

// CHECK-NOT:   asptr.global @tile
asptr.global @before in local size 1020 align 4
asptr.global @tile in local size 4 align 4

// CHECK-LABEL: func.func private @lds(
// CHECK-SAME:    %[[C:.*]]: !asptr.ptr<flat> {llvm.noalias
// CHECK:         %[[AT:.*]] = asptr.displace %[[C]] by 40
// CHECK-NEXT:    %[[BASE:.*]] = asptr.load %[[AT]] align 8 noundef : !asptr.ptr<flat> -> !asptr.ptr<local>
// CHECK-NEXT:    asptr.displace %[[BASE]] by 1020 : !asptr.ptr<local>
func.func private @lds() -> !asptr.ptr<local> {
  %p = asptr.addressof @tile : !asptr.ptr<local>
  func.return %p : !asptr.ptr<local>
}
