"""A leaking paper and those who speak of it, made up anew for each test; and a look at every byte for what is left."""

from __future__ import annotations

import gzip
import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape
from pathlib import Path
from urllib.parse import unquote

from openpyxl import Workbook

HEAD = """\
---
id: {key}
title: {title}
kind: {kind}
column: {column}
issuer: 示例市示例区柳溪街道办事处
department: community-office
made: 2025-06-09
published: 2025-06-10 10:00
summary: {summary}
{more}disclosure: active
review:
  proposed: 2025-06-09 community-office 主动公开 711号令/20
  department: 2025-06-09 community-office 同意主动公开
  secrecy: 2025-06-09 general-office 国家秘密无 工作秘密无 商业秘密无 个人信息无 安全稳定无 附件已查
  approved: 2025-06-10 办事处分管负责人
{attached}---
{body}
"""
FOLDER = "docs/notices/2025"


@dataclass(frozen=True)
class Leak:
    """A paper that must go, by its words; ``forbidden`` is what nobody may read afterwards."""

    key: str = "doc-2025-071"
    topic: str = "青枫里雨水管网排查"
    title: str = "青枫里雨水管网排查初步结果通报"
    sheet: str = "青枫里管段编号和埋深表"
    sentence: str = "七号检查井的井壁已经裂开两指宽"

    @property
    def file(self) -> str:
        return f"{self.key}-1.xlsx"

    @property
    def forbidden(self) -> list[str]:
        return [self.title, self.topic, "青枫里", self.sheet, f"{self.key}-1", self.sentence, "QF-07", "初查两处渗漏"]

    def write(self, root: Path) -> None:
        """The paper with its table."""
        attached = f"attachments:\n  - file: {self.file}\n    title: {self.sheet}\n    number: 1\n"
        body = f"{self.sentence}，先用临时支撑（演示数据）。管段见[附件1]({self.file})。"
        more = f"keywords: [{self.topic}]\n"
        _put(root, self.key, self.title, body, attached, more=more, summary=f"通报{self.topic}的初查两处渗漏。")
        book = Workbook()
        book.active.append(["管段", "埋深"])  # type: ignore[union-attr]
        book.active.append(["QF-07", "1.8"])  # type: ignore[union-attr]
        book.save(root / FOLDER / self.file)


def speak_of(leak: Leak, root: Path) -> None:
    """Four papers that refer to it, each in its own way."""
    for number, body in enumerate(
        (
            f"另见[](ref:{leak.key})。",
            f"原因见[此前的通报](ref:{leak.key})。",
            f"街道已发布[《{leak.title}》](ref:{leak.key})，并在公示栏张贴。",
            f"哪几段要修，见{leak.title[:5]}\n{leak.title[5:]}，埋深查[管段表](ref:{leak.key})和[表格]({leak.file})。",
        ),
        72,
    ):
        _put(root, f"doc-2025-0{number}", f"关于第{number}号路段交通安排的通知", f"本周安排不变。{body}")


def _put(
    root: Path, key: str, title: str, body: str, attached: str = "", *, more: str = "", summary: str = "公布安排。"
) -> None:
    text = HEAD.format(
        key=key, title=title, kind="notice", column="notices", summary=summary, more=more, attached=attached, body=body
    )
    (root / FOLDER / f"{key}.md").write_text(text, "utf-8")


def left(folder: Path, forbidden: list[str]) -> list[str]:
    """Where below a folder something forbidden stands, in names or contents, packed or coded: ``path: words``."""
    found = []
    for file in sorted(folder.rglob("*")):
        name = file.relative_to(folder).as_posix()
        parts = _parts(name, file.read_bytes()) if file.is_file() and not file.is_symlink() else ()
        texts = [name, *(text for raw in parts for text in _read(raw))]
        found += [f"{name}: {words}" for words in forbidden if any(words in text for text in texts)]
    return found


def _parts(name: str, raw: bytes) -> Iterator[bytes]:
    """A file, and whatever is packed in it, names included."""
    yield raw
    if raw.startswith(b"\x1f\x8b"):
        yield from _parts(name, gzip.decompress(raw))
    elif raw.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(raw)) as packed:
            for inner in packed.namelist():
                yield inner.encode()
                yield from _parts(inner, packed.read(inner))


def _read(raw: bytes) -> Iterator[str]:
    """What a reader or a program may make of bytes."""
    text = raw.decode("utf-8", "replace")
    yield from (text, unescape(text), unquote(text))
    yield re.sub(r"\\u([0-9a-fA-F]{4})", lambda code: chr(int(code[1], 16)), text)
