"""
Attributes of the upstream `llvm` dialect that xDSL lacks, and the tables of its enumerations.

The spellings are those of MLIR 22, `mlir/Dialect/LLVMIR/LLVMAttrDefs.td` and `LLVMEnums.td`.
Enumerated properties are stored as upstream stores them, as `i64` integers; the tables here map
them to keywords, and the same keywords serve LLVM IR unless a comment says otherwise.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from xdsl.dialects import llvm as xdsl_llvm
from xdsl.dialects.builtin import (
    ArrayAttr,
    BoolAttr,
    DictionaryAttr,
    IntAttr,
    IntegerAttr,
    IntegerType,
    NoneAttr,
    StringAttr,
    UnitAttr,
    i32,
    i64,
)
from xdsl.dialects.llvm import CallingConventionAttr
from xdsl.ir import Attribute, ParametrizedAttribute
from xdsl.irdl import irdl_attr_definition
from xdsl.parser import AttrParser, Parser
from xdsl.printer import Printer
from xdsl.utils.exceptions import VerifyException
from xdsl.utils.hints import isa

ATOMIC_ORDERINGS: dict[int, str] = {
    0: "not_atomic",
    1: "unordered",
    2: "monotonic",
    4: "acquire",
    5: "release",
    6: "acq_rel",
    7: "seq_cst",
}
"""`llvm::AtomicOrdering` by number; 3 is C++'s `consume`, which LLVM does not have."""

ATOMIC_ORDERING_NUMBERS: dict[str, int] = {name: n for n, name in ATOMIC_ORDERINGS.items()}

ATOMIC_OPERATIONS: tuple[str, ...] = (
    "xchg",
    "add",
    "sub",
    "_and",
    "nand",
    "_or",
    "_xor",
    "max",
    "min",
    "umax",
    "umin",
    "fadd",
    "fsub",
    "fmax",
    "fmin",
    "uinc_wrap",
    "udec_wrap",
    "usub_cond",
    "usub_sat",
    "fmaximum",
    "fminimum",
)
"""`atomicrmw` kinds by number. MLIR puts an underscore before C++'s keywords; LLVM IR does not."""

ATOMIC_OPERATION_NUMBERS: dict[str, int] = {
    name: n
    for n, keyword in enumerate(ATOMIC_OPERATIONS)
    for name in (keyword, keyword.lstrip("_"))
}

VISIBILITIES: tuple[str, ...] = ("default", "hidden", "protected")
UNNAMED_ADDRESSES: tuple[str, ...] = ("none", "local_unnamed_addr", "unnamed_addr")

GEP_INBOUNDS = 3
"""`inbounds` implies `nusw`, so its bit (1) never stands without that of `nusw` (2)."""
GEP_NUSW = 2
GEP_NUW = 4

