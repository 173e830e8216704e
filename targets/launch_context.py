"""
The kernel ABI of the host: the launch context that functions get in place of hardware registers.

A GPU keeps a work-item's and workgroup's numbers in registers and its LDS at address 0. On the host
they are arguments: a pointer to the launch context of the workgroup, and the work-item's number in
its workgroup in x, y and z, three `i32`. `FIELDS` is the context's head, the part that compiled
code reads; what follows is the simulator's own. `HIDDEN_ARGUMENTS` names the four, which come
last.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Field:
    """A field of the launch context: where it is, and its size, in bytes."""

    offset: int
    size: int


HIDDEN_ARGUMENTS = ("context", "item_x", "item_y", "item_z")
"""What a function that asks about its work-item gets behind its own arguments."""

FIELDS: dict[str, Field] = {
    # The workgroup's number in the grid.
    "group_id_x": Field(0, 4),
    "group_id_y": Field(4, 4),
    "group_id_z": Field(8, 4),
    # Workgroups in the grid.
    "group_count_x": Field(12, 4),
    "group_count_y": Field(16, 4),
    "group_count_z": Field(20, 4),
    # Work-items in a workgroup.
    "group_size_x": Field(24, 4),
    "group_size_y": Field(28, 4),
    "group_size_z": Field(32, 4),
    "wave_size": Field(36, 4),
    # The workgroup's LDS, static and then dynamic, and the size of each part.
    "lds": Field(40, 8),
    "lds_static": Field(48, 4),
    "lds_total": Field(52, 4),
    # What HSA gives a kernel: addresses of structures with HSA's own layouts.
    "kernarg_ptr": Field(56, 8),
    "dispatch_ptr": Field(64, 8),
    "queue_ptr": Field(72, 8),
    "implicitarg_ptr": Field(80, 8),
    "dispatch_id": Field(88, 8),
}
"""The fields that compiled code reads, by name."""

HEAD_SIZE = 96
"""Bytes of the context that compiled code may read."""
CONTEXT_ALIGN = 16
"""Alignment of the context, in bytes."""
LDS_ALIGN = 128
"""Alignment of a workgroup's LDS, in bytes."""
