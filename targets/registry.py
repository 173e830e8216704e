"""Finding a target by its name, in today's spelling or one of those that LLVM has dropped."""

from __future__ import annotations

from types import MappingProxyType

from rusticle.diagnostics import CompileError

from .amdgcn import AMDGCN
from .host import AARCH64, X86_64, host_target
from .nvptx import NVPTX
from .target import Target

TARGETS = MappingProxyType({target.name: target for target in (AMDGCN, NVPTX, X86_64, AARCH64)})
"""Every target, by name."""

_OLD_ENVIRONMENTS = frozenset({"amdgiz", "amdgizcl", "opencl", "opencl20"})
"""Environments that used to choose an address-space numbering. `amdgiz` (*generic is zero*) is
the only numbering left, and so is not written any more (LLVM's change D46154)."""


def resolve_triple(text: str) -> str:
    """
    Today's spelling of a triple: `amdgcn-amd-amdhsa` of `amdgcn--amdhsa-amdgiz`.

    A triple that has no older spelling, known or not, is returned as it is. `host` is this
    machine's triple.
    """
    text = text.strip()
    if text == "host":
        return host_target().triple
    parts = text.split("-")
    if parts[0] not in {"amdgcn", "amdgpu"}:
        return text
    if len(parts) == 4 and parts[3] in _OLD_ENVIRONMENTS:
        parts.pop()
    if len(parts) == 3 and parts[1:] in (["", "amdhsa"], ["amd", "amdhsa"], ["unknown", "amdhsa"]):
        return AMDGCN.triple
    if len(parts) == 2 and parts[1] == "amdhsa":
        return AMDGCN.triple
    return text


def get_target(name: str) -> Target:
    """
    The target of that name, triple or older spelling of a triple; `host` is this machine.

    Raises `CompileError` if there is none.
    """
    triple = resolve_triple(name)
    if (target := TARGETS.get(triple)) is not None:
        return target
    import difflib

    near = difflib.get_close_matches(triple, TARGETS, n=1, cutoff=0.6)
    raise CompileError.of(
        f"unknown target `{name}`",
        notes=[f"the targets are {', '.join(f'`{t}`' for t in TARGETS)}, and `host`"],
        help=[f"did you mean `{near[0]}`?"] if near else [],
    )
