// RUN: rusticle-opt %s -p lower-mir | filecheck %s
// RUN: rusticle-opt %s -p lower-mir,lower-to-llvm | filecheck %s --check-prefix LLVM

// Tags and niches: how a discriminant is read, and a variant built.

mir.enum @"Option<u32>" : !mir.adt<"core::option::Option", ui32> { None = 0, Some = 1 { "0": ui32 } }
mir.enum @Chars : !mir.adt<"demo::Chars"> { A = 0, B = 1 { "0": !mir.char }, C = 2 }
mir.enum @Signed : !mir.adt<"demo::Signed"> repr(si8) { Low = -1, High = 5 }
mir.enum @"Option<&u32>" : !mir.adt<"core::option::Option", !mir.ref<ui32>> { None = 0, Some = 1 { "0": !mir.ref<ui32> } }

mir.func @direct_tag(%_1: !mir.adt<"core::option::Option", ui32>) -> !mir.isize {
  %_0 = mir.local 0 : !mir.isize
  mir.goto ^bb0
^bb0:
  %r = mir.discriminant %_1 : !mir.adt<"core::option::Option", ui32> -> !mir.isize
  mir.assign %_0, %r : !mir.isize
  mir.return
}

mir.func @tag_in_memory(%_1: !mir.ref<!mir.adt<"core::option::Option", ui32>>) -> !mir.isize {
  %_0 = mir.local 0 : !mir.isize
  mir.goto ^bb0
^bb0:
  %p = mir.deref %_1 : !mir.ref<!mir.adt<"core::option::Option", ui32>>
  %r = mir.discriminant %p : !mir.adt<"core::option::Option", ui32> -> !mir.isize
  mir.assign %_0, %r : !mir.isize
  mir.return
}

mir.func @signed_tag(%_1: !mir.adt<"demo::Signed">) -> si8 {
  %_0 = mir.local 0 : si8
  mir.goto ^bb0
^bb0:
  %r = mir.discriminant %_1 : !mir.adt<"demo::Signed"> -> si8
  mir.assign %_0, %r : si8
  mir.return
}

mir.func @one_niche(%_1: !mir.adt<"core::option::Option", !mir.ref<ui32>>) -> !mir.isize {
  %_0 = mir.local 0 : !mir.isize
  mir.goto ^bb0
^bb0:
  %r = mir.discriminant %_1 : !mir.adt<"core::option::Option", !mir.ref<ui32>> -> !mir.isize
  mir.assign %_0, %r : !mir.isize
  mir.return
}

mir.func @two_niches(%_1: !mir.adt<"demo::Chars">) -> !mir.isize {
  %_0 = mir.local 0 : !mir.isize
  mir.goto ^bb0
^bb0:
  %r = mir.discriminant %_1 : !mir.adt<"demo::Chars"> -> !mir.isize
  mir.assign %_0, %r : !mir.isize
  mir.return
}

mir.func @make_some(%_1: ui32) -> !mir.adt<"core::option::Option", ui32> {
  %_0 = mir.local 0 : !mir.adt<"core::option::Option", ui32>
  mir.goto ^bb0
^bb0:
  %a = mir.copy %_1 : ui32
  %r = mir.aggregate adt "Some"(%a) : (ui32) -> !mir.adt<"core::option::Option", ui32>
  mir.assign %_0, %r : !mir.adt<"core::option::Option", ui32>
  mir.return
}

mir.func @make_none() -> !mir.adt<"core::option::Option", ui32> {
  %_0 = mir.local 0 : !mir.adt<"core::option::Option", ui32>
  mir.goto ^bb0
^bb0:
  %r = mir.aggregate adt "None"() : () -> !mir.adt<"core::option::Option", ui32>
  mir.assign %_0, %r : !mir.adt<"core::option::Option", ui32>
  mir.return
}

mir.func @make_niche() -> !mir.adt<"demo::Chars"> {
  %_0 = mir.local 0 : !mir.adt<"demo::Chars">
  mir.goto ^bb0
^bb0:
  %r = mir.aggregate adt "C"() : () -> !mir.adt<"demo::Chars">
  mir.assign %_0, %r : !mir.adt<"demo::Chars">
  mir.return
}

mir.func @make_null() -> !mir.adt<"core::option::Option", !mir.ref<ui32>> {
  %_0 = mir.local 0 : !mir.adt<"core::option::Option", !mir.ref<ui32>>
  mir.goto ^bb0
^bb0:
  %r = mir.aggregate adt "None"() : () -> !mir.adt<"core::option::Option", !mir.ref<ui32>>
  mir.assign %_0, %r : !mir.adt<"core::option::Option", !mir.ref<ui32>>
  mir.return
}

mir.func @payload(%_1: !mir.adt<"core::option::Option", ui32>) -> ui32 {
  %_0 = mir.local 0 : ui32
  mir.goto ^bb0
^bb0:
  %s = mir.downcast %_1 as "Some" : !mir.adt<"core::option::Option", ui32>
  %f = mir.field %s[0] : !mir.adt<"core::option::Option", ui32> as "Some" -> ui32
  %r = mir.copy %f : ui32
  mir.assign %_0, %r : ui32
  mir.return
}

mir.func @set(%_1: !mir.ref<mut !mir.adt<"core::option::Option", ui32>>) -> !mir.tuple<> {
  %_0 = mir.local 0 : !mir.tuple<>
  mir.goto ^bb0
^bb0:
  %p = mir.deref %_1 : !mir.ref<mut !mir.adt<"core::option::Option", ui32>>
  mir.set_discriminant %p, 1 : !mir.adt<"core::option::Option", ui32>
  mir.return
}

