// RUN: rusticle-opt %s -p lower-mir | filecheck %s
// RUN: rusticle-opt %s -p lower-mir,lower-to-llvm | filecheck %s --check-prefix LLVM

// Scalars are passed as they are, anything else in private memory that the callee owns.

mir.struct @Big : !mir.adt<"demo::Big"> { a: ui64, b: ui64, c: ui8 }

mir.func private "C" @puts(!mir.ptr<const ui8>) -> si32 link_name "puts"
mir.func private "C" @"other::puts"(!mir.ptr<const ui8>) -> si32 link_name "puts"
mir.func private "unadjusted" @clock() -> ui64 link_name "llvm.readcyclecounter"
mir.func private @panic(!mir.ref<!mir.str>) -> !mir.never attributes {panic}

mir.func @callee(%_1: !mir.adt<"demo::Big">, %_2: !mir.tuple<>, %_3: ui32) -> !mir.adt<"demo::Big"> {
  %_0 = mir.local 0 : !mir.adt<"demo::Big">
  mir.goto ^bb0
^bb0:
  %r = mir.move %_1 : !mir.adt<"demo::Big">
  mir.assign %_0, %r : !mir.adt<"demo::Big">
  mir.return
}

mir.func @copied(%_1: !mir.adt<"demo::Big">, %_2: ui32) -> !mir.adt<"demo::Big"> {
  %_0 = mir.local 0 : !mir.adt<"demo::Big">
  mir.goto ^bb0
^bb0:
  %b = mir.copy %_2 : ui32
  %x = mir.copy %_1 : !mir.adt<"demo::Big">
  %u = mir.constant zst : !mir.tuple<>
  mir.call @callee(%x, %u, %b) into %_0 : (!mir.adt<"demo::Big">, !mir.tuple<>, ui32) -> !mir.adt<"demo::Big">, ^bb1
^bb1:
  mir.return
}

mir.func @moved(%_1: !mir.adt<"demo::Big">, %_2: ui32) -> !mir.adt<"demo::Big"> {
  %_0 = mir.local 0 : !mir.adt<"demo::Big">
  mir.goto ^bb0
^bb0:
  %b = mir.copy %_2 : ui32
  %x = mir.move %_1 : !mir.adt<"demo::Big">
  %u = mir.constant zst : !mir.tuple<>
  mir.call @callee(%x, %u, %b) into %_0 : (!mir.adt<"demo::Big">, !mir.tuple<>, ui32) -> !mir.adt<"demo::Big">, ^bb1
^bb1:
  mir.return
}

mir.func @into_reference(%_1: !mir.ref<mut !mir.adt<"demo::Big">>, %_2: ui32) -> !mir.tuple<> {
  %_0 = mir.local 0 : !mir.tuple<>
  mir.goto ^bb0
^bb0:
  %b = mir.copy %_2 : ui32
  %p = mir.deref %_1 : !mir.ref<mut !mir.adt<"demo::Big">>
  %x = mir.copy %p : !mir.adt<"demo::Big">
  %u = mir.constant zst : !mir.tuple<>
  mir.call @callee(%x, %u, %b) into %p : (!mir.adt<"demo::Big">, !mir.tuple<>, ui32) -> !mir.adt<"demo::Big">, ^bb1
^bb1:
  mir.return
}

mir.func @by_pointer(%_1: !mir.fn_ptr<(!mir.adt<"demo::Big">, ui32) -> !mir.adt<"demo::Big">>, %_2: !mir.adt<"demo::Big">, %_3: ui32) -> !mir.adt<"demo::Big"> {
  %_0 = mir.local 0 : !mir.adt<"demo::Big">
  mir.goto ^bb0
^bb0:
  %a = mir.copy %_1 : !mir.fn_ptr<(!mir.adt<"demo::Big">, ui32) -> !mir.adt<"demo::Big">>
  %b = mir.copy %_2 : !mir.adt<"demo::Big">
  %c = mir.copy %_3 : ui32
  mir.call_indirect %a(%b, %c) into %_0 : !mir.fn_ptr<(!mir.adt<"demo::Big">, ui32) -> !mir.adt<"demo::Big">>, ^bb1
^bb1:
  mir.return
}

mir.func @by_vtable(%_1: !mir.ref<!mir.dyn<"demo::Shape", [], [], []>>, %_2: ui32) -> ui64 {
  %_0 = mir.local 0 : ui64
  mir.goto ^bb0
^bb0:
  %a = mir.copy %_1 : !mir.ref<!mir.dyn<"demo::Shape", [], [], []>>
  %b = mir.copy %_2 : ui32
  mir.call_virtual "demo::Shape::area"[1](%a, %b) into %_0 : (!mir.ref<!mir.dyn<"demo::Shape", [], [], []>>, ui32) -> ui64, ^bb1
^bb1:
  mir.return
}

