// RUN: rusticle-opt %s -p instrument-checks --verify-diagnostics | filecheck %s

// CHECK: error: accesses to `buffer_fat` memory cannot be checked
func.func @fat(%p: !asptr.ptr<buffer_fat>) -> i32 {
  %v = asptr.load %p align 4 : !asptr.ptr<buffer_fat> -> i32
  func.return %v : i32
}
