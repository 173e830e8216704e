// RUN: rusticle-opt %s -p lower-mir | filecheck %s
// RUN: rusticle-opt %s -p lower-mir,lower-to-llvm | filecheck %s --check-prefix LLVM

// Constants of scalars are immediate, others are globals that equal ones share.

mir.enum @"Option<u32>" : !mir.adt<"core::option::Option", ui32> { None = 0, Some = 1 { "0": ui32 } }
mir.struct @Big : !mir.adt<"demo::Big"> { a: ui64, b: ui64, c: ui8 }
mir.alloc @data align 4 "\01\00\00\00\02\00\00\00"
mir.func @negative() -> si16 {
  %_0 = mir.local 0 : si16
  mir.goto ^bb0
^bb0:
  %r = mir.constant -2 : si16
  mir.assign %_0, %r : si16
  mir.return
}

mir.func @boolean() -> !mir.bool {
  %_0 = mir.local 0 : !mir.bool
  mir.goto ^bb0
^bb0:
  %r = mir.constant true : !mir.bool
  mir.assign %_0, %r : !mir.bool
  mir.return
}

mir.func @minus_zero() -> f32 {
  %_0 = mir.local 0 : f32
  mir.goto ^bb0
^bb0:
  %r = mir.constant float<"-0.0"> : f32
  mir.assign %_0, %r : f32
  mir.return
}

mir.func @nan() -> f64 {
  %_0 = mir.local 0 : f64
  mir.goto ^bb0
^bb0:
  %r = mir.constant float<"NaN"> : f64
  mir.assign %_0, %r : f64
  mir.return
}

mir.func @quad() -> f128 {
  %_0 = mir.local 0 : f128
  mir.goto ^bb0
^bb0:
  %r = mir.constant float<"1.5"> : f128
  mir.assign %_0, %r : f128
  mir.return
}

mir.func @string() -> !mir.ref<!mir.str> {
  %_0 = mir.local 0 : !mir.ref<!mir.str>
  mir.goto ^bb0
^bb0:
  %r = mir.constant str<"rust"> : !mir.ref<!mir.str>
  mir.assign %_0, %r : !mir.ref<!mir.str>
  mir.return
}

mir.func @same_string() -> !mir.ref<!mir.str> {
  %_0 = mir.local 0 : !mir.ref<!mir.str>
  mir.goto ^bb0
^bb0:
  %r = mir.constant str<"rust"> : !mir.ref<!mir.str>
  mir.assign %_0, %r : !mir.ref<!mir.str>
  mir.return
}

mir.func @empty() -> !mir.ref<!mir.str> {
  %_0 = mir.local 0 : !mir.ref<!mir.str>
  mir.goto ^bb0
^bb0:
  %r = mir.constant str<""> : !mir.ref<!mir.str>
  mir.assign %_0, %r : !mir.ref<!mir.str>
  mir.return
}

mir.func @bytes() -> !mir.ref<!mir.array<ui8, 2>> {
  %_0 = mir.local 0 : !mir.ref<!mir.array<ui8, 2>>
  mir.goto ^bb0
^bb0:
  %r = mir.constant bytes<"\00\FF"> : !mir.ref<!mir.array<ui8, 2>>
  mir.assign %_0, %r : !mir.ref<!mir.array<ui8, 2>>
  mir.return
}

mir.func @pointer() -> !mir.ref<ui32> {
  %_0 = mir.local 0 : !mir.ref<ui32>
  mir.goto ^bb0
^bb0:
  %r = mir.constant pointer<@data + 4> : !mir.ref<ui32>
  mir.assign %_0, %r : !mir.ref<ui32>
  mir.return
}

mir.func @null() -> !mir.ptr<const ui8> {
  %_0 = mir.local 0 : !mir.ptr<const ui8>
  mir.goto ^bb0
^bb0:
  %r = mir.constant address<0> : !mir.ptr<const ui8>
  mir.assign %_0, %r : !mir.ptr<const ui8>
  mir.return
}

