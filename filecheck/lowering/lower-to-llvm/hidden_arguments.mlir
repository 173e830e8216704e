// RUN: rusticle-opt %s -p 'lower-to-llvm{cpu=gfx1100 wave_size=64}' | filecheck %s
// RUN: rusticle-opt %s -p 'lower-to-llvm{cpu=gfx803}' | filecheck %s --check-prefix OLD
// RUN: rusticle-opt %s -p 'lower-to-llvm{cpu=gfx1100}' -t llvm | filecheck %s --check-prefix IR

// What asks for nothing needs no hidden arguments, and says so. Before gfx9 that is for LLVM to
// find out.

// OLD-NOT: amdgpu-no-

// CHECK:      llvm.func {{.*}}@quiet(
// CHECK-SAME:   "amdgpu-no-completion-action", "amdgpu-no-default-queue", "amdgpu-no-heap-ptr", "amdgpu-no-hostcall-ptr", "amdgpu-no-implicitarg-ptr", "amdgpu-no-multigrid-sync-arg", "amdgpu-no-queue-ptr"
hsa.kernel @quiet(%p: !asptr.ptr<global> {llvm.noalias, llvm.readonly}, %n: i32, %a: !asptr.ptr<constant> {llvm.byref = !llvm.array<12 x i8>, llvm.align = 4 : i64}) attributes {arg_names = ["p", "n", "a"], arg_types = ["&u32", "u32", "[u32; 3]"]} {
  func.call @leaf() : () -> ()
  hsa.return
}

// Its arguments are described by metadata, of which LLVM makes the code object's.

// IR: define protected amdgpu_kernel void @quiet({{.*}}) #{{[0-9]+}} !kernel_arg_name !{!"p", !"n", !"a"} !kernel_arg_type !{!"&u32", !"u32", !"[u32; 3]"} !kernel_arg_access_qual !{!"read_only", !"none", !"none"} !kernel_arg_type_qual !{!"const restrict", !"", !""} {

// CHECK:      llvm.func internal @leaf()
// CHECK-SAME:   "amdgpu-no-queue-ptr"
func.func private @leaf() {
  func.return
}

// What asks, and what calls it, does not.

// CHECK:      llvm.func internal @asks()
// CHECK-NOT:    amdgpu-no-
// CHECK:      llvm.func {{.*}}@calls(
// CHECK-NOT:    amdgpu-no-
func.func private @asks() -> !asptr.ptr<constant> {
  %p = hsa.implicitarg_ptr
  func.return %p : !asptr.ptr<constant>
}
hsa.kernel @calls() {
  %p = func.call @asks() : () -> !asptr.ptr<constant>
  hsa.return
}

// Nor does one that calls what is only declared, or calls through a pointer while the address of
// such a function is taken.

// CHECK:      llvm.func {{.*}}@elsewhere(
// CHECK-NOT:    amdgpu-no-
// CHECK:      llvm.func {{.*}}@through(
// CHECK-NOT:    amdgpu-no-
// CHECK:      llvm.func {{.*}}@features(
func.func private @declared()
hsa.kernel @elsewhere() {
  func.call @declared() : () -> ()
  hsa.return
}
hsa.kernel @through(%f: !asptr.ptr<flat>) {
  asptr.call_indirect %f() : !asptr.ptr<flat>, () -> ()
  hsa.return
}
asptr.global @table in constant size 8 align 8 = <zero 8, at 0 @by_intrinsic>
func.func private @by_intrinsic() {
  %p = hsa.intrinsic "llvm.amdgcn.queue.ptr"() : () -> !asptr.ptr<constant>
  func.return
}

// Features of a function's own stand beside the processor's, in whose place LLVM would put them.

// CHECK-SAME:   target_features = #llvm.target_features<["+wavefrontsize64", "+xnack"]>
hsa.kernel @features() attributes {target_features = ["+xnack"]} {
  hsa.return
}
