"""One office's faces: the file ``faces.json``, and how it is written and read.

Whoever reads one has not made it: it is bounded, its addresses lead nowhere but to its own office's pages, and what it
does not hold together is refused as a whole.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Annotated, Any, Final, Literal, Self

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError, model_validator

from disclosure.expressions import expression
from disclosure.reading.bounds import Unreadable, read_whole
from disclosure.records.agency import SiteUrl

FILE = "faces.json"
SCHEMA: Final = "disclosure/faces/1"
_STRANGE = expression(r"[\x00-\x1f\x7f\\?#]|^/|^[A-Za-z][A-Za-z0-9+.-]*:")
_CONTROL = expression(r"[\x00-\x1f\x7f]")
_KEY = expression(r"[a-z0-9][a-z0-9-]*")


class FacesError(ValueError):
    """A file of faces cannot be used; the message says why, in words for whoever runs the district's site."""


def _address(value: str) -> str:
    """An address relative to the root of its office's site, below which it stays."""
    if _STRANGE.search(value):
        raise ValueError("no address below the office's own")
    return _below(value)


def _below(value: str) -> str:
    """A file below the root, whatever else its name holds: attachments keep the names that offices gave them."""
    if _CONTROL.search(value) or any(step in ("", ".", "..") for step in value.split("/")):
        raise ValueError("no file below the office's own")
    return value


def _plain_key(value: str) -> str:
    if value and not _KEY.fullmatch(value):
        raise ValueError("no id")
    return value


BelowAddress = Annotated[str, AfterValidator(_address)]
FaceKey = Annotated[str, AfterValidator(_plain_key)]


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, strict=True, defer_build=True)


class FaceTheme(_Strict):
    """The subject of a paper in its office's own classification."""

    id: FaceKey
    title: str


class Face(_Strict):
    """What a public record looks like from outside; what it does not have is left out.

    ``sort`` is the key of what it is (a document's kind, another record's type), ``kind`` the same in words. A
    consultation ``opens`` and ``closes``; ``told`` is what readers must know first; ``replaced_by`` an address.
    """

    id: FaceKey = ""
    address: BelowAddress
    title: str
    sort: FaceKey = ""
    kind: str
    day: date | None = None
    number: str = ""
    column: str = ""
    theme: FaceTheme | None = None
    validity: str = ""
    told: str = ""
    summary: str = ""
    opens: date | None = None
    closes: date | None = None
    replaced_by: BelowAddress | None = None


class OfficeFaces(_Strict):
    """All faces of one office as of a ``day``.

    ``moved`` leads from addresses that were once public to those of today, ``withdrawn`` are those at which a notice
    stands; ``published`` is every address there is, by folder, but those that change with what is behind them.
    """

    schema_name: Literal["disclosure/faces/1"] = Field(alias="schema")
    name: str
    short_name: str
    site_name: str
    site_url: SiteUrl
    day: date
    moved: dict[BelowAddress, BelowAddress] = {}
    withdrawn: tuple[BelowAddress, ...] = ()
    published: dict[str, tuple[str, ...]] = {}
    faces: tuple[Face, ...] = ()

    @model_validator(mode="after")
    def _whole(self) -> Self:
        for address in self.addresses:
            _below(address)
        named = {*(face.address for face in self.faces), *self.moved, *self.withdrawn}
        if not named <= self.addresses:
            raise ValueError("a face without a page")
        return self

    @cached_property
    def addresses(self) -> frozenset[str]:
        """Every address that is published, relative to the site's root."""
        return frozenset(
            f"{folder}/{name}" if folder else name for folder, names in self.published.items() for name in names
        )


def by_folder(addresses: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """Addresses as ``published`` has them."""
    found: dict[str, list[str]] = {}
    for address in sorted(addresses):
        folder, _, name = address.rpartition("/")
        found.setdefault(folder, []).append(name)
    return {folder: tuple(names) for folder, names in sorted(found.items())}


def written(office: OfficeFaces) -> str:
    """The file of an office's faces: each face on a line of its own, the same bytes for the same faces."""
    told = office.model_dump(mode="json", by_alias=True, exclude_defaults=True)
    faces = told.pop("faces", [])
    head = ",\n".join(f"{_json(name)}:{_json(value)}" for name, value in told.items())
    return "{" + head + ',\n"faces":[\n' + ",\n".join(map(_json, faces)) + "\n]}\n"


def read_faces(file: Path) -> OfficeFaces:
    """The faces in a file. Raises :class:`FacesError`."""
    try:
        told = read_whole(file)
    except Unreadable as error:
        raise FacesError(f"“{file.name}”读不出来：{error}") from error
    try:
        return OfficeFaces.model_validate_json(told)
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(map(str, first["loc"])) or "整个文件"
        raise FacesError(f"“{file.name}”不是完整的公开清单（{where}）。") from error


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
