"""Fifty people at the editors' desk, on a machine of the office behind its sign-in: how long each waits.

Thirty read forms, twenty write: they open a form, change a value and the text, save with a check, and hand in every
third time. People think between two clicks: readers about two seconds, writers about eight.
"""

from __future__ import annotations

import random
import re
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from html import unescape
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from statistics import quantiles
from threading import Thread

READERS, WRITERS, SECONDS = 30, 20, 60
BARS = {"打开表单": 0.3, "保存并检查": 2.0}  # seconds within which 19 of 20 are served
_READ, _WRITE = 2.0, 8.0  # seconds of thought, on the average
_HOST, _SECRET = "edit.office.example", "a-secret-for-this-measurement"
_BOUNDARY = "----nobody-writes-this"
_FIELD = re.compile(r'<input[^>]*? name="(?P<name>desk:[a-z]+|token|title)"[^>]*? value="(?P<value>[^"]*)"')


@dataclass
class Waits:
    """How long each of some acts took, and what went wrong; ``kept`` is the last title that each writer saved."""

    seconds: dict[str, list[float]] = field(default_factory=dict)
    errors: list[str] = field(default_factory=list)
    kept: dict[str, tuple[str, str]] = field(default_factory=dict)

    def lines(self) -> Iterator[str]:
        """A line an act: how often, what half and nineteen in twenty waited at most, and the bar."""
        for act, waits in sorted(self.seconds.items()):
            cuts = quantiles(waits, n=20) if len(waits) > 1 else [*waits] * 19
            bar = f"，目标 {BARS[act]} 秒" if act in BARS else ""
            yield f"{act}：{len(waits)} 次，一半不超过 {cuts[9]:.2f} 秒，95% 不超过 {cuts[18]:.2f} 秒{bar}"
        yield f"出错 {len(self.errors)} 次" + "".join(f"\n  {error}" for error in self.errors[:5])


def hold(site: Path, seconds: float = SECONDS) -> Waits:
    """Start the desk over a project, let people work at it, and look whether anything was lost."""
    _as_repository(site)
    (site.parent / "secret").write_text(_SECRET, "utf-8")
    server = subprocess.Popen(
        [
            sys.executable, "-c", "from disclosure.cli import main; main()", "edit", "--root", str(site), "--port", "0",
            "--behind-proxy", "--proxy-secret", str(site.parent / "secret"), "--address", f"https://{_HOST}",
        ],
        stdout=subprocess.PIPE, text=True,
    )  # fmt: skip
    waits = Waits()
    try:
        assert server.stdout is not None
        port = int(re.findall(r":([0-9]+)", server.stdout.readline())[-1])
        names = _names(site)
        people = [_Person(port, f"person-{number}", names, number, waits) for number in range(READERS + WRITERS)]
        end = time.monotonic() + seconds
        threads = [Thread(target=person.work, args=(number >= READERS, end)) for number, person in enumerate(people)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    finally:
        server.terminate()
        server.wait()
    waits.errors += _lost(site, waits)
    return waits


def _as_repository(site: Path) -> None:
    copy = site.parent / "copy.git"
    who = ("-c", "user.name=bench", "-c", "user.email=bench@localhost")
    for command in (
        ("init", "-q", "-b", "main"), ("add", "-A"), (*who, "commit", "-q", "-m", "all"),
        ("init", "-q", "--bare", "-b", "main", str(copy)), ("remote", "add", "origin", str(copy)),
        ("push", "-q", "origin", "main"),
    ):  # fmt: skip
        subprocess.run(["git", "-C", str(site), *command], check=True, capture_output=True)


def _names(site: Path) -> list[str]:
    return sorted(file.stem for file in (site / "docs").rglob("*.md"))


class _Person:
    """One who reads forms, or who writes in them."""

    def __init__(self, port: int, account: str, names: list[str], number: int, waits: Waits) -> None:
        self._chance = random.Random(number)
        self._names, self._number, self._account, self._waits = names, number, account, waits
        self._line = HTTPConnection("127.0.0.1", port, timeout=60)
        self._head = {"Host": _HOST, "X-Forwarded-User": account, "X-Disclosure-Secret": _SECRET}

    def work(self, writes: bool, end: float) -> None:
        time.sleep(self._chance.uniform(0, _WRITE if writes else _READ))
        count = 0
        while time.monotonic() < end:
            try:
                self._write(count) if writes else self._read()
            except (OSError, HTTPException, AssertionError) as error:
                self._waits.errors.append(f"{self._account}：{type(error).__name__} {error}")
                self._line.close()
            count += 1
            time.sleep(self._chance.expovariate(1 / (_WRITE if writes else _READ)))

    def _read(self) -> None:
        self._timed("打开表单", "GET", f"/record/{self._chance.choice(self._names)}")

    def _write(self, count: int) -> None:
        name = self._names[(self._number * 97 + count // 3) % len(self._names)]
        page = self._timed("打开表单", "GET", f"/record/{name}")
        title = f"关于第{self._number}号第{count}次修改的通知"
        fields = {match["name"]: unescape(match["value"] or "") for match in _FIELD.finditer(page)}
        fields = {key: value for key, value in fields.items() if key in ("token", "title") or key.startswith("desk:")}
        fields.pop("desk:do", None)
        act, do = ("提交审核", "submit-anyway") if count % 3 == 2 else ("保存并检查", "check")
        self._timed(act, "POST", f"/record/{name}", {**fields, "title": title, "desk:do": do})
        self._waits.kept[self._account] = name, title

    def _timed(self, act: str, method: str, address: str, fields: dict[str, str] | None = None) -> str:
        head, body = dict(self._head), None
        if fields is not None:
            head |= {"Origin": f"https://{_HOST}", "Content-Type": f"multipart/form-data; boundary={_BOUNDARY}"}
            body = _multipart(fields)
        began = time.perf_counter()
        self._line.request(method, address, body, head)
        answer = self._line.getresponse()
        page = answer.read().decode()
        self._waits.seconds.setdefault(act, []).append(time.perf_counter() - began)
        for cookie in answer.headers.get_all("Set-Cookie", []):
            self._head["Cookie"] = cookie.partition(";")[0]
        assert answer.status == 200, f"{address} {answer.status}"
        return page


def _multipart(fields: dict[str, str]) -> bytes:
    parts = (
        f'--{_BOUNDARY}\r\nContent-Disposition: form-data; name="{key}"\r\n\r\n{fields[key]}\r\n' for key in fields
    )
    return "".join([*parts, f"--{_BOUNDARY}--\r\n"]).encode()


def _lost(site: Path, waits: Waits) -> list[str]:
    """Whose last words are neither in his draft nor on his branch in the bare copy."""
    missing = []
    for account, (name, title) in waits.kept.items():
        draft = site / ".disclosure" / "drafts" / account / f"{name}.draft"
        there = draft.is_file() and title in draft.read_text("utf-8")
        refs = f"refs/heads/edit/{account}/{name}-*"
        found = subprocess.run(
            ["git", "-C", str(site.parent / "copy.git"), "for-each-ref", "--format=%(objectname)", refs],
            capture_output=True, text=True, check=True,
        ).stdout.split()  # fmt: skip
        shown = (
            subprocess.run(["git", "-C", str(site.parent / "copy.git"), "show", key], capture_output=True, text=True)
            for key in found
        )
        if not there and not any(title in item.stdout for item in shown):
            missing.append(f"丢了：{account} 的“{title}”")
    return missing
