"""A plain static web server for the nightly crawl, as the portal will have one.

Files below one path; upper and lower case differ on every machine; what is missing is answered by the site's own
404.html with status 404; nothing is rewritten. The header ``LinkChecker`` asks the crawler not to slow itself down.
"""

from __future__ import annotations

import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from disclosure.links.tree import SiteTree


@contextmanager
def serving(tree: SiteTree, below: str) -> Iterator[str]:
    """Serve a tree below a path of 127.0.0.1 while the block runs; yields the address, which ends with a slash."""
    with _Server(("127.0.0.1", 0), partial(_Handler, tree, below)) as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}{below}"
        server.shutdown()
        thread.join()


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 64


class _Handler(SimpleHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def __init__(self, tree: SiteTree, below: str, *args: Any) -> None:
        self._tree, self._below = tree, below
        super().__init__(*args, directory=str(tree.root))

    def handle_one_request(self) -> None:
        """A crawler that has finished drops its connections; that is not worth a traceback."""
        try:
            super().handle_one_request()
        except ConnectionError:
            self.close_connection = True

    def translate_path(self, path: str) -> str:
        """The file asked for, if one has exactly this name; else one that cannot exist."""
        if not (path + "/").startswith(self._below):
            return os.devnull + "/outside"
        found = super().translate_path("/" + path.removeprefix(self._below))
        name = Path(found).relative_to(self._tree.root).as_posix()
        exact = name in self._tree.files or name in self._tree.folders or name == "."
        return found if exact else os.devnull + "/missing"

    def list_directory(self, path: Any) -> None:
        """A folder without index.html is not there."""
        self.send_error(HTTPStatus.NOT_FOUND)

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        """The site's own page for what is missing, where it has one."""
        page = self._tree.root / "404.html"
        if code != HTTPStatus.NOT_FOUND or not self.path.startswith(self._below) or not page.exists():
            super().send_error(code, message, explain)
            return
        content = page.read_bytes()
        self.send_response(code)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(content)

    def end_headers(self) -> None:
        """Without this header LinkChecker waits up to 0.6 s before every request."""
        self.send_header("LinkChecker", "1")
        super().end_headers()

    def log_message(self, format: str, *args: Any) -> None:
        """The crawler reports what it got."""
