"""Panics say what rustc's own programs say, and where, whatever the other options are."""

from __future__ import annotations

import contextlib
import faulthandler
import os
import re
import subprocess
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from rusticle.api import compile, load
from rusticle.diagnostics import CompileError
from rusticle.frontend.inputs import Options
from rusticle.pipeline import Pipeline
from rusticle.runtime import KernelPanic, Module, PanicTexts, QueueError
from rusticle.runtime.agent import Agent
from rusticle.runtime.host_queue import HostQueue
from rusticle.runtime.hsa_layout import AgentDispatchPacket, AmdSignal, PacketType
from rusticle.runtime.manifest import Manifest
from rusticle.runtime.memory import SharedMemory
from rusticle.runtime.panics import PanicReport
from rusticle.simulation import Device, build, simulate
from rusticle.targets.panic_messages import PANIC_FUNCTION, TEXT_ROOM

from .native import RUSTC, NativeLibrary, native_library

FOLDER = Path(__file__).parent
EXAMPLES = Path(__file__).parents[2] / "examples"
KINDS = "panic_kinds.rs"
COUNT = 52
"""How many kinds of panics the source has."""
CHECKED = Options(flags=("-Coverflow-checks=on",))
REPORT = Pipeline(panic="report")

_PANICKED = re.compile(
    r"\s*thread '.*?'(?: \(\d+\))? panicked at (.*?):(\d+):(\d+):\n(.*?)\nnote: run with", re.DOTALL
)
Said = tuple[str, int, int, str]


def said(stderr: str) -> Said:
    """Where and what a native program's panic was."""
    found = _PANICKED.match(stderr)
    assert found is not None, stderr
    return found[1], int(found[2]), int(found[3]), found[4]


def reported(error: KernelPanic) -> tuple[str | None, int | None, int | None, str]:
    """Where and what a kernel's panic was."""
    return error.file, error.line, error.column, error.message


@pytest.fixture(scope="module")
def native(tmp_path_factory: pytest.TempPathFactory) -> Callable[[int], Said]:
    """What rustc's own program says when it panics in one of the ways."""
    program = tmp_path_factory.mktemp("native") / "kinds"
    subprocess.run(
        [
            RUSTC, "--edition=2024", "--cfg=native", "-Coverflow-checks=on", "-Awarnings",
            "-o", str(program), KINDS,
        ],
        cwd=FOLDER,
        check=True,
    )  # fmt: skip

    def run(kind: int) -> Said:
        environment = {**os.environ, "RUST_BACKTRACE": "0"}
        done = subprocess.run(
            [program, str(kind)], env=environment, capture_output=True, text=True, check=False
        )
        return said(done.stderr)

    return run


@pytest.fixture(scope="module")
def kinds(device: Device) -> Module:
    with contextlib.chdir(FOLDER):
        return device.compile(KINDS, pipeline=REPORT, options=CHECKED)


def panic_of(module: Module, name: str, *arguments: object, block: int = 8) -> KernelPanic:
    """The panic that a launch ends in."""
    with pytest.raises(KernelPanic) as raised:
        module.get_function(name)(1, block, arguments)
    return raised.value


@pytest.mark.parametrize("kind", range(COUNT))
def test_a_panic_says_what_rustcs_own_program_says(
    kind: int, kinds: Module, native: Callable[[int], Said]
) -> None:
    error = panic_of(kinds, "kinds", np.arange(8, dtype="i4"), np.zeros(1, "i4"), kind, 7)
    assert reported(error) == native(kind)
    assert error.work_item == (5, 0, 0)
    assert error.where.group == (0, 0, 0)


