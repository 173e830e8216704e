"""
Which pass is wrong: a kernel run after each pass on the way to the simulator.

**From an input.** After every pass, a copy of the module is taken the shortest way down, through
those passes alone that this module cannot do without, and run with the same arguments. The first
pass after which the arrays hold something else, or the kernel fails, is the one to look at. In the
end LLVM optimises, which is one more step.

The way down is through passes, too. If one of them is wrong, then so is already what the input
gives; what the right result is has to be said then, with `expected`, and what can be named is the
passes of which one is wrong. A pass in `passes` that replaces one of these is found by itself,
since the way down is always through Rusticle's own.

**From kept stages.** A pass that all modules go through is found with the stages of a compilation
that was right (`rusticle run --save-stages`), kept from before the passes were changed. Each stage
is taken all the way down and run. Below the wrong pass results are right, since it has no part in
them any more; from the stage in front of it they are wrong. So the lowest stage that gives a wrong
result names the pass behind it, whichever that is:

    mir              elaborate-drops   lower-mir   promote-allocas   ...   lower-to-llvm
    different        different         same        same                    same
                                       ^ wrong: it takes part in the first two only
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations, pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any

from .diagnostics import CompileError
from .pipeline import Pipeline, level_of
from .runtime import ArgumentError
from .simulation import NEEDED, OptLevel, apply_pass, build, simulation_passes

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from xdsl.dialects.builtin import ModuleOp
    from xdsl.passes import ModulePass

    from .runtime import KernelManifest, Program
    from .runtime.device import Size

OPTIMIZED = "LLVM's optimizations"
"""The last step's name."""
IMPORT = "the import"
"""What made the input's module, where that is at the `mir` level."""

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
    through: tuple[str, ...] = ()
    """The passes that the module went through from there, so that it could run."""

    @property
    def good(self) -> bool:
        """Whether it is what it should be."""
        return self.outcome == "same"


@dataclass(frozen=True, slots=True)
class Bisection:
    """What was found."""

    steps: tuple[Step, ...]
    """In the order of the passes."""
    suspects: tuple[str, ...]
    """One of these is wrong; none if nothing was found."""


@dataclass(frozen=True, slots=True)
class Launch:
    """What is run: a kernel with its arguments and sizes."""

    kernel: str
    arguments: Arguments
    grid: Size
    block: Size
    wave_size: int = 32
    shared_mem: int = 0
    timeout: float | None = None


class _Runner:
    """Runs programs on a device, and compares what they leave."""

    def __init__(
        self, launch: Launch, device: Any, expected: Mapping[int, NDArray[Any]] | None
    ) -> None:
        self.launch = launch
        self.device = device
        self.reference: dict[int, bytes] | None = None
        if expected is not None:
            self.reference = {at: array.tobytes() for at, array in expected.items()}

    def outcome(self, make: Callable[[], Program]) -> str:
        """`same`, `different` or an error; without a reference, the first result becomes it."""
        launch = self.launch
        try:
            function = self.device.load(make()).get_function(launch.kernel)
            values = launch.arguments(function.manifest)
            returned = function.call(
                launch.grid,
                launch.block,
                values,
                shared_mem=launch.shared_mem,
                timeout=launch.timeout,
            )
        except ArgumentError:
            # No pass is to blame.
            raise
        except CompileError as error:
            return error.diagnostics[0].message
        found = {at: v.tobytes() for at, v in enumerate(values) if hasattr(v, "__array__")}
        if function.manifest.result is not None:
            found[_RESULT] = _bytes_of(returned)
        if self.reference is None:
            self.reference = found
        same = all(found.get(at) == data for at, data in self.reference.items())
        return "same" if same else "different"


