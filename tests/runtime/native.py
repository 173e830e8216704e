"""
The oracle: kernels compiled for this machine by rustc itself, and run in a plain loop.

The source is taken as it is, but for what a CPU lacks: `core::arch::amdgpu` becomes a module that
keeps the ids in thread-locals, and `extern "gpu-kernel"` becomes `extern "C"`. Each kernel gets an
exported function that reads its arguments from memory, as rustc infers their types, and calls it
once for each work-item. What it writes is what the simulator has to write, bit for bit.
"""

from __future__ import annotations

import ctypes
import os
import re
import subprocess
import tempfile
from collections.abc import Generator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import product
from pathlib import Path
from typing import Any

from rusticle.runtime.arguments import pack
from rusticle.runtime.manifest import KernelManifest

IDS = """
mod amdgpu_ids {
    use std::cell::Cell;
    thread_local! { pub static IDS: Cell<[u32; 9]> = const { Cell::new([0; 9]) }; }
    pub fn workitem_id_x() -> u32 { IDS.get()[0] }
    pub fn workitem_id_y() -> u32 { IDS.get()[1] }
    pub fn workitem_id_z() -> u32 { IDS.get()[2] }
    pub fn workgroup_id_x() -> u32 { IDS.get()[3] }
    pub fn workgroup_id_y() -> u32 { IDS.get()[4] }
    pub fn workgroup_id_z() -> u32 { IDS.get()[5] }
}
"""

_ATTRIBUTES = re.compile(
    r"#!\[no_std\]|#\[unsafe\(no_mangle\)\]|(?:abi_gpu_kernel|stdarch_amdgpu),?"
)
_KERNEL = re.compile(r'extern "gpu-kernel" fn (\w+)\s*\(')
RUSTC = "/usr/bin/rustc" if Path("/usr/bin/rustc").exists() else "rustc"


def _parameters(source: str, start: int) -> int:
    """How many parameters the list that starts after `start` has."""
    depth, count, any_text = 1, 0, False
    for character in source[start:]:
        if character in "([{<":
            depth += 1
        elif character in ")]}>":
            depth -= 1
            if depth == 0:
                break
        elif character == "," and depth == 1:
            count += any_text
            any_text = False
            continue
        any_text |= not character.isspace()
    return count + any_text


def native_source(source: str) -> str:
    """A kernel crate's source as a native library's."""
    source = re.sub(r"(?m)//.*$", "", source)
    kernels = [(m[1], _parameters(source, m.end())) for m in _KERNEL.finditer(source)]
    text = _ATTRIBUTES.sub("", source).replace('extern "gpu-kernel"', 'extern "C"')
    text = text.replace("core::arch::amdgpu", "crate::amdgpu_ids")
    parts = [text, IDS]
    for name, count in kernels:
        types = [f"T{i}" for i in range(count)]
        reads = ", ".join(
            f"(*a.add({i}) as *const {t}).read_unaligned()" for i, t in enumerate(types)
        )
        parts.append(f"""
#[unsafe(no_mangle)]
pub unsafe extern "C" fn native_{name}(ids: *const [u32; 9], a: *const *const u8) {{
    unsafe fn call<{", ".join(types)}>(
        f: unsafe extern "C" fn({", ".join(types)}), a: *const *const u8,
    ) {{ unsafe {{ f({reads}) }} }}
    unsafe {{
        amdgpu_ids::IDS.set(*ids);
        call({name}, a)
    }}
}}
""")
    return "\n".join(parts)


@dataclass
class NativeLibrary:
    """A kernel crate, compiled for this machine."""

    library: Any

    def run(
        self,
        kernel: KernelManifest,
        grid: Sequence[int],
        block: Sequence[int],
        arguments: Sequence[object],
    ) -> None:
        """Call a kernel for each work-item; arrays are updated in place."""
        packed = pack(kernel, arguments)
        for pointer in packed.pointers:
            address = pointer.buffer.address
            packed.data[pointer.at : pointer.at + 8] = address.to_bytes(8, "little")
        segment = ctypes.create_string_buffer(bytes(packed.data), len(packed.data) or 1)
        base = ctypes.addressof(segment)
        # A pair lies in the segment piece by piece; a slice's pieces are adjacent as in Rust.
        places = [p.components[0].offset if p.components else 0 for p in kernel.parameters]
        pointers = (ctypes.c_void_p * max(1, len(places)))(*(base + at for at in places))
        function = getattr(self.library, f"native_{kernel.name}")
        gx, gy, gz = (*grid, 1, 1)[:3]
        bx, by, bz = (*block, 1, 1)[:3]
        ids = (ctypes.c_uint32 * 9)()
        for z, y, x in product(range(gz), range(gy), range(gx)):
            for w, v, u in product(range(bz), range(by), range(bx)):
                ids[:6] = (u, v, w, x, y, z)
                function(ids, pointers)


@contextmanager
def native_library(source: Path, host: str = "") -> Generator[NativeLibrary]:
    """Compile a kernel crate for this machine; `host` are the foreign functions that it calls."""
    with tempfile.TemporaryDirectory(prefix="rusticle-native-") as folder:
        text = Path(folder, source.name)
        native = native_source(source.read_text(encoding="utf-8")) + host
        text.write_text(native, encoding="utf-8")
        output = Path(folder, "libnative.so")
        command = [
            RUSTC, "--edition=2024", "--crate-type=cdylib", "-Copt-level=2", "-Cpanic=abort",
            "-Awarnings", "-o", str(output), str(text),
        ]  # fmt: skip
        environment = {**os.environ, "RUSTC_BOOTSTRAP": "1"}
        done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
        if done.returncode:
            raise AssertionError(f"rustc refused the native version:\n{done.stderr}")
        yield NativeLibrary(ctypes.CDLL(str(output)))
