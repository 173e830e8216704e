"""Bad input: each kind ends in one diagnostic, word for word, status 1, and no output file."""

from __future__ import annotations

import json
import os
import re
import shutil
import stat
import subprocess
import sys
from collections.abc import Generator
from pathlib import Path

import pytest

from rusticle.frontend.device_core import DeviceCore, core_directory
from rusticle.frontend.toolchain import Toolchain
from tests.rusticle.command_line import BIN, EXAMPLES, ROOT, environment, refusal, rusticle

COMPILE = ("--cpu", "gfx1100", "-o", "out.hsaco")


@pytest.fixture
def vadd_mir(tmp_path: Path) -> Path:
    """A good `.mir` file with its `.json` beside it, to be damaged."""
    for suffix in (".mir", ".json"):
        shutil.copy(EXAMPLES / f"vadd{suffix}", tmp_path)
    return tmp_path / "vadd.mir"


def write(directory: Path, name: str, content: str | bytes) -> None:
    (directory / name).write_bytes(content if isinstance(content, bytes) else content.encode())


# --- what is not there, or not what its name says ---


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("k.rs", None, "error: there is no file `k.rs`\n"),
        ("k.mir", None, "error: there is no file `k.mir`\n"),
        ("k.mlir", None, "error: cannot read `k.mlir`: No such file or directory\n"),
        (
            "k.txt",
            "",
            "error: `k.txt` is no input that is known\n"
            "help: give a `.rs` file, a `.mir` file, or the directory of a Cargo package\n",
        ),
        ("k.mlir", b"\xff\xfe\x00", "error: `k.mlir` is not MLIR: byte 0 is not UTF-8\n"),
        (
            "k.mlir",
            "fn main() {}\n",
            "error: `k.mlir` is not a valid module: Operation fn is not registered\n"
            "  --> k.mlir:1:4\n",
        ),
        (
            "k.mlir",
            "func.func @f() -> i32 {\n  func.return\n}\n",
            "error: `k.mlir` does not verify: Expected arguments to have the same types as the "
            "function output types: expected [i32], got []\n",
        ),
        (
            "k.mlir",
            "builtin.module {}\n",
            "error: there is no kernel to put into a code object\n"
            'help: write one as `pub extern "gpu-kernel" fn`, or name a function: `--kernel f`, '
            'or `kernels=["f"]` in Python\n',
        ),
    ],
)
def test_what_is_no_input_is_refused(
    tmp_path: Path, name: str, content: str | bytes | None, message: str
):
    if content is not None:
        write(tmp_path, name, content)
    assert refusal("compile", name, *COMPILE, cwd=tmp_path) == message


def test_a_directory_without_a_package_is_refused(tmp_path: Path):
    (tmp_path / "empty").mkdir()
    assert refusal("compile", "empty", *COMPILE, cwd=tmp_path) == (
        "error: `empty` has no `Cargo.toml`\n"
        "help: give a `.rs` file, a `.mir` file, or the directory of a Cargo package\n"
    )


def test_a_manifest_that_is_no_manifest_is_refused(tmp_path: Path, device_core: DeviceCore):
    (tmp_path / "package").mkdir()
    write(tmp_path, "package/Cargo.toml", "this is not TOML")
    said = refusal("compile", "package", *COMPILE, cwd=tmp_path)
    assert said.startswith("error: ")
    assert "Cargo.toml" in said


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "it is not an ELF file"),
        (b"\x00" * 300, "it is not an ELF file"),
        (b"\x7fELF" + b"\x00" * 12, None),
        (b"\x7fELF\x02\x01\x01\x40" + b"\xff" * 200, None),
    ],
)
def test_a_code_object_that_is_none_is_refused(tmp_path: Path, content: bytes, reason: str | None):
    write(tmp_path, "k.hsaco", content)
    said = refusal("inspect", "k.hsaco", cwd=tmp_path)
    assert said.count("\n") == 1
    assert said.startswith("error: `k.hsaco` is not an AMD GPU code object: ")
    if reason is not None:
        assert said.endswith(f"{reason}\n")


