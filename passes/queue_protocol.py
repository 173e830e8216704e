"""
The queue protocol, as functions that a module gets when something in it needs them.

A packet is 64 bytes in a ring. The HSA Platform System Architecture Specification, section
"User mode queuing", says how a producer writes one and what orders it; beside each atomic operation
below is its rule. Offsets are those of `amd_queue_t`, `amd_signal_t` and the packets in `hsa.h`
and `amd_hsa_queue.h`. The scope is the system's wherever an agent other than this one takes part,
and an agent's for the arena, which only this device's work-items use.

Two things are not the naive way:

-   *A lane that has written its packet must not wait for a lane that cannot write its own yet.* The
    lanes of a wave run in lockstep: if `@rusticle.submit` left its loop to write, all lanes would
    first meet at its end. Lanes of a full queue would wait there for the consumer, which waits for
    the packets of those that already have a slot. So the packet is written within the loop, and
    the `sched.barrier` behind it, which LLVM may not copy, keeps it there.
-   *Memory for a call is never waited for.* What waits for a block while it holds another can
    wait for ever. A call that finds the arena empty traps.

The memory of a call, its signal, arguments and result, is a block of the *call arena*:

    struct rusticle_arena_t {
      uint64_t head;         //  0: low half: number of the first free block, from 1; 0 for none.
                             //     High half: counts changes, lest `head` look as it was.
      uint64_t used;         //  8: blocks that have ever been taken
      uint64_t count;        // 16: blocks
      uint64_t block_size;   // 24: bytes of each, a multiple of 64
      uint64_t blocks;       // 32: the address of the first
    };

A free block begins with the number of the next, 32 bits.
"""

from __future__ import annotations

from xdsl.context import Context
from xdsl.dialects import arith, builtin, cf, func, gpu, ub
from xdsl.dialects.builtin import IntegerAttr, ModuleOp
from xdsl.parser import Parser

from ..dialects.asptr import ASPTR
from ..dialects.asptr.attributes import i64_attr
from ..dialects.hsa import HSA

HOST_QUEUE = "__rusticle_host_queue"
"""The variable with the address of the host's `hsa_queue_t`, which the host fills in."""
CALL_ARENA = "__rusticle_call_arena"
"""The variable with the address of the `rusticle_arena_t`, which the host fills in."""

BLOCK_SIZE = "rusticle.call_block_size"
"""The module attribute with the bytes that a block of the call arena must have at least."""
BLOCK_SIZE_SYMBOL = "__rusticle_call_block_size"
"""The constant with those, for the host."""

SIGNAL_SIZE = 64
"""Bytes of an `amd_signal_t`, with which a block begins that a call uses."""

SUBMIT = "rusticle.submit"
WAIT = "rusticle.wait"
ACQUIRE_BLOCK = "rusticle.acquire_block"
RELEASE_BLOCK = "rusticle.release_block"
NEW_SIGNAL = "rusticle.new_signal"

_VARIABLES = f"""
asptr.global @{HOST_QUEUE} in global size 8 align 8 = <zero 8>
asptr.global @{CALL_ARENA} in global size 8 align 8 = <zero 8>
"""

