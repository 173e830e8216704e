"""
Machine code, counted: the instructions of each function of an AMDGPU assembly text, by class.

The text is what LLVM's AMDGPU assembly printer writes (`llvm/lib/Target/AMDGPU/
AMDGPUAsmPrinter.cpp`): a `.type NAME,@function` directive, the label, instructions, and a
`.size NAME` directive; after it, if comments were asked for, a summary of registers and occupancy.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import Literal

InstructionClass = Literal[
    "valu",
    "matrix",
    "scalar",
    "scalar_memory",
    "global",
    "flat",
    "scratch",
    "buffer",
    "lds",
    "branch",
    "call",
    "wait",
    "other",
]
"""
What an instruction is for. `valu` is vector arithmetic and `matrix` the matrix cores'; `scalar` is
arithmetic of the whole wave and `scalar_memory` its loads; `global`, `flat`, `scratch`, `buffer`
and `lds` are memory accesses of work-items by the way they take; `wait` is what the hardware is
told to wait for, barriers included; `call` is calls but not returns, which are `branch`.
"""

_CALLS = frozenset({"s_swappc_b64", "s_call_b64", "s_swap_pc_i64", "s_call_i64"})
_WAITS = ("s_waitcnt", "s_wait_", "s_delay_alu", "s_nop", "s_barrier", "s_sleep", "s_clause")
_BRANCHES = ("s_branch", "s_cbranch", "s_setpc", "s_set_pc", "s_endpgm", "s_trap", "s_rfe")
_SCALAR_MEMORY = (
    "s_load",
    "s_store",
    "s_buffer_",
    "s_scratch_",
    "s_atomic",
    "s_dcache",
    "s_memtime",
    "s_memrealtime",
    "s_prefetch",
)
_MATRIX = ("v_mfma", "v_smfmac", "v_wmma", "v_swmmac", "v_dot")
_PREFIXES: tuple[tuple[str, InstructionClass], ...] = (
    ("global_", "global"),
    ("flat_", "flat"),
    ("scratch_", "scratch"),
    ("buffer_", "buffer"),
    ("tbuffer_", "buffer"),
    ("ds_", "lds"),
    ("lds_", "lds"),
)


def classify(mnemonic: str) -> InstructionClass:
    """The class of an instruction by its mnemonic, as `global_load_b32`."""
    if mnemonic.startswith("v_"):
        return "matrix" if mnemonic.startswith(_MATRIX) else "valu"
    if mnemonic.startswith("s_"):
        if mnemonic in _CALLS:
            return "call"
        if mnemonic.startswith(_WAITS):
            return "wait"
        if mnemonic.startswith(_BRANCHES):
            return "branch"
        if mnemonic.startswith(_SCALAR_MEMORY):
            return "scalar_memory"
        return "scalar"
    for prefix, kind in _PREFIXES:
        if mnemonic.startswith(prefix):
            # Cache maintenance only travels under the name of a memory instruction.
            if mnemonic.startswith((f"{prefix}gl", f"{prefix}wb", f"{prefix}inv")):
                return "wait"
            return kind
    return "other"


@dataclass(frozen=True, slots=True)
class FunctionCode:
    """The machine code of one function."""

    name: str
    kernel: bool
    """Whether it is an entry point: it has a kernel descriptor."""
    counts: dict[InstructionClass, int]
    """Instructions by class. A dual-issued pair is one instruction."""
    code_bytes: int | None = None
    """Its size; this and what follows only if the text carries LLVM's comments."""
    sgprs: int | None = None
    """Scalar registers used."""
    vgprs: int | None = None
    """Vector registers used."""
    scratch_bytes: int | None = None
    """Private memory per work-item."""
    occupancy: int | None = None
    """Waves per execution unit that its registers and LDS allow (kernels only)."""

    @property
    def total(self) -> int:
        """All instructions."""
        return sum(self.counts.values())

    def __getitem__(self, kind: InstructionClass) -> int:
        return self.counts.get(kind, 0)


_SUMMARY = {
    "codeLenInByte": "code_bytes",
    "TotalNumSgprs": "sgprs",
    "NumVgprs": "vgprs",
    "ScratchSize": "scratch_bytes",
    "Occupancy": "occupancy",
}


def _summary_value(line: str) -> tuple[str, int] | None:
    """The field and value of a summary line, as `; NumVgprs: 4`."""
    name, _, value = line[1:].replace("=", ":").partition(":")
    attribute = _SUMMARY.get(name.strip())
    first = value.split()[:1]
    if attribute is None or not first or not first[0].isdigit():
        return None
    return attribute, int(first[0])


def label_end(line: str) -> int:
    """Where the `:` after a line's label is; a quoted name may hold others. -1 without one."""
    return line.find('":') + 1 or -1 if line[:1] == '"' else line.find(":")


def count_instructions(assembly: str) -> dict[str, FunctionCode]:
    """The functions of an AMDGPU assembly text, in its order."""
    counts: dict[str, Counter[InstructionClass]] = {}
    summaries: dict[str, dict[str, int]] = {}
    kernels: set[str] = set()
    functions: set[str] = set()
    current: str | None = None
    """The function whose code or summary the line belongs to."""
    in_code = False
    for line in assembly.splitlines():
        if line[:1] == "\t" and not line.isspace():
            word, *others = line.split(None, 1)  # at a tab or a space, whichever is first
            rest = others[0].split(";")[0].strip() if others else ""
            if word[0] == ".":
                if word == ".type" and rest.endswith(",@function"):
                    functions.add(rest.removesuffix(",@function").strip('"'))
                elif word == ".amdhsa_kernel":
                    kernels.add(rest.strip('"'))
                    in_code = False
                elif word == ".size":
                    in_code = False
            elif in_code and current is not None and word[0] not in ";#/":
                counts[current][classify(word)] += 1
        elif line[:1] == ";":
            if current is not None and not in_code and (found := _summary_value(line)):
                summaries[current].setdefault(*found)
        elif (colon := label_end(line)) > 0 and line[:1] not in " .":
            name = line[:colon].strip('"')
            if name in functions:
                current, in_code = name, True
                counts[name] = Counter()
                summaries[name] = {}
    return {
        name: FunctionCode(name, name in kernels, dict(counted), **summaries[name])
        for name, counted in counts.items()
    }