mir.func @dangling() -> !mir.ptr<const ui8> {
  %_0 = mir.local 0 : !mir.ptr<const ui8>
  mir.goto ^bb0
^bb0:
  %r = mir.constant address<4> : !mir.ptr<const ui8>
  mir.assign %_0, %r : !mir.ptr<const ui8>
  mir.return
}

mir.func @some() -> !mir.adt<"core::option::Option", ui32> {
  %_0 = mir.local 0 : !mir.adt<"core::option::Option", ui32>
  mir.goto ^bb0
^bb0:
  %r = mir.constant aggregate<"Some", 5> : !mir.adt<"core::option::Option", ui32>
  mir.assign %_0, %r : !mir.adt<"core::option::Option", ui32>
  mir.return
}

mir.func @big() -> !mir.adt<"demo::Big"> {
  %_0 = mir.local 0 : !mir.adt<"demo::Big">
  mir.goto ^bb0
^bb0:
  %r = mir.constant aggregate<1, 2, 3> : !mir.adt<"demo::Big">
  mir.assign %_0, %r : !mir.adt<"demo::Big">
  mir.return
}

mir.func @uninit() -> ui32 {
  %_0 = mir.local 0 : ui32
  mir.goto ^bb0
^bb0:
  %r = mir.constant uninit : ui32
  mir.assign %_0, %r : ui32
  mir.return
}

mir.func @unit() -> !mir.tuple<> {
  %_0 = mir.local 0 : !mir.tuple<>
  mir.goto ^bb0
^bb0:
  %r = mir.constant zst : !mir.tuple<>
  mir.assign %_0, %r : !mir.tuple<>
  mir.return
}

// LLVM: llvm.func

