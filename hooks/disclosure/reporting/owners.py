"""CODEOWNERS, generated from data/: who must agree before a change is merged (the second pair of eyes).

GitHub reads .github/CODEOWNERS, GitLab .gitlab/CODEOWNERS; in both the last line that fits a file holds. Where two
offices must agree the hosts differ: GitLab asks each section for its own approval, GitHub is content with any one of
the owners on a line, and only a ruleset of the repository makes it ask both.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from disclosure.records.agency import Department
from disclosure.register import Register

GITHUB, GITLAB = Path(".github/CODEOWNERS"), Path(".gitlab/CODEOWNERS")

# What decides how content is checked and published. Whoever may change it can switch every check off.
PROGRAM = (
    "/.github/", "/.ci/", "/.gitlab/", "/.gitlab-ci.yml", "/hooks/", "/scripts/", "/tests/",
    "/Makefile", "/mkdocs.yml", "/pyproject.toml", "/requirements.lock",
)  # fmt: skip

_HEAD = """\
# 谁审核哪些文件：由 disclosure owners 按 data/agency.yml 和 data/columns.yml 生成，请勿手改。
# 代码托管网站上要打开“合并前必须由代码所有者批准”，这个文件才起作用。
"""
_EITHER = """\
# 一行写了两个账号的，GitHub 只要其中一个批准。两个都要批准的，在 Settings → Rules → Rulesets 里另加一条：
# Require a pull request before merging → Require review from specific teams，写上文件夹和小组。
"""
_BOTH = """\
# 每一节各要一个批准：文件落在两节里的，两个都要批准。
"""

_Line = tuple[str, str]


def code_owners(register: Register) -> dict[Path, str]:
    """CODEOWNERS by the file that each host reads; empty if there is no account at all."""
    own, both = list(_own(register)), list(_departments(register))
    if not own and not both:
        return {}
    office = dict(own).get("/docs/", "")
    either = [(pattern, " ".join(dict.fromkeys(filter(None, (office, owner))))) for pattern, owner in both]
    program = [line for line in own if line[0] in PROGRAM]
    content = [line for line in own if line[0] not in PROGRAM]
    departments = "\n[责任部门]\n" + "".join(_aligned(both)) if both else ""
    return {
        GITHUB: _HEAD + _EITHER + "".join(_aligned([*content, *either, *program])),
        GITLAB: _HEAD + _BOTH + "[公开工作机构和程序]\n" + "".join(_aligned(own)) + departments,
    }


def _own(register: Register) -> Iterator[_Line]:
    """The disclosure office for all content, the owner of the program for everything else."""
    agency = register.agency
    office = _account(register, agency.disclosure_office if agency else None)
    engine = (agency.engine_owner if agency else None) or office
    if engine:
        yield "*", engine
    if office:
        yield "/data/", office
        yield "/docs/", office
    if engine:
        yield from ((pattern, engine) for pattern in PROGRAM)


def _departments(register: Register) -> Iterator[_Line]:
    """Each column's department, where it has an account and is not the disclosure office itself."""
    office = register.agency.disclosure_office if register.agency else None
    for column in register.columns:
        owner = _account(register, column.department) if column.department != office else ""
        if column.kinds and owner:
            yield f"/docs/{column.id}/", owner


def _account(register: Register, department: str | None) -> str:
    found = register.get(department or "", Department)
    return found.account or "" if found is not None else ""


def _aligned(lines: list[_Line]) -> list[str]:
    width = max((len(pattern) for pattern, _ in lines), default=0)
    return [f"{pattern.ljust(width)} {owners}\n" for pattern, owners in lines]


def write(root: Path, texts: dict[Path, str]) -> None:
    """Write CODEOWNERS for each host below ``root``."""
    for file, text in texts.items():
        (root / file).parent.mkdir(parents=True, exist_ok=True)
        (root / file).write_text(text, "utf-8")
