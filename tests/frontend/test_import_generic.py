"""The generic import: every body as it is, parameters and cleanup blocks included."""

from __future__ import annotations

from io import StringIO
from pathlib import Path
from typing import TypeVar

import pytest
from xdsl.context import Context
from xdsl.dialects.builtin import Builtin, ModuleOp, StringAttr
from xdsl.ir import Operation
from xdsl.parser import Parser
from xdsl.printer import Printer

from rusticle.diagnostics import CompileError
from rusticle.dialects import mir
from rusticle.frontend.device_core import DeviceCore
from rusticle.frontend.importer import import_generic
from rusticle.frontend.mir_reader import guess_items, read_mir
from rusticle.frontend.path_resolver import CratePathResolver
from tests.frontend.rust_crates import compile_crate, functions_of
from tests.frontend.test_mir_reader_rustc import OPTIONS, mir_of

Op = TypeVar("Op", bound=Operation)

SOURCE = """
pub struct D<'a, T>(&'a mut T);
impl<'a, T> Drop for D<'a, T> { fn drop(&mut self) {} }
pub trait Tr { const K: usize; type A: Default; fn f(&self) -> usize { Self::K } }
#[inline(never)] pub fn gen_<T: Tr + Clone, const N: usize>(t: &T, a: [T; N]) -> (usize, T::A) {
  let _d = D(&mut 1u8); let g = |x: usize| x + N + T::K; drop(a);
  (g(t.f()) + t.clone().f(), Default::default()) }
pub fn parts(x: &[u32]) -> u32 { match x { [a, .., b] => *a + *b, [a] => *a, [] => 0 } }
pub static NAMES: [&str; 2] = ["a", "b"];
pub fn name(i: usize) -> &'static str { NAMES[i] }
"""


@pytest.fixture(scope="module")
def module(device_core: DeviceCore, tmp_path_factory: pytest.TempPathFactory) -> ModuleOp:
    """The module of the crate above."""
    directory: Path = tmp_path_factory.mktemp("generic")
    source = compile_crate(directory, SOURCE)
    return import_generic(
        read_mir(source.mir_text, crate="k", file="k.mir", resolver=source.resolver),
        source.universe,
    )


def test_every_body_is_a_function_that_verifies(module: ModuleOp) -> None:
    module.verify()
    assert {"k::gen_", "k::gen_::{closure#0}", "k::Tr::f", "k::parts"} <= set(functions_of(module))


def test_printing_parses_back(module: ModuleOp) -> None:
    ctx = Context()
    ctx.load_dialect(Builtin)
    ctx.load_dialect(mir.MIR)
    texts: list[str] = []
    for _ in range(2):
        stream = StringIO()
        Printer(stream).print_op(module)
        texts.append(stream.getvalue())
        module = Parser(ctx, texts[-1]).parse_module()
    assert texts[0] == texts[1]


def test_calls_and_constants_stay_open(module: ModuleOp) -> None:
    function = functions_of(module)["k::gen_"]
    called = {op.callee.path.data for op in function.walk() if isinstance(op, mir.PathCallOp)}
    assert "k::Tr::f" in called
    constants = [
        op.value.path.data
        for op in module.walk()
        if isinstance(op, mir.ConstantOp) and isinstance(op.value, mir.UnevaluatedAttr)
    ]
    assert "k::Tr::K" in constants


def test_the_const_version_of_a_function_has_a_name_of_its_own(module: ModuleOp) -> None:
    names = list(functions_of(module))
    assert len(names) == len(set(names))
    assert sum(isinstance(op, mir.FuncOp) for op in module.body.block.ops) == len(names)


@pytest.fixture(scope="module")
def shapes() -> ModuleOp:
    """The module of a host's crate, without its definitions."""
    text = mir_of(("-Cpanic=unwind", *OPTIONS["spans"]))
    resolver = CratePathResolver("shapes", guess_items(text))
    return import_generic(read_mir(text, crate="shapes", file="shapes.mir", resolver=resolver))


def test_a_crate_of_a_host_verifies_too(shapes: ModuleOp) -> None:
    shapes.verify()


def ops_of(module: ModuleOp, function: str, kind: type[Op]) -> list[Op]:
    return [op for op in functions_of(module)[f"shapes::{function}"].walk() if isinstance(op, kind)]


def test_what_only_hosts_have_is_imported(shapes: ModuleOp) -> None:
    assert {op.symbol.root_reference.data for op in ops_of(shapes, "local", mir.ThreadLocalRefOp)}
    (tail_call,) = ops_of(shapes, "become_", mir.TailCallOp)
    assert isinstance(tail_call.callee, mir.FnDefType)
    assert tail_call.callee.path.data == "shapes::become_"
    assert len(ops_of(shapes, "through", mir.IndirectCallOp)) == 2
    (assembly,) = ops_of(shapes, "assembly", mir.InlineAsmOp)
    assert [kind.data for kind in assembly.operand_kinds] == [
        "out(reg)",
        "in(reg)",
        "const",
        'lateout("cx") _',
    ]


