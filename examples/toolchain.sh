#!/bin/sh
# Make sure of a Rust toolchain with library sources and of a linker: install Debian's where we may,
# else say in one line how to get them. Never fails: without rustc the shipped MIR text is used.
rusticle=$1
"$rusticle" doctor --check && exit 0

lacks() { # lacks NAME: whether the doctor misses it
  "$rusticle" doctor | grep -q "missing *$1"
}

install() { # install PACKAGE...: quietly; whether it worked
  echo "installing $*"
  DEBIAN_FRONTEND=noninteractive \
    apt-get install -y -qq --no-install-recommends "$@" >/dev/null 2>&1
}

if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
  apt-get update -qq >/dev/null 2>&1
  if lacks rustc; then install rustc-web rust-web-src; fi
  if lacks linker; then install lld-22 || install lld; fi
fi

if lacks rustc; then
  echo "no Rust toolchain with library sources: run \`rustup component add rust-src\`, or" \
    "\`apt-get install rustc-web rust-web-src\`; using the MIR text shipped beside the examples"
fi
if lacks linker; then
  echo "no linker: run \`rustup component add llvm-tools\`, or \`apt-get install lld\`"
fi
exit 0
