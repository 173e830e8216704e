"""
What rustc says when a crate does not compile: passed on as it is, and with advice where rustc,
which knows of one target at a time, has none.
"""

from __future__ import annotations

from ..diagnostics import CompileError, Diagnostic

_ADVICE = {
    '"ptx-kernel" is not a supported ABI for the current target': (
        'write `extern "gpu-kernel"`: the targets of all GPUs have that ABI, and of `ptx-kernel` '
        "NVIDIA's alone"
    ),
}
"""What helps, by what rustc prints."""


class RustcFailed(CompileError):
    """
    rustc (or rustdoc) rejected the crate. `rendered` is what it printed, exactly, and then what
    helps, to be printed instead of the diagnostic; the exit status is then 1, as rustc's is.
    """

    def __init__(self, rendered: str, code: int) -> None:
        help_ = tuple(advice for words, advice in _ADVICE.items() if words in rendered)
        rendered += "".join(f"help: {advice}\n" for advice in help_)
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
        notes = () if rendered else (f"exit status {code}",)
        super().__init__(Diagnostic(summary, notes=notes, help=help_))
        if rendered:
            self.args = (rendered,)
