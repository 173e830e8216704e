// RUN: rusticle-opt %s -p promote-allocas | filecheck %s

// Aggregates are divided where their fields are; copies are a matter of names.

// CHECK-LABEL: func.func @fat_pointer
// CHECK-SAME:    (%[[P:.*]]: !asptr.ptr<flat>, %{{.*}}: i64) -> i64 {
// CHECK-NEXT:    %[[V:.*]] = asptr.load %[[P]] align 8
// CHECK-NEXT:    func.return %[[V]]
func.func @fat_pointer(%p: !asptr.ptr<flat>, %n: i64) -> i64 {
  %x = asptr.alloca size 16 align 8 : !asptr.ptr<private>
  asptr.store %p, %x align 8 : !asptr.ptr<flat>, !asptr.ptr<private>
  %1 = asptr.displace %x by 8 : !asptr.ptr<private>
  asptr.store %n, %1 align 8 : i64, !asptr.ptr<private>
  %q = asptr.load %x align 8 : !asptr.ptr<private> -> !asptr.ptr<flat>
  %v = asptr.load %q align 8 : !asptr.ptr<flat> -> i64
  func.return %v : i64
}

// An offset by a constant is known as well as a displacement.
// CHECK-LABEL: func.func @constant_index
// CHECK-SAME:    (%[[A:.*]]: i32, %{{.*}}: i32) -> i32 {
// CHECK-NEXT:    func.return %[[A]] : i32
func.func @constant_index(%a: i32, %b: i32) -> i32 {
  %two = arith.constant 2 : i64
  %x = asptr.alloca size 16 align 4 : !asptr.ptr<private>
  %1 = asptr.displace %x by 8 : !asptr.ptr<private>
  asptr.store %a, %1 align 4 : i32, !asptr.ptr<private>
  asptr.store %b, %x align 4 : i32, !asptr.ptr<private>
  %2 = asptr.offset %x[%two] stride 4 : !asptr.ptr<private>
  %v = asptr.load %2 align 4 : !asptr.ptr<private> -> i32
  func.return %v : i32
}

// Moved twice, and read where it ended up. Types come along: no pointer is made from an integer.
// CHECK-LABEL: func.func @moved
// CHECK-SAME:    (%[[P:.*]]: !asptr.ptr<flat>, %{{.*}}: i32) -> i32 {
// CHECK-NEXT:    %[[V:.*]] = asptr.load %[[P]] align 4
// CHECK-NEXT:    func.return %[[V]] : i32
func.func @moved(%p: !asptr.ptr<flat>, %a: i32) -> i32 {
  %n = arith.constant 16 : i64
  %x = asptr.alloca size 16 align 8 : !asptr.ptr<private>
  %y = asptr.alloca size 16 align 8 : !asptr.ptr<private>
  %z = asptr.alloca size 16 align 8 : !asptr.ptr<private>
  asptr.store %p, %x align 8 : !asptr.ptr<flat>, !asptr.ptr<private>
  asptr.copy %y align 8, %x align 8, %n : !asptr.ptr<private>, !asptr.ptr<private>
  asptr.copy %z align 8, %y align 8, %n : !asptr.ptr<private>, !asptr.ptr<private>
  %q = asptr.load %z align 8 : !asptr.ptr<private> -> !asptr.ptr<flat>
  %v = asptr.load %q align 4 : !asptr.ptr<flat> -> i32
  func.return %v : i32
}

// From other memory only what is needed is loaded; to other memory all that was written is stored,
// each aligned as is known.
// CHECK-LABEL: func.func @from_and_to_elsewhere
// CHECK-SAME:    (%[[D:.*]]: !asptr.ptr<global>, %[[S:.*]]: !asptr.ptr<global>) -> i32 {
// CHECK-NEXT:    %[[S4:.*]] = asptr.displace %[[S]] by 4
// CHECK-NEXT:    %[[A:.*]] = asptr.load %[[S4]] align 4 : !asptr.ptr<global> -> i32
// CHECK-NEXT:    %[[C:.*]] = arith.constant 7 : i8
// CHECK-NEXT:    %[[D2:.*]] = asptr.displace %[[D]] by 2
// CHECK-NEXT:    asptr.store %[[C]], %[[D2]] align 2 : i8, !asptr.ptr<global>
// CHECK-NEXT:    func.return %[[A]] : i32
func.func @from_and_to_elsewhere(%d: !asptr.ptr<global>, %s: !asptr.ptr<global>) -> i32 {
  %n = arith.constant 8 : i64
  %x = asptr.alloca size 8 align 4 : !asptr.ptr<private>
  asptr.copy %x align 4, %s align 8, %n : !asptr.ptr<private>, !asptr.ptr<global>
  %1 = asptr.displace %x by 4 : !asptr.ptr<private>
  %v = asptr.load %1 align 4 : !asptr.ptr<private> -> i32
  %y = asptr.alloca size 8 align 4 : !asptr.ptr<private>
  %c = arith.constant 7 : i8
  %2 = asptr.displace %y by 2 : !asptr.ptr<private>
  asptr.store %c, %2 align 2 : i8, !asptr.ptr<private>
  asptr.copy %d align 4, %y align 4, %n : !asptr.ptr<global>, !asptr.ptr<private>
  func.return %v : i32
}

