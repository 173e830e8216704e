// RUN: rusticle-opt %s -p thread-launch-context | filecheck %s

// Functions whose address is taken get the hidden arguments whether they ask or not, and indirect
// calls pass them. A trap is a call, with the values that its message speaks of.

// CHECK-LABEL: func.func private @plain(%{{.*}}: i64, %{{.*}}: !asptr.ptr<flat> {llvm.noalias
func.func private @plain(%x: i64) -> i64 {
  func.return %x : i64
}

// CHECK-LABEL: func.func private @call(
// CHECK-SAME:    %[[F:.*]]: !asptr.ptr<flat>, %[[X:.*]]: i64, %[[C:.*]]: !asptr.ptr<flat> {llvm.noalias
// CHECK:         asptr.call_indirect %[[F]](%[[X]], %[[C]], %{{.*}}, %{{.*}}, %{{.*}}) : !asptr.ptr<flat>, (i64, !asptr.ptr<flat>, i32, i32, i32) -> i64
func.func private @call(%f: !asptr.ptr<flat>, %x: i64) -> i64 {
  %r = asptr.call_indirect %f(%x) : !asptr.ptr<flat>, (i64) -> i64
  func.return %r : i64
}

// CHECK-LABEL: func.func private @start(
// CHECK:         asptr.addressof @plain
// CHECK:         func.call @call(
// CHECK:         func.call @rusticle_trap(%{{.*}}, %{{.*}}, %{{.*}}, %{{.*}}, %{{.*}}, %[[N:.*]], %{{.*}})
hsa.kernel @start(%n: i64) {
  %f = asptr.addressof @plain : !asptr.ptr<flat>
  %r = func.call @call(%f, %n) : (!asptr.ptr<flat>, i64) -> i64
  hsa.trap kind "bounds" message "the length is {}" (%n : i64)
  ub.unreachable
}
