// A textual pipeline with options; the passes run in the order in which they are written.

// RUN: rusticle-opt %s -p 'elaborate-drops,lower-mir{target="amdgcn-amd-amdhsa"},canonicalize,lower-to-llvm{target="amdgcn-amd-amdhsa" code-object-version=5}' | filecheck %s
// RUN: rusticle-opt %s -p 'lower-mir{target="nvptx64-nvidia-cuda"},lower-to-llvm{target="nvptx64-nvidia-cuda"}' | filecheck %s --check-prefix=NVPTX

mir.func @twice(%_1: ui32) -> ui32 {
  %_0 = mir.local 0 : ui32
  mir.goto ^bb0
^bb0:
  %0 = mir.copy %_1 : ui32
  %1 = mir.constant 1 : ui32
  %2 = mir.binary shl %0, %1 : ui32, ui32 -> ui32
  mir.assign %_0, %2 : ui32
  mir.return
}

// CHECK: llvm.target_triple = "amdgcn-amd-amdhsa"
// CHECK: llvm.func {{.*}}@twice(
// CHECK: llvm.shl
// CHECK: "amdhsa_code_object_version", 500

// NVPTX: llvm.target_triple = "nvptx64-nvidia-cuda"
// NVPTX: llvm.shl
