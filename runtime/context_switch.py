"""
Switching between the stacks of work-items: a dozen machine instructions, as LLVM IR.

The functions are `naked`: nothing but their assembly. What they save is what the C calling
convention lets a callee keep; control words of the floating-point unit are not among it, since
nothing here changes them. `support.rs` says what each function does.
"""

from __future__ import annotations

_X86_64 = {
    "void @rusticle_switch(ptr %save, ptr %to)": """
        pushq %rbp; pushq %rbx; pushq %r12; pushq %r13; pushq %r14; pushq %r15
        movq %rsp, (%rdi)
        movq %rsi, %rsp
        popq %r15; popq %r14; popq %r13; popq %r12; popq %rbx; popq %rbp
        retq
    """,
    "void @rusticle_enter(ptr %save, ptr %f, ptr %context)": """
        pushq %rbp; pushq %rbx; pushq %r12; pushq %r13; pushq %r14; pushq %r15
        movq %rsp, (%rdi)
        subq $$8, %rsp
        movq %rdx, %rdi
        callq *%rsi
        addq $$8, %rsp
        popq %r15; popq %r14; popq %r13; popq %r12; popq %rbx; popq %rbp
        retq
    """,
    "void @rusticle_escape(ptr %to)": """
        movq %rdi, %rsp
        popq %r15; popq %r14; popq %r13; popq %r12; popq %rbx; popq %rbp
        retq
    """,
    # The first switch to the stack pops the function into rbx, its argument into r12, and
    # returns to the label. The 0 above is where a debugger's backtrace ends.
    "ptr @rusticle_new_stack(ptr %top, ptr %f, ptr %fiber)": """
        leaq .Lrusticle_start(%rip), %rax
        movq $$0, -8(%rdi)
        movq %rax, -16(%rdi)
        movq $$0, -24(%rdi)
        movq %rsi, -32(%rdi)
        movq %rdx, -40(%rdi)
        leaq -64(%rdi), %rax
        retq
        .Lrusticle_start:
        movq %r12, %rdi
        jmpq *%rbx
    """,
}

_SAVE = """
        stp x29, x30, [sp, #-160]!
        stp x19, x20, [sp, #16]; stp x21, x22, [sp, #32]; stp x23, x24, [sp, #48]
        stp x25, x26, [sp, #64]; stp x27, x28, [sp, #80]
        stp d8, d9, [sp, #96]; stp d10, d11, [sp, #112]
        stp d12, d13, [sp, #128]; stp d14, d15, [sp, #144]
        mov x9, sp
        str x9, [x0]
"""
_RESTORE = """
        ldp x19, x20, [sp, #16]; ldp x21, x22, [sp, #32]; ldp x23, x24, [sp, #48]
        ldp x25, x26, [sp, #64]; ldp x27, x28, [sp, #80]
        ldp d8, d9, [sp, #96]; ldp d10, d11, [sp, #112]
        ldp d12, d13, [sp, #128]; ldp d14, d15, [sp, #144]
        ldp x29, x30, [sp], #160
        ret
"""

_AARCH64 = {
    "void @rusticle_switch(ptr %save, ptr %to)": _SAVE + "mov sp, x1\n" + _RESTORE,
    "void @rusticle_enter(ptr %save, ptr %f, ptr %context)": (
        _SAVE + "mov x0, x2\nblr x1\n" + _RESTORE
    ),
    "void @rusticle_escape(ptr %to)": "mov sp, x0\n" + _RESTORE,
    # The first switch finds the function in x19, its argument in x20, and returns to the label.
    "ptr @rusticle_new_stack(ptr %top, ptr %f, ptr %fiber)": """
        sub x9, x0, #160
        adr x10, .Lrusticle_start
        stp xzr, x10, [x9]
        stp x1, x2, [x9, #16]
        mov x0, x9
        ret
        .Lrusticle_start:
        mov x0, x20
        mov x30, xzr
        br x19
    """,
}

_BY_ARCHITECTURE = {"x86_64": _X86_64, "aarch64": _AARCH64, "arm64": _AARCH64}


def context_switch_ir(architecture: str) -> str:
    """The functions as LLVM IR. Raises `KeyError` for an architecture without them."""
    functions: list[str] = []
    for signature, assembly in _BY_ARCHITECTURE[architecture].items():
        lines = [part.strip() for line in assembly.splitlines() for part in line.split(";")]
        text = "\\0A".join(line for line in lines if line)
        functions.append(
            f"define {signature} naked noinline nounwind {{\n"
            f'  call void asm sideeffect "{text}", ""()\n  unreachable\n}}\n'
        )
    return "\n".join(functions)
