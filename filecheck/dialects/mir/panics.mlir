// RUN: rusticle-opt %s | rusticle-opt | filecheck %s
// RUN: rusticle-opt %s --print-op-generic | rusticle-opt | filecheck %s

// CHECK-LABEL: mir.func private @values(
mir.func private @values(%a: si32, %s: !mir.ref<!mir.str>) -> !mir.never {
    %0 = mir.copy %a : si32
    %1 = mir.copy %s : !mir.ref<!mir.str>
    // CHECK: mir.panic "{i32:>5} {{[{][{]}} {str:?}"(%0, %1 : si32, !mir.ref<!mir.str>) at "f.rs:1:2" caller {note = "kept"}
    mir.panic "{i32:>5} {{ {str:?}"(%0, %1 : si32, !mir.ref<!mir.str>) at "f.rs:1:2" caller {note = "kept"}
}

// CHECK-LABEL: mir.func private @plain(
mir.func private @plain() -> !mir.never {
    // CHECK-NEXT: mir.panic "no"()
    mir.panic "no"()
}
