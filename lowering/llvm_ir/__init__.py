"""
From the `llvm` dialect to textual LLVM IR.

`module` walks a module, `function` a function; `instructions` and `intrinsics` say how each
operation prints, `types`, `constants`, `initializers`, `attributes` and `debug` what their names
say. `target` makes the printer a target of `rusticle-opt`.
"""

from .module import EMITTERS, print_module, write_module

__all__ = ["EMITTERS", "print_module", "write_module"]
