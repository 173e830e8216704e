// RUN: rusticle-opt %s | rusticle-opt | filecheck %s
// RUN: rusticle-opt %s --print-op-generic | rusticle-opt | filecheck %s

// CHECK-LABEL: func.func @alloca
func.func @alloca() {
  // CHECK-NEXT: %{{.*}} = asptr.alloca size 16 align 8 : !asptr.ptr<private>
  %a = asptr.alloca size 16 align 8 : !asptr.ptr<private>
  // CHECK-NEXT: %{{.*}} = asptr.alloca size 0 align 1 name "unit" : !asptr.ptr<private>
  %b = asptr.alloca size 0 align 1 name "unit" : !asptr.ptr<private>
  func.return
}

// CHECK-LABEL: func.func @load
func.func @load(%p: !asptr.ptr<global>) {
  // CHECK-NEXT: %{{.*}} = asptr.load %p align 4 : !asptr.ptr<global> -> f32
  %a = asptr.load %p align 4 : !asptr.ptr<global> -> f32
  // CHECK-NEXT: %{{.*}} = asptr.load volatile %p align 2 : !asptr.ptr<global> -> i16
  %b = asptr.load volatile %p align 2 : !asptr.ptr<global> -> i16
  // CHECK-NEXT: %{{.*}} = asptr.load nontemporal invariant %p align 16 noundef : !asptr.ptr<global> -> vector<4xf32>
  %c = asptr.load nontemporal invariant %p align 16 noundef : !asptr.ptr<global> -> vector<4xf32>
  // CHECK-NEXT: %{{.*}} = asptr.load %p align 1 noundef range<0, 2> : !asptr.ptr<global> -> i8
  %d = asptr.load %p align 1 noundef range<0, 2> : !asptr.ptr<global> -> i8
  // CHECK-NEXT: %{{.*}} = asptr.load %p align 1 range<1, 0> : !asptr.ptr<global> -> i8
  %e = asptr.load %p align 1 range<1, 0> : !asptr.ptr<global> -> i8
  // CHECK-NEXT: %{{.*}} = asptr.load %p align 8 noundef nonnull dereferenceable(16) result_align(8) : !asptr.ptr<global> -> !asptr.ptr<flat>
  %f = asptr.load %p align 8 noundef nonnull dereferenceable(16) result_align(8) : !asptr.ptr<global> -> !asptr.ptr<flat>
  func.return
}

// CHECK-LABEL: func.func @store
func.func @store(%p: !asptr.ptr<private>, %v: f32, %q: !asptr.ptr<flat>) {
  // CHECK-NEXT: asptr.store %v, %p align 4 : f32, !asptr.ptr<private>
  asptr.store %v, %p align 4 : f32, !asptr.ptr<private>
  // CHECK-NEXT: asptr.store volatile nontemporal %q, %p align 8 : !asptr.ptr<flat>, !asptr.ptr<private>
  asptr.store volatile nontemporal %q, %p align 8 : !asptr.ptr<flat>, !asptr.ptr<private>
  func.return
}

// CHECK-LABEL: func.func @copy
func.func @copy(%d: !asptr.ptr<private>, %s: !asptr.ptr<global>, %n: i64, %m: i32, %b: i8) {
  // CHECK-NEXT: asptr.copy %d align 8, %s align 4, %n : !asptr.ptr<private>, !asptr.ptr<global>
  asptr.copy %d align 8, %s align 4, %n : !asptr.ptr<private>, !asptr.ptr<global>
  // CHECK-NEXT: asptr.copy volatile overlapping %d align 1, %s align 1, %m : !asptr.ptr<private>, !asptr.ptr<global>, i32
  asptr.copy volatile overlapping %d align 1, %s align 1, %m : !asptr.ptr<private>, !asptr.ptr<global>, i32
  // CHECK-NEXT: asptr.fill %d align 8, %b, %n : !asptr.ptr<private>
  asptr.fill %d align 8, %b, %n : !asptr.ptr<private>
  // CHECK-NEXT: asptr.fill volatile %d align 8, %b, %m : !asptr.ptr<private>, i32
  asptr.fill volatile %d align 8, %b, %m : !asptr.ptr<private>, i32
  func.return
}

// CHECK-LABEL: func.func @lifetime
func.func @lifetime() {
  %x = asptr.alloca size 16 align 8 : !asptr.ptr<private>
  // CHECK: asptr.lifetime_start %{{.*}} : !asptr.ptr<private>
  asptr.lifetime_start %x : !asptr.ptr<private>
  // CHECK-NEXT: asptr.lifetime_end %{{.*}} : !asptr.ptr<private>
  asptr.lifetime_end %x : !asptr.ptr<private>
  func.return
}
