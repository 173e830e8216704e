"""
Small programs in MIR, run on the host: control flow and merged locals, places, calls, aggregates,
fat pointers, trait objects, statics, atomics and vectors.
"""

import ctypes
import struct
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.support.mir_host import build, call, function

U32 = "ui32"
BIG = '!mir.adt<"t::Big">'
SLICE = "!mir.slice<ui32>"
SLICE_REF = f"!mir.ref<{SLICE}>"
DYN = '!mir.dyn<"t::Shape", [], [], []>'
TAIL = '!mir.adt<"t::Tail", !mir.dyn<"t::Shape", [], [], []>>'
SQUARE = '!mir.adt<"t::Square">'
OPTION = '!mir.adt<"t::Option">'
BITS = '!mir.adt<"t::Bits">'
V4 = '!mir.adt<"t::V4">'
M4 = '!mir.adt<"t::M4">'
P4 = '!mir.adt<"t::P4">'

ZEROS = "\\00" * 8
PAIR = "!mir.tuple<ui8, !mir.tuple<ui32, !mir.bool>>"
BUMP = f"!mir.fn_ptr<({BIG}) -> {BIG}>"
ITEMS = f"""
mir.struct @Big : {BIG} {{ a: ui64, b: ui64, c: ui64 }}
mir.struct @Square : {SQUARE} {{ side: ui16, more: ui64 }}
mir.enum @Option : {OPTION} {{ None = 0, Some = 1 {{ "0": ui32 }} }}
mir.union @Bits : {BITS} repr(c) {{ int: ui32, bytes: !mir.array<ui8, 4> }}
mir.struct @V4 : {V4} repr(simd) {{ "0": !mir.array<ui32, 4> }}
mir.struct @M4 : {M4} repr(simd) {{ "0": !mir.array<si32, 4> }}
mir.struct @P4 : {P4} repr(simd) {{ "0": !mir.array<!mir.ptr<mut ui32>, 4> }}
mir.struct @TailDyn : {TAIL} {{ head: ui32, byte: ui8, tail: {DYN} }} attributes {{maybe_unsized}}
mir.vtable @square_vtable : {SQUARE} as {DYN} methods [vacant, @area]
mir.alloc @word.init align 4 "\\2A\\00\\00\\00"
mir.static @WORD : ui32 = @word.init
mir.alloc mut @counter.init align 4 "\\07\\00\\00\\00"
mir.static mut @COUNTER : ui32 = @counter.init
mir.alloc @pointers align 8 "{ZEROS}\\04{ZEROS[:21]}" relocations [0: @text + 1]
mir.alloc @text align 1 "xrust"
mir.func @area(%_1: !mir.ref<{SQUARE}>) -> ui64 {{
  %_0 = mir.local 0 : ui64
  mir.goto ^bb0
^bb0:
  %s = mir.deref %_1 : !mir.ref<{SQUARE}>
  %f = mir.field %s[0] : {SQUARE} -> ui16
  %v = mir.copy %f : ui16
  %w = mir.cast int_to_int %v : ui16 -> ui64
  %g = mir.field %s[1] : {SQUARE} -> ui64
  %m = mir.copy %g : ui64
  %p = mir.binary mul %w, %m : ui64
  mir.assign %_0, %p : ui64
  mir.return
}}
mir.func @bump(%_1: {BIG}) -> {BIG} {{
  %_0 = mir.local 0 : {BIG}
  mir.goto ^bb0
^bb0:
  %f = mir.field %_1[1] : {BIG} -> ui64
  %v = mir.copy %f : ui64
  %one = mir.constant 1 : ui64
  %s = mir.binary add %v, %one : ui64
  mir.assign %f, %s : ui64
  %r = mir.move %_1 : {BIG}
  mir.assign %_0, %r : {BIG}
  mir.return
}}
mir.func @factorial(%_1: ui64) -> ui64 {{
  %_0 = mir.local 0 : ui64
  %_2 = mir.local 2 : ui64
  mir.goto ^bb0
^bb0:
  %n = mir.copy %_1 : ui64
  mir.switch_int %n : ui64 [0: ^bb1, otherwise: ^bb2]
^bb1:
  %one = mir.constant 1 : ui64
  mir.assign %_0, %one : ui64
  mir.return
^bb2:
  %m = mir.copy %_1 : ui64
  %o = mir.constant 1 : ui64
  %l = mir.binary sub %m, %o : ui64
  mir.call @factorial(%l) into %_2 : (ui64) -> ui64, ^bb3
^bb3:
  %k = mir.copy %_1 : ui64
  %f = mir.copy %_2 : ui64
  %p = mir.binary mul %k, %f : ui64
  mir.assign %_0, %p : ui64
  mir.return
}}
"""

