#!/bin/sh
# Make sure of a Rust toolchain with library sources and a linker: install Debian's where we may,
# else say in one line how to get them. Never fails: without them the shipped MIR text is used.
rusticle=$1
"$rusticle" doctor --check && exit 0
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
  echo "installing a Rust toolchain with library sources, and lld"
  apt-get update -qq && for package in "rustc-web rust-web-src" lld-22 lld; do
    apt-get install -y -qq --no-install-recommends $package >/dev/null 2>&1
    "$rusticle" doctor --check && exit 0
  done
fi
echo "no Rust toolchain with library sources: run \`rustup component add rust-src llvm-tools\`," \
  "or \`apt-get install rustc-web rust-web-src lld-22\`; using the MIR text shipped beside the examples"
exit 0
