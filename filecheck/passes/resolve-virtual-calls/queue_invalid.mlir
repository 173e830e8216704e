// RUN: rusticle-opt %s -p 'resolve-virtual-calls{mode=queue}' --split-input-file --verify-diagnostics | filecheck %s

// What is called through the queue is another work-item, and must not ask which.

asptr.global @tile in local size 64 align 4
asptr.global constant @table in constant size 8 align 8 = <zero 8, at 0 @method>

func.func private @method() -> i32 {
  %r = func.call @helper() : () -> i32
  func.return %r : i32
}
// CHECK:      error: `llvm.amdgcn.workitem.id.x` is used in a function that is called through the device's queue
// CHECK-NEXT:   --> shapes.rs:7:5
// CHECK-NEXT: note: `method` may be called by pointer, and then runs as a work-item of its own: with other numbers, in another wave and workgroup
// CHECK-NEXT: help: pass what it needs as arguments, or let `virtual-calls=direct` resolve the calls
// CHECK-NEXT: error: `gpu.barrier` is used in a function that is called through the device's queue
// CHECK:      error: LDS is used in a function that is called through the device's queue
func.func private @helper() -> i32 {
  %id = hsa.intrinsic "llvm.amdgcn.workitem.id.x"() : () -> i32 loc("shapes.rs":7:5)
  "gpu.barrier"() : () -> ()
  %tile = asptr.addressof @tile : !asptr.ptr<local>
  // These are the same everywhere.
  %time = hsa.intrinsic "llvm.amdgcn.s.memrealtime"() : () -> i64
  %queue = hsa.queue_ptr
  %f = arith.constant 1.0 : f32
  %root = hsa.intrinsic "llvm.sqrt.f32"(%f) : (f32) -> f32
  func.return %id : i32
}
func.func @call(%f: !asptr.ptr<flat>) {
  %r = asptr.call_indirect %f() : !asptr.ptr<flat>, () -> i32
  // The caller may ask.
  %id = hsa.intrinsic "llvm.amdgcn.workitem.id.x"() : () -> i32
  func.return
}

// -----

// CHECK:      error: it is not said how many bytes an argument in private memory points to, which a call through the device's queue copies
// CHECK-NEXT:   --> shapes.rs:9:1
func.func @call(%f: !asptr.ptr<flat>, %p: !asptr.ptr<private>) {
  asptr.call_indirect %f(%p) : !asptr.ptr<flat>, (!asptr.ptr<private>) -> () loc("shapes.rs":9:1)
  func.return
}
