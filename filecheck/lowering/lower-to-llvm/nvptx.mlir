// RUN: rusticle-opt %s -p 'lower-to-llvm{target=nvptx64-nvidia-cuda}' | filecheck %s

// The same code for a GPU of another vendor: sizes are intrinsics, allocas are flat.
hsa.kernel @k(%p: !asptr.ptr<global>, %n: i64) attributes {max_flat_workgroup_size = 128 : i32} {
  %b = "gpu.block_dim"() <{dimension = #gpu<dim x>}> : () -> index
  %g = "gpu.grid_dim"() <{dimension = #gpu<dim y>}> : () -> index
  %l = "gpu.lane_id"() : () -> index
  "gpu.barrier"() : () -> ()
  %x = asptr.alloca size 8 align 8 : !asptr.ptr<private>
  %f = asptr.cast %x : !asptr.ptr<private> -> !asptr.ptr<flat>
  asptr.fence release syncscope("agent")
  hsa.return
}

// CHECK:      llvm.data_layout = "e-p6:32:32-i64:64-i128:128-i256:256-v16:16-v32:32-n16:32:64", llvm.target_triple = "nvptx64-nvidia-cuda"
// CHECK:      llvm.func protected ptx_kernelcc @k(%p: !llvm.ptr<1>, %n: i64) attributes {no_unwind, convergent, passthrough = {{\[\[}}"nvvm.maxntid", "128"]]} {
// CHECK-NEXT:   %{{[0-9]+}} = llvm.mlir.constant(1 : i32) : i32
// CHECK-NEXT:   %{{[0-9]+}} = llvm.call_intrinsic "llvm.nvvm.read.ptx.sreg.ntid.x"() : () -> i32
// CHECK-NEXT:   %b = llvm.zext %{{[0-9]+}} : i32 to i64
// CHECK-NEXT:   %{{[0-9]+}} = llvm.call_intrinsic "llvm.nvvm.read.ptx.sreg.nctaid.y"() : () -> i32
// CHECK-NEXT:   %g = llvm.zext %{{[0-9]+}} : i32 to i64
// CHECK-NEXT:   %{{[0-9]+}} = llvm.call_intrinsic "llvm.nvvm.read.ptx.sreg.laneid"() : () -> i32
// CHECK-NEXT:   %l = llvm.zext %{{[0-9]+}} : i32 to i64
// CHECK-NEXT:   %{{[0-9]+}} = llvm.mlir.constant(0 : i32) : i32
// CHECK-NEXT:   llvm.call_intrinsic "llvm.nvvm.barrier.cta.sync.aligned.all"(%{{[0-9]+}}) : (i32) -> ()
// CHECK-NEXT:   %x = llvm.alloca %{{[0-9]+}} x !llvm.array<8 x i8> {alignment = 8 : i64} : (i32) -> !llvm.ptr
// CHECK-NEXT:   %{{[0-9]+}} = llvm.addrspacecast %x : !llvm.ptr to !llvm.ptr<5>
// CHECK-NEXT:   %f = llvm.addrspacecast %{{[0-9]+}} : !llvm.ptr<5> to !llvm.ptr
// CHECK-NEXT:   llvm.fence syncscope("device") release
// CHECK-NEXT:   llvm.return
