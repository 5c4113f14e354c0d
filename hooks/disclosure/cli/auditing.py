"""``disclosure audit-report``: any office's annual report, judged as it is."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from disclosure.cli.saying import fail, say


class AuditFormat(StrEnum):
    """How a verdict is written."""

    TEXT = "text"
    JSON = "json"


def audit_report(
    file: Annotated[
        Path,
        typer.Argument(
            metavar="FILE", help="年度报告：网页、docx、xlsx、PDF 或者纯文本。", exists=True, dir_okay=False
        ),
    ],
    last_year: Annotated[
        Path | None,
        typer.Option(
            "--last-year", metavar="FILE", help="上一年的年度报告，逐栏比较结转。", exists=True, dir_okay=False
        ),
    ] = None,
    format: Annotated[AuditFormat, typer.Option("--format", help="输出格式。")] = AuditFormat.TEXT,
) -> None:
    """Check the annual report of any office."""
    from disclosure.auditing.judging import AuditVerdict, audited
    from disclosure.auditing.opening import material_of
    from disclosure.auditing.report import AuditedReport, report_in
    from disclosure.auditing.telling import as_json, in_words
    from disclosure.reading.bounds import Unreadable

    def read(path: Path) -> AuditedReport:
        try:
            return report_in(material_of(path))
        except Unreadable as error:
            fail(f"“{path.name}”没有核对：{error}")

    audit = audited(read(file), read(last_year) if last_year is not None else None, _review_first)
    written = as_json if format is AuditFormat.JSON else in_words
    say(written(file.name, audit).rstrip("\n"))
    raise typer.Exit(0 if audit.verdict is AuditVerdict.PASS else 1)


def _review_first() -> date | None:
    """Since when reconsideration comes first, by the laws of the project in which the command runs."""
    from disclosure.law.book import law_book
    from disclosure.loading import read_register

    law = law_book(read_register(Path())).laws.get("行政复议法")
    return law.effective if law is not None else None
