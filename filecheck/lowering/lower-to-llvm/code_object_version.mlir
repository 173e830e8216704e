// RUN: rusticle-opt %s -p 'lower-to-llvm{code_object_version=5}' | filecheck %s
// RUN: rusticle-opt %s -p lower-to-llvm | filecheck %s --check-prefix DEFAULT

hsa.kernel @k() {
  hsa.return
}

// CHECK:      llvm.func protected amdgpu_kernelcc @k()
// CHECK:      llvm.module_flags [#llvm.mlir.module_flag<error, "amdhsa_code_object_version", 500 : i32>]

// DEFAULT-NOT: amdhsa_code_object_version
