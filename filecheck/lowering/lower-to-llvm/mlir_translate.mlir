// REQUIRES: mlir-translate
// Upstream's own tool reads what the pass leaves, of every family.

// RUN: rusticle-opt %S/arithmetic.mlir -p lower-to-llvm | mlir-translate --mlir-to-llvmir | filecheck %s --check-prefix ARITHMETIC
// RUN: rusticle-opt %S/atomics.mlir -p lower-to-llvm | mlir-translate --mlir-to-llvmir | filecheck %s --check-prefix ATOMICS
// RUN: rusticle-opt %S/control_flow.mlir -p lower-to-llvm | mlir-translate --mlir-to-llvmir | filecheck %s --check-prefix CONTROL
// RUN: rusticle-opt %S/functions.mlir -p lower-to-llvm | mlir-translate --mlir-to-llvmir | filecheck %s --check-prefix FUNCTIONS
// RUN: rusticle-opt %S/globals.mlir -p lower-to-llvm | mlir-translate --mlir-to-llvmir | filecheck %s --check-prefix GLOBALS
// RUN: rusticle-opt %S/gpu.mlir -p lower-to-llvm | mlir-translate --mlir-to-llvmir | filecheck %s --check-prefix GPU
// RUN: rusticle-opt %S/kernels.mlir -p lower-to-llvm | mlir-translate --mlir-to-llvmir | filecheck %s --check-prefix KERNELS
// RUN: rusticle-opt %S/memory.mlir -p lower-to-llvm | mlir-translate --mlir-to-llvmir | filecheck %s --check-prefix MEMORY
// RUN: rusticle-opt %S/nvptx.mlir -p 'lower-to-llvm{target=nvptx64-nvidia-cuda}' | mlir-translate --mlir-to-llvmir | filecheck %s --check-prefix NVPTX

// ARITHMETIC: add nuw nsw i32
// ARITHMETIC: call float @llvm.powi.f32.i32(
// ATOMICS: load atomic i32, ptr addrspace(1) %{{.*}} syncscope("agent") acquire, align 4
// ATOMICS: cmpxchg weak ptr addrspace(1)
// CONTROL: switch i64
// FUNCTIONS: define internal { i32, i1 } @pair(i32 %0, ptr noundef nonnull %1)
// FUNCTIONS: call { i32, i1 } @pair(i32 %{{.*}}, ptr %{{.*}})
// GLOBALS: @text = private addrspace(4) constant [5 x i8] c"Hi\00\FF\22", align 1
// GLOBALS: @tile = internal addrspace(3) global [1024 x i8] poison, align 16
// GLOBALS: ptr addrspacecast (ptr addrspace(4) getelementptr inbounds nuw (i8, ptr addrspace(4) @text, i64 2) to ptr), ptr @function
// GPU: call ptr addrspace(4) @llvm.amdgcn.dispatch.ptr()
// GPU: fence syncscope("workgroup") release
// KERNELS: define protected amdgpu_kernel void @required()
// KERNELS: "amdgpu-flat-work-group-size"="128,128"
// MEMORY: call void @llvm.memcpy.p1.p4.i64(ptr addrspace(1) align 4 %0, ptr addrspace(4) align 8 %1, i64 %2, i1 false)
// NVPTX: define protected ptx_kernel void @k(
