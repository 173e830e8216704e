"""
Types in rustdoc's JSON, to type records.

Rules: `rustdoc-json-types/lib.rs` (`enum Type` and what hangs off it). What rustdoc leaves to its
reader is done here: lifetimes go, type aliases are expanded, `Self` in an impl becomes the impl's
self type, the trait arguments that `Self::Item` leaves out are found, and constant expressions
that are a literal or a known constant become their value.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Protocol, TypeAlias

from .type_records import UNIT_RECORD, TypeRecord, substitute

Json = Any
Predicates = list[tuple[Any, ...]]


Param: TypeAlias = tuple[str, TypeRecord | None]
"""A parameter's name and default."""


class External(Protocol):
    """What reading a crate needs to know of the crates that it uses."""

    def alias(self, path: str) -> TypeRecord | None:
        """What a type alias stands for, in terms of its parameters."""
        ...

    def params(self, path: str) -> tuple[Param, ...]:
        """The parameters of a type, alias or trait, the latter's without `Self`."""
        ...


@dataclass(slots=True)
class Scope:
    """What an item's types are read in: what `Self` is, and which traits bound what."""

    self_type: TypeRecord = ("p", "Self")
    trait: tuple[str, tuple[TypeRecord, ...]] | None = None
    """The trait that is being defined or implemented, with its arguments."""
    bounds: list[Predicates] = field(default_factory=list[Predicates])
    """The predicates in scope, by which the arguments of an unnamed trait are found."""
    synthetic: list[tuple[str, Json]] = field(default_factory=list[tuple[str, Json]])
    """The parameters that stand for `impl Trait` arguments, with their bounds, in order."""
    opaque: tuple[str, tuple[TypeRecord, ...]] | None = None
    """In a return type: the function's path and arguments, which name an `impl Trait`."""
    opaque_count: int = 0


_LITERAL = re.compile(
    r"\{?\s*(-?)\s*(0x[\da-fA-F_]+|0b[01_]+|0o[0-7_]+|\d[\d_]*)(?:[iu](?:8|16|32|64|128|size))?\s*\}?$"
)
_IDENTIFIER = re.compile(r"\{?\s*([A-Za-z_]\w*)\s*\}?$")
_CHAR = re.compile(r"'(\\u\{[\da-fA-F_]+\}|\\.|.)'$", re.DOTALL)
_ESCAPES = {"n": 10, "t": 9, "r": 13, "0": 0, "\\": 92, "'": 39, '"': 34}
_LANES = re.compile(r"x(\d+)$")
_MAXIMA = re.compile(r"([iu])(8|16|32|64|128|size)::(MIN|MAX)$")


def integer_record(value: int) -> TypeRecord:
    """The record of a constant; those that 64 bits do not hold are stored as text."""
    return ("i", value if -(2**63) <= value < 2**63 else str(value))


def bits_of(primitive: str) -> int:
    """The width of an integer type, or `char`; 64 for `usize` and pointers."""
    if primitive == "char":
        return 32
    digits = primitive[1:]
    return int(digits) if digits.isdigit() else 64


def literal_value(text: str) -> int | None:
    """The value of an integer, `bool` or `char` literal, or of `u32::MAX` and its like."""
    if (match := _LITERAL.match(text)) is not None:
        value = int(match.group(2).replace("_", ""), 0)
        return -value if match.group(1) else value
    if text in ("true", "false"):
        return int(text == "true")
    if (match := _CHAR.match(text)) is not None:
        char = match.group(1)
        if not char.startswith("\\"):
            return ord(char)
        if char.startswith("\\u"):
            return int(char[3:-1].replace("_", ""), 16)
        return _ESCAPES.get(char[1])
    if (match := _MAXIMA.match(text)) is not None:
        bits = bits_of(match.group(1) + match.group(2))
        if match.group(1) == "u":
            return (1 << bits) - 1 if match.group(3) == "MAX" else 0
        return (1 << (bits - 1)) - 1 if match.group(3) == "MAX" else -(1 << (bits - 1))
    return None


