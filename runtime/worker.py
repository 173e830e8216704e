"""
The simulator's child: jitted kernels run here, where they may crash without harm.

The parent (`process.py`) runs this file by its path, not as a module, so that nothing but llvmlite
is imported: `python -I -S worker.py SITE_PACKAGES FD SIZE ADDRESS THREADS STACK_SIZE`. It
answers requests until its standard input ends. A message, either way, is an eight-byte
little-endian length and that many bytes of `marshal`. Requests are tuples:

    ("support", ir)                           the simulator's own code; ("loaded", code)
    ("load", number, ir, opt_level, kernels, dispatched)
                                              compile and load a module; ("loaded", code)
    ("launch", slot, {...} or None, dispatch_id, ranges, variables, queue)
                                              run a kernel by the plan of that slot, which is this
                                              or what it was; ("done", seconds)

and any may be answered with ("failed", STAGE, MESSAGE). A launch of which there is no more to say
than its slot and its number, and which runs on one thread, is a single word instead, with the
highest bit set, and so is its answer, the nanoseconds that it took: these are served in machine
code (`rusticle_serve`). In place of IR there can be the machine
code that an earlier child made of it. Before anything else the child sends
("memory", ADDRESS), where the memory that it shares with its parent starts. That begins with
`Status`, what a launch leaves behind, and one `Context` per thread, so that the parent can still
read them when the child has died. The structs are those of `support.rs`.

A launch runs on as many threads as there are, each of which takes workgroups until there are no
more; machine code runs without the interpreter's lock.
"""

from __future__ import annotations

import ctypes
import marshal
import mmap
import os
import sys
import time
from typing import Any, BinaryIO, cast

u32, u64 = ctypes.c_uint32, ctypes.c_uint64


class Launch(ctypes.Structure):
    """One launch; `support.rs` says what each field is."""

    _fields_ = (
        ("group_entry", u64),
        ("status", u64),
        ("next", u64),
        ("total", u64),
        ("chunk", u64),
        ("groups", u32 * 3),
        ("fibers", u32),
        ("strict_barriers", u32),
        ("ranges", u64),
        ("range_count", u64),
        ("step_limit", u64),
        ("queue", u64),
        ("descriptors", u64),
        ("descriptor_count", u64),
        ("most_dispatches", u32),
        ("dispatches", u32),
        ("taking", u32),
    )


class Status(ctypes.Structure):
    """What went wrong."""

    _fields_ = (
        ("fault", u32),
        ("kind", u32),
        ("site", u32),
        ("group", u32 * 3),
        ("item", u32 * 3),
        ("signal", u32),
        ("arguments", u64 * 4),
        ("address", u64),
        ("thread", u64),
        ("kernel", u32),
        ("full", u32),
    )


class Context(ctypes.Structure):
    """A thread's workgroup; the head is `targets/launch_context.py`."""

    _fields_ = (
        ("group_id", u32 * 3),
        ("group_count", u32 * 3),
        ("group_size", u32 * 3),
        ("wave_size", u32),
        ("lds", u64),
        ("lds_static", u32),
        ("lds_total", u32),
        ("kernarg", u64),
        ("packet", u64),
        ("queue", u64),
        ("implicit", u64),
        ("dispatch_id", u64),
        ("launch", u64),
        ("escape", u64),
        ("scheduler", u64),
        ("fibers", u64),
        ("waves", u64),
        ("stacks", u64),
        ("stack_size", u64),
        ("thread", u64),
        ("running", u32),
        ("in_item", u32),
        ("item", u32 * 3),
        ("lds_shadow", u64),
        ("item_entry", u64),
        ("idle_since", u64),
        ("looked_at", u64),
        ("alone", u32),
        ("kernel", u32),
        ("kept", u64),
    )


class Kept(ctypes.Structure):
    """What outlives a thread's launches."""

    _fields_ = (("dispatches", u64), ("spare", u64))


class Descriptor(ctypes.Structure):
    """A kernel's descriptor (AMDGPUUsage, "Kernel Descriptor"), as far as the simulator uses it."""

    _fields_ = (
        ("group_segment_fixed_size", u32),
        ("private_segment_fixed_size", u32),
        ("kernarg_size", u32),
        ("reserved0", u32),
        ("kernel_code_entry_byte_offset", ctypes.c_int64),
        ("rest", u64 * 5),
    )


