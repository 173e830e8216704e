"""Which function a user means by `--kernel`."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import rusticle
from rusticle.diagnostics import CompileError

SOURCE = """#![no_std]
mod inner {
    #[unsafe(export_name = "fast_dot")]
    fn dot(x: &[f32], out: &mut f32) { *out = x.iter().sum() }
    pub struct S;
    impl S { fn go(x: &mut u32) { *x += 1 } }
    fn generic<T: Copy>(x: &mut T, y: T) { *x = y }
    async fn later(x: u32) {}
}
"""


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("selection") / "some.rs"
    path.write_text(SOURCE)
    return path


@pytest.mark.parametrize(
    ("name", "symbol"),
    [
        ("dot", "fast_dot"),
        ("fast_dot", "fast_dot"),
        ("inner::dot", "fast_dot"),
        ("inner::S::go", "<some::inner::S>::go"),
    ],
)
def test_private_functions_go_by_name_path_and_symbol(source: Path, name: str, symbol: str) -> None:
    text = rusticle.compile(source, kernels=[name], emit="manifest").text
    assert list(json.loads(text)["kernels"]) == [symbol]


@pytest.mark.parametrize(
    ("name", "message"),
    [
        (
            "generic",
            "error: `some::inner::generic` has generic parameters, so it cannot be a kernel\n"
            "  --> {path}:7:5\n"
            "help: name a function that calls it with the types that you need",
        ),
        (
            "later",
            "error: the coroutine `{{coroutine@some::inner::later::{{closure#0}}}}` is not "
            "supported\n"
            "  --> {path}:8:5",
        ),
        (
            "go",
            "error: the crate `some` has no function `go`\n"
            "help: did you mean `some::inner::S::go`?",
        ),
    ],
)
def test_others_are_refused(source: Path, name: str, message: str) -> None:
    with pytest.raises(CompileError) as caught:
        rusticle.compile(source, kernels=[name], emit="manifest")
    assert str(caught.value) == message.format(path=source)
