"""
Reading rustc's MIR text: files, bodies, scopes and declarations.

The grammar is that of rustc's printer, `compiler/rustc_middle/src/mir/pretty.rs`, with the options
`-Zmir-include-spans` and `-Ztrim-diagnostic-paths` on or off:

    fn NAME(_1: TYPE, ...) -> TYPE {
        debug x => _1;                       // in scope 0 at FILE:L:C: L:C
        let mut _0: TYPE;                    // return place in scope 0 at ...
        scope 1 (inlined CALLEE) {           // at FILE:L:C: L:C
            let _2: TYPE;
        }

        bb0: {
            STATEMENT;                       // scope 1 at FILE:L:C: L:C
            TERMINATOR;                      // scope 1 at FILE:L:C: L:C
        }
    }

    alloc1 (size: 4, align: 4) { ... }

The work is divided along an inheritance chain, each class in a file: text_scanner (a position in a
text), path_reader, generic_reader, type_reader, const_reader, place_reader, rvalue_reader,
statement_reader, terminator_reader, comment_reader, alloc_reader, declaration_reader, and the
blocks here; mir_items finds the items. It is fast because MIR repeats itself: types, places,
operands, callees and whole statements are read once per text, a body is a list of lines, and a
line that was seen costs a dictionary lookup.
"""

from __future__ import annotations

import re

from rusticle.collector import paused_collector
from rusticle.diagnostics import CompileError, SourceSpan

from .comment_reader import COMMENT
from .declaration_reader import DeclarationReader
from .mir_items import NOT_MIR, scan_items, split_name
from .path_resolver import CratePathResolver, PathResolver
from .syntax import (
    Alloc,
    Block,
    Body,
    ItemSpan,
    LocalDecl,
    MirFile,
    Scope,
    Statement,
    Terminator,
    TrivialConst,
)
from .text_scanner import SyntaxFault

_BLOCK = re.compile(r"    bb(\d+)( \(cleanup\))?: \{").fullmatch
_ROOT_NAMES = re.compile(r"^(?:fn|const|static|static mut) ([A-Z]\w*)(?=[:(])", re.MULTILINE)
_AGGREGATES = re.compile(r" = (?:const )?([A-Z]\w*)(?: \{ \w+: |::[A-Z<])")


