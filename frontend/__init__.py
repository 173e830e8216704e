"""From a Rust crate to a `mir` module: toolchain, rustc's MIR text, rustdoc's JSON, import."""
