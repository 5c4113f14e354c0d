"""All files of the index: one small one that is looked at afresh, and a folder whose name changes with its content.

``search/index.json``        the name of the folder
``search/<digest>/start.json``   what every question needs: how many of what, what each entry is, synonyms
``search/<digest>/<n>.bin``      postings (see ``postings``), n in hexadecimal
``search/<digest>/d<n>.json``    facts of a block of entries: address, title, number, day, summary, what became of it
``search/<digest>/traditional.txt``  pairs of a traditional character and its simplified one (from OpenCC, Apache-2.0)
``search/<digest>/sounds.txt``       how characters are read (see ``sounds``)
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from hashlib import sha256
from itertools import groupby
from pathlib import Path
from typing import Any

from disclosure.pages.assets import Asset, assets_named_by_content
from disclosure.pages.site import Site
from disclosure.reading.traditional import pairs
from disclosure.records.synonyms import Synonyms
from disclosure.search.entries import Findable, entries
from disclosure.search.growing import postings_of
from disclosure.search.layout import FOLDER
from disclosure.search.postings import Postings
from disclosure.search.preference import preference, preference_for_who_acts, preference_now
from disclosure.search.readings import readings
from disclosure.search.remembered import keep, recalled
from disclosure.search.sounds import sounds_for
from disclosure.search.tokens import counted, folded
from disclosure.shares import Crew

BLOCK = 8  # entries whose facts are fetched together
FORMAT = 2  # of all this; ``finding.js`` knows the same number


@assets_named_by_content
def search_files(site: Site) -> Iterator[Asset]:
    """The index of all that is public and has a page of its own."""
    groups = [group.words for record in site.register.all(Synonyms) for group in record.groups]
    yield from index_of(site.once(entries), groups, site.register.root, site.crew, remembers=site.remembers)


def index_of(
    found: Sequence[Findable],
    synonyms: Sequence[Sequence[str]],
    root: Path,
    crew: Crew | None = None,
    *,
    remembers: bool = True,
) -> Iterator[Asset]:
    """The files of an index; what was read for it is remembered below ``root``, where the attachments are too.

    Of a ``crew`` the first process makes them, of what all have read.
    """
    known = recalled(root) if remembers else {}
    read = readings(found, root, crew, known=known)
    if crew is not None and crew.number:
        return
    addresses = [entry.address for entry in found]
    try:
        postings = postings_of(addresses, read, known, root, remembers=remembers)
    except ValueError:  # what was remembered is whole, but has no sense
        read = readings(found, root)
        postings = postings_of(addresses, read, {}, root, remembers=remembers)
    if remembers and known.keys() != {item.key for item in read}:
        keep(root, {item.key: item.packed for item in read})
    yield from index_files(found, [item.said for item in read], postings, synonyms)


def index_files(
    found: Sequence[Findable], told: Sequence[str], postings: Postings, synonyms: Sequence[Sequence[str]]
) -> Iterator[Asset]:
    """The files of an index of these entries, of each what is ``told``; their tokens are in ``postings`` by number."""
    made: dict[str, str | bytes] = {f"{number:x}.bin": row for number, row in enumerate(postings.files())}
    made["start.json"] = _json(_start(found, len(made), _known(synonyms, postings)))
    for number in range(0, len(found), BLOCK):
        block = slice(number, number + BLOCK)
        made[f"d{number // BLOCK}.json"] = _json(list(map(_facts, found[block], told[block])))
    made["traditional.txt"] = pairs()
    made["sounds.txt"] = sounds_for((*(entry.title for entry in found), *told))
    folder = f"{FOLDER}/{_digest(made)}"
    yield Asset(f"{FOLDER}/index.json", _json({"format": FORMAT, "folder": folder}))
    for name, content in made.items():
        yield Asset(f"{folder}/{name}", content)


def _digest(made: Mapping[str, str | bytes]) -> str:
    digest = sha256()
    for name, content in made.items():
        digest.update(f"{name}\0{len(content)}\0".encode())
        digest.update(content.encode() if isinstance(content, str) else content)
    return digest.hexdigest()[:16]


def _start(found: Sequence[Findable], files: int, same: Sequence[Sequence[Sequence[str]]]) -> Mapping[str, Any]:
    """What every question needs. The entries stand in runs of what is alike: how many, and of which kind and so on."""
    kinds = sorted({entry.kind for entry in found})
    states = sorted({entry.validity for entry in found if entry.validity})
    people = sorted({audience for entry in found for audience in entry.audiences})
    offices = sorted({entry.office for entry in found if entry.office})
    runs = [
        [
            len(list(alike)),
            kinds.index(kind),
            states.index(validity) if validity else -1,
            year,
            [people.index(audience) for audience in audiences],
            preference_now(current),
            *([offices.index(office)] if office else ()),
        ]
        for (kind, validity, year, audiences, current, office), alike in groupby(found, key=_face)
    ]
    return {
        "format": FORMAT,
        "entries": len(found),
        "files": files,
        "block": BLOCK,
        "kinds": [[kind, preference(kind), preference_for_who_acts(kind)] for kind in kinds],
        "validities": [[state.label, preference(state.label)] for state in states],
        "audiences": people,
        **({"offices": offices} if offices else {}),
        "runs": runs,
        "same": same,
    }


def _face(entry: Findable) -> tuple[Any, ...]:
    year = entry.day.year if entry.day else 0
    return entry.kind, entry.validity, year, entry.audiences, entry.current, entry.office


def _facts(entry: Findable, said: str) -> list[str]:
    return [
        entry.address,
        entry.title,
        entry.number,
        entry.day.isoformat() if entry.day else "",
        said,
        entry.told,
    ]


def _known(synonyms: Sequence[Sequence[str]], postings: Postings) -> list[list[list[str]]]:
    """Each group's words: first those that occur, the most frequent first, then those by which readers may ask."""
    groups = []
    for group in synonyms:
        words = {word: _occurrence(word, postings) for word in map(folded, group)}
        there = sorted((word for word, count in words.items() if count), key=lambda word: (-words[word], word))
        if there:
            groups.append([there, sorted(words.keys() - set(there))])
    return groups


def _occurrence(word: str, postings: Postings) -> int:
    """In how many entries a word occurs at most; 0 if some part of it occurs nowhere."""
    return min((postings.frequency(token) for token in counted(word)), default=0)


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
