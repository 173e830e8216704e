"""Files that need no rustdoc: what is read of their source is what rustdoc says of them."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path
from typing import Any

import pytest

from rusticle.frontend.device_core import RUSTDOC_FLAGS, DeviceCore
from rusticle.frontend.plain_crates import describe
from rusticle.frontend.rustc import CrateInput, command_flags, start
from rusticle.frontend.rustdoc import CrateRecords, reduce
from rusticle.frontend.toolchain import Toolchain

EXAMPLES = Path(__file__).parents[2] / "examples"

PLAIN = """\
#![no_std] // a crate's attributes
#![feature(abi_gpu_kernel, f16)]
#![allow(dead_code, clippy::all)]
use core::{arch::amdgpu::*, f32::consts::PI as Π};
/* a /* nested */ comment with a { brace and the word `struct` in it */
const A: usize = 1_6; pub const B: u8 = 7;
pub(crate) const fn twice(mut x: u32) -> u32 { x += x; x }
#[inline] #[must_use] pub unsafe fn at(values: &[f32], i: usize,) -> f32 { values[i] }
#[inline(always)]
#[cold] extern "C" fn text(s: &'static str, raw: *const *mut u8, _: &mut [u8; 0_004]) -> (u8, i8) {
    let _: &[u8; 4] = b"{\\"\\n}"; let _ = r#"}"{"#; let _ = ('{', '\\'', b'}', '\\u{7d}');
    let c = 'l: loop { break 'l '}' };
    /* } */ // }
    (s.as_bytes()[0], unsafe { **raw } as i8 + c as i8)
}
#[allow(unused)] #[inline(never)] fn never(x: (f64), y: ((), (char,), bool)) -> ! { loop {} }
/// The kernel. It ends in a unit: `-> ()`.
#[unsafe(no_mangle)]
pub unsafe extern "gpu-kernel" fn kernel(x: *mut i128, n: [[u16; 2]; 3], h: &&mut f16) -> () {
    macro_called!({ x });
}
"""

UNKNOWN = [
    "struct S;",
    "fn f<T>(t: T) {}",
    "fn f(x: Option<u8>) {}",
    "fn f(x: S) {}",
    "fn f(x: core::ffi::c_int) {}",
    "fn f(x: &'a u8) {}",
    "fn f(x: fn(u8)) {}",
    "fn f((a, b): (u8, u8)) {}",
    "fn f(x: [u8; N]) {}",
    "fn f(x: [u8; 0x10]) {}",
    "fn f(x: impl Fn()) {}",
    "fn f() where u8: Copy {}",
    "fn f() { struct S; }",
    "fn f() { static S: u8 = 0; }",
    "fn f() { impl S {} }",
    "fn f() { macro_rules! m { () => {} } }",
    "fn f();",
    "fn r#if() {}",
    "async fn f() {}",
    "safe fn f() {}",
    'extern "system" fn f() {}',
    "extern fn f() {}",
    'unsafe extern "C" { fn f(); }',
    '#[cfg(feature = "x")] fn f() {}',
    "#[cfg_attr(all(), no_mangle)] fn f() {}",
    '#[unsafe(export_name = "g")] fn f() {}',
    "#[derive(Clone)] fn f() {}",
    "#[inline] const C: u8 = 1;",
    "const C: u8 = 1 + 1;",
    "const C: u8 = 1u8;",
    "const C: u8 = 0x10;",
    "const C: f32 = 1.5;",
    "const C: i8 = -1;",
    "const _: () = ();",
    "const C: [u8; 1] = [1];",
    "pub use core::mem::swap;",
    "#[allow(unused)] pub(in crate::a) fn f() {}",
    "mod m {}",
    "mod m;",
    "static S: u8 = 0;",
    "type T = u8;",
    "m!();",
    "fn f() {} #[inline]",
    "fn f() { /* open",
    "fn f() { (",
    '---\nedition = "2021"\n---\nfn f() {}',
    "#![doc(hidden)]",
    "#!/usr/bin/env rusticle\nfn f() {}",
]


def _said(records: CrateRecords) -> dict[str, Any]:
    """What the records say, without the numbers of items."""
    return {
        "name": records.name,
        "items": {repr(item) for item in records.items.values()},
        "paths": set(records.paths),
        "names": records.names,
        "impls": records.impls,
        "inherent": records.inherent,
        "lang": records.lang_items,
    }


def _documented(path: Path, toolchain: Toolchain, core: DeviceCore, out: Path) -> Any:
    """rustdoc's own JSON."""
    crate = CrateInput(path)
    command = [toolchain.rustdoc, *command_flags(crate, core), *RUSTDOC_FLAGS]
    command += ["--cap-lints=allow", "-o", str(out), str(path)]
    subprocess.run(command, check=True, capture_output=True, env=toolchain.environment())
    return json.loads((out / f"{crate.crate_name}.json").read_bytes())


@pytest.mark.parametrize("name", ["vadd", "saxpy", "chacha20", "everything"])
def test_it_is_what_rustdoc_says(
    name: str, tmp_path: Path, toolchain: Toolchain, device_core: DeviceCore
):
    path = EXAMPLES / f"{name}.rs"
    if name == "everything":
        path = tmp_path / "everything.rs"
        path.write_text(PLAIN.replace("macro_called!", "let _ = concat!").replace("{ x }", "0"))
    described = describe(path.read_text(), str(path), name)
    assert described is not None
    documented = _documented(path, toolchain, device_core, tmp_path)
    assert _said(reduce(described)) == _said(reduce(documented))


@pytest.mark.parametrize("source", UNKNOWN)
def test_what_is_not_known_is_left_to_rustdoc(source: str):
    assert describe("#![no_std]\n", "k.rs", "k") is not None
    assert describe(source, "k.rs", "k") is None


def test_rustdoc_is_run_where_it_is_needed(
    tmp_path: Path, toolchain: Toolchain, device_core: DeviceCore
):
    plain, other = tmp_path / "plain.rs", tmp_path / "other.rs"
    plain.write_text("#![no_std]\npub fn f(x: u32) -> u32 { x }\n")
    other.write_text("#![no_std]\npub fn f<T>(x: T) -> T { x }\n")
    with start(CrateInput(plain), toolchain, device_core) as running:
        assert running.result().json == describe(plain.read_text(), str(plain), "plain")
    with start(CrateInput(other), toolchain, device_core) as running:
        assert running.result().json["external_crates"] != {}