class MirReader(DeclarationReader):
    """
    A reader of one crate's MIR text.

    One object may read many items, of the same or of several files with the same allocation ids
    (that is, of one run of rustc); it keeps what it has read, to share it.
    """

    def __init__(self, crate: str, file: str, resolver: PathResolver | None = None) -> None:
        super().__init__(crate, resolver)
        self.file = file
        self.allocations: dict[str, Alloc] = {}
        self._lines: list[str] = []
        self._first_line = 1

    # Files and items

    def read_file(self, text: str) -> MirFile:
        """Read all items of a file. Raises `CompileError`."""
        bodies: list[Body] = []
        consts: list[TrivialConst] = []
        with paused_collector():
            for item in scan_items(text, crate=self.crate, file=self.file):
                read = self.read_item(text, item)
                if isinstance(read, Body):
                    bodies.append(read)
                else:
                    consts.append(read)
        return MirFile(self.crate, bodies, consts, self.allocations)

    def read_item(self, text: str, item: ItemSpan) -> Body | TrivialConst:
        """Read the item that `scan_items` found in `text`. Raises `CompileError`."""
        self._lines = lines = text[item.start : item.end].split("\n")
        self._first_line = item.line
        self.line = 0
        try:
            if item.kind == "trivial const":
                return self._trivial_const(lines[0], item)
            return self._body(lines, item)
        except SyntaxFault as fault:
            raise self._error(fault, item) from None
        except RecursionError:
            fault = SyntaxFault("types nested too deeply", "", 0)
            raise self._error(fault, item) from None

    def _error(self, fault: SyntaxFault, item: ItemSpan) -> CompileError:
        """The diagnostic of a fault in the item at hand, at or after the line at hand."""
        number, column = self.line, 0
        for index in range(self.line, len(self._lines)):
            found = self._lines[index].find(fault.text)
            if found >= 0:
                number, column = index, found + fault.pos
                break
        span = SourceSpan(self.file, self._first_line + number, column + 1)
        name = item.path.removeprefix(f"{self.crate}::")
        what = "function" if item.kind == "fn" else "item"
        return CompileError.of(fault.message, span, notes=[f"in the MIR of {what} `{name}`"])

    def _trivial_const(self, line: str, item: ItemSpan) -> TrivialConst:
        _, _, end = split_name(line)
        self.text, self.pos = line, end + 2
        type_ = self.type_()
        self.expect(" = const ")
        constant = self.with_type(self.const(), type_)
        self.expect(";")
        self.end()
        return TrivialConst(item.path, type_, constant, item.line)

    def _body(self, lines: list[str], item: ItemSpan) -> Body:
        locals_, yield_type, start = self.signature(lines)
        body = Body(
            item.kind if item.kind != "trivial const" else "const",
            item.path,
            len(locals_) - 1,
            [],
            [],
            {0: Scope(0, None)},
            [],
            item.ctfe,
            yield_type=yield_type,
            line=item.line,
        )
        start = self.declarations(lines, start, body, locals_)
        self._blocks(lines, start, body)
        return body

    # Blocks

    def _blocks(self, lines: list[str], index: int, body: Body) -> None:
        """Read the blocks, and the allocations after them, to the last line."""
        count = len(lines)
        blocks = body.blocks
        while index < count:
            header = lines[index]
            if header == "}":
                index += 1
                break
            if not header or header.startswith("    coverage "):
                index += 1
                continue
            self.line = index
            match = _BLOCK(header)
            if match is None:
                raise SyntaxFault("expected a basic block", header, 0)
            if int(match.group(1)) != len(blocks):
                raise SyntaxFault(f"expected the basic block `bb{len(blocks)}`", header, 4)
            try:
                end = lines.index("    }", index)
            except ValueError:
                raise SyntaxFault("basic block without an end", header, 4) from None
            blocks.append(
                self._block(lines, index + 1, end, body.locals, len(blocks), match.group(2))
            )
            index = end + 1
        self.line = 0
        if not blocks:
            raise SyntaxFault("the body has no blocks", lines[0], 0)
        if index < count:
            body.allocations = self._allocations(lines, index)

    def _block(
        self,
        lines: list[str],
        start: int,
        end: int,
        locals_: list[LocalDecl],
        number: int,
        cleanup: str | None,
    ) -> Block:
        """The block whose statements and terminator are the lines from `start` to `end`."""
        known_statements = self.complete_statements
        infos = self._infos
        statements: list[Statement] = []
        last = end - 1
        while last > start and lines[last].startswith("         "):
            last -= 1
        if last < start:
            raise SyntaxFault("basic block without a terminator", lines[start - 1], 4)
        index = start
        while index < last:
            line = lines[index]
            marker = line.rfind(" // scope ")
            if marker < 0:
                info = None
                text = line[8:]
            else:
                note = line[marker + 4 :]
                info = infos.get(note)
                if info is None:
                    self.line = index
                    info = self.source_info(note)
                text = line[8:marker].rstrip(" ")
            kind = known_statements.get(text)
            if kind is None:
                self.line = index
                if text.startswith("// DBG: "):
                    statements.append(
                        Statement(self.read_debug_info(text[8:].removesuffix(";")), None)
                    )
                    index += 1
                    continue
                if not line.startswith("        ") or not text.endswith(";"):
                    if text.startswith('asm!("'):
                        break
                    raise SyntaxFault("expected a statement", line, min(8, len(line)))
                kind = self.read_statement(text, locals_)
            index += 1
            if lines[index].startswith("         "):
                first = index
                while lines[index].startswith("         "):
                    index += 1
                if comments := self.read_comments(lines, first, index):
                    kind = self.with_comments(kind, comments)
            statements.append(Statement(kind, info))
        return Block(
            number, cleanup is not None, statements, self._terminator_of(lines, index, end)
        )

    def _terminator_of(self, lines: list[str], index: int, end: int) -> Terminator:
        """The terminator at line `index`, with the comments up to `end`."""
        self.line = index
        line = lines[index]
        if line.startswith('        asm!("'):
            # The template is not escaped: it may hold line breaks.
            start = index
            while " options(" not in line and index + 1 < end:
                index += 1
                line = f"{line}\n{lines[index]}"
            self.line = start
        marker = line.rfind(" // scope ")
        info = None
        text = line[8:]
        if marker >= 0:
            note = line[marker + 4 :]
            info = self.source_info(note)
            text = line[8:marker].rstrip(" ")
        if not line.startswith("        ") or not text.endswith(";"):
            raise SyntaxFault("expected a terminator", line, min(8, len(line)))
        kind = self.read_terminator(text[:-1])
        if index + 1 < end and (comments := self.read_comments(lines, index + 1, end)):
            kind = self.with_comments(kind, comments)
        return Terminator(kind, info)

    # Allocations

    def _allocations(self, lines: list[str], index: int) -> dict[str, Alloc]:
        """Read the allocations from line `index` on, unless they have been read before."""
        found: dict[str, Alloc] = {}
        shared = self.allocations
        count = len(lines)
        while index < count:
            line = lines[index]
            if not line.startswith("alloc"):
                index += 1
                continue
            self.line = index
            end = index
            if line.endswith("{"):
                try:
                    end = lines.index("}", index)
                except ValueError:
                    raise SyntaxFault("allocation without an end", line, 0) from None
            ident = line[: line.find(" ")]
            known = shared.get(ident)
            if known is None or (known.size is None and known.kind == "static"):
                known = shared[ident] = self.read_alloc(lines[index : end + 1])
            found[ident] = known
            index = end + 1
        return found


def guess_items(text: str) -> set[str]:
    """
    Names that are items of the crate's root, as far as its MIR shows: constructors, constants and
    statics, and ADTs of which a value is built somewhere. For want of the crate's definitions.
    """
    return {*_ROOT_NAMES.findall(text), *_AGGREGATES.findall(text)}


def read_mir(text: str, *, crate: str, file: str, resolver: PathResolver | None = None) -> MirFile:
    """
    Read a MIR file.

    `crate` is the name of the crate that it is of, `file` what diagnostics call it. Without a
    `resolver`, paths only get the crate's name, and root items are guessed (`guess_items`).
    Raises `CompileError` with the line and column in the file.
    """
    if resolver is None:
        resolver = CratePathResolver(crate, guess_items(text))
    return MirReader(crate, file, resolver).read_file(text)


def read_item(
    text: str, item: ItemSpan, *, crate: str, file: str, resolver: PathResolver | None = None
) -> Body | TrivialConst:
    """Read one item that `scan_items` found in `text`. For many, keep a `MirReader`."""
    return MirReader(crate, file, resolver).read_item(text, item)


__all__ = [
    "COMMENT",
    "NOT_MIR",
    "MirReader",
    "guess_items",
    "read_item",
    "read_mir",
    "scan_items",
]
