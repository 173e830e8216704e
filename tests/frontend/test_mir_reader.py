"""Bodies, statements, rvalues and terminators of MIR text."""

from __future__ import annotations

import pytest
from xdsl.dialects.builtin import ArrayAttr, IntegerType, Signedness, StringAttr
from xdsl.ir import Attribute

from rusticle.diagnostics import CompileError
from rusticle.dialects.mir import types as mir
from rusticle.frontend import syntax as s
from rusticle.frontend.mir_reader import MirReader, read_item, read_mir, scan_items
from rusticle.frontend.path_resolver import CratePathResolver, DefinitionsPathResolver
from tests.frontend.mir_text import MirText

U32 = IntegerType(32, Signedness.UNSIGNED)
USIZE = mir.UsizeType()


def adt(path: str, *args: Attribute) -> mir.AdtType:
    return mir.AdtType(StringAttr(path), ArrayAttr(args))


def body_of(lines: str, locals_: str = "") -> s.Body:
    """The body with these statements and terminator."""
    text = "fn f(_1: u32, _2: &[u32]) -> u32 {\n    let mut _0: u32;\n"
    text += "".join(f"    let mut {local};\n" for local in locals_.split("; ") if local)
    text += "\n    bb0: {\n"
    text += "".join(f"        {line}\n" for line in lines.split("\n"))
    text += "    }\n}\n"
    file = read_mir(text, crate="k", file="k.mir")
    return file.bodies[0]


STATEMENTS = [
    "_0 = copy _1",
    "_0 = move _1",
    "_0 = const 5_u32",
    "_3 = copy (*_1)",
    "_3 = copy ((*_1).0: u32)",
    "_3 = copy (((*_1) as Some).0: core::option::Option<u32>)",
    "_3 = copy ((_1 as variant#3).0: u32)",
    "_3 = copy (*_1)[_2]",
    "_3 = copy (*_1)[0 of 1]",
    "_3 = copy (*_1)[-1 of 1]",
    "_3 = &(*_1)[1:]",
    "_3 = &(*_1)[:-1]",
    "_3 = &(*_1)[1:-2]",
    "_3 = &_1[1..3]",
    "_3 = copy (_1 as core::option::Option<u8>)",
    "_3 = copy unwrap_binder!(_1; u32)",
    "(*_1) = copy _2",
    "(_1.1: &mut [u8]) = move _2",
    "_1[_3] = copy _2",
    "_3 = &_1",
    "_3 = &mut (*_1)",
    "_3 = &fake _1",
    "_3 = &fake shallow _1",
    "_3 = &raw const _1",
    "_3 = &raw mut (*_1)",
    "_3 = &raw const (fake) (*_1)",
    "_3 = &/*tls*/ COUNTER",
    "_3 = &/*tls*/ mut m::COUNTER",
    "_3 = [copy _1; 4]",
    "_3 = [const 0_u8; N]",
    "_3 = [copy _1, move _2, const 3_u32]",
    "_3 = []",
    "_3 = ()",
    "_3 = (copy _1,)",
    "_3 = (copy (_1.0: (u8, u8)), const (1_u8, 2_u8))",
    "_3 = Add(copy _1, copy _2)",
    "_3 = AddWithOverflow(copy _1, const 1_u32)",
    "_3 = SubUnchecked(copy _1, const 1_u32)",
    "_3 = Cmp(copy _1, copy _2)",
    "_3 = Offset(copy _1, move _2)",
    "_3 = Shl(const 1_u32, const 3_i32)",
    "_3 = Neg(copy _1)",
    "_3 = Not(move _1)",
    "_3 = PtrMetadata(copy _2)",
    "_3 = discriminant((*_1))",
    "_3 = deref_copy ((*_1).0: &u32)",
    "_3 = copy _1 as u64 (IntToInt)",
    "_3 = const 3_u8 as char (IntToInt)",
    "_3 = move _1 as &[u32] (PointerCoercion(Unsize, Implicit))",
    "_3 = g::<u32> as fn(u32) -> u32 (PointerCoercion(ReifyFnPointer(Safe), Implicit))",
    "_3 = copy _1 as *const () (PtrToPtr)",
    "_3 = copy _1 as usize (PointerExposeProvenance)",
    "_3 = copy _1 as &u32 (Subtype)",
    "_3 = copy _1 as *mut (dyn core::fmt::Debug + core::marker::Send) (Transmute)",
    "_3 = core::option::Option::<u32>::Some(copy _1)",
    "_3 = core::option::Option::<u32>::None",
    "_3 = m::Point { x: copy _1, y: const 2_u32 }",
    "_3 = m::Pair::<u32>(copy _1, copy _2)",
    "_3 = {closure@f::{closure#0}} { n: copy _1 }",
    "_3 = {closure@/s.rs:1:2: 3:4} { 0: copy _1 }",
    "_3 = {coroutine@/s.rs:1:2: 3:4} { n: copy _1 }",
    "_3 = *const [u32] from (copy _1, copy _2)",
    "_3 = *mut dyn m::Shape from (copy _1, copy _2)",
    "_3 = wrap_binder!(copy _1; u32)",
    "_3 = UbChecks",
    "_3 = OverflowChecks",
    # Older rustc's.
    "_3 = Len((*_2))",
    "_3 = SizeOf(u32)",
    "_3 = AlignOf(m::Point)",
    "_3 = UbChecks()",
    "_3 = OffsetOf(m::Point, [(0, 1)])",
    "_3 = ShallowInitBox(copy _1, u32)",
    "_3 = CheckedAdd(copy _1, copy _2)",
    "Deinit((*_1))",
    # Other statements.
    "discriminant((*_1)) = 2",
    "StorageLive(_3)",
    "StorageDead(_3)",
    "assume(copy _1)",
    "copy_nonoverlapping(dst = copy _1, src = move _2, count = const 3_usize)",
    "Retag([raw] _1)",
    "Retag([fn entry] _1)",
    "Retag(_1)",
    "FakeRead(ForMatchedPlace(None), _1)",
    "PlaceMention(_1)",
    "AscribeUserType(_1, o, UserTypeProjection { base: UserType(0), projs: [] })",
    "Coverage::VirtualCounter(bcb0)",
    "ConstEvalCounter",
    "nop",
    "BackwardIncompatibleDropHint(_1)",
]