FIBONACCI = function(
    "fibonacci",
    "ui64",
    [U32],
    """
  mir.assign %_9, %a : ui32
  %zero = mir.constant 0 : ui64
  %one = mir.constant 1 : ui64
  mir.assign %_10, %zero : ui64
  mir.assign %_11, %one : ui64
  mir.goto ^head
^head:
  %n = mir.copy %_9 : ui32
  mir.switch_int %n : ui32 [0: ^done, otherwise: ^body]
^body:
  %x = mir.copy %_10 : ui64
  %y = mir.copy %_11 : ui64
  mir.assign %_10, %y : ui64
  %z = mir.binary add %x, %y : ui64
  mir.assign %_11, %z : ui64
  %m = mir.copy %_9 : ui32
  %o = mir.constant 1 : ui32
  %less = mir.binary sub %m, %o : ui32
  mir.assign %_9, %less : ui32
  mir.goto ^head
^done:
  %r = mir.copy %_10 : ui64""",
    """%_9 = mir.local 9 : ui32
  %_10 = mir.local 10 : ui64
  %_11 = mir.local 11 : ui64""",
)

# Steps of Collatz's sequence: a local that both arms of a branch within a loop assign.
COLLATZ = function(
    "collatz",
    U32,
    ["ui64"],
    """
  mir.assign %_9, %a : ui64
  %zero = mir.constant 0 : ui32
  mir.assign %_10, %zero : ui32
  mir.goto ^head
^head:
  %n = mir.copy %_9 : ui64
  mir.switch_int %n : ui64 [1: ^done, otherwise: ^body]
^body:
  %c = mir.copy %_10 : ui32
  %one = mir.constant 1 : ui32
  %next = mir.binary add %c, %one : ui32
  mir.assign %_10, %next : ui32
  %m = mir.copy %_9 : ui64
  %mask = mir.constant 1 : ui64
  %odd = mir.binary bitand %m, %mask : ui64
  mir.switch_int %odd : ui64 [0: ^even, otherwise: ^odd]
^even:
  %e = mir.copy %_9 : ui64
  %shift = mir.constant 1 : si32
  %half = mir.binary shr %e, %shift : ui64, si32
  mir.assign %_9, %half : ui64
  mir.goto ^head
^odd:
  %q = mir.copy %_9 : ui64
  %three = mir.constant 3 : ui64
  %t = mir.binary mul %q, %three : ui64
  %u = mir.constant 1 : ui64
  %s = mir.binary add %t, %u : ui64
  mir.assign %_9, %s : ui64
  mir.goto ^head
^done:
  %r = mir.copy %_10 : ui32""",
    """%_9 = mir.local 9 : ui64
  %_10 = mir.local 10 : ui32""",
)

# The first 8 words as a slice: a fat pointer that shrinks from the front in a loop, and an
# `Option<u32>` that is carried around it.
LAST = function(
    "last_large",
    OPTION,
    ["!mir.array<ui32, 8>", U32],
    f"""
  %whole = mir.ref shared %ap : !mir.ref<!mir.array<ui32, 8>>
  %slice = mir.cast unsize %whole : !mir.ref<!mir.array<ui32, 8>> -> {SLICE_REF}
  mir.assign %_9, %slice : {SLICE_REF}
  %none = mir.aggregate adt "None"() : () -> {OPTION}
  mir.assign %_10, %none : {OPTION}
  mir.goto ^head
^head:
  %s = mir.deref %_9 : {SLICE_REF}
  %len = mir.len %s : {SLICE}
  mir.switch_int %len : !mir.usize [0: ^done, otherwise: ^body]
^body:
  %t = mir.deref %_9 : {SLICE_REF}
  %first = mir.constant_index %t[0 of 1] : {SLICE}
  %x = mir.copy %first : ui32
  mir.assign %_11, %x : ui32
  %rest = mir.subslice %t[1 to 0 from_end] : {SLICE} -> {SLICE}
  %shorter = mir.ref shared %rest : {SLICE_REF}
  mir.assign %_9, %shorter : {SLICE_REF}
  %y = mir.copy %_11 : ui32
  %large = mir.binary gt %y, %b : ui32
  mir.switch_int %large : !mir.bool [0: ^head, otherwise: ^keep]
^keep:
  %z = mir.copy %_11 : ui32
  %some = mir.aggregate adt "Some"(%z) : (ui32) -> {OPTION}
  mir.assign %_10, %some : {OPTION}
  mir.goto ^head
^done:
  %r = mir.copy %_10 : {OPTION}""",
    f"""%_9 = mir.local 9 : {SLICE_REF}
  %_10 = mir.local 10 : {OPTION}
  %_11 = mir.local 11 : ui32""",
)

# A local that only some paths assign, and that is read only where they did.
MAYBE = function(
    "maybe_assigned",
    U32,
    ["!mir.bool", U32],
    """
  mir.switch_int %a : !mir.bool [0: ^skip, otherwise: ^set]
^set:
  mir.assign %_9, %b : ui32
  mir.goto ^join
^skip:
  mir.goto ^join
^join:
  mir.switch_int %a : !mir.bool [0: ^other, otherwise: ^use]
^use:
  %u = mir.copy %_9 : ui32
  mir.assign %_10, %u : ui32
  mir.goto ^done
^other:
  %seven = mir.constant 7 : ui32
  mir.assign %_10, %seven : ui32
  mir.goto ^done
^done:
  %r = mir.copy %_10 : ui32""",
    """%_9 = mir.local 9 : ui32
  %_10 = mir.local 10 : ui32""",
)