// CHECK:      builtin.module {
// CHECK-NEXT:   asptr.global constant linkage(private) @data in constant size 8 align 4 = <"0100000002000000">
// CHECK-NEXT:   asptr.global constant linkage(private) @const.0 in constant size 4 align 1 = <"72757374">
// CHECK-NEXT:   asptr.global constant linkage(private) @const.1 in constant size 2 align 1 = <"00ff">
// CHECK-NEXT:   asptr.global constant linkage(private) @const.2 in constant size 24 align 8 = <"010000000000000002000000000000000300000000000000", undef 17 to 24>
// CHECK-NEXT:   func.func private @negative() -> i16 {
// CHECK-NEXT:     %0 = arith.constant -2 : i16
// CHECK-NEXT:     func.return %0 : i16
// CHECK-NEXT:   }
// CHECK-NEXT:   func.func private @boolean() -> i1 {
// CHECK-NEXT:     %0 = arith.constant true
// CHECK-NEXT:     func.return %0 : i1
// CHECK-NEXT:   }
// CHECK-NEXT:   func.func private @minus_zero() -> f32 {
// CHECK-NEXT:     %0 = arith.constant -0.000000e+00 : f32
// CHECK-NEXT:     func.return %0 : f32
// CHECK-NEXT:   }
// CHECK-NEXT:   func.func private @nan() -> f64 {
// CHECK-NEXT:     %0 = arith.constant 9221120237041090560 : i64
// CHECK-NEXT:     %1 = arith.bitcast %0 : i64 to f64
// CHECK-NEXT:     func.return %1 : f64
// CHECK-NEXT:   }
// CHECK-NEXT:   func.func private @quad() -> f128 {
// CHECK-NEXT:     %0 = arith.constant 85067995581805348452029386609777442816 : i128
// CHECK-NEXT:     %1 = arith.bitcast %0 : i128 to f128
// CHECK-NEXT:     func.return %1 : f128
// CHECK-NEXT:   }
// CHECK-NEXT:   func.func private @string() -> (!asptr.ptr<flat>, i64) {
// CHECK-NEXT:     %0 = asptr.addressof @const.0 : !asptr.ptr<constant>
// CHECK-NEXT:     %1 = asptr.cast %0 : !asptr.ptr<constant> -> !asptr.ptr<flat>
// CHECK-NEXT:     %2 = arith.constant 4 : i64
// CHECK-NEXT:     func.return %1, %2 : !asptr.ptr<flat>, i64
// CHECK-NEXT:   }
// CHECK-NEXT:   func.func private @same_string() -> (!asptr.ptr<flat>, i64) {
// CHECK-NEXT:     %0 = asptr.addressof @const.0 : !asptr.ptr<constant>
// CHECK-NEXT:     %1 = asptr.cast %0 : !asptr.ptr<constant> -> !asptr.ptr<flat>
// CHECK-NEXT:     %2 = arith.constant 4 : i64
// CHECK-NEXT:     func.return %1, %2 : !asptr.ptr<flat>, i64
// CHECK-NEXT:   }
// CHECK-NEXT:   func.func private @empty() -> (!asptr.ptr<flat>, i64) {
// CHECK-NEXT:     %0 = arith.constant 1 : i64
// CHECK-NEXT:     %1 = asptr.inttoptr %0 : i64 -> !asptr.ptr<flat>
// CHECK-NEXT:     %2 = arith.constant 0 : i64
// CHECK-NEXT:     func.return %1, %2 : !asptr.ptr<flat>, i64
// CHECK-NEXT:   }
// CHECK-NEXT:   func.func private @bytes() -> !asptr.ptr<flat> {
// CHECK-NEXT:     %0 = asptr.addressof @const.1 : !asptr.ptr<constant>
// CHECK-NEXT:     %1 = asptr.cast %0 : !asptr.ptr<constant> -> !asptr.ptr<flat>
// CHECK-NEXT:     func.return %1 : !asptr.ptr<flat>
// CHECK-NEXT:   }
// CHECK-NEXT:   func.func private @pointer() -> !asptr.ptr<flat> {
// CHECK-NEXT:     %0 = asptr.addressof @data : !asptr.ptr<constant>
// CHECK-NEXT:     %1 = asptr.cast %0 : !asptr.ptr<constant> -> !asptr.ptr<flat>
// CHECK-NEXT:     %2 = asptr.displace %1 by 4 : !asptr.ptr<flat>
// CHECK-NEXT:     func.return %2 : !asptr.ptr<flat>
// CHECK-NEXT:   }
// CHECK-NEXT:   func.func private @null() -> !asptr.ptr<flat> {
// CHECK-NEXT:     %0 = asptr.null : !asptr.ptr<flat>
// CHECK-NEXT:     func.return %0 : !asptr.ptr<flat>
// CHECK-NEXT:   }
// CHECK-NEXT:   func.func private @dangling() -> !asptr.ptr<flat> {
// CHECK-NEXT:     %0 = arith.constant 4 : i64
// CHECK-NEXT:     %1 = asptr.inttoptr %0 : i64 -> !asptr.ptr<flat>
// CHECK-NEXT:     func.return %1 : !asptr.ptr<flat>
// CHECK-NEXT:   }
// CHECK-NEXT:   func.func private @some() -> (i32, i32) {
// CHECK-NEXT:     %0 = arith.constant 1 : i32
// CHECK-NEXT:     %1 = arith.constant 5 : i32
// CHECK-NEXT:     func.return %0, %1 : i32, i32
// CHECK-NEXT:   }
// CHECK-NEXT:   func.func private @big(%0: !asptr.ptr<private> {llvm.noundef, llvm.noalias, llvm.align = 8 : i64, llvm.dereferenceable = 24 : i64, llvm.writable}) {
// CHECK-NEXT:     %1 = asptr.addressof @const.2 : !asptr.ptr<constant>
// CHECK-NEXT:     %2 = arith.constant 24 : i64
// CHECK-NEXT:     asptr.copy %0 align 8, %1 align 8, %2 : !asptr.ptr<private>, !asptr.ptr<constant>
// CHECK-NEXT:     func.return
// CHECK-NEXT:   }
// CHECK-NEXT:   func.func private @uninit() -> i32 {
// CHECK-NEXT:     %0 = ub.poison : i32
// CHECK-NEXT:     func.return %0 : i32
// CHECK-NEXT:   }
// CHECK-NEXT:   func.func private @unit() {
// CHECK-NEXT:     func.return
// CHECK-NEXT:   }
// CHECK-NEXT: }
