// RUN: rusticle-opt %s -p 'promote-allocas{most-variables=2}' | filecheck %s --check-prefix=TWO
// RUN: rusticle-opt %s -p 'promote-allocas{most-variables=1}' | filecheck %s --check-prefix=ONE

// TWO-NOT: asptr.alloca
// ONE:     asptr.alloca
func.func @two_fields(%a: i32) -> i32 {
  %x = asptr.alloca size 8 align 4 : !asptr.ptr<private>
  %y = asptr.displace %x by 4 : !asptr.ptr<private>
  asptr.store %a, %x align 4 : i32, !asptr.ptr<private>
  asptr.store %a, %y align 4 : i32, !asptr.ptr<private>
  %b = asptr.load %x align 4 : !asptr.ptr<private> -> i32
  func.return %b : i32
}