def test_a_truncated_code_object_is_refused(tmp_path: Path, device_core: DeviceCore):
    made = rusticle("compile", str(EXAMPLES / "vadd.rs"), *COMPILE, cwd=tmp_path)
    assert made.status == 0, made.stderr
    whole = (tmp_path / "out.hsaco").read_bytes()
    for size in (64, 200, len(whole) // 2, len(whole) - 10):
        write(tmp_path, "cut.hsaco", whole[:size])
        assert refusal("inspect", "cut.hsaco", cwd=tmp_path).startswith("error: `cut.hsaco` ")


@pytest.mark.parametrize(
    ("file", "message"),
    [
        ("missing", "error: cannot read `missing`: No such file or directory\n"),
        (".", "error: cannot read `.`: Is a directory\n"),
    ],
)
def test_inspecting_what_is_not_there(tmp_path: Path, file: str, message: str):
    assert refusal("inspect", file, cwd=tmp_path) == message


# --- MIR text and its JSON ---


def test_mir_without_json_is_refused(vadd_mir: Path):
    vadd_mir.with_suffix(".json").unlink()
    assert refusal("compile", "vadd.mir", *COMPILE, cwd=vadd_mir.parent) == (
        "error: there is no rustdoc JSON for `vadd.mir`\n"
        "note: `vadd.json` was looked for, and `doc/vadd.json`\n"
        "help: `rustdoc --output-format json` makes it; a `.rs` file needs neither\n"
    )


@pytest.mark.parametrize("content", ["", "{", "[]", "{}", '{"index": {}, "root": 0}', "nul\0"])
def test_json_that_is_not_rustdocs_is_refused(vadd_mir: Path, content: str):
    vadd_mir.with_suffix(".json").write_text(content)
    assert refusal("compile", "vadd.mir", *COMPILE, cwd=vadd_mir.parent) == (
        "error: `vadd.json` is not rustdoc's JSON\n"
    )


def test_json_of_another_version_is_refused(vadd_mir: Path, device_core: DeviceCore):
    path = vadd_mir.with_suffix(".json")
    parsed = json.loads(path.read_bytes())
    parsed["format_version"] = 9
    path.write_text(json.dumps(parsed))
    said = refusal("compile", "vadd.mir", *COMPILE, cwd=vadd_mir.parent)
    assert said.startswith("error: ")
    assert "9" in said


def test_json_of_another_crate_is_refused(vadd_mir: Path, device_core: DeviceCore):
    shutil.copy(EXAMPLES / "crc32.json", vadd_mir.with_suffix(".json"))
    said = refusal("compile", "vadd.mir", *COMPILE, cwd=vadd_mir.parent)
    assert said.startswith("error: ")
    assert "crc32" in said


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"\xff\xfe\x00\x80", "error: `vadd.mir` is no text\n"),
        (b"hello\n", None),
        (b"", None),
    ],
)
def test_text_that_is_not_mir_is_refused(
    vadd_mir: Path, device_core: DeviceCore, content: bytes, message: str | None
):
    vadd_mir.write_bytes(content)
    said = refusal("compile", "vadd.mir", *COMPILE, cwd=vadd_mir.parent)
    if message is not None:
        assert said == message
    assert said.startswith("error: ")
    assert "vadd" in said


@pytest.mark.parametrize("part", [0.15, 0.4, 0.6, 0.9])
def test_truncated_mir_is_refused(vadd_mir: Path, device_core: DeviceCore, part: float):
    text = vadd_mir.read_text()
    vadd_mir.write_text(text[: int(len(text) * part)])
    said = refusal("compile", "vadd.mir", *COMPILE, cwd=vadd_mir.parent)
    assert said.startswith("error: ")
    assert said.count("error: ") == 1


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("    return;", "    retrun;"),
        ("otherwise: bb", "otherwise: bb99"),
        ("let mut _0", "let mut _77"),
        ("bb0: {", "bb0 {"),
        ("= copy", "= borrow"),
    ],
)
def test_damaged_mir_is_refused_with_its_place(
    vadd_mir: Path, device_core: DeviceCore, old: str, new: str
):
    text = vadd_mir.read_text()
    assert old in text
    vadd_mir.write_text(text.replace(old, new, 1))
    said = refusal("compile", "vadd.mir", *COMPILE, cwd=vadd_mir.parent)
    assert said.count("error: ") == 1
    assert re.search(r"^  --> \S+:\d+:\d+$", said, re.MULTILINE), said