@pytest.mark.parametrize("text", STATEMENTS)
def test_statement_reads_back_to_its_text(text: str):
    body = body_of(f"{text};\nreturn;", "_3: T")
    [statement] = body.blocks[0].statements
    assert MirText("k").statement(statement.kind) == text


TERMINATORS = [
    "goto -> bb0",
    "switchInt(copy _1) -> [0: bb0, 340282366920938463463374607431768211455: bb0, otherwise: bb0]",
    "switchInt(move (_1.0: bool)) -> [0: bb0, otherwise: bb0]",
    "return",
    "unreachable",
    "resume",
    "terminate(abi)",
    "terminate(cleanup)",
    "coroutine_drop",
    "drop(_1) -> [return: bb0, unwind unreachable]",
    "drop((*_1)) -> [return: bb0, unwind: bb0]",
    "drop(_1) -> [return: bb0, unwind: bb0, drop: bb0]",
    "async drop(_1; poll=_3) -> [return: bb0, drop: bb0, unwind continue]",
    "_0 = g() -> [return: bb0, unwind unreachable]",
    "_0 = g(copy _1, move _2, const 3_u32) -> [return: bb0, unwind: bb0]",
    "_0 = g(const 3_u32) -> unwind continue",
    "_0 = g(const \"a(, b\", const 'x') -> bb0",
    "_0 = copy _3(copy _1) -> [return: bb0, unwind terminate(cleanup)]",
    "_0 = move (_3.0: fn(u32) -> u32)(copy _1) -> [return: bb0, unwind continue]",
    "_0 = core::mem::swap::<u32>(move _1, copy (*_2)) -> [return: bb0, unwind continue]",
    "_0 = <F as core::ops::Fn<(u32, (u8,))>>::call(move _1) -> [return: bb0, unwind continue]",
    "_0 = core::num::<impl u32>::pow(copy _1, const 2_u32) -> [return: bb0, unwind continue]",
    "_0 = m::<impl m::Shape for u32>::area(copy _1) -> [return: bb0, unwind continue]",
    "_0 = <dyn m::Shape as m::Shape>::area(copy _1) -> [return: bb0, unwind continue]",
    "_0 = <[T]>::len(copy _1) -> [return: bb0, unwind continue]",
    "_0 = <impl Fn(u32) -> u32 as core::ops::Fn<(u32,)>>::call(copy _1) -> unwind continue",
    "_0 = const m::CALLBACK(copy _1, copy _2) -> [return: bb0, unwind continue]",
    "_0 = const {g as fn(u32) -> u32}(copy _1) -> [return: bb0, unwind continue]",
    "_0 = yield(move _1) -> [resume: bb0, drop: bb0]",
    "_0 = yield(move _1) -> bb0",
    "tailcall g(copy _1)",
    'assert(copy _3, "attempt to divide `{}` by zero", copy _1) -> [success: bb0, unwind continue]',
    'assert(!move (_3.1: bool), "attempt to compute `{} + {}`, which would overflow", copy _1, '
    "const 1_u32) -> [success: bb0, unwind: bb0]",
    'assert(copy _3, "null pointer dereference occurred") -> [success: bb0, unwind unreachable]',
    'assert(const false, "`async fn` resumed after completion") -> [success: bb0, unwind continue]',
    "falseEdge -> [real: bb0, imaginary: bb0]",
    "falseUnwind -> [real: bb0, unwind continue]",
    'asm!("nop", options(NOMEM | NOSTACK)) -> [return: bb0, unwind unreachable]',
    'asm!("mov {0}, \\"{1}\\"", in(reg) copy _1, lateout(reg) _3, out("eax") _, '
    "inout(reg) copy _1 => _3, inlateout(vgpr32) copy _1 => _, const const 3_usize, "
    "sym_fn g, sym_static DefId(0:3), options((empty))) -> [return: bb0, unwind unreachable]",
    'asm!("loop", options(NORETURN)) -> unwind unreachable',
]