def switch(name: str, type_: str, cases: list[int]) -> str:
    targets = ", ".join(f"{case}: ^case{i}" for i, case in enumerate(cases))
    blocks = "".join(
        f"""
^case{i}:
  %k{i} = mir.constant {i} : ui32
  mir.assign %_9, %k{i} : ui32
  mir.goto ^done"""
        for i in range(len(cases))
    )
    body = f"""
  mir.switch_int %a : {type_} [{targets}, otherwise: ^default]{blocks}
^default:
  %d = mir.constant 99 : ui32
  mir.assign %_9, %d : ui32
  mir.goto ^done
^done:
  %r = mir.copy %_9 : ui32"""
    return function(name, U32, [type_], body, "%_9 = mir.local 9 : ui32")


SWITCHES = {
    "switch_si8": ("si8", 1, [255, 0, 128]),
    "switch_ui8": ("ui8", 1, [7]),
    "switch_char": ("!mir.char", 4, [97, 0x10FFFF]),
    "switch_ui128": ("ui128", 16, [1 << 100, 5, (1 << 128) - 1]),
    "switch_si64": ("si64", 8, [(1 << 64) - 1, 1 << 63, 3]),
    "switch_bool_both": ("!mir.bool", 1, [0, 1]),
    "switch_bool_true": ("!mir.bool", 1, [1]),
}

PLACES = [
    function(
        "index",
        "ui16",
        ["!mir.array<ui16, 5>", "!mir.usize"],
        """
  mir.assign %_9, %a : !mir.array<ui16, 5>
  mir.assign %_10, %b : !mir.usize
  %e = mir.index %_9[%_10] : !mir.array<ui16, 5>
  %r = mir.copy %e : ui16""",
        "%_9 = mir.local 9 : !mir.array<ui16, 5>\n  %_10 = mir.local 10 : !mir.usize",
    ),
    function(
        "from_end",
        "ui16",
        ["!mir.array<ui16, 5>"],
        """
  %whole = mir.ref shared %ap : !mir.ref<!mir.array<ui16, 5>>
  %slice = mir.cast unsize %whole : !mir.ref<!mir.array<ui16, 5>> -> !mir.ref<!mir.slice<ui16>>
  mir.assign %_9, %slice : !mir.ref<!mir.slice<ui16>>
  %s = mir.deref %_9 : !mir.ref<!mir.slice<ui16>>
  %e = mir.constant_index %s[-2 of 2] : !mir.slice<ui16>
  %r = mir.copy %e : ui16""",
        "%_9 = mir.local 9 : !mir.ref<!mir.slice<ui16>>",
    ),
    function(
        "middle",
        "!mir.array<ui16, 3>",
        ["!mir.array<ui16, 5>"],
        """
  %m = mir.subslice %ap[1 to 4] : !mir.array<ui16, 5> -> !mir.array<ui16, 3>
  %r = mir.copy %m : !mir.array<ui16, 3>""",
    ),
    function(
        "pair_in_pair",
        PAIR,
        ["ui8", U32, "!mir.bool"],
        f"""
  %inner = mir.aggregate tuple(%b, %c) : (ui32, !mir.bool) -> !mir.tuple<ui32, !mir.bool>
  mir.assign %_9, %inner : !mir.tuple<ui32, !mir.bool>
  %i = mir.copy %_9 : !mir.tuple<ui32, !mir.bool>
  %r = mir.aggregate tuple(%a, %i) : (ui8, !mir.tuple<ui32, !mir.bool>) -> {PAIR}""",
        "%_9 = mir.local 9 : !mir.tuple<ui32, !mir.bool>",
    ),
    function(
        "second_of_pair",
        "!mir.bool",
        ["!mir.tuple<ui32, !mir.bool>"],
        """
  mir.assign %_9, %a : !mir.tuple<ui32, !mir.bool>
  %f = mir.field %_9[1] : !mir.tuple<ui32, !mir.bool> -> !mir.bool
  %r = mir.copy %f : !mir.bool""",
        "%_9 = mir.local 9 : !mir.tuple<ui32, !mir.bool>",
    ),
    function(
        "union",
        "!mir.array<ui8, 4>",
        [U32],
        f"""
  %u = mir.aggregate adt field 0(%a) : (ui32) -> {BITS}
  mir.assign %_9, %u : {BITS}
  %f = mir.field %_9[1] : {BITS} -> !mir.array<ui8, 4>
  %r = mir.copy %f : !mir.array<ui8, 4>""",
        f"%_9 = mir.local 9 : {BITS}",
    ),
]


def repeat(name: str, element: str, count: int, constant: str | None = None) -> str:
    array = f"!mir.array<{element}, {count}>"
    value = f"%v = mir.constant {constant} : {element}\n  " if constant else ""
    operand = "%v" if constant else "%a"
    inputs = [] if constant else [element]
    return function(name, array, inputs, f"{value}%r = mir.repeat {operand} : {array}")


