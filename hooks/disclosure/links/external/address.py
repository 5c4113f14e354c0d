"""Addresses of external links: one canonical form, with every byte that the server will see left as it was written."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from posixpath import splitext
from urllib.parse import quote, unquote_to_bytes, urljoin, urlsplit

from disclosure.expressions import expression
from disclosure.links.hostnames import InvalidHost, canonical, is_front_page

_PORTS = {"http": 80, "https": 443}
# What LinkChecker would rewrite on its way to the server: an encoded slash, backslash or zero byte.
_REWRITTEN = expression(r"%(?:2f|5c|00)", re.IGNORECASE)
_LOWER_HEX = expression(r"%(?:[a-f][0-9a-fA-F]|[0-9A-F][a-f])")
# Printable ASCII that stands in an address as it is; a "%" is kept, whether it begins an escape or not.
_KEPT = "!$%&'()*+,-./:;=?@[]_~|^`{}"


@dataclass(frozen=True, slots=True)
class Address:
    """An address split into what a connection needs. ``target`` is what the request line will say, byte for byte."""

    scheme: str
    host: str
    port: int
    target: str

    @property
    def url(self) -> str:
        """The canonical form, without a fragment and without a port that goes without saying."""
        return f"{self.scheme}://{self.authority}{self.target}"

    @property
    def authority(self) -> str:
        """Host and port as a request names them."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == _PORTS[self.scheme] else f"{host}:{self.port}"

    @property
    def path(self) -> str:
        """The target without its query."""
        return self.target.partition("?")[0]

    @property
    def is_home(self) -> bool:
        """Whether this is the front page of its host."""
        return is_front_page(self.path) and "?" not in self.target

    @property
    def survives_linkchecker(self) -> bool:
        """Whether LinkChecker would ask for these very bytes, as far as can be told without asking it."""
        if _REWRITTEN.search(self.target) or _LOWER_HEX.search(self.target) or "//" in self.path:
            return False
        try:
            unquote_to_bytes(self.target).decode("utf-8")
        except UnicodeDecodeError:
            return False
        return True

    def sibling(self) -> Address:
        """A name in the same directory that nobody has ever given to a page; the same one every time."""
        directory, _, name = self.path.rstrip("/").rpartition("/")
        token = hashlib.sha256(f"{self.authority}{directory}".encode()).hexdigest()[:16]
        ending = "/" if self.path.endswith("/") else splitext(name)[1]
        return Address(self.scheme, self.host, self.port, f"{directory}/zz{token}{ending}")


def is_external(url: str) -> bool:
    """Whether this check can say anything about a link: absolute, http or https."""
    return url.strip().lower().startswith(("http://", "https://", "//"))


def parse(url: str) -> Address:
    """The canonical address of ``url``; raises :class:`InvalidHost` if no server could ever answer for it."""
    text = url.strip()
    text = f"https:{text}" if text.startswith("//") else text
    try:
        parts = urlsplit(text)
        port = parts.port
    except ValueError as error:
        raise InvalidHost(str(error)) from error
    scheme = parts.scheme.lower()
    if scheme not in _PORTS:
        raise InvalidHost(f"scheme {scheme}")
    host = parts.hostname or ""
    bare = text.partition("#")[0]
    query = "?" + bare.partition("?")[2] if "?" in bare else ""
    path = _without_dots(parts.path.replace("\\", "/")) or "/"
    name = canonical(f"[{host}]" if ":" in host else host)
    return Address(scheme, name, port or _PORTS[scheme], _quoted(path) + _quoted(query))


def resolve(base: Address, reference: str) -> Address:
    """The address that ``reference`` (a redirect's Location) means, seen from ``base``."""
    return parse(urljoin(base.url, reference.strip()))


def _quoted(text: str) -> str:
    """Blanks and non-ASCII as a browser sends them; all else, escapes above all, untouched."""
    return "".join(
        char if char.isascii() and (char.isalnum() or char in _KEPT) else quote(char, safe="", errors="replace")
        for char in text
        if char not in "\t\r\n"
    )


def _without_dots(path: str) -> str:
    """``.`` and ``..`` taken away as browsers do (RFC 3986, 5.2.4); empty segments stay."""
    kept: list[str] = []
    segments = path.split("/")[1:]
    for number, segment in enumerate(segments):
        last = number == len(segments) - 1
        if segment in (".", ".."):
            if segment == ".." and kept:
                kept.pop()
            if last:
                kept.append("")
        else:
            kept.append(segment)
    return "/" + "/".join(kept) if segments else path
