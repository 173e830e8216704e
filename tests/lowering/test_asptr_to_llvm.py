"""
The conversion to the `llvm` dialect: what it leaves, and what its output does when run.

The lit tests in `filecheck/lowering/lower-to-llvm` show the output of each family of operations;
here every one of them also becomes machine code, and code for the host is run.
"""

import ctypes
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from xdsl.context import Context
from xdsl.dialects import arith, builtin, cf, func, gpu, math, ub
from xdsl.dialects.builtin import ModuleOp, StringAttr
from xdsl.parser import Parser

from rusticle.diagnostics import CompileError
from rusticle.dialects.asptr import ASPTR, InitAttr, RangeAttr, RelocationAttr
from rusticle.dialects.hsa import HSA
from rusticle.dialects.llvm import load_llvm
from rusticle.lowering.asptr_to_llvm import lower_to_llvm
from rusticle.lowering.asptr_to_llvm.globals import (
    _segments,  # pyright: ignore[reportPrivateUsage]
)
from rusticle.lowering.codegen import CodegenOptions, CodegenWorker
from rusticle.lowering.linker import link
from rusticle.lowering.llvm_ir import print_module
from rusticle.runtime.code_object import read_code_object_file
from rusticle.targets import AMDGCN, X86_64, Target

FAMILIES = Path(__file__).parents[2] / "filecheck" / "lowering" / "lower-to-llvm"


def parse(text: str) -> ModuleOp:
    context = Context()
    for dialect in (
        builtin.Builtin,
        arith.Arith,
        cf.Cf,
        func.Func,
        gpu.GPU,
        math.Math,
        ub.UB,
        ASPTR,
        HSA,
    ):
        context.load_dialect(dialect)
    load_llvm(context)
    module = Parser(context, text).parse_module()
    module.verify()
    return module


def to_ir(text: str, target: Target = AMDGCN) -> str:
    module = parse(text)
    lower_to_llvm(module, target)
    module.verify()
    return print_module(module, target)


@pytest.fixture(scope="module")
def worker():
    with CodegenWorker() as worker:
        yield worker


FAMILY_NAMES = [
    "arithmetic",
    "atomics",
    "control_flow",
    "functions",
    "globals",
    "gpu",
    "kernels",
    "memory",
]


@pytest.mark.parametrize("family", FAMILY_NAMES)
def test_only_llvm_is_left_and_it_reads_back(family: str):
    module = parse((FAMILIES / f"{family}.mlir").read_text())
    lower_to_llvm(module, AMDGCN)
    module.verify()
    assert all(op.name.startswith("llvm.") for op in module.walk() if op is not module)
    assert module.attributes["llvm.target_triple"] == StringAttr("amdgcn-amd-amdhsa")
    assert str(parse(str(module))) == str(module)


@pytest.mark.parametrize("family", FAMILY_NAMES)
@pytest.mark.parametrize("cpu", ["gfx90a", "gfx1100"])
def test_every_family_becomes_machine_code(worker: CodegenWorker, family: str, cpu: str):
    ir = to_ir((FAMILIES / f"{family}.mlir").read_text())
    assert worker.compile(ir, CodegenOptions(cpu=cpu)).object


def test_an_error_leaves_the_module_as_it_was():
    module = parse(
        """
        func.func @fine(%x: i32) -> i32 {
          func.return %x : i32
        }
        func.func @bad(%x: i32) -> i32 {
          %y = arith.ceildivsi %x, %x : i32
          func.return %y : i32
        }"""
    )
    before = str(module)
    with pytest.raises(CompileError, match=r"`arith.ceildivsi` has no lowering to LLVM"):
        lower_to_llvm(module, AMDGCN)
    assert str(module) == before
    module.verify()


def test_a_kernel_of_an_unheard_of_convention_is_refused():
    module = parse("hsa.kernel @k() { hsa.return }")
    target = replace(AMDGCN, kernel_calling_convention="unheard_of")
    with pytest.raises(CompileError, match="unknown calling convention `unheard_of`"):
        lower_to_llvm(module, target)


