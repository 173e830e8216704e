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
    from xdsl.context import Context
    from xdsl.dialects.builtin import ModuleOp
    from xdsl.passes import ModulePass

    from .runtime import KernelManifest
    from .runtime.device import Size

NEEDED = frozenset({"promote-kernel-sret", "wrap-kernels", "elaborate-drops", "lower-mir"})
"""The passes without which no module comes down to `asptr`."""

_RESULT = -1
"""Where the result is among the arguments."""

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
    run, and what the kernel returns, are. The module is consumed.
    """
    from .context import new_context
    from .kernel_manifest import module_manifest
    from .simulation import Device, build

    pipeline = Pipeline() if pipeline is None else pipeline
    level = level_of(module)
    if passes is None:
        passes = [*pipeline.passes(level, "asptr"), *pipeline.asptr_passes()]
    ctx = new_context()
    manifest = module_manifest(_promoted(module, passes, ctx), pipeline.resolved_target)
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
                returned = function.call(
                    grid, block, values, shared_mem=shared_mem, timeout=timeout
                )
            except LaunchError as error:
                return error.diagnostics[0].message
            found = {at: v.tobytes() for at, v in enumerate(values) if hasattr(v, "__array__")}
            if function.manifest.result is not None:
                found[_RESULT] = _bytes_of(returned)
            return found

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


def _promoted(module: ModuleOp, passes: Sequence[ModulePass], ctx: Context) -> ModuleOp:
    """The module with the results that its kernels will have, for its manifest."""
    promote = next((p for p in passes if p.name == "promote-kernel-sret"), None)
    if promote is None:
        return module
    copy = module.clone()
    promote.apply(ctx, copy)
    return copy


def _bytes_of(result: Any) -> bytes:
    """A result, to be compared."""
    import numpy

    values = numpy.asarray(result)
    return repr(values.tolist()).encode() if values.dtype == object else values.tobytes()
