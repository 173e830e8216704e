// RUN: rusticle-opt %s | rusticle-opt | filecheck %s
// RUN: rusticle-opt %s --print-op-generic | rusticle-opt | filecheck %s

// CHECK-LABEL: hsa.kernel @area
hsa.kernel @area(%self: !asptr.ptr<flat>) {
  hsa.return
}

// CHECK-LABEL: func.func @queues
func.func @queues(%handle: i64, %one: i32, %args: !asptr.ptr<global>, %b: i64) {
  // CHECK-NEXT: %p = hsa.queue_ptr
  %p = hsa.queue_ptr
  // CHECK-NEXT: %q = hsa.as_queue %p : !asptr.ptr<constant>
  %q = hsa.as_queue %p : !asptr.ptr<constant>
  // CHECK-NEXT: %s = hsa.as_signal %handle
  %s = hsa.as_signal %handle
  // CHECK-NEXT: hsa.dispatch @area(%args) on %q grid(%one, %one, %one) workgroup(%one, %one, %one) : !asptr.ptr<global>
  hsa.dispatch @area(%args) on %q grid(%one, %one, %one) workgroup(%one, %one, %one) : !asptr.ptr<global>
  // CHECK-NEXT: hsa.dispatch @area(%args) on %q grid(%one, %one, %one) workgroup(%one, %one, %one) signal %s : !asptr.ptr<global>
  hsa.dispatch @area(%args) on %q grid(%one, %one, %one) workgroup(%one, %one, %one) signal %s : !asptr.ptr<global>
  // CHECK-NEXT: hsa.dispatch_indirect %p(%args) on %q grid(%one, %one, %one) workgroup(%one, %one, %one) signal %s : !asptr.ptr<constant>, !asptr.ptr<global>
  hsa.dispatch_indirect %p(%args) on %q grid(%one, %one, %one) workgroup(%one, %one, %one) signal %s : !asptr.ptr<constant>, !asptr.ptr<global>
  // CHECK-NEXT: hsa.agent_call 7() on %q signal %s
  hsa.agent_call 7() on %q signal %s
  // CHECK-NEXT: hsa.agent_call 8(%handle, %b, %b, %b) on %q signal %s result %args : !asptr.ptr<global>
  hsa.agent_call 8(%handle, %b, %b, %b) on %q signal %s result %args : !asptr.ptr<global>
  // CHECK-NEXT: %{{.*}} = hsa.wait %s below %b
  %v = hsa.wait %s below %b
  func.return
}

// CHECK-LABEL: func.func private @types(!hsa.queue) -> !hsa.signal
func.func private @types(!hsa.queue) -> !hsa.signal
