// Kernels that call by pointer, and that dispatch kernels themselves.

asptr.global constant @table in constant size 32 align 8 = <zero 32, at 0 @nest, at 8 @fail, at 16 @wild, at 24 @ask>
asptr.global constant @mixers in constant size 8 align 8 = <zero 8, at 0 @mix>
asptr.global @tile in local size 256 align 4
asptr.global @counter in global size 4 align 4 = <zero 4>

// The sum of the numbers up to n, each added by a call of its own.
func.func private @nest(%n: i32) -> i32 {
  %zero = arith.constant 0 : i32
  %one = arith.constant 1 : i32
  %least = arith.cmpi eq, %n, %zero : i32
  cf.cond_br %least, ^end(%zero : i32), ^more
^more:
  %table = asptr.addressof @table : !asptr.ptr<constant>
  %f = asptr.load %table align 8 : !asptr.ptr<constant> -> !asptr.ptr<flat>
  %m = arith.subi %n, %one : i32
  %r = asptr.call_indirect %f(%m) : !asptr.ptr<flat>, (i32) -> i32
  %s = arith.addi %r, %n : i32
  cf.br ^end(%s : i32)
^end(%result: i32):
  func.return %result : i32
}

func.func private @fail(%n: i32) -> i32 {
  hsa.trap kind "panic" message "called with {}" (%n : i32) loc("callee.rs":3:5)
  ub.unreachable
}

func.func private @wild(%n: i32) -> i32 {
  %zero = arith.constant 64 : i64
  %p = asptr.inttoptr %zero : i64 -> !asptr.ptr<global>
  asptr.store %n, %p align 4 : i32, !asptr.ptr<global>
  func.return %n : i32
}

func.func private @ask(%n: i32) -> i32 {
  %r = func.call @tell(%n) : (i32) -> i32
  func.return %r : i32
}

