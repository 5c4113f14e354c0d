"""A plain static web server, as a district's portal has one: files below one path, 404.html for what is missing.

It is a process of its own: the tests' process forks (``tests/forks.py``), which is not safe with threads in it.
"""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any


@contextmanager
def serving(folder: Path, path: str) -> Iterator[str]:
    """Serve ``folder`` below ``path`` while the block runs; yields the address, which ends with a slash."""
    command = [sys.executable, __file__, str(folder), path]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as server:
        assert server.stdout is not None
        yield f"http://127.0.0.1:{int(server.stdout.readline())}{path}"
        server.communicate()  # it ends with its standard input, also when the tests are killed


def serve(folder: Path, path: str) -> None:
    """Tell the port on standard output, and serve until standard input ends."""
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(Handler, folder, path)) as server:
        threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
        print(server.server_port, flush=True)
        sys.stdin.read()
        server.shutdown()


class Handler(SimpleHTTPRequestHandler):
    """Serves one folder below one path. HTTP/1.1 keeps connections open, which makes the tests quicker."""

    protocol_version = "HTTP/1.1"

    def __init__(self, folder: Path, below: str, *args: Any) -> None:
        self.below = below
        super().__init__(*args, directory=str(folder))

    def handle_one_request(self) -> None:
        """A browser that moves on drops its connection; that is not worth a traceback."""
        try:
            super().handle_one_request()
        except ConnectionError:
            self.close_connection = True

    def translate_path(self, path: str) -> str:
        """The file asked for; one that cannot exist for a path that no file of the site can have."""
        if not path.startswith(self.below) or "%00" in path:
            return os.devnull + "/outside"
        return super().translate_path("/" + path.removeprefix(self.below))

    def list_directory(self, path: Any) -> None:
        """A folder without index.html is not there."""
        self.send_error(HTTPStatus.NOT_FOUND)

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        """The site's own page for what is missing in it; the server's for all else."""
        if code != HTTPStatus.NOT_FOUND or not self.path.startswith(self.below):
            super().send_error(code, message, explain)
            return
        content = (Path(self.directory) / "404.html").read_bytes()
        self.send_response(code)
        self.send_header("Content-Type", "text/html")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, format: str, *args: Any) -> None:
        """The tests look at the answers themselves."""


if __name__ == "__main__":
    serve(Path(sys.argv[1]), sys.argv[2])
