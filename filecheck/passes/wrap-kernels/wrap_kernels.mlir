// RUN: rusticle-opt %s -p wrap-kernels | filecheck %s
// RUN: rusticle-opt %s -p 'wrap-kernels{when=always}' | filecheck %s --check-prefix ALWAYS
// RUN: rusticle-opt %s -p wrap-kernels,lower-mir | filecheck %s --check-prefix ASPTR

// A kernel that calls itself becomes a function, which the kernel calls; one that nothing refers to
// stays as it is.

mir.func public "gpu-kernel" @fact(%_1 "n": ui32) -> !mir.tuple<> link_name "fact" inline "never" target_features "wavefrontsize32" kernel {
  %_0 = mir.local 0 : !mir.tuple<>
  mir.goto ^bb0
^bb0:
  %x = mir.copy %_1 : ui32
  mir.call @fact(%x) into %_0 : (ui32) -> !mir.tuple<>, ^bb1
^bb1:
  mir.return
}

mir.func public @"demo::lonely"(%_1: ui32) -> !mir.tuple<> kernel {
  %_0 = mir.local 0 : !mir.tuple<>
  mir.goto ^bb0
^bb0:
  mir.return
}

// So does one whose address is taken, in code, in a constant or in a table.

mir.func public @"demo::taken"(%_1: ui32) -> !mir.tuple<> kernel {
  %_0 = mir.local 0 : !mir.tuple<>
  mir.goto ^bb0
^bb0:
  mir.return
}

mir.func public @"demo::stored"(%_1: ui32) -> !mir.never kernel {
  %_0 = mir.local 0 : !mir.never
  mir.goto ^bb0
^bb0:
  mir.unreachable
}
mir.alloc @table align 8 "\00\00\00\00\00\00\00\00" relocations [0: @"demo::stored"]

mir.func private @user() -> !mir.fn_ptr<(ui32) -> !mir.tuple<>> {
  %_0 = mir.local 0 : !mir.fn_ptr<(ui32) -> !mir.tuple<>>
  mir.goto ^bb0
^bb0:
  %c = mir.constant #mir.fn<@"demo::taken"> : !mir.fn_def<"demo::taken">
  %p = mir.cast reify_fn_pointer %c callee @"demo::taken" : !mir.fn_def<"demo::taken"> -> !mir.fn_ptr<(ui32) -> !mir.tuple<>>
  mir.assign %_0, %p : !mir.fn_ptr<(ui32) -> !mir.tuple<>>
  mir.return
}