@pytest.mark.parametrize("options", [
    {"virtual_calls": "indirect", "foreign_calls": "queue"},
    {"foreign_calls": "declare", "infer_address_spaces": False},
    {"wrap_kernels": "always", "kernel_return": "sret-launch"},
])  # fmt: skip
def test_it_does_so_under_every_option(
    options: dict[str, Any], device: Device, native: Callable[[int], Said]
) -> None:
    pipeline = replace(REPORT, remarks=False, **options)
    with contextlib.chdir(FOLDER):
        module = device.compile(KINDS, pipeline=pipeline, options=CHECKED)
    for kind in (2, 32, 35, 40):
        error = panic_of(module, "kinds", np.arange(8, dtype="i4"), np.zeros(1, "i4"), kind, 7)
        assert reported(error) == native(kind)


def test_what_does_not_panic_gives_the_same(kinds: Module) -> None:
    out = np.zeros(1, "i4")
    kinds.get_function("kinds")(1, 8, [np.arange(8, dtype="i4"), out, 99, 7])
    assert out[0] == 7


@pytest.mark.parametrize(
    ("kind", "message"),
    [
        (0, "called `Result::unwrap()` on an `Err` value: <panic_kinds::Odd>"),
        (1, "assertion `left == right` failed\n"
            "  left: <panic_kinds::Level>\n right: <panic_kinds::Level>"),
        (2, "forwarded: a message that another function made"),
    ],
)  # fmt: skip
def test_what_only_the_program_can_format_is_shown_as_its_type(
    kind: int, message: str, kinds: Module
) -> None:
    assert panic_of(kinds, "others", np.zeros(1, "i4"), kind, 7).message == message


def test_a_checked_program_reports_panics_too(device: Device) -> None:
    with contextlib.chdir(FOLDER):
        module = device.compile(KINDS, pipeline=REPORT, options=CHECKED, check=True)
    error = panic_of(module, "kinds", np.arange(8, dtype="i4"), np.zeros(1, "i4"), 40, 7)
    assert error.message == 'sev"en "sev\\"en"   sev"en'


# --- the example ---------------------------------------------------------------------------------

ENTRY = np.dtype([("account", "u4"), ("kind", "u4"), ("amount", "u4")])
Books = tuple[NDArray[Any], NDArray[Any], NDArray[Any]]
Change = tuple[str, int, str, int]
HOST = """
mod host {
    #[unsafe(no_mangle)]
    extern "C" fn host_print(_text: *const u8, _length: usize) {}
}
"""
MISTAKES: list[tuple[Change, ...]] = [
    (("entries", 21, "amount", 300),),
    (("entries", 20, "amount", 0xFFFF_FFFF),),
    (("entries", 20, "kind", 77),),
    (("entries", 20, "account", 3),),
    (("entries", 21, "kind", 2), ("entries", 21, "amount", 101)),
    (("firsts", 10, "", 1000),),
]


def books(*changes: Change) -> Books:
    """A hundred accounts with two entries each, of which some are wrong."""
    count = 100
    balances = np.arange(count, dtype="u4") * 10
    entries = np.zeros(2 * count, ENTRY)
    entries["account"] = np.repeat(np.arange(count), 2)
    entries["amount"][0::2] = 5
    entries["kind"][1::2] = 1 + np.arange(count) % 2
    entries["amount"][1::2] = np.where(np.arange(count) % 4 == 0, balances + 5, 7)
    firsts = np.arange(count + 1, dtype="u4") * 2
    for array, index, field, value in changes:
        if array == "firsts":
            firsts[index] = value
        else:
            entries[field][index] = value
    return balances, firsts, entries


@pytest.fixture(scope="module")
def native_example() -> Iterator[NativeLibrary]:
    with native_library(EXAMPLES / "panic.rs", HOST) as library:
        yield library


def native_panic(library: NativeLibrary, module: Module, data: Books, folder: Path) -> Said:
    """What the example says natively, where the process ends with it."""
    kernel = module.get_function("settle").manifest
    output = folder / "stderr"
    child = os.fork()
    if child == 0:
        faulthandler.disable()
        os.dup2(os.open(output, os.O_WRONLY | os.O_CREAT), 2)
        os.environ["RUST_BACKTRACE"] = "0"
        library.run(kernel, (2,), (64,), data)
        os._exit(0)
    os.waitpid(child, 0)
    return said(output.read_text())


