"""A small internet on the loopback interface: many hosts, each with its own trouble, and a log of all requests."""

from __future__ import annotations

import ssl
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import trustme

from disclosure.links.external.guard import Guard, NameMissing, NameUnsure

LOOPBACK = "127.0.0.1"


@dataclass(frozen=True)
class Answer:
    """One answer. ``slow`` waits before it; ``reset`` hangs up instead; ``drip`` sends the body byte by byte."""

    body: bytes = b""
    status: int = 200
    headers: tuple[tuple[str, str], ...] = ()
    kind: str = "text/html; charset=utf-8"
    slow: float = 0.0
    drip: float = 0.0
    reset: bool = False


NOT_FOUND = Answer(b"<title>404</title>", 404)
# From a request's headers to an answer.
Choice = Callable[[dict[str, str]], Answer]


def page(title: str, text: str = "", head: str = "") -> bytes:
    """A page whose text belongs to its title alone."""
    body = text or title * 20
    return f"<!doctype html><html><head><title>{title}</title>{head}</head><body>{body}</body></html>".encode()


@dataclass
class Internet:
    """The hosts: name → target → the answers in their order; the last one stays. ``*`` is every other target."""

    hosts: dict[str, dict[str, list[Answer] | Choice]] = field(default_factory=dict)
    names: dict[str, list[str] | Exception] = field(default_factory=dict)
    log: list[tuple[str, str]] = field(default_factory=list)
    agents: list[str] = field(default_factory=list)
    lookups: list[str] = field(default_factory=list)
    http: int = 0
    https: int = 0
    ca_file: Path = Path()
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def put(self, host: str, targets: dict[str, Answer | list[Answer] | Choice]) -> None:
        """Give a host its pages."""
        known = self.hosts.setdefault(host, {})
        for target, answer in targets.items():
            known[target] = [answer] if isinstance(answer, Answer) else answer

    def url(self, host: str, target: str = "/", scheme: str = "http") -> str:
        """The address of a page, with the port of this run."""
        return f"{scheme}://{host}:{self.https if scheme == 'https' else self.http}{target}"

    def answer(self, host: str, target: str, headers: dict[str, str]) -> Answer:
        """The next answer of a page; the request is put on record."""
        with self._lock:
            self.log.append((host, target))
            self.agents.append(headers.get("User-Agent", ""))
            targets = self.hosts.get(host, {})
            answers = targets.get(target, targets.get("*", [NOT_FOUND]))
            if callable(answers):
                return answers(headers)
            return answers.pop(0) if len(answers) > 1 else answers[0]

    def requests(self, host: str) -> list[str]:
        """The targets that a host was asked for, in their order."""
        return [target for name, target in self.log if name == host]

    def resolve(self, host: str) -> list[str]:
        """The name service of this internet."""
        self.lookups.append(host)
        known = self.names.get(host)
        if isinstance(known, Exception):
            raise known
        if known is None and host not in self.hosts:
            raise NameMissing(host)
        return known or [LOOPBACK]

    def guard(self) -> Guard:
        """A guard that lets in this server's two ports, and no other private address."""
        return Guard(self.resolve, {(LOOPBACK, self.http), (LOOPBACK, self.https)}, control_host="control.test")


UNSURE = NameUnsure("no answer")


class FakeTime:
    """A clock that only sleeping moves; nobody waits."""

    def __init__(self) -> None:
        self.now = 1000.0
        self.slept: list[float] = []
        self._lock = threading.Lock()

    def clock(self) -> float:
        return self.now

    def sleep(self, seconds: float) -> None:
        with self._lock:
            self.now += seconds
            self.slept.append(seconds)


@contextmanager
def running(folder: Path) -> Iterator[Internet]:
    """A simulator that listens on two ports of its own."""
    internet = Internet()
    internet.hosts["control.test"] = {}
    internet.ca_file = folder / "ca.pem"
    servers = [_server(internet), _server(internet)]
    internet.http, internet.https = servers[0].server_port, servers[1].server_port
    tls = _tls(internet.ca_file)
    servers[1].socket = tls.wrap_socket(servers[1].socket, server_side=True, do_handshake_on_connect=False)
    for server in servers:
        threading.Thread(target=server.serve_forever, args=[0.05], daemon=True).start()
    try:
        yield internet
    finally:
        for server in servers:
            server.shutdown()
            server.server_close()


def _tls(ca_file: Path) -> ssl.SSLContext:
    """The right certificate for each host, but for two."""
    authority = trustme.CA()
    authority.cert_pem.write_to_path(str(ca_file))
    yesterday = datetime.now(UTC) - timedelta(days=1)
    contexts = {
        "secure.test": _context(authority.issue_cert("secure.test")),
        "expired.test": _context(authority.issue_cert("expired.test", not_after=yesterday)),
        "wrong-name.test": _context(authority.issue_cert("somebody-else.test")),
        "self-signed.test": _context(trustme.CA().issue_cert("self-signed.test")),
    }
    default = contexts["secure.test"]

    def choose(channel: ssl.SSLObject, name: str | None, _: ssl.SSLContext) -> None:
        channel.context = contexts.get(name or "", default)

    default.sni_callback = choose
    return default


def _context(certificate: trustme.LeafCert) -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    certificate.configure_cert(context)
    return context


def _server(internet: Internet) -> ThreadingHTTPServer:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:  # noqa: N802 — the name is http.server's
            target = self.requestline.split(" ")[1]  # as sent; self.path has been tidied up
            host = self.headers["Host"].rpartition(":")[0]
            send(self, internet.answer(host, target, dict(self.headers)))

        def log_message(self, *_: object) -> None:
            pass

    class Server(ThreadingHTTPServer):
        daemon_threads = True
        request_queue_size = 128

        def handle_error(self, *_: object) -> None:
            pass

    return Server((LOOPBACK, 0), Handler)


def send(handler: BaseHTTPRequestHandler, answer: Answer) -> None:
    """Send an answer with all its faults."""
    time.sleep(answer.slow)
    if answer.reset:
        handler.close_connection = True
        handler.connection.setsockopt(1, 13, b"\x01\x00\x00\x00\x00\x00\x00\x00")  # SO_LINGER 0: close with RST
        handler.connection.close()
        return
    handler.send_response(answer.status)
    handler.send_header("Content-Type", answer.kind)
    for name, value in answer.headers:
        handler.send_header(name, value)
    handler.end_headers()
    if answer.drip:
        for at in range(len(answer.body)):
            handler.wfile.write(answer.body[at : at + 1])
            time.sleep(answer.drip)
    else:
        handler.wfile.write(answer.body)
