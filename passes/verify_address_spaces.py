"""The pass `verify-address-spaces`: a module's address spaces against a target's table."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from xdsl.context import Context
from xdsl.dialects.builtin import ModuleOp, VectorType
from xdsl.dialects.func import FuncOp
from xdsl.ir import Attribute, Operation, SSAValue
from xdsl.passes import ModulePass
from xdsl.utils.hints import isa

from rusticle.diagnostics import CompileError, Diagnostic, span_of

from ..dialects import asptr, hsa
from ..targets import Target, TargetError, get_target, verify_cast

_ATOMIC = (asptr.AtomicLoadOp, asptr.AtomicStoreOp, asptr.AtomicRmwOp, asptr.CmpXchgOp)
_READ_ONLY = frozenset({"constant", "constant32"})
_NOT_FROM_HOST = frozenset({"private", "region"})


@dataclass(frozen=True)
class VerifyAddressSpacesPass(ModulePass):
    """
    Check that a module uses address spaces as its target has them.

    The operations' own verifiers check what holds everywhere. This pass checks what only a target
    knows, and changes nothing:

    - the target is sound: its flat space contains every space that it says it does;
    - every space that a pointer or a global is in exists;
    - locals are in `private`, globals are not, and nothing writes to constant memory;
    - every cast exists, and only pointers that are integers are converted to and from integers;
    - pointers in memory are as wide as flat ones, so that no layout depends on inference;
    - synchronisation scopes exist, and a kernel takes no pointer that its host cannot have.

    It needs a verified module of `asptr` and `hsa`, and reports everything that is wrong at once.
    Of this, on `amdgcn-amd-amdhsa`, it says that there is no cast from `local` to `private`:

        func.func @f(%p: !asptr.ptr<local>) {
          %q = asptr.cast %p : !asptr.ptr<local> -> !asptr.ptr<private>
          func.return
        }
    """

    name = "verify-address-spaces"

    target: str = "amdgcn-amd-amdhsa"
    """The target, by any name that `get_target` knows."""

    def apply(self, ctx: Context, op: ModuleOp) -> None:
        """Check the module. Raises `CompileError` with a diagnostic for each thing wrong."""
        diagnostics = verify_address_spaces(op, get_target(self.target))
        if diagnostics:
            raise CompileError(*diagnostics)


def verify_address_spaces(module: ModuleOp, target: Target) -> list[Diagnostic]:
    """What is wrong with a module's address spaces on a target, in the order of the module."""
    try:
        target.verify()
    except TargetError as error:
        return [Diagnostic(str(error))]
    checker = _Checker(target)
    for op in module.walk():
        checker.check(op)
    return checker.diagnostics


