"""
Syntax objects back to MIR text, to test the reader against what it read.

Lifetimes are gone, which `normalise` takes out of rustc's text too. Paths lose the crate's name.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from xdsl.dialects.builtin import (
    Float16Type,
    Float32Type,
    Float64Type,
    Float128Type,
    IntAttr,
    IntegerType,
    NoneAttr,
    Signedness,
    StringAttr,
)
from xdsl.ir import Attribute

from rusticle.dialects.mir import types as mir
from rusticle.dialects.mir.attributes import UnevaluatedAttr
from rusticle.frontend import syntax as s

_NAMED: dict[type[Attribute], str] = {
    mir.UsizeType: "usize",
    mir.IsizeType: "isize",
    mir.BoolType: "bool",
    mir.CharType: "char",
    mir.StrType: "str",
    mir.NeverType: "!",
}


def normalise(text: str) -> str:
    """Take lifetimes out of rustc's text."""
    life = r"'(?:[a-zA-Z_]\w*|\d+)(?!')"
    text = re.sub(rf"for<{life}(?:, {life})*> ", "", text)
    text = re.sub(rf"& ?{life} ", "&", text)
    text = re.sub(rf"{life}, ", "", text)
    text = re.sub(rf", {life}(?=>)", "", text)
    text = re.sub(rf"(?:::)?<{life}>", "", text)
    return re.sub(rf" \+ {life}", "", text)