func.func private @index() -> i64 {
  %x = "gpu.global_id"() <{dimension = #gpu<dim x>}> : () -> index
  %i = arith.index_cast %x : index to i64
  func.return %i : i64
}

// Each work-item calls entry `which` of the table.
hsa.kernel @deep(%depth: i32, %which: i64, %out: !asptr.ptr<global>, %n: i64) {
  %i = func.call @index() : () -> i64
  %inside = arith.cmpi ult, %i, %n : i64
  cf.cond_br %inside, ^work, ^end
^work:
  %table = asptr.addressof @table : !asptr.ptr<constant>
  %at = asptr.offset %table[%which] stride 8 : !asptr.ptr<constant>
  %f = asptr.load %at align 8 : !asptr.ptr<constant> -> !asptr.ptr<flat>
  %r = asptr.call_indirect %f(%depth) : !asptr.ptr<flat>, (i32) -> i32 loc("caller.rs":7:9)
  %slot = asptr.offset %out[%i] stride 4 : !asptr.ptr<global>
  asptr.store %r, %slot align 4 : i32, !asptr.ptr<global>
  cf.br ^end
^end:
  hsa.return
}

// Every kind of argument and result: a struct of 12 bytes in memory goes there and comes back.
func.func private @mix(%result: !asptr.ptr<private> {llvm.dereferenceable = 12 : i64, llvm.writable}, %a: i8, %b: i1, %c: f64, %given: !asptr.ptr<private> {llvm.dereferenceable = 12 : i64}, %local: !asptr.ptr<flat>) -> (i64, i1) {
  %n = arith.constant 12 : i64
  asptr.copy %result align 4, %given align 4, %n : !asptr.ptr<private>, !asptr.ptr<private>
  asptr.store %a, %result align 1 : i8, !asptr.ptr<private>
  // What the caller's local is, is seen here, and what is written to it there.
  %old = asptr.load %local align 8 : !asptr.ptr<flat> -> f64
  %new = arith.addf %old, %c : f64
  asptr.store %new, %local align 8 : f64, !asptr.ptr<flat>
  %whole = arith.fptosi %new : f64 to i64
  %not = arith.constant 1 : i1
  %other = arith.xori %b, %not : i1
  func.return %whole, %other : i64, i1
}

hsa.kernel @mixed(%out: !asptr.ptr<global>, %n: i64) {
  %i = func.call @index() : () -> i64
  %inside = arith.cmpi ult, %i, %n : i64
  cf.cond_br %inside, ^work, ^end
^work:
  %given = asptr.alloca size 12 align 4 : !asptr.ptr<private>
  %result = asptr.alloca size 12 align 4 : !asptr.ptr<private>
  %local = asptr.alloca size 8 align 8 : !asptr.ptr<private>
  %seventeen = arith.constant 17 : i8
  %twelve = arith.constant 12 : i64
  asptr.fill %given align 4, %seventeen, %twelve : !asptr.ptr<private>
  %half = arith.constant 0.5 : f64
  asptr.store %half, %local align 8 : f64, !asptr.ptr<private>
  %flat = asptr.cast %local : !asptr.ptr<private> -> !asptr.ptr<flat>
  %a = arith.trunci %i : i64 to i8
  %b = arith.trunci %i : i64 to i1
  %c = arith.uitofp %i : i64 to f64
  %mixers = asptr.addressof @mixers : !asptr.ptr<constant>
  %f = asptr.load %mixers align 8 : !asptr.ptr<constant> -> !asptr.ptr<flat>
  %whole, %other = asptr.call_indirect %f(%result, %a, %b, %c, %given, %flat) {arg_attrs = [{llvm.dereferenceable = 12 : i64, llvm.writable}, {}, {}, {}, {llvm.dereferenceable = 12 : i64}, {}]} : !asptr.ptr<flat>, (!asptr.ptr<private>, i8, i1, f64, !asptr.ptr<private>, !asptr.ptr<flat>) -> (i64, i1)
  %row = asptr.offset %out[%i] stride 32 : !asptr.ptr<global>
  asptr.copy %row align 4, %result align 4, %twelve : !asptr.ptr<global>, !asptr.ptr<private>
  %truth = arith.extui %other : i1 to i32
  %r12 = asptr.displace %row by 12 : !asptr.ptr<global>
  asptr.store %truth, %r12 align 4 : i32, !asptr.ptr<global>
  %r16 = asptr.displace %row by 16 : !asptr.ptr<global>
  asptr.store %whole, %r16 align 8 : i64, !asptr.ptr<global>
  %now = asptr.load %local align 8 : !asptr.ptr<private> -> f64
  %r24 = asptr.displace %row by 24 : !asptr.ptr<global>
  asptr.store %now, %r24 align 8 : f64, !asptr.ptr<global>
  cf.br ^end
^end:
  hsa.return
}

// A kernel of its own right, with LDS and a barrier: neighbours in a workgroup of 64 change places.
hsa.kernel @swap(%values: !asptr.ptr<global>) {
  %one = arith.constant 1 : i64
  %x = "gpu.thread_id"() <{dimension = #gpu<dim x>}> : () -> index
  %t = arith.index_cast %x : index to i64
  %i = func.call @index() : () -> i64
  %at = asptr.offset %values[%i] stride 4 : !asptr.ptr<global>
  %v = asptr.load %at align 4 : !asptr.ptr<global> -> i32
  %tile = asptr.addressof @tile : !asptr.ptr<local>
  %own = asptr.offset %tile[%t] stride 4 : !asptr.ptr<local>
  asptr.store %v, %own align 4 : i32, !asptr.ptr<local>
  "gpu.barrier"() : () -> ()
  %u = arith.xori %t, %one : i64
  %other = asptr.offset %tile[%u] stride 4 : !asptr.ptr<local>
  %w = asptr.load %other align 4 : !asptr.ptr<local> -> i32
  asptr.store %w, %at align 4 : i32, !asptr.ptr<global>
  hsa.return
}

// Dispatches it over `n` work-items and waits, or does not.
hsa.kernel @dispatching(%values: !asptr.ptr<global>, %n: i32, %items: i32, %waits: i1, %scratch: !asptr.ptr<global>) {
  %one = arith.constant 1 : i32
  %one.64 = arith.constant 1 : i64
  %pointer = hsa.queue_ptr
  %queue = hsa.as_queue %pointer : !asptr.ptr<constant>
  // The kernarg segment, and behind it the signal.
  asptr.store %values, %scratch align 8 : !asptr.ptr<global>, !asptr.ptr<global>
  cf.cond_br %waits, ^wait, ^go
^wait:
  %signal.at = asptr.displace %scratch by 64 : !asptr.ptr<global>
  asptr.store %one.64, %signal.at align 8 : i64, !asptr.ptr<global>
  %value.at = asptr.displace %scratch by 72 : !asptr.ptr<global>
  asptr.store %one.64, %value.at align 8 : i64, !asptr.ptr<global>
  %handle = asptr.ptrtoint %signal.at : !asptr.ptr<global> -> i64
  %signal = hsa.as_signal %handle
  hsa.dispatch @swap(%scratch) on %queue grid(%n, %one, %one) workgroup(%items, %one, %one) signal %signal : !asptr.ptr<global>
  %status = hsa.wait %signal below %one.64
  cf.br ^end
^go:
  hsa.dispatch @swap(%scratch) on %queue grid(%n, %one, %one) workgroup(%items, %one, %one) : !asptr.ptr<global>
  cf.br ^end
^end:
  hsa.return
}

// Writes a packet by hand, and waits for ever.
hsa.kernel @raw(%header: i32, %items: i32, %object: i64) {
  %one = arith.constant 1 : i32
  %pointer = hsa.queue_ptr
  %base.at = asptr.displace %pointer by 8 : !asptr.ptr<constant>
  %packet = asptr.load %base.at align 8 : !asptr.ptr<constant> -> !asptr.ptr<global>
  %workgroup = asptr.displace %packet by 4 : !asptr.ptr<global>
  %y = arith.constant 65536 : i32
  %xy = arith.ori %items, %y : i32
  asptr.store %xy, %workgroup align 4 : i32, !asptr.ptr<global>
  %z = asptr.displace %packet by 8 : !asptr.ptr<global>
  asptr.store %one, %z align 4 : i32, !asptr.ptr<global>
  %gx = asptr.displace %packet by 12 : !asptr.ptr<global>
  asptr.store %one, %gx align 4 : i32, !asptr.ptr<global>
  %gy = asptr.displace %packet by 16 : !asptr.ptr<global>
  asptr.store %one, %gy align 4 : i32, !asptr.ptr<global>
  %gz = asptr.displace %packet by 20 : !asptr.ptr<global>
  asptr.store %one, %gz align 4 : i32, !asptr.ptr<global>
  %kernel = asptr.displace %packet by 32 : !asptr.ptr<global>
  asptr.store %object, %kernel align 8 : i64, !asptr.ptr<global>
  asptr.atomic_store release %header, %packet align 4 : i32, !asptr.ptr<global>
  cf.br ^wait
^wait:
  %pause = arith.constant 1 : i32
  hsa.intrinsic "llvm.amdgcn.s.sleep"(%pause) : (i32) -> ()
  cf.br ^wait
}

// Tells the host, then calls by pointer.
func.func private @tell(i32) -> i32 attributes {foreign = {arguments = [0 : i64], copied = [0 : i64], results = [4 : i64], result_at = 4 : i64, result_size = 4 : i64, result_indirect = 0 : i64, size = 16 : i64}}

hsa.kernel @telling(%out: !asptr.ptr<global>) {
  %n = arith.constant 5 : i32
  %told = func.call @tell(%n) : (i32) -> i32
  %table = asptr.addressof @table : !asptr.ptr<constant>
  %f = asptr.load %table align 8 : !asptr.ptr<constant> -> !asptr.ptr<flat>
  %r = asptr.call_indirect %f(%told) : !asptr.ptr<flat>, (i32) -> i32
  asptr.store %r, %out align 4 : i32, !asptr.ptr<global>
  hsa.return
}
