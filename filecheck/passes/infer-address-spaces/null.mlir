// RUN: rusticle-opt %s -p infer-address-spaces,verify-address-spaces | filecheck %s

// Null has other bits in `local` and `private` than in `flat`, and is still null.

asptr.global linkage(internal) @tile in local size 64 align 8

// CHECK-LABEL: hsa.kernel @null_or_lds
hsa.kernel @null_or_lds(%c: i1) {
  %l = asptr.addressof @tile : !asptr.ptr<local>
  %lf = asptr.cast %l : !asptr.ptr<local> -> !asptr.ptr<flat>
  %null = asptr.null : !asptr.ptr<flat>
  // CHECK: %[[N:.*]] = asptr.null : !asptr.ptr<local>
  // CHECK: %[[P:.*]] = arith.select %{{.*}}, %{{.*}}, %[[N]] : !asptr.ptr<local>
  %p = arith.select %c, %lf, %null : !asptr.ptr<flat>
  // CHECK: asptr.cmp eq, %[[P]], %[[N]] : !asptr.ptr<local>
  %is_null = asptr.cmp eq, %p, %null : !asptr.ptr<flat>
  cf.cond_br %is_null, ^out, ^use
^use:
  // CHECK: asptr.load {{.*}} : !asptr.ptr<local> -> i32
  %v = asptr.load %p align 4 : !asptr.ptr<flat> -> i32
  cf.br ^out
^out:
  hsa.return
}

// CHECK-LABEL: hsa.kernel @null_on_an_edge
hsa.kernel @null_on_an_edge(%c: i1) {
  %x = asptr.alloca size 4 align 4 : !asptr.ptr<private>
  %xf = asptr.cast %x : !asptr.ptr<private> -> !asptr.ptr<flat>
  %null = asptr.null : !asptr.ptr<flat>
  // CHECK: %[[N:.*]] = asptr.null : !asptr.ptr<private>
  // CHECK: cf.cond_br %{{.*}}, ^{{.*}}(%[[N]] : !asptr.ptr<private>), ^{{.*}}(%{{.*}} : !asptr.ptr<private>)
  cf.cond_br %c, ^use(%null : !asptr.ptr<flat>), ^use(%xf : !asptr.ptr<flat>)
^use(%p: !asptr.ptr<flat>):
  // CHECK: asptr.cmp ne, {{.*}} : !asptr.ptr<private>
  %some = asptr.cmp ne, %p, %null : !asptr.ptr<flat>
  hsa.return
}

// A pointer that is only ever null points to no memory, and keeps its type.
// CHECK-LABEL: hsa.kernel @only_null
hsa.kernel @only_null(%out: !asptr.ptr<flat>) {
  // CHECK: asptr.null : !asptr.ptr<flat>
  %null = asptr.null : !asptr.ptr<flat>
  // CHECK: asptr.store {{.*}} : !asptr.ptr<flat>, !asptr.ptr<global>
  asptr.store %null, %out align 8 : !asptr.ptr<flat>, !asptr.ptr<flat>
  hsa.return
}

// LLVM's `nonnull` says "not all zero bits", which an address in LDS may well be.
// CHECK-LABEL: func.func private @nonnull_argument
// CHECK-SAME:    (%{{.*}}: !asptr.ptr<local> {llvm.noundef}, %{{.*}}: !asptr.ptr<global> {llvm.nonnull})
func.func private @nonnull_argument(%p: !asptr.ptr<flat> {llvm.noundef, llvm.nonnull},
                                    %q: !asptr.ptr<flat> {llvm.nonnull}) {
  %v = asptr.load %p align 4 : !asptr.ptr<flat> -> i32
  asptr.store %v, %q align 4 : i32, !asptr.ptr<flat>
  func.return
}
hsa.kernel @caller(%q: !asptr.ptr<flat>) {
  %l = asptr.addressof @tile : !asptr.ptr<local>
  %lf = asptr.cast %l : !asptr.ptr<local> -> !asptr.ptr<flat>
  func.call @nonnull_argument(%lf, %q) : (!asptr.ptr<flat>, !asptr.ptr<flat>) -> ()
  hsa.return
}

// CHECK-LABEL: hsa.kernel @poison_on_an_edge
hsa.kernel @poison_on_an_edge(%p: !asptr.ptr<flat>, %c: i1) {
  %u = ub.poison : !asptr.ptr<flat>
  // CHECK: %[[U:.*]] = ub.poison : !asptr.ptr<global>
  // CHECK: cf.cond_br %{{.*}}, ^{{.*}}(%[[U]] : !asptr.ptr<global>), ^{{.*}}(%{{.*}} : !asptr.ptr<global>)
  cf.cond_br %c, ^use(%u : !asptr.ptr<flat>), ^use(%p : !asptr.ptr<flat>)
^use(%q: !asptr.ptr<flat>):
  hsa.return
}

// What `promote-allocas` has for memory that was not written on some way.
// CHECK-LABEL: hsa.kernel @undefined_on_an_edge
hsa.kernel @undefined_on_an_edge(%p: !asptr.ptr<flat>, %c: i1) {
  %u = llvm.mlir.undef : !asptr.ptr<flat>
  // CHECK: %[[U:.*]] = llvm.mlir.undef : !asptr.ptr<global>
  // CHECK: cf.cond_br %{{.*}}, ^{{.*}}(%[[U]] : !asptr.ptr<global>), ^{{.*}}(%{{.*}} : !asptr.ptr<global>)
  cf.cond_br %c, ^use(%u : !asptr.ptr<flat>), ^use(%p : !asptr.ptr<flat>)
^use(%q: !asptr.ptr<flat>):
  hsa.return
}
