"""The `mir` dialect: what its text tests in `filecheck/dialects/mir` cannot show."""

from __future__ import annotations

from io import StringIO
from pathlib import Path

import pytest
from xdsl.context import Context
from xdsl.dialects import test as xdsl_test
from xdsl.dialects.builtin import (
    ArrayAttr,
    Builtin,
    FunctionType,
    IntAttr,
    IntegerType,
    ModuleOp,
    Signedness,
    StringAttr,
    SymbolRefAttr,
    f32,
)
from xdsl.ir import Attribute, Block, Operation, ParametrizedAttribute, Region
from xdsl.parser import Parser
from xdsl.printer import Printer
from xdsl.traits import IsTerminator, MemoryEffectKind, SymbolTable, get_effects
from xdsl.transforms.common_subexpression_elimination import cse
from xdsl.transforms.dead_code_elimination import dce
from xdsl.utils.exceptions import VerifyException

from rusticle.dialects import mir
from rusticle.dialects.mir.definition import MirOperation

U32 = IntegerType(32, Signedness.UNSIGNED)
OPERATIONS = list(mir.MIR.operations)
ATTRIBUTES = list(mir.MIR.attributes)
FILECHECK = Path(__file__).parents[2] / "filecheck" / "dialects" / "mir"


def parse(text: str) -> ModuleOp:
    context = Context()
    for dialect in (Builtin, xdsl_test.Test, mir.MIR):
        context.load_dialect(dialect)
    return Parser(context, text).parse_module()


def printed(op: Operation) -> str:
    stream = StringIO()
    Printer(stream=stream).print_op(op)
    return stream.getvalue()


@pytest.mark.parametrize("op", OPERATIONS, ids=lambda op: op.name)
def test_every_operation_has_an_example_of_itself_in_its_description(op: type[Operation]):
    assert op.__doc__ is not None
    assert op.name in op.__doc__


@pytest.mark.parametrize("op", OPERATIONS, ids=lambda op: op.name)
def test_every_operation_is_in_a_round_trip_test(op: type[Operation]):
    tests = [path for path in FILECHECK.glob("*.mlir") if not path.stem.endswith("_errors")]
    words = {word for path in tests for word in path.read_text().replace(",", " ").split()}
    assert op.name in words


@pytest.mark.parametrize("attribute", ATTRIBUTES, ids=lambda attribute: attribute.name)
def test_every_attribute_is_in_a_round_trip_test(attribute: type[Attribute]):
    text = (FILECHECK / "types.mlir").read_text() + (FILECHECK / "attributes.mlir").read_text()
    assert f"!{attribute.name}" in text or f"#{attribute.name}" in text


@pytest.mark.parametrize("attribute", ATTRIBUTES, ids=lambda attribute: attribute.name)
def test_parameters_are_compared(attribute: type[Attribute]):
    if not issubclass(attribute, ParametrizedAttribute):
        return
    parameters = [name for name, _ in attribute.get_irdl_definition().parameters]
    compared = [name for name in attribute.__dataclass_fields__ if name != "name"]
    assert compared == parameters


def test_types_that_differ_are_not_equal():
    body, other = (mir.AdtType(StringAttr(name), ArrayAttr(())) for name in ("Body", "Other"))
    assert body != other
    assert mir.RefType(body, IntAttr(0)) != mir.RefType(body, IntAttr(1))
    assert mir.RefType(body, IntAttr(0)) != mir.PtrType(body, IntAttr(0))
    assert len({body, other, mir.AdtType(StringAttr("Body"), ArrayAttr(()))}) == 2


FUNCTION = """
mir.func @f(%_1: ui32) -> ui32 {
  %_0 = mir.local 0 : ui32
  %_2 = mir.local 2 : ui32
  mir.goto ^bb0
^bb0:
  mir.storage_live %_2 : ui32
  %0 = mir.copy %_1 : ui32
  %1 = mir.copy %_1 : ui32
  mir.assign %_2, %0 : ui32
  %2 = mir.copy %_1 : ui32
  %3 = mir.binary add %1, %2 : ui32
  %4 = mir.constant 7 : ui32
  %5 = mir.binary add %3, %4 : ui32
  mir.assign %_0, %3 : ui32
  mir.goto ^bb1
^bb1:
  mir.return
}
"""


