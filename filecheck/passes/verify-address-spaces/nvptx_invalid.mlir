// RUN: rusticle-opt %s -p 'verify-address-spaces{target=nvptx64-nvidia-cuda}' --verify-diagnostics --split-input-file | filecheck %s

// CHECK: error: target `nvptx64-nvidia-cuda` has no address space `region`
// CHECK-NEXT: note: its address spaces are `flat`, `global`, `local`, `constant`, `private`
func.func private @f(!asptr.ptr<region>)

// -----

// CHECK: error: target `nvptx64-nvidia-cuda` has no address space `buffer_fat`
asptr.global @g in buffer_fat size 4 align 4

// -----

// CHECK: error: target `nvptx64-nvidia-cuda` has no address space `constant32`
func.func @in_vector(%v: vector<2x!asptr.ptr<constant32>>) {
  
  func.return
}

// -----

// CHECK: error: target `nvptx64-nvidia-cuda` has no cast from address space `global` to `constant`
func.func @global_to_constant(%p: !asptr.ptr<global>) {
  %q = asptr.cast %p : !asptr.ptr<global> -> !asptr.ptr<constant>
  func.return
}

// -----

// CHECK: error: target `nvptx64-nvidia-cuda` has no synchronization scope `agent-one-as`
// CHECK-NEXT: note: its scopes are `system`, `agent`, `cluster`, `workgroup`, `wavefront`, `singlethread`
func.func @scope() {
  asptr.fence acquire syncscope("agent-one-as")
  func.return
}
