// RUN: rusticle-opt %s -p lower-to-llvm | filecheck %s

// Pointers are numbered by the target; what is known of a load goes along.
func.func @loads(%g: !asptr.ptr<global>, %f: !asptr.ptr<flat>, %c: !asptr.ptr<constant>) {
  %a = asptr.load %g align 4 : !asptr.ptr<global> -> f32
  %b = asptr.load %f align 1 noundef range<0, 2> : !asptr.ptr<flat> -> i8
  %p = asptr.load invariant %c align 8 nonnull dereferenceable(16) result_align(8) : !asptr.ptr<constant> -> !asptr.ptr<flat>
  %v = asptr.load volatile %g align 16 : !asptr.ptr<global> -> vector<4xf32>
  func.return
}

func.func @stores(%p: !asptr.ptr<local>, %x: i32, %q: !asptr.ptr<flat>) {
  asptr.store %x, %p align 4 : i32, !asptr.ptr<local>
  asptr.store volatile %q, %p align 8 : !asptr.ptr<flat>, !asptr.ptr<local>
  func.return
}

// Allocas gather in the entry block, whichever block they were in.
func.func @locals() {
  %x = asptr.alloca size 16 align 8 : !asptr.ptr<private>
  cf.br ^next
^next:
  %y = asptr.alloca size 4 align 4 : !asptr.ptr<private>
  func.return
}

func.func @addresses(%p: !asptr.ptr<global>, %i: i64, %j: i32) {
  %a = asptr.offset %p[%i] stride 4 : !asptr.ptr<global>
  %b = asptr.offset %p[%j] stride 12 wrapping : !asptr.ptr<global>, i32
  %c = asptr.offset %p[%i] stride 0 : !asptr.ptr<global>
  %d = asptr.displace %c by 24 : !asptr.ptr<global>
  %e = asptr.displace %p by 4294967296 : !asptr.ptr<global>
  func.return
}

func.func @casts(%l: !asptr.ptr<local>, %n: i64) -> i1 {
  %f = asptr.cast %l : !asptr.ptr<local> -> !asptr.ptr<flat>
  %g = asptr.cast %f : !asptr.ptr<flat> -> !asptr.ptr<global>
  %i = asptr.ptrtoint %l : !asptr.ptr<local> -> i32
  %q = asptr.inttoptr %n : i64 -> !asptr.ptr<global>
  %r = asptr.cmp ult, %g, %q : !asptr.ptr<global>
  func.return %r : i1
}

// The bits of null differ by space: 0 in flat and global, all ones in private and region.
func.func @nulls() {
  %f = asptr.null : !asptr.ptr<flat>
  %g = asptr.null : !asptr.ptr<global>
  %p = asptr.null : !asptr.ptr<private>
  %r = asptr.null : !asptr.ptr<region>
  func.return
}

func.func @copies(%a: !asptr.ptr<global>, %b: !asptr.ptr<constant>, %n: i64, %x: i8) {
  asptr.copy %a align 4, %b align 8, %n : !asptr.ptr<global>, !asptr.ptr<constant>
  asptr.copy volatile overlapping %a align 1, %a align 1, %n : !asptr.ptr<global>, !asptr.ptr<global>
  asptr.fill %a align 16, %x, %n : !asptr.ptr<global>
  func.return
}

