"""
`nvptx64-nvidia-cuda`: NVIDIA GPUs.

It is here to prove that nothing above the targets is AMD-shaped, and to run the same Rust on
another vendor's hardware. Address spaces are NVPTXUsage's, section "Address Spaces": what AMD and
OpenCL call *local* is CUDA's *shared* (3), what they call *private* is CUDA's *local* (5). The
data layout is LLVM 22's (`llvm/lib/TargetParser/TargetDataLayout.cpp`), which puts allocas into
the generic space: LLVM moves them to the local one itself.
"""

from __future__ import annotations

from types import MappingProxyType

from .target import AddressSpace, Target

_SPACES = (
    AddressSpace("flat", 0, 64, 0, in_flat=True),
    AddressSpace("global", 1, 64, 0, in_flat=True),
    AddressSpace("local", 3, 64, 0, in_flat=True),
    AddressSpace("constant", 4, 64, 0, in_flat=True),
    AddressSpace("private", 5, 64, 0, in_flat=True),
)

_INTRINSICS = MappingProxyType(
    {
        "workitem_id_x": "llvm.nvvm.read.ptx.sreg.tid.x",
        "workitem_id_y": "llvm.nvvm.read.ptx.sreg.tid.y",
        "workitem_id_z": "llvm.nvvm.read.ptx.sreg.tid.z",
        "workgroup_id_x": "llvm.nvvm.read.ptx.sreg.ctaid.x",
        "workgroup_id_y": "llvm.nvvm.read.ptx.sreg.ctaid.y",
        "workgroup_id_z": "llvm.nvvm.read.ptx.sreg.ctaid.z",
        "workgroup_size_x": "llvm.nvvm.read.ptx.sreg.ntid.x",
        "workgroup_size_y": "llvm.nvvm.read.ptx.sreg.ntid.y",
        "workgroup_size_z": "llvm.nvvm.read.ptx.sreg.ntid.z",
        "grid_workgroups_x": "llvm.nvvm.read.ptx.sreg.nctaid.x",
        "grid_workgroups_y": "llvm.nvvm.read.ptx.sreg.nctaid.y",
        "grid_workgroups_z": "llvm.nvvm.read.ptx.sreg.nctaid.z",
        # Unlike AMD's these take an i32: the barrier's number, which is 0, and the lanes' mask.
        "barrier": "llvm.nvvm.barrier.cta.sync.aligned.all",
        "wave_barrier": "llvm.nvvm.bar.warp.sync",
        "wave_size": "llvm.nvvm.read.ptx.sreg.warpsize",
        "lane_id": "llvm.nvvm.read.ptx.sreg.laneid",
        "is_shared": "llvm.nvvm.isspacep.shared",
        "is_private": "llvm.nvvm.isspacep.local",
        "clock": "llvm.nvvm.read.ptx.sreg.clock64",
        "realtime": "llvm.nvvm.read.ptx.sreg.globaltimer",
        "end_program": "llvm.nvvm.exit",
        "trap": "llvm.trap",
        "debug_trap": "llvm.debugtrap",
    }
)

_SYNC_SCOPES = MappingProxyType(
    {
        # A warp has no scope of its own; the next wider one is correct.
        "system": "",
        "agent": "device",
        "cluster": "cluster",
        "workgroup": "block",
        "wavefront": "block",
        "singlethread": "singlethread",
    }
)

NVPTX = Target(
    name="nvptx64-nvidia-cuda",
    triple="nvptx64-nvidia-cuda",
    arch="nvptx",
    data_layout="e-p6:32:32-i64:64-i128:128-i256:256-v16:16-v32:32-n16:32:64",
    spaces=MappingProxyType({space.name: space for space in _SPACES}),
    alloca_space="flat",
    global_space="global",
    constant_space="global",
    kernel_calling_convention="ptx_kernel",
    casts=frozenset(
        pair
        for space in _SPACES
        if space.name != "flat"
        for pair in (("flat", space.name), (space.name, "flat"))
    ),
    intrinsics=_INTRINSICS,
    sync_scopes=_SYNC_SCOPES,
    default_cpu="sm_70",
    wave_sizes=(32,),
    # PTX ISA, "Generic Addressing": what is in no other space's window is global memory.
    flat_numbered=frozenset({"flat", "global"}),
)
"""NVIDIA GPUs. Constants go to global memory: the constant bank holds no more than 64 KiB."""
