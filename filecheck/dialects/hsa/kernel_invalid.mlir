// RUN: rusticle-opt %s --verify-diagnostics --parsing-diagnostics --split-input-file | filecheck %s

// CHECK: kernel @dot returns f32, but a GPU kernel cannot return a value
hsa.kernel @dot(%v: f32) -> f32 {
  hsa.return
}

// -----

// CHECK: kernel @dot returns i32, f32, but a GPU kernel cannot return a value
hsa.kernel @dot() -> (i32, f32) {
  hsa.return
}

// -----

// CHECK: a kernel has no results
hsa.kernel @dot() -> (f32 {llvm.noundef}) {
  hsa.return
}

// -----

// CHECK: kernel @dot has no body
hsa.kernel @dot(f32) -> ()

// -----

// CHECK: the entry block of kernel @dot must have the arguments of its type
"hsa.kernel"() <{sym_name = "dot", function_type = (f32) -> ()}> ({
  hsa.return
}) : () -> ()

// -----

// CHECK: kernel @dot has 1 arguments but attributes for 2
"hsa.kernel"() <{sym_name = "dot", function_type = (f32) -> (), arg_attrs = [{}, {}]}> ({
^bb0(%v: f32):
  hsa.return
}) : () -> ()

// -----

// CHECK: kernel @dot has 1 arguments but names for 2
hsa.kernel @dot(%v: f32) attributes {arg_names = ["v", "w"]} {
  hsa.return
}

// -----

// CHECK: argument 1 of kernel @dot is `llvm.byref` and must be !asptr.ptr<constant>, but is !asptr.ptr<global>
hsa.kernel @dot(%v: f32, %s: !asptr.ptr<global> {llvm.byref = i128}) {
  hsa.return
}

// -----

// CHECK: argument 0 of kernel @dot is in the kernarg segment: use `llvm.byref`
hsa.kernel @dot(%s: !asptr.ptr<private> {llvm.byval = i128}) {
  hsa.return
}

// -----

// CHECK: argument 0 of kernel @dot is `llvm.noalias` but not a pointer
hsa.kernel @dot(%v: f32 {llvm.noalias}) {
  hsa.return
}

// -----

// CHECK: the workgroup size of kernel @dot must be three positive numbers
hsa.kernel @dot() attributes {reqd_workgroup_size = array<i32: 64, 1>} {
  hsa.return
}

// -----

// CHECK: the workgroup size of kernel @dot must be three positive numbers
hsa.kernel @dot() attributes {reqd_workgroup_size = array<i32: 64, 0, 1>} {
  hsa.return
}

// -----

// CHECK: kernel @dot must allow at least one work-item
hsa.kernel @dot() attributes {max_flat_workgroup_size = 0 : i32} {
  hsa.return
}

// -----

// CHECK: kernel @dot requires workgroups of 512 work-items but allows 256
hsa.kernel @dot() attributes {reqd_workgroup_size = array<i32: 64, 8, 1>, max_flat_workgroup_size = 256 : i32} {
  hsa.return
}

// -----

// CHECK: the wavefronts per execution unit of kernel @dot must be a least and, optionally, a most
hsa.kernel @dot() attributes {waves_per_eu = array<i32: 8, 2>} {
  hsa.return
}

// -----

// CHECK: target feature "wavefrontsize64" of kernel @dot needs a sign
hsa.kernel @dot() attributes {target_features = ["wavefrontsize64"]} {
  hsa.return
}

// -----

// CHECK: 'hsa.return' expects parent op 'hsa.kernel'
func.func @f() {
  hsa.return
}

// -----

// CHECK: 'func.return' expects parent op 'func.func'
hsa.kernel @dot() {
  func.return
}

// -----

// CHECK: '@dot' does not reference a valid function
hsa.kernel @dot() {
  hsa.return
}
func.func @f() {
  func.call @dot() : () -> ()
  func.return
}

// -----

// CHECK: kernel @types has 1 arguments but source types for 0
"hsa.kernel"() <{sym_name = "types", function_type = (i32) -> (), arg_types = []}> ({
^bb0(%a: i32):
  hsa.return
}) : () -> ()

// -----

// CHECK: argument 0 of kernel @result is `hsa.sret` and must be the first, and !asptr.ptr<global>, but is i32
hsa.kernel @result(%a: i32 {hsa.sret = i32}) {
  hsa.return
}
