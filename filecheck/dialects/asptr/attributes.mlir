// RUN: rusticle-opt %s --allow-unregistered-dialect | filecheck %s
// RUN: rusticle-opt %s --allow-unregistered-dialect | rusticle-opt --allow-unregistered-dialect | filecheck %s

// The attributes of the dialect by themselves; its operations print them in forms of their own.

// CHECK: "test.op"() {init = #asptr.init<zero 8, at 0 @x>, order = #asptr<ordering acquire>, kind = #asptr<rmw_kind add>, predicate = #asptr<predicate ult>, range = #asptr.range<0, 8>, relocation = #asptr.relocation<0, @x, 4>} : () -> ()
"test.op"() {init = #asptr.init<zero 8, at 0 @x>, order = #asptr<ordering acquire>, kind = #asptr<rmw_kind add>, predicate = #asptr<predicate ult>, range = #asptr.range<0, 8>, relocation = #asptr.relocation<0, @x, 4>} : () -> ()
