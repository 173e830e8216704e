// RUN: rusticle-opt %s | rusticle-opt | filecheck %s

// Functions: linkage, calling conventions and attributes.

llvm.func amdgpu_kernelcc @kernel(%x: !llvm.ptr<1> {llvm.align = 16 : i64, llvm.dereferenceable = 64 : i64, llvm.noalias, llvm.nocapture, llvm.nonnull, llvm.noundef, llvm.readonly}, %a: !llvm.ptr<4> {llvm.byref = !llvm.struct<(i32, f32)>}, %n: i32 {llvm.inreg}) attributes {no_unwind, passthrough = ["norecurse", ["amdgpu-flat-work-group-size", "1,256"], ["uniform-work-group-size", "true"]], target_cpu = "gfx1100", target_features = #llvm.target_features<["+wavefrontsize32", "-xnack"]>, dso_local} {
  llvm.return
}
llvm.func ptx_kernelcc @nvidia(%x: !llvm.ptr<1>) {
  llvm.return
}
llvm.func internal unnamed_addr fastcc @helper(%s: !llvm.ptr<5> {llvm.sret = !llvm.struct<(i64, i64, i64)>}, %b: i8 {llvm.range = #llvm.constant_range<i8, 0, 3>, llvm.zeroext}) attributes {always_inline, frame_pointer = #llvm.framePointerKind<all>, memory_effects = #llvm.memory_effects<other = none, argMem = readwrite, inaccessibleMem = none, errnoMem = none, targetMem0 = none, targetMem1 = none>, will_return} {
  llvm.return
}
llvm.func weak_odr hidden @result() -> (i32 {llvm.noundef}) attributes {no_inline, section = ".text.hot", alignment = 64 : i64} {
  %0 = llvm.mlir.constant(1 : i32) : i32
  llvm.return %0 : i32
}
llvm.func local_unnamed_addr @declared(!llvm.ptr {llvm.noalias, llvm.writeonly}, i32) -> (!llvm.ptr {llvm.nonnull}) attributes {passthrough = ["cold", "noreturn"]}
llvm.func extern_weak @maybe(...)
llvm.func @"core::fmt::<impl \22x\22>::f\5C"() attributes {optimize_none, no_inline} {
  llvm.return
}

// CHECK-LABEL: llvm.func amdgpu_kernelcc @kernel(%x: !llvm.ptr<1> {llvm.align = 16 : i64, llvm.dereferenceable = 64 : i64, llvm.noalias, llvm.nocapture, llvm.nonnull, llvm.noundef, llvm.readonly}, %a: !llvm.ptr<4> {llvm.byref = !llvm.struct<(i32, f32)>}, %n: i32 {llvm.inreg}) attributes {no_unwind, passthrough = ["norecurse", ["amdgpu-flat-work-group-size", "1,256"], ["uniform-work-group-size", "true"{{\]\]}}, target_cpu = "gfx1100", target_features = #llvm.target_features<["+wavefrontsize32", "-xnack"]>, dso_local} {
// CHECK-NEXT:  llvm.return
// CHECK-NEXT:  }
// CHECK-LABEL: llvm.func ptx_kernelcc @nvidia(%x: !llvm.ptr<1>) {
// CHECK-NEXT:  llvm.return
// CHECK-NEXT:  }
// CHECK-LABEL: llvm.func internal unnamed_addr fastcc @helper(%s: !llvm.ptr<5> {llvm.sret = !llvm.struct<(i64, i64, i64)>}, %b: i8 {llvm.range = #llvm.constant_range<i8, 0, 3>, llvm.zeroext}) attributes {always_inline, frame_pointer = #llvm.framePointerKind<all>, memory_effects = #llvm.memory_effects<other = none, argMem = readwrite, inaccessibleMem = none, errnoMem = none, targetMem0 = none, targetMem1 = none>, will_return} {
// CHECK-NEXT:  llvm.return
// CHECK-NEXT:  }
// CHECK-LABEL: llvm.func weak_odr hidden @result() -> (i32 {llvm.noundef}) attributes {no_inline, section = ".text.hot", alignment = 64 : i64} {
// CHECK-NEXT:  %0 = llvm.mlir.constant(1 : i32) : i32
// CHECK-NEXT:  llvm.return %0 : i32
// CHECK-NEXT:  }
// CHECK-LABEL: llvm.func local_unnamed_addr @declared(!llvm.ptr {llvm.noalias, llvm.writeonly}, i32) -> (!llvm.ptr {llvm.nonnull}) attributes {passthrough = ["cold", "noreturn"]}
// CHECK-LABEL: llvm.func extern_weak @maybe(...)
// CHECK-LABEL: llvm.func @"core::fmt::<impl \22x\22>::f\\"() attributes {optimize_none, no_inline} {
// CHECK-NEXT:  llvm.return
// CHECK-NEXT:  }
