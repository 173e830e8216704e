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
    assert {op.callee.path.data for op in ops_of(shapes, "become_", mir.TailCallOp)} == {
        "shapes::become_"
    }
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
