"""
What a host program needs to launch kernels, in its own language: from a manifest to a C header and
to a Rust module.

For each kernel there is a struct of its arguments, as they lie in the kernarg segment: fill one in,
copy it there, and launch. Both languages check sizes and offsets when they compile. An address is
one of the device's. What a host language has no words for (an enum of Rust's, a union, a struct
whose fields Rust put in an order of its own) is bytes, of the right size and alignment.

    rusticle compile vadd.rs --cpu gfx1100 --emit c-header      # vadd.h
    rusticle compile vadd.rs --cpu gfx1100 --emit rust-host     # vadd_host.rs
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from .runtime.arguments import transparent
from .runtime.manifest import KernelManifest, Manifest, Shape

_C_KEYWORDS = frozenset(
    (
        "auto break case char const continue default do double else enum extern float for goto if "
        "inline int long register restrict return short signed sizeof static struct switch typedef "
        "union unsigned void volatile while bool true false alignas alignof offsetof static_assert "
        # And C++'s: HIP programs are written in it.
        "and asm catch class compl concept const_cast constexpr decltype delete dynamic_cast "
        "explicit export friend mutable namespace new noexcept not nullptr operator or private "
        "protected public reinterpret_cast requires static_cast template this thread_local throw "
        "try typeid typename using virtual wchar_t xor"
    ).split()
)
_LETTERS = {"int": "i", "uint": "u", "float": "f"}
_RUST_KEYWORDS = frozenset(
    (
        "as break const continue crate else enum extern false fn for if impl in let loop match mod "
        "move mut pub ref return self Self static struct super trait true type unsafe use where "
        "while async await dyn gen"
    ).split()
)


@dataclass(frozen=True, slots=True)
class _Field:
    """A field of a struct of arguments."""

    name: str
    offset: int
    size: int
    shape: Shape
    """What it is; of a half of a slice, a pointer or a number."""
    comment: str


def manifest_json(manifest: Manifest) -> str:
    """The manifest as JSON; `docs/manifest.md` says what is in it."""
    kernels = manifest.to_json()["kernels"]
    return json.dumps({"schema": 1, "kernels": kernels}, indent=2) + "\n"


def _fields(kernel: KernelManifest) -> Iterator[_Field]:
    if kernel.result is not None:
        result = kernel.result
        shape = Shape("pointer", f"*mut {result.shape.type}", 8, 8, result.shape)
        per = "the launch" if result.per == "launch" else "each work-item, by its number"
        yield _Field("result", result.component.offset, 8, shape, f"a result of {per}")
    for parameter in kernel.parameters:
        components = parameter.components
        text = f"{parameter.name}: {parameter.shape.type}"
        if len(components) == 1:
            (only,) = components
            yield _Field(parameter.name, only.offset, only.size, parameter.shape, text)
            continue
        fat = parameter.shape.kind == "slice"
        for part, component, suffix in zip(
            (0, 1), components, ("ptr", "len") if fat else ("0", "1"), strict=False
        ):
            size = component.size
            if fat and part == 0:
                given = parameter.shape
                shape = replace(given, kind="pointer", size=size, align=size)
            else:
                is_float = component.type in ("half", "float", "double")
                kind = "float" if is_float else "uint"
                shape = Shape(kind, component.type, size, component.align)
            yield _Field(f"{parameter.name}_{suffix}", component.offset, size, shape, text)


def _identifier(text: str) -> str:
    """The nearest to a name or path that both languages take as an identifier."""
    name = re.sub(r"\W+", "_", text, flags=re.ASCII).strip("_")
    return name if name and not name[0].isdigit() else f"k{name}"


class _Names:
    """Names of one scope, which are made different from each other."""

    def __init__(self) -> None:
        self._taken: set[str] = set()

    def new(self, name: str) -> str:
        """That name, or with a number if there is one already."""
        found, number = name, 2
        while found in self._taken:
            found, number = f"{name}_{number}", number + 1
        self._taken.add(found)
        return found


# --- C -------------------------------------------------------------------------------------------


def c_header(manifest: Manifest, name: str) -> str:
    """A C11 header with a struct of the arguments of each kernel; `name` is for its guard."""
    guard = f"{_identifier(name).upper()}_KERNELS_H"
    lines = [
        "/* Written by rusticle: the arguments of kernels, as they lie in the kernarg segment. */",
        f"#ifndef {guard}",
        f"#define {guard}",
        "",
        "#include <assert.h>",
        "#include <stdalign.h>",
        "#include <stddef.h>",
        "#include <stdint.h>",
        "",
        'static_assert(sizeof(void *) == 8, "addresses of the device have 64 bits");',
    ]
    names = _Names()
    for kernel in manifest.kernels.values():
        lines += ["", *_c_kernel(kernel, names)]
    lines += ["", f"#endif /* {guard} */", ""]
    return "\n".join(lines)


def _c_kernel(kernel: KernelManifest, names: _Names) -> list[str]:
    struct = names.new(f"{_identifier(kernel.name)}_args")
    members = _Names()
    fields = list(_fields(kernel))
    lines = [f"/* Kernel `{kernel.name}`, symbol `{kernel.name}.kd`. */"]
    if not fields:
        return [*lines, "/* It takes no arguments. */"]
    lines.append(f"struct {struct} {{")
    checks: list[str] = []
    for field in fields:
        name = members.new(field.name + ("_" if field.name in _C_KEYWORDS else ""))
        comment = field.comment.replace("*/", "* /")
        lines.append(f"    {_c_declaration(field, name)}; /* {comment} */")
        checks.append(
            f'static_assert(offsetof(struct {struct}, {name}) == {field.offset}, "{name}");'
        )
        checks.append(
            f'static_assert(sizeof(((struct {struct} *)0)->{name}) == {field.size}, "{name}");'
        )
    return [*lines, "};", *checks]


def _c_declaration(field: _Field, name: str) -> str:
    shape = transparent(field.shape)
    match shape.kind:
        case "int" | "uint" | "char" | "word" if shape.size <= 8:
            sign = "" if shape.kind == "int" else "u"
            return f"{sign}int{8 * shape.size}_t {name}"
        case "bool":
            return f"uint8_t {name}"
        case "float" if shape.size in (4, 8):
            return f"{'float' if shape.size == 4 else 'double'} {name}"
        case "float" if shape.size == 2:
            return f"uint16_t {name}"
        case "pointer":
            return f"{_c_pointee(shape)} *{name}"
        case _:
            return f"alignas({shape.align}) unsigned char {name}[{field.size}]"


def _c_pointee(shape: Shape) -> str:
    element = None if shape.element is None else transparent(shape.element)
    const = "" if shape.mutable else "const "
    match element:
        case Shape(kind="int" | "uint" as kind, size=size) if size <= 8:
            return f"{const}{'' if kind == 'int' else 'u'}int{8 * size}_t"
        case Shape(kind="float", size=4):
            return f"{const}float"
        case Shape(kind="float", size=8):
            return f"{const}double"
        case _:
            return f"{const}void"


# --- Rust ----------------------------------------------------------------------------------------


def rust_host(manifest: Manifest) -> str:
    """A Rust module with a struct of the arguments of each kernel."""
    lines = [
        "// Written by rusticle: the arguments of kernels, as they lie in the kernarg segment.",
        "",
        "const _: () = assert!(core::mem::size_of::<usize>() == 8);",
    ]
    aligned: dict[tuple[int, int], None] = {}
    structs: list[str] = []
    names = _Names()
    for kernel in manifest.kernels.values():
        structs += ["", *_rust_kernel(kernel, aligned, names)]
    for align, size in aligned:
        lines += [
            "",
            f"/// {size} bytes, aligned to {align}.",
            "#[derive(Clone, Copy)]",
            f"#[repr(C, align({align}))]",
            f"pub struct Bytes{size}Align{align}(pub [u8; {size}]);",
        ]
    return "\n".join([*lines, *structs, ""])


def _rust_kernel(
    kernel: KernelManifest, aligned: dict[tuple[int, int], None], names: _Names
) -> list[str]:
    words = _identifier(kernel.name).split("_")
    struct = names.new("".join(word[:1].upper() + word[1:] for word in words) + "Args")
    members = _Names()
    lines = [
        f"/// The arguments of kernel `{kernel.name}`, symbol `{kernel.name}.kd`.",
        "#[derive(Clone, Copy)]",
        "#[repr(C)]",
        f"pub struct {struct} {{",
    ]
    checks: list[str] = []
    for field in _fields(kernel):
        name = members.new(field.name)
        if name in _RUST_KEYWORDS:
            name = f"{name}_" if name in ("self", "Self", "super", "crate") else f"r#{name}"
        type_ = _rust_type(field, aligned)
        lines += [f"    /// `{field.comment}`", f"    pub {name}: {type_},"]
        checks += [
            f"const _: () = assert!(core::mem::offset_of!({struct}, {name}) == {field.offset});",
            f"const _: () = assert!(core::mem::size_of::<{type_}>() == {field.size});",
        ]
    return [*lines, "}", *checks]


def _rust_type(field: _Field, aligned: dict[tuple[int, int], None]) -> str:
    shape = transparent(field.shape)
    match shape.kind:
        case "int" | "uint" | "char" | "word" if shape.size <= 8:
            return f"{'i' if shape.kind == 'int' else 'u'}{8 * shape.size}"
        case "bool":
            return "bool"
        case "float" if shape.size in (4, 8):
            return f"f{8 * shape.size}"
        case "float" if shape.size == 2:
            return "u16"
        case "pointer":
            return f"*{'mut' if shape.mutable else 'const'} {_rust_pointee(shape)}"
        case _ if shape.align == 1:
            return f"[u8; {field.size}]"
        case _:
            aligned[shape.align, field.size] = None
            return f"Bytes{field.size}Align{shape.align}"


def _rust_pointee(shape: Shape) -> str:
    element = None if shape.element is None else transparent(shape.element)
    match element:
        case Shape(kind="int" | "uint" | "float", size=size) if size in (4, 8) or (
            element.kind != "float" and size <= 8
        ):
            return f"{_LETTERS[element.kind]}{8 * size}"
        case _:
            return "core::ffi::c_void"
