"""``disclosure inspect``: the office's own sources, or any tree of built pages, as inspectors would judge them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from enum import StrEnum
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Annotated

import typer

from disclosure.cli.options import Root, Today, valid, working_day
from disclosure.cli.saying import fail, say

if TYPE_CHECKING:
    from disclosure.findings import Finding
    from disclosure.inspection.telling import Inspection
    from disclosure.inspection.verdicts import Judgement
    from disclosure.reading.history import History
    from disclosure.register import Register


class InspectionFormat(StrEnum):
    """How verdicts are written."""

    TEXT = "text"
    JSON = "json"
    MARKDOWN = "markdown"


def inspect(
    base: Annotated[str | None, typer.Option("--base", metavar="REV", help="和这个版本相比，哪些结论变了。")] = None,
    site: Annotated[
        Path | None,
        typer.Option(
            "--site", metavar="DIR", help="改查这个文件夹里已生成的网页，不论是谁的。", exists=True, file_okay=False
        ),
    ] = None,
    today: Today = None,
    format: Annotated[InspectionFormat, typer.Option("--format", help="输出格式。")] = InspectionFormat.TEXT,
    root: Root = Path(),
) -> None:
    """Judge the office's own sources, or any tree of pages, as inspectors would."""
    from disclosure.inspection.telling import as_data, as_markdown, in_words
    from disclosure.loading import read_register
    from disclosure.reporting.characters import json_text

    if base is not None and site is not None:
        fail("--base 比较的是本站的内容，不能和 --site 一起用。")
    register = read_register(root.resolve())
    day = working_day(register, valid(today))
    inspection = _of_site(register, site, day) if site is not None else _of_sources(register, base, day)
    if format is InspectionFormat.JSON:
        written = json_text(as_data(inspection))
    else:
        written = (as_markdown if format is InspectionFormat.MARKDOWN else in_words)(inspection)
    say(written.rstrip("\n"))
    raise typer.Exit(1 if inspection.fails else 0)


def _of_sources(register: Register, base: str | None, today: date) -> Inspection:
    from disclosure.incoming import register_at
    from disclosure.inspection.changes import changed
    from disclosure.inspection.telling import Inspection
    from disclosure.reading.git import GitFailed

    after = _judged(register, register.root, today)
    if base is None:
        return Inspection("本站的内容", today, after)
    try:
        with TemporaryDirectory(prefix="disclosure-") as folder:
            before = _judged(register_at(register.root, base, Path(folder)), register.root, today)
    except GitFailed as error:
        fail(f"没有读到“{base}”这个版本，请核对版本号，并下载全部历史（git fetch --unshallow）。（{error}）")
    return Inspection("本站的内容", today, after, base=base, changes=changed(before, after))


def _judged(register: Register, repository: Path, today: date) -> list[Judgement]:
    from disclosure.catalogue import ALL_RULES
    from disclosure.check import checked
    from disclosure.reading.history import read_history

    history = read_history(repository)
    return judged_by(register, checked(register, today, rules=ALL_RULES, history=history).findings, history, today)


def judged_by(register: Register, found: Iterable[Finding], history: History, today: date) -> list[Judgement]:
    """The verdicts on the office's own sources, by what was found in them."""
    from disclosure.catalogue import ALL_RULES
    from disclosure.inspection.judging import inspected
    from disclosure.inspection.sources import source_facts
    from disclosure.law.book import law_book
    from disclosure.records.inspection import Inspected, InspectionPack
    from disclosure.reporting.discreet import discreet
    from disclosure.waiting import without_waiting

    law = law_book(register)
    # A pull request's comment has more readers than the office: nothing of a request is quoted.
    facts = source_facts(without_waiting(register, today), law, today, discreet(found), ALL_RULES, history.until(today))
    return inspected(facts, register.all(InspectionPack), law, today, list(Inspected))


def _of_site(register: Register, site: Path, today: date) -> Inspection:
    from disclosure.inspection.judging import inspected
    from disclosure.inspection.telling import Inspection
    from disclosure.law.book import law_book
    from disclosure.records.inspection import Inspected, InspectionPack
    from disclosure.records.wording import Wording
    from disclosure.screening.written import Known
    from disclosure.survey.site import survey  # here, since no other command needs it

    known = Known(wording=next(iter(register.all(Wording)), None))
    found = survey(site, known, today)
    law = law_book(register)
    judgements = inspected(found.facts, register.all(InspectionPack), law, today, [Inspected.WEBSITE])
    return Inspection(f"文件夹 {site.name} 里的网页", today, judgements, notes=found.notes)