REPEATS = [
    repeat("repeat_words", U32, 15),
    repeat("repeat_few", U32, 3),
    repeat("repeat_bytes", "ui8", 13),
    repeat("repeat_bools", "!mir.bool", 9),
    repeat("repeat_zero", "ui64", 7, "0"),
    repeat("repeat_ones", "si32", 12, "-1"),
    repeat("repeat_five", "ui16", 12, "5"),
    repeat("repeat_float", "f32", 12, 'float<"-0.0">'),
    repeat("repeat_triples", "!mir.array<ui8, 3>", 11),
]

CALLS = [
    function(
        "call_copy",
        f"!mir.tuple<{BIG}, {BIG}>",
        [BIG],
        f"""
  mir.assign %_9, %a : {BIG}
  %x = mir.copy %_9 : {BIG}
  mir.call @bump(%x) into %_10 : ({BIG}) -> {BIG}, ^bb1
^bb1:
  %y = mir.move %_9 : {BIG}
  %z = mir.move %_10 : {BIG}
  %r = mir.aggregate tuple(%y, %z) : ({BIG}, {BIG}) -> !mir.tuple<{BIG}, {BIG}>""",
        f"%_9 = mir.local 9 : {BIG}\n  %_10 = mir.local 10 : {BIG}",
    ),
    function(
        "call_move_twice",
        BIG,
        [BIG],
        f"""
  mir.assign %_9, %a : {BIG}
  %x = mir.move %_9 : {BIG}
  mir.call @bump(%x) into %_10 : ({BIG}) -> {BIG}, ^bb1
^bb1:
  %y = mir.move %_10 : {BIG}
  mir.call @bump(%y) into %_9 : ({BIG}) -> {BIG}, ^bb2
^bb2:
  %r = mir.move %_9 : {BIG}""",
        f"%_9 = mir.local 9 : {BIG}\n  %_10 = mir.local 10 : {BIG}",
    ),
    function(
        "call_indirect",
        BIG,
        [BIG],
        f"""
  %f = mir.constant zst : !mir.fn_def<"t::bump">
  %g = mir.cast reify_fn_pointer %f callee @bump : !mir.fn_def<"t::bump"> -> {BUMP}
  mir.assign %_9, %g : !mir.fn_ptr<({BIG}) -> {BIG}>
  %h = mir.copy %_9 : !mir.fn_ptr<({BIG}) -> {BIG}>
  mir.call_indirect %h(%a) into %_10 : !mir.fn_ptr<({BIG}) -> {BIG}>, ^bb1
^bb1:
  %r = mir.move %_10 : {BIG}""",
        f"%_9 = mir.local 9 : !mir.fn_ptr<({BIG}) -> {BIG}>\n  %_10 = mir.local 10 : {BIG}",
    ),
    function(
        "call_recursive",
        "ui64",
        ["ui64"],
        """
  mir.call @factorial(%a) into %_9 : (ui64) -> ui64, ^bb1
^bb1:
  %r = mir.copy %_9 : ui64""",
        "%_9 = mir.local 9 : ui64",
    ),
    function(
        "call_virtual",
        "ui64",
        [SQUARE],
        f"""
  %s = mir.ref shared %ap : !mir.ref<{SQUARE}>
  %d = mir.cast unsize %s vtable @square_vtable : !mir.ref<{SQUARE}> -> !mir.ref<{DYN}>
  mir.call_virtual "t::Shape::area"[1](%d) into %_9 : (!mir.ref<{DYN}>) -> ui64, ^bb1
^bb1:
  %r = mir.copy %_9 : ui64""",
        "%_9 = mir.local 9 : ui64",
    ),
]

SIZES = [
    function(
        f"{which}_of_val",
        "!mir.usize",
        ["ui64"],
        f"""
  %s = mir.constant aggregate<address<64>, pointer<@square_vtable>> : !mir.ref<{TAIL}>
  mir.call_intrinsic "{which}_of_val"[{TAIL}](%s) into %_9 : (!mir.ref<{TAIL}>) -> !mir.usize, ^bb1
^bb1:
  %r = mir.copy %_9 : !mir.usize""",
        "%_9 = mir.local 9 : !mir.usize",
    )
    for which in ("size", "align")
] + [
    function(
        "tail_address",
        "!mir.usize",
        ["ui64"],
        f"""
  %s = mir.constant aggregate<address<64>, pointer<@square_vtable>> : !mir.ref<{TAIL}>
  mir.assign %_9, %s : !mir.ref<{TAIL}>
  %d = mir.deref %_9 : !mir.ref<{TAIL}>
  %t = mir.field %d[2] : {TAIL} -> {DYN}
  %q = mir.raw_ptr const %t : !mir.ptr<const {DYN}>
  %thin = mir.cast ptr_to_ptr %q : !mir.ptr<const {DYN}> -> !mir.ptr<const ui8>
  %r = mir.cast expose_provenance %thin : !mir.ptr<const ui8> -> !mir.usize""",
        f"%_9 = mir.local 9 : !mir.ref<{TAIL}>",
    )
]

