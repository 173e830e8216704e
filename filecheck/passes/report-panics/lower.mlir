// RUN: rusticle-opt %s -p report-panics,lower-mir | filecheck %s
// RUN: rusticle-opt %s -p report-panics,lower-mir,delegate-panics,lower-queues,lower-to-llvm | filecheck %s --check-prefix=LLVM

// `mir.panic` becomes `hsa.panic`, a text being its pointer and its length; and calls of functions
// that panic where they are called keep where that is.

// CHECK-LABEL: func.func private @expect(
// CHECK-SAME:    %[[P:[0-9]+]]: !asptr.ptr<flat> {{[{].*[}]}}, %[[N:[0-9]+]]: i64
// CHECK:         hsa.panic "{str}" (%[[P]], %[[N]] : !asptr.ptr<flat>, i64) at "f.rs:2:5" caller
// CHECK-NEXT:    ub.unreachable

// LLVM-LABEL:  llvm.func internal @expect(
// LLVM:          llvm.call @rusticle.begin_panic(
// LLVM:          llvm.call @rusticle.end_panic(
// LLVM-NEXT:     llvm.call_intrinsic "llvm.trap"()
// LLVM-NEXT:     llvm.unreachable
mir.func private @expect(%text: !mir.ref<!mir.str>) -> !mir.never track_caller {
    %_0 = mir.local 0 : !mir.never
    %0 = mir.copy %text : !mir.ref<!mir.str>
    mir.call @"core::option::expect_failed"(%0) into %_0 : (!mir.ref<!mir.str>) -> !mir.never {caller_location = "f.rs:2:5", in_caller}
}

// CHECK-LABEL: func.func private @caller(
// CHECK:         func.call @expect(%{{.*}}, %{{.*}}) {caller_location = "f.rs:9:5"} : (!asptr.ptr<flat>, i64) -> ()
mir.func private @caller(%text: !mir.ref<!mir.str>) -> !mir.never {
    %_0 = mir.local 0 : !mir.never
    %0 = mir.copy %text : !mir.ref<!mir.str>
    mir.call @expect(%0) into %_0 : (!mir.ref<!mir.str>) -> !mir.never {caller_location = "f.rs:9:5"}
}

mir.func private @"core::option::expect_failed"("msg": !mir.ref<!mir.str>) -> !mir.never attributes {panic}