def test_locals_and_blocks_print_with_the_numbers_of_rustc():
    index_type = FunctionType.from_lists([U32], [mir.UNIT])
    entry = Block(arg_types=[mir.PlaceType.of(U32)])
    first, second = Block(), Block()
    local = mir.LocalOp.create(
        result_types=[mir.PlaceType.of(U32)], properties={"index": IntAttr(4)}
    )
    entry.add_ops([local, mir.GotoOp.create(successors=[first])])
    first.add_ops(
        [
            mir.StorageLiveOp.create(operands=[local.place]),
            mir.StorageLiveOp.create(operands=[entry.args[0]]),
            mir.GotoOp.create(successors=[second]),
        ]
    )
    second.add_op(mir.ReturnOp.create())
    function = mir.FuncOp.create(
        properties={
            "sym_name": StringAttr("f"),
            "abi": StringAttr("Rust"),
            "function_type": index_type,
        },
        regions=[Region([entry, first, second])],
    )
    function.verify()
    assert printed(function) == (
        "mir.func @f(%_1: ui32) -> !mir.tuple<> {\n"
        "  %_4 = mir.local 4 : ui32\n"
        "  mir.goto ^bb0\n"
        "^bb0:\n"
        "  mir.storage_live %_4 : ui32\n"
        "  mir.storage_live %_1 : ui32\n"
        "  mir.goto ^bb1\n"
        "^bb1:\n"
        "  mir.return\n"
        "}"
    )


def test_two_locals_of_one_number_print_apart():
    text = """
mir.func @f() -> ui32 {
  %a = mir.local 1 : ui32
  %b = mir.local 1 : f32
  mir.goto ^bb0
^bb0:
  mir.storage_live %a : ui32
  mir.storage_live %b : f32
  mir.return
}
"""
    module = parse(text)
    for op in module.walk():
        for result in op.results:
            result.name_hint = None
    assert parse(printed(module)).is_structurally_equivalent(module)


def test_functions_print_as_they_were_written():
    assert FUNCTION.strip() in printed(parse(FUNCTION).body.block.first_op or ModuleOp([]))


def test_reads_of_one_place_are_merged_only_up_to_a_write():
    module = parse(FUNCTION)
    function = module.body.block.first_op
    assert isinstance(function, mir.FuncOp)
    for block in function.body.blocks:
        # xDSL's pass leaves regions of several blocks alone.
        cse(block)
    copies = [op for op in module.walk() if isinstance(op, mir.CopyOp)]
    assert len(copies) == 2


def test_unused_values_are_removed_and_statements_stay():
    module = parse(FUNCTION)
    dce(module)
    names = [op.name for op in module.walk()]
    assert names.count("mir.binary") == 1
    assert "mir.constant" not in names
    assert names.count("mir.assign") == 2
    assert "mir.storage_live" in names


@pytest.mark.parametrize("op", OPERATIONS, ids=lambda op: op.name)
def test_only_values_and_places_are_free_of_writes(op: type[Operation]):
    effects = get_effects(op.create())
    writes = effects is None or any(e.kind is not MemoryEffectKind.READ for e in effects)
    values = (*mir.PLACES, *mir.OPERANDS, *mir.RVALUES, mir.NopOp)
    assert writes == (op not in values)


@pytest.mark.parametrize("op", OPERATIONS, ids=lambda op: op.name)
def test_terminators_are_those_of_mir(op: type[Operation]):
    assert op.has_trait(IsTerminator) == (op in (*mir.TERMINATORS, *mir.PANICS, *mir.CALLS))


def test_items_are_found_by_their_symbols():
    module = parse('mir.alloc @a align 1 "x"\nmir.static @s : ui8 = @a')
    assert isinstance(SymbolTable.lookup_symbol(module, "s"), mir.StaticOp)


