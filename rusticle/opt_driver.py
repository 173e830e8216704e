"""
The driver of `rusticle-opt`: xDSL's optimiser driver over our passes and dialects.

It takes what `xdsl-opt` takes (textual pipelines, `--split-input-file`, `--verify-diagnostics`,
`--print-between-passes`, `--time-passes`; `--target llvm` prints LLVM IR). Beyond that, an error is
a diagnostic with exit status 1, never a traceback, and an output file is written whole or not at
all.
"""

from __future__ import annotations

import sys
from collections.abc import Generator, Sequence
from contextlib import contextmanager
from importlib.metadata import version
from io import StringIO
from pathlib import Path
from typing import IO, ClassVar

from xdsl.dialects.builtin import ModuleOp
from xdsl.utils.arg_spec import parse_pipeline
from xdsl.utils.exceptions import ArgSpecParseError, DiagnosticException, ParseError
from xdsl.xdsl_opt_main import xDSLOptMain

from .diagnostics import CompileError


class RusticleOptMain(xDSLOptMain):
    """xDSL's driver, with errors for people and whole output files."""

    version_format: ClassVar[str] = (
        f"rusticle-opt {version('rusticle')}, on xDSL version {{xdsl_version}}"
    )

    def __init__(self, args: Sequence[str] | None = None) -> None:
        self._gathered: _Gathered | None = None
        with _usage_explained():
            super().__init__("Rusticle's modular optimizer driver", args)

    def setup_pipeline(self) -> None:
        """Build the passes that were asked for. Raises `CompileError` for one that is unknown."""
        for spec in parse_pipeline(self.args.passes):
            if spec.name not in self.available_passes:
                import difflib

                near = difflib.get_close_matches(spec.name, self.available_passes, n=3)
                meant = f"did you mean {' or '.join(f'`{name}`' for name in near)}?"
                raise CompileError.of(
                    f"there is no pass `{spec.name}`",
                    help=[meant if near else "`rusticle-opt --help` lists them"],
                )
        super().setup_pipeline()

    def prepare_input(self) -> tuple[list[tuple[IO[bytes], int]], str]:
        """Open the input. Raises `CompileError` if it cannot be, or is of no known kind."""
        try:
            with _usage_explained():
                return super().prepare_input()
        except OSError as error:
            raise CompileError.of(
                f"cannot read `{self.get_input_name()}`: {error.strerror}"
            ) from error

    def parse_chunk(
        self, chunk: IO[bytes], file_extension: str, start_offset: int = 0
    ) -> ModuleOp | None:
        """Read one module of the input. Raises `CompileError` if it is not text."""
        try:
            return super().parse_chunk(chunk, file_extension, start_offset)
        except UnicodeDecodeError as error:
            raise CompileError.of(
                f"`{self.get_input_name()}` is not MLIR: byte {error.start} is not UTF-8"
            ) from error

    def prepare_output(self) -> IO[str]:
        """Where the output goes; for a file it is gathered until all of it is there."""
        if self.args.output_file is None:
            return sys.stdout
        self._gathered = _Gathered()
        return self._gathered

    def output_resulting_program(self, prog: ModuleOp) -> str:
        """The module as the target prints it. Raises `CompileError` for options it lacks."""
        with _usage_explained():
            return super().output_resulting_program(prog)

    def run(self) -> None:
        """Read the input, apply the passes, and print or write what came out."""
        super().run()
        if self._gathered is not None:
            from .lowering.codegen_output import write_atomically

            write_atomically(Path(self.args.output_file), self._gathered.text.encode())


class _Gathered(StringIO):
    """Text that is still there when its stream has been closed."""

    text = ""

    def close(self) -> None:
        """Close the stream, and keep the text."""
        if not self.closed:
            self.text = self.getvalue()
        super().close()


@contextmanager
def _usage_explained() -> Generator[None]:
    """xDSL says with bare `ValueError`s and a `BaseException` of its own that usage is wrong."""
    try:
        yield
    except ArgSpecParseError as error:
        first, *rest = str(error).strip().splitlines()
        raise CompileError.of(first.rstrip(":").lower(), notes=["\n".join(rest)]) from error
    except UnicodeDecodeError:
        raise
    except ValueError as error:
        message = str(error)
        raise CompileError.of(message[:1].lower() + message[1:]) from error


def run() -> int:
    """Run the driver over the process's arguments; returns the exit status."""
    try:
        RusticleOptMain().run()
    except CompileError:
        raise
    except DiagnosticException as error:
        print(f"error: {str(error).strip()}", file=sys.stderr)
        return 1
    except ParseError as error:
        print(str(error).strip(), file=sys.stderr)
        return 1
    return 0
