// RUN: rusticle-opt %s -p verify-device-functions{cpu=gfx1030} --split-input-file --verify-diagnostics | filecheck %s
// RUN: rusticle-opt %s -p verify-device-functions{cpu=gfx906} --split-input-file --verify-diagnostics | filecheck %s --check-prefix GFX9

// What the GPU has passes, and so does what is behind no function of `core::arch::amdgpu`.

func.func @there(%x: i32) -> i32 {
  %y = hsa.intrinsic "llvm.amdgcn.readfirstlane.i32"(%x) : (i32) -> i32
  %z = hsa.intrinsic "llvm.amdgcn.s.unheard.of"(%y) : (i32) -> i32
  func.return %z : i32
}

// CHECK: func.func @there
// GFX9:  func.func @there

// -----

// All that it lacks is reported in one run, each with the line that calls it, whatever types an
// overloaded intrinsic has at its end. The same line twice, as an unrolled loop has it, is one.

func.func @lacks(%x: i32, %y: i64) {
  %a = hsa.intrinsic "llvm.amdgcn.permlane64"(%x) : (i32) -> i32 loc("k.rs":3:5)
  %b = hsa.intrinsic "llvm.amdgcn.permlane64.i64"(%y) : (i64) -> i64 loc(callsite("core.rs":1:1 at "k.rs":3:5))
  %c = hsa.intrinsic "llvm.amdgcn.wave.id"() : () -> i32 loc("k.rs":4:9)
  func.return
}

// CHECK:      error: `core::arch::amdgpu::permlane64_u32` does not exist on `gfx1030`
// CHECK-NEXT:   --> k.rs:3:5
// CHECK-NEXT: note: it is there on gfx11 and later
// CHECK-NEXT: error: `core::arch::amdgpu::wave_id` does not exist on `gfx1030`
// CHECK-NEXT:   --> k.rs:4:9
// CHECK-NEXT: note: it is there on gfx12 and later

// -----

// A `DPP_CTRL` can be one that other GPUs have, or that none has.

func.func @broadcast(%x: i32) -> i32 {
  %control = arith.constant 322 : i32
  %rows = arith.constant 15 : i32
  %bound = arith.constant false
  %y = hsa.intrinsic "llvm.amdgcn.update.dpp.i32"(%x, %x, %control, %rows, %rows, %bound) : (i32, i32, i32, i32, i32, i1) -> i32 loc("k.rs":7:5)
  func.return %y : i32
}

// CHECK:      error: `DPP_CTRL` 0x142 of `core::arch::amdgpu::update_dpp` does not exist on `gfx1030`
// CHECK-NEXT:   --> k.rs:7:5
// CHECK-NEXT: note: it is there on gfx8 and gfx9
// GFX9:       func.func @broadcast

// -----

func.func @nothing(%x: i32) -> i32 {
  %control = arith.constant 256 : i32
  %rows = arith.constant 15 : i32
  %bound = arith.constant false
  %y = hsa.intrinsic "llvm.amdgcn.update.dpp.i32"(%x, %x, %control, %rows, %rows, %bound) : (i32, i32, i32, i32, i32, i1) -> i32 loc("k.rs":8:5)
  func.return %y : i32
}

// CHECK:      error: `DPP_CTRL` 0x100 of `core::arch::amdgpu::update_dpp` means nothing on any AMD GPU
// CHECK-NEXT:   --> k.rs:8:5

// -----

// One that is not known here is LLVM's to refuse.

func.func @computed(%x: i32, %control: i32) -> i32 {
  %rows = arith.constant 15 : i32
  %bound = arith.constant false
  %y = hsa.intrinsic "llvm.amdgcn.update.dpp.i32"(%x, %x, %control, %rows, %rows, %bound) : (i32, i32, i32, i32, i32, i1) -> i32
  func.return %y : i32
}

// CHECK: func.func @computed