// CHECK:      builtin.module {
// CHECK-NEXT:   mir.func public "gpu-kernel" @"fact as kernel"(%_1 "n": ui32) -> !mir.tuple<> link_name "fact" rust_path "fact" target_features "wavefrontsize32" kernel {
// CHECK-NEXT:     %_0 = mir.local 0 : !mir.tuple<>
// CHECK-NEXT:     mir.goto ^bb0
// CHECK-NEXT:   ^bb0:
// CHECK-NEXT:     %0 = mir.move %_1 : ui32
// CHECK-NEXT:     mir.call @fact(%0) into %_0 : (ui32) -> !mir.tuple<>, ^bb1
// CHECK-NEXT:   ^bb1:
// CHECK-NEXT:     mir.return
// CHECK-NEXT:   }
// CHECK-NEXT:   mir.func private @fact(%_1 "n": ui32) -> !mir.tuple<> inline "never" target_features "wavefrontsize32" {
// CHECK-NEXT:     %_0 = mir.local 0 : !mir.tuple<>
// CHECK-NEXT:     mir.goto ^bb0
// CHECK-NEXT:   ^bb0:
// CHECK-NEXT:     %x = mir.copy %_1 : ui32
// CHECK-NEXT:     mir.call @fact(%x) into %_0 : (ui32) -> !mir.tuple<>, ^bb1
// CHECK-NEXT:   ^bb1:
// CHECK-NEXT:     mir.return
// CHECK-NEXT:   }
// CHECK-NEXT:   mir.func public @"demo::lonely"(%_1: ui32) -> !mir.tuple<> kernel {
// CHECK-NEXT:     %_0 = mir.local 0 : !mir.tuple<>
// CHECK-NEXT:     mir.goto ^bb0
// CHECK-NEXT:   ^bb0:
// CHECK-NEXT:     mir.return
// CHECK-NEXT:   }
// CHECK-NEXT:   mir.func public @"demo::taken as kernel"(%_1: ui32) -> !mir.tuple<> link_name "demo::taken" rust_path "demo::taken" kernel {
// CHECK-NEXT:     %_0 = mir.local 0 : !mir.tuple<>
// CHECK-NEXT:     mir.goto ^bb0
// CHECK-NEXT:   ^bb0:
// CHECK-NEXT:     %0 = mir.move %_1 : ui32
// CHECK-NEXT:     mir.call @"demo::taken"(%0) into %_0 : (ui32) -> !mir.tuple<>, ^bb1
// CHECK-NEXT:   ^bb1:
// CHECK-NEXT:     mir.return
// CHECK-NEXT:   }
// CHECK-NEXT:   mir.func private @"demo::taken"(%_1: ui32) -> !mir.tuple<> {
// CHECK-NEXT:     %_0 = mir.local 0 : !mir.tuple<>
// CHECK-NEXT:     mir.goto ^bb0
// CHECK-NEXT:   ^bb0:
// CHECK-NEXT:     mir.return
// CHECK-NEXT:   }
// CHECK-NEXT:   mir.func public @"demo::stored as kernel"(%_1: ui32) -> !mir.tuple<> link_name "demo::stored" rust_path "demo::stored" kernel {
// CHECK-NEXT:     %_0 = mir.local 0 : !mir.tuple<>
// CHECK-NEXT:     %_2 = mir.local 2 : !mir.never
// CHECK-NEXT:     mir.goto ^bb0
// CHECK-NEXT:   ^bb0:
// CHECK-NEXT:     %0 = mir.move %_1 : ui32
// CHECK-NEXT:     mir.call @"demo::stored"(%0) into %_2 : (ui32) -> !mir.never
// CHECK-NEXT:   }
// CHECK-NEXT:   mir.func private @"demo::stored"(%_1: ui32) -> !mir.never {
// CHECK-NEXT:     %_0 = mir.local 0 : !mir.never
// CHECK-NEXT:     mir.goto ^bb0
// CHECK-NEXT:   ^bb0:
// CHECK-NEXT:     mir.unreachable
// CHECK-NEXT:   }
// CHECK-NEXT:   mir.alloc @table align 8 "\00\00\00\00\00\00\00\00" relocations [0: @"demo::stored"]
// CHECK-NEXT:   mir.func private @user() -> !mir.fn_ptr<(ui32) -> !mir.tuple<>> {
// CHECK-NEXT:     %_0 = mir.local 0 : !mir.fn_ptr<(ui32) -> !mir.tuple<>>
// CHECK-NEXT:     mir.goto ^bb0
// CHECK-NEXT:   ^bb0:
// CHECK-NEXT:     %c = mir.constant fn<@"demo::taken"> : !mir.fn_def<"demo::taken">
// CHECK-NEXT:     %p = mir.cast reify_fn_pointer %c callee @"demo::taken" : !mir.fn_def<"demo::taken"> -> !mir.fn_ptr<(ui32) -> !mir.tuple<>>
// CHECK-NEXT:     mir.assign %_0, %p : !mir.fn_ptr<(ui32) -> !mir.tuple<>>
// CHECK-NEXT:     mir.return
// CHECK-NEXT:   }
// CHECK-NEXT: }

