"""The editors' desk in one process: a project with a bare copy to push to, and a browser without a window."""

from __future__ import annotations

import io
import re
import shutil
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import quote, urlencode, urlsplit

from selectolax.lexbor import LexborHTMLParser, LexborNode

from disclosure.catalogue import ALL_RULES
from disclosure.editing.desk.application import Application
from disclosure.editing.desk.desk import Desk, desk_of
from disclosure.editing.desk.ground import DeskGround
from disclosure.editing.desk.guard import DeskGuard
from disclosure.editing.desk.hosting import CodeHost
from disclosure.editing.desk.people import Entrance
from disclosure.editing.desk.workshop import OwnWorkshop
from repository import begin, git

ORIGIN = "http://127.0.0.1:8381"
NOW = datetime(2025, 6, 18, 2, 0, tzinfo=UTC)
BOUNDARY = "----a-boundary-of-no-file"
Pairs = list[tuple[str, str]]


def office_with_copy(small_office: Path, folder: Path) -> Path:
    """The small office's project in a folder, as a repository of which a bare copy lies beside it."""
    root = folder / "project"
    shutil.copytree(small_office, root, symlinks=True, ignore=shutil.ignore_patterns(".disclosure", "site"))
    project_with_copy(root)
    return root


def project_with_copy(root: Path, day: str = "2025-05-01") -> Path:
    """The project as a repository of that day, whose main branch a bare copy beside it has; the copy."""
    begin(root, day)
    copy = root.parent / "copy.git"
    git(root.parent, "init", "-q", "--bare", "-b", "main", str(copy))
    git(root, "remote", "add", "origin", str(copy))
    git(root, "push", "-q", "origin", "main")
    git(root, "fetch", "-q", "origin")
    return copy


def opened(
    root: Path,
    entrance: Entrance | None = None,
    host: CodeHost | None = None,
    clock: Callable[[], datetime] = lambda: NOW,
) -> Desk:
    """The desk over a project, all of its work done in this process."""
    ground = DeskGround(root, clock, ALL_RULES)
    guard = DeskGuard(frozenset({ORIGIN}), b"k" * 32)
    return desk_of(ground, lambda: OwnWorkshop(ground.bench), guard, entrance or Entrance(own="editor"), host)


def forget_all(desk: Desk) -> None:
    """Nobody has a draft, and nothing is under way, here or in the copy."""
    shutil.rmtree(desk.drafts.folder, ignore_errors=True)
    for root in (desk.ground.root, desk.ground.root.parent / "copy.git"):
        for ref in git(root, "for-each-ref", "--format=%(refname)").split():
            if "/edit/" in ref:
                git(root, "update-ref", "-d", ref)
    desk.branches.forget()


@dataclass
class Answer:
    """What came back."""

    status: int
    headers: list[tuple[str, str]]
    body: bytes

    def header(self, name: str) -> str:
        """A header; "" if it is not there."""
        return next((value for key, value in self.headers if key == name), "")

    @property
    def text(self) -> str:
        """The page."""
        return self.body.decode("utf-8")

    @property
    def page(self) -> LexborHTMLParser:
        """The page, taken apart."""
        return LexborHTMLParser(self.text)

    def words(self, selector: str) -> list[str]:
        """The texts of what a selector finds."""
        return [" ".join(node.text().split()) for node in self.page.css(selector)]


