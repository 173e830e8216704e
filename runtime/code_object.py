"""
Code objects: what an AMDGPU `.hsaco` file says about itself.

A code object is an ELF shared object. Its notes carry a MessagePack map (AMDGPUUsage, "Code Object
V5 Metadata") with each kernel's arguments and resources; its header carries the version, in the
ABI's, and its symbol table the kernels' code and their 64-byte descriptors (`NAME.kd`).
"""

from __future__ import annotations

import io
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast

import msgpack
from elftools.common.exceptions import ELFError
from elftools.elf.elffile import ELFFile
from elftools.elf.sections import NoteSection, SymbolTableSection

from rusticle.diagnostics import CompileError

_AMDGPU_HSA = 64
"""`ELFOSABI_AMDGPU_HSA`."""
_NT_AMDGPU_METADATA = 32
_VERSIONS = {1: 3, 2: 4, 3: 5, 4: 6}
"""Code object versions by the ELF header's ABI version (`llvm/include/llvm/BinaryFormat/ELF.h`)."""


@dataclass(frozen=True, slots=True)
class KernelArgument:
    """One argument of a kernel, explicit or hidden. Offsets and sizes are in bytes."""

    name: str
    type_name: str
    """The source language's name of its type; empty if the compiler gave none."""
    offset: int
    """Where it is in the kernarg segment."""
    size: int
    kind: str
    """`by_value`, `global_buffer`, `dynamic_shared_pointer`, `hidden_block_count_x`, ..."""
    address_space: str = ""
    """For pointers: `global`, `local`, `generic`, ..."""
    access: str = ""
    """What the kernel may do with it: `read_only`, `write_only`, `read_write`."""
    actual_access: str = ""
    """What the compiler found that it does."""
    is_const: bool = False
    is_restrict: bool = False
    is_volatile: bool = False

    @property
    def hidden(self) -> bool:
        """Whether the runtime fills it in, not the caller."""
        return self.kind.startswith("hidden_")


@dataclass(frozen=True, slots=True)
class Kernel:
    """One kernel of a code object. Sizes are in bytes."""

    name: str
    symbol: str
    """The symbol of its descriptor."""
    arguments: tuple[KernelArgument, ...]
    kernarg_size: int
    kernarg_align: int
    lds_size: int
    """Static LDS per workgroup."""
    scratch_size: int
    """Private memory per work-item."""
    sgprs: int
    vgprs: int
    agprs: int
    """Accumulation registers, on processors that have them."""
    sgpr_spills: int
    vgpr_spills: int
    wave_size: int
    """Work-items per wavefront."""
    max_workgroup_size: int
    """Work-items per workgroup at most."""
    required_workgroup_size: tuple[int, int, int] | None
    uniform_workgroup_size: bool
    """Whether the grid must be a multiple of the workgroup."""
    uses_dynamic_stack: bool
    code_size: int
    """Size of its machine code; 0 if the file's symbols were stripped."""

    @property
    def explicit_arguments(self) -> tuple[KernelArgument, ...]:
        """The arguments that the caller gives."""
        return tuple(a for a in self.arguments if not a.hidden)


@dataclass(frozen=True, slots=True)
class CodeObject:
    """An AMDGPU code object."""

    target: str
    """Its target ID: `amdgcn-amd-amdhsa--gfx90a:xnack+`."""
    version: int
    """The code object version, 3 to 6."""
    metadata_version: tuple[int, int]
    kernels: tuple[Kernel, ...]
    size: int
    """Of the file, in bytes."""

    @property
    def cpu(self) -> str:
        """The processor with its settings: `gfx90a:xnack+`."""
        return self.target.rpartition("--")[2]

    def kernel(self, name: str) -> Kernel:
        """The kernel of that name. Raises `KeyError`."""
        for kernel in self.kernels:
            if kernel.name == name:
                return kernel
        raise KeyError(name)


def read_code_object(data: bytes, name: str = "the file") -> CodeObject:
    """
    Read a code object. `name` is what errors call it.

    Raises `CompileError` if `data` is not one.
    """
    if data.startswith(b"__CLANG_OFFLOAD_BUNDLE__"):
        raise _not_one(name, "it is a bundle", "`clang-offload-bundler --unbundle` takes it apart")
    if not data.startswith(b"\x7fELF"):
        raise _not_one(name, "it is not an ELF file")
    # `elftools` raises these three of what is cut short or overwritten.
    try:
        return _read(ELFFile(io.BytesIO(data)), len(data), name)
    except (ELFError, KeyError, ValueError, UnicodeDecodeError) as error:
        raise _not_one(name, f"it is damaged ({error})") from error


def _not_one(name: str, reason: str, *help_: str) -> CompileError:
    return CompileError.of(f"`{name}` is not an AMD GPU code object: {reason}", help=help_)