// ALWAYS:      builtin.module {
// ALWAYS-NEXT:   mir.func public "gpu-kernel" @"fact as kernel"(%_1 "n": ui32) -> !mir.tuple<> link_name "fact" rust_path "fact" target_features "wavefrontsize32" kernel {
// ALWAYS-NEXT:     %_0 = mir.local 0 : !mir.tuple<>
// ALWAYS-NEXT:     mir.goto ^bb0
// ALWAYS-NEXT:   ^bb0:
// ALWAYS-NEXT:     %0 = mir.move %_1 : ui32
// ALWAYS-NEXT:     mir.call @fact(%0) into %_0 : (ui32) -> !mir.tuple<>, ^bb1
// ALWAYS-NEXT:   ^bb1:
// ALWAYS-NEXT:     mir.return
// ALWAYS-NEXT:   }
// ALWAYS-NEXT:   mir.func private @fact(%_1 "n": ui32) -> !mir.tuple<> inline "never" target_features "wavefrontsize32" {
// ALWAYS-NEXT:     %_0 = mir.local 0 : !mir.tuple<>
// ALWAYS-NEXT:     mir.goto ^bb0
// ALWAYS-NEXT:   ^bb0:
// ALWAYS-NEXT:     %x = mir.copy %_1 : ui32
// ALWAYS-NEXT:     mir.call @fact(%x) into %_0 : (ui32) -> !mir.tuple<>, ^bb1
// ALWAYS-NEXT:   ^bb1:
// ALWAYS-NEXT:     mir.return
// ALWAYS-NEXT:   }
// ALWAYS-NEXT:   mir.func public @"demo::lonely as kernel"(%_1: ui32) -> !mir.tuple<> link_name "demo::lonely" rust_path "demo::lonely" kernel {
// ALWAYS-NEXT:     %_0 = mir.local 0 : !mir.tuple<>
// ALWAYS-NEXT:     mir.goto ^bb0
// ALWAYS-NEXT:   ^bb0:
// ALWAYS-NEXT:     %0 = mir.move %_1 : ui32
// ALWAYS-NEXT:     mir.call @"demo::lonely"(%0) into %_0 : (ui32) -> !mir.tuple<>, ^bb1
// ALWAYS-NEXT:   ^bb1:
// ALWAYS-NEXT:     mir.return
// ALWAYS-NEXT:   }
// ALWAYS-NEXT:   mir.func private @"demo::lonely"(%_1: ui32) -> !mir.tuple<> {
// ALWAYS-NEXT:     %_0 = mir.local 0 : !mir.tuple<>
// ALWAYS-NEXT:     mir.goto ^bb0
// ALWAYS-NEXT:   ^bb0:
// ALWAYS-NEXT:     mir.return
// ALWAYS-NEXT:   }
// ALWAYS-NEXT:   mir.func public @"demo::taken as kernel"(%_1: ui32) -> !mir.tuple<> link_name "demo::taken" rust_path "demo::taken" kernel {
// ALWAYS-NEXT:     %_0 = mir.local 0 : !mir.tuple<>
// ALWAYS-NEXT:     mir.goto ^bb0
// ALWAYS-NEXT:   ^bb0:
// ALWAYS-NEXT:     %0 = mir.move %_1 : ui32
// ALWAYS-NEXT:     mir.call @"demo::taken"(%0) into %_0 : (ui32) -> !mir.tuple<>, ^bb1
// ALWAYS-NEXT:   ^bb1:
// ALWAYS-NEXT:     mir.return
// ALWAYS-NEXT:   }
// ALWAYS-NEXT:   mir.func private @"demo::taken"(%_1: ui32) -> !mir.tuple<> {
// ALWAYS-NEXT:     %_0 = mir.local 0 : !mir.tuple<>
// ALWAYS-NEXT:     mir.goto ^bb0
// ALWAYS-NEXT:   ^bb0:
// ALWAYS-NEXT:     mir.return
// ALWAYS-NEXT:   }
// ALWAYS-NEXT:   mir.func public @"demo::stored as kernel"(%_1: ui32) -> !mir.tuple<> link_name "demo::stored" rust_path "demo::stored" kernel {
// ALWAYS-NEXT:     %_0 = mir.local 0 : !mir.tuple<>
// ALWAYS-NEXT:     %_2 = mir.local 2 : !mir.never
// ALWAYS-NEXT:     mir.goto ^bb0
// ALWAYS-NEXT:   ^bb0:
// ALWAYS-NEXT:     %0 = mir.move %_1 : ui32
// ALWAYS-NEXT:     mir.call @"demo::stored"(%0) into %_2 : (ui32) -> !mir.never
// ALWAYS-NEXT:   }
// ALWAYS-NEXT:   mir.func private @"demo::stored"(%_1: ui32) -> !mir.never {
// ALWAYS-NEXT:     %_0 = mir.local 0 : !mir.never
// ALWAYS-NEXT:     mir.goto ^bb0
// ALWAYS-NEXT:   ^bb0:
// ALWAYS-NEXT:     mir.unreachable
// ALWAYS-NEXT:   }
// ALWAYS-NEXT:   mir.alloc @table align 8 "\00\00\00\00\00\00\00\00" relocations [0: @"demo::stored"]
// ALWAYS-NEXT:   mir.func private @user() -> !mir.fn_ptr<(ui32) -> !mir.tuple<>> {
// ALWAYS-NEXT:     %_0 = mir.local 0 : !mir.fn_ptr<(ui32) -> !mir.tuple<>>
// ALWAYS-NEXT:     mir.goto ^bb0
// ALWAYS-NEXT:   ^bb0:
// ALWAYS-NEXT:     %c = mir.constant fn<@"demo::taken"> : !mir.fn_def<"demo::taken">
// ALWAYS-NEXT:     %p = mir.cast reify_fn_pointer %c callee @"demo::taken" : !mir.fn_def<"demo::taken"> -> !mir.fn_ptr<(ui32) -> !mir.tuple<>>
// ALWAYS-NEXT:     mir.assign %_0, %p : !mir.fn_ptr<(ui32) -> !mir.tuple<>>
// ALWAYS-NEXT:     mir.return
// ALWAYS-NEXT:   }
// ALWAYS-NEXT: }

