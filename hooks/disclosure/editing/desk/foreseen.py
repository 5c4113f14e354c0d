"""The history as it would be if drafts reached the main branch today: what only history shows is told before that."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from hashlib import sha256

from disclosure.editing.desk.overlay import DraftedFiles
from disclosure.reading.history import History, Revision, Texts, Track
from disclosure.register import Register

_TYPED = "typed:"  # before the digest of a content that git does not hold: no id of git has a colon
_MOST = 32 << 20  # bytes of contents that are kept


class RememberedTexts:
    """Contents by their ids in git, which is asked for each of them once, as far as there is room."""

    def __init__(self, texts: Texts) -> None:
        self._texts, self._kept, self._size = texts, dict[str, bytes](), 0

    def __call__(self, ids: Iterable[str]) -> Mapping[str, bytes]:
        """The contents that there are."""
        wanted = {*ids}
        asked = [key for key in wanted if key not in self._kept]
        new = self._texts(asked) if asked else {}
        for key, content in new.items():
            if self._size + len(content) <= _MOST:
                self._kept[key] = content
                self._size += len(content)
        return {**new, **{key: self._kept[key] for key in wanted if key in self._kept}}


def foreseen(history: History, register: Register, changed: DraftedFiles, day: date) -> History:
    """The history with the changed texts as of ``day``: what moves is known, what was never there comes that day."""
    texts = {
        path: text for path, text in changed.texts.items() if text is not None and text != register.texts.get(path)
    }
    before = _before(register, changed, texts)
    after = {path: text.encode() for path, text in texts.items()}
    known = {_id_of(content): content for content in (*(content for _, content in before.values()), *after.values())}

    def held(ids: Iterable[str]) -> Mapping[str, bytes]:
        wanted = {*ids}
        return {**history.texts(wanted - known.keys()), **{key: known[key] for key in wanted & known.keys()}}

    tracks = dict(history.tracks)
    for path in texts:
        was, content = before.get(path, (path, None))
        track = _track(tracks.get(was), content, after[path], day)
        if track is not None:
            tracks[path] = track
    return replace(history, tracks=tracks, texts=held)


def _before(register: Register, changed: DraftedFiles, paths: Iterable[str]) -> dict[str, tuple[str, bytes]]:
    """Where a changed file lay and what stood there: at its own place, or at that from which a change moves it."""
    came = {path.rpartition("/")[2]: path for path, text in changed.texts.items() if text is None}
    lay = {path: path if path in register.texts else came.get(path.rpartition("/")[2], path) for path in paths}
    return {path: (was, register.texts[was].encode()) for path, was in lay.items() if was in register.texts}


def _track(known: Track | None, before: bytes | None, after: bytes, day: date) -> Track | None:
    """What will be known of a file; nothing where it is there and not even now known since when."""
    if known is None:
        return None if before is not None else Track(day)
    was = _id_of(before) if before is not None else ""
    return replace(known, changes=(*known.changes, Revision(day, was, _id_of(after))))


def _id_of(content: bytes) -> str:
    return f"{_TYPED}{sha256(content).hexdigest()}"
