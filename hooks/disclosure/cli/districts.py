"""``disclosure district | gather``: many offices, each its own repository, under one portal and one search."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from disclosure.cli.ending import finish
from disclosure.cli.options import Discreet, Output, Root, Today, valid_day
from disclosure.cli.saying import fail, say
from disclosure.cli.unforeseen import foreseen
from disclosure.district import ROLL
from disclosure.order import day_in_china
from disclosure.replacing import put_below
from disclosure.reporting import Format

if TYPE_CHECKING:
    from disclosure.district.gather import Brought
    from disclosure.district.roll import Roll, RollEntry


district = typer.Typer(
    name="district", help="区级汇总：名册里的各机关各自生成，合成一个门户。", no_args_is_help=True, add_completion=False
)
_Name = Annotated[Path, typer.Option("--list", help="各机关的名册。")]
_LIST = Path(ROLL)


@district.command("list")
@foreseen
def list_offices(name: _Name = _LIST, root: Root = Path()) -> None:
    """列出名册里各机关的编号，一行一个。"""
    from disclosure.district.roll import ids

    typer.echo("\n".join(ids(_roll(root, name))))


@district.command("build")
@foreseen
def build_one(
    key: Annotated[str, typer.Argument(metavar="ID", help="机关在名册里的编号。")],
    name: _Name = _LIST,
    today: Today = None,
    discreet: Discreet = False,
    root: Root = Path(),
) -> None:
    """取来一个机关的内容；有改动的，检查并生成它的网站。有错误的保留以前的网页，照样算完成，汇总时点名。"""
    from disclosure.district.building import build_office
    from disclosure.district.roll import ids, office_called
    from disclosure.findings import blocking, by_urgency
    from disclosure.reporting.discreet import discreet as discreetly

    roll = _roll(root, name)
    entry = office_called(roll, key)
    if entry is None:
        fail(f"名册里没有“{key}”。有的是：{'、'.join(ids(roll))}。")
    built = build_office(root.resolve(), entry, valid_day(today), _today(None))
    stopping = by_urgency(blocking(list(built.findings)), set())
    for finding in discreetly(stopping) if discreet else stopping:
        say(f"{entry.name} {finding.place.path}:{finding.place.line}: {finding.rule} {finding.message}{finding.remedy}")
    told = "已经生成" if built.noted.fresh else "没有改动，不用重新生成"
    say(f"{entry.name}：{f'没有更新，{built.noted.failure}' if built.noted.failure else f'{told}。'}")
    if built.noted.failure:
        _follow(root.resolve(), entry, _today(valid_day(today)))


def _follow(root: Path, entry: RollEntry, today: date) -> None:
    """What fails holds up the rest of an office's pages; what it has taken down must not stay for that."""
    from disclosure.district.workplace import office_folder, site_folder
    from disclosure.emergency.merged import follow_withdrawals
    from disclosure.publish import PublishError

    try:
        taken = follow_withdrawals(office_folder(root, entry.id), site_folder(root, entry.id), today)
    except PublishError as error:
        fail(f"{entry.name}有撤下的文件还在网页上：{error}")
    if taken:
        say(f"{entry.name}：已经按它的撤下记录撤下 {'、'.join(taken)}，其余网页和以前一样。")


@district.command("pipelines")
@foreseen
def write_pipelines(name: _Name = _LIST, root: Root = Path()) -> None:
    """按名册写出 GitHub 和 GitLab 的流水线。名册改了以后再运行一次。"""
    from disclosure.district.hosting import pipelines

    for path, text in pipelines(_roll(root, name)).items():
        put_below(root, path, text)
        say(f"已写入 {path}。")


def gather_offices(
    faces: Annotated[
        list[Path] | None,
        typer.Argument(
            metavar="[FACES]...", help="各机关网站的文件夹，或者里面的 faces.json；不写的，用 offices/ 里的。"
        ),
    ] = None,
    name: _Name = _LIST,
    today: Today = None,
    out: Annotated[Path, typer.Option("--out", help="汇总放在哪个文件夹。")] = Path("site"),
    summary: Annotated[Path | None, typer.Option("--summary", help="另把没有更新的机关写进这个文件。")] = None,
    format: Output = Format.TEXT,
    root: Root = Path(),
) -> None:
    """把各机关公开的内容合成一个门户和一个搜索。没有更新的机关保留以前的网页并点名，别的照常更新。"""
    from disclosure.district.gather import gather
    from disclosure.district.hosting import outdated
    from disclosure.publish import PublishError

    place, roll = root.resolve(), _roll(root, name)
    brought = _told(roll, faces) if faces else _in_place(place, roll)
    try:
        findings = gather(place, place / out, roll, brought, _today(valid_day(today)))
    except PublishError as error:
        fail(str(error))
    for path in outdated(place, roll):
        say(f"{path} 和名册不一样了，请运行 disclosure district pipelines。", error=True)
    if summary is not None:
        with summary.open("a", encoding="utf-8") as file:
            file.write("".join(f"- {item.message}\n" for item in findings) or "各机关都已经更新。\n")
    finish(findings, format, strict=False)


def _roll(root: Path, name: Path) -> Roll:
    from disclosure.district.roll import read_roll

    if not (root / name).is_file():
        fail(f"没有名册“{name}”。请照 CONTRIBUTING.md 的“区级汇总”写一份。")
    roll, findings = read_roll(root.resolve(), name.as_posix())
    if roll is None:
        finish(findings, Format.TEXT, strict=False)
        fail("名册读不出来。")
    return roll


def _in_place(root: Path, roll: Roll) -> dict[str, Brought]:
    """What lies in the district's own folder."""
    from disclosure.district.gather import Brought
    from disclosure.district.roll import ids
    from disclosure.district.workplace import last_build, site_folder
    from disclosure.faces.face import FILE

    known = {key: last_build(root, key) for key in ids(roll)}
    return {
        key: Brought(site_folder(root, key), build.failure if build is not None else "")
        for key, build in known.items()
        if build is not None or (site_folder(root, key) / FILE).is_file()
    }


def _told(roll: Roll, given: list[Path]) -> dict[str, Brought]:
    """What was named, each file under the office whose address it bears; what nobody bears ends the command."""
    from disclosure.district.gather import Brought
    from disclosure.faces.face import FILE, FacesError, read_faces

    by_url = {office.site_url: office.id for office in roll.offices}
    found: dict[str, Brought] = {}
    for path in given:
        tree = path if path.is_dir() else path.parent
        try:
            url = read_faces(tree / FILE).site_url
        except FacesError as error:
            fail(f"“{path}”：{error}")
        if url not in by_url:
            fail(f"“{path}”的发布网址 {url} 不在名册里。")
        found[by_url[url]] = Brought(tree.absolute())
    return found


def _today(told: date | None) -> date:
    return told or day_in_china(datetime.now(UTC))
