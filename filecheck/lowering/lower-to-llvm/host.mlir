// RUN: rusticle-opt %s -p 'lower-to-llvm{target=x86_64-unknown-linux-gnu}' | filecheck %s

// A CPU has one address space, and casts within it are nothing.
asptr.global @tile in local size 16 align 8
hsa.kernel @k(%p: !asptr.ptr<global>, %n: i64) attributes {max_flat_workgroup_size = 128 : i32} {
  %x = asptr.alloca size 8 align 8 : !asptr.ptr<private>
  %f = asptr.cast %x : !asptr.ptr<private> -> !asptr.ptr<flat>
  %z = asptr.null : !asptr.ptr<private>
  %t = asptr.addressof @tile : !asptr.ptr<local>
  asptr.fence release syncscope("agent")
  hsa.return
}

// CHECK:      llvm.target_triple = "x86_64-unknown-linux-gnu"
// CHECK:      llvm.mlir.global internal @tile() {addr_space = 0 : i32, alignment = 8 : i64} : !llvm.array<16 x i8> {
// CHECK-NEXT:   %{{[0-9]+}} = llvm.mlir.poison : !llvm.array<16 x i8>
// CHECK-NEXT:   llvm.return %{{[0-9]+}} : !llvm.array<16 x i8>
// CHECK:      llvm.func protected @k(%p: !llvm.ptr, %n: i64) attributes {no_unwind} {
// CHECK-NEXT:   %{{[0-9]+}} = llvm.mlir.constant(1 : i32) : i32
// CHECK-NEXT:   %x = llvm.alloca %{{[0-9]+}} x !llvm.array<8 x i8> {alignment = 8 : i64} : (i32) -> !llvm.ptr
// CHECK-NEXT:   %z = llvm.mlir.zero : !llvm.ptr
// CHECK-NEXT:   %t = llvm.mlir.addressof @tile : !llvm.ptr
// CHECK-NEXT:   llvm.fence release
// CHECK-NEXT:   llvm.return
