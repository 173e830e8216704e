"""
What the evaluation of constants refuses, in these words, and what it does with MIR that this rustc
does not write in constants, but another one may.

rustc evaluates nearly all constants itself; what is left are those that depend on a function's
generic arguments. Their MIR is changed here to hold what the evaluation does not do.
"""

from __future__ import annotations

import pytest

from rusticle.diagnostics import CompileError
from rusticle.dialects import mir
from rusticle.frontend.device_core import CoreDigest, DeviceCore
from rusticle.frontend.toolchain import Toolchain
from tests.frontend.mir_changes import Changeable, changeable
from tests.frontend.rust_crates import KERNEL, functions_of

SOURCE = f"""\
pub trait K {{ const V: u32; const R: &'static u32; }}
impl K for u8 {{
    const V: u32 = {{ let mut a = 1; while a < 9 {{ a += a; }} a }};
    const R: &'static u32 = &(Self::V + 1);
}}
pub fn spare() {{}}
pub const fn twice(n: u32) -> u32 {{ n * 2 }}
#[inline(never)] fn get<T: K>() -> u32 {{ T::V + *T::R }}
{KERNEL}k(out: *mut u32) {{ unsafe {{ *out = get::<u8>() }} }}
"""
IMPL = "const <impl at "


@pytest.fixture(scope="module")
def crate(
    toolchain: Toolchain,
    device_core: DeviceCore,
    core_digest: CoreDigest,
    tmp_path_factory: pytest.TempPathFactory,
) -> Changeable:
    directory = tmp_path_factory.mktemp("constants")
    return changeable(SOURCE, directory, toolchain, device_core, core_digest)


def constant_of(crate: Changeable, name: str) -> str:
    """The beginning of the item of an associated constant."""
    mir = crate.output.mir
    end = mir.index(f">::{name}: ")
    return mir[mir.rindex("\n", 0, end) + 1 : end] + f">::{name}: "


def refusal(crate: Changeable, text: str) -> str:
    with pytest.raises(CompileError) as caught:
        crate.imported(text)
    return caught.value.diagnostics[0].message


def body_of(declarations: str, code: str) -> str:
    """A body of `V` that begins with that code, and returns if that does not end otherwise."""
    ends = ("bb0", "return", "unreachable", "continue]", "continue")
    end = "" if code.rstrip(";").endswith(ends) else "\nreturn;"
    return f"let mut _0: u32;\n{declarations}\nbb0: {{\n{code}{end}\n}}"


def expected_message(crate: Changeable, message: str) -> str:
    """The message with what it abbreviates."""
    where = constant_of(crate, "V").removeprefix("const ").removesuffix("::V: ")
    return message.replace("...", NOT_SUPPORTED).replace("<impl at K>", f"k::{where}")


NOT_SUPPORTED = " in the constant `<impl at K>::V` is not supported"


