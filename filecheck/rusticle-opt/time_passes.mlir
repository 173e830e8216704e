// RUN: rusticle-opt %s -p elaborate-drops,lower-mir,lower-to-llvm --time-passes | filecheck %s

builtin.module {}

// CHECK:      Pass elaborate-drops took {{[0-9.e-]+}} seconds
// CHECK-NEXT: Pass lower-mir took {{[0-9.e-]+}} seconds
// CHECK-NEXT: Pass lower-to-llvm took {{[0-9.e-]+}} seconds