def test_the_code_object_names_the_arguments(worker: CodegenWorker, tmp_path: Path):
    ir = to_ir(
        """
        hsa.kernel @k(%p: !asptr.ptr<global>, %n: i32, %x: f64)
            attributes {reqd_workgroup_size = array<i32: 64, 2, 1>} {
          %i = "gpu.global_id"() <{dimension = #gpu<dim x>}> : () -> index
          %j = arith.index_cast %i : index to i64
          %q = asptr.offset %p[%j] stride 8 : !asptr.ptr<global>
          asptr.store %x, %q align 8 : f64, !asptr.ptr<global>
          hsa.return
        }"""
    )
    path = tmp_path / "k.hsaco"
    link(worker.compile(ir, CodegenOptions(cpu="gfx1100")).object, path)
    (kernel,) = read_code_object_file(path).kernels
    assert [(a.name, a.offset, a.size) for a in kernel.arguments] == [
        ("p", 0, 8),
        ("n", 8, 4),
        ("x", 16, 8),
    ]
    assert kernel.max_workgroup_size == 128
    # The size is known, so that the dispatch packet is not read.
    assert "dispatch.ptr" not in ir


def test_the_code_object_names_the_required_workgroup_size(worker: CodegenWorker, tmp_path: Path):
    ir = to_ir(
        """
        hsa.kernel @k() attributes {reqd_workgroup_size = array<i32: 64, 2, 1>} {
          hsa.return
        }"""
    )
    path = tmp_path / "k.hsaco"
    link(worker.compile(ir, CodegenOptions(cpu="gfx1100")).object, path)
    (kernel,) = read_code_object_file(path).kernels
    assert kernel.required_workgroup_size == (64, 2, 1)


HOST_CODE = """
asptr.global @value in global size 8 align 8 = <"0700000000000000">
asptr.global constant linkage(internal) @table in constant size 24 align 8 = <
  "050000000000000000000000000000000000000000000000",
  undef 4 to 8, at 8 @value, at 16 @value + 4>

func.func private @divide(%a: i32, %b: i32) -> (i32, i1) {
  %zero = arith.constant 0 : i32
  %bad = arith.cmpi eq, %b, %zero : i32
  cf.cond_br %bad, ^fail, ^work
^work:
  %q = arith.divui %a, %b : i32
  cf.br ^end(%q : i32)
^fail:
  cf.br ^end(%zero : i32)
^end(%r: i32):
  func.return %r, %bad : i32, i1
}

func.func @sum_of_quotients(%p: !asptr.ptr<flat>, %n: i64, %d: i32) -> i32 {
  %zero = arith.constant 0 : i64
  %one = arith.constant 1 : i64
  %nothing = arith.constant 0 : i32
  %cell = asptr.alloca size 4 align 4 : !asptr.ptr<private>
  asptr.store %nothing, %cell align 4 : i32, !asptr.ptr<private>
  cf.br ^head(%zero : i64)
^head(%i: i64):
  %more = arith.cmpi ult, %i, %n : i64
  cf.cond_br %more, ^body, ^done
^body:
  %q = asptr.offset %p[%i] stride 4 : !asptr.ptr<flat>
  %v = asptr.load %q align 4 : !asptr.ptr<flat> -> i32
  %r, %bad = func.call @divide(%v, %d) : (i32, i32) -> (i32, i1)
  %old = asptr.load %cell align 4 : !asptr.ptr<private> -> i32
  %new = arith.addi %old, %r : i32
  asptr.store %new, %cell align 4 : i32, !asptr.ptr<private>
  %next = arith.addi %i, %one overflow<nuw> : i64
  cf.br ^head(%next : i64)
^done:
  %total = asptr.load %cell align 4 : !asptr.ptr<private> -> i32
  func.return %total : i32
}

func.func @through_table(%n: i64) -> i64 {
  %t = asptr.addressof @table : !asptr.ptr<constant>
  %a = asptr.displace %t by 8 : !asptr.ptr<constant>
  %p = asptr.load %a align 8 nonnull : !asptr.ptr<constant> -> !asptr.ptr<flat>
  %old = asptr.atomic_rmw add seq_cst %p, %n align 8 : !asptr.ptr<flat>, i64
  %k = asptr.load %t align 4 : !asptr.ptr<constant> -> i32
  %w = arith.extui %k : i32 to i64
  %s = arith.addi %old, %w : i64
  func.return %s : i64
}

func.func @choose(%x: i64, %y: i64) -> i64 {
  %k = arith.constant 100 : i64
  cf.switch %x : i64, [
    default: ^other(%y : i64),
    0: ^other(%k : i64),
    -1: ^last
  ]
^other(%z: i64):
  func.return %z : i64
^last:
  %f = asptr.addressof @through_table : !asptr.ptr<flat>
  %r = asptr.call_indirect %f(%y) : !asptr.ptr<flat>, (i64) -> i64
  func.return %r : i64
}

func.func @swap(%p: !asptr.ptr<flat>, %a: i32, %b: i32) -> i32 {
  %old, %ok = asptr.cmpxchg acq_rel acquire %p, %a, %b align 4 : !asptr.ptr<flat>, i32
  %n = arith.extui %ok : i1 to i32
  func.return %n : i32
}
"""


