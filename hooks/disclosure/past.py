"""What the history says of records: which was public once and is no more, which of two is the older."""

from __future__ import annotations

import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any, NamedTuple

from disclosure.expressions import expression
from disclosure.findings import Place
from disclosure.lain import lain_there, stem_of
from disclosure.reading.front_matter import old_version
from disclosure.reading.history import History
from disclosure.reading.kinds import DOCUMENT
from disclosure.reading.presence import Stay
from disclosure.reading.text import decode
from disclosure.reading.yaml_tree import read_tree
from disclosure.records.agency import Agency
from disclosure.records.base import Record
from disclosure.records.decisions import Decision
from disclosure.records.documents import Document
from disclosure.records.files import data_file
from disclosure.records.mentions import local_names
from disclosure.records.review import Disclosure
from disclosure.records.values import ID_PATTERN
from disclosure.records.withdrawals import Withdrawal
from disclosure.register import Register

_SHOWN = expression(rb"^demonstration:", re.MULTILINE)
_NAME = expression(rb"^name:[ \t]*([^\n#]*)", re.MULTILINE)
_IDS = expression(r"\bid:[ \t]*[\"']?([a-z0-9][a-z0-9-]*)")
_ID = expression(ID_PATTERN)
# What carries a running number: the series with its year, and the number.
_NUMBERED = expression(r"([a-z]+(?:-[a-z]+)*-[0-9]{4}-)([0-9]+)")


class OncePublic(NamedTuple):
    """A record that had a page; what its last public version said of itself."""

    path: str
    kind: type[Record]
    id: str
    title: str
    column: str

    @property
    def address(self) -> str:
        """Where its page was."""
        return self.kind.address_of(self.id)


def age(record: Record, history: History) -> tuple[bool, int, str, Place]:
    """What the older of two records has less of: it bears the name of its file, it came first, it was published first.

    What is not yet in the history, or not on the main branch, came last.
    """
    misnamed = "{id}" in type(record).files and record.file_name != record.key
    came = history.arrivals.get(record.path, sys.maxsize)
    return misnamed, came, str(getattr(record, "published", "")), record.place()


def ids_of_old(history: History) -> Counter[str]:
    """The ids that files were named after at some time, and how many files."""
    return Counter(map(stem_of, history.stays))


class FreeIds:
    """Ids that nobody has or had, each handed out once; ``also`` are taken elsewhere, on branches not yet here."""

    def __init__(self, register: Register, history: History, today: date, also: Iterable[str] = ()) -> None:
        once = pages_once_public(register, history, today)
        self._taken = register.declared | {page.id for page in once} | set(also)
        self._taken |= {redirect.old.rpartition("/")[2].partition(".")[0] for redirect in register.redirects}
        self._names, self._paths = ids_of_old(history), history.stays.keys()
        there = {record.file_name for record in (*register.records.values(), *register.doubles)}
        self._last: dict[tuple[str, int], int] = defaultdict(int)
        for key in (*self._taken, *self._names, *there):
            if series := _NUMBERED.fullmatch(key):
                kind = series[1], len(series[2])
                self._last[kind] = max(self._last[kind], int(series[2]))

    def next_for(self, record: Record) -> str:
        """The id by which the file goes already, if it is free; else the next number of the series, if it has one."""
        name = record.file_name
        if name != record.key and _NUMBERED.fullmatch(name) and self._is_free(name, record.path):
            self._taken.add(name)
            return name
        series = _NUMBERED.fullmatch(record.key)
        return self.next(series[1], len(series[2])) if series else ""

    def next(self, start: str, digits: int = 3) -> str:
        """The next number of a series: ``doc-2025-`` → ``doc-2025-081``."""
        while True:
            self._last[start, digits] += 1
            key = f"{start}{self._last[start, digits]:0{digits}}"
            if key not in self._taken:
                self._taken.add(key)
                return key

    def _is_free(self, name: str, path: str) -> bool:
        """Whether nobody has an id, and no file was ever named after it but the one that lies there."""
        return name not in self._taken and self._names[name] == (path in self._paths)


