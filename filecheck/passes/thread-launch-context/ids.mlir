// RUN: rusticle-opt %s -p thread-launch-context | filecheck %s

// A function that asks for nothing keeps its type; one that does gets the hidden arguments.

// CHECK-LABEL: func.func private @twice(%{{.*}}: i32) -> i32
func.func private @twice(%x: i32) -> i32 {
  %y = arith.addi %x, %x : i32
  func.return %y : i32
}

// CHECK-LABEL: func.func private @item(
// CHECK-SAME:    !asptr.ptr<flat> {llvm.noalias, llvm.noundef, llvm.nonnull
// CHECK-SAME:    %[[X:.*]]: i32 {llvm.noundef}, %{{.*}}: i32 {llvm.noundef}, %{{.*}}: i32 {llvm.noundef}) -> i32
// CHECK-NEXT:    func.return %[[X]] : i32
func.func private @item() -> i32 {
  %x = hsa.intrinsic "llvm.amdgcn.workitem.id.x"() : () -> i32
  func.return %x : i32
}

// A kernel becomes a function, and what it asks of its workgroup is loaded from the context.

// CHECK-LABEL: func.func private @store(
// CHECK-SAME:    %[[P:.*]]: !asptr.ptr<flat> {llvm.noundef}, %[[C:.*]]: !asptr.ptr<flat> {llvm.noalias
// CHECK-NOT:   simulator.fibers
// CHECK:         %[[AT:.*]] = asptr.displace %[[C]] by 4 : !asptr.ptr<flat>
// CHECK-NEXT:    %[[G:.*]] = asptr.load %[[AT]] align 4 noundef : !asptr.ptr<flat> -> i32
// CHECK-NEXT:    %[[I:.*]] = func.call @item(%[[C]], %{{.*}}, %{{.*}}, %{{.*}}) : (!asptr.ptr<flat>, i32, i32, i32) -> i32
// CHECK-NEXT:    %[[J:.*]] = func.call @twice(%[[I]]) : (i32) -> i32
// CHECK:         func.return
hsa.kernel @store(%p: !asptr.ptr<flat> {llvm.noundef}) {
  %g = hsa.intrinsic "llvm.amdgcn.workgroup.id.y"() : () -> i32
  %i = func.call @item() : () -> i32
  %j = func.call @twice(%i) : (i32) -> i32
  %s = arith.addi %g, %j : i32
  asptr.store %s, %p align 4 : i32, !asptr.ptr<flat>
  hsa.return
}
