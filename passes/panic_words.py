"""
What the functions of `core` that panic say.

They take what their message speaks of, and their bodies, which would only format it, are not
imported. `{0}` is the first argument, shown as `Display` would, `{0:?}` as `Debug` would; a
reference is shown as what it refers to. Where the message depends on the arguments, there is a
`Case` for each, of which the first that holds is meant.

The words are those of `library/core/src`: `panicking.rs`, `option.rs`, `result.rs`, `cell.rs`,
`slice/index.rs`, `slice/mod.rs`, `str/mod.rs` and `num/`. rustc moves such functions about from
version to version; one that is not known here is reported by its name.
"""

from __future__ import annotations

from typing import NamedTuple


class Case(NamedTuple):
    """What is said where an argument is greater than another, both by number."""

    words: str
    greater: tuple[int, int] | None = None
    """`None` where it always holds."""


ASSERT_WORDS = {
    "bounds_check": "index out of bounds: the len is {0} but the index is {1}",
    "overflow_add": "attempt to add with overflow",
    "overflow_sub": "attempt to subtract with overflow",
    "overflow_mul": "attempt to multiply with overflow",
    "overflow_div": "attempt to divide with overflow",
    "overflow_rem": "attempt to calculate the remainder with overflow",
    "overflow_shr": "attempt to shift right with overflow",
    "overflow_shl": "attempt to shift left with overflow",
    "overflow_neg": "attempt to negate with overflow",
    "division_by_zero": "attempt to divide by zero",
    "remainder_by_zero": "attempt to calculate the remainder with a divisor of zero",
    "misaligned_pointer_dereference": "misaligned pointer dereference: address must be a multiple "
    "of {0:#x} but is {1:#x}",
    "null_pointer_dereference": "null pointer dereference occurred",
    "invalid_enum_construction": "trying to construct an enum from an invalid value {0:#x}",
    "resumed_after_return": "coroutine resumed after completion",
    "resumed_after_panic": "coroutine resumed after panicking",
    "resumed_after_drop": "coroutine resumed after async drop",
}
"""
What the panic of a `mir.assert` says. It is less than MIR knows: rustc's code calls one function
of `core::panicking::panic_const` for each kind of overflow.
"""

FORMATTED = ("core::panicking::panic_fmt", "core::panicking::panic_nounwind_fmt")
"""The functions whose first argument is a `core::fmt::Arguments`."""
COMPARED = ("core::panicking::assert_failed",)
"""The functions with what `assert_eq!` and its like compare."""

COMPARISONS = {"Eq": "==", "Ne": "!=", "Match": "matches"}
"""Of each `core::panicking::AssertKind` how the message writes it."""

_RANGE = "range end index {1} out of range for slice of length {2}"
_END = "end byte index {2} is out of bounds for string of length {3}"

WORDS: dict[str, str | tuple[Case, ...]] = {
    "core::panicking::panic": "{0}",
    "core::panicking::panic_nounwind": "{0}",
    "core::panicking::panic_nounwind_nobacktrace": "{0}",
    "core::panicking::panic_str_2015": "{0}",
    "core::panicking::panic_display": "{0}",
    "core::panicking::panic_explicit": "explicit panic",
    "core::panicking::unreachable_display": "internal error: entered unreachable code: {0}",
    "core::panicking::panic_bounds_check": "index out of bounds: the len is {1} but the index is "
    "{0}",
    "core::panicking::panic_cannot_unwind": "panic in a function that cannot unwind",
    "core::panicking::panic_in_cleanup": "panic in a destructor during cleanup",
    "core::option::unwrap_failed": "called `Option::unwrap()` on a `None` value",
    "core::option::expect_failed": "{0}",
    "core::result::unwrap_failed": "{0}: {1:?}",
    "core::cell::panic_already_borrowed": "RefCell already borrowed",
    "core::cell::panic_already_mutably_borrowed": "RefCell already mutably borrowed",
    "core::cell::lazy::panic_poisoned": "LazyCell instance has previously been poisoned",
    "core::slice::index::slice_index_fail": (
        Case("range start index {0} out of range for slice of length {2}", (0, 2)),
        Case(_RANGE, (1, 2)),
        Case("slice index starts at {0} but ends at {1}", (0, 1)),
        Case(_RANGE),
    ),
    "core::slice::copy_from_slice_impl::len_mismatch_fail": "copy_from_slice: source slice length "
    "({1}) does not match destination slice length ({0})",
    "core::slice::sort::shared::smallsort::panic_on_ord_violation": "user-provided comparison "
    "function does not correctly implement a total order",
    # Its fourth argument is the length of the first, in bytes.
    "core::str::slice_error_fail": (
        Case("start byte index {1} is out of bounds for string of length {3}", (1, 3)),
        Case(_END, (2, 3)),
        Case("byte range starts at {1} but ends at {2}", (1, 2)),
        Case("byte index {1} or {2} is not a char boundary"),
    ),
    "core::num::from_ascii_radix_panic": "from_ascii_radix: radix must lie in the range `[2, 36]` "
    "- found {0}",
    "core::num::imp::int_log10::panic_for_nonpositive_argument": "argument of integer logarithm "
    "must be positive",
    "core::num::imp::int_sqrt::panic_for_negative_argument": "argument of integer square root "
    "cannot be negative",
    **{
        f"core::num::imp::overflow_panic::{name}": ASSERT_WORDS[f"overflow_{name}"]
        for name in ("add", "sub", "mul", "div", "rem", "neg", "shr", "shl")
    },
}
"""What each function says, by its path."""
