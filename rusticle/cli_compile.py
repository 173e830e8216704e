"""`rusticle compile`: its options, and what they mean to `api.compile`."""

from __future__ import annotations

import sys
from argparse import ArgumentTypeError, BooleanOptionalAction, Namespace
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from .cli_options import (
    add_edition,
    add_kernel_return,
    add_panic,
    add_save_stages,
    add_virtual_calls,
)
from .cli_parser import Parser, count

if TYPE_CHECKING:
    from .api import Emit
    from .lowering.codegen import OptLevel
    from .passes.delegate_foreign_calls import ForeignCalls
    from .passes.resolve_virtual_calls import VirtualCalls
    from .passes.wrap_kernels import WrapWhen
    from .pipeline import KernelReturn, Panic


class CompileArguments(Namespace):
    """What `compile` is told, with the names of its options."""

    input: Path
    output: Path | None
    cpu: str | None
    target: str
    emit: Emit
    opt_level: OptLevel
    wave_size: int | None
    code_object_version: int | None
    max_workgroup_size: int | None
    waves_per_eu: tuple[int, ...] | None
    kernels: Sequence[str]
    virtual_calls: VirtualCalls
    virtual_call_bound: int
    foreign_calls: ForeignCalls
    panic: Panic
    kernel_return: KernelReturn
    wrap_kernels: WrapWhen
    infer_address_spaces: bool
    assume_global_pointees: bool
    remarks: bool
    report: str | None
    save_stages: Path | None
    edition: str | None
    cfgs: Sequence[str]
    rustc: str | None
    warnings: bool


def _waves(text: str) -> tuple[int, ...]:
    parts = [part.strip() for part in text.split(",")]
    if len(parts) > 2 or not all(part.isdecimal() for part in parts):
        raise ArgumentTypeError(f"`{text}` is not one number, or two with a comma")
    return tuple(int(part) for part in parts)


def compile_parser() -> Parser:
    """The parser of `rusticle compile`."""
    parser = Parser("compile", "INPUT")
    _add_input(parser)
    _add_output(parser)
    _add_target(parser)
    _add_kernels(parser)
    _add_calls(parser)
    _add_address_spaces(parser)
    return parser


def _add_input(parser: Parser) -> None:
    add = parser.add_argument_group("input").add_argument
    add(
        "input", type=Path, metavar="INPUT",
        help="A .rs file, a .mir file with its .json beside it, a .mlir file at any level, or a "
        "Cargo package.",
    )  # fmt: skip
    add_edition(add)
    add("--cfg", dest="cfgs", action="append", default=[], metavar="SPEC",
        help="Passed on to rustc; may be repeated.")  # fmt: skip
    add("--rustc", metavar="PROGRAM", help="The rustc to use.")
    add("--warnings", action="store_true", help="Show rustc's warnings.")


def _add_output(parser: Parser) -> None:
    add = parser.add_argument_group("what is emitted").add_argument
    add(
        "-o", "--output", type=Path, metavar="PATH",
        help="Where to write; `-` is standard output. Default: the input's name with a suffix for "
        "what is emitted, in the current directory.",
    )  # fmt: skip
    add(
        "--emit",
        choices=(
            "mir", "mlir", "llvm-dialect", "llvm-ir", "asm", "obj", "hsaco",
            "manifest", "c-header", "rust-host",
        ),
        default="hsaco",
        help="What to end in: a level as text, LLVM IR, assembly, an object, a code object; or "
        "what a host needs: a manifest in JSON, a C header, a Rust module.",
    )  # fmt: skip
    add_save_stages(add)


def _add_target(parser: Parser) -> None:
    add = parser.add_argument_group("target").add_argument
    add("--cpu", metavar="NAME", help="The processor, with features: gfx90a:xnack+.")
    add("--target", metavar="TRIPLE", default="amdgcn-amd-amdhsa", help="What to compile for.")
    add("-O", dest="opt_level", choices=("0", "1", "2", "3", "s"), default="3",
        help="How much LLVM optimizes; s is for size.")  # fmt: skip
    add("--wave-size", type=int, choices=(32, 64), help="Work-items in a wavefront.")
    add("--code-object-version", type=int, choices=(4, 5, 6),
        help="The version of AMD's code objects. Default: LLVM's.")  # fmt: skip


