"""
What a target is: a value with its address spaces, data layout, kernel convention and intrinsics.

Nothing outside this room asks which target it compiles for; it asks the target for what it needs.
Address spaces have names everywhere and numbers only here.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from rusticle.diagnostics import CompileError

from .data_layout import DataLayout, DataLayoutError, parse_data_layout

SPACE_NAMES: tuple[str, ...] = (
    "flat",
    "global",
    "region",
    "local",
    "constant",
    "private",
    "constant32",
    "buffer_fat",
    "buffer_resource",
    "buffer_strided",
)
"""Every address space that `asptr` can name. A target has some of them, and always `flat`."""


@dataclass(frozen=True, slots=True)
class AddressSpace:
    """One address space of one target."""

    name: str
    """One of `SPACE_NAMES`."""
    number: int
    """LLVM's number for it."""
    bits: int
    """Width of a pointer into it, in bits."""
    null: int
    """The bits of its null pointer, which is the pointer that casts to the null of `flat`."""
    in_flat: bool
    """Whether a flat pointer can point into it."""


class TargetError(ValueError):
    """A target description contradicts itself."""


@dataclass(frozen=True)
class Target:
    """
    Everything the compiler needs to know about where its output runs.

    The alignment and width queries answer from the data layout; alignments are ABI alignments in
    bytes. `verify` checks a description against itself.
    """

    name: str
    """What users write: `amdgcn-amd-amdhsa`, `x86_64-unknown-linux-gnu`, `nvptx64-nvidia-cuda`."""
    triple: str
    """LLVM's triple."""
    arch: Literal["amdgpu", "x86_64", "aarch64", "nvptx"]
    data_layout: str
    """LLVM's data-layout string."""
    spaces: Mapping[str, AddressSpace]
    """The address spaces that this target has, by name."""
    alloca_space: str
    """The space that LLVM's `alloca` gives pointers into. Locals are `private` in `asptr`; where
    the two differ in number, the lowering casts."""
    global_space: str
    """Where statics go."""
    constant_space: str
    """Where constants go that no one writes."""
    kernel_calling_convention: str
    """LLVM's name of the calling convention of a kernel."""
    casts: frozenset[tuple[str, str]]
    """The pairs (from, to) of different spaces between which `asptr.cast` exists."""
    intrinsics: Mapping[str, str]
    """LLVM's intrinsics by the name that all targets share: `workitem_id_x`, `barrier`, ... What
    one takes and gives can differ by target; an overloaded one wants its types appended."""
    sync_scopes: Mapping[str, str]
    """LLVM's synchronisation scopes by `asptr`'s names. LLVM spells the widest one ``\"\"``."""
    default_cpu: str | None = None
    """The CPU to generate code for when the user names none; `None` if one must be named."""
    wave_sizes: tuple[int, ...] = (1,)
    """The numbers of work-items that a wavefront can have."""
    flat_numbered: frozenset[str] = frozenset({"flat"})
    """The spaces whose pointers have the bits that the same pointers have in `flat`, so that a cast
    between them does nothing, and an integer means the same address in all of them."""

    @cached_property
    def layout(self) -> DataLayout:
        """The data layout, parsed."""
        return parse_data_layout(self.data_layout)

    @property
    def flat(self) -> AddressSpace:
        """The space that all of Rust's pointers can point into."""
        return self.spaces["flat"]

    @cached_property
    def pointer_bits(self) -> int:
        """Width in bits of a flat pointer, and so of `usize`."""
        return self.spaces["flat"].bits

    @property
    def endianness(self) -> Literal["little", "big"]:
        """Byte order in memory."""
        return self.layout.endianness

    @property
    def aggregate_align(self) -> int:
        """Least alignment of a struct or array, in bytes."""
        return self.layout.aggregate_align

    @cached_property
    def stack_align(self) -> int | None:
        """Natural alignment of the stack in bytes, if the target has one."""
        return self.layout.stack_align

    def int_align(self, bits: int) -> int:
        """Alignment in bytes of an integer of `bits` bits."""
        return self.layout.int_align(bits)

    def float_align(self, bits: int) -> int:
        """Alignment in bytes of a float of `bits` bits."""
        return self.layout.float_align(bits)

    def vector_align(self, bits: int) -> int:
        """Alignment in bytes of a vector of `bits` bits in all."""
        return self.layout.vector_align(bits)

    def space(self, name: str) -> AddressSpace:
        """The space of that name. Raises `CompileError` if this target does not have it."""
        if (space := self.spaces.get(name)) is not None:
            return space
        raise CompileError.of(
            f"target `{self.name}` has no address space `{name}`",
            notes=[f"its address spaces are {', '.join(f'`{s}`' for s in self.spaces)}"],
        )

    def pointer_align(self, space: str = "flat") -> int:
        """Alignment in bytes of a pointer into the space of that name, when in memory."""
        return self.layout.pointer(self.space(space).number).align

    def cast_exists(self, source: str, destination: str) -> bool:
        """Whether a pointer into `source` can be cast to `destination`, both of them names."""
        if source == destination:
            return source in self.spaces
        return (source, destination) in self.casts

    def intrinsic(self, name: str) -> str:
        """LLVM's intrinsic for a shared name. Raises `CompileError` if there is none."""
        if (intrinsic := self.intrinsics.get(name)) is not None:
            return intrinsic
        raise CompileError.of(f"target `{self.name}` has no `{name}`")

    def sync_scope(self, name: str) -> str:
        """LLVM's synchronisation scope for one of `asptr`'s. Raises `CompileError` if none."""
        if (scope := self.sync_scopes.get(name)) is not None:
            return scope
        raise CompileError.of(
            f"target `{self.name}` has no synchronization scope `{name}`",
            notes=[f"its scopes are {', '.join(f'`{s}`' for s in self.sync_scopes)}"],
        )

    def verify(self) -> None:
        """
        Check that the description holds together. Raises `TargetError` if not.

        The first rule is the one that general Rust code needs of any target: there is a flat
        space, wide enough for every space that it claims to contain, and each of those can be
        cast to it and back.
        """
        try:
            layout = self.layout
        except DataLayoutError as error:
            raise self._error(f"bad data layout: {error}") from error
        flat = self.spaces.get("flat")
        if flat is None:
            raise self._error("there is no flat address space")
        if not flat.in_flat or flat.number != 0:
            raise self._error("the flat address space must contain itself and have number 0")
        if flat.null != 0:
            raise self._error("Rust's null pointer is 0, so the null of `flat` must be")
        for name, space in self.spaces.items():
            if name != space.name or name not in SPACE_NAMES:
                raise self._error(f"`{name}` is not the name of `{space.name}`")
            if (bits := layout.pointer(space.number).bits) != space.bits:
                raise self._error(
                    f"pointers into `{name}` are {space.bits} bits wide, "
                    f"but {bits} in the data layout"
                )
            if not 0 <= space.null < 1 << space.bits:
                raise self._error(f"the null of `{name}` is wider than its pointers")
            if space.in_flat and space.bits > flat.bits:
                raise self._error(f"`{name}` is wider than `flat`, which claims to contain it")
            if space.in_flat and not (
                self.cast_exists(name, "flat") and self.cast_exists("flat", name)
            ):
                raise self._error(
                    f"`flat` contains `{name}`, but there is no cast between them in both "
                    "directions"
                )
            if not space.in_flat and self.cast_exists(name, "flat"):
                raise self._error(f"`{name}` is not in `flat`, but can be cast to it")
        for name in self.flat_numbered:
            if name not in self.spaces:
                raise self._error(f"`{name}` is numbered as `flat`, but it does not have it")
            space = self.spaces[name]
            if not space.in_flat or (space.bits, space.null) != (flat.bits, flat.null):
                raise self._error(f"`{name}` cannot have the numbers that `flat` has")
        for source, destination in self.casts:
            if source == destination:
                raise self._error(f"the cast of `{source}` to itself need not be listed")
            for name in (source, destination):
                if name not in self.spaces:
                    raise self._error(f"there is a cast of `{name}`, which it does not have")
        for role, name, number in (
            ("allocas", self.alloca_space, layout.alloca_space),
            ("globals", self.global_space, layout.global_space),
        ):
            if name not in self.spaces:
                raise self._error(f"{role} are in `{name}`, which it does not have")
            # Statics may be placed elsewhere than in LLVM's default, allocas may not.
            if role == "allocas" and self.spaces[name].number != number:
                raise self._error(
                    f"{role} are in `{name}` ({self.spaces[name].number}), "
                    f"but in {number} in the data layout"
                )
        for name in ("private", self.global_space, self.constant_space, self.alloca_space):
            if name not in self.spaces or not self.spaces[name].in_flat:
                raise self._error(f"`{name}` must be an address space that `flat` contains")
        if "system" not in self.sync_scopes or "singlethread" not in self.sync_scopes:
            raise self._error("the scopes `system` and `singlethread` exist everywhere")

    def _error(self, message: str) -> TargetError:
        return TargetError(f"target `{self.name}`: {message}")


def verify_cast(target: Target, source: str, destination: str) -> None:
    """
    Check that a pointer can be cast from one address space to another on `target`.

    Raises `CompileError` if either space or the cast does not exist. LLVM would accept such a cast
    and turn its result into poison, silently.
    """
    target.space(source)
    target.space(destination)
    if target.cast_exists(source, destination):
        return
    notes: list[str] = []
    help_: list[str] = []
    for name, other in ((source, destination), (destination, source)):
        if not target.spaces[name].in_flat and other == "flat":
            notes.append(f"`{name}` memory is not reachable through `flat` pointers")
    if not notes and target.cast_exists(source, "flat") and target.cast_exists("flat", destination):
        notes.append(f"memory in `{source}` is never in `{destination}`")
        help_.append("if the program relies on it, cast through `flat`")
    raise CompileError.of(
        f"target `{target.name}` has no cast from address space `{source}` to `{destination}`",
        notes=notes,
        help=help_,
    )
