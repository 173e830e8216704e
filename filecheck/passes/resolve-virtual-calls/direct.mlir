// RUN: rusticle-opt %s -p resolve-virtual-calls --split-input-file --verify-diagnostics | filecheck %s

// The targets of a call through a vtable are what vtables have in that entry, with the call's type;
// addresses become numbers, in the order of the functions.

// CHECK:       asptr.global constant @circles in constant size 32 align 8 = <"0000000000000000040000000000000004000000000000000200000000000000"> {vtable}
asptr.global constant @circles in constant size 32 align 8 = <"0000000000000000040000000000000004000000000000000000000000000000", at 24 @circle> {vtable}
// CHECK:       asptr.global constant @squares in constant size 32 align 8 = <"0100000000000000080000000000000004000000000000000300000000000000"> {vtable}
asptr.global constant @squares in constant size 32 align 8 = <"0000000000000000080000000000000004000000000000000000000000000000", at 0 @drop, at 24 @square> {vtable}

func.func private @drop(%p: !asptr.ptr<flat>) {
  func.return
}
func.func private @circle(%p: !asptr.ptr<flat>) -> f32 {
  %r = asptr.load %p align 4 : !asptr.ptr<flat> -> f32
  func.return %r : f32
}
func.func private @square(%p: !asptr.ptr<flat>) -> f32 {
  %r = asptr.load %p align 4 : !asptr.ptr<flat> -> f32
  func.return %r : f32
}

// CHECK-LABEL: func.func @area(%p: !asptr.ptr<flat>, %vtable: !asptr.ptr<flat>) -> f32 {
// CHECK:         %f = asptr.load
// CHECK-NEXT:    %[[N:.*]] = asptr.ptrtoint %f : !asptr.ptr<flat> -> i32
// CHECK-NEXT:    cf.switch %[[N]] : i32, [
// CHECK-NEXT:      default: ^[[SQUARE:.*]],
// CHECK-NEXT:      2: ^[[CIRCLE:.*]]
// CHECK-NEXT:    ]
// CHECK-NEXT:  ^[[CIRCLE]]:
// CHECK-NEXT:    %[[A:.*]] = func.call @circle(%p) : (!asptr.ptr<flat>) -> f32
// CHECK-NEXT:    cf.br ^[[REST:.*]](%[[A]] : f32)
// CHECK-NEXT:  ^[[SQUARE]]:
// CHECK-NEXT:    %[[B:.*]] = func.call @square(%p) : (!asptr.ptr<flat>) -> f32
// CHECK-NEXT:    cf.br ^[[REST]](%[[B]] : f32)
// CHECK-NEXT:  ^[[REST]](%[[R:.*]]: f32):
// CHECK-NEXT:    func.return %[[R]] : f32
func.func @area(%p: !asptr.ptr<flat>, %vtable: !asptr.ptr<flat>) -> f32 {
  %e = asptr.displace %vtable by 24 : !asptr.ptr<flat>
  %f = asptr.load %e align 8 : !asptr.ptr<flat> -> !asptr.ptr<flat>
  %r = asptr.call_indirect %f(%p) {vtable_entry = 3 : i64} : !asptr.ptr<flat>, (!asptr.ptr<flat>) -> f32
  func.return %r : f32
}

// Drop glue is entry 0: one function, so there is nothing to choose.
// CHECK-LABEL: func.func @drop_it
// CHECK-NEXT:    func.call @drop(%p) : (!asptr.ptr<flat>) -> ()
// CHECK-NEXT:    func.return
func.func @drop_it(%p: !asptr.ptr<flat>, %f: !asptr.ptr<flat>) {
  asptr.call_indirect %f(%p) {vtable_entry = 0 : i64} : !asptr.ptr<flat>, (!asptr.ptr<flat>) -> ()
  func.return
}

// Entry 4 is vacant in every vtable: control cannot get there.
// CHECK-LABEL: func.func @nobody
// CHECK-NEXT:    hsa.trap kind "virtual_call" message "a method that no type in this module has"
// CHECK-NEXT:    ub.unreachable
func.func @nobody(%p: !asptr.ptr<flat>, %f: !asptr.ptr<flat>) {
  asptr.call_indirect %f(%p) {vtable_entry = 4 : i64} : !asptr.ptr<flat>, (!asptr.ptr<flat>) -> ()
  func.return
}

// -----

// A function pointer may be any function of its type whose address is taken, but not one that only
// vtables have.

// CHECK:       asptr.global constant @table in constant size 16 align 8 = <"01000000000000000200000000000000">
asptr.global constant @table in constant size 16 align 8 = <zero 16, at 0 @one, at 8 @two>
// CHECK:       asptr.global constant @vtable in constant size 32 align 8 = <"0000000000000000000000000000000000000000000000000400000000000000"> {vtable}
asptr.global constant @vtable in constant size 32 align 8 = <zero 32, at 24 @method> {vtable}

func.func private @one(%x: i32) -> (i32, i32) {
  func.return %x, %x : i32, i32
}
func.func private @two(%x: i32) -> (i32, i32) {
  func.return %x, %x : i32, i32
}
func.func private @other(%x: i32) -> i32 {
  func.return %x : i32
}
func.func private @method(%x: i32) -> (i32, i32) {
  func.return %x, %x : i32, i32
}

// CHECK-LABEL: func.func @pick
// CHECK:         cf.switch
// CHECK-NEXT:      default: ^[[TWO:.*]],
// CHECK-NEXT:      1: ^[[ONE:.*]]
// CHECK:       ^[[ONE]]:
// CHECK-NEXT:    %{{.*}}, %{{.*}} = func.call @one(%x) : (i32) -> (i32, i32)
// CHECK:       ^[[TWO]]:
// CHECK-NEXT:    %{{.*}}, %{{.*}} = func.call @two(%x) : (i32) -> (i32, i32)
// CHECK-NOT:     func.call @method
func.func @pick(%f: !asptr.ptr<flat>, %x: i32) -> (i32, i32) {
  %r:2 = asptr.call_indirect %f(%x) : !asptr.ptr<flat>, (i32) -> (i32, i32)
  func.return %r#0, %r#1 : i32, i32
}

// Comparing, storing and testing function pointers works on the numbers.
// CHECK-LABEL: func.func @other_address
// CHECK-NEXT:    %[[N:.*]] = arith.constant 3 : i64
// CHECK-NEXT:    %[[F:.*]] = asptr.inttoptr %[[N]] : i64 -> !asptr.ptr<flat>
// CHECK-NEXT:    asptr.cmp eq, %[[F]], %f
func.func @other_address(%f: !asptr.ptr<flat>) -> i1 {
  %o = asptr.addressof @other : !asptr.ptr<flat>
  %r = asptr.cmp eq, %o, %f : !asptr.ptr<flat>
  func.return %r : i1
}

// -----

// Without calls by pointer addresses stay what they are.

func.func private @taken() {
  func.return
}
// CHECK-LABEL: func.func @no_calls
// CHECK-NEXT:    asptr.addressof @taken
func.func @no_calls() -> !asptr.ptr<flat> {
  %f = asptr.addressof @taken : !asptr.ptr<flat>
  func.return %f : !asptr.ptr<flat>
}
