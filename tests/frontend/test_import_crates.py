"""
Crates as kernel writers write them, in `crates/`: every kernel imports to a closed module.

Their functions are `#[inline(never)]` where rustc would inline them, so that the import has to
resolve and instantiate what it would otherwise find done.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from xdsl.dialects.builtin import ArrayAttr, StringAttr, SymbolRefAttr

from rusticle.diagnostics import CompileError
from rusticle.dialects import mir
from rusticle.frontend.device_core import DeviceCore
from rusticle.frontend.importer import find_kernels, import_crate
from rusticle.frontend.inputs import open_input
from rusticle.frontend.substitution import mentions
from tests.frontend.rust_crates import KERNEL, compile_crate, functions_of, imported

CRATES = sorted((Path(__file__).parent / "crates").glob("*.rs"))


@pytest.mark.parametrize("path", CRATES, ids=lambda path: path.stem)
def test_every_kernel_of_the_crate_imports(path: Path, device_core: DeviceCore) -> None:
    with open_input(path, "amdgcn-amd-amdhsa") as pending:
        source = pending.result()
    assert len(find_kernels(source)) >= 5
    module = import_crate(source)
    module.verify()
    for op in module.walk():
        assert not isinstance(op, mir.PathCallOp)
        assert not any(mentions(r.type, mir.ParamType) for r in op.results)


def constants_of(module: object, name: str) -> list[str]:
    """The constants of a function, as text."""
    function = functions_of(module)[name]  # pyright: ignore[reportArgumentType]
    return [str(op.value) for op in function.walk() if isinstance(op, mir.ConstantOp)]


def test_an_associated_constant_of_its_own_type_is_no_variant(
    tmp_path: Path, device_core: DeviceCore
) -> None:
    module = imported(
        tmp_path,
        "#[derive(Clone, Copy)] #[repr(u32)] pub enum E { A = 3, B = 9 }\n"
        "impl E { const K: E = E::B; }\n"
        "#[inline(never)] fn f(e: E) -> u32 { e as u32 }\n"
        f"{KERNEL}k(out: *mut u32) {{ unsafe {{ *out = f(E::K) }} }}",
    )
    assert any('"B"' in text for text in constants_of(module, "k"))


def test_a_parameter_may_have_the_name_of_a_type(tmp_path: Path, device_core: DeviceCore) -> None:
    module = imported(
        tmp_path,
        "pub struct T(u8);\n"
        "#[inline(never)] fn twice<T: core::ops::Add<Output = T> + Copy>(t: T) -> T { t + t }\n"
        f"{KERNEL}k(out: *mut u32, n: u32) {{ unsafe {{ *out = twice(n) }} }}",
    )
    assert "k::twice<u32>" in functions_of(module)


def test_a_module_may_have_the_name_of_a_crate(tmp_path: Path, device_core: DeviceCore) -> None:
    module = imported(
        tmp_path,
        "pub mod alloc { pub struct S { pub a: u32 }\n"
        "  impl S { #[inline(never)] pub fn f(&self) -> u32 { self.a } } }\n"
        f"{KERNEL}k(out: *mut u32, a: u32) {{ unsafe {{ *out = (alloc::S {{ a }}).f() }} }}",
    )
    assert "<k::alloc::S>::f" in functions_of(module)


def test_the_impls_of_a_trait_within_a_function_are_told_apart(
    tmp_path: Path, device_core: DeviceCore
) -> None:
    module = imported(
        tmp_path,
        "#[inline(never)] fn g(x: u32) -> u32 {\n"
        "  trait Twice { fn twice(&self) -> u32; }\n"
        "  impl Twice for u32 { #[inline(never)] fn twice(&self) -> u32 { *self * 2 } }\n"
        "  impl Twice for u8 { #[inline(never)] fn twice(&self) -> u32 { *self as u32 * 3 } }\n"
        "  x.twice() + (x as u8).twice() }\n"
        f"{KERNEL}k(out: *mut u32, n: u32) {{ unsafe {{ *out = g(n) }} }}",
    )
    calls = [
        op.callee.root_reference.data
        for op in functions_of(module)["k::g"].walk()
        if isinstance(op, mir.CallOp)
    ]
    assert len(calls) == len(set(calls)) == 2


def test_what_is_within_methods_of_two_types_is_told_apart(
    tmp_path: Path, device_core: DeviceCore
) -> None:
    module = imported(
        tmp_path,
        "trait M { fn m(&self, n: usize) -> u32; } struct A; struct B;\n"
        "#[inline(never)] fn call<F: Fn(u32) -> u32>(f: F) -> u32 { f(1) }\n"
        "impl M for A { #[inline(never)] fn m(&self, n: usize) -> u32 {\n"
        "  static S: [u32; 3] = [1, 2, 3]; S[n % 3] } }\n"
        "impl M for B { #[inline(never)] fn m(&self, n: usize) -> u32 {\n"
        "  static S: [u32; 3] = [4, 5, 6]; S[n % 3] } }\n"
        "impl A { #[inline(never)] fn n(&self, x: u32) -> u32 {\n"
        "  trait L { fn l(&self) -> u32; }\n"
        "  impl L for u32 { #[inline(never)] fn l(&self) -> u32 { call(|x| x + *self) } }\n"
        "  impl L for u8 { #[inline(never)] fn l(&self) -> u32 { call(|x| x - *self as u32) } }\n"
        "  x.l() + (x as u8).l() } }\n"
        f"{KERNEL}k(out: *mut u32, n: u32) {{\n"
        "  unsafe { *out = A.m(n as usize) + B.m(n as usize) + A.n(n) } }",
    )
    allocs = [op for op in module.body.block.ops if isinstance(op, mir.AllocOp)]
    contents = {op.bytes.data for op in allocs if op.size.data == 12}
    assert contents == {bytes([n, 0, 0, 0, n + 1, 0, 0, 0, n + 2, 0, 0, 0]) for n in (1, 4)}
    kinds = {
        op.kind.data.removesuffix("_with_overflow")
        for name, function in functions_of(module).items()
        if "{closure" in name and "call<" not in name
        for op in function.walk()
        if isinstance(op, mir.BinaryOp)
    }
    assert kinds == {"add", "sub"}


def test_what_a_trait_object_leaves_out_is_its_default(
    tmp_path: Path, device_core: DeviceCore
) -> None:
    module = imported(
        tmp_path,
        "pub trait By<Rhs = Self, Out = u32> { fn by(&self, rhs: &Rhs) -> Out; }\n"
        "impl By<u8> for u32 { fn by(&self, rhs: &u8) -> u32 { self + *rhs as u32 } }\n"
        "#[inline(never)] fn object(d: &dyn By<u8>) -> u32 { d.by(&3) }\n"
        f"{KERNEL}k(out: *mut u32, n: u32) {{ unsafe {{ *out = object(&n) }} }}",
    )
    (call,) = [
        op for op in functions_of(module)["k::object"].walk() if isinstance(op, mir.VirtualCallOp)
    ]
    assert call.method.data == "k::By::by"


def test_a_function_item_may_return_another(tmp_path: Path, device_core: DeviceCore) -> None:
    module = imported(
        tmp_path,
        "#[inline(never)] fn f(x: u32) -> u32 { x * 3 }\n"
        "#[inline(never)] fn same<T: Clone>(t: &T) -> T { t.clone() }\n"
        f"{KERNEL}k(out: *mut u32, n: u32) {{ unsafe {{ *out = same(&f)(n) }} }}",
    )
    assert "k::f" in functions_of(module)


def test_the_parameters_of_a_nested_function_are_in_their_order(
    tmp_path: Path, device_core: DeviceCore
) -> None:
    module = imported(
        tmp_path,
        "#[inline(never)] fn call<F: Fn(u8, u64) -> u64>(f: F) -> u64 { f(1, 2) }\n"
        "#[inline(never)] fn outer() -> u64 {\n"
        "  #[inline(never)] fn swapped<A, B: Into<A>>(b: B, a: A) -> A where\n"
        "    A: core::ops::Add<Output = A> { a + b.into() }\n"
        "  call(swapped::<u64, u8>) }\n"
        f"{KERNEL}k(out: *mut u64) {{ unsafe {{ *out = outer() }} }}",
    )
    assert any("swapped<u64, u8>" in name for name in functions_of(module))


def test_a_constant_that_points_to_values_has_their_layout(
    tmp_path: Path, device_core: DeviceCore
) -> None:
    module = imported(
        tmp_path,
        "pub struct Conf { a: u8, b: u32, n: Option<&'static u16> }\n"
        "pub trait Cfg { const C: &'static Conf; }\n"
        "pub struct X; impl Cfg for X {\n"
        "  const C: &'static Conf = &Conf { a: 7, b: 0x01020304, n: Some(&5) }; }\n"
        "#[inline(never)] fn read<K: Cfg>() -> u32 {\n"
        "  let c = K::C; c.b + c.a as u32 + c.n.map_or(0, |v| *v as u32) }\n"
        f"{KERNEL}k(out: *mut u32) {{ unsafe {{ *out = read::<X>() }} }}",
    )
    allocs = [op for op in module.body.block.ops if isinstance(op, mir.AllocOp)]
    (conf,) = [op for op in allocs if op.size.data == 16]
    assert conf.align.data == 8
    # The pointer first, then the larger integer, the byte, and padding.
    assert conf.bytes.data == bytes(8) + b"\4\3\2\1\7\0\0\0"
    assert conf.relocations is not None
    assert [r.offset.data for r in conf.relocations.data] == [0]
    assert conf.uninit is not None
    assert [(r.start.data, r.end.data) for r in conf.uninit.data] == [(13, 16)]
    pointed = conf.relocations.data[0].target.root_reference.data
    assert [op.bytes.data for op in allocs if op.sym_name.data == pointed] == [b"\5\0"]


def test_an_upcast_reads_the_vtable_of_the_supertrait(
    tmp_path: Path, device_core: DeviceCore
) -> None:
    module = imported(
        tmp_path,
        "trait A { fn a(&self) -> u32; } trait B { fn b(&self) -> u32; } trait C: A + B {}\n"
        "impl A for u8 { fn a(&self) -> u32 { 1 } } impl B for u8 { fn b(&self) -> u32 { 2 } }\n"
        "impl C for u8 {}\n"
        "#[inline(never)] fn up(c: &dyn C) -> &dyn B { c }\n"
        f"{KERNEL}k(out: *mut u32) {{ unsafe {{ *out = up(&3u8).b() }} }}",
    )
    (index,) = [
        op.value.data
        for op in functions_of(module)["k::up"].walk()
        if isinstance(op, mir.ConstantOp) and isinstance(op.value, mir.IntConstAttr)
    ]
    # Drop, size, alignment, A's method, B's method, and then B's vtable.
    assert index == 5
    tables = {op.sym_name.data: op for op in module.body.block.ops if isinstance(op, mir.VTableOp)}
    assert any(
        len(op.methods.data) == 3
        and isinstance(slot := op.methods.data[2], SymbolRefAttr)
        and slot.root_reference.data in tables
        for op in tables.values()
    )


def test_a_type_within_a_function_is_refused_by_name(
    tmp_path: Path, device_core: DeviceCore
) -> None:
    source = compile_crate(
        tmp_path,
        "#[inline(never)] fn f(x: u32) -> u32 {\n"
        "  #[derive(Clone, Copy)] struct P(u32, u32);\n"
        "  let mut p = P(x, 1); let q = &mut p; q.0 += core::hint::black_box(&q.1); p.0 }\n"
        f"{KERNEL}k(out: *mut u32, n: u32) {{ unsafe {{ *out = f(n) }} }}",
    )
    with pytest.raises(
        CompileError,
        match="the type `k::f::P` is defined within a function, which is not supported",
    ) as error:
        import_crate(source)
    diagnostic = error.value.diagnostics[0]
    assert diagnostic.help == ("move its definition out of the function",)
    assert diagnostic.span is not None


@pytest.mark.parametrize(
    ("expression", "value"),
    [
        ("1.0 / 0.0", "inf"),
        ("-1.0 / 3.0 * 0.5", "-0.1666666716337204"),
        ("(1u8 as f32) + 16777216.0", "16777216.0"),
    ],
)
def test_floats_in_constants_are_rounded_as_the_type_says(
    tmp_path: Path, device_core: DeviceCore, expression: str, value: str
) -> None:
    module = imported(
        tmp_path,
        f"pub trait F {{ const V: f32; }} impl F for u8 {{ const V: f32 = {expression}; }}\n"
        "#[inline(never)] fn get<T: F>() -> f32 { T::V }\n"
        f"{KERNEL}k(out: *mut f32) {{ unsafe {{ *out = get::<u8>() }} }}",
    )
    assert any(f'"{value}"' in text for text in constants_of(module, "k::get<u8>"))


def test_the_active_field_of_a_union_is_told_by_its_type(
    tmp_path: Path, device_core: DeviceCore
) -> None:
    # rustc prints the first field's name, `uninit`, in both.
    module = imported(
        tmp_path,
        "#[inline(never)] fn make(x: [f32; 2]) -> core::mem::MaybeUninit<[f32; 2]> {\n"
        "  core::mem::MaybeUninit::new(x) }\n"
        f"{KERNEL}k(out: *mut [f32; 2]) {{ unsafe {{ *out = make([1.0; 2]).assume_init() }} }}",
    )
    fields = [
        op.active_field.data
        for op in functions_of(module)["k::make"].walk()
        if isinstance(op, mir.AggregateOp) and op.active_field is not None
    ]
    assert fields == [1]


def test_a_pointer_to_a_foreign_type_is_of_the_same_type_everywhere(
    tmp_path: Path, device_core: DeviceCore
) -> None:
    # rustdoc tells that the type is foreign; rustc's MIR text names it as it does a struct.
    module = imported(
        tmp_path,
        "unsafe extern { pub type Opaque; }\n"
        "pub struct Handle { p: *mut Opaque }\n"
        "#[inline(never)] fn pick(h: &Handle) -> *mut Opaque { h.p }\n"
        f"{KERNEL}k(out: *mut *mut Opaque, h: &Handle) {{ unsafe {{ *out = pick(h) }} }}",
    )
    output = functions_of(module)["k::pick"].function_type.outputs.data[0]
    assert isinstance(output, mir.PtrType)
    assert output.pointee == mir.ForeignType(StringAttr("k::Opaque"), ArrayAttr(()))