@pytest.mark.parametrize(
    ("declarations", "code", "message"),
    [
        ("let mut _1: u32;", "_1 = const 5_u32;\n_0 = Len(_1);", "the length of this value..."),
        (
            "let mut _1: u32;",
            "_1 = const 5_u32;\n_0 = discriminant(_1);",
            "the discriminant of this value...",
        ),
        ("", "goto -> bb0;", "the constant `<impl at K>::V` takes too long to evaluate"),
        (
            "let mut _1: u32;",
            "_1 = const 5_u32;\n_0 = copy (_1.0: u32);",
            "reading a part of this value...",
        ),
        (
            "let mut _1: u32;",
            "_1 = const 5_u32;\n(_1.0: u32) = const 5_u32;",
            "writing a part of this value...",
        ),
        (
            "let mut _1: (u32, u32);",
            "_1 = (const 5_u32, const 5_u32);\n((_1.0: (u32, u32)).1: u32) = const 5_u32;",
            "writing a part of this value...",
        ),
        (
            "let mut _1: (u32, u32);",
            "_1 = (const 5_u32, const 5_u32);\n"
            "(((_1.0: (u32, u32)).1: (u32, u32)).1: u32) = const 5_u32;",
            "writing a part of this value...",
        ),
        (
            "",
            "_0 = Add(const 1.5f32, const 2_u32);",
            "arithmetic on what is not an integer...",
        ),
        (
            "let mut _1: u32;",
            "_1 = const 5_u32;\n_0 = PtrMetadata(copy _1);",
            "the metadata of this pointer...",
        ),
        (
            "let mut _1: fn() -> u32;",
            "_0 = copy _1() -> [return: bb1, unwind continue];\n}\nbb1: {\nreturn;",
            "a call through a pointer...",
        ),
        (
            "",
            "_0 = core::slice::ascii::is_ascii(const 5_u32) -> [return: bb1, unwind continue];\n}\n"
            "bb1: {\nreturn;",
            "the elements of this value...",
        ),
        ("", "_0 = const <u8 as K>::V;", "the constant `<u8 as K>::V` depends on itself"),
        ("", "_0 = const <u8 as K>::W;", "no MIR of the constant `<u8 as K>::W` was found"),
        ("", "_0 = Offset(const 1_u32, const 2_u32);", "the operator `Offset`..."),
        (
            "let mut _1: fn();",
            "_1 = const 5_u32 as fn() (PointerCoercion(ReifyFnPointer(Safe), Implicit));",
            "`u32` as a function pointer...",
        ),
        ("let mut _1: u32;", "(*_1) = const 5_u32;", "the projection `Deref`..."),
        (
            "let mut _1: u32;",
            "_0 = copy unwrap_binder!(_1; u32);",
            "the projection `UnwrapBinder`...",
        ),
        ("let mut _1: u32;", "_1 = [const 5_u32; N];", "an array of unknown length..."),
        (
            "",
            "_0 = Div(const 5_u32, const 0_u32);",
            "the constant `<impl at K>::V` divides by zero",
        ),
        (
            "let mut _1: [u32; 4];",
            "_1 = const 5_u32 as [u32; 4] (IntToInt);\n_0 = copy _1[-1 of 1];",
            "the length of this value...",
        ),
        ("let mut _1: usize;", "_1 = SizeOf(Q);", "the layout of a generic type is not known"),
        ("", "discriminant(_0) = 1;", "`SetDiscriminant`..."),
        ("", "unreachable;", "`Unreachable`..."),
        ("", "_0 = &/*tls*/ k::X;", "`ThreadLocalRef`..."),
        (
            "let mut _1: (u32, u32);",
            "_0 = Add(copy _1, copy _1);",
            "arithmetic on what is not an integer...",
        ),
        (
            "let mut _1: core::num::Wrapping<u32>;",
            "_1 = core::num::Wrapping::<u32>(const 1_u32);\n_0 = Add(copy _1, copy _1);",
            "`Add` of `core::num::wrapping::Wrapping<u32>`...",
        ),
        ("", "_0 = Cmp(const 1.5f32, const 2.5f32);", "`Cmp` of `f32`..."),
        ("", "_0 = const 1.5f32 as u32 (IntToFloat);", "the cast `IntToFloat` to `u32`..."),
        (
            "let mut _1: &u32;",
            "_1 = const 5_u64 as &u32 (PtrToPtr);\n_0 = copy (*_1);",
            "dereferencing what this pointer points to...",
        ),
        (
            "let mut _1: core::option::Option<u32>;",
            "_1 = <fn(u32) -> core::option::Option<u32> {core::option::Option::<u32>::Some} as "
            "core::ops::FnOnce<(u32,)>>::call_once(const core::option::Option::<u32>::Some, "
            "const (1_u32,)) -> [return: bb1, unwind continue];\n}\nbb1: {\nreturn;",
            "this call...",
        ),
        (
            "",
            "_0 = core::intrinsics::const_eval_select::<(), u32, u32, u32>(const (), const 1_u32, "
            "const 2_u32) -> [return: bb1, unwind continue];\n}\nbb1: {\nreturn;",
            "this call...",
        ),
        (
            "",
            "_0 = core::intrinsics::sqrtf32(const 1.5f32) -> [return: bb1, unwind continue];\n"
            "}\nbb1: {\nreturn;",
            "the intrinsic `sqrtf32`...",
        ),
        (
            "let mut _1: !;",
            "_1 = core::panicking::panic_fmt(const 1_u32) -> unwind continue;",
            "the constant `<impl at K>::V` panics",
        ),
        (
            "",
            'assert(const false, "attempt to divide `{}` by zero", const 1_u32) -> '
            "[success: bb0, unwind continue];",
            "the constant `<impl at K>::V` panics: attempt to divide `{}` by zero",
        ),
    ],
)
def test_a_constant_is_refused(
    crate: Changeable, declarations: str, code: str, message: str
) -> None:
    text = crate.with_body(constant_of(crate, "V"), body_of(declarations, code))
    assert refusal(crate, text) == expected_message(crate, message)


def call(function: str, args: str) -> str:
    """A call into the return place, and the return."""
    return f"_0 = {function}({args}) -> [return: bb1, unwind continue];\n}}\nbb1: {{\nreturn;"


