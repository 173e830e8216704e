"""Kernels: what a dispatch enters."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from xdsl.dialects.builtin import (
    ArrayAttr,
    DenseArrayBase,
    DictionaryAttr,
    FunctionType,
    IntegerAttr,
    IntegerType,
    StringAttr,
    SymbolNameConstraint,
    i32,
)
from xdsl.dialects.utils import parse_func_op_like, print_func_op_like
from xdsl.ir import (
    Attribute,
    Block,
    BlockArgument,
    Operation,
    Region,
)
from xdsl.irdl import (
    IRDLOperation,
    irdl_op_definition,
    opt_prop_def,
    prop_def,
    region_def,
    traits_def,
)
from xdsl.parser import Parser
from xdsl.printer import Printer
from xdsl.traits import (
    CallableOpInterface,
    HasParent,
    IsolatedFromAbove,
    IsTerminator,
    ReturnLike,
    SymbolOpInterface,
)
from xdsl.utils.exceptions import VerifyException

from ..asptr import PtrType, ptr

_CONSTANT_PTR = ptr("constant")
_GLOBAL_PTR = ptr("global")


class _KernelCallable(CallableOpInterface):
    @classmethod
    def get_callable_region(cls, op: Operation) -> Region:
        assert isinstance(op, KernelOp)
        return op.body

    @classmethod
    def get_argument_types(cls, op: Operation) -> tuple[Attribute, ...]:
        assert isinstance(op, KernelOp)
        return op.function_type.inputs.data

    @classmethod
    def get_result_types(cls, op: Operation) -> tuple[Attribute, ...]:
        assert isinstance(op, KernelOp)
        return op.function_type.outputs.data


_SHOWN_PROPERTIES = (
    "arg_names",
    "arg_types",
    "reqd_workgroup_size",
    "max_flat_workgroup_size",
    "waves_per_eu",
    "target_features",
)
"""Properties of a kernel that its syntax shows in the dictionary after `attributes`."""

_POINTER_ARG_ATTRS = ("llvm.noalias", "llvm.readonly", "llvm.writeonly", "llvm.dereferenceable")


@irdl_op_definition
class KernelOp(IRDLOperation):
    """
    A kernel: a function that every work-item of a dispatch enters, and that returns nothing.

    Arguments lie in the kernarg segment in order, each at its natural alignment. One with the
    attribute `llvm.byref` is a pointer to where an aggregate of that type lies in the segment, and
    so points to `constant` memory. Other argument attributes are `func.func`'s. The first argument
    may be where the host wants the kernel's results, in `global` memory: `hsa.sret` says what type
    one has. (LLVM's `sret` is not for kernels, nor is it for arrays of results.)

    Launch bounds are promises of whoever launches it, and dispatching it otherwise is undefined:
    `reqd_workgroup_size`, three `i32`, the exact size of a workgroup; `max_flat_workgroup_size`, an
    `i32`, the most work-items in one; `waves_per_eu`, one or two `i32`, the least and the most
    wavefronts per execution unit to aim at. `target_features` are LLVM's, each with its sign.
    `arg_names` are the source's names, and `arg_types` its types, for people and for tools that
    read the code object.

        hsa.kernel @fill(%x: !asptr.ptr<global> {llvm.noalias}, %v: f32)
            attributes {reqd_workgroup_size = array<i32: 64, 1, 1>} {
          hsa.return
        }
    """

    name = "hsa.kernel"

    sym_name = prop_def(SymbolNameConstraint())
    function_type = prop_def(FunctionType)
    arg_attrs = opt_prop_def(ArrayAttr[DictionaryAttr])
    arg_names = opt_prop_def(ArrayAttr[StringAttr])
    arg_types = opt_prop_def(ArrayAttr[StringAttr])
    reqd_workgroup_size = opt_prop_def(DenseArrayBase.constr(i32))
    max_flat_workgroup_size = opt_prop_def(IntegerAttr.constr(i32))
    waves_per_eu = opt_prop_def(DenseArrayBase.constr(i32))
    target_features = opt_prop_def(ArrayAttr[StringAttr])
    body = region_def()

    traits = traits_def(IsolatedFromAbove(), SymbolOpInterface(), _KernelCallable())

    def __init__(
        self,
        name: str,
        function_type: FunctionType | Sequence[Attribute],
        region: Region | None = None,
        *,
        arg_attrs: ArrayAttr[DictionaryAttr] | None = None,
        arg_names: Sequence[str] | None = None,
        arg_types: Sequence[str] | None = None,
        reqd_workgroup_size: tuple[int, int, int] | None = None,
        max_flat_workgroup_size: int | None = None,
        waves_per_eu: Sequence[int] | None = None,
        target_features: Sequence[str] | None = None,
    ):
        if not isinstance(function_type, FunctionType):
            function_type = FunctionType.from_lists(function_type, ())
        if region is None:
            region = Region(Block(arg_types=function_type.inputs))
        super().__init__(
            regions=(region,),
            properties={
                "sym_name": StringAttr(name),
                "function_type": function_type,
                "arg_attrs": arg_attrs,
                "arg_names": _strings(arg_names),
                "arg_types": _strings(arg_types),
                "reqd_workgroup_size": _i32s(reqd_workgroup_size),
                "max_flat_workgroup_size": (
                    None
                    if max_flat_workgroup_size is None
                    else IntegerAttr(max_flat_workgroup_size, i32)
                ),
                "waves_per_eu": _i32s(waves_per_eu),
                "target_features": _strings(target_features),
            },
        )

    @property
    def args(self) -> tuple[BlockArgument, ...]:
        """The arguments, as values."""
        block = self.body.blocks.first
        assert block is not None
        return block.args

    def verify_(self) -> None:
        """Check that it returns nothing, has a body, and that its arguments and bounds fit it."""
        name = self.sym_name.data
        inputs = self.function_type.inputs.data
        if self.function_type.outputs.data:
            types = ", ".join(str(type_) for type_ in self.function_type.outputs.data)
            raise VerifyException(
                f"kernel @{name} returns {types}, but a GPU kernel cannot return a value"
            )
        entry = self.body.blocks.first
        if entry is None:
            raise VerifyException(f"kernel @{name} has no body")
        if inputs != tuple(entry.arg_types):
            raise VerifyException(
                f"the entry block of kernel @{name} must have the arguments of its type"
            )
        if self.arg_attrs is not None:
            if len(self.arg_attrs) != len(inputs):
                raise VerifyException(
                    f"kernel @{name} has {len(inputs)} arguments but attributes for "
                    f"{len(self.arg_attrs)}"
                )
            for index, (type_, attrs) in enumerate(zip(inputs, self.arg_attrs, strict=True)):
                self._verify_arg(index, type_, attrs.data)
        if self.arg_names is not None and len(self.arg_names) != len(inputs):
            raise VerifyException(
                f"kernel @{name} has {len(inputs)} arguments but names for {len(self.arg_names)}"
            )
        if self.arg_types is not None and len(self.arg_types) != len(inputs):
            raise VerifyException(
                f"kernel @{name} has {len(inputs)} arguments but source types for "
                f"{len(self.arg_types)}"
            )
        self._verify_bounds()

    def _verify_arg(self, index: int, type_: Attribute, attrs: Mapping[str, Attribute]) -> None:
        where = f"argument {index} of kernel @{self.sym_name.data}"
        if "llvm.sret" in attrs or "llvm.byval" in attrs:
            raise VerifyException(f"{where} is in the kernarg segment: use `llvm.byref`")
        if "hsa.sret" in attrs and (index or type_ != _GLOBAL_PTR):
            raise VerifyException(
                f"{where} is `hsa.sret` and must be the first, and {_GLOBAL_PTR}, but is {type_}"
            )
        if "llvm.byref" in attrs and type_ != _CONSTANT_PTR:
            raise VerifyException(
                f"{where} is `llvm.byref` and must be {_CONSTANT_PTR}, but is {type_}"
            )
        if not isinstance(type_, PtrType):
            for attr in _POINTER_ARG_ATTRS:
                if attr in attrs:
                    raise VerifyException(f"{where} is `{attr}` but not a pointer")

    def _verify_bounds(self) -> None:
        name = self.sym_name.data
        size = self.reqd_workgroup_size
        most = self.max_flat_workgroup_size
        if size is not None:
            sizes = size.get_values()
            if len(sizes) != 3 or min(sizes) < 1:
                raise VerifyException(
                    f"the workgroup size of kernel @{name} must be three positive numbers"
                )
        if most is not None and most.value.data < 1:
            raise VerifyException(f"kernel @{name} must allow at least one work-item")
        if size is not None and most is not None:
            x, y, z = size.get_values()
            if x * y * z > most.value.data:
                raise VerifyException(
                    f"kernel @{name} requires workgroups of {x * y * z} work-items but allows "
                    f"{most.value.data}"
                )
        if self.waves_per_eu is not None:
            waves = self.waves_per_eu.get_values()
            if not 1 <= len(waves) <= 2 or min(waves) < 1 or waves[0] > waves[-1]:
                raise VerifyException(
                    f"the wavefronts per execution unit of kernel @{name} must be a least and, "
                    "optionally, a most"
                )
        for feature in self.target_features or ():
            if feature.data[:1] not in {"+", "-"}:
                raise VerifyException(
                    f'target feature "{feature.data}" of kernel @{name} needs a sign'
                )

    @classmethod
    def parse(cls, parser: Parser) -> KernelOp:
        """Read a kernel in the syntax of `func.func`."""
        name, inputs, outputs, region, extra, arg_attrs, res_attrs = parse_func_op_like(
            parser, reserved_attr_names=("sym_name", "function_type", "arg_attrs")
        )
        if res_attrs is not None:
            parser.raise_error("a kernel has no results")
        properties: dict[str, Attribute] = {
            "sym_name": StringAttr(name),
            "function_type": FunctionType.from_lists(inputs, outputs),
        }
        if arg_attrs is not None:
            properties["arg_attrs"] = arg_attrs
        attributes = dict(extra.data) if extra is not None else {}
        for shown in _SHOWN_PROPERTIES:
            if (attr := attributes.pop(shown, None)) is not None:
                properties[shown] = attr
        return cls.create(properties=properties, attributes=attributes, regions=(region,))

    def print(self, printer: Printer) -> None:
        """Write a kernel in the syntax of `func.func`."""
        shown = {
            name: self.properties[name] for name in _SHOWN_PROPERTIES if name in self.properties
        }
        print_func_op_like(
            printer,
            self.sym_name,
            self.function_type,
            self.body,
            shown | self.attributes,
            arg_attrs=self.arg_attrs,
            reserved_attr_names=("sym_name", "function_type", "arg_attrs"),
        )


def _strings(values: Sequence[str] | None) -> ArrayAttr[StringAttr] | None:
    return None if values is None else ArrayAttr([StringAttr(value) for value in values])


def _i32s(values: Sequence[int] | None) -> DenseArrayBase[IntegerType] | None:
    return None if values is None else DenseArrayBase.from_list(i32, values)


@irdl_op_definition
class ReturnOp(IRDLOperation):
    """
    The work-item has done its part of the kernel.

        hsa.return
    """

    name = "hsa.return"

    traits = traits_def(HasParent(KernelOp), IsTerminator(), ReturnLike())
    assembly_format = "attr-dict"

    def __init__(self):
        super().__init__()
