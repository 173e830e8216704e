"""Work for the pool's tests, in a module that its processes can import."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Sequence


class Squares:
    """Squares numbers; kills its process at 13, never ends at 17."""

    def run(self, batch: Sequence[int]) -> list[int]:
        for number in batch:
            if number == 13:
                os.kill(os.getpid(), signal.SIGKILL)
            if number == 17:
                time.sleep(60)
        return [number * number for number in batch]


class Broken:
    """Cannot be made."""

    def __init__(self) -> None:
        os._exit(5)

    def run(self, batch: Sequence[int]) -> int:
        return 0
