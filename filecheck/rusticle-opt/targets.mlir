// The targets are `mlir` and `llvm`; LLVM IR prints for a module of the llvm dialect.

// RUN: rusticle-opt %s -p lower-to-llvm --target mlir | filecheck %s --check-prefix=MLIR
// RUN: rusticle-opt %s -p lower-to-llvm --target llvm | filecheck %s --check-prefix=LLVM
// RUN: rusticle-opt %s -p 'lower-to-llvm{target="amdgcn-amd-amdhsa"}' -t llvm -o %t.ll
// RUN: filecheck %s --check-prefix=LLVM --input-file %t.ll

hsa.kernel @store_one(%p: !asptr.ptr<global>) {
  %one = arith.constant 1 : i32
  asptr.store %one, %p align 4 : i32, !asptr.ptr<global>
  hsa.return
}

// MLIR: llvm.func {{.*}}@store_one
// MLIR: llvm.store {{.*}} {alignment = 4 : i64} : i32, !llvm.ptr<1>

// LLVM: target triple = "amdgcn-amd-amdhsa"
// LLVM: define {{.*}}amdgpu_kernel void @store_one(ptr addrspace(1)
// LLVM: store i32 1, ptr addrspace(1) {{.*}}, align 4