class Range(ctypes.Structure):
    """Memory that a kernel may access."""

    _fields_ = (("start", u64), ("end", u64), ("flags", u64), ("shadow", u64))


class ServedPlan(ctypes.Structure):
    """What machine code has to know of a plan to launch it by itself; `Plan` in `support.rs`."""

    _fields_ = (("template", u64), ("context", u64))


class Fiber(ctypes.Structure):
    """A work-item with a stack of its own."""

    _fields_ = (
        ("stack", u64),
        ("state", u32),
        ("site", u32),
        ("id", u32 * 3),
        ("values", u64 * 2),
        ("context", u64),
        ("barriers", u32),
        ("acquired", u32),
        ("steps", u64),
    )


_CONTEXT_SIZE = ctypes.sizeof(Context)
CONTEXTS_AT = 256
"""Where the contexts start in shared memory, behind the status."""
CONTEXT_STRIDE = 256
"""Bytes from one context to the next."""
MOST_THREADS = 128
RESERVED = CONTEXTS_AT + CONTEXT_STRIDE * MOST_THREADS
"""Bytes at the start of shared memory that are not for buffers."""
WAVE_SIZE = 8 + 2 * 64 * 8 + 3 * 8
"""Bytes of `Wave`."""
MOST_ITEMS = 1024
"""In a workgroup."""
SHADOW_SIZE = 16
"""Bytes of what checks remember of a byte."""

WHOLE = 1 << 63
"""The bit of a message's first word that says that there is no more of it."""
SLOT_BITS = 8
"""The bits of a request of one word that are its slot; the rest is the launch's number."""

STAGGER = 1 << 14
"""Bytes of a fiber's stack that may be left unused, so that stacks begin in other cache lines."""

_PROT_NONE, _PROT_READ_WRITE = 0, 3
_MAP_SHARED, _MAP_PRIVATE, _MAP_ANONYMOUS, _MAP_NORESERVE = 1, 2, 0x20, 0x4000
_SA_SIGINFO, _SA_ONSTACK, _SA_RESETHAND = 4, 0x08000000, 0x80000000
_FATAL_SIGNALS = (4, 5, 6, 7, 8, 11)
"""SIGILL, SIGTRAP, SIGABRT, SIGBUS, SIGFPE, SIGSEGV."""


class Failed(Exception):
    """A request that was refused: in which stage, and why."""

    def __init__(self, stage: str, message: str) -> None:
        super().__init__(stage, message)
        self.stage = stage
        self.message = message


def read_message(stream: BinaryIO) -> object | None:
    """The next message of `stream`, or `None` at its end; of one of a single word, its number."""
    header = stream.read(8)
    if len(header) < 8:
        return None
    size = int.from_bytes(header, "little")
    return size ^ WHOLE if size & WHOLE else _read_payload(stream, size)


def _read_payload(stream: BinaryIO, size: int) -> object | None:
    """The rest of a message, or `None` if it ends early."""
    payload = bytearray()
    while len(payload) < size:
        piece = stream.read(size - len(payload))
        if not piece:
            return None
        payload += piece
    return marshal.loads(payload)


def frame(message: Any) -> bytes:
    """`message` as it goes over the pipe."""
    payload = marshal.dumps(message)
    return len(payload).to_bytes(8, "little") + payload


def _libc() -> Any:
    libc = ctypes.CDLL(None, use_errno=True)
    libc.mmap.restype = u64
    libc.mmap.argtypes = (
        u64, ctypes.c_size_t, ctypes.c_int, ctypes.c_int, ctypes.c_int, ctypes.c_int64,
    )  # fmt: skip
    libc.mprotect.argtypes = (u64, ctypes.c_size_t, ctypes.c_int)
    libc.munmap.argtypes = (u64, ctypes.c_size_t)
    return libc