@dataclass
class Browser:
    """Somebody's browser: cookies, forms, one page at a time."""

    application: Application
    headers: dict[str, str] = field(default_factory=dict)
    remote: str = "127.0.0.1"
    cookies: dict[str, str] = field(default_factory=dict)

    def get(self, address: str, **headers: str) -> Answer:
        """A page."""
        return self.asked("GET", address, b"", "", headers)

    def post(self, address: str, pairs: Pairs, files: Iterable[tuple[str, str, bytes]] = (), **headers: str) -> Answer:
        """What a form sends."""
        body = multipart(pairs, files)
        told = {"Origin": ORIGIN, **headers}
        return self.asked("POST", address, body, f"multipart/form-data; boundary={BOUNDARY}", told)

    def asked(self, method: str, address: str, body: bytes, kind: str, headers: Mapping[str, str]) -> Answer:
        """Any request."""
        parts = urlsplit(address)
        told = {"Host": urlsplit(ORIGIN).netloc, **self.headers, **headers}
        if self.cookies:
            told["Cookie"] = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        environ = {
            "REQUEST_METHOD": method,
            "PATH_INFO": parts.path.encode().decode("latin-1"),
            "QUERY_STRING": parts.query,
            "REMOTE_ADDR": self.remote,
            "CONTENT_TYPE": kind,
            "CONTENT_LENGTH": str(len(body)),
            "wsgi.input": io.BytesIO(body),
        } | {f"HTTP_{name.upper().replace('-', '_')}": value for name, value in told.items() if value}
        got: list[tuple[str, list[tuple[str, str]]]] = []
        raw = b"".join(self.application(environ, lambda status, head: got.append((status, head))))
        status, head = got[0]
        for name, value in head:
            if name == "Set-Cookie":
                key, _, rest = value.partition("=")
                self.cookies[key] = rest.partition(";")[0]
        return Answer(int(status[:3]), head, raw)

    def record(self, name: str) -> Answer:
        """The form of a record."""
        return self.get(f"/record/{quote(name)}")

    def sent(self, page: Answer, do: str, changes: Mapping[str, str | None] | None = None, **files: object) -> Answer:
        """The form of a page, filled in otherwise and sent with one of its buttons."""
        form = page.page.css_first("form#record")
        assert form is not None, page.text[:2000]
        pairs = filled(form)
        for name, value in (changes or {}).items():
            pairs = [pair for pair in pairs if pair[0] != name] + ([(name, value)] if value is not None else [])
        uploads = [("desk:file", name, data) for name, data in files.get("files", [])]  # type: ignore[attr-defined]
        return self.post(str(form.attributes["action"]), [*pairs, ("desk:do", do)], uploads)


def filled(form: LexborNode) -> Pairs:
    """What a browser would send of a form as it stands."""
    found: Pairs = []
    for node in form.css("input, select, textarea"):
        name, kind = node.attributes.get("name"), node.attributes.get("type") or ""
        if not name or kind in ("file", "submit", "button"):
            continue
        if kind in ("checkbox", "radio") and "checked" not in node.attributes:
            continue
        if node.tag == "select":
            options = node.css("option")
            chosen = next((item for item in options if "selected" in item.attributes), options[0])
            found.append((name, chosen.attributes.get("value") or ""))
        elif node.tag == "textarea":
            text = node.text(deep=True)
            found.append((name, text.removeprefix("\n").replace("\n", "\r\n")))
        else:
            found.append((name, node.attributes.get("value") or ("on" if kind == "checkbox" else "")))
    return found


def multipart(pairs: Pairs, files: Iterable[tuple[str, str, bytes]] = ()) -> bytes:
    """The body of a form with files, as browsers write it."""
    parts = [_part(f'name="{_named(name)}"', value.encode("utf-8", "replace")) for name, value in pairs]
    for name, file, data in files:
        parts.append(_part(f'name="{_named(name)}"; filename="{_named(file)}"', data, "application/octet-stream"))
    return b"".join(parts) + f"--{BOUNDARY}--\r\n".encode()


def _part(about: str, data: bytes, kind: str = "") -> bytes:
    told = f"Content-Type: {kind}\r\n" if kind else ""
    head = f"--{BOUNDARY}\r\nContent-Disposition: form-data; {about}\r\n{told}\r\n"
    return head.encode("utf-8", "replace") + data + b"\r\n"


def _named(name: str) -> str:
    return re.sub(r'[\r\n"]', lambda char: quote(char[0]), name)


def urlencoded(pairs: Pairs) -> bytes:
    """The body of a plain form."""
    return urlencode(pairs).encode()
