"""
A process that compiles when it is told to: what a compilation costs once everything is loaded.

Each line of standard input is a JSON object: `path`, `cpu`, `emit`. The answer is one line:
`seconds` that the compilation took in this process, `peak_bytes` of the largest process so far
(this one, or a code generation process that has ended), and `text` for assembly; or `error`.
"""

from __future__ import annotations

import json
import resource
import sys
import time
from typing import Any


def peak_bytes() -> int:
    """The largest resident set so far, of this process or of a child that has ended."""
    who = (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    return max(resource.getrusage(w).ru_maxrss for w in who) * 1024


def answer(request: dict[str, Any]) -> dict[str, Any]:
    """Compile what the request names."""
    import rusticle
    from rusticle.diagnostics import CompileError

    emit = request["emit"]
    started = time.perf_counter()
    try:
        artifact = rusticle.compile(
            request["path"], cpu=request["cpu"], foreign_calls="queue", emit=emit
        )
    except CompileError as error:
        return {"error": str(error)}
    spent = time.perf_counter() - started
    reply: dict[str, Any] = {"seconds": spent, "peak_bytes": peak_bytes()}
    if emit == "asm":
        reply["text"] = artifact.text
    return reply


def main() -> None:
    """Answer until standard input ends."""
    for line in sys.stdin:
        sys.stdout.write(json.dumps(answer(json.loads(line))) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