class Thread:
    """What a thread needs to run workgroups: its context, stacks, LDS."""

    def __init__(self, libc: Any, address: int, stack_size: int) -> None:
        self.libc = libc
        self.address = address
        self.context = Context.from_address(address)
        self.kept = Kept()
        self.stack_size = stack_size
        self.stacks = 0
        self.ready_stacks = 0
        self.lds = 0
        self.lds_capacity = 0
        self.fibers: Any = None
        self.waves: Any = None
        self.alternate: Any = None

    def map(self, size: int) -> int:
        """The address of so many new bytes of zeros, which take room when they are touched."""
        flags = _MAP_PRIVATE | _MAP_ANONYMOUS | _MAP_NORESERVE
        address = self.libc.mmap(0, size, _PROT_READ_WRITE, flags, -1, 0)
        if address == 2**64 - 1:
            raise Failed("memory", f"cannot map {size} bytes")
        return address

    def prepare(self, lds: int, fibers: int) -> None:
        """Make room for a launch with so many bytes of LDS and fibers a workgroup."""
        if lds > self.lds_capacity:
            if self.lds:
                self.libc.munmap(self.lds, self.lds_capacity)
            size = -(-lds // mmap.PAGESIZE) * mmap.PAGESIZE
            self.lds, self.lds_capacity = self.map(size), size
        if fibers and self.fibers is None:
            self.fibers = (Fiber * MOST_ITEMS)()
            self.waves = ctypes.create_string_buffer(WAVE_SIZE * MOST_ITEMS)
            self.stacks = self.map(self.stack_size * MOST_ITEMS)
        for number in range(self.ready_stacks, fibers):
            # The lowest page of a stack is what an overflow runs into.
            guard = self.stacks + number * self.stack_size
            self.libc.mprotect(guard, mmap.PAGESIZE, _PROT_NONE)
        self.ready_stacks = max(self.ready_stacks, fibers)

    def handle_signals(self) -> None:
        """Give this thread a stack for signal handlers, since a fiber's may be what overflowed."""
        size = 1 << 16
        self.alternate = ctypes.create_string_buffer(size)
        stack = (u64 * 3)(ctypes.addressof(self.alternate), 0, size)
        self.libc.sigaltstack(stack, None)


class Worker:
    """The child's state: the JIT, the loaded modules, the threads."""

    def __init__(self, fd: int, size: int, address: int, threads: int, stack_size: int) -> None:
        from importlib import import_module

        self.binding = binding = cast("Any", import_module("llvmlite.binding"))
        binding.initialize_all_targets()
        binding.initialize_native_asmprinter()
        binding.initialize_native_asmparser()
        self.libc = _libc()
        flags = _MAP_SHARED | _MAP_NORESERVE
        # Where the parent has it, if it can be: then addresses mean the same in both.
        self.memory: int = self.libc.mmap(address, size, _PROT_READ_WRITE, flags, fd, 0)
        if self.memory == 2**64 - 1:
            raise Failed("memory", f"cannot map {size} bytes of shared memory")
        self.machines: dict[int, Any] = {}
        self.jit: Any = binding.create_lljit_compiler(self._machine(2), use_jit_link=True)
        self.libraries: dict[int, Any] = {}
        self.served = (ServedPlan * (1 << SLOT_BITS))()
        self.links = 0
        """Libraries linked so far."""
        self.plans: dict[int, Plan] = {}
        self.descriptors: dict[int, Any] = {}
        self.support: Any = None
        self.run: Any = None
        self.serve: Any = None
        self.threads = [
            Thread(self.libc, self.memory + CONTEXTS_AT + CONTEXT_STRIDE * i, stack_size)
            for i in range(threads)
        ]
        self.pool: Any = None
        self.shadow = 0
        self.ranges: Any = None

    def _machine(self, level: int) -> Any:
        machine = self.machines.get(level)
        if machine is None:
            binding = self.binding
            machine = binding.Target.from_default_triple().create_target_machine(
                cpu=binding.get_host_cpu_name(),
                features=binding.get_host_cpu_features().flatten(),
                opt=level,
                reloc="pic",
                codemodel="small",
                jit=True,
            )
            self.machines[level] = machine
        return machine

    def _object(self, ir: str, level: int) -> bytes:
        """Machine code of a module."""
        binding = self.binding
        machine = self._machine(level)
        try:
            module = binding.parse_assembly(ir, binding.create_context())
        except RuntimeError as error:
            raise Failed("parse", str(error)) from error
        module.triple = machine.triple
        module.data_layout = str(machine.target_data)
        try:
            module.verify()
        except RuntimeError as error:
            raise Failed("verify", str(error)) from error
        options = binding.create_pipeline_tuning_options(speed_level=level)
        options.loop_vectorization = options.slp_vectorization = level >= 2
        options.loop_unrolling = options.loop_interleaving = level >= 2
        builder = binding.create_pass_builder(machine, options)
        builder.getModulePassManager().run(module, builder)
        if path := os.environ.get("RUSTICLE_SIMULATOR_DUMP"):
            with open(f"{path}.{time.monotonic_ns()}.ll", "w", encoding="utf-8") as file:
                file.write(str(module))
        return machine.emit_object(module)

    def load_support(self, ir: str | bytes) -> bytes:
        """Load the simulator's own code, and have it handle fatal signals; its machine code."""
        code = ir if isinstance(ir, bytes) else self._object(ir, 2)
        # Helpers of LLVM's that the interpreter has not loaded by itself: 128-bit division, f16.
        for name in ("libgcc_s.so.1", "libm.so.6"):
            try:
                ctypes.CDLL(name, mode=ctypes.RTLD_GLOBAL)
            except OSError:
                continue
        builder = self.binding.JITLibraryBuilder().add_object_img(code).add_current_process()
        exported = ("rusticle_run", "rusticle_serve", "rusticle_on_signal", "RUSTICLE_STATUS")
        for name in exported:
            builder.export_symbol(name)
        self.support = builder.link(self.jit, "support")
        self.run = ctypes.CFUNCTYPE(None, u64)(self.support["rusticle_run"])
        serve = ctypes.CFUNCTYPE(u64, u64, ctypes.c_int)(self.support["rusticle_serve"])
        self.serve = serve
        u64.from_address(self.support["RUSTICLE_STATUS"]).value = self.memory
        handler = self.support["rusticle_on_signal"]
        # `struct sigaction` of x86-64 and AArch64 Linux: handler, mask (128 bytes), flags.
        action = ctypes.create_string_buffer(152)
        u64.from_buffer(action, 0).value = handler
        u32.from_buffer(action, 136).value = _SA_SIGINFO | _SA_ONSTACK | _SA_RESETHAND
        for number in _FATAL_SIGNALS:
            self.libc.sigaction(number, action, None)
        self.threads[0].handle_signals()
        return code

    def load(
        self,
        number: int,
        ir: str | bytes,
        level: int,
        kernels: list[str],
        dispatched: list[tuple[str, int, int]],
    ) -> bytes:
        """
        Load a module, of LLVM IR or machine code; its machine code.

        `dispatched` are the kernels that its code dispatches, with the bytes of their arguments and
        of their LDS: their descriptors are made here, as a loader does.
        """
        code = ir if isinstance(ir, bytes) else self._object(ir, level)
        builder = self.binding.JITLibraryBuilder().add_object_img(code)
        builder.add_jit_library("support").add_current_process()
        for name in kernels:
            builder.export_symbol(name)
        descriptors = (Descriptor * len(dispatched))()
        for descriptor, (name, _, _) in zip(descriptors, dispatched, strict=True):
            builder.import_symbol(f"{name}.kd", ctypes.addressof(descriptor))
        try:
            # LLVM keeps the names of libraries that are gone.
            self.links += 1
            library = builder.link(self.jit, f"module{self.links}")
        except RuntimeError as error:
            raise Failed("link", str(error)) from error
        for descriptor, (name, kernarg, lds) in zip(descriptors, dispatched, strict=True):
            descriptor.group_segment_fixed_size = lds
            descriptor.kernarg_size = kernarg
            entry = library[f"rusticle.item.{name}"]
            descriptor.kernel_code_entry_byte_offset = entry - ctypes.addressof(descriptor)
        self.libraries[number], self.descriptors[number] = library, descriptors
        return code

    def unload(self, number: int) -> None:
        """Forget a module, and the plans of its kernels."""
        library = self.libraries.pop(number, None)
        for slot in [slot for slot, plan in self.plans.items() if plan.library is library]:
            del self.plans[slot]
        self.descriptors.pop(number, None)

    def launch(
        self,
        slot: int,
        request: dict[str, Any] | None,
        dispatch_id: int,
        ranges: list[tuple[int, int, int]],
        variables: dict[str, int],
        queue: int,
    ) -> float:
        """
        Run a kernel; the seconds that its workgroups took. `queue` is the address of the device's
        own, or 0.
        """
        if request is not None:
            self._plan(slot, request)
        plan = self.plans[slot]
        for variable, value in variables.items():
            u64.from_address(plan.library[variable]).value = value
        launch, threads = plan.launch, plan.threads
        launch.next = 0
        launch.queue = queue
        launch.dispatches = launch.taking = 0
        checked = launch.strict_barriers
        shadow = self._ranges(launch, plan.library, ranges) if checked else 0
        for thread in threads:
            plan.fill(thread, dispatch_id)
            if queue:
                thread.context.queue = queue
            if shadow:
                thread.context.lds_shadow = thread.map(SHADOW_SIZE * plan.lds)
        others = len(threads) - 1
        start = time.perf_counter()
        if others:
            if self.pool is None:
                self.pool = _Pool(self.threads[1:], self.run)
            self.pool.start(others)
        self.run(threads[0].address)
        if others:
            self.pool.wait(others)
        seconds = time.perf_counter() - start
        if shadow:
            self.libc.munmap(self.shadow, shadow)
            for thread in threads:
                self.libc.munmap(thread.context.lds_shadow, SHADOW_SIZE * plan.lds)
        return seconds

    def _plan(self, slot: int, request: dict[str, Any]) -> None:
        """Make a plan, and room for it on its threads."""
        plan = self.plans[slot] = Plan(self, request)
        for thread in plan.threads:
            thread.prepare(plan.lds, plan.fibers)
        first = self.threads[0]
        self.served[slot].template = plan.address
        self.served[slot].context = first.address
        for known in self.plans.values():
            # The thread's memory may have moved.
            known.lend(first, known.context)

    def _ranges(self, launch: Launch, library: Any, ranges: list[tuple[int, int, int]]) -> int:
        """The memory that a checked kernel may access; the bytes of shadow memory for it."""
        found = [(self.memory + at, size, flags) for at, size, flags in ranges]
        table = library["rusticle.globals"]
        while address := u64.from_address(table).value:
            size, flags = (u64.from_address(table + at).value for at in (8, 16))
            found.append((address, size, flags))
            table += 24
        found.sort()
        # What cannot be written has no races.
        shadow = SHADOW_SIZE * sum(size for _, size, flags in found if flags & 1)
        self.shadow = at = self.threads[0].map(max(1, shadow))
        self.ranges = (Range * len(found))()
        for range_, (address, size, flags) in zip(self.ranges, found, strict=True):
            range_.start, range_.end, range_.flags = address, address + size, flags
            if flags & 1:
                range_.shadow = at
                at += SHADOW_SIZE * size
        launch.ranges = ctypes.addressof(self.ranges)
        launch.range_count = len(found)
        return max(1, shadow)


class Plan:
    """What launches of one kernel over one grid have in common, as machine code wants it."""

    def __init__(self, worker: Worker, request: dict[str, Any]) -> None:
        self.library: Any = worker.libraries[request["module"]]
        name, groups, items = request["kernel"], request["groups"], request["items"]
        fibers = request["fibers"]
        total = groups[0] * groups[1] * groups[2]
        self.fibers: int = items[0] * items[1] * items[2] if fibers else 0
        """Stacks that a thread needs."""
        self.lds: int = request["lds_total"]
        """Bytes of LDS that a thread needs."""
        launch = self.launch = Launch()
        launch.group_entry = 0 if fibers else self.library[f"rusticle.group.{name}"]
        launch.status = worker.memory
        launch.total = total
        launch.groups[:] = groups
        launch.fibers = fibers
        launch.strict_barriers = request["checked"]
        launch.step_limit = request["step_limit"]
        descriptors = worker.descriptors[request["module"]]
        launch.descriptors = ctypes.addressof(descriptors)
        launch.descriptor_count = len(descriptors)
        launch.most_dispatches = request["most_dispatches"]
        launch.chunk = request["chunk"]
        self.threads = worker.threads[: request["threads"]]
        """Those that take part."""
        # Contexts start as copies of this one, which is the first thread's.
        c = self.context = Context()
        c.group_count[:] = groups
        c.group_size[:] = items
        c.wave_size = request["wave_size"]
        c.lds_static = request["lds_static"]
        c.lds_total = request["lds_total"]
        c.kernarg = request["kernarg"]
        c.packet = request["packet"]
        c.implicit = request["implicit"]
        c.launch = ctypes.addressof(launch)
        c.item_entry = self.library[f"rusticle.item.{name}"]
        self.address = ctypes.addressof(c)

    def lend(self, thread: Thread, context: Context) -> None:
        """Let a context have a thread's memory."""
        context.lds = thread.lds
        if self.fibers:
            context.stacks = thread.stacks
            context.stack_size = thread.stack_size
            context.fibers = ctypes.addressof(thread.fibers)
            context.waves = ctypes.addressof(thread.waves)
            context.kept = ctypes.addressof(thread.kept)

    def fill(self, thread: Thread, dispatch_id: int) -> None:
        """Make a thread's context ready for a launch."""
        ctypes.memmove(thread.address, self.address, _CONTEXT_SIZE)
        self.lend(thread, thread.context)
        thread.context.dispatch_id = dispatch_id


class _Pool:
    """Threads besides the main one."""

    def __init__(self, threads: list[Thread], run: Any) -> None:
        import queue
        import threading

        self.ready = [queue.SimpleQueue[None]() for _ in threads]
        self.done: queue.SimpleQueue[None] = queue.SimpleQueue()

        def serve(thread: Thread, ready: queue.SimpleQueue[None]) -> None:
            thread.handle_signals()
            address = ctypes.addressof(thread.context)
            while True:
                ready.get()
                run(address)
                self.done.put(None)

        for thread, ready in zip(threads, self.ready, strict=True):
            threading.Thread(target=serve, args=(thread, ready), daemon=True).start()

    def start(self, count: int) -> None:
        for ready in self.ready[:count]:
            ready.put(None)

    def wait(self, count: int) -> None:
        for _ in range(count):
            self.done.get()


def _next_request(worker: Worker, source: BinaryIO, output: int) -> object | None:
    """Serve launches until there is another request, and give that, or `None` at the end."""
    if worker.serve is None:
        return read_message(source)
    size = worker.serve(ctypes.addressof(worker.served), output)
    return _read_payload(source, size) if size else None


def _end_with_parent() -> None:
    """End this process when its parent has gone, even in the midst of a launch."""
    import threading

    parent = os.getppid()

    def watch() -> None:
        while os.getppid() == parent:
            time.sleep(1)
        os._exit(1)

    threading.Thread(target=watch, daemon=True).start()


def main(fd: int, size: int, address: int, threads: int, stack_size: int) -> None:
    """Serve requests from standard input until it ends."""
    # The answers keep the original standard output; whatever LLVM prints there joins its errors.
    output = os.fdopen(os.dup(1), "wb", buffering=0)
    os.dup2(2, 1)
    import resource
    import signal

    # Ctrl-C is the parent's to handle: it ends this process if a launch is to be given up.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    try:
        worker = Worker(fd, size, address, threads, stack_size)
    except Failed as failure:
        output.write(frame(("failed", failure.stage, failure.message)))
        return
    output.write(frame(("memory", worker.memory)))
    _end_with_parent()
    # Without a buffer: machine code reads from it, too.
    source = os.fdopen(0, "rb", buffering=0)
    while (request := _next_request(worker, source, output.fileno())) is not None:
        assert isinstance(request, tuple)
        kind, *rest = cast("tuple[Any, ...]", request)
        try:
            match kind:
                case "support":
                    answer: Any = ("loaded", worker.load_support(*rest))
                case "load":
                    answer = ("loaded", worker.load(*rest))
                case "unload":
                    worker.unload(*rest)
                    continue
                case _:
                    answer = ("done", worker.launch(*rest))
        except Failed as failure:
            answer = ("failed", failure.stage, failure.message)
        output.write(frame(answer))
    # Threads may still run; there is nothing to clean up that the system does not.
    os._exit(0)


if __name__ == "__main__":
    # Without `site` llvmlite's folder is not on the path.
    sys.path.insert(0, sys.argv[1])
    main(*map(int, sys.argv[2:7]))
