// RUN: rusticle-opt %s -p lower-to-llvm --allow-unregistered-dialect --verify-diagnostics --split-input-file | filecheck %s

func.func @unknown(%a: i32) {
  "test.op"(%a) : (i32) -> () loc("vadd.rs":7:9)
  func.return
}

// CHECK: error: `test.op` has no lowering to LLVM on `amdgcn-amd-amdhsa`
// CHECK-NEXT: --> vadd.rs:7:9

// -----

"test.top"() : () -> () loc("vadd.rs":1:1)

// CHECK: error: `test.top` has no lowering to LLVM on `amdgcn-amd-amdhsa`
// CHECK-NEXT: --> vadd.rs:1:1

// -----

func.func @type(%a: memref<4xi32>) {
  func.return
} loc("vadd.rs":3:1)

// CHECK: error: type `memref<4xi32>` has no counterpart in LLVM
// CHECK-NEXT: --> vadd.rs:3:1

// -----

asptr.global @tile in local size 16 align 8
asptr.global constant @table in constant size 8 align 8 = <zero 8, at 0 @tile>

// CHECK: error: `table` holds the address of `tile`, which is in `local` memory
// CHECK-NEXT: note: where `local` memory is in `flat` is known only while a kernel runs

// -----

asptr.global constant @packed in constant size 12 align 1 = <zero 12, at 4 @packed>

// CHECK: error: `packed` holds a pointer and is 12 bytes, no multiple of 8: a packed type with pointers cannot be initialised

// -----

asptr.global constant @odd in constant size 16 align 1 = <zero 16, at 4 @odd>

// CHECK: error: `odd` holds a pointer at byte 4, no multiple of 8: a packed type with pointers cannot be initialised

// -----

func.func @cast(%p: !asptr.ptr<local>) {
  %q = asptr.cast %p : !asptr.ptr<local> -> !asptr.ptr<private> loc("vadd.rs":9:5)
  func.return
}

// CHECK: error: target `amdgcn-amd-amdhsa` has no cast from address space `local` to `private`
// CHECK-NEXT: --> vadd.rs:9:5

// -----

asptr.global @lds in local size 4 align 4
func.func @scope(%p: !asptr.ptr<global>, %x: i32) {
  hsa.trap
  %b = arith.floordivsi %x, %x : i32
  func.return
}

// CHECK: error: `arith.floordivsi` has no lowering to LLVM on `amdgcn-amd-amdhsa`

// -----

func.func @indices() {
  %v = arith.constant dense<1> : vector<4xindex> loc("vadd.rs":2:5)
  func.return
}

// CHECK: error: a constant vector of `index` has no counterpart in LLVM
// CHECK-NEXT: --> vadd.rs:2:5

// -----

func.func @wide(%v: vector<4xi32>) {
  %low, %high = arith.mulsi_extended %v, %v : vector<4xi32> loc("vadd.rs":3:5)
  func.return
}

// CHECK: error: `arith.mulsi_extended` of vectors is not supported
// CHECK-NEXT: --> vadd.rs:3:5

// -----

func.func @nested() {
  llvm.func @inner() {
    llvm.return
  }
  func.return
}

// CHECK: error: `llvm.func` inside a function is not supported

// -----

asptr.global constant @far in constant size 8 align 8 = <zero 8, at 0 @far + 4294967296>

// CHECK: error: `far` points 4294967296 bytes past `far`

// -----

asptr.global @"" in global size 4 align 4

// CHECK: error: a global has no name