_SUBMIT = f"""
// Write a packet to a queue and ring its doorbell. `%head` is the header and the 16 bits beside it,
// `%rest` the four bytes behind those, `%w1` to `%w7` the other seven words.
func.func private @{SUBMIT}(%queue: !asptr.ptr<global>, %head: i32, %rest: i32, %w1: i64, %w2: i64,
    %w3: i64, %w4: i64, %w5: i64, %w6: i64, %w7: i64) {{
  %yes = arith.constant 1 : i1
  %no = arith.constant 0 : i1
  %one = arith.constant 1 : i64
  %zero = arith.constant 0 : i64
  %base.at = asptr.displace %queue by 8 : !asptr.ptr<global>
  %base = asptr.load %base.at align 8 : !asptr.ptr<global> -> !asptr.ptr<global>
  %doorbell.at = asptr.displace %queue by 16 : !asptr.ptr<global>
  %doorbell.bits = asptr.load %doorbell.at align 8 : !asptr.ptr<global> -> i64
  %doorbell = asptr.inttoptr %doorbell.bits : i64 -> !asptr.ptr<global>
  %size.at = asptr.displace %queue by 24 : !asptr.ptr<global>
  %size.32 = asptr.load %size.at align 4 : !asptr.ptr<global> -> i32
  %size = arith.extui %size.32 : i32 to i64
  %mask = arith.subi %size, %one : i64
  %write.at = asptr.displace %queue by 56 : !asptr.ptr<global>
  %read.at = asptr.displace %queue by 128 : !asptr.ptr<global>
  // Only the number is taken here, and nothing is read or written by its leave:
  // `hsa_queue_add_write_index_relaxed`.
  %slot = asptr.atomic_rmw add monotonic %write.at, %one align 8 : !asptr.ptr<global>, i64
  cf.br ^try
^try:
  // The packet processor has read what was in the slot before it gave it back, and this must not
  // write there before that: `hsa_queue_load_read_index_scacquire`.
  %read = asptr.atomic_load acquire %read.at align 8 : !asptr.ptr<global> -> i64
  %taken = arith.subi %slot, %read : i64
  %room = arith.cmpi ult, %taken, %size : i64
  cf.cond_br %room, ^write, ^again(%no : i1)
^write:
  %index = arith.andi %slot, %mask : i64
  %packet = asptr.offset %base[%index] stride 64 : !asptr.ptr<global>
  %p0 = asptr.displace %packet by 4 : !asptr.ptr<global>
  asptr.store %rest, %p0 align 4 : i32, !asptr.ptr<global>
  %p1 = asptr.displace %packet by 8 : !asptr.ptr<global>
  asptr.store %w1, %p1 align 8 : i64, !asptr.ptr<global>
  %p2 = asptr.displace %packet by 16 : !asptr.ptr<global>
  asptr.store %w2, %p2 align 8 : i64, !asptr.ptr<global>
  %p3 = asptr.displace %packet by 24 : !asptr.ptr<global>
  asptr.store %w3, %p3 align 8 : i64, !asptr.ptr<global>
  %p4 = asptr.displace %packet by 32 : !asptr.ptr<global>
  asptr.store %w4, %p4 align 8 : i64, !asptr.ptr<global>
  %p5 = asptr.displace %packet by 40 : !asptr.ptr<global>
  asptr.store %w5, %p5 align 8 : i64, !asptr.ptr<global>
  %p6 = asptr.displace %packet by 48 : !asptr.ptr<global>
  asptr.store %w6, %p6 align 8 : i64, !asptr.ptr<global>
  %p7 = asptr.displace %packet by 56 : !asptr.ptr<global>
  asptr.store %w7, %p7 align 8 : i64, !asptr.ptr<global>
  // A type other than INVALID assigns the packet to the packet processor, which then reads the
  // rest: "the packet header must be written last", as one atomic store with release.
  asptr.atomic_store release %head, %packet align 4 : i32, !asptr.ptr<global>
  // A doorbell is a signal. One of kind 1 (`AMD_SIGNAL_KIND_USER`) is memory, others have the
  // address of the hardware's doorbell there. The packet processor must find the packet when it has
  // seen the doorbell: `hsa_signal_store_screlease`.
  %kind = asptr.load %doorbell align 8 : !asptr.ptr<global> -> i64
  %value.at = asptr.displace %doorbell by 8 : !asptr.ptr<global>
  %is.user = arith.cmpi eq, %kind, %one : i64
  cf.cond_br %is.user, ^user, ^hardware
^hardware:
  %register = asptr.load %value.at align 8 : !asptr.ptr<global> -> !asptr.ptr<global>
  asptr.atomic_store release %slot, %register align 8 : i64, !asptr.ptr<global>
  cf.br ^again(%yes : i1)
^user:
  asptr.atomic_store release %slot, %value.at align 8 : i64, !asptr.ptr<global>
  // Who sleeps on the signal is woken by an interrupt, if the signal has an event.
  %mailbox.at = asptr.displace %doorbell by 16 : !asptr.ptr<global>
  %mailbox.bits = asptr.load %mailbox.at align 8 : !asptr.ptr<global> -> i64
  %has.mailbox = arith.cmpi ne, %mailbox.bits, %zero : i64
  cf.cond_br %has.mailbox, ^wake, ^again(%yes : i1)
^wake:
  %mailbox = asptr.inttoptr %mailbox.bits : i64 -> !asptr.ptr<global>
  %event.at = asptr.displace %doorbell by 24 : !asptr.ptr<global>
  %event = asptr.load %event.at align 4 : !asptr.ptr<global> -> i32
  %event.64 = arith.extui %event : i32 to i64
  asptr.atomic_store release %event.64, %mailbox align 8 : i64, !asptr.ptr<global>
  %low = arith.constant 255 : i32
  %number = arith.andi %event, %low : i32
  %interrupt = arith.constant 1 : i32
  hsa.intrinsic "llvm.amdgcn.s.sendmsg"(%interrupt, %number) : (i32, i32) -> ()
  cf.br ^again(%yes : i1)
^again(%sent: i1):
  %all = arith.constant 0 : i32
  hsa.intrinsic "llvm.amdgcn.sched.barrier"(%all) : (i32) -> ()
  %pause = arith.constant 1 : i32
  hsa.intrinsic "llvm.amdgcn.s.sleep"(%pause) : (i32) -> ()
  cf.cond_br %sent, ^end, ^try
^end:
  func.return
}}
"""

