"""What is not as rustc prints it is refused, in these words and at this place of the file."""

from __future__ import annotations

import pytest

from rusticle.diagnostics import CompileError
from rusticle.frontend.body_checks import check_body
from rusticle.frontend.mir_items import scan_items
from rusticle.frontend.mir_reader import MirReader, read_mir
from rusticle.frontend.path_resolver import CratePathResolver
from rusticle.frontend.syntax import Body

BODY = """\
fn f(_1: u32) -> u32 {
    debug x => _1;
    let mut _0: u32;
    scope 1 {
    }

    bb0: {
        _0 = copy _1;
        return;
    }
}
"""


def refusal(text: str) -> str:
    with pytest.raises(CompileError) as caught:
        read_mir(text, crate="k", file="k.mir")
    return str(caught.value)


@pytest.mark.parametrize(
    ("statement", "message", "column"),
    [
        ("_0 = f as u32 x;", "expected a cast's kind, found ` x`", 22),
        ("_0 = &raw _1;", "expected `const` or `mut`, found `_1`", 19),
        ("_0 = [copy _1; 'a];", "expected a number of elements, found `]`", 26),
        ("_0 = f ? 3;", "expected an rvalue, found ` ? 3`", 15),
        ("_0 = Add(copy _1);", "the operation `Add` with 1 operands", 14),
        ("// DBG: _1 == _0;", "expected `_1 = &`, found `_1 == _0`", 17),
        ("_0 = const '\\u{110000}';", "escape sequence `\\u{110000}`", 21),
        ("_0 = const core::ops::<impl at x>::f;", "expected an impl block's span, found", 31),
        ("_0 = const f::<5zebra>;", "expected the end of a number, found `zebra>`", 25),
    ],
)
def test_a_bad_statement_is_refused(statement: str, message: str, column: int) -> None:
    said = refusal(BODY.replace("_0 = copy _1;", statement))
    assert said.startswith(f"error: {message}")
    assert f"--> k.mir:8:{column}\n" in said


@pytest.mark.parametrize(
    ("terminator", "message"),
    [
        ("goto -> bb0 bb1;", "expected a block or a list of edges, found `bb0 bb1`"),
        ("goto -> [x];", "expected an edge, found `x`"),
        ("goto;", "expected a block"),
        ("switchInt(copy _1) -> [0: bb0];", "expected the edge `otherwise`"),
        (
            "switchInt(copy _1) -> [-1: bb0, otherwise: bb0];",
            "expected a value of `switchInt`, found `-1`",
        ),
        ("drop(_1) -> [unwind: bb0];", "expected the edge `return`"),
        (
            'assert(copy _1, "attempt to divide `{}` by zero", copy _1) -> [unwind: bb0];',
            "expected the edge `success`",
        ),
        ("falseUnwind -> [unwind: bb0];", "expected the edge `real`"),
        ("_0 = yield(copy _1) -> [drop: bb0];", "expected the edge `resume`"),
        ('asm!("nop";', "`asm!` without an end of its template"),
        ('asm!("nop", sym_static x;', "expected an operand of `asm!`, found `x`"),
        ('asm!("nop", in(reg) copy _1, gizmo, options());', "expected an operand of `asm!`, found"),
        ("tailcall 3();", "expected a function, found `3()`"),
        ("_0 = f(copy _1) again;", "expected ` -> `, found ` again`"),
        ('assert(copy _1, "maybe") -> bb0;', "the assertion `maybe`, which is not known"),
        ("return", "expected a terminator"),
    ],
)
def test_a_bad_terminator_is_refused(terminator: str, message: str) -> None:
    said = refusal(BODY.replace("return;", terminator))
    assert said.startswith(f"error: {message}")
    assert "--> k.mir:9:" in said
    assert said.endswith("note: in the MIR of function `f`")


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("(_1: u32) -> u32 {\n", "(_1: u32, _3: u32) -> u32 {\n", "expected the argument `_2`"),
        ("debug x => _1;", "debug x _1;", "expected ` => `\n  --> k.mir:2:16"),
        ("debug x => _1;", "debug x => _9;", "local `_9` is not declared"),
        ("scope 1 {", "scope one {", "expected a scope\n  --> k.mir:4:1"),
        ("    }\n\n", "    }\n    }\n\n", "`}` without a scope\n  --> k.mir:6:1"),
        ("    scope 1 {\n    }\n", "    scope 1 {\n", "scope without an end\n  --> k.mir:4:1"),
        (
            "let mut _0: u32;",
            "let zero: u32;",
            "expected the declaration of a local\n  --> k.mir:3:1",
        ),
        ("    let mut _0: u32;", "    let mut _0: u32", "expected `;`\n  --> k.mir:3:20"),
        (
            "_0 = copy _1;",
            "_0 = copy _1; // scope x",
            "expected a scope and a span\n  --> k.mir:8:26",
        ),
        ("    bb0: {", "    block: {", "expected a basic block\n  --> k.mir:7:1"),
        ("    }\n}\n", "}\n", "basic block without an end\n  --> k.mir:7:5"),
        ("        _0 = copy _1;\n        return;\n", "", "basic block without a terminator"),
        (
            "    bb0: {\n        _0 = copy _1;\n        return;\n    }\n",
            "",
            "the body has no blocks",
        ),
        (
            "    }\n\n    bb0: {\n        _0 = copy _1;\n        return;\n    }\n",
            "",
            "the body has no blocks\n  --> k.mir:5:1",
        ),
    ],
)
def test_a_bad_body_is_refused(old: str, new: str, message: str) -> None:
    assert refusal(BODY.replace(old, new)).startswith(f"error: {message}")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("/* ends nowhere\n" + BODY, "comment without an end\n  --> k.mir:1:1"),
        (
            "alloc1 (size: 0, align: 1) {}\n" + BODY,
            "`k.mir` is not rustc's MIR text: an allocation comes before any item\n  --> k.mir:1:1",
        ),
        (
            BODY + "\nfunction g()\n",
            "expected an item of MIR, found `function g()`\n  --> k.mir:13:1",
        ),
        (BODY + "\nfn g() -> u32\n\n", "expected the body of `g`\n  --> k.mir:13:1"),
        ("const C: u32 == {\n}\n", "expected ` = {`\n  --> k.mir:1:18"),
    ],
)
def test_a_bad_file_is_refused(text: str, message: str) -> None:
    assert refusal(text).startswith(f"error: {message}")


