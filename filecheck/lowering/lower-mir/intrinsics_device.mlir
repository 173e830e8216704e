// RUN: rusticle-opt %s -p lower-mir | filecheck %s
// RUN: rusticle-opt %s -p lower-mir,lower-to-llvm | filecheck %s --check-prefix LLVM

// What the crate for kernels asks of the compiler. The scope of an atomic is the type of it among
// the generic arguments; `System` is no scope, and neither is any other type.

// Memory that the launch sizes is one global without a size, aligned for the strictest that asks.

// CHECK:       asptr.global external @launch_sized_workgroup_mem in local size 0 align 8
// LLVM:        llvm.mlir.global external @launch_sized_workgroup_mem() {{.*}}: !llvm.array<0 x i8>

mir.struct @A : !mir.adt<"demo::Cell"> { v: ui32 }
mir.struct @S : !mir.adt<"demo::Signed"> { v: si32 }

// CHECK-LABEL: func.func private @scoped(
// CHECK-NEXT:    %{{.*}} = asptr.atomic_load monotonic syncscope("wavefront") %{{.*}} align 4
// CHECK-NEXT:    %{{.*}} = asptr.atomic_rmw umax acq_rel syncscope("agent") %{{.*}}, %{{.*}} align 4
// CHECK-NEXT:    %{{.*}} = asptr.atomic_rmw xchg seq_cst %{{.*}}, %{{.*}} align 4
// CHECK-NEXT:    asptr.atomic_store release syncscope("workgroup") %{{.*}}, %{{.*}} align 4
// CHECK-NEXT:    asptr.fence seq_cst syncscope("workgroup")
mir.func @scoped(%_1: !mir.ref<!mir.adt<"demo::Cell">>, %_2: ui32) -> ui32 {
  %_0 = mir.local 0 : ui32
  %_3 = mir.local 3 : ui32
  %_4 = mir.local 4 : ui32
  %_5 = mir.local 5 : !mir.tuple<>
  mir.goto ^bb0
^bb0:
  %a = mir.copy %_1 : !mir.ref<!mir.adt<"demo::Cell">>
  mir.call_intrinsic "device_load"[!mir.adt<"demo::Cell">, !mir.adt<"rusticle_device::atomic::Wavefront">, #builtin.int<0>](%a) into %_0 : (!mir.ref<!mir.adt<"demo::Cell">>) -> ui32, ^bb1
^bb1:
  %b = mir.copy %_1 : !mir.ref<!mir.adt<"demo::Cell">>
  %v = mir.copy %_2 : ui32
  mir.call_intrinsic "device_fetch_max"[!mir.adt<"demo::Cell">, !mir.adt<"rusticle_device::atomic::Agent">, #builtin.int<3>](%b, %v) into %_3 : (!mir.ref<!mir.adt<"demo::Cell">>, ui32) -> ui32, ^bb2
^bb2:
  %c = mir.copy %_1 : !mir.ref<!mir.adt<"demo::Cell">>
  %w = mir.copy %_2 : ui32
  mir.call_intrinsic "device_swap"[!mir.adt<"demo::Cell">, !mir.adt<"rusticle_device::atomic::System">, #builtin.int<4>](%c, %w) into %_4 : (!mir.ref<!mir.adt<"demo::Cell">>, ui32) -> ui32, ^bb3
^bb3:
  %d = mir.copy %_1 : !mir.ref<!mir.adt<"demo::Cell">>
  %x = mir.copy %_2 : ui32
  mir.call_intrinsic "device_store"[!mir.adt<"demo::Cell">, !mir.adt<"rusticle_device::atomic::Workgroup">, #builtin.int<1>](%d, %x) into %_5 : (!mir.ref<!mir.adt<"demo::Cell">>, ui32) -> !mir.tuple<>, ^bb4
^bb4:
  mir.call_intrinsic "device_fence"[!mir.adt<"rusticle_device::atomic::Workgroup">, #builtin.int<4>]() into %_5 : () -> !mir.tuple<>, ^bb5
^bb5:
  mir.return
}

// The sign of what is compared is that of the value.

// CHECK-LABEL: func.func private @signed(
// CHECK:         asptr.atomic_rmw min monotonic syncscope("workgroup") %{{.*}}, %{{.*}} align 4
mir.func @signed(%_1: !mir.ref<!mir.adt<"demo::Signed">>, %_2: si32) -> si32 {
  %_0 = mir.local 0 : si32
  mir.goto ^bb0
^bb0:
  %a = mir.copy %_1 : !mir.ref<!mir.adt<"demo::Signed">>
  %v = mir.copy %_2 : si32
  mir.call_intrinsic "device_fetch_min"[!mir.adt<"demo::Signed">, !mir.adt<"rusticle_device::atomic::Workgroup">, #builtin.int<0>](%a, %v) into %_0 : (!mir.ref<!mir.adt<"demo::Signed">>, si32) -> si32, ^bb1
^bb1:
  mir.return
}

// CHECK-LABEL: func.func private @sized(
// CHECK:         asptr.addressof @launch_sized_workgroup_mem : !asptr.ptr<local>
// CHECK-NEXT:    asptr.cast %{{.*}} : !asptr.ptr<local> -> !asptr.ptr<flat>
// CHECK:         asptr.addressof @launch_sized_workgroup_mem : !asptr.ptr<local>
mir.func @sized() -> !mir.ptr<mut ui64> {
  %_0 = mir.local 0 : !mir.ptr<mut ui64>
  %_1 = mir.local 1 : !mir.ptr<mut ui16>
  mir.goto ^bb0
^bb0:
  mir.call_intrinsic "device_launch_sized_memory"[ui16]() into %_1 : () -> !mir.ptr<mut ui16>, ^bb1
^bb1:
  mir.call_intrinsic "gpu_launch_sized_workgroup_mem"[ui64]() into %_0 : () -> !mir.ptr<mut ui64>, ^bb2
^bb2:
  mir.return
}

// CHECK-LABEL: func.func private @implicit(
// CHECK:         %[[P:.*]] = hsa.implicitarg_ptr
// CHECK-NEXT:    asptr.cast %[[P]] : !asptr.ptr<constant> -> !asptr.ptr<flat>
mir.func @implicit() -> !mir.ptr<const !mir.tuple<>> {
  %_0 = mir.local 0 : !mir.ptr<const !mir.tuple<>>
  mir.goto ^bb0
^bb0:
  mir.call_intrinsic "device_implicit_arguments"[]() into %_0 : () -> !mir.ptr<const !mir.tuple<>>, ^bb1
^bb1:
  mir.return
}
