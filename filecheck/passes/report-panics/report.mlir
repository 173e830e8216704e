// RUN: rusticle-opt %s -p report-panics | filecheck %s

// An assertion becomes a branch, with the words that rustc's own code says. Where it is, the
// importer has said; else it is where the operation is from.

// CHECK-LABEL: mir.func private @index(
// CHECK:         mir.switch_int %{{.*}} : !mir.bool [0: ^[[FAILED:.*]], otherwise: ^[[FINE:.*]]]
// CHECK-NEXT:  ^[[FAILED]]:
// CHECK-NEXT:    mir.panic "index out of bounds: the len is {usize} but the index is {usize}"(%{{.*}}, %{{.*}} : !mir.usize, !mir.usize) at "sum.rs:7:16"
// CHECK-NEXT:  ^[[FINE]]:
// CHECK-NEXT:    mir.return

mir.func private @index(%c: !mir.bool, %n: !mir.usize, %i: !mir.usize) -> !mir.tuple<> {
    %_0 = mir.local 0 : !mir.tuple<>
    %0 = mir.copy %c : !mir.bool
    %1 = mir.copy %n : !mir.usize
    %2 = mir.copy %i : !mir.usize
    mir.assert %0, bounds_check(%1, %2 : !mir.usize, !mir.usize) {caller_location = "sum.rs:7:16"}, ^bb1
  ^bb1:
    mir.return
}

// CHECK-LABEL: mir.func private @divide(
// CHECK:         mir.switch_int %{{.*}} : !mir.bool [0: ^[[FINE:.*]], otherwise: ^[[FAILED:.*]]]
// CHECK-NEXT:  ^[[FAILED]]:
// CHECK-NEXT:    mir.panic "attempt to divide by zero"() at "div.rs:3:5" caller
mir.func private @divide(%z: !mir.bool, %a: ui32) -> !mir.tuple<> track_caller {
    %_0 = mir.local 0 : !mir.tuple<>
    %0 = mir.copy %z : !mir.bool
    %1 = mir.copy %a : ui32
    mir.assert not %0, division_by_zero(%1 : ui32) {in_caller}, ^bb1 loc("div.rs":3:5)
  ^bb1:
    mir.return
}

// A function of `core` is known by its path; text that is known is part of the message.

// CHECK-LABEL: mir.func private @words(
// CHECK:         mir.panic "no {{[{][{]}}brace{{[}][}]}}"()
mir.func private @words() -> !mir.never {
    %_0 = mir.local 0 : !mir.never
    %0 = mir.constant str<"no {brace}"> : !mir.ref<!mir.str>
    mir.call @"core::panicking::panic"(%0) into %_0 : (!mir.ref<!mir.str>) -> !mir.never
}

// CHECK-LABEL: mir.func private @expect(
// CHECK:         %[[TEXT:.*]] = mir.copy %{{.*}} : !mir.ref<!mir.str>
// CHECK-NEXT:    mir.panic "{str}"(%[[TEXT]] : !mir.ref<!mir.str>)
mir.func private @expect(%text: !mir.ref<!mir.str>) -> !mir.never {
    %_0 = mir.local 0 : !mir.never
    %0 = mir.copy %text : !mir.ref<!mir.str>
    mir.call @"core::option::expect_failed"(%0) into %_0 : (!mir.ref<!mir.str>) -> !mir.never
}

// CHECK-LABEL: mir.func private @range(
// CHECK:         %[[C:.*]] = mir.binary gt %{{.*}}, %{{.*}} : !mir.usize
// CHECK-NEXT:    mir.switch_int %[[C]] : !mir.bool [0: ^{{.*}}, otherwise: ^{{.*}}]
// CHECK-DAG:     mir.panic "range start index {usize} out of range for slice of length {usize}"(
// CHECK-DAG:     mir.panic "range end index {usize} out of range for slice of length {usize}"(
// CHECK-DAG:     mir.panic "slice index starts at {usize} but ends at {usize}"(
mir.func private @range(%a: !mir.usize, %b: !mir.usize, %n: !mir.usize) -> !mir.never {
    %_0 = mir.local 0 : !mir.never
    %0 = mir.copy %a : !mir.usize
    %1 = mir.copy %b : !mir.usize
    %2 = mir.copy %n : !mir.usize
    mir.call @"core::slice::index::slice_index_fail"(%0, %1, %2) into %_0 : (!mir.usize, !mir.usize, !mir.usize) -> !mir.never
}

