"""The other offices whose pages an office may link to: the files of faces in a folder that a build is given."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from posixpath import normpath
from typing import NamedTuple
from urllib.parse import unquote, urlsplit

from disclosure.faces.face import OfficeFaces, read_faces


class Reached(NamedTuple):
    """What of which office an address means; ``fragment`` is the part of the page."""

    office: OfficeFaces
    address: str
    fragment: str


def read_neighbours(folder: Path | None) -> list[OfficeFaces]:
    """The faces of all offices in a folder, ``*.json``, by name; none without a folder. Raises FacesError."""
    return [read_faces(file) for file in sorted(folder.glob("*.json"))] if folder is not None else []


class Neighbours:
    """Other offices by their addresses on the web: whose page a whole address is."""

    def __init__(self, offices: Iterable[OfficeFaces], own: str) -> None:
        """``own`` is the address of the site that links to them; it is no neighbour of its own."""
        home = _place(own) if own else ("", "")
        sites = {_place(office.site_url): office for office in offices} | {home: None}
        self._sites = sorted(sites.items(), key=lambda pair: len(pair[0][1]), reverse=True)  # the furthest in first

    def reached(self, href: str) -> Reached | None:
        """What of a neighbour a whole address means; ``None`` where it means nothing of theirs."""
        if not href.lower().startswith(("http://", "https://")):
            return None
        try:
            parts = urlsplit(href.strip())
            host, path = _place(href.strip())
        except ValueError:
            return None
        for (known, root), office in self._sites:
            if host == known and f"{path}/".startswith(root):
                below = unquote(path[len(root) :])
                whole = f"{below}index.html" if below.endswith("/") or not below else below
                return Reached(office, whole, parts.fragment) if office is not None else None
        return None


def _place(url: str) -> tuple[str, str]:
    """Host (with a port that is not the usual one) and clean path, still percent-encoded; http is as good as https."""
    parts = urlsplit(url)
    port = f":{parts.port}" if parts.port not in (None, 80, 443) else ""
    clean = "/" + normpath(parts.path or "/").lstrip("/")
    slash = "/" if parts.path.endswith(("/", "/.", "/..")) and clean != "/" else ""
    return (parts.hostname or "") + port, clean + slash