def test_assembly_template_may_hold_line_breaks():
    template = 'asm!("a\n b \\"c\\"'
    text = GOOD.replace(
        "return;", f'{template}", options(PURE)) -> [return: bb0, unwind continue];'
    )
    [body] = read_mir(text, crate="k", file="k.mir").bodies
    terminator = body.blocks[0].terminator.kind
    assert isinstance(terminator, s.InlineAsm)
    assert (terminator.template, terminator.options) == ('a\n b \\"c\\"', "PURE")


@pytest.mark.parametrize("text", TERMINATORS)
def test_terminator_reads_back_to_its_text(text: str):
    body = body_of(f"nop;\n{text};", "_3: T")
    assert MirText("k").terminator(body.blocks[0].terminator.kind) == text


@pytest.mark.parametrize(
    ("message", "kind"),
    [
        ("index out of bounds: the length is {} but the index is {}", "BoundsCheck"),
        ("attempt to negate `{}`, which would overflow", "OverflowNeg"),
        ("attempt to compute the remainder of `{} % {}`, which would overflow", "Overflow(Rem)"),
        ("attempt to shift left by `{}`, which would overflow", "Overflow(Shl)"),
        (
            "attempt to calculate the remainder of `{}` with a divisor of zero",
            "RemainderByZero",
        ),
        ("coroutine resumed after panicking", "ResumedAfterPanic"),
        ("`gen fn` resumed after drop", "ResumedAfterDrop"),
    ],
)
def test_assertion_has_the_kind_that_its_message_means(message: str, kind: str):
    body = body_of(f'assert(copy _1, "{message}") -> [success: bb0, unwind continue];')
    terminator = body.blocks[0].terminator.kind
    assert isinstance(terminator, s.Assert)
    assert (terminator.kind, terminator.message) == (kind, message)


