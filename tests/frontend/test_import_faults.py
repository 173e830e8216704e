"""What the import refuses, in these words: MIR that rustc does not write, or not for a device."""

from __future__ import annotations

import re

import pytest

from rusticle.diagnostics import CompileError
from rusticle.frontend.device_core import CoreDigest, DeviceCore
from rusticle.frontend.importer import import_generic
from rusticle.frontend.mir_reader import read_mir
from rusticle.frontend.toolchain import Toolchain
from tests.frontend.mir_changes import Changeable, changeable
from tests.frontend.rust_crates import KERNEL

SOURCE = f"""\
pub trait Shape {{ fn area(&self) -> u32; fn big(&self) -> u32 where Self: Sized {{ 0 }} }}
pub trait Put<A> {{ fn put(&self, a: A); }}
pub trait Other {{ fn other(&self) -> u32; }}
pub trait Both: Shape + Other {{}}
pub struct Wrap<T: ?Sized>(T);
pub union U {{ a: u8, b: u32 }}
pub struct Guard(u32);
impl Drop for Guard {{ #[inline(never)] fn drop(&mut self) {{ self.0 = 0 }} }}
#[inline(never)] pub fn spare() {{}}
#[inline(never)] pub fn generic<T: Default>() -> T {{ T::default() }}
#[inline(never)] fn call<F: Fn(u32) -> u32>(f: F) -> u32 {{ f(1) }}
#[inline(never)] fn hold(g: Guard) -> u32 {{ g.0 }}
#[inline(never)] fn len<const N: usize>(a: &[u32; N]) -> usize {{ N }}
{KERNEL}k(out: *mut u32, n: u32) {{
    unsafe {{ *out = call(|x| x + n) + hold(Guard(n)) + len(&[n; 3]) as u32 + generic::<u32>() }}
}}
"""


@pytest.fixture(scope="module")
def crate(
    toolchain: Toolchain,
    device_core: DeviceCore,
    core_digest: CoreDigest,
    tmp_path_factory: pytest.TempPathFactory,
) -> Changeable:
    directory = tmp_path_factory.mktemp("faults")
    return changeable(SOURCE, directory, toolchain, device_core, core_digest)


def refusal(crate: Changeable, text: str) -> str:
    with pytest.raises(CompileError) as caught:
        crate.imported(text)
    return caught.value.diagnostics[0].message


def test_the_crate_as_it_is_imports(crate: Changeable) -> None:
    crate.imported(crate.output.mir).verify()


SELECT = "_0 = core::intrinsics::const_eval_select::<(u32,), (), (), ()>"
GO_ON = " -> [return: bb1, unwind continue];\n}\nbb1: {\nreturn;"


