"""JSON Schemas of the data files, draft-07, for the completion and the red underlines in editors' programs.

They are generated from the record types, committed under data/_schema/, and tested for freshness.
``python -m disclosure.records.schema`` writes them.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from pydantic import BaseModel

from disclosure.records.documents import Document
from disclosure.records.files import data_files

FOLDER = Path("data/_schema")


def schemas() -> dict[str, str]:
    """File name → JSON text, one schema a kind of data file, and one for the front matter of documents."""
    models: dict[str, type[BaseModel]] = {kind.schema_name: kind.model for kind in data_files()}
    models["document.json"] = Document
    return {name: schema_of(model) for name, model in sorted(models.items())}


def schema_of(model: type[BaseModel]) -> str:
    """The JSON Schema of a record type, with Chinese titles and explanations."""
    schema = _draft_07(model.model_json_schema())
    schema = {"$schema": "http://json-schema.org/draft-07/schema#", **schema}
    return json.dumps(schema, ensure_ascii=False, indent=2) + "\n"


def _draft_07(node: Any) -> Any:
    """A schema as draft-07 has it: ``definitions``; no ``null`` (a field that is not there is not written)."""
    if isinstance(node, list):
        return [_draft_07(item) for item in node]
    if not isinstance(node, dict):
        return node.replace("#/$defs/", "#/definitions/") if isinstance(node, str) else node
    made = {("definitions" if key == "$defs" else key): _draft_07(value) for key, value in node.items()}
    made.pop("default", None)
    if isinstance(made.get("anyOf"), list):
        made = _without_null(made)
    return _as_written(_without_docstring(made))


def _without_null(node: dict[str, Any]) -> dict[str, Any]:
    choices = [choice for choice in node["anyOf"] if choice != {"type": "null"}]
    rest = {key: value for key, value in node.items() if key != "anyOf"}
    return {**choices[0], **rest} if len(choices) == 1 else {**rest, "anyOf": choices}


def _without_docstring(node: dict[str, Any]) -> dict[str, Any]:
    """The title and description of a type are for developers; editors see those of the fields."""
    if "properties" in node or "enum" in node:
        return {key: value for key, value in node.items() if key not in ("title", "description")}
    return node


def _as_written(node: dict[str, Any]) -> dict[str, Any]:
    """Editors' programs read ``postcode: 201100`` as a number, where the engine reads text: allow both."""
    if node.get("type") == "string" and not {"format", "pattern", "enum"} & node.keys():
        return {**node, "type": ["string", "number"]}
    return node


def write(root: Path) -> None:
    """Write all schemas below ``root``."""
    folder = root / FOLDER
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in schemas().items():
        (folder / name).write_text(text, "utf-8")


if __name__ == "__main__":
    write(Path())
