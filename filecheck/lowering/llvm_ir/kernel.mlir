// RUN: rusticle-opt %s --target 'llvm{device="amdgcn-amd-amdhsa"}' | filecheck %s

// A kernel with everything a code object needs.

llvm.func amdgpu_kernelcc @vadd(%x: !llvm.ptr<1> {llvm.noalias, llvm.noundef}, %n: i64 {llvm.noundef}) attributes {no_unwind, passthrough = [["amdgpu-flat-work-group-size", "1,256"]], reqd_work_group_size = array<i32: 256, 1, 1>, target_cpu = "gfx1100"} {
  %id = llvm.call_intrinsic "llvm.amdgcn.workitem.id.x"() : () -> i32
  %i = llvm.zext nneg %id : i32 to i64
  %in = llvm.icmp "ult" %i, %n : i64
  llvm.cond_br %in, ^body, ^done
^body:
  %p = llvm.getelementptr inbounds|nuw %x[%i] : (!llvm.ptr<1>, i64) -> !llvm.ptr<1>, f32
  %v = llvm.load %p {alignment = 4 : i64, llvm.noundef} : !llvm.ptr<1> -> f32
  %w = llvm.fadd %v, %v {fastmathFlags = #llvm.fastmath<contract>} : f32
  llvm.store %w, %p {alignment = 4 : i64} : f32, !llvm.ptr<1>
  llvm.br ^done
^done:
  llvm.return
}
llvm.module_flags [#llvm.mlir.module_flag<error, "amdhsa_code_object_version", 600 : i32>]

// CHECK:       target datalayout = "e-m:e-p:64:64-p1:64:64-p2:32:32-p3:32:32-p4:64:64-p5:32:32-p6:32:32-p7:160:256:256:32-p8:128:128:128:48-p9:192:256:256:32-i64:64-v16:16-v24:32-v32:32-v48:64-v96:128-v192:256-v256:256-v512:512-v1024:1024-v2048:2048-n32:64-S32-A5-G1-ni:7:8:9"
// CHECK-NEXT:  target triple = "amdgcn-amd-amdhsa"
// CHECK-LABEL: define amdgpu_kernel void @vadd(ptr addrspace(1) noalias noundef %x, i64 noundef %n) #0 !reqd_work_group_size !{i32 256, i32 1, i32 1} {
// CHECK-NEXT:  start:
// CHECK-NEXT:    %id = call i32 @llvm.amdgcn.workitem.id.x()
// CHECK-NEXT:    %i = zext nneg i32 %id to i64
// CHECK-NEXT:    %in = icmp ult i64 %i, %n
// CHECK-NEXT:    br i1 %in, label %body, label %done
// CHECK:       body:
// CHECK-NEXT:    %p = getelementptr inbounds nuw float, ptr addrspace(1) %x, i64 %i
// CHECK-NEXT:    %v = load float, ptr addrspace(1) %p, align 4, !noundef !{}
// CHECK-NEXT:    %w = fadd contract float %v, %v
// CHECK-NEXT:    store float %w, ptr addrspace(1) %p, align 4
// CHECK-NEXT:    br label %done
// CHECK:       done:
// CHECK-NEXT:    ret void
// CHECK-NEXT:  }
// CHECK:       attributes #0 = { nounwind "amdgpu-flat-work-group-size"="1,256" "target-cpu"="gfx1100" }
// CHECK:       !llvm.module.flags = !{!0}
// CHECK-NEXT:  !0 = !{i32 1, !"amdhsa_code_object_version", i32 600}
