"""Foreign functions have numbers of 16 bits, of which the runtime keeps some for itself."""

from __future__ import annotations

import pytest
from xdsl.dialects import func
from xdsl.dialects.builtin import ModuleOp, UnitAttr

from rusticle.diagnostics import CompileError
from rusticle.passes import delegate_foreign_calls as foreign


def test_there_are_not_more_functions_than_numbers(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(foreign, "MOST_FUNCTIONS", 1)
    functions = [func.FuncOp.external(name, [], []) for name in ("one", "two")]
    for function in functions:
        function.attributes[foreign.FOREIGN] = UnitAttr()
    with pytest.raises(CompileError, match="a module calls at most 1 foreign functions"):
        foreign.delegate_foreign_calls(ModuleOp(list(functions)), "queue")
