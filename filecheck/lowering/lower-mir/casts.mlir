// RUN: rusticle-opt %s -p lower-mir | filecheck %s
// RUN: rusticle-opt %s -p lower-mir,lower-to-llvm | filecheck %s --check-prefix LLVM

// `as`: by the source's sign, saturating from floats; pointers keep their address.

mir.func @sign_extend(%_1: si8) -> ui64 {
  %_0 = mir.local 0 : ui64
  mir.goto ^bb0
^bb0:
  %a = mir.copy %_1 : si8
  %r = mir.cast int_to_int %a : si8 -> ui64
  mir.assign %_0, %r : ui64
  mir.return
}

mir.func @zero_extend(%_1: !mir.bool) -> ui32 {
  %_0 = mir.local 0 : ui32
  mir.goto ^bb0
^bb0:
  %a = mir.copy %_1 : !mir.bool
  %r = mir.cast int_to_int %a : !mir.bool -> ui32
  mir.assign %_0, %r : ui32
  mir.return
}

mir.func @truncate(%_1: si64) -> ui16 {
  %_0 = mir.local 0 : ui16
  mir.goto ^bb0
^bb0:
  %a = mir.copy %_1 : si64
  %r = mir.cast int_to_int %a : si64 -> ui16
  mir.assign %_0, %r : ui16
  mir.return
}

mir.func @same_width(%_1: si32) -> ui32 {
  %_0 = mir.local 0 : ui32
  mir.goto ^bb0
^bb0:
  %a = mir.copy %_1 : si32
  %r = mir.cast int_to_int %a : si32 -> ui32
  mir.assign %_0, %r : ui32
  mir.return
}

mir.func @to_float(%_1: ui64) -> f32 {
  %_0 = mir.local 0 : f32
  mir.goto ^bb0
^bb0:
  %a = mir.copy %_1 : ui64
  %r = mir.cast int_to_float %a : ui64 -> f32
  mir.assign %_0, %r : f32
  mir.return
}

mir.func @from_float(%_1: f64) -> si8 {
  %_0 = mir.local 0 : si8
  mir.goto ^bb0
^bb0:
  %a = mir.copy %_1 : f64
  %r = mir.cast float_to_int %a : f64 -> si8
  mir.assign %_0, %r : si8
  mir.return
}

mir.func @narrow(%_1: f64) -> f32 {
  %_0 = mir.local 0 : f32
  mir.goto ^bb0
^bb0:
  %a = mir.copy %_1 : f64
  %r = mir.cast float_to_float %a : f64 -> f32
  mir.assign %_0, %r : f32
  mir.return
}

mir.func @thin(%_1: !mir.ptr<const !mir.slice<ui8>>) -> !mir.ptr<const ui8> {
  %_0 = mir.local 0 : !mir.ptr<const ui8>
  mir.goto ^bb0
^bb0:
  %a = mir.copy %_1 : !mir.ptr<const !mir.slice<ui8>>
  %r = mir.cast ptr_to_ptr %a : !mir.ptr<const !mir.slice<ui8>> -> !mir.ptr<const ui8>
  mir.assign %_0, %r : !mir.ptr<const ui8>
  mir.return
}

mir.func @expose(%_1: !mir.ptr<const ui8>) -> !mir.usize {
  %_0 = mir.local 0 : !mir.usize
  mir.goto ^bb0
^bb0:
  %a = mir.copy %_1 : !mir.ptr<const ui8>
  %r = mir.cast expose_provenance %a : !mir.ptr<const ui8> -> !mir.usize
  mir.assign %_0, %r : !mir.usize
  mir.return
}

mir.func @with_exposed(%_1: !mir.usize) -> !mir.ptr<const ui8> {
  %_0 = mir.local 0 : !mir.ptr<const ui8>
  mir.goto ^bb0
^bb0:
  %a = mir.copy %_1 : !mir.usize
  %r = mir.cast with_exposed_provenance %a : !mir.usize -> !mir.ptr<const ui8>
  mir.assign %_0, %r : !mir.ptr<const ui8>
  mir.return
}

mir.func @bits(%_1: f32) -> ui32 {
  %_0 = mir.local 0 : ui32
  mir.goto ^bb0
^bb0:
  %a = mir.copy %_1 : f32
  %r = mir.cast transmute %a : f32 -> ui32
  mir.assign %_0, %r : ui32
  mir.return
}

mir.func @byte_to_bool(%_1: ui8) -> !mir.bool {
  %_0 = mir.local 0 : !mir.bool
  mir.goto ^bb0
^bb0:
  %a = mir.copy %_1 : ui8
  %r = mir.cast transmute %a : ui8 -> !mir.bool
  mir.assign %_0, %r : !mir.bool
  mir.return
}

mir.func @through_memory(%_1: ui64) -> !mir.tuple<ui32, ui32> {
  %_0 = mir.local 0 : !mir.tuple<ui32, ui32>
  mir.goto ^bb0
^bb0:
  %a = mir.copy %_1 : ui64
  %r = mir.cast transmute %a : ui64 -> !mir.tuple<ui32, ui32>
  mir.assign %_0, %r : !mir.tuple<ui32, ui32>
  mir.return
}

