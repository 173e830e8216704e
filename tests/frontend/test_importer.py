"""The closed import: real crates become verified modules that hold all they need."""

from __future__ import annotations

from pathlib import Path

import pytest
from xdsl.dialects.builtin import ArrayAttr, ModuleOp, StringAttr, SymbolRefAttr, UnitAttr

from rusticle.diagnostics import CompileError
from rusticle.dialects import mir
from rusticle.frontend.device_core import DeviceCore
from rusticle.frontend.importer import find_kernels, import_crate, named_functions
from rusticle.frontend.inputs import open_input
from rusticle.passes.elaborate_drops import ElaborateDropsPass
from tests.frontend.rust_crates import KERNEL, compile_crate, functions_of, imported

pytestmark = pytest.mark.usefixtures("device_core")


def symbols_used(module: ModuleOp) -> set[str]:
    """The symbols that operations of a module refer to."""
    found: set[str] = set()
    for op in module.walk():
        for attribute in op.properties.values():
            if isinstance(attribute, SymbolRefAttr):
                found.add(attribute.root_reference.data)
    return found


def test_a_module_is_closed(tmp_path: Path) -> None:
    module = imported(
        tmp_path,
        "#[inline(never)] fn twice<T: Copy + core::ops::Add<Output = T>>(t: T) -> T { t + t }\n"
        f"{KERNEL}k(out: *mut u32, n: u32) {{ unsafe {{ *out = twice(n) + twice(7u8) as u32 }} }}",
    )
    symbols = [op.properties["sym_name"] for op in module.body.block.ops]
    assert symbols_used(module) <= {s.data for s in symbols if isinstance(s, StringAttr)}
    functions = functions_of(module)
    assert {"k::twice<u32>", "k::twice<u8>"} <= set(functions)
    assert functions["k"].kernel is not None
    assert functions["k"].abi.data == "gpu-kernel"
    assert functions["k"].arg_names == ArrayAttr([StringAttr("out"), StringAttr("n")])


def test_printing_parses_back(tmp_path: Path) -> None:
    from io import StringIO

    from xdsl.context import Context
    from xdsl.dialects.builtin import Builtin
    from xdsl.parser import Parser
    from xdsl.printer import Printer

    module = imported(
        tmp_path,
        f"{KERNEL}k(out: &mut [u32], n: Option<u8>) {{\n"
        "  if let Some(n) = n { out[n as usize] = 1 } }",
    )
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


def test_statements_carry_locations_through_inlining(tmp_path: Path) -> None:
    module = imported(
        tmp_path,
        "#[inline(always)] fn add(a: u32) -> u32 { a.wrapping_mul(3) }\n"
        f"{KERNEL}k(out: *mut u32, n: u32) {{ unsafe {{ *out = add(n) }} }}",
    )
    locations = {str(op.location) for op in functions_of(module)["k"].walk() if op.location}
    assert any("callsite" in text and "k.rs" in text for text in locations)


def test_constants_that_depend_on_types_are_evaluated(tmp_path: Path) -> None:
    module = imported(
        tmp_path,
        "trait Size { const SIZE: usize; }\n"
        "impl Size for u8 { const SIZE: usize = 4; }\n"
        "impl Size for u16 { const SIZE: usize = 2 * <u8 as Size>::SIZE; }\n"
        "#[inline(never)] fn size<T: Size, const N: usize>() -> usize { T::SIZE * 10 + N }\n"
        f"{KERNEL}k(out: *mut usize) {{ unsafe {{ *out = size::<u16, 3>() }} }}",
    )
    function = functions_of(module)["k::size<u16, 3>"]
    values = {
        op.value.data
        for op in function.walk()
        if isinstance(op, mir.ConstantOp) and isinstance(op.value, mir.IntConstAttr)
    }
    assert {8, 3} <= values


def test_a_switch_on_a_known_constant_leads_to_one_block(tmp_path: Path) -> None:
    module = imported(
        tmp_path,
        "#[inline(never)] fn big<T: Copy>(a: T, b: T) -> T {\n"
        "  if const { core::mem::size_of::<T>() > 4 } { a } else { b } }\n"
        f"{KERNEL}k(out: *mut u64) {{ unsafe {{ *out = big(1u64, 2) + big(3u8, 4) as u64 }} }}",
    )
    for name in ("k::big<u64>", "k::big<u8>"):
        function = functions_of(module)[name]
        assert not any(isinstance(op, mir.SwitchIntOp) for op in function.walk())


