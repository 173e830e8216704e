"""
The protocol as a model: every interleaving of two producers, one consumer and a queue of two.

The producers run `@rusticle.submit` as it stands in `queue_protocol.py`, operation by operation. A
store goes into a buffer of its thread first, and from there to memory at any time and in any order,
unless it is a release store, which leaves the buffer only when all before it have. So what a weak
machine may do, the model does. Of a packet the header and one word are modelled; the others are
like that.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

import pytest
from xdsl.dialects import arith, cf, func
from xdsl.ir import Block, SSAValue

from rusticle.dialects import asptr, hsa
from rusticle.passes.queue_protocol import SUBMIT, protocol_module
from rusticle.runtime.hsa_layout import AmdQueue, AmdSignal, HsaQueue, PacketType

SIZE = 2
PACKETS = ((1, 2), (3,))
"""What each producer sends."""
EVERYTHING = [1, 2, 3]
QUEUE, DOORBELL, RING = 0x1000, 0x2000, 0x4000
WRITE = QUEUE + AmdQueue.write_dispatch_id.offset
READ = QUEUE + AmdQueue.read_dispatch_id.offset
HEADER = 0x1404
WORDS = (8,)
"""The offsets in a packet that are modelled, besides the header."""
MODELLED = {
    WRITE,
    READ,
    *(RING + 64 * slot + at for slot in range(SIZE) for at in (0, *WORDS)),
}
FIXED = {
    QUEUE + HsaQueue.base_address.offset: RING,
    QUEUE + HsaQueue.doorbell_signal.offset: DOORBELL,
    QUEUE + HsaQueue.size.offset: SIZE,
    DOORBELL + AmdSignal.kind.offset: 1,
    DOORBELL + AmdSignal.event_mailbox_ptr.offset: 0,
}
"""What is set up before and does not change."""

Memory = tuple[tuple[int, int], ...]
Buffer = tuple[tuple[int, int, bool], ...]
"""Address, value, and whether it is a release, of stores that memory has not seen."""


@dataclass(frozen=True)
class Producer:
    """A thread in `@rusticle.submit`: where it is, its values, its stores, what it has to send."""

    left: tuple[int, ...]
    block: int = 0
    op: int = 0
    values: tuple[tuple[int, int], ...] = ()
    buffer: Buffer = ()

    @property
    def is_done(self) -> bool:
        return not self.left and not self.buffer


@dataclass(frozen=True)
class Consumer:
    """The agent: what it is about to do with a slot, and the packets that it has got."""

    step: int = 0
    words: tuple[int, ...] = ()
    got: tuple[int, ...] = ()
    buffer: Buffer = ()


State = tuple[Memory, tuple[Producer, ...], Consumer]


class Model:
    """The states that the protocol can be in."""

    def __init__(self, *, relax: str | None = None) -> None:
        module = protocol_module()
        (self.submit,) = (
            op
            for op in module.body.block.ops
            if isinstance(op, func.FuncOp) and op.sym_name.data == SUBMIT
        )
        self.blocks = list(self.submit.body.blocks)
        self.numbers: dict[SSAValue, int] = {}
        for block in self.blocks:
            for value in (*block.args, *(r for op in block.ops for r in op.results)):
                self.numbers[value] = len(self.numbers)
        self.ops = [list(block.ops) for block in self.blocks]
        self.relax = relax
        self.live = self._liveness()

    def _liveness(self) -> list[list[frozenset[int]]]:
        """The values that are still needed before each operation: what others hold is no state."""
        entering: dict[Block, frozenset[int]] = {block: frozenset() for block in self.blocks}
        table: list[list[frozenset[int]]] = [[] for _ in self.blocks]
        changed = True
        while changed:
            changed = False
            for index, block in reversed(list(enumerate(self.blocks))):
                last = self.ops[index][-1]
                needed = frozenset[int]().union(*(entering[b] for b in last.successors))
                rows: list[frozenset[int]] = []
                for op in reversed(self.ops[index]):
                    needed -= {self.numbers[r] for r in op.results}
                    needed |= {self.numbers[o] for o in op.operands}
                    rows.append(needed)
                table[index] = rows[::-1]
                needed -= {self.numbers[a] for a in block.args}
                changed |= needed != entering[block]
                entering[block] = needed
        return table

    def initial(self) -> State:
        memory = dict.fromkeys(MODELLED, 0)
        for slot in range(SIZE):
            memory[RING + 64 * slot] = PacketType.INVALID
        producers = tuple(map(Producer, PACKETS))
        return tuple(sorted(memory.items())), producers, Consumer()

    # Producers

    def run(self, producer: Producer, memory: dict[int, int]) -> Producer:
        """Run until behind the next access to shared memory, which it makes first."""
        values = dict(producer.values)
        block, at = producer.block, producer.op
        left, buffer = producer.left, producer.buffer
        if block == at == 0:
            entry = self.blocks[0].args
            packet = left[0]
            given = [QUEUE, HEADER, 0, packet, 0, 0, 0, 0, 0, packet]
            values = {self.numbers[a]: v for a, v in zip(entry, given, strict=True)}

        def get(value: SSAValue) -> int:
            return values[self.numbers[value]]

        accessed = False
        while True:
            op = self.ops[block][at]
            result: int | None = None
            match op:
                case (
                    asptr.LoadOp() | asptr.AtomicLoadOp() | asptr.AtomicRmwOp()
                    | asptr.StoreOp() | asptr.AtomicStoreOp()
                ):  # fmt: skip
                    address = get(op.ptr)
                    if address in MODELLED:
                        if accessed:
                            break
                        accessed = True
                    match op:
                        case asptr.AtomicRmwOp():
                            result = memory[address]
                            memory[address] = result + get(op.value)
                        case asptr.StoreOp() | asptr.AtomicStoreOp():
                            release = self._is_release(op)
                            if address in MODELLED:
                                buffer = (*buffer, (address, get(op.value), release))
                        case _:
                            own = [v for a, v, _ in buffer if a == address]
                            known = own[-1] if own else memory.get(address)
                            result = FIXED[address] if known is None else known
                case arith.ConstantOp():
                    attribute: Any = op.value
                    result = attribute.value.data
                case arith.AddiOp():
                    result = get(op.lhs) + get(op.rhs)
                case arith.SubiOp():
                    result = get(op.lhs) - get(op.rhs)
                case arith.AndIOp():
                    result = get(op.lhs) & get(op.rhs)
                case arith.ExtUIOp() | asptr.IntToPtrOp():
                    result = get(op.operands[0])
                case arith.CmpiOp():
                    a, b = get(op.lhs), get(op.rhs)
                    assert a >= 0
                    assert b >= 0
                    result = int({0: a == b, 1: a != b, 6: a < b}[op.predicate.value.data])
                case asptr.DisplaceOp():
                    result = get(op.operands[0]) + op.bytes.value.data
                case asptr.OffsetOp():
                    result = get(op.operands[0]) + 64 * get(op.operands[1])
                case hsa.IntrinsicOp():
                    pass
                case cf.BranchOp():
                    block, at = self._go(values, op.successors[0], [get(v) for v in op.operands])
                    continue
                case cf.ConditionalBranchOp():
                    then = get(op.cond)
                    target = op.then_block if then else op.else_block
                    passed = op.then_arguments if then else op.else_arguments
                    block, at = self._go(values, target, [get(v) for v in passed])
                    continue
                case func.ReturnOp():
                    return Producer(left[1:], buffer=buffer)
                case _:
                    raise AssertionError(f"the model does not know {op.name}")
            if result is not None:
                values[self.numbers[op.results[0]]] = result
            at += 1
        kept = tuple(sorted((n, v) for n, v in values.items() if n in self.live[block][at]))
        return Producer(left, block, at, kept, buffer)

    def _is_release(self, op: asptr.StoreOp | asptr.AtomicStoreOp) -> bool:
        if isinstance(op, asptr.StoreOp):
            return False
        is_header = op.ptr.name_hint == "packet"
        if self.relax == "header" and is_header:
            return False
        return op.ordering.data.value == "release"

    def _go(self, values: dict[int, int], target: Block, given: list[int]) -> tuple[int, int]:
        for argument, value in zip(target.args, given, strict=True):
            values[self.numbers[argument]] = value
        return self.blocks.index(target), 0

    # The consumer

    def consume(self, consumer: Consumer, memory: dict[int, int]) -> Consumer | None:
        """Its next step; `None` if it finds no packet."""

        def load(address: int) -> int:
            own = [v for a, v, _ in consumer.buffer if a == address]
            return own[-1] if own else memory[address]

        slot = load(READ)
        packet = RING + 64 * (slot % SIZE)
        match consumer.step:
            case 0:
                if load(packet) == PacketType.INVALID:
                    return None
                return replace(consumer, step=1)
            case 1:
                return replace(consumer, step=2, words=tuple(load(packet + at) for at in WORDS))
            case 2:
                store = (packet, int(PacketType.INVALID), False)
                return replace(consumer, step=3, buffer=(*consumer.buffer, store))
            case _:
                store = (READ, slot + 1, self.relax != "read index")
                got = (*consumer.got, *consumer.words)
                return Consumer(got=got, buffer=(*consumer.buffer, store))

    # All of it

    def successors(self, state: State) -> Iterator[State]:
        memory_items, producers, consumer = state

        def frozen(memory: dict[int, int]) -> Memory:
            return tuple(sorted(memory.items()))

        for index, producer in enumerate(producers):
            before, after = producers[:index], producers[index + 1 :]
            if producer.left:
                memory = dict(memory_items)
                moved = self.run(producer, memory)
                yield frozen(memory), (*before, moved, *after), consumer
            for buffer, address, value in _commits(producer.buffer):
                memory = dict(memory_items)
                memory[address] = value
                yield frozen(memory), (*before, replace(producer, buffer=buffer), *after), consumer
        if len(consumer.got) < len(EVERYTHING) + 1:
            memory = dict(memory_items)
            moved_consumer = self.consume(consumer, memory)
            if moved_consumer is not None:
                yield memory_items, producers, moved_consumer
        for buffer, address, value in _commits(consumer.buffer):
            memory = dict(memory_items)
            memory[address] = value
            yield frozen(memory), producers, replace(consumer, buffer=buffer)

    def explore(self) -> tuple[int, set[tuple[int, ...]], int]:
        """The number of states, what the consumer can have got at ends, and states without an end
        to be reached."""
        start = self.initial()
        seen = {start: 0}
        order = [start]
        sources: list[list[int]] = [[]]
        ends: list[int] = []
        for state in order:
            number = seen[state]
            last = True
            for following in self.successors(state):
                if following == state:
                    continue
                last = False
                known = seen.get(following)
                if known is None:
                    known = seen[following] = len(order)
                    order.append(following)
                    sources.append([])
                sources[known].append(number)
            if last:
                ends.append(number)
        reaching = set(ends)
        work = list(ends)
        while work:
            for source in sources[work.pop()]:
                if source not in reaching:
                    reaching.add(source)
                    work.append(source)
        good = {order[end][2].got for end in ends}
        assert all(p.is_done for end in ends for p in order[end][1]) or self.relax
        return len(order), good, len(order) - len(reaching)


def _commits(buffer: Buffer) -> Iterator[tuple[Buffer, int, int]]:
    """The stores of a buffer that may come to memory next, and what is then left of it."""
    for index, (address, value, release) in enumerate(buffer):
        earlier = buffer[:index]
        if release and earlier:
            continue
        # Stores to one place come in their order.
        if any(a == address for a, _, _ in earlier):
            continue
        yield (*earlier, *buffer[index + 1 :]), address, value


def test_no_interleaving_loses_or_doubles_a_packet() -> None:
    states, results, stuck = Model().explore()
    assert states > 500
    assert stuck == 0
    assert results
    assert all(sorted(got) == EVERYTHING for got in results)
    # Packets of one producer come in its order.
    assert all(got.index(1) < got.index(2) for got in results)
    assert len(results) == 3


@pytest.mark.parametrize("relax", ["header", "read index"])
def test_a_relaxed_store_is_found(relax: str) -> None:
    _, results, stuck = Model(relax=relax).explore()
    assert stuck or any(sorted(got) != EVERYTHING for got in results)
