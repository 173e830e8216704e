// RUN: rusticle-opt %s -p 'promote-kernel-sret' | filecheck %s
// RUN: rusticle-opt %s -p 'promote-kernel-sret{per=work-item}' | filecheck %s --check-prefix ITEM
// RUN: rusticle-opt %s -p 'promote-kernel-sret,lower-mir' | filecheck %s --check-prefix ASPTR

// A kernel that returns a value gets a pointer to where it goes; the function keeps its result.

mir.struct @Empty : !mir.adt<"demo::Empty"> {}

mir.func public @"demo::pair"(%_1 "result": ui32) -> !mir.tuple<ui32, ui64> target_features "wavefrontsize32" kernel {
  %_0 = mir.local 0 : !mir.tuple<ui32, ui64>
  mir.goto ^bb0
^bb0:
  mir.return
}

// One of no bytes is dropped, wherever it is in; `()` and `!` stay, and so does what is no kernel.

mir.func public @"demo::nothing"(%_1: ui32) -> !mir.tuple<!mir.adt<"demo::Empty">, !mir.array<ui32, 0>> kernel {
  %_0 = mir.local 0 : !mir.tuple<!mir.adt<"demo::Empty">, !mir.array<ui32, 0>>
  mir.goto ^bb0
^bb0:
  mir.return
}

mir.func public "gpu-kernel" @unit() -> !mir.tuple<> {
  %_0 = mir.local 0 : !mir.tuple<>
  mir.goto ^bb0
^bb0:
  mir.return
}

mir.func @plain() -> ui32 {
  %_0 = mir.local 0 : ui32
  mir.goto ^bb0
^bb0:
  mir.return
}

// CHECK:      builtin.module {
// CHECK-NEXT:   mir.struct @Empty : !mir.adt<"demo::Empty"> {}
// CHECK-NEXT:   mir.func public @"demo::pair as kernel"(%_1 "result_": !mir.ptr<mut !mir.tuple<ui32, ui64>>, %_2 "result": ui32) -> !mir.tuple<> link_name "demo::pair" rust_path "demo::pair" target_features "wavefrontsize32" sret "launch" kernel {
// CHECK-NEXT:     %_0 = mir.local 0 : !mir.tuple<>
// CHECK-NEXT:     %_3 = mir.local 3 : !mir.tuple<ui32, ui64>
// CHECK-NEXT:     %_4 = mir.local 4 : !mir.bool
// CHECK-NEXT:     mir.goto ^bb0
// CHECK-NEXT:   ^bb0:
// CHECK-NEXT:     %0 = mir.move %_2 : ui32
// CHECK-NEXT:     mir.call @"demo::pair"(%0) into %_3 : (ui32) -> !mir.tuple<ui32, ui64>, ^bb1
// CHECK-NEXT:   ^bb1:
// CHECK-NEXT:     mir.call_intrinsic "first_work_item"[]() into %_4 : () -> !mir.bool, ^bb2
// CHECK-NEXT:   ^bb2:
// CHECK-NEXT:     %1 = mir.copy %_4 : !mir.bool
// CHECK-NEXT:     mir.switch_int %1 : !mir.bool [0: ^bb3, otherwise: ^bb4]
// CHECK-NEXT:   ^bb3:
// CHECK-NEXT:     mir.return
// CHECK-NEXT:   ^bb4:
// CHECK-NEXT:     %2 = mir.move %_3 : !mir.tuple<ui32, ui64>
// CHECK-NEXT:     %3 = mir.deref %_1 : !mir.ptr<mut !mir.tuple<ui32, ui64>>
// CHECK-NEXT:     mir.assign %3, %2 : !mir.tuple<ui32, ui64>
// CHECK-NEXT:     mir.return
// CHECK-NEXT:   }
// CHECK-NEXT:   mir.func private @"demo::pair"(%_1 "result": ui32) -> !mir.tuple<ui32, ui64> target_features "wavefrontsize32" {
// CHECK-NEXT:     %_0 = mir.local 0 : !mir.tuple<ui32, ui64>
// CHECK-NEXT:     mir.goto ^bb0
// CHECK-NEXT:   ^bb0:
// CHECK-NEXT:     mir.return
// CHECK-NEXT:   }
// CHECK-NEXT:   mir.func public @"demo::nothing as kernel"(%_1: ui32) -> !mir.tuple<> link_name "demo::nothing" rust_path "demo::nothing" kernel {
// CHECK-NEXT:     %_0 = mir.local 0 : !mir.tuple<>
// CHECK-NEXT:     %_2 = mir.local 2 : !mir.tuple<!mir.adt<"demo::Empty">, !mir.array<ui32, 0>>
// CHECK-NEXT:     mir.goto ^bb0
// CHECK-NEXT:   ^bb0:
// CHECK-NEXT:     %0 = mir.move %_1 : ui32
// CHECK-NEXT:     mir.call @"demo::nothing"(%0) into %_2 : (ui32) -> !mir.tuple<!mir.adt<"demo::Empty">, !mir.array<ui32, 0>>, ^bb1
// CHECK-NEXT:   ^bb1:
// CHECK-NEXT:     mir.return
// CHECK-NEXT:   }
// CHECK-NEXT:   mir.func private @"demo::nothing"(%_1: ui32) -> !mir.tuple<!mir.adt<"demo::Empty">, !mir.array<ui32, 0>> {
// CHECK-NEXT:     %_0 = mir.local 0 : !mir.tuple<!mir.adt<"demo::Empty">, !mir.array<ui32, 0>>
// CHECK-NEXT:     mir.goto ^bb0
// CHECK-NEXT:   ^bb0:
// CHECK-NEXT:     mir.return
// CHECK-NEXT:   }
// CHECK-NEXT:   mir.func public "gpu-kernel" @unit() -> !mir.tuple<> {
// CHECK-NEXT:     %_0 = mir.local 0 : !mir.tuple<>
// CHECK-NEXT:     mir.goto ^bb0
// CHECK-NEXT:   ^bb0:
// CHECK-NEXT:     mir.return
// CHECK-NEXT:   }
// CHECK-NEXT:   mir.func @plain() -> ui32 {
// CHECK-NEXT:     %_0 = mir.local 0 : ui32
// CHECK-NEXT:     mir.goto ^bb0
// CHECK-NEXT:   ^bb0:
// CHECK-NEXT:     mir.return
// CHECK-NEXT:   }
// CHECK-NEXT: }

