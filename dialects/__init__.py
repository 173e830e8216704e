"""The dialects that are Rusticle's own: `mir`, `asptr`, `hsa`, and the rest of upstream's `llvm`."""
