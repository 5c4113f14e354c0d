"""The committed JSON Schemas are those of the record types, and agree with the engine."""

import json
import re
from pathlib import Path

import jsonschema
import pytest
import yaml

from disclosure.records.files import data_file, data_files
from disclosure.records.schema import FOLDER, schemas

ROOT = Path(__file__).parent.parent
SCHEMAS = schemas()
DATA = sorted(path for path in (ROOT / "data").rglob("*.yml"))


def test_committed_schemas_are_fresh():
    committed = {file.name: file.read_text("utf-8") for file in (ROOT / FOLDER).glob("*.json")}
    assert committed == SCHEMAS, "请运行 make schema"


@pytest.mark.parametrize("name", SCHEMAS)
def test_schema_is_valid_draft_07(name):
    schema = json.loads(SCHEMAS[name])
    jsonschema.Draft7Validator.check_schema(schema)
    assert "$defs" not in SCHEMAS[name]


@pytest.mark.parametrize("path", DATA, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_schema_accepts_what_the_engine_accepts(path):
    """Read as an editor's program reads it: YAML 1.2, in which dates are text."""
    kind = data_file(path.relative_to(ROOT).as_posix())
    schema = json.loads(SCHEMAS[kind.schema_name])
    data = yaml.load(path.read_text("utf-8"), yaml_1_2())
    assert [error.message for error in jsonschema.Draft7Validator(schema).iter_errors(data)] == []


def test_schema_refuses_an_unknown_field():
    schema = json.loads(SCHEMAS["ledger.json"])
    errors = list(jsonschema.Draft7Validator(schema).iter_errors({"addresses": [], "address": []}))
    assert len(errors) == 1


def test_every_schema_is_wired_to_its_files():
    settings = json.loads((ROOT / ".vscode/settings.json").read_text("utf-8"))
    wired = {f"./{FOLDER.as_posix()}/{kind.schema_name}": kind.globs for kind in data_files()}
    assert settings["yaml.schemas"] == wired


def yaml_1_2():
    """A loader that reads whole numbers as numbers, true and false as such, and leaves everything else text."""

    class Loader(yaml.SafeLoader):
        yaml_implicit_resolvers = {
            first: [(tag, pattern) for tag, pattern in resolvers if tag == "tag:yaml.org,2002:int"]
            for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
        }

    Loader.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile("^(?:true|false)$"), ["t", "f"])
    return Loader
