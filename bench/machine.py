"""What a measurement was made on: the machine, and the versions of everything that took part."""

from __future__ import annotations

import os
import platform
import re
import subprocess
import sys
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Machine:
    """The machine and the programs of a run."""

    cpu: str
    """The processor's name as the kernel gives it."""
    cores: int
    """Processors that this process may use."""
    memory_bytes: int
    """Physical memory."""
    load: float
    """The load average of the last minute, when the run began."""
    system: str
    python: str
    xdsl: str
    llvmlite: str
    rustc: str
    """What `rustc --version` says."""
    rustc_llvm: str
    """The LLVM in that rustc."""

    def lines(self) -> list[str]:
        """As a header, a fact or two in each line."""
        return [
            f"{self.cpu}, {self.cores} processors, {self.memory_bytes / 2**30:.0f} GiB, "
            f"load {self.load:.1f} at the start",
            f"{self.system}, Python {self.python}, xDSL {self.xdsl}, llvmlite {self.llvmlite}",
            f"{self.rustc}, LLVM {self.rustc_llvm}",
        ]


def cpu_model(cpuinfo: str) -> str:
    """The processor's name in the text of `/proc/cpuinfo`, or the architecture's."""
    match = re.search(r"^model name\s*:\s*(.+)$", cpuinfo, re.MULTILINE)
    return match.group(1).strip() if match else platform.machine()


def rustc_versions(verbose: str) -> tuple[str, str]:
    """The release and the LLVM version in what `rustc -vV` prints."""
    lines = verbose.splitlines()
    llvm = next((x.partition(":")[2].strip() for x in lines if x.startswith("LLVM version")), "?")
    return (lines[0] if lines else "?"), llvm


def _read(path: str) -> str:
    try:
        return Path(path).read_text(encoding="utf-8", errors="replace")
    except OSError:
        return ""


def _installed(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return "?"


def describe(rustc: str) -> Machine:
    """This machine, with that rustc."""
    said = subprocess.run([rustc, "-vV"], capture_output=True, text=True, check=False).stdout
    release, llvm = rustc_versions(said)
    match = re.search(r"^MemTotal:\s*(\d+) kB", _read("/proc/meminfo"), re.MULTILINE)
    return Machine(
        cpu=cpu_model(_read("/proc/cpuinfo")),
        cores=len(os.sched_getaffinity(0)),
        memory_bytes=int(match.group(1)) * 1024 if match else 0,
        load=os.getloadavg()[0],
        system=f"{platform.system()} {platform.release()}",
        python=".".join(str(part) for part in sys.version_info[:3]),
        xdsl=_installed("xdsl"),
        llvmlite=_installed("llvmlite"),
        rustc=release,
        rustc_llvm=llvm,
    )
