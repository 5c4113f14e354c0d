"""``columns.yml``: which column of the old site goes to which of ours."""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import NamedTuple

from pydantic import Field

from disclosure.expressions import expression
from disclosure.findings import Finding
from disclosure.reading.validation import validate
from disclosure.reading.yaml_tree import read_tree
from disclosure.records.base import Part
from disclosure.records.values import Text, Url

LEFT_OUT = "不取"
_STEPS = expression(r"\s*[>＞/\\|｜»—\-_]+\s*")


class MappedColumn(Part):
    """Where the papers of a column go, and what all of them are."""

    column: Text = Field(title="栏目", description="本站栏目的编号或者名称")
    kind: Text | None = Field(None, title="文件种类", description="这个栏目收几种文件的，写哪一种")
    department: Text | None = Field(None, title="责任部门", description="部门的编号或者名称")


class SiteMap(Part):
    """The whole file."""

    site: Url | None = Field(
        None, title="旧网站的首页", description="旧网址从它算起", examples=["http://www.example.gov.cn/"]
    )
    columns: dict[str, Text | MappedColumn] = Field(
        title="栏目对照", description="左边写旧网站的栏目名称或者文件夹，右边写本站的栏目，不要的写 不取"
    )
    reason: Text | None = Field(None, title="补录原因", description="为什么现在才放到本站，每一份都写它")
    approved_by: Text | None = Field(None, title="批准单位", description="哪个部门批准补录，每一份都写它")


class Goal(NamedTuple):
    """What is said of an old column; an empty column means that it is left out."""

    column: str
    kind: str = ""
    department: str = ""


def site_map(text: str, path: str) -> tuple[SiteMap | None, list[Finding]]:
    """The file as written, or what is wrong with it."""
    tree, findings = read_tree(text, path)
    found, told = validate(SiteMap, tree) if tree is not None else (None, [])
    return (None if findings else found), [*findings, *told]


def goal_of(mapping: SiteMap, column: str, path: str) -> Goal | None:
    """Where a page goes, by the name of its column, its parts from the last on, or the folders that it lies in."""
    steps = [step for step in _STEPS.split(column) if step]
    folders = ["/".join(PurePosixPath(path).parts[start:end]) for end, start in _ranges(len(PurePosixPath(path).parts))]
    for key in (column, *reversed(steps), *folders):
        said = mapping.columns.get(key) or mapping.columns.get(f"{key}/")
        if isinstance(said, MappedColumn):
            return Goal(said.column, said.kind or "", said.department or "")
        if said is not None:
            return Goal("" if said == LEFT_OUT else said)
    return None


def _ranges(count: int) -> list[tuple[int, int]]:
    """From where to where some folders go, the deepest and longest first; the file's own name is none."""
    return [(end, start) for end in range(count - 1, 0, -1) for start in range(end)]