CALLING_CONVENTIONS: dict[str, str] = {
    "ccc": "",
    "fastcc": "fastcc",
    "coldcc": "coldcc",
    "cc_10": "ghccc",
    "cc_11": "cc 11",
    "anyregcc": "anyregcc",
    "preserve_mostcc": "preserve_mostcc",
    "preserve_allcc": "preserve_allcc",
    "swiftcc": "swiftcc",
    "cxx_fast_tlscc": "cxx_fast_tlscc",
    "tailcc": "tailcc",
    "cfguard_checkcc": "cfguard_checkcc",
    "swifttailcc": "swifttailcc",
    "x86_stdcallcc": "x86_stdcallcc",
    "x86_fastcallcc": "x86_fastcallcc",
    "x86_thiscallcc": "x86_thiscallcc",
    "x86_vectorcallcc": "x86_vectorcallcc",
    "x86_regcallcc": "x86_regcallcc",
    "x86_intrcc": "x86_intrcc",
    "x86_64_sysvcc": "x86_64_sysvcc",
    "win64cc": "win64cc",
    "arm_apcscc": "arm_apcscc",
    "arm_aapcscc": "arm_aapcscc",
    "arm_aapcs_vfpcc": "arm_aapcs_vfpcc",
    "aarch64_vectorcallcc": "aarch64_vector_pcs",
    "aarch64_sve_vectorcallcc": "aarch64_sve_vector_pcs",
    "msp430_intrcc": "msp430_intrcc",
    "ptx_kernelcc": "ptx_kernel",
    "ptx_devicecc": "ptx_device",
    "spir_funccc": "spir_func",
    "spir_kernelcc": "spir_kernel",
    "intel_ocl_bicc": "intel_ocl_bicc",
    "avr_intrcc": "avr_intrcc",
    "avr_signalcc": "avr_signalcc",
    "amdgpu_vscc": "amdgpu_vs",
    "amdgpu_gscc": "amdgpu_gs",
    "amdgpu_pscc": "amdgpu_ps",
    "amdgpu_cscc": "amdgpu_cs",
    "amdgpu_hscc": "amdgpu_hs",
    "amdgpu_lscc": "amdgpu_ls",
    "amdgpu_escc": "amdgpu_es",
    "amdgpu_kernelcc": "amdgpu_kernel",
    "amdgpu_gfxcc": "amdgpu_gfx",
}
"""Calling conventions: MLIR's keyword, and LLVM IR's (empty for the C convention)."""


# xDSL reads no calling convention outside this table of its own, which lacks those of GPUs.
xdsl_llvm.LLVM_CALLING_CONVS.update(CALLING_CONVENTIONS)

CCC = CallingConventionAttr("ccc")
FASTCC = CallingConventionAttr("fastcc")
COLDCC = CallingConventionAttr("coldcc")
AMDGPU_KERNELCC = CallingConventionAttr("amdgpu_kernelcc")
PTX_KERNELCC = CallingConventionAttr("ptx_kernelcc")


@irdl_attr_definition
class MemoryEffectsAttr(ParametrizedAttribute):
    """
    What memory a function may touch, by location: `none`, `read`, `write` or `readwrite`.

        #llvm.memory_effects<other = none, argMem = read, inaccessibleMem = none,
                             errnoMem = none, targetMem0 = none, targetMem1 = none>
    """

    name = "llvm.memory_effects"

    other: StringAttr
    argMem: StringAttr
    inaccessibleMem: StringAttr
    errnoMem: StringAttr
    targetMem0: StringAttr
    targetMem1: StringAttr

    FIELDS: ClassVar = (
        "other",
        "argMem",
        "inaccessibleMem",
        "errnoMem",
        "targetMem0",
        "targetMem1",
    )
    EFFECTS: ClassVar = ("none", "read", "write", "readwrite")

    @staticmethod
    def of(
        other: str = "none", arguments: str = "none", inaccessible: str = "none"
    ) -> MemoryEffectsAttr:
        """Effects on memory at large, through pointer arguments, and out of the module's reach."""
        rest = StringAttr(other)
        return MemoryEffectsAttr(
            rest, StringAttr(arguments), StringAttr(inaccessible), rest, rest, rest
        )

    def verify(self) -> None:
        """Refuse an effect that is not one of the four."""
        for parameter in self.parameters:
            if isinstance(parameter, StringAttr) and parameter.data not in self.EFFECTS:
                raise VerifyException(f"unknown memory effect '{parameter.data}'")

    def print_parameters(self, printer: Printer) -> None:
        """Print `<other = none, ...>`."""
        pairs = zip(self.FIELDS, self.parameters, strict=True)
        text = ", ".join(f"{n} = {p.data}" for n, p in pairs if isinstance(p, StringAttr))
        printer.print_string(f"<{text}>")

    @classmethod
    def parse_parameters(cls, parser: AttrParser) -> list[Attribute]:
        """Parse the six fields in upstream's order."""
        values: list[Attribute] = []
        with parser.in_angle_brackets():
            for i, field in enumerate(cls.FIELDS):
                if i:
                    parser.parse_punctuation(",")
                parser.parse_keyword(field)
                parser.parse_punctuation("=")
                values.append(StringAttr(parser.parse_identifier()))
        return values


