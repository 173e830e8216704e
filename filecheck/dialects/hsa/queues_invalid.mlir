// RUN: rusticle-opt %s --verify-diagnostics --parsing-diagnostics --split-input-file | filecheck %s

// CHECK: kernel @missing is not defined
func.func @f(%p: !asptr.ptr<global>, %q: !hsa.queue, %s: !hsa.signal, %i: i32, %a: i64) {
  hsa.dispatch @missing(%p) on %q grid(%i, %i, %i) workgroup(%i, %i, %i) : !asptr.ptr<global>
  func.return
}

// -----

// CHECK: @f is a func.func, not a kernel
func.func @f(%p: !asptr.ptr<global>, %q: !hsa.queue, %s: !hsa.signal, %i: i32, %a: i64) {
  hsa.dispatch @f(%p) on %q grid(%i, %i, %i) workgroup(%i, %i, %i) : !asptr.ptr<global>
  func.return
}

// -----

// CHECK: an agent-dispatch packet holds 4 arguments, not 5
func.func @f(%p: !asptr.ptr<global>, %q: !hsa.queue, %s: !hsa.signal, %i: i32, %a: i64) {
  hsa.agent_call 7(%a, %a, %a, %a, %a) on %q signal %s
  func.return
}

// -----

// CHECK: !hsa.queue is not a type that memory can hold
func.func @f(%p: !asptr.ptr<global>, %q: !hsa.queue, %s: !hsa.signal, %i: i32, %a: i64) {
  %v = asptr.load %p align 8 : !asptr.ptr<global> -> !hsa.queue
  func.return
}

// -----

// CHECK: "amdgcn.workitem.id.x" is not an intrinsic: its name must begin with "llvm."
func.func @f(%p: !asptr.ptr<global>, %q: !hsa.queue, %s: !hsa.signal, %i: i32, %a: i64) {
  %v = hsa.intrinsic "amdgcn.workitem.id.x"() : () -> i32
  func.return
}
