// RUN: rusticle-opt %s --target llvm | filecheck %s

// Locations become line tables; what was inlined keeps its frames.

llvm.func @callee(%x: i32) -> i32 {
  llvm.return %x : i32 loc("lib.rs":7:3)
} loc("lib.rs":6:1)
llvm.func @k(%x: i32, %y: i32) -> i32 {
  %0 = llvm.add %x, %y : i32 loc("src/main.rs":3:9)
  %1 = llvm.mul %0, %y : i32 loc(callsite("core::num::mul"("/rust/core/num.rs":100:7) at "src/main.rs":4:9))
  %2 = llvm.sub %1, %x : i32 loc(callsite("core::a"("/rust/core/a.rs":1:2) at callsite("core::num::mul"("/rust/core/num.rs":101:7) at "src/main.rs":4:9)))
  %3 = llvm.call @callee(%2) : (i32) -> i32
  llvm.return %3 : i32 loc("src/main.rs":5:1)
}
llvm.func @plain() {
  llvm.return
}

// CHECK-LABEL: define i32 @callee(i32 %x) !dbg !3 {
// CHECK-NEXT:  start:
// CHECK-NEXT:    ret i32 %x, !dbg !4
// CHECK-NEXT:  }
// CHECK-LABEL: define i32 @k(i32 %x, i32 %y) !dbg !6 {
// CHECK-NEXT:  start:
// CHECK-NEXT:    %v0 = add i32 %x, %y, !dbg !7
// CHECK-NEXT:    %v1 = mul i32 %v0, %y, !dbg !11
// CHECK-NEXT:    %v2 = sub i32 %v1, %x, !dbg !15
// CHECK-NEXT:    %v3 = call i32 @callee(i32 %v2), !dbg !16
// CHECK-NEXT:    ret i32 %v3, !dbg !17
// CHECK-NEXT:  }
// CHECK-LABEL: define void @plain() {
// CHECK-NEXT:  start:
// CHECK-NEXT:    ret void
// CHECK-NEXT:  }
// CHECK:       !llvm.dbg.cu = !{!1}
// CHECK-NEXT:  !llvm.module.flags = !{!18}
// CHECK-NEXT:  !0 = !DIFile(filename: "lib.rs", directory: "")
// CHECK-NEXT:  !1 = distinct !DICompileUnit(language: DW_LANG_Rust, file: !0, producer: "rusticle", isOptimized: true, runtimeVersion: 0, emissionKind: LineTablesOnly)
// CHECK-NEXT:  !2 = !DISubroutineType(types: !{null})
// CHECK-NEXT:  !3 = distinct !DISubprogram(name: "callee", linkageName: "callee", scope: !0, file: !0, line: 6, type: !2, scopeLine: 6, spFlags: DISPFlagDefinition | DISPFlagOptimized, unit: !1)
// CHECK-NEXT:  !4 = !DILocation(line: 7, column: 3, scope: !3)
// CHECK-NEXT:  !5 = !DIFile(filename: "main.rs", directory: "src")
// CHECK-NEXT:  !6 = distinct !DISubprogram(name: "k", linkageName: "k", scope: !5, file: !5, line: 3, type: !2, scopeLine: 3, spFlags: DISPFlagDefinition | DISPFlagOptimized, unit: !1)
// CHECK-NEXT:  !7 = !DILocation(line: 3, column: 9, scope: !6)
// CHECK-NEXT:  !8 = !DILocation(line: 4, column: 9, scope: !6)
// CHECK-NEXT:  !9 = !DIFile(filename: "num.rs", directory: "/rust/core")
// CHECK-NEXT:  !10 = distinct !DISubprogram(name: "core::num::mul", scope: !9, file: !9, line: 0, type: !2, scopeLine: 0, spFlags: DISPFlagDefinition | DISPFlagOptimized, unit: !1)
// CHECK-NEXT:  !11 = !DILocation(line: 100, column: 7, scope: !10, inlinedAt: !8)
// CHECK-NEXT:  !12 = !DILocation(line: 101, column: 7, scope: !10, inlinedAt: !8)
// CHECK-NEXT:  !13 = !DIFile(filename: "a.rs", directory: "/rust/core")
// CHECK-NEXT:  !14 = distinct !DISubprogram(name: "core::a", scope: !13, file: !13, line: 0, type: !2, scopeLine: 0, spFlags: DISPFlagDefinition | DISPFlagOptimized, unit: !1)
// CHECK-NEXT:  !15 = !DILocation(line: 1, column: 2, scope: !14, inlinedAt: !12)
// CHECK-NEXT:  !16 = !DILocation(line: 0, scope: !6)
// CHECK-NEXT:  !17 = !DILocation(line: 5, column: 1, scope: !6)
// CHECK-NEXT:  !18 = !{i32 2, !"Debug Info Version", i32 3}
