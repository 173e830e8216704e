"""
A simulated device: memory, modules and launches, shaped as CuPy's and HIP's Python bindings.

    with Device() as device:
        module = device.load(program)
        vadd = module.get_function("vadd")
        vadd((4,), (256,), (x, y, 1024, 2.0))       # as a `cupy.RawKernel` is called

A `Program` is LLVM IR for this host and the manifest of its kernels. A launch returns when the
kernel has ended; arrays that it may write have then been updated in place. Arrays made by the
device (`empty`, `zeros`, `asarray`) lie in its memory and are never copied. A device may be used
by several threads, whose launches take turns; several devices run at the same time.
"""

from __future__ import annotations

import ctypes
import itertools
import math
import mmap
import weakref
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Self, cast

from ..diagnostics import CompileError, Diagnostic
from .agent import Agent, Handler
from .arguments import HostBuffer, Packed, Packer, Pointer
from .copies import Copies
from .device_queue import MOST_DISPATCHES, DeviceQueue
from .errors import KernelCrash, LaunchError, LaunchTimeout, Where
from .faults import LDS, NamedBuffer, fault_error, three
from .host_queue import HostQueue
from .launch_ir import launch_module
from .launch_plan import LaunchPlan, LaunchPlans, Size, plan_launch, segment_size
from .manifest import KernelManifest, Manifest
from .process import ChildProcess, Died, LaunchValues, TimedOut, available_threads, signal_name
from .results import buffer_values, read_results, result_count
from .worker import CONTEXT_STRIDE, CONTEXTS_AT, MOST_ITEMS, MOST_THREADS, STAGGER, Context, Status

if TYPE_CHECKING:
    from numpy.typing import ArrayLike, DTypeLike, NDArray

_FAULT_WRITTEN = 2
_NO_STATUS = bytes(Status())
QUEUE_VARIABLES = ("__rusticle_host_queue", "__rusticle_call_arena")
"""Variables of a program that calls the host, which hold the addresses of what they name."""


@dataclass(frozen=True, slots=True)
class Program:
    """A compiled module: LLVM IR of its functions, in which kernels take the launch context."""

    ir: str
    manifest: Manifest
    opt_level: int = 3
    """How much LLVM optimises, 0 to 3."""
    checked: bool = False
    """Whether it looks for mistakes as it runs."""