def read_pattern(base: TypeRecord, text: str) -> TypeRecord:
    """
    The pattern type of `base` whose pattern rustdoc or rustc prints as `text`.

    Both print a range, `1..` or `0..=99`, or two that wrap, `(i8::MIN..=-1 | 1..)`, or `!null`.
    rustdoc prints `..` as `..=` where an end is absent or excluded, so its own text cannot tell an
    excluded end; the digest prefers the text in the MIR of the type's constructor.
    """
    bits = bits_of(base) if isinstance(base, str) else 64
    mask = (1 << bits) - 1
    if text.strip() == "!null":
        return ("P", base, 1, str(mask))
    signed = isinstance(base, str) and base.startswith("i")
    lowest = -(1 << (bits - 1)) if signed else 0
    highest = 0x10FFFF if base == "char" else (1 << (bits - 1)) - 1 if signed else mask
    ranges: list[tuple[int, int]] = []
    for part in text.strip().strip("()").split("|"):
        low_text, inclusive, high_text = part.strip().partition("..=")
        if not inclusive:
            low_text, _, high_text = part.strip().partition("..")
        low = literal_value(low_text.strip()) if low_text.strip() else lowest
        high = literal_value(high_text.strip()) if high_text.strip() else highest
        if low is None or high is None:
            return ("P", base, 0, str(mask))
        if not inclusive and high_text.strip():
            high -= 1
        ranges.append((low, high))
    start, end = ranges[-1][0], ranges[0][1]
    return ("P", base, str(start & mask), str(end & mask))


def abi_name(abi: Json) -> str:
    """The name in `extern "name"` of a header's `abi`."""
    if isinstance(abi, str):
        return abi
    name: str = next(iter(abi))
    value: Any = abi[name]
    if name == "Other":
        return str(value).strip('"')
    base = "C" if name == "C" else name.lower()
    return base + ("-unwind" if value.get("unwind") else "")


