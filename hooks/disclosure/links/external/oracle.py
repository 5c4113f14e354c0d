"""The engine's end of the line to LinkChecker: starts the program, sends jobs, hands answers to those who wait."""

from __future__ import annotations

import base64
import itertools
import json
import os
import subprocess
import sys
import tempfile
import threading
from concurrent.futures import Future
from contextlib import suppress
from pathlib import Path
from typing import Any

from disclosure.links.external.fetching import Altered, Asking, Layer, NoAnswer, Response, failed
from disclosure.links.external.settings import Settings

_PROGRAM = Path(__file__).resolve().parent.parent / "linkchecker_oracle.py"
# What LinkChecker's process gets to know of ours: where to find things. No token, no proxy, no home directory.
_PASSED_ON = ("PATH", "SYSTEMROOT", "VIRTUAL_ENV")
# Seconds beyond the limit of one request before the program itself is given up.
_PATIENCE = 15.0


class OracleFailed(RuntimeError):
    """LinkChecker could not be started, or has ended by itself."""


class Oracle:
    """LinkChecker, running. Use it as a context manager; calls may come from many threads."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._waiting: dict[int, Future[dict[str, Any]]] = {}
        self._numbers = itertools.count()
        self._lock = threading.Lock()
        self._process: subprocess.Popen[str] | None = None
        self._listener: threading.Thread | None = None
        self._folder: tempfile.TemporaryDirectory[str] | None = None

    def __enter__(self) -> Oracle:
        return self

    def __exit__(self, *_: object) -> None:
        process, self._process = self._process, None
        if process is not None:
            process.kill()
            process.wait()
            if self._listener is not None:
                self._listener.join(5)
            for pipe in filter(None, (process.stdin, process.stdout)):
                with suppress(OSError):
                    pipe.close()
        if self._folder is not None:
            self._folder.cleanup()

    def __call__(self, request: Asking) -> Response:
        """LinkChecker's answer; raises :class:`Altered` if it would ask for something else than it is told."""
        number = next(self._numbers)
        future: Future[dict[str, Any]] = Future()
        job = {
            "id": number,
            "url": request.address.url,
            "host": request.address.host,
            "addresses": list(request.addresses),
            "headers": request.headers,
        }
        with self._lock:
            self._waiting[number] = future
            self._send(json.dumps(job))
        try:
            answer = future.result(self._settings.time_cap + _PATIENCE)
        except TimeoutError:
            return Response(fault=NoAnswer.TIMEOUT, detail="LinkChecker gave no answer")
        return _response(answer)

    def _send(self, line: str) -> None:
        if self._process is None:
            self._start()
        assert self._process is not None and self._process.stdin is not None
        try:
            self._process.stdin.write(line + "\n")
            self._process.stdin.flush()
        except OSError as error:
            raise OracleFailed(self._last_words()) from error

    def _start(self) -> None:
        self._folder = tempfile.TemporaryDirectory(prefix="linkchecker-")
        with (Path(self._folder.name) / "stderr").open("w") as words:
            self._process = subprocess.Popen(
                [sys.executable, "-P", str(_PROGRAM)],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=words,
                text=True,
                env=_environment(self._folder.name),
                cwd=self._folder.name,
            )
        self._listener = threading.Thread(target=self._listen, args=[self._process], daemon=True)
        self._listener.start()
        settings = self._settings
        self._send(
            json.dumps(
                {
                    "threads": settings.hosts_at_once,
                    "timeout": settings.timeout,
                    "time_cap": settings.time_cap,
                    "agent": settings.agent,
                    "ca_file": str(settings.ca_file) if settings.ca_file else None,
                    "page_bytes": settings.page_bytes,
                    "file_bytes": settings.file_bytes,
                }
            )
        )

    def _listen(self, process: subprocess.Popen[str]) -> None:
        assert process.stdout is not None
        for line in process.stdout:
            try:
                answer = json.loads(line)
            except ValueError:
                continue  # something that LinkChecker printed
            future = self._waiting.pop(answer["id"], None)
            if future is not None:
                future.set_result(answer)
        process.wait()
        words = self._last_words()
        with self._lock:
            waiting, self._waiting = self._waiting, {}
        for future in waiting.values():
            future.set_exception(OracleFailed(words))

    def _last_words(self) -> str:
        try:
            return (Path(self._folder.name) / "stderr").read_text("utf-8", "replace")[-2000:] if self._folder else ""
        except OSError:
            return ""


def _environment(folder: str) -> dict[str, str]:
    kept = {name: os.environ[name] for name in _PASSED_ON if name in os.environ}
    own = {name: folder for name in ("HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME")}
    return {**kept, **own, "LC_ALL": "C.UTF-8", "LANGUAGE": "en", "PYTHONUTF8": "1"}


def _response(answer: dict[str, Any]) -> Response:
    if "altered" in answer:
        raise Altered(answer["altered"])
    layers: list[Layer] = [(name, number, words) for name, number, words in answer.get("errors", [])]
    status = answer.get("status") or 0
    if layers:
        return failed(layers, status)
    if not status:
        return Response(fault=NoAnswer.CONNECTION, detail=answer.get("result", ""))
    headers = tuple((str(name), str(value)) for name, value in answer["headers"])
    return Response(status, headers, base64.b64decode(answer["body"]))