def test_vtables_have_supertraits_methods_first(tmp_path: Path) -> None:
    module = imported(
        tmp_path,
        "trait A { fn a(&self) -> u32; fn sized(self) -> u32 where Self: Sized { 0 } }\n"
        "trait B: A { fn b(&self) -> u32 { self.a() + 1 } }\n"
        "struct S(u32); impl A for S { fn a(&self) -> u32 { self.0 } } impl B for S {}\n"
        "#[inline(never)] fn f(b: &dyn B) -> u32 { b.b() + b.a() }\n"
        f"{KERNEL}k(out: *mut u32, n: u32) {{ unsafe {{ *out = f(&S(n)) }} }}",
    )
    vtable = next(op for op in module.body.block.ops if isinstance(op, mir.VTableOp))
    assert [str(method) for method in vtable.methods.data] == [
        '@"<k::S as k::A>::a"',
        '@"<k::S as k::B>::b"',
    ]
    calls = {
        op.method.data: op.slot.data for op in module.walk() if isinstance(op, mir.VirtualCallOp)
    }
    assert calls == {"k::B::b": 1, "k::A::a": 0}


def test_slots_that_nothing_calls_stay_vacant(tmp_path: Path) -> None:
    module = imported(
        tmp_path,
        "#[inline(never)] fn sum(f: &mut dyn Iterator<Item = u32>) -> u32 {\n"
        "  let mut s = 0; while let Some(x) = f.next() { s += x } s }\n"
        f"{KERNEL}k(out: *mut u32, n: u32) {{ unsafe {{ *out = sum(&mut (0..n)) }} }}",
    )
    vtable = next(op for op in module.body.block.ops if isinstance(op, mir.VTableOp))
    first, *rest = vtable.methods.data
    assert isinstance(first, SymbolRefAttr)
    assert rest
    assert all(isinstance(method, UnitAttr) for method in rest)


def test_closures_are_called_by_their_bodies(tmp_path: Path) -> None:
    module = imported(
        tmp_path,
        "#[inline(never)] fn once<F: FnOnce(u32, u32) -> u32>(f: F) -> u32 { f(1, 2) }\n"
        "#[inline(never)] fn dynamic(f: &dyn Fn(u32) -> u32) -> u32 { f(3) }\n"
        f"{KERNEL}k(out: *mut u32, n: u32) {{\n"
        "  unsafe { *out = once(|a, b| a + b + n) + dynamic(&|a| a * n) } }",
    )
    functions = functions_of(module)
    shim = functions["<{closure@k::k::{closure#1}} as Fn>::call"]
    assert len(shim.function_type.inputs.data) == 2
    body = functions["{closure@k::k::{closure#0}}"]
    assert len(body.function_type.inputs.data) == 3


def test_core_functions_are_taken_on_demand(tmp_path: Path) -> None:
    module = imported(
        tmp_path,
        f"{KERNEL}k(out: *mut u32, buf: &mut [u16]) {{\n"
        "  buf.sort_unstable(); unsafe { *out = buf[0] as u32 } }",
    )
    assert any("sort::unstable" in name for name in functions_of(module))


def test_panics_are_declarations(tmp_path: Path) -> None:
    module = imported(
        tmp_path,
        f"{KERNEL}k(out: *mut u32, n: Option<u32>, r: Result<u32, u8>) {{\n"
        "  unsafe { *out = n.unwrap() + r.unwrap() } }",
    )
    declared = {name: op for name, op in functions_of(module).items() if op.is_declaration}
    assert set(declared) == {
        "core::option::unwrap_failed",
        "core::result::unwrap_failed",
    }
    assert all(isinstance(op.attributes["panic"], UnitAttr) for op in declared.values())


def test_statics_keep_their_content_and_relocations(tmp_path: Path) -> None:
    module = imported(
        tmp_path,
        "fn one() -> u32 { 1 } fn two() -> u32 { 2 }\n"
        "static TABLE: [fn() -> u32; 2] = [one, two]; static mut COUNT: u32 = 5;\n"
        f"{KERNEL}k(out: *mut u32, n: usize) {{\n"
        "  unsafe { COUNT += 1; *out = TABLE[n]() + COUNT } }",
    )
    allocs = {op.sym_name.data: op for op in module.body.block.ops if isinstance(op, mir.AllocOp)}
    assert allocs["k::COUNT.init"].bytes.data == bytes([5, 0, 0, 0])
    assert allocs["k::COUNT.init"].mutable is not None
    relocations = allocs["k::TABLE.init"].relocations
    assert relocations is not None
    assert [r.target.root_reference.data for r in relocations.data] == ["k::one", "k::two"]


def test_drops_become_glue(tmp_path: Path) -> None:
    module = imported(
        tmp_path,
        "struct D(*mut u32); impl Drop for D { #[inline(never)] fn drop(&mut self) "
        "{ unsafe { *self.0 += 1 } } }\n"
        "enum E { A(D), B(u32), C([D; 2], (u8, D)) }\n"
        "#[inline(never)] fn make(n: u32, p: *mut u32) -> E { match n { 0 => E::A(D(p)), "
        "1 => E::B(n), _ => E::C([D(p), D(p)], (1, D(p))) } }\n"
        f"{KERNEL}k(out: *mut u32, n: u32) {{ let _e = make(n, out); }}",
    )
    ElaborateDropsPass().apply(None, module)  # pyright: ignore[reportArgumentType]
    module.verify()
    functions = functions_of(module)
    assert not any(isinstance(op, mir.DropOp) for op in module.walk())
    glue = functions["core::ptr::drop_in_place::<k::E>"]
    switch = next(op for op in glue.walk() if isinstance(op, mir.SwitchIntOp))
    assert [case.data for case in switch.cases.data] == [0, 2]
    called = {op.callee.root_reference.data for op in glue.walk() if isinstance(op, mir.CallOp)}
    assert called == {
        "core::ptr::drop_in_place::<k::D>",
        "core::ptr::drop_in_place::<[k::D; 2]>",
        "core::ptr::drop_in_place::<(u8, k::D)>",
    }


