"""The `asptr` dialect from Python: construction, effects, symbols, attributes."""

import inspect
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from xdsl.context import Context
from xdsl.dialects import arith, builtin, func, test, ub
from xdsl.dialects.builtin import IntegerType, ModuleOp, f32, i8, i32, i64
from xdsl.ir import Attribute, Operation, SSAValue
from xdsl.parser import Parser
from xdsl.traits import MemoryEffectKind, get_effects, is_side_effect_free, is_speculatable
from xdsl.utils.exceptions import VerifyException

from rusticle.dialects import asptr
from rusticle.dialects.asptr import (
    ASPTR,
    InitAttr,
    PtrType,
    RangeAttr,
    RelocationAttr,
    checks,
    find_symbol,
    i64_attr,
    ptr,
)
from rusticle.dialects.hsa import HSA
from rusticle.targets import SPACE_NAMES


def context() -> Context:
    """A context with our dialects and those that appear beside them."""
    ctx = Context()
    for dialect in (builtin.Builtin, func.Func, arith.Arith, ub.UB, test.Test, ASPTR, HSA):
        ctx.load_dialect(dialect)
    return ctx


def value(type_: object) -> SSAValue:
    """A value of a type."""
    return test.TestOp(result_types=[type_]).results[0]  # pyright: ignore[reportArgumentType]


def examples(cls: type) -> list[str]:
    """The lines of IR in a docstring: its indented blocks."""
    doc = inspect.getdoc(cls) or ""
    blocks = re.findall(r"(?:^    .*(?:\n|$))+", doc, re.MULTILINE)
    return [inspect.cleandoc(block) for block in blocks]


@pytest.mark.parametrize("op", [*ASPTR.operations, *HSA.operations], ids=lambda op: op.name)
def test_every_operation_is_documented_with_an_example_of_itself(op: type[Operation]):
    assert any(op.name in example for example in examples(op)), op.name


@pytest.mark.parametrize("attr", [*ASPTR.attributes, *HSA.attributes], ids=lambda a: a.name)
def test_every_attribute_is_documented_with_an_example(attr: type[Attribute]):
    assert examples(attr)


OPERANDS = {
    "asptr.offset": "%p : !asptr.ptr<{0}>, %i : i64, %j : i32",
    "asptr.displace": "%p : !asptr.ptr<{0}>",
    "asptr.cast": "%p : !asptr.ptr<{0}>",
    "asptr.ptrtoint": "%p : !asptr.ptr<{0}>",
    "asptr.inttoptr": "%a : i64",
    "asptr.cmp": "%p : !asptr.ptr<{0}>, %q : !asptr.ptr<{0}>",
}


def test_examples_of_pointer_operations_parse():
    for op in (asptr.OffsetOp, asptr.DisplaceOp, asptr.CastOp, asptr.IntToPtrOp, asptr.CompareOp):
        for example in examples(op):
            for line in example.splitlines():
                space = re.findall(r"ptr<(\w+)>", line)[0]
                args = OPERANDS[op.name].format(space)
                text = f"func.func @f({args.replace(' :', ':')}) {{\n{line}\nfunc.return\n}}"
                Parser(context(), text).parse_module().verify()


def test_shared_attributes_are_shared():
    assert ptr("local") is ptr("local")
    assert i64_attr(8) is i64_attr(8)
    assert asptr.ordering("acquire") is asptr.ordering("acquire")
    assert ptr() == PtrType("flat")


@pytest.mark.parametrize("space", SPACE_NAMES)
def test_pointer_types_read_back(space: str):
    assert Parser(context(), str(ptr(space))).parse_type() == PtrType(space)


def test_init_and_create_make_the_same_operation():
    p, i = value(ptr("global")), value(i64)
    by_init = asptr.OffsetOp(p, i, 4)
    by_create = asptr.OffsetOp.create(
        operands=(p, i), result_types=(p.type,), properties={"stride": i64_attr(4)}
    )
    by_create.verify()
    assert by_init.is_structurally_equivalent(by_create)

    by_init = asptr.LoadOp(p, i32, 4, noundef=True, range=RangeAttr(0, 9))
    by_create = asptr.LoadOp.create(
        operands=(p,),
        result_types=(i32,),
        properties={"align": i64_attr(4), "noundef": asptr.UNIT, "range": RangeAttr(0, 9)},
    )
    by_create.verify()
    assert by_init.is_structurally_equivalent(by_create)


