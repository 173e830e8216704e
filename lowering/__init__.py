"""From one level to the next: layouts, `mir` to `asptr`, `asptr` to `llvm`, LLVM IR, code."""
