"""
What launches from the command line are given: an argument's text, to a value.

An argument is one of

    1024, 2.5, true, 'c'      a number, truth value or character, of the parameter's type
    u64:1024                  the same, with its type spelled out to be checked
    buf:f32[1024]=arange      an array; `=zeros` (the default), `ones`, `arange`, `random`,
                              `random(SEED)` or a number says what is in it
    buf:Particle[1024]        an array of zeros of the structs that the parameter is for
    out:f32[1024]             an array of zeros, whose contents are printed at the end
    @data.npy                 an array from a file
    (1.5, 2, (true, 'c'))     a struct, tuple or array by value, by its fields in order;
                              `{"x": 1.5, "y": 2}` by their names
    null                      a null pointer

Shapes have commas: `buf:u32[16,8]`.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from .diagnostics import CompileError

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from .runtime import KernelManifest, Parameter, Shape

_INTEGERS = tuple(f"{sign}{bits}" for sign in "iu" for bits in (8, 16, 32, 64, 128))
_TYPES = {
    **{f"{sign}{bits}": f"<{sign}{bits // 8}" for sign in "iu" for bits in (8, 16, 32, 64)},
    **{f"f{bits}": f"<f{bits // 8}" for bits in (16, 32, 64)},
    # NumPy has no integers of 128 bits: these are bytes to it.
    "i128": "V16",
    "u128": "V16",
    "usize": "<u8",
    "isize": "<i8",
    "bool": "?",
    "char": "<u4",
}
_BUFFER = re.compile(r"(buf|out):(\w+)\[([\d,\s]+)\](?:=(.+))?", re.DOTALL)
_SCALAR = re.compile(r"(\w+):(.+)", re.DOTALL)
_AGGREGATE = re.compile(r"[(\[{].*[)\]}]", re.DOTALL)
_RANDOM = re.compile(r"random(?:\((\d+)\))?")


_Maker = Callable[["Parameter | None"], Any]
"""Makes a value anew, for a parameter."""


class Arguments:
    """
    The arguments of the command line, which can be made anew for each launch.

    Raises `CompileError` for a text that is none.
    """

    def __init__(self, texts: Sequence[str]) -> None:
        self._makers = [_maker(text) for text in texts]
        self.outputs = [text.startswith("out:") for text in texts]
        """Which are printed in any case."""

    def __call__(self, kernel: KernelManifest) -> list[Any]:
        """The values for a kernel, made anew. Raises `CompileError`."""
        parameters: list[Parameter | None] = [*kernel.parameters]
        # Too many or too few of them are noticed where they are passed.
        parameters += [None] * (len(self._makers) - len(parameters))
        return [make(p) for make, p in zip(self._makers, parameters, strict=False)]


def _maker(text: str) -> _Maker:
    if text == "null":
        return lambda _: None
    if text.startswith("@"):
        return lambda _: array_from_file(Path(text[1:]))
    if (match := _BUFFER.fullmatch(text)) is not None:
        _, type_, shape, init = match.groups()
        if type_ not in _TYPES and init in (None, "zeros"):
            return lambda parameter: _records(text, type_, shape, parameter)
        array = _array(text, type_, shape, init)
        return lambda _: array.copy()
    if (match := _SCALAR.fullmatch(text)) is not None and (
        match[1] in _TYPES or match[1] in _INTEGERS
    ):
        value = _scalar(match[2], match[1], text)
    elif _AGGREGATE.fullmatch(text):
        value = _aggregate(text)
    else:
        value = _scalar(text, None, text)
    return lambda _: value


def _aggregate(text: str) -> Any:
    """A struct, tuple or array: a literal of Python's, with Rust's words for truth, too."""
    import ast

    class Truth(ast.NodeTransformer):
        def visit_Name(self, node: ast.Name) -> ast.expr:
            return ast.Constant(node.id == "true") if node.id in ("true", "false") else node

    try:
        return ast.literal_eval(Truth().visit(ast.parse(text, mode="eval")))
    except (ValueError, SyntaxError):
        raise _no_argument(text) from None


def _sizes(shape: str) -> tuple[int, ...]:
    return tuple(int(n) for n in shape.split(",") if n.strip())


def _unknown_elements(text: str, type_: str) -> CompileError:
    return CompileError.of(
        f"`{text}` has unknown elements: `{type_}`",
        notes=[
            f"arrays are of {', '.join(f'`{t}`' for t in _TYPES)}, or of the structs that the "
            "parameter is for"
        ],
    )


def _records(text: str, type_: str, shape: str, parameter: Parameter | None) -> NDArray[Any]:
    """An array of zeros of the structs that a parameter points to."""
    import numpy

    from .runtime.arguments import dtype_of

    element = None if parameter is None else parameter.shape.element
    dtype = None if element is None else dtype_of(element)
    if element is None or dtype is None or element.type.rpartition("::")[2] != type_:
        raise _unknown_elements(text, type_)
    return numpy.zeros(_sizes(shape), dtype)


def array_from_file(path: Path) -> NDArray[Any]:
    """The array in a `.npy` file. Raises `CompileError` if there is none."""
    import numpy

    try:
        return numpy.load(path, allow_pickle=False)
    except (OSError, ValueError) as error:
        raise CompileError.of(f"cannot read an array from `{path}`: {error}") from error


def _array(text: str, type_: str, shape: str, init: str | None) -> NDArray[Any]:
    import numpy

    code = _TYPES.get(type_)
    if code is None:
        raise _unknown_elements(text, type_)
    dtype = numpy.dtype(code)
    sizes = _sizes(shape)
    count = math.prod(sizes)
    if dtype.kind == "V":
        return _wide_array(text, type_, count, init).reshape(sizes)
    match init:
        case None | "zeros":
            flat = numpy.zeros(count, dtype)
        case "ones":
            flat = numpy.ones(count, dtype)
        case "arange" | "iota":
            flat = numpy.arange(count).astype(dtype)
        case _ if (match := _RANDOM.fullmatch(init)) is not None:
            flat = _random(dtype, count, int(match[1] or 0))
        case _:
            value = _contents(init, type_, text)
            try:
                with numpy.errstate(over="raise"):
                    flat = numpy.full(count, value, dtype)
            except (OverflowError, FloatingPointError):
                raise CompileError.of(f"`{text}`: `{type_}` cannot hold {value}") from None
    return flat.reshape(sizes)


def _wide_array(text: str, type_: str, count: int, init: str | None) -> Any:
    """An array of integers of 128 bits, as bytes."""
    import numpy

    values: Iterable[int]
    match init:
        case None | "zeros":
            values = (0 for _ in range(count))
        case "ones":
            values = (1 for _ in range(count))
        case "arange" | "iota":
            values = range(count)
        case _ if (match := _RANDOM.fullmatch(init)) is not None:
            data = numpy.random.default_rng(int(match[1] or 0)).bytes(16 * count)
            return numpy.frombuffer(data, "V16").copy()
        case _:
            value = _contents(init, type_, text)
            values = (value for _ in range(count))
    try:
        parts = [v.to_bytes(16, "little", signed=type_ == "i128") for v in values]
    except OverflowError:
        raise CompileError.of(f"`{text}`: `{type_}` cannot hold {init}") from None
    return numpy.frombuffer(b"".join(parts), "V16").copy()


def _contents(init: str, type_: str, text: str) -> Any:
    """What an array is to be filled with."""
    try:
        return _scalar(init, type_, text)
    except CompileError:
        raise CompileError.of(
            f"`{text}`: `{init}` is nothing that an array of `{type_}` can hold",
            help=["write `zeros`, `ones`, `arange`, `random`, `random(SEED)`, or a value"],
        ) from None


def _random(dtype: Any, count: int, seed: int) -> NDArray[Any]:
    import numpy

    rng = numpy.random.default_rng(seed)
    if dtype.kind == "f":
        return rng.random(count).astype(dtype)
    if dtype.kind == "b":
        return rng.integers(0, 2, count).astype(dtype)
    limits = numpy.iinfo(dtype)
    return rng.integers(limits.min, limits.max, count, dtype, endpoint=True)


def _scalar(text: str, type_: str | None, argument: str) -> Any:
    if type_ in (None, "bool") and text in ("true", "false"):
        return text == "true"
    if type_ in (None, "char") and len(text) == 3 and text[0] == text[2] == "'":
        return text[1]
    if type_ == "char" and len(text) == 1:
        return text
    try:
        if type_ is not None and type_.startswith("f"):
            return float(text)
        if type_ is None or type_ in _INTEGERS or type_ in ("usize", "isize"):
            return int(text, 0)
    except ValueError:
        if type_ is None:
            try:
                return float(text)
            except ValueError:
                pass
    raise _no_argument(argument)


def _no_argument(text: str) -> CompileError:
    return CompileError.of(
        f"`{text}` is not an argument",
        help=[
            "write a number (`1024`, `u64:1024`, `2.5`), an array (`buf:f32[1024]=arange`, "
            "`out:f32[1024]`), a file (`@data.npy`), a struct by its fields (`(1.5, 2)`), or `null`"
        ],
    )


def readable(value: Any, shape: Shape) -> Any:
    """An array that the kernel wrote, with Python's numbers in place of those of 128 bits."""
    import numpy

    from .runtime.arguments import transparent

    element = None if shape.element is None else transparent(shape.element)
    if getattr(value, "dtype", None) != numpy.dtype("V16"):
        return value
    array: NDArray[Any] = value
    signed = element is not None and element.kind == "int"
    found = numpy.empty(array.size, object)
    found[:] = [int.from_bytes(v.tobytes(), "little", signed=signed) for v in array.ravel()]
    return found.reshape(array.shape)
