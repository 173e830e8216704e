// RUN: rusticle-opt %s -p delegate-panics --split-input-file | filecheck %s
// RUN: rusticle-opt %s -p delegate-panics,lower-queues --split-input-file | filecheck %s --check-prefix=LOWERED

// A panic sends the numbers of its message and its place, and the values, 16 bytes apart; then it
// traps. A text goes behind them, as far as it fits.

// CHECK:       builtin.module attributes {rusticle.call_block_size = 320 : i64, rusticle.panic_messages = ["{i8} {f32} {str:?} {bool} {u128}", "no"], rusticle.panic_locations = ["f.rs:1:2", "f.rs:3:4", "<unknown>:0:0"]} {
// CHECK-LABEL: hsa.kernel @values(
// CHECK-SAME:    %[[A:.*]]: i8, %[[F:.*]]: f32, %[[P:.*]]: !asptr.ptr<global>, %[[N:.*]]: i64, %[[B:.*]]: i1, %[[W:.*]]: i128
// CHECK-NEXT:    %[[LOCATION:.*]] = arith.constant 0 : i32
// CHECK-NEXT:    %[[MESSAGE:.*]] = arith.constant 0 : i32
// CHECK-NEXT:    %[[REPORT:.*]] = func.call @rusticle.begin_panic(%[[MESSAGE]], %[[LOCATION]]) : (i32, i32) -> !asptr.ptr<global>
// CHECK-NEXT:    %[[A64:.*]] = arith.extui %[[A]] : i8 to i64
// CHECK-NEXT:    %[[AT:.*]] = asptr.displace %[[REPORT]] by 32 : !asptr.ptr<global>
// CHECK-NEXT:    asptr.store %[[A64]], %[[AT]] align 16 : i64, !asptr.ptr<global>
// CHECK-NEXT:    %[[FBITS:.*]] = arith.bitcast %[[F]] : f32 to i32
// CHECK:         asptr.displace %[[REPORT]] by 48
// CHECK:         asptr.displace %[[REPORT]] by 64
// CHECK-NEXT:    asptr.store %[[N]],
// CHECK-NEXT:    %[[PLACE:.*]] = arith.constant 112 : i64
// CHECK:         %[[ROOM:.*]] = arith.constant 128 : i64
// CHECK-NEXT:    %[[FITS:.*]] = arith.cmpi ult, %[[N]], %[[ROOM]] : i64
// CHECK-NEXT:    %[[COPIED:.*]] = arith.select %[[FITS]], %[[N]], %[[ROOM]] : i64
// CHECK-NEXT:    %[[TEXT:.*]] = asptr.displace %[[REPORT]] by 112 : !asptr.ptr<global>
// CHECK-NEXT:    asptr.copy %[[TEXT]] align 1, %[[P]] align 1, %[[COPIED]]
// CHECK:         asptr.store %[[W]], %{{.*}} align 16 : i128, !asptr.ptr<global>
// CHECK-NEXT:    %[[SIZE:.*]] = arith.constant 240 : i64
// CHECK-NEXT:    func.call @rusticle.end_panic(%[[REPORT]], %[[SIZE]]) : (!asptr.ptr<global>, i64) -> ()
// CHECK-NEXT:    hsa.trap kind "panic" message "{i8} {f32} {str:?} {bool} {u128}"
// CHECK-NEXT:    ub.unreachable
hsa.kernel @values(%a: i8, %f: f32, %p: !asptr.ptr<global>, %n: i64, %b: i1, %w: i128) {
  hsa.panic "{i8} {f32} {str:?} {bool} {u128}" (%a, %f, %p, %n, %b, %w : i8, f32, !asptr.ptr<global>, i64, i1, i128) at "f.rs:1:2"
  ub.unreachable
}

// Without a place in the source it is where the operation is from, if that is known.

// CHECK-LABEL: hsa.kernel @plain(
// CHECK-NEXT:    %{{.*}} = arith.constant 1 : i32
// CHECK-NEXT:    %{{.*}} = arith.constant 1 : i32
hsa.kernel @plain() {
  hsa.panic "no" loc("f.rs":3:4)
  ub.unreachable
}

// CHECK-LABEL: hsa.kernel @nowhere(
// CHECK-NEXT:    %{{.*}} = arith.constant 2 : i32
// CHECK-NEXT:    %{{.*}} = arith.constant 1 : i32
hsa.kernel @nowhere() {
  hsa.panic "no"
  ub.unreachable
}

// CHECK:       asptr.global constant @__rusticle_panic_messages in constant
// CHECK:       asptr.global constant @__rusticle_panic_locations in constant
// CHECK:       func.func private @rusticle.begin_panic(
// CHECK:       func.func private @rusticle.end_panic(
// CHECK:         hsa.agent_call -256(

// LOWERED-NOT: hsa.agent_call

// -----

// Who panics where it is called is told where that is, through as many calls as it takes.

// CHECK:       rusticle.panic_locations = ["f.rs:10:1", "f.rs:20:1", "f.rs:5:1"]
// CHECK-LABEL: func.func private @inner(%i: i64, %0: i32) {
// CHECK:         func.call @rusticle.begin_panic(%{{.*}}, %0)
func.func private @inner(%i: i64) {
  hsa.panic "{u64}" (%i : i64) at "f.rs:1:1" caller
  ub.unreachable
}

// CHECK-LABEL: func.func private @outer(%i: i64, %0: i32) {
// CHECK-NEXT:    func.call @inner(%i, %0) : (i64, i32) -> ()
func.func private @outer(%i: i64) {
  func.call @inner(%i) {caller_location = "f.rs:2:1", in_caller} : (i64) -> ()
  func.return
}

// CHECK-LABEL: hsa.kernel @calls(
// CHECK-NEXT:    %[[TEN:.*]] = arith.constant 0 : i32
// CHECK-NEXT:    func.call @outer(%{{.*}}, %[[TEN]]) : (i64, i32) -> ()
// CHECK-NEXT:    %[[TWENTY:.*]] = arith.constant 1 : i32
// CHECK-NEXT:    func.call @inner(%{{.*}}, %[[TWENTY]]) : (i64, i32) -> ()
// CHECK-NEXT:    func.call @taken(%{{.*}}) : (i64) -> ()
hsa.kernel @calls(%i: i64) {
  func.call @outer(%i) {caller_location = "f.rs:10:1"} : (i64) -> ()
  func.call @inner(%i) {caller_location = "f.rs:20:1"} : (i64) -> ()
  func.call @taken(%i) {caller_location = "f.rs:30:1"} : (i64) -> ()
  hsa.return
}

// One whose address is taken is not told: its place is its own.

// CHECK-LABEL: func.func private @taken(%i: i64) {
// CHECK-NEXT:    %[[OWN:.*]] = arith.constant 2 : i32
// CHECK:         func.call @rusticle.begin_panic(%{{.*}}, %[[OWN]])
func.func private @taken(%i: i64) {
  hsa.panic "{u64}" (%i : i64) at "f.rs:6:1" caller
  ub.unreachable
} loc("f.rs":5:1)

asptr.global @table in constant size 8 align 8 = <zero 8, at 0 @taken>

// -----

// Nothing is added to a module that does not panic.

// CHECK:       builtin.module {
// CHECK-NEXT:    func.func private @f() {
// CHECK-NEXT:      func.call @f() : () -> ()
// CHECK-NEXT:      func.return
// CHECK-NEXT:    }
// CHECK-NEXT:  }
func.func private @f() {
  func.call @f() {caller_location = "f.rs:30:1"} : () -> ()
  func.return
}