mir.func @foreign(%_1: !mir.ptr<const ui8>) -> si32 {
  %_0 = mir.local 0 : si32
  mir.goto ^bb0
^bb0:
  %a = mir.copy %_1 : !mir.ptr<const ui8>
  mir.call @puts(%a) into %_0 : (!mir.ptr<const ui8>) -> si32, ^bb1
^bb1:
  mir.return
}

mir.func @llvm_intrinsic() -> ui64 {
  %_0 = mir.local 0 : ui64
  mir.goto ^bb0
^bb0:
  mir.call @clock() into %_0 : () -> ui64, ^bb1
^bb1:
  mir.return
}

mir.func @panics(%_1: !mir.ref<!mir.str>) -> !mir.never {
  %_0 = mir.local 0 : !mir.never
  mir.goto ^bb0
^bb0:
  %a = mir.copy %_1 : !mir.ref<!mir.str>
  mir.call @panic(%a) into %_0 : (!mir.ref<!mir.str>) -> !mir.never
}

mir.func @panic_by_pointer() -> !mir.fn_ptr<(!mir.ref<!mir.str>) -> !mir.never> {
  %_0 = mir.local 0 : !mir.fn_ptr<(!mir.ref<!mir.str>) -> !mir.never>
  mir.goto ^bb0
^bb0:
  %f = mir.constant zst : !mir.fn_def<"panic">
  %r = mir.cast reify_fn_pointer %f callee @panic : !mir.fn_def<"panic"> -> !mir.fn_ptr<(!mir.ref<!mir.str>) -> !mir.never>
  mir.assign %_0, %r : !mir.fn_ptr<(!mir.ref<!mir.str>) -> !mir.never>
  mir.return
}

// LLVM: llvm.func