@irdl_attr_definition
class DereferenceableAttr(ParametrizedAttribute):
    """
    How many bytes lie behind a loaded pointer: `#llvm.dereferenceable<bytes = 8>`.

    With `mayBeNull = true` the pointer may be null instead.
    """

    name = "llvm.dereferenceable"

    bytes: IntAttr
    may_be_null: UnitAttr | NoneAttr

    @staticmethod
    def of(size: int, may_be_null: bool = False) -> DereferenceableAttr:
        """`size` in bytes."""
        return DereferenceableAttr(IntAttr(size), UnitAttr() if may_be_null else NoneAttr())

    def print_parameters(self, printer: Printer) -> None:
        """Print `<bytes = N, mayBeNull = true>`."""
        suffix = ", mayBeNull = true" if isinstance(self.may_be_null, UnitAttr) else ""
        printer.print_string(f"<bytes = {self.bytes.data}{suffix}>")

    @classmethod
    def parse_parameters(cls, parser: AttrParser) -> list[Attribute]:
        """Parse `<bytes = N, mayBeNull = true>`."""
        may_be_null = False
        with parser.in_angle_brackets():
            parser.parse_keyword("bytes")
            parser.parse_punctuation("=")
            size = parser.parse_integer(allow_boolean=False, allow_negative=False)
            if parser.parse_optional_punctuation(",") is not None:
                parser.parse_keyword("mayBeNull")
                parser.parse_punctuation("=")
                may_be_null = parser.parse_boolean()
        return [IntAttr(size), UnitAttr() if may_be_null else NoneAttr()]


@irdl_attr_definition
class ConstantRangeAttr(ParametrizedAttribute):
    """
    The half-open, possibly wrapping range of an integer: `#llvm.constant_range<i8, 0, 2>`.
    """

    name = "llvm.constant_range"

    width: IntAttr
    lower: IntAttr
    upper: IntAttr

    @staticmethod
    def of(width: int, lower: int, upper: int) -> ConstantRangeAttr:
        """The range `lower..upper` of an integer of `width` bits."""
        return ConstantRangeAttr(IntAttr(width), IntAttr(lower), IntAttr(upper))

    def print_parameters(self, printer: Printer) -> None:
        """Print `<iN, LOWER, UPPER>`, the bounds signed as upstream does."""
        width = self.width.data
        lower, upper = signed(self.lower.data, width), signed(self.upper.data, width)
        printer.print_string(f"<i{width}, {lower}, {upper}>")

    @classmethod
    def parse_parameters(cls, parser: AttrParser) -> list[Attribute]:
        """Parse `<iN, LOWER, UPPER>`."""
        with parser.in_angle_brackets():
            type = parser.parse_type()
            if not isa(type, IntegerType):
                parser.raise_error("integer type expected")
            parser.parse_punctuation(",")
            lower = parser.parse_integer()
            parser.parse_punctuation(",")
            upper = parser.parse_integer()
        return [IntAttr(type.width.data), IntAttr(lower), IntAttr(upper)]


def signed(value: int, width: int) -> int:
    """Read the low `width` bits of `value` as a two's complement number."""
    value &= (1 << width) - 1
    return value - (1 << width) if value >> (width - 1) else value


