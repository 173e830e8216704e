"""Queues, signals and packets lie in memory as a C compiler lays out HSA's own declarations."""

from __future__ import annotations

import ctypes
import subprocess
from pathlib import Path

import pytest

from rusticle.runtime import hsa_layout as hsa
from rusticle.runtime.dispatch import dispatch_packet
from rusticle.targets import panic_messages as panics
from tests.support.tools import requires, tool

INCLUDE = Path(__file__).parents[2] / "runtime" / "include"

STRUCTS = {
    "hsa_queue_t": hsa.HsaQueue,
    "amd_queue_t": hsa.AmdQueue,
    "amd_signal_t": hsa.AmdSignal,
    "hsa_kernel_dispatch_packet_t": hsa.KernelDispatchPacket,
    "hsa_agent_dispatch_packet_t": hsa.AgentDispatchPacket,
    "rusticle_arena_t": hsa.CallArena,
}
C_NAMES = {
    "doorbell_signal": "doorbell_signal.handle",
    "arg": "arg[0]",
    "completion_signal": "completion_signal.handle",
    "queue_inactive_signal": "queue_inactive_signal.handle",
}
CONSTANTS = {
    "HSA_PACKET_TYPE_INVALID": hsa.PacketType.INVALID,
    "HSA_PACKET_TYPE_KERNEL_DISPATCH": hsa.PacketType.KERNEL_DISPATCH,
    "HSA_PACKET_TYPE_AGENT_DISPATCH": hsa.PacketType.AGENT_DISPATCH,
    "HSA_PACKET_TYPE_BARRIER_AND": hsa.PacketType.BARRIER_AND,
    "HSA_PACKET_TYPE_BARRIER_OR": hsa.PacketType.BARRIER_OR,
    "HSA_PACKET_TYPE_VENDOR_SPECIFIC": hsa.PacketType.VENDOR_SPECIFIC,
    "HSA_PACKET_HEADER_SCACQUIRE_FENCE_SCOPE": 9,
    "HSA_PACKET_HEADER_SCRELEASE_FENCE_SCOPE": 11,
    "HSA_FENCE_SCOPE_SYSTEM": 2,
    "HSA_QUEUE_TYPE_MULTI": hsa.QUEUE_TYPE_MULTI,
    "HSA_QUEUE_FEATURE_AGENT_DISPATCH": hsa.FEATURE_AGENT_DISPATCH,
    "AMD_SIGNAL_KIND_USER": hsa.SIGNAL_KIND_USER,
    "RUSTICLE_PARAMETERS_OFFSET": 64,
    "RUSTICLE_PANIC": panics.PANIC_FUNCTION,
    "RUSTICLE_PANIC_TEXT": panics.TEXT_ROOM,
    "sizeof(rusticle_panic_t)": panics.HEADER_SIZE,
    "sizeof(rusticle_panic_value_t)": panics.VALUE_SIZE,
    "offsetof(rusticle_panic_t, location)": 4,
    "offsetof(rusticle_panic_t, workgroup)": 8,
    "offsetof(rusticle_panic_t, work_item)": 20,
    "offsetof(rusticle_panic_value_t, high)": 8,
}


@pytest.fixture(scope="module")
def from_c(tmp_path_factory: pytest.TempPathFactory) -> dict[str, int]:
    """Every offset, size and constant, as the C compiler has it."""
    expressions: dict[str, str] = {name: name for name in CONSTANTS}
    for c_name, struct in STRUCTS.items():
        expressions[f"{c_name} size"] = f"sizeof({c_name})"
        for field, *_ in struct._fields_:
            c_field = C_NAMES.get(field, field)
            expressions[f"{c_name}.{field}"] = f"offsetof({c_name}, {c_field})"
    lines = [f'  printf("%s=%lld\\n", "{n}", (long long)({e}));' for n, e in expressions.items()]
    text = (
        "#include <stddef.h>\n#include <stdio.h>\n#include <hsa/hsa.h>\n"
        "#include <hsa/amd_hsa_queue.h>\n#include <hsa/amd_hsa_signal.h>\n"
        '#include "rusticle.h"\nint main(void) {\n' + "\n".join(lines) + "\n  return 0;\n}\n"
    )
    folder = tmp_path_factory.mktemp("layout")
    (folder / "layout.c").write_text(text)
    command = [tool("cc"), "-I", str(INCLUDE), "-o", "layout", "layout.c"]
    subprocess.run(command, cwd=folder, check=True)
    output = subprocess.run([folder / "layout"], capture_output=True, text=True, check=True).stdout
    pairs = (line.rsplit("=", 1) for line in output.splitlines())
    return {name: int(value) for name, value in pairs}


@requires("cc")
@pytest.mark.parametrize("name", sorted(STRUCTS))
def test_every_offset_is_that_of_hsas_headers(name: str, from_c: dict[str, int]) -> None:
    struct = STRUCTS[name]
    ours = {f"{name} size": ctypes.sizeof(struct)}
    for field, *_ in struct._fields_:
        ours[f"{name}.{field}"] = getattr(struct, field).offset
    assert ours == {key: from_c[key] for key in ours}
    assert len(ours) > 3


@requires("cc")
def test_constants_are_those_of_hsas_headers(from_c: dict[str, int]) -> None:
    assert {name: from_c[name] for name in CONSTANTS} == {n: int(v) for n, v in CONSTANTS.items()}


def test_the_dispatch_packet_is_laid_out_so() -> None:
    data = dispatch_packet((2, 3, 1), (64, 2, 1), 128, 0x1000)
    packet = hsa.KernelDispatchPacket.from_buffer_copy(data)
    assert packet.header & 0xFF == hsa.PacketType.KERNEL_DISPATCH
    assert (packet.setup, packet.workgroup_size_x, packet.workgroup_size_y) == (2, 64, 2)
    assert (packet.grid_size_x, packet.grid_size_y, packet.grid_size_z) == (128, 6, 1)
    assert (packet.group_segment_size, packet.kernarg_address) == (128, 0x1000)
