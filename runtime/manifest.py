"""
The manifest of a compiled module: what a host must know to launch its kernels.

For each kernel: its parameters in order, with names, Rust types, and where each lies in the
kernarg segment; sizes of LDS; launch bounds. A parameter's type comes with its *shape*: sizes,
alignments and field offsets as rustc laid it out for the device, from which arguments are checked
and converted. `to_json` gives it as plain data, `from_json` reads that back.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field
from typing import Any, Literal, cast

ShapeKind = Literal[
    "int", "uint", "float", "bool", "char", "pointer", "slice", "array", "struct", "enum", "union",
    "opaque", "word",
]  # fmt: skip
"""What a type is to a host: `pointer` is thin and `slice` fat, both with what they point to as
`element`; a `struct` is anything with named fields, and a `union` one whose fields lie on each
other; an `enum` has `variants`; `opaque` is bytes alone, and a `word` an integer of which the sign
is not known."""


@dataclass(frozen=True, slots=True)
class Tag:
    """The integer in an enum's bytes that tells its variants apart."""

    offset: int
    """Bytes from the start of the enum."""
    size: int


@dataclass(frozen=True, slots=True)
class Variant:
    """A variant of an enum. Those that cannot exist are left out."""

    name: str
    discriminant: int
    """The number that Rust gives it, `value as isize`."""
    tag: int | None
    """
    What the tag holds, as an unsigned number, if the value is this variant. `None` of the variant
    that a value is if the tag is no other's: of `Option<&T>`, `Some`.
    """
    fields: tuple[tuple[str, int, Shape], ...]
    """Name (a number of a tuple's), offset from the start of the enum, and shape of each field."""


@dataclass(frozen=True, slots=True)
class Shape:
    """A Rust type as a host sees it: what it is and where its parts lie, in bytes."""

    kind: ShapeKind
    type: str
    """The type in Rust's spelling; of a module without Rust types, the IR's."""
    size: int
    align: int
    element: Shape | None = None
    """What a pointer or slice points to, or an array holds; `None` for a pointer to anything."""
    count: int = 0
    """Elements of an array."""
    fields: tuple[tuple[str, int, Shape], ...] = ()
    """Name, offset and shape of each field of a struct or union."""
    mutable: bool = True
    """Whether a pointer's or slice's target may be written through it."""
    variants: tuple[Variant, ...] = ()
    """Of an enum."""
    tag: Tag | None = None
    """Of an enum with several variants."""
    valid: tuple[int, int] | None = None
    """
    Of an integer of which not all values are valid, such as `NonZero<u32>`: the first and the last
    that are, as unsigned numbers. If the first is more than the last, they are all but those
    between.
    """


@dataclass(frozen=True, slots=True)
class Component:
    """A piece of a parameter in the kernarg segment."""

    offset: int
    """Bytes from the start of the segment."""
    size: int
    type: str
    """LLVM's type of it; `byref` for an aggregate that the kernel gets a pointer to."""
    align: int = 1
    address_space: str | None = None
    """Of a pointer, where it points: `global`, `generic` (anywhere), ... as code objects say it."""
    access: str | None = None
    """Of a pointer, what the kernel may do there: `read_only`, `write_only`, `read_write`."""


@dataclass(frozen=True, slots=True)
class Parameter:
    """A kernel's parameter."""

    name: str
    shape: Shape
    components: tuple[Component, ...]
    """None for a value without bytes, two for a pair (a slice's pointer and length)."""


@dataclass(frozen=True, slots=True)
class Result:
    """Where a kernel's results go: a pointer, in front of the parameters, to the host's memory."""

    shape: Shape
    """The shape of one result."""
    per: Literal["launch", "work-item"]
    """What has a result: the launch, or each work-item by its number in the grid, x fastest."""
    component: Component
    """The pointer in the kernarg segment."""


@dataclass(frozen=True, slots=True)
class Site:
    """A place in the source that the runtime may speak of: a panic, a barrier, an access."""

    operation: str
    kind: str
    message: str
    """With `{}` for each value that it speaks of."""
    function: str
    span: str
    """`file:line:column`, or empty."""


@dataclass(frozen=True, slots=True)
class Global:
    """A static or constant of the module, in bytes."""

    name: str
    size: int
    mutable: bool
    constant: bool = False
    """Whether it is in constant memory, and not merely never written."""


@dataclass(frozen=True, slots=True)
class ForeignFunction:
    """A function of the host's that kernels call."""

    name: str
    parameters: tuple[Parameter, ...]
    """Each has one component: its place in the block of a call, and its size."""
    result: Shape | None
    """`None` where it is not known."""
    result_at: int
    """Bytes from the start of the block to the result."""
    size: int
    """Bytes of the block: the parameters and the result."""
    span: str = ""
    """`file:line:column` of its declaration, or empty."""


@dataclass(frozen=True, slots=True)
class PanicTexts:
    """What the numbers in a module's reports of panics stand for."""

    messages: tuple[str, ...] = ()
    """With placeholders: see `targets/panic_messages.py`."""
    locations: tuple[str, ...] = ()
    """Each `file:line:column`."""


