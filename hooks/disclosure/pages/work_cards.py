"""What stands on the page 公开工作: each part of the office's work with how it stands and where it is shown."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from disclosure.findings import Place
from disclosure.pages import addresses
from disclosure.pages.decisions import catalogue_rows
from disclosure.pages.events import OPEN_MONTH, ahead, all_happenings
from disclosure.pages.instruments import StackedBar
from disclosure.pages.media_accounts import MEDIA, has_media
from disclosure.pages.organisation import has_organisation
from disclosure.pages.patrols import PATROLS, patrol_days
from disclosure.pages.site import Site
from disclosure.pages.standard_catalogue import CATALOGUE, bar, covered, sentence
from disclosure.pages.withdrawals import LIST as WITHDRAWALS
from disclosure.pages.withdrawals import listed
from disclosure.pages.workplans import progress
from disclosure.reading.days import in_words
from disclosure.records.cleanups import Cleanup
from disclosure.records.columns import Layout
from disclosure.records.kinds import Kind
from disclosure.records.media_accounts import MediaAccount, Responsibility
from disclosure.records.processes import Procedure, Process
from disclosure.records.self_checks import SelfCheckRound
from disclosure.records.topics import Topic


@dataclass(frozen=True)
class WorkLink:
    """Where a part of the work is shown."""

    title: str
    address: str
    origin: Place


@dataclass(frozen=True)
class WorkCard:
    """A part of the work: how it stands in a sentence; what there is none of is said, with what comes instead."""

    key: str
    title: str
    said: str
    links: list[WorkLink] = field(default_factory=list)
    bar: StackedBar | None = None


def work_groups(site: Site) -> list[tuple[str, str, list[WorkCard]]]:
    """The key and the heading of each group with its cards."""
    return [
        ("done", "做得怎样", [_plan(site), _catalogue(site), _decisions(site), _cleanup(site), *_figures(site)]),
        ("yearly", "每年的报告", [_reports(site)]),
        ("ask", "怎样查、怎样问、怎样来看", [*_ways(site), *_topics(site), _events(site)]),
        (
            "charged",
            "由谁负责、怎样把关",
            [_office(site), *_posts(site), *_processes(site), _rules(site), _patrols(site), *_withdrawn(site)],
        ),
    ]


def _plan(site: Site) -> WorkCard:
    plan = next(iter(site.register.workplans), None)
    if plan is None:
        return WorkCard("plan", "工作要点", "还没有公布工作要点；公布以后，每一项的完成情况显示在这里。")
    drawn = progress(plan, site)
    link = WorkLink(plan.title, addresses.address(plan), plan.place("id"))
    return WorkCard("plan", "工作要点", f"{drawn.title}。", [link], drawn)


def _catalogue(site: Site) -> WorkCard:
    if not site.has_catalogue:
        return WorkCard("catalogue", CATALOGUE, "还没有公布标准目录；公布以后，每一项公开没有、在哪里看显示在这里。")
    found = covered(site)
    links = [WorkLink("逐项查看，按月看", addresses.STANDARD_CATALOGUE, found.fields[0].field.place("id"))]
    checks = site.register.all(SelfCheckRound)
    if checks:
        address = addresses.list_address(SelfCheckRound)
        links.append(WorkLink(SelfCheckRound.list_page, address, checks[-1].place("id")))
    drawn = bar(found)
    return WorkCard("catalogue", CATALOGUE, f"{sentence(found)}其中{drawn.words}。", links, drawn)


def _decisions(site: Site) -> WorkCard:
    catalogue = next(iter(site.register.catalogues), None)
    if catalogue is None:
        return WorkCard("decisions", "重大行政决策目录", "还没有公布目录；公布以后，每一项的进展显示在这里。")
    rows = catalogue_rows(site, catalogue)
    late = sum(1 for row in rows if row.late)
    said = f"{catalogue.year}年 {len(rows)} 项，{f'其中 {late} 项有材料逾期' if late else '没有材料逾期'}。"
    title = f"{catalogue.year}年度目录和每一项的全过程"
    return WorkCard(
        "decisions",
        "重大行政决策目录",
        said,
        [WorkLink(title, addresses.address(catalogue), catalogue.place("id"))],
    )


def _cleanup(site: Site) -> WorkCard:
    last = max(site.register.all(Cleanup), key=lambda cleanup: cleanup.year, default=None)
    if last is None:
        return WorkCard("cleanup", "政策文件清理", "还没有公布清理结果。")
    said = f"最近一次是 {last.year} 年的，{in_words(last.published)}公布，{len(last.results)} 份文件逐份有结果。"
    link = WorkLink(last.title, addresses.address(last), last.place("id"))
    return WorkCard("cleanup", "政策文件清理", said, [link])


def _figures(site: Site) -> Iterator[WorkCard]:
    if site.has_figures:
        link = WorkLink("好差评和热线：数和整改", addresses.SERVICE_FIGURES, site.agency.place())
        yield WorkCard("figures", "好差评和热线", "每月的数、到了标准的事项和整改。", [link])


def _reports(site: Site) -> WorkCard:
    found = [document for document in site.documents if document.kind is Kind.REPORT]
    if not found:
        return WorkCard("reports", "政府信息公开工作年度报告", "还没有公布年度报告；每年1月31日前公布上一年的。")
    links = [WorkLink(document.title, addresses.address(document), document.place("id")) for document in found]
    said = f"最近一份{in_words(found[0].published.date())}公布，共 {len(found)} 份。"
    return WorkCard("reports", "政府信息公开工作年度报告", said, links)


def _ways(site: Site) -> Iterator[WorkCard]:
    guides = [document for document in site.documents if document.kind is Kind.GUIDE]
    found = [WorkLink(guide.title, addresses.address(guide), guide.place("id")) for guide in guides[:1]]
    for column in site.columns:
        if column.layout is Layout.REQUESTS:
            found.append(WorkLink(column.title, addresses.address(column), column.place("id")))
    said = "哪些公开、怎样查、怎样申请。" if found else "公开指南还没有发布；申请请打下面的电话。"
    yield WorkCard("guide", "公开指南和申请", said, found)
    board = WorkLink("政策留言板", addresses.QUESTIONS, site.agency.place())
    days = site.agency.reply_days
    said = f"问过的、答复过的都在留言板上{f'，{days} 个工作日内答复' if days else ''}。"
    yield WorkCard("board", "提问和留言", said, [board])


def _events(site: Site) -> WorkCard:
    known, coming = all_happenings(site), ahead(site)
    if not known:
        return WorkCard("events", OPEN_MONTH, "还没有安排开放活动；安排好了，时间、地点和怎样报名显示在这里。")
    links = [WorkLink(OPEN_MONTH, addresses.EVENTS, known[-1].event.place("id"))]
    if not coming:
        return WorkCard("events", OPEN_MONTH, "眼下没有安排好的活动，以前的活动和建议办得怎样可以看。", links)
    first = coming[0].event
    links.insert(0, WorkLink(first.title, addresses.address(first), first.place("id")))
    return WorkCard("events", OPEN_MONTH, f"下一场在{in_words(first.date)}，{first.venue}。", links)


def _office(site: Site) -> WorkCard:
    unit = site.department(site.agency.disclosure_office)
    said = f"{site.agency.name}的政府信息公开工作机构是{unit}。" if unit else "政府信息公开工作机构还没有写明。"
    link = WorkLink("岗位、联络员、会议和培训", addresses.ORGANISATION, site.agency.place())
    return WorkCard("office", "工作机构", said, [link] if has_organisation(site) else [])


def _posts(site: Site) -> Iterator[WorkCard]:
    if has_media(site):
        answering = [f"{item.title}由{item.post}负责" for item in site.register.all(Responsibility)]
        kept = sum(account.closed is None for account in site.register.all(MediaAccount))
        said = "，".join([*answering, f"在用的账号 {kept} 个"])
        link = WorkLink(MEDIA, addresses.list_address(MediaAccount), site.agency.place())
        yield WorkCard("media", "新媒体账号和责任岗位", f"{said}。", [link])


def _processes(site: Site) -> Iterator[WorkCard]:
    if found := site.register.all(Process):
        steps = sum(len(process.steps) for process in found)
        said = f"{len(found)} 个流程 {steps} 步，每一步写明谁做、多久做完、由哪些规则检查。"
        written = {process.procedure for process in found}
        missing = "、".join(procedure.label for procedure in Procedure if procedure not in written)
        said += f"还没有写的：{missing}。" if missing else ""
        links = [WorkLink(process.title, addresses.address(process), process.place("id")) for process in found]
        yield WorkCard("processes", Process.list_page, said, links)


def _topics(site: Site) -> Iterator[WorkCard]:
    if found := site.register.all(Topic):
        links = [WorkLink(topic.title, addresses.address(topic), topic.place("id")) for topic in found]
        yield WorkCard("topics", Topic.list_page, "政策、解读、办法、问答和活动，一件事集中在一页。", links)


def _patrols(site: Site) -> WorkCard:
    days = [item for item in site.once(patrol_days) if item.patrol is not None]
    if not days:
        return WorkCard("patrols", PATROLS, "每夜自动巡查的记录还没有接到本站。")
    link = WorkLink("巡查日历", addresses.PATROLS, site.agency.place())
    return WorkCard("patrols", PATROLS, f"最近一次是{in_words(days[-1].day)}，共 {len(days)} 次有记录。", [link])


def _withdrawn(site: Site) -> Iterator[WorkCard]:
    if found := listed(site):
        said = f"公开以后又撤下的有 {len(found)} 件，原来的网址上写着为什么。"
        link = WorkLink(WITHDRAWALS, addresses.WITHDRAWN, found[0].place("id"))
        yield WorkCard("withdrawn", "撤下的", said, [link])


def _rules(site: Site) -> WorkCard:
    link = WorkLink("发布规则与依据", addresses.RULES, site.agency.place())
    said = f"每次发布前自动核对 {len(site.rules)} 条规则，每条写明依据。" if site.rules else "发布前自动核对的规则。"
    return WorkCard("rules", "发布前的核对", said, [link])
