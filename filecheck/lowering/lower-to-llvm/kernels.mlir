// RUN: rusticle-opt %s -p lower-to-llvm | filecheck %s

// A kernel has the target's calling convention, and launch bounds in its backend's words.
hsa.kernel @plain(%p: !asptr.ptr<global> {llvm.noalias, llvm.noundef}, %n: i32) {
  hsa.return
}

hsa.kernel @required() attributes {reqd_workgroup_size = array<i32: 64, 2, 1>} {
  %x = "gpu.block_dim"() <{dimension = #gpu<dim x>}> : () -> index
  %y = "gpu.block_dim"() <{dimension = #gpu<dim y>}> : () -> index
  hsa.return
}

hsa.kernel @bounded() attributes {max_flat_workgroup_size = 256 : i32, waves_per_eu = array<i32: 2, 4>, target_features = ["+wavefrontsize64"], hsa.uniform_workgroup_size} {
  hsa.return
}

hsa.kernel @byref(%a: !asptr.ptr<constant> {llvm.byref = !llvm.array<12 x i8>, llvm.align = 4 : i64}) {
  hsa.return
}

// CHECK:      llvm.func protected amdgpu_kernelcc @plain(%p: !llvm.ptr<1> {llvm.noalias, llvm.noundef}, %n: i32) attributes {no_unwind, convergent} {
// CHECK-NEXT:   llvm.return
// CHECK:      llvm.func protected amdgpu_kernelcc @required() attributes {no_unwind, convergent, passthrough = {{\[\[}}"amdgpu-flat-work-group-size", "128,128"]], reqd_work_group_size = array<i32: 64, 2, 1>} {
// CHECK-NEXT:   %{{[0-9]+}} = llvm.mlir.constant(64 : i32) : i32
// CHECK-NEXT:   %x = llvm.zext %{{[0-9]+}} : i32 to i64
// CHECK-NEXT:   %{{[0-9]+}} = llvm.mlir.constant(2 : i32) : i32
// CHECK-NEXT:   %y = llvm.zext %{{[0-9]+}} : i32 to i64
// CHECK-NEXT:   llvm.return
// CHECK:      llvm.func protected amdgpu_kernelcc @bounded() attributes {no_unwind, convergent, passthrough = {{\[\[}}"amdgpu-flat-work-group-size", "1,256"], ["amdgpu-waves-per-eu", "2,4"], ["uniform-work-group-size", "true"]], target_features = #llvm.target_features<["+wavefrontsize64"]>} {
// CHECK-NEXT:   llvm.return
// CHECK:      llvm.func protected amdgpu_kernelcc @byref(%a: !llvm.ptr<4> {llvm.byref = !llvm.array<12 x i8>, llvm.align = 4 : i64}) attributes {no_unwind, convergent} {
// CHECK-NEXT:   llvm.return
