"""A record type with a page is four files and example data: everything else follows from the model's class."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from hashlib import sha256
from pathlib import Path

import pytest
from selectolax.lexbor import LexborHTMLParser

from repository import write

REPOSITORY = Path(__file__).resolve().parents[1]
ENGINE = "hooks/disclosure"
DOCUMENT = "docs/notices/2025/doc-2025-003.md"

MODEL = '''
"""Projects for the people's livelihood, for a test."""

from __future__ import annotations

from typing import Annotated, ClassVar

from pydantic import Field

from disclosure.records.base import Record, RefTo, Slot
from disclosure.records.values import Count, Id, Text


class Project(Record):
    """A project of a year (data/projects/<year>/<id>.yml)."""

    record_type: ClassVar[str] = "project"
    type_label: ClassVar[str] = "民生项目"
    files: ClassVar[str] = "data/projects/{year}/{id}.yml"
    page_folder: ClassVar[str] = "projects"
    list_page: ClassVar[str] = "民生项目一览"
    tells_back: ClassVar[bool] = True

    id: Id = Field(title="编号", description="永久不变的编号", examples=["prj-2025-01"])
    title: Text = Field(title="名称", description="项目的名称")
    budget: Count = Field(title="预算", description="万元", examples=["12"])
    notice: Annotated[Id, RefTo("document", "民生项目的通知")] = Field(title="通知", description="公布项目的文件编号")
    result: Annotated[Slot, RefTo("document", "民生项目的结果")] = Field(title="结果", description="文件编号或原因")
'''
RULES = '''
"""Projects: they cost something."""

from __future__ import annotations

from collections.abc import Iterator

from disclosure.records.projects import Project
from disclosure.rules.framework import Context, Fault, rule


@rule("PRJ-001", "项目写明预算", on=Project)
def a_project_costs_something(project: Project, context: Context) -> Iterator[Fault]:
    """A project has a budget.

    Bad:  budget: 0
    Good: budget: 12
    """
    if int(project.budget) == 0:
        yield project.place("budget"), "预算写的是 0。", "请写实际的预算。"