def rvalue(text: str, local: str) -> s.Rvalue:
    body = body_of(f"_3 = {text};\nreturn;", f"_3: {local}")
    statement = body.blocks[0].statements[0].kind
    assert isinstance(statement, s.Assign)
    return statement.rvalue


def test_aggregate_takes_variant_and_type_from_the_place():
    found = rvalue("core::cmp::Ordering::Less", "core::cmp::Ordering")
    assert isinstance(found, s.Aggregate)
    assert (found.variant, str(found.type)) == ("Less", str(adt("core::cmp::Ordering")))


def test_trimmed_aggregate_takes_variant_and_type_from_the_place():
    found = rvalue("Ordering::Less", "core::cmp::Ordering")
    assert isinstance(found, s.Aggregate)
    assert (found.variant, str(found.type)) == ("Less", str(adt("core::cmp::Ordering")))


def test_struct_is_no_variant():
    found = rvalue("m::Point { x: copy _1 }", "m::Point")
    assert isinstance(found, s.Aggregate)
    assert (found.variant, str(found.type), found.names) == (None, str(adt("k::m::Point")), ("x",))


def test_path_alone_is_a_function_item_if_the_place_is_one():
    found = rvalue("g", "fn(u32) -> u32 {g}")
    assert isinstance(found, s.Use)
    assert isinstance(found.operand, s.Constant)
    assert isinstance(found.operand.value, s.ZstValue)


def test_struct_named_like_an_operation_is_a_struct():
    text = (
        "fn Add(_1: u32, _2: u32) -> Add {\n    let mut _0: Add;\n\n    bb0: {\n"
        "        _0 = Add(copy _1, copy _2);\n        return;\n    }\n}\n"
    )
    [body] = read_mir(text, crate="k", file="k.mir").bodies
    statement = body.blocks[0].statements[0].kind
    assert isinstance(statement, s.Assign)
    assert isinstance(statement.rvalue, s.Aggregate)


def test_unevaluated_constant_of_a_comparison_has_the_other_operands_type():
    found = rvalue("Lt(copy _1, const m::LIMIT)", "bool")
    assert isinstance(found, s.BinaryOp)
    assert isinstance(found.rhs, s.Constant)
    assert found.rhs.type == U32
    assert isinstance(found.rhs.value, s.UnevaluatedValue)


@pytest.mark.parametrize(
    ("place", "local", "type_"),
    [
        ("(*_2)[0 of 1]", "", U32),
        ("(*_2)[1:][_4]", "_4: usize", U32),
        ("((_4 as Some).0: u32)", "_4: core::option::Option<u32>", U32),
        ("(*_4)", "_4: alloc::boxed::Box<u32>", U32),
        ("(*_4)", "_4: &mut u32", U32),
        # Only the definitions could tell.
        ("(*_4)", "_4: m::Boxed<u32>", None),
        ("_4[0 of 1]", "_4: T", None),
        ("_9", "", None),
    ],
)
def test_unevaluated_constant_has_the_type_of_the_place_it_is_compared_with(
    place: str, local: str, type_: Attribute | None
):
    for operands in (f"copy {place}, const m::LIMIT", f"const m::LIMIT, copy {place}"):
        found = rvalue(f"Lt({operands})", f"bool; {local}")
        assert isinstance(found, s.BinaryOp)
        (constant,) = (o for o in (found.lhs, found.rhs) if isinstance(o, s.Constant))
        assert constant.type == type_


def test_operands_of_older_rustcs_are_copies():
    found = rvalue("Add(_1, (_4.0: u32))", "u32; _4: (u32,)")
    assert isinstance(found, s.BinaryOp)
    assert isinstance(found.lhs, s.Copy)
    assert isinstance(found.rhs, s.Copy)


