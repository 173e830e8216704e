"""
The AMD GPUs that LLVM 22 knows, and how to name one.

The list is `rustc --print target-cpus --target amdgcn-amd-amdhsa`; the columns are what LLVM's
AMDGPUUsage, section "Processors", says and its assembler prints: the processor's ISA name (older
names are aliases), the wavefront sizes it can run with, its default first, and the target features
that its code objects can be built for.
"""

from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal

from rusticle.diagnostics import CompileError


@dataclass(frozen=True, slots=True)
class CpuModel:
    """One processor of LLVM's list."""

    name: str
    isa: str
    """The `gfx` name, by which code objects call it."""
    wave_sizes: tuple[int, ...]
    """Work-items per wavefront that it can run with; its default first."""
    target_features: tuple[str, ...]
    """The features a target ID can set: some of `sramecc` and `xnack`, in that order."""


_32 = (32,)
_64 = (64,)
_32_64 = (32, 64)
_NONE: tuple[str, ...] = ()
_XNACK = ("xnack",)
_BOTH = ("sramecc", "xnack")

_MODELS = (
    CpuModel("bonaire", "gfx704", _64, _NONE),
    CpuModel("carrizo", "gfx801", _64, _XNACK),
    CpuModel("fiji", "gfx803", _64, _NONE),
    CpuModel("generic", "gfx600", _64, _NONE),
    CpuModel("generic-hsa", "gfx700", _64, _NONE),
    CpuModel("gfx10-1-generic", "gfx10-1-generic", _32_64, _XNACK),
    CpuModel("gfx10-3-generic", "gfx10-3-generic", _32_64, _NONE),
    CpuModel("gfx1010", "gfx1010", _32_64, _XNACK),
    CpuModel("gfx1011", "gfx1011", _32_64, _XNACK),
    CpuModel("gfx1012", "gfx1012", _32_64, _XNACK),
    CpuModel("gfx1013", "gfx1013", _32_64, _XNACK),
    CpuModel("gfx1030", "gfx1030", _32_64, _NONE),
    CpuModel("gfx1031", "gfx1031", _32_64, _NONE),
    CpuModel("gfx1032", "gfx1032", _32_64, _NONE),
    CpuModel("gfx1033", "gfx1033", _32_64, _NONE),
    CpuModel("gfx1034", "gfx1034", _32_64, _NONE),
    CpuModel("gfx1035", "gfx1035", _32_64, _NONE),
    CpuModel("gfx1036", "gfx1036", _32_64, _NONE),
    CpuModel("gfx11-generic", "gfx11-generic", _32_64, _NONE),
    CpuModel("gfx1100", "gfx1100", _32_64, _NONE),
    CpuModel("gfx1101", "gfx1101", _32_64, _NONE),
    CpuModel("gfx1102", "gfx1102", _32_64, _NONE),
    CpuModel("gfx1103", "gfx1103", _32_64, _NONE),
    CpuModel("gfx1150", "gfx1150", _32_64, _NONE),
    CpuModel("gfx1151", "gfx1151", _32_64, _NONE),
    CpuModel("gfx1152", "gfx1152", _32_64, _NONE),
    CpuModel("gfx1153", "gfx1153", _32_64, _NONE),
    CpuModel("gfx12-generic", "gfx12-generic", _32_64, _NONE),
    CpuModel("gfx1200", "gfx1200", _32_64, _NONE),
    CpuModel("gfx1201", "gfx1201", _32_64, _NONE),
    CpuModel("gfx1250", "gfx1250", _32, _BOTH),
    CpuModel("gfx1251", "gfx1251", _32, _BOTH),
    CpuModel("gfx600", "gfx600", _64, _NONE),
    CpuModel("gfx601", "gfx601", _64, _NONE),
    CpuModel("gfx602", "gfx602", _64, _NONE),
    CpuModel("gfx700", "gfx700", _64, _NONE),
    CpuModel("gfx701", "gfx701", _64, _NONE),
    CpuModel("gfx702", "gfx702", _64, _NONE),
    CpuModel("gfx703", "gfx703", _64, _NONE),
    CpuModel("gfx704", "gfx704", _64, _NONE),
    CpuModel("gfx705", "gfx705", _64, _NONE),
    CpuModel("gfx801", "gfx801", _64, _XNACK),
    CpuModel("gfx802", "gfx802", _64, _NONE),
    CpuModel("gfx803", "gfx803", _64, _NONE),
    CpuModel("gfx805", "gfx805", _64, _NONE),
    CpuModel("gfx810", "gfx810", _64, _XNACK),
    CpuModel("gfx9-4-generic", "gfx9-4-generic", _64, _BOTH),
    CpuModel("gfx9-generic", "gfx9-generic", _64, _XNACK),
    CpuModel("gfx900", "gfx900", _64, _XNACK),
    CpuModel("gfx902", "gfx902", _64, _XNACK),
    CpuModel("gfx904", "gfx904", _64, _XNACK),
    CpuModel("gfx906", "gfx906", _64, _BOTH),
    CpuModel("gfx908", "gfx908", _64, _BOTH),
    CpuModel("gfx909", "gfx909", _64, _XNACK),
    CpuModel("gfx90a", "gfx90a", _64, _BOTH),
    CpuModel("gfx90c", "gfx90c", _64, _XNACK),
    CpuModel("gfx942", "gfx942", _64, _BOTH),
    CpuModel("gfx950", "gfx950", _64, _BOTH),
    CpuModel("hainan", "gfx602", _64, _NONE),
    CpuModel("hawaii", "gfx701", _64, _NONE),
    CpuModel("iceland", "gfx802", _64, _NONE),
    CpuModel("kabini", "gfx703", _64, _NONE),
    CpuModel("kaveri", "gfx700", _64, _NONE),
    CpuModel("mullins", "gfx703", _64, _NONE),
    CpuModel("oland", "gfx602", _64, _NONE),
    CpuModel("pitcairn", "gfx601", _64, _NONE),
    CpuModel("polaris10", "gfx803", _64, _NONE),
    CpuModel("polaris11", "gfx803", _64, _NONE),
    CpuModel("stoney", "gfx810", _64, _XNACK),
    CpuModel("tahiti", "gfx600", _64, _NONE),
    CpuModel("tonga", "gfx802", _64, _NONE),
    CpuModel("tongapro", "gfx805", _64, _NONE),
    CpuModel("verde", "gfx601", _64, _NONE),
)