'''
MAKER = '''
"""The page of a project."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from disclosure.pages import addresses
from disclosure.pages.hrefs import Links
from disclosure.pages.makers import pages_of
from disclosure.pages.page import Page, site_tags, trail_to
from disclosure.pages.site import Site
from disclosure.pages.slots import slot_view
from disclosure.records.projects import Project


@pages_of(Project)
def project_page(project: Project, site: Site) -> Iterator[Page]:
    """A project and what came of it."""

    def values(links: Links) -> Mapping[str, Any]:
        return {
            "project": project,
            "notice": site.register.records[project.notice],
            "result": slot_view(site, project.result, project.place("result")),
            "pointing": site.pointing_at(project),
        }

    yield Page(
        site=site,
        address=addresses.address(project),
        title=project.title,
        template="project.html",
        source=project.place(),
        values=values,
        description=project.title,
        tags=site_tags(site),
        trail=(*trail_to(site, None), (Project.list_page, addresses.list_address(Project))),
    )
'''
TEMPLATE = """
{% extends "shell.html" %}
{% import "macros.html" as macros with context %}
{% block main %}
<h1>{{ project.title }}</h1>
<p><a href="{{ to(address(notice), project.place("notice")) }}">{{ notice.title }}</a></p>
{% if result.record %}
<p><a href="{{ to(address(result.record), result.origin) }}">{{ result.record.title }}</a></p>
{% else %}
<p class="absent">{{ result.absence }}，{{ result.ground }}</p>
{% endif %}
{{ macros.pointing_here("与本项目有关", pointing, to) }}
{% endblock %}
"""
PROJECT = """
id: prj-2025-01
title: 加装扶手
budget: 0
notice: doc-2025-003
result: {absent: not-due, due: 2025-10-31}
"""
TYPE = {
    f"{ENGINE}/records/projects.py": MODEL,
    f"{ENGINE}/rules/projects.py": RULES,
    f"{ENGINE}/pages/projects.py": MAKER,
    f"{ENGINE}/pages/templates/project.html": TEMPLATE,
}
EXAMPLE = {"data/projects/2025/prj-2025-01.yml": PROJECT}
GENERATED = {"data/_schema/projects.json", ".vscode/settings.json", "HANDBOOK.md"}


@pytest.fixture
def project(office_copy: Path) -> Path:
    """The small office with an engine of its own, and with what is generated for editors."""
    (office_copy / "hooks").unlink()
    shutil.copytree(REPOSITORY / "hooks", office_copy / "hooks", ignore=shutil.ignore_patterns("__pycache__"))
    for path in (".vscode/settings.json", "HANDBOOK.md"):
        write(office_copy, path, (REPOSITORY / path).read_text("utf-8"))
    shutil.copytree(REPOSITORY / "data/_schema", office_copy / "data/_schema", dirs_exist_ok=True)
    return office_copy


def test_four_files_and_an_example_make_a_record_type(project: Path) -> None:
    before = contents(project)
    for path, text in (TYPE | EXAMPLE).items():
        write(project, path, text.lstrip("\n"))
    for module in ("schema", "handbook"):
        assert run(project, "-m", f"disclosure.records.{module}").returncode == 0
    after = contents(project)
    assert {path for path in after if after[path] != before.get(path)} == set(TYPE) | set(EXAMPLE) | GENERATED
    assert told_to_editors(project) == {"title", "budget", "notice", "result", "id"}

    found = findings(project, "check")
    assert [(item["rule"], item["path"], item["line"], item["record"]) for item in found] == [
        ("PRJ-001", "data/projects/2025/prj-2025-01.yml", 3, "prj-2025-01")
    ]

    write(project, "data/projects/2025/prj-2025-01.yml", PROJECT.lstrip("\n").replace("budget: 0", "budget: 12"))
    write(project, DOCUMENT, f"{(project / DOCUMENT).read_text('utf-8')}\n\n见 [](ref:prj-2025-01)。\n")
    assert findings(project, "build") == []
    page, document, site_map = (links(project, path) for path in PAGES)
    assert page.count("../documents/doc-2025-003.html") == 2  # the notice, and as the document that speaks of it
    assert document.count("../projects/prj-2025-01.html") == 2  # in its text, and as the project whose notice it is
    assert "../projects.html" in site_map
    assert links(project, "projects.html").count("projects/prj-2025-01.html") == 1
    text = LexborHTMLParser((project / "site/projects/prj-2025-01.html").read_text("utf-8"))
    assert text.css_first("p.absent").text() == "未到期，预计2025年10月31日前公开"
    assert text.css_first("aside.pointing a").attributes["href"] == "../documents/doc-2025-003.html"
    published = (project / "site/sitemap.xml").read_text("utf-8")
    assert "/projects/prj-2025-01.html</loc>" in published and "/projects.html</loc>" in published


PAGES = ("projects/prj-2025-01.html", "documents/doc-2025-003.html", "about/site-map.html")


def told_to_editors(project: Path) -> set[str]:
    """The fields of the new type that the schema, the settings and the handbook agree on."""
    schema = json.loads((project / "data/_schema/projects.json").read_text("utf-8"))
    wired = json.loads((project / ".vscode/settings.json").read_text("utf-8"))["yaml.schemas"]
    assert wired["./data/_schema/projects.json"] in ("data/projects/*/*.yml", ["data/projects/*/*.yml"])
    handbook = (project / "HANDBOOK.md").read_text("utf-8")
    table = handbook.partition("### 民生项目：data/projects/年份/编号.yml\n")[2].partition("###")[0]
    rows = {line.split("`")[1] for line in table.split("\n") if line.startswith("| `")}
    assert rows == set(schema["properties"])
    return rows


def contents(project: Path) -> dict[str, str]:
    files = (file for file in project.rglob("*") if file.is_file() and "__pycache__" not in file.parts)
    return {file.relative_to(project).as_posix(): sha256(file.read_bytes()).hexdigest() for file in files}


def findings(project: Path, command: str) -> list[dict[str, str]]:
    main = "from disclosure.cli import main; main()"
    ended = run(project, "-c", main, command, "--format", "json", "--today", "2025-06-18")
    assert ended.returncode in (0, 1), ended.stdout + ended.stderr
    return list(json.loads(ended.stdout)["findings"])


def run(project: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Python with the project's own engine."""
    environment = {**os.environ, "PYTHONPATH": str(project / "hooks"), "PYTHONDONTWRITEBYTECODE": "1"}
    line = [sys.executable, *arguments]
    return subprocess.run(line, cwd=project, env=environment, capture_output=True, text=True, encoding="utf-8")


def links(project: Path, path: str) -> list[str | None]:
    tree = LexborHTMLParser((project / "site" / path).read_text("utf-8"))
    return [node.attributes.get("href") for node in tree.css("main a")] or [None]
