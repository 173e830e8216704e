"""What has a name: globals, the addresses of globals and functions, and calls by address."""

from __future__ import annotations

from collections.abc import Sequence

from xdsl.dialects.builtin import (
    FlatSymbolRefAttrConstr,
    IntegerAttr,
    StringAttr,
    SymbolNameConstraint,
    SymbolRefAttr,
    UnitAttr,
    i64,
)
from xdsl.ir import Attribute, Operation, SSAValue
from xdsl.irdl import (
    IRDLOperation,
    irdl_op_definition,
    operand_def,
    opt_prop_def,
    prop_def,
    result_def,
    traits_def,
    var_operand_def,
    var_result_def,
)
from xdsl.traits import Pure, SymbolOpInterface, SymbolUserOpInterface
from xdsl.utils.exceptions import VerifyException

from ...targets import SPACE_NAMES
from .attributes import UNIT, InitAttr, PtrType, i64_attr, ptr
from .checks import check_align, find_symbol
from .syntax import Word

LINKAGES = frozenset(
    {
        "external",
        "private",
        "internal",
        "linkonce",
        "linkonce_odr",
        "weak",
        "weak_odr",
        "common",
        "extern_weak",
        "available_externally",
        "appending",
    }
)
"""LLVM's linkage types."""

_UNINITIALIZED_SPACES = frozenset({"local", "region", "private"})
_FUNCTIONS = frozenset({"func.func", "llvm.func"})


class GlobalSymbolUses(SymbolUserOpInterface):
    """The pointers in a global's contents are to globals and functions that exist."""

    def verify(self, op: Operation) -> None:
        """Check each pointer's target."""
        assert isinstance(op, GlobalOp)
        if op.init is None:
            return
        for relocation in op.init.relocations:
            name = relocation.target.root_reference.data
            target = find_symbol(op, name)
            if target is None:
                raise VerifyException(
                    f"@{op.sym_name.data} points to @{name}, which is not defined"
                )
            if target.name not in _FUNCTIONS and not isinstance(target, GlobalOp):
                raise VerifyException(
                    f"@{op.sym_name.data} points to @{name}, which is a {target.name}"
                )


@irdl_op_definition
class GlobalOp(IRDLOperation):
    """
    Memory with a name that lives as long as the program, or in `local` as long as a workgroup.

    It is in an address space, has a size and an alignment in bytes, and contents to begin with. A
    `constant` one is never written. An `external` one is defined elsewhere; in `local`, one of
    size 0 is the workgroup's dynamic memory. Without contents, and always in `local`, `region` and
    `private`, they are undefined. The linkage is one of LLVM's, `external` if left out.

    Properties: `sym_name`, `space`, `size`, `align`, and those of `init`, `linkage`, `section`,
    `constant`, `external` that apply.

        asptr.global @counter in global size 4 align 4 = <zero 4>
        asptr.global constant linkage(private) @text in constant size 2 align 1 = <"4869">
        asptr.global @tile in local size 1024 align 16
        asptr.global external @dynamic in local size 0 align 16
    """

    name = "asptr.global"

    sym_name = prop_def(SymbolNameConstraint())
    space = prop_def(StringAttr)
    size = prop_def(IntegerAttr.constr(i64))
    align = prop_def(IntegerAttr.constr(i64))
    init = opt_prop_def(InitAttr)
    constant = opt_prop_def(UnitAttr)
    external = opt_prop_def(UnitAttr)
    linkage = opt_prop_def(StringAttr)
    section = opt_prop_def(StringAttr)

    traits = traits_def(SymbolOpInterface(), GlobalSymbolUses())
    custom_directives = (Word,)
    assembly_format = (
        "(`external` $external^)? (`constant` $constant^)? "
        "(`linkage` `(` custom<Word>($linkage)^ `)`)? $sym_name `in` custom<Word>($space) "
        "`size` $size `align` $align (`section` `(` $section^ `)`)? (`=` $init^)? attr-dict"
    )

    def __init__(
        self,
        name: str,
        space: str,
        size: int,
        align: int,
        *,
        init: InitAttr | None = None,
        constant: bool = False,
        external: bool = False,
        linkage: str | None = None,
        section: str | None = None,
    ):
        super().__init__(
            properties={
                "sym_name": StringAttr(name),
                "space": StringAttr(space),
                "size": i64_attr(size),
                "align": i64_attr(align),
                "init": init,
                "constant": UNIT if constant else None,
                "external": UNIT if external else None,
                "linkage": None if linkage is None else StringAttr(linkage),
                "section": None if section is None else StringAttr(section),
            }
        )

    def verify_(self) -> None:
        """Check space, size, alignment, contents and linkage."""
        check_align(self.align)
        space = self.space.data
        size = self.size.value.data
        name = self.sym_name.data
        if space not in SPACE_NAMES:
            raise VerifyException(f"unknown address space `{space}` of @{name}")
        if space == "flat":
            raise VerifyException(f"@{name} must be in an address space other than flat")
        if size < 0:
            raise VerifyException(f"size must not be negative, but is {size}")
        if self.linkage is not None and self.linkage.data not in LINKAGES:
            raise VerifyException(f"unknown linkage `{self.linkage.data}` of @{name}")
        if self.init is None:
            return
        if self.external is not None:
            raise VerifyException(f"@{name} is external: its contents are elsewhere")
        if space in _UNINITIALIZED_SPACES:
            raise VerifyException(
                f"@{name} cannot have contents: `{space}` memory begins undefined"
            )
        if (given := len(self.init.bytes.data)) != size:
            raise VerifyException(f"@{name} has a size of {size} bytes but {given} of contents")


