// RUN: rusticle-opt %s -p lower-mir | filecheck %s

// Launch bounds and target features go from a kernel's function to the kernel, with the Rust types
// of its arguments; a function's features become LLVM's, beside its other hints.

// CHECK:      hsa.kernel @blur(%{{.*}}: !asptr.ptr<flat> {{{.*}}}, %{{.*}}: !asptr.ptr<flat>{{.*}}, %{{.*}}: i8 {{{.*}}}, %{{.*}}: i1 {{{.*}}})
// CHECK-SAME:   arg_types = ["&dyn demo::Shape", "*const ()", "u8", "bool"]
// CHECK-SAME:   reqd_workgroup_size = array<i32: 64, 2, 1>
// CHECK-SAME:   waves_per_eu = array<i32: 2, 4>
// CHECK-SAME:   target_features = ["+wavefrontsize64", "+xnack"]
// CHECK-SAME:   hsa.uniform_workgroup_size
mir.func public "gpu-kernel" @blur(%_1 "shape": !mir.ref<!mir.dyn<"demo::Shape", [], [], []>>, %_2 "pair": !mir.tuple<ui8, !mir.bool>) -> !mir.tuple<> link_name "blur" target_features "wavefrontsize64,xnack" kernel attributes {reqd_workgroup_size = array<i32: 64, 2, 1>, waves_per_eu = array<i32: 2, 4>, uniform_workgroup_size} {
  %_0 = mir.local 0 : !mir.tuple<>
  mir.goto ^bb0
^bb0:
  mir.return
}

// CHECK:      hsa.kernel @most
// CHECK-SAME:   max_flat_workgroup_size = 256 : i32
mir.func public "gpu-kernel" @most() -> !mir.tuple<> link_name "most" kernel attributes {max_flat_workgroup_size = 256 : i32} {
  %_0 = mir.local 0 : !mir.tuple<>
  mir.goto ^bb0
^bb0:
  mir.return
}

// CHECK:      func.func private @slow() attributes {llvm.passthrough = ["noinline", "cold"], llvm.target_features = #llvm.target_features<["+xnack"]>}
mir.func private @slow() -> !mir.tuple<> inline "never" target_features "xnack" cold {
  %_0 = mir.local 0 : !mir.tuple<>
  mir.goto ^bb0
^bb0:
  mir.return
}
