"""What was taken down is not read: its file is passed over, and no other file repeats it.

A withdrawal holds from the moment it is ordered. Until the change to the sources is merged it stands in the workshop
of the build (``.disclosure/withdrawn/``, laid out as the project is), where every build of this machine reads it as if
it were there already; what the project has itself counts before it. As long as the paper's own file is there, its
name and its sentences are known and are taken out of every other file while it is read. Afterwards the sources no
longer hold them, and reading costs nothing. ``orders`` writes the records that tell of it.

What is taken down is a document, another record with a page of its own, or one attachment of a document, which is told
by its blob in git whatever it is called.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any, ClassVar

from disclosure.expressions import expression
from disclosure.reading.blobs import blob_of
from disclosure.reading.front_matter import old_version
from disclosure.reading.han import HAN
from disclosure.reading.kinds import DOCUMENT
from disclosure.reading.redaction import Removed, TakenDown
from disclosure.reading.yaml_tree import read_tree
from disclosure.records.base import Record
from disclosure.records.documents import Document
from disclosure.records.files import data_file, record_type
from disclosure.records.kinds import Kind
from disclosure.records.mentions import local_files
from disclosure.records.titles import taken_down
from disclosure.records.withdrawals import ATTACHMENT, PageType, Withdrawal, WithdrawalCode
from disclosure.register import Register

WORKSHOP = ".disclosure/withdrawn"
_FOLDER = "data/withdrawn"
_OF_TAKEN = ("data/withdrawn/", "data/withheld/")
# The title of a record: at the top of its file or of an item of a list, on one line or folded.
_TITLE = expression(
    r"^(?:- )?(?:title|question):[ \t]*([^\n]{1,400}(?:\n[ \t]{2,}[^\s:-][^\n:]{0,200}(?=\n))?)", re.MULTILINE
)
_LABELS: Mapping[str, str] = {kind.value: kind.label for kind in (*PageType, *Kind)}
_HAN, _WORD = expression(f"[{HAN}]"), 8  # what has no more characters than that is an id, a day, a word of a list
_OWN = 8  # characters from which a name that is no secret is one record's own, and no word of everybody's
_FORMAL = ("basis", "review", "cites")
_CALLED = ("title", "question", "summary", "name")  # by which readers know a record


def read_removed(root: Path) -> Removed:
    """What was taken down at ``root``, from the withdrawals that lie there or are prepared; nothing is raised."""
    prepared = {path: root / WORKSHOP / path for path in _below(root / WORKSHOP) if not (root / path).is_file()}
    orders = [*((root / path) for path in _below(root, _FOLDER)), *prepared.values()]
    told = [_fields(file) for file in orders if file.suffix == ".yml" and file.parts[-3] == "withdrawn"]
    if not told:
        return Removed(prepared=prepared)
    there = _by_number(root, {str(order.get("number")) for order in told})
    found = [one for order in told for one in _taken(root, order, there)]
    titles = other_titles(_texts(root), whole_keys(told)) if found else frozenset()
    papers = tuple(paper.sparing(titles) for paper, _ in found)
    return Removed(frozenset(path for _, gone in found for path in gone), papers, prepared)


def whole_keys(orders: Iterable[Mapping[str, Any]]) -> set[str]:
    """The numbers of what was taken down as a whole, given the fields of withdrawals."""
    return {str(order.get("number")) for order in orders if not order.get("attachment")}


def taken_at(root: Path, order: Mapping[str, Any]) -> Iterator[tuple[TakenDown, set[str]]]:
    """What a withdrawal, given by its fields, takes from the files at ``root``: as it was, and their paths."""
    yield from _taken(root, order, _by_number(root, {str(order.get("number"))}))


def _by_number(root: Path, keys: Container[str]) -> dict[str, list[str]]:
    """The files of a project that are called by one of these numbers."""
    found: dict[str, list[str]] = {}
    for path in sorted((*_below(root, "docs"), *_below(root, "data"))):
        key = path.rpartition("/")[2].partition(".")[0]
        if key in keys and not path.startswith(_OF_TAKEN):
            found.setdefault(key, []).append(path)
    return found


def _taken(
    root: Path, order: Mapping[str, Any], there: Mapping[str, list[str]]
) -> Iterator[tuple[TakenDown, set[str]]]:
    for path in there.get(str(order.get("number")), ()):
        if order.get("attachment") and path.endswith(DOCUMENT):
            yield from _attachments(root, path, order)
        elif path.endswith(DOCUMENT) and not order.get("record"):
            paper, beside = taken_from(root, path, order)
            yield paper, {path, *beside}
        elif is_record_of(path, order):
            yield described_record(path, _bytes(root / path), order), {path}


def is_record_of(path: str, order: Mapping[str, Any]) -> bool:
    """Whether a file of data is that of the record that a withdrawal names by number and type."""
    kind = data_file(path) if path.endswith(f"/{order.get('number')}.yml") else None
    return kind is not None and kind.model.record_type == order.get("record")


def _attachments(root: Path, path: str, order: Mapping[str, Any]) -> Iterator[tuple[TakenDown, set[str]]]:
    folder = path.rpartition("/")[0]
    for name in sorted(files_of(path, _bytes(root / path))):
        if "/" not in name and blob_of(_bytes(root / folder / name)) == order.get("attachment"):
            yield described_file(path, _bytes(root / path), name, order), {f"{folder}/{name}"}


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
    folder, _, name = path.rpartition("/")
    key = name.removesuffix(DOCUMENT)
    paper = described(path, _bytes(root / path), order)
    beside = {file for file in paper.files if "/" not in file and (root / folder / file).is_file()}
    beside |= {
        file.name for file in (root / folder).glob(f"{key}[-.]*") if file.name != name and file.suffix != DOCUMENT
    }
    return replace(paper, files=tuple(sorted(beside))), {f"{folder}/{file}" for file in beside}


def changed_without(texts: Iterable[tuple[str, str]], papers: Iterable[TakenDown]) -> dict[str, str | None]:
    """What is otherwise in the texts of other files once some papers are taken down; nothing for a file that goes."""
    removed, changed = Removed(taken=tuple(papers)), dict[str, str | None]()
    for path, text in texts:
        if removed.is_left_out(path, text):
            changed[path] = None
        elif (redone := removed.without(text, path)) != text:
            changed[path] = redone
    return changed


def described(path: str, raw: bytes, order: Mapping[str, Any]) -> TakenDown:
    """What one version of the document at ``path`` was, given the fields of its withdrawal."""
    head, body = old_version(raw, path)
    folder, _, name = path.rpartition("/")
    is_secret = _is_secret(order)
    words = [head.get(field) for field in ("title", "doc_no", "summary", "headline")] if is_secret else []
    words += [item.get("title") for item in _listed(head)]
    key = name.removesuffix(DOCUMENT)
    about = head.get("keywords")
    keywords = tuple(str(word) for word in about if len(str(word)) > 2) if isinstance(about, list) else ()
    return TakenDown(
        key,
        _stand_in(head, order),
        folder,
        _names(words),
        tuple(sorted(files_of(path, raw))),
        body.text,
        is_secret,
        keywords,
        _is_leak(order),
    )


def files_of(path: str, raw: bytes) -> set[str]:
    """The files of one version of the document at ``path``: attachments, recordings, what its text shows or offers."""
    head, body = old_version(raw, path)
    files = {str(item.get("file") or "") for item in _listed(head)} | _recorded(head)
    return (files | local_files(Document.model_construct(media=None).with_body(body))) - {""}


def described_file(path: str, raw: bytes, name: str, order: Mapping[str, Any]) -> TakenDown:
    """What the file ``name`` of the document at ``path`` was, given the fields of its withdrawal."""
    head, _ = old_version(raw, path)
    folder, _, own = path.rpartition("/")
    titles = _names(item.get("title") for item in _listed(head) if item.get("file") == name)
    key = own.removesuffix(DOCUMENT)
    return TakenDown(key, taken_down(ATTACHMENT), folder, titles, (name,), is_leak=_is_leak(order), is_file=True)


def described_record(path: str, raw: bytes, order: Mapping[str, Any]) -> TakenDown:
    """What one version of the record in the file at ``path`` was, given the fields of its withdrawal."""
    data = _parsed(raw.decode("utf-8", "replace"), path)
    folder, _, name = path.rpartition("/")
    is_secret, is_leak = _is_secret(order), _is_leak(order)
    called = _names(data.get(field) for field in _CALLED) if is_secret else ()
    names = tuple(name for name in called if is_leak or len(name) >= _OWN)
    body = "\n".join(_scalars(data))
    key = name.removesuffix(".yml")
    return TakenDown(key, _stand_in({}, order), folder, names, (), body, is_secret, (), is_leak)


def _scalars(value: Any) -> Iterator[str]:
    """Every text of its own that a record holds, however deep; what it rests on and who passed it others write too."""
    if isinstance(value, str) and len(_HAN.findall(value)) > _WORD:
        yield value
    own = [inner for field, inner in value.items() if field not in _FORMAL] if isinstance(value, dict) else value
    for inner in own if isinstance(own, list) else ():
        yield from _scalars(inner)


def _listed(head: Mapping[str, Any]) -> list[dict[str, Any]]:
    """The attachments that the head of a document lists."""
    told = head.get("attachments")
    return [item for item in told if isinstance(item, dict)] if isinstance(told, list) else []


def _names(words: Iterable[Any]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(word.strip() for word in words if isinstance(word, str) and len(word.strip()) > 1))


def _is_leak(order: Mapping[str, Any]) -> bool:
    return order.get("code") == WithdrawalCode.LEAK.value


def _is_secret(order: Mapping[str, Any]) -> bool:
    return _is_leak(order) or not order.get("title_public")


def _stand_in(head: Mapping[str, Any], order: Mapping[str, Any]) -> str:
    """What stands in the place of the title."""
    label = _LABELS.get(str(order.get("record") or order.get("kind") or head.get("kind")), "文件")
    return taken_down(label, None if _is_secret(order) else str(order.get("title_public")))


class TakenPage(Record):
    """What stands in for a record that is no document: a number, a word, and where its page was; of no type."""

    record_type: ClassVar[str] = "taken-page"
    type_label: ClassVar[str] = "撤下的内容"
    page_folder: ClassVar[str] = "*"  # it has a page, in the folder of what it was

    id: str
    title: str
    type: PageType
    told_by: Withdrawal

    @property
    def page_address(self) -> str:
        """Where the page was that its notice stands for."""
        kind = record_type(self.type.value)
        return kind.address_of(self.id) if kind is not None else ""

    @property
    def withdrawal(self) -> Record:
        """What tells that it was taken down."""
        return self.told_by


def stand_in(withdrawal: Withdrawal) -> Record | None:
    """What those meet who refer to what was taken down; ``None`` for an attachment, whose paper is there."""
    if withdrawal.kept is not None:
        return withdrawal.paper(withdrawal.kept)
    if withdrawal.record is None:
        return None
    page = TakenPage.model_construct(
        id=withdrawal.number, title=withdrawal.words, type=withdrawal.record, told_by=withdrawal
    )
    return page.rooted_at(withdrawal.tree)


def add_stand_ins(register: Register, withdrawals: Iterable[Withdrawal]) -> None:
    """Let the numbers that were taken down be known, with a stand-in for those who refer to them."""
    for withdrawal in withdrawals:
        made = stand_in(withdrawal)
        if made is None:
            continue
        register.declared.add(withdrawal.number)
        still_there = register.records.get(withdrawal.number)
        if still_there is not None:  # in a file of another name
            register.texts.pop(still_there.path, None)
        register.records[withdrawal.number] = made
        register.stand_ins.append(made)


def _recorded(head: Mapping[str, Any]) -> set[str]:
    """The files that a recording consists of."""
    media = head.get("media")
    return {value for value in media.values() if isinstance(value, str)} if isinstance(media, dict) else set()


def _fields(file: Path) -> dict[str, Any]:
    return _parsed(_bytes(file).decode("utf-8", "replace"), file.name)


def _parsed(text: str, name: str) -> dict[str, Any]:
    """The fields of a YAML file; none where it cannot be read."""
    tree, _ = read_tree(text, name)
    return dict(tree.data) if tree is not None else {}


def _bytes(file: Path) -> bytes:
    """The bytes of a file; none where it is not there or cannot be read."""
    try:
        return file.read_bytes()
    except OSError:
        return b""


def _texts(root: Path) -> Iterator[tuple[str, str]]:
    for path in (*_below(root, "docs"), *_below(root, "data")):
        if path.endswith((DOCUMENT, ".yml")):
            yield path, (root / path).read_text("utf-8", errors="replace")


def _below(root: Path, folder: str = "") -> Iterator[str]:
    """The plain files below a folder of the project, by path."""
    top = root / folder
    if top.is_dir() and not top.is_symlink():
        yield from (file.relative_to(root).as_posix() for file in top.rglob("*") if file.is_file())
