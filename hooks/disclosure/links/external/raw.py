"""A GET whose request line is the link, byte for byte: for addresses that other software would tidy up on the way.

Old download systems name files in GBK (``%D6%D0%B9%FA.doc``) or keep an encoded slash; normalised, such a link is
dead, as written it lives. The standard library's http.client sends a target as it is given.
"""

from __future__ import annotations

import http.client
import socket
import ssl
import threading
import zlib
from collections.abc import Iterator
from contextlib import contextmanager

from disclosure.links.external.fetching import Asking, Layer, Response, failed
from disclosure.links.external.settings import Settings

_READABLE = ("text/", "application/xhtml", "application/xml")
_CHUNK = 16_384


class RawFetch:
    """Makes requests by itself. Follows nothing, keeps nothing, reads no further than the settings allow."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._tls = ssl.create_default_context(cafile=str(settings.ca_file) if settings.ca_file else None)

    def __call__(self, request: Asking) -> Response:
        """The answer to one request, whatever happens."""
        try:
            with self._connection(request) as connection:
                return self._exchange(connection, request)
        except (OSError, http.client.HTTPException, ValueError) as error:
            return failed(layers_of(error))

    @contextmanager
    def _connection(self, request: Asking) -> Iterator[http.client.HTTPConnection]:
        """A connection to an approved address that is cut when its time is up."""
        plain = _open(request, self._settings.timeout)
        double = plain.dup()  # TLS takes the socket over; its double can still be shut down
        timer = threading.Timer(self._settings.time_cap, _cut, [double])
        timer.daemon = True
        timer.start()
        host = request.address.host
        try:
            secure = request.address.scheme == "https"
            channel = self._tls.wrap_socket(plain, server_hostname=host) if secure else plain
            connection = http.client.HTTPConnection(host, request.address.port)
            connection.sock = channel
            yield connection
            channel.close()
        finally:
            timer.cancel()
            double.close()
            plain.close()

    def _exchange(self, connection: http.client.HTTPConnection, request: Asking) -> Response:
        connection.putrequest("GET", request.address.target, skip_host=True, skip_accept_encoding=True)
        headers = {
            "Host": request.address.authority,
            "User-Agent": self._settings.agent,
            "Accept": "*/*",
            "Accept-Encoding": "identity",
            "Connection": "close",
            **request.headers,
        }
        for name, value in headers.items():
            connection.putheader(name, value)
        connection.endheaders()
        answer = connection.getresponse()
        found = tuple(answer.getheaders())
        try:
            body = self._body(answer) if answer.status < 300 else b""
        except (OSError, http.client.HTTPException, zlib.error) as error:
            return failed(layers_of(error), answer.status)
        return Response(answer.status, found, body)

    def _body(self, answer: http.client.HTTPResponse) -> bytes:
        kind = (answer.getheader("Content-Type") or "").lower()
        readable = not kind or kind.startswith(_READABLE)
        limit = self._settings.page_bytes if readable else self._settings.file_bytes
        packed = (answer.getheader("Content-Encoding") or "").lower() in ("gzip", "deflate")
        unpack = zlib.decompressobj(wbits=47) if packed else None  # 47: gzip or zlib, as the data say
        body = bytearray()
        while len(body) < limit and (data := answer.read(_CHUNK)):
            body += unpack.decompress(data, limit - len(body)) if unpack else data
        return bytes(body[:limit])


def layers_of(error: BaseException) -> list[Layer]:
    """An exception and what lies beneath it."""
    found: list[Layer] = []
    current: BaseException | None = error
    while current is not None and len(found) < 10:
        number = getattr(current, "verify_code", None) or getattr(current, "errno", None) or 0
        found.append((type(current).__name__, int(number), str(current)[:300]))
        current = current.__cause__ or current.__context__
    return found


def _open(request: Asking, timeout: float) -> socket.socket:
    fault: OSError = OSError("no address to connect to")
    for address in request.addresses:
        family = socket.AF_INET6 if ":" in address else socket.AF_INET
        connection = socket.socket(family, socket.SOCK_STREAM)
        connection.settimeout(timeout)
        try:
            connection.connect((address, request.address.port))
        except OSError as error:
            connection.close()
            fault = error
        else:
            return connection
    raise fault


def _cut(connection: socket.socket) -> None:
    try:
        connection.shutdown(socket.SHUT_RDWR)
    except OSError:
        return
