"""
`rusticle`: the command line.

`__main__.py` is the command itself. Commands import what they use when they run, and `compile`
starts rustc and the code generation process before anything heavy is imported. An error in the
input is one diagnostic and exit status 1; wrong usage is status 2. `command.py` says how else a
command may end.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

import click

if TYPE_CHECKING:
    from .api import Emit
    from .lowering.codegen import OptLevel
    from .passes.delegate_foreign_calls import ForeignCalls
    from .passes.resolve_virtual_calls import VirtualCalls
    from .passes.wrap_kernels import WrapWhen
    from .pipeline import KernelReturn, Panic

_EMITS = (
    "mir", "mlir", "llvm-dialect", "llvm-ir", "asm", "obj", "hsaco",
    "manifest", "c-header", "rust-host",
)  # fmt: skip
_KERNEL_RETURNS = ("verify", "sret-launch", "sret-first", "sret-work-item")
_LEVELS = ("0", "1", "2", "3", "s")
_CONTEXT = {"help_option_names": ["-h", "--help"], "max_content_width": 100}


class _Commands(click.Group):
    """The commands, of which those that run kernels are imported when they are asked for."""

    _LAZY: ClassVar = ("run", "bisect")

    def list_commands(self, ctx: click.Context) -> list[str]:
        return sorted([*super().list_commands(ctx), *self._LAZY])

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name in self._LAZY:
            from . import cli_run

            return {"run": cli_run.run, "bisect": cli_run.bisect}[cmd_name]
        return super().get_command(ctx, cmd_name)


@click.group(cls=_Commands, context_settings=_CONTEXT)
@click.version_option(package_name="rusticle")
def cli() -> None:
    """Rust on AMD GPUs: from rustc's MIR, through MLIR-style dialects, to code objects."""


def _waves(_: click.Context, __: click.Parameter, value: str | None) -> tuple[int, ...] | None:
    """One or two numbers with a comma."""
    if value is None:
        return None
    parts = [part.strip() for part in value.split(",")]
    if len(parts) > 2 or not all(part.isdecimal() for part in parts):
        raise click.BadParameter(f"`{value}` is not one number, or two with a comma")
    return tuple(int(part) for part in parts)


