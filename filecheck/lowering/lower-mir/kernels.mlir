// RUN: rusticle-opt %s -p lower-mir | filecheck %s
// RUN: rusticle-opt %s -p lower-mir,lower-to-llvm | filecheck %s --check-prefix LLVM

// Kernels take scalars as they are and anything else by reference to constant memory.

mir.struct @Big : !mir.adt<"demo::Big"> { a: ui64, b: ui64, c: ui8 }

mir.func public "gpu-kernel" @vadd(%_1 "x": !mir.ref<!mir.slice<f32>>, %_2 "out": !mir.ptr<mut f32>, %_3 "big": !mir.adt<"demo::Big">, %_4 "flag": !mir.bool, %_5 "unit": !mir.tuple<>) -> !mir.tuple<> link_name "vadd" kernel {
  %_0 = mir.local 0 : !mir.tuple<>
  mir.goto ^bb0
^bb0:
  %f = mir.field %_3[2] : !mir.adt<"demo::Big"> -> ui8
  %v = mir.copy %f : ui8
  %w = mir.cast int_to_float %v : ui8 -> f32
  %p = mir.deref %_2 : !mir.ptr<mut f32>
  mir.assign %p, %w : f32
  mir.return
}

// LLVM: llvm.func

// CHECK:      builtin.module {
// CHECK-NEXT:   hsa.kernel @vadd(%0: !asptr.ptr<flat> {llvm.noundef, llvm.nonnull, llvm.align = 4 : i64, llvm.readonly, llvm.noalias}, %1: i64 {llvm.noundef}, %2: !asptr.ptr<flat> {llvm.noundef}, %3: !asptr.ptr<constant> {llvm.noundef, llvm.align = 8 : i64, llvm.byref = !llvm.array<24 x i8>}, %4: i1 {llvm.noundef, llvm.zeroext}) attributes {arg_names = ["x.ptr", "x.len", "out", "big", "flag"], arg_types = ["&[f32]", "usize", "*mut f32", "demo::Big", "bool"]} {
// CHECK-NEXT:     %5 = asptr.displace %3 by 16 : !asptr.ptr<constant>
// CHECK-NEXT:     %6 = asptr.load %5 align 8 noundef : !asptr.ptr<constant> -> i8
// CHECK-NEXT:     %7 = arith.uitofp %6 : i8 to f32
// CHECK-NEXT:     asptr.store %7, %2 align 4 : f32, !asptr.ptr<flat>
// CHECK-NEXT:     hsa.return
// CHECK-NEXT:   }
// CHECK-NEXT: }
