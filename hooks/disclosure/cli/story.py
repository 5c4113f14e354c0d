"""``disclosure story``: what a change means for readers, for those who approve it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from disclosure.cli.saying import fail, say
from disclosure.replacing import put_in_place

if TYPE_CHECKING:
    from disclosure.reporting.story import ChangeStory, TurnedVerdict
    from disclosure.reporting.story.report import Picture

_BEFORE = typer.Argument(metavar="BEFORE", help="改动以前生成的网站。没有这个文件夹，就不比较。")
_AFTER = typer.Argument(metavar="AFTER", help="改动以后生成的网站。没有这个文件夹，就没有比较和预览。")
_OUT = typer.Option("--out", metavar="DIR", help="comment.md、report.html、preview.zip 写在哪个文件夹。")
_FINDINGS = typer.Option("--findings", metavar="FILE", help="检查的结果：--format json 写出的文件。")
_INSPECTION = typer.Option("--inspection", metavar="FILE", help="disclosure inspect --base … --format json 的结果。")
_LINK = typer.Option("--link", metavar="URL", help="预览和报告放在哪个网址，写进评论。")
_PICTURES = typer.Option("--pictures/--no-pictures", help="有浏览器的，给改动的网页截图。")


def story(
    before: Annotated[Path, _BEFORE],
    after: Annotated[Path, _AFTER],
    out: Annotated[Path, _OUT],
    findings: Annotated[Path | None, _FINDINGS] = None,
    inspection: Annotated[Path | None, _INSPECTION] = None,
    remark: Annotated[list[str] | None, typer.Option("--remark", help="写在结论下面的话，可以写几次。")] = None,
    fault: Annotated[str, typer.Option("--fault", help="检查没有做完的原因。")] = "",
    link: Annotated[str, _LINK] = "",
    pictures: Annotated[bool, _PICTURES] = True,
) -> None:
    """Write what a change means for readers: a comment, a report, a preview."""
    from disclosure.findings import by_urgency
    from disclosure.reporting import machine
    from disclosure.reporting.discreet import discreet, discreetly
    from disclosure.reporting.story import ChangeStory
    from disclosure.reporting.story.changes import compared
    from disclosure.reporting.story.comment import comment
    from disclosure.reporting.story.report import report

    found, silenced = machine.read(_text(findings)) if findings is not None else ([], [])
    changes = compared(before, after) if before.is_dir() and after.is_dir() else None
    told = ChangeStory(
        by_urgency(discreet(found)),
        discreetly(silenced),
        _rules(bool(found)),
        fault,
        remark or [],
        changes,
        _uncompared(before, after),
        _turned(json.loads(_text(inspection))) if inspection is not None else [],
        link,
        after.is_dir(),
    )
    out.mkdir(parents=True, exist_ok=True)
    taken, unpictured = _with_preview(told, after, out, pictures)
    put_in_place(out / "comment.md", comment(told))
    put_in_place(out / "report.html", report(told, taken, unpictured))
    say(f"{told.verdict}。已写在 {out}：{'、'.join(sorted(file.name for file in out.iterdir()))}。")


def _with_preview(told: ChangeStory, after: Path, out: Path, wanted: bool) -> tuple[list[Picture], str]:
    preview = out / "preview.zip"
    preview.unlink(missing_ok=True)
    if not told.has_preview:
        return [], ""
    from disclosure.reporting.story.preview import write_preview

    write_preview(after, preview)
    if told.changes is None or not wanted:
        return [], ""
    from disclosure.cli.picturing import pictured

    return pictured(told.changes, preview)


def _uncompared(before: Path, after: Path) -> str:
    if not after.is_dir():
        return "改动后的网站没有生成，改好以后才有比较和预览。"
    return "" if before.is_dir() else "改动前的网站没有生成，没有比较。"


def _turned(inspected: Any) -> list[TurnedVerdict]:
    """The indicators whose verdict is another one, from the JSON of ``disclosure inspect``."""
    from disclosure.inspection.verdicts import InspectionVerdict
    from disclosure.reporting.story import TurnedVerdict

    labels = {verdict.value: verdict.label for verdict in InspectionVerdict} | {None: "没有这项指标"}
    changes = inspected.get("changes", []) if isinstance(inspected, dict) else []
    return [
        TurnedVerdict(item["title"], labels[item["before"]], labels[item["after"]])
        for item in changes
        if item["before"] != item["after"]
    ]


def _rules(wanted: bool) -> Any:
    if not wanted:
        return {}
    from disclosure.catalogue import RULES_BY_ID

    return RULES_BY_ID


def _text(file: Path) -> str:
    try:
        return file.read_text("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        fail(f"没有读到“{file.name}”。（{error}）")