def test_parts_of_a_constant_have_the_types_of_the_parts_of_its_place():
    found = rvalue("const (m::A, m::B)", "(u32, u8)")
    assert isinstance(found, s.Use)
    assert isinstance(found.operand, s.Constant)
    value = found.operand.value
    assert isinstance(value, s.AggregateValue)
    assert [str(constant.type) for _, constant in value.fields] == ["ui32", "ui8"]


COMMENTED = """\
fn f(_1: *mut u8) -> () {
    let mut _0: ();

    bb0: {
        copy_nonoverlapping(dst = copy _1, src = const {alloc1: *const u8}, count = const 3_usize); // scope 0 at k.rs:1:1: 1:2
                                         // mir::ConstOperand
                                         // + span: k.rs:2:1: 2:9
                                         // + const_: Const { ty: *const u8, val: Value(Scalar(alloc1)) }
        _0 = yield(const m::ITEM) -> [resume: bb1]; // scope 0 at k.rs:1:1: 1:2
                                         // mir::ConstOperand
                                         // + span: k.rs:3:1: 3:9
                                         // + const_: Const { ty: m::Item, val: Unevaluated(m::ITEM, [], None) }
    }

    bb1: {
        asm!("{0}", in(reg) const m::POINTER, options((empty))) -> [return: bb2, unwind unreachable]; // scope 0 at k.rs:1:1: 1:2
                                         // mir::ConstOperand
                                         // + span: k.rs:4:1: 4:9
                                         // + const_: Const { ty: &u8, val: Unevaluated(m::POINTER, [], None) }
    }

    bb2: {
        return;                          // scope 0 at k.rs:1:1: 1:2
    }
}
"""  # noqa: E501


def test_comments_belong_to_the_operands_in_front_of_them():
    (body,) = read_mir(COMMENTED, crate="k", file="k.mir").bodies
    copy = body.blocks[0].statements[0].kind
    suspension, assembly = body.blocks[0].terminator.kind, body.blocks[1].terminator.kind
    assert isinstance(copy, s.CopyNonOverlapping)
    assert isinstance(suspension, s.Yield)
    assert isinstance(assembly, s.InlineAsm)
    operands = (copy.src, suspension.value, assembly.operands[0].value)
    found = [(str(o.type), o.span and o.span.line) for o in operands if isinstance(o, s.Constant)]
    assert found == [
        ("!mir.ptr<const ui8>", 2),
        ('!mir.adt<"k::m::Item">', 3),
        ("!mir.ref<ui8>", 4),
    ]


def test_const_parameter_takes_the_places_type():
    found = rvalue("const N", "usize")
    assert isinstance(found, s.Use)
    assert found.operand == s.Constant(USIZE, s.ParamValue("N"))


SPANNED = """\
fn app(_1: F, _2: [u32; N]) -> u32 {
    debug f => _1;                       // in scope 0 at clos.rs:5:60: 5:61
    debug g => const 3_u32;              // in scope 0 at clos.rs:5:60: 5:61
    debug ((p: m::P).0: u32) => _2;      // in scope 0 at clos.rs:5:60: 5:61
    let mut _0: u32;                     // return place in scope 0 at clos.rs:5:82: 5:85
    scope 1 {
        debug s => _0;                   // in scope 1 at clos.rs:5:92: 5:97
        let _3: usize;                   // in scope 1 at clos.rs:5:107: 5:112
        scope 2 (inlined #[track_caller] core::mem::swap::<u32>) { // at clos.rs:6:1: 7:2
        }
    }

    bb0: {
        _0 = const 0_u32;                // scope 1 at clos.rs:5:100: 5:101
        // DBG: _3 = &(*_1);
        _0 = <F as core::ops::Fn<(u32,)>>::call(const N, const m::P {{ s: ", val: Value(" }}) -> \
[return: bb1, unwind: bb2]; // scope 2 at clos.rs:5:139: 5:143
                                         // mir::ConstOperand
                                         // + span: clos.rs:5:1: 5:2
                                         // + const_: Const { ty: for<'a> unsafe extern "C" \
fn(&'a F, (u32,), ...) -> u32 {<F as core::ops::Fn<(u32,)>>::call}, \
val: Value(<F as core::ops::Fn<(u32,)>>::call) }
                                         // mir::ConstOperand
                                         // + span: no-location
                                         // + user_ty: UserType(3)
                                         // + const_: Const { ty: m::P, \
val: Value(m::P {{ s: ", val: Value(" }}) }
    }

    bb1: {
        return;                          // scope 0 at clos.rs:5:159: 5:159
    }

    bb2 (cleanup): {
        resume;                          // scope 0 at clos.rs:5:159: 5:159
    }
}
"""


