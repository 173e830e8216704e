"""
rustc's `-Zprint-type-sizes`, read, and our layouts in the same words.

rustc prints, of each struct, enum, union and closure that it lays out while it generates code, the
size, the alignment, and for each variant the fields in the order they lie in memory, with the
padding between them. `report` prints a layout of ours as `CodeStats::print_type_sizes` does
(`compiler/rustc_session/src/code_stats.rs`), of what `record_layout_for_printing` records
(`compiler/rustc_ty_utils/src/layout.rs`), so that two layouts agree if the two texts are the same.
"""

from __future__ import annotations

import subprocess
from dataclasses import dataclass
from pathlib import Path

from xdsl.ir import Attribute

from rusticle.dialects.mir import types as mir
from rusticle.lowering.layout import DirectTag, Layout, Layouts, MultipleVariants, SingleVariant

_PREFIX = "print-type-size "
_INDENT = "    "


def printed_type_sizes(
    rustc: str, environment: dict[str, str], source: Path, output: Path, *flags: str
) -> dict[str, list[str]]:
    """The lines that rustc prints about each type, by the type as it spells it."""
    command = [
        rustc, "--crate-type=lib", "--emit=obj", "-Zprint-type-sizes", "--cap-lints=allow",
        *flags, "-o", str(output), str(source),
    ]  # fmt: skip
    run = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stderr
    types: dict[str, list[str]] = {}
    lines: list[str] = []
    for line in run.stdout.splitlines():
        said = line.removeprefix(_PREFIX)
        assert said != line, line
        if said.startswith("type: `"):
            name, size = said.removeprefix("type: `").rsplit("`: ", 1)
            lines = types[name] = [size]
        else:
            lines.append(said)
    return types


@dataclass
class _Variant:
    """A variant: its name, how far its fields reach, and each field's offset, size and so on."""

    name: str
    size: int
    fields: list[tuple[int, int, str, int]]
    """Offset, size, name and alignment, in source order."""


def report(layouts: Layouts, type: Attribute) -> list[str]:
    """What rustc prints about a type with that layout, after the type's name."""
    layout = layouts.of(type)
    head = f"{layout.size} bytes, alignment: {layout.align} bytes"
    if isinstance(type, mir.ClosureType):
        # rustc records no fields of closures.
        return [head, *_end_padding(layout.size)]
    definition = layouts.definition(type)
    variants = [
        _variant(layouts, layouts.for_variant(layout, index), definition.variants[index].name)
        for index in _present(layout)
    ]
    variants.sort(key=lambda variant: -variant.size)
    lines = [head]
    tag = 0
    match layout.variants:
        case MultipleVariants(tag=scalar, tag_encoding=DirectTag()):
            tag = scalar.bits // 8
            lines.append(f"{_INDENT}discriminant: {tag} bytes")
        case _:
            pass
    for variant in variants:
        indent = _INDENT
        if definition.kind != "struct":
            # A variant that cannot exist may be smaller than the tag; rustc then wraps around.
            beyond = (variant.size - tag) % 2**64
            lines.append(f"{_INDENT}variant `{variant.name}`: {beyond} bytes")
            indent = 2 * _INDENT
        lines += _fields(variant, tag, indent, packed=definition.repr.packed is not None)
    return lines + _end_padding(layout.size - max([tag, *(v.size for v in variants)]))


def _present(layout: Layout) -> list[int]:
    match layout.variants:
        case MultipleVariants():
            return list(range(len(layout.variants.variants)))
        case SingleVariant():
            return [layout.variants.index]
        case _:
            return []


def _variant(layouts: Layouts, layout: Layout, name: str) -> _Variant:
    fields: list[tuple[int, int, str, int]] = []
    names = [
        f.name for f in layouts.definition(layout.type).variants[layout.variant_index or 0].fields
    ]
    for index, field_name in enumerate(names):
        field = layouts.field(layout, index)
        fields.append((layout.offset(index), field.size, field_name, field.align))
    reach = max((offset + size for offset, size, _, _ in fields), default=0)
    return _Variant(name, reach or layout.size, fields)


def _fields(variant: _Variant, start: int, indent: str, *, packed: bool) -> list[str]:
    lines: list[str] = []
    for offset, size, name, align in sorted(variant.fields, key=lambda field: field[:2]):
        text = f"{indent}field `.{name}`: {size} bytes"
        if offset > start:
            lines.append(f"{indent}padding: {offset - start} bytes")
        if offset < start:
            text += f", offset: {offset} bytes, alignment: {align} bytes"
        elif not packed and offset != start:
            text += f", alignment: {align} bytes"
        lines.append(text)
        start = offset + size
    return lines


def _end_padding(count: int) -> list[str]:
    return [f"{_INDENT}end padding: {count} bytes"] if count else []