_WAIT = f"""
// Wait until the value of a signal is less than another; its value.
func.func private @{WAIT}(%signal: i64, %bound: i64) -> i64 {{
  %address = asptr.inttoptr %signal : i64 -> !asptr.ptr<global>
  %at = asptr.displace %address by 8 : !asptr.ptr<global>
  cf.br ^look
^look:
  // Each look is relaxed, since an acquire empties caches; the fence below makes the last one
  // `hsa_signal_wait_scacquire`.
  %value = asptr.atomic_load monotonic %at align 8 : !asptr.ptr<global> -> i64
  %less = arith.cmpi slt, %value, %bound : i64
  cf.cond_br %less, ^end, ^sleep
^sleep:
  %pause = arith.constant 2 : i32
  hsa.intrinsic "llvm.amdgcn.s.sleep"(%pause) : (i32) -> ()
  cf.br ^look
^end:
  // What the agent wrote before it decremented the signal, with release, is seen from here on.
  asptr.fence acquire
  func.return %value : i64
}}
"""

_ARENA = f"""
// A block of the arena.
func.func private @{ACQUIRE_BLOCK}() -> !asptr.ptr<global> {{
  %one = arith.constant 1 : i64
  %none = arith.constant 0 : i32
  %variable = asptr.addressof @{CALL_ARENA} : !asptr.ptr<global>
  %arena = asptr.load %variable align 8 : !asptr.ptr<global> -> !asptr.ptr<global>
  %used.at = asptr.displace %arena by 8 : !asptr.ptr<global>
  %count.at = asptr.displace %arena by 16 : !asptr.ptr<global>
  %count = asptr.load %count.at align 8 : !asptr.ptr<global> -> i64
  %size.at = asptr.displace %arena by 24 : !asptr.ptr<global>
  %size = asptr.load %size.at align 8 : !asptr.ptr<global> -> i64
  %blocks.at = asptr.displace %arena by 32 : !asptr.ptr<global>
  %blocks = asptr.load %blocks.at align 8 : !asptr.ptr<global> -> !asptr.ptr<global>
  cf.br ^pop
^pop:
  // With acquire: whoever gave the block back wrote the number of the next in it before.
  %head = asptr.atomic_load acquire syncscope("agent") %arena align 8 : !asptr.ptr<global> -> i64
  %number = arith.trunci %head : i64 to i32
  %is.none = arith.cmpi eq, %number, %none : i32
  cf.cond_br %is.none, ^fresh, ^take
^take:
  %number.64 = arith.extui %number : i32 to i64
  %index = arith.subi %number.64, %one : i64
  %at = arith.muli %index, %size : i64
  %block = asptr.offset %blocks[%at] stride 1 : !asptr.ptr<global>
  // Another may have taken the block meanwhile; then this is anything, and the exchange fails.
  %next = asptr.atomic_load monotonic syncscope("agent") %block align 4 : !asptr.ptr<global> -> i32
  %next.64 = arith.extui %next : i32 to i64
  %half = arith.constant 32 : i64
  %turn = arith.shrui %head, %half : i64
  %turn.next = arith.addi %turn, %one : i64
  %turn.high = arith.shli %turn.next, %half : i64
  %new = arith.ori %turn.high, %next.64 : i64
  %old, %ok = asptr.cmpxchg acq_rel monotonic syncscope("agent") %arena, %head, %new align 8
    : !asptr.ptr<global>, i64
  cf.cond_br %ok, ^end(%block : !asptr.ptr<global>), ^pop
^fresh:
  // Each gets a number of its own; nothing is read by it.
  %first = asptr.atomic_rmw add monotonic syncscope("agent") %used.at, %one align 8
    : !asptr.ptr<global>, i64
  %some = arith.cmpi ult, %first, %count : i64
  cf.cond_br %some, ^new, ^exhausted
^new:
  %new.at = arith.muli %first, %size : i64
  %new.block = asptr.offset %blocks[%new.at] stride 1 : !asptr.ptr<global>
  cf.br ^end(%new.block : !asptr.ptr<global>)
^exhausted:
  hsa.trap kind "call_arena" message "no block of the call arena is left"
  ub.unreachable
^end(%result: !asptr.ptr<global>):
  func.return %result : !asptr.ptr<global>
}}

// Give a block back.
func.func private @{RELEASE_BLOCK}(%block: !asptr.ptr<global>) {{
  %one = arith.constant 1 : i64
  %variable = asptr.addressof @{CALL_ARENA} : !asptr.ptr<global>
  %arena = asptr.load %variable align 8 : !asptr.ptr<global> -> !asptr.ptr<global>
  %size.at = asptr.displace %arena by 24 : !asptr.ptr<global>
  %size = asptr.load %size.at align 8 : !asptr.ptr<global> -> i64
  %blocks.at = asptr.displace %arena by 32 : !asptr.ptr<global>
  %blocks = asptr.load %blocks.at align 8 : !asptr.ptr<global> -> i64
  %bits = asptr.ptrtoint %block : !asptr.ptr<global> -> i64
  %offset = arith.subi %bits, %blocks : i64
  %index = arith.divui %offset, %size : i64
  %number = arith.addi %index, %one : i64
  cf.br ^push
^push:
  %head = asptr.atomic_load monotonic syncscope("agent") %arena align 8 : !asptr.ptr<global> -> i64
  %next = arith.trunci %head : i64 to i32
  asptr.atomic_store monotonic syncscope("agent") %next, %block align 4 : i32, !asptr.ptr<global>
  %half = arith.constant 32 : i64
  %turn = arith.shrui %head, %half : i64
  %turn.next = arith.addi %turn, %one : i64
  %turn.high = arith.shli %turn.next, %half : i64
  %new = arith.ori %turn.high, %number : i64
  // With release: what is in the block comes before the block can be taken.
  %old, %ok = asptr.cmpxchg release monotonic syncscope("agent") %arena, %head, %new align 8
    : !asptr.ptr<global>, i64
  cf.cond_br %ok, ^end, ^push
^end:
  func.return
}}

// Make the first 64 bytes of a block a signal of value 1; its handle.
func.func private @{NEW_SIGNAL}(%block: !asptr.ptr<global>) -> i64 {{
  %one = arith.constant 1 : i64
  %zero = arith.constant 0 : i8
  %size = arith.constant {SIGNAL_SIZE} : i64
  asptr.fill %block align 64, %zero, %size : !asptr.ptr<global>
  asptr.store %one, %block align 8 : i64, !asptr.ptr<global>
  %value = asptr.displace %block by 8 : !asptr.ptr<global>
  asptr.store %one, %value align 8 : i64, !asptr.ptr<global>
  %handle = asptr.ptrtoint %block : !asptr.ptr<global> -> i64
  func.return %handle : i64
}}
"""