class AddressOfSymbolUses(SymbolUserOpInterface):
    """The symbol exists, is a global or a function, and is in the result's space."""

    def verify(self, op: Operation) -> None:
        """Check the symbol."""
        assert isinstance(op, AddressOfOp)
        name = op.symbol.root_reference.data
        target = find_symbol(op, name)
        type_ = op.result.type
        assert isinstance(type_, PtrType)
        space = type_.space.data
        if target is None:
            raise VerifyException(f"@{name} is not defined")
        if isinstance(target, GlobalOp):
            if target.space.data != space:
                raise VerifyException(f"@{name} is in `{target.space.data}`, not in `{space}`")
        elif target.name in _FUNCTIONS:
            if space != "flat":
                raise VerifyException(
                    f"@{name} is a function, whose address is in `flat`, not in `{space}`"
                )
        else:
            raise VerifyException(f"@{name} is a {target.name}, which has no address")


@irdl_op_definition
class AddressOfOp(IRDLOperation):
    """
    The address of a global, in its address space, or of a function, in `flat`.

    Create it with the property `symbol`.

        %p = asptr.addressof @counter : !asptr.ptr<global>
        %f = asptr.addressof @callback : !asptr.ptr<flat>
    """

    name = "asptr.addressof"

    symbol = prop_def(FlatSymbolRefAttrConstr)
    result = result_def(PtrType)

    traits = traits_def(Pure(), AddressOfSymbolUses())
    assembly_format = "$symbol attr-dict `:` type($result)"

    def __init__(self, symbol: str | SymbolRefAttr, space: str):
        super().__init__(
            result_types=(ptr(space),),
            properties={"symbol": SymbolRefAttr(symbol) if isinstance(symbol, str) else symbol},
        )


@irdl_op_definition
class CallIndirectOp(IRDLOperation):
    """
    Call the function that a pointer points to. Its type must be that of the call.

        %r = asptr.call_indirect %f(%a, %b) : !asptr.ptr<flat>, (i32, f32) -> i32
    """

    name = "asptr.call_indirect"

    callee = operand_def(PtrType)
    arguments = var_operand_def()
    res = var_result_def()

    assembly_format = (
        "$callee `(` $arguments `)` attr-dict `:` type($callee) `,` "
        "functional-type($arguments, $res)"
    )

    def __init__(
        self, callee: SSAValue, arguments: Sequence[SSAValue], result_types: Sequence[Attribute]
    ):
        super().__init__(operands=(callee, arguments), result_types=(result_types,))