@cli.command(name="compile")
@click.argument("input", type=click.Path(path_type=Path))
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    help="Where to write; `-` is standard output. Default: the input's name with a suffix for "
    "what is emitted, in the current directory.",
)
@click.option("--cpu", metavar="NAME", help="The processor, with features: gfx90a:xnack+.")
@click.option(
    "--target", metavar="TRIPLE", default="amdgcn-amd-amdhsa", show_default=True,
    help="What to compile for.",
)  # fmt: skip
@click.option(
    "--emit",
    type=click.Choice(_EMITS),
    default="hsaco",
    show_default=True,
    help="What to end in: a level as text, LLVM IR, assembly, an object, a code object; or what a "
    "host needs: a manifest in JSON, a C header, a Rust module.",
)
@click.option(
    "-O", "opt_level", type=click.Choice(_LEVELS), default="3", show_default=True,
    help="How much LLVM optimizes; s is for size.",
)  # fmt: skip
@click.option("--wave-size", type=click.Choice(("32", "64")), help="Work-items in a wavefront.")
@click.option(
    "--code-object-version", type=click.Choice(("4", "5", "6")),
    help="The version of AMD's code objects. Default: LLVM's.",
)  # fmt: skip
@click.option(
    "--max-workgroup-size", type=int, metavar="N",
    help="The most work-items in a workgroup, of kernels that do not say so themselves.",
)  # fmt: skip
@click.option(
    "--waves-per-eu", callback=_waves, metavar="LEAST[,MOST]",
    help="Wavefronts per execution unit to aim at, of kernels that do not say so themselves.",
)  # fmt: skip
@click.option(
    "--kernel", "kernels", multiple=True, metavar="PATH",
    help="Compile this function as a kernel; may be repeated. Default: all `gpu-kernel` functions.",
)  # fmt: skip
@click.option(
    "--virtual-calls", type=click.Choice(("direct", "indirect", "queue", "error")),
    default="direct",
    show_default=True,
    help="How methods of trait objects and function pointers are called: a choice among what they "
    "may be; by address; as kernels, through the device's own queue; or not at all.",
)  # fmt: skip
@click.option(
    "--virtual-call-bound", type=click.IntRange(min=0), default=32, show_default=True, metavar="N",
    help="Choose among at most so many; calls that may be of more are by address.",
)  # fmt: skip
@click.option(
    "--foreign-calls", type=click.Choice(("queue", "declare", "error")), default="error",
    show_default=True,
    help="How functions of `extern` blocks are called: by the host, through its queue; by a device "
    "library that is linked; or not at all.",
)  # fmt: skip
@click.option(
    "--panic", type=click.Choice(("trap", "report")), default="trap", show_default=True,
    help="What a work-item does that panics: end at once, or tell the host why and where first, "
    "through its queue.",
)  # fmt: skip
@click.option(
    "--kernel-return", type=click.Choice(_KERNEL_RETURNS), default="verify", show_default=True,
    help="Refuse kernels that return values, or have them write one result for the launch, the "
    "first work-item's, or one for each work-item.",
)  # fmt: skip
@click.option(
    "--wrap-kernels", type=click.Choice(("needed", "always")), default="needed", show_default=True,
    help="Make kernels wrappers around functions where other code refers to them, or always.",
)  # fmt: skip
@click.option(
    "--infer-address-spaces/--no-infer-address-spaces", default=True, show_default=True,
    help="Find out which address space each pointer points into.",
)  # fmt: skip
@click.option(
    "--assume-global-pointees", is_flag=True,
    help="Take each pointer that is read from global or constant memory to point to global memory.",
)  # fmt: skip
@click.option(
    "--remarks", is_flag=True,
    help="Say which accesses to memory stay flat, at which line of Rust, and why.",
)  # fmt: skip
@click.option(
    "--report", type=click.Choice(("address-spaces",)),
    help="Print, on standard error, which memory each kernel accesses, and each flat access that "
    "is left with its line of Rust.",
)  # fmt: skip
@click.option(
    "--save-stages", type=click.Path(file_okay=False, path_type=Path), metavar="DIR",
    help="Write the module after every pass into this folder.",
)  # fmt: skip
@click.option("--edition", help="The Rust edition. Default: 2024, or what Cargo.toml says.")
@click.option("--cfg", "cfgs", multiple=True, metavar="SPEC", help="Passed on to rustc.")
@click.option("--rustc", metavar="PROGRAM", help="The rustc to use.")
@click.option("--warnings", is_flag=True, help="Show rustc's warnings.")
def compile_(
    input: Path,
    output: Path | None,
    cpu: str | None,
    target: str,
    emit: Emit,
    opt_level: OptLevel,
    wave_size: str | None,
    code_object_version: str | None,
    max_workgroup_size: int | None,
    waves_per_eu: tuple[int, ...] | None,
    kernels: Sequence[str],
    virtual_calls: VirtualCalls,
    virtual_call_bound: int,
    panic: Panic,
    kernel_return: KernelReturn,
    wrap_kernels: WrapWhen,
    infer_address_spaces: bool,
    assume_global_pointees: bool,
    remarks: bool,
    report: str | None,
    foreign_calls: ForeignCalls,
    save_stages: Path | None,
    edition: str | None,
    cfgs: Sequence[str],
    rustc: str | None,
    warnings: bool,
) -> None:
    """
    Compile INPUT: a .rs file, a .mir file with its .json beside it, a .mlir file at any level, or
    a Cargo package.
    """
    import gc

    from .api import check_output, compile, suffix
    from .frontend.inputs import Options

    # The process ends with the compilation: nothing that it would find is worth the search.
    gc.disable()

    if output is None:
        stem = input.resolve().stem if input.is_file() else input.resolve().name
        output = Path(stem.removesuffix(".mir") + suffix(emit))
    to_stdout = output == Path("-")
    if not to_stdout:
        check_output(output)
    space_report = None
    if report is not None:
        if emit not in ("asm", "obj", "hsaco"):
            raise click.UsageError("--report is of machine code: emit `asm`, `obj` or `hsaco`")
        from .space_report import SpaceReport

        space_report = SpaceReport()
    artifact = compile(
        input,
        cpu=cpu,
        target=target,
        emit=emit,
        opt_level=opt_level,
        wave_size=None if wave_size is None else int(wave_size),
        code_object_version=None if code_object_version is None else int(code_object_version),
        max_workgroup_size=max_workgroup_size,
        waves_per_eu=waves_per_eu,
        kernels=tuple(kernels),
        virtual_calls=virtual_calls,
        virtual_call_bound=virtual_call_bound,
        kernel_return=kernel_return,
        wrap_kernels=wrap_kernels,
        infer_address_spaces=infer_address_spaces,
        assume_global_pointees=assume_global_pointees,
        flat_remarks=remarks,
        space_report=space_report,
        foreign_calls=foreign_calls,
        panic=panic,
        save_stages=save_stages,
        options=Options(rustc=rustc, edition=edition, cfg=tuple(cfgs), show_warnings=warnings),
    )
    if to_stdout:
        sys.stdout.buffer.write(artifact.data)
    else:
        artifact.write(output)
    if space_report is not None:
        from .space_report import render

        click.echo(render(space_report.kernels()), nl=False, err=True)


@cli.command()
@click.option("--check", is_flag=True, help="Print nothing; exit with 1 if something is missing.")
@click.option("--json", "as_json_", is_flag=True, help="Print JSON.")
@click.pass_context
def doctor(context: click.Context, check: bool, as_json_: bool) -> None:
    """Say what was found, what is missing, and how to get it."""
    from .doctor import as_json, examine, is_ready, render

    findings = examine()
    if as_json_:
        click.echo(as_json(findings))
    elif not check:
        from rich.console import Console

        render(findings, Console())
    context.exit(0 if is_ready(findings) else 1)


@cli.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--json", "as_json_", is_flag=True, help="Print JSON.")
def inspect(file: Path, as_json_: bool) -> None:
    """Show what is in a code object: kernels, arguments, registers, LDS, scratch."""
    from .inspect import as_json, inspect_file, render

    code_object = inspect_file(file)
    if as_json_:
        click.echo(as_json(code_object))
        return
    from rich.console import Console

    render(code_object, Console())


def run() -> int:
    """Run the command that the process's arguments name; its exit status."""
    from .command import INTERRUPTED

    try:
        # Click returns what the command does, or the status of `Context.exit`.
        return cli.main(prog_name="rusticle", standalone_mode=False) or 0
    except click.Abort:
        return INTERRUPTED
    except click.ClickException as error:
        error.show()
        return error.exit_code
