// RUN: rusticle-opt %s | rusticle-opt | filecheck %s
// RUN: rusticle-opt %s --print-op-generic | rusticle-opt | filecheck %s

// CHECK-LABEL: func.func @offset
func.func @offset(%p: !asptr.ptr<global>, %i: i64, %j: i32) {
  // CHECK-NEXT: %{{.*}} = asptr.offset %p[%i] stride 4 : !asptr.ptr<global>
  %a = asptr.offset %p[%i] stride 4 : !asptr.ptr<global>
  // CHECK-NEXT: %{{.*}} = asptr.offset %p[%j] stride 16 wrapping : !asptr.ptr<global>, i32
  %b = asptr.offset %p[%j] stride 16 wrapping : !asptr.ptr<global>, i32
  // CHECK-NEXT: %{{.*}} = asptr.offset %p[%i] stride 1 {note = "x"} : !asptr.ptr<global>
  %c = asptr.offset %p[%i] stride 1 {note = "x"} : !asptr.ptr<global>
  func.return
}

// CHECK-LABEL: func.func @displace
func.func @displace(%p: !asptr.ptr<flat>) {
  // CHECK-NEXT: %{{.*}} = asptr.displace %p by 8 : !asptr.ptr<flat>
  %a = asptr.displace %p by 8 : !asptr.ptr<flat>
  // CHECK-NEXT: %{{.*}} = asptr.displace %p by -8 wrapping : !asptr.ptr<flat>
  %b = asptr.displace %p by -8 wrapping : !asptr.ptr<flat>
  func.return
}

// CHECK-LABEL: func.func @cast
func.func @cast(%p: !asptr.ptr<private>) {
  // CHECK-NEXT: %{{.*}} = asptr.cast %p : !asptr.ptr<private> -> !asptr.ptr<flat>
  %a = asptr.cast %p : !asptr.ptr<private> -> !asptr.ptr<flat>
  // CHECK-NEXT: %{{.*}} = asptr.null : !asptr.ptr<local>
  %b = asptr.null : !asptr.ptr<local>
  func.return
}

// CHECK-LABEL: func.func @integers
func.func @integers(%p: !asptr.ptr<flat>, %q: !asptr.ptr<local>) {
  // CHECK-NEXT: %a = asptr.ptrtoint %p : !asptr.ptr<flat> -> i64
  %a = asptr.ptrtoint %p : !asptr.ptr<flat> -> i64
  // CHECK-NEXT: %{{.*}} = asptr.ptrtoint %q : !asptr.ptr<local> -> i32
  %b = asptr.ptrtoint %q : !asptr.ptr<local> -> i32
  // CHECK-NEXT: %{{.*}} = asptr.inttoptr %a : i64 -> !asptr.ptr<flat>
  %c = asptr.inttoptr %a : i64 -> !asptr.ptr<flat>
  func.return
}

// CHECK-LABEL: func.func @compare
func.func @compare(%p: !asptr.ptr<global>, %q: !asptr.ptr<global>) {
  // CHECK-NEXT: %{{.*}} = asptr.cmp eq, %p, %q : !asptr.ptr<global>
  %a = asptr.cmp eq, %p, %q : !asptr.ptr<global>
  // CHECK-NEXT: %{{.*}} = asptr.cmp ne, %p, %q : !asptr.ptr<global>
  %b = asptr.cmp ne, %p, %q : !asptr.ptr<global>
  // CHECK-NEXT: %{{.*}} = asptr.cmp ult, %p, %q : !asptr.ptr<global>
  %c = asptr.cmp ult, %p, %q : !asptr.ptr<global>
  // CHECK-NEXT: %{{.*}} = asptr.cmp ule, %p, %q : !asptr.ptr<global>
  %d = asptr.cmp ule, %p, %q : !asptr.ptr<global>
  // CHECK-NEXT: %{{.*}} = asptr.cmp ugt, %p, %q : !asptr.ptr<global>
  %e = asptr.cmp ugt, %p, %q : !asptr.ptr<global>
  // CHECK-NEXT: %{{.*}} = asptr.cmp uge, %p, %q : !asptr.ptr<global>
  %f = asptr.cmp uge, %p, %q : !asptr.ptr<global>
  func.return
}

// CHECK-LABEL: func.func private @spaces
// CHECK-SAME: (!asptr.ptr<flat>, !asptr.ptr<global>, !asptr.ptr<region>, !asptr.ptr<local>, !asptr.ptr<constant>, !asptr.ptr<private>, !asptr.ptr<constant32>, !asptr.ptr<buffer_fat>, !asptr.ptr<buffer_resource>, !asptr.ptr<buffer_strided>)
func.func private @spaces(!asptr.ptr<flat>, !asptr.ptr<global>, !asptr.ptr<region>, !asptr.ptr<local>, !asptr.ptr<constant>, !asptr.ptr<private>, !asptr.ptr<constant32>, !asptr.ptr<buffer_fat>, !asptr.ptr<buffer_resource>, !asptr.ptr<buffer_strided>)
