// RUN: rusticle-opt %s --print-debuginfo | rusticle-opt --print-debuginfo | filecheck %s

// A kernel as rustc prints it, line by line:
//
//   extern "gpu-kernel" fn vadd(_1: *const f32, _2: *mut f32, _3: usize, _4: f32) -> ()

mir.func public "gpu-kernel" @vadd(%_1 "x": !mir.ptr<const f32>, %_2 "y": !mir.ptr<mut f32>, %_3 "n": !mir.usize, %_4 "a": f32) -> !mir.tuple<> link_name "vadd" rust_path "vadd::vadd" kernel {
  %_0 = mir.local 0 : !mir.tuple<>
  %_5 = mir.local 5 "i" : !mir.usize
  %_6 = mir.local 6 : !mir.bool
  %_8 = mir.local 8 : f32
  %_9 = mir.local 9 : !mir.ptr<const f32>
  mir.goto ^bb0
^bb0:
  // _5 = gid() -> [return: bb1, unwind unreachable];
  mir.call @gid() into %_5 : () -> !mir.usize, [return: ^bb1, unwind unreachable]
^bb1:
  // StorageLive(_6);
  mir.storage_live %_6 : !mir.bool loc("vadd.rs":10:8)
  // _6 = Lt(copy _5, copy _3);
  %0 = mir.copy %_5 : !mir.usize
  %1 = mir.copy %_3 : !mir.usize
  %2 = mir.binary lt %0, %1 : !mir.usize loc("vadd.rs":10:8)
  mir.assign %_6, %2 : !mir.bool
  // switchInt(move _6) -> [0: bb3, otherwise: bb2];
  %3 = mir.move %_6 : !mir.bool
  mir.switch_int %3 : !mir.bool [0: ^bb3, otherwise: ^bb2] loc("vadd.rs":10:8)
^bb2:
  // _9 = Offset(copy _1, copy _5);
  %4 = mir.copy %_1 : !mir.ptr<const f32>
  %5 = mir.copy %_5 : !mir.usize
  %6 = mir.binary offset %4, %5 : !mir.ptr<const f32>, !mir.usize
  mir.assign %_9, %6 : !mir.ptr<const f32>
  // _8 = copy (*_9);
  %7 = mir.deref %_9 : !mir.ptr<const f32>
  %8 = mir.copy %7 : f32
  mir.assign %_8, %8 : f32
  // goto -> bb3;
  mir.goto ^bb3
^bb3:
  // return;
  mir.return
}
mir.func private @gid() -> !mir.usize

// CHECK:         mir.func public "gpu-kernel" @vadd(%_1 "x": !mir.ptr<const f32>, %_2 "y": !mir.ptr<mut f32>, %_3 "n": !mir.usize, %_4 "a": f32) -> !mir.tuple<> link_name "vadd" rust_path "vadd::vadd" kernel {
// CHECK-NEXT:      %_0 = mir.local 0 : !mir.tuple<> loc(unknown)
// CHECK-NEXT:      %_5 = mir.local 5 "i" : !mir.usize loc(unknown)
// CHECK-NEXT:      %_6 = mir.local 6 : !mir.bool loc(unknown)
// CHECK-NEXT:      %_8 = mir.local 8 : f32 loc(unknown)
// CHECK-NEXT:      %_9 = mir.local 9 : !mir.ptr<const f32> loc(unknown)
// CHECK-NEXT:      mir.goto ^bb0 loc(unknown)
// CHECK-NEXT:    ^bb0:
// CHECK-NEXT:      mir.call @gid() into %_5 : () -> !mir.usize, [return: ^bb1, unwind unreachable] loc(unknown)
// CHECK-NEXT:    ^bb1:
// CHECK-NEXT:      mir.storage_live %_6 : !mir.bool loc("vadd.rs":10:8)
// CHECK-NEXT:      %0 = mir.copy %_5 : !mir.usize loc(unknown)
// CHECK-NEXT:      %1 = mir.copy %_3 : !mir.usize loc(unknown)
// CHECK-NEXT:      %2 = mir.binary lt %0, %1 : !mir.usize loc("vadd.rs":10:8)
// CHECK-NEXT:      mir.assign %_6, %2 : !mir.bool loc(unknown)
// CHECK-NEXT:      %3 = mir.move %_6 : !mir.bool loc(unknown)
// CHECK-NEXT:      mir.switch_int %3 : !mir.bool [0: ^bb3, otherwise: ^bb2] loc("vadd.rs":10:8)
// CHECK-NEXT:    ^bb2:
// CHECK-NEXT:      %4 = mir.copy %_1 : !mir.ptr<const f32> loc(unknown)
// CHECK-NEXT:      %5 = mir.copy %_5 : !mir.usize loc(unknown)
// CHECK-NEXT:      %6 = mir.binary offset %4, %5 : !mir.ptr<const f32>, !mir.usize loc(unknown)
// CHECK-NEXT:      mir.assign %_9, %6 : !mir.ptr<const f32> loc(unknown)
// CHECK-NEXT:      %7 = mir.deref %_9 : !mir.ptr<const f32> loc(unknown)
// CHECK-NEXT:      %8 = mir.copy %7 : f32 loc(unknown)
// CHECK-NEXT:      mir.assign %_8, %8 : f32 loc(unknown)
// CHECK-NEXT:      mir.goto ^bb3 loc(unknown)
// CHECK-NEXT:    ^bb3:
// CHECK-NEXT:      mir.return loc(unknown)
// CHECK-NEXT:    } loc(unknown)
