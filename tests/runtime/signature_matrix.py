"""
Kernels of many signatures, made systematically: every type by itself between two bytes, which shows
its alignment and its size, then all of them in turn, two to four at a time.

Each kernel writes the bytes of its arguments, `SLOT` apart, to its last one. An argument that is a
reference or a slice is represented by what it points to.
"""

from __future__ import annotations

import random
from dataclasses import dataclass
from typing import Any

import numpy as np

SLOT = 64

DEFINITIONS = """
#[derive(Clone, Copy)] #[repr(C)] pub struct C { a: u8, b: u64, c: u16 }
#[derive(Clone, Copy)] pub struct R { a: u8, b: u64, c: u16 }
#[derive(Clone, Copy)] #[repr(C, packed)] pub struct Packed { a: u8, b: u32 }
#[derive(Clone, Copy)] #[repr(C, align(32))] pub struct Aligned { a: u8, b: u32 }
#[derive(Clone, Copy)] #[repr(transparent)] pub struct Wrapper(f64);
#[derive(Clone, Copy)] pub struct Newtype(u16);
#[derive(Clone, Copy)] pub struct Empty;
#[derive(Clone, Copy)] #[repr(u8)] pub enum Unit { A = 3, B = 7 }
#[derive(Clone, Copy)] #[repr(i32)] pub enum Signed { A = -1, B = 5 }
#[derive(Clone, Copy)] pub enum Data { A(u8), B(u64), C }
#[derive(Clone, Copy)] #[repr(C)] pub union U { a: u32, b: f32, c: u8 }
#[derive(Clone, Copy)] #[repr(C)] pub union Wide { a: [u8; 5], b: u16 }
#[derive(Clone, Copy)] #[repr(simd)] pub struct F32x4([f32; 4]);
#[derive(Clone, Copy)] #[repr(simd)] pub struct U8x16([u8; 16]);
#[derive(Clone, Copy)] #[repr(simd)] pub struct I16x2([i16; 2]);
#[derive(Clone, Copy)] #[repr(simd)] pub struct F64x2([f64; 2]);
#[derive(Clone, Copy)] pub struct Nested { c: C, p: (u8, u32), t: [u16; 3] }
"""


@dataclass(frozen=True)
class Type:
    """A type of an argument: how it is written, and values of it as Python gives them."""

    rust: str
    size: int
    mask: bytes
    """255 for each byte that is not padding."""
    kind: str
    """How its value is given: `int`, `uint`, `float`, `bool`, `char`, `bytes`, `ref`, `slice`."""
    values: tuple[bytes, ...] = ()
    """Values to choose from, where not all bytes are valid."""


def _plain(rust: str, size: int, kind: str) -> Type:
    return Type(rust, size, b"\xff" * size, kind)


def _mask(text: str) -> bytes:
    return bytes(255 if c == "x" else 0 for c in text.replace(" ", ""))


def _aggregate(rust: str, mask: str, *values: bytes) -> Type:
    covered = _mask(mask)
    return Type(rust, len(covered), covered, "bytes", values)


def _enum(rust: str, size: int, *values: bytes) -> Type:
    return Type(rust, size, b"\xff" * size, "bytes", values)