class Device:
    """A simulated GPU. Starting it starts a process, which `close` (or leaving a `with`) ends."""

    def __init__(
        self,
        *,
        threads: int | None = None,
        wave_size: int = 32,
        stack_size: int = 1 << 18,
        lds_limit: int = 1 << 16,
        timeout: float | None = None,
        loop_limit: int = 1 << 26,
        queue_size: int = 64,
        most_dispatches: int = MOST_DISPATCHES,
    ) -> None:
        """
        `threads` workgroups run at once, by default as many as there are processors. `stack_size`
        is the scratch memory of a work-item of a kernel with barriers, in bytes. `lds_limit` is the
        most LDS that a workgroup can have, in bytes. `timeout` is for launches that give none.
        `loop_limit` is how many times a work-item of a checked program may go around loops.
        `queue_size` is how many packets, a power of two, the queue holds in which kernels call
        functions of the host's, and the one in which they dispatch kernels. `most_dispatches` is
        how many of the latter can be in progress at once.
        """
        if queue_size < 1 or queue_size & (queue_size - 1):
            raise ValueError(f"a queue has a power of two of packets, not {queue_size}")
        if wave_size not in (32, 64):
            raise ValueError(f"a wave has 32 or 64 work-items, not {wave_size}")
        self.wave_size = wave_size
        self.lds_limit = lds_limit
        self.timeout = timeout
        self.loop_limit = loop_limit
        self.queue_size = queue_size
        self.host_queue: HostQueue | None = None
        """The queue to the host, while a kernel runs that uses it."""
        self.queue: DeviceQueue | None = None
        """The device's own queue, while a kernel runs that uses it."""
        self.most_dispatches = most_dispatches
        count = min(MOST_THREADS, STAGGER, threads or available_threads())
        self._child = ChildProcess(count, max(1 << 14, -(-stack_size // 4096) * 4096) + STAGGER)
        self._status = Status.from_buffer(self._child.memory.map)
        self._plans = LaunchPlans()
        self._segment = self._segment_size = 0
        """Where the arguments of launches are in shared memory, and for how many bytes."""
        self._numbers = itertools.count()
        self._dispatches = itertools.count()
        self._closed = False
        self._finalizer = weakref.finalize(self, ChildProcess.close, self._child)

    def __enter__(self) -> Self:
        """The device itself."""
        return self

    def __exit__(self, *_: object) -> None:
        """Close it."""
        self.close()

    def close(self) -> None:
        """End the device's process. Arrays that it made can still be read."""
        self._closed = True
        self._finalizer()

    def start(self) -> None:
        """Start the device's process now, rather than when it is first needed."""
        self._check_open()
        self._child.start()

    def synchronize(self) -> None:
        """Wait for all launches: they have all ended, since `launch` waits by itself."""

    def load(self, program: Program, foreign: Mapping[str, Handler] | None = None) -> Module:
        """
        Load a program. `foreign` are functions of this process that its kernels call, by name.

        Raises `CompileError` if LLVM does not accept it.
        """
        self._check_open()
        return Module(self, next(self._numbers), program, {} if foreign is None else foreign)

    def empty(self, shape: int | Sequence[int], dtype: DTypeLike = "float32") -> NDArray[Any]:
        """A new array in the device's memory, which kernels get without a copy."""
        import numpy

        self._check_open()
        dtype = numpy.dtype(dtype)
        dimensions = (shape,) if isinstance(shape, int) else tuple(shape)
        count = math.prod(dimensions)
        size = max(1, count * dtype.itemsize)
        memory = self._child.memory
        offset = memory.allocate(size)
        # The array and every view of it keep `held` alive, and its end frees the memory.
        held = (ctypes.c_char * size).from_buffer(memory.map, offset)
        weakref.finalize(held, memory.free, offset).atexit = False
        return numpy.frombuffer(cast("Any", held), dtype, count).reshape(dimensions)

    def zeros(self, shape: int | Sequence[int], dtype: DTypeLike = "float32") -> NDArray[Any]:
        """A new array of zeros in the device's memory."""
        array = self.empty(shape, dtype)
        array[...] = 0
        return array

    def asarray(self, values: ArrayLike) -> NDArray[Any]:
        """A copy of an array in the device's memory."""
        import numpy

        source = numpy.asarray(values)
        array = self.empty(source.shape, source.dtype)
        array[...] = source
        return array

    def _check_open(self) -> None:
        if self._closed:
            raise CompileError.of("the device is closed")

    # Launching

    def _launch(
        self,
        module: Module,
        kernel: KernelManifest,
        pack: Packer,
        grid: Size,
        block: Size,
        arguments: Sequence[object],
        shared_mem: int,
        timeout: float | None,
    ) -> tuple[float, Any]:
        """The seconds that a launch took, and what it returned."""
        self._check_open()
        with self._child.lock:
            plan = self._plan(module, kernel, grid, block, shared_mem)
            packed = pack(arguments)
            results = None
            if kernel.result is not None:
                size = kernel.result.shape.size * result_count(kernel.result, plan.items)
                results = self.zeros(size, "u1")
                at = kernel.result.component.offset
                buffer = HostBuffer(results.ctypes.data, size, results, True, True)
                packed.pointers.append(Pointer(at, buffer))
            copies = Copies(self._child.memory, packed.pointers)
            try:
                seconds = self._run(module, kernel, plan, packed, copies, timeout)
                copies.back()
            finally:
                copies.free()
        if kernel.result is None or results is None:
            return seconds, None
        return seconds, read_results(kernel.result, results.tobytes(), plan.items, plan.dimensions)

    def _plan(
        self, module: Module, kernel: KernelManifest, grid: Size, block: Size, shared_mem: int
    ) -> LaunchPlan:
        """All of a launch but its arguments. The device's process runs and has the module then."""
        child = self._child
        module.ensure_loaded()
        key = (
            module.number,
            kernel.name,
            grid if isinstance(grid, int) else tuple(grid),
            block if isinstance(block, int) else tuple(block),
            shared_mem,
            child.base,
            self.wave_size,
            self.loop_limit,
            self.lds_limit,
        )
        plan = self._plans.get(key)
        if plan is not None:
            return plan
        if (size := segment_size(kernel)) > self._segment_size:
            # Plans have the address.
            self._plans.clear()
            if self._segment_size:
                child.memory.free(self._segment)
            self._segment, self._segment_size = child.memory.allocate(size), size
        plan = plan_launch(
            kernel,
            grid,
            block,
            shared_mem=shared_mem,
            lds_limit=self.lds_limit,
            segment=child.base + self._segment,
            threads=child.threads,
            settings={
                "module": module.number,
                "checked": int(module.program.checked),
                "step_limit": self.loop_limit,
                "wave_size": self.wave_size,
                "most_dispatches": self.most_dispatches,
            },
        )
        self._plans.add(key, plan)
        return plan

    def _run(
        self,
        module: Module,
        kernel: KernelManifest,
        plan: LaunchPlan,
        packed: Packed,
        copies: Copies,
        timeout: float | None,
    ) -> float:
        child = self._child
        timeout = self.timeout if timeout is None else timeout
        where = Where(kernel.name)
        status = self._status
        agent: Agent | None = None
        queue: DeviceQueue | None = None

        def has_failed() -> bool:
            """Whether there is nothing more to wait for."""
            if queue is not None and (agent is None or agent.running is None):
                queue.give_up_if_stuck(status, self._contexts())
            return status.fault == _FAULT_WRITTEN or (
                agent is not None and agent.failure is not None
            )

        try:
            agent = self._start_agent(module, kernel)
            if module.program.manifest.dispatches:
                self.queue = queue = DeviceQueue(child.memory, child.base, self.queue_size)
            data = packed.data
            for pointer in packed.pointers:
                address = child.base + copies.offset(pointer.buffer)
                data[pointer.at : pointer.at + 8] = address.to_bytes(8, "little")
            data += bytes(plan.kernarg - len(data))
            data += plan.tail
            start, end = self._segment, self._segment + len(data)
            child.memory.map[start:end] = data
            more: LaunchValues | None = None
            if module.program.checked or agent is not None or queue is not None:
                ranges = copies.ranges(start, end)
                if agent is not None:
                    ranges += agent.queue.ranges()
                if queue is not None:
                    ranges += queue.ranges()
                variables = {} if agent is None else _variables(agent.queue)
                more = ranges, variables, 0 if queue is None else queue.address
            child.memory.map[: len(_NO_STATUS)] = _NO_STATUS
            seconds = child.launch(
                plan,
                next(self._dispatches),
                more,
                timeout,
                has_failed,
            )
        except TimedOut:
            failed = agent is not None and agent.failure is not None
            if status.fault != _FAULT_WRITTEN and not failed:
                raise LaunchTimeout(
                    Diagnostic(
                        f"kernel `{kernel.name}` did not end within {timeout:g} s",
                        notes=_running_note(agent),
                    ),
                    where,
                ) from None
            seconds = 0.0
        except Died as death:
            raise self._crash(kernel, death) from None
        finally:
            if agent is not None and agent.stop():
                agent.queue.free()
            self.host_queue = None
            if queue is not None:
                queue.free()
            self.queue = None
        if agent is not None and agent.panicked:
            first, *others = agent.panicked
            raise first.error(kernel.name, len(others))
        if agent is not None and agent.failure is not None:
            raise _located(agent.failure, kernel, status)
        if status.fault:
            raise fault_error(
                module.program.manifest,
                kernel,
                status,
                [*copies.named(kernel, child.base), *self._lds()],
            )
        return seconds

    def _start_agent(self, module: Module, kernel: KernelManifest) -> Agent | None:
        """An agent that answers the kernel's calls, if it may make any."""
        manifest = module.program.manifest
        if not manifest.block_size:
            return None
        child = self._child
        queue = HostQueue(child.memory, child.base, self.queue_size, manifest.block_size)
        self.host_queue = queue
        agent = Agent(
            queue, manifest.foreign, module.foreign, kernel=kernel.name, panics=manifest.panics
        )
        agent.start()
        return agent

    def _contexts(self) -> list[Context]:
        """The threads' contexts, as the last launch left them."""
        memory = self._child.memory.map
        count = self._child.threads
        return [
            Context.from_buffer(memory, CONTEXTS_AT + at * CONTEXT_STRIDE) for at in range(count)
        ]

    def _lds(self) -> list[NamedBuffer]:
        return [NamedBuffer(LDS, c.lds, c.lds_total) for c in self._contexts() if c.lds]

    def _crash(self, kernel: KernelManifest, death: Died) -> LaunchError:
        """What is known of the death of the process."""
        memory = self._child.memory.map
        status = Status.from_buffer(memory)
        running = [context for context in self._contexts() if context.running]
        number = -death.status if death.status < 0 else None
        if number is not None and status.signal == number:
            running = [c for c in running if c.thread == status.thread]
        where = Where(kernel.name)
        notes: list[str] = []
        help_ = ("run it with checks, which stop at the access that is wrong",)
        if len(running) == 1:
            group, item = three(running[0].group_id), three(running[0].item)
            if self.queue is not None and running[0].fibers and not running[0].in_item:
                # Between its own work-items, a thread runs those of the device's queue.
                notes.append("in a kernel that was dispatched through the device's queue")
            else:
                where = Where(kernel.name, group, item if running[0].in_item else None)
                notes += where.notes()
        if number is None:
            how = f"exited with status {death.status}"
        else:
            how = f"was ended by {signal_name(number)}"
            if status.signal == number and number in (7, 11):
                notes.insert(0, f"it accessed address {status.address:#x}")
                if len(running) == 1 and _overflowed(running[0], status.address):
                    size = running[0].stack_size - STAGGER
                    notes.insert(1, f"that is past the work-item's {size} bytes of scratch memory")
                    help_ = ("give the device more: `Device(stack_size=...)`, in bytes",)
        notes += [line for line in death.output.splitlines() if line][:5]
        message = f"kernel `{kernel.name}` crashed: the process that ran it {how}"
        return KernelCrash(Diagnostic(message, notes=tuple(notes), help=help_), where, number)


def _variables(queue: HostQueue) -> dict[str, int]:
    """The values of the program's variables."""
    return dict(zip(QUEUE_VARIABLES, (queue.address, queue.arena_address), strict=True))


def _running_note(agent: Agent | None) -> tuple[str, ...]:
    """What the host was doing for the kernel."""
    running = None if agent is None else agent.running
    if running is None:
        return ()
    name, seconds = running
    return (f"the host has been in `{name}`, which the kernel called, for {seconds:.1f} s",)


def _located(failure: LaunchError, kernel: KernelManifest, status: Status) -> LaunchError:
    """A failure of the host's side, with the work-item whose call it was, if it got to know."""
    if status.fault == _FAULT_WRITTEN:
        where = Where(kernel.name, three(status.group), three(status.item))
        (diagnostic,) = failure.diagnostics
        located = type(failure)(
            replace(diagnostic, notes=(*diagnostic.notes, *where.notes())), where
        )
        located.__cause__ = failure.__cause__
        return located
    return failure


def _overflowed(context: Context, address: int) -> bool:
    """Whether an address is in the page below a fiber's stack."""
    size = context.stack_size
    if not context.stacks:
        # It runs on the thread's own stack.
        return False
    offset = address - context.stacks
    return 0 <= offset < size * MOST_ITEMS and offset % size < mmap.PAGESIZE


class Module:
    """A program on a device."""

    def __init__(
        self, device: Device, number: int, program: Program, foreign: Mapping[str, Handler]
    ) -> None:
        self.device = device
        self.number = number
        self.program = program
        self.foreign = dict(foreign)
        """The functions that its kernels may call, by name."""
        kernels = list(program.manifest.kernels.values())
        self._ir = launch_module(program.ir, program.manifest)
        dispatched = program.manifest.dispatched
        self._dispatched = [(k.name, k.kernarg_size, k.lds_size) for k in dispatched]
        entries = program.manifest.entries.values()
        self._symbols = [f"rusticle.item.{k.name}" for k in (*kernels, *entries)]
        self._symbols.append("rusticle.globals")
        if program.manifest.block_size:
            self._symbols += QUEUE_VARIABLES
        self._symbols += [f"rusticle.group.{k.name}" for k in kernels if not k.fibers]
        self.ensure_loaded()

    def ensure_loaded(self) -> None:
        """Have the device's process compile it, if it has not or is a new one."""
        child = self.device._child  # pyright: ignore[reportPrivateUsage]
        try:
            child.load(
                self.number, self._ir, self.program.opt_level, self._symbols, self._dispatched
            )
        except Died as death:
            notes = [line for line in death.output.splitlines() if line][:10]
            raise CompileError.of("LLVM died while it compiled the kernels", notes=notes) from None

    @property
    def kernels(self) -> dict[str, Kernel]:
        """The kernels by name."""
        return {
            name: Kernel(self, kernel) for name, kernel in self.program.manifest.kernels.items()
        }

    def get_function(self, name: str) -> Kernel:
        """The kernel of that symbol or path. Raises `CompileError` if there is none."""
        kernels = self.program.manifest.kernels
        found = kernels.get(name)
        if found is None:
            # One that has no symbol of its own goes by its path, of which the end may do.
            ends = [kernel for path, kernel in kernels.items() if path.endswith(f"::{name}")]
            found = ends[0] if len(ends) == 1 else None
            if len(ends) > 1:
                raise CompileError.of(
                    f"there are {len(ends)} kernels named `{name}`",
                    notes=[f"one is `{kernel.name}`" for kernel in ends],
                    help=["name one by its path"],
                )
        if found is None:
            names = ", ".join(f"`{n}`" for n in kernels)
            raise CompileError.of(
                f"there is no kernel `{name}`",
                notes=[f"the kernels are {names}" if names else "there are no kernels"],
            )
        return Kernel(self, found)

    def unload(self) -> None:
        """Forget the machine code; a launch brings it back."""
        self.device._child.unload(self.number)  # pyright: ignore[reportPrivateUsage]


class Kernel:
    """A kernel of a module on a device."""

    def __init__(self, module: Module, manifest: KernelManifest) -> None:
        self.module = module
        self.manifest = manifest
        self._pack = Packer(manifest)

    @property
    def name(self) -> str:
        """Its symbol."""
        return self.manifest.name

    def __call__(
        self,
        grid: Size,
        block: Size,
        args: Sequence[object],
        *,
        shared_mem: int = 0,
        timeout: float | None = None,
    ) -> float:
        """`launch`, as `cupy.RawKernel` is called."""
        return self.launch(grid, block, args, shared_mem=shared_mem, timeout=timeout)

    def launch(
        self,
        grid: Size,
        block: Size,
        args: Sequence[object],
        *,
        shared_mem: int = 0,
        timeout: float | None = None,
    ) -> float:
        """
        Run `grid` workgroups of `block` work-items each; the seconds that they took.

        `shared_mem` is the launch-sized LDS of a workgroup in bytes. Raises `LaunchError`: an
        `ArgumentError` before anything runs, or `KernelPanic`, `KernelFault`, `KernelCrash` or
        `LaunchTimeout`, after which the arrays given are as they were, and those of the device
        may have been written in part.
        """
        return self._launch(grid, block, args, shared_mem, timeout)[0]

    def call(
        self,
        grid: Size,
        block: Size,
        args: Sequence[object],
        *,
        shared_mem: int = 0,
        timeout: float | None = None,
    ) -> Any:
        """
        Launch it, and give what it returns: a NumPy scalar, record or array, or an array of those
        of each work-item, as it was compiled; see `results.py`. `None` if it returns nothing.
        """
        return self._launch(grid, block, args, shared_mem, timeout)[1]

    def _launch(
        self,
        grid: Size,
        block: Size,
        args: Sequence[object],
        shared_mem: int,
        timeout: float | None,
    ) -> tuple[float, Any]:
        return self.module.device._launch(  # pyright: ignore[reportPrivateUsage]
            self.module, self.manifest, self._pack, grid, block, args, shared_mem, timeout
        )

    def values(self, parameter: str, array: object) -> Any:
        """
        The values that are in an array which a parameter pointed to: enums, and what has them in
        it, as Python's objects (see `results.py`), and all else as NumPy's. Raises `ArgumentError`.
        """
        return buffer_values(self.manifest, parameter, array)
