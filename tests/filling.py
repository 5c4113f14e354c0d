"""A browser as far as forms go: from the HTML of a form to the pairs that it sends, by the rules of the standard."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import NamedTuple

from selectolax.lexbor import LexborHTMLParser, LexborNode

from disclosure.records.base import Record
from disclosure.records.documents import Document
from disclosure.records.files import data_file

Pairs = list[tuple[str, str]]


def sent(html: str, pressed: tuple[str, str] | None = None) -> Pairs:
    """What is sent when the form is left as it is shown and sent off, by a button with a name or without."""
    tree = LexborHTMLParser(f"<!doctype html><meta charset=utf-8><form>{html}</form>")
    pairs = [pair for node in tree.css("input, select, textarea") for pair in _sent_by(node)]
    pairs += [pressed] if pressed is not None else []
    return [(_crlf(name), _crlf(value)) for name, value in pairs]


def filled(pairs: Pairs, typed: Mapping[str, str | Sequence[str] | None]) -> Pairs:
    """The pairs with other values; ``None`` is a box that is not checked or a choice not made."""
    made = [pair for pair in pairs if pair[0] not in typed]
    for name, values in typed.items():
        several = [values] if isinstance(values, str) else values or []
        made += [(name, _crlf(value)) for value in several]
    return made


class Control(NamedTuple):
    """One name of a form as it is seen: what kind of control it is, what may be chosen, what is shown of it."""

    name: str
    kind: str
    options: tuple[str, ...]
    values: tuple[str, ...]


def controls(html: str) -> list[Control]:
    """All controls but buttons, those of one name as one."""
    tree = LexborHTMLParser(f"<form>{html}</form>")
    found: dict[str, list[LexborNode]] = {}
    for node in tree.css("input, select, textarea"):
        if node.attributes.get("type") != "hidden":
            found.setdefault(node.attributes.get("name") or "", []).append(node)
    return [_control(name, nodes) for name, nodes in found.items()]


def _control(name: str, nodes: list[LexborNode]) -> Control:
    first = nodes[0]
    kind = first.attributes.get("type") or first.tag or ""
    kind = "picker" if "list" in first.attributes else kind
    options = first.css("option") if kind == "select" else nodes if kind in ("radio", "checkbox") else []
    values = tuple(value for node in nodes for _, value in _sent_by(node))
    return Control(name, kind, tuple(option.attributes.get("value") or "" for option in options), values)


def names(html: str) -> list[str]:
    """The names of all controls, each once."""
    tree = LexborHTMLParser(f"<form>{html}</form>")
    return list(dict.fromkeys(node.attributes["name"] or "" for node in tree.css("[name]")))


def model_of(path: str) -> type[Record]:
    """The record type of the file at a path from the project's root."""
    kind = data_file(path)
    return Document if kind is None else kind.model


def record_files(root: Path) -> list[str]:
    """The paths of all records' files of a project."""
    found = [*(root / "docs").rglob("*.md"), *(root / "data").rglob("*.yml")]
    paths = sorted(path.relative_to(root).as_posix() for path in found)
    return [path for path in paths if path.startswith("docs/") or data_file(path) is not None]


def _sent_by(node: LexborNode) -> Iterator[tuple[str, str]]:
    attributes = node.attributes
    name = attributes.get("name") or ""
    if not name or "disabled" in attributes:
        return
    if node.tag == "textarea":
        yield name, node.text(deep=True)
    elif node.tag == "select":
        options = node.css("option")
        chosen = [option for option in options if "selected" in option.attributes] or options[:1]
        yield from ((name, option.attributes.get("value") or "") for option in chosen[-1:])
    elif attributes.get("type") in ("radio", "checkbox"):
        if "checked" in attributes:
            yield name, attributes.get("value") or ""
    else:
        yield name, _sanitised(attributes.get("type") or "text", attributes.get("value") or "")


def _sanitised(kind: str, value: str) -> str:
    """What a control of one line makes of its value."""
    if kind == "date":
        try:
            return value if len(value) == 10 and date.fromisoformat(value) else ""
        except ValueError:
            return ""
    return value if kind == "hidden" else value.replace("\r", "").replace("\n", "")


def _crlf(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n").replace("\n", "\r\n")
