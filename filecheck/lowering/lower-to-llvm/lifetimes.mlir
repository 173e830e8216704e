// RUN: rusticle-opt %s -p lower-to-llvm | filecheck %s
// RUN: rusticle-opt %s -p lower-to-llvm -t llvm | filecheck %s --check-prefix=IR

// A lifetime is that of LLVM's alloca, also if ours is in another space.

// CHECK:      %x = llvm.alloca
// CHECK-NEXT: %y = llvm.alloca
// CHECK-NEXT: %{{.*}} = llvm.addrspacecast %y
// CHECK-NEXT: llvm.intr.lifetime.start %x : !llvm.ptr<5>
// CHECK-NEXT: llvm.intr.lifetime.end %x : !llvm.ptr<5>
// CHECK-NEXT: llvm.intr.lifetime.start %y : !llvm.ptr<5>
// CHECK-NEXT: llvm.intr.lifetime.end %y : !llvm.ptr<5>
// IR:         call void @llvm.lifetime.start{{.*}}(ptr addrspace(5) %x)
// IR-NEXT:    call void @llvm.lifetime.end{{.*}}(ptr addrspace(5) %x)
func.func @lifetimes() {
  %x = asptr.alloca size 16 align 8 : !asptr.ptr<private>
  %y = asptr.alloca size 16 align 8 : !asptr.ptr<flat>
  asptr.lifetime_start %x : !asptr.ptr<private>
  asptr.lifetime_end %x : !asptr.ptr<private>
  asptr.lifetime_start %y : !asptr.ptr<flat>
  asptr.lifetime_end %y : !asptr.ptr<flat>
  func.return
}
