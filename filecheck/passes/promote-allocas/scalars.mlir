// RUN: rusticle-opt %s -p promote-allocas | filecheck %s

// Locals that are loaded and stored become values, with block arguments where paths meet.

// CHECK-LABEL: func.func @stored_then_loaded
// CHECK-SAME:    (%{{.*}}: i32) -> i32 {
// CHECK-NEXT:    func.return %{{.*}} : i32
func.func @stored_then_loaded(%a: i32) -> i32 {
  %x = asptr.alloca size 4 align 4 : !asptr.ptr<private>
  asptr.store %a, %x align 4 : i32, !asptr.ptr<private>
  %b = asptr.load %x align 4 : !asptr.ptr<private> -> i32
  func.return %b : i32
}

// CHECK-LABEL: func.func @never_read
// CHECK-NEXT:    func.return
func.func @never_read(%a: i32) {
  %x = asptr.alloca size 4 align 4 : !asptr.ptr<private>
  asptr.store %a, %x align 4 : i32, !asptr.ptr<private>
  func.return
}

// CHECK-LABEL: func.func @read_before_written
// CHECK-SAME:    () -> i32 {
// CHECK-NEXT:    %[[U:.*]] = llvm.mlir.undef : i32
// CHECK-NEXT:    func.return %[[U]] : i32
func.func @read_before_written() -> i32 {
  %x = asptr.alloca size 4 align 4 : !asptr.ptr<private>
  %b = asptr.load %x align 4 : !asptr.ptr<private> -> i32
  func.return %b : i32
}

// Through flat it is the same memory.
// CHECK-LABEL: func.func @through_flat
// CHECK-SAME:    (%{{.*}}: f32) -> f32 {
// CHECK-NEXT:    func.return %{{.*}} : f32
func.func @through_flat(%a: f32) -> f32 {
  %x = asptr.alloca size 4 align 4 : !asptr.ptr<private>
  %f = asptr.cast %x : !asptr.ptr<private> -> !asptr.ptr<flat>
  asptr.store %a, %f align 4 : f32, !asptr.ptr<flat>
  %b = asptr.load %x align 4 : !asptr.ptr<private> -> f32
  func.return %b : f32
}

// CHECK-LABEL: func.func @diamond
// CHECK-SAME:    (%{{.*}}: i1, %[[A:.*]]: i32, %[[B:.*]]: i32) -> i32 {
// CHECK-NEXT:    cf.cond_br %{{.*}}, ^[[T:.*]], ^[[E:.*]]
// CHECK-NEXT:  ^[[T]]:
// CHECK-NEXT:    cf.br ^[[J:.*]](%[[A]] : i32)
// CHECK-NEXT:  ^[[E]]:
// CHECK-NEXT:    cf.br ^[[J]](%[[B]] : i32)
// CHECK-NEXT:  ^[[J]](%[[R:.*]]: i32):
// CHECK-NEXT:    func.return %[[R]] : i32
func.func @diamond(%c: i1, %a: i32, %b: i32) -> i32 {
  %x = asptr.alloca size 4 align 4 : !asptr.ptr<private>
  cf.cond_br %c, ^then, ^else
^then:
  asptr.store %a, %x align 4 : i32, !asptr.ptr<private>
  cf.br ^join
^else:
  asptr.store %b, %x align 4 : i32, !asptr.ptr<private>
  cf.br ^join
^join:
  %r = asptr.load %x align 4 : !asptr.ptr<private> -> i32
  func.return %r : i32
}

// Where paths meet but nobody reads, nothing is passed.
// CHECK-LABEL: func.func @dead_after_the_join
// CHECK:         cf.br ^[[J:[a-z0-9]+]]{{$}}
// CHECK:       ^[[J]]:
func.func @dead_after_the_join(%c: i1, %a: i32) -> i32 {
  %x = asptr.alloca size 4 align 4 : !asptr.ptr<private>
  asptr.store %a, %x align 4 : i32, !asptr.ptr<private>
  %r = asptr.load %x align 4 : !asptr.ptr<private> -> i32
  cf.cond_br %c, ^then, ^join
^then:
  asptr.store %r, %x align 4 : i32, !asptr.ptr<private>
  cf.br ^join
^join:
  func.return %r : i32
}

// CHECK-LABEL: func.func @loop
// CHECK-SAME:    (%[[N:.*]]: i32) -> i32 {
// CHECK-NEXT:    %[[Z:.*]] = arith.constant 0 : i32
// CHECK-NEXT:    %[[O:.*]] = arith.constant 1 : i32
// CHECK-NEXT:    cf.br ^[[H:.*]](%[[Z]] : i32)
// CHECK-NEXT:  ^[[H]](%[[I:.*]]: i32):
// CHECK-NEXT:    %[[J:.*]] = arith.addi %[[I]], %[[O]] : i32
// CHECK-NEXT:    %[[C:.*]] = arith.cmpi ult, %[[J]], %[[N]] : i32
// CHECK-NEXT:    cf.cond_br %[[C]], ^[[H]](%[[J]] : i32), ^[[D:.*]]
// CHECK-NEXT:  ^[[D]]:
// CHECK-NEXT:    func.return %[[J]] : i32
func.func @loop(%n: i32) -> i32 {
  %zero = arith.constant 0 : i32
  %one = arith.constant 1 : i32
  %x = asptr.alloca size 4 align 4 : !asptr.ptr<private>
  asptr.store %zero, %x align 4 : i32, !asptr.ptr<private>
  cf.br ^head
^head:
  %i = asptr.load %x align 4 : !asptr.ptr<private> -> i32
  %j = arith.addi %i, %one : i32
  asptr.store %j, %x align 4 : i32, !asptr.ptr<private>
  %c = arith.cmpi ult, %j, %n : i32
  cf.cond_br %c, ^head, ^done
^done:
  %r = asptr.load %x align 4 : !asptr.ptr<private> -> i32
  func.return %r : i32
}

