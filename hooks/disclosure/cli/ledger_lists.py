"""``disclosure requests list | export``: how each request stands, and its nodes for the city's platform."""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from disclosure.cli.deadlines import tell_unread
from disclosure.cli.options import Root, Today, refuse_inside, valid, working_day
from disclosure.cli.saying import fail, say
from disclosure.replacing import put_in_place

if TYPE_CHECKING:
    from disclosure.exports.request_nodes import NodeAt
    from disclosure.law.book import LawBook
    from disclosure.records.requests import Request
    from disclosure.register import Register


OfYear = Annotated[int | None, typer.Option("--year", metavar="YYYY", help="只要这一年收到的。")]


class ExportForm(StrEnum):
    """The form of an exported table."""

    CSV = "csv"
    XLSX = "xlsx"


def listed(year: OfYear = None, today: Today = None, root: Root = Path()) -> None:
    """列出每件申请办到哪一步、什么时候到期，哪些节点录入晚了或者没有录入，办理清单还差几项。"""
    from disclosure.exports.request_nodes import nodes_of
    from disclosure.law.book import law_book
    from disclosure.law.platform_entry import Entered
    from disclosure.loading import read_register

    told, register = valid(today), read_register(root.resolve())
    tell_unread(register)
    day, law = working_day(register, told), law_book(register)
    requests = _asked(register, year)
    late = 0
    for request in requests:
        nodes = nodes_of([request], register, law, day)
        late += any(at.entered in (Entered.LATE, Entered.NEVER) for at in nodes)
        say("\n".join(_lines(request, nodes, law)))
    say(f"共 {len(requests)} 件，其中 {late} 件有录入晚了或者没有录入的节点。")


def _lines(request: Request, nodes: list[NodeAt], law: LawBook) -> Iterator[str]:
    from disclosure.law.platform_entry import Entered
    from disclosure.law.request_facts import clock_of
    from disclosure.law.request_words import when

    clock = clock_of(request, law, nodes[0].today)
    state = clock.state.label if clock is not None else "数不出期限"
    due = f"，{when(clock.reply)} 以前答复" if clock is not None and clock.is_open and clock.reply is not None else ""
    number = f"（{request.number}）" if request.number else ""
    yield f"{request.id}{number}  {request.applicant.label}  {request.subject}  {state}{due}"
    for at in nodes:
        if at.entered is Entered.LATE:
            yield f"    {at.node.kind.label} {at.node.date}：应当在 {at.due} 以前录入平台，{at.node.entered} 才录入"
        elif at.entered is Entered.NEVER:
            yield f"    {at.node.kind.label} {at.node.date}：应当在 {at.due} 以前录入平台，没有录入"
    if request.steps.left:
        yield f"    办理清单还有：{'、'.join(request.steps.left)}"


def export(
    out: Annotated[Path, typer.Option("--out", help="写到哪个文件；放在网站的文件夹以外。")],
    format: Annotated[ExportForm, typer.Option("--format", help="表格的格式。")] = ExportForm.XLSX,
    left: Annotated[bool, typer.Option("--left", help="只要还没有录入平台的节点。")] = False,
    year: OfYear = None,
    today: Today = None,
    root: Root = Path(),
) -> None:
    """导出申请的各个节点，供录入全市政务公开工作平台；各栏照 data/request-columns.yml。"""
    from disclosure.exports.request_nodes import columns_of, csv_of, nodes_of, rows_of, xlsx_of
    from disclosure.law.book import law_book
    from disclosure.loading import read_register

    told, register = valid(today), read_register(root.resolve())
    refuse_inside(out, root, "导出的台账")
    tell_unread(register)
    day, columns = working_day(register, told), columns_of(register)
    nodes = nodes_of(_asked(register, year), register, law_book(register), day)
    rows = rows_of(columns, [at for at in nodes if not left or at.node.entered is None])
    data = csv_of(columns, rows) if format is ExportForm.CSV else xlsx_of(columns, rows)
    put_in_place(out, data)
    say(f"已导出 {len(rows)} 个节点。台账不公开，用完请删除这个文件。")


def _asked(register: Register, year: int | None) -> list[Request]:
    found = [request for request in register.requests if year is None or request.file_year == str(year)]
    if not found:
        fail("没有申请台账：请在 data/agency.yml 写 requests，或者核对年份。")
    return found