class _Seen(NamedTuple):
    """From where one looks back: what is there now, and the day."""

    register: Register
    today: date


def pages_once_public(register: Register, history: History, today: date) -> Iterable[OncePublic]:
    """Every record with a page that was public and that no file holds any more."""
    seen, counted = _Seen(register, today), history.of_stays(lain_there, _start(register, history))
    wanted = {path: counted.versions[path] for path in counted.without(register.declared) if _is_read(path, register)}
    texts = history.texts([stay.blob for versions in wanted.values() for stay in versions])
    found: dict[tuple[str, str], OncePublic] = {}
    for path, versions in wanted.items():
        for stay in versions:
            for once in _lost_with(path, texts.get(stay.blob, b""), register):
                kind, data = once
                key = _id(kind, data, path)
                if key not in register.declared and _ID.fullmatch(key) and _was_public(path, once, stay, seen):
                    told = (str(data.get(name) or "") for name in ("title", "column"))
                    found[kind.record_type, key] = OncePublic(path, kind, key, *told)
    return found.values()


def attachments_once_public(register: Register, history: History, today: date) -> list[tuple[str, str]]:
    """Every file that a public document offered for reading and that lies no more where it lay: (id, name).

    One that was taken down by itself is not told of: its withdrawal does.
    """
    seen, counted = _Seen(register, today), history.of_stays(lain_there, _start(register, history))
    taken = {item.attachment for item in register.all(Withdrawal)}
    names: dict[str, set[str]] = {}
    for path in counted.papers - register.files:
        folder, _, name = path.rpartition("/")
        if counted.versions[path][-1].blob not in taken:
            names.setdefault(folder, set()).add(name)
    beside = [path for folder in names for path in counted.documents.get(folder, ())]
    texts = history.texts([stay.blob for path in beside for stay in counted.versions[path]])
    found: set[tuple[str, str]] = set()
    for path in beside:
        wanted = names[path.rpartition("/")[0]]
        for stay in counted.versions[path]:
            head, offered = _offered(path, texts.get(stay.blob, b""), wanted)
            if offered and _was_public(path, (Document, head), stay, seen):
                found |= {(str(head.get("id")), name) for name in offered}
    return sorted(found)


def public_before(register: Register, history: History, today: date) -> Iterator[Record]:
    """Each record that waits for its hour although an earlier version of its file was public."""
    seen, counted = _Seen(register, today), history.of_stays(lain_there, _start(register, history))
    for record in register.waiting:
        stays = counted.versions.get(record.path, ())
        texts = history.texts([stay.blob for stay in stays])
        versions = ((stay, _record_of(record.path, texts.get(stay.blob, b""))) for stay in stays)
        if any(data and _was_public(record.path, (type(record), data), stay, seen) for stay, data in versions):
            yield record


def _record_of(path: str, raw: bytes) -> dict[str, Any]:
    """The fields of the one record in a version of a file."""
    if path.endswith(DOCUMENT):
        return old_version(raw, path)[0]
    tree = read_tree(decode(raw, path)[0], path)[0]
    return dict(tree.data) if tree is not None else {}


def ids_taken_again(register: Register, history: History, today: date) -> Iterator[tuple[Document, OncePublic]]:
    """Each document that is new to the main branch, with the page that had its id before, was public and went.

    One that has the title of that page, or was made on the same day, is the page that comes back.
    """
    seen, gone = _Seen(register, today), history.of_stays(lain_there, _start(register, history)).gone
    there = ((register.get(key, Document), gone[key]) for key in gone)
    again = [(document, *last) for document, last in there if document is not None and document.withdrawal is None]
    texts = history.texts([stay.blob for _, _, stay in again])
    for document, path, stay in again:
        data, _ = old_version(texts.get(stay.blob, b""), path)
        title, made = str(data.get("title")), str(data.get("made"))[:10]
        is_another = data.get("id") == document.id and title != document.title and made != str(document.made)
        if is_another and _was_public(path, (Document, data), stay, seen):
            yield document, OncePublic(path, Document, document.id, title, str(data.get("column")))


