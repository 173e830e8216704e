// RUN: rusticle-opt %s -p lower-to-llvm | filecheck %s

// The call that stops a wave is followed by the program's end: before `llvm.unreachable` LLVM would
// remove it.

func.func @halt() {
  %value = arith.constant 1 : i32
  hsa.intrinsic "llvm.amdgcn.s.sethalt"(%value) : (i32) -> ()
  ub.unreachable
}

// CHECK:      llvm.func {{.*}}@halt
// CHECK:        llvm.call_intrinsic "llvm.amdgcn.s.sethalt"(%{{.*}}) : (i32) -> ()
// CHECK-NEXT:   llvm.call_intrinsic "llvm.amdgcn.endpgm"() : () -> ()
// CHECK-NEXT:   llvm.unreachable
