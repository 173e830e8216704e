"""
Reading allocations (`write_allocations` in `rustc_middle/src/mir/pretty.rs`): the memory that
constant evaluation left behind, statics, vtables and functions, as printed after each body.

    alloc4 (static: FNS, size: 20, align: 8) {
        0x00 │ ╾───────alloc5────────╼ ╾────alloc6+0x8─────╼ │ ╾──────╼╾──────╼
        0x10 │ 01 00 __ __                                     │ ..░░
    }
    alloc5 (fn: f1)            alloc7 (vtable: impl Shape for Sq)

Bytes are hexadecimal, `__` if uninitialised, in lines of 16; a column of offsets comes first if
there are several lines. A pointer takes the room of its bytes, its target between `╾` and `╼`, and
may run over the end of a line, in which case its target is in either part. A target too long for
its room widens the line and says how many bytes it is: `╾alloc123+0x100 (8 ptr bytes)╼`. A pointer
cut into bytes shows each: `╾02alloc5 (ptr fragment 0)╼`.
"""

from __future__ import annotations

import re

from .comment_reader import CommentReader
from .syntax import Alloc
from .text_scanner import SyntaxFault

_ID = re.compile(r"(alloc\d+) \(").match
_SIZE = re.compile(r"size: (\d+), align: (\d+)\)( \{\}| \{ \.\. \}| \{)$").search
_TARGET = re.compile(r"(alloc\d+)(?:\+0x([0-9a-f]+))?(?:<imm>)?(?: \((\d+) ptr bytes\))?").fullmatch
_FRAGMENT = re.compile(r"([0-9a-f]{2})(alloc\d+)(?:<imm>)? \(ptr fragment (\d+)\)").fullmatch
_OFFSET = re.compile(r"0x[0-9a-f]+ │ ").match
_SHIM = re.compile(
    r" - ((?:shim|virtual|intrinsic|coroutine|async|field|clone|thread)\b.*)$"
).search


