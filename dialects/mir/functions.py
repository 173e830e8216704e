"""
Functions: `mir.func`.
"""

from __future__ import annotations

from xdsl.dialects.builtin import (
    ArrayAttr,
    FunctionType,
    StringAttr,
    UnitAttr,
)
from xdsl.ir import Attribute, Operation, Region, SSAValue
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
from xdsl.traits import CallableOpInterface, IsolatedFromAbove, SymbolOpInterface
from xdsl.utils.exceptions import VerifyException

from ..strings import parse_optional_string, parse_string, print_string
from .assembly import (
    parse_item_attributes,
    place_of,
    print_item_attributes,
    print_item_name,
)
from .places import LocalOp
from .types import PlaceType, PtrType

KERNEL_ABIS = frozenset(("gpu-kernel", "amdgpu-kernel", "ptx-kernel"))
"""The ABIs of functions that the host launches."""


class _FuncCallable(CallableOpInterface):
    @classmethod
    def get_callable_region(cls, op: Operation) -> Region:
        assert isinstance(op, FuncOp)
        return op.body

    @classmethod
    def get_argument_types(cls, op: Operation) -> tuple[Attribute, ...]:
        assert isinstance(op, FuncOp)
        return op.function_type.inputs.data

    @classmethod
    def get_result_types(cls, op: Operation) -> tuple[Attribute, ...]:
        assert isinstance(op, FuncOp)
        return op.function_type.outputs.data


INLINE_KINDS = ("hint", "always", "never", "force")
"""rustc's `InlineAttr`."""

SRET_KINDS = ("launch", "work-item")
"""What has a result of its own: the whole launch, or each work-item of it."""

_STRING_OPTIONS = ("link_name", "rust_path", "inline", "target_features", "sret")
_UNIT_OPTIONS = ("kernel", "track_caller", "cold")
_OPTIONS = frozenset((*_STRING_OPTIONS, *_UNIT_OPTIONS))