@pytest.mark.parametrize(
    ("declarations", "code", "message"),
    [
        ("", "tailcall spare();", "a tail call (`become`) is not supported"),
        ("", "_0 = yield(const ()) -> [resume: bb0];", "a coroutine is not supported"),
        (
            "let mut _3: u32;",
            "_3 = copy (*_2);",
            "dereferencing a value of type `u32` is not supported",
        ),
        (
            "let mut _3: u32;",
            "_3 = copy _2[_2];",
            "indexing a value of type `u32` is not supported",
        ),
        ("", f"_0 = copy _2(){GO_ON}", "calling a value of type `u32` is not supported"),
        (
            "let mut _3: fn();",
            f"_0 = copy _3(const spare::X){GO_ON}",
            "a constant whose type rustc does not print is not supported",
        ),
        (
            "",
            f"{SELECT}(const 5_u32, spare, spare){GO_ON}",
            "arguments of type `u32` to a closure is not supported",
        ),
        (
            "",
            f"{SELECT}(const (), spare, const 5_u32){GO_ON}",
            "`const_eval_select` of `u32` is not supported",
        ),
        (
            "",
            f"{SELECT}(const (), spare, core::intrinsics::abort){GO_ON}",
            "`const_eval_select` of the intrinsic `abort` is not supported",
        ),
        (
            "let mut _3: fn() -> !;",
            "_3 = core::intrinsics::abort as fn() -> ! "
            "(PointerCoercion(ReifyFnPointer(Safe), Implicit));",
            "the intrinsic `abort` as a function pointer is not supported",
        ),
        (
            "let mut _3: unsafe fn(*mut u32);",
            "_3 = core::ptr::drop_in_place::<u32> as unsafe fn(*mut u32) "
            "(PointerCoercion(ReifyFnPointer(Safe), Implicit));",
            "this function as a function pointer is not supported",
        ),
        (
            "let mut _3: fn(&dyn Shape) -> u32;",
            "_3 = <dyn Shape as Shape>::area as fn(&dyn Shape) -> u32 "
            "(PointerCoercion(ReifyFnPointer(Safe), Implicit));",
            "`k::Shape::area` of a trait object as a pointer is not supported",
        ),
        (
            "let mut _3: dyn core::ops::FnOnce();",
            "_0 = <dyn core::ops::FnOnce() as core::ops::FnOnce<()>>::call_once(move _3, const ())"
            + GO_ON,
            "calling `core::ops::function::FnOnce::call_once` of a trait object by value is not "
            "supported",
        ),
        (
            "let mut _3: fn();",
            "_3 = copy _2 as fn() (PointerCoercion(ClosureFnPointer(Safe), Implicit));",
            "`u32` as a function pointer is not supported",
        ),
        (
            "let mut _3: fn();",
            "_3 = copy _2 as fn() (PointerCoercion(ReifyFnPointer(Safe), Implicit));",
            "`u32` as a function pointer is not supported",
        ),
        (
            "let mut _3: &dyn Shape;",
            "_3 = copy _2 as &dyn Shape (PointerCoercion(Unsize, Implicit));",
            "unsizing `u32` to `&dyn k::Shape` is not supported",
        ),
        (
            "let mut _3: &str;\nlet mut _4: &u32;",
            "_3 = copy _4 as &str (PointerCoercion(Unsize, Implicit));",
            "unsizing `u32` to `str` is not supported",
        ),
        (
            "let mut _3: &Wrap<dyn Both>;\nlet mut _4: &Wrap<dyn Other>;",
            "_4 = copy _3 as &Wrap<dyn Other> (PointerCoercion(Unsize, Implicit));",
            "the upcast of `dyn k::Both` to `dyn k::Other` within another type is not supported",
        ),
        (
            "let mut _3: &dyn Shape;\nlet mut _4: &dyn Other;",
            "_4 = copy _3 as &dyn Other (PointerCoercion(Unsize, Implicit));",
            "the upcast of `dyn k::Shape` to `dyn k::Other` is not supported",
        ),
        ("let mut _3: U;", "_3 = U { a: const 'x' };", "`k::U` has no field of type `char`"),
        ("let mut _3: u32;", "_3 = const M;", "the constant parameter `M` is not known"),
        (
            "let mut _3: u32;",
            f"_3 = <Q as core::default::Default>::default(){GO_ON}",
            "`<Q as core::default::Default>::default` cannot be resolved: `Q` still has generic "
            "parameters",
        ),
        (
            "let mut _3: u32;",
            f"_3 = generic(){GO_ON}",
            "the generic parameter `T` of `k::generic` is not known",
        ),
        (
            "let mut _3: u32;",
            f"_3 = <u32 as core::marker::Sized>::weigh(){GO_ON}",
            "`<u32 as core::marker::Sized>::weigh`: a built-in impl of `u32: core::marker::Sized` "
            "has no function of that name",
        ),
        (
            "let mut _3: u32;",
            f"_3 = <u32 as Shape>::area(const 1_u32){GO_ON}",
            "`<u32 as Shape>::area` cannot be resolved: no impl makes `u32: k::Shape` hold",
        ),
        (
            "let mut _3: &dyn Shape;",
            f"_0 = <dyn Shape as Shape>::big(copy _3){GO_ON}",
            "`<dyn Shape as Shape>::big` asks for `Self: Sized`; it has no slot",
        ),
        (
            "let mut _3: &dyn Put<u8>;",
            f"_0 = <dyn Put<u8> as Put<u32>>::put(copy _3, const 1_u32){GO_ON}",
            "`<dyn Put<u8> as Put<u32>>::put` is not in the vtable of `dyn k::Put<u8>`",
        ),
        (
            "let mut _3: {coroutine@k::f::{closure#0}};\n"
            "let mut _4: {coroutine@k::f::{closure#0}};",
            "_4 = copy _3;",
            "the coroutine `{coroutine@k::k::f::{closure#0}}` is not supported",
        ),
        ("let mut _3: Q;", "_3 = const 1_u32;", "the type `Q` is not known"),
        (
            "let mut _3: &u32;",
            "_3 = const <dangling pointer>;",
            "rustc does not show the value of the constant `<dangling pointer>`",
        ),
        (
            "let mut _3: (u8, u8);",
            "_3 = const ({transmute(0x01): u8}, 5_u8);",
            "a constant of type `u8` within another constant is not supported",
        ),
        ("let mut _3: u32;", f"_3 = missing(){GO_ON}", "no definition of `missing` was found"),
    ],
)
def test_a_body_is_refused(crate: Changeable, declarations: str, code: str, message: str) -> None:
    end = "" if code.endswith(("return;", "bb0];", "spare();")) else "\nreturn;"
    body = f"let mut _0: ();\n{declarations}\nbb0: {{\n{code}{end}\n}}"
    assert refusal(crate, crate.with_body("fn k(_1", body)) == message


