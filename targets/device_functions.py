"""
The functions of `core::arch::amdgpu`: the intrinsic behind each, and which GPUs have it.

The functions are those of `library/stdarch/crates/core_arch/src/amdgpu/mod.rs`; a test compares the
two. Which processors have one is what LLVM 22 can select (`Predicates` and `AssemblerPredicates` of
the instructions in `llvm/lib/Target/AMDGPU/*Instructions.td`; the values of `dpp_ctrl` are those
that `AMDGPU::isLegalDPALU_DPPControl` and `SIInstrInfo::verifyInstruction` let through): for
anything else LLVM ends in "Cannot select" without a word about the source. Each row was checked by
compiling it for every processor of `cpus.py`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from types import MappingProxyType

from .cpus import CPUS, CpuModel

_GENERATION = re.compile(r"gfx(\d+?)(?:-\w+-generic|-generic|[0-9a-f]{2})$")
"""The major version of an ISA: its steppings are the last two digits, hexadecimal."""


def generation(isa: str) -> int:
    """The major version of an ISA name: 9 of `gfx90a`, 10 of `gfx10-3-generic`."""
    match = _GENERATION.match(isa)
    assert match is not None, isa
    return int(match[1])


@dataclass(frozen=True, slots=True)
class Availability:
    """Which processors have something."""

    words: str
    """For people, after "it is there on"."""
    first: int = 6
    """The first major version that has it."""
    last: int = 99
    """The last major version that has it."""
    only: tuple[str, ...] = ()
    """If not empty, the beginnings of the ISA names that have it."""

    def covers(self, model: CpuModel) -> bool:
        """Whether a processor has it."""
        if self.only:
            return model.isa.startswith(self.only)
        return self.first <= generation(model.isa) <= self.last


ALL = Availability("every GPU")
_GFX8 = Availability("gfx8 and later", 8)
_GFX8_TO_10 = Availability("gfx8, gfx9 and gfx10", 8, 10)
_GFX8_TO_9 = Availability("gfx8 and gfx9", 8, 9)
_GFX10 = Availability("gfx10 and later", 10)
_GFX10_1 = Availability("gfx1010 to gfx1013", only=("gfx101", "gfx10-1-"))
_GFX11 = Availability("gfx11 and later", 11)
_GFX12 = Availability("gfx12 and later", 12)
_GFX90A_OR_10 = Availability(
    "gfx90a, gfx942, gfx950, and gfx10 and later",
    only=("gfx90a", "gfx94", "gfx95", "gfx9-4-", "gfx10", "gfx11", "gfx12"),
)
_PERMLANE16_SWAP = Availability("gfx950 and gfx1250", only=("gfx950", "gfx125"))
_PERMLANE32_SWAP = Availability("gfx950", only=("gfx950",))


@dataclass(frozen=True, slots=True)
class DeviceFunction:
    """One function of `core::arch::amdgpu`."""

    name: str
    """Its name in that module."""
    intrinsic: str
    """The LLVM intrinsic that it calls, as its `link_name` says."""
    on: Availability = ALL
    """Which processors have it."""


def _same(on: Availability, *names: str) -> list[DeviceFunction]:
    """Functions whose intrinsic has their name, with dots."""
    return [DeviceFunction(n, "llvm.amdgcn." + n.replace("_", "."), on) for n in names]


_FUNCTIONS = (
    *_same(ALL, *(f"work{what}_id_{axis}" for what in ("item", "group") for axis in "xyz")),
    *_same(ALL, "groupstaticsize", "dispatch_id", "wavefrontsize", "s_barrier"),
    *_same(
        _GFX12, "s_barrier_signal", "s_barrier_signal_isfirst", "s_barrier_wait",
        "s_get_barrier_state",
    ),
    *_same(ALL, "wave_barrier", "sched_barrier", "sched_group_barrier", "s_sleep", "s_sethalt"),
    *_same(ALL, "s_getpc", "mbcnt_lo", "mbcnt_hi", "ballot", "inverse_ballot"),
    *_same(
        _GFX8,
        *(f"wave_reduce_{how}" for how in "umin min umax max add and or xor".split()),
    ),
    *(
        DeviceFunction(f"{name}_u{bits}", f"llvm.amdgcn.{name}.i{bits}")
        for name in ("readfirstlane", "readlane", "writelane")
        for bits in (32, 64)
    ),
    *_same(ALL, "endpgm"),
    DeviceFunction("update_dpp", "llvm.amdgcn.update.dpp.i32", _GFX8),
    *_same(_GFX8_TO_10, "s_memrealtime"),
    *_same(_GFX8, "ds_permute", "ds_bpermute", "perm"),
    DeviceFunction("permlane16_u32", "llvm.amdgcn.permlane16.i32", _GFX10),
    DeviceFunction("permlanex16_u32", "llvm.amdgcn.permlanex16.i32", _GFX10),
    *_same(_GFX10_1, "s_get_waveid_in_workgroup"),
    DeviceFunction("permlane64_u32", "llvm.amdgcn.permlane64.i32", _GFX11),
    *_same(_GFX12, "permlane16_var", "permlanex16_var", "wave_id"),
    *_same(_PERMLANE16_SWAP, "permlane16_swap"),
    *_same(_PERMLANE32_SWAP, "permlane32_swap"),
)  # fmt: skip

DEVICE_FUNCTIONS = MappingProxyType({f.name: f for f in _FUNCTIONS})
"""Every function of `core::arch::amdgpu`, by name."""

_TYPE_SUFFIX = re.compile(r"(\.[ifp]\d+)+$")


def without_types(intrinsic: str) -> str:
    """An intrinsic's name without the types that an overloaded one ends in."""
    return _TYPE_SUFFIX.sub("", intrinsic)


_BY_INTRINSIC = {
    name: function
    for function in _FUNCTIONS
    for name in (without_types(function.intrinsic), function.intrinsic)
}


def device_function(intrinsic: str) -> DeviceFunction | None:
    """The function that stands for an LLVM intrinsic, whatever types it is for."""
    return _BY_INTRINSIC.get(intrinsic) or _BY_INTRINSIC.get(without_types(intrinsic))


def dpp_control(control: int) -> Availability | None:
    """Which processors know a `dpp_ctrl`; `None` if no processor does."""
    match control:
        case _ if 0 <= control <= 0xFF or control in (0x140, 0x141):
            return _GFX8  # quad_perm, row_mirror, row_half_mirror
        case _ if 0x101 <= control <= 0x12F and control & 15:
            return _GFX8  # row_shl, row_shr, row_ror
        case 0x130 | 0x134 | 0x138 | 0x13C | 0x142 | 0x143:
            return _GFX8_TO_9  # wave_shl, wave_rol, wave_shr, wave_ror, row_bcast15 and 31
        case _ if 0x150 <= control <= 0x15F:
            return _GFX90A_OR_10  # row_newbcast, row_share
        case _ if 0x160 <= control <= 0x16F:
            return _GFX10  # row_xmask
        case _:
            return None


def processors(on: Availability) -> list[str]:
    """The ISA names that have something, in the order of `CPUS`."""
    return [m.name for m in CPUS.values() if m.name == m.isa and on.covers(m)]
