"""CODEOWNERS, generated from data/: who must agree before a change is merged (the second pair of eyes).

GitHub reads .github/CODEOWNERS, GitLab .gitlab/CODEOWNERS; both take the same lines, the last that fits a file holds.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from disclosure.records.agency import Department
from disclosure.register import Register

FILES = (Path(".github/CODEOWNERS"), Path(".gitlab/CODEOWNERS"))

_HEAD = """\
# 谁审核哪些文件：由 disclosure owners 按 data/agency.yml 和 data/columns.yml 生成，请勿手改。
# 代码托管网站上要打开“合并前必须由代码所有者批准”，这个文件才起作用。
"""


def code_owners(register: Register) -> str:
    """The text of CODEOWNERS; empty if no department has an account."""
    lines = list(_lines(register))
    width = max((len(pattern) for pattern, _ in lines), default=0)
    return _HEAD + "".join(f"{pattern.ljust(width)} {owners}\n" for pattern, owners in lines) if lines else ""


def _lines(register: Register) -> Iterator[tuple[str, str]]:
    """The disclosure office for everything, joined by the department in charge where a column names one."""
    office = _account(register, register.agency.disclosure_office if register.agency else None)
    if office:
        yield "*", office
        yield "/data/", office
    for column in register.columns:
        owners = dict.fromkeys(filter(None, (office, _account(register, column.department))))
        if column.kinds and owners:
            yield f"/docs/{column.id}/", " ".join(owners)


def _account(register: Register, department: str | None) -> str:
    found = register.get(department or "", Department)
    return found.account or "" if found is not None else ""


def write(root: Path, text: str) -> None:
    """Write CODEOWNERS for both hosts below ``root``."""
    for file in FILES:
        (root / file).parent.mkdir(parents=True, exist_ok=True)
        (root / file).write_text(text, "utf-8")
