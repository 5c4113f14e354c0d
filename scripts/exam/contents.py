"""带命令和代码的文字写进记录的每一处，网页上没有一条被执行，报告里没有一条被听从。

The whole is 50 rounds: in each of them every text of the small office's records and documents (about 140) ends with
another one of 250 hostile strings. The pages hold nothing active that they do not hold without the strings,
feeds and maps stay well-formed, and the findings about it all are judged in every format that is printed.
"""

from __future__ import annotations

import json
import random
import re
import shutil
import tempfile
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from xml.etree import ElementTree

from demonstration import assemble
from disclosure.check import RULES, check
from disclosure.findings import Finding
from disclosure.law.book import law_book
from disclosure.loading import read_register
from disclosure.pages.assets import Asset
from disclosure.pages.site import Site
from disclosure.publication import publication
from disclosure.register import Register
from disclosure.reporting import Format, render
from exam.hostile import executed, obeyed, strings

_ROUNDS, _STRINGS = 50, 250
_FEW = 100  # texts; fewer would mean that whole files were passed over
_DAY = date(2025, 6, 18)
_SURROGATE = re.compile("[\ud800-\udfff]")  # no file can hold one
# "key: a text in Chinese" on one line, which the strings are added to; a list's member likewise.
_TEXT = re.compile(r"^(?P<key> *(?:- )?[a-z_]+: |  *- )(?P<text>[一-鿿《“][^\n:#]*)$", re.MULTILINE)


def run(seed: int, share: float) -> list[str]:
    """What was executed on a page or obeyed in a report, with the round's number."""
    misses: list[str] = []
    with tempfile.TemporaryDirectory(prefix="disclosure-exam-") as folder:
        clean = Path(folder).resolve() / "clean"
        assemble(clean)
        expected = _active(read_register(clean))
        for number in range(max(1, round(_ROUNDS * share))):
            misses += (f"第 {number + 1} 轮，{miss}" for miss in _round(clean, seed + number, expected))
    return misses


def _round(clean: Path, seed: int, expected: dict[str, list[str]]) -> Iterator[str]:
    project = Path(shutil.copytree(clean, clean.with_name("hostile"), symlinks=True))
    try:
        changed = _spoil(project, seed)
        register = read_register(project)
        yield from _on_pages(register, expected)
        findings = check(register, _DAY, rules=RULES)
        yield from _in_reports(findings)
        yield from [] if changed >= _FEW else [f"只改了 {changed} 处"]
    finally:
        shutil.rmtree(project)


def _spoil(project: Path, seed: int) -> int:
    """Add a string to every text of the office's own files; how many there are."""
    draw = random.Random(seed)
    left: list[str] = []
    changed = 0

    def hostile(found: re.Match[str]) -> str:
        nonlocal changed
        changed += 1
        if not left:
            left.extend(text for text in strings(seed, _STRINGS) if not _SURROGATE.search(text))
            draw.shuffle(left)
        return found["key"] + json.dumps(found["text"] + left.pop())

    for file in sorted(_own_files(project)):
        head, mark, body = file.read_text("utf-8").partition("\n---\n") if file.suffix == ".md" else ("", "", "")
        text = head if file.suffix == ".md" else file.read_text("utf-8")
        file.write_text(_TEXT.sub(hostile, text) + mark + body, "utf-8")
    return changed


def _own_files(project: Path) -> Iterator[Path]:
    yield from (project / "docs").rglob("*.md")
    for file in (project / "data").rglob("*.yml"):
        if file.relative_to(project / "data").parts[0] not in ("laws", "calendar", "limits.yml", "wording.yml"):
            yield file


def _active(register: Register) -> dict[str, list[str]]:
    """What is active on each page of the office."""
    made = publication(Site(register, law_book(register), _DAY, RULES))
    return {address: executed(made.render(address)) for address in made.pages}


def _on_pages(register: Register, expected: dict[str, list[str]]) -> Iterator[str]:
    made = publication(Site(register, law_book(register), _DAY, RULES))
    if len(made.pages) < len(expected) / 2:
        yield f"只剩 {len(made.pages)} 个网页，看不出什么"
    for address in made.pages:
        allowed = set(expected.get(address, ())) or set().union(*expected.values())
        yield from (f"{address} 被执行：{one}" for one in executed(made.render(address)) if one not in allowed)
    yield from (f"{asset.address} 不合语法" for asset in made.assets if not _is_well_formed(asset))


def _is_well_formed(asset: Asset) -> bool:
    if not asset.address.endswith(".xml"):
        return True
    try:
        ElementTree.fromstring(asset.content)
    except ElementTree.ParseError:
        return False
    return True


def _in_reports(findings: list[Finding]) -> Iterator[str]:
    for format in Format:
        report = render(findings, format)
        if format is Format.HTML:
            yield from (f"html 被执行：{one}" for one in executed(report) if one not in executed(render([], format)))
        if format is not Format.GITHUB:
            yield from (f"{format.value} 被听从：{line!r}" for line in obeyed(report))
