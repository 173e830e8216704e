// RUN: rusticle-opt %s -p lower-queues | filecheck %s

// Packets are written by `@rusticle.submit`: the header and 16 bits, 32 bits, seven words.

// An agent-dispatch packet (type 4, system-scope fences: 0x1404) for function 7, then a wait.
// CHECK-LABEL: func.func @agent(%queue: !asptr.ptr<constant>, %handle: i64, %a: i64, %r: !asptr.ptr<global>)
// CHECK:         %[[Q:.*]] = asptr.inttoptr %{{.*}} : i64 -> !asptr.ptr<global>
// CHECK-NEXT:    %[[HEAD:.*]] = arith.constant 463876 : i32
// CHECK-NEXT:    %[[ZERO:.*]] = arith.constant 0 : i64
// CHECK-NEXT:    %[[R:.*]] = asptr.ptrtoint %r
// CHECK-NEXT:    %[[REST:.*]] = arith.constant 0 : i32
// CHECK-NEXT:    func.call @rusticle.submit(%[[Q]], %[[HEAD]], %[[REST]], %[[R]], %a, %[[ZERO]], %[[ZERO]], %[[ZERO]], %[[ZERO]], %handle)
// CHECK:         func.call @rusticle.wait(%handle, %{{.*}}) : (i64, i64) -> i64
func.func @agent(%queue: !asptr.ptr<constant>, %handle: i64, %a: i64, %r: !asptr.ptr<global>) {
  %q = hsa.as_queue %queue : !asptr.ptr<constant>
  %s = hsa.as_signal %handle
  hsa.agent_call 7(%a) on %q signal %s result %r : !asptr.ptr<global>
  func.return
}

// A kernel-dispatch packet (type 2) of three dimensions: the kernel's descriptor is a symbol that
// the assembler defines. What memory the kernel needs is in its first eight bytes: LDS, then
// scratch, and in the packet the other way about.
// CHECK-LABEL: func.func @dispatch(%q: !asptr.ptr<global>, %args: !asptr.ptr<global>, %n: i32)
// CHECK:         %[[KD:.*]] = asptr.addressof @work.kd : !asptr.ptr<constant>
// CHECK:         %[[HEAD:.*]] = arith.constant 201730 : i32
// CHECK:         %[[LDS:.*]] = asptr.load %[[KD]] align 4 : !asptr.ptr<constant> -> i32
// CHECK-NEXT:    %[[AT:.*]] = asptr.displace %[[KD]] by 4 : !asptr.ptr<constant>
// CHECK-NEXT:    %[[SCRATCH:.*]] = asptr.load %[[AT]] align 4 : !asptr.ptr<constant> -> i32
// CHECK-NEXT:    %[[LOW:.*]] = arith.extui %[[SCRATCH]] : i32 to i64
// CHECK-NEXT:    %[[HIGH:.*]] = arith.extui %[[LDS]] : i32 to i64
// CHECK:         func.call @rusticle.submit(%q, %[[HEAD]],
func.func @dispatch(%q: !hsa.queue, %args: !asptr.ptr<global>, %n: i32) {
  %one = arith.constant 1 : i32
  hsa.dispatch @work(%args) on %q grid(%n, %one, %one) workgroup(%one, %one, %one) : !asptr.ptr<global>
  func.return
}

// Of one that is not known, the pointer to the descriptor is the packet's fifth word.
// CHECK-LABEL: func.func @dispatch_indirect(%q: !asptr.ptr<global>, %k: !asptr.ptr<flat>, %args: !asptr.ptr<global>, %s: i64)
// CHECK:         %[[K:.*]] = asptr.ptrtoint %k : !asptr.ptr<flat> -> i64
// CHECK:         func.call @rusticle.submit(%q, %{{.*}}, %{{.*}}, %{{.*}}, %{{.*}}, %{{.*}}, %[[K]], %{{.*}}, %{{.*}}, %s)
func.func @dispatch_indirect(%q: !hsa.queue, %k: !asptr.ptr<flat>, %args: !asptr.ptr<global>, %s: !hsa.signal) {
  %one = arith.constant 1 : i32
  hsa.dispatch_indirect %k(%args) on %q grid(%one, %one, %one) workgroup(%one, %one, %one) signal %s : !asptr.ptr<flat>, !asptr.ptr<global>
  func.return
}

// CHECK-LABEL: func.func @wait(%s: i64) -> i64 {
// CHECK-NEXT:    %one = arith.constant 1 : i64
// CHECK-NEXT:    %v = func.call @rusticle.wait(%s, %one) : (i64, i64) -> i64
func.func @wait(%s: !hsa.signal) -> i64 {
  %one = arith.constant 1 : i64
  %v = hsa.wait %s below %one
  func.return %v : i64
}

hsa.kernel @work() {
  hsa.return
}

// CHECK:       asptr.global external constant @work.kd in constant size 64 align 64
// CHECK:       asptr.global @__rusticle_host_queue in global size 8 align 8 = <zero 8>
// CHECK:       asptr.global @__rusticle_call_arena in global size 8 align 8 = <zero 8>

// The header is stored last, with release; a slot is waited for with acquire.
// CHECK-LABEL: func.func private @rusticle.submit(
// CHECK:         asptr.atomic_rmw add monotonic
// CHECK:         asptr.atomic_load acquire
// CHECK:         asptr.atomic_store release %head, %packet align 4 : i32, !asptr.ptr<global>
// CHECK:         asptr.atomic_store release %slot
// CHECK-LABEL: func.func private @rusticle.wait(
// CHECK:         asptr.atomic_load monotonic
// CHECK:         asptr.fence acquire
