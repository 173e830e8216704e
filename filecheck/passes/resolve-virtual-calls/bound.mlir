// RUN: rusticle-opt %s -p 'resolve-virtual-calls{bound=2}' 2> %t.err | filecheck %s
// RUN: filecheck %s --input-file %t.err --check-prefix=REMARK

// Beyond the bound a call stays one by pointer. What it may call keeps its address, and other calls
// of that compare addresses.

// REMARK:      remark: the call of a function pointer stays a call by pointer
// REMARK-NEXT:   --> table.rs:7:5
// REMARK-NEXT: note: it may call 3 functions, and the bound is 2
// REMARK-NEXT: note: LLVM then gives the kernel the registers of the greediest function whose address is taken, and a stack whose size only the runtime decides
// REMARK-NEXT: help: with `virtual-call-bound=3` it becomes a choice among them
// REMARK-NEXT: remark: the call of a function pointer stays a call by pointer
// REMARK-NEXT: note: no function of its type has its address taken here
// REMARK-NEXT: note: LLVM then gives the kernel

// CHECK:       asptr.global constant @table in constant size 24 align 8 = <zero 24, at 0 @a, at 8 @b, at 16 @c>
asptr.global constant @table in constant size 24 align 8 = <zero 24, at 0 @a, at 8 @b, at 16 @c>
// CHECK:       asptr.global constant @vtable in constant size 32 align 8 = <zero 32, at 24 @a> {vtable}
asptr.global constant @vtable in constant size 32 align 8 = <zero 32, at 24 @a> {vtable}
// CHECK:       asptr.global constant @other in constant size 32 align 8 = <"0000000000000000000000000000000000000000000000000100000000000000"> {vtable}
asptr.global constant @other in constant size 32 align 8 = <zero 32, at 24 @d> {vtable}

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

// CHECK-LABEL: func.func @call
// CHECK-NEXT:    asptr.call_indirect
func.func @call(%f: !asptr.ptr<flat>, %x: i32) {
  asptr.call_indirect %f(%x) : !asptr.ptr<flat>, (i32) -> () loc("table.rs":7:5)
  func.return
}

// CHECK-LABEL: func.func @method
// CHECK-NEXT:    %[[A:.*]] = asptr.addressof @a : !asptr.ptr<flat>
// CHECK-NEXT:    %[[S:.*]] = asptr.cmp eq, %f, %[[A]] : !asptr.ptr<flat>
// CHECK-NEXT:    cf.cond_br %[[S]], ^[[ONE:.*]], ^[[TWO:.*]]
// CHECK-NEXT:  ^[[ONE]]:
// CHECK-NEXT:    func.call @a
// CHECK:       ^[[TWO]]:
// CHECK-NEXT:    func.call @d
func.func @method(%f: !asptr.ptr<flat>, %x: i32) {
  asptr.call_indirect %f(%x) {vtable_entry = 3 : i64} : !asptr.ptr<flat>, (i32) -> ()
  func.return
}

// CHECK-LABEL: func.func @stranger
// CHECK-NEXT:    asptr.call_indirect
func.func @stranger(%f: !asptr.ptr<flat>, %x: i64) {
  asptr.call_indirect %f(%x) : !asptr.ptr<flat>, (i64) -> ()
  func.return
}