@dataclass(frozen=True, slots=True)
class KernelManifest:
    """One kernel."""

    name: str
    parameters: tuple[Parameter, ...]
    kernarg_size: int
    """Bytes of explicit arguments."""
    lds_size: int
    """Bytes of static LDS."""
    fibers: bool = False
    """Whether work-items may wait for one another (only known for the simulator)."""
    workgroup_size: tuple[int, int, int] | None = None
    """The exact size of a workgroup that it was compiled for, if there is one."""
    max_workgroup_size: int = 1024
    """The most work-items that a workgroup may have."""
    result: Result | None = None
    """Where results go, of a kernel that has them."""

    @property
    def components(self) -> list[Component]:
        """All that is in the kernarg segment, in order."""
        first = [] if self.result is None else [self.result.component]
        return [*first, *(c for parameter in self.parameters for c in parameter.components)]


@dataclass(frozen=True, slots=True)
class Manifest:
    """All kernels of a module, by name, and the sites that messages refer to."""

    kernels: Mapping[str, KernelManifest]
    sites: tuple[Site, ...] = ()
    globals: tuple[Global, ...] = ()
    """What checks know to be memory of the module's own."""
    foreign: tuple[ForeignFunction, ...] = ()
    """The functions of the host's that are called through its queue, by number."""
    block_size: int = 0
    """The bytes of a block of the call arena; 0 if there need be none."""
    entries: Mapping[str, KernelManifest] = field(default_factory=dict[str, KernelManifest])
    """Kernels that only the device dispatches: what its calls by pointer run."""
    dispatches: bool = False
    """Whether kernels dispatch kernels, through the device's own queue."""
    panics: PanicTexts = field(default_factory=PanicTexts)
    """What the numbers in reports of panics stand for."""

    @property
    def dispatched(self) -> list[KernelManifest]:
        """The kernels that kernels may dispatch, by the number of their descriptors."""
        return [*self.entries.values(), *self.kernels.values()] if self.dispatches else []

    def to_json(self) -> dict[str, Any]:
        """The manifest as what `json.dumps` takes."""
        return {
            "kernels": {name: asdict(kernel) for name, kernel in self.kernels.items()},
            "sites": [asdict(site) for site in self.sites],
            "globals": [asdict(global_) for global_ in self.globals],
            "foreign": [asdict(function) for function in self.foreign],
            "block_size": self.block_size,
            "entries": {name: asdict(kernel) for name, kernel in self.entries.items()},
            "dispatches": self.dispatches,
            "panics": asdict(self.panics),
        }

    @staticmethod
    def from_json(data: Mapping[str, Any]) -> Manifest:
        """Read what `to_json` gave, through `json` or not."""
        kernels = {name: _kernel(kernel) for name, kernel in data["kernels"].items()}
        sites = tuple(Site(**site) for site in data["sites"])
        globals_ = tuple(Global(**g) for g in data["globals"])
        foreign = tuple(map(_foreign, data.get("foreign", ())))
        entries = {name: _kernel(kernel) for name, kernel in data.get("entries", {}).items()}
        texts = data.get("panics", {})
        panics = PanicTexts(**{name: tuple(found) for name, found in texts.items()})
        return Manifest(
            kernels, sites, globals_, foreign, data.get("block_size", 0), entries,
            data.get("dispatches", False), panics,
        )  # fmt: skip


def _shape(data: Mapping[str, Any]) -> Shape:
    element = data["element"]
    rest: dict[str, Any] = dict(data)
    rest["element"] = None if element is None else _shape(element)
    rest["fields"] = _fields(data["fields"])
    rest["variants"] = tuple(
        Variant(v["name"], v["discriminant"], v["tag"], _fields(v["fields"]))
        for v in data["variants"]
    )
    rest["tag"] = None if data["tag"] is None else Tag(**data["tag"])
    valid = cast("list[int] | None", data["valid"])
    rest["valid"] = None if valid is None else (valid[0], valid[1])
    return Shape(**rest)


def _fields(data: Iterable[tuple[str, int, Mapping[str, Any]]]) -> tuple[Any, ...]:
    return tuple((name, at, _shape(field)) for name, at, field in data)


def _parameters(data: Mapping[str, Any]) -> tuple[Parameter, ...]:
    return tuple(
        Parameter(p["name"], _shape(p["shape"]), tuple(Component(**c) for c in p["components"]))
        for p in data["parameters"]
    )


def _foreign(data: Mapping[str, Any]) -> ForeignFunction:
    rest: dict[str, Any] = {**data, "parameters": _parameters(data)}
    if (result := data["result"]) is not None:
        rest["result"] = _shape(result)
    return ForeignFunction(**rest)


def _kernel(data: Mapping[str, Any]) -> KernelManifest:
    size = cast("list[int] | None", data["workgroup_size"])
    rest: dict[str, Any] = {**data, "parameters": _parameters(data)}
    rest["workgroup_size"] = None if size is None else (size[0], size[1], size[2])
    if (result := data["result"]) is not None:
        component = Component(**result["component"])
        rest["result"] = Result(_shape(result["shape"]), result["per"], component)
    return KernelManifest(**rest)