def test_mir_of_a_version_to_come_is_refused_by_name(vadd_mir: Path, device_core: DeviceCore):
    text = vadd_mir.read_text()
    vadd_mir.write_text(re.sub(r"StorageLive\((_\d+)\)", r"StorageBorn(\1)", text, count=1))
    assert vadd_mir.read_text() != text
    said = refusal("compile", "vadd.mir", *COMPILE, cwd=vadd_mir.parent)
    assert said.count("error: ") == 1
    assert "StorageBorn" in said


# --- options ---


VADD = str(EXAMPLES / "vadd.rs")


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (
            ("--cpu", "gfx110"),
            "error: unknown AMD GPU `gfx110`\n"
            "help: did you mean `gfx1150` or `gfx1103` or `gfx1102`?\n",
        ),
        (
            ("--cpu", "hopper"),
            "error: unknown AMD GPU `hopper`\n"
            "help: `rustc --print target-cpus --target amdgcn-amd-amdhsa` lists them\n",
        ),
        (
            (),
            "error: machine code for `amdgcn-amd-amdhsa` is for one processor, and none was named\n"
            'help: name it: `--cpu gfx1100`, or `cpu="gfx1100"` in Python\n',
        ),
        (
            ("--cpu", "gfx90a", "--wave-size", "32"),
            "error: AMD GPU `gfx90a` cannot run wavefronts of 32 work-items\nnote: it can of 64\n",
        ),
        (
            ("--target", "amdgcn-amd-amdhsb"),
            "error: unknown target `amdgcn-amd-amdhsb`\n"
            "note: the targets are `amdgcn-amd-amdhsa`, `nvptx64-nvidia-cuda`, "
            "`x86_64-unknown-linux-gnu`, `aarch64-unknown-linux-gnu`, and `host`\n"
            "help: did you mean `amdgcn-amd-amdhsa`?\n",
        ),
        (
            ("--target", "nvptx64-nvidia-cuda"),
            "error: `hsaco` is a code object for AMD GPUs, and the target is "
            "`nvptx64-nvidia-cuda`\n"
            "help: emit `asm` or `obj`\n",
        ),
        (
            ("--cpu", "gfx1100", "--rustc", "/nowhere/rustc"),
            "error: there is no rustc at `/nowhere/rustc`\n",
        ),
    ],
)
def test_options_that_cannot_be_met_are_refused(
    tmp_path: Path, arguments: tuple[str, ...], message: str
):
    assert refusal("compile", VADD, "-o", "out.hsaco", *arguments, cwd=tmp_path) == message


def test_a_kernel_that_is_not_there_is_refused(tmp_path: Path, device_core: DeviceCore):
    said = refusal("compile", VADD, *COMPILE, "--kernel", "vsub", cwd=tmp_path)
    assert said == (
        "error: the crate `vadd` has no function `vsub`\n"
        "note: the crate's kernels are `vadd::vadd`\n"
    )


def test_a_kernel_of_almost_that_name_is_offered(tmp_path: Path, device_core: DeviceCore):
    assert refusal("compile", VADD, *COMPILE, "--kernel", "vad", cwd=tmp_path) == (
        "error: the crate `vadd` has no function `vad`\n"
        "note: the crate's kernels are `vadd::vadd`\n"
        "help: did you mean `vadd::vadd`?\n"
    )


def test_kernels_of_a_module_cannot_be_chosen(tmp_path: Path):
    write(tmp_path, "k.mlir", "builtin.module {}")
    assert refusal("compile", "k.mlir", *COMPILE, "--kernel", "k", cwd=tmp_path) == (
        "error: `k.mlir` says itself which functions are kernels\n"
        "help: name kernels only where the input is Rust or MIR text\n"
    )


def test_wrong_usage_is_status_2(tmp_path: Path):
    ran = rusticle("compile", VADD, "--emit", "wasm", cwd=tmp_path)
    assert ran.status == 2
    assert ran.stderr.startswith("error: argument --emit: invalid choice: 'wasm' (choose from ")


# --- Rust ---