class TypeReader:
    """Reads the types of one crate's JSON."""

    def __init__(
        self,
        index: Mapping[str, Json],
        paths: Mapping[str, Json],
        external: External,
        constants: Mapping[str, int],
    ) -> None:
        self._index = index
        self._paths = paths
        self._external = external
        self._constants = constants
        self._resolved: dict[int | str, tuple[str, str]] = {}
        self._params: dict[str, tuple[Param, ...]] = {}

    def path_of(self, path: Json) -> tuple[str, str]:
        """The canonical path and the kind of what a `Path` names."""
        id = path["id"]
        known = self._resolved.get(id)
        if known is None:
            summary = self._paths.get(str(id))
            if summary is None:
                name = path.get("path") or path.get("name") or ""
                return name, "struct"
            known = self._resolved[id] = "::".join(summary["path"]), summary["kind"]
        return known

    def read(self, type: Json, scope: Scope) -> TypeRecord:
        """The record of a `Type`."""
        if isinstance(type, str):  # "infer"
            return ("p", "_")
        ((kind, value),) = type.items()
        return _READERS[kind](self, value, scope)

    def bound(
        self, trait: Json, scope: Scope, subject: TypeRecord
    ) -> tuple[str, tuple[TypeRecord, ...], list[Any]]:
        """The path, arguments and constraints of a trait that `subject` meets; the last unread."""
        args, constraints = self.args(trait.get("args"), scope)
        path = self.path_of(trait)[0]
        return path, self.fill(trait["id"], path, args, subject), constraints

    def params(self, id: int | str, path: str) -> tuple[Param, ...]:
        """The parameters of a type, alias or trait, with defaults; a trait's without `Self`."""
        known = self._params.get(path)
        if known is None:
            item = self._index.get(str(id))
            if item is None:
                known = self._external.params(path)
            else:
                self._params[path] = ()  # a default may name the item itself
                known = tuple(self._local_params(item))
            self._params[path] = known
        return known

    def _local_params(self, item: Json) -> Iterator[Param]:
        inner: Any = item["inner"]
        body: Any = {} if isinstance(inner, str) else next(iter(inner.values()))
        params: list[Any] = body["generics"]["params"] if "generics" in body else []
        for param in params:
            kind: Any = param["kind"]
            if (type := kind.get("type")) is not None:
                default = type["default"]
                yield param["name"], None if default is None else self.read(default, Scope())
            elif (const := kind.get("const")) is not None:
                default = const["default"]
                yield param["name"], None if default is None else self.constant_text(default)

    def fill(
        self, id: int | str, path: str, args: tuple[TypeRecord, ...], subject: TypeRecord
    ) -> tuple[TypeRecord, ...]:
        """The arguments with those added that the source leaves to the parameters' defaults."""
        params = self.params(id, path)
        if len(args) >= len(params):
            return args
        full = list(args)
        env = dict(zip((name for name, _ in params), args, strict=False))
        env["Self"] = subject
        for name, default in params[len(args) :]:
            if default is None:
                break
            full.append(substitute(default, env))
            env[name] = full[-1]
        return tuple(full)

    def args(self, args: Json, scope: Scope) -> tuple[tuple[TypeRecord, ...], list[Any]]:
        """The types and constants among generic arguments, and the constraints behind them."""
        if args is None or isinstance(args, str):
            return (), []
        if (angle := args.get("angle_bracketed")) is not None:
            out: list[TypeRecord] = []
            for arg in angle["args"]:
                if isinstance(arg, str):
                    out.append(("p", "_"))
                elif "type" in arg:
                    out.append(self.read(arg["type"], scope))
                elif "const" in arg:
                    out.append(self.constant(arg["const"]))
            return tuple(out), angle.get("constraints") or angle.get("bindings") or []
        if (parens := args.get("parenthesized")) is not None:
            inputs = tuple(self.read(i, scope) for i in parens["inputs"])
            output: Any = parens["output"] or {"tuple": []}
            return (("t", inputs),), [{"name": "Output", "binding": {"equality": {"type": output}}}]
        return (), []

    def constant(self, constant: Json) -> TypeRecord:
        """The record of a constant: its value, or the parameter that it is."""
        return self.constant_text(constant.get("value") or constant["expr"])

    def constant_text(self, text: str) -> TypeRecord:
        """The record of a constant expression."""
        text = text.strip()
        if (value := literal_value(text)) is not None:
            return integer_record(value)
        if (value := self._constants.get(text.strip("{} ").rpartition("::")[2])) is not None:
            return integer_record(value)
        if (match := _IDENTIFIER.match(text)) is not None:
            return ("p", match.group(1))
        return ("p", text)

    def bindings(self, constraints: list[Json], scope: Scope) -> tuple[tuple[str, TypeRecord], ...]:
        """The associated types that constraints fix."""
        out: list[tuple[str, TypeRecord]] = []
        for constraint in constraints:
            binding = constraint["binding"]
            if isinstance(binding, dict) and "equality" in binding:
                out.append((constraint["name"], self.term(binding["equality"], scope)))
        return tuple(out)

    def term(self, term: Json, scope: Scope) -> TypeRecord:
        """The type or constant on the right of a binding."""
        if "type" in term:
            return self.read(term["type"], scope)
        return self.constant(term["constant"])

    # --- one method per kind of `Type` ---

    def resolved_path(self, value: Json, scope: Scope) -> TypeRecord:
        """An ADT, a foreign type, or an alias, which is expanded."""
        path, kind = self.path_of(value)
        args, _ = self.args(value.get("args"), scope)
        if kind == "type_alias":
            return self.expand(value["id"], path, args, scope)
        if kind in ("extern_type", "foreign_type"):
            return ("X", path, args)
        return ("A", path, self.fill(value["id"], path, args, scope.self_type))

    def expand(
        self, id: int | str, path: str, args: tuple[TypeRecord, ...], scope: Scope
    ) -> TypeRecord:
        """What an alias stands for, with these arguments."""
        item = self._index.get(str(id))
        if item is not None:
            body = self.read(item["inner"]["type_alias"]["type"], Scope())
        elif (external := self._external.alias(path)) is not None:
            body = external
        else:
            return ("A", path, args)
        names = (name for name, _ in self.params(id, path))
        full = self.fill(id, path, args, scope.self_type)
        record = substitute(body, dict(zip(names, full, strict=False)))
        # A macro that defines `f32x4` as `Simd<f32, $lanes>` leaves rustdoc without the number.
        if isinstance(record, tuple) and record[-1] and isinstance(record[-1], tuple):
            last: Any = record[-1][-1]  # pyright: ignore[reportUnknownVariableType]
            lanes = _LANES.search(path)
            if (
                lanes
                and isinstance(last, tuple)
                and last[0] == "p"
                and f"{last[1]}".startswith("$")
            ):
                return (*record[:-1], (*record[-1][:-1], ("i", int(lanes.group(1)))))
        return record

    def generic(self, value: str, scope: Scope) -> TypeRecord:
        """A parameter, or `Self`."""
        return scope.self_type if value == "Self" else ("p", value)

    def dyn_trait(self, value: Json, scope: Scope) -> TypeRecord:
        """`dyn Trait<..> + Auto`; the principal is the one that is no auto trait."""
        principal: tuple[str, tuple[TypeRecord, ...], Any] = ("", (), ())
        autos: list[str] = []
        for poly in value["traits"]:
            path, args, constraints = self.bound(poly["trait"], scope, ("p", "Self"))
            if path in AUTO_TRAITS or (not args and self._is_auto(poly["trait"]["id"])):
                autos.append(path)
            else:
                principal = (path, args, self.bindings(constraints, scope))
        return ("d", *principal, tuple(sorted(autos)))

    def _is_auto(self, id: int | str) -> bool:
        item = self._index.get(str(id))
        return item is not None and "trait" in item["inner"] and item["inner"]["trait"]["is_auto"]

    def function_pointer(self, value: Json, scope: Scope) -> TypeRecord:
        """A function pointer."""
        sig = value.get("sig") or value["decl"]
        inputs = tuple(self.read(type, scope) for _, type in sig["inputs"])
        output = UNIT_RECORD if sig["output"] is None else self.read(sig["output"], scope)
        return ("F", inputs, output, abi_name(value["header"]["abi"]))

    def impl_trait(self, value: Json, scope: Scope) -> TypeRecord:
        """`impl Trait`: a synthetic parameter in an argument, an opaque type in a return type."""
        if scope.opaque is not None:
            path, args = scope.opaque
            scope.opaque_count += 1
            return ("o", f"{path}::{{opaque#{scope.opaque_count - 1}}}", args)
        for position, (name, bounds) in enumerate(scope.synthetic):
            if bounds == value:
                del scope.synthetic[position]
                return ("p", name)
        return ("p", "impl")

    def qualified_path(self, value: Json, scope: Scope) -> TypeRecord:
        """`<T as Trait<..>>::Name<..>`."""
        self_type = self.read(value["self_type"], scope)
        own, _ = self.args(value.get("args"), scope)
        trait = value.get("trait")
        if trait is None:
            return ("j", self_type, "", (), value["name"], own)
        path, _ = self.path_of(trait)
        args, _ = self.args(trait.get("args"), scope)
        if not args:
            args = self._implied_args(self_type, path, scope)
        args = self.fill(trait["id"], path, args, self_type)
        return ("j", self_type, path, args, value["name"], own)

    def _implied_args(
        self, self_type: TypeRecord, trait: str, scope: Scope
    ) -> tuple[TypeRecord, ...]:
        """The trait's arguments that `Self::Name` and `T::Name` leave to be inferred."""
        if scope.trait is not None and scope.trait[0] == trait and self_type == scope.self_type:
            return scope.trait[1]
        for predicates in scope.bounds:
            for predicate in predicates:
                if predicate[0] == "T" and predicate[1] == self_type and predicate[2] == trait:
                    return predicate[3]
        return ()

    def pattern(self, value: Json, scope: Scope) -> TypeRecord:
        """A pattern type."""
        return read_pattern(self.read(value["type"], scope), value["__pat_unstable_do_not_use"])


