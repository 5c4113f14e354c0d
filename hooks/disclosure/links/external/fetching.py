"""One request and its answer, whoever makes it: LinkChecker in its own process, or we ourselves byte for byte."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from enum import StrEnum
from typing import Protocol

from disclosure.links.external.address import Address


class NoAnswer(StrEnum):
    """Why there was no answer. Only the first four can ever be certain."""

    INVALID_HOST = "invalid-host"
    NAME_MISSING = "name-missing"
    TLS_NAME = "tls-name"
    NOT_FOUND = "not-found"
    NAME_UNSURE = "name-unsure"
    PRIVATE = "private-address"
    TLS_EXPIRED = "tls-expired"
    TLS_OTHER = "tls-other"
    TIMEOUT = "timeout"
    RESET = "reset"
    REFUSED = "refused"
    CONNECTION = "connection"
    LOOP = "redirect-loop"
    TOO_MANY = "too-many-redirects"
    BAD_REDIRECT = "bad-redirect"


# One layer of an exception: class name, number (errno or OpenSSL's verification code), words.
Layer = tuple[str, int, str]

_TLS_NAME_CODES = {62, 64}  # X509_V_ERR_HOSTNAME_MISMATCH, X509_V_ERR_IP_ADDRESS_MISMATCH
_TLS_EXPIRED_CODE = 10  # X509_V_ERR_CERT_HAS_EXPIRED
_BY_CLASS = (
    (("TimeoutError", "ReadTimeoutError", "ConnectTimeoutError", "ReadTimeout", "ConnectTimeout"), NoAnswer.TIMEOUT),
    (("ConnectionRefusedError",), NoAnswer.REFUSED),
    (("SSLError", "SSLEOFError", "SSLZeroReturnError"), NoAnswer.TLS_OTHER),
    (("ConnectionResetError", "BrokenPipeError", "RemoteDisconnected", "IncompleteRead"), NoAnswer.RESET),
)


@dataclass(frozen=True, slots=True)
class Asking:
    """What is asked: an address, and the public addresses of its host that the guard has approved."""

    address: Address
    addresses: Sequence[str]
    headers: dict[str, str]


@dataclass(frozen=True, slots=True)
class Response:
    """What came back. With a ``fault`` there may be a status too (a transfer that broke off)."""

    status: int = 0
    headers: tuple[tuple[str, str], ...] = ()
    body: bytes = b""
    fault: NoAnswer | None = None
    detail: str = ""

    def header(self, name: str) -> str:
        """The first value of a header, or nothing."""
        return next((value for key, value in self.headers if key.lower() == name), "")

    def cookies(self) -> list[str]:
        """Name and value of each cookie that the answer sets."""
        return [value.partition(";")[0].strip() for key, value in self.headers if key.lower() == "set-cookie"]

    def retry_after(self, now: datetime) -> float:
        """How many seconds the server asks to be left alone."""
        value = self.header("retry-after").strip()
        if value.isascii() and value.isdigit():
            return min(float(value), 1e7)
        try:
            until = parsedate_to_datetime(value)
        except (TypeError, ValueError, OverflowError):
            return 0.0
        until = until if until.tzinfo else until.replace(tzinfo=UTC)
        moment = now if now.tzinfo else now.replace(tzinfo=UTC)
        return max(0.0, (until - moment).total_seconds())


class Altered(Exception):
    """The one asked would change the address on the way; nothing was sent."""


class Fetch(Protocol):
    """Make one request, follow nothing."""

    def __call__(self, request: Asking) -> Response: ...


@dataclass(slots=True)
class CookieJar:
    """The cookies of one visit: many sites set one, send the visitor round once, and look whether it came back."""

    _kept: dict[str, dict[str, str]] = field(default_factory=dict)

    def learn(self, host: str, response: Response) -> None:
        """Remember what ``host`` has set, for this host alone."""
        for cookie in response.cookies():
            name, _, value = cookie.partition("=")
            self._kept.setdefault(host, {})[name] = value

    def headers(self, host: str) -> dict[str, str]:
        """The header that gives a host its cookies back."""
        kept = self._kept.get(host, {})
        return {"Cookie": "; ".join(f"{name}={value}" for name, value in kept.items())} if kept else {}


def fault_of(layers: Sequence[Layer]) -> NoAnswer:
    """What a chain of exceptions comes down to."""
    codes = {number for name, number, _ in layers if name == "SSLCertVerificationError"}
    if codes & _TLS_NAME_CODES:
        return NoAnswer.TLS_NAME
    if codes:
        return NoAnswer.TLS_EXPIRED if _TLS_EXPIRED_CODE in codes else NoAnswer.TLS_OTHER
    names = {name for name, _, _ in layers}
    return next((fault for classes, fault in _BY_CLASS if names & set(classes)), NoAnswer.CONNECTION)


def failed(layers: Sequence[Layer], status: int = 0) -> Response:
    """The response that stands for an exception."""
    return Response(status=status, fault=fault_of(layers), detail=layers[-1][2] if layers else "")