@pytest.fixture(scope="module", params=["direct", "indirect", "queue"])
def example(request: pytest.FixtureRequest, device: Device) -> dict[str, tuple[Module, list[str]]]:
    """The example, by what panics do, with the lines that it prints."""
    made: dict[str, tuple[Module, list[str]]] = {}
    for panic in ("trap", "report"):
        lines: list[str] = []

        def show(text: Any, length: int, lines: list[str] = lines) -> None:
            lines.append(text.bytes(length).decode())

        pipeline = Pipeline(
            panic=panic, foreign_calls="queue", virtual_calls=request.param, remarks=False
        )
        with contextlib.chdir(EXAMPLES):
            module = device.compile("panic.rs", pipeline=pipeline, foreign={"host_print": show})
        made[panic] = module, lines
    return made


def test_the_example_gives_what_rustcs_code_gives(
    example: dict[str, tuple[Module, list[str]]], native_example: NativeLibrary
) -> None:
    expected = books()
    kernel = example["trap"][0].get_function("settle").manifest
    native_example.run(kernel, (2,), (64,), expected)
    for module, lines in example.values():
        lines.clear()
        balances, firsts, entries = books()
        module.get_function("settle")(2, 64, [balances, firsts, entries])
        assert (balances == expected[0]).all()
        assert sorted(lines) == sorted(
            f"account {number} is empty after 2 entries" for number in range(0, 100, 4)
        )


@pytest.mark.parametrize("changes", MISTAKES)
def test_the_examples_mistakes_are_told_as_rustc_tells_them(
    changes: tuple[Change, ...],
    example: dict[str, tuple[Module, list[str]]],
    native_example: NativeLibrary,
    tmp_path: Path,
) -> None:
    module, _ = example["report"]
    file, line, column, message = native_panic(native_example, module, books(*changes), tmp_path)
    error = panic_of(module, "settle", *books(*changes), block=64)
    assert (error.line, error.column, error.message) == (line, column, message)
    assert error.file == "panic.rs" == Path(file).name
    account = 9 if changes[0][0] == "firsts" else 10
    # A method that is dispatched through the device's queue is a work-item of its own.
    alone = module.program.manifest.dispatches and error.work_item == (0, 0, 0)
    assert alone or error.work_item == (account, 0, 0)
    with pytest.raises(KernelPanic):
        example["trap"][0].get_function("settle")(2, 64, books(*changes))


def _print_nothing(text: Any, length: int) -> None:
    pass


def test_mir_text_says_it_as_well_if_its_source_is_beside_it() -> None:
    with contextlib.chdir("/"), pytest.raises(KernelPanic) as raised:
        simulate(
            EXAMPLES / "panic.mir", "settle", grid=(1,), block=(64,), args=books(*MISTAKES[0]),
            panic="report", foreign={"host_print": _print_nothing},
        )  # fmt: skip
    assert str(raised.value).startswith(
        "error: kernel `settle` panicked at panic.rs:68:13:\ncannot take 300 from 105\n"
        "note: in work-item (10, 0, 0) of workgroup (0, 0, 0)"
    )


def test_a_code_object_has_the_words_for_its_host() -> None:
    with contextlib.chdir(EXAMPLES):
        code = compile(
            "panic.mir", cpu="gfx900", foreign_calls="queue", panic="report", opt_level="1"
        ).data
    for words in (
        b"__rusticle_panic_messages\0", b"__rusticle_panic_locations\0",
        b"\0cannot take {u32} from {u32}\0", b"\0panic.rs:68:13\0",
    ):  # fmt: skip
        assert words in code


# --- what can go wrong ---------------------------------------------------------------------------


def test_the_first_panic_is_told_with_how_many_there_were_besides() -> None:
    reports = [PanicReport("no", "f.rs:1:2", (0, 0, 0), (number, 0, 0)) for number in range(3)]
    error = reports[0].error("k", 2)
    assert str(error) == (
        "error: kernel `k` panicked at f.rs:1:2:\nno\n"
        "note: in work-item (0, 0, 0) of workgroup (0, 0, 0)\n"
        "note: 2 other work-items panicked, too"
    )
    assert error.others == 2
    assert "note: 1 other work-item panicked, too" in str(reports[0].error("k", 1))


