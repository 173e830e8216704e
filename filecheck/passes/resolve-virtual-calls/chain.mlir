// RUN: rusticle-opt %s -p 'resolve-virtual-calls{bound=3}' 2> %t.err | filecheck %s

// A choice among functions of which some have numbers and some addresses is a chain of comparisons,
// and the last needs none.

asptr.global constant @table in constant size 32 align 8 = <zero 32, at 0 @a, at 8 @b, at 16 @c, at 24 @e>
asptr.global constant @v1 in constant size 32 align 8 = <zero 32, at 24 @a> {vtable}
asptr.global constant @v2 in constant size 32 align 8 = <zero 32, at 24 @d> {vtable}
asptr.global constant @v3 in constant size 32 align 8 = <zero 32, at 24 @e> {vtable}

func.func private @a(%x: i32) {
  func.return
}
func.func private @b(%x: i32) {
  func.return
}
func.func private @c(%x: i32) {
  func.return
}
func.func private @d(%x: i32) {
  func.return
}
func.func private @e(%x: i32) {
  func.return
}

func.func @call(%f: !asptr.ptr<flat>, %x: i32) {
  asptr.call_indirect %f(%x) : !asptr.ptr<flat>, (i32) -> ()
  func.return
}

// CHECK-LABEL: func.func @method
// CHECK-NEXT:    %[[A:.*]] = asptr.addressof @a : !asptr.ptr<flat>
// CHECK-NEXT:    %[[S:.*]] = asptr.cmp eq, %f, %[[A]] : !asptr.ptr<flat>
// CHECK-NEXT:    cf.cond_br %[[S]], ^[[A:.*]], ^[[NEXT:.*]]
// CHECK-NEXT:  ^[[NEXT]]:
// CHECK-NEXT:    %[[N:.*]] = arith.constant 1 : i64
// CHECK-NEXT:    %[[D:.*]] = asptr.inttoptr %[[N]] : i64 -> !asptr.ptr<flat>
// CHECK-NEXT:    %[[T:.*]] = asptr.cmp eq, %f, %[[D]] : !asptr.ptr<flat>
// CHECK-NEXT:    cf.cond_br %[[T]], ^[[D:.*]], ^[[E:.*]]
// CHECK-NEXT:  ^[[A]]:
// CHECK-NEXT:    func.call @a
// CHECK:       ^[[D]]:
// CHECK-NEXT:    func.call @d
// CHECK:       ^[[E]]:
// CHECK-NEXT:    func.call @e
func.func @method(%f: !asptr.ptr<flat>, %x: i32) {
  asptr.call_indirect %f(%x) {vtable_entry = 3 : i64} : !asptr.ptr<flat>, (i32) -> ()
  func.return
}
