"""`rusticle run` and `rusticle bisect`: launching a kernel from the command line."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

import click

from .cli_arguments import Arguments, array_from_file, readable

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from .passes.resolve_virtual_calls import VirtualCalls
    from .pipeline import KernelReturn, Panic
    from .runtime import KernelManifest


def _size(_: click.Context, __: click.Parameter, value: str) -> tuple[int, ...]:
    """One to three numbers with commas."""
    parts = value.split(",")
    if len(parts) > 3 or not all(p.strip().isdigit() and int(p) > 0 for p in parts):
        raise click.BadParameter(f"`{value}` is not one to three positive numbers with commas")
    return tuple(int(p) for p in parts)


def _launch_options(command: Callable[..., None]) -> Callable[..., None]:
    """The options that `run` and `bisect` share."""
    for decorate in (
        click.option(
            "--kernel-return",
            type=click.Choice(("verify", "sret-launch", "sret-first", "sret-work-item")),
            default="verify",
            show_default=True,
            help="Refuse a kernel that returns values, or have one result for the launch, the "
            "first work-item's, or one for each work-item.",
        ),
        click.option("--edition", help="The Rust edition. Default: 2024."),
        click.option(
            "--timeout", type=float, metavar="SECONDS", help="Give the kernel up after this long."
        ),
        click.option(
            "--shared-mem", type=int, default=0, metavar="BYTES", help="Launch-sized LDS."
        ),
        click.option(
            "--wave-size",
            type=click.Choice(("32", "64")),
            default="32",
            show_default=True,
            help="Work-items in a wave.",
        ),
        click.option(
            "--block",
            callback=_size,
            metavar="X[,Y[,Z]]",
            default="1",
            show_default=True,
            help="Work-items in a workgroup.",
        ),
        click.option(
            "--grid",
            callback=_size,
            metavar="X[,Y[,Z]]",
            default="1",
            show_default=True,
            help="Workgroups.",
        ),
        click.argument("arguments", nargs=-1),
        click.argument("kernel"),
        click.argument("input", type=click.Path(path_type=Path)),
    ):
        command = decorate(command)
    return command


# A negative number is no option, so options that there are not come as arguments.
@click.command(context_settings={"ignore_unknown_options": True})
@_launch_options
@click.option("--check", is_flag=True, help="Stop at the kernel's mistakes.")
@click.option(
    "--foreign",
    "foreign",
    multiple=True,
    metavar="[NAME=]MODULE:FUNCTION",
    help="Let the kernel call this Python function; may be repeated.",
)
@click.option(
    "--virtual-calls",
    type=click.Choice(("direct", "indirect", "queue", "error")),
    default="direct",
    show_default=True,
    help="How methods of trait objects and function pointers are called, as for `compile`.",
)
@click.option(
    "--panic",
    type=click.Choice(("trap", "report")),
    default="trap",
    show_default=True,
    help="What a work-item does that panics: end at once, or say why and where, as rustc would.",
)
@click.option("--threads", type=int, help="Workgroups to run at once.")
@click.option(
    "--save",
    "saves",
    multiple=True,
    metavar="NAME=FILE",
    help="Save the array of this parameter, or the `result`, as .npy; may be repeated.",
)
@click.option(
    "--save-stages",
    type=click.Path(path_type=Path),
    metavar="DIR",
    help="Write the module after each pass into this folder; each can be run itself.",
)
def run(
    input: Path,
    kernel: str,
    arguments: Sequence[str],
    grid: tuple[int, ...],
    block: tuple[int, ...],
    wave_size: str,
    shared_mem: int,
    timeout: float | None,
    edition: str | None,
    check: bool,
    threads: int | None,
    panic: Panic,
    kernel_return: KernelReturn,
    saves: Sequence[str],
    save_stages: Path | None,
    foreign: Sequence[str],
    virtual_calls: VirtualCalls,
) -> None:
    """
    Run KERNEL, any function without generic parameters, of INPUT on the CPU.

    INPUT is what `compile` takes; a module at any level too, at the llvm level one that
    --save-stages wrote. Arguments are numbers (`1024`, `u64:1024`, `2.5`), arrays
    (`buf:f32[1024]=arange`, `out:f32[1024]`), files (`@data.npy`), structs by their fields
    (`(1.5, 2)`), or `null`.
    """
    from .frontend.inputs import Options
    from .pipeline import Pipeline
    from .simulation import Device, kernels_of

    made = Arguments(arguments)
    with Device(wave_size=int(wave_size), threads=threads) as device:
        module = device.compile(
            input,
            kernels=kernels_of(input, kernel),
            pipeline=Pipeline(
                kernel_return=kernel_return, virtual_calls=virtual_calls, panic=panic
            ),
            options=Options(edition=edition),
            check=check,
            foreign=_handlers(foreign),
            save_stages=save_stages,
        )
        function = module.get_function(kernel)
        values = made(function.manifest)
        before = [value.copy() if hasattr(value, "__array__") else None for value in values]
        targets = _save_targets(saves, function.manifest, values)
        result = function.call(grid, block, values, shared_mem=shared_mem, timeout=timeout)
    for parameter, value, old, output in zip(
        function.manifest.parameters, values, before, made.outputs, strict=True
    ):
        if old is not None and (output or value.tobytes() != old.tobytes()):
            _show(parameter.name, readable(value, parameter.shape))
    if function.manifest.result is not None:
        import numpy

        _show("result", result)
        targets = [(numpy.asarray(result if v is None else v), path) for v, path in targets]
    for value, path in targets:
        _save(value, path)


def _handlers(texts: Sequence[str]) -> dict[str, Callable[..., Any]] | None:
    """The Python functions that a kernel may call, by the names that it has for them."""
    import sys
    from importlib import import_module

    from .diagnostics import CompileError

    handlers: dict[str, Callable[..., Any]] = {}
    for text in texts:
        name, equals, place = text.rpartition("=")
        module, colon, function = place.partition(":")
        if not colon or not function.isidentifier():
            raise CompileError.of(
                f"`{text}` names no function", help=["write `module:function`, or `name=module:f`"]
            )
        # As `python -m` does: modules in the current directory are found.
        if "" not in sys.path:
            sys.path.insert(0, "")
        try:
            found = getattr(import_module(module), function)
        except (ImportError, AttributeError) as error:
            raise CompileError.of(f"`{text}` cannot be imported: {error}") from error
        handlers[name if equals else function] = found
    return handlers or None


def _save_targets(
    saves: Sequence[str], manifest: KernelManifest, values: Sequence[Any]
) -> list[tuple[Any, Path]]:
    from .diagnostics import CompileError

    names: dict[str, Any] = {
        p.name: value for p, value in zip(manifest.parameters, values, strict=False)
    }
    found: list[tuple[Any, Path]] = []
    for save in saves:
        name, equals, path = save.partition("=")
        if equals and name == "result" and manifest.result is not None:
            # It is not known yet.
            found.append((None, Path(path)))
            continue
        if not equals or not hasattr(names.get(name), "__array__"):
            arrays = ", ".join(f"`{n}`" for n, v in names.items() if hasattr(v, "__array__"))
            raise CompileError.of(
                f"there is no array `{name}` to save",
                notes=[f"the arrays of `{manifest.name}` are {arrays or 'none'}"],
            )
        found.append((names[name], Path(path)))
    return found


def _show(name: str, value: Any) -> None:
    import numpy

    text = str(value)
    if isinstance(value, numpy.ndarray | numpy.generic):
        array: Any = numpy.asarray(cast("Any", value))
        text = numpy.array2string(
            array, threshold=64, prefix=f"{name} = ", formatter={"object": str}
        )
    click.echo(f"{name} = {text}")


def _save(value: NDArray[Any], path: Path) -> None:
    import io

    import numpy

    from .diagnostics import CompileError
    from .lowering.codegen_output import write_atomically

    if value.dtype == object:
        raise CompileError.of(
            f"`{path}` cannot be written: NumPy has no type for what it is to hold",
            help=["leave out `--save`: the result is printed"],
        )
    stream = io.BytesIO()
    numpy.save(stream, value, allow_pickle=False)
    write_atomically(path, stream.getvalue())


# A negative number is no option, so options that there are not come as arguments.
@click.command(context_settings={"ignore_unknown_options": True})
@_launch_options
@click.option(
    "--expect",
    "expects",
    multiple=True,
    metavar="N=FILE",
    help="What argument N, from 0, has to hold in the end, as .npy; may be repeated.",
)
@click.pass_context
def bisect(
    context: click.Context,
    expects: Sequence[str],
    input: Path,
    kernel: str,
    arguments: Sequence[str],
    grid: tuple[int, ...],
    block: tuple[int, ...],
    wave_size: str,
    shared_mem: int,
    timeout: float | None,
    edition: str | None,
    kernel_return: KernelReturn,
) -> None:
    """
    Run KERNEL, any function without generic parameters, of INPUT after every pass, and name the
    first that changes its result.

    INPUT is what `run` takes, or a folder of stages that `run --save-stages` wrote when all was
    well: with one, any pass is found, even one that nothing can do without. With --expect the
    result is known beforehand, and an INPUT that gives a wrong one by itself is noticed. Exits
    with 1 if a pass is wrong.
    """
    from .api import load, read_mlir
    from .bisect import IMPORT, Launch, bisect_stages, saved_stages, stage_name
    from .bisect import bisect as find
    from .frontend.inputs import Options
    from .pipeline import Pipeline
    from .simulation import kernels_of

    pipeline = Pipeline(kernel_return=kernel_return)
    launch = Launch(kernel, Arguments(arguments), grid, block, int(wave_size), shared_mem, timeout)
    stages = saved_stages(input)
    if stages:
        modules = ((stage_name(path), read_mlir(path)) for path in stages)
        found = bisect_stages(modules, launch, pipeline=pipeline, expected=_expected(expects))
    else:
        module = load(input, kernels=kernels_of(input, kernel), options=Options(edition=edition))
        found = find(module, launch, pipeline=pipeline, expected=_expected(expects))
    for step in found.steps:
        click.echo(f"{step.pass_name}: {step.outcome}")
    if not found.suspects:
        return
    listed = ", ".join(name if name == IMPORT else f"`{name}`" for name in found.suspects)
    if len(found.suspects) == 1:
        click.echo(f"the pass that changes the result is {listed}")
    else:
        click.echo(
            f"one of these is wrong: {listed}\n"
            "with stages from when it was right (`run --save-stages`), it can be told which"
        )
    context.exit(1)


def _expected(expects: Sequence[str]) -> dict[int, NDArray[Any]] | None:
    """The arrays of `--expect`, by the number of the argument."""
    from .diagnostics import CompileError

    found: dict[int, NDArray[Any]] = {}
    for text in expects:
        number, equals, path = text.partition("=")
        if not equals or not number.isdigit():
            raise CompileError.of(
                f"`{text}` does not say what an argument has to hold",
                help=["write the argument's number and a file: `--expect 1=y.npy`"],
            )
        found[int(number)] = array_from_file(Path(path))
    return found or None