@pytest.mark.parametrize(
    ("arguments", "source", "message"),
    [
        (
            (),
            "pub fn f(x: u32) -> u32 { x + 1 }\n",
            "error: there is no kernel to put into a code object\n"
            'help: write one as `pub extern "gpu-kernel" fn`, or name a function: `--kernel f`, '
            'or `kernels=["f"]` in Python\n',
        ),
        (
            ("--kernel", "g"),
            "pub unsafe fn g<T: Copy>(x: *mut T, y: T) { *x = y }\n",
            "error: `k::g` has generic parameters, so it cannot be a kernel\n"
            "  --> k.rs:5:1\n"
            "help: name a function that calls it with the types that you need\n",
        ),
        (
            (),
            """\
#[thread_local]
static mut T: u32 = 1;
#[unsafe(no_mangle)]
pub unsafe extern "gpu-kernel" fn k(x: *mut u32) {
    *x = T;
}
""",
            "error: the thread-local static `k::T` is not supported\n  --> k.rs:9:10\n",
        ),
    ],
)
def test_rust_that_is_not_supported_is_refused_with_its_line(
    tmp_path: Path, device_core: DeviceCore, arguments: tuple[str, ...], source: str, message: str
):
    header = "#![no_std]\n#![feature(abi_gpu_kernel, thread_local)]\n#![allow(unused)]\n\n"
    write(tmp_path, "k.rs", header + source)
    assert refusal("compile", "k.rs", *COMPILE, *arguments, cwd=tmp_path) == message


COROUTINE = """\
#![no_std]
#![feature(abi_gpu_kernel)]
use core::future::Future;
use core::pin::pin;
use core::task::{Context, Poll, Waker};
async fn one() -> u32 { 1 }
#[unsafe(no_mangle)]
pub unsafe extern "gpu-kernel" fn k(x: *mut u32) {
    let mut future = pin!(one());
    let mut cx = Context::from_waker(Waker::noop());
    if let Poll::Ready(v) = future.as_mut().poll(&mut cx) {
        *x = v;
    }
}
"""


def test_a_coroutine_is_refused_with_the_users_line(tmp_path: Path, device_core: DeviceCore):
    write(tmp_path, "k.rs", COROUTINE)
    said = refusal("compile", "k.rs", *COMPILE, cwd=tmp_path)
    assert said.startswith("error: the coroutine `{coroutine@k::one::{closure#0}}` is not")
    assert re.search(r"^  --> k\.rs:(9|11):\d+$", said, re.MULTILINE), said


def test_inline_assembly_in_mir_is_refused_by_name(vadd_mir: Path, device_core: DeviceCore):
    """rustc refuses it for this target itself; MIR text may still hold it."""
    text = vadd_mir.read_text()
    damaged = re.sub(
        r"(?m)^(\s*)return;",
        r'\1asm!("s_nop 0", options(NOMEM)) -> [return: bb0, unwind unreachable];',
        text,
        count=1,
    )
    assert damaged != text
    vadd_mir.write_text(damaged)
    said = refusal("compile", "vadd.mir", *COMPILE, cwd=vadd_mir.parent)
    assert said.count("error: ") == 1
    assert "inline assembly" in said


BROKEN = """\
#![no_std]
#![feature(abi_gpu_kernel)]
#[unsafe(no_mangle)]
pub extern "gpu-kernel" fn k(x: *mut u32) {
    let y: u32 = "a";
}
"""


