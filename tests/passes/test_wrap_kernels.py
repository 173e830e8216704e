"""What the command line cannot ask of `wrap-kernels`, and Python can."""

from __future__ import annotations

from typing import Any, cast

import pytest
from xdsl.dialects.builtin import ModuleOp

from rusticle.context import new_context
from rusticle.diagnostics import CompileError
from rusticle.passes.wrap_kernels import WrapKernelsPass


def test_kernels_are_wrapped_when_needed_or_always() -> None:
    with pytest.raises(CompileError) as error:
        WrapKernelsPass(when=cast("Any", "sometimes")).apply(new_context(), ModuleOp([]))
    assert str(error.value) == (
        "error: `wrap-kernels` cannot wrap kernels `sometimes`\n"
        "note: it can when `needed`, or `always`"
    )