def test_constructors_verify():
    p, q = value(ptr("global")), value(ptr("global"))
    n, v, b, x = value(i64), value(i32), value(i8), value(f32)
    for op in (
        asptr.AllocaOp(8, 8, var_name="x"),
        asptr.StoreOp(v, p, 4, volatile=True, nontemporal=True),
        asptr.CopyOp(p, q, n, 8, 4, volatile=True, overlapping=True),
        asptr.FillOp(p, b, n, 8, volatile=True),
        asptr.DisplaceOp(p, -8, wrapping=True),
        asptr.CastOp(p, "flat"),
        asptr.NullOp("local"),
        asptr.PtrToIntOp(p),
        asptr.IntToPtrOp(n, "global"),
        asptr.CompareOp("ule", p, q),
        asptr.AtomicLoadOp(p, i32, "acquire", 4, syncscope="agent"),
        asptr.AtomicStoreOp(v, p, "release", 4, syncscope="agent", volatile=True),
        asptr.AtomicRmwOp("fadd", p, x, "monotonic", 4, syncscope="workgroup"),
        asptr.CmpXchgOp(p, v, v, "acq_rel", "acquire", 4, weak=True, syncscope="wavefront"),
        asptr.FenceOp("seq_cst", syncscope="cluster"),
        asptr.GlobalOp("g", "global", 4, 4, init=InitAttr(b"abcd"), constant=True),
        asptr.CallIndirectOp(value(ptr()), [v, x], [i32]),
    ):
        op.verify()


def test_empty_sync_scope_is_the_system():
    assert asptr.FenceOp("seq_cst", syncscope="").syncscope is None


def test_pointer_values_are_pure():
    p, i = value(ptr("global")), value(i64)
    for op in (
        asptr.OffsetOp(p, i, 4),
        asptr.DisplaceOp(p, 4),
        asptr.CastOp(p, "flat"),
        asptr.NullOp(),
        asptr.PtrToIntOp(p),
        asptr.IntToPtrOp(i),
        asptr.CompareOp("eq", p, p),
        asptr.AddressOfOp("g", "global"),
    ):
        assert is_side_effect_free(op), op.name
        assert is_speculatable(op), op.name


def kinds(op: Operation) -> set[MemoryEffectKind] | None:
    """The kinds of an operation's effects; `None` if they are unknown."""
    effects = get_effects(op)
    return None if effects is None else {effect.kind for effect in effects}


def test_effects_of_accesses():
    read, write = MemoryEffectKind.READ, MemoryEffectKind.WRITE
    p, v, n, b = value(ptr("global")), value(i32), value(i64), value(i8)
    assert kinds(asptr.LoadOp(p, i32, 4)) == {read}
    assert kinds(asptr.LoadOp(p, i32, 4, invariant=True)) == set()
    assert kinds(asptr.LoadOp(p, i32, 4, volatile=True)) is None
    assert kinds(asptr.StoreOp(v, p, 4)) == {write}
    assert kinds(asptr.StoreOp(v, p, 4, volatile=True)) is None
    assert kinds(asptr.CopyOp(p, p, n, 1, 1)) == {read, write}
    assert kinds(asptr.FillOp(p, b, n, 1)) == {write}
    assert kinds(asptr.AllocaOp(4, 4)) == {MemoryEffectKind.ALLOC}
    assert kinds(asptr.AtomicLoadOp(p, i32, "monotonic", 4)) == {read, write}
    assert kinds(asptr.AtomicRmwOp("add", p, v, "monotonic", 4)) == {read, write}
    assert kinds(asptr.FenceOp("acquire")) == {read, write}
    assert kinds(asptr.CallIndirectOp(value(ptr()), [], [])) is None


def test_invariant_loads_are_not_speculated():
    assert not is_speculatable(asptr.LoadOp(value(ptr()), i32, 4, invariant=True))


@pytest.mark.parametrize("bits", [1, 8, 16, 32, 64, 128])
def test_inclusive_range_of_every_value_is_none(bits: int):
    assert RangeAttr.of_inclusive(0, (1 << bits) - 1, bits) is None
    assert RangeAttr.of_inclusive(5 % (1 << bits), 4 % (1 << bits), bits) is None