def without(text: str, beginning: str) -> str:
    """A MIR text without the item whose first line begins so."""
    start = text.index(f"\n{beginning}") + 1
    return text[:start] + text[text.index("\n}\n", start) + 3 :]


@pytest.mark.parametrize(
    ("item", "message"),
    [
        (
            "fn call(",
            "no MIR of the function `k::call<{closure@k::k::{closure#0}}>` was found",
        ),
        ("fn k::{closure#0}(", "no MIR of the closure `{closure@k::k::{closure#0}}` was found"),
        (
            "fn <impl at ",
            "no MIR of the function `<k::Guard as core::ops::drop::Drop>::drop` was found",
        ),
    ],
)
def test_a_body_that_is_not_there_is_named(crate: Changeable, item: str, message: str) -> None:
    assert refusal(crate, without(crate.output.mir, item)) == message


def test_arguments_without_parameters_are_refused(crate: Changeable) -> None:
    body = (
        "let mut _0: ();\nlet mut _3: fn();\nbb0: {\n_3 = spare::inner::<u32> as fn() "
        "(PointerCoercion(ReifyFnPointer(Safe), Implicit));\nreturn;\n}"
    )
    text = crate.with_body("fn k(_1", body)
    inner = (
        "fn spare::inner() -> () {\n    let mut _0: ();\n\n    bb0: {\n        return;\n    }\n}\n"
    )
    assert refusal(crate, f"{text}\n{inner}") == (
        "the generic arguments of `spare::inner::<u32>` cannot be matched to its parameters"
    )


def test_captures_that_nothing_shows_are_refused(crate: Changeable) -> None:
    text = crate.output.mir
    # The closure is made nowhere, and reads its second capture only.
    text = re.sub(r"_\d+ = \{closure@k::\{closure#0\}\} \{[^}]*\};", "nop;", text)
    start = text.index("\nfn k::{closure#0}(")
    text = text[:start] + re.sub(
        r"\(\*_1\)\.0: |_1\.0: ", lambda m: m[0].replace(".0", ".1"), text[start:]
    )
    assert refusal(crate, text) == (
        "what the closure `{closure@k::k::{closure#0}}` captures is not known: its construction "
        "was optimised away"
    )


@pytest.mark.parametrize(
    ("declarations", "code", "message"),
    [
        ("", f"_0 = copy _1(){GO_ON}", "calling a value of type `u32` is not supported"),
        (
            "let mut _2: fn();",
            "tailcall copy _2();",
            "a tail call through a pointer is not supported",
        ),
        (
            "let mut _2: [u32; N];\nlet mut _3: [u32; 1];",
            "_3 = copy _2[1:-1];",
            "a subslice of an array of unknown length is not supported",
        ),
    ],
)
def test_a_generic_body_is_refused(declarations: str, code: str, message: str) -> None:
    end = "" if code.endswith(("return;", "_2();")) else "\nreturn;"
    lines = [f"    {line}" for line in f"let mut _0: ();\n{declarations}".splitlines() if line]
    blocks = [f"        {line}" for line in f"{code}{end}".splitlines()]
    blocks = [re.sub(r"^ {8}(\}|bb1: \{)$", r"    \1", line) for line in blocks]
    text = "\n".join(["fn f(_1: u32) -> () {", *lines, "", "    bb0: {", *blocks, "    }", "}", ""])
    with pytest.raises(CompileError) as caught:
        import_generic(read_mir(text, crate="k", file="k.mir"))
    assert caught.value.diagnostics[0].message == message