// CHECK:      llvm.func protected @loads(%g: !llvm.ptr<1>, %f: !llvm.ptr, %c: !llvm.ptr<4>) attributes {no_unwind, convergent} {
// CHECK-NEXT:   %a = llvm.load %g {alignment = 4 : i64} : !llvm.ptr<1> -> f32
// CHECK-NEXT:   %b = llvm.load %f {alignment = 1 : i64, llvm.noundef, llvm.range = #llvm.constant_range<i8, 0, 2>} : !llvm.ptr -> i8
// CHECK-NEXT:   %p = llvm.load %c invariant dereferenceable<bytes = 16> {alignment = 8 : i64, llvm.nonnull, llvm.align = 8 : i64} : !llvm.ptr<4> -> !llvm.ptr
// CHECK-NEXT:   %v = llvm.load volatile %g {alignment = 16 : i64} : !llvm.ptr<1> -> vector<4xf32>
// CHECK-NEXT:   llvm.return
// CHECK:      llvm.func protected @stores(%p: !llvm.ptr<3>, %x: i32, %q: !llvm.ptr) attributes {no_unwind, convergent} {
// CHECK-NEXT:   llvm.store %x, %p {alignment = 4 : i64} : i32, !llvm.ptr<3>
// CHECK-NEXT:   llvm.store volatile %q, %p {alignment = 8 : i64} : !llvm.ptr, !llvm.ptr<3>
// CHECK-NEXT:   llvm.return
// CHECK:      llvm.func protected @locals() attributes {no_unwind, convergent} {
// CHECK-NEXT:   %{{[0-9]+}} = llvm.mlir.constant(1 : i32) : i32
// CHECK-NEXT:   %x = llvm.alloca %{{[0-9]+}} x !llvm.array<16 x i8> {alignment = 8 : i64} : (i32) -> !llvm.ptr<5>
// CHECK-NEXT:   %y = llvm.alloca %{{[0-9]+}} x !llvm.array<4 x i8> {alignment = 4 : i64} : (i32) -> !llvm.ptr<5>
// CHECK-NEXT:   llvm.br ^bb1
// CHECK-NEXT: ^bb1:
// CHECK-NEXT:   llvm.return
// CHECK:      llvm.func protected @addresses(%p: !llvm.ptr<1>, %i: i64, %j: i32) attributes {no_unwind, convergent} {
// CHECK-NEXT:   %a = llvm.getelementptr inbounds %p[%i] : (!llvm.ptr<1>, i64) -> !llvm.ptr<1>, i32
// CHECK-NEXT:   %b = llvm.getelementptr %p[%j] : (!llvm.ptr<1>, i32) -> !llvm.ptr<1>, !llvm.array<12 x i8>
// CHECK-NEXT:   %d = llvm.getelementptr inbounds %p[24] : (!llvm.ptr<1>) -> !llvm.ptr<1>, i8
// CHECK-NEXT:   %{{[0-9]+}} = llvm.mlir.constant(4294967296) : i64
// CHECK-NEXT:   %e = llvm.getelementptr inbounds %p[%{{[0-9]+}}] : (!llvm.ptr<1>, i64) -> !llvm.ptr<1>, i8
// CHECK-NEXT:   llvm.return
// CHECK:      llvm.func protected @casts(%l: !llvm.ptr<3>, %n: i64) -> i1 attributes {no_unwind, convergent} {
// CHECK-NEXT:   %f = llvm.addrspacecast %l : !llvm.ptr<3> to !llvm.ptr
// CHECK-NEXT:   %g = llvm.addrspacecast %f : !llvm.ptr to !llvm.ptr<1>
// CHECK-NEXT:   %i = llvm.ptrtoint %l : !llvm.ptr<3> to i32
// CHECK-NEXT:   %q = llvm.inttoptr %n : i64 to !llvm.ptr<1>
// CHECK-NEXT:   %r = llvm.icmp "ult" %g, %q : !llvm.ptr<1>
// CHECK-NEXT:   llvm.return %r : i1
// CHECK:      llvm.func protected @nulls() attributes {no_unwind, convergent} {
// CHECK-NEXT:   %f = llvm.mlir.zero : !llvm.ptr
// CHECK-NEXT:   %g = llvm.mlir.zero : !llvm.ptr<1>
// CHECK-NEXT:   %{{[0-9]+}} = llvm.mlir.zero : !llvm.ptr
// CHECK-NEXT:   %p = llvm.addrspacecast %{{[0-9]+}} : !llvm.ptr to !llvm.ptr<5>
// CHECK-NEXT:   %{{[0-9]+}} = llvm.mlir.constant(-1 : i32) : i32
// CHECK-NEXT:   %r = llvm.inttoptr %{{[0-9]+}} : i32 to !llvm.ptr<2>
// CHECK-NEXT:   llvm.return
// CHECK:      llvm.func protected @copies(%a: !llvm.ptr<1>, %b: !llvm.ptr<4>, %n: i64, %x: i8) attributes {no_unwind, convergent} {
// CHECK-NEXT:   "llvm.intr.memcpy"(%a, %b, %n) <{isVolatile = false, arg_attrs = [{llvm.align = 4 : i64}, {llvm.align = 8 : i64}, {}]}> : (!llvm.ptr<1>, !llvm.ptr<4>, i64) -> ()
// CHECK-NEXT:   "llvm.intr.memmove"(%a, %a, %n) <{isVolatile = true}> : (!llvm.ptr<1>, !llvm.ptr<1>, i64) -> ()
// CHECK-NEXT:   "llvm.intr.memset"(%a, %x, %n) <{isVolatile = false, arg_attrs = [{llvm.align = 16 : i64}, {}, {}]}> : (!llvm.ptr<1>, i8, i64) -> ()
// CHECK-NEXT:   llvm.return
