"""Which macros a source file uses, and where, by its tokens alone."""

from __future__ import annotations

from rusticle.frontend.macro_invocations import find_macros

SOURCE = """\
// panic!("comment")
/* panic!("one /* two */ ") */
macro_rules! check {
    ($e:expr) => { if !$e { panic!("check \\u{e9}\\x41\\n\\
        failed") } };
}
const fn zero<'a>() -> usize { 0 }
trait Later { fn later(&self) -> [u8; 3]; }
fn outer(text: &'static str) -> char {
    let quote = '"'; let escaped = '\\''; let byte = b'\\x41'; let bang = !true;
    core::panic!(r#"raw "text""#);
    fn inner() { self::check!(1 != 2, "x"); ::std::println!["{}", '!'] }
    if text != r"a" { r#try!{ panic!("within") } }
    assert!(escaped == quote, b"bytes" as &[u8], "words {}", concat!("a", "b"))
}
"""


def test_what_is_used_is_found_with_its_place_and_literals() -> None:
    found = find_macros(SOURCE)
    assert [(use.name, use.start, use.literals) for use in found.invocations] == [
        ("panic", (11, 5), ('raw "text"',)),
        ("check", (12, 18), ("x", "check éA\nfailed")),
        ("println", (12, 45), ("{}",)),
        ("try", (13, 23), ("within",)),
        ("assert", (14, 5), ("bytes", "words {}", "a", "b")),
    ]
    panic = found.invocations[0]
    assert [panic.holds((11, column)) for column in (4, 5, 33, 34)] == [False, True, True, False]


def test_each_use_is_in_its_innermost_function() -> None:
    found = find_macros(SOURCE)
    outer, inner = found.function_at((10, 9)), found.function_at((12, 20))
    assert outer is not None
    assert inner is not None
    assert found.functions[outer].start == (9, 1)
    assert found.functions[inner].start == (12, 5)
    assert [use.name for use in found.of_function(outer)] == ["panic", "try", "assert"]
    assert [use.name for use in found.of_function(inner)] == ["check", "println"]
    assert found.function_at((8, 20)) is None


def test_what_macros_define_is_not_used() -> None:
    found = find_macros(SOURCE)
    assert [(d.name, d.start) for d in found.definitions] == [("check", (3, 1))]
    assert found.is_defined_at((4, 30))
    assert not found.is_defined_at((9, 1))


def test_what_is_no_rust_gives_nothing_useful() -> None:
    assert find_macros('fn f( { /* ] ) r###" x').invocations == ()
    assert find_macros("").functions == ()