def test_only_the_first_panic_of_many_is_told(kinds: Module) -> None:
    with pytest.raises(KernelPanic) as raised:
        kinds.get_function("others")(4, 64, [np.zeros(1, "i4"), 0, 7])
    assert 0 <= raised.value.others < 256
    assert raised.value.message.endswith("<panic_kinds::Odd>")


def test_a_manifest_keeps_the_words(kinds: Module) -> None:
    manifest = kinds.program.manifest
    assert Manifest.from_json(manifest.to_json()) == manifest
    assert "not yet implemented" in manifest.panics.messages


TEXTS = PanicTexts(("no", "{str:?} {i8} {f16} {char} {bool} {u128}"), ("f.rs:1:2",))


def report(message: int, location: int, *values: int, text: bytes = b"") -> bytes:
    """The bytes of a report."""
    header = b"".join(n.to_bytes(4, "little") for n in (message, location, 1, 2, 3, 4, 5, 6))
    return header + b"".join(value.to_bytes(16, "little") for value in values) + text


def test_values_are_read_as_their_types_say() -> None:
    text = "é" * TEXT_ROOM
    place = 32 + 6 * 16
    half = int.from_bytes(np.float16(-1.5).tobytes(), "little")
    data = report(
        1, 0, len(text.encode()) | place << 64, 0xFE, half, ord("ß"), 1, 1 << 127,
        text=text.encode()[:TEXT_ROOM],
    )  # fmt: skip
    found = PanicReport.of(data, TEXTS)
    assert found.message == f'"{"é" * (TEXT_ROOM // 2)}…" -2 -1.5 ß true {1 << 127}'
    assert (found.group, found.item) == ((1, 2, 3), (4, 5, 6))


@pytest.mark.parametrize(
    ("data", "note"),
    [
        (b"\0" * 31, "a report of 31 bytes is too short"),
        (report(2, 0), "there is no message 2 or no location 0"),
        (report(0, 1), "there is no message 0 or no location 1"),
        (report(1, 0), "unpack_from requires a buffer of at least 48 bytes"),
        (None, "is not in memory that the host sees"),
    ],
)
def test_a_report_that_makes_no_sense_is_refused(data: bytes | None, note: str) -> None:
    memory = SharedMemory(4096)
    queue = HostQueue(memory, memory.address, 4, 128)
    at = memory.allocate(64)
    signal = AmdSignal.from_buffer(memory.map, memory.allocate(64))
    signal.value = 1
    packet = AgentDispatchPacket.from_address(queue.packet_address(0))
    packet.arg[0] = 16
    packet.arg[1] = 64
    if data is not None:
        memory.map[at : at + len(data)] = data
        packet.arg[0], packet.arg[1] = memory.address + at, len(data)
    packet.type = PANIC_FUNCTION
    packet.header = PacketType.AGENT_DISPATCH
    with Agent(queue, (), {}, kernel="k", panics=TEXTS) as agent:
        while not agent.served:
            pass
    assert isinstance(agent.failure, QueueError)
    assert "kernel `k` panicked, and its report cannot be read" in str(agent.failure)
    assert note in str(agent.failure)


def test_what_a_panic_does_is_one_of_two_things() -> None:
    with pytest.raises(CompileError) as error:
        Pipeline(panic="shout").passes()  # pyright: ignore[reportArgumentType]
    assert str(error.value) == (
        "error: `shout` is nothing that a work-item can do that panics\n"
        "note: what it can is `trap`, `report`"
    )


def test_a_module_without_panics_has_no_queue(device: Device) -> None:
    with contextlib.chdir(EXAMPLES):
        module = load("vadd.rs", panic="report")
    program = build(module, REPORT)
    assert "__rusticle_host_queue" not in program.ir or program.manifest.panics.messages