@pytest.mark.parametrize("source", [BROKEN, "fn main() { }", "#![no_std]\nfn f( {", "\0\xff"])
def test_what_rustc_says_is_passed_on_as_rustc_says_it(
    tmp_path: Path, toolchain: Toolchain, device_core: DeviceCore, source: str
):
    write(tmp_path, "k.rs", source.encode("latin-1"))
    theirs = subprocess.run(
        [
            toolchain.rustc, "--crate-name=k", "--crate-type=lib", "--edition=2024",
            "--target=amdgcn-amd-amdhsa", "-Ctarget-cpu=gfx1100", "-L", str(device_core.directory),
            "--cap-lints=allow", "--emit=metadata=/dev/null", "k.rs",
        ],
        cwd=tmp_path, env=toolchain.environment(), capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert theirs.returncode == 1
    assert refusal("compile", "k.rs", *COMPILE, cwd=tmp_path) == theirs.stderr


# --- the machine ---


def test_a_missing_linker_is_told(tmp_path: Path, device_core: DeviceCore):
    said = refusal("compile", VADD, *COMPILE, cwd=tmp_path, RUSTICLE_LLD="/nowhere/ld.lld")
    assert said == (
        "error: `RUSTICLE_LLD` names `/nowhere/ld.lld`, which is no program that can be run\n"
    )


def test_a_linker_that_is_none_is_told(tmp_path: Path, device_core: DeviceCore):
    said = refusal("compile", VADD, *COMPILE, cwd=tmp_path, RUSTICLE_LLD="/bin/false")
    assert said == "error: the linker failed: exit status 1\n"


def test_an_output_directory_that_is_not_there_is_told(tmp_path: Path):
    for name, message in (
        ("no/out.hsaco", "cannot write `no/out.hsaco`: there is no directory `no`"),
        (".", "cannot write `.`: it is a directory"),
    ):
        said = refusal("compile", VADD, "--cpu", "gfx1100", "-o", name, cwd=tmp_path)
        assert said == f"error: {message}\n"


def test_a_full_device_is_told(tmp_path: Path, device_core: DeviceCore):
    said = refusal("compile", VADD, "--cpu", "gfx1100", "-o", "/dev/full", cwd=tmp_path)
    assert said == "error: cannot write `/dev/full`: No space left on device\n"


@pytest.mark.parametrize("program", ["rusticle", "rusticle-opt"])
def test_a_full_standard_output_is_told(tmp_path: Path, device_core: DeviceCore, program: str):
    write(tmp_path, "k.mlir", "builtin.module {}")
    arguments = ["k.mlir"] if program == "rusticle-opt" else ["compile", VADD, "--emit=mir", "-o-"]
    with open("/dev/full", "wb") as full:
        done = subprocess.run(
            [BIN / program, *arguments], cwd=tmp_path, stdout=full, stderr=subprocess.PIPE,
            text=True, check=False,
        )  # fmt: skip
    assert done.returncode == 1
    assert done.stderr == "error: cannot write to standard output: No space left on device\n"


def test_a_reader_that_goes_is_no_error_message(tmp_path: Path, device_core: DeviceCore):
    command = f"'{BIN}/rusticle' compile '{VADD}' --emit mir -o - | head -c 10"
    done = subprocess.run(
        ["bash", "-c", command], cwd=tmp_path, capture_output=True, text=True, check=False
    )
    assert done.stderr == ""
    assert len(done.stdout) == 10


@pytest.fixture
def small_disk(tmp_path: Path) -> Generator[Path]:
    """A file system of 64 kB."""
    mount = tmp_path / "small"
    mount.mkdir()
    command = ["mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", str(mount)]
    if os.geteuid() != 0 or subprocess.run(command, capture_output=True, check=False).returncode:
        pytest.skip("only root may mount a file system")
    try:
        yield mount
    finally:
        subprocess.run(["umount", "-l", str(mount)], check=True)


def test_a_full_disk_leaves_what_was_there(small_disk: Path, device_core: DeviceCore):
    (small_disk / "out.s").write_text("before")
    (small_disk / "filler").write_bytes(bytes(56 << 10))
    said = refusal("compile", VADD, "--cpu=gfx1100", "--emit=asm", "-o", "out.s", cwd=small_disk)
    assert said == "error: cannot write `out.s`: No space left on device\n"
    said = refusal(
        "compile", VADD, "--cpu=gfx1100", "-o", "out.hsaco", "--save-stages", ".", cwd=small_disk
    )
    assert said.startswith("error: cannot write `")
    assert said.endswith("`: No space left on device\n")


def test_a_disk_that_may_not_be_written_is_told(small_disk: Path, device_core: DeviceCore):
    (small_disk / "out.hsaco").write_text("before")
    subprocess.run(["mount", "-o", "remount,ro", str(small_disk)], check=True)
    said = refusal("compile", VADD, *COMPILE, cwd=small_disk)
    assert said == "error: cannot write `out.hsaco`: Read-only file system\n"


def test_a_full_disk_for_temporary_files_is_gone_round(small_disk: Path, device_core: DeviceCore):
    """Python then takes the next of the system's places, and so do we."""
    (small_disk / "filler").write_bytes(bytes(64 << 10))
    made = rusticle("compile", VADD, *COMPILE, cwd=small_disk.parent, TMPDIR=str(small_disk))
    assert (made.status, made.stderr) == (0, "")


# --- the toolchain and the cache ---


def test_a_missing_rustc_is_told(tmp_path: Path):
    """`/usr/bin` is always searched, so its rustc is hidden, in a mount namespace."""
    (tmp_path / "nothing").mkdir()
    hide = "[ ! -e /usr/bin/rustc ] || mount --bind /dev/null /usr/bin/rustc"
    command = f"{hide} && exec '{BIN}/rusticle' compile '{VADD}' --cpu gfx1100"
    namespace = ["/usr/bin/unshare", "--mount", "/bin/sh", "-c"]
    if subprocess.run([*namespace, hide], capture_output=True, check=False).returncode:
        pytest.skip("only root may hide a file")
    done = subprocess.run(
        [*namespace, f"PATH=/bin; {command}"], cwd=tmp_path, capture_output=True, text=True,
        env=environment(RUSTC=None, RUSTUP_HOME=str(tmp_path / "nothing")), check=False,
    )  # fmt: skip
    assert done.returncode == 1
    assert done.stderr == (
        "error: no rustc was found\n"
        "help: `rustup component add rust-src` adds the sources to rustup's toolchain; "
        "on Debian, `apt install rustc-web rust-web-src`; `RUSTC` names one to use\n"
    )
    assert not (tmp_path / "vadd.hsaco").exists()


def test_a_cache_that_cannot_be_written_is_told(tmp_path: Path, toolchain: Toolchain):
    said = refusal("compile", VADD, *COMPILE, cwd=tmp_path, RUSTICLE_CACHE_DIR="/dev/null/cache")
    assert re.fullmatch(
        r"error: the cache `/dev/null/cache/core-\S+` cannot be written: Not a directory\n"
        r"help: check the directory's permissions\n"
        r"help: or set `RUSTICLE_CACHE_DIR` to a directory elsewhere\n",
        said,
    ), said


def _copied_cache(device_core: DeviceCore, cache: Path) -> Path:
    """A cache of one's own, with the files of the real one's `core` linked into it."""
    core = cache / device_core.directory.parent.name / device_core.directory.name
    core.mkdir(parents=True)
    for path in device_core.directory.iterdir():
        os.link(path, core / path.name) if _same_disk(path, core) else shutil.copy(path, core)
    return core


def _same_disk(a: Path, b: Path) -> bool:
    return a.stat().st_dev == b.stat().st_dev


def test_a_cache_of_another_version_is_left_alone(tmp_path: Path, device_core: DeviceCore):
    """What an older rusticle, or for an older rustc, has built has another name."""
    cache = tmp_path / "cache"
    _copied_cache(device_core, cache)
    old = cache / "core-1.90.0-000000000000-v0" / "amdgcn-amd-amdhsa"
    old.mkdir(parents=True)
    (old / "core.sqlite").write_text("of another format")
    made = rusticle("compile", VADD, *COMPILE, cwd=tmp_path, RUSTICLE_CACHE_DIR=str(cache))
    assert (made.status, made.stderr) == (0, "")
    assert (old / "core.sqlite").read_text() == "of another format"


def test_a_damaged_cache_is_told_and_made_again(tmp_path: Path, device_core: DeviceCore):
    cache = tmp_path / "cache"
    core = _copied_cache(device_core, cache)
    size = (core / "core.sqlite").stat().st_size
    (core / "core.sqlite").unlink()
    (core / "core.sqlite").write_bytes(bytes(size))
    ran = rusticle("compile", VADD, *COMPILE, cwd=tmp_path, RUSTICLE_CACHE_DIR=str(cache))
    assert ran.status == 1
    assert ran.stderr == (
        f"error: the cached `{core}/core.sqlite` is damaged: file is not a database\n"
        "help: it will be made again the next time\n"
    )
    assert not (tmp_path / "out.hsaco").exists()
    found = rusticle("doctor", "--json", cwd=tmp_path, RUSTICLE_CACHE_DIR=str(cache))
    state = {f["name"]: f["detail"] for f in json.loads(found.stdout)["findings"]}
    assert state["device core"].startswith("damaged; the next compilation builds it again")


def test_a_core_build_that_is_killed_leaves_a_cache_that_works(
    tmp_path: Path, toolchain: Toolchain, device_core: DeviceCore
):
    """`kill -9` while rustc compiles `core`; the next command builds it, and compiles."""
    cache = tmp_path / "cache"
    command = [BIN / "rusticle", "compile", VADD, *COMPILE]
    env = environment(RUSTICLE_CACHE_DIR=str(cache))
    with subprocess.Popen(
        command, cwd=tmp_path, env=env, stderr=subprocess.PIPE, text=True, start_new_session=True
    ) as process:
        assert process.stderr is not None
        assert process.stderr.readline().startswith("rusticle: building core for amdgcn")
        os.killpg(process.pid, 9)  # rustc and rustdoc too: they would only keep the machine busy
    assert not (tmp_path / "out.hsaco").exists()
    assert list(cache.rglob(".*.part")), "it was not killed amid the build"
    again = rusticle("compile", VADD, *COMPILE, cwd=tmp_path, RUSTICLE_CACHE_DIR=str(cache))
    assert again.status == 0, again.stderr
    assert (tmp_path / "out.hsaco").read_bytes().startswith(b"\x7fELF")
    assert not list(cache.rglob(".*.part"))
    built = cache / core_directory(toolchain, "amdgcn-amd-amdhsa").parent.name
    assert [path.name for path in built.iterdir() if path.is_dir()] == ["amdgcn-amd-amdhsa"]


# --- LLVM ---


def test_an_llvm_that_dies_is_told_and_the_ir_kept(tmp_path: Path):
    write(
        tmp_path,
        "k.mlir",
        """\
llvm.func @votes(%b: i1) -> i16 {
  %v = llvm.call_intrinsic "llvm.amdgcn.ballot"(%b) : (i1) -> i16
  llvm.return %v : i16
}
""",
    )
    kept = tmp_path / "kept"
    kept.mkdir()
    ran = rusticle("compile", "k.mlir", "--cpu", "gfx1100", "--emit", "asm", "-o", "k.s",
                   cwd=tmp_path, TMPDIR=str(kept))  # fmt: skip
    assert ran.status == 1
    assert not (tmp_path / "k.s").exists()
    match = re.search(r"^note: the LLVM IR is in (.*\.ll)$", ran.stderr, re.MULTILINE)
    assert match is not None, ran.stderr
    assert "define i16 @votes" in Path(match[1]).read_text()
    assert [path.name for path in kept.iterdir()] == [Path(match[1]).name]
    assert ran.stderr.startswith("error: LLVM failed while emitting assembly: ")
    assert ran.stderr.endswith(
        "help: this is a bug in LLVM or in rusticle: please report it with that file\n"
    )


def test_an_intrinsic_that_the_processor_lacks_is_named(tmp_path: Path):
    write(
        tmp_path,
        "k.mlir",
        """\
llvm.func @f(%a: f32, %b: f32, %c: vector<4xf32>) -> vector<4xf32> {
  %z = llvm.mlir.constant(0 : i32) : i32
  %d = llvm.call_intrinsic "llvm.amdgcn.mfma.f32.4x4x1f32"(%a, %b, %c, %z, %z, %z) : (f32, f32, vector<4xf32>, i32, i32, i32) -> vector<4xf32>
  llvm.return %d : vector<4xf32>
}
""",  # noqa: E501
    )
    said = refusal("compile", "k.mlir", "--cpu", "gfx1100", "--emit", "asm", "-o", "k.s",
                   cwd=tmp_path)  # fmt: skip
    assert said == (
        "error: `gfx1100` has no instruction for the intrinsic `llvm.amdgcn.mfma.f32.4x4x1f32`\n"
        "help: compile for a processor that has it\n"
    )


def test_a_bug_of_ours_is_said_to_be_one(tmp_path: Path):
    """With the traceback in a file, not on the screen."""
    code = (
        "import sys; from rusticle.command import run_command\n"
        "def body(): raise RuntimeError('the reason')\n"
        "run_command(body)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], env=environment(TMPDIR=str(tmp_path)), cwd=ROOT,
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 1
    [kept] = tmp_path.iterdir()
    assert done.stderr == (
        "error: this is a bug in rusticle: RuntimeError: the reason\n"
        f"note: the traceback is in {kept}\n"
        "help: please report it, with that file and the input\n"
    )
    assert "Traceback" in kept.read_text()
    assert stat.S_IMODE(kept.stat().st_mode) == 0o600
