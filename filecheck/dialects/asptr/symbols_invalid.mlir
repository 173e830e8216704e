// RUN: rusticle-opt %s --verify-diagnostics --parsing-diagnostics --split-input-file | filecheck %s

// CHECK: alignment must be a power of two, but is 3
asptr.global @a in global size 4 align 3

// -----

// CHECK: unknown address space `shared` of @a
asptr.global @a in shared size 4 align 4

// -----

// CHECK: @a must be in an address space other than flat
asptr.global @a in flat size 4 align 4

// -----

// CHECK: size must not be negative, but is -4
asptr.global @a in global size -4 align 4

// -----

// CHECK: unknown linkage `hidden` of @a
asptr.global linkage(hidden) @a in global size 4 align 4

// -----

// CHECK: @a is external: its contents are elsewhere
asptr.global external @a in global size 4 align 4 = <zero 4>

// -----

// CHECK: @tile cannot have contents: `local` memory begins undefined
asptr.global @tile in local size 4 align 4 = <zero 4>

// -----

// CHECK: @a has a size of 8 bytes but 4 of contents
asptr.global @a in global size 8 align 4 = <zero 4>

// -----

// CHECK: expected two hexadecimal digits per byte
asptr.global @a in global size 1 align 1 = <"0">

// -----

// CHECK: undefined bytes 2 to 6 are not in order or not within the 4 bytes of the contents
asptr.global @a in global size 4 align 4 = <zero 4, undef 2 to 6>

// -----

// CHECK: undefined bytes 1 to 3 are not in order or not within the 4 bytes of the contents
asptr.global @a in global size 4 align 4 = <zero 4, undef 0 to 2, undef 1 to 3>

// -----

// CHECK: the pointer at 16 is not in order or not within the 16 bytes of the contents
asptr.global @a in global size 16 align 8 = <zero 16, at 16 @a>

// -----

// CHECK: the pointer at 0 is not in order or not within the 16 bytes of the contents
asptr.global @a in global size 16 align 8 = <zero 16, at 8 @a, at 0 @a>

// -----

// CHECK: @a points to @missing, which is not defined
asptr.global @a in global size 8 align 8 = <zero 8, at 0 @missing>

// -----

// CHECK: @a points to @k, which is a hsa.kernel
hsa.kernel @k() {
  hsa.return
}
asptr.global @a in global size 8 align 8 = <zero 8, at 0 @k>

// -----

// CHECK: Redefinition of symbol "a"
asptr.global @a in global size 8 align 8
asptr.global @a in global size 8 align 8

// -----

// CHECK: @missing is not defined
func.func @no_symbol() {
  %a = asptr.addressof @missing : !asptr.ptr<global>
  func.return
}

// -----

// CHECK: @a is in `global`, not in `local`
asptr.global @a in global size 8 align 8
func.func @wrong_space() {
  %a = asptr.addressof @a : !asptr.ptr<local>
  func.return
}

// -----

// CHECK: @f is a function, whose address is in `flat`, not in `global`
func.func @f() {
  %a = asptr.addressof @f : !asptr.ptr<global>
  func.return
}

// -----

// CHECK: @k is a hsa.kernel, which has no address
hsa.kernel @k() {
  %a = asptr.addressof @k : !asptr.ptr<flat>
  hsa.return
}