class _Checker:
    """Checks operations one by one. What a type is has an answer that is looked up once."""

    def __init__(self, target: Target):
        self.target = target
        self.diagnostics: list[Diagnostic] = []
        self._known: set[Attribute] = set()

    def check(self, op: Operation) -> None:
        for type_ in _types(op):
            if type_ not in self._known:
                self._known.add(type_)
                self._check_type(op, type_)
        match op:
            case asptr.LoadOp():
                self._check_width(op, op.result)
            case asptr.StoreOp():
                self._check_width(op, op.value)
                self._check_written(op, op.ptr)
            case asptr.CastOp():
                self._check_cast(op)
            case asptr.AllocaOp():
                space = _space(op.result)
                if space not in ("private", self.target.alloca_space):
                    self._error(op, f"a local is in `{space}`, but locals are private")
            case asptr.CopyOp() | asptr.FillOp():
                self._check_written(op, op.dst)
            case asptr.AtomicLoadOp():
                self._check_atomic(op, op.result)
            case asptr.AtomicStoreOp() | asptr.AtomicRmwOp():
                self._check_atomic(op, op.value)
            case asptr.CmpXchgOp():
                self._check_atomic(op, op.expected)
            case asptr.FenceOp():
                self._check_scope(op)
            case asptr.PtrToIntOp():
                self._check_integral(op, op.source)
            case asptr.IntToPtrOp():
                self._check_integral(op, op.result)
            case asptr.GlobalOp():
                self._check_global(op)
            case hsa.KernelOp():
                for index, arg in enumerate(op.args):
                    if isinstance(arg.type, asptr.PtrType) and _space(arg) in _NOT_FROM_HOST:
                        self._error(
                            op,
                            f"argument {index} of kernel `{op.sym_name.data}` points into "
                            f"`{_space(arg)}`, where no host can point",
                        )
            case _:
                pass

    def _error(self, op: Operation, message: str, *notes: str) -> None:
        self.diagnostics.append(Diagnostic(message, span_of(op.location), notes))

    def _check_type(self, op: Operation, type_: Attribute) -> None:
        if isa(type_, VectorType):
            type_ = type_.element_type
        if isinstance(type_, asptr.PtrType):
            self._check_space(op, type_.space.data)

    def _check_space(self, op: Operation, space: str) -> bool:
        """Whether the target has a space; if not, says so once."""
        try:
            self.target.space(space)
        except CompileError as error:
            self._add(op, error)
            return False
        return True

    def _add(self, op: Operation, error: CompileError) -> None:
        span = span_of(op.location)
        for d in error.diagnostics:
            diagnostic = Diagnostic(d.message, span, d.notes, d.help)
            if diagnostic not in self.diagnostics:
                self.diagnostics.append(diagnostic)

    def _check_cast(self, op: asptr.CastOp) -> None:
        source, destination = _space(op.source), _space(op.result)
        spaces = self.target.spaces
        if source in spaces and destination in spaces:
            try:
                verify_cast(self.target, source, destination)
            except CompileError as error:
                self._add(op, error)

    def _check_width(self, op: Operation, value: SSAValue) -> None:
        type_ = value.type
        if isa(type_, VectorType):
            type_ = type_.element_type
        if not isinstance(type_, asptr.PtrType):
            return
        space = self.target.spaces.get(type_.space.data)
        if space is None or space.bits == self.target.pointer_bits:
            return
        self._error(
            op,
            f"a pointer into `{space.name}` in memory is {space.bits} bits wide, but Rust's are "
            f"{self.target.pointer_bits}",
            "cast it to `flat` to store it, and from `flat` after loading it",
        )

    def _check_written(self, op: Operation, pointer: SSAValue) -> None:
        if (space := _space(pointer)) in _READ_ONLY:
            self._error(op, f"`{op.name}` writes to `{space}` memory, which is never written")

    def _check_atomic(self, op: Operation, value: SSAValue) -> None:
        self._check_scope(op)
        self._check_width(op, value)
        if not isinstance(op, asptr.AtomicLoadOp):
            assert isinstance(op, _ATOMIC)
            self._check_written(op, op.ptr)

    def _check_scope(self, op: Operation) -> None:
        assert isinstance(op, (*_ATOMIC, asptr.FenceOp))
        if op.syncscope is None or not op.syncscope.data:
            return
        try:
            self.target.sync_scope(op.syncscope.data)
        except CompileError as error:
            self._add(op, error)

    def _check_integral(self, op: Operation, pointer: SSAValue) -> None:
        space = self.target.spaces.get(_space(pointer))
        if space is not None and space.number in self.target.layout.non_integral:
            self._error(op, f"pointers into `{space.name}` are not integers")

    def _check_global(self, op: asptr.GlobalOp) -> None:
        name = op.sym_name.data
        space = op.space.data
        if self._check_space(op, space):
            if space == "private":
                self._error(
                    op, f"global `{name}` is in `private`, where each work-item has its own memory"
                )
            elif not self.target.spaces[space].in_flat and space != "region":
                self._error(op, f"global `{name}` is in `{space}`, which is no memory of its own")
        if op.init is None:
            return
        size = op.size.value.data
        pointer = self.target.pointer_bits // 8
        end = 0
        for relocation in op.init.relocations:
            at = relocation.offset.data
            if at < end or at + pointer > size:
                self._error(
                    op,
                    f"the pointer at offset {at} of global `{name}` does not fit: it is "
                    f"{pointer} bytes wide",
                )
            end = at + pointer


def _space(pointer: SSAValue) -> str:
    type_ = pointer.type
    assert isinstance(type_, asptr.PtrType)
    return type_.space.data


def _types(op: Operation) -> Iterator[Attribute]:
    """The types that an operation introduces: of its results, arguments and declarations."""
    for result in op.results:
        yield result.type
    for region in op.regions:
        for block in region.blocks:
            for arg in block.args:
                yield arg.type
    if isinstance(op, FuncOp) and op.is_declaration:
        yield from op.function_type.inputs
        yield from op.function_type.outputs
