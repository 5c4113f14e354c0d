"""JSON Schemas of the data files, draft-07, for the completion and the red underlines in editors' programs.

They are generated from the record types, committed under data/_schema/, and tested for freshness.
``python -m disclosure.records.schema`` writes them.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from pydantic import BaseModel

from disclosure.expressions import expression
from disclosure.records.documents import Document
from disclosure.records.files import data_files

FOLDER = Path("data/_schema")
SETTINGS = Path(".vscode/settings.json")
_WIRED = expression(r'("yaml\.schemas": \{)[^}]*\}')


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
        made = without_null(made)
    return _as_written(_without_docstring(made))


def without_null(node: dict[str, Any]) -> dict[str, Any]:
    """A schema's choices but for ``null``: what is not there is left out."""
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
    """Write all schemas below ``root``, and which files they are for into the editors' settings."""
    folder = root / FOLDER
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in schemas().items():
        (folder / name).write_text(text, "utf-8")
    settings = root / SETTINGS
    settings.write_text(wired(settings.read_text("utf-8")), "utf-8")


def wired(settings: str) -> str:
    """The settings of the editors' program with each schema wired to its files; everything else as it was."""
    schemas = {f"./{FOLDER.as_posix()}/{kind.schema_name}": kind.globs for kind in data_files()}
    lines = ",\n".join(f"    {json.dumps(name)}: {json.dumps(schemas[name])}" for name in sorted(schemas))
    return _WIRED.sub(lambda match: f"{match[1]}\n{lines}\n  }}", settings)


if __name__ == "__main__":
    write(Path())