TRANSMUTES: dict[str, tuple[str, str, int]] = {
    "bytes_to_word": ("!mir.array<ui8, 4>", U32, 4),
    "word_to_bytes": (U32, "!mir.array<ui8, 4>", 4),
    "float_to_word": ("f32", U32, 4),
    "word_to_float": (U32, "f32", 4),
    "pair_to_long": ("!mir.tuple<ui32, ui32>", "ui64", 8),
    "long_to_pair": ("ui64", "!mir.tuple<ui32, ui32>", 8),
    "pair_to_floats": ("!mir.tuple<ui32, si32>", "!mir.tuple<f32, f32>", 8),
    "long_to_pointer": ("ui64", "!mir.ptr<const ui8>", 8),
    "double_to_pointer": ("f64", "!mir.ptr<const ui8>", 8),
    "vector_to_wide": (V4, "ui128", 16),
    "wide_to_vector": ("ui128", V4, 16),
    "vector_to_signed": (V4, M4, 16),
    "array_to_vector": ("!mir.array<ui32, 4>", V4, 16),
    "half_to_word": ("f16", "si16", 2),
}


def transmute(name: str, source: str, target: str) -> str:
    return function(name, target, [source], f"%r = mir.cast transmute %a : {source} -> {target}")


CONSTANTS: dict[str, tuple[str, str, bytes]] = {
    "constant_negative": ("si16", "-2", b"\xfe\xff"),
    "constant_wide": ("ui128", str(2**127 + 5), (2**127 + 5).to_bytes(16, "little")),
    "constant_true": ("!mir.bool", "true", b"\1"),
    "constant_f32": ("f32", 'float<"0.1">', struct.pack("<f", 0.1)),
    "constant_minus_zero": ("f64", 'float<"-0.0">', struct.pack("<d", -0.0)),
    "constant_infinite": ("f32", 'float<"-inf">', struct.pack("<f", float("-inf"))),
    "constant_nan": ("f64", 'float<"NaN:0xfff8000000000123">', bytes.fromhex("230100000000f8ff")),
    "constant_half": ("f16", 'float<"1.5">', struct.pack("<e", 1.5)),
    "constant_quad": ("f128", 'float<"1.0">', bytes(14) + b"\xff\x3f"),
    "constant_pair": ("!mir.tuple<ui32, !mir.bool>", "aggregate<7, true>", b"\7\0\0\0\1"),
    "constant_some": (OPTION, 'aggregate<"Some", 9>', b"\1\0\0\0\x09\0\0\0"),
    "constant_big": (
        BIG,
        "aggregate<1, 2, 3>",
        struct.pack("<QQQ", 1, 2, 3),
    ),
    "constant_vector": (V4, "aggregate<aggregate<1, 2, 3, 4>>", struct.pack("<4I", 1, 2, 3, 4)),
    "constant_address": ("!mir.ptr<const ui8>", "address<4096>", struct.pack("<Q", 4096)),
    "constant_null": ("!mir.ptr<const ui8>", "address<0>", bytes(8)),
}


def constant(name: str, type_: str, value: str) -> str:
    return function(name, type_, [], f"%r = mir.constant {value} : {type_}")


STATICS = [
    function(
        "read_static",
        U32,
        [],
        """
  %p = mir.constant pointer<@WORD> : !mir.ref<ui32>
  mir.assign %_9, %p : !mir.ref<ui32>
  %d = mir.deref %_9 : !mir.ref<ui32>
  %r = mir.copy %d : ui32""",
        "%_9 = mir.local 9 : !mir.ref<ui32>",
    ),
    function(
        "add_to_static",
        U32,
        [U32],
        """
  %p = mir.constant pointer<@COUNTER> : !mir.ptr<mut ui32>
  mir.assign %_9, %p : !mir.ptr<mut ui32>
  %d = mir.deref %_9 : !mir.ptr<mut ui32>
  %old = mir.copy %d : ui32
  %new = mir.binary add %old, %a : ui32
  mir.assign %d, %new : ui32
  %r = mir.copy %d : ui32""",
        "%_9 = mir.local 9 : !mir.ptr<mut ui32>",
    ),
    function(
        "relocated",
        "!mir.tuple<ui8, !mir.usize>",
        [],
        """
  %p = mir.constant pointer<@pointers> : !mir.ref<!mir.ref<!mir.str>>
  mir.assign %_9, %p : !mir.ref<!mir.ref<!mir.str>>
  %d = mir.deref %_9 : !mir.ref<!mir.ref<!mir.str>>
  %s = mir.copy %d : !mir.ref<!mir.str>
  mir.assign %_10, %s : !mir.ref<!mir.str>
  %t = mir.copy %_10 : !mir.ref<!mir.str>
  %n = mir.unary ptr_metadata %t : !mir.ref<!mir.str> -> !mir.usize
  %raw = mir.cast ptr_to_ptr %t : !mir.ref<!mir.str> -> !mir.ptr<const ui8>
  mir.assign %_11, %raw : !mir.ptr<const ui8>
  %c = mir.deref %_11 : !mir.ptr<const ui8>
  %first = mir.copy %c : ui8
  %r = mir.aggregate tuple(%first, %n) : (ui8, !mir.usize) -> !mir.tuple<ui8, !mir.usize>""",
        """%_9 = mir.local 9 : !mir.ref<!mir.ref<!mir.str>>
  %_10 = mir.local 10 : !mir.ref<!mir.str>
  %_11 = mir.local 11 : !mir.ptr<const ui8>""",
    ),
    function(
        "string",
        "!mir.ref<!mir.str>",
        [],
        '%r = mir.constant str<"device"> : !mir.ref<!mir.str>',
    ),
]