@pytest.fixture(scope="module")
def library(worker: CodegenWorker, tmp_path_factory: pytest.TempPathFactory) -> ctypes.CDLL:
    path = tmp_path_factory.mktemp("host") / "code.so"
    options = CodegenOptions(triple=X86_64.triple)
    link(worker.compile(to_ir(HOST_CODE, X86_64), options).object, path)
    try:
        return ctypes.CDLL(str(path))
    except OSError:
        pytest.skip("the host is not an x86-64")


def test_loops_locals_and_struct_returns_run(library: ctypes.CDLL):
    values = [5, 100, 7, 0xFFFF_FFFF]
    array = (ctypes.c_uint32 * 4)(*values)
    function = library.sum_of_quotients
    function.restype = ctypes.c_uint32
    for divisor in (1, 3, 10):
        expected = sum(v // divisor for v in values) & 0xFFFF_FFFF
        assert function(array, ctypes.c_uint64(4), ctypes.c_uint32(divisor)) == expected
    assert function(array, ctypes.c_uint64(4), ctypes.c_uint32(0)) == 0


def test_switches_globals_and_indirect_calls_run(library: ctypes.CDLL):
    choose = library.choose
    choose.restype = ctypes.c_int64
    assert choose(ctypes.c_int64(0), ctypes.c_int64(3)) == 100
    assert choose(ctypes.c_int64(9), ctypes.c_int64(3)) == 3
    # The table points to a value of 7, to which each call adds; 5 is in the table.
    assert choose(ctypes.c_int64(-1), ctypes.c_int64(10)) == 7 + 5
    assert choose(ctypes.c_int64(-1), ctypes.c_int64(0)) == 17 + 5


def test_compare_exchange_runs(library: ctypes.CDLL):
    cell = ctypes.c_uint32(4)
    assert library.swap(ctypes.byref(cell), ctypes.c_uint32(3), ctypes.c_uint32(9)) == 0
    assert cell.value == 4
    assert library.swap(ctypes.byref(cell), ctypes.c_uint32(4), ctypes.c_uint32(9)) == 1
    assert cell.value == 9


@st.composite
def contents(draw: st.DrawFn) -> InitAttr:
    words = draw(st.integers(1, 8))
    size = 8 * words
    slots = draw(st.sets(st.integers(0, words - 1), max_size=3))
    stops = sorted(draw(st.sets(st.integers(0, size), max_size=6)))
    undefined = [RangeAttr(a, b) for a, b in zip(stops[::2], stops[1::2], strict=False)]
    data = draw(st.binary(min_size=size, max_size=size))
    return InitAttr(data, undefined, [RelocationAttr(8 * s, "x") for s in sorted(slots)])


@given(contents())
@settings(max_examples=200, deadline=None)
def test_the_pieces_of_a_global_cover_it_in_order(init: InitAttr):
    size = len(init.bytes.data)
    undefined = {i for r in init.undef for i in range(r.start.data, r.end.data)}
    offsets = {r.offset.data for r in init.relocations}
    at = 0
    for start, end, kind in _segments(init, 8):
        assert start == at
        assert end > start
        if isinstance(kind, RelocationAttr):
            assert kind.offset.data == start
            assert end == start + 8
            offsets.remove(start)
        else:
            assert {i in undefined for i in range(start, end)} == {kind}
        at = end
    assert at == size
    assert not offsets