// CHECK-LABEL: mir.func private @equal(
// CHECK:         %[[L:.*]] = mir.copy %{{.*}} : si32
// CHECK:         %[[R:.*]] = mir.copy %{{.*}} : si32
// CHECK-NEXT:    mir.panic "assertion `left == right` failed\0A  left: {i32:?}\0A right: {i32:?}"(%[[L]], %[[R]] : si32, si32)
mir.func private @equal(%a: si32, %b: !mir.ref<si32>) -> !mir.never {
    %_0 = mir.local 0 : !mir.never
    %0 = mir.constant aggregate<"Eq"> : !mir.adt<"core::panicking::AssertKind">
    %1 = mir.ref shared %a : !mir.ref<si32>
    %2 = mir.copy %b : !mir.ref<si32>
    %3 = mir.constant aggregate<"None"> : !mir.adt<"core::option::Option", !mir.adt<"core::fmt::Arguments">>
    mir.call @"core::panicking::assert_failed<i32, i32>"(%0, %1, %2, %3) into %_0 : (!mir.adt<"core::panicking::AssertKind">, !mir.ref<si32>, !mir.ref<si32>, !mir.adt<"core::option::Option", !mir.adt<"core::fmt::Arguments">>) -> !mir.never
}

// `Arguments` are followed back to their template and to the values, which are copied; what made
// them is gone. A value that only its own code can format is shown as its type.

// CHECK-LABEL: mir.func private @format(
// CHECK:         %[[V:.*]] = mir.copy %v : si32
// CHECK-NEXT:    mir.panic "v is {i32:>4x} <my::Odd>"(%[[V]] : si32) at "f.rs:1:2"
// CHECK-NEXT:  }
mir.func private @format(%v: si32, %odd: !mir.adt<"my::Odd">) -> !mir.never {
    %_0 = mir.local 0 : !mir.never
    %_1 = mir.local 1 : !mir.array<!mir.adt<"core::fmt::rt::Argument">, 2>
    %0 = mir.ref shared %v : !mir.ref<si32>
    %1 = mir.cast transmute %0 : !mir.ref<si32> -> !mir.adt<"core::ptr::non_null::NonNull", !mir.tuple<>>
    %2 = mir.constant zst : !mir.fn_def<"core::fmt::LowerHex::fmt", si32>
    %3 = mir.cast reify_fn_pointer %2 callee @fmt : !mir.fn_def<"core::fmt::LowerHex::fmt", si32> -> !mir.fn_ptr<() -> !mir.tuple<>>
    %4 = mir.aggregate adt "Placeholder"(%1, %3) : (!mir.adt<"core::ptr::non_null::NonNull", !mir.tuple<>>, !mir.fn_ptr<() -> !mir.tuple<>>) -> !mir.adt<"core::fmt::rt::ArgumentType">
    %5 = mir.aggregate adt(%4) : (!mir.adt<"core::fmt::rt::ArgumentType">) -> !mir.adt<"core::fmt::rt::Argument">
    %6 = mir.ref shared %odd : !mir.ref<!mir.adt<"my::Odd">>
    %7 = mir.cast transmute %6 : !mir.ref<!mir.adt<"my::Odd">> -> !mir.adt<"core::ptr::non_null::NonNull", !mir.tuple<>>
    %8 = mir.constant zst : !mir.fn_def<"core::fmt::Debug::fmt", !mir.adt<"my::Odd">>
    %9 = mir.cast reify_fn_pointer %8 callee @fmt : !mir.fn_def<"core::fmt::Debug::fmt", !mir.adt<"my::Odd">> -> !mir.fn_ptr<() -> !mir.tuple<>>
    %10 = mir.aggregate adt "Placeholder"(%7, %9) : (!mir.adt<"core::ptr::non_null::NonNull", !mir.tuple<>>, !mir.fn_ptr<() -> !mir.tuple<>>) -> !mir.adt<"core::fmt::rt::ArgumentType">
    %11 = mir.aggregate adt(%10) : (!mir.adt<"core::fmt::rt::ArgumentType">) -> !mir.adt<"core::fmt::rt::Argument">
    %12 = mir.aggregate array(%5, %11) : (!mir.adt<"core::fmt::rt::Argument">, !mir.adt<"core::fmt::rt::Argument">) -> !mir.array<!mir.adt<"core::fmt::rt::Argument">, 2>
    mir.assign %_1, %12 : !mir.array<!mir.adt<"core::fmt::rt::Argument">, 2>
    %13 = mir.ref shared %_1 : !mir.ref<!mir.array<!mir.adt<"core::fmt::rt::Argument">, 2>>
    %14 = mir.constant bytes<"\05v is \C3 \00\00\28\04\00\01 \C0\00"> : !mir.ref<!mir.array<ui8, 16>>
    %15 = mir.aggregate adt(%14, %13) : (!mir.ref<!mir.array<ui8, 16>>, !mir.ref<!mir.array<!mir.adt<"core::fmt::rt::Argument">, 2>>) -> !mir.adt<"core::fmt::Arguments">
    mir.call @"core::panicking::panic_fmt"(%15) into %_0 : (!mir.adt<"core::fmt::Arguments">) -> !mir.never {caller_location = "f.rs:1:2"}
}