class AllocReader(CommentReader):
    """The allocations of a MIR file."""

    pointer_size: int = 8
    """Bytes of a pointer, which the text only tells where a pointer is cut."""

    def read_alloc(self, lines: list[str]) -> Alloc:
        """The allocation whose text is `lines`, from its `allocN (` line to its `}`."""
        head = lines[0]
        match = _ID(head)
        assert match is not None, head
        ident = match.group(1)
        start = match.end()
        size = _SIZE(head)
        if head.startswith("static: ", start):
            if size is None:
                name = head[start + 8 : -1].removesuffix(", error during initializer evaluation")
                return Alloc(ident, "static", name=self._static_path(name))
            name = head[start + 8 : size.start()].removesuffix(", ")
            alloc = Alloc(ident, "static", name=self._static_path(name))
        elif size is not None:
            alloc = Alloc(ident, "memory")
        else:
            return self._bodiless(ident, head, start)
        alloc.size, alloc.align = int(size.group(1)), int(size.group(2))
        if size.group(3) == " {":
            self._content(alloc, lines)
        return alloc

    def _static_path(self, name: str) -> str:
        """
        The canonical path of a static. One within a method keeps the spelling of the method's type,
        which tells it from others: `k::<Sq as Shape>::area::TABLE`.
        """
        return f"{self.crate}::{name}" if "<" in name else self.path_of(name).path

    def _bodiless(self, ident: str, head: str, start: int) -> Alloc:
        """An allocation without bytes."""
        if not head.endswith(")"):
            raise SyntaxFault("allocation without an end", head, len(head))
        inside = head[start:-1]
        self.text, self.pos = inside, 0
        if self.take("extern static: "):
            return Alloc(ident, "extern static", name=self._static_path(inside[self.pos :]))
        if self.take("fn: "):
            rest = inside[self.pos :]
            shim = _SHIM(rest)
            path = self.path_of(rest if shim is None else rest[: shim.start()])
            return Alloc(ident, "fn", fn=path, shim=None if shim is None else shim.group(1))
        if self.take("vtable: "):
            self.expect("impl ")
            # The bounds are those of a trait object, without its `dyn`.
            split = inside.rfind(" for ")
            bounds = inside[self.pos : split]
            while split > 0:
                try:
                    concrete = self.read(inside[split + 5 :])
                    trait = self.read(f"dyn {bounds}" if bounds.strip() else "dyn core::any::Any")
                    return Alloc(ident, "vtable", vtable=(concrete, trait))
                except SyntaxFault:
                    split = inside.rfind(" for ", 0, split)
                    bounds = inside[self.pos : split]
            self.unexpected("a vtable's trait and type")
        if self.take("typeid for "):
            return Alloc(ident, "typeid", type=self.read(inside[self.pos :]))
        raise SyntaxFault(f"the allocation `{inside}`, which is not known", head, start)

    def _content(self, alloc: Alloc, lines: list[str]) -> None:
        """Fill in the bytes of the lines between braces."""
        size = alloc.size or 0
        data = bytearray()
        mask: bytearray | None = None
        pending: str | None = None
        """A pointer that began on the line before: what its first part shows."""
        for line in lines[1:-1]:
            start = 4
            if (offset := _OFFSET(line, 4)) is not None:
                start = offset.end()
            # The characters on the right may hold the separator themselves; the bytes never do.
            end = line.find(" │ ", start)
            if end < start or not line.startswith("    "):
                raise SyntaxFault("expected a line of bytes", line, 0)
            row = line[start:end].rstrip(" ")
            if "_" not in row and "╾" not in row and pending is None and "─" not in row:
                try:
                    data += bytes.fromhex(row)
                except ValueError:
                    raise SyntaxFault("expected bytes", line, start) from None
                if mask is not None:
                    mask += b"\1" * (len(data) - len(mask))
                continue
            position = 0
            if pending is not None:
                close = row.find("╼")
                if close < 0:
                    raise SyntaxFault("pointer without an end", line, start)
                shown = pending + row[:close].strip("─")
                self._pointer(alloc, data, shown, line, start)
                pending = None
                position = close + 1
            while position < len(row):
                if row[position] == " ":
                    position += 1
                elif row.startswith("__", position):
                    if mask is None:
                        mask = bytearray(b"\1" * len(data))
                    mask += b"\1" * (len(data) - len(mask)) + b"\0"
                    data.append(0)
                    position += 2
                elif row[position] == "╾":
                    close = row.find("╼", position)
                    if close < 0:
                        pending = row[position + 1 :].strip("─")
                        break
                    self._pointer(alloc, data, row[position + 1 : close].strip("─"), line, start)
                    position = close + 1
                else:
                    try:
                        data += bytes.fromhex(row[position : position + 2])
                    except ValueError:
                        raise SyntaxFault("expected bytes", line, start + position) from None
                    position += 2
            if mask is not None:
                mask += b"\1" * (len(data) - len(mask))
        if pending is not None or len(data) != size:
            raise SyntaxFault(
                f"allocation `{alloc.id}` has {len(data)} bytes, but its size is {size}",
                lines[0],
                0,
            )
        alloc.bytes = bytes(data)
        alloc.init_mask = None if mask is None else bytes(mask)

    def _pointer(self, alloc: Alloc, data: bytearray, shown: str, line: str, start: int) -> None:
        """Append a pointer, or a byte of one."""
        match = _TARGET(shown)
        if match is not None:
            target, addend, size = match.groups()
            if size is not None:
                self.pointer_size = int(size)
            alloc.relocations.append((len(data), target, int(addend or "0", 16)))
            data += bytes(self.pointer_size)
            return
        match = _FRAGMENT(shown)
        if match is None:
            raise SyntaxFault(f"expected a pointer, found `{shown}`", line, start)
        byte, target, index = match.groups()
        alloc.fragments.append((len(data), target, int(index)))
        data += bytes.fromhex(byte)