class TestQuickVerifier:
    """The verifier that is quick to pass agrees with xDSL's."""

    def agree(self, op: Operation) -> None:
        assert isinstance(op, MirOperation)
        try:
            super(MirOperation, op).verify()
            right = True
        except VerifyException:
            right = False
        if right:
            op.verify()
        else:
            with pytest.raises(VerifyException):
                op.verify()

    @pytest.mark.parametrize("path", sorted(FILECHECK.glob("*.mlir")), ids=lambda path: path.stem)
    def test_on_all_round_trip_tests(self, path: Path):
        if path.stem.endswith("_errors"):
            return
        for op in parse(path.read_text()).walk():
            if isinstance(op, MirOperation):
                self.agree(op)

    @pytest.mark.parametrize(
        "op",
        [
            mir.CopyOp.create(),
            mir.CopyOp.create(result_types=[U32, U32]),
            mir.LocalOp.create(result_types=[mir.PlaceType.of(U32)]),
            mir.LocalOp.create(
                result_types=[mir.PlaceType.of(U32)], properties={"index": StringAttr("1")}
            ),
            mir.LocalOp.create(
                result_types=[mir.PlaceType.of(U32)],
                properties={"index": IntAttr(1), "color": IntAttr(1)},
            ),
            mir.LocalOp.create(result_types=[f32], properties={"index": IntAttr(1)}),
            mir.BinaryOp.create(properties={"kind": StringAttr("add")}),
            mir.IntrinsicCallOp.create(properties={"intrinsic": StringAttr("abort")}),
            mir.InlineAsmOp.create(
                properties={
                    "template": StringAttr(""),
                    "operand_kinds": ArrayAttr((IntAttr(1),)),
                }
            ),
            mir.CastOp.create(
                properties={"kind": StringAttr("unsize"), "vtable": StringAttr("not a symbol")}
            ),
        ],
        ids=range(10),
    )
    def test_on_operations_that_are_wrong(self, op: Operation):
        ModuleOp([op])
        assert isinstance(op, MirOperation)
        assert not op.meets_definition()
        self.agree(op)

    def test_takes_right_operations_without_xdsl(self, monkeypatch: pytest.MonkeyPatch):
        module = parse(FUNCTION)
        slow: list[str] = []

        def verify(op: Operation, verify_nested_ops: bool = True) -> None:
            slow.append(op.name)

        monkeypatch.setattr(Operation, "verify", verify)
        for op in module.walk():
            if isinstance(op, MirOperation):
                op.verify()
        assert slow == []

    def test_finds_a_branch_to_another_region(self):
        inner, outer = Block([mir.ReturnOp.create()]), Block()
        outer.add_op(mir.GotoOp.create(successors=[inner]))
        xdsl_test.TestOp(regions=[Region(outer), Region(inner)])
        with pytest.raises(VerifyException, match="different region"):
            outer.ops.first.verify()  # pyright: ignore[reportOptionalMemberAccess]


def test_where_control_goes_after_a_call():
    target, cleanup = Block(), Block()
    place = xdsl_test.TestOp(result_types=[mir.PlaceType.of(U32)]).results[0]

    def call(*successors: Block, unwind: str | None = None) -> mir.CallOp:
        properties: dict[str, Attribute] = {"callee": SymbolRefAttr("f")}
        if unwind is not None:
            properties["unwind"] = StringAttr(unwind)
        return mir.CallOp.create(operands=[place], properties=properties, successors=successors)

    op = call(target, cleanup, unwind="cleanup")
    assert (op.target, op.cleanup, op.unwind_action) == (target, cleanup, "cleanup")
    op = call(cleanup, unwind="cleanup")
    assert (op.target, op.cleanup) == (None, cleanup)
    op = call(target)
    assert (op.target, op.cleanup, op.unwind_action) == (target, None, "unreachable")
    op = call()
    assert (op.target, op.cleanup, list(op.normal_targets)) == (None, None, [])


def test_an_assertion_knows_its_message():
    op = mir.AssertOp.create(
        properties={"kind": StringAttr("overflow_add"), "expected": IntAttr(0)}
    )
    assert op.message == "attempt to compute `{} + {}`, which would overflow"
    assert not op.is_expected


def test_names_may_have_any_character():
    text = 'mir.struct @"Größe\\22" : !mir.adt<"a::Größe\\22"> { "größe\\0A": ui8 }'
    module = parse(text)
    again = parse(printed(module))
    assert again.is_structurally_equivalent(module)
    struct = again.body.block.first_op
    assert isinstance(struct, mir.StructOp)
    assert struct.adt.path.data == 'a::Größe"'
    assert struct.variants.data[0].fields.data[0].field_name.data == "größe\n"
