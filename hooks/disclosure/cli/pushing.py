"""``disclosure push``: what is new for whom, told and written down for a system that sends it."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from disclosure.cli.options import Root, Today, refuse_inside, valid, valid_day, working_day
from disclosure.cli.saying import fail, say

if TYPE_CHECKING:
    from disclosure.exports.push import Missed, PushItem
    from disclosure.matching.persons import Household
    from disclosure.pages.cards import CardPick
    from disclosure.pages.site import Site


_Audience = Annotated[list[str] | None, typer.Option("--audience", metavar="人群", help="人群，可以写几次。")]
_Life = Annotated[list[str] | None, typer.Option("--life", metavar="事", help="要办的事，可以写几次。")]
_FirstDay = Annotated[str, typer.Option("--since", metavar="YYYY-MM-DD", help="从哪天起的新情况，含当日。")]
_Persona = Annotated[Path | None, typer.Option("--persona", help="写着当事人情况的文件（YAML），不放在本项目里。")]
_Sent = Annotated[Path | None, typer.Option("--sent", help="发送一方记着已经发过什么的文件（JSON），只读。")]
_Out = Annotated[Path | None, typer.Option("--out", help="把结果写成这个文件（JSON），给发送的系统用。")]
_Misses = Annotated[bool, typer.Option("--misses", help="同时列出对当事人不适用的，和差在哪里。")]


def push(
    since: _FirstDay,
    audience: _Audience = None,
    life: _Life = None,
    persona: _Persona = None,
    sent: _Sent = None,
    out: _Out = None,
    misses: _Misses = False,
    today: Today = None,
    root: Root = Path(),
) -> None:
    """List which policies since a day are new to whom, and why."""
    from disclosure.exports.push import as_written, for_household, for_picks, missed
    from disclosure.law.book import law_book
    from disclosure.loading import read_register
    from disclosure.pages.site import Site

    first = valid_day(since)
    register = read_register(root.resolve())
    if first is None or register.agency is None:
        fail("没有读到 data/agency.yml，请先运行 disclosure check。")
    for file in (persona, sent, out):
        refuse_inside(file, register.root, "当事人的情况和发送记录")
    if out is not None and any(read is not None and out.resolve() == read.resolve() for read in (persona, sent)):
        fail(f"“{out}”正是要读的那个文件，结果请写成另一个文件。")
    site = Site(register, law_book(register), working_day(register, valid(today)))
    people = _people(persona, site) if persona is not None else []
    chosen = _chosen(audience or [], life or [], site) if audience or life or persona is None else []
    items = [*for_picks(chosen, site, first), *(item for one in people for item in for_household(one, site, first))]
    still, before = _apart(items, sent)
    for line in _lines(still, before, first, site):
        say(line)
    for one in people if misses else ():
        _tell_missed(missed(one, site))
    if out is not None:
        text = json.dumps(as_written(still, before, first, site), ensure_ascii=False, indent=1)
        out.write_text(f"{text}\n", "utf-8")


def _chosen(audiences: list[str], events: list[str], site: Site) -> list[CardPick]:
    from disclosure.pages.cards import picks

    who, life = picks(site)
    if not audiences and not events:
        return [*who, *life]
    return [*(_named(name, who, "人群") for name in audiences), *(_named(name, life, "要办的事") for name in events)]


def _named(name: str, among: list[CardPick], what: str) -> CardPick:
    found = next((pick for pick in among if name in (pick.record.id, pick.title)), None)
    if found is None:
        known = "、".join(f"{pick.record.id}（{pick.title}）" for pick in among)
        fail(f"没有“{name}”这个{what}。可以写：{known}。")
    return found


def _people(file: Path, site: Site) -> list[Household]:
    from disclosure.matching.persons import households
    from disclosure.reading.text import read_text
    from disclosure.reading.yaml_tree import read_tree
    from disclosure.records.facts import Facts

    facts = next(iter(site.register.all(Facts)), None)
    if facts is None:
        fail("没有 data/facts.yml，不知道可以说哪些情况。")
    text, findings = read_text(file, file.name)
    tree, told = read_tree(text, file.name) if text else (None, [])
    if tree is None:
        fail(f"“{file}”没有读懂：{(findings + told)[0].message if findings + told else '文件是空的。'}")
    found, misread = households(tree, facts, site.today)
    if misread:
        first = misread[0]
        fail(f"{first.place.path}:{first.place.line} {first.message}{first.remedy}（共 {len(misread)} 处）")
    return found


def _apart(items: list[PushItem], sent: Path | None) -> tuple[list[PushItem], list[PushItem]]:
    from disclosure.exports.push import without_sent
    from disclosure.reading.bounds import Unreadable, read_whole

    if sent is None:
        return items, []
    try:
        known: Any = json.loads(read_whole(sent).decode("utf-8-sig"))
        return without_sent(items, known if isinstance(known, dict) else {})
    except (Unreadable, ValueError, TypeError, RecursionError):
        fail(f'“{sent}”不是发送记录，应当写成 {{"sent": [{{"to": "who-elderly", "key": "…"}}]}}。')


def _lines(items: list[PushItem], before: list[PushItem], since: date, site: Site) -> list[str]:
    """What is told, receiver by receiver."""
    lines = []
    for key, title in dict.fromkeys((item.to.key, item.to.title) for item in items):
        own = [item for item in items if item.to.key == key]
        lines.append(f"{title}（{key}）：{len(own)} 条")
        lines += [line for item in own for line in _said(item)]
    if not items:
        lines.append(f"{since} 到 {site.today} 没有要发的。")
    if before:
        lines.append(f"另有 {len(before)} 条已经发过，没有列入。")
    return lines


def _said(item: PushItem) -> list[str]:
    until = f"，截止：{item.until}" if item.until else ""
    return [f"  {item.event} {item.day} {item.headline}{until}", f"    理由：{item.reason}", f"    {item.url}"]


def _tell_missed(found: list[Missed]) -> None:
    for item in found:
        word = "说不准" if item.unknown else "不适用"
        say(f"  {word} {item.document.headline}：{item.reason}")