@pytest.mark.parametrize(
    ("allocation", "message"),
    [
        ("alloc1 (size: 0, align: 1) {\n}}", "allocation without an end\n  --> k.mir:13:1"),
        ("alloc1 (fn: f", "allocation without an end\n  --> k.mir:13:14"),
        ("alloc1 (vtable: impl for)", "expected a vtable's trait and type, found `for`"),
        ("alloc1 (size: 1, align: 1) {\n61\n}", "expected a line of bytes\n  --> k.mir:14:1"),
        ("alloc1 (size: 8, align: 8) {\n    ╾gizmo╼ │ x\n}", "expected a pointer, found `gizmo`"),
        (
            "alloc1 (size: 16, align: 8) {\n    ╾alloc2 │ x\n    00 00 │ x\n}",
            "pointer without an end\n  --> k.mir:15:5",
        ),
    ],
)
def test_a_bad_allocation_is_refused(allocation: str, message: str) -> None:
    assert refusal(f"{BODY}\n{allocation}\n").startswith(f"error: {message}")


def test_a_comment_without_its_value_is_refused() -> None:
    comment = " " * 41 + "// + const_: Const { ty: u32 }"
    text = BODY.replace("_0 = copy _1;", f"_0 = const f;\n{comment}")
    assert refusal(text).startswith("error: expected a constant's value\n  --> k.mir:9:72")


def test_types_that_are_nested_too_deeply_are_refused() -> None:
    text = BODY.replace("let mut _0: u32;", f"let mut _0: {'(' * 5000}u8{')' * 5000};")
    assert refusal(text).startswith("error: types nested too deeply\n  --> k.mir:3:")


def checked(text: str) -> str:
    """What is said of a body that reads and is not consistent."""
    reader = MirReader("k", "k.mir", CratePathResolver("k"))
    (item,) = scan_items(text, crate="k", file="k.mir")
    body = reader.read_item(text, item)
    assert isinstance(body, Body)
    with pytest.raises(CompileError) as caught:
        check_body(body, text, item, "k.mir")
    return str(caught.value)


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        (
            "    }\n\n",
            "    }\n    scope 1 {\n    }\n\n",
            "the scope 1 is there twice in `k::f`\n  --> k.mir:6",
        ),
        (
            "let mut _0: u32;",
            "let mut _0: u32;\n    let _1: u32;",
            "the local `_1` is declared twice in `k::f`\n  --> k.mir:4",
        ),
        ("return;", "goto -> bb7;", "there is no block `bb7` in `k::f`\n  --> k.mir:9"),
        ("copy _1", "copy _7", "there is no local `_7` in `k::f`\n  --> k.mir:8"),
        ("    let mut _0: u32;\n", "", "the local `_0` is not declared in `k::f`\n  --> k.mir:1"),
    ],
)
def test_a_body_that_names_what_is_not_there_is_refused(old: str, new: str, message: str) -> None:
    said = checked(BODY.replace(old, new))
    assert said.startswith(f"error: {message}")
    assert said.endswith("help: have rustc write it anew")