@irdl_attr_definition
class ModuleFlagAttr(ParametrizedAttribute):
    """
    One of a module's flags: `#llvm.mlir.module_flag<error, "amdhsa_code_object_version", 600>`.

    `behavior` says what a linker does with two values: `error`, `warning`, `require`,
    `override`, `append`, `append_unique`, `max` or `min`.
    """

    name = "llvm.mlir.module_flag"

    behavior: StringAttr
    key: StringAttr
    value: Attribute

    BEHAVIORS: ClassVar = {
        "error": 1,
        "warning": 2,
        "require": 3,
        "override": 4,
        "append": 5,
        "append_unique": 6,
        "max": 7,
        "min": 8,
    }

    @staticmethod
    def of(behavior: str, key: str, value: int | str) -> ModuleFlagAttr:
        """A flag whose value is an `i32` or a string."""
        attribute = StringAttr(value) if isinstance(value, str) else IntegerAttr(value, i32)
        return ModuleFlagAttr(StringAttr(behavior), StringAttr(key), attribute)

    def verify(self) -> None:
        """Refuse an unknown behaviour."""
        if self.behavior.data not in self.BEHAVIORS:
            raise VerifyException(f"unknown module flag behavior '{self.behavior.data}'")

    def print_parameters(self, printer: Printer) -> None:
        """Print `<behavior, "key", value>`."""
        printer.print_string(f"<{self.behavior.data}, ")
        printer.print_attribute(self.key)
        printer.print_string(", ")
        printer.print_attribute(self.value)
        printer.print_string(">")

    @classmethod
    def parse_parameters(cls, parser: AttrParser) -> list[Attribute]:
        """Parse `<behavior, "key", value>`."""
        with parser.in_angle_brackets():
            behavior = parser.parse_identifier()
            parser.parse_punctuation(",")
            key = StringAttr(parser.parse_str_literal())
            parser.parse_punctuation(",")
            value = parser.parse_attribute()
        return [StringAttr(behavior), key, value]


# Shared by the operations' parsers and printers.


def parse_ordering(parser: Parser) -> IntegerAttr[IntegerType]:
    """Parse an atomic ordering's keyword."""
    position = parser.pos
    keyword = parser.parse_identifier("atomic ordering")
    number = ATOMIC_ORDERING_NUMBERS.get(keyword)
    if number is None:
        parser.raise_error(f"unknown atomic ordering '{keyword}'", position, parser.pos)
    return ORDERING_ATTRIBUTES[number]


def parse_syncscope(parser: Parser, properties: dict[str, Attribute]) -> None:
    """Parse `syncscope("name")` if it is there."""
    if parser.parse_optional_keyword("syncscope") is not None:
        with parser.in_parens():
            properties["syncscope"] = StringAttr(parser.parse_str_literal())


def syncscope_text(syncscope: StringAttr | None) -> str:
    """The `syncscope("name") ` of an atomic operation, or nothing."""
    return "" if syncscope is None else f'syncscope("{syncscope.data}") '


ORDERING_ATTRIBUTES: dict[int, IntegerAttr[IntegerType]] = {
    number: IntegerAttr(number, i64) for number in ATOMIC_ORDERINGS
}
"""The property values of the orderings, built once."""


def integer64(value: int) -> IntegerAttr[IntegerType]:
    """An `i64` attribute, the form of alignments and enumerations."""
    return IntegerAttr(value, i64)


def alignment_attributes(alignments: Sequence[int]) -> ArrayAttr[DictionaryAttr] | None:
    """The `arg_attrs` that give these alignments in bytes, where 1 says nothing."""
    if max(alignments) <= 1:
        return None
    return ArrayAttr(
        [DictionaryAttr({"llvm.align": IntegerAttr(a, i64)} if a > 1 else {}) for a in alignments]
    )


def integer_flag(value: bool) -> BoolAttr:
    """An `i1` attribute."""
    return IntegerAttr.from_bool(value)


def move_properties(
    known: Sequence[str] | frozenset[str],
    attributes: dict[str, Attribute],
    properties: dict[str, Attribute],
) -> None:
    """Move what an attribute dictionary holds of an operation's properties to its properties."""
    for name in [name for name in attributes if name in known]:
        properties[name] = attributes.pop(name)


def has_unit(attributes: DictionaryAttr | None, name: str) -> bool:
    """Whether a parameter's attributes hold `name`."""
    return attributes is not None and name in attributes.data


LLVM_ATTRIBUTES: list[type[Attribute]] = [
    ConstantRangeAttr,
    DereferenceableAttr,
    MemoryEffectsAttr,
    ModuleFlagAttr,
]
"""The attributes of this file."""