// CHECK-LABEL: func.func @switch
// CHECK-SAME:    (%[[S:.*]]: i32, %[[A:.*]]: i32, %[[B:.*]]: i32)
// CHECK:         cf.switch %[[S]] : i32, [
// CHECK-NEXT:    default: ^[[J:.*]](%[[B]], %[[A]] : i32, i32),
// CHECK-NEXT:      1: ^[[ONE:.*]](%[[B]] : i32),
// CHECK-NEXT:      2: ^[[J]](%[[A]], %[[A]] : i32, i32)
// CHECK:       ^[[ONE]](%[[P:.*]]: i32):
// CHECK-NEXT:    cf.br ^[[J]](%[[P]], %[[P]] : i32, i32)
// CHECK-NEXT:  ^[[J]](%[[Q:.*]]: i32, %[[V:.*]]: i32):
// CHECK-NEXT:    %[[R:.*]] = arith.addi %[[Q]], %[[V]] : i32
func.func @switch(%s: i32, %a: i32, %b: i32) -> i32 {
  %x = asptr.alloca size 4 align 4 : !asptr.ptr<private>
  asptr.store %a, %x align 4 : i32, !asptr.ptr<private>
  cf.switch %s : i32, [
    default: ^join(%b : i32),
    1: ^one(%b : i32),
    2: ^join(%a : i32)
  ]
^one(%p: i32):
  asptr.store %p, %x align 4 : i32, !asptr.ptr<private>
  cf.br ^join(%p : i32)
^join(%q: i32):
  %v = asptr.load %x align 4 : !asptr.ptr<private> -> i32
  %r = arith.addi %q, %v : i32
  func.return %r : i32
}

// The switch of wide integers.
// CHECK-LABEL: func.func @wide_switch
// CHECK-SAME:    (%[[S:.*]]: i128, %[[A:.*]]: i32, %[[B:.*]]: i32)
// CHECK:         llvm.switch %[[S]] : i128, ^[[J:.*]](%[[A]] : i32) [
// CHECK-NEXT:      5: ^[[F:[a-z0-9]+]]{{$}}
// CHECK:         cf.br ^[[J]](%[[B]] : i32)
func.func @wide_switch(%s: i128, %a: i32, %b: i32) -> i32 {
  %x = asptr.alloca size 4 align 4 : !asptr.ptr<private>
  asptr.store %a, %x align 4 : i32, !asptr.ptr<private>
  llvm.switch %s : i128, ^join [
    5: ^five
  ]
^five:
  asptr.store %b, %x align 4 : i32, !asptr.ptr<private>
  cf.br ^join
^join:
  %v = asptr.load %x align 4 : !asptr.ptr<private> -> i32
  func.return %v : i32
}

// What no branch leads to has no say, and no undefined operands either.
// CHECK-LABEL: func.func @unreachable
// CHECK-SAME:    (%[[A:.*]]: i32, %{{.*}}: i1) -> i32 {
// CHECK-NEXT:    %[[U:.*]] = llvm.mlir.undef : i32
// CHECK:         cf.cond_br %{{.*}}, ^[[T:.*]], ^[[J:.*]](%[[A]] : i32)
// CHECK:       ^{{.*}}:
// CHECK:         cf.br ^[[J]](%[[U]] : i32)
func.func @unreachable(%a: i32, %c: i1) -> i32 {
  %x = asptr.alloca size 4 align 4 : !asptr.ptr<private>
  %b = arith.addi %a, %a : i32
  asptr.store %a, %x align 4 : i32, !asptr.ptr<private>
  cf.cond_br %c, ^then, ^join
^then:
  asptr.store %b, %x align 4 : i32, !asptr.ptr<private>
  cf.br ^join
^nowhere:
  %n = asptr.load %x align 4 : !asptr.ptr<private> -> i32
  asptr.store %n, %x align 4 : i32, !asptr.ptr<private>
  cf.br ^join
^join:
  %v = asptr.load %x align 4 : !asptr.ptr<private> -> i32
  func.return %v : i32
}

// A lifetime that starts again starts undefined: nothing goes around the loop.
// CHECK-LABEL: func.func @lifetime
// CHECK:         cf.br ^[[H:[a-z0-9]+]]{{$}}
// CHECK-NOT:     asptr.lifetime
func.func @lifetime(%c: i1, %d: i1, %a: i32) -> i32 {
  %x = asptr.alloca size 4 align 4 : !asptr.ptr<private>
  cf.br ^head
^head:
  asptr.lifetime_start %x : !asptr.ptr<private>
  cf.cond_br %c, ^then, ^join
^then:
  asptr.store %a, %x align 4 : i32, !asptr.ptr<private>
  cf.br ^join
^join:
  %v = asptr.load %x align 4 : !asptr.ptr<private> -> i32
  asptr.lifetime_end %x : !asptr.ptr<private>
  cf.cond_br %d, ^head, ^done
^done:
  func.return %v : i32
}

// Kernels have locals too.
// CHECK-LABEL: hsa.kernel @kernel
// CHECK-NOT:     asptr.alloca
hsa.kernel @kernel(%p: !asptr.ptr<global>) {
  %x = asptr.alloca size 8 align 8 : !asptr.ptr<private>
  asptr.store %p, %x align 8 : !asptr.ptr<global>, !asptr.ptr<private>
  %q = asptr.load %x align 8 : !asptr.ptr<private> -> !asptr.ptr<global>
  %v = asptr.load %q align 4 : !asptr.ptr<global> -> i32
  hsa.return
}
