// RUN: rusticle-opt %s -p 'resolve-virtual-calls{mode=queue}' | filecheck %s

// Addresses of functions become those of descriptors, in memory and in code.

// CHECK:       asptr.global constant @table in constant size 16 align 8 = <zero 16, at 0 @square.entry.kd, at 8 @norm.entry.kd>
asptr.global constant @table in constant size 16 align 8 = <zero 16, at 0 @square, at 8 @norm>
// CHECK:       asptr.global constant @vtable in constant size 32 align 8 = <zero 32, at 0 @drop.entry.kd, at 24 @square.entry.kd> {vtable}
asptr.global constant @vtable in constant size 32 align 8 = <zero 32, at 0 @drop, at 24 @square> {vtable}

func.func private @square(%x: i32) -> i32 {
  %r = arith.muli %x, %x : i32
  func.return %r : i32
}
func.func private @norm(%r: !asptr.ptr<private> {llvm.dereferenceable = 24 : i64, llvm.writable}, %a: i1, %v: !asptr.ptr<private> {llvm.dereferenceable = 12 : i64}) -> (f32, i1) {
  %n = asptr.load %v align 4 : !asptr.ptr<private> -> f32
  func.return %n, %a : f32, i1
}
func.func private @drop() {
  func.return
}
// Nobody takes its address: it has no entry.
func.func private @plain(%x: i32) -> i32 {
  func.return %x : i32
}

// CHECK-LABEL: func.func @address() -> !asptr.ptr<flat> {
// CHECK-NEXT:    %[[A:.*]] = asptr.addressof @square.entry.kd : !asptr.ptr<constant>
// CHECK-NEXT:    %[[F:.*]] = asptr.cast %[[A]] : !asptr.ptr<constant> -> !asptr.ptr<flat>
// CHECK-NEXT:    func.return %[[F]]
func.func @address() -> !asptr.ptr<flat> {
  %f = asptr.addressof @square : !asptr.ptr<flat>
  func.return %f : !asptr.ptr<flat>
}

// Calls of one type share a function; a call of a function by its name is none by pointer.
// CHECK-LABEL: func.func @calls
// CHECK-NEXT:    %a = func.call @rusticle.virtual_call.0(%f, %x) : (!asptr.ptr<flat>, i32) -> i32
// CHECK-NEXT:    %b = func.call @rusticle.virtual_call.0(%f, %a) : (!asptr.ptr<flat>, i32) -> i32
// CHECK-NEXT:    func.call @plain(%b) : (i32) -> i32
// CHECK:         func.call @rusticle.virtual_call.1(%f) : (!asptr.ptr<flat>) -> ()
// CHECK:         %[[CAST:.*]] = asptr.cast %g : !asptr.ptr<constant> -> !asptr.ptr<flat>
// CHECK-NEXT:    func.call @rusticle.virtual_call.1(%[[CAST]])
func.func @calls(%f: !asptr.ptr<flat>, %g: !asptr.ptr<constant>, %x: i32) -> i32 {
  %a = asptr.call_indirect %f(%x) : !asptr.ptr<flat>, (i32) -> i32
  %b = asptr.call_indirect %f(%a) {vtable_entry = 3 : i64} : !asptr.ptr<flat>, (i32) -> i32
  %c = func.call @plain(%b) : (i32) -> i32
  asptr.call_indirect %f() {vtable_entry = 0 : i64} : !asptr.ptr<flat>, () -> ()
  asptr.call_indirect %g() {vtable_entry = 0 : i64} : !asptr.ptr<constant>, () -> ()
  func.return %c : i32
}

// CHECK-LABEL: func.func @in_memory
// CHECK-NEXT:    %n, %t = func.call @rusticle.virtual_call.2(%f, %r, %a, %v)
func.func @in_memory(%f: !asptr.ptr<flat>, %r: !asptr.ptr<private> {llvm.dereferenceable = 24 : i64, llvm.writable}, %a: i1, %v: !asptr.ptr<private> {llvm.dereferenceable = 12 : i64}) -> f32 {
  %n, %t = asptr.call_indirect %f(%r, %a, %v) {arg_attrs = [{llvm.dereferenceable = 24 : i64, llvm.writable}, {}, {llvm.dereferenceable = 12 : i64}]} : !asptr.ptr<flat>, (!asptr.ptr<private>, i1, !asptr.ptr<private>) -> (f32, i1)
  func.return %n : f32
}

// An entry reads its kernarg segment, of which the first eight bytes say where results go.
// CHECK-LABEL: hsa.kernel @square.entry(%0: !asptr.ptr<constant> {llvm.noundef, llvm.align = 16 : i64, llvm.byref = !llvm.array<12 x i8>}) attributes {arg_names = ["arguments"], reqd_workgroup_size = array<i32: 1, 1, 1>, rusticle.entry} {
// CHECK-NEXT:    %[[R:.*]] = asptr.load %0 align 16 : !asptr.ptr<constant> -> !asptr.ptr<flat>
// CHECK-NEXT:    %[[G:.*]] = asptr.cast %[[R]] : !asptr.ptr<flat> -> !asptr.ptr<global>
// CHECK-NEXT:    %[[AT:.*]] = asptr.displace %0 by 8 : !asptr.ptr<constant>
// CHECK-NEXT:    %[[X:.*]] = asptr.load %[[AT]] align 8 : !asptr.ptr<constant> -> i32
// CHECK-NEXT:    %[[Y:.*]] = func.call @square(%[[X]]) : (i32) -> i32
// CHECK-NEXT:    asptr.store %[[Y]], %[[G]] align 16 : i32, !asptr.ptr<global>
// CHECK-NEXT:    hsa.return
// CHECK:       asptr.global external constant @square.entry.kd in constant size 64 align 64

