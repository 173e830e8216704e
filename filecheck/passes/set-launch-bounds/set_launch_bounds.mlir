// RUN: rusticle-opt %s -p 'set-launch-bounds{max_workgroup_size=256 waves_per_eu=2,4 uniform=true}' | filecheck %s
// RUN: rusticle-opt %s -p 'set-launch-bounds' | filecheck %s --check-prefix SAME
// RUN: rusticle-opt %s -p 'set-launch-bounds{max_workgroup_size=2048}' --verify-diagnostics | filecheck %s --check-prefix MOST
// RUN: rusticle-opt %s -p 'set-launch-bounds{waves_per_eu=4,2}' --verify-diagnostics | filecheck %s --check-prefix WAVES

// MOST:       error: a workgroup cannot have at most 2048 work-items
// MOST-NEXT:  note: it has from 1 to 1024
// WAVES:      error: `4,2` is no number of wavefronts per execution unit
// WAVES-NEXT: note: that is a least and, optionally, a most

// CHECK: hsa.kernel @free() attributes {max_flat_workgroup_size = 256 : i32, waves_per_eu = array<i32: 2, 4>, hsa.uniform_workgroup_size}
// SAME:  hsa.kernel @free() {
hsa.kernel @free() {
  hsa.return
}

// What a kernel says itself stands.

// CHECK: hsa.kernel @own() attributes {max_flat_workgroup_size = 64 : i32, waves_per_eu = array<i32: 8>, hsa.uniform_workgroup_size}
hsa.kernel @own() attributes {max_flat_workgroup_size = 64 : i32, waves_per_eu = array<i32: 8>} {
  hsa.return
}

// CHECK: hsa.kernel @exact() attributes {reqd_workgroup_size = array<i32: 32, 1, 1>, waves_per_eu = array<i32: 2, 4>, hsa.uniform_workgroup_size}
hsa.kernel @exact() attributes {reqd_workgroup_size = array<i32: 32, 1, 1>} {
  hsa.return
}

// CHECK: func.func @function() {
func.func @function() {
  func.return
}
