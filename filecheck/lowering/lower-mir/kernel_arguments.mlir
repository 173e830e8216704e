// RUN: rusticle-opt %s -p lower-mir | filecheck %s

// A kernel's arguments lie in the kernarg segment as the fields of a C struct do. A scalar pair is
// two arguments only where that comes to the same: `(u8, u32)` has its padding, `(u32, u32)` none.

mir.struct @Big : !mir.adt<"demo::Big"> { a: ui64, b: ui64, c: ui8 }
mir.struct @Cell : !mir.adt<"core::cell::UnsafeCell", ui32> repr(transparent) lang "unsafe_cell" { value: ui32 }
mir.struct @Cells : !mir.adt<"demo::Cells"> { a: !mir.adt<"core::cell::UnsafeCell", ui32>, b: ui64, c: ui64 }

mir.func public "gpu-kernel" @pairs(%_1 "p": !mir.tuple<ui8, ui32>, %_2 "q": !mir.tuple<ui32, ui32>, %_3 "s": !mir.ref<!mir.str>, %_4 "c": !mir.char) -> !mir.tuple<> link_name "pairs" {
  %_0 = mir.local 0 : !mir.tuple<>
  mir.goto ^bb0
^bb0:
  mir.return
}

// What only reads its argument, borrowed or not, reads it where it is.

mir.func @look(!mir.ref<!mir.adt<"demo::Big">>) -> !mir.tuple<>
mir.func public "gpu-kernel" @read(%_1 "big": !mir.adt<"demo::Big">) -> !mir.tuple<> link_name "read" {
  %_0 = mir.local 0 : !mir.tuple<>
  %_2 = mir.local 2 : ui64
  mir.goto ^bb0
^bb0:
  %f = mir.field %_1[1] : !mir.adt<"demo::Big"> -> ui64
  %v = mir.copy %f : ui64
  mir.assign %_2, %v : ui64
  %r = mir.ref shared %_1 : !mir.ref<!mir.adt<"demo::Big">>
  mir.call @look(%r) into %_0 : (!mir.ref<!mir.adt<"demo::Big">>) -> !mir.tuple<>, ^bb1
^bb1:
  mir.return
}

// What writes it, or lets it be written, gets a copy.

mir.func public "gpu-kernel" @write(%_1 "big": !mir.adt<"demo::Big">) -> !mir.tuple<> link_name "write" {
  %_0 = mir.local 0 : !mir.tuple<>
  mir.goto ^bb0
^bb0:
  %f = mir.field %_1[1] : !mir.adt<"demo::Big"> -> ui64
  %one = mir.constant 1 : ui64
  mir.assign %f, %one : ui64
  mir.return
}

mir.func @change(!mir.ref<!mir.adt<"demo::Cells">>) -> !mir.tuple<>
mir.func public "gpu-kernel" @cells(%_1 "cells": !mir.adt<"demo::Cells">) -> !mir.tuple<> link_name "cells" {
  %_0 = mir.local 0 : !mir.tuple<>
  mir.goto ^bb0
^bb0:
  %r = mir.ref shared %_1 : !mir.ref<!mir.adt<"demo::Cells">>
  mir.call @change(%r) into %_0 : (!mir.ref<!mir.adt<"demo::Cells">>) -> !mir.tuple<>, ^bb1
^bb1:
  mir.return
}

// So does what it is passed on to, whose own it then is.

mir.func @take(!mir.adt<"demo::Big">) -> !mir.tuple<>
mir.func public "gpu-kernel" @move(%_1 "big": !mir.adt<"demo::Big">) -> !mir.tuple<> link_name "move" {
  %_0 = mir.local 0 : !mir.tuple<>
  mir.goto ^bb0
^bb0:
  %v = mir.move %_1 : !mir.adt<"demo::Big">
  mir.call @take(%v) into %_0 : (!mir.adt<"demo::Big">) -> !mir.tuple<>, ^bb1
^bb1:
  mir.return
}

// Results go to where the host wants them, one or one for each work-item.

mir.func public @one(%_1 "result": !mir.ptr<mut ui32>) -> !mir.tuple<> link_name "one" sret "launch" kernel {
  %_0 = mir.local 0 : !mir.tuple<>
  mir.goto ^bb0
^bb0:
  %p = mir.deref %_1 : !mir.ptr<mut ui32>
  %one = mir.constant 1 : ui32
  mir.assign %p, %one : ui32
  mir.return
}

mir.func public @many(%_1 "result": !mir.ptr<mut ui32>) -> !mir.tuple<> link_name "many" sret "work-item" kernel {
  %_0 = mir.local 0 : !mir.tuple<>
  mir.goto ^bb0
^bb0:
  mir.return
}