def test_kernels_are_found_or_named(tmp_path: Path, device_core: DeviceCore) -> None:
    source = compile_crate(
        tmp_path,
        f"pub fn dot(a: u32) -> u32 {{ a }}\n{KERNEL}k(out: *mut u32) {{ unsafe {{ *out = 1 }} }}",
    )
    assert [kernel.path for kernel in find_kernels(source)] == ["k::k"]
    assert [f.path for f in named_functions(source, ["dot", "k::dot"])] == ["k::dot", "k::dot"]
    with pytest.raises(CompileError, match="the crate `k` has no function `nothing`"):
        named_functions(source, ["nothing"])


def test_a_crate_without_functions_has_no_kernel(tmp_path: Path, device_core: DeviceCore) -> None:
    path = tmp_path / "k.rs"
    path.write_text("#![no_std]\npub struct Empty;\n")
    source = open_input(path, "amdgcn-amd-amdhsa").result()
    with pytest.raises(CompileError) as error:
        import_crate(source)
    assert str(error.value) == (
        "error: the crate `k` has no kernel\n"
        'help: write one as `pub extern "gpu-kernel" fn`, or name a function'
    )


def test_a_name_that_two_functions_have_is_refused(tmp_path: Path, device_core: DeviceCore) -> None:
    source = compile_crate(tmp_path, "pub mod a { pub fn f() {} }\npub mod b { pub fn f() {} }\n")
    with pytest.raises(CompileError) as error:
        named_functions(source, ["f"])
    assert str(error.value) == (
        "error: there are 2 functions named `f`\n"
        "note: one is `k::a::f`\n"
        "note: one is `k::b::f`\n"
        "help: name one by its path"
    )


def test_a_generic_kernel_is_refused(tmp_path: Path, device_core: DeviceCore) -> None:
    source = compile_crate(tmp_path, "pub fn pick<T: Copy>(a: T) -> T { a }")
    with pytest.raises(
        CompileError, match="`k::pick` has generic parameters, so it cannot be a kernel"
    ) as error:
        import_crate(source, kernels=["pick"])
    span = error.value.diagnostics[0].span
    assert span is not None
    assert span.line == 5


def test_what_is_not_supported_is_named_with_its_line(
    tmp_path: Path, device_core: DeviceCore
) -> None:
    source = compile_crate(
        tmp_path,
        "trait A { fn a(&self) -> u32; }\n"
        "#[inline(never)] fn get() -> fn(&(dyn A + 'static)) -> u32 {\n\n  <dyn A as A>::a\n}\n"
        f"{KERNEL}k(out: *mut u32, a: &'static &'static (dyn A + 'static)) {{\n"
        "  unsafe { *out = get()(*a) } }",
    )
    with pytest.raises(
        CompileError,
        match="`k::A::a` of a trait object as a pointer is not supported",
    ) as error:
        import_crate(source)
    span = error.value.diagnostics[0].span
    assert span is not None
    assert span.line == 8


def test_an_error_in_a_callee_says_who_needs_it(tmp_path: Path, device_core: DeviceCore) -> None:
    source = compile_crate(
        tmp_path,
        "trait A { fn a(&self) -> u32; }\n"
        "#[inline(never)] fn get() -> fn(&(dyn A + 'static)) -> u32 { <dyn A as A>::a }\n"
        f"{KERNEL}k(out: *mut u32, a: &'static &'static (dyn A + 'static)) {{\n"
        "  unsafe { *out = get()(*a) } }",
    )
    with pytest.raises(CompileError) as error:
        import_crate(source)
    assert error.value.diagnostics[0].notes == ("`k::get` is needed by `k`",)


def test_the_same_input_gives_the_same_module(tmp_path: Path) -> None:
    text = (
        "#[derive(Clone, Debug, PartialEq)] enum T<'a> { L(u32), N(&'a T<'a>, &'a T<'a>) }\n"
        "fn sum(t: &T) -> u32 { match t { T::L(n) => *n, T::N(a, b) => sum(a) + sum(b) } }\n"
        f"{KERNEL}k(out: *mut u32, n: u32) {{\n"
        "  let l = T::L(n); unsafe { *out = sum(&T::N(&l, &l)) } }"
    )
    source = compile_crate(tmp_path, text)
    assert str(import_crate(source)) == str(import_crate(source))
