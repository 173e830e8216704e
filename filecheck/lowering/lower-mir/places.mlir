// RUN: rusticle-opt %s -p lower-mir | filecheck %s
// RUN: rusticle-opt %s -p lower-mir,lower-to-llvm | filecheck %s --check-prefix LLVM

// Projections become offsets; a place is read in its own address space.

mir.struct @Body : !mir.adt<"demo::Body"> repr(c) { id: ui32, mass: f64, alive: !mir.bool }
mir.struct @Packed : !mir.adt<"demo::Packed"> repr(c, packed = 1) { a: ui8, b: ui32 }

mir.func @field_of_reference(%_1: !mir.ref<!mir.adt<"demo::Body">>) -> f64 {
  %_0 = mir.local 0 : f64
  mir.goto ^bb0
^bb0:
  %p = mir.deref %_1 : !mir.ref<!mir.adt<"demo::Body">>
  %f = mir.field %p[1] : !mir.adt<"demo::Body"> -> f64
  %r = mir.copy %f : f64
  mir.assign %_0, %r : f64
  mir.return
}

mir.func @bool_in_memory(%_1: !mir.ref<mut !mir.adt<"demo::Body">>, %_2: !mir.bool) -> !mir.bool {
  %_0 = mir.local 0 : !mir.bool
  mir.goto ^bb0
^bb0:
  %b = mir.copy %_2 : !mir.bool
  %p = mir.deref %_1 : !mir.ref<mut !mir.adt<"demo::Body">>
  %f = mir.field %p[2] : !mir.adt<"demo::Body"> -> !mir.bool
  %r = mir.copy %f : !mir.bool
  mir.assign %f, %b : !mir.bool
  mir.assign %_0, %r : !mir.bool
  mir.return
}

mir.func @packed_field(%_1: !mir.ref<!mir.adt<"demo::Packed">>) -> ui32 {
  %_0 = mir.local 0 : ui32
  mir.goto ^bb0
^bb0:
  %p = mir.deref %_1 : !mir.ref<!mir.adt<"demo::Packed">>
  %f = mir.field %p[1] : !mir.adt<"demo::Packed"> -> ui32
  %r = mir.copy %f : ui32
  mir.assign %_0, %r : ui32
  mir.return
}

mir.func @index_of_local(%_1: !mir.array<ui32, 4>, %_2: !mir.usize) -> ui32 {
  %_0 = mir.local 0 : ui32
  mir.goto ^bb0
^bb0:
  %e = mir.index %_1[%_2] : !mir.array<ui32, 4>
  %r = mir.copy %e : ui32
  mir.assign %_0, %r : ui32
  mir.return
}

mir.func @index_of_slice(%_1: !mir.ref<!mir.slice<ui16>>, %_2: !mir.usize) -> ui16 {
  %_0 = mir.local 0 : ui16
  mir.goto ^bb0
^bb0:
  %s = mir.deref %_1 : !mir.ref<!mir.slice<ui16>>
  %e = mir.index %s[%_2] : !mir.slice<ui16>
  %r = mir.copy %e : ui16
  mir.assign %_0, %r : ui16
  mir.return
}

mir.func @from_the_end(%_1: !mir.ref<!mir.slice<ui16>>) -> ui16 {
  %_0 = mir.local 0 : ui16
  mir.goto ^bb0
^bb0:
  %s = mir.deref %_1 : !mir.ref<!mir.slice<ui16>>
  %e = mir.constant_index %s[-1 of 1] : !mir.slice<ui16>
  %r = mir.copy %e : ui16
  mir.assign %_0, %r : ui16
  mir.return
}

mir.func @address_of_local(%_1: ui32) -> !mir.ref<ui32> {
  %_0 = mir.local 0 : !mir.ref<ui32>
  mir.goto ^bb0
^bb0:
  %r = mir.ref shared %_1 : !mir.ref<ui32>
  mir.assign %_0, %r : !mir.ref<ui32>
  mir.return
}

mir.func @reference_in_memory(%_1: !mir.ref<!mir.ref<ui64>>) -> !mir.ref<ui64> {
  %_0 = mir.local 0 : !mir.ref<ui64>
  mir.goto ^bb0
^bb0:
  %p = mir.deref %_1 : !mir.ref<!mir.ref<ui64>>
  %r = mir.copy %p : !mir.ref<ui64>
  mir.assign %_0, %r : !mir.ref<ui64>
  mir.return
}

// LLVM: llvm.func

