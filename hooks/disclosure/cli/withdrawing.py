"""``disclosure withdraw``: one page down at once, whatever else fails; what it says repeats nothing of the page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from disclosure.cli.options import Root, Today, valid, working_day
from disclosure.cli.saying import fail, say
from disclosure.order import in_china
from disclosure.records.withdrawals import WithdrawalCode

if TYPE_CHECKING:
    from disclosure.emergency import TakenOff
    from disclosure.findings import Finding


_MOST = 20  # numbers that are told by name
_FEW = 3  # findings that are told in words

_STILL_TO_DO = (
    "泄露了的，还要马上做（手册“泄露了怎么办”）：",
    "1. 打电话报告网站管理员、办公室负责人和保密工作人员，只说编号，不复述内容。"
    "可能涉及国家秘密的，立即停止传输并报告（保守国家秘密法第三十四条），下面几步听保密工作人员的。"
    "向谁报告、多少时间以内报告，按本单位规定。",
    "2. 代码库的修改历史里还有它。公开的代码库先改为不公开，经同意再清除历史，"
    "并请代码托管平台清除缓存、合并请求页面、流水线产物、预览和分叉里的旧版本。",
    "3. 网站的缓存（CDN）、上级门户、镜像和搜索引擎的快照：逐个通知清除。"
    "已经导出、打印、订阅、发到新媒体的，逐个收回。",
    "4. 内部资料文件夹（build --staff）、归档的 PDF、备份：另外清除。",
    "5. 涉及个人信息的，由负责人决定怎样告知本人；密码、账号立即作废。",
)


def withdraw(
    number: Annotated[str, typer.Argument(metavar="ID", help="要撤下的文件、决策事项、留言、活动……的编号。")],
    reason: Annotated[str, typer.Option("--reason", help="读者看到的理由，一句话，不能复述内容。")],
    code: Annotated[WithdrawalCode, typer.Option("--code", help="泄露 leak，有误 error，重复 duplicate。")] = (
        WithdrawalCode.LEAK
    ),
    by: Annotated[str, typer.Option("--by", help="谁决定撤下，写职务，不写姓名。")] = "网站管理部门负责人",
    contact: Annotated[str, typer.Option("--contact", help="读者问哪个部门（编号）；不写就是公开工作机构。")] = "",
    successor: Annotated[str, typer.Option("--successor", help="改正后的、或者保留的那一份的编号。")] = "",
    title: Annotated[str, typer.Option("--title", help="可以继续公开的标题；泄露的不能写。")] = "",
    attachment: Annotated[str, typer.Option("--attachment", help="只撤下一个附件：它的序号，或者文件名。")] = "",
    out: Annotated[Path, typer.Option("--out", help="网站在哪个文件夹。")] = Path("site"),
    today: Today = None,
    root: Root = Path(),
) -> None:
    """Take a page down at once, whatever else is wrong."""
    from disclosure.emergency import NotTakenDown, TakeDown, take_down
    from disclosure.loading import read_register

    place, now = root.resolve(), in_china(datetime.now(UTC))
    day = working_day(read_register(place), valid(today))
    moment = datetime(day.year, day.month, day.day, now.hour, now.minute)
    told = TakeDown(number, code, reason, moment, by, contact, successor, title, attachment)
    try:
        done = take_down(place, place / out, told, now, day)
    except NotTakenDown as error:
        fail(str(error))
    say("\n".join(_told(done, place)))
    if done.failure:
        raise typer.Exit(2)
    raise typer.Exit(1 if any(site.links for site in done.sites) else 0)


def _told(done: TakenOff, root: Path) -> Iterator[str]:
    """What was done, what fails, what is left to do."""
    what = f"{done.order.paper.key} 的附件" if done.order.paper.is_file else done.order.paper.key
    yield from _of_sites(done, what)
    if done.failing:
        down = "但是它已经撤下，其余网页和上一次发布的一样。" if done.sites and not done.failure else ""
        yield f"现在的内容有 {done.failing} 个错误，网站不能重新生成；{down}请运行 disclosure check 查看，改好再生成。"
    if done.order.effects:
        listed = "、".join(done.order.effects[:_MOST])
        more = f" 等 {len(done.order.effects)} 件" if len(done.order.effects) > _MOST else ""
        yield f"引用过它的内容：{listed}{more}。链接和标题已经换成“已撤下”；请看看正文里还有没有用别的话说到它。"
    if done.remaining:
        yield f"这些网页里有和它的标题相近的文字，请人工看一看：{'、'.join(done.remaining[:_MOST])}。"
    if done.copies:
        yield f"一样的附件还附在：{'、'.join(done.copies)}。请用同样的命令把它们的也撤下。"
    yield from _of_sources(done, what)
    if done.order.told.get("code") == WithdrawalCode.LEAK.value:
        yield from _STILL_TO_DO


def _of_sites(done: TakenOff, what: str) -> Iterator[str]:
    again = "（以前已经下过命令，时间不变）" if done.is_again else ""
    if done.failure:
        yield f"{done.failure}{what} 还在网站上。请马上让网站停止服务，再请管理程序的人员处理。"
    elif not done.sites:
        none = "这台机器上没有正在使用的网站；合并下面的改动、重新生成以后，网站上才撤下。"
        yield f"{what} 已经登记为撤下{again}。{none}"
    for site in done.sites:
        yield f"{what} 已经从网站“{site.out.name}”撤下{again}：{_instead(done)}，上一版没有保留。"
        if any(site.left_out):
            yield f"有 {len(site.left_out)} 份新文件有错，没有放上去：{'、'.join(site.left_out[:_MOST])}。"
        if site.links:
            yield f"新网站里有 {len(site.links)} 处链接有错：{_first(site.links)}"


def _instead(done: TakenOff) -> str:
    """What stands now where it was."""
    page = done.order.page
    return f"{page} 写明有一个附件已经撤下，附件的网址打不开" if done.order.paper.is_file else f"{page} 现在是撤下说明"


def _first(findings: Sequence[Finding]) -> str:
    """The first findings by place and words; they come from the site without the paper, so they repeat nothing."""
    named = [f"{item.place.path} 第 {item.place.line} 行，{item.message}" for item in findings[:_FEW]]
    more = f"另有 {len(findings) - _FEW} 处，运行 disclosure build 可以看到。" if len(findings) > _FEW else ""
    return "".join([*named, more])


def _of_sources(done: TakenOff, what: str) -> Iterator[str]:
    from disclosure.withdrawn import WORKSHOP

    branch = done.branch
    with_it = "连同 attachments 里的那一项" if done.order.paper.is_file else "文件连同附件"
    if branch.branch and branch.is_new:
        yield f"源文件的改动放在分支 {branch.branch}，没有动现在的分支和文件。"
    elif branch.branch:
        yield f"源文件的改动在分支 {branch.branch}，是上一次放的。"
    if branch.branch:
        yield f"请马上推送、合并它（git push origin {branch.branch}）。"
        yield "合并以前，只有这台机器生成的网站不再有它，流水线和别的机器还会放上去。"
        if not branch.was_tracked and branch.is_committed:
            yield (
                f"{what} 提交过，但是还没有推送：先不要推送，"
                f"请管理代码库的人员把它（{with_it}）从没有推送的提交里去掉，再推送。"
            )
        elif not branch.was_tracked:
            yield f"{what} 还没有提交到主分支：不要提交，请从文件夹里删除它（{with_it}）。"
    else:
        yield (
            f"{branch.why}，源文件没有改。请把 {WORKSHOP}/data 里的文件放进 data/，"
            f"再删除 {what}（{with_it}）；在此之前，这台机器生成的网站也不会再有它。"
        )
