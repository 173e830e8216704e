// RUN: rusticle-opt %s -p 'resolve-virtual-calls{mode=indirect}' 2> %t.err | filecheck %s
// RUN: filecheck %s --input-file %t.err --check-prefix=REMARK
// RUN: rusticle-opt %s -p 'resolve-virtual-calls{mode=error}' --verify-diagnostics | filecheck %s --check-prefix=ERROR

// `indirect` changes nothing and says what it costs; `error` refuses each call.

// REMARK:      remark: the call of a function pointer is a call by pointer
// REMARK-NEXT:   --> table.rs:7:5
// REMARK-NEXT: note: it may call `a`, `b`, `c`, `d` and 1 more
// REMARK-NEXT: note: LLVM then gives the kernel the registers of the greediest function whose address is taken, and a stack whose size only the runtime decides
// REMARK-NEXT: remark: the call of a method is a call by pointer
// REMARK-NEXT: note: nothing in the module is of its type

// ERROR:      error: a function pointer is called, and calls by pointer are refused
// ERROR-NEXT:   --> table.rs:7:5
// ERROR-NEXT: note: `virtual-calls=error` was asked for
// ERROR-NEXT: help: use generics in place of `dyn` and `fn`, or let `virtual-calls=direct` resolve it
// ERROR-NEXT: error: a method of a trait object is called, and calls by pointer are refused

// CHECK:       at 0 @a, at 8 @b
asptr.global constant @table in constant size 40 align 8 = <zero 40, at 0 @a, at 8 @b, at 16 @c, at 24 @d, at 32 @e>

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

// CHECK-LABEL: func.func @call
// CHECK-NEXT:    asptr.call_indirect
// CHECK-NEXT:    asptr.call_indirect
func.func @call(%f: !asptr.ptr<flat>, %x: i32) {
  asptr.call_indirect %f(%x) : !asptr.ptr<flat>, (i32) -> () loc("table.rs":7:5)
  asptr.call_indirect %f(%x) {vtable_entry = 3 : i64} : !asptr.ptr<flat>, (i32) -> ()
  func.return
}
