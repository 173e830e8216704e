"""
HSA's queues, signals and packets in memory, as `hsa.h` and `amd_hsa_*.h` lay them out.

A queue is an `amd_queue_t`, which begins with an `hsa_queue_t`; a signal is an `amd_signal_t`,
whose address is its handle. A packet is 64 bytes. Reserved fields are left out of none of them, so
that every offset follows from the declarations; tests compare them with a C compiler's.
"""

from __future__ import annotations

import ctypes
from enum import IntEnum

u16, u32, u64, i64 = ctypes.c_uint16, ctypes.c_uint32, ctypes.c_uint64, ctypes.c_int64


class HsaQueue(ctypes.Structure):
    """`hsa_queue_t`."""

    _fields_ = (
        ("type", u32),
        ("features", u32),
        ("base_address", u64),
        ("doorbell_signal", u64),
        ("size", u32),
        ("reserved1", u32),
        ("id", u64),
    )


class AmdQueue(ctypes.Structure):
    """`amd_queue_t`."""

    _fields_ = (
        ("hsa_queue", HsaQueue),
        ("reserved1", u32 * 4),
        ("write_dispatch_id", u64),
        ("group_segment_aperture_base_hi", u32),
        ("private_segment_aperture_base_hi", u32),
        ("max_cu_id", u32),
        ("max_wave_id", u32),
        ("max_legacy_doorbell_dispatch_id_plus_1", u64),
        ("legacy_doorbell_lock", u32),
        ("reserved2", u32 * 9),
        ("read_dispatch_id", u64),
        ("read_dispatch_id_field_base_byte_offset", u32),
        ("compute_tmpring_size", u32),
        ("scratch_resource_descriptor", u32 * 4),
        ("scratch_backing_memory_location", u64),
        ("scratch_backing_memory_byte_size", u64),
        ("scratch_wave64_lane_byte_size", u32),
        ("queue_properties", u32),
        ("reserved3", u32 * 2),
        ("queue_inactive_signal", u64),
        ("reserved4", u32 * 14),
    )


class AmdSignal(ctypes.Structure):
    """`amd_signal_t`."""

    _fields_ = (
        ("kind", i64),
        ("value", i64),
        ("event_mailbox_ptr", u64),
        ("event_id", u32),
        ("reserved1", u32),
        ("start_ts", u64),
        ("end_ts", u64),
        ("queue_ptr", u64),
        ("reserved3", u32 * 2),
    )


class KernelDispatchPacket(ctypes.Structure):
    """`hsa_kernel_dispatch_packet_t`."""

    _fields_ = (
        ("header", u16),
        ("setup", u16),
        ("workgroup_size_x", u16),
        ("workgroup_size_y", u16),
        ("workgroup_size_z", u16),
        ("reserved0", u16),
        ("grid_size_x", u32),
        ("grid_size_y", u32),
        ("grid_size_z", u32),
        ("private_segment_size", u32),
        ("group_segment_size", u32),
        ("kernel_object", u64),
        ("kernarg_address", u64),
        ("reserved2", u64),
        ("completion_signal", u64),
    )


class AgentDispatchPacket(ctypes.Structure):
    """`hsa_agent_dispatch_packet_t`."""

    _fields_ = (
        ("header", u16),
        ("type", u16),
        ("reserved0", u32),
        ("return_address", u64),
        ("arg", u64 * 4),
        ("reserved2", u64),
        ("completion_signal", u64),
    )


class CallArena(ctypes.Structure):
    """`rusticle_arena_t` (`passes/queue_protocol.py`)."""

    _fields_ = (
        ("head", u64),
        ("used", u64),
        ("count", u64),
        ("block_size", u64),
        ("blocks", u64),
    )


class PacketType(IntEnum):
    """`hsa_packet_type_t`, the low eight bits of a packet's header."""

    VENDOR_SPECIFIC = 0
    INVALID = 1
    KERNEL_DISPATCH = 2
    BARRIER_AND = 3
    AGENT_DISPATCH = 4
    BARRIER_OR = 5


PACKET_SIZE = 64
"""Bytes of a packet."""
SIGNAL_KIND_USER = 1
"""`AMD_SIGNAL_KIND_USER`: a signal that is memory."""
QUEUE_TYPE_MULTI = 0
"""`HSA_QUEUE_TYPE_MULTI`: any number of producers."""
FEATURE_KERNEL_DISPATCH = 1
"""`HSA_QUEUE_FEATURE_KERNEL_DISPATCH`."""
FEATURE_AGENT_DISPATCH = 2
"""`HSA_QUEUE_FEATURE_AGENT_DISPATCH`."""
