"""
The corpus, read: each body parsed, imported to `mir` as it is, verified, printed, and parsed back.
"""

from __future__ import annotations

import gc
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from io import StringIO
from typing import TypeVar

from xdsl.context import Context
from xdsl.dialects.builtin import ModuleOp
from xdsl.ir import Operation
from xdsl.parser import Parser
from xdsl.printer import Printer

from rusticle.context import new_context
from rusticle.frontend.device_core import DeviceCore
from rusticle.frontend.import_generic import GenericModule
from rusticle.frontend.mir_reader import MirReader
from rusticle.frontend.syntax import Body

from .corpus_core import Core
from .corpus_text import Item
from .reasons import Failure, failure_of

T = TypeVar("T")
STEPS = ("parse", "import", "verify", "print", "parse back")
"""In their order; a body that fails in one is not in the next."""


@dataclass(slots=True)
class ReadingResult:
    """What became of some items of the corpus."""

    lines: int = 0
    """Lines of MIR text in the items that were parsed."""
    functions: dict[str, int] = field(default_factory=dict[str, int])
    """Function bodies that came through each step."""
    others: dict[str, int] = field(default_factory=dict[str, int])
    """The same of constants, statics and promoted constants."""
    seconds: dict[str, float] = field(default_factory=dict[str, float])
    """Processor time by step."""
    operations: int = 0
    """Operations of the modules."""
    text_bytes: int = 0
    """What was printed."""
    failures: list[Failure] = field(default_factory=list[Failure])

    def add(self, other: ReadingResult) -> None:
        """Add another result to this one."""
        self.lines += other.lines
        self.operations += other.operations
        self.text_bytes += other.text_bytes
        self.failures += other.failures
        for mine, theirs in ((self.functions, other.functions), (self.others, other.others)):
            for step, count in theirs.items():
                mine[step] = mine.get(step, 0) + count
        for step, spent in other.seconds.items():
            self.seconds[step] = self.seconds.get(step, 0.0) + spent

    def passed(self, step: str, item: Item) -> None:
        """Count an item that came through a step."""
        counts = self.functions if item.is_function else self.others
        counts[step] = counts.get(step, 0) + 1

    def spend(self, step: str, since: float) -> None:
        """Add the time since then to a step's."""
        self.seconds[step] = self.seconds.get(step, 0.0) + time.process_time() - since


class ReadingWork:
    """Reads items; one object serves many batches."""

    def __init__(self, core: DeviceCore, *, locations: bool = True) -> None:
        """`locations` is whether the printed text carries them, as the compiler's does."""
        self._locations = locations
        self._core = Core(core)
        self._reader = MirReader("core", "core's MIR", self._core.resolver)
        self._context: Context = new_context()

    def run(self, batch: Sequence[Item]) -> ReadingResult:
        """Take items through every step."""
        result = ReadingResult()
        gc.disable()
        parsed = self._parse(batch, result)
        if not parsed:
            return result
        module, imported = self._import(parsed, result)
        if not imported:
            return result
        result.operations = sum(1 for _ in module.walk())
        verified = self._verify(module, imported, result)
        self._round_trip(module, verified, len(verified) == len(imported), result)
        # Break the cycles that hold the graph; the collector need not search for them.
        module.erase(safe_erase=False)
        return result

    def _parse(self, batch: Sequence[Item], result: ReadingResult) -> list[tuple[Item, Body]]:
        parsed: list[tuple[Item, Body]] = []
        started = time.process_time()
        for item in batch:
            body = _attempt(
                "parse", item, result, lambda i=item: self._reader.read_item(i.text, i.span)
            )
            if body is None:
                continue
            result.lines += item.text.count("\n") + 1
            result.passed("parse", item)
            if isinstance(body, Body):
                parsed.append((item, body))
        result.spend("parse", started)
        return parsed

    def _import(
        self, parsed: list[tuple[Item, Body]], result: ReadingResult
    ) -> tuple[ModuleOp, list[tuple[Item, Operation]]]:
        started = time.process_time()
        generic = GenericModule(self._core.universe)
        imported: list[tuple[Item, Operation]] = []
        for item, body in parsed:
            op = _attempt("import", item, result, lambda b=body: generic.add(b))
            if op is not None:
                result.passed("import", item)
                imported.append((item, op))
        module = generic.module()
        result.spend("import", started)
        return module, imported

    def _verify(
        self, module: ModuleOp, imported: list[tuple[Item, Operation]], result: ReadingResult
    ) -> list[tuple[Item, Operation]]:
        started = time.process_time()
        scratch = ReadingResult()
        verified = imported
        if _attempt("verify", imported[0][0], scratch, lambda: _verified(module)) is None:
            verified = [
                (item, op)
                for item, op in imported
                if _attempt("verify", item, result, lambda o=op: _verified(o)) is not None
            ]
            if len(verified) == len(imported):
                # The fault is the module's as a whole, in its symbols above all.
                result.failures += scratch.failures
        for item, _ in verified:
            result.passed("verify", item)
        result.spend("verify", started)
        return verified

    def _round_trip(
        self,
        module: ModuleOp,
        verified: list[tuple[Item, Operation]],
        whole: bool,
        result: ReadingResult,
    ) -> None:
        if whole and self._together(module, verified, result):
            return
        for item, op in verified:
            op.detach()
            single = ModuleOp([op])
            text = _attempt("print", item, result, lambda m=single: self._text(m))
            if text is None:
                continue
            result.passed("print", item)
            same = _attempt("parse back", item, result, lambda t=text: self._same(t))
            if same:
                result.passed("parse back", item)
            elif same is not None:
                result.failures.append(
                    Failure("parse back", item.span.path, "what is parsed back prints differently")
                )

    def _together(
        self, module: ModuleOp, verified: list[tuple[Item, Operation]], result: ReadingResult
    ) -> bool:
        """Print and parse a whole module; where that fails, its functions are tried one by one."""
        started = time.process_time()
        scratch = ReadingResult()
        text = _attempt("print", verified[0][0], scratch, lambda: self._text(module))
        result.spend("print", started)
        if text is None:
            return False
        started = time.process_time()
        same = _attempt("parse back", verified[0][0], scratch, lambda: self._same(text))
        result.spend("parse back", started)
        if not same:
            return False
        result.text_bytes += len(text)
        for item, _ in verified:
            result.passed("print", item)
            result.passed("parse back", item)
        return True

    def _text(self, op: Operation) -> str:
        stream = StringIO()
        Printer(stream=stream, print_debuginfo=self._locations).print_op(op)
        return stream.getvalue()

    def _same(self, text: str) -> bool:
        """Whether a module's text prints the same after it was parsed."""
        module = Parser(self._context, text).parse_module()
        same = self._text(module) == text
        module.erase(safe_erase=False)
        return same


def _verified(op: Operation) -> bool:
    op.verify()
    return True


def _attempt(step: str, item: Item, result: ReadingResult, action: Callable[[], T]) -> T | None:
    """What `action` gives, or `None` if it fails, which is then noted."""
    try:
        return action()
    # Whatever goes wrong is what is counted here, mistakes of the compiler's own above all.
    except Exception as error:
        result.failures.append(failure_of(step, item.span.path, error))
        return None
