// RUN: rusticle-opt %s -p 'verify-address-spaces' | filecheck %s
// RUN: rusticle-opt %s -p 'verify-address-spaces{target=amdgcn--amdhsa-amdgiz}' | filecheck %s
// RUN: rusticle-opt %s -p 'verify-address-spaces{target=nvptx64-nvidia-cuda}' | filecheck %s
// RUN: rusticle-opt %s -p 'verify-address-spaces{target=x86_64-unknown-linux-gnu}' | filecheck %s
// RUN: rusticle-opt %s -p 'verify-address-spaces{target=aarch64-unknown-linux-gnu}' | filecheck %s

// What every target has, and the pass leaves it as it is.

// CHECK: asptr.global @counter in global size 4 align 4 = <zero 4>
asptr.global @counter in global size 4 align 4 = <zero 4>
asptr.global @tile in local size 64 align 4
asptr.global constant @table in constant size 16 align 8 = <zero 16, at 0 @counter, at 8 @tile>

// CHECK: hsa.kernel @all
hsa.kernel @all(%x: !asptr.ptr<global>, %y: !asptr.ptr<flat>, %z: !asptr.ptr<local>, %v: i32) {
  %a = asptr.alloca size 8 align 8 : !asptr.ptr<private>
  %b = asptr.cast %a : !asptr.ptr<private> -> !asptr.ptr<flat>
  %c = asptr.cast %b : !asptr.ptr<flat> -> !asptr.ptr<private>
  %d = asptr.cast %x : !asptr.ptr<global> -> !asptr.ptr<flat>
  %e = asptr.cast %z : !asptr.ptr<local> -> !asptr.ptr<flat>
  %f = asptr.addressof @table : !asptr.ptr<constant>
  %g = asptr.cast %f : !asptr.ptr<constant> -> !asptr.ptr<flat>
  asptr.store %e, %a align 8 : !asptr.ptr<flat>, !asptr.ptr<private>
  %h = asptr.load %a align 8 : !asptr.ptr<private> -> !asptr.ptr<global>
  %i = asptr.atomic_rmw add acq_rel syncscope("agent") %x, %v align 4 : !asptr.ptr<global>, i32
  asptr.fence release syncscope("workgroup")
  %j = asptr.ptrtoint %z : !asptr.ptr<local> -> i64
  // CHECK: hsa.return
  hsa.return
}
