"""What was taken down is not read: its file is passed over, and no other file repeats it.

A withdrawal holds from the moment it is ordered. Until the change to the sources is merged it stands in the workshop
of the build (``.disclosure/withdrawn/``, laid out as the project is), where every build of this machine reads it as if
it were there already; what the project has itself counts before it. As long as the paper's own file is there, its
name and its sentences are known and are taken out of every other file while it is read. Afterwards the sources no
longer hold them, and reading costs nothing.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from disclosure.expressions import expression
from disclosure.reading.front_matter import old_version
from disclosure.reading.kinds import DOCUMENT
from disclosure.reading.redaction import Removed, TakenDown
from disclosure.reading.yaml_tree import read_tree
from disclosure.records.documents import Document
from disclosure.records.kinds import Kind
from disclosure.records.mentions import local_files
from disclosure.records.titles import taken_down
from disclosure.records.withdrawals import Withdrawal, WithdrawalCode
from disclosure.register import Register

WORKSHOP = ".disclosure/withdrawn"
_FOLDER = "data/withdrawn"
_OF_TAKEN = ("data/withdrawn/", "data/withheld/")
# The title of a record: at the top of its file or of an item of a list, on one line or folded.
_TITLE = expression(
    r"^(?:- )?(?:title|question):[ \t]*([^\n]{1,400}(?:\n[ \t]{2,}[^\s:-][^\n:]{0,200}(?=\n))?)", re.MULTILINE
)
_KINDS: Mapping[str, str] = {kind.value: kind.label for kind in Kind}


def read_removed(root: Path) -> Removed:
    """What was taken down at ``root``, from the withdrawals that lie there or are prepared; nothing is raised."""
    prepared = {path: root / WORKSHOP / path for path in _below(root / WORKSHOP) if not (root / path).is_file()}
    orders = [*((root / path) for path in _below(root, _FOLDER)), *prepared.values()]
    told = {file.stem: _fields(file) for file in orders if file.suffix == ".yml" and file.parts[-3] == "withdrawn"}
    if not told:
        return Removed(prepared=prepared)
    files, taken = set[str](), list[TakenDown]()
    titles: frozenset[str] | None = None
    for path in sorted(_below(root, "docs")):
        key = path.rpartition("/")[2].removesuffix(DOCUMENT)
        if path.endswith(DOCUMENT) and key in told:
            paper, beside = taken_from(root, path, told[key])
            titles = titles if titles is not None else other_titles(_texts(root), told)
            taken.append(paper.sparing(titles))
            files |= {path, *beside}
    return Removed(frozenset(files), tuple(taken), prepared)


def other_titles(texts: Iterable[tuple[str, str]], taken: Container[str]) -> frozenset[str]:
    """What the records are called that were not taken down, from the texts of files by path."""
    found = set[str]()
    for path, text in texts:
        key = path.rpartition("/")[2].partition(".")[0]
        if key not in taken and not path.startswith(_OF_TAKEN):
            told = (
                title[1] for title in _TITLE.finditer(text.partition("\n---")[0] if path.endswith(DOCUMENT) else text)
            )
            found |= {" ".join(title.strip(" \t>|-").split()).strip("\"'") for title in told}
    return frozenset(found - {""})


def taken_from(root: Path, path: str, order: Mapping[str, Any]) -> tuple[TakenDown, set[str]]:
    """What the document at ``path`` was, and the paths of its files, given the fields of its withdrawal."""
    try:
        raw = (root / path).read_bytes()
    except OSError:
        raw = b""
    folder, _, name = path.rpartition("/")
    key = name.removesuffix(DOCUMENT)
    paper = described(path, raw, order)
    beside = {file for file in paper.files if "/" not in file and (root / folder / file).is_file()}
    beside |= {
        file.name for file in (root / folder).glob(f"{key}[-.]*") if file.name != name and file.suffix != DOCUMENT
    }
    return replace(paper, files=tuple(sorted(beside))), {f"{folder}/{file}" for file in beside}


def described(path: str, raw: bytes, order: Mapping[str, Any]) -> TakenDown:
    """What one version of the document at ``path`` was, given the fields of its withdrawal."""
    head, body = old_version(raw, path)
    folder, _, name = path.rpartition("/")
    told = head.get("attachments")
    listed = [item for item in told if isinstance(item, dict)] if isinstance(told, list) else []
    is_secret = order.get("code") == WithdrawalCode.LEAK.value or not order.get("title_public")
    words = [head.get(field) for field in ("title", "doc_no", "summary", "headline")] if is_secret else []
    words += [item.get("title") for item in listed]
    names = dict.fromkeys(word.strip() for word in words if isinstance(word, str) and len(word.strip()) > 1)
    files = {str(item.get("file") or "") for item in listed} | _recorded(head)
    files |= local_files(Document.model_construct(media=None).with_body(body))
    label = _KINDS.get(str(order.get("kind") or head.get("kind")), "文件")
    stand_in = taken_down(label, None if is_secret else str(order.get("title_public")))
    key = name.removesuffix(DOCUMENT)
    about = head.get("keywords")
    keywords = tuple(str(word) for word in about if len(str(word)) > 2) if isinstance(about, list) else ()
    is_leak = order.get("code") == WithdrawalCode.LEAK.value
    own = tuple(sorted(files - {""}))
    return TakenDown(key, stand_in, folder, tuple(names), own, body.text, is_secret, keywords, is_leak)


def add_stand_ins(register: Register) -> None:
    """Let every number that was taken down be known, with a stand-in for those who refer to it."""
    for withdrawal in register.all(Withdrawal):
        register.declared.add(withdrawal.number)
        still_there = register.records.get(withdrawal.number)
        if still_there is not None:  # in a file of another name
            register.texts.pop(still_there.path, None)
        register.records[withdrawal.number] = withdrawal.stand_in()
        register.stand_ins.append(register.records[withdrawal.number])


def _recorded(head: Mapping[str, Any]) -> set[str]:
    """The files that a recording consists of."""
    media = head.get("media")
    return {value for value in media.values() if isinstance(value, str)} if isinstance(media, dict) else set()


def _fields(file: Path) -> dict[str, Any]:
    try:
        tree, _ = read_tree(file.read_text("utf-8", errors="replace"), file.name)
    except OSError:
        return {}
    return dict(tree.data) if tree is not None else {}


def _texts(root: Path) -> Iterator[tuple[str, str]]:
    for path in (*_below(root, "docs"), *_below(root, "data")):
        if path.endswith((DOCUMENT, ".yml")):
            yield path, (root / path).read_text("utf-8", errors="replace")


def _below(root: Path, folder: str = "") -> Iterator[str]:
    """The plain files below a folder of the project, by path."""
    top = root / folder
    if top.is_dir() and not top.is_symlink():
        yield from (file.relative_to(root).as_posix() for file in top.rglob("*") if file.is_file())
