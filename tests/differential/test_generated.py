"""Random programs, and those that once went wrong, give what rustc's native code gives."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from . import fuzz
from .harness import Differential, Program

PROGRAMS = 30
REGRESSIONS = sorted(fuzz.REGRESSIONS.glob("*.rs"))


@pytest.fixture(scope="module")
def differential() -> Iterator[Differential]:
    with Differential() as found:
        yield found


def test_random_programs_give_what_rustcs_code_gives(differential: Differential) -> None:
    found = [one.program for one in fuzz.generate(PROGRAMS, seed=7)]
    programs = [Program(f"p{number}", one.text) for number, one in enumerate(found)]
    bad = [o for o in differential.compare(programs) if o.verdict != "equal"]
    assert not bad, "\n".join(f"{o.verdict}: {o.detail}\n{o.program.text}" for o in bad)


def test_programs_that_once_went_wrong(differential: Differential) -> None:
    programs = [Program(path.stem, path.read_text(encoding="utf-8")) for path in REGRESSIONS]
    bad = [o for o in differential.compare(programs) if o.verdict != "equal"]
    assert not bad, "\n".join(f"{o.program.name} {o.verdict}: {o.detail}" for o in bad)


def test_the_same_seed_gives_the_same_programs() -> None:
    first, second = (fuzz.generate(3, seed=11) for _ in range(2))
    assert [one.program.text for one in first] == [one.program.text for one in second]


def test_what_differs_is_found_and_what_is_wrong_with_a_program_is_told(
    differential: Differential, tmp_path: Path
) -> None:
    # Where a program's results depend on what runs it, they differ.
    probe = 'out.put(cfg!(target_arch = "amdgpu"));'
    texts = {
        "different": f"pub fn run(x: &[u64; 8], out: &mut Out) {{ {probe} }}",
        "equal": "pub fn run(x: &[u64; 8], out: &mut Out) { out.put(x[0]); }",
        "panics": "pub fn run(x: &[u64; 8], out: &mut Out) { out.put(1 / (x[0] as u32)); }",
        "wrong": "pub fn run(x: &[u64; 8], out: &mut Out) { out.put(y); }",
        "refused": "pub fn run(x: &[u64; 8], out: &mut Out) "
        "{ struct L(u64); let l = core::hint::black_box(L(x[0])); out.put(l.0); }",
    }
    programs = [Program(name, text) for name, text in texts.items()]
    verdicts = {o.program.name: o.verdict for o in differential.compare(programs)}
    assert verdicts == {
        "different": "different",
        "equal": "equal",
        "panics": "ill-formed",
        "wrong": "ill-formed",
        "refused": "refused",
    }
