"""
The host: the CPU that the compiler runs on, to run and debug kernels without a GPU.

A host has one address space. Every name that kernels use is that one space, number 0, and every
cast between them does nothing. Data layouts are LLVM 22's
(`llvm/lib/TargetParser/TargetDataLayout.cpp`), for Linux.
"""

from __future__ import annotations

from itertools import permutations
from types import MappingProxyType
from typing import Literal

from rusticle.diagnostics import CompileError

from .target import AddressSpace, Target

_NAMES = ("flat", "global", "local", "constant", "private")

_SPACES = MappingProxyType({name: AddressSpace(name, 0, 64, 0, in_flat=True) for name in _NAMES})

_SYNC_SCOPES = MappingProxyType(
    # LLVM has no other scopes on a CPU; the widest is correct for all.
    dict.fromkeys(("system", "agent", "cluster", "workgroup", "wavefront"), "")
    | {"singlethread": "singlethread"}
)


def _host(arch: Literal["x86_64", "aarch64"], data_layout: str) -> Target:
    triple = f"{arch}-unknown-linux-gnu"
    return Target(
        name=triple,
        triple=triple,
        arch=arch,
        data_layout=data_layout,
        spaces=_SPACES,
        alloca_space="private",
        global_space="global",
        constant_space="constant",
        kernel_calling_convention="ccc",
        casts=frozenset(permutations(_NAMES, 2)),
        intrinsics=MappingProxyType({"trap": "llvm.trap", "debug_trap": "llvm.debugtrap"}),
        sync_scopes=_SYNC_SCOPES,
        default_cpu="generic" if arch == "aarch64" else "x86-64",
        wave_sizes=(1,),
        flat_numbered=frozenset(_NAMES),
    )


X86_64 = _host(
    "x86_64",
    "e-m:e-p270:32:32-p271:32:32-p272:64:64-i64:64-i128:128-f80:128-n8:16:32:64-S128",
)
"""64-bit x86 under Linux."""

AARCH64 = _host(
    "aarch64",
    "e-m:e-p270:32:32-p271:32:32-p272:64:64-i8:8:32-i16:16:32-i64:64-i128:128-n32:64-S128-Fn32",
)
"""64-bit Arm under Linux."""


def host_target() -> Target:
    """The target of the machine this runs on. Raises `CompileError` if there is none for it."""
    import platform

    match platform.machine().lower():
        case "x86_64" | "amd64":
            return X86_64
        case "aarch64" | "arm64":
            return AARCH64
        case machine:
            raise CompileError.of(
                f"no host target for `{machine}` machines",
                notes=["kernels can be run on `x86_64` and `aarch64` hosts"],
            )
