"""
The printer of LLVM IR: a module of the `llvm` dialect as the text that LLVM 22 reads.

It says what MLIR's own translation (`mlir-translate --mlir-to-llvmir`) says, and more: facts about
loaded values as metadata, and line tables from the locations of operations. It leaves out hints
that we have no use for: alias scopes, TBAA, access groups, loop annotations, entry counts. What it
can neither say nor leave out it refuses. One walk prints a module; the output depends on the
module alone.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TextIO, cast

from xdsl.dialects.builtin import ArrayAttr, IntegerAttr, ModuleOp, StringAttr
from xdsl.dialects.llvm import LinkageAttr, LLVMFunctionType
from xdsl.ir import Attribute, Operation

from ...diagnostics import CompileError, span_of
from ...dialects.llvm import UNNAMED_ADDRESSES, VISIBILITIES, ModuleFlagAttr
from .attributes import ParameterAttributes, function_attributes, function_metadata
from .constants import constant_text
from .debug import DebugInfo, Metadata
from .function import FunctionPrinter, unsupported
from .initializers import initializer
from .instructions import INSTRUCTIONS, convention_text, integer
from .intrinsics import INTRINSICS
from .types import TypePrinter, identifier, quoted

if TYPE_CHECKING:
    from ...targets.target import Target

EMITTERS = INSTRUCTIONS | INTRINSICS
"""What can be printed within a function."""


def print_module(
    module: ModuleOp, target: Target | None = None, *, source_name: str | None = None
) -> str:
    """
    The module as LLVM IR text.

    Its triple and data layout are those of the module's attributes `llvm.target_triple` and
    `llvm.data_layout`, or else the target's. Raises `CompileError` for what LLVM IR cannot say.
    """
    return ModulePrinter().module(module, target, source_name)


def write_module(module: ModuleOp, stream: TextIO, target: Target | None = None) -> None:
    """Write `print_module`'s text to a stream."""
    stream.write(print_module(module, target))


