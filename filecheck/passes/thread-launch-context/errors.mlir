// RUN: rusticle-opt %s -p thread-launch-context --verify-diagnostics --split-input-file | filecheck %s

// CHECK: error: `llvm.amdgcn.mfma.f32.4x4x1f32` cannot be simulated
func.func private @matrix() {
  hsa.intrinsic "llvm.amdgcn.mfma.f32.4x4x1f32"() : () -> ()
  func.return
}

// -----

// CHECK: error: a wave operation on `vector<2xi16>` cannot be simulated
func.func private @vector(%p: vector<2xi16>) -> vector<2xi16> {
  %q = hsa.intrinsic "llvm.amdgcn.readfirstlane"(%p) : (vector<2xi16>) -> vector<2xi16>
  func.return %q : vector<2xi16>
}

// -----

// A function of `core` goes by its name.

// CHECK:      error: `core::arch::amdgpu::s_get_barrier_state` cannot be simulated
// CHECK-NEXT:   --> k.rs:3:5
func.func private @state() {
  %barrier = arith.constant -1 : i32
  %s = hsa.intrinsic "llvm.amdgcn.s.get.barrier.state"(%barrier) : (i32) -> i32 loc("k.rs":3:5)
  func.return
}
