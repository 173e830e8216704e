"""
The layouts of `core`'s own types are rustc's: with the definitions that the frontend reads from
rustdoc's JSON, and the types that it reads from rustc's text.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from rusticle.diagnostics import CompileError
from rusticle.frontend.text_scanner import SyntaxFault
from rusticle.lowering.layout import Layouts
from rusticle.targets.registry import get_target

from ..support.crate_definitions import CrateDefinitions
from ..support.layout_dump import describe, differences, dump_layouts
from ..support.rustc import DEVICE, device_core, device_core_json, find_rustc
from ..support.type_zoo import INTEGERS

ELEMENTS = (
    "u8",
    "i128",
    "bool",
    "char",
    "f32",
    "&'static u16",
    "&'static [u8]",
    "[u16; 3]",
    "(u8, u32)",
    "Option<NonZero<u16>>",
    "!",
    "()",
)
"""What the generic types are instantiated with."""

GENERIC = [
    "Option<{}>",
    "Option<Option<{}>>",
    "Result<{},u8>",
    "Result<(),{}>",
    "core::cell::Cell<{}>",
    "core::cell::UnsafeCell<{}>",
    "core::cell::RefCell<{}>",
    "core::cell::OnceCell<{}>",
    "core::cell::RefMut<'static,{}>",
    "Option<core::cell::Ref<'static,{}>>",
    "Option<core::cell::RefCell<{}>>",
    "Option<core::cell::Cell<{}>>",
    "core::cell::LazyCell<{}>",
    "core::cell::SyncUnsafeCell<{}>",
    "core::mem::ManuallyDrop<{}>",
    "core::mem::MaybeUninit<{}>",
    "Option<core::mem::ManuallyDrop<{}>>",
    "Option<core::mem::MaybeUninit<{}>>",
    "core::ptr::NonNull<{}>",
    "Option<core::ptr::NonNull<{}>>",
    "core::ptr::NonNull<[{}]>",
    "core::mem::Discriminant<Option<{}>>",
    "core::sync::atomic::AtomicPtr<{}>",
    "core::marker::PhantomData<{}>",
    "core::ops::Range<{}>",
    "core::ops::RangeInclusive<{}>",
    "core::ops::RangeFrom<{}>",
    "core::ops::RangeToInclusive<{}>",
    "core::ops::Bound<{}>",
    "Option<core::ops::RangeInclusive<{}>>",
    "core::ops::ControlFlow<{},u32>",
    "core::ops::ControlFlow<(),{}>",
    "core::task::Poll<{}>",
    "core::task::Poll<Option<{}>>",
    "core::pin::Pin<&'static {}>",
    "core::num::Wrapping<{}>",
    "core::num::Saturating<{}>",
    "core::cmp::Reverse<{}>",
    "core::slice::Iter<'static,{}>",
    "core::slice::IterMut<'static,{}>",
    "core::slice::Chunks<'static,{}>",
    "core::slice::ChunksExact<'static,{}>",
    "core::slice::Windows<'static,{}>",
    "Option<core::slice::Iter<'static,{}>>",
    "core::slice::Split<'static,{},fn(&{})->bool>",
    "core::array::IntoIter<{},4>",
    "core::option::IntoIter<{}>",
    "core::option::Iter<'static,{}>",
    "core::result::Iter<'static,{}>",
    "core::iter::Once<{}>",
    "core::iter::Repeat<{}>",
    "core::iter::Empty<{}>",
    "core::iter::RepeatN<{}>",
    "core::iter::StepBy<core::slice::Iter<'static,{}>>",
    "core::iter::Rev<core::slice::Iter<'static,{}>>",
    "core::iter::Enumerate<core::slice::Iter<'static,{}>>",
    "core::iter::Zip<core::slice::Iter<'static,{}>,core::ops::Range<u32>>",
    "core::iter::Chain<core::slice::Iter<'static,{}>,core::slice::Iter<'static,{}>>",
    "core::iter::Peekable<core::option::IntoIter<{}>>",
    "core::iter::Skip<core::array::IntoIter<{},2>>",
    "core::iter::Fuse<core::slice::Iter<'static,{}>>",
    "core::iter::Take<core::iter::Repeat<{}>>",
    "core::iter::Map<core::slice::Iter<'static,{}>,fn(&{})->u8>",
    "core::iter::Cycle<core::slice::Iter<'static,{}>>",
    "core::iter::FlatMap<core::slice::Iter<'static,{}>,Option<{}>,fn(&{})->Option<{}>>",
    "core::iter::Scan<core::slice::Iter<'static,{}>,{},fn(&mut {},&{})->Option<u8>>",
]

PLAIN = [
    "core::time::Duration",
    "Option<core::time::Duration>",
    "core::cmp::Ordering",
    "Option<core::cmp::Ordering>",
    "Option<Option<core::cmp::Ordering>>",
    "core::str::Chars<'static>",
    "core::str::CharIndices<'static>",
    "core::str::Bytes<'static>",
    "core::str::Utf8Error",
    "core::str::Split<'static,char>",
    "core::str::Lines<'static>",
    "core::str::SplitWhitespace<'static>",
    "core::num::ParseIntError",
    "core::num::ParseFloatError",
    "core::num::TryFromIntError",
    "core::num::IntErrorKind",
    "core::num::FpCategory",
    "Option<core::num::FpCategory>",
    "core::fmt::Formatter<'static>",
    "core::fmt::Arguments<'static>",
    "core::fmt::Error",
    "Result<(),core::fmt::Error>",
    "core::fmt::Alignment",
    "Option<core::fmt::Alignment>",
    "core::fmt::FormattingOptions",
    "core::fmt::DebugStruct<'static,'static>",
    "core::fmt::DebugMap<'static,'static>",
    "core::panic::Location<'static>",
    "core::panic::PanicInfo<'static>",
    "core::panic::PanicMessage<'static>",
    "core::alloc::Layout",
    "core::alloc::LayoutError",
    "Option<core::alloc::Layout>",
    "core::any::TypeId",
    "Option<core::any::TypeId>",
    "core::hash::SipHasher",
    "core::ffi::CStr",
    "core::ffi::c_void",
    "core::ffi::FromBytesWithNulError",
    "core::cell::BorrowError",
    "core::char::ToUppercase",
    "core::char::EscapeUnicode",
    "core::char::EscapeDefault",
    "core::char::DecodeUtf16Error",
    "core::ascii::EscapeDefault",
    "core::ascii::Char",
    "Option<core::ascii::Char>",
    "core::net::IpAddr",
    "core::net::Ipv4Addr",
    "core::net::Ipv6Addr",
    "core::net::SocketAddr",
    "core::net::SocketAddrV6",
    "Option<core::net::IpAddr>",
    "core::net::AddrParseError",
    "core::sync::atomic::AtomicBool",
    "core::sync::atomic::AtomicU8",
    "core::sync::atomic::AtomicI16",
    "core::sync::atomic::AtomicU32",
    "core::sync::atomic::AtomicU64",
    "core::sync::atomic::AtomicUsize",
    "core::sync::atomic::Ordering",
    "Option<core::sync::atomic::Ordering>",
    "core::task::RawWaker",
    "core::task::Waker",
    "core::task::RawWakerVTable",
    "core::task::Context<'static>",
    "Option<core::task::Waker>",
    "core::convert::Infallible",
    "Result<u8,core::convert::Infallible>",
    "Result<core::convert::Infallible,u32>",
    "Option<core::convert::Infallible>",
    "core::ops::RangeFull",
    "core::mem::Alignment",
    "Option<core::mem::Alignment>",
    "core::array::TryFromSliceError",
    "core::marker::PhantomPinned",
    "core::bstr::ByteStr",
    "core::simd::f32x4",
    "core::simd::u8x16",
    "core::simd::i32x4",
    "core::simd::f64x2",
    "core::simd::mask32x4",
    "Option<core::simd::u32x8>",
    "core::str::pattern::SearchStep",
    "core::str::pattern::StrSearcher<'static,'static>",
    "core::str::pattern::CharSearcher<'static>",
    "core::range::Range<u32>",
    "core::range::RangeInclusive<u8>",
    "core::cell::RefCell<u128>",
    "core::cell::RefCell<u8>",
    "core::cell::RefCell<bool>",
    "core::cell::Ref<'static,[u32]>",
    "core::pin::UnsafePinned<bool>",
    "Option<core::pin::UnsafePinned<bool>>",
    "core::mem::ManuallyDrop<str>",
    "core::cell::UnsafeCell<[u16]>",
    "Option<core::ptr::NonNull<str>>",
    "core::num::NonZero<char>",
]

SPACED = (
    "&'static core::cell::RefCell<[u8]>",
    "&'static core::cell::RefCell<dyn core::fmt::Debug>",
    "core::cell::RefMut<'static,dyn core::fmt::Debug>",
    "core::ptr::NonNull<dyn core::fmt::Debug>",
    "core::ptr::DynMetadata<dyn core::fmt::Debug>",
    "Option<core::ptr::DynMetadata<dyn core::fmt::Debug>>",
)

NON_ZERO = [
    wrapper.format(f"core::num::NonZero<{integer}>")
    for integer in INTEGERS
    for wrapper in ("{}", "Option<{}>", "Option<Option<{}>>", "({},bool)", "Result<{},u8>")
]

PRELUDE = """\
#![no_std]
#![feature(rustc_attrs, never_type, ptr_metadata, ascii_char, bstr, portable_simd, pattern)]
#![feature(sync_unsafe_cell, unsafe_pinned, ptr_alignment_type, new_range_api, random, ip)]
#![feature(panic_internals, core_intrinsics, formatting_options, fmt_internals, c_void_variant)]
#![feature(lazy_get, iter_repeat_n, nonzero_internals, new_range)]
#![allow(internal_features, incomplete_features, unused, deprecated, private_interfaces)]
use core::num::NonZero;
"""


def type_texts() -> list[str]:
    """The types, as Rust text."""
    texts = [form.replace("{}", e) for form in GENERIC for e in ELEMENTS]
    return [*texts, *PLAIN, *SPACED, *NON_ZERO]


def test_layouts_of_cores_types_are_rustcs(tmp_path: Path) -> None:
    rustc = find_rustc()
    if rustc is None:
        pytest.skip("no rustc >= 1.96 with library sources")
    core = device_core(rustc)
    texts = type_texts()
    source = tmp_path / "probe.rs"
    source.write_text(
        PRELUDE
        + "\n".join(
            f"#[rustc_dump_layout(debug)] pub type T{i} = {text};" for i, text in enumerate(texts)
        )
    )
    dumped = dump_layouts(rustc, source, *DEVICE, f"-L{core}", "-Ztrim-diagnostic-paths=no")
    assert len(dumped) == len(texts)

    definitions = CrateDefinitions("probe", {"core": device_core_json(rustc)})
    layouts = Layouts(definitions, get_target("amdgcn-amd-amdhsa"))
    wrong: list[str] = []
    for line in sorted(dumped):
        text, theirs = dumped[line]
        try:
            ours = describe(layouts.of(definitions.read(text)))
        except (CompileError, SyntaxFault) as error:
            wrong.append(f"{text}\n    {error}")
            continue
        if found := differences(theirs, ours):
            wrong.append(f"{text}\n    " + "\n    ".join(found))
    print(f"{len(texts)} of core's types compared: {len(texts) - len(wrong)} equal")
    assert not wrong, "\n".join([f"{len(wrong)} of {len(texts)} layouts differ", *wrong[:5]])
