// RUN: rusticle-opt %s -p share-frames | filecheck %s

// A local whose address becomes a flat pointer moves into the frame; one that stays private stays.
// Other pointers into it move with it.

// CHECK-LABEL: func.func @caller() -> i32 {
// CHECK-NEXT:    %[[FRAME:.*]] = func.call @rusticle.acquire_block() : () -> !asptr.ptr<global>
// CHECK-NEXT:    %[[X:.*]] = asptr.displace %[[FRAME]] by 0 : !asptr.ptr<global>
// CHECK-NEXT:    %own = asptr.alloca size 4 align 4 : !asptr.ptr<private>
// CHECK-NEXT:    %y = asptr.displace %[[X]] by 4 : !asptr.ptr<global>
// CHECK-NEXT:    %p = asptr.cast %y : !asptr.ptr<global> -> !asptr.ptr<flat>
// CHECK-NEXT:    func.call @send(%p)
// CHECK-NEXT:    %v = asptr.load %own align 4 : !asptr.ptr<private> -> i32
// CHECK-NEXT:    func.call @rusticle.release_block(%[[FRAME]])
// CHECK-NEXT:    func.return %v : i32
func.func @caller() -> i32 {
  %x = asptr.alloca size 8 align 4 : !asptr.ptr<private>
  %own = asptr.alloca size 4 align 4 : !asptr.ptr<private>
  %y = asptr.displace %x by 4 : !asptr.ptr<private>
  %p = asptr.cast %y : !asptr.ptr<private> -> !asptr.ptr<flat>
  func.call @send(%p) : (!asptr.ptr<flat>) -> ()
  %v = asptr.load %own align 4 : !asptr.ptr<private> -> i32
  func.return %v : i32
}

// Blocks' arguments too.
// CHECK-LABEL: func.func @merge
// CHECK:         cf.cond_br %c, ^[[A:.*]](%{{.*}} : !asptr.ptr<global>), ^[[A]](%{{.*}} : !asptr.ptr<global>)
// CHECK-NEXT:  ^[[A]](%p: !asptr.ptr<global>):
func.func @merge(%c: i1) {
  %x = asptr.alloca size 8 align 4 : !asptr.ptr<private>
  %y = asptr.alloca size 8 align 4 : !asptr.ptr<private>
  cf.cond_br %c, ^a(%x : !asptr.ptr<private>), ^a(%y : !asptr.ptr<private>)
^a(%p: !asptr.ptr<private>):
  %f = asptr.cast %p : !asptr.ptr<private> -> !asptr.ptr<flat>
  func.call @send(%f) : (!asptr.ptr<flat>) -> ()
  func.return
}

// An argument in memory is copied into the frame, a result out of it.
// CHECK-LABEL: func.func @in_memory(%r: !asptr.ptr<private>
// CHECK:         asptr.copy %[[A:.*]] align 1, %a align 1, %{{.*}} : !asptr.ptr<global>, !asptr.ptr<private>
// CHECK:         func.call @send
// CHECK:         func.call @send
// CHECK:         asptr.copy %r align 1, %{{.*}} align 1, %{{.*}} : !asptr.ptr<private>, !asptr.ptr<global>
// CHECK:         func.call @rusticle.release_block
func.func @in_memory(%r: !asptr.ptr<private> {llvm.writable, llvm.dereferenceable = 8 : i64}, %a: !asptr.ptr<private> {llvm.dereferenceable = 12 : i64}) {
  %p = asptr.cast %a : !asptr.ptr<private> -> !asptr.ptr<flat>
  func.call @send(%p) : (!asptr.ptr<flat>) -> ()
  %q = asptr.cast %r : !asptr.ptr<private> -> !asptr.ptr<flat>
  func.call @send(%q) : (!asptr.ptr<flat>) -> ()
  func.return
}

// What has moved is passed on as an argument in memory by way of scratch memory.
// CHECK-LABEL: func.func @pass_on
// CHECK-NEXT:    %[[T:.*]] = asptr.alloca size 12 align 16 : !asptr.ptr<private>
// CHECK-NEXT:    %[[U:.*]] = asptr.alloca size 8 align 16 : !asptr.ptr<private>
// CHECK:         asptr.copy %{{.*}} align 1, %{{.*}} align 1, %{{.*}} : !asptr.ptr<private>, !asptr.ptr<global>
// CHECK-NEXT:    func.call @in_memory
// CHECK-NEXT:    %{{.*}} = arith.constant 8 : i64
// CHECK-NEXT:    asptr.copy %{{.*}} align 1, %{{.*}} align 1, %{{.*}} : !asptr.ptr<global>, !asptr.ptr<private>
func.func @pass_on() {
  %x = asptr.alloca size 8 align 4 : !asptr.ptr<private>
  %y = asptr.alloca size 12 align 4 : !asptr.ptr<private>
  %p = asptr.cast %x : !asptr.ptr<private> -> !asptr.ptr<flat>
  %q = asptr.cast %y : !asptr.ptr<private> -> !asptr.ptr<flat>
  func.call @in_memory(%x, %y) : (!asptr.ptr<private>, !asptr.ptr<private>) -> ()
  func.return
}

