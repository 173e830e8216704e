"""The JSON schema of manifests, and whether a manifest is valid by it."""

from __future__ import annotations

import json
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Any

SCHEMA = Path(__file__).parents[2] / "docs" / "manifest.schema.json"


@cache
def _validator() -> Any:
    jsonschema: Any = import_module("jsonschema")
    schema = json.loads(SCHEMA.read_text())
    jsonschema.Draft202012Validator.check_schema(schema)
    return jsonschema.Draft202012Validator(schema)


def check_manifest(data: Any) -> None:
    """Raises `jsonschema.ValidationError` for what is no manifest."""
    _validator().validate(data)
