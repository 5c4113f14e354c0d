"""The history as it would be if drafts reached the main branch today: what only history shows is told before that."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date

from disclosure.editing.desk.overlay import DraftedFiles
from disclosure.reading.history import History, Revision, Track
from disclosure.register import Register

_BEFORE, _AFTER = "before:", "after:"  # instead of a content's id in git: no id has a colon


def foreseen(history: History, register: Register, changed: DraftedFiles, day: date) -> History:
    """The history with the changed texts as of ``day``; what was never there comes that day."""
    texts = {
        path: text for path, text in changed.texts.items() if text is not None and text != register.texts.get(path)
    }
    tracks = {path: _track(history.tracks.get(path), path, path in register.texts, day) for path in texts}
    known = {
        **{f"{_AFTER}{path}": text.encode() for path, text in texts.items()},
        **{f"{_BEFORE}{path}": register.texts[path].encode() for path in texts if path in register.texts},
    }

    def held(ids: Iterable[str]) -> Mapping[str, bytes]:
        wanted = [*ids]
        own = {key: known[key] for key in wanted if key in known}
        return {**history.texts([key for key in wanted if key not in own]), **own}

    added = {path: track for path, track in tracks.items() if track is not None}
    return replace(history, tracks={**history.tracks, **added}, texts=held)


def _track(known: Track | None, path: str, is_there: bool, day: date) -> Track | None:
    """What will be known of a file; nothing where it is there and not even now known since when."""
    if known is None:
        return None if is_there else Track(day)
    return replace(known, changes=(*known.changes, Revision(day, f"{_BEFORE}{path}", f"{_AFTER}{path}")))
