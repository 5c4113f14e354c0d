"""One visit to a link: from the address that is written to the page that a reader ends up on, hop by hop.

Every hop passes the guard and waits for its host. LinkChecker is asked wherever it asks for the bytes that are
written; the rest we ask for ourselves.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from disclosure.links.external.address import Address, resolve
from disclosure.links.external.fetching import Altered, Asking, CookieJar, Fetch, NoAnswer, Response
from disclosure.links.external.guard import Guard, NameMissing, NameUnsure, PrivateAddress
from disclosure.links.external.pace import Pace
from disclosure.links.external.snapshot import Snapshot, take
from disclosure.links.hostnames import InvalidHost

_REDIRECTS = {301, 302, 303, 307, 308}
_LASTING = {301, 308}


@dataclass(frozen=True, slots=True)
class Visit:
    """How a visit went: the addresses on the way, and the last answer."""

    path: tuple[Address, ...]
    response: Response
    page: Snapshot = Snapshot()
    lasting: bool = False  # there were redirects, and all of them say that they are for good

    @property
    def start(self) -> Address:
        """The address that is written in the link."""
        return self.path[0]

    @property
    def end(self) -> Address:
        """The address whose answer is ``response``."""
        return self.path[-1]

    @property
    def succeeded(self) -> bool:
        """Whether there is a page or a file at the end."""
        return self.response.fault is None and 200 <= self.response.status < 300


@dataclass(frozen=True, slots=True)
class Visitor:
    """Goes and looks."""

    guard: Guard
    pace: Pace
    oracle: Fetch
    raw: Fetch
    redirects: int

    def visit(self, start: Address, agent: str = "") -> Visit:
        """Follow a link to its end; with another user agent if ``agent`` names one."""
        path, cookies = [start], CookieJar()
        statuses: list[int] = []
        while True:
            response = self._ask(path[-1], {**cookies.headers(path[-1].host), **_as(agent)})
            cookies.learn(path[-1].host, response)
            page = take(response.body, response.header("content-type")) if response.fault is None else Snapshot()
            onward = _onward(response, page)
            if not onward:
                return Visit(tuple(path), response, page, bool(statuses) and set(statuses) <= _LASTING)
            try:
                path.append(resolve(path[-1], onward))
            except InvalidHost as error:
                return Visit(tuple(path), Response(fault=NoAnswer.BAD_REDIRECT, detail=str(error)))
            statuses.append(response.status)
            fault = self._endless(path, bool(cookies.headers(path[-1].host)))
            if fault:
                return Visit(tuple(path[:-1]), Response(fault=fault, detail=path[-1].url))

    def _endless(self, path: list[Address], has_cookies: bool) -> NoAnswer | None:
        """A page may be met twice when a cookie was set in between, never three times."""
        if path.count(path[-1]) > (2 if has_cookies else 1):
            return NoAnswer.LOOP
        return NoAnswer.TOO_MANY if len(path) > self.redirects + 1 else None

    def _ask(self, address: Address, headers: dict[str, str]) -> Response:
        try:
            addresses = self.guard.addresses(address.host, address.port)
        except NameMissing as error:
            return Response(fault=NoAnswer.NAME_MISSING, detail=str(error))
        except NameUnsure as error:
            return Response(fault=NoAnswer.NAME_UNSURE, detail=str(error))
        except PrivateAddress as error:
            return Response(fault=NoAnswer.PRIVATE, detail=str(error))
        request = Asking(address, addresses, headers)
        self.pace.wait(address.host)
        if not address.survives_linkchecker:
            return self.raw(request)
        try:
            return self.oracle(request)
        except Altered:  # nothing was sent yet
            return self.raw(request)


# Something that visits; what judges pages needs no more than this.
Visiting = Callable[[Address], Visit]


def _as(agent: str) -> dict[str, str]:
    return {"User-Agent": agent} if agent else {}


def _escaped(location: str) -> str:
    """A Location whose bytes beyond ASCII are escaped one by one: many servers send a Chinese name as it is.

    The header was read as Latin-1, so each character is one byte, of UTF-8 or GBK as the server likes.
    """
    return "".join(char if char.isascii() else f"%{ord(char):02X}" for char in location)


def _onward(response: Response, page: Snapshot) -> str:
    if response.fault is not None:
        return ""
    if response.status in _REDIRECTS:
        return _escaped(response.header("location"))
    return page.moves_to if response.status == 200 else ""