@pytest.mark.parametrize(
    ("declarations", "code", "value"),
    [
        ("", "falseEdge -> [real: bb1, imaginary: bb0];\n}\nbb1: {\n_0 = const 4_u32;", 4),
        ("", "falseUnwind -> [real: bb1, unwind: bb0];\n}\nbb1: {\n_0 = const 4_u32;", 4),
        (
            "let mut _1: u32;",
            "drop(_1) -> [return: bb1, unwind continue];\n}\nbb1: {\n_0 = const 4_u32;",
            4,
        ),
        (
            "let mut _1: (&u32,);\nlet mut _2: &u32;\nlet mut _3: u32;",
            "_3 = const 8_u32;\n_2 = &_3;\n_1 = (copy _2,);\n"
            "_2 = deref_copy (_1.0: &u32);\n_0 = copy (*_2);",
            8,
        ),
        (
            "let mut _1: usize;\nlet mut _2: usize;",
            "_1 = SizeOf((u8, u64));\n_2 = AlignOf((u8, u64));\n_1 = Add(copy _1, copy _2);\n"
            "_0 = copy _1 as u32 (IntToInt);",
            24,
        ),
        (
            "let mut _1: bool;\nlet mut _2: bool;",
            "_1 = UbChecks();\n_2 = RuntimeChecks(UbChecks);\n_1 = BitOr(copy _1, copy _2);\n"
            "_0 = copy _1 as u32 (IntToInt);",
            0,
        ),
        (
            "let mut _1: core::cmp::Ordering;\nlet mut _2: i8;",
            "_1 = Cmp(const 3_u32, const 2_u32);\n_2 = discriminant(_1);\n"
            "_0 = copy _2 as u32 (IntToInt);",
            1,
        ),
        (
            "let mut _1: char;",
            "_1 = const 98_u32 as char (Transmute);\n_0 = copy _1 as u32 (IntToInt);",
            98,
        ),
        (
            "let mut _1: &str;\nlet mut _2: usize;",
            '_1 = const "four";\n_2 = PtrMetadata(copy _1);\n_0 = copy _2 as u32 (IntToInt);',
            4,
        ),
        (
            "let mut _1: [u8; 3];\nlet mut _2: usize;\nlet mut _3: u8;",
            '_1 = const *b"abc";\n_2 = Len(_1);\n_3 = copy _1[1 of 2];\n'
            "_0 = copy _3 as u32 (IntToInt);",
            98,
        ),
        (
            "let mut _1: ((u32, u32), u32);",
            "((_1.0: (u32, u32)).1: u32) = const 6_u32;\n_0 = copy ((_1.0: (u32, u32)).1: u32);",
            6,
        ),
        (
            "",
            call(
                "core::intrinsics::const_eval_select::<(u32,), fn(u32) -> u32 {twice}, "
                "fn(u32) -> u32 {twice}, u32>",
                "const (5_u32,), twice, twice",
            ),
            10,
        ),
        ("", call("core::intrinsics::black_box::<u32>", "const 5_u32"), 5),
        ("", call("core::intrinsics::ctpop::<u32>", "const 255_u32"), 8),
        ("", call("core::intrinsics::ctlz::<u32>", "const 255_u32"), 24),
        ("", call("core::intrinsics::saturating_sub::<u32>", "const 5_u32, const 7_u32"), 0),
        ("", call("core::intrinsics::wrapping_sub::<u32>", "const 1_u32, const 3_u32"), 2**32 - 2),
        ("", call("core::intrinsics::unchecked_div::<u32>", "const 7_u32, const 2_u32"), 3),
        ("", call("core::intrinsics::rotate_right::<u32>", "const 1_u32, const 1_u32"), 1 << 31),
        (
            "let mut _1: bool;",
            call("core::slice::ascii::is_ascii", 'const b"ab"')
            .replace("_0 = ", "_1 = ", 1)
            .replace("return;", "_0 = copy _1 as u32 (IntToInt);\nreturn;"),
            1,
        ),
    ],
)
def test_a_constant_has_the_value_of_its_mir(
    crate: Changeable, declarations: str, code: str, value: int
) -> None:
    text = crate.with_body(constant_of(crate, "V"), body_of(declarations, code))
    module = crate.imported(text)
    values = [
        op.value.data
        for op in functions_of(module)["k::get<u8>"].walk()
        if isinstance(op, mir.ConstantOp) and isinstance(op.value, mir.IntConstAttr)
    ]
    assert values == [value]


