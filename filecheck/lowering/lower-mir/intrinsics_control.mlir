// RUN: rusticle-opt %s -p lower-mir | filecheck %s
// RUN: rusticle-opt %s -p lower-mir,lower-to-llvm | filecheck %s --check-prefix LLVM

// Control flow and hints.

mir.func @abort() -> !mir.never {
  %_0 = mir.local 0 : !mir.never
  mir.goto ^bb0
^bb0:
  mir.call_intrinsic "abort"[]() into %_0 : () -> !mir.never
}

mir.func @assume(%_1: !mir.bool) -> !mir.tuple<> {
  %_0 = mir.local 0 : !mir.tuple<>
  mir.goto ^bb0
^bb0:
  %a = mir.copy %_1 : !mir.bool
  mir.call_intrinsic "assume"[](%a) into %_0 : (!mir.bool) -> !mir.tuple<>, ^bb1
^bb1:
  mir.return
}

mir.func @cold() -> !mir.tuple<> {
  %_0 = mir.local 0 : !mir.tuple<>
  mir.goto ^bb0
^bb0:
  mir.call_intrinsic "cold_path"[]() into %_0 : () -> !mir.tuple<>, ^bb1
^bb1:
  mir.return
}

mir.func @select(%_1: !mir.bool, %_2: ui32, %_3: ui32) -> ui32 {
  %_0 = mir.local 0 : ui32
  mir.goto ^bb0
^bb0:
  %a = mir.copy %_1 : !mir.bool
  %b = mir.copy %_2 : ui32
  %c = mir.copy %_3 : ui32
  mir.call_intrinsic "select_unpredictable"[](%a, %b, %c) into %_0 : (!mir.bool, ui32, ui32) -> ui32, ^bb1
^bb1:
  mir.return
}

mir.func @opaque(%_1: !mir.bool) -> !mir.bool {
  %_0 = mir.local 0 : !mir.bool
  mir.goto ^bb0
^bb0:
  %a = mir.copy %_1 : !mir.bool
  mir.call_intrinsic "black_box"[](%a) into %_0 : (!mir.bool) -> !mir.bool, ^bb1
^bb1:
  mir.return
}

mir.func @checks() -> !mir.bool {
  %_0 = mir.local 0 : !mir.bool
  mir.goto ^bb0
^bb0:
  mir.call_intrinsic "ub_checks"[]() into %_0 : () -> !mir.bool, ^bb1
^bb1:
  mir.return
}

mir.func @dispatch() -> !mir.ptr<const !mir.tuple<>> {
  %_0 = mir.local 0 : !mir.ptr<const !mir.tuple<>>
  mir.goto ^bb0
^bb0:
  mir.call_intrinsic "amdgpu_dispatch_ptr"[]() into %_0 : () -> !mir.ptr<const !mir.tuple<>>, ^bb1
^bb1:
  mir.return
}

// LLVM: llvm.func

// CHECK:      builtin.module {
// CHECK-NEXT:   func.func private @abort() {
// CHECK-NEXT:     hsa.trap kind "abort"
// CHECK-NEXT:     ub.unreachable
// CHECK-NEXT:   }
// CHECK-NEXT:   func.func private @assume(%0: i1 {llvm.noundef, llvm.zeroext}) {
// CHECK-NEXT:     llvm.intr.assume %0 : i1
// CHECK-NEXT:     func.return
// CHECK-NEXT:   }
// CHECK-NEXT:   func.func private @cold() {
// CHECK-NEXT:     func.return
// CHECK-NEXT:   }
// CHECK-NEXT:   func.func private @select(%0: i1 {llvm.noundef, llvm.zeroext}, %1: i32 {llvm.noundef}, %2: i32 {llvm.noundef}) -> i32 {
// CHECK-NEXT:     %3 = arith.select %0, %1, %2 : i32
// CHECK-NEXT:     func.return %3 : i32
// CHECK-NEXT:   }
// CHECK-NEXT:   func.func private @opaque(%0: i1 {llvm.noundef, llvm.zeroext}) -> i1 {
// CHECK-NEXT:     %1 = asptr.alloca size 1 align 1 : !asptr.ptr<private>
// CHECK-NEXT:     %2 = arith.extui %0 : i1 to i8
// CHECK-NEXT:     asptr.store volatile %2, %1 align 1 : i8, !asptr.ptr<private>
// CHECK-NEXT:     %3 = asptr.load volatile %1 align 1 : !asptr.ptr<private> -> i8
// CHECK-NEXT:     %4 = arith.trunci %3 : i8 to i1
// CHECK-NEXT:     func.return %4 : i1
// CHECK-NEXT:   }
// CHECK-NEXT:   func.func private @checks() -> i1 {
// CHECK-NEXT:     %0 = arith.constant false
// CHECK-NEXT:     func.return %0 : i1
// CHECK-NEXT:   }
// CHECK-NEXT:   func.func private @dispatch() -> !asptr.ptr<flat> {
// CHECK-NEXT:     %0 = hsa.dispatch_ptr
// CHECK-NEXT:     %1 = asptr.cast %0 : !asptr.ptr<constant> -> !asptr.ptr<flat>
// CHECK-NEXT:     func.return %1 : !asptr.ptr<flat>
// CHECK-NEXT:   }
// CHECK-NEXT: }
