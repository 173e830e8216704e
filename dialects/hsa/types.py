"""The types of `hsa`: queues and signals."""

from __future__ import annotations

from xdsl.ir import (
    ParametrizedAttribute,
    TypeAttribute,
)
from xdsl.irdl import (
    irdl_attr_definition,
)


@irdl_attr_definition
class QueueType(ParametrizedAttribute, TypeAttribute):
    """
    A queue of AQL packets: the address of an `hsa_queue_t`.

        !hsa.queue
    """

    name = "hsa.queue"


@irdl_attr_definition
class SignalType(ParametrizedAttribute, TypeAttribute):
    """
    A signal: 64 bits, an `hsa_signal_t`'s handle, which on AMD is the address of `amd_signal_t`.

        !hsa.signal
    """

    name = "hsa.signal"