@given(st.integers(0, 255), st.integers(0, 255))
def test_inclusive_ranges_hold_the_same_values(start: int, end: int):
    inclusive = {(start + n) % 256 for n in range((end - start) % 256 + 1)}
    attr = RangeAttr.of_inclusive(start, end, 8)
    if attr is None:
        assert len(inclusive) == 256
    else:
        size = (attr.end.data - attr.start.data) % 256
        assert inclusive == {(attr.start.data + n) % 256 for n in range(size)}
        asptr.LoadOp(value(ptr()), i8, 1, range=attr).verify()


@st.composite
def inits(draw: st.DrawFn) -> InitAttr:
    """Contents with undefined bytes and pointers, in order."""
    data = draw(st.one_of(st.binary(max_size=64), st.integers(0, 64).map(bytes)))
    size = len(data)
    cuts = sorted(draw(st.sets(st.integers(0, size), max_size=6)))
    undef = [RangeAttr(a, b) for a, b in zip(cuts[::2], cuts[1::2], strict=False)]
    offsets = sorted(draw(st.sets(st.integers(0, max(size - 1, 0)), max_size=4))) if size else []
    relocations = [
        RelocationAttr(offset, draw(st.sampled_from(["g", "a b", "x.y::z"])), addend)
        for offset in offsets
        for addend in [draw(st.integers(-4, 1 << 40))]
    ]
    return InitAttr(data, undef, relocations)


@given(inits())
def test_contents_read_back(init: InitAttr):
    assert Parser(context(), str(init)).parse_attribute() == init
    glob = asptr.GlobalOp("g", "global", len(init.bytes.data), 8, init=init)
    (again,) = Parser(context(), str(glob)).parse_module().ops
    assert glob.is_structurally_equivalent(again)


def module(text: str) -> ModuleOp:
    """A module from its text."""
    return Parser(context(), text).parse_module()


TWO = "asptr.global @a in global size 4 align 4\nasptr.global @b in local size 4 align 4"


def test_symbols_are_found_after_the_module_changed():
    m = module(TWO)
    a, b = m.ops
    assert find_symbol(a, "a") is a
    assert find_symbol(a, "c") is None
    c = asptr.GlobalOp("c", "global", 4, 4)
    m.body.block.add_op(c)
    assert find_symbol(a, "c") is c
    b.properties["sym_name"] = builtin.StringAttr("d")
    assert find_symbol(a, "b") is None
    assert find_symbol(a, "d") is b
    c.detach()
    assert find_symbol(a, "c") is None


def test_symbols_of_other_modules_are_not_found():
    first, second = module(TWO), module("asptr.global @x in global size 4 align 4")
    (x,) = second.ops
    assert find_symbol(next(iter(first.ops)), "x") is None
    assert find_symbol(x, "x") is x
    assert find_symbol(x, "a") is None


def test_symbol_outside_of_any_table_is_not_found():
    assert find_symbol(asptr.AddressOfOp("g", "global"), "g") is None


def test_verifying_addresses_takes_linear_time():
    """Each of many addresses in a big module is looked up without a walk over the module."""
    count = 400
    globals_ = "\n".join(f"asptr.global @g{n} in global size 4 align 4" for n in range(count))
    body = "\n".join(f"%p{n} = asptr.addressof @g{n} : !asptr.ptr<global>" for n in range(count))
    m = module(f"{globals_}\nfunc.func @f() {{\n{body}\nfunc.return\n}}")
    m.verify()
    tables = checks._symbols  # pyright: ignore[reportPrivateUsage]
    before = tables[m]
    assert len(before) == count + 1
    m.verify()
    assert tables[m] is before


def test_wrong_address_is_found_after_the_cache_is_warm():
    body = "%p = asptr.addressof @a : !asptr.ptr<global>"
    m = module(f"{TWO}\nfunc.func @f() {{\n{body}\nfunc.return\n}}")
    m.verify()
    a = next(iter(m.ops))
    a.properties["space"] = builtin.StringAttr("local")
    with pytest.raises(VerifyException, match="@a is in `local`, not in `global`"):
        m.verify()


def test_memory_types():
    p = value(ptr())
    for bits in (8, 16, 24, 32, 64, 100, 128):
        asptr.LoadOp(p, IntegerType(bits), 1).verify()
    with pytest.raises(VerifyException, match="i1 is not in memory"):
        asptr.LoadOp(p, IntegerType(1), 1).verify()
