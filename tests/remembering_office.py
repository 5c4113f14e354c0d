"""Edits of the small office's project, one of each kind, each of which somebody makes some day."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

from repository import write

Edit = Callable[[Path], None]

PAPER = "docs/policies/2024/doc-2024-008.md"
OLD_PAPER = "docs/policies/2023/doc-2023-001.md"
INTERPRETATION = "docs/interpretations/2024/doc-2024-009.md"
NOTICE = "docs/notices/2025/doc-2025-003.md"
ATTACHMENT = "docs/notices/2025/doc-2025-003-1.pdf"
DECISION = "data/decisions/2024/dec-2024-01.yml"
WAIVER = (
    "rule: {rule}\nwhere: {where}\nreason: 文件原文如此，不能改动。\napproved_by: 办公室负责人\nexpires: {expires}\n"
)


def changed(path: str, old: str, new: str) -> Edit:
    """An edit that puts one text in the place of another."""

    def edit(root: Path) -> None:
        text = (root / path).read_text("utf-8")
        assert old in text, f"{old} is not in {path}"
        (root / path).write_text(text.replace(old, new, 1), "utf-8")

    return edit


def added(path: str, text: str) -> Edit:
    """An edit that writes a new file, or writes one anew."""
    return lambda root: write(root, path, text)


def copied(path: str, other: str, old: str, new: str) -> Edit:
    """An edit that makes a new file of one that is there."""
    return lambda root: write(root, other, (root / path).read_text("utf-8").replace(old, new))


def removed(path: str) -> Edit:
    """An edit that takes a file away."""
    return lambda root: (root / path).unlink()


def moved(path: str, other: str) -> Edit:
    """An edit that renames a file."""

    def edit(root: Path) -> None:
        (root / other).parent.mkdir(parents=True, exist_ok=True)
        shutil.move(root / path, root / other)

    return edit


def at_once(*edits: Edit) -> Edit:
    """Several edits before anybody looks."""

    def edit(root: Path) -> None:
        for one in edits:
            one(root)

    return edit


def another_byte(path: str) -> Edit:
    """An edit of a file that is no text: another byte, as many as before."""

    def edit(root: Path) -> None:
        raw = bytearray((root / path).read_bytes())
        raw[len(raw) // 2] ^= 1
        (root / path).write_bytes(raw)

    return edit


EDITS: dict[str, Edit] = {
    "body": changed(PAPER, "负责日常养护。", "负责日常养护，联系人电话13812345678。"),
    "body mended": changed(PAPER, "，联系人电话13812345678。", "。"),
    "link in a body": changed(PAPER, "(ref:doc-2024-005)", "(ref:doc-2024-999)"),
    "link mended": changed(PAPER, "(ref:doc-2024-999)", "(ref:doc-2024-005)"),
    "title": changed(PAPER, "title: 柳溪街道社区花园共建管理办法", "title: 柳溪街道社区花园管理办法"),
    "summary": changed(PAPER, "summary: 规定社区花园的认领", "summary: 规定社区花园的共合国认领"),
    "column": changed(OLD_PAPER, "column: policies", "column: notices"),
    "column back": changed(OLD_PAPER, "column: notices", "column: policies"),
    "day": changed(PAPER, "published: 2024-06-11", "published: 2025-06-11"),
    "expiry": changed(PAPER, "expires: 2029-06-30", "expires: 2024-12-30"),
    "interprets": changed(INTERPRETATION, "interprets: doc-2024-008", "interprets: doc-2023-001"),
    "new": copied(NOTICE, "docs/notices/2025/doc-2025-010.md", "doc-2025-003", "doc-2025-010"),
    "second of an id": copied(NOTICE, "docs/notices/2025/doc-2025-011.md", "title: ", "title: 又一份"),
    "removed": removed("docs/notices/2025/doc-2025-011.md"),
    "renamed": moved(OLD_PAPER, "docs/policies/2023/doc-2023-009.md"),
    "stage": changed(DECISION, "execution: {absent: not-due, due: 2025-12-31}", "execution: doc-2024-014"),
    "stage swapped": changed(DECISION, "draft: doc-2024-001", "draft: doc-2024-002"),
    "opinion": changed(DECISION, "not_adopted: 2", "not_adopted: 3"),
    "attachment of the same size": another_byte(ATTACHMENT),
    "attachment replaced": lambda root: (root / ATTACHMENT).write_bytes(b"no more a PDF"),
    "attachment removed": removed(ATTACHMENT),
    "attachment new": lambda root: (root / "docs/notices/2025/doc-2025-003-2.txt").write_bytes(b"110101199003070079"),
    "column renamed": changed("data/columns.yml", "title: 公开制度", "title: 公开的制度"),
    "columns in another order": changed("data/columns.yml", "keywords: [制度]", "keywords: [制度, 规定]"),
    "department renamed": changed("data/agency.yml", "title: 社区建设办公室", "title: 社区发展办公室"),
    "telephone": changed("data/agency.yml", "phone: 000-00000000", "phone: 000-00000001"),
    "law": changed("data/laws/law-office.yml", "number: 3", "number: 93"),
    "limit": changed("data/limits.yml", "value: 20", "value: 1"),
    "calendar": changed("data/calendar/2025.yml", "last: 2025-02-04", "last: 2025-02-05"),
    "wording": changed("data/wording.yml", "wrong: 攻府", "wrong: 社区花园"),
    "synonym": changed("data/synonyms.yml", "groups:", "groups:\n  - words: [花园, 苗圃]"),
    "waiver": added("data/waivers/one.yml", WAIVER.format(rule="WRD-001", where="doc-2024-008", expires="2030-12-31")),
    "waiver expired": changed("data/waivers/one.yml", "2030-12-31", "2024-12-31"),
    "redirect": added("data/redirects/one.yml", "old: old/one.html\nnew: doc-2024-009\n"),
    "broken": changed(PAPER, "kind: normative", "kind: : normative"),
    "broken mended": changed(PAPER, "kind: : normative", "kind: normative"),
    "empty value": changed(NOTICE, "title: ", "keywords:\ntitle: "),
    "another text beside it": changed(INTERPRETATION, "住在附近", "就住在附近"),
    "two at once": at_once(
        changed(NOTICE, "title: ", "title: 关于"),
        changed(INTERPRETATION, "住在附近", "身份证110101199003070079，住在附近"),
    ),
}
