"""Where the pull request is opened: an address for whoever clicks on it, or, with a token, the host's own interface.

GitHub, GitLab, Gitee, Gitea and Forgejo; told apart by the name of the host, or by what the administrator says.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from enum import StrEnum
from http.client import HTTPException
from typing import Any
from urllib.error import URLError
from urllib.parse import quote, urlencode, urlsplit
from urllib.request import HTTPRedirectHandler, Request, build_opener

from disclosure.expressions import expression

LONGEST_ADDRESS = 8_000  # characters; a longer one is refused by servers
_PATIENCE = 20  # seconds for an answer
_MOST = 1 << 20  # bytes of it
_NO_ANSWER = (OSError, URLError, HTTPException, ValueError, TypeError, AttributeError, LookupError)
_SSH = expression(r"(?:[\w.-]+@)?([\w.-]+):(?!/)(.+)")


class HostKind(StrEnum):
    """What kind of host keeps the repository."""

    GITHUB = "github"
    GITLAB = "gitlab"
    GITEE = "gitee"
    GITEA = "gitea"


@dataclass(frozen=True)
class CodeHost:
    """A repository on a host: ``site`` is how its address begins, ``path`` is ``owner/name``.

    ``interface`` is where its programs' interface begins, ``token`` what lets us in there; "" where there is none.
    """

    kind: HostKind
    site: str
    path: str
    interface: str = ""
    token: str = ""

    def new_request(self, branch: str, main: str, title: str) -> str:
        """The address of the page on which the pull request is opened with a click."""
        where, name, target = f"{self.site}/{self.path}", quote(branch), quote(main)
        if self.kind is HostKind.GITHUB:
            return f"{where}/compare/{target}...{name}?{urlencode({'quick_pull': 1, 'title': title})}"
        if self.kind is HostKind.GITLAB:
            asked = {"source_branch": branch, "target_branch": main, "title": title}
            return f"{where}/-/merge_requests/new?" + urlencode({f"merge_request[{k}]": v for k, v in asked.items()})
        return f"{where}/compare/{target}...{name}"

    def new_file(self, path: str, text: str, main: str) -> str:
        """The address of the page on which a new file is written, filled in already; "" where the host has none.

        It may be longer than servers take, which is for the caller to look at (``LONGEST_ADDRESS``).
        """
        beginnings = {HostKind.GITHUB: "new", HostKind.GITEA: "_new"}
        if self.kind not in beginnings:
            return ""
        filled = urlencode({"filename": path, "value": text}, quote_via=quote)
        return f"{self.site}/{self.path}/{beginnings[self.kind]}/{quote(main)}?{filled}"

    def open_request(self, branch: str, main: str, title: str, words: str) -> str:
        """Open the pull request, or find the one that is open: its address; "" where the host did not do it."""
        with suppress(*_NO_ANSWER):
            return _address(self._asked(branch, main, title, words))
        with suppress(*_NO_ANSWER):
            return _address(self._found(branch))
        return ""

    def _asked(self, branch: str, main: str, title: str, words: str) -> Any:
        if self.kind is HostKind.GITLAB:
            told = {"source_branch": branch, "target_branch": main, "title": title, "description": words}
        else:
            told = {"head": branch, "base": main, "title": title, "body": words}
        return self._call(self._requests, told)

    def _found(self, branch: str) -> Any:
        asked = {
            HostKind.GITLAB: {"source_branch": branch, "state": "opened"},
            HostKind.GITHUB: {"head": f"{self.path.partition('/')[0]}:{branch}", "state": "open"},
        }.get(self.kind, {"state": "open", "head": branch})
        found = self._call(f"{self._requests}?{urlencode(asked)}", None)
        return next((item for item in found if _branch_of(item) == branch), None)

    @property
    def _requests(self) -> str:
        if self.kind is HostKind.GITLAB:
            return f"{self.interface}/projects/{quote(self.path, safe='')}/merge_requests"
        return f"{self.interface}/repos/{quote(self.path)}/pulls"

    def _call(self, address: str, told: Mapping[str, str] | None) -> Any:
        scheme = {HostKind.GITHUB: "Bearer", HostKind.GITEA: "token", HostKind.GITEE: "token"}.get(self.kind)
        own = {"Authorization": f"{scheme} {self.token}"} if scheme else {"PRIVATE-TOKEN": self.token}
        head = {"Content-Type": "application/json", "Accept": "application/json", **own}
        body = json.dumps(told).encode() if told is not None else None
        with build_opener(_Staying).open(Request(address, body, head), timeout=_PATIENCE) as answer:
            return json.loads(answer.read(_MOST))


class _Staying(HTTPRedirectHandler):
    """The token goes to the host that was named, and nowhere else."""

    def redirect_request(self, *given: Any) -> None:
        """Nobody is followed."""


def _branch_of(item: Any) -> str:
    """The branch that a pull request is made of, as a host's interface tells it."""
    head = item.get("source_branch") or item["head"]
    return str(head["ref"] if isinstance(head, Mapping) else head)


def _address(answer: Any) -> str:
    """The page of a pull request, as a host's interface tells it."""
    address = str(answer.get("html_url") or answer["web_url"])
    if urlsplit(address).scheme not in ("http", "https"):
        raise ValueError(address)
    return address


def host_of(remote: str, kind: str = "", interface: str = "", token: str = "") -> CodeHost | None:
    """The host of a repository, by the address of the copy there; nothing where there is no such page."""
    site, path = _parts(remote)
    if not site or "/" not in path:
        return None
    name = urlsplit(site).hostname or ""
    named = next((item for item in HostKind if item.value in name), HostKind.GITEA)
    known = HostKind(kind) if kind else named
    return CodeHost(known, site, path, interface.rstrip("/") or _interface(known, site), token)


def _parts(remote: str) -> tuple[str, str]:
    """How addresses at the host begin, and the repository there."""
    parts = urlsplit(remote)
    if parts.scheme in ("http", "https") and parts.hostname:
        port = f":{parts.port}" if parts.port else ""
        return f"{parts.scheme}://{parts.hostname}{port}", parts.path.strip("/").removesuffix(".git")
    if parts.scheme in ("ssh", "git") and parts.hostname:
        return f"https://{parts.hostname}", parts.path.strip("/").removesuffix(".git")
    match = _SSH.fullmatch(remote) if "://" not in remote else None
    return (f"https://{match[1]}", match[2].strip("/").removesuffix(".git")) if match is not None else ("", "")


def _interface(kind: HostKind, site: str) -> str:
    if kind is HostKind.GITHUB:
        return "https://api.github.com" if site == "https://github.com" else f"{site}/api/v3"
    return f"{site}/api/" + {HostKind.GITLAB: "v4", HostKind.GITEE: "v5", HostKind.GITEA: "v1"}[kind]
