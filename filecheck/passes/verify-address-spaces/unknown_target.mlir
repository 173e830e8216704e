// RUN: rusticle-opt %s -p 'verify-address-spaces{target=amdgcn-amd-amdsha}' --verify-diagnostics --split-input-file | filecheck %s

// CHECK: error: unknown target `amdgcn-amd-amdsha`
// CHECK-NEXT: note: the targets are `amdgcn-amd-amdhsa`, `nvptx64-nvidia-cuda`, `x86_64-unknown-linux-gnu`, `aarch64-unknown-linux-gnu`, and `host`
// CHECK-NEXT: help: did you mean `amdgcn-amd-amdhsa`?

builtin.module {}
