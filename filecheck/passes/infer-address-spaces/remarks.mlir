// RUN: rusticle-opt %s -p 'infer-address-spaces{remarks=true}' -o /dev/null 2>&1 | filecheck %s --strict-whitespace --match-full-lines

asptr.global linkage(internal) @tile in local size 64 align 8

hsa.kernel @mixed(%p: !asptr.ptr<flat>, %c: i1) {
  %l = asptr.addressof @tile : !asptr.ptr<local>
  %lf = asptr.cast %l : !asptr.ptr<local> -> !asptr.ptr<flat>
  %r = arith.select %c, %p, %lf : !asptr.ptr<flat>
//      CHECK:remark: this access is flat: its pointer may point to `global` or `local` memory
// CHECK-NEXT:  --> a.rs:1:2
// CHECK-NEXT:note: `global`: memory of the host
// CHECK-NEXT:note: `local`: global `tile`
  %v = asptr.load %r align 4 : !asptr.ptr<flat> -> i32 loc("a.rs":1:2)
  hsa.return
}

hsa.kernel @in_a_buffer(%p: !asptr.ptr<flat>) {
  %q = asptr.load %p align 8 : !asptr.ptr<flat> -> !asptr.ptr<flat> loc("a.rs":3:4)
// CHECK-NEXT:remark: this access is flat: its pointer may point to any memory
// CHECK-NEXT:  --> a.rs:5:6
// CHECK-NEXT:note: it is read from memory of the host, at a.rs:3:4
// CHECK-NEXT:help: `assume-global-pointees` takes it to point to global memory
  %v = asptr.load %q align 4 : !asptr.ptr<flat> -> i32 loc("a.rs":5:6)
  hsa.return
}

hsa.kernel @integer(%a: i64) {
  %q = asptr.inttoptr %a : i64 -> !asptr.ptr<flat> loc("a.rs":7:8)
// CHECK-NEXT:remark: this access is flat: its pointer may point to any memory
// CHECK-NEXT:  --> a.rs:9:10
// CHECK-NEXT:note: it is made from an integer, at a.rs:7:8
  %v = asptr.load %q align 4 : !asptr.ptr<flat> -> i32 loc("a.rs":9:10)
  hsa.return
}

func.func @public(%p: !asptr.ptr<flat>) {
// CHECK-NEXT:remark: this access is flat: its pointer may point to any memory
// CHECK-NEXT:  --> a.rs:11:12
// CHECK-NEXT:note: it is an argument of `public`, which other code may call
  %v = asptr.load %p align 4 : !asptr.ptr<flat> -> i32 loc("a.rs":11:12)
  func.return
}

func.func private @foreign(!asptr.ptr<flat>) -> !asptr.ptr<flat>
hsa.kernel @foreign_result(%p: !asptr.ptr<flat>, %b: i8, %n: i64) {
  %x = asptr.alloca size 8 align 8 name "x" : !asptr.ptr<private> loc("a.rs":13:14)
  %xf = asptr.cast %x : !asptr.ptr<private> -> !asptr.ptr<flat>
  asptr.store %p, %xf align 8 : !asptr.ptr<flat>, !asptr.ptr<flat>
  %r = func.call @foreign(%xf) : (!asptr.ptr<flat>) -> !asptr.ptr<flat> loc("a.rs":15:16)
// CHECK-NEXT:remark: this access is flat: its pointer may point to any memory
// CHECK-NEXT:  --> a.rs:17:18
// CHECK-NEXT:note: `foreign` returns it, at a.rs:15:16
  asptr.store %r, %r align 8 : !asptr.ptr<flat>, !asptr.ptr<flat> loc("a.rs":17:18)
  %q = asptr.load %xf align 8 : !asptr.ptr<flat> -> !asptr.ptr<flat> loc("a.rs":19:20)
// CHECK-NEXT:remark: this access is flat: its pointer may point to any memory
// CHECK-NEXT:  --> a.rs:21:22
// CHECK-NEXT:note: it is read from local `x`, at a.rs:13:14, whose address other code may have, at a.rs:19:20
  %v = asptr.load %q align 4 : !asptr.ptr<flat> -> i32 loc("a.rs":21:22)
  %u = asptr.load %r align 8 : !asptr.ptr<flat> -> !asptr.ptr<flat> loc("a.rs":17:18)
// CHECK-NEXT:remark: this access is flat: its pointer may point to any memory
// CHECK-NEXT:  --> a.rs:23:24
// CHECK-NEXT:note: it is read from memory of which nothing is known, at a.rs:17:18
  asptr.fill %u align 1, %b, %n : !asptr.ptr<flat> loc("a.rs":23:24)
  hsa.return
}