class ModulePrinter:
    """What a module's functions and globals share while it is printed."""

    def __init__(self) -> None:
        self.types = TypePrinter()
        self.parameter_attributes = ParameterAttributes(self.types)
        self.metadata = Metadata()
        self.debug = DebugInfo(self.metadata)
        self._groups: dict[str, int] = {}

    def attribute_group(self, attributes: str) -> str:
        """The reference ` #N` to a group of function attributes, or nothing for none."""
        if not attributes:
            return ""
        return f" #{self._groups.setdefault(attributes, len(self._groups))}"

    def module(self, module: ModuleOp, target: Target | None, source_name: str | None) -> str:
        """The text of the whole module."""
        head: list[str] = []
        if source_name is not None:
            head.append(f"source_filename = {quoted(source_name)}")
        layout = _string(module, "llvm.data_layout")
        if layout is None and target is not None:
            layout = target.data_layout
        if layout:
            head.append(f"target datalayout = {quoted(layout)}")
        triple = _string(module, "llvm.target_triple")
        if triple is None and target is not None:
            triple = target.triple
        if triple:
            head.append(f"target triple = {quoted(triple)}")

        globals: list[str] = []
        functions: list[str] = []
        for op in module.ops:
            match op.name:
                case "llvm.func":
                    functions.append(self._function(op))
                case "llvm.mlir.global":
                    globals.append(self._global(op))
                case "llvm.module_flags":
                    self._flags(op)
                case _:
                    raise unsupported(op)
        if self.debug.used:
            flags = self.metadata.named.setdefault("llvm.module.flags", [])
            if not any("Debug Info Version" in f for f in flags):
                flags.append(self.metadata.node('!{i32 2, !"Debug Info Version", i32 3}'))

        parts = ["\n".join(head)] if head else []
        if definitions := list(self.types.definitions.values()):
            parts.append("\n".join(definitions))
        if globals:
            parts.append("\n".join(globals))
        parts += functions
        if self._groups:
            groups = [f"attributes #{n} = {{ {text} }}" for text, n in self._groups.items()]
            parts.append("\n".join(groups))
        if lines := self.metadata.lines():
            parts.append("\n".join(lines))
        return "\n\n".join(parts) + "\n"

    def _linkage(self, op: Operation) -> str:
        """Linkage, preemption and visibility, followed by a space, or nothing."""
        properties = op.properties
        for name in ("comdat", "personality", "garbageCollector", "target_specific_attrs"):
            if name in properties:
                raise CompileError.of(
                    f"property `{name}` of `{op.name}` cannot be printed as LLVM IR",
                    span_of(op.location),
                )
        linkage = properties.get("linkage")
        name = "external" if linkage is None else cast("LinkageAttr", linkage).linkage.data
        text = "" if name == "external" else f"{name} "
        if "dso_local" in properties:
            text += "dso_local "
        if visibility := integer(properties.get("visibility_")):
            text += f"{VISIBILITIES[visibility]} "
        return text

    def _placement(self, op: Operation) -> list[str]:
        """Section and alignment."""
        properties = op.properties
        parts: list[str] = []
        if (section := properties.get("section")) is not None:
            parts.append(f"section {quoted(cast('StringAttr', section).data)}")
        if (alignment := properties.get("alignment")) is not None:
            parts.append(f"align {integer(alignment)}")
        return parts

    def _function(self, op: Operation) -> str:
        properties = op.properties
        symbol = cast("StringAttr", properties["sym_name"]).data
        type = cast("LLVMFunctionType", properties["function_type"])
        types = self.types
        at = self.parameter_attributes.at
        arg_attrs = properties.get("arg_attrs")
        blocks = list(op.regions[0].blocks)
        # The groups of the calls within come after the function's own.
        group = self.attribute_group(function_attributes(properties))

        debug = self.debug.of_function(op, _display_name(op, symbol), symbol) if blocks else None
        printer = FunctionPrinter(self, EMITTERS, debug)
        names = [f" {name}" for name in printer.arguments(blocks[0])] if blocks else None
        parameters: list[str] = []
        for i, input in enumerate(type.inputs.data):
            attributes = at(arg_attrs, i).rstrip()
            text = f"{types(input)} {attributes}" if attributes else types(input)
            parameters.append(text if names is None else f"{text}{names[i]}")
        if type.is_variadic:
            parameters.append("...")

        results = at(properties.get("res_attrs"), 0)
        head = (
            f"{'define' if blocks else 'declare'} {self._linkage(op)}"
            f"{convention_text(properties)}{results}{types(type.output)} "
            f"@{identifier(symbol)}({', '.join(parameters)})"
        )
        if unnamed := integer(properties.get("unnamed_addr")):
            head += f" {UNNAMED_ADDRESSES[unnamed]}"
        head += group
        for part in self._placement(op):
            head += f" {part}"
        if not blocks:
            return head
        head += function_metadata(properties, op.attributes)
        if debug is not None:
            head += f" !dbg {debug.scope}"
        body = "\n".join(printer.body(blocks))
        return f"{head} {{\n{body}\n}}"

    def _global(self, op: Operation) -> str:
        properties = op.properties
        symbol = cast("StringAttr", properties["sym_name"]).data
        type = properties["global_type"]
        value = properties.get("value")
        text = self._linkage(op)
        content = ""
        if value is not None:
            content = f" {constant_text(value, type, self.types)}"
        elif op.regions and op.regions[0].blocks:
            content = f" {initializer(self, op)}"
        elif not text.startswith("extern_weak"):
            text = f"external {text}"
        if "thread_local_" in properties:
            text += "thread_local "
        if unnamed := integer(properties.get("unnamed_addr")):
            text += f"{UNNAMED_ADDRESSES[unnamed]} "
        if space := integer(properties.get("addr_space")):
            text += f"addrspace({space}) "
        if "externally_initialized" in properties:
            text += "externally_initialized "
        kind = "constant" if "constant" in properties else "global"
        text = f"@{identifier(symbol)} = {text}{kind} {self.types(type)}{content}"
        return ", ".join([text, *self._placement(op)])

    def _flags(self, op: Operation) -> None:
        """The entries of `!llvm.module.flags`."""
        flags = self.metadata.named.setdefault("llvm.module.flags", [])
        for flag in cast("ArrayAttr[ModuleFlagAttr]", op.properties["flags"]):
            behavior = ModuleFlagAttr.BEHAVIORS[flag.behavior.data]
            match flag.value:
                case IntegerAttr() as number:
                    value = f"i32 {number.value.data}"
                case StringAttr() as string:
                    value = f"!{quoted(string.data)}"
                case other:
                    raise CompileError.of(f"module flag value `{other}` cannot be printed")
            text = f"!{{i32 {behavior}, !{quoted(flag.key.data)}, {value}}}"
            flags.append(self.metadata.node(text))


def _string(op: Operation, name: str) -> str | None:
    """A string attribute of an operation."""
    attribute: Attribute | None = op.attributes.get(name)
    return attribute.data if isinstance(attribute, StringAttr) else None


def _display_name(op: Operation, symbol: str) -> str:
    """The function's name for people: its Rust path if it carries one, else its symbol."""
    return _string(op, "rust_path") or symbol