// Where they come from is not always known.

// CHECK-LABEL: mir.func private @forward(
// CHECK:         mir.panic "a message that another function made"()
mir.func private @forward(%m: !mir.adt<"core::fmt::Arguments">) -> !mir.never {
    %_0 = mir.local 0 : !mir.never
    %0 = mir.move %m : !mir.adt<"core::fmt::Arguments">
    mir.call @"core::panicking::panic_fmt"(%0) into %_0 : (!mir.adt<"core::fmt::Arguments">) -> !mir.never
}

// A function that is not known is named.

// CHECK-LABEL: mir.func private @unknown(
// CHECK:         mir.panic "`core::hint::new_panic` panicked"()
mir.func private @unknown() -> !mir.never {
    %_0 = mir.local 0 : !mir.never
    mir.call @"core::hint::new_panic"() into %_0 : () -> !mir.never
}

mir.enum @"core::panicking::AssertKind" : !mir.adt<"core::panicking::AssertKind"> {
  Eq = 0,
  Ne = 1
}
mir.func private @fmt() -> !mir.tuple<> attributes {panic}
mir.func private @"core::hint::new_panic"() -> !mir.never attributes {panic}
mir.func private @"core::panicking::panic"("expr": !mir.ref<!mir.str>) -> !mir.never attributes {panic}
mir.func private @"core::panicking::panic_fmt"("fmt": !mir.adt<"core::fmt::Arguments">) -> !mir.never attributes {panic}
mir.func private @"core::option::expect_failed"("msg": !mir.ref<!mir.str>) -> !mir.never attributes {panic}
mir.func private @"core::slice::index::slice_index_fail"(!mir.usize, !mir.usize, !mir.usize) -> !mir.never attributes {panic}
mir.func private @"core::panicking::assert_failed<i32, i32>"(!mir.adt<"core::panicking::AssertKind">, !mir.ref<si32>, !mir.ref<si32>, !mir.adt<"core::option::Option", !mir.adt<"core::fmt::Arguments">>) -> !mir.never rust_path "core::panicking::assert_failed" attributes {panic}
