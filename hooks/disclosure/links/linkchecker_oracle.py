"""LinkChecker as an oracle: one JSON line in, one GET, one JSON line out.

A program of its own (``python linkchecker_oracle.py``), and the only file that imports LinkChecker, whose licence is
the GPL: it imports nothing of the engine, and the engine talks to it over standard input and output only.

First line in: the settings. Each further line: ``{"id", "url", "host", "addresses", "headers"}``. Each line out:
``{"id", "status", "headers", "body", "errors", "valid", "result", "altered"}``. The caller decides which addresses
may be asked, follows redirects itself and keeps the pace; nothing in this process resolves a name.
"""

from __future__ import annotations

import base64
import copy
import json
import socket
import sys
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from typing import Any

import urllib3.util.connection
from linkcheck.checker.httpurl import HttpUrl  # type: ignore[import-untyped]
from linkcheck.configuration import Configuration  # type: ignore[import-untyped]
from linkcheck.director import get_aggregate  # type: ignore[import-untyped]
from linkcheck.director.aggregator import Aggregate  # type: ignore[import-untyped]
from linkcheck.director.checker import check_url  # type: ignore[import-untyped]
from linkcheck.logger import _Logger  # type: ignore[import-untyped]

READABLE = ("text/", "application/xhtml", "application/xml")
_current = threading.local()
_output = threading.Lock()


def main() -> None:
    """Answer every job on standard input until it ends."""
    settings = json.loads(sys.stdin.readline())
    config = configure(settings)
    _refuse_all_other_connections()
    with ThreadPoolExecutor(settings["threads"]) as pool:
        for line in sys.stdin:
            pool.submit(_answer, json.loads(line), config, settings)


def _answer(job: dict[str, Any], config: Any, settings: dict[str, Any]) -> None:
    try:
        answer = check(job, config, settings)
    except Exception as error:  # noqa: BLE001 — whatever LinkChecker raises is an answer, never a silence
        answer = {"errors": chain(error), "valid": False, "result": str(error)}
    with _output:
        sys.stdout.write(json.dumps({"id": job["id"], **answer}) + "\n")
        sys.stdout.flush()


def configure(settings: dict[str, Any]) -> Any:
    """LinkChecker's configuration: one URL at a time, no recursion, no output of its own."""
    config = Configuration()
    config.logger_add(Sink)
    config.update(
        output="sink",
        verbose=True,
        status=False,
        threads=0,
        recursionlevel=0,
        robotstxt=False,
        pluginfolders=[],
        timeout=settings["timeout"],
        useragent=settings["agent"],
        sslverify=settings["ca_file"] or True,
        checkextern=True,
        resultcachesize=10,
    )
    config.sanitize()
    return config


def check(job: dict[str, Any], config: Any, settings: dict[str, Any]) -> dict[str, Any]:
    """What LinkChecker makes of one URL, with no cache, cookie or connection from an earlier one."""
    sink = Sink()
    own = copy.copy(config)
    own.update(logger=sink, internlinks=[])
    aggregate = get_aggregate(own)
    aggregate.__class__ = PacedByTheCaller
    aggregate.add_request_session()
    session = aggregate.get_request_session()
    session.trust_env = False  # no proxy and no .netrc: the caller has chosen the address, and there are no secrets
    session.resolve_redirects = _no_redirects
    session.headers.update(job["headers"])
    url = WatchedUrl(job["url"], 0, aggregate, extern=(0, 0))
    url.limits = settings
    if not url.has_result and sent_url(url, session) != job["url"]:
        return {"altered": sent_url(url, session)}
    with _only_to(job, settings["time_cap"]):
        try:
            check_url(url, aggregate.logger)
        finally:
            session.close()
    return _report(url, sink)


def _no_redirects(*_: Any, **__: Any) -> Iterator[Any]:
    """In place of requests': the caller looks at each hop before it is taken, whatever bytes it is written in."""
    return iter(())


def sent_url(url: Any, session: Any) -> str:
    """The URL that would really be asked for, after all that LinkChecker and requests do to it."""
    url.session = session
    return str(url.build_request().url)


def _report(url: Any, sink: Any) -> dict[str, Any]:
    wire = sink.seen[-1]
    return {
        "status": url.status,
        "headers": url.header_lines,
        "body": base64.b64encode(url.body).decode(),
        "errors": chain(url.fault) if url.fault else [],
        "valid": wire.valid,
        "result": wire.result,
        "warnings": [text for _, text in wire.warnings],
    }


def chain(error: BaseException) -> list[list[Any]]:
    """An exception and what lies beneath it: class name, number and words of each."""
    found: list[list[Any]] = []
    queue: list[object] = [error]
    seen: set[int] = set()
    while queue:
        item = queue.pop(0)
        if not isinstance(item, BaseException) or id(item) in seen:
            continue
        seen.add(id(item))
        number = getattr(item, "verify_code", None) or getattr(item, "errno", None) or 0
        found.append([type(item).__name__, number, str(item)[:300]])
        queue += [getattr(item, "reason", None), item.__cause__, item.__context__, *item.args]
    return found


