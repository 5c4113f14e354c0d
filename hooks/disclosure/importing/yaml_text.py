"""Records as the text of their file: keys in their order, lists a step in, short lists and mappings on one line."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import yaml


class OnOneLine(dict[str, Any]):
    """A mapping that stands on one line."""


class ListOnOneLine(list[Any]):
    """A list that stands on one line."""


class _Dumper(yaml.SafeDumper):
    """Lists stand a step in."""

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:
        super().increase_indent(flow, False)


def _written(dumper: yaml.SafeDumper, text: str) -> yaml.ScalarNode:
    """A text; one of several lines as a block."""
    style = "|" if "\n" in text else None
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style)


_Dumper.add_representer(
    OnOneLine, lambda dumper, data: dumper.represent_mapping("tag:yaml.org,2002:map", data, flow_style=True)
)
_Dumper.add_representer(
    ListOnOneLine, lambda dumper, data: dumper.represent_sequence("tag:yaml.org,2002:seq", data, flow_style=True)
)
_Dumper.add_representer(
    Decimal, lambda dumper, number: dumper.represent_scalar("tag:yaml.org,2002:float", f"{number:f}")
)
_Dumper.add_representer(str, _written)


def yaml_text(record: dict[str, Any]) -> str:
    """A record as its file is written."""
    return yaml.dump(record, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=1000)
