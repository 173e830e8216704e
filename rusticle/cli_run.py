"""`rusticle run` and `rusticle bisect`: launching a kernel from the command line."""

from __future__ import annotations

import gc
from argparse import ArgumentTypeError, Namespace
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from .cli_arguments import Arguments, array_from_file, readable
from .cli_options import (
    AddArgument,
    add_edition,
    add_kernel_return,
    add_panic,
    add_save_stages,
    add_virtual_calls,
)
from .cli_parser import Parser, count

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from .passes.resolve_virtual_calls import VirtualCalls
    from .pipeline import KernelReturn, Panic
    from .runtime import KernelManifest


class _LaunchArguments(Namespace):
    """What `run` and `bisect` are both told."""

    input: Path
    kernel: str
    arguments: Sequence[str]
    grid: tuple[int, ...]
    block: tuple[int, ...]
    wave_size: int
    shared_mem: int
    timeout: float | None
    edition: str | None
    kernel_return: KernelReturn


class RunArguments(_LaunchArguments):
    """What `run` is told, with the names of its options."""

    check: bool
    foreign: Sequence[str]
    virtual_calls: VirtualCalls
    panic: Panic
    threads: int | None
    saves: Sequence[str]
    save_stages: Path | None


class BisectArguments(_LaunchArguments):
    """What `bisect` is told, with the names of its options."""

    expects: Sequence[str]


def run_parser() -> Parser:
    """The parser of `rusticle run`."""
    parser = Parser("run", "INPUT KERNEL [ARGUMENT]...")
    add = _add_launch(
        parser,
        "What `compile` takes; a module at any level too, at the llvm level one that --save-stages "
        "wrote.",
    )
    add("--check", action="store_true", help="Stop at the kernel's mistakes.")
    add("--threads", type=count, metavar="N", help="Workgroups to run at once.")
    add = parser.add_argument_group("calls and panics").add_argument
    add(
        "--foreign", action="append", default=[], metavar="[NAME=]MODULE:FUNCTION",
        help="Let the kernel call this Python function; may be repeated.",
    )  # fmt: skip
    add_virtual_calls(add)
    add_panic(add)
    add = parser.add_argument_group("output").add_argument
    add(
        "--save", dest="saves", action="append", default=[], metavar="NAME=FILE",
        help="Save the array of this parameter, or the `result`, as .npy; may be repeated.",
    )  # fmt: skip
    add_save_stages(add)
    return parser


def bisect_parser() -> Parser:
    """The parser of `rusticle bisect`."""
    parser = Parser("bisect", "INPUT KERNEL [ARGUMENT]...", "Exits with 1 if a pass is wrong.")
    add = _add_launch(
        parser,
        "What `run` takes, or a folder of stages that `run --save-stages` wrote when all was well: "
        "with one, any pass is found, even one that nothing can do without.",
    )
    add(
        "--expect", dest="expects", action="append", default=[], metavar="N=FILE",
        help="What argument N, from 0, has to hold in the end, as .npy; may be repeated. With it "
        "the result is known beforehand, and an INPUT that gives a wrong one by itself is noticed.",
    )  # fmt: skip
    return parser


def _add_launch(parser: Parser, input_help: str) -> AddArgument:
    """Add what `run` and `bisect` share; gives what adds to the options of the launch."""
    add = parser.add_argument_group("input").add_argument
    add("input", type=Path, metavar="INPUT", help=input_help)
    add("kernel", metavar="KERNEL", help="Any function without generic parameters.")
    add(
        "arguments", nargs="*", default=(), metavar="ARGUMENT",
        help="A number (`1024`, `u64:1024`, `2.5`), an array (`buf:f32[1024]=arange`, "
        "`out:f32[1024]`), a file (`@data.npy`), a struct by its fields (`(1.5, 2)`), or `null`.",
    )  # fmt: skip
    add_edition(add)
    add_kernel_return(add)
    add = parser.add_argument_group("launch").add_argument
    add("--grid", type=_size, default="1", metavar="X[,Y[,Z]]", help="Workgroups.")
    add("--block", type=_size, default="1", metavar="X[,Y[,Z]]",
        help="Work-items in a workgroup.")  # fmt: skip
    add("--wave-size", type=int, choices=(32, 64), default=32, help="Work-items in a wave.")
    add("--shared-mem", type=count, default=0, metavar="BYTES", help="Launch-sized LDS.")
    add("--timeout", type=float, metavar="SECONDS", help="Give the kernel up after this long.")
    return add


