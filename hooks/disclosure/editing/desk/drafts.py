"""What was typed, on the disk before anything is answered: whatever happens then, nothing that was saved is lost.

A draft is one file of JSON a person and record, outside of the content, written aside, forced to the disk and put in
place in one step. It holds the text from which the form was made and the fields as they were typed, those too that make
no sense. Where two windows of one person write over each other, the older draft stays beside the newer one.
"""

from __future__ import annotations

import json
import os
import shutil
import stat
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, field, replace
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from threading import Lock
from typing import Any

from disclosure.expressions import expression

SUBJECT = expression(r"[a-z0-9][a-z0-9._-]{0,119}")
_FILE = expression(r"[a-z0-9][a-z0-9-]{0,99}\.[a-z0-9]{1,8}")
_ENDING, _OLDER = ".draft", ".older"
_MOST_FORMS = 8
_MOST_OLDER = 20  # earlier drafts of one record that are kept
_LARGEST = 32 << 20  # bytes


@dataclass(frozen=True)
class Draft:
    """What somebody has typed about a record.

    ``subject`` is what the record is opened by, ``path`` where its text lies, ``base`` the text that all began with
    (``None`` of a new record), ``text`` what has become of it, ``typed`` what could not be written into it, as it came.
    ``forms`` are the last texts of which forms were shown, by their digests: what a browser sends is about one of them.
    ``begun`` and ``saved`` are times; ``number`` counts the savings. Drafts of one ``group`` are handed in together.
    ``files`` are the attachments that lie beside the draft.
    """

    subject: str
    path: str
    base: str | None
    text: str
    typed: tuple[tuple[str, str], ...] = ()
    forms: tuple[tuple[str, str], ...] = ()
    group: str = ""
    title: str = ""
    begun: str = ""
    saved: str = ""
    number: int = 0
    files: tuple[str, ...] = ()

    def shown_as(self, text: str) -> Draft:
        """The draft, of whose text a form is shown."""
        left = [form for form in self.forms if form[0] != digest(text)]
        return replace(self, forms=(*left[1 - _MOST_FORMS :], (digest(text), text)))

    def form(self, key: str) -> str | None:
        """The text of a form that was shown."""
        return next((text for made, text in self.forms if made == key), None)

    @property
    def is_new(self) -> bool:
        """Whether the record is not there yet."""
        return self.base is None


@dataclass(frozen=True)
class Other:
    """Somebody else who is writing about the same record, and since when."""

    account: str
    begun: str
    saved: str