// ITEM:      builtin.module {
// ITEM-NEXT:   mir.struct @Empty : !mir.adt<"demo::Empty"> {}
// ITEM-NEXT:   mir.func public @"demo::pair as kernel"(%_1 "result_": !mir.ptr<mut !mir.tuple<ui32, ui64>>, %_2 "result": ui32) -> !mir.tuple<> link_name "demo::pair" rust_path "demo::pair" target_features "wavefrontsize32" sret "work-item" kernel {
// ITEM-NEXT:     %_0 = mir.local 0 : !mir.tuple<>
// ITEM-NEXT:     %_3 = mir.local 3 : !mir.tuple<ui32, ui64>
// ITEM-NEXT:     %_4 = mir.local 4 : !mir.usize
// ITEM-NEXT:     %_5 = mir.local 5 : !mir.ptr<mut !mir.tuple<ui32, ui64>>
// ITEM-NEXT:     mir.goto ^bb0
// ITEM-NEXT:   ^bb0:
// ITEM-NEXT:     %0 = mir.move %_2 : ui32
// ITEM-NEXT:     mir.call @"demo::pair"(%0) into %_3 : (ui32) -> !mir.tuple<ui32, ui64>, ^bb1
// ITEM-NEXT:   ^bb1:
// ITEM-NEXT:     mir.call_intrinsic "work_item_index"[]() into %_4 : () -> !mir.usize, ^bb2
// ITEM-NEXT:   ^bb2:
// ITEM-NEXT:     %1 = mir.copy %_1 : !mir.ptr<mut !mir.tuple<ui32, ui64>>
// ITEM-NEXT:     %2 = mir.copy %_4 : !mir.usize
// ITEM-NEXT:     %3 = mir.binary offset %1, %2 : !mir.ptr<mut !mir.tuple<ui32, ui64>>, !mir.usize
// ITEM-NEXT:     mir.assign %_5, %3 : !mir.ptr<mut !mir.tuple<ui32, ui64>>
// ITEM-NEXT:     %4 = mir.move %_3 : !mir.tuple<ui32, ui64>
// ITEM-NEXT:     %5 = mir.deref %_5 : !mir.ptr<mut !mir.tuple<ui32, ui64>>
// ITEM-NEXT:     mir.assign %5, %4 : !mir.tuple<ui32, ui64>
// ITEM-NEXT:     mir.return
// ITEM-NEXT:   }
// ITEM-NEXT:   mir.func private @"demo::pair"(%_1 "result": ui32) -> !mir.tuple<ui32, ui64> target_features "wavefrontsize32" {
// ITEM-NEXT:     %_0 = mir.local 0 : !mir.tuple<ui32, ui64>
// ITEM-NEXT:     mir.goto ^bb0
// ITEM-NEXT:   ^bb0:
// ITEM-NEXT:     mir.return
// ITEM-NEXT:   }
// ITEM-NEXT:   mir.func public @"demo::nothing as kernel"(%_1: ui32) -> !mir.tuple<> link_name "demo::nothing" rust_path "demo::nothing" kernel {
// ITEM-NEXT:     %_0 = mir.local 0 : !mir.tuple<>
// ITEM-NEXT:     %_2 = mir.local 2 : !mir.tuple<!mir.adt<"demo::Empty">, !mir.array<ui32, 0>>
// ITEM-NEXT:     mir.goto ^bb0
// ITEM-NEXT:   ^bb0:
// ITEM-NEXT:     %0 = mir.move %_1 : ui32
// ITEM-NEXT:     mir.call @"demo::nothing"(%0) into %_2 : (ui32) -> !mir.tuple<!mir.adt<"demo::Empty">, !mir.array<ui32, 0>>, ^bb1
// ITEM-NEXT:   ^bb1:
// ITEM-NEXT:     mir.return
// ITEM-NEXT:   }
// ITEM-NEXT:   mir.func private @"demo::nothing"(%_1: ui32) -> !mir.tuple<!mir.adt<"demo::Empty">, !mir.array<ui32, 0>> {
// ITEM-NEXT:     %_0 = mir.local 0 : !mir.tuple<!mir.adt<"demo::Empty">, !mir.array<ui32, 0>>
// ITEM-NEXT:     mir.goto ^bb0
// ITEM-NEXT:   ^bb0:
// ITEM-NEXT:     mir.return
// ITEM-NEXT:   }
// ITEM-NEXT:   mir.func public "gpu-kernel" @unit() -> !mir.tuple<> {
// ITEM-NEXT:     %_0 = mir.local 0 : !mir.tuple<>
// ITEM-NEXT:     mir.goto ^bb0
// ITEM-NEXT:   ^bb0:
// ITEM-NEXT:     mir.return
// ITEM-NEXT:   }
// ITEM-NEXT:   mir.func @plain() -> ui32 {
// ITEM-NEXT:     %_0 = mir.local 0 : ui32
// ITEM-NEXT:     mir.goto ^bb0
// ITEM-NEXT:   ^bb0:
// ITEM-NEXT:     mir.return
// ITEM-NEXT:   }
// ITEM-NEXT: }

