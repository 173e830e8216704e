"""What rustc says when a crate does not compile: passed on as it is."""

from __future__ import annotations

from ..diagnostics import CompileError, Diagnostic


class RustcFailed(CompileError):
    """
    rustc (or rustdoc) rejected the crate. `rendered` is what it printed, exactly, to be printed
    instead of the diagnostic; the exit status is then 1, as rustc's is.
    """

    def __init__(self, rendered: str, code: int) -> None:
        self.rendered = rendered
        self.code = code
        summary = next(
            (
                line.partition(": ")[2]
                for line in rendered.splitlines()
                if line.startswith("error") and ": " in line
            ),
            f"rustc was stopped by signal {-code}" if code < 0 else "rustc failed",
        )
        super().__init__(Diagnostic(summary, notes=() if rendered else (f"exit status {code}",)))
        if rendered:
            self.args = (rendered,)
