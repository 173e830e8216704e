// RUN: rusticle-opt %s -p promote-allocas | filecheck %s

// The same bytes seen as different things.

// CHECK-LABEL: func.func @as_float
// CHECK-SAME:    (%[[A:.*]]: i32) -> f32 {
// CHECK-NEXT:    %[[F:.*]] = arith.bitcast %[[A]] : i32 to f32
// CHECK-NEXT:    func.return %[[F]] : f32
func.func @as_float(%a: i32) -> f32 {
  %x = asptr.alloca size 4 align 4 : !asptr.ptr<private>
  asptr.store %a, %x align 4 : i32, !asptr.ptr<private>
  %f = asptr.load %x align 4 : !asptr.ptr<private> -> f32
  func.return %f : f32
}

// CHECK-LABEL: func.func @as_vector
// CHECK-SAME:    (%[[A:.*]]: f64) -> vector<2xi32> {
// CHECK-NEXT:    %[[I:.*]] = arith.bitcast %[[A]] : f64 to i64
// CHECK-NEXT:    %[[V:.*]] = llvm.bitcast %[[I]] : i64 to vector<2xi32>
// CHECK-NEXT:    func.return %[[V]]
func.func @as_vector(%a: f64) -> vector<2xi32> {
  %x = asptr.alloca size 8 align 8 : !asptr.ptr<private>
  asptr.store %a, %x align 8 : f64, !asptr.ptr<private>
  %v = asptr.load %x align 8 : !asptr.ptr<private> -> vector<2xi32>
  func.return %v : vector<2xi32>
}

// A pointer stays one as long as it can: the variable is a pointer, not an integer.
// CHECK-LABEL: func.func @pointer_or_integer
// CHECK-SAME:    (%[[C:.*]]: i1, %[[P:.*]]: !asptr.ptr<flat>, %[[N:.*]]: i64) -> !asptr.ptr<flat> {
// CHECK-NEXT:    cf.cond_br %[[C]], ^[[T:.*]], ^[[J:.*]](%[[P]] : !asptr.ptr<flat>)
// CHECK-NEXT:  ^[[T]]:
// CHECK-NEXT:    %[[Q:.*]] = asptr.inttoptr %[[N]] : i64 -> !asptr.ptr<flat>
// CHECK-NEXT:    cf.br ^[[J]](%[[Q]] : !asptr.ptr<flat>)
func.func @pointer_or_integer(%c: i1, %p: !asptr.ptr<flat>, %n: i64) -> !asptr.ptr<flat> {
  %x = asptr.alloca size 8 align 8 : !asptr.ptr<private>
  asptr.store %p, %x align 8 : !asptr.ptr<flat>, !asptr.ptr<private>
  cf.cond_br %c, ^then, ^join
^then:
  asptr.store %n, %x align 8 : i64, !asptr.ptr<private>
  cf.br ^join
^join:
  %q = asptr.load %x align 8 : !asptr.ptr<private> -> !asptr.ptr<flat>
  func.return %q : !asptr.ptr<flat>
}

// CHECK-LABEL: func.func @zeroed
// CHECK-SAME:    () -> !asptr.ptr<flat> {
// CHECK:         %[[N:.*]] = asptr.null : !asptr.ptr<flat>
// CHECK-NEXT:    func.return %[[N]]
func.func @zeroed() -> !asptr.ptr<flat> {
  %n = arith.constant 8 : i64
  %zero = arith.constant 0 : i8
  %x = asptr.alloca size 8 align 8 : !asptr.ptr<private>
  asptr.fill %x align 8, %zero, %n : !asptr.ptr<private>
  %q = asptr.load %x align 8 : !asptr.ptr<private> -> !asptr.ptr<flat>
  func.return %q : !asptr.ptr<flat>
}

// CHECK-LABEL: func.func @filled_with
// CHECK-SAME:    (%[[B:.*]]: i8) -> i32 {
// CHECK-NEXT:    %[[W:.*]] = arith.extui %[[B]] : i8 to i32
// CHECK-NEXT:    %[[ONES:.*]] = arith.constant 16843009 : i32
// CHECK-NEXT:    %[[V:.*]] = arith.muli %[[W]], %[[ONES]] : i32
// CHECK-NEXT:    func.return %[[V]] : i32
func.func @filled_with(%b: i8) -> i32 {
  %n = arith.constant 4 : i64
  %x = asptr.alloca size 4 align 4 : !asptr.ptr<private>
  asptr.fill %x align 4, %b, %n : !asptr.ptr<private>
  %v = asptr.load %x align 4 : !asptr.ptr<private> -> i32
  func.return %v : i32
}

// Written whole, read in parts.
// CHECK-LABEL: func.func @high_half
// CHECK-SAME:    (%[[A:.*]]: i32) -> i16 {
// CHECK-NEXT:    %[[N:.*]] = arith.constant 16 : i32
// CHECK-NEXT:    %[[S:.*]] = arith.shrui %[[A]], %[[N]] : i32
// CHECK-NEXT:    %[[H:.*]] = arith.trunci %[[S]] : i32 to i16
// CHECK-NEXT:    func.return %[[H]] : i16
func.func @high_half(%a: i32) -> i16 {
  %x = asptr.alloca size 4 align 4 : !asptr.ptr<private>
  asptr.store %a, %x align 4 : i32, !asptr.ptr<private>
  %1 = asptr.displace %x by 2 : !asptr.ptr<private>
  %h = asptr.load %1 align 2 : !asptr.ptr<private> -> i16
  func.return %h : i16
}

