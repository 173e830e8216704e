"""
Prints coverage by room and the files that are covered least, of coverage.py's JSON.

    python tests/coverage_table.py coverage.json 90

Exits with 1 if lines or branches of a room that must be covered, or of those rooms together, are
below that percentage.
"""

from __future__ import annotations

import json
import sys
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

REQUIRED = ("dialects", "passes", "lowering", "frontend")
"""The rooms that must reach the percentage; the others are shown."""
WORST = 15


@dataclass
class Count:
    """Lines and branches, and how many of them were run."""

    lines: int = 0
    run: int = 0
    branches: int = 0
    taken: int = 0

    def add(self, summary: Mapping[str, int]) -> None:
        """Add a file's."""
        self.lines += summary["num_statements"]
        self.run += summary["covered_lines"]
        self.branches += summary["num_branches"]
        self.taken += summary["covered_branches"]

    def join(self, other: Count) -> None:
        """Add another's."""
        self.lines += other.lines
        self.run += other.run
        self.branches += other.branches
        self.taken += other.taken

    @property
    def line_rate(self) -> float:
        """Percent of lines."""
        return 100.0 * self.run / self.lines if self.lines else 100.0

    @property
    def branch_rate(self) -> float:
        """Percent of branches."""
        return 100.0 * self.taken / self.branches if self.branches else 100.0

    @property
    def rate(self) -> float:
        """Percent of lines and branches together, as coverage.py's `report` counts."""
        both = self.lines + self.branches
        return 100.0 * (self.run + self.taken) / both if both else 100.0

    def row(self, name: str) -> str:
        """A line of the table."""
        return (
            f"{name:44} {self.lines:7} {self.line_rate:7.1f} "
            f"{self.branches:8} {self.branch_rate:8.1f} {self.rate:7.1f}"
        )


def main(path: str, least: str) -> int:
    """Print the tables; returns the exit status."""
    report: dict[str, Any] = json.loads(Path(path).read_bytes())
    root = Path(__file__).resolve().parent.parent
    rooms: dict[str, Count] = defaultdict(Count)
    files: dict[str, Count] = {}
    for name, data in report["files"].items():
        relative = Path(name).resolve().relative_to(root)
        count = Count()
        count.add(data["summary"])
        files[str(relative)] = count
        rooms[relative.parts[0]].add(data["summary"])
    heading = f"{'':44} {'lines':>7} {'%':>7} {'branches':>8} {'%':>8} {'both %':>7}"
    print(heading)
    together = Count()
    for room in REQUIRED:
        print(rooms[room].row(room))
        together.join(rooms[room])
    print(together.row("these together"))
    for room in sorted(rooms.keys() - set(REQUIRED)):
        print(rooms[room].row(room))
    print(f"\nthe {WORST} files with most that is not covered\n{heading}")
    missing = {n: c.lines - c.run + c.branches - c.taken for n, c in files.items()}
    for name in sorted(missing, key=lambda n: -missing[n])[:WORST]:
        print(files[name].row(name))
    checked = {**{room: rooms[room] for room in REQUIRED}, "all of it": together}
    failed = [name for name, c in checked.items() if min(c.line_rate, c.branch_rate) < float(least)]
    for room in failed:
        print(f"error: {room} is below {least} %", file=sys.stderr)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
