"""
Kernels that are wrappers: how `wrap-kernels` and `promote-kernel-sret` take a kernel apart.

What was one function becomes two. The *function* keeps its symbol in the module, its body and its
type, so that whoever refers to it still does; it becomes an ordinary one of Rust's ABI. The
*wrapper* gets all that makes a kernel: the name in the object file, the ABI, launch bounds. It
moves its arguments into a call of the function.
"""

from __future__ import annotations

from collections.abc import Sequence

from xdsl.dialects.builtin import (
    ArrayAttr,
    FunctionType,
    IntAttr,
    StringAttr,
    SymbolRefAttr,
    UnitAttr,
)
from xdsl.ir import Attribute, Block, Operation, Region, SSAValue

from ..dialects import mir

_RUST = StringAttr("Rust")
_PRIVATE = StringAttr("private")
_OF_FUNCTIONS = ("inline", "cold", "track_caller")
"""What is said of the function's own code."""


def path_of(function: mir.FuncOp) -> str:
    """A function's path, as it is shown to people."""
    path = function.sym_name if function.rust_path is None else function.rust_path
    return path.data


class KernelWrapper:
    """A kernel being built around the function that was one."""

    def __init__(self, function: mir.FuncOp, leading: Sequence[tuple[str, Attribute]] = ()) -> None:
        """
        Start a wrapper that takes the `leading` parameters, names and types, in front of the
        function's own, and make `function` an ordinary one.
        """
        self.function = function
        self.location = function.location
        self._leading = leading
        inputs = function.function_type.inputs.data
        self.types = [*(type_ for _, type_ in leading), *inputs]
        self._properties = self._take_kernel(function)
        self.start = Block(arg_types=[mir.PlaceType.of(type_) for type_ in self.types])
        self.block = Block()
        self._blocks = [self.block]
        self._locals: list[Operation] = []
        self._number = len(self.types)
        self.unit = self._add_local(mir.UNIT, 0)

    def _take_kernel(self, function: mir.FuncOp) -> dict[str, Attribute]:
        """Take from the function what makes it a kernel: the wrapper's properties."""
        name = function.sym_name.data
        given = function.properties
        properties = {key: value for key, value in given.items() if key not in _OF_FUNCTIONS}
        properties["sym_name"] = StringAttr(f"{name} as kernel")
        properties["function_type"] = FunctionType.from_lists(self.types, [mir.UNIT])
        properties["kernel"] = UnitAttr()
        properties["link_name"] = given.get("link_name", function.sym_name)
        properties["rust_path"] = StringAttr(path_of(function))
        own = [] if function.arg_names is None else list(function.arg_names.data)
        if self._leading:
            count = len(function.function_type.inputs)
            own = own or [StringAttr(f"arg{index}") for index in range(count)]
            own = [*(StringAttr(name) for name, _ in self._leading), *own]
        if own:
            properties["arg_names"] = ArrayAttr(own)
        for key in ("kernel", "link_name", "sret"):
            given.pop(key, None)
        given["abi"] = _RUST
        given["sym_visibility"] = _PRIVATE
        return properties

    def _add_local(self, type_: Attribute, number: int) -> SSAValue:
        op = mir.LocalOp.create(
            result_types=[mir.PlaceType.of(type_)], properties={"index": IntAttr(number)}
        )
        self._locals.append(op)
        return op.results[0]

    def set_property(self, name: str, value: Attribute) -> None:
        """Say something more of the kernel."""
        self._properties[name] = value

    def local(self, type_: Attribute) -> SSAValue:
        """A new local."""
        self._number += 1
        return self._add_local(type_, self._number)

    def emit(
        self,
        cls: type[Operation],
        operands: Sequence[SSAValue] = (),
        result: Attribute | None = None,
        successors: Sequence[Block] = (),
        **properties: Attribute,
    ) -> Operation:
        """Append an operation to the block at hand."""
        op = cls.create(
            operands=operands,
            result_types=() if result is None else (result,),
            properties=properties,
            successors=successors,
            location=self.location,
        )
        self.block.add_op(op)
        return op

    def new_block(self) -> Block:
        """A further block, behind those there are."""
        block = Block()
        self._blocks.append(block)
        return block

    def call_function(self) -> SSAValue:
        """Call the function, and go on where it returns to; the place of its result."""
        output = self.function.output
        places = self.start.args[len(self._leading) :]
        values = [
            self.emit(mir.MoveOp, [place], type_).results[0]
            for place, type_ in zip(places, self.function.function_type.inputs.data, strict=True)
        ]
        result = self.unit if output == mir.UNIT else self.local(output)
        following = [] if isinstance(output, mir.NeverType) else [self.new_block()]
        callee = SymbolRefAttr(self.function.sym_name.data)
        self.emit(mir.CallOp, [*values, result], successors=following, callee=callee)
        if following:
            self.block = following[0]
        return result

    def finish(self) -> mir.FuncOp:
        """The wrapper, put in front of the function."""
        entry = self.start
        entry.add_ops(self._locals)
        entry.add_op(mir.GotoOp.create(successors=[self._blocks[0]], location=self.location))
        wrapper = mir.FuncOp.create(
            properties=self._properties,
            attributes=dict(self.function.attributes),
            regions=[Region([entry, *self._blocks])],
            location=self.location,
        )
        block = self.function.parent_block()
        assert block is not None
        block.insert_op_before(wrapper, self.function)
        return wrapper
