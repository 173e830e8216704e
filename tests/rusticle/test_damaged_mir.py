"""
Damaged MIR, at random: whatever is wrong with the text, it compiles or is refused, and nothing
else. Damage that makes no difference, in a comment say, is no damage.
"""

from __future__ import annotations

import json
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from rusticle import CompileError, Pipeline
from rusticle.frontend.device_core import CoreDigest, DeviceCore
from rusticle.frontend.importer import import_crate
from rusticle.frontend.inputs import assemble
from rusticle.frontend.rustc import CrateOutput
from tests.rusticle.command_line import EXAMPLES

NAMES = ("vadd", "fn_table", "drops", "random128")
PIPELINE = Pipeline(cpu="gfx1100")


@cache
def text_of(name: str) -> str:
    return (EXAMPLES / f"{name}.mir").read_text()


@cache
def json_of(name: str) -> Any:
    return json.loads((EXAMPLES / f"{name}.json").read_bytes())


def compile_text(name: str, text: str, core: DeviceCore, digest: CoreDigest) -> None:
    """All of the way to LLVM IR that is ours; raises whatever it raises."""
    output = CrateOutput(name, text, json_of(name))
    source = assemble(Path(f"{name}.mir"), output, core, mir_file=f"{name}.mir", digest=digest)
    module = import_crate(source)
    PIPELINE.run(module)
    PIPELINE.llvm_ir(module)


@st.composite
def damaged(draw: st.DrawFn) -> tuple[str, str]:
    """An example's name, and its MIR with a few characters, words or lines not as they were."""
    name = draw(st.sampled_from(NAMES))
    text = text_of(name)
    # Half of the text is comments with source spans: aim at what is before them.
    lines = [number for number, line in enumerate(text.split("\n")) if line.split("//")[0].strip()]
    parts = text.split("\n")
    for _ in range(draw(st.integers(1, 3))):
        number = draw(st.sampled_from(lines))
        if number >= len(parts):
            continue
        line = parts[number]
        column = draw(st.integers(0, max(0, len(line.split("//")[0].rstrip()) - 1)))
        match draw(st.sampled_from(["cut", "insert", "delete", "repeat", "swap", "number"])):
            case "cut":
                del parts[number:]
                parts.append(line[:column])
            case "insert":
                what = draw(st.sampled_from([*"(){}[]<>;:,_&*-=0'\"@#", " as ", "::", "->", "\0"]))
                parts[number] = line[:column] + what + line[column:]
            case "delete":
                parts[number] = line[:column] + line[column + draw(st.integers(1, 8)) :]
            case "repeat":
                parts.insert(number, line)
            case "swap":
                other = draw(st.sampled_from(lines))
                if other < len(parts):
                    parts[number], parts[other] = parts[other], line
            case _:
                digits = [i for i, c in enumerate(line.split("//")[0]) if c.isdigit()]
                if digits:
                    at = draw(st.sampled_from(digits))
                    parts[number] = line[:at] + draw(st.sampled_from("0123456789")) + line[at + 1 :]
    return name, "\n".join(parts)


@given(case=damaged())
@settings(
    max_examples=60,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
def test_damaged_mir_compiles_or_is_refused(
    device_core: DeviceCore, core_digest: CoreDigest, case: tuple[str, str]
):
    name, text = case
    with suppress(CompileError):
        compile_text(name, text, device_core, core_digest)


@pytest.mark.parametrize("name", NAMES)
def test_what_is_not_damaged_compiles(device_core: DeviceCore, core_digest: CoreDigest, name: str):
    compile_text(name, text_of(name), device_core, core_digest)
