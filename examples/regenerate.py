"""
Write the inputs shipped beside the examples: `make examples`.

For each NAME.rs: NAME.mir, rustc's MIR text; NAME.json, rustdoc's JSON without what compilation
does not read; and for all of them `core.slice`, the part of `core` that they use
(`frontend/core_slice.py`). rustc runs in this folder on the file's name alone, so that nothing in
them depends on where the folder is. The same toolchain writes the same bytes.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast

from rusticle.diagnostics import CompileError
from rusticle.frontend.core_slice import SLICE, Answers, Recorder, write_slice
from rusticle.frontend.device_core import DeviceCore, ensure_core
from rusticle.frontend.importer import import_crate
from rusticle.frontend.inputs import assemble
from rusticle.frontend.rustc import CrateInput, CrateOutput, detect_edition, start
from rusticle.frontend.toolchain import Toolchain, find_toolchain

EXAMPLES = Path(__file__).resolve().parent
TARGET = "amdgcn-amd-amdhsa"

_UNREAD = ("docs", "links", "deprecation", "visibility", "crate_id", "id")
"""What items of the JSON have that compilation does not read."""


@dataclass(frozen=True, slots=True)
class PlainCore(DeviceCore):
    """
    A `core` without its hidden twin, which makes rustdoc quicker by leaving things out: shipped
    JSON is whole.
    """

    @property
    def hidden_externs(self) -> list[str]:
        """None."""
        return []


def reduced_json(doc: Any) -> Any:
    """
    rustdoc's JSON without documentation, and without what rustdoc derives itself: blanket and
    auto trait impls, and the definitions of other crates that only those name.
    """
    index: dict[str, Any] = dict(doc["index"])
    for id, item in doc["index"].items():
        impl: Any = _inner(item).get("impl")
        if impl and (impl["is_synthetic"] or impl["blanket_impl"] is not None):
            del index[id]
            for member in impl["items"]:
                index.pop(str(member), None)
    items: dict[int, Any] = {}
    mentioned: set[int] = {doc["root"], *map(int, index)}
    for id in sorted(index, key=int):
        item: dict[str, Any] = {k: v for k, v in index[id].items() if k not in _UNREAD}
        for body in _inner(item).values():
            if isinstance(body, dict):
                _reduce_body(cast("dict[str, Any]", body), index)
        items[int(id)] = item
        _mentioned(item["inner"], mentioned)
    # Ids count everything that rustdoc met; numbered anew, they say nothing of what is dropped.
    numbers = {id: number for number, id in enumerate(sorted(mentioned))}
    return {
        "format_version": doc["format_version"],
        "root": numbers[doc["root"]],
        "index": {
            str(numbers[id]): {**item, "inner": _renumbered(item["inner"], numbers)}
            for id, item in items.items()
        },
        "paths": {
            str(numbers[int(id)]): {k: v for k, v in doc["paths"][id].items() if k != "crate_id"}
            for id in sorted(doc["paths"], key=int)
            if int(id) in mentioned
        },
    }


def _inner(item: Any) -> dict[str, Any]:
    """What an item is, by kind; nothing for those that have no more to say than their kind."""
    inner: Any = item["inner"]
    return cast("dict[str, Any]", inner) if isinstance(inner, dict) else {}


def _reduce_body(body: dict[str, Any], index: dict[str, Any]) -> None:
    """Drop from a definition what names items that are dropped."""
    body.pop("provided_trait_methods", None)
    for key in ("impls", "implementations"):
        listed: list[Any] | None = body.get(key)
        if listed is not None:
            body[key] = [id for id in listed if str(id) in index]


def _mentioned(value: Any, into: set[int]) -> None:
    """Collect the ids that a part of the JSON names."""

    def collect(id: int) -> int:
        into.add(id)
        return id

    _with_ids(value, collect)


def _renumbered(value: Any, numbers: dict[int, int]) -> Any:
    """A part of the JSON with other ids."""
    return _with_ids(value, numbers.__getitem__)


def _with_ids(value: Any, change: Callable[[int], int]) -> Any:
    """
    A part of the JSON with each id changed. Numbers there are ids if they are in a list (members)
    or called `id`.
    """
    if isinstance(value, dict):
        fields = cast("dict[str, Any]", value)
        return {
            key: change(inner) if key == "id" and _is_id(inner) else _with_ids(inner, change)
            for key, inner in fields.items()
        }
    if isinstance(value, list):
        members = cast("list[Any]", value)
        return [change(m) if _is_id(m) else _with_ids(m, change) for m in members]
    return value


def _is_id(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


def write_inputs(source: Path, folder: Path, toolchain: Toolchain, core: DeviceCore) -> CrateOutput:
    """Write the MIR text and JSON of one example; `source` is relative to the current folder."""
    crate = CrateInput(source, edition=detect_edition(source))
    with start(crate, toolchain, core) as running:
        output = running.result()
    doc = reduced_json(output.json)
    text = json.dumps(doc, separators=(",", ":"), ensure_ascii=False)
    (folder / f"{source.stem}.mir").write_text(output.mir, encoding="utf-8")
    (folder / f"{source.stem}.json").write_text(text + "\n", encoding="utf-8")
    return CrateOutput(output.name, output.mir, json.loads(text))


def record(source: Path, output: CrateOutput, core: DeviceCore) -> Answers:
    """What importing an example asks of `core`. Raises `CompileError`."""
    recorder = Recorder(core.open())
    path = source.with_suffix(".mir")
    import_crate(assemble(path, output, core, mir_file=str(path), digest=recorder))
    return recorder.answers


def main() -> int:
    """Write everything; the exit status."""
    folder = Path(sys.argv[1]).resolve() if len(sys.argv) > 1 else EXAMPLES
    toolchain = find_toolchain()
    core = PlainCore(ensure_core(toolchain, TARGET).directory, TARGET)
    os.chdir(EXAMPLES)
    recorded: list[Answers] = []
    failed = 0
    for source in sorted(Path().glob("*.rs")):
        output = write_inputs(source, folder, toolchain, core)
        sizes = [(folder / f"{source.stem}.{kind}").stat().st_size for kind in ("mir", "json")]
        print(f"{source.stem:12} .mir {sizes[0]:9,} bytes   .json {sizes[1]:9,} bytes")
        try:
            recorded.append(record(source, output, core))
        except CompileError as error:
            print(error, file=sys.stderr)
            failed += 1
    write_slice(folder / SLICE, TARGET, toolchain.version, recorded)
    questions = sum(len(rows) for answers in recorded for rows in answers.values())
    print(f"{SLICE:12} {(folder / SLICE).stat().st_size:,} bytes, {questions:,} questions answered")
    if failed:
        print(f"{failed} examples could not be imported; the slice lacks what they need")
    return 1 if failed else 0


if __name__ == "__main__":
    try:
        sys.exit(main())
    except CompileError as error:
        sys.exit(str(error))
