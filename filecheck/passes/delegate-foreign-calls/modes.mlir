// RUN: rusticle-opt %s -p 'delegate-foreign-calls{mode=queue}' | filecheck %s
// RUN: rusticle-opt %s -p 'delegate-foreign-calls{mode=declare}' | filecheck %s --check-prefix=DECLARE
// RUN: rusticle-opt %s -p delegate-foreign-calls --verify-diagnostics | filecheck %s --check-prefix=ERROR

// With `queue` the declaration gets a body. The arguments go where the attribute says, behind the
// completion signal; functions are numbered in the order of their names.

// CHECK-LABEL: builtin.module attributes {rusticle.call_block_size = 128 : i64, rusticle.foreign_functions = ["host_add", "host_big"]} {

// ERROR:      error: `host_add` is a foreign function, which is not on the GPU
// ERROR-NEXT:   --> add.rs:7:5
// ERROR-NEXT: help: `foreign-calls=queue` calls it on the host, through a queue; `foreign-calls=declare` leaves it to be linked with a device library
// ERROR-NEXT: error: `host_big` is a foreign function, which is not on the GPU

// DECLARE:     func.func private @host_big(!asptr.ptr<private>, i64) -> (){{$}}
// DECLARE:     func.func private @host_add(i8, i1) -> i32{{$}}
// DECLARE-NOT: rusticle.submit

// An argument and a result in memory are copied.
// CHECK:       func.func private @host_big(%[[RESULT:.*]]: !asptr.ptr<private>, %[[N:.*]]: i64) attributes {llvm.passthrough = ["noinline"]} {
// CHECK:         hsa.agent_call 1(
// CHECK:         asptr.copy %[[RESULT]] align 1, %{{.*}} align 1, %{{.*}} : !asptr.ptr<private>, !asptr.ptr<global>
func.func private @host_big(!asptr.ptr<private>, i64) attributes {foreign = {arguments = [8 : i64, 0 : i64], copied = [0 : i64, 0 : i64], results = [], result_at = 8 : i64, result_size = 40 : i64, result_indirect = 1 : i64, size = 48 : i64}}

// CHECK:       func.func private @host_add(%[[A:.*]]: i8, %[[B:.*]]: i1) -> i32 attributes {llvm.passthrough = ["noinline"]} {
// CHECK-NEXT:    %[[BLOCK:.*]] = func.call @rusticle.acquire_block() : () -> !asptr.ptr<global>
// CHECK-NEXT:    %[[HANDLE:.*]] = func.call @rusticle.new_signal(%[[BLOCK]]) : (!asptr.ptr<global>) -> i64
// CHECK-NEXT:    %[[P0:.*]] = asptr.displace %[[BLOCK]] by 64 : !asptr.ptr<global>
// CHECK-NEXT:    asptr.store %[[A]], %[[P0]] align 16 : i8, !asptr.ptr<global>
// CHECK-NEXT:    %[[BYTE:.*]] = arith.extui %[[B]] : i1 to i8
// CHECK-NEXT:    %[[P1:.*]] = asptr.displace %[[BLOCK]] by 65 : !asptr.ptr<global>
// CHECK-NEXT:    asptr.store %[[BYTE]], %[[P1]] align 1 : i8, !asptr.ptr<global>
// CHECK:         asptr.addressof @__rusticle_host_queue
// CHECK:         %[[QUEUE:.*]] = hsa.as_queue
// CHECK-NEXT:    %[[DONE:.*]] = hsa.as_signal %[[HANDLE]]
// CHECK:         hsa.agent_call 0(%{{.*}}, %{{.*}}) on %[[QUEUE]] signal %[[DONE]] result %{{.*}} : !asptr.ptr<global>
// CHECK:         %[[STATUS:.*]] = hsa.wait %[[DONE]] below
// CHECK:         arith.cmpi slt, %[[STATUS]]
// CHECK:         hsa.trap kind "foreign_call" message "the host could not answer the call of `host_add`"
// CHECK:         %[[P2:.*]] = asptr.displace %[[BLOCK]] by 68
// CHECK-NEXT:    %[[R:.*]] = asptr.load %[[P2]] align 4 : !asptr.ptr<global> -> i32
// CHECK-NEXT:    func.call @rusticle.release_block(%[[BLOCK]])
// CHECK-NEXT:    func.return %[[R]] : i32
func.func private @host_add(i8, i1) -> i32 attributes {foreign = {arguments = [0 : i64, 1 : i64], copied = [0 : i64, 0 : i64], results = [4 : i64], result_at = 4 : i64, result_size = 4 : i64, result_indirect = 0 : i64, size = 16 : i64}}

hsa.kernel @k(%a: i8, %b: i1) {
  %r = func.call @host_add(%a, %b) : (i8, i1) -> i32 loc("add.rs":7:5)
  %f = asptr.addressof @host_big : !asptr.ptr<flat>
  hsa.return
}

// The names by number, for the host.
// CHECK:       asptr.global constant @__rusticle_foreign_functions in constant size 18 align 1 = <"686f73745f61646400686f73745f62696700">
