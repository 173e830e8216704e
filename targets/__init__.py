"""
Target descriptions: address spaces, data layouts, CPUs, intrinsic names, calling conventions.

A target is a value. `get_target` finds one by name; `AMDGCN`, `NVPTX`, `X86_64` and `AARCH64` are
the ones there are, and `host_target` is the one of this machine.
"""

from .amdgcn import AMDGCN
from .cpus import CPUS, Cpu, CpuModel
from .data_layout import DataLayout, DataLayoutError, PointerLayout, parse_data_layout
from .host import AARCH64, X86_64, host_target
from .nvptx import NVPTX
from .registry import TARGETS, get_target, resolve_triple
from .target import SPACE_NAMES, AddressSpace, Target, TargetError, verify_cast

__all__ = [
    "AARCH64",
    "AMDGCN",
    "CPUS",
    "NVPTX",
    "SPACE_NAMES",
    "TARGETS",
    "X86_64",
    "AddressSpace",
    "Cpu",
    "CpuModel",
    "DataLayout",
    "DataLayoutError",
    "PointerLayout",
    "Target",
    "TargetError",
    "get_target",
    "host_target",
    "parse_data_layout",
    "resolve_triple",
    "verify_cast",
]
