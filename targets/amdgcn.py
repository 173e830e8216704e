"""
`amdgcn-amd-amdhsa`: AMD GPUs under the HSA runtime.

Address spaces, their widths and null values are AMDGPUUsage's, section "Address Spaces"; the casts
are those that `SITargetLowering::lowerADDRSPACECAST` and `isNoopAddrSpaceCast` implement. (LLVM
turns every other cast into poison without a word.) The data layout is LLVM 22's
(`llvm/lib/TargetParser/TargetDataLayout.cpp`).
"""

from __future__ import annotations

from itertools import permutations
from types import MappingProxyType

from .target import AddressSpace, Target

_ALL_ONES_32 = 0xFFFF_FFFF

_SPACES = (
    AddressSpace("flat", 0, 64, 0, in_flat=True),
    AddressSpace("global", 1, 64, 0, in_flat=True),
    AddressSpace("region", 2, 32, _ALL_ONES_32, in_flat=False),
    AddressSpace("local", 3, 32, _ALL_ONES_32, in_flat=True),
    AddressSpace("constant", 4, 64, 0, in_flat=True),
    AddressSpace("private", 5, 32, _ALL_ONES_32, in_flat=True),
    AddressSpace("constant32", 6, 32, 0, in_flat=True),
    AddressSpace("buffer_fat", 7, 160, 0, in_flat=False),
    AddressSpace("buffer_resource", 8, 128, 0, in_flat=False),
    AddressSpace("buffer_strided", 9, 192, 0, in_flat=False),
)

_CASTS = frozenset(
    [
        # One 64-bit numbering: these casts do nothing.
        *permutations(("flat", "global", "constant"), 2),
        # Through the aperture.
        *permutations(("flat", "local"), 2),
        *permutations(("flat", "private"), 2),
        # Extension by the function's high 32 bits, and truncation.
        *permutations(("flat", "constant32"), 2),
        *permutations(("global", "constant32"), 2),
        *permutations(("constant", "constant32"), 2),
        # A resource with an offset of 0.
        ("buffer_resource", "buffer_fat"),
    ]
)

_INTRINSICS = MappingProxyType(
    {
        "workitem_id_x": "llvm.amdgcn.workitem.id.x",
        "workitem_id_y": "llvm.amdgcn.workitem.id.y",
        "workitem_id_z": "llvm.amdgcn.workitem.id.z",
        "workgroup_id_x": "llvm.amdgcn.workgroup.id.x",
        "workgroup_id_y": "llvm.amdgcn.workgroup.id.y",
        "workgroup_id_z": "llvm.amdgcn.workgroup.id.z",
        "dispatch_ptr": "llvm.amdgcn.dispatch.ptr",
        "dispatch_id": "llvm.amdgcn.dispatch.id",
        "queue_ptr": "llvm.amdgcn.queue.ptr",
        "implicitarg_ptr": "llvm.amdgcn.implicitarg.ptr",
        "kernarg_segment_ptr": "llvm.amdgcn.kernarg.segment.ptr",
        "barrier": "llvm.amdgcn.s.barrier",
        "wave_barrier": "llvm.amdgcn.wave.barrier",
        "wave_size": "llvm.amdgcn.wavefrontsize",
        "mbcnt_lo": "llvm.amdgcn.mbcnt.lo",
        "mbcnt_hi": "llvm.amdgcn.mbcnt.hi",
        "readfirstlane": "llvm.amdgcn.readfirstlane",
        "readlane": "llvm.amdgcn.readlane",
        "ballot": "llvm.amdgcn.ballot",
        "ds_bpermute": "llvm.amdgcn.ds.bpermute",
        "ds_permute": "llvm.amdgcn.ds.permute",
        "is_shared": "llvm.amdgcn.is.shared",
        "is_private": "llvm.amdgcn.is.private",
        "group_static_size": "llvm.amdgcn.groupstaticsize",
        "sleep": "llvm.amdgcn.s.sleep",
        "clock": "llvm.amdgcn.s.memtime",
        "realtime": "llvm.amdgcn.s.memrealtime",
        "send_message": "llvm.amdgcn.s.sendmsg",
        "end_program": "llvm.amdgcn.endpgm",
        "trap": "llvm.trap",
        "debug_trap": "llvm.debugtrap",
    }
)

_SYNC_SCOPES = MappingProxyType(
    {
        # AMDGPUUsage, "AMDHSA LLVM Sync Scopes". LLVM 22 takes `cluster` for all generations.
        "system": "",
        "agent": "agent",
        "cluster": "cluster",
        "workgroup": "workgroup",
        "wavefront": "wavefront",
        "singlethread": "singlethread",
        "system-one-as": "one-as",
        "agent-one-as": "agent-one-as",
        "cluster-one-as": "cluster-one-as",
        "workgroup-one-as": "workgroup-one-as",
        "wavefront-one-as": "wavefront-one-as",
        "singlethread-one-as": "singlethread-one-as",
    }
)

AMDGCN = Target(
    name="amdgcn-amd-amdhsa",
    triple="amdgcn-amd-amdhsa",
    arch="amdgpu",
    data_layout=(
        "e-m:e-p:64:64-p1:64:64-p2:32:32-p3:32:32-p4:64:64-p5:32:32-p6:32:32-p7:160:256:256:32"
        "-p8:128:128:128:48-p9:192:256:256:32-i64:64-v16:16-v24:32-v32:32-v48:64-v96:128"
        "-v192:256-v256:256-v512:512-v1024:1024-v2048:2048-n32:64-S32-A5-G1-ni:7:8:9"
    ),
    spaces=MappingProxyType({space.name: space for space in _SPACES}),
    alloca_space="private",
    global_space="global",
    constant_space="constant",
    kernel_calling_convention="amdgpu_kernel",
    casts=_CASTS,
    intrinsics=_INTRINSICS,
    sync_scopes=_SYNC_SCOPES,
    default_cpu=None,
    wave_sizes=(32, 64),
    flat_numbered=frozenset({"flat", "global", "constant"}),
)
"""AMD GPUs under HSA. A CPU must be named: code for one does not run on another."""