def test_spans_scopes_and_debug_variables():
    [body] = read_mir(SPANNED, crate="k", file="k.mir").bodies
    assert (body.kind, body.path, body.arg_count, body.line) == ("fn", "k::app", 2, 1)
    assert body.scopes == {
        0: s.Scope(0, None),
        1: s.Scope(1, 0),
        2: s.Scope(2, 1, "core::mem::swap::<u32>", True, s.Span("clos.rs", 6, 1, 7, 2)),
    }
    assert [local.name for local in body.locals] == ["s", "f", None, None]
    assert [local.mutable for local in body.locals] == [True, False, False, False]
    assert [(d.name, d.fragment) for d in body.debug_vars] == [
        ("f", None),
        ("g", None),
        ("p", "((p: m::P).0: u32)"),
        ("s", None),
    ]
    first, debug = body.blocks[0].statements
    assert first.source_info == s.SourceInfo(1, s.Span("clos.rs", 5, 100, 5, 101))
    assert debug.kind == s.DebugAssignRef(3, s.Place(1, (s.Deref(),)))
    assert [block.cleanup for block in body.blocks] == [False, False, True]


def test_comments_bring_signatures_types_and_spans():
    [body] = read_mir(SPANNED, crate="k", file="k.mir").bodies
    call = body.blocks[0].terminator.kind
    assert isinstance(call, s.Call)
    assert (call.target, call.unwind) == (1, 2)
    assert call.fn_type is not None
    assert (call.fn_type.abi, call.fn_type.unsafe, call.fn_type.c_variadic) == ("C", True, True)
    assert len(call.fn_type.inputs) == 2
    assert call.fn_type.output == U32
    assert isinstance(call.func, s.Constant)
    assert call.func.span == s.Span("clos.rs", 5, 1, 5, 2)
    param, struct = call.args
    assert isinstance(param, s.Constant)
    assert param.value == s.ParamValue("N")
    assert param.type == call.fn_type.inputs[0], "a parameter's type is its argument's"
    assert isinstance(struct, s.Constant)
    assert str(struct.type) == str(adt("k::m::P"))
    assert struct.span is None


def test_operand_without_a_comment_does_not_take_the_next_ones():
    text = SPANNED.replace("const N, const m::P", "const m::COUNT, const m::P")
    [body] = read_mir(text, crate="k", file="k.mir").bodies
    call = body.blocks[0].terminator.kind
    assert isinstance(call, s.Call)
    count, struct = call.args
    assert isinstance(count, s.Constant)
    assert isinstance(count.value, s.UnevaluatedValue)
    assert count.span is None
    assert isinstance(struct, s.Constant)
    assert str(struct.type) == str(adt("k::m::P"))


