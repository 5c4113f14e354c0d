"""One draft: what somebody has typed about a record, and how it is written into a file and read from it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from hashlib import sha256
from pathlib import Path
from typing import Any

from disclosure.editing.desk.folders import is_plain
from disclosure.expressions import expression

FILE_BESIDE = expression(r"[a-z0-9][a-z0-9-]{0,99}\.[a-z0-9]{1,8}")  # names of files beside a draft
_MOST_FORMS = 8
_LARGEST = 32 << 20  # bytes


@dataclass(frozen=True)
class Draft:
    """What somebody has typed about a record.

    ``subject`` is what the record is opened by, ``path`` where its text lies, ``base`` the text that all began with
    (``None`` of a new record), ``text`` what has become of it, ``typed`` what could not be written into it, as it came.
    ``forms`` are the last texts of which forms were shown, by their digests: what a browser sends is about one of them.
    ``begun`` and ``saved`` are times; ``number`` counts the savings. Drafts of one ``group`` are handed in together.
    ``files`` lie beside it, ``window`` has its form. It takes the record away (``is_gone``) or files (``without``).
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
    window: str = ""
    is_gone: bool = False
    without: tuple[str, ...] = ()

    def apart(self) -> Draft:
        """The draft as one of another origin: where it is saved, the one there is stays beside it."""
        return replace(self, number=0, window="")

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

    @property
    def is_change(self) -> bool:
        """Whether there is anything to hand in."""
        return self.is_new or self.is_gone or self.text != self.base or self.files != () or self.without != ()


class DraftTooLargeError(ValueError):
    """More than is kept; nothing was written."""


def digest(text: str) -> str:
    """What stands for a text in a form."""
    return sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:24]


def as_file(draft: Draft) -> bytes:
    """What is written of a draft; of the forms that were shown, as many as there is room for. DraftTooLargeError."""
    for most in (_MOST_FORMS, 1, 0):
        kept = replace(draft, forms=draft.forms[len(draft.forms) - most :] if most < len(draft.forms) else draft.forms)
        raw = json.dumps(asdict(kept), ensure_ascii=False).encode("utf-8")
        if len(raw) <= _LARGEST:
            return raw
    raise DraftTooLargeError(len(raw))


def gist(draft: Draft) -> tuple[object, ...]:
    """What a draft says, whenever and wherever it was saved."""
    return draft.text, draft.typed, draft.files, draft.is_gone, draft.without


def draft_in(file: Path) -> Draft | None:
    """The draft that a file holds; none where it cannot be read."""
    if not is_plain(file) or file.lstat().st_size > _LARGEST:
        return None
    try:
        told: Mapping[str, Any] = json.loads(file.read_bytes())
        pairs = {name: tuple((str(k), str(v)) for k, v in told[name]) for name in ("typed", "forms")}
        draft = Draft(**{**told, **pairs})
        return replace(
            draft, files=tuple(filter(FILE_BESIDE.fullmatch, map(str, draft.files))), without=tuple(draft.without)
        )
    except (OSError, ValueError, TypeError, KeyError, RecursionError):
        return None