AUTO_TRAITS = frozenset(
    {
        "core::marker::Send",
        "core::marker::Sync",
        "core::marker::Unpin",
        "core::marker::UnsafeUnpin",
        "core::marker::Freeze",
        "core::panic::unwind_safe::UnwindSafe",
        "core::panic::unwind_safe::RefUnwindSafe",
    }
)

_READERS: dict[str, Callable[[TypeReader, Json, Scope], TypeRecord]] = {
    "resolved_path": TypeReader.resolved_path,
    "dyn_trait": TypeReader.dyn_trait,
    "generic": TypeReader.generic,
    "primitive": lambda _r, v, _s: v,
    "function_pointer": TypeReader.function_pointer,
    "tuple": lambda r, v, s: ("t", tuple(r.read(t, s) for t in v)),
    "slice": lambda r, v, s: ("s", r.read(v, s)),
    "array": lambda r, v, s: ("r", r.read(v["type"], s), r.constant_text(v["len"])),
    "pat": TypeReader.pattern,
    "impl_trait": TypeReader.impl_trait,
    "raw_pointer": lambda r, v, s: (
        "*m" if v.get("is_mutable", v.get("mutable")) else "*",
        r.read(v["type"], s),
    ),
    "borrowed_ref": lambda r, v, s: (
        "&m" if v.get("is_mutable", v.get("mutable")) else "&",
        r.read(v["type"], s),
    ),
    "qualified_path": TypeReader.qualified_path,
}