CPUS = MappingProxyType({model.name: model for model in _MODELS})
"""Every processor, by the names that rustc and LLVM accept."""


@dataclass(frozen=True, slots=True)
class Cpu:
    """
    A processor with its target features set, as a target ID like `gfx90a:sramecc+:xnack-` says.

    A feature that the target ID leaves out is *any*: the code object runs with it on or off.
    """

    model: CpuModel
    settings: tuple[tuple[str, bool], ...] = ()
    """Target features that are set on or off, sorted by name."""
    wave_size: int = 64
    """Work-items per wavefront."""

    @staticmethod
    def parse(text: str) -> Cpu:
        """
        Read a target ID, `CPU[:FEATURE(+|-)]*` (AMDGPUUsage, section "Target ID").

        The wavefront size is the processor's default. Raises `CompileError` if the processor is
        unknown or lacks a feature.
        """
        name, *features = text.strip().split(":")
        model = CPUS.get(name)
        if model is None:
            import difflib

            near = difflib.get_close_matches(name.lower(), CPUS, n=3, cutoff=0.6)
            raise CompileError.of(
                f"unknown AMD GPU `{name}`",
                help=[
                    f"did you mean {' or '.join(f'`{n}`' for n in near)}?"
                    if near
                    else "`rustc --print target-cpus --target amdgcn-amd-amdhsa` lists them"
                ],
            )
        settings: dict[str, bool] = {}
        for feature in features:
            key, sign = feature[:-1], feature[-1:]
            if sign not in {"+", "-"} or not key:
                raise CompileError.of(
                    f"target feature `{feature}` of `{name}` must end in `+` or `-`"
                )
            if key not in model.target_features:
                raise CompileError.of(
                    f"AMD GPU `{name}` has no target feature `{key}`",
                    notes=[
                        f"it has {' and '.join(f'`{f}`' for f in model.target_features)}"
                        if model.target_features
                        else "it has none"
                    ],
                )
            if key in settings:
                raise CompileError.of(f"target feature `{key}` of `{name}` is given twice")
            settings[key] = sign == "+"
        return Cpu(model, tuple(sorted(settings.items())), model.wave_sizes[0])

    @property
    def name(self) -> str:
        """The name for LLVM's `-mcpu`."""
        return self.model.name

    def with_wave_size(self, size: Literal[32, 64] | int) -> Cpu:
        """The same processor at another wavefront size. Raises `CompileError` if it has none."""
        if size not in self.model.wave_sizes:
            raise CompileError.of(
                f"AMD GPU `{self.name}` cannot run wavefronts of {size} work-items",
                notes=[f"it can of {' or '.join(str(s) for s in self.model.wave_sizes)}"],
            )
        return Cpu(self.model, self.settings, size)

    @property
    def features(self) -> str:
        """The string for LLVM's `-mattr`: `+xnack,-sramecc`, empty if all is default."""
        features = [f"{'+' if on else '-'}{key}" for key, on in self.settings]
        if self.wave_size != self.model.wave_sizes[0]:
            features.append(f"+wavefrontsize{self.wave_size}")
        return ",".join(features)

    @property
    def target_id(self) -> str:
        """The canonical target ID: the ISA name, then the features set, sorted by name."""
        return ":".join([self.model.isa, *(f"{k}{'+' if on else '-'}" for k, on in self.settings)])