def intrinsic(
    name: str, which: str, inputs: list[str], result: str, arguments: str, type_args: str = ""
) -> str:
    types = ", ".join(inputs)
    body = f"""
  mir.call_intrinsic "{which}"[{type_args}]({arguments}) into %_9 : ({types}) -> {result}, ^bb1
^bb1:
  %r = mir.move %_9 : {result}"""
    return function(name, result, inputs, body, f"%_9 = mir.local 9 : {result}")


WORDS = "!mir.ptr<mut ui32>"
BYTES = "!mir.ptr<const ui8>"
ELEMENT = "#builtin.int<1>"
SEQ_CST = "#builtin.int<4>"
INTRINSICS = [
    intrinsic("vector_add", "simd_add", [V4, V4], V4, "%a, %b"),
    intrinsic("vector_less", "simd_lt", [V4, V4], M4, "%a, %b"),
    intrinsic("vector_select", "simd_select", [M4, V4, V4], V4, "%a, %b, %c"),
    intrinsic("vector_bitmask", "simd_bitmask", [M4], "ui8", "%a"),
    intrinsic("vector_sum", "simd_reduce_add_unordered", [V4], U32, "%a"),
    intrinsic("vector_max", "simd_reduce_max", [M4], "si32", "%a"),
    intrinsic("vector_extract", "simd_extract", [V4, U32], U32, "%a, %b"),
    intrinsic("vector_insert", "simd_insert", [V4, U32, U32], V4, "%a, %b, %c"),
    intrinsic(
        "vector_load",
        "simd_masked_load",
        [M4, "!mir.ptr<const ui32>", V4],
        V4,
        "%a, %b, %c",
        f"{M4}, !mir.ptr<const ui32>, {V4}, {ELEMENT}",
    ),
    intrinsic(
        "vector_store",
        "simd_masked_store",
        [M4, WORDS, V4],
        "!mir.tuple<>",
        "%a, %b, %c",
        f"{M4}, {WORDS}, {V4}, {ELEMENT}",
    ),
    intrinsic("vector_gather", "simd_gather", [V4, P4, M4], V4, "%a, %b, %c"),
    intrinsic("vector_scatter", "simd_scatter", [V4, P4, M4], "!mir.tuple<>", "%a, %b, %c"),
    intrinsic(
        "vector_offset",
        "simd_arith_offset",
        [P4, '!mir.adt<"t::I4">'],
        P4,
        "%a, %b",
    ),
    intrinsic("atomic_add", "atomic_xadd", [WORDS, U32], U32, "%a, %b", f"ui32, ui32, {SEQ_CST}"),
    intrinsic("atomic_swap", "atomic_xchg", [WORDS, U32], U32, "%a, %b", f"ui32, {SEQ_CST}"),
    intrinsic(
        "atomic_exchange",
        "atomic_cxchg",
        [WORDS, U32, U32],
        "!mir.tuple<ui32, !mir.bool>",
        "%a, %b, %c",
        f"ui32, {SEQ_CST}, {SEQ_CST}",
    ),
    intrinsic("compare", "compare_bytes", [BYTES, BYTES, "!mir.usize"], "si32", "%a, %b, %c"),
    intrinsic("distance", "ptr_offset_from", [WORDS, WORDS], "!mir.isize", "%a, %b", "ui32"),
    intrinsic(
        "carrying",
        "carrying_mul_add",
        ["si32", "si32", "si32", "si32"],
        "!mir.tuple<ui32, si32>",
        "%a, %b, %c, %d",
    ),
]
LIBRARY = "\n".join(
    [
        ITEMS,
        'mir.struct @I4 : !mir.adt<"t::I4"> repr(simd) { "0": !mir.array<!mir.isize, 4> }',
        FIBONACCI,
        COLLATZ,
        LAST,
        MAYBE,
        *(switch(name, type_, cases) for name, (type_, _, cases) in SWITCHES.items()),
        *PLACES,
        *REPEATS,
        *CALLS,
        *SIZES,
        *(transmute(name, source, target) for name, (source, target, _) in TRANSMUTES.items()),
        *(constant(name, type_, value) for name, (type_, value, _) in CONSTANTS.items()),
        *STATICS,
        *INTRINSICS,
    ]
)