def test_cleanup_blocks_are_imported(shapes: ModuleOp) -> None:
    unwinds = [
        op.properties["unwind"]
        for op in functions_of(shapes)["shapes::owned"].walk()
        if "unwind" in op.properties
    ]
    assert StringAttr("cleanup") in unwinds


@pytest.mark.parametrize(
    ("declarations", "code", "operation"),
    [
        (
            "_2: &u32 | _3: unsafe<'a> &'a u32",
            "_2 = copy unwrap_binder!(_3; &u32)",
            "mir.unwrap_binder",
        ),
        ("_2: impl Copy | _3: &u32", "_3 = copy (_2 as &u32)", "mir.opaque_cast"),
        ("_2: &u32 | _3: (&u32,)", "_2 = deref_copy (_3.0: &u32)", "mir.copy"),
        ("_2: unsafe<'a> &'a u32 | _3: &u32", "_2 = wrap_binder!(copy _3; X)", "mir.wrap_binder"),
        ("_2: usize | _3: [u8; 4]", "_2 = Len(_3)", "mir.len"),
        ("_2: usize", "_2 = SizeOf(u32)", "mir.nullary"),
        ("_2: usize", "_2 = AlignOf(T)", "mir.nullary"),
        ("_2: bool", "_2 = UbChecks()", "mir.runtime_check"),
        ("_2: core::option::Option<u8>", "discriminant(_2) = 1", "mir.set_discriminant"),
        ("", "Retag([fn entry] _1)", "mir.retag"),
        ("", "FakeRead(ForMatchedPlace(None), _1)", "mir.fake_read"),
        ("", "PlaceMention(_1)", "mir.place_mention"),
        ("", "BackwardIncompatibleDropHint(_1)", "mir.drop_hint"),
        ("", "Coverage::VirtualCounter(bcb0)", "mir.coverage"),
        ("", "ConstEvalCounter", "mir.const_eval_counter"),
        ("_2: &u8", "_2 = const {alloc1: &u8} as &u8 (Subtype)", "mir.cast"),
        (
            "_2: (u8, u8)",
            "_2 = const Indirect { alloc_id: alloc1, offset: Size(0 bytes) }: (u8, u8)",
            "mir.deref",
        ),
        ("", "resume", "mir.resume"),
        ("", "terminate(abi)", "mir.terminate"),
        ("", "coroutine_drop", "mir.coroutine_drop"),
        ("", "falseEdge -> [real: bb0, imaginary: bb0]", "mir.false_edge"),
        ("", "falseUnwind -> [real: bb0, unwind continue]", "mir.false_unwind"),
        ("_2: u8", "_2 = yield(move _1) -> [resume: bb0, drop: bb0]", "mir.yield"),
    ],
)  # fmt: skip
def test_statements_of_every_phase_of_mir_are_imported(
    declarations: str, code: str, operation: str
) -> None:
    """Of phases before the optimised one, and of older rustcs."""
    lines = [f"    let mut {text};" for text in declarations.split(" | ") if text]
    ends = code.startswith(("resume", "terminate", "coroutine", "false", "_2 = yield"))
    body = f"        {code};\n" + ("" if ends else "        return;\n")
    text = "fn f(_1: u32) -> () {\n" + "\n".join(lines) + f"\n\n    bb0: {{\n{body}    }}\n}}\n"
    text += "\nalloc1 (size: 2, align: 1) {\n    61 __ │ a░\n}\n"
    module = import_generic(read_mir(text, crate="k", file="k.mir"))
    module.verify()
    assert operation in {op.name for op in module.walk()}


@pytest.mark.parametrize(
    ("declarations", "code", "message"),
    [
        ("_2: u32", "_2 = ShallowInitBox(copy _1, u32)", "a `Box` is not supported"),
        ("_2: usize", "_2 = OffsetOf(u32, 0)", "`OffsetOf` is not supported"),
        ("_2: u32", "_2 = copy _1 as u32 (Unheard)", "the cast `Unheard` is not supported"),
    ],
)
def test_what_mir_has_no_operation_for_is_named(declarations: str, code: str, message: str) -> None:
    text = (
        f"fn f(_1: u32) -> () {{\n    let mut {declarations};\n\n    bb0: {{\n        {code};\n"
        "        return;\n    }\n}\n"
    )
    with pytest.raises(CompileError) as error:
        import_generic(read_mir(text, crate="k", file="k.mir"))
    assert error.value.diagnostics[0].message == message