// ASPTR:      builtin.module {
// ASPTR-NEXT:   hsa.kernel @"demo::pair"(%0: !asptr.ptr<global> {hsa.sret = !llvm.array<16 x i8>, llvm.noundef, llvm.nonnull, llvm.noalias, llvm.align = 8 : i64, llvm.dereferenceable = 16 : i64}, %1: i32 {llvm.noundef}) attributes {arg_names = ["result_", "result"], arg_types = ["*mut (u32, u64)", "u32"], target_features = ["+wavefrontsize32"]} {
// ASPTR-NEXT:     %2 = asptr.cast %0 : !asptr.ptr<global> -> !asptr.ptr<flat>
// ASPTR-NEXT:     %3, %4 = func.call @"demo::pair.fn"(%1) : (i32) -> (i32, i64)
// ASPTR-NEXT:     %5 = "gpu.thread_id"() <{dimension = #gpu<dim x>}> : () -> index
// ASPTR-NEXT:     %6 = arith.index_cast %5 : index to i64
// ASPTR-NEXT:     %7 = "gpu.thread_id"() <{dimension = #gpu<dim y>}> : () -> index
// ASPTR-NEXT:     %8 = arith.index_cast %7 : index to i64
// ASPTR-NEXT:     %9 = "gpu.thread_id"() <{dimension = #gpu<dim z>}> : () -> index
// ASPTR-NEXT:     %10 = arith.index_cast %9 : index to i64
// ASPTR-NEXT:     %11 = "gpu.block_id"() <{dimension = #gpu<dim x>}> : () -> index
// ASPTR-NEXT:     %12 = arith.index_cast %11 : index to i64
// ASPTR-NEXT:     %13 = "gpu.block_id"() <{dimension = #gpu<dim y>}> : () -> index
// ASPTR-NEXT:     %14 = arith.index_cast %13 : index to i64
// ASPTR-NEXT:     %15 = "gpu.block_id"() <{dimension = #gpu<dim z>}> : () -> index
// ASPTR-NEXT:     %16 = arith.index_cast %15 : index to i64
// ASPTR-NEXT:     %17 = arith.ori %6, %8 : i64
// ASPTR-NEXT:     %18 = arith.ori %17, %10 : i64
// ASPTR-NEXT:     %19 = arith.ori %18, %12 : i64
// ASPTR-NEXT:     %20 = arith.ori %19, %14 : i64
// ASPTR-NEXT:     %21 = arith.ori %20, %16 : i64
// ASPTR-NEXT:     %22 = arith.constant 0 : i64
// ASPTR-NEXT:     %23 = arith.cmpi eq, %21, %22 : i64
// ASPTR-NEXT:     cf.cond_br %23, ^bb1, ^bb2
// ASPTR-NEXT:   ^bb1:
// ASPTR-NEXT:     asptr.store %3, %2 align 8 : i32, !asptr.ptr<flat>
// ASPTR-NEXT:     %24 = asptr.displace %2 by 8 : !asptr.ptr<flat>
// ASPTR-NEXT:     asptr.store %4, %24 align 8 : i64, !asptr.ptr<flat>
// ASPTR-NEXT:     hsa.return
// ASPTR-NEXT:   ^bb2:
// ASPTR-NEXT:     hsa.return
// ASPTR-NEXT:   }
// ASPTR-NEXT:   func.func private @"demo::pair.fn"(%0: i32 {llvm.noundef}) -> (i32, i64) attributes {llvm.target_features = #llvm.target_features<["+wavefrontsize32"]>} {
// ASPTR-NEXT:     %1 = ub.poison : i32
// ASPTR-NEXT:     %2 = ub.poison : i64
// ASPTR-NEXT:     func.return %1, %2 : i32, i64
// ASPTR-NEXT:   }
// ASPTR-NEXT:   hsa.kernel @"demo::nothing"(%0: i32 {llvm.noundef}) attributes {arg_names = ["arg0"], arg_types = ["u32"]} {
// ASPTR-NEXT:     func.call @"demo::nothing.fn"(%0) : (i32) -> ()
// ASPTR-NEXT:     hsa.return
// ASPTR-NEXT:   }
// ASPTR-NEXT:   func.func private @"demo::nothing.fn"(%0: i32 {llvm.noundef}) {
// ASPTR-NEXT:     func.return
// ASPTR-NEXT:   }
// ASPTR-NEXT:   hsa.kernel @unit() attributes {arg_names = [], arg_types = []} {
// ASPTR-NEXT:     hsa.return
// ASPTR-NEXT:   }
// ASPTR-NEXT:   func.func private @plain() -> i32 {
// ASPTR-NEXT:     %0 = ub.poison : i32
// ASPTR-NEXT:     func.return %0 : i32
// ASPTR-NEXT:   }
// ASPTR-NEXT: }