// CHECK:      builtin.module {
// CHECK-NEXT:   func.func private @field_of_reference(%0: !asptr.ptr<flat> {llvm.noundef, llvm.nonnull, llvm.align = 8 : i64, llvm.readonly, llvm.noalias, llvm.dereferenceable = 24 : i64}) -> f64 {
// CHECK-NEXT:     %1 = asptr.displace %0 by 8 : !asptr.ptr<flat>
// CHECK-NEXT:     %2 = asptr.load %1 align 8 noundef : !asptr.ptr<flat> -> f64
// CHECK-NEXT:     func.return %2 : f64
// CHECK-NEXT:   }
// CHECK-NEXT:   func.func private @bool_in_memory(%0: !asptr.ptr<flat> {llvm.noundef, llvm.nonnull, llvm.align = 8 : i64, llvm.noalias, llvm.dereferenceable = 24 : i64}, %1: i1 {llvm.noundef, llvm.zeroext}) -> i1 {
// CHECK-NEXT:     %2 = asptr.displace %0 by 16 : !asptr.ptr<flat>
// CHECK-NEXT:     %3 = asptr.load %2 align 8 noundef range<0, 2> : !asptr.ptr<flat> -> i8
// CHECK-NEXT:     %4 = arith.trunci %3 : i8 to i1
// CHECK-NEXT:     %5 = asptr.displace %0 by 16 : !asptr.ptr<flat>
// CHECK-NEXT:     %6 = arith.extui %1 : i1 to i8
// CHECK-NEXT:     asptr.store %6, %5 align 8 : i8, !asptr.ptr<flat>
// CHECK-NEXT:     func.return %4 : i1
// CHECK-NEXT:   }
// CHECK-NEXT:   func.func private @packed_field(%0: !asptr.ptr<flat> {llvm.noundef, llvm.nonnull, llvm.readonly, llvm.noalias, llvm.dereferenceable = 5 : i64}) -> i32 {
// CHECK-NEXT:     %1 = asptr.displace %0 by 1 : !asptr.ptr<flat>
// CHECK-NEXT:     %2 = asptr.load %1 align 1 noundef : !asptr.ptr<flat> -> i32
// CHECK-NEXT:     func.return %2 : i32
// CHECK-NEXT:   }
// CHECK-NEXT:   func.func private @index_of_local(%0: !asptr.ptr<private> {llvm.noundef, llvm.noalias, llvm.align = 4 : i64, llvm.dereferenceable = 16 : i64}, %1: i64 {llvm.noundef}) -> i32 {
// CHECK-NEXT:     %2 = asptr.offset %0[%1] stride 4 : !asptr.ptr<private>
// CHECK-NEXT:     %3 = asptr.load %2 align 4 noundef : !asptr.ptr<private> -> i32
// CHECK-NEXT:     func.return %3 : i32
// CHECK-NEXT:   }
// CHECK-NEXT:   func.func private @index_of_slice(%0: !asptr.ptr<flat> {llvm.noundef, llvm.nonnull, llvm.align = 2 : i64, llvm.readonly, llvm.noalias}, %1: i64 {llvm.noundef}, %2: i64 {llvm.noundef}) -> i16 {
// CHECK-NEXT:     %3 = asptr.offset %0[%2] stride 2 : !asptr.ptr<flat>
// CHECK-NEXT:     %4 = asptr.load %3 align 2 noundef : !asptr.ptr<flat> -> i16
// CHECK-NEXT:     func.return %4 : i16
// CHECK-NEXT:   }
// CHECK-NEXT:   func.func private @from_the_end(%0: !asptr.ptr<flat> {llvm.noundef, llvm.nonnull, llvm.align = 2 : i64, llvm.readonly, llvm.noalias}, %1: i64 {llvm.noundef}) -> i16 {
// CHECK-NEXT:     %2 = arith.constant 1 : i64
// CHECK-NEXT:     %3 = arith.subi %1, %2 : i64
// CHECK-NEXT:     %4 = asptr.offset %0[%3] stride 2 : !asptr.ptr<flat>
// CHECK-NEXT:     %5 = asptr.load %4 align 2 noundef : !asptr.ptr<flat> -> i16
// CHECK-NEXT:     func.return %5 : i16
// CHECK-NEXT:   }
// CHECK-NEXT:   func.func private @address_of_local(%0: i32 {llvm.noundef}) -> !asptr.ptr<flat> {
// CHECK-NEXT:     %1 = asptr.alloca size 4 align 4 : !asptr.ptr<private>
// CHECK-NEXT:     asptr.store %0, %1 align 4 : i32, !asptr.ptr<private>
// CHECK-NEXT:     %2 = asptr.cast %1 : !asptr.ptr<private> -> !asptr.ptr<flat>
// CHECK-NEXT:     func.return %2 : !asptr.ptr<flat>
// CHECK-NEXT:   }
// CHECK-NEXT:   func.func private @reference_in_memory(%0: !asptr.ptr<flat> {llvm.noundef, llvm.nonnull, llvm.align = 8 : i64, llvm.readonly, llvm.noalias, llvm.dereferenceable = 8 : i64}) -> !asptr.ptr<flat> {
// CHECK-NEXT:     %1 = asptr.load %0 align 8 noundef nonnull result_align(8) : !asptr.ptr<flat> -> !asptr.ptr<flat>
// CHECK-NEXT:     func.return %1 : !asptr.ptr<flat>
// CHECK-NEXT:   }
// CHECK-NEXT: }