mir.func @set_untagged(%_1: !mir.ref<mut !mir.adt<"core::option::Option", !mir.ref<ui32>>>) -> !mir.tuple<> {
  %_0 = mir.local 0 : !mir.tuple<>
  mir.goto ^bb0
^bb0:
  %p = mir.deref %_1 : !mir.ref<mut !mir.adt<"core::option::Option", !mir.ref<ui32>>>
  mir.set_discriminant %p, 1 : !mir.adt<"core::option::Option", !mir.ref<ui32>>
  mir.return
}

// LLVM: llvm.func

// CHECK:      builtin.module {
// CHECK-NEXT:   func.func private @direct_tag(%0: i32 {llvm.noundef, llvm.range = #llvm.constant_range<i32, 0, 2>}, %1: i32) -> i64 {
// CHECK-NEXT:     %2 = arith.extui %0 : i32 to i64
// CHECK-NEXT:     func.return %2 : i64
// CHECK-NEXT:   }
// CHECK-NEXT:   func.func private @tag_in_memory(%0: !asptr.ptr<flat> {llvm.noundef, llvm.nonnull, llvm.align = 4 : i64, llvm.readonly, llvm.noalias, llvm.dereferenceable = 8 : i64}) -> i64 {
// CHECK-NEXT:     %1 = asptr.load %0 align 4 noundef range<0, 2> : !asptr.ptr<flat> -> i32
// CHECK-NEXT:     %2 = arith.extui %1 : i32 to i64
// CHECK-NEXT:     func.return %2 : i64
// CHECK-NEXT:   }
// CHECK-NEXT:   func.func private @signed_tag(%0: i8 {llvm.noundef, llvm.range = #llvm.constant_range<i8, -1, 6>}) -> i8 {
// CHECK-NEXT:     func.return %0 : i8
// CHECK-NEXT:   }
// CHECK-NEXT:   func.func private @one_niche(%0: !asptr.ptr<flat> {llvm.noundef, llvm.align = 4 : i64, llvm.readonly, llvm.noalias, llvm.dereferenceable_or_null = 4 : i64}) -> i64 {
// CHECK-NEXT:     %1 = asptr.ptrtoint %0 : !asptr.ptr<flat> -> i64
// CHECK-NEXT:     %2 = arith.constant 1 : i64
// CHECK-NEXT:     %3 = arith.constant 0 : i64
// CHECK-NEXT:     %4 = arith.cmpi eq, %1, %3 : i64
// CHECK-NEXT:     %5 = arith.select %4, %3, %2 : i64
// CHECK-NEXT:     func.return %5 : i64
// CHECK-NEXT:   }
// CHECK-NEXT:   func.func private @two_niches(%0: i32 {llvm.noundef, llvm.range = #llvm.constant_range<i32, 0, 1114115>}) -> i64 {
// CHECK-NEXT:     %1 = arith.constant 1 : i64
// CHECK-NEXT:     %2 = arith.constant 1114112 : i32
// CHECK-NEXT:     %3 = arith.subi %0, %2 : i32
// CHECK-NEXT:     %4 = arith.constant 2 : i32
// CHECK-NEXT:     %5 = arith.cmpi ule, %3, %4 : i32
// CHECK-NEXT:     %6 = arith.extui %3 : i32 to i64
// CHECK-NEXT:     %7 = arith.select %5, %6, %1 : i64
// CHECK-NEXT:     func.return %7 : i64
// CHECK-NEXT:   }
// CHECK-NEXT:   func.func private @make_some(%0: i32 {llvm.noundef}) -> (i32, i32) {
// CHECK-NEXT:     %1 = arith.constant 1 : i32
// CHECK-NEXT:     func.return %1, %0 : i32, i32
// CHECK-NEXT:   }
// CHECK-NEXT:   func.func private @make_none() -> (i32, i32) {
// CHECK-NEXT:     %0 = arith.constant 0 : i32
// CHECK-NEXT:     %1 = ub.poison : i32
// CHECK-NEXT:     func.return %0, %1 : i32, i32
// CHECK-NEXT:   }
// CHECK-NEXT:   func.func private @make_niche() -> i32 {
// CHECK-NEXT:     %0 = arith.constant 1114114 : i32
// CHECK-NEXT:     func.return %0 : i32
// CHECK-NEXT:   }
// CHECK-NEXT:   func.func private @make_null() -> !asptr.ptr<flat> {
// CHECK-NEXT:     %0 = asptr.null : !asptr.ptr<flat>
// CHECK-NEXT:     func.return %0 : !asptr.ptr<flat>
// CHECK-NEXT:   }
// CHECK-NEXT:   func.func private @payload(%0: i32 {llvm.noundef, llvm.range = #llvm.constant_range<i32, 0, 2>}, %1: i32) -> i32 {
// CHECK-NEXT:     func.return %1 : i32
// CHECK-NEXT:   }
// CHECK-NEXT:   func.func private @set(%0: !asptr.ptr<flat> {llvm.noundef, llvm.nonnull, llvm.align = 4 : i64, llvm.noalias, llvm.dereferenceable = 8 : i64}) {
// CHECK-NEXT:     %1 = arith.constant 1 : i32
// CHECK-NEXT:     asptr.store %1, %0 align 4 : i32, !asptr.ptr<flat>
// CHECK-NEXT:     func.return
// CHECK-NEXT:   }
// CHECK-NEXT:   func.func private @set_untagged(%0: !asptr.ptr<flat> {llvm.noundef, llvm.nonnull, llvm.align = 8 : i64, llvm.noalias, llvm.dereferenceable = 8 : i64}) {
// CHECK-NEXT:     func.return
// CHECK-NEXT:   }
// CHECK-NEXT: }
