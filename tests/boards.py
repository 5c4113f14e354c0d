"""Policies and questions on them, made by tests: files of a project, as many and as awkward as a test wants."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from disclosure.check import check
from disclosure.findings import Finding
from disclosure.loading import read_register
from disclosure.reading.numerals import chinese_number
from repository import write

UNIT = "community-office"
_HEAD = """\
---
id: {key}
title: {title}
kind: normative
column: policies
issuer: 示例市示例区柳溪街道办事处
department: community-office
doc_no: {number}
made: {made}
published: {made}
effective: {effective}
expires: {expires}
{life}theme: community
disclosure: active
summary: 示例。
review:
  proposed: {made} community-office 主动公开 711号令/20
  department: {made} community-office 同意主动公开
  secrecy: {made} general-office 国家秘密无 工作秘密无 商业秘密无 个人信息无 安全稳定无
  approved: {made} 办事处主要负责人
---
"""


@dataclass(frozen=True)
class MadePolicy:
    """A policy of so many articles; ``ended`` is the day of its repeal and ``successor`` what holds instead."""

    key: str
    title: str
    number: str
    articles: int
    effective: str
    expires: str
    ended: str = ""
    successor: str = ""


def put_policy(root: Path, policy: MadePolicy) -> None:
    life = "validity: valid\n"
    if policy.ended:
        life = f"validity: repealed\nvalidity_since: {policy.ended}\nvalidity_cause: replaced\n"
        life += f"replaced_by: {policy.successor}\n" if policy.successor else "validity_reason: 任务已经完成。\n"
    head = _HEAD.format(
        key=policy.key,
        title=policy.title,
        number=policy.number,
        made=policy.effective,
        effective=policy.effective,
        expires=policy.expires,
        life=life,
    )
    body = "\n".join(f"**第{chinese_number(item)}条** 示例条款{item}。\n" for item in range(1, policy.articles + 1))
    write(root, f"docs/policies/{policy.effective[:4]}/{policy.key}.md", head + body)


def put_question(root: Path, key: str, fields: Mapping[str, str | Sequence[str]]) -> str:
    """Write a question; ``policy``, ``cites`` and the like as given, what is empty left out. Returns its path."""
    known = {"channel": "online", "unit": UNIT, "question": "这是怎么规定的？", **fields}
    lines = [f"id: {key}"]
    for name, value in known.items():
        if isinstance(value, str):
            lines += [f"{name}: {value}"] if value else []
        elif value:
            lines.append(f"{name}: [{', '.join(value)}]")
    path = f"data/questions/{known['received'][:4]}/{key}.yml"
    write(root, path, "\n".join(lines) + "\n")
    return path


def alone(root: Path) -> None:
    """Take the small office's own questions away."""
    for file in (root / "data/questions").rglob("*.yml"):
        file.unlink()


def told(root: Path, today: date) -> dict[str, list[Finding]]:
    """What is told of each question, by its id."""
    found: dict[str, list[Finding]] = {}
    for item in check(read_register(root), today):
        if "data/questions/" in item.place.path:
            found.setdefault(item.record or Path(item.place.path).stem, []).append(item)
    return found