def _size(text: str) -> tuple[int, ...]:
    """One to three numbers with commas."""
    parts = text.split(",")
    if len(parts) > 3 or not all(p.strip().isdigit() and int(p) > 0 for p in parts):
        raise ArgumentTypeError(f"`{text}` is not one to three positive numbers with commas")
    return tuple(int(p) for p in parts)


def run_command(words: Sequence[str]) -> None:
    """Run `rusticle run`. Raises `CompileError`, and `Ended` for wrong usage."""
    args = run_parser().parse(words, RunArguments())
    # Commands go without the collector, but launches may be long, and call programs.
    gc.enable()

    from .frontend.inputs import Options
    from .pipeline import Pipeline
    from .simulation import Device, kernels_of

    made = Arguments(args.arguments)
    with Device(wave_size=args.wave_size, threads=args.threads) as device:
        module = device.compile(
            args.input,
            kernels=kernels_of(args.input, args.kernel),
            pipeline=Pipeline(
                kernel_return=args.kernel_return,
                virtual_calls=args.virtual_calls,
                panic=args.panic,
            ),
            options=Options(edition=args.edition),
            check=args.check,
            foreign=_handlers(args.foreign),
            save_stages=args.save_stages,
        )
        function = module.get_function(args.kernel)
        values = made(function.manifest)
        before = [value.copy() if hasattr(value, "__array__") else None for value in values]
        targets = _save_targets(args.saves, function.manifest, values)
        result = function.call(
            args.grid, args.block, values, shared_mem=args.shared_mem, timeout=args.timeout
        )
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
    print(f"{name} = {text}")


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


def bisect_command(words: Sequence[str]) -> int:
    """Run `rusticle bisect`; 1 if a pass is wrong. Raises as `run_command`."""
    args = bisect_parser().parse(words, BisectArguments())
    gc.enable()  # As in `run_command`.

    from .api import load, read_mlir
    from .bisect import IMPORT, Launch, bisect_stages, saved_stages, stage_name
    from .bisect import bisect as find
    from .frontend.inputs import Options
    from .pipeline import Pipeline
    from .simulation import kernels_of

    pipeline = Pipeline(kernel_return=args.kernel_return)
    launch = Launch(
        args.kernel,
        Arguments(args.arguments),
        args.grid,
        args.block,
        args.wave_size,
        args.shared_mem,
        args.timeout,
    )
    expected = _expected(args.expects)
    stages = saved_stages(args.input)
    if stages:
        modules = ((stage_name(path), read_mlir(path)) for path in stages)
        found = bisect_stages(modules, launch, pipeline=pipeline, expected=expected)
    else:
        kernels = kernels_of(args.input, args.kernel)
        module = load(args.input, kernels=kernels, options=Options(edition=args.edition))
        found = find(module, launch, pipeline=pipeline, expected=expected)
    for step in found.steps:
        print(f"{step.pass_name}: {step.outcome}")
    if not found.suspects:
        return 0
    listed = ", ".join(name if name == IMPORT else f"`{name}`" for name in found.suspects)
    if len(found.suspects) == 1:
        print(f"the pass that changes the result is {listed}")
    else:
        print(
            f"one of these is wrong: {listed}\n"
            "with stages from when it was right (`run --save-stages`), it can be told which"
        )
    return 1


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