class Sink(_Logger):  # type: ignore[misc]
    """Keeps what LinkChecker would print."""

    LoggerName = "sink"

    def __init__(self, **_: Any) -> None:
        self.seen: list[Any] = []
        self.is_active = True

    def log_filter_url(self, url_data: Any, do_print: bool) -> None:
        """Keep every result, whether it would be printed or not."""
        self.seen.append(url_data)

    def start_output(self) -> None:
        """Nothing to open."""

    def end_output(self, **_: Any) -> None:
        """Nothing to close."""

    def comment(self, s: str, **_: Any) -> None:
        """No comments."""

    def log_url(self, url_data: Any) -> None:
        """Kept by ``log_filter_url`` already."""


class PacedByTheCaller(Aggregate):  # type: ignore[misc]
    """LinkChecker's own throttle sleeps inside a lock shared by all hosts; here the caller keeps each host's pace."""

    def wait_for_host(self, host: str) -> None:
        """Go at once."""


class WatchedUrl(HttpUrl):  # type: ignore[misc]
    """A URL that is asked once, without its redirects, and read no further than the limits."""

    limits: dict[str, Any]

    def reset(self) -> None:
        """Nothing seen yet."""
        super().reset()
        self.status = 0
        self.header_lines: list[tuple[str, str]] = []
        self.body = b""
        self.fault: BaseException | None = None

    def _send_request(self, request: Any, **kwargs: Any) -> None:
        super()._send_request(request, **kwargs)
        self.status = self.url_connection.status_code
        self.header_lines = list(self.url_connection.raw.headers.items())

    def can_get_content(self) -> bool:
        """Always, because reading stops at the limit whatever the size."""
        return True

    def check_content(self) -> bool:
        """Read the body of a page, or the first bytes of anything else; never go on to its links."""
        if self.valid and self.status < 300:
            try:
                self.body = self.get_raw_content()
            except Exception as error:  # noqa: BLE001 — a broken transfer is a result
                self.fault = error
                self.handle_exception()
        return False

    def read_content(self) -> bytes:
        """The body up to the limit; what is longer is cut, not an error."""
        readable = not self.content_type or self.content_type.startswith(READABLE)
        limit = self.limits["page_bytes" if readable else "file_bytes"]
        body = bytearray()
        for data in self.url_connection.iter_content(chunk_size=self.ReadChunkBytes):
            body += data
            if len(body) >= limit:
                break
        return bytes(body[:limit])

    def handle_exception(self) -> str:
        """Keep the exception itself: its text alone is cut at 240 characters and no ground for a verdict."""
        self.fault = self.fault or sys.exc_info()[1]
        return str(super().handle_exception())


@contextmanager
def _only_to(job: dict[str, Any], time_cap: float) -> Iterator[None]:
    """Let this thread connect to the job's addresses and nowhere else, and only for so long."""
    _current.host, _current.addresses = job["host"], job["addresses"]
    sockets: list[socket.socket] = []
    _current.sockets = sockets
    timer = threading.Timer(time_cap, _cut, [sockets])
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()
        for connection in sockets:
            connection.close()
        _current.addresses = []


def _cut(sockets: list[socket.socket]) -> None:
    """End connections that drip: the reader sees the end of the stream."""
    for connection in sockets:
        try:
            connection.shutdown(socket.SHUT_RDWR)
        except OSError:
            continue


def _refuse_all_other_connections() -> None:
    urllib3.util.connection.create_connection = _connect
    socket.getaddrinfo = _no_lookup


def _no_lookup(host: Any, *_: Any, **__: Any) -> Any:
    raise socket.gaierror(socket.EAI_FAIL, f"no name is resolved here: {host!r}")


def _connect(address: tuple[str, int], timeout: Any = None, *_: Any, **options: Any) -> socket.socket:
    """In place of urllib3's: connect to an address that the caller has approved for this very host."""
    host, port = address
    if host.strip("[]").lower() != _current.host:
        raise OSError(f"not the host that was asked for: {host}")
    fault: OSError = OSError("no address to connect to")
    for approved in _current.addresses:
        try:
            return _open(approved, port, timeout)
        except OSError as error:
            fault = error
    raise fault


def _open(address: str, port: int, timeout: float | None) -> socket.socket:
    connection = socket.socket(socket.AF_INET6 if ":" in address else socket.AF_INET, socket.SOCK_STREAM)
    connection.settimeout(timeout)
    try:
        connection.connect((address, port))
    except OSError:
        connection.close()
        raise
    _current.sockets.append(connection.dup())  # TLS takes the socket over; its double can still be shut down
    return connection


if __name__ == "__main__":
    main()