// What is in memory is copied, results behind one another.
// CHECK-LABEL: hsa.kernel @norm.entry(%0: !asptr.ptr<constant> {llvm.noundef, llvm.align = 16 : i64, llvm.byref = !llvm.array<28 x i8>})
// CHECK:         %[[RESULT:.*]] = asptr.alloca size 24 align 16 : !asptr.ptr<private>
// CHECK:         %[[A:.*]] = arith.trunci %{{.*}} : i8 to i1
// CHECK-NEXT:    %[[V:.*]] = asptr.alloca size 12 align 16 : !asptr.ptr<private>
// CHECK-NEXT:    %[[FROM:.*]] = asptr.displace %0 by 16 : !asptr.ptr<constant>
// CHECK-NEXT:    %[[N:.*]] = arith.constant 12 : i64
// CHECK-NEXT:    asptr.copy %[[V]] align 1, %[[FROM]] align 1, %[[N]] : !asptr.ptr<private>, !asptr.ptr<constant>
// CHECK-NEXT:    %[[F:.*]], %[[B:.*]] = func.call @norm(%[[RESULT]], %[[A]], %[[V]])
// CHECK-NEXT:    %[[M:.*]] = arith.constant 24 : i64
// CHECK-NEXT:    asptr.copy %[[TO:.*]] align 1, %[[RESULT]] align 1, %[[M]] : !asptr.ptr<global>, !asptr.ptr<private>
// CHECK-NEXT:    asptr.displace %[[TO]] by 24
// CHECK-NEXT:    asptr.store %[[F]]
// CHECK-NEXT:    %[[BYTE:.*]] = arith.extui %[[B]] : i1 to i8
// CHECK-NEXT:    %[[LAST:.*]] = asptr.displace %[[TO]] by 28 : !asptr.ptr<global>
// CHECK-NEXT:    asptr.store %[[BYTE]], %[[LAST]]

// CHECK-LABEL: hsa.kernel @drop.entry() attributes {
// CHECK-NEXT:    func.call @drop() : () -> ()
// CHECK-NEXT:    hsa.return

// The caller's side: a block, the packet, the wait, the result.
// CHECK-LABEL: func.func private @rusticle.virtual_call.0(%0: !asptr.ptr<flat>, %1: i32) -> i32
// CHECK-NEXT:    %[[BLOCK:.*]] = func.call @rusticle.acquire_block() : () -> !asptr.ptr<global>
// CHECK-NEXT:    %[[SIGNAL:.*]] = func.call @rusticle.new_signal(%[[BLOCK]]) : (!asptr.ptr<global>) -> i64
// CHECK-NEXT:    %[[RESULTS:.*]] = asptr.displace %[[BLOCK]] by 80 : !asptr.ptr<global>
// CHECK-NEXT:    %[[FLAT:.*]] = asptr.cast %[[RESULTS]] : !asptr.ptr<global> -> !asptr.ptr<flat>
// CHECK-NEXT:    %[[P:.*]] = asptr.displace %[[BLOCK]] by 64 : !asptr.ptr<global>
// CHECK-NEXT:    asptr.store %[[FLAT]], %[[P]] align 16 : !asptr.ptr<flat>, !asptr.ptr<global>
// CHECK-NEXT:    %[[Q:.*]] = asptr.displace %[[BLOCK]] by 72 : !asptr.ptr<global>
// CHECK-NEXT:    asptr.store %1, %[[Q]] align 8 : i32, !asptr.ptr<global>
// CHECK-NEXT:    %[[OWN:.*]] = hsa.queue_ptr
// CHECK-NEXT:    %[[QUEUE:.*]] = hsa.as_queue %[[OWN]] : !asptr.ptr<constant>
// CHECK-NEXT:    %[[DONE:.*]] = hsa.as_signal %[[SIGNAL]]
// CHECK-NEXT:    %[[ONE:.*]] = arith.constant 1 : i32
// CHECK-NEXT:    %[[ARGS:.*]] = asptr.displace %[[BLOCK]] by 64 : !asptr.ptr<global>
// CHECK-NEXT:    hsa.dispatch_indirect %0(%[[ARGS]]) on %[[QUEUE]] grid(%[[ONE]], %[[ONE]], %[[ONE]]) workgroup(%[[ONE]], %[[ONE]], %[[ONE]]) signal %[[DONE]] : !asptr.ptr<flat>, !asptr.ptr<global>
// CHECK:         %{{.*}} = hsa.wait %[[DONE]] below %{{.*}}
// CHECK:         hsa.trap kind "virtual_call" message "the device's queue could not run a call by pointer"
// CHECK:         %[[VALUE:.*]] = asptr.load %[[RESULTS]] align 16 : !asptr.ptr<global> -> i32
// CHECK-NEXT:    func.call @rusticle.release_block(%[[BLOCK]]) : (!asptr.ptr<global>) -> ()
// CHECK-NEXT:    func.return %[[VALUE]] : i32