class MirText:
    """The text of syntax objects of one crate."""

    def __init__(self, crate: str) -> None:
        self.crate = crate

    def name(self, path: str) -> str:
        return path.removeprefix(f"{self.crate}::")

    def args(self, args: Iterable[Attribute], value: bool = False, extra: str = "") -> str:
        parts = [self.type(arg) for arg in args]
        if extra:
            parts.append(extra)
        return f"{'::' if value else ''}<{', '.join(parts)}>" if parts else ""

    def trait(self, trait: s.TraitRef) -> str:
        extra = ", ".join(f"{name} = {self.type(type_)}" for name, type_ in trait.bindings)
        return self.name(trait.path) + self.args(trait.args, extra=extra)

    def type(self, t: Attribute) -> str:
        if type(t) in _NAMED:
            return _NAMED[type(t)]
        match t:
            case IntegerType():
                sign = "i" if t.signedness.data is Signedness.SIGNED else "u"
                return f"{sign}{t.bitwidth}"
            case Float16Type() | Float32Type() | Float64Type() | Float128Type():
                return str(t)
            case IntAttr():
                return str(t.data)
            case mir.RefType():
                return f"&{'mut ' if t.is_mut else ''}{self.bound(t.pointee)}"
            case mir.PtrType():
                return f"*{'mut' if t.is_mut else 'const'} {self.bound(t.pointee)}"
            case mir.SliceType():
                return f"[{self.type(t.element)}]"
            case mir.ArrayType():
                return f"[{self.type(t.element)}; {self.type(t.length)}]"
            case mir.TupleType():
                parts = ", ".join(self.type(e) for e in t.elements)
                return f"({parts},)" if len(t.elements) == 1 else f"({parts})"
            case mir.AdtType():
                return self.name(t.path.data) + self.args(t.args)
            case mir.ClosureType() | mir.CoroutineType():
                word = "closure" if isinstance(t, mir.ClosureType) else "coroutine"
                return f"{{{word}@{self.name(t.path.data)}{self.args(t.args)}}}"
            case mir.FnPtrType():
                abi = "" if t.abi.data == "Rust" else f'extern "{t.abi.data}" '
                return f"{abi}fn{self.signature(t.inputs, t.output)}"
            case mir.DynType():
                return self.dyn(t)
            case mir.ParamType():
                return t.param_name.data
            case mir.ProjectionType():
                trait = self.name(t.trait_path.data) + self.args(t.trait_args)
                own = self.args(t.own_args)
                return f"<{self.type(t.self_type)} as {trait}>::{t.item.data}{own}"
            case mir.PatternType():
                return f"({self.type(t.base)}) is {t.start.data}..={t.end.data}"
            case mir.UnsafeBinderType():
                return f"unsafe<> {self.type(t.inner)}"
            case UnevaluatedAttr():
                assert isinstance(t.promoted, NoneAttr)
                return self.name(t.path.data) + self.args(t.args, value=True)
            case _:
                raise TypeError(t)

    def bound(self, t: Attribute) -> str:
        text = self.type(t)
        return f"({text})" if text.startswith("dyn ") and " + " in text else text

    def dyn(self, t: mir.DynType) -> str:
        bounds = [self.name(a.data) for a in t.auto_traits]
        if t.principal.data:
            bindings = list(t.bindings)
            names = [n.data for n in bindings[::2] if isinstance(n, StringAttr)]
            types = bindings[1::2]
            path = self.name(t.principal.data)
            if names == ["Output"] and re.search(r"(^|::)Fn(Mut|Once)?$", path):
                inputs = t.args.data[0]
                assert isinstance(inputs, mir.TupleType)
                text = path + self.signature(inputs.elements, types[0])
            else:
                extra = ", ".join(
                    f"{n} = {self.type(v)}" for n, v in zip(names, types, strict=True)
                )
                text = path + self.args(t.args, extra=extra)
            bounds.insert(0, text)
        return "dyn " + " + ".join(bounds)

    def signature(self, inputs: Iterable[Attribute], output: Attribute) -> str:
        text = f"({', '.join(self.type(i) for i in inputs)})"
        return text if output == mir.UNIT else f"{text} -> {self.type(output)}"

    def path(self, path: s.FnPath) -> str:
        parts: list[str] = []
        for segment in path.segments:
            match segment:
                case s.NameSegment():
                    parts.append(segment.name + self.args(segment.args, value=True))
                case s.ImplSegment():
                    trait = f"{self.trait(segment.trait)} for " if segment.trait else ""
                    parts.append(f"<impl {trait}{self.type(segment.self_type)}>")
                case s.ImplSpanSegment():
                    parts.append(segment.text)
                case s.QualifiedSegment():
                    trait = f" as {self.trait(segment.trait)}" if segment.trait else ""
                    parts.append(f"<{self.type(segment.self_type)}{trait}>")
        if parts[0] == self.crate:
            del parts[0]
        return "::".join(parts)

    def place(self, place: s.Place) -> str:
        text = f"_{place.local}"
        for p in place.projection:
            match p:
                case s.Deref():
                    text = f"(*{text})"
                case s.Field():
                    text = f"({text}.{p.index}: {self.type(p.type)})"
                case s.Index():
                    text = f"{text}[_{p.local}]"
                case s.ConstantIndex():
                    text = f"{text}[{'-' if p.from_end else ''}{p.offset} of {p.min_length}]"
                case s.Subslice(f, 0, True):
                    text = f"{text}[{f}:]"
                case s.Subslice(0, to, True):
                    text = f"{text}[:-{to}]"
                case s.Subslice():
                    text = f"{text}[{p.from_}{':-' if p.from_end else '..'}{p.to}]"
                case s.Downcast():
                    text = f"({text} as {p.variant})"
                case s.OpaqueCast():
                    text = f"({text} as {self.type(p.type)})"
                case s.UnwrapBinder():
                    text = f"unwrap_binder!({text}; {self.type(p.type)})"
        return text

    def operand(self, o: s.Operand) -> str:
        match o:
            case s.Copy():
                return f"copy {self.place(o.place)}"
            case s.Move():
                return f"move {self.place(o.place)}"
            case s.RuntimeChecks():
                return o.kind
            case s.Constant():
                if isinstance(o.value, s.ZstValue) and o.value.fn is not None:
                    return self.path(o.value.fn)
                return f"const {self.const(o)}"

    def const(self, c: s.Constant) -> str:
        v = c.value
        t = "" if c.type is None else self.type(c.type)
        match v:
            case s.IntValue():
                limits = {}
                if t and t[0] in "iu":
                    bits = 64 if t[1:] == "size" else int(t[1:])
                    if t[0] == "i":
                        limits = {-(1 << bits - 1): "MIN", (1 << bits - 1) - 1: "MAX"}
                    else:
                        limits = {(1 << bits) - 1: "MAX"}
                name = limits.get(v.value)
                return f"{t}::{name}" if name else f"{v.value}_{t}"
            case s.FloatValue():
                text = v.text.replace("inf", "Inf_").replace("NaN", "NaN_")
                return f"{'+' if text == 'Inf_' else ''}{text}{self.type(v.type)}"
            case s.BoolValue():
                return str(v.value).lower()
            case s.CharValue():
                return _quote_char(v.value)
            case s.StrValue():
                return _quote(v.value.decode())
            case s.ByteStrValue():
                return "b" + _quote_bytes(v.value)
            case s.ByteArrayValue():
                return "*b" + _quote_bytes(v.value)
            case s.ZstValue():
                if c.type == mir.UNIT:
                    return "()"
                if isinstance(c.type, mir.AdtType):
                    return f"{{transmute(()): {t}}}"
                return f"ZeroSized: {t}"
            case s.AggregateValue():
                return self.aggregate_const(v)
            case s.AllocPointer():
                imm = "<imm>" if v.immutable else ""
                offset = f"+{v.offset:#x}" if v.offset else ""
                return f"{{{v.alloc}{offset}{imm}: {t}}}"
            case s.AddressValue():
                return f"{{{v.value:#x} as {t}}}"
            case s.FnPointerValue():
                return f"{{{self.path(v.fn)} as {t}}}"
            case s.TransmutedValue():
                return f"{{transmute(0x{v.bits:0{2 * v.size}x}): {t}}}"
            case s.PatternValue():
                base = c.type.base if isinstance(c.type, mir.PatternType) else None
                return f"{self.const(s.Constant(base, v.base))} is {v.pattern}"
            case s.UnevaluatedValue():
                promoted = "" if v.promoted is None else f"::promoted[{v.promoted}]"
                return self.path(v.path) + promoted
            case s.ParamValue():
                return v.name
            case s.UninitValue():
                return "<uninit>"
            case s.IndirectValue():
                return f"Indirect {{ alloc_id: {v.alloc}, offset: Size({v.offset} bytes) }}: {t}"
            case s.SliceValue():
                return f"Slice {{ alloc_id: {v.alloc}, meta: {v.meta} }}: {t}"
            case s.RefValue():
                return f"&{self.const(v.value)}"
            case s.UnreachableValue():
                return f"{{unreachable(): {t}}}"
            case s.OpaqueValue():
                return v.text

    def aggregate_const(self, v: s.AggregateValue) -> str:
        fields = [self.const(f) for _, f in v.fields]
        if v.kind == "tuple":
            return f"({fields[0]},)" if len(fields) == 1 else f"({', '.join(fields)})"
        if v.kind == "array":
            return f"[{', '.join(fields)}]"
        assert v.path is not None
        path = self.path(v.path)
        if not v.fields:
            return path
        if v.fields[0][0].isdigit():
            return f"{path}({', '.join(fields)})"
        named = ", ".join(f"{n}: {f}" for (n, _), f in zip(v.fields, fields, strict=True))
        return f"{path} {{{{ {named} }}}}"

    def rvalue(self, r: s.Rvalue) -> str:
        op = self.operand
        match r:
            case s.Use():
                return op(r.operand)
            case s.Repeat():
                return f"[{op(r.operand)}; {self.type(r.count)}]"
            case s.Ref():
                return f"&{'' if r.kind == 'shared' else r.kind + ' '}{self.place(r.place)}"
            case s.RawPtr():
                kind = "const (fake)" if r.kind == "fake" else r.kind
                return f"&raw {kind} {self.place(r.place)}"
            case s.ThreadLocalRef():
                return f"&/*tls*/ {'mut ' if r.mutable else ''}{self.name(r.path)}"
            case s.Cast():
                return f"{op(r.operand)} as {self.type(r.type)} ({r.kind})"
            case s.BinaryOp():
                return f"{r.op}({op(r.lhs)}, {op(r.rhs)})"
            case s.UnaryOp():
                return f"{r.op}({op(r.operand)})"
            case s.Discriminant():
                return f"discriminant({self.place(r.place)})"
            case s.CopyForDeref():
                return f"deref_copy {self.place(r.place)}"
            case s.WrapBinder():
                return f"wrap_binder!({op(r.operand)}; {self.type(r.type)})"
            case s.Len():
                return f"Len({self.place(r.place)})"
            case s.NullaryOp():
                inner = "" if r.type is None else self.type(r.type)
                return f"{r.op}({inner}{', ' if r.argument else ''}{r.argument})"
            case s.ShallowInitBox():
                return f"ShallowInitBox({op(r.operand)}, {self.type(r.type)})"
            case s.Aggregate():
                return self.aggregate(r)

    def aggregate(self, r: s.Aggregate) -> str:
        ops = [self.operand(o) for o in r.operands]
        named = ", ".join(f"{n}: {o}" for n, o in zip(r.names, ops, strict=False))
        if r.kind == "array":
            return f"[{', '.join(ops)}]"
        if r.kind == "tuple":
            return f"({ops[0]},)" if len(ops) == 1 else f"({', '.join(ops)})"
        if r.kind == "raw_ptr":
            assert r.type is not None
            return f"{self.type(r.type)} from ({', '.join(ops)})"
        if r.kind == "adt":
            assert r.path is not None
            path = self.path(r.path)
            if r.names:
                return f"{path} {{ {named} }}"
            return f"{path}({', '.join(ops)})" if ops else path
        assert r.type is not None
        text = self.type(r.type)
        return f"{text} {{ {named} }}" if ops else text

    def statement(self, k: s.StatementKind) -> str:
        op, place = self.operand, self.place
        match k:
            case s.Assign():
                return f"{place(k.place)} = {self.rvalue(k.rvalue)}"
            case s.SetDiscriminant():
                return f"discriminant({place(k.place)}) = {k.variant_index}"
            case s.StorageLive() | s.StorageDead():
                return f"{type(k).__name__}(_{k.local})"
            case s.Assume():
                return f"assume({op(k.operand)})"
            case s.CopyNonOverlapping():
                return (
                    f"copy_nonoverlapping(dst = {op(k.dst)}, src = {op(k.src)}, "
                    f"count = {op(k.count)})"
                )
            case s.Retag():
                return f"Retag({f'[{k.kind}] ' if k.kind else ''}{place(k.place)})"
            case s.FakeRead():
                return f"FakeRead({k.cause}, {place(k.place)})"
            case s.PlaceMention() | s.Deinit() | s.BackwardIncompatibleDropHint():
                return f"{type(k).__name__}({place(k.place)})"
            case s.AscribeUserType():
                return f"AscribeUserType({place(k.place)}, {k.variance}, {k.user_type})"
            case s.Coverage():
                return f"Coverage::{k.kind}"
            case s.ConstEvalCounter():
                return "ConstEvalCounter"
            case s.Nop():
                return "nop"
            case s.DebugAssignRef():
                return f"// DBG: _{k.local} = &{'?' if k.place is None else place(k.place)}"

    @staticmethod
    def edges(*edges: tuple[str, int | None], unwind: s.Unwind = None) -> str:
        parts = [f"{label}: bb{target}" for label, target in edges if target is not None]
        if isinstance(unwind, int):
            parts.append(f"unwind: bb{unwind}")
        elif unwind is not None:
            parts.append(f"unwind {unwind}")
        if len(parts) == 1:
            text = parts[0]
            return f" -> {text if isinstance(unwind, str) else text.partition(': ')[2]}"
        return f" -> [{', '.join(parts)}]" if parts else ""

    def terminator(self, k: s.TerminatorKind) -> str:
        op, place = self.operand, self.place
        match k:
            case s.Goto():
                return f"goto -> bb{k.target}"
            case s.SwitchInt():
                cases = [(str(v), t) for v, t in k.cases]
                return f"switchInt({op(k.operand)}){self.edges(*cases, ('otherwise', k.otherwise))}"
            case s.Return() | s.Unreachable() | s.Resume():
                return type(k).__name__.lower()
            case s.CoroutineDrop():
                return "coroutine_drop"
            case s.Terminate():
                return f"terminate({k.reason})"
            case s.Drop():
                head = f"drop({place(k.place)})"
                if k.poll is not None:
                    head = f"async drop({place(k.place)}; poll={place(k.poll)})"
                parts = [("return", k.target)]
                if isinstance(k.unwind, int):
                    return head + self.edges(*parts, ("unwind", k.unwind), ("drop", k.drop))
                return head + self.edges(*parts, ("drop", k.drop), unwind=k.unwind)
            case s.Call():
                args = ", ".join(op(a) for a in k.args)
                edges = self.edges(("return", k.target), unwind=k.unwind)
                return f"{place(k.destination)} = {op(k.func)}({args}){edges}"
            case s.TailCall():
                return f"tailcall {op(k.func)}({', '.join(op(a) for a in k.args)})"
            case s.Assert():
                parts = [op(k.cond) if k.expected else f"!{op(k.cond)}", f'"{k.message}"']
                parts += [op(o) for o in k.operands]
                edges = self.edges(("success", k.target), unwind=k.unwind)
                return f"assert({', '.join(parts)}){edges}"
            case s.Yield():
                edges = self.edges(("resume", k.resume), ("drop", k.drop))
                return f"{place(k.resume_arg)} = yield({op(k.value)}){edges}"
            case s.FalseEdge():
                return f"falseEdge{self.edges(('real', k.real), ('imaginary', k.imaginary))}"
            case s.FalseUnwind():
                return f"falseUnwind{self.edges(('real', k.real), unwind=k.unwind)}"
            case s.InlineAsm():
                parts = [f'"{k.template}"', *(self.asm_operand(o) for o in k.operands)]
                parts.append(f"options({k.options})")
                labels = [("label", label) for label in k.labels]
                edges = self.edges(("return", k.target), *labels, unwind=k.unwind)
                return f"asm!({', '.join(parts)}){edges}"

    def asm_operand(self, o: s.AsmOperand) -> str:
        late = "late" if o.late else ""
        value = "" if o.value is None else self.operand(o.value)
        out = "_" if o.place is None else self.place(o.place)
        match o.kind:
            case "in":
                return f"in({o.register}) {value}"
            case "out":
                return f"{late}out({o.register}) {out}"
            case "inout":
                return f"in{late}out({o.register}) {value} => {out}"
            case "const":
                return f"const {value}"
            case "sym_fn":
                return f"sym_fn {value}"
            case _:
                return f"{o.kind} {o.text}"


_SIMPLE = {"\n": "\\n", "\r": "\\r", "\t": "\\t", "\\": "\\\\", '"': '\\"', "\0": "\\0"}


def _quote_char(char: str) -> str:
    if char in "'\\\n\r\t\0":
        return {"'": "'\\''", **{k: f"'{v}'" for k, v in _SIMPLE.items()}}[char]
    return f"'{char}'" if char.isprintable() else f"'\\u{{{ord(char):x}}}'"


def _quote(text: str) -> str:
    return '"' + "".join(_SIMPLE.get(c, c) for c in text) + '"'


def _quote_bytes(data: bytes) -> str:
    simple = {**_SIMPLE, "'": "\\'"}
    simple.pop("\0")
    out: list[str] = []
    for byte in data:
        c = chr(byte)
        out.append(simple.get(c) or (c if 32 <= byte < 127 else f"\\x{byte:02x}"))
    return '"' + "".join(out) + '"'