@dataclass
class Drafts:
    """The drafts of everybody, below one folder: a folder a person, whose account a file in it tells."""

    folder: Path
    _lock: Lock = field(default_factory=Lock, repr=False)

    def of(self, slug: str, subject: str) -> Draft | None:
        """The draft of one person about one record; one that cannot be read stays where it is, and is none."""
        return _read(self._file(slug, subject))

    def all_of(self, slug: str) -> list[Draft]:
        """All drafts of one person, the one saved last first."""
        found = [draft for file in _listed(self.folder / slug) if (draft := _read(file)) is not None]
        return sorted(found, key=lambda draft: draft.saved, reverse=True)

    def everybody(self) -> list[Draft]:
        """All drafts of all people."""
        return [draft for name in _names(self.folder) for draft in self.all_of(name)]

    def others(self, slug: str, subject: str) -> list[Other]:
        """Who else is writing about a record."""
        if not SUBJECT.fullmatch(subject):
            return []
        found = []
        for name in _names(self.folder):
            draft = _read(self.folder / name / f"{subject}{_ENDING}") if name != slug else None
            if draft is not None:
                found.append(Other(self._account(name), draft.begun, draft.saved))
        return found

    def save(self, slug: str, account: str, draft: Draft, now: datetime) -> Draft:
        """Put a draft on the disk; what it was made from another draft than the one there is kept beside it.

        Raises OSError where that cannot be done: then the draft of before is whole.
        """
        with self._lock:
            there = self.of(slug, draft.subject)
            if there is not None and there.number > draft.number and _gist(there) != _gist(draft):
                self._keep_older(slug, there)
            number = max(draft.number, there.number if there is not None else 0) + 1
            begun = draft.begun or (there.begun if there is not None else "") or _minute(now)
            made = replace(draft, number=number, begun=begun, saved=_minute(now))
            folder = self._own(slug, account)
            _write(folder / f"{draft.subject}{_ENDING}", json.dumps(asdict(made), ensure_ascii=False).encode("utf-8"))
            return made

    def drop(self, slug: str, subject: str) -> None:
        """Take a draft away, with the files that were laid beside it."""
        with self._lock:
            beside = self._beside(slug, subject)
            if not beside.is_symlink():
                shutil.rmtree(beside, ignore_errors=True)
            self._file(slug, subject).unlink(missing_ok=True)

    def lay(self, slug: str, account: str, subject: str, name: str, data: bytes) -> Path:
        """Put a file beside a draft, under a name that we have given it. Raises OSError."""
        if not _FILE.fullmatch(name):
            raise ValueError(name)
        self._own(slug, account)
        folder = self._beside(slug, subject)
        _plain_folder(folder)
        _write(folder / name, data)
        return folder / name

    def file(self, slug: str, subject: str, name: str) -> Path | None:
        """A file that was laid beside a draft."""
        file = self._beside(slug, subject) / name
        return file if _FILE.fullmatch(name) and _is_plain(file) else None

    def older(self, slug: str, subject: str) -> list[Draft]:
        """What another window of the same person had saved and was written over, the last first."""
        found = [_read(file) for file in _listed(self.folder / slug, _OLDER) if file.name.startswith(f"{subject}.")]
        return [draft for draft in reversed(found) if draft is not None]

    def _keep_older(self, slug: str, there: Draft) -> None:
        kept = [file for file in _listed(self.folder / slug, _OLDER) if file.name.startswith(f"{there.subject}.")]
        for file in kept[: len(kept) + 1 - _MOST_OLDER]:
            file.unlink(missing_ok=True)
        file = self.folder / slug / f"{there.subject}.{there.number:08d}{_OLDER}"
        _write(file, json.dumps(asdict(there), ensure_ascii=False).encode("utf-8"))

    def _own(self, slug: str, account: str) -> Path:
        """A person's folder, made if it is not there; in it stands whose it is."""
        _plain_folder(self.folder)
        own = self.folder / slug
        _plain_folder(own)
        if not (own / "account").exists():
            _write(own / "account", account.encode())
        return own

    def _account(self, slug: str) -> str:
        try:
            return (self.folder / slug / "account").read_text("utf-8")
        except (OSError, UnicodeError):
            return slug

    def _file(self, slug: str, subject: str) -> Path:
        if not SUBJECT.fullmatch(subject):
            raise ValueError(subject)
        return self.folder / slug / f"{subject}{_ENDING}"

    def _beside(self, slug: str, subject: str) -> Path:
        return self._file(slug, subject).with_suffix(".files")


def digest(text: str) -> str:
    """What stands for a text in a form."""
    return sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:24]


def _gist(draft: Draft) -> tuple[object, ...]:
    return draft.text, draft.typed, draft.files


def _minute(now: datetime) -> str:
    return now.strftime("%Y-%m-%d %H:%M")


def _names(folder: Path) -> list[str]:
    return sorted(item.name for item in folder.iterdir() if item.is_dir()) if folder.is_dir() else []


def _listed(folder: Path, ending: str = _ENDING) -> Iterator[Path]:
    if folder.is_dir() and not folder.is_symlink():
        yield from sorted(item for item in folder.iterdir() if item.suffix == ending)


def _plain_folder(folder: Path) -> None:
    """The folder is there, and is one: a shortcut is not followed. Raises OSError."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    if folder.is_symlink():
        raise NotADirectoryError(f"{folder.name} 是快捷方式")


def _is_plain(file: Path) -> bool:
    try:
        return stat.S_ISREG(file.lstat().st_mode) and not file.parent.is_symlink()
    except OSError:
        return False


def _write(file: Path, data: bytes) -> None:
    """Write a file aside, force it to the disk, and put it in the place of the old one. Raises OSError."""
    aside = file.with_name(f".{file.name}.{os.getpid()}.new")
    aside.unlink(missing_ok=True)
    descriptor = os.open(aside, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_NOFOLLOW", 0), 0o600)
    with os.fdopen(descriptor, "wb") as target:
        target.write(data)
        target.flush()
        os.fsync(target.fileno())
    aside.replace(file)
    if hasattr(os, "O_DIRECTORY"):
        folder = os.open(file.parent, os.O_RDONLY | os.O_DIRECTORY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)


def _read(file: Path) -> Draft | None:
    if not _is_plain(file) or file.lstat().st_size > _LARGEST:
        return None
    try:
        told: Mapping[str, Any] = json.loads(file.read_bytes())
        pairs = {name: tuple((str(k), str(v)) for k, v in told[name]) for name in ("typed", "forms")}
        draft = Draft(**{**told, **pairs})
        return replace(draft, files=tuple(str(name) for name in draft.files if _FILE.fullmatch(str(name))))
    except (OSError, ValueError, TypeError, KeyError, RecursionError):
        return None