PROTOCOL = _VARIABLES + _SUBMIT + _WAIT + _ARENA
"""All of it, in MLIR's syntax."""


def protocol_module(text: str = PROTOCOL) -> ModuleOp:
    """A module with the protocol's variables and functions, or of other text of that kind."""
    context = Context()
    for dialect in (
        builtin.Builtin, arith.Arith, cf.Cf, func.Func, gpu.GPU, ub.UB, ASPTR, HSA,
    ):  # fmt: skip
        context.load_dialect(dialect)
    return Parser(context, text, "queue_protocol").parse_module()


def need_block(module: ModuleOp, size: int) -> None:
    """See that the blocks of the call arena have so many bytes."""
    known = module.attributes.get(BLOCK_SIZE)
    least = known.value.data if isinstance(known, IntegerAttr) else 0
    module.attributes[BLOCK_SIZE] = i64_attr(max(least, -(-size // 64) * 64))


def add_protocol(module: ModuleOp) -> None:
    """Give `module` the protocol's variables and functions, unless it has them."""
    add_definitions(module, PROTOCOL)


def add_definitions(module: ModuleOp, text: str) -> None:
    """Give `module` what `text` defines, in MLIR's syntax, unless it has symbols of that name."""
    known = {
        op.properties["sym_name"] for op in module.body.block.ops if "sym_name" in op.properties
    }
    for op in list(protocol_module(text).body.block.ops):
        if op.properties["sym_name"] not in known:
            op.detach()
            module.body.block.add_op(op)
