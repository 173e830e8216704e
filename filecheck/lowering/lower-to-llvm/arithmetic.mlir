// RUN: rusticle-opt %s -p lower-to-llvm | filecheck %s

// `arith` mirrors LLVM's instructions; `index` is an integer of a pointer's width.
func.func @integers(%a: i32, %b: i32) {
  %c = arith.constant -5 : i32
  %add = arith.addi %a, %b overflow<nsw, nuw> : i32
  %sub = arith.subi %a, %b : i32
  %mul = arith.muli %a, %b overflow<nsw> : i32
  %udiv = arith.divui %a, %b : i32
  %sdiv = arith.divsi %a, %b : i32
  %urem = arith.remui %a, %b : i32
  %srem = arith.remsi %a, %b : i32
  %and = arith.andi %a, %b : i32
  %or = arith.ori %a, %b : i32
  %xor = arith.xori %a, %b : i32
  %shl = arith.shli %a, %b : i32
  %shr = arith.shrui %a, %b : i32
  %sar = arith.shrsi %a, %b : i32
  %min = arith.minui %a, %b : i32
  %max = arith.maxsi %a, %b : i32
  %ult = arith.cmpi ult, %a, %b : i32
  %sel = arith.select %ult, %a, %b : i32
  %sum, %carry = arith.addui_extended %a, %b : i32, i1
  %low, %high = arith.mului_extended %a, %b : i32
  func.return
}

func.func @conversions(%a: i32, %f: f32, %i: index) {
  %wide = arith.extsi %a : i32 to i64
  %zero = arith.extui %a : i32 to i128
  %cut = arith.trunci %a : i32 to i8
  %s = arith.sitofp %a : i32 to f64
  %u = arith.uitofp %a : i32 to f16
  %fs = arith.fptosi %f : f32 to i32
  %fu = arith.fptoui %f : f32 to i64
  %d = arith.extf %f : f32 to f64
  %h = arith.truncf %f : f32 to bf16
  %bits = arith.bitcast %f : f32 to i32
  %n = arith.index_cast %i : index to i64
  %m = arith.index_cast %a : i32 to index
  %k = arith.constant 7 : index
  func.return
}

func.func @floats(%a: f32, %b: f32, %v: vector<4xf32>) {
  %add = arith.addf %a, %b fastmath<contract> : f32
  %sub = arith.subf %a, %b : f32
  %div = arith.divf %a, %b : f32
  %neg = arith.negf %a : f32
  %lt = arith.cmpf olt, %a, %b : f32
  %min = arith.minimumf %a, %b : f32
  %max = arith.maxnumf %a, %b : f32
  %sum = arith.addf %v, %v : vector<4xf32>
  func.return
}

func.func @math(%a: f32, %i: i32) {
  %abs = math.absf %a : f32
  %sqrt = math.sqrt %a fastmath<fast> : f32
  %fma = math.fma %a, %a, %a : f32
  %pow = math.powf %a, %a : f32
  %powi = math.fpowi %a, %i : f32, i32
  %sign = math.copysign %a, %a : f32
  %down = math.floor %a : f32
  %even = math.roundeven %a : f32
  %ones = math.ctpop %i : i32
  %lz = math.ctlz %i : i32
  %tz = math.cttz %i : i32
  %iabs = math.absi %i : i32
  %poison = ub.poison : i32
  func.return
}

// Operations of `llvm` itself stay, on converted types.
func.func @kept(%p: !asptr.ptr<global>) -> !asptr.ptr<global> {
  %u = llvm.mlir.undef : !llvm.struct<(!asptr.ptr<global>, i64)>
  %s = llvm.insertvalue %p, %u[0] : !llvm.struct<(!asptr.ptr<global>, i64)>
  %q = llvm.extractvalue %s[0] : !llvm.struct<(!asptr.ptr<global>, i64)>
  func.return %q : !asptr.ptr<global>
}