ITEMS = """\
// WARNING: This output format is intended for human consumers only
// and is subject to change without notice. Knock yourself out.
fn <impl at s.rs:3:1: 3:9>::area(_1: &Sq) -> u32 {
    let mut _0: u32;

    bb0: {
        _0 = copy ((*_1).0: u32);
        return;
    }
}

alloc1 (size: 1, align: 1) {
    2a                                              │ *
}

// MIR FOR CTFE
fn <impl at s.rs:3:1: 3:9>::area(_1: &Sq) -> u32 {
    let mut _0: u32;

    bb0: {
        ConstEvalCounter;
        return;
    }
}

const m::f::promoted[0]: &u32 = {
    let mut _0: &u32;

    bb0: {
        return;
    }
}

const <impl at s.rs:3:1: 3:9>::K: u32 = const 7_u32;

static mut COUNT: u32 = {
    let mut _0: u32;

    bb0: {
        _0 = const 0_u32;
        return;
    }
}

m::TABLE::{constant#0}: usize = {
    let mut _0: usize;

    bb0: {
        _0 = const 4_usize;
        return;
    }
}

fn m::g::{closure#0}(_1: Pin<&mut {coroutine@s.rs:1:2: 3:4}>) -> CoroutineState<u32, ()>
yields u32
 {
    let mut _0: CoroutineState<u32, ()>;

    bb0: {
        return;
    }
}
"""


def test_items_are_found_without_reading_them():
    items = list(scan_items(ITEMS, crate="k", file="k.mir"))
    assert [(i.kind, i.path, i.ctfe, i.line) for i in items] == [
        ("fn", "k::<impl at s.rs:3:1: 3:9>::area", False, 3),
        ("fn", "k::<impl at s.rs:3:1: 3:9>::area", True, 17),
        ("promoted", "k::m::f::promoted[0]", False, 26),
        ("trivial const", "k::<impl at s.rs:3:1: 3:9>::K", False, 34),
        ("static mut", "k::COUNT", False, 36),
        ("anon const", "k::m::TABLE::{constant#0}", False, 45),
        ("fn", "k::m::g::{closure#0}", False, 54),
    ]
    first = items[0]
    assert ITEMS[first.start :].startswith("fn <impl at")
    assert ITEMS[first.start : first.end].endswith("│ *\n}\n")


def test_one_item_reads_as_it_does_in_the_file():
    file = read_mir(ITEMS, crate="k", file="k.mir")
    items = list(scan_items(ITEMS, crate="k", file="k.mir"))
    body = read_item(ITEMS, items[0], crate="k", file="k.mir")
    assert isinstance(body, s.Body)
    assert body.allocations["alloc1"].bytes == b"*"
    assert body.blocks == file.bodies[0].blocks
    constant = read_item(ITEMS, items[3], crate="k", file="k.mir")
    assert constant == file.trivial_consts[0]
    assert isinstance(constant, s.TrivialConst)
    assert constant.value == s.Constant(U32, s.IntValue(7))


def test_coroutine_yields_its_type():
    file = read_mir(ITEMS, crate="k", file="k.mir")
    assert file.bodies[-1].yield_type == U32
    assert [body.ctfe for body in file.bodies] == [False, True, False, False, False, False]


def test_definitions_decide_what_is_a_parameter_and_follow_reexports():
    class Known:
        def resolve(self, path: str) -> str | None:
            return {
                "k::T": "k::T",
                "core::ops::ControlFlow": "core::ops::control_flow::ControlFlow",
            }.get(path)

        def adt(self, path: str) -> None:
            return None

    reader = MirReader("k", "k.mir", DefinitionsPathResolver("k", Known()))
    assert str(reader.read("T")) == str(adt("k::T"))
    assert reader.read("U") == mir.ParamType(StringAttr("U"))
    assert str(reader.read("core::ops::ControlFlow<u32>")) == str(
        adt("core::ops::control_flow::ControlFlow", U32)
    )
    path = reader.path_of("core::ops::ControlFlow::<u32>::Break")
    assert path.path == "core::ops::control_flow::ControlFlow::Break"
    assert path.args == (U32,)


def test_trait_method_is_named_by_the_trait_with_self_first():
    reader = MirReader("k", "k.mir", CratePathResolver("k"))
    path = reader.path_of("<u32 as core::iter::Sum<u8>>::sum::<I>")
    assert path.path == "core::iter::Sum::sum"
    assert [str(a) for a in path.args] == ["ui32", "ui8", '!mir.param<"I">']
    assert path.is_trait_item
    assert (path.name, len(path.own_args)) == ("sum", 1)