@pytest.mark.parametrize(
    ("code", "message"),
    [
        (
            call("core::intrinsics::unchecked_div::<u32>", "const 7_u32, const 0_u32"),
            "the constant `<impl at K>::V` divides by zero",
        ),
        (call("core::intrinsics::ctlz::<f32>", "const 1_u32"), "the intrinsic `ctlz`..."),
        ("_0 = const 1.5f128 as u32 (FloatToInt);", "the cast `FloatToInt` to `u32`..."),
        ("_0 = Add(const 1.5f128, const 1.5f128);", "`Add` of `f128`..."),
    ],
)
def test_an_operation_of_a_constant_is_refused(crate: Changeable, code: str, message: str) -> None:
    text = crate.with_body(constant_of(crate, "V"), body_of("", code))
    assert refusal(crate, text) == expected_message(crate, message)


@pytest.mark.parametrize(
    ("declarations", "code", "message"),
    [
        (
            "let mut _1: u32;",
            "_1 = const 5_u32;\n_0 = &(_1.0: u32);",
            "a reference to a part of a constant is not supported",
        ),
        (
            "let mut _1: u32;",
            "_1 = const 1.5f32;\n_0 = &_1;",
            "the constant `1.5` of type `u32` in memory",
        ),
        (
            "let mut _1: (u32, u32);",
            "_1 = (const 4_u32, const 5_u32);\n_0 = &_1;",
            "a reference to a constant of type `u32` is not supported",
        ),
        (
            "let mut _1: &u32;\nlet mut _2: u32;",
            "_2 = const 4_u32;\n_1 = &_2;\n_0 = &_1;",
            "a reference to a constant of type `u32` is not supported",
        ),
        (
            "let mut _1: fn();\nlet mut _2: &u32;\nlet mut _3: u32;",
            "_1 = spare as fn() (PointerCoercion(ReifyFnPointer(Safe), Implicit));\n"
            "_2 = copy _1 as &u32 (PtrToPtr);\n_3 = copy (*_2);\n_0 = &_3;",
            "what a constant reads from `k::spare` is not known",
        ),
        (
            "let mut _1: &u64;\nlet mut _2: u64;",
            "_1 = const {alloc99: &u8} as &u64 (PtrToPtr);\n_2 = copy (*_1);\n_0 = const 1_u8;",
            "a constant reads beyond an allocation",
        ),
        (
            "let mut _1: &u64;",
            "_1 = const {alloc98: &u8} as &u64 (PtrToPtr);",
            "the MIR has no content for the allocation `alloc98`",
        ),
        (
            "let mut _1: &u8;",
            "_1 = const {alloc97: &u8};",
            "`alloc97` holds pieces of pointers",
        ),
        (
            "let mut _1: &u8;",
            "_1 = const {alloc96: &u8};",
            "rustc did not print the content of `alloc96`",
        ),
        (
            "let mut _1: &u8;",
            "_1 = const {alloc95: &u8};",
            "a `TypeId` in a constant is not supported",
        ),
        (
            "let mut _1: &u8;",
            "_1 = const {alloc94: &u8};",
            "this function as a pointer is not supported",
        ),
        (
            "let mut _1: &u8;",
            "_1 = const {alloc93: &u8};",
            "no definition of the static `k::NOWHERE` was found",
        ),
    ],
)
def test_a_reference_in_a_constant_is_refused(
    crate: Changeable, declarations: str, code: str, message: str
) -> None:
    item = constant_of(crate, "R")
    body = f"let mut _0: &u32;\n{declarations}\nbb0: {{\n{code}\nreturn;\n}}"
    text = crate.with_body(item, body)
    end = text.index("\n}\n", text.index(item)) + 3
    allocations = """
alloc99 (size: 1, align: 1) {
    61 │ a
}
alloc97 (size: 1, align: 1) {
    ╾02alloc99 (ptr fragment 0)╼ │ x
}
alloc96 (size: 1, align: 1) { .. }
alloc95 (typeid for u32)
alloc94 (fn: core::intrinsics::abort)
alloc93 (extern static: NOWHERE)
"""
    assert refusal(crate, text[:end] + allocations + text[end:]) == message


def test_a_pointer_is_no_number(crate: Changeable) -> None:
    text = crate.with_body(
        constant_of(crate, "R"),
        "let mut _0: &u32;\nlet mut _1: u32;\nbb0: {\n_1 = const 5_u32;\n_0 = &_1;\nreturn;\n}",
    )
    text = crate.changed(text).with_body(
        constant_of(crate, "V"),
        "let mut _0: u32;\nlet mut _1: u32;\nbb0: {\n_1 = const 5_u32;\n_0 = &_1;\nreturn;\n}",
    )
    assert refusal(crate, text) == "a constant of type `u32` is not supported"
