"""
`core` as the crate at hand: its definitions and its MIR, opened from the compiler's digest.

The compiler takes functions out of `core` for the crates that use it; here `core`'s functions are
themselves what is compiled.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from xdsl.dialects.builtin import ModuleOp

from rusticle.frontend.body_index import Bodies
from rusticle.frontend.collect import Collector
from rusticle.frontend.definitions import FnDef, Universe
from rusticle.frontend.device_core import CoreDigest, DeviceCore
from rusticle.frontend.path_resolver import DefinitionsPathResolver


@dataclass(frozen=True)
class Core:
    """The open `core`."""

    device_core: DeviceCore

    @cached_property
    def digest(self) -> CoreDigest:
        """The digest behind it."""
        return self.device_core.open()

    @cached_property
    def universe(self) -> Universe:
        """Its definitions, as a universe of one crate."""
        return Universe({"core": self.digest.definitions})

    @cached_property
    def resolver(self) -> DefinitionsPathResolver:
        """Finds what paths in its MIR name."""
        return DefinitionsPathResolver("core", self.universe)

    @cached_property
    def roots(self) -> list[FnDef]:
        """Its functions that have MIR and neither own nor inherited generic parameters."""
        store = self.digest.bodies().store
        return [
            function
            for function in self.digest.definitions.functions()
            if function.has_body
            and not function.generics
            and not function.foreign
            and store.of_definition(function.id) is not None
        ]

    def bodies(self) -> Bodies:
        """Its MIR, nothing of it read yet."""
        return Bodies({"core": self.digest.bodies(self.resolver)})

    def import_functions(self, functions: list[FnDef], bodies: Bodies) -> ModuleOp:
        """The closed `mir` module of some of its functions. Raises `CompileError`."""
        collector = Collector(self.universe, bodies)
        for function in functions:
            collector.root(function, kernel=False)
        collector.run()
        return collector.module()
