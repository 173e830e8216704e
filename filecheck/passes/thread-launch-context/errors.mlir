// RUN: rusticle-opt %s -p thread-launch-context --verify-diagnostics --split-input-file | filecheck %s

// CHECK: error: `llvm.amdgcn.mfma.f32.4x4x1f32` cannot be simulated
func.func private @matrix() {
  hsa.intrinsic "llvm.amdgcn.mfma.f32.4x4x1f32"() : () -> ()
  func.return
}