// What only passes through stays in memory; the pointer beside it does not.
// CHECK-LABEL: func.func @passes_through
// CHECK-SAME:    (%[[D:.*]]: !asptr.ptr<flat>, %[[S:.*]]: !asptr.ptr<flat>) -> i32 {
// CHECK:         %[[X:.*]] = asptr.alloca size 40 align 8
// CHECK-NEXT:    %[[X8:.*]] = asptr.displace %[[X]] by 8
// CHECK-NEXT:    %[[S8:.*]] = asptr.displace %[[S]] by 8
// CHECK-NEXT:    %[[N:.*]] = arith.constant 32 : i64
// CHECK-NEXT:    asptr.copy %[[X8]] align 8, %[[S8]] align 8, %[[N]]
// CHECK-NEXT:    %[[Q:.*]] = asptr.load %[[S]] align 8 : !asptr.ptr<flat> -> !asptr.ptr<flat>
// CHECK-NEXT:    %[[V:.*]] = asptr.load %[[Q]] align 4
// CHECK-NEXT:    %[[D8:.*]] = asptr.displace %[[D]] by 8
// CHECK-NEXT:    %[[X8A:.*]] = asptr.displace %[[X]] by 8
// CHECK-NEXT:    %[[M:.*]] = arith.constant 32 : i64
// CHECK-NEXT:    asptr.copy %[[D8]] align 8, %[[X8A]] align 8, %[[M]]
// CHECK-NEXT:    asptr.store %[[Q]], %[[D]] align 8
// CHECK-NEXT:    func.return %[[V]] : i32
func.func @passes_through(%d: !asptr.ptr<flat>, %s: !asptr.ptr<flat>) -> i32 {
  %n = arith.constant 40 : i64
  %x = asptr.alloca size 40 align 8 : !asptr.ptr<private>
  asptr.copy %x align 8, %s align 8, %n : !asptr.ptr<private>, !asptr.ptr<flat>
  %q = asptr.load %x align 8 : !asptr.ptr<private> -> !asptr.ptr<flat>
  %v = asptr.load %q align 4 : !asptr.ptr<flat> -> i32
  asptr.copy %d align 8, %x align 8, %n : !asptr.ptr<flat>, !asptr.ptr<private>
  func.return %v : i32
}

// A local that is residue and nothing else is left as it was.
// CHECK-LABEL: func.func @only_passes_through
// CHECK:         asptr.copy
// CHECK:         asptr.copy
func.func @only_passes_through(%d: !asptr.ptr<flat>, %s: !asptr.ptr<flat>) {
  %n = arith.constant 24 : i64
  %x = asptr.alloca size 24 align 8 : !asptr.ptr<private>
  asptr.copy %x align 8, %s align 8, %n : !asptr.ptr<private>, !asptr.ptr<flat>
  asptr.copy %d align 8, %x align 8, %n : !asptr.ptr<flat>, !asptr.ptr<private>
  func.return
}

// Filled, part of it read, and passed on: the rest is filled in memory.
// CHECK-LABEL: func.func @filled
// CHECK:         %[[B:.*]] = arith.constant 16843009 : i32
// CHECK:         asptr.fill %{{.*}} align 4, %{{.*}}, %{{.*}} : !asptr.ptr<private>
// CHECK:         asptr.copy overlapping %{{.*}} align 4, %{{.*}} align 4
// CHECK-NEXT:    asptr.store %[[B]], %{{.*}} align 8
// CHECK-NEXT:    func.return %[[B]] : i32
func.func @filled(%d: !asptr.ptr<flat>) -> i32 {
  %n = arith.constant 12 : i64
  %one = arith.constant 1 : i8
  %x = asptr.alloca size 12 align 8 : !asptr.ptr<private>
  asptr.fill %x align 8, %one, %n : !asptr.ptr<private>
  %v = asptr.load %x align 4 : !asptr.ptr<private> -> i32
  asptr.copy overlapping %d align 8, %x align 8, %n : !asptr.ptr<flat>, !asptr.ptr<private>
  func.return %v : i32
}

// A local whose address was in another local comes next, once that one is gone.
// CHECK-LABEL: func.func @by_reference
// CHECK-SAME:    (%[[A:.*]]: i32) -> i32 {
// CHECK-NEXT:    func.return %[[A]] : i32
func.func @by_reference(%a: i32) -> i32 {
  %x = asptr.alloca size 4 align 4 : !asptr.ptr<private>
  %closure = asptr.alloca size 8 align 8 : !asptr.ptr<private>
  %r = asptr.cast %x : !asptr.ptr<private> -> !asptr.ptr<flat>
  asptr.store %r, %closure align 8 : !asptr.ptr<flat>, !asptr.ptr<private>
  asptr.store %a, %x align 4 : i32, !asptr.ptr<private>
  %s = asptr.load %closure align 8 : !asptr.ptr<private> -> !asptr.ptr<flat>
  %v = asptr.load %s align 4 : !asptr.ptr<flat> -> i32
  func.return %v : i32
}

// A copy of a local onto itself does nothing.
// CHECK-LABEL: func.func @onto_itself
// CHECK-SAME:    (%[[A:.*]]: i32) -> i32 {
// CHECK-NEXT:    func.return %[[A]] : i32
func.func @onto_itself(%a: i32) -> i32 {
  %n = arith.constant 4 : i64
  %x = asptr.alloca size 4 align 4 : !asptr.ptr<private>
  %y = asptr.cast %x : !asptr.ptr<private> -> !asptr.ptr<flat>
  asptr.store %a, %x align 4 : i32, !asptr.ptr<private>
  asptr.copy %x align 4, %y align 4, %n : !asptr.ptr<private>, !asptr.ptr<flat>
  %v = asptr.load %x align 4 : !asptr.ptr<private> -> i32
  func.return %v : i32
}