mir.func @sizes_differ(%_1: ui64) -> ui32 {
  %_0 = mir.local 0 : ui32
  mir.goto ^bb0
^bb0:
  %a = mir.copy %_1 : ui64
  %r = mir.cast transmute %a : ui64 -> ui32
  mir.assign %_0, %r : ui32
  mir.return
}

// LLVM: llvm.func

// CHECK:      builtin.module {
// CHECK-NEXT:   func.func private @sign_extend(%0: i8 {llvm.noundef}) -> i64 {
// CHECK-NEXT:     %1 = arith.extsi %0 : i8 to i64
// CHECK-NEXT:     func.return %1 : i64
// CHECK-NEXT:   }
// CHECK-NEXT:   func.func private @zero_extend(%0: i1 {llvm.noundef, llvm.zeroext}) -> i32 {
// CHECK-NEXT:     %1 = arith.extui %0 : i1 to i32
// CHECK-NEXT:     func.return %1 : i32
// CHECK-NEXT:   }
// CHECK-NEXT:   func.func private @truncate(%0: i64 {llvm.noundef}) -> i16 {
// CHECK-NEXT:     %1 = arith.trunci %0 : i64 to i16
// CHECK-NEXT:     func.return %1 : i16
// CHECK-NEXT:   }
// CHECK-NEXT:   func.func private @same_width(%0: i32 {llvm.noundef}) -> i32 {
// CHECK-NEXT:     func.return %0 : i32
// CHECK-NEXT:   }
// CHECK-NEXT:   func.func private @to_float(%0: i64 {llvm.noundef}) -> f32 {
// CHECK-NEXT:     %1 = arith.uitofp %0 : i64 to f32
// CHECK-NEXT:     func.return %1 : f32
// CHECK-NEXT:   }
// CHECK-NEXT:   func.func private @from_float(%0: f64 {llvm.noundef}) -> i8 {
// CHECK-NEXT:     %1 = llvm.call_intrinsic "llvm.fptosi.sat"(%0) : (f64) -> i8
// CHECK-NEXT:     func.return %1 : i8
// CHECK-NEXT:   }
// CHECK-NEXT:   func.func private @narrow(%0: f64 {llvm.noundef}) -> f32 {
// CHECK-NEXT:     %1 = arith.truncf %0 : f64 to f32
// CHECK-NEXT:     func.return %1 : f32
// CHECK-NEXT:   }
// CHECK-NEXT:   func.func private @thin(%0: !asptr.ptr<flat> {llvm.noundef}, %1: i64 {llvm.noundef}) -> !asptr.ptr<flat> {
// CHECK-NEXT:     func.return %0 : !asptr.ptr<flat>
// CHECK-NEXT:   }
// CHECK-NEXT:   func.func private @expose(%0: !asptr.ptr<flat> {llvm.noundef}) -> i64 {
// CHECK-NEXT:     %1 = asptr.ptrtoint %0 : !asptr.ptr<flat> -> i64
// CHECK-NEXT:     func.return %1 : i64
// CHECK-NEXT:   }
// CHECK-NEXT:   func.func private @with_exposed(%0: i64 {llvm.noundef}) -> !asptr.ptr<flat> {
// CHECK-NEXT:     %1 = asptr.inttoptr %0 : i64 -> !asptr.ptr<flat>
// CHECK-NEXT:     func.return %1 : !asptr.ptr<flat>
// CHECK-NEXT:   }
// CHECK-NEXT:   func.func private @bits(%0: f32 {llvm.noundef}) -> i32 {
// CHECK-NEXT:     %1 = arith.bitcast %0 : f32 to i32
// CHECK-NEXT:     func.return %1 : i32
// CHECK-NEXT:   }
// CHECK-NEXT:   func.func private @byte_to_bool(%0: i8 {llvm.noundef}) -> i1 {
// CHECK-NEXT:     %1 = arith.trunci %0 : i8 to i1
// CHECK-NEXT:     func.return %1 : i1
// CHECK-NEXT:   }
// CHECK-NEXT:   func.func private @through_memory(%0: i64 {llvm.noundef}) -> (i32, i32) {
// CHECK-NEXT:     %1 = asptr.alloca size 8 align 8 : !asptr.ptr<private>
// CHECK-NEXT:     asptr.store %0, %1 align 8 : i64, !asptr.ptr<private>
// CHECK-NEXT:     %2 = asptr.displace %1 by 4 : !asptr.ptr<private>
// CHECK-NEXT:     %3 = asptr.load %1 align 8 noundef : !asptr.ptr<private> -> i32
// CHECK-NEXT:     %4 = asptr.load %2 align 4 noundef : !asptr.ptr<private> -> i32
// CHECK-NEXT:     func.return %3, %4 : i32, i32
// CHECK-NEXT:   }
// CHECK-NEXT:   func.func private @sizes_differ(%0: i64 {llvm.noundef}) -> i32 {
// CHECK-NEXT:     %1 = ub.poison : i32
// CHECK-NEXT:     func.return %1 : i32
// CHECK-NEXT:   }
// CHECK-NEXT: }