// ASPTR:      builtin.module {
// ASPTR-NEXT:   asptr.global constant linkage(private) @table in constant size 8 align 8 = <zero 8, at 0 @"demo::stored.fn">
// ASPTR-NEXT:   hsa.kernel @fact(%0: i32 {llvm.noundef}) attributes {arg_names = ["n"], arg_types = ["u32"], target_features = ["+wavefrontsize32"]} {
// ASPTR-NEXT:     func.call @fact.fn(%0) : (i32) -> ()
// ASPTR-NEXT:     hsa.return
// ASPTR-NEXT:   }
// ASPTR-NEXT:   func.func private @fact.fn(%0: i32 {llvm.noundef}) attributes {llvm.passthrough = ["noinline"], llvm.target_features = #llvm.target_features<["+wavefrontsize32"]>} {
// ASPTR-NEXT:     func.call @fact.fn(%0) : (i32) -> ()
// ASPTR-NEXT:     func.return
// ASPTR-NEXT:   }
// ASPTR-NEXT:   hsa.kernel @"demo::lonely"(%0: i32 {llvm.noundef}) attributes {arg_names = ["arg0"], arg_types = ["u32"]} {
// ASPTR-NEXT:     hsa.return
// ASPTR-NEXT:   }
// ASPTR-NEXT:   hsa.kernel @"demo::taken"(%0: i32 {llvm.noundef}) attributes {arg_names = ["arg0"], arg_types = ["u32"]} {
// ASPTR-NEXT:     func.call @"demo::taken.fn"(%0) : (i32) -> ()
// ASPTR-NEXT:     hsa.return
// ASPTR-NEXT:   }
// ASPTR-NEXT:   func.func private @"demo::taken.fn"(%0: i32 {llvm.noundef}) {
// ASPTR-NEXT:     func.return
// ASPTR-NEXT:   }
// ASPTR-NEXT:   hsa.kernel @"demo::stored"(%0: i32 {llvm.noundef}) attributes {arg_names = ["arg0"], arg_types = ["u32"]} {
// ASPTR-NEXT:     func.call @"demo::stored.fn"(%0) : (i32) -> ()
// ASPTR-NEXT:     ub.unreachable
// ASPTR-NEXT:   }
// ASPTR-NEXT:   func.func private @"demo::stored.fn"(%0: i32 {llvm.noundef}) {
// ASPTR-NEXT:     ub.unreachable
// ASPTR-NEXT:   }
// ASPTR-NEXT:   func.func private @user() -> !asptr.ptr<flat> {
// ASPTR-NEXT:     %0 = asptr.addressof @"demo::taken.fn" : !asptr.ptr<flat>
// ASPTR-NEXT:     func.return %0 : !asptr.ptr<flat>
// ASPTR-NEXT:   }
// ASPTR-NEXT: }