// CHECK:      llvm.func protected @integers(%a: i32, %b: i32) attributes {no_unwind, convergent} {
// CHECK-NEXT:   %c = llvm.mlir.constant(-5 : i32) : i32
// CHECK-NEXT:   %add = llvm.add %a, %b overflow<nsw,nuw> : i32
// CHECK-NEXT:   %sub = llvm.sub %a, %b : i32
// CHECK-NEXT:   %mul = llvm.mul %a, %b overflow<nsw> : i32
// CHECK-NEXT:   %udiv = llvm.udiv %a, %b : i32
// CHECK-NEXT:   %sdiv = llvm.sdiv %a, %b : i32
// CHECK-NEXT:   %urem = llvm.urem %a, %b : i32
// CHECK-NEXT:   %srem = llvm.srem %a, %b : i32
// CHECK-NEXT:   %and = llvm.and %a, %b : i32
// CHECK-NEXT:   %or = llvm.or %a, %b : i32
// CHECK-NEXT:   %xor = llvm.xor %a, %b : i32
// CHECK-NEXT:   %shl = llvm.shl %a, %b : i32
// CHECK-NEXT:   %shr = llvm.lshr %a, %b : i32
// CHECK-NEXT:   %sar = llvm.ashr %a, %b : i32
// CHECK-NEXT:   %min = llvm.intr.umin(%a, %b) : (i32, i32) -> i32
// CHECK-NEXT:   %max = llvm.intr.smax(%a, %b) : (i32, i32) -> i32
// CHECK-NEXT:   %ult = llvm.icmp "ult" %a, %b : i32
// CHECK-NEXT:   %sel = llvm.select %ult, %a, %b : i1, i32
// CHECK-NEXT:   %{{[0-9]+}} = "llvm.intr.uadd.with.overflow"(%a, %b) : (i32, i32) -> !llvm.struct<(i32, i1)>
// CHECK-NEXT:   %{{[0-9]+}} = llvm.extractvalue %{{[0-9]+}}[0] : !llvm.struct<(i32, i1)>
// CHECK-NEXT:   %{{[0-9]+}} = llvm.extractvalue %{{[0-9]+}}[1] : !llvm.struct<(i32, i1)>
// CHECK-NEXT:   %{{[0-9]+}} = llvm.zext %a : i32 to i64
// CHECK-NEXT:   %{{[0-9]+}} = llvm.zext %b : i32 to i64
// CHECK-NEXT:   %{{[0-9]+}} = llvm.mul %{{[0-9]+}}, %{{[0-9]+}} : i64
// CHECK-NEXT:   %{{[0-9]+}} = llvm.trunc %{{[0-9]+}} : i64 to i32
// CHECK-NEXT:   %{{[0-9]+}} = llvm.mlir.constant(32) : i64
// CHECK-NEXT:   %{{[0-9]+}} = llvm.lshr %{{[0-9]+}}, %{{[0-9]+}} : i64
// CHECK-NEXT:   %{{[0-9]+}} = llvm.trunc %{{[0-9]+}} : i64 to i32
// CHECK-NEXT:   llvm.return
// CHECK:      llvm.func protected @conversions(%a: i32, %f: f32, %i: i64) attributes {no_unwind, convergent} {
// CHECK-NEXT:   %wide = llvm.sext %a : i32 to i64
// CHECK-NEXT:   %zero = llvm.zext %a : i32 to i128
// CHECK-NEXT:   %cut = llvm.trunc %a : i32 to i8
// CHECK-NEXT:   %s = llvm.sitofp %a : i32 to f64
// CHECK-NEXT:   %u = llvm.uitofp %a : i32 to f16
// CHECK-NEXT:   %fs = llvm.fptosi %f : f32 to i32
// CHECK-NEXT:   %fu = llvm.fptoui %f : f32 to i64
// CHECK-NEXT:   %d = llvm.fpext %f : f32 to f64
// CHECK-NEXT:   %h = llvm.fptrunc %f : f32 to bf16
// CHECK-NEXT:   %bits = llvm.bitcast %f : f32 to i32
// CHECK-NEXT:   %m = llvm.sext %a : i32 to i64
// CHECK-NEXT:   %k = llvm.mlir.constant(7) : i64
// CHECK-NEXT:   llvm.return
// CHECK:      llvm.func protected @floats(%a: f32, %b: f32, %v: vector<4xf32>) attributes {no_unwind, convergent} {
// CHECK-NEXT:   %add = llvm.fadd %a, %b {fastmathFlags = #llvm.fastmath<contract>} : f32
// CHECK-NEXT:   %sub = llvm.fsub %a, %b : f32
// CHECK-NEXT:   %div = llvm.fdiv %a, %b : f32
// CHECK-NEXT:   %neg = llvm.fneg %a : f32
// CHECK-NEXT:   %lt = llvm.fcmp "olt" %a, %b : f32
// CHECK-NEXT:   %min = llvm.intr.minimum(%a, %b) : (f32, f32) -> f32
// CHECK-NEXT:   %max = llvm.intr.maxnum(%a, %b) : (f32, f32) -> f32
// CHECK-NEXT:   %sum = llvm.fadd %v, %v : vector<4xf32>
// CHECK-NEXT:   llvm.return
// CHECK:      llvm.func protected @math(%a: f32, %i: i32) attributes {no_unwind, convergent} {
// CHECK-NEXT:   %abs = llvm.intr.fabs(%a) : (f32) -> f32
// CHECK-NEXT:   %sqrt = llvm.intr.sqrt(%a) {fastmathFlags = #llvm.fastmath<fast>} : (f32) -> f32
// CHECK-NEXT:   %fma = llvm.intr.fma(%a, %a, %a) : (f32, f32, f32) -> f32
// CHECK-NEXT:   %pow = llvm.intr.pow(%a, %a) : (f32, f32) -> f32
// CHECK-NEXT:   %powi = llvm.intr.powi(%a, %i) : (f32, i32) -> f32
// CHECK-NEXT:   %sign = llvm.intr.copysign(%a, %a) : (f32, f32) -> f32
// CHECK-NEXT:   %down = llvm.intr.floor(%a) : (f32) -> f32
// CHECK-NEXT:   %even = llvm.intr.roundeven(%a) : (f32) -> f32
// CHECK-NEXT:   %ones = llvm.intr.ctpop(%i) : (i32) -> i32
// CHECK-NEXT:   %lz = "llvm.intr.ctlz"(%i) <{is_zero_poison = false}> : (i32) -> i32
// CHECK-NEXT:   %tz = "llvm.intr.cttz"(%i) <{is_zero_poison = false}> : (i32) -> i32
// CHECK-NEXT:   %iabs = "llvm.intr.abs"(%i) <{is_int_min_poison = false}> : (i32) -> i32
// CHECK-NEXT:   %poison = llvm.mlir.poison : i32
// CHECK-NEXT:   llvm.return
// CHECK:      llvm.func protected @kept(%p: !llvm.ptr<1>) -> !llvm.ptr<1> attributes {no_unwind, convergent} {
// CHECK-NEXT:   %u = llvm.mlir.undef : !llvm.struct<(!llvm.ptr<1>, i64)>
// CHECK-NEXT:   %s = llvm.insertvalue %p, %u[0] : !llvm.struct<(!llvm.ptr<1>, i64)>
// CHECK-NEXT:   %q = llvm.extractvalue %s[0] : !llvm.struct<(!llvm.ptr<1>, i64)>
// CHECK-NEXT:   llvm.return %q : !llvm.ptr<1>
