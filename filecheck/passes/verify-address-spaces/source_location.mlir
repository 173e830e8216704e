// RUN: rusticle-opt %s -p verify-address-spaces --verify-diagnostics | filecheck %s

// CHECK: error: target `amdgcn-amd-amdhsa` has no cast from address space `local` to `private`
// CHECK-NEXT: --> src/kernel.rs:7:13
func.func @local_to_private(%p: !asptr.ptr<local>) {
  %q = asptr.cast %p : !asptr.ptr<local> -> !asptr.ptr<private> loc("src/kernel.rs":7:13)
  func.return
}