def bisect(
    module: ModuleOp,
    launch: Launch,
    *,
    pipeline: Pipeline | None = None,
    passes: Sequence[ModulePass] | None = None,
    expected: Mapping[int, NDArray[Any]] | None = None,
) -> Bisection:
    """
    Run a kernel of a module as it is and after each pass, up to the first bad one.

    `passes` are the pipeline's, down to `asptr`, by default; the simulator's come behind them.
    `expected` is what arguments, by position, have to hold in the end; without it, what they hold
    after the input is run, and what the kernel returns, are. The module is consumed. Raises
    `ArgumentError` for a launch that cannot be.
    """
    from .simulation import Device

    pipeline = Pipeline() if pipeline is None else pipeline
    level = level_of(module)
    ours = {p.name: p for p in simulation_passes(module, pipeline) if p.name in NEEDED}
    passes = simulation_passes(module, pipeline, passes=passes)
    steps: list[Step] = []
    with Device(wave_size=launch.wave_size) as device:
        runner = _Runner(launch, device, expected)

        def step(name: str, rest: Sequence[ModulePass], opt_level: OptLevel) -> Step:
            down: list[str] = []
            way = [ours[p.name] for p in rest if p.name in ours]

            def make() -> Program:
                program, taken = _shortest_way(module, way, pipeline, opt_level)
                down.extend(taken)
                return program

            outcome = runner.outcome(make)
            return Step(name, outcome, tuple(down))

        steps.append(step(level, passes, 0))
        for number, pass_ in enumerate(passes, 1):
            if not steps[-1].good:
                break
            try:
                apply_pass(pass_, module, pipeline)
                module.verify()
            except CompileError as error:
                steps.append(Step(pass_.name, error.diagnostics[0].message))
                break
            steps.append(step(pass_.name, passes[number:], 0))
        if steps[-1].good:
            steps.append(step(OPTIMIZED, (), 3))
    suspects: tuple[str, ...] = ()
    if not steps[-1].good:
        suspects = (steps[-1].pass_name,)
        if len(steps) == 1:
            suspects = (*((IMPORT,) if level == "mir" else ()), *steps[0].through)
    return Bisection(tuple(steps), suspects)


def _shortest_way(
    module: ModuleOp, way: Sequence[ModulePass], pipeline: Pipeline, opt_level: OptLevel
) -> tuple[Program, list[str]]:
    """
    A module's program by as few passes of a way as take it down, and their names.

    Those that only some modules need are left out where that works. Raises `CompileError`.
    """
    optional = [p for p in way if p.name in ("wrap-kernels", "elaborate-drops")]
    for count in range(len(optional) + 1):
        for kept in combinations(optional, count):
            steps = [p for p in way if p not in optional or p in kept]
            copy = module.clone()
            try:
                for pass_ in steps:
                    apply_pass(pass_, copy, pipeline)
            except CompileError:
                if count == len(optional):
                    raise
                continue
            return build(copy, pipeline, opt_level=opt_level), [p.name for p in steps]
    raise AssertionError("all of a way is a way")


def bisect_stages(
    stages: Iterable[tuple[str, ModuleOp]],
    launch: Launch,
    *,
    pipeline: Pipeline | None = None,
    expected: Mapping[int, NDArray[Any]] | None = None,
) -> Bisection:
    """
    Run a kernel from each of the stages, by name and in order, of a compilation that was right.

    `expected` is what arguments, by position, have to hold in the end; without it, what they hold
    after the last stage is run. The modules are consumed. Raises `ArgumentError` for a launch that
    cannot be.
    """
    from .passes.instrument_checks import InstrumentChecksPass
    from .simulation import Device

    pipeline = Pipeline() if pipeline is None else pipeline
    given = list(stages)
    check = any(name == InstrumentChecksPass.name for name, _ in given)
    passes = simulation_passes(given[0][1], pipeline, check=check)
    places = {p.name: at for at, p in enumerate(passes, 1)}
    steps: list[Step] = []
    with Device(wave_size=launch.wave_size) as device:
        runner = _Runner(launch, device, expected)
        for name, module in reversed(given):
            # Those behind it: a pass that it has been through has no part in it any more.
            rest = passes[places.get(name, 0) :]

            def make(module: ModuleOp = module, rest: list[ModulePass] = rest) -> Program:
                return build(module, pipeline, opt_level=1, passes=rest)

            steps.insert(0, Step(name, runner.outcome(make), tuple(p.name for p in rest)))
    suspects: tuple[str, ...] = ()
    for before, after in pairwise(steps):
        if not before.good and after.good:
            suspects = (after.pass_name,)
    if not suspects and not steps[-1].good:
        suspects = (*steps[-1].through, OPTIMIZED)
    return Bisection(tuple(steps), suspects)


def _bytes_of(result: Any) -> bytes:
    """A result, to be compared."""
    import numpy

    values = numpy.asarray(result)
    return repr(values.tolist()).encode() if values.dtype == object else values.tobytes()


def saved_stages(folder: Path) -> list[Path]:
    """The modules in a folder that `--save-stages` wrote, in order; none if it is no such one."""
    if not folder.is_dir():
        return []
    return sorted(path for path in folder.glob("*.mlir") if path.name[:2].isdigit())


def stage_name(path: Path) -> str:
    """The pass that a saved stage is behind: `lower-mir` of `04-lower-mir.mlir`."""
    return path.stem.partition("-")[2]