TYPES = [
    *(_plain(f"u{bits}", bits // 8, "uint") for bits in (8, 16, 32, 64, 128)),
    *(_plain(f"i{bits}", bits // 8, "int") for bits in (8, 16, 32, 64, 128)),
    _plain("usize", 8, "uint"),
    _plain("isize", 8, "int"),
    *(_plain(f"f{bits}", bits // 8, "float") for bits in (16, 32, 64)),
    Type("bool", 1, b"\xff", "bool", (b"\0", b"\1")),
    Type("char", 4, b"\xff" * 4, "char", (b"a\0\0\0", b"\xe9\0\0\0", b"\xff\xff\x10\0")),
    Type("&u32", 4, b"\xff" * 4, "ref"),
    Type("&mut u64", 8, b"\xff" * 8, "ref"),
    Type("*const f32", 4, b"\xff" * 4, "ref"),
    Type("*mut u8", 1, b"\xff", "ref"),
    Type("Option<&u32>", 4, b"\xff" * 4, "ref"),
    Type("core::ptr::NonNull<u16>", 2, b"\xff" * 2, "ref"),
    Type("&core::sync::atomic::AtomicU32", 4, b"\xff" * 4, "ref"),
    Type("&C", 24, _mask("x....... xxxxxxxx xx......"), "ref"),
    Type("&[u16]", 6, b"\xff" * 6, "slice"),
    Type("&mut [u32]", 12, b"\xff" * 12, "slice"),
    Type("&str", 3, b"\xff" * 3, "slice", (b"abc", b"xyz")),
    _aggregate("(u32, u32)", "xxxxxxxx"),
    _aggregate("(u64, u64)", "xxxxxxxx xxxxxxxx"),
    _aggregate("(u32, u8)", "xxxxx..."),
    _aggregate("(u8, u32)", "xxxxx..."),
    _aggregate("(u8, bool)", "xx", b"\7\1", b"\xff\0"),
    _aggregate("(u64, u16, u8)", "xxxxxxxx xxx....."),
    _aggregate("[u8; 3]", "xxx"),
    _aggregate("[f32; 4]", "xxxxxxxxxxxxxxxx"),
    _aggregate("[u16; 1]", "xx"),
    _aggregate("[u64; 5]", "x" * 40),
    _aggregate("[(u8, u16); 2]", "xxx.xxx."),
    _aggregate("C", "x....... xxxxxxxx xx......"),
    _aggregate("R", "xxxxxxxx xxx....."),
    _aggregate("Packed", "xxxxx"),
    _aggregate("Aligned", "x...xxxx" + "." * 24),
    _aggregate("Nested", "x....... xxxxxxxx xx...... xxxxx... xxxxxx.."),
    _plain("Wrapper", 8, "float"),
    _plain("Newtype", 2, "uint"),
    _plain("U", 4, "bytes"),
    _aggregate("Wide", "xxxxx."),
    _plain("core::mem::MaybeUninit<[u8; 4]>", 4, "bytes"),
    _plain("F32x4", 16, "bytes"),
    _plain("U8x16", 16, "bytes"),
    _plain("I16x2", 4, "bytes"),
    _plain("F64x2", 16, "bytes"),
    _enum("Unit", 1, b"\3", b"\7"),
    _enum("Signed", 4, b"\xff\xff\xff\xff", b"\5\0\0\0"),
    _enum("core::cmp::Ordering", 1, b"\xff", b"\0", b"\1"),
    Type("core::num::NonZero<u32>", 4, b"\xff" * 4, "uint", (b"\1\2\3\4", b"\xff\0\0\0")),
    _enum("Option<core::num::NonZero<u32>>", 4, b"\0\0\0\0", b"\xff\0\0\0"),
    _enum("Option<bool>", 1, b"\0", b"\1", b"\2"),
    _enum("Option<char>", 4, b"a\0\0\0", b"\0\0\x11\0"),
    _enum("Option<u32>", 8, b"\1\0\0\0\7\6\5\4"),
    _aggregate("Option<u8>", "xx", b"\1\x55"),
    _aggregate("Option<u64>", "xxxx....xxxxxxxx", b"\1\0\0\0\0\0\0\0ABCDEFGH"),
    _aggregate("Result<u32, u8>", "x...xxxx", b"\0\0\0\0\4\3\2\1"),
    _aggregate("Data", "x.......xxxxxxxx", b"\1\0\0\0\0\0\0\0ABCDEFGH"),
    _plain("()", 0, "bytes"),
    _plain("Empty", 0, "bytes"),
    _plain("[u8; 0]", 0, "bytes"),
    _plain("core::marker::PhantomData<u64>", 0, "bytes"),
]

_ELEMENTS = {"&[u16]": "u2", "&mut [u32]": "u4"}


def _observed(index: int, type_: Type) -> str:
    """Where the bytes are that stand for an argument."""
    name = f"a{index}"
    match type_.kind:
        case "slice":
            return f"{name}.as_ptr() as *const u8"
        case "ref" if type_.rust.startswith("Option"):
            return f"{name}.unwrap() as *const _ as *const u8"
        case "ref" if type_.rust.startswith("core::ptr"):
            return f"{name}.as_ptr() as *const u8"
        case "ref" if type_.rust.startswith("&"):
            return f"&raw const *{name} as *const u8"
        case "ref":
            return f"{name} as *const u8"
        case _:
            return f"&raw const {name} as *const u8"


@dataclass(frozen=True)
class Signature:
    """One kernel."""

    name: str
    types: tuple[Type, ...]

    @property
    def source(self) -> str:
        """The kernel in Rust."""
        parameters = ", ".join(f"a{i}: {t.rust}" for i, t in enumerate(self.types))
        body = "".join(
            f"    put(out, {i * SLOT}, {_observed(i, t)}, {t.size});\n"
            for i, t in enumerate(self.types)
        )
        return (
            f'#[unsafe(no_mangle)]\npub unsafe extern "gpu-kernel" fn {self.name}({parameters}, '
            f"out: *mut u8) {{ unsafe {{\n{body}}} }}\n"
        )

    def arguments(self, seed: int) -> tuple[list[Any], list[tuple[bytes, bytes]]]:
        """Values for a launch, without the output, and what arrives: bytes, and which of them."""
        rng = random.Random(seed)
        pairs = [_value(type_, rng) for type_ in self.types]
        return [given for given, _ in pairs], [
            (data, type_.mask) for (_, data), type_ in zip(pairs, self.types, strict=True)
        ]


def _value(type_: Type, rng: random.Random) -> tuple[Any, bytes]:
    data = rng.choice(type_.values) if type_.values else rng.randbytes(type_.size)
    match type_.kind:
        case "int" | "uint":
            return int.from_bytes(data, "little", signed=type_.kind == "int"), data
        case "float":
            number = float(rng.randrange(-1000, 1000)) / 8
            return number, np.array(number, f"<f{type_.size}").tobytes()
        case "bool":
            return data == b"\1", data
        case "char":
            return chr(int.from_bytes(data, "little")), data
        case "ref":
            return bytearray(data), data
        case "slice":
            array = np.frombuffer(data, _ELEMENTS.get(type_.rust, "u1")).copy()
            return (data.decode() if type_.rust == "&str" else array), data
        case _:
            return data, data


def signatures() -> list[Signature]:
    """All of them: more than 150."""
    byte = TYPES[0]
    found = [(byte, type_, byte) for type_ in TYPES]
    rng = random.Random(2026)
    for count in (2, 3, 4):
        order = list(TYPES)
        rng.shuffle(order)
        found += [tuple(order[i : i + count]) for i in range(0, len(order), count)]
    order = list(TYPES)
    rng.shuffle(order)
    found += [(order[i], byte, order[-i]) for i in range(1, 31)]
    return [Signature(f"k{number}", types) for number, types in enumerate(found)]


def crate(chosen: list[Signature]) -> str:
    """A crate of these kernels."""
    return (
        "#![no_std]\n#![feature(abi_gpu_kernel, f16, repr_simd)]\n"
        "#![allow(dead_code, improper_ctypes_definitions, internal_features)]\n"
        f"{DEFINITIONS}\n"
        "#[inline(always)]\n"
        "unsafe fn put(out: *mut u8, at: usize, from: *const u8, size: usize) {\n"
        "    unsafe { core::ptr::copy_nonoverlapping(from, out.add(at), size) }\n}\n\n"
        + "\n".join(signature.source for signature in chosen)
    )
