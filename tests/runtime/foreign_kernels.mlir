// Kernels that call the host, as `lower-mir` makes them: with the places of arguments.

func.func private @note(i32, i32) -> i32 attributes {foreign = {arguments = [0 : i64, 4 : i64], copied = [0 : i64, 0 : i64], results = [8 : i64], result_at = 8 : i64, result_size = 4 : i64, result_indirect = 0 : i64, size = 16 : i64}}

// One byte, a truth value, a float, a structure by its address, and one as the result.
func.func private @mixed(!asptr.ptr<private> {llvm.dereferenceable = 12 : i64}, i8, i1, f32, !asptr.ptr<private> {llvm.dereferenceable = 12 : i64}) attributes {foreign = {arguments = [24 : i64, 0 : i64, 1 : i64, 4 : i64, 8 : i64], copied = [0 : i64, 0 : i64, 0 : i64, 0 : i64, 12 : i64], results = [], result_at = 24 : i64, result_size = 12 : i64, result_indirect = 1 : i64, size = 48 : i64}}

func.func private @look(!asptr.ptr<flat>) attributes {foreign = {arguments = [0 : i64], copied = [0 : i64], results = [], result_at = 8 : i64, result_size = 0 : i64, result_indirect = 0 : i64, size = 16 : i64}}

// Every work-item calls `note(item, turn)` for each turn, and adds up what it gives.
hsa.kernel @many(%turns: i32, %sums: !asptr.ptr<flat>) attributes {arg_names = ["turns", "sums"]} {
  %group = hsa.intrinsic "llvm.amdgcn.workgroup.id.x"() : () -> i32
  %size = arith.constant 1024 : i32
  %start = arith.muli %group, %size : i32
  %item = hsa.intrinsic "llvm.amdgcn.workitem.id.x"() : () -> i32
  %i = arith.addi %start, %item : i32
  %zero = arith.constant 0 : i32
  %one = arith.constant 1 : i32
  cf.br ^loop(%zero, %zero : i32, i32)
^loop(%turn: i32, %sum: i32):
  %more = arith.cmpi ult, %turn, %turns : i32
  cf.cond_br %more, ^call, ^end
^call:
  %r = func.call @note(%i, %turn) : (i32, i32) -> i32
  %new = arith.addi %sum, %r : i32
  %next = arith.addi %turn, %one : i32
  cf.br ^loop(%next, %new : i32, i32)
^end:
  %index = arith.extui %i : i32 to i64
  %p = asptr.offset %sums[%index] stride 4 : !asptr.ptr<flat>
  asptr.store %sum, %p align 4 : i32, !asptr.ptr<flat>
  hsa.return
}

// Only every third work-item calls.
hsa.kernel @some(%sums: !asptr.ptr<flat>) attributes {arg_names = ["sums"]} {
  %i = hsa.intrinsic "llvm.amdgcn.workitem.id.x"() : () -> i32
  %three = arith.constant 3 : i32
  %rest = arith.remui %i, %three : i32
  %zero = arith.constant 0 : i32
  %calls = arith.cmpi eq, %rest, %zero : i32
  cf.cond_br %calls, ^call, ^end
^call:
  %r = func.call @note(%i, %zero) : (i32, i32) -> i32
  %index = arith.extui %i : i32 to i64
  %p = asptr.offset %sums[%index] stride 4 : !asptr.ptr<flat>
  asptr.store %r, %p align 4 : i32, !asptr.ptr<flat>
  cf.br ^end
^end:
  hsa.return
}

hsa.kernel @pass(%out: !asptr.ptr<flat>) attributes {arg_names = ["out"]} {
  %in = asptr.alloca size 12 align 4 : !asptr.ptr<private>
  %result = asptr.alloca size 12 align 4 : !asptr.ptr<private>
  %byte = arith.constant 7 : i8
  %true = arith.constant 1 : i1
  %half = arith.constant 0.5 : f32
  %fill = arith.constant 17 : i8
  %twelve = arith.constant 12 : i64
  asptr.fill %in align 4, %fill, %twelve : !asptr.ptr<private>
  func.call @mixed(%result, %byte, %true, %half, %in) : (!asptr.ptr<private>, i8, i1, f32, !asptr.ptr<private>) -> ()
  asptr.copy %out align 4, %result align 4, %twelve : !asptr.ptr<flat>, !asptr.ptr<private>
  hsa.return
}

// A local of its own, which the host looks at and changes.
hsa.kernel @local(%out: !asptr.ptr<flat>) attributes {arg_names = ["out"]} {
  %x = asptr.alloca size 4 align 4 : !asptr.ptr<private>
  %i = hsa.intrinsic "llvm.amdgcn.workitem.id.x"() : () -> i32
  asptr.store %i, %x align 4 : i32, !asptr.ptr<private>
  %p = asptr.cast %x : !asptr.ptr<private> -> !asptr.ptr<flat>
  func.call @look(%p) : (!asptr.ptr<flat>) -> ()
  %v = asptr.load %x align 4 : !asptr.ptr<private> -> i32
  %index = arith.extui %i : i32 to i64
  %q = asptr.offset %out[%index] stride 4 : !asptr.ptr<flat>
  asptr.store %v, %q align 4 : i32, !asptr.ptr<flat>
  hsa.return
}