// So it is to a function that is called by pointer, if the call says how much it is.
// CHECK-LABEL: func.func @pass_on_by_pointer
// CHECK-NEXT:    %[[T:.*]] = asptr.alloca size 8 align 16 : !asptr.ptr<private>
// CHECK:         asptr.call_indirect %f(%[[T]])
// CHECK-NEXT:    %{{.*}} = arith.constant 8 : i64
// CHECK-NEXT:    asptr.copy %{{.*}} align 1, %[[T]] align 1, %{{.*}} : !asptr.ptr<global>, !asptr.ptr<private>
func.func @pass_on_by_pointer(%f: !asptr.ptr<flat>) {
  %x = asptr.alloca size 8 align 4 : !asptr.ptr<private>
  %p = asptr.cast %x : !asptr.ptr<private> -> !asptr.ptr<flat>
  func.call @send(%p) : (!asptr.ptr<flat>) -> ()
  asptr.call_indirect %f(%x) {arg_attrs = [{llvm.dereferenceable = 8 : i64, llvm.writable}]} : !asptr.ptr<flat>, (!asptr.ptr<private>) -> ()
  func.return
}

// A function from which no packet is sent keeps its locals.
// CHECK-LABEL: func.func @other
// CHECK-NEXT:    asptr.alloca
// CHECK-NEXT:    asptr.cast %{{.*}} : !asptr.ptr<private> -> !asptr.ptr<flat>
func.func @other() -> !asptr.ptr<flat> {
  %x = asptr.alloca size 8 align 4 : !asptr.ptr<private>
  %p = asptr.cast %x : !asptr.ptr<private> -> !asptr.ptr<flat>
  func.return %p : !asptr.ptr<flat>
}

// A dispatch, as calls by pointer become, is a packet too.
// CHECK-LABEL: func.func @dispatching
// CHECK:         asptr.cast %{{.*}} : !asptr.ptr<global> -> !asptr.ptr<flat>
func.func @dispatching(%k: !asptr.ptr<flat>, %q: !hsa.queue, %args: !asptr.ptr<global>, %one: i32) -> !asptr.ptr<flat> {
  %x = asptr.alloca size 8 align 4 : !asptr.ptr<private>
  %p = asptr.cast %x : !asptr.ptr<private> -> !asptr.ptr<flat>
  hsa.dispatch_indirect %k(%args) on %q grid(%one, %one, %one) workgroup(%one, %one, %one) : !asptr.ptr<flat>, !asptr.ptr<global>
  func.return %p : !asptr.ptr<flat>
}

func.func private @send(%p: !asptr.ptr<flat>) {
  %a = asptr.ptrtoint %p : !asptr.ptr<flat> -> i64
  %queue = asptr.inttoptr %a : i64 -> !asptr.ptr<global>
  %q = hsa.as_queue %queue : !asptr.ptr<global>
  %s = hsa.as_signal %a
  hsa.agent_call 0(%a) on %q signal %s
  func.return
}

// A local that only this function's own code reaches stays, though its address is a flat pointer;
// one whose address is in what is sent does not.
// CHECK-LABEL: func.func @kept
// CHECK:         %own = asptr.alloca size 4 align 4 : !asptr.ptr<private>
// CHECK-NEXT:    asptr.cast %own : !asptr.ptr<private> -> !asptr.ptr<flat>
// CHECK-NOT:     asptr.alloca
// CHECK:         func.call @send
func.func @kept() -> i32 {
  %own = asptr.alloca size 4 align 4 : !asptr.ptr<private>
  %p = asptr.cast %own : !asptr.ptr<private> -> !asptr.ptr<flat>
  %within = asptr.alloca size 4 align 4 : !asptr.ptr<private>
  %q = asptr.cast %within : !asptr.ptr<private> -> !asptr.ptr<flat>
  %sent = asptr.alloca size 8 align 8 : !asptr.ptr<private>
  asptr.store %q, %sent align 8 : !asptr.ptr<flat>, !asptr.ptr<private>
  %r = asptr.cast %sent : !asptr.ptr<private> -> !asptr.ptr<flat>
  func.call @send(%r) : (!asptr.ptr<flat>) -> ()
  %v = asptr.load %p align 4 : !asptr.ptr<flat> -> i32
  func.return %v : i32
}

// A static is seen by the work-items of other dispatches, also one that no other module knows.
// CHECK-LABEL: func.func @in_a_static
// CHECK-NEXT:    func.call @rusticle.acquire_block
// CHECK-NOT:     asptr.alloca
// CHECK:         func.return
asptr.global linkage(internal) @shared in global size 8 align 8
func.func @in_a_static(%n: !asptr.ptr<flat>) {
  %x = asptr.alloca size 4 align 4 : !asptr.ptr<private>
  %p = asptr.cast %x : !asptr.ptr<private> -> !asptr.ptr<flat>
  %s = asptr.addressof @shared : !asptr.ptr<global>
  asptr.store %p, %s align 8 : !asptr.ptr<flat>, !asptr.ptr<global>
  func.call @send(%n) : (!asptr.ptr<flat>) -> ()
  func.return
}
