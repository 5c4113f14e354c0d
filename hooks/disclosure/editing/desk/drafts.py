"""What was typed, on the disk before anything is answered: whatever happens then, nothing that was saved is lost.

A draft is one file of JSON a person and record, outside of the content, written aside, forced to the disk and put in
place in one step. It holds the text from which the form was made and the fields as they were typed, those too that make
no sense. Where two windows of one person write over each other, the older draft stays beside the newer one; so does one
that was thrown away, with its files. What cannot be read is never written over.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path
from threading import Lock

from disclosure.editing.desk.draft import FILE_BESIDE, Draft, as_file, draft_in, gist
from disclosure.editing.desk.folders import (
    ignore_all,
    is_folder,
    is_plain,
    listed,
    names,
    plain_folder,
    remove,
    write,
)
from disclosure.expressions import expression

SUBJECT = expression(r"[a-z0-9][a-z0-9._-]{0,119}")
DRAFT, _FILES, _UNREAD = ".draft", ".files", ".unread"  # what the names of drafts, and of what is beside them, end with
_OLDER, _PAST = ".older", ".past"  # earlier drafts: those that are told of, and those of which nothing is to be told
_MOST_OLDER = 20  # earlier drafts of one record that are kept


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
        return draft_in(self._file(slug, subject))

    def all_of(self, slug: str) -> list[Draft]:
        """All drafts of one person, the one saved last first."""
        found = [draft for file in listed(self.folder / slug, DRAFT) if (draft := draft_in(file)) is not None]
        return sorted(found, key=lambda draft: draft.saved, reverse=True)

    def unreadable(self, slug: str) -> list[Path]:
        """The files of one person's drafts that are broken: left as they are, or set aside when another was saved."""
        found = [*listed(self.folder / slug, _UNREAD), *listed(self.folder / slug, DRAFT)]
        return [file for file in found if is_plain(file) and (file.suffix == _UNREAD or draft_in(file) is None)]

    def everybody(self) -> list[Draft]:
        """All drafts of all people."""
        return [draft for name in names(self.folder) for draft in self.all_of(name)]

    def others(self, slug: str, subject: str) -> list[Other]:
        """Who else is writing about a record."""
        if not SUBJECT.fullmatch(subject):
            return []
        found = []
        for name in names(self.folder):
            draft = draft_in(self.folder / name / f"{subject}{DRAFT}") if name != slug else None
            if draft is not None:
                found.append(Other(self._account(name), draft.begun, draft.saved))
        return found

    def save(self, slug: str, account: str, draft: Draft, now: datetime) -> Draft:
        """Put a draft on the disk; what it was made from another draft than the one there is kept beside it.

        Raises OSError where that cannot be done, DraftTooLargeError where it is too large: then the draft of before is
        whole.
        """
        with self._lock:
            self._spare_unreadable(slug, draft.subject)
            there = self.of(slug, draft.subject)
            numbers = [there.number] if there is not None else [0]
            numbers += [_number_of(file) for file in self._earlier(slug, draft.subject)]
            begun = draft.begun or (there.begun if there is not None else "") or _minute(now)
            made = replace(draft, number=max(draft.number, *numbers) + 1, begun=begun, saved=_minute(now))
            raw = as_file(made)
            folder = self.settle_in(slug, account)
            if there is not None and _writes_over(draft, there):
                self._keep_earlier(slug, there, _OLDER)
            write(folder / f"{draft.subject}{DRAFT}", raw)
            return made

    def settle(self, slug: str, handed_in: Draft) -> Draft | None:
        """Take away a draft that was handed in; of earlier ones nothing more is told.

        What was written meanwhile stays, and goes on from what was handed in: that draft is returned.
        """
        with self._lock:
            there = self.of(slug, handed_in.subject)
            if there is not None and gist(there) != gist(handed_in):
                there = replace(there, base=handed_in.text)
                write(self._file(slug, there.subject), as_file(there))
                return there
            for file in self._earlier(slug, handed_in.subject):
                file.replace(file.with_suffix(_PAST))
            self._take_away(slug, handed_in.subject, handed_in.number)
            return None

    def set_aside(self, slug: str, subject: str) -> None:
        """Throw a draft away: it stays beside, with its files, until somebody wants it back."""
        with self._lock:
            self._spare_unreadable(slug, subject)
            there = self.of(slug, subject)
            if there is not None:
                self._keep_earlier(slug, there, _PAST)
                self._take_away(slug, subject, there.number)

    def bring_back(self, slug: str, account: str, draft: Draft) -> None:
        """Lay the files of an earlier draft beside the one there is."""
        for name in draft.files:
            found = (folder / name for folder in self._files_of(slug, draft.subject) if is_plain(folder / name))
            file = next(found, None)
            if file is not None and self.file(slug, draft.subject, name) is None:
                self.lay(slug, account, draft.subject, name, file.read_bytes())

    def names_beside(self, subject: str) -> set[str]:
        """The names of all files that anybody has laid beside drafts about a record, those thrown away too."""
        folders = (folder for slug in names(self.folder) for folder in self._files_of(slug, subject))
        return {file.name for folder in folders for file in folder.iterdir()}

    def lay(self, slug: str, account: str, subject: str, name: str, data: bytes) -> Path:
        """Put a file beside a draft, under a name that we have given it. Raises OSError."""
        if not FILE_BESIDE.fullmatch(name):
            raise ValueError(name)
        with self._lock:
            self.settle_in(slug, account)
            folder = self._beside(slug, subject)
            plain_folder(folder)
            write(folder / name, data)
            return folder / name

    def file(self, slug: str, subject: str, name: str) -> Path | None:
        """A file that was laid beside a draft."""
        file = self._beside(slug, subject) / name
        return file if FILE_BESIDE.fullmatch(name) and is_plain(file) else None

    def older(self, slug: str, subject: str) -> list[Draft]:
        """What another window of the same person had saved and was written over, the last first."""
        return [draft for file in self._earlier(slug, subject, (_OLDER,)) if (draft := draft_in(file)) is not None]

    def earlier(self, slug: str, subject: str) -> list[Draft]:
        """The same, with what was thrown away, and what nothing is to be told of."""
        return [draft for file in self._earlier(slug, subject) if (draft := draft_in(file)) is not None]

    def pass_over(self, slug: str, subject: str, number: int) -> None:
        """Of one of the earlier drafts nothing more is told."""
        with self._lock:
            for file in self._earlier(slug, subject, (_OLDER,)):
                if _number_of(file) == number:
                    file.replace(file.with_suffix(_PAST))

    def thrown_away(self, slug: str) -> list[Draft]:
        """The last earlier draft of each record of which there is no draft now, the newest first."""
        found = [draft for file in listed(self.folder / slug, _PAST) if (draft := draft_in(file)) is not None]
        last = {draft.subject: draft for draft in sorted(found, key=lambda draft: draft.number)}
        gone = [draft for draft in last.values() if not self._file(slug, draft.subject).exists()]
        return sorted(gone, key=lambda draft: draft.saved, reverse=True)[:_MOST_OLDER]

    def everything_thrown_away(self) -> list[Draft]:
        """The same of all people."""
        return [draft for slug in names(self.folder) for draft in self.thrown_away(slug)]

    def _earlier(self, slug: str, subject: str, endings: tuple[str, ...] = (_OLDER, _PAST)) -> list[Path]:
        """The files of earlier drafts of one record, the last first."""
        if not SUBJECT.fullmatch(subject):
            return []
        files = [file for ending in endings for file in listed(self.folder / slug, ending)]
        return sorted(
            (file for file in files if file.name.removesuffix(file.suffix)[:-9] == subject),
            key=_number_of,
            reverse=True,
        )

    def _keep_earlier(self, slug: str, there: Draft, ending: str) -> None:
        for file in self._earlier(slug, there.subject)[_MOST_OLDER - 1 :]:
            file.unlink(missing_ok=True)
            remove(file.with_suffix(_FILES))
        write(self.folder / slug / f"{there.subject}.{there.number:08d}{ending}", as_file(there))

    def _take_away(self, slug: str, subject: str, number: int) -> None:
        """Remove a draft; its files go beside the earlier drafts, if there are any."""
        beside = self._beside(slug, subject)
        if is_folder(beside) and self._earlier(slug, subject):
            beside.replace(beside.with_name(f"{subject}.{number:08d}{_FILES}"))
        remove(beside)
        self._file(slug, subject).unlink(missing_ok=True)

    def _spare_unreadable(self, slug: str, subject: str) -> None:
        """Put a draft that cannot be read under another name, for somebody to look at."""
        file = self._file(slug, subject)
        if is_plain(file) and draft_in(file) is None:
            taken = [int(item.suffixes[-2][1:]) for item in listed(self.folder / slug, _UNREAD)]
            file.replace(file.with_name(f"{subject}.{max(taken, default=0) + 1}{_UNREAD}"))

    def _files_of(self, slug: str, subject: str) -> list[Path]:
        """The folders of files beside the draft of a record and its earlier ones, as far as they are ours."""
        if not SUBJECT.fullmatch(subject):
            return []
        named = re.compile(rf"{re.escape(subject)}(\.[0-9]{{8}})?{re.escape(_FILES)}")
        return [item for item in listed(self.folder / slug, _FILES) if named.fullmatch(item.name) and is_folder(item)]

    def settle_in(self, slug: str, account: str) -> Path:
        """A person's folder, made if it is not there; in it stands whose it is. None of it gets into the repository."""
        plain_folder(self.folder)
        ignore_all(self.folder)
        own = self.folder / slug
        plain_folder(own)
        if not (own / "account").exists():
            write(own / "account", account.encode())
        return own

    def _account(self, slug: str) -> str:
        try:
            return (self.folder / slug / "account").read_text("utf-8")
        except (OSError, UnicodeError):
            return slug

    def _file(self, slug: str, subject: str) -> Path:
        if not SUBJECT.fullmatch(subject):
            raise ValueError(subject)
        return self.folder / slug / f"{subject}{DRAFT}"

    def _beside(self, slug: str, subject: str) -> Path:
        return self._file(slug, subject).with_suffix(_FILES)


def _writes_over(draft: Draft, there: Draft) -> bool:
    """Whether the draft was not made from the one there is, and says something else."""
    is_apart = not draft.window or draft.window != there.window
    return is_apart and there.number > draft.number and gist(there) != gist(draft)


def _number_of(file: Path) -> int:
    """The number in the name of an earlier draft: ``doc-2025-001.00000003.older``."""
    number = file.suffixes[-2][1:] if len(file.suffixes) > 1 else ""
    return int(number) if number.isascii() and number.isdecimal() else 0


def _minute(now: datetime) -> str:
    return now.strftime("%Y-%m-%d %H:%M")