def _add_kernels(parser: Parser) -> None:
    add = parser.add_argument_group("kernels").add_argument
    add(
        "--kernel", dest="kernels", action="append", default=[], metavar="PATH",
        help="Compile this function as a kernel; may be repeated. Default: all `gpu-kernel` "
        "functions.",
    )  # fmt: skip
    add_kernel_return(add)
    add(
        "--wrap-kernels", choices=("needed", "always"), default="needed",
        help="Make kernels wrappers around functions where other code refers to them, or always.",
    )  # fmt: skip
    add(
        "--max-workgroup-size", type=int, metavar="N",
        help="The most work-items in a workgroup, of kernels that do not say so themselves.",
    )  # fmt: skip
    add(
        "--waves-per-eu", type=_waves, metavar="LEAST[,MOST]",
        help="Wavefronts per execution unit to aim at, of kernels that do not say so themselves.",
    )  # fmt: skip


def _add_calls(parser: Parser) -> None:
    add = parser.add_argument_group("calls and panics").add_argument
    add_virtual_calls(add)
    add(
        "--virtual-call-bound", type=count, default=32, metavar="N",
        help="Choose among at most so many; calls that may be of more are by address.",
    )  # fmt: skip
    add(
        "--foreign-calls", choices=("queue", "declare", "error"), default="error",
        help="How functions of `extern` blocks are called: by the host, through its queue; by a "
        "device library that is linked; or not at all.",
    )  # fmt: skip
    add_panic(add)


def _add_address_spaces(parser: Parser) -> None:
    add = parser.add_argument_group("address spaces").add_argument
    add("--infer-address-spaces", action=BooleanOptionalAction, default=True,
        help="Find out which address space each pointer points into.")  # fmt: skip
    add(
        "--assume-global-pointees", action="store_true",
        help="Take each pointer that is read from global or constant memory to point to global "
        "memory.",
    )  # fmt: skip
    add(
        "--remarks", action="store_true",
        help="Say which accesses to memory stay flat, at which line of Rust, and why.",
    )  # fmt: skip
    add(
        "--report", choices=("address-spaces",),
        help="Print, on standard error, which memory each kernel accesses, and each flat access "
        "that is left with its line of Rust.",
    )  # fmt: skip


def compile_command(words: Sequence[str]) -> None:
    """Run `rusticle compile`. Raises `CompileError`, and `Ended` for wrong usage."""
    parser = compile_parser()
    args = parser.parse(words, CompileArguments())
    if args.report is not None and args.emit not in ("asm", "obj", "hsaco"):
        parser.error("--report is of machine code: emit `asm`, `obj` or `hsaco`")

    from .api import check_output, compile, suffix
    from .frontend.inputs import Options

    output = args.output
    if output is None:
        stem = args.input.resolve().stem if args.input.is_file() else args.input.resolve().name
        output = Path(stem.removesuffix(".mir") + suffix(args.emit))
    to_stdout = output == Path("-")
    if not to_stdout:
        check_output(output)
    space_report = None
    if args.report is not None:
        from .space_report import SpaceReport

        space_report = SpaceReport()
    artifact = compile(
        args.input,
        cpu=args.cpu,
        target=args.target,
        emit=args.emit,
        opt_level=args.opt_level,
        wave_size=args.wave_size,
        code_object_version=args.code_object_version,
        max_workgroup_size=args.max_workgroup_size,
        waves_per_eu=args.waves_per_eu,
        kernels=tuple(args.kernels),
        virtual_calls=args.virtual_calls,
        virtual_call_bound=args.virtual_call_bound,
        kernel_return=args.kernel_return,
        wrap_kernels=args.wrap_kernels,
        infer_address_spaces=args.infer_address_spaces,
        assume_global_pointees=args.assume_global_pointees,
        flat_remarks=args.remarks,
        space_report=space_report,
        foreign_calls=args.foreign_calls,
        panic=args.panic,
        save_stages=args.save_stages,
        options=Options(
            rustc=args.rustc,
            edition=args.edition,
            cfg=tuple(args.cfgs),
            show_warnings=args.warnings,
        ),
    )
    if to_stdout:
        sys.stdout.buffer.write(artifact.data)
    else:
        artifact.write(output)
    if space_report is not None:
        from .space_report import render

        print(render(space_report.kernels()), end="", file=sys.stderr)
