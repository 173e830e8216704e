// RUN: rusticle-opt %s -p elaborate-drops --verify-diagnostics | filecheck %s

mir.func @unknown(%_1: !mir.adt<"k::Unknown">) -> !mir.tuple<> {
  %_0 = mir.local 0 : !mir.tuple<>
  mir.goto ^bb0
^bb0:
  mir.drop %_1 : !mir.adt<"k::Unknown">, ^bb1
^bb1:
  mir.return
}

// CHECK: error: dropping `k::Unknown`, whose definition is not in the module
