// RUN: rusticle-opt %s --verify-diagnostics --parsing-diagnostics --split-input-file | filecheck %s

// CHECK: the message shows (i32, bool), but the values are (i32)
mir.func private @few(%a: si32) -> !mir.never {
    %0 = mir.copy %a : si32
    mir.panic "{i32} {bool}"(%0 : si32)
}

// -----

// CHECK: the message shows (u32), but the values are (i32)
mir.func private @other(%a: si32) -> !mir.never {
    %0 = mir.copy %a : si32
    mir.panic "{u32}"(%0 : si32)
}

// -----

// CHECK: a brace of the message `{i32` is not doubled
mir.func private @brace() -> !mir.never {
    mir.panic "{i32"()
}

// -----

// CHECK: a message cannot show a value of type `i24`
mir.func private @odd() -> !mir.never {
    mir.panic "{i24}"()
}