// Written in parts, read whole.
// CHECK-LABEL: func.func @put_together
// CHECK-SAME:    (%[[A:.*]]: i16, %[[B:.*]]: i16) -> f32 {
// CHECK-NEXT:    %[[LOW:.*]] = arith.extui %[[A]] : i16 to i32
// CHECK-NEXT:    %[[H:.*]] = arith.extui %[[B]] : i16 to i32
// CHECK-NEXT:    %[[N:.*]] = arith.constant 16 : i32
// CHECK-NEXT:    %[[HIGH:.*]] = arith.shli %[[H]], %[[N]] : i32
// CHECK-NEXT:    %[[W:.*]] = arith.ori %[[LOW]], %[[HIGH]] : i32
// CHECK-NEXT:    %[[F:.*]] = arith.bitcast %[[W]] : i32 to f32
// CHECK-NEXT:    func.return %[[F]] : f32
func.func @put_together(%a: i16, %b: i16) -> f32 {
  %x = asptr.alloca size 4 align 4 : !asptr.ptr<private>
  %1 = asptr.displace %x by 2 : !asptr.ptr<private>
  asptr.store %a, %x align 4 : i16, !asptr.ptr<private>
  asptr.store %b, %1 align 2 : i16, !asptr.ptr<private>
  %f = asptr.load %x align 4 : !asptr.ptr<private> -> f32
  func.return %f : f32
}

// Written and read whole, and changed in part: one variable, of which a part is replaced. The part
// is frozen, since poison would spoil the rest.
// CHECK-LABEL: func.func @changed
// CHECK-SAME:    (%[[A:.*]]: i32, %[[B:.*]]: i8) -> i32 {
// CHECK-NEXT:    %[[P:.*]] = llvm.freeze %[[B]] : i8
// CHECK-NEXT:    %[[M:.*]] = arith.constant -65281 : i32
// CHECK-NEXT:    %[[K:.*]] = arith.andi %[[A]], %[[M]] : i32
// CHECK-NEXT:    %[[W:.*]] = arith.extui %[[P]] : i8 to i32
// CHECK-NEXT:    %[[N:.*]] = arith.constant 8 : i32
// CHECK-NEXT:    %[[S:.*]] = arith.shli %[[W]], %[[N]] : i32
// CHECK-NEXT:    %[[R:.*]] = arith.ori %[[K]], %[[S]] : i32
// CHECK-NEXT:    func.return %[[R]] : i32
func.func @changed(%a: i32, %b: i8) -> i32 {
  %x = asptr.alloca size 4 align 4 : !asptr.ptr<private>
  asptr.store %a, %x align 4 : i32, !asptr.ptr<private>
  %1 = asptr.displace %x by 1 : !asptr.ptr<private>
  asptr.store %b, %1 align 1 : i8, !asptr.ptr<private>
  %v = asptr.load %x align 4 : !asptr.ptr<private> -> i32
  func.return %v : i32
}

// An enum that holds a `u64` here and two `u32` there, moved: each half is a variable.
// CHECK-LABEL: func.func @payloads
// CHECK-SAME:    (%[[A:.*]]: i64) -> i32 {
// CHECK-NEXT:    %[[N:.*]] = arith.constant 32 : i64
// CHECK-NEXT:    %[[S:.*]] = arith.shrui %[[A]], %[[N]] : i64
// CHECK-NEXT:    %[[H:.*]] = arith.trunci %[[S]] : i64 to i32
// CHECK-NEXT:    func.return %[[H]] : i32
func.func @payloads(%a: i64) -> i32 {
  %n = arith.constant 16 : i64
  %x = asptr.alloca size 16 align 8 : !asptr.ptr<private>
  %y = asptr.alloca size 16 align 8 : !asptr.ptr<private>
  %1 = asptr.displace %x by 8 : !asptr.ptr<private>
  asptr.store %a, %1 align 8 : i64, !asptr.ptr<private>
  asptr.copy %y align 8, %x align 8, %n : !asptr.ptr<private>, !asptr.ptr<private>
  %2 = asptr.displace %y by 12 : !asptr.ptr<private>
  %v = asptr.load %2 align 4 : !asptr.ptr<private> -> i32
  func.return %v : i32
}

// Half of it never written: the other half is still what it was.
// CHECK-LABEL: func.func @half_undefined
// CHECK-SAME:    (%[[A:.*]]: i32) -> i64 {
// CHECK:         %[[U:.*]] = llvm.mlir.undef : i32
// CHECK:         %[[L:.*]] = arith.extui %[[A]] : i32 to i64
// CHECK:         %[[H:.*]] = arith.extui %[[U]] : i32 to i64
// CHECK:         arith.ori %[[L]]
func.func @half_undefined(%a: i32) -> i64 {
  %x = asptr.alloca size 8 align 8 : !asptr.ptr<private>
  asptr.store %a, %x align 8 : i32, !asptr.ptr<private>
  %v = asptr.load %x align 8 : !asptr.ptr<private> -> i64
  func.return %v : i64
}