def _start(register: Register, history: History) -> int:
    """The commit since which this office is there: what a demonstration showed before is none of its pages."""
    agency = register.agency
    if agency is None:
        return sys.maxsize
    versions = history.stays.get(Agency.files, ())
    texts = history.texts([stay.blob for stay in versions])
    shown = [stay for stay in versions if _shows_another(texts.get(stay.blob, b""), agency)]
    if shown and shown[-1].ended is None:
        return sys.maxsize
    return shown[-1].ended or 0 if shown else -1


def _shows_another(raw: bytes, agency: Agency) -> bool:
    """Whether a version of the office's record was a demonstration, and the office is another or at work now."""
    name = _NAME.search(raw)
    same = name is not None and name[1].strip(b"\"' \r").decode("utf-8", "replace") == agency.name
    return _SHOWN.search(raw) is not None and not (same and agency.demonstration is not None)


def _is_read(path: str, register: Register) -> bool:
    """Whether it can be told what stands in a file now. What cannot be read hides nothing."""
    return "data" not in register.broken and not register.is_broken(path)


def _lost_with(path: str, raw: bytes, register: Register) -> Iterator[tuple[type[Record], dict[str, Any]]]:
    """The records with pages in one version of a file, if any of the ids in it is not known now."""
    text = decode(raw, path)[0]
    if not ({stem_of(path)} | set(_IDS.findall(text))) - register.declared:
        return
    if path.endswith(DOCUMENT):
        head, _ = old_version(raw, path)
        yield from [(Document, head)] if head else []
        return
    kind, tree = data_file(path), read_tree(text, path)[0]
    if kind is None or tree is None:
        return
    if kind.model.page_folder:
        yield kind.model, tree.data
    for name, model in kind.members.items():
        members = tree.data.get(name)
        if model.page_folder and isinstance(members, list):
            yield from ((model, item) for item in members if isinstance(item, dict))


def _id(kind: type[Record], data: Mapping[str, Any], path: str) -> str:
    stem = stem_of(path) if "{id}" in kind.files else ""
    return str(data.get("id") or stem)


def _was_public(path: str, record: tuple[type[Record], Mapping[str, Any]], stay: Stay, seen: _Seen) -> bool:
    """Whether a version could be read by the public: it was to be disclosed, and had its day while it stood there."""
    kind, data = record
    if data.get("disclosure", Disclosure.ACTIVE.value) != Disclosure.ACTIVE.value:
        return False
    end = min(stay.until or seen.today, seen.today)
    told = str(data.get("publish_on") or "")[:10]
    if told and (told > end.isoformat() or told == end.isoformat() and stay.ended is not None):
        return False  # its hour had not come, or came on the day on which it went
    if issubclass(kind, Decision):
        year = path.split("/")[2]
        catalogue = next((item for item in seen.register.catalogues if item.file_year == year), None)
        return catalogue is None or catalogue.published <= end
    if "published" not in kind.model_fields:
        return True
    try:
        return date.fromisoformat(str(data.get("published"))[:10]) <= end
    except ValueError:
        return False


def _offered(path: str, raw: bytes, wanted: Iterable[str]) -> tuple[dict[str, Any], set[str]]:
    """The head of a version of a document, and which of these files it offers."""
    # A name may be written with %20, &amp; or ``\_`` instead of its own characters.
    is_coded = any(sign in raw for sign in (b"%", b"&", b"\\"))
    met = {name for name in wanted if is_coded or name.encode("utf-8", "surrogateescape") in raw}
    head, body = old_version(raw, path) if met else ({}, None)
    if body is None or not head:
        return {}, set()
    listed = head.get("attachments")
    items = [item for item in listed if isinstance(item, dict)] if isinstance(listed, list) else []
    linked = {name for found in body.destinations for name, _ in local_names(found.address)}
    return head, met & (linked | {str(item.get("file")) for item in items})