@irdl_op_definition
class FuncOp(IRDLOperation):
    """
    A function. Its arguments are places: the argument locals, in which the values lie on entry.
    Its body starts with the other locals and goes on to the block that rustc numbers 0. Without
    a body it is a declaration.

    The ABI is written where it is not Rust's. Then follow, each if it applies: `link_name`, its
    symbol in the object file; `rust_path`, the path that is shown to people; `inline` (`hint`,
    `always`, `never`, `force`); `target_features`; `kernel`, of a function of whichever ABI that
    the user makes one; `sret`, of a kernel whose first argument points to where its results go:
    one for the whole `launch`, or an array with one for each `work-item`, by its number in the
    grid; `track_caller`, `cold`.

        mir.func public "gpu-kernel" @vadd(%_1 "x": !mir.ptr<const f32>, %_2 "n": !mir.usize)
            -> !mir.tuple<> link_name "vadd" kernel {
          %_0 = mir.local 0 : !mir.tuple<>
          mir.goto ^bb0
        ^bb0:
          mir.return
        }
    """

    name = "mir.func"

    sym_name = prop_def(StringAttr)
    function_type = prop_def(FunctionType)
    sym_visibility = opt_prop_def(StringAttr)
    abi = prop_def(StringAttr)
    link_name = opt_prop_def(StringAttr)
    rust_path = opt_prop_def(StringAttr)
    inline = opt_prop_def(StringAttr)
    target_features = opt_prop_def(StringAttr)
    sret = opt_prop_def(StringAttr)
    kernel = opt_prop_def(UnitAttr)
    track_caller = opt_prop_def(UnitAttr)
    cold = opt_prop_def(UnitAttr)
    arg_names = opt_prop_def(ArrayAttr[StringAttr])
    body = region_def()

    traits = traits_def(IsolatedFromAbove(), SymbolOpInterface(), _FuncCallable())

    @property
    def is_kernel(self) -> bool:
        """Whether the host launches it: its ABI says so, or the user named it as a kernel."""
        return self.kernel is not None or self.abi.data in KERNEL_ABIS

    @property
    def output(self) -> Attribute:
        """The type that the function returns."""
        return self.function_type.outputs.data[0]

    @property
    def is_declaration(self) -> bool:
        """Whether the function has no body."""
        return self.body.blocks.first is None

    def verify_(self) -> None:
        """The arguments are places of the inputs, and there is one output."""
        type = self.function_type
        inputs = type.inputs.data
        if len(type.outputs.data) != 1:
            raise VerifyException(
                f"a function returns one value, `()` if nothing else, not {len(type.outputs.data)}"
            )
        if self.arg_names is not None and len(self.arg_names.data) != len(inputs):
            raise VerifyException(
                f"{len(self.arg_names.data)} argument names are given for {len(inputs)} arguments"
            )
        if self.inline is not None and self.inline.data not in INLINE_KINDS:
            raise VerifyException(f"`{self.inline.data}` is not a kind of inlining")
        if self.sret is not None:
            if self.sret.data not in SRET_KINDS:
                raise VerifyException(f"`{self.sret.data}` has no results of its own")
            if not self.is_kernel or not inputs or not isinstance(inputs[0], PtrType):
                raise VerifyException("`sret` is of kernels whose first argument is a raw pointer")
        entry = self.body.blocks.first
        if entry is None:
            if self.kernel is not None:
                raise VerifyException("a kernel must have a body")
            return
        arguments = entry.args
        if len(arguments) != len(inputs):
            raise VerifyException(
                f"the body has {len(arguments)} arguments, but the function {len(inputs)}"
            )
        for index, (argument, input) in enumerate(zip(arguments, inputs, strict=True)):
            place = argument.type
            if not isinstance(place, PlaceType) or place.type != input:
                raise VerifyException(
                    f"argument {index} of the body must be a place that holds {input}, not {place}"
                )
        if entry.first_use is not None:
            raise VerifyException("no block can go back to where the function starts")

    def _name_as_rustc(self, printer: Printer) -> None:
        """
        Give locals and blocks the names that rustc prints: `%_5`, and `^bb0` to the block behind
        the first one, which holds the locals. Locals that were given a name keep it.
        """
        entry = self.body.blocks.first
        if entry is None:
            return
        names = printer._ssa_values  # pyright: ignore[reportPrivateUsage]
        taken: set[int] = set()
        places: list[tuple[int, SSAValue]] = [*enumerate(entry.args, 1)]
        places += [(op.index.data, op.place) for op in entry.ops if isinstance(op, LocalOp)]
        for index, place in places:
            if not place.name_hint and index not in taken:
                taken.add(index)
                names[place] = f"_{index}"
        blocks = printer._blocks  # pyright: ignore[reportPrivateUsage]
        blocks[entry] = "start"
        block, number = entry.next_block, 0
        while block is not None:
            if not block.name_hint:
                blocks[block] = f"bb{number}"
            block, number = block.next_block, number + 1

    def print(self, printer: Printer) -> None:
        """Print visibility? abi? symbol arguments `->` type options body?."""
        self._name_as_rustc(printer)
        if self.sym_visibility is not None:
            printer.print_string(f" {self.sym_visibility.data}")
        if self.abi.data != "Rust":
            printer.print_string(" ")
            print_string(printer, self.abi.data)
        print_item_name(printer, self.sym_name)
        printer.print_string("(")
        names = None if self.arg_names is None else self.arg_names.data
        entry = self.body.blocks.first
        for index, type in enumerate(self.function_type.inputs.data):
            if index:
                printer.print_string(", ")
            if entry is not None:
                printer.print_ssa_value(entry.args[index])
            if names is not None:
                printer.print_string("" if entry is None else " ")
                print_string(printer, names[index].data)
            if entry is not None or names is not None:
                printer.print_string(": ")
            printer.print_attribute(type)
        printer.print_string(") -> ")
        printer.print_attribute(self.output)
        for option in _STRING_OPTIONS:
            value = self.properties.get(option)
            if isinstance(value, StringAttr):
                printer.print_string(f" {option} ")
                print_string(printer, value.data)
        for option in _UNIT_OPTIONS:
            if option in self.properties:
                printer.print_string(f" {option}")
        print_item_attributes(printer, self)
        if entry is not None:
            printer.print_string(" ")
            printer.print_region(self.body, print_entry_block_args=False)

    @classmethod
    def parse(cls, parser: Parser) -> FuncOp:
        """Parse visibility? abi? symbol arguments `->` type options body?."""
        properties: dict[str, Attribute] = {}
        if (visibility := parser.parse_optional_visibility_keyword()) is not None:
            properties["sym_visibility"] = visibility
        properties["abi"] = StringAttr(parse_optional_string(parser) or "Rust")
        properties["sym_name"] = parser.parse_symbol_name()
        arguments: list[Parser.Argument] = []
        inputs: list[Attribute] = []
        names: list[StringAttr] = []

        def parse_argument() -> None:
            argument = parser.parse_optional_argument(expect_type=False)
            name = parse_optional_string(parser)
            if name is not None:
                names.append(StringAttr(name))
            if argument is not None or name is not None:
                parser.parse_punctuation(":")
            type = parser.parse_type()
            inputs.append(type)
            if argument is not None:
                arguments.append(argument.resolve(place_of(type)))

        pos = parser.pos
        parser.parse_comma_separated_list(Parser.Delimiter.PAREN, parse_argument)
        if names:
            if len(names) != len(inputs):
                parser.raise_error("either all arguments have a name or none", pos)
            properties["arg_names"] = ArrayAttr(names)
        parser.parse_punctuation("->")
        properties["function_type"] = FunctionType.from_lists(inputs, [parser.parse_type()])
        while (option := parser.parse_optional_keyword_in(_OPTIONS)) is not None:
            properties[option] = (
                UnitAttr() if option in _UNIT_OPTIONS else StringAttr(parse_string(parser))
            )
        attributes = parse_item_attributes(parser)
        body_pos = parser.pos
        if len(arguments) == len(inputs):
            body = parser.parse_optional_region(arguments) or Region()
        else:
            body = parser.parse_optional_region() or Region()
            if body.blocks:
                parser.raise_error("the arguments of a function with a body need names", body_pos)
        return cls.create(properties=properties, attributes=attributes, regions=[body])