// CHECK:      builtin.module {
// CHECK-NEXT:   func.func private @puts(!asptr.ptr<flat>) -> i32
// CHECK-NEXT:   func.func private @callee(%0: !asptr.ptr<private> {llvm.noundef, llvm.noalias, llvm.align = 8 : i64, llvm.dereferenceable = 24 : i64, llvm.writable}, %1: !asptr.ptr<private> {llvm.noundef, llvm.noalias, llvm.align = 8 : i64, llvm.dereferenceable = 24 : i64}, %2: i32 {llvm.noundef}) {
// CHECK-NEXT:     %3 = arith.constant 24 : i64
// CHECK-NEXT:     asptr.copy %0 align 8, %1 align 8, %3 : !asptr.ptr<private>, !asptr.ptr<private>
// CHECK-NEXT:     func.return
// CHECK-NEXT:   }
// CHECK-NEXT:   func.func private @copied(%0: !asptr.ptr<private> {llvm.noundef, llvm.noalias, llvm.align = 8 : i64, llvm.dereferenceable = 24 : i64, llvm.writable}, %1: !asptr.ptr<private> {llvm.noundef, llvm.noalias, llvm.align = 8 : i64, llvm.dereferenceable = 24 : i64}, %2: i32 {llvm.noundef}) {
// CHECK-NEXT:     %3 = asptr.alloca size 24 align 8 : !asptr.ptr<private>
// CHECK-NEXT:     %4 = arith.constant 24 : i64
// CHECK-NEXT:     asptr.copy %3 align 8, %1 align 8, %4 : !asptr.ptr<private>, !asptr.ptr<private>
// CHECK-NEXT:     func.call @callee(%0, %3, %2) : (!asptr.ptr<private>, !asptr.ptr<private>, i32) -> ()
// CHECK-NEXT:     func.return
// CHECK-NEXT:   }
// CHECK-NEXT:   func.func private @moved(%0: !asptr.ptr<private> {llvm.noundef, llvm.noalias, llvm.align = 8 : i64, llvm.dereferenceable = 24 : i64, llvm.writable}, %1: !asptr.ptr<private> {llvm.noundef, llvm.noalias, llvm.align = 8 : i64, llvm.dereferenceable = 24 : i64}, %2: i32 {llvm.noundef}) {
// CHECK-NEXT:     func.call @callee(%0, %1, %2) : (!asptr.ptr<private>, !asptr.ptr<private>, i32) -> ()
// CHECK-NEXT:     func.return
// CHECK-NEXT:   }
// CHECK-NEXT:   func.func private @into_reference(%0: !asptr.ptr<flat> {llvm.noundef, llvm.nonnull, llvm.align = 8 : i64, llvm.noalias, llvm.dereferenceable = 24 : i64}, %1: i32 {llvm.noundef}) {
// CHECK-NEXT:     %2 = asptr.alloca size 24 align 8 : !asptr.ptr<private>
// CHECK-NEXT:     %3 = asptr.alloca size 24 align 8 : !asptr.ptr<private>
// CHECK-NEXT:     %4 = arith.constant 24 : i64
// CHECK-NEXT:     asptr.copy %3 align 8, %0 align 8, %4 : !asptr.ptr<private>, !asptr.ptr<flat>
// CHECK-NEXT:     func.call @callee(%2, %3, %1) : (!asptr.ptr<private>, !asptr.ptr<private>, i32) -> ()
// CHECK-NEXT:     asptr.copy %0 align 8, %2 align 8, %4 : !asptr.ptr<flat>, !asptr.ptr<private>
// CHECK-NEXT:     func.return
// CHECK-NEXT:   }
// CHECK-NEXT:   func.func private @by_pointer(%0: !asptr.ptr<private> {llvm.noundef, llvm.noalias, llvm.align = 8 : i64, llvm.dereferenceable = 24 : i64, llvm.writable}, %1: !asptr.ptr<flat> {llvm.noundef, llvm.nonnull}, %2: !asptr.ptr<private> {llvm.noundef, llvm.noalias, llvm.align = 8 : i64, llvm.dereferenceable = 24 : i64}, %3: i32 {llvm.noundef}) {
// CHECK-NEXT:     %4 = asptr.alloca size 24 align 8 : !asptr.ptr<private>
// CHECK-NEXT:     %5 = arith.constant 24 : i64
// CHECK-NEXT:     asptr.copy %4 align 8, %2 align 8, %5 : !asptr.ptr<private>, !asptr.ptr<private>
// CHECK-NEXT:     asptr.call_indirect %1(%0, %4, %3) {arg_attrs = [{llvm.noundef, llvm.noalias, llvm.align = 8 : i64, llvm.dereferenceable = 24 : i64, llvm.writable}, {llvm.noundef, llvm.noalias, llvm.align = 8 : i64, llvm.dereferenceable = 24 : i64}, {llvm.noundef}]} : !asptr.ptr<flat>, (!asptr.ptr<private>, !asptr.ptr<private>, i32) -> ()
// CHECK-NEXT:     func.return
// CHECK-NEXT:   }
// CHECK-NEXT:   func.func private @by_vtable(%0: !asptr.ptr<flat> {llvm.noundef, llvm.nonnull}, %1: !asptr.ptr<flat> {llvm.noundef, llvm.nonnull}, %2: i32 {llvm.noundef}) -> i64 {
// CHECK-NEXT:     %3 = asptr.displace %1 by 32 : !asptr.ptr<flat>
// CHECK-NEXT:     %4 = asptr.load invariant %3 align 8 noundef : !asptr.ptr<flat> -> !asptr.ptr<flat>
// CHECK-NEXT:     %5 = asptr.call_indirect %4(%0, %2) {vtable_entry = 4 : i64} : !asptr.ptr<flat>, (!asptr.ptr<flat>, i32) -> i64
// CHECK-NEXT:     func.return %5 : i64
// CHECK-NEXT:   }
// CHECK-NEXT:   func.func private @foreign(%0: !asptr.ptr<flat> {llvm.noundef}) -> i32 {
// CHECK-NEXT:     %1 = func.call @puts(%0) : (!asptr.ptr<flat>) -> i32
// CHECK-NEXT:     func.return %1 : i32
// CHECK-NEXT:   }
// CHECK-NEXT:   func.func private @llvm_intrinsic() -> i64 {
// CHECK-NEXT:     %0 = hsa.intrinsic "llvm.readcyclecounter"() : () -> i64
// CHECK-NEXT:     func.return %0 : i64
// CHECK-NEXT:   }
// CHECK-NEXT:   func.func private @panics(%0: !asptr.ptr<flat> {llvm.noundef, llvm.nonnull, llvm.readonly, llvm.noalias}, %1: i64 {llvm.noundef}) {
// CHECK-NEXT:     hsa.trap kind "panic" message "panic"
// CHECK-NEXT:     ub.unreachable
// CHECK-NEXT:   }
// CHECK-NEXT:   func.func private @panic_by_pointer() -> !asptr.ptr<flat> {
// CHECK-NEXT:     %0 = asptr.addressof @panic : !asptr.ptr<flat>
// CHECK-NEXT:     func.return %0 : !asptr.ptr<flat>
// CHECK-NEXT:   }
// CHECK-NEXT:   func.func private @panic(%0: !asptr.ptr<flat> {llvm.noundef, llvm.nonnull, llvm.readonly, llvm.noalias}, %1: i64 {llvm.noundef}) {
// CHECK-NEXT:     hsa.trap kind "panic" message "panic"
// CHECK-NEXT:     ub.unreachable
// CHECK-NEXT:   }
// CHECK-NEXT: }
