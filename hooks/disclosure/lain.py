"""What lay on the main branch, by where records may have stood: gathered once from all that ever lay there."""

from __future__ import annotations

import sys
from collections import defaultdict
from collections.abc import Mapping, Set
from dataclasses import dataclass

from disclosure.reading.kinds import DOCUMENT, FileKind, suffix_of
from disclosure.reading.presence import Stay
from disclosure.records.files import data_file

Versions = Mapping[str, tuple[Stay, ...]]


@dataclass(frozen=True)
class LainThere:
    """What lay on the main branch, by path: where records may have stood, and what they offered for reading.

    ``named`` are the files whose records bear the name of the file, ``unnamed`` the others that may hold some;
    ``documents`` lie in a folder; ``gone`` is the last version of each that lies there no more, by its file's name.
    """

    versions: Versions
    named: Mapping[str, list[str]]
    unnamed: list[str]
    papers: frozenset[str]
    documents: Mapping[str, list[str]]
    gone: Mapping[str, tuple[str, Stay]]

    def without(self, declared: Set[str]) -> list[str]:
        """The files in which a record may have stood that is not declared now."""
        return [*(path for key in self.named if key not in declared for path in self.named[key]), *self.unnamed]


def lain_there(stays: Versions, start: int) -> LainThere:
    """What lay on the main branch since a commit.

    What came and went within a day does not count: where branches are merged without a commit of their own, the main
    line holds their steps as well, which nobody has seen.
    """
    since = {
        path: tuple(stay for stay in versions if stay.ended is None or stay.ended > start and stay.since != stay.until)
        for path, versions in (stays.items() if start < sys.maxsize else ())
    }
    counted = {path: versions for path, versions in since.items() if versions}
    named: dict[str, list[str]] = defaultdict(list)
    documents: dict[str, list[str]] = defaultdict(list)
    unnamed: list[str] = []
    for path in counted:
        if path.endswith(DOCUMENT):
            documents[path.rpartition("/")[0]].append(path)
        if (is_named := _holds(path)) is not None:
            (named[stem_of(path)] if is_named else unnamed).append(path)
    papers = frozenset(path for path in counted if path.startswith("docs/") and _is_paper(path.rpartition("/")[2]))
    return LainThere(counted, dict(named), unnamed, papers, dict(documents), _gone(counted))


def _holds(path: str) -> bool | None:
    """Whether the records with pages that stand in such a file bear its name; ``None`` where there are none."""
    if path.startswith("docs/") and path.endswith(DOCUMENT):
        return True
    kind = data_file(path) if path.startswith("data/") else None
    if kind is None or not any(model.page_folder for model in (kind.model, *kind.members.values())):
        return None
    return "{id}" in kind.pattern


def _gone(counted: Versions) -> dict[str, tuple[str, Stay]]:
    """The last version of each document that lies no more on the main branch, in any folder, by its file's name."""
    last: dict[str, tuple[str, Stay]] = {}
    for path, versions in counted.items():
        if path.startswith("docs/") and path.endswith(DOCUMENT):
            key = stem_of(path)
            last[key] = max(last.get(key, (path, versions[-1])), (path, versions[-1]), key=lambda one: _end(one[1]))
    return {key: one for key, one in last.items() if one[1].ended is not None}


def _end(stay: Stay) -> int:
    return sys.maxsize if stay.ended is None else stay.ended


def stem_of(path: str) -> str:
    """The name of a file without its ending."""
    return path.rpartition("/")[2].rpartition(".")[0]


def _is_paper(name: str) -> bool:
    """Whether a file is one that readers open by itself, and not only a picture in a page."""
    suffix = suffix_of(name)
    return suffix.is_published and suffix.kind is not FileKind.PICTURE
