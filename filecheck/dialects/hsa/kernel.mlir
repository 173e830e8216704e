// RUN: rusticle-opt %s | rusticle-opt | filecheck %s
// RUN: rusticle-opt %s --print-op-generic | rusticle-opt | filecheck %s

// CHECK-LABEL: hsa.kernel @empty() {
hsa.kernel @empty() {
  // CHECK-NEXT: hsa.return
  hsa.return
}

// CHECK-LABEL: hsa.kernel @vadd(%x: !asptr.ptr<global> {llvm.noalias, llvm.readonly}, %y: !asptr.ptr<global>, %n: i64, %a: f32) {
hsa.kernel @vadd(%x: !asptr.ptr<global> {llvm.noalias, llvm.readonly}, %y: !asptr.ptr<global>, %n: i64, %a: f32) {
  %zero = arith.constant 0 : i64
  %in = arith.cmpi ult, %zero, %n : i64
  cf.cond_br %in, ^bb1, ^bb2
// CHECK: ^bb{{[0-9]+}}:
^bb1:
  %v = asptr.load %x align 4 : !asptr.ptr<global> -> f32
  asptr.store %v, %y align 4 : f32, !asptr.ptr<global>
  // CHECK: hsa.return
  hsa.return
^bb2:
  hsa.return
}

// CHECK-LABEL: hsa.kernel @byref(%s: !asptr.ptr<constant> {llvm.byref = !llvm.array<16 x i8>, llvm.align = 8 : i64}) {
hsa.kernel @byref(%s: !asptr.ptr<constant> {llvm.byref = !llvm.array<16 x i8>, llvm.align = 8 : i64}) {
  hsa.return
}

// CHECK-LABEL: hsa.kernel @bounds(%v: i32) attributes {arg_names = ["v"], reqd_workgroup_size = array<i32: 64, 1, 1>, max_flat_workgroup_size = 256 : i32, waves_per_eu = array<i32: 2, 8>, target_features = ["+wavefrontsize64"], note = "x"} {
hsa.kernel @bounds(%v: i32) attributes {arg_names = ["v"], reqd_workgroup_size = array<i32: 64, 1, 1>, max_flat_workgroup_size = 256 : i32, waves_per_eu = array<i32: 2, 8>, target_features = ["+wavefrontsize64"], note = "x"} {
  hsa.return
}
