"""
Running `mir` on the host: a module goes through `lower-mir` and `lower-to-llvm` for x86-64, becomes
a shared library, and its functions are called through ctypes.

Functions of tests take and give values through pointers, so that every type can be passed: `call`
packs Python bytes into memory and reads the result from memory.
"""

from __future__ import annotations

import ctypes
from collections.abc import Sequence
from pathlib import Path

import pytest
from xdsl.dialects.builtin import ModuleOp
from xdsl.parser import Parser

from rusticle.context import new_context
from rusticle.lowering.asptr_to_llvm import lower_to_llvm
from rusticle.lowering.codegen import CodegenOptions, OptLevel, generate
from rusticle.lowering.linker import link
from rusticle.lowering.llvm_ir import print_module
from rusticle.lowering.mir_to_asptr import ModuleLowering
from rusticle.targets import X86_64, Target

MAIN = "!mir.tuple<>"
"""What every function of `function` returns."""


def parse(text: str) -> ModuleOp:
    """A verified module of MIR."""
    module = Parser(new_context(), text).parse_module()
    module.verify()
    return module


def lower(text: str, target: Target = X86_64) -> ModuleOp:
    """A verified module of what `lower-mir` makes of it."""
    module = parse(text)
    ModuleLowering(module, target).run()
    module.verify()
    return module


def to_ir(text: str, target: Target = X86_64) -> str:
    """LLVM IR."""
    module = lower(text, target)
    lower_to_llvm(module, target)
    module.verify()
    return print_module(module, target)


def build(text: str, folder: Path, opt_level: OptLevel = "2") -> ctypes.CDLL:
    """A loaded library of the module's public functions."""
    path = folder / "code.so"
    options = CodegenOptions(triple=X86_64.triple, opt_level=opt_level)
    # LLVM calls a few functions of the C library's and the compiler's: they are found at load.
    undefined = ["--unresolved-symbols=ignore-all"]
    link(generate(to_ir(text), options, ["obj"]).object, path, arguments=undefined)
    try:
        for helper in ("libgcc_s.so.1", "libm.so.6"):
            ctypes.CDLL(helper, ctypes.RTLD_GLOBAL)
        return ctypes.CDLL(str(path))
    except OSError:
        pytest.skip("the host is not an x86-64")


def call(library: ctypes.CDLL, name: str, size: int, *arguments: bytes) -> bytes:
    """Call a function made by `function`: the `size` bytes that it writes."""
    result = ctypes.create_string_buffer(b"\xa5" * 64, 64)
    buffers = [ctypes.create_string_buffer(a + b"\xa5" * 16, len(a) + 16) for a in arguments]
    function = library[name]
    function.restype = None
    function(result, *buffers)
    return result.raw[:size]


def function(name: str, result: str, inputs: Sequence[str], body: str, locals_: str = "") -> str:
    """
    The text of a public function that reads `inputs` from pointers as `%a`, `%b`, ... and writes
    `%r`, a value of type `result`.
    """
    letters = "abcdefgh"
    parameters = [f"%_1: !mir.ptr<mut {result}>"]
    reads: list[str] = []
    for index, type_ in enumerate(inputs):
        parameters.append(f"%_{index + 2}: !mir.ptr<const {type_}>")
        reads += [
            f"%{letters[index]}p = mir.deref %_{index + 2} : !mir.ptr<const {type_}>",
            f"%{letters[index]} = mir.copy %{letters[index]}p : {type_}",
        ]
    lines = "\n".join(reads)
    return f"""
mir.func public "C" @{name}({", ".join(parameters)}) -> {MAIN} link_name "{name}" {{
  %_0 = mir.local 0 : {MAIN}
  {locals_}
  mir.goto ^bb0
^bb0:
  {lines}
  {body}
  %rp = mir.deref %_1 : !mir.ptr<mut {result}>
  mir.assign %rp, %r : {result}
  mir.return
}}
"""
