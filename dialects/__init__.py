"""Rusticle's own dialects, `mir`, `asptr` and `hsa`, and the whole of upstream's `llvm`."""