// CHECK:      builtin.module {
// CHECK-NEXT:   hsa.kernel @pairs(%0: !asptr.ptr<constant> {llvm.noundef, llvm.align = 4 : i64, llvm.byref = !llvm.array<8 x i8>}, %1: i32 {llvm.noundef}, %2: i32 {llvm.noundef}, %3: !asptr.ptr<flat> {llvm.noundef, llvm.nonnull, llvm.readonly, llvm.noalias}, %4: i64 {llvm.noundef}, %5: i32 {llvm.noundef, llvm.range = #llvm.constant_range<i32, 0, 1114112>}) attributes {arg_names = ["p", "q.0", "q.1", "s.ptr", "s.len", "c"], arg_types = ["(u8, u32)", "u32", "u32", "&str", "usize", "char"]} {
// CHECK-NEXT:     hsa.return
// CHECK-NEXT:   }
// CHECK-NEXT:   func.func private @look(!asptr.ptr<flat>) -> ()
// CHECK-NEXT:   hsa.kernel @read(%0: !asptr.ptr<constant> {llvm.noundef, llvm.align = 8 : i64, llvm.byref = !llvm.array<24 x i8>}) attributes {arg_names = ["big"], arg_types = ["demo::Big"]} {
// CHECK-NEXT:     %1 = asptr.displace %0 by 8 : !asptr.ptr<constant>
// CHECK-NEXT:     %2 = asptr.load %1 align 8 noundef : !asptr.ptr<constant> -> i64
// CHECK-NEXT:     %3 = asptr.cast %0 : !asptr.ptr<constant> -> !asptr.ptr<flat>
// CHECK-NEXT:     func.call @look(%3) : (!asptr.ptr<flat>) -> ()
// CHECK-NEXT:     hsa.return
// CHECK-NEXT:   }
// CHECK-NEXT:   hsa.kernel @write(%0: !asptr.ptr<constant> {llvm.noundef, llvm.align = 8 : i64, llvm.byref = !llvm.array<24 x i8>}) attributes {arg_names = ["big"], arg_types = ["demo::Big"]} {
// CHECK-NEXT:     %1 = asptr.alloca size 24 align 8 : !asptr.ptr<private>
// CHECK-NEXT:     %2 = arith.constant 24 : i64
// CHECK-NEXT:     asptr.copy %1 align 8, %0 align 8, %2 : !asptr.ptr<private>, !asptr.ptr<constant>
// CHECK-NEXT:     %3 = arith.constant 1 : i64
// CHECK-NEXT:     %4 = asptr.displace %1 by 8 : !asptr.ptr<private>
// CHECK-NEXT:     asptr.store %3, %4 align 8 : i64, !asptr.ptr<private>
// CHECK-NEXT:     hsa.return
// CHECK-NEXT:   }
// CHECK-NEXT:   func.func private @change(!asptr.ptr<flat>) -> ()
// CHECK-NEXT:   hsa.kernel @cells(%0: !asptr.ptr<constant> {llvm.noundef, llvm.align = 8 : i64, llvm.byref = !llvm.array<24 x i8>}) attributes {arg_names = ["cells"], arg_types = ["demo::Cells"]} {
// CHECK-NEXT:     %1 = asptr.alloca size 24 align 8 : !asptr.ptr<private>
// CHECK-NEXT:     %2 = arith.constant 24 : i64
// CHECK-NEXT:     asptr.copy %1 align 8, %0 align 8, %2 : !asptr.ptr<private>, !asptr.ptr<constant>
// CHECK-NEXT:     %3 = asptr.cast %1 : !asptr.ptr<private> -> !asptr.ptr<flat>
// CHECK-NEXT:     func.call @change(%3) : (!asptr.ptr<flat>) -> ()
// CHECK-NEXT:     hsa.return
// CHECK-NEXT:   }
// CHECK-NEXT:   func.func private @take(!asptr.ptr<private>) -> ()
// CHECK-NEXT:   hsa.kernel @move(%0: !asptr.ptr<constant> {llvm.noundef, llvm.align = 8 : i64, llvm.byref = !llvm.array<24 x i8>}) attributes {arg_names = ["big"], arg_types = ["demo::Big"]} {
// CHECK-NEXT:     %1 = asptr.alloca size 24 align 8 : !asptr.ptr<private>
// CHECK-NEXT:     %2 = arith.constant 24 : i64
// CHECK-NEXT:     asptr.copy %1 align 8, %0 align 8, %2 : !asptr.ptr<private>, !asptr.ptr<constant>
// CHECK-NEXT:     func.call @take(%1) : (!asptr.ptr<private>) -> ()
// CHECK-NEXT:     hsa.return
// CHECK-NEXT:   }
// CHECK-NEXT:   hsa.kernel @one(%0: !asptr.ptr<global> {hsa.sret = !llvm.array<4 x i8>, llvm.noundef, llvm.nonnull, llvm.noalias, llvm.align = 4 : i64, llvm.dereferenceable = 4 : i64}) attributes {arg_names = ["result"], arg_types = ["*mut u32"]} {
// CHECK-NEXT:     %1 = asptr.cast %0 : !asptr.ptr<global> -> !asptr.ptr<flat>
// CHECK-NEXT:     %2 = arith.constant 1 : i32
// CHECK-NEXT:     asptr.store %2, %1 align 4 : i32, !asptr.ptr<flat>
// CHECK-NEXT:     hsa.return
// CHECK-NEXT:   }
// CHECK-NEXT:   hsa.kernel @many(%0: !asptr.ptr<global> {hsa.sret = !llvm.array<4 x i8>, llvm.noundef, llvm.nonnull, llvm.noalias, llvm.align = 4 : i64}) attributes {arg_names = ["result"], arg_types = ["*mut u32"]} {
// CHECK-NEXT:     %1 = asptr.cast %0 : !asptr.ptr<global> -> !asptr.ptr<flat>
// CHECK-NEXT:     hsa.return
// CHECK-NEXT:   }
// CHECK-NEXT: }