def test_impl_block_is_kept_as_printed():
    reader = MirReader("k", "k.mir", CratePathResolver("k"))
    path = reader.path_of("core::slice::<impl [i64]>::get::<usize>")
    assert path.path == "core::slice::<impl [i64]>::get"
    assert path.args == (USIZE,)
    assert isinstance(path.self_type, mir.SliceType)


def test_line_breaks_inside_a_declaration_are_joined():
    text = "fn f() -> u32 {\n    let mut _0: u32;\n    let _1: [u8; {\n        N + 1\n    }];\n\n"
    text += "    bb0: {\n        return;\n    }\n}\n"
    [body] = read_mir(text, crate="k", file="k.mir").bodies
    assert str(body.locals[1].type) == '!mir.array<ui8, !mir.param<"{ N + 1 }">>'


# Errors


def error_of(text: str, crate: str = "k") -> str:
    with pytest.raises(CompileError) as caught:
        read_mir(text, crate=crate, file="k.mir")
    return str(caught.value)


GOOD = """\
fn f(_1: u32) -> u32 {
    let mut _0: u32;

    bb0: {
        _0 = copy _1;
        return;
    }
}
"""


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        (
            "_0 = copy _1;",
            "Frobnicate(_1);",
            "the statement `Frobnicate`, which is not known\n  --> k.mir:5:9",
        ),
        (
            "return;",
            "frobnicate -> bb1;",
            "the terminator `frobnicate`, which is not known\n  --> k.mir:6:9",
        ),
        ("copy _1;", "copy _1 ?;", "expected ` as `, found ` ?`\n  --> k.mir:5:21"),
        ("copy _1;", "copy x;", "expected a local, found `x`\n  --> k.mir:5:19"),
        ("copy _1;", "copy _1", "expected a statement\n  --> k.mir:5:9"),
        ("copy _1;", 'const "a;', "string literal without an end\n  --> k.mir:5:20"),
        ("_0: u32;", "_0: [u32;", "expected `]`\n  --> k.mir:2:21"),
        ("_0: u32;", "_0: &...;", None),
        ("_0: u32;", "_1: u32;\n    let _3: u8;", "local `_2` is not declared\n  --> k.mir:1:1"),
        ("    let mut", "    frob", "the declaration `frob _0: u32;`, which is not known"),
        ("bb0: {", "bb1: {", "expected the basic block `bb0`\n  --> k.mir:4:5"),
        ("        return;\n", "", "the terminator `_0 ="),
        ("_1: u32)", "_2: u32)", "expected the body"),
        ("-> u32 {", "-> ? {", "expected a type, found `?`\n  --> k.mir:1:18"),
    ],
)
def test_errors_name_the_construct_and_where_it_is(old: str, new: str, message: str | None):
    text = error_of(GOOD.replace(old, new, 1))
    if message is None:
        message = (
            "a type that rustc left out, because it is longer than its type length limit\n"
            "  --> k.mir:2:18"
        )
    if message.startswith(("the terminator `_0", "expected the body")):
        assert text.startswith("error: ")
        return
    assert text.startswith(f"error: {message}")


def test_truncated_body_is_named():
    assert error_of(GOOD[:60]) == "error: `k.mir` ends inside function `f`\n  --> k.mir:1:1"


def test_truncated_allocation_is_named():
    text = GOOD + "\nalloc3 (size: 4, align: 4) {\n    00 00"
    assert error_of(text) == "error: `k.mir` ends inside allocation `alloc3`\n  --> k.mir:10:1"


@pytest.mark.parametrize("text", ["", "hello\n", '{"a": 1}', "\x7fELF\0\0", "// nothing\n"])
def test_other_text_is_not_mir(text: str):
    assert error_of(text) == "error: `k.mir` is not rustc's MIR text\n  --> k.mir:1:1"


def test_error_tells_the_function():
    text = error_of(GOOD.replace("copy _1", "copy _"))
    assert text.endswith("note: in the MIR of function `f`")