def _read(elf: Any, size: int, name: str) -> CodeObject:
    header: Any = elf.header
    if header["e_machine"] not in ("EM_AMDGPU", 224):
        machine = str(header["e_machine"]).removeprefix("EM_").lower()
        raise _not_one(name, f"it is for another machine (`{machine}`)")
    # elftools names no OS ABI of AMD's, so that the identification's bytes are read as they are.
    elf.stream.seek(7)
    os_abi, abi_version = elf.stream.read(2)
    if os_abi != _AMDGPU_HSA:
        raise _not_one(name, "it is not for the HSA runtime")
    metadata: dict[str, Any] | None = None
    sizes: dict[str, int] = {}
    for section in elf.iter_sections():
        if isinstance(section, NoteSection):
            for note in cast("Any", section.iter_notes()):
                if note["n_name"] == "AMDGPU" and note["n_type"] in (
                    _NT_AMDGPU_METADATA,
                    "NT_AMDGPU_METADATA",
                ):
                    metadata = _unpack(note["n_descdata"], name)
        elif isinstance(section, SymbolTableSection):
            for symbol in cast("Any", section.iter_symbols()):
                sizes[symbol.name] = symbol["st_size"]
    if metadata is None:
        raise _not_one(name, "it has no metadata notes", "is it an object that was not linked yet?")
    version = metadata.get("amdhsa.version", [0, 0])
    return CodeObject(
        target=str(metadata.get("amdhsa.target", "")),
        version=_VERSIONS.get(abi_version, 0),
        metadata_version=(int(version[0]), int(version[1])),
        kernels=tuple(_kernel(k, sizes) for k in metadata.get("amdhsa.kernels", [])),
        size=size,
    )


def _unpack(description: bytes | str, name: str) -> dict[str, Any]:
    raw = description if isinstance(description, bytes) else description.encode("latin-1")
    try:
        value: object = cast("Any", msgpack).unpackb(raw)  # its stubs leave the result unknown
    except (msgpack.UnpackException, ValueError) as error:
        raise _not_one(name, "its metadata notes are damaged") from error
    if not isinstance(value, dict):
        raise _not_one(name, "its metadata notes are damaged")
    return cast("dict[str, Any]", value)


def _kernel(entry: dict[str, Any], sizes: dict[str, int]) -> Kernel:
    name = str(entry[".name"])
    required = entry.get(".reqd_workgroup_size")
    return Kernel(
        name=name,
        symbol=str(entry.get(".symbol", "")),
        arguments=tuple(_argument(a) for a in entry.get(".args", [])),
        kernarg_size=int(entry.get(".kernarg_segment_size", 0)),
        kernarg_align=int(entry.get(".kernarg_segment_align", 0)),
        lds_size=int(entry.get(".group_segment_fixed_size", 0)),
        scratch_size=int(entry.get(".private_segment_fixed_size", 0)),
        sgprs=int(entry.get(".sgpr_count", 0)),
        vgprs=int(entry.get(".vgpr_count", 0)),
        agprs=int(entry.get(".agpr_count", 0)),
        sgpr_spills=int(entry.get(".sgpr_spill_count", 0)),
        vgpr_spills=int(entry.get(".vgpr_spill_count", 0)),
        wave_size=int(entry.get(".wavefront_size", 0)),
        max_workgroup_size=int(entry.get(".max_flat_workgroup_size", 0)),
        required_workgroup_size=cast("tuple[int, int, int]", tuple(required)) if required else None,
        uniform_workgroup_size=bool(entry.get(".uniform_work_group_size", 0)),
        uses_dynamic_stack=bool(entry.get(".uses_dynamic_stack", False)),
        code_size=sizes.get(name, 0),
    )


def _argument(entry: dict[str, Any]) -> KernelArgument:
    return KernelArgument(
        name=str(entry.get(".name", "")),
        type_name=str(entry.get(".type_name", "")),
        offset=int(entry[".offset"]),
        size=int(entry[".size"]),
        kind=str(entry[".value_kind"]),
        address_space=str(entry.get(".address_space", "")),
        access=str(entry.get(".access", "")),
        actual_access=str(entry.get(".actual_access", "")),
        is_const=bool(entry.get(".is_const", False)),
        is_restrict=bool(entry.get(".is_restrict", False)),
        is_volatile=bool(entry.get(".is_volatile", False)),
    )


def read_code_object_file(path: Path) -> CodeObject:
    """Read the code object in the file `path`. Raises `CompileError` if it is not one."""
    try:
        data = path.read_bytes()
    except OSError as error:
        raise CompileError.of(f"cannot read `{path}`: {error.strerror}") from error
    return read_code_object(data, str(path))
