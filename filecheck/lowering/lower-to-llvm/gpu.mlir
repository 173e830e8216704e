// RUN: rusticle-opt %s -p lower-to-llvm | filecheck %s

// Ids are intrinsics, sizes are read from the dispatch packet, a barrier orders memory.
hsa.kernel @ids() {
  %t = "gpu.thread_id"() <{dimension = #gpu<dim x>}> : () -> index
  %b = "gpu.block_id"() <{dimension = #gpu<dim z>}> : () -> index
  %g = "gpu.global_id"() <{dimension = #gpu<dim y>}> : () -> index
  %n = "gpu.block_dim"() <{dimension = #gpu<dim x>}> : () -> index
  %m = "gpu.grid_dim"() <{dimension = #gpu<dim y>}> : () -> index
  %l = "gpu.lane_id"() : () -> index
  %w = "gpu.subgroup_size"() : () -> index
  "gpu.barrier"() : () -> ()
  hsa.return
}

hsa.kernel @pointers() {
  %d = hsa.dispatch_ptr
  %q = hsa.queue_ptr
  %i = hsa.implicitarg_ptr
  %k = hsa.kernarg_ptr
  %n = hsa.dispatch_id
  hsa.return
}

hsa.kernel @intrinsics(%x: i32, %p: !asptr.ptr<flat>) {
  %a = hsa.intrinsic "llvm.amdgcn.readfirstlane"(%x) : (i32) -> i32
  %b = hsa.intrinsic "llvm.amdgcn.is.shared"(%p) : (!asptr.ptr<flat>) -> i1
  hsa.intrinsic "llvm.amdgcn.wave.barrier"() : () -> ()
  hsa.trap
  ub.unreachable
}

// CHECK:      llvm.func protected amdgpu_kernelcc @ids() attributes {no_unwind, convergent} {
// CHECK-NEXT:   %{{[0-9]+}} = llvm.call_intrinsic "llvm.amdgcn.workitem.id.x"() : () -> i32
// CHECK-NEXT:   %t = llvm.zext %{{[0-9]+}} : i32 to i64
// CHECK-NEXT:   %{{[0-9]+}} = llvm.call_intrinsic "llvm.amdgcn.workgroup.id.z"() : () -> i32
// CHECK-NEXT:   %b = llvm.zext %{{[0-9]+}} : i32 to i64
// CHECK-NEXT:   %{{[0-9]+}} = llvm.call_intrinsic "llvm.amdgcn.workgroup.id.y"() : () -> i32
// CHECK-NEXT:   %{{[0-9]+}} = llvm.zext %{{[0-9]+}} : i32 to i64
// CHECK-NEXT:   %{{[0-9]+}} = llvm.call_intrinsic "llvm.amdgcn.dispatch.ptr"() : () -> !llvm.ptr<4>
// CHECK-NEXT:   %{{[0-9]+}} = llvm.getelementptr inbounds %{{[0-9]+}}[6] : (!llvm.ptr<4>) -> !llvm.ptr<4>, i8
// CHECK-NEXT:   %{{[0-9]+}} = llvm.load %{{[0-9]+}} invariant {alignment = 2 : i64, llvm.noundef, llvm.range = #llvm.constant_range<i16, 1, 1025>} : !llvm.ptr<4> -> i16
// CHECK-NEXT:   %{{[0-9]+}} = llvm.zext %{{[0-9]+}} : i16 to i32
// CHECK-NEXT:   %{{[0-9]+}} = llvm.zext %{{[0-9]+}} : i32 to i64
// CHECK-NEXT:   %{{[0-9]+}} = llvm.mul %{{[0-9]+}}, %{{[0-9]+}} : i64
// CHECK-NEXT:   %{{[0-9]+}} = llvm.call_intrinsic "llvm.amdgcn.workitem.id.y"() : () -> i32
// CHECK-NEXT:   %{{[0-9]+}} = llvm.zext %{{[0-9]+}} : i32 to i64
// CHECK-NEXT:   %g = llvm.add %{{[0-9]+}}, %{{[0-9]+}} : i64
// CHECK-NEXT:   %{{[0-9]+}} = llvm.call_intrinsic "llvm.amdgcn.dispatch.ptr"() : () -> !llvm.ptr<4>
// CHECK-NEXT:   %{{[0-9]+}} = llvm.getelementptr inbounds %{{[0-9]+}}[4] : (!llvm.ptr<4>) -> !llvm.ptr<4>, i8
// CHECK-NEXT:   %{{[0-9]+}} = llvm.load %{{[0-9]+}} invariant {alignment = 2 : i64, llvm.noundef, llvm.range = #llvm.constant_range<i16, 1, 1025>} : !llvm.ptr<4> -> i16
// CHECK-NEXT:   %{{[0-9]+}} = llvm.zext %{{[0-9]+}} : i16 to i32
// CHECK-NEXT:   %n = llvm.zext %{{[0-9]+}} : i32 to i64
// CHECK-NEXT:   %{{[0-9]+}} = llvm.call_intrinsic "llvm.amdgcn.dispatch.ptr"() : () -> !llvm.ptr<4>
// CHECK-NEXT:   %{{[0-9]+}} = llvm.getelementptr inbounds %{{[0-9]+}}[16] : (!llvm.ptr<4>) -> !llvm.ptr<4>, i8
// CHECK-NEXT:   %{{[0-9]+}} = llvm.load %{{[0-9]+}} invariant {alignment = 4 : i64, llvm.noundef, llvm.range = #llvm.constant_range<i32, 1, 0>} : !llvm.ptr<4> -> i32
// CHECK-NEXT:   %{{[0-9]+}} = llvm.mlir.constant(1 : i32) : i32
// CHECK-NEXT:   %{{[0-9]+}} = llvm.sub %{{[0-9]+}}, %{{[0-9]+}} overflow<nuw> : i32
// CHECK-NEXT:   %{{[0-9]+}} = llvm.call_intrinsic "llvm.amdgcn.dispatch.ptr"() : () -> !llvm.ptr<4>
// CHECK-NEXT:   %{{[0-9]+}} = llvm.getelementptr inbounds %{{[0-9]+}}[6] : (!llvm.ptr<4>) -> !llvm.ptr<4>, i8
// CHECK-NEXT:   %{{[0-9]+}} = llvm.load %{{[0-9]+}} invariant {alignment = 2 : i64, llvm.noundef, llvm.range = #llvm.constant_range<i16, 1, 1025>} : !llvm.ptr<4> -> i16
// CHECK-NEXT:   %{{[0-9]+}} = llvm.zext %{{[0-9]+}} : i16 to i32
// CHECK-NEXT:   %{{[0-9]+}} = llvm.udiv %{{[0-9]+}}, %{{[0-9]+}} : i32
// CHECK-NEXT:   %{{[0-9]+}} = llvm.add %{{[0-9]+}}, %{{[0-9]+}} overflow<nuw> : i32
// CHECK-NEXT:   %m = llvm.zext %{{[0-9]+}} : i32 to i64
// CHECK-NEXT:   %{{[0-9]+}} = llvm.mlir.constant(-1 : i32) : i32
// CHECK-NEXT:   %{{[0-9]+}} = llvm.mlir.constant(0 : i32) : i32
// CHECK-NEXT:   %{{[0-9]+}} = llvm.call_intrinsic "llvm.amdgcn.mbcnt.lo"(%{{[0-9]+}}, %{{[0-9]+}}) : (i32, i32) -> i32
// CHECK-NEXT:   %{{[0-9]+}} = llvm.call_intrinsic "llvm.amdgcn.mbcnt.hi"(%{{[0-9]+}}, %{{[0-9]+}}) : (i32, i32) -> i32
// CHECK-NEXT:   %l = llvm.zext %{{[0-9]+}} : i32 to i64
// CHECK-NEXT:   %{{[0-9]+}} = llvm.call_intrinsic "llvm.amdgcn.wavefrontsize"() : () -> i32
// CHECK-NEXT:   %w = llvm.zext %{{[0-9]+}} : i32 to i64
// CHECK-NEXT:   llvm.fence syncscope("workgroup") release
// CHECK-NEXT:   llvm.call_intrinsic "llvm.amdgcn.s.barrier"() : () -> ()
// CHECK-NEXT:   llvm.fence syncscope("workgroup") acquire
// CHECK-NEXT:   llvm.return
// CHECK:      llvm.func protected amdgpu_kernelcc @pointers() attributes {no_unwind, convergent} {
// CHECK-NEXT:   %d = llvm.call_intrinsic "llvm.amdgcn.dispatch.ptr"() : () -> !llvm.ptr<4>
// CHECK-NEXT:   %q = llvm.call_intrinsic "llvm.amdgcn.queue.ptr"() : () -> !llvm.ptr<4>
// CHECK-NEXT:   %i = llvm.call_intrinsic "llvm.amdgcn.implicitarg.ptr"() : () -> !llvm.ptr<4>
// CHECK-NEXT:   %k = llvm.call_intrinsic "llvm.amdgcn.kernarg.segment.ptr"() : () -> !llvm.ptr<4>
// CHECK-NEXT:   %n = llvm.call_intrinsic "llvm.amdgcn.dispatch.id"() : () -> i64
// CHECK-NEXT:   llvm.return
// CHECK:      llvm.func protected amdgpu_kernelcc @intrinsics(%x: i32, %p: !llvm.ptr) attributes {no_unwind, convergent} {
// CHECK-NEXT:   %a = llvm.call_intrinsic "llvm.amdgcn.readfirstlane"(%x) : (i32) -> i32
// CHECK-NEXT:   %b = llvm.call_intrinsic "llvm.amdgcn.is.shared"(%p) : (!llvm.ptr) -> i1
// CHECK-NEXT:   llvm.call_intrinsic "llvm.amdgcn.wave.barrier"() : () -> ()
// CHECK-NEXT:   llvm.call_intrinsic "llvm.trap"() : () -> ()
// CHECK-NEXT:   llvm.unreachable
