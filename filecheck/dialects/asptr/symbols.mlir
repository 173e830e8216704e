// RUN: rusticle-opt %s | rusticle-opt | filecheck %s
// RUN: rusticle-opt %s --print-op-generic | rusticle-opt | filecheck %s

// CHECK: asptr.global @counter in global size 4 align 4 = <zero 4>
asptr.global @counter in global size 4 align 4 = <zero 4>
// CHECK: asptr.global constant linkage(private) @text in constant size 2 align 1 = <"4869">
asptr.global constant linkage(private) @text in constant size 2 align 1 = <"4869">
// CHECK: asptr.global @tile in local size 1024 align 16
asptr.global @tile in local size 1024 align 16
// CHECK: asptr.global external @dynamic in local size 0 align 16
asptr.global external @dynamic in local size 0 align 16
// CHECK: asptr.global constant linkage(internal) @table in constant size 24 align 8 section(".rodata.table") = <"070000000000000000000000000000000000000000000000", undef 4 to 8, at 8 @callback, at 16 @text + 1>
asptr.global constant linkage(internal) @table in constant size 24 align 8 section(".rodata.table") = <"070000000000000000000000000000000000000000000000", undef 4 to 8, at 8 @callback, at 16 @text + 1>
// CHECK: asptr.global @before in global size 8 align 8 = <zero 8, at 0 @counter + -4>
asptr.global @before in global size 8 align 8 = <zero 8, at 0 @counter + -4>
// CHECK: asptr.global @empty in global size 0 align 1 = <zero 0>
asptr.global @empty in global size 0 align 1 = <zero 0>
// CHECK: asptr.global @"name with spaces" in region size 4 align 4 {note = "x"}
asptr.global @"name with spaces" in region size 4 align 4 {note = "x"}

// CHECK-LABEL: func.func @callback
func.func @callback(%a: i32) -> (i32, i32) {
  // CHECK-NEXT: %{{.*}} = asptr.addressof @counter : !asptr.ptr<global>
  %p = asptr.addressof @counter : !asptr.ptr<global>
  // CHECK-NEXT: %f = asptr.addressof @callback : !asptr.ptr<flat>
  %f = asptr.addressof @callback : !asptr.ptr<flat>
  // CHECK-NEXT: %{{.*}}, %{{.*}} = asptr.call_indirect %f(%a) : !asptr.ptr<flat>, (i32) -> (i32, i32)
  %r, %s = asptr.call_indirect %f(%a) : !asptr.ptr<flat>, (i32) -> (i32, i32)
  // CHECK-NEXT: asptr.call_indirect %f() : !asptr.ptr<flat>, () -> ()
  asptr.call_indirect %f() : !asptr.ptr<flat>, () -> ()
  func.return %r, %s : i32, i32
}