@pytest.fixture(scope="module", params=["0", "2"])
def library(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> ctypes.CDLL:
    return build(LIBRARY, tmp_path_factory.mktemp("programs"), request.param)


def word(value: int) -> bytes:
    return struct.pack("<I", value)


def long(value: int) -> bytes:
    return struct.pack("<Q", value)


def test_loops_carry_locals_around(library: ctypes.CDLL):
    a, b = 0, 1
    for n in range(50):
        assert call(library, "fibonacci", 8, word(n)) == long(a)
        a, b = b, a + b
    for n in (1, 6, 7, 27, 97):
        steps, value = 0, n
        while value != 1:
            value = 3 * value + 1 if value % 2 else value // 2
            steps += 1
        assert call(library, "collatz", 4, long(n)) == word(steps)


@settings(max_examples=20, deadline=None)
@given(st.lists(st.integers(0, 9), min_size=8, max_size=8), st.integers(0, 9))
def test_fat_pointers_and_options_are_carried_around(
    library: ctypes.CDLL, values: list[int], bound: int
):
    found = call(library, "last_large", 8, struct.pack("<8I", *values), word(bound))
    large = [value for value in values if value > bound]
    if large:
        assert found == word(1) + word(large[-1])
    else:
        assert found[:4] == word(0)


def test_a_local_that_some_paths_do_not_assign(library: ctypes.CDLL):
    assert call(library, "maybe_assigned", 4, b"\1", word(5)) == word(5)
    assert call(library, "maybe_assigned", 4, b"\0", word(5)) == word(7)


@pytest.mark.parametrize("name", SWITCHES)
def test_switches_compare_bits(library: ctypes.CDLL, name: str):
    type_, size, cases = SWITCHES[name]
    for index, case in enumerate(cases):
        assert call(library, name, 4, case.to_bytes(size, "little")) == word(index)
    others = (0, 1) if type_ == "!mir.bool" else (2, 77)
    for other in others:
        if other not in cases:
            assert call(library, name, 4, other.to_bytes(size, "little")) == word(99)


def test_places_lead_to_parts(library: ctypes.CDLL):
    values = [10, 20, 30, 40, 50]
    array = struct.pack("<5H", *values)
    for index, value in enumerate(values):
        assert call(library, "index", 2, array, long(index)) == struct.pack("<H", value)
    assert call(library, "from_end", 2, array) == struct.pack("<H", 40)
    assert call(library, "middle", 6, array) == struct.pack("<3H", 20, 30, 40)
    assert call(library, "second_of_pair", 1, word(9) + b"\1\0\0\0") == b"\1"
    assert call(library, "union", 4, word(0x01020304)) == bytes((4, 3, 2, 1))
    nested = call(library, "pair_in_pair", 12, b"\7", word(8), b"\1")
    assert (nested[0], nested[4:8], nested[8]) == (7, word(8), 1)


REPEATED: list[tuple[str, bytes | None, bytes]] = [
    ("repeat_words", word(0x01020304), word(0x01020304) * 15),
    ("repeat_few", word(77), word(77) * 3),
    ("repeat_bytes", b"\x81", b"\x81" * 13),
    ("repeat_bools", b"\1", b"\1" * 9),
    ("repeat_zero", None, bytes(56)),
    ("repeat_ones", None, b"\xff" * 48),
    ("repeat_five", None, b"\5\0" * 12),
    ("repeat_float", None, struct.pack("<f", -0.0) * 12),
    ("repeat_triples", b"abc", b"abc" * 11),
]


@pytest.mark.parametrize(("name", "element", "expected"), REPEATED)
def test_repeats_fill_arrays(
    library: ctypes.CDLL, name: str, element: bytes | None, expected: bytes
):
    arguments = () if element is None else (element,)
    assert call(library, name, len(expected), *arguments) == expected


def test_callees_own_their_arguments(library: ctypes.CDLL):
    big, bumped = struct.pack("<QQQ", 1, 2, 3), struct.pack("<QQQ", 1, 3, 3)
    assert call(library, "call_copy", 48, big) == big + bumped
    assert call(library, "call_move_twice", 24, big) == struct.pack("<QQQ", 1, 4, 3)
    assert call(library, "call_indirect", 24, big) == bumped


def test_recursion_and_methods(library: ctypes.CDLL):
    assert call(library, "call_recursive", 8, long(10)) == long(3628800)
    # rustc sorts the fields of `Square`: the larger first.
    assert call(library, "call_virtual", 8, long(7) + struct.pack("<Hxxxxxx", 6)) == long(42)


def test_unsized_values_are_laid_out_by_their_vtable(library: ctypes.CDLL):
    # `{ u32, u8, dyn }` around a value of 16 bytes aligned to 8: the tail starts at 8.
    assert call(library, "size_of_val", 8, bytes(8)) == long(24)
    assert call(library, "align_of_val", 8, bytes(8)) == long(8)
    assert call(library, "tail_address", 8, bytes(8)) == long(64 + 8)


@pytest.mark.parametrize("name", TRANSMUTES)
def test_transmutes_keep_every_byte(library: ctypes.CDLL, name: str):
    _, _, size = TRANSMUTES[name]
    value = bytes(range(0x11, 0x11 + size))
    assert call(library, name, size, value) == value


@pytest.mark.parametrize("name", CONSTANTS)
def test_constants_have_their_bytes(library: ctypes.CDLL, name: str):
    _, _, expected = CONSTANTS[name]
    assert call(library, name, len(expected)) == expected


def test_statics_and_strings(library: ctypes.CDLL):
    assert call(library, "read_static", 4) == word(42)
    before = int.from_bytes(call(library, "add_to_static", 4, word(0)), "little")
    assert call(library, "add_to_static", 4, word(5)) == word(before + 5)
    relocated = call(library, "relocated", 16)
    assert sorted((relocated[8:9], relocated[0:1])) == sorted((b"r", b"\4"))
    address, length = struct.unpack("<QQ", call(library, "string", 16))
    assert ctypes.string_at(address, length) == b"device"


def test_vectors(library: ctypes.CDLL):
    a, b = (1, 20, 3, 2**32 - 1), (5, 6, 7, 8)
    pa, pb = struct.pack("<4I", *a), struct.pack("<4I", *b)
    mask = struct.pack("<4i", -1, 0, -1, 0)
    assert call(library, "vector_add", 16, pa, pb) == struct.pack("<4I", 6, 26, 10, 7)
    assert call(library, "vector_less", 16, pa, pb) == mask
    assert call(library, "vector_select", 16, mask, pa, pb) == struct.pack("<4I", 1, 6, 3, 8)
    assert call(library, "vector_bitmask", 1, mask) == b"\5"
    assert call(library, "vector_sum", 4, pb) == word(26)
    assert call(library, "vector_max", 4, mask) == word(0)
    assert call(library, "vector_extract", 4, pa, word(1)) == word(20)
    assert call(library, "vector_insert", 16, pb, word(2), word(9)) == struct.pack(
        "<4I", 5, 6, 9, 8
    )


def test_vectors_in_memory(library: ctypes.CDLL):
    memory = (ctypes.c_uint32 * 4)(10, 11, 12, 13)
    at = ctypes.addressof(memory)
    mask, other = struct.pack("<4i", -1, 0, -1, 0), struct.pack("<4I", 1, 2, 3, 4)
    assert call(library, "vector_load", 16, mask, long(at), other) == struct.pack(
        "<4I", 10, 2, 12, 4
    )
    call(library, "vector_store", 0, mask, long(at), other)
    assert list(memory) == [1, 11, 3, 13]
    pointers = struct.pack("<4Q", at + 12, at + 8, at + 4, at)
    assert call(library, "vector_gather", 16, other, pointers, mask) == struct.pack(
        "<4I", 13, 2, 11, 4
    )
    call(library, "vector_scatter", 0, other, pointers, mask)
    assert list(memory) == [1, 3, 3, 1]
    offsets = struct.pack("<4q", 1, -1, 0, 2)
    moved = struct.pack("<4Q", at + 16, at + 4, at + 4, at + 8)
    assert call(library, "vector_offset", 32, pointers, offsets) == moved


def test_atomics(library: ctypes.CDLL):
    cell = ctypes.c_uint32(40)
    at = long(ctypes.addressof(cell))
    assert call(library, "atomic_add", 4, at, word(2)) == word(40)
    assert call(library, "atomic_swap", 4, at, word(7)) == word(42)
    assert call(library, "atomic_exchange", 5, at, word(8), word(9)) == word(7) + b"\0"
    assert call(library, "atomic_exchange", 5, at, word(7), word(9)) == word(7) + b"\1"
    assert cell.value == 9


def sign(value: int) -> int:
    return (value > 0) - (value < 0)


def test_bytes_and_pointers(library: ctypes.CDLL):
    left, right = ctypes.create_string_buffer(b"abcd\xff"), ctypes.create_string_buffer(b"abce\1")
    at: Callable[[ctypes.Array[ctypes.c_char]], bytes] = lambda b: long(ctypes.addressof(b))  # noqa: E731
    for length, expected in ((0, 0), (3, 0), (4, -1), (5, -1)):
        found = call(library, "compare", 4, at(left), at(right), long(length))
        assert sign(int.from_bytes(found, "little", signed=True)) == expected
    found = call(library, "distance", 8, long(64), long(80))
    assert int.from_bytes(found, "little", signed=True) == -4


def test_products_with_carry_are_as_wide_as_they_need(library: ctypes.CDLL):
    for a, b, c, d in ((-(2**31), -(2**31), -1, -1), (2**31 - 1, -2, 5, 7), (-1, 1, 0, -1)):
        packed = [struct.pack("<i", value) for value in (a, b, c, d)]
        low, high = struct.unpack("<Ii", call(library, "carrying", 8, *packed))
        assert (high << 32) + low == a * b + c + d
