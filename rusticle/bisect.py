"""
Which pass is wrong: a kernel run after each pass of the pipeline.

After every pass, a copy of the module is taken the shortest way down, through the passes that no
module can do without, and run in the simulator with the same arguments. The first pass after which
the arrays hold something else, or the kernel fails, is the one to look at.

The way down is always through Rusticle's own passes, so that a replacement for one of them is
found too. If one of these is wrong itself, then already the input gives a wrong result; what the
right one is has to be said then, with `expected`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from .diagnostics import CompileError
from .pipeline import Pipeline, level_of
from .runtime import LaunchError

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from xdsl.dialects.builtin import ModuleOp
    from xdsl.passes import ModulePass

    from .runtime import KernelManifest
    from .runtime.device import Size

NEEDED = frozenset({"wrap-kernels", "elaborate-drops", "lower-mir"})
"""The passes without which no module comes down to `asptr`."""

Arguments = Callable[["KernelManifest"], list[Any]]
"""Makes the arguments of a launch anew."""


@dataclass(frozen=True, slots=True)
class Step:
    """What a kernel gave after a pass."""

    pass_name: str
    """The pass's name, or the level that the input was at."""
    outcome: str
    """`same`, `different`, or the error in one line."""

    @property
    def good(self) -> bool:
        """Whether it is what the input gave."""
        return self.outcome == "same"


def bisect(
    module: ModuleOp,
    kernel: str,
    arguments: Arguments,
    *,
    grid: Size,
    block: Size,
    pipeline: Pipeline | None = None,
    passes: Sequence[ModulePass] | None = None,
    wave_size: int = 32,
    shared_mem: int = 0,
    timeout: float | None = None,
    expected: Mapping[int, NDArray[Any]] | None = None,
) -> list[Step]:
    """
    Run a kernel of a module as it is and after each pass; the last step is the first bad one, if
    there is one. `passes` are the pipeline's, down to `asptr`, by default. `expected` is what
    arguments, by position, have to hold in the end; without it, what they hold after the input is
    run. The module is consumed.
    """
    from .context import new_context
    from .kernel_manifest import module_manifest
    from .simulation import Device, build

    pipeline = Pipeline() if pipeline is None else pipeline
    level = level_of(module)
    if passes is None:
        passes = [*pipeline.passes(level, "asptr"), *pipeline.asptr_passes()]
    manifest = module_manifest(module, pipeline.resolved_target)
    ctx = new_context()
    needed = {p.name: p for p in pipeline.passes("mir", "asptr") if p.name in NEEDED}
    steps: list[Step] = []
    reference: dict[int, bytes] | None = None
    if expected is not None:
        reference = {at: array.tobytes() for at, array in expected.items()}
    with Device(wave_size=wave_size) as device:

        def result(number: int) -> dict[int, bytes] | str:
            rest = [needed[p.name] for p in passes[number:] if p.name in NEEDED]
            try:
                program = build(module.clone(), pipeline, passes=rest, manifest=manifest)
                function = device.load(program).get_function(kernel)
                values = arguments(function.manifest)
                function(grid, block, values, shared_mem=shared_mem, timeout=timeout)
            except LaunchError as error:
                return error.diagnostics[0].message
            return {at: v.tobytes() for at, v in enumerate(values) if hasattr(v, "__array__")}

        for number in range(len(passes) + 1):
            name = level
            if number:
                name = passes[number - 1].name
                try:
                    passes[number - 1].apply(ctx, module)
                    module.verify()
                except CompileError as error:
                    steps.append(Step(name, error.diagnostics[0].message))
                    return steps
            found = result(number)
            if isinstance(found, str):
                steps.append(Step(name, found))
                return steps
            if reference is None:
                reference = found
            same = all(found.get(at) == data for at, data in reference.items())
            steps.append(Step(name, "same" if same else "different"))
            if not steps[-1].good:
                break
    return steps
