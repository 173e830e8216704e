"""
The corpus, lowered: functions of `core` without generic parameters, to verified LLVM IR.

Each function is a module of its own, with all that it calls: what one cannot do does not hide what
another can. The work is done in a process of the corpus's own (`pool.py`), so that LLVM parses and
verifies right there; code generation, if asked for, goes through the compiler's.
"""

from __future__ import annotations

import gc
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from importlib import import_module
from typing import Any

from xdsl.context import Context
from xdsl.passes import ModulePass

from rusticle.context import new_context
from rusticle.frontend.definitions import FnDef
from rusticle.frontend.device_core import DeviceCore
from rusticle.lowering.codegen import CodegenWorker
from rusticle.pipeline import Pipeline

from .corpus_core import Core
from .reasons import Failure, failure_of

PASSES = tuple(pass_.name for pass_ in Pipeline().passes())
STEPS = ("import", *PASSES, "print LLVM IR", "verify LLVM IR")
"""In their order; a function that fails in one is not in the next."""
CODEGEN = "generate code"


@dataclass(slots=True)
class LoweringResult:
    """What became of some functions."""

    passed: dict[str, int] = field(default_factory=dict[str, int])
    """Functions that came through each step."""
    seconds: dict[str, float] = field(default_factory=dict[str, float])
    """Processor time by step."""
    bodies: int = 0
    """Functions in the modules: those asked for and all that they call."""
    ir_bytes: int = 0
    """LLVM IR that was printed."""
    failures: list[Failure] = field(default_factory=list[Failure])
    slowest: tuple[float, str] = (0.0, "")
    """The function that took longest, and its seconds."""

    def add(self, other: LoweringResult) -> None:
        """Add another result to this one."""
        for step, count in other.passed.items():
            self.passed[step] = self.passed.get(step, 0) + count
        for step, spent in other.seconds.items():
            self.seconds[step] = self.seconds.get(step, 0.0) + spent
        self.bodies += other.bodies
        self.ir_bytes += other.ir_bytes
        self.failures += other.failures
        self.slowest = max(self.slowest, other.slowest)


class LoweringWork:
    """Lowers functions of `core`, named by their numbers in `Core.roots`."""

    KEEP = 4000
    """Bodies that are kept between functions, most of which call the same few."""

    def __init__(self, core: DeviceCore, cpu: str, *, verify: bool, codegen: bool) -> None:
        """`verify` is whether each level is verified too, `codegen` whether LLVM goes on."""
        self._core = Core(core)
        self._roots = self._core.roots
        self._verify = verify
        self._pipeline = Pipeline(cpu=cpu, remarks=False)
        self._passes: list[ModulePass] = self._pipeline.passes()
        self._context: Context = new_context()
        self._bodies = self._core.bodies()
        self._since_fresh = 0
        self._worker = CodegenWorker() if codegen else None

    def run(self, batch: Sequence[int]) -> LoweringResult:
        """Take functions through every step."""
        result = LoweringResult()
        gc.disable()
        self._since_fresh += len(batch)
        if self._since_fresh > self.KEEP:
            self._bodies = self._core.bodies()
            self._since_fresh = 0
        for number in batch:
            function = self._roots[number]
            started = time.process_time()
            self._one(function, result)
            spent = time.process_time() - started
            result.slowest = max(result.slowest, (spent, function.path))
        return result

    def _one(self, function: FnDef, result: LoweringResult) -> None:
        step = STEPS[0]
        started = time.process_time()

        def enter(name: str) -> None:
            nonlocal step, started
            now = time.process_time()
            result.seconds[step] = result.seconds.get(step, 0.0) + now - started
            result.passed[step] = result.passed.get(step, 0) + 1
            step, started = name, now

        try:
            module = self._core.import_functions([function], self._bodies)
            result.bodies += sum(1 for op in module.ops if op.name == "mir.func" and op.regions)
            if self._verify:
                module.verify()
            for pass_ in self._passes:
                enter(pass_.name)
                pass_.apply(self._context, module)
                if self._verify:
                    module.verify()
            enter("print LLVM IR")
            ir = self._pipeline.llvm_ir(module)
            module.erase(safe_erase=False)
            result.ir_bytes += len(ir)
            enter("verify LLVM IR")
            self._llvm.check(ir)
            enter(CODEGEN)
            if self._worker is not None:
                self._worker.compile(ir, self._pipeline.codegen_options(), ["obj"])
                enter("")
        # Whatever goes wrong is what is counted here, mistakes of the compiler's own above all.
        except Exception as error:
            spent = time.process_time() - started
            result.seconds[step] = result.seconds.get(step, 0.0) + spent
            result.failures.append(failure_of(step, function.path, error))

    @cached_property
    def _llvm(self) -> Verifier:
        return Verifier(self._pipeline)


class Verifier:
    """LLVM's parser and verifier for one target, in this process."""

    def __init__(self, pipeline: Pipeline) -> None:
        self._binding: Any = import_module("llvmlite.binding")
        self._binding.initialize_all_targets()
        self._binding.initialize_all_asmprinters()
        options = pipeline.codegen_options()
        machine = self._binding.Target.from_triple(options.triple).create_target_machine(
            cpu=options.cpu, features=options.features
        )
        self._layout = str(machine.target_data)
        self._triple = options.triple

    def check(self, ir: str) -> None:
        """
        Parse and verify a module. Raises `RuntimeError` with LLVM's words, also if the module is
        for something else.
        """
        module = self._binding.parse_assembly(ir, self._binding.create_context())
        try:
            module.verify()
            if (module.triple, module.data_layout) != (self._triple, self._layout):
                raise RuntimeError(f"the module is for {module.triple}, {module.data_layout}")
        finally:
            module.close()
