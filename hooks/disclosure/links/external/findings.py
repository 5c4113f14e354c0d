"""Verdicts on external links → findings at the lines that the links come from.

None of them blocks but two: a link that the change under review adds and that is certainly dead, and a danger.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from time import monotonic, sleep

from disclosure.findings import Finding, Place, Rule, Severity, sort
from disclosure.links.external.address import is_external
from disclosure.links.external.checking import LinkInfo, check_external
from disclosure.links.external.fetching import Fetch, NoAnswer
from disclosure.links.external.guard import Guard
from disclosure.links.external.judging import State
from disclosure.links.external.memory import Standing
from disclosure.links.external.pace import Clock, Sleep
from disclosure.links.external.settings import Settings
from disclosure.links.wrong import at_front_page, judge_title

_PLAN = ("要点/栏目管理", "本办制度/17")
_HARM = ("19号函/有害内容",)
NEW_AND_DEAD = Rule(
    "LNK-401",
    "新加的外部链接打得开",
    basis=_PLAN,
    bad="[市规章](https://www.example.gov.cn/已删除.html)（两次检查都是 404）",
    good="[市规章](https://www.example.gov.cn/gz/2023.html)",
)
DEAD = Rule(
    "LNK-402",
    "原有的外部链接仍然打得开",
    Severity.WARNING,
    _PLAN,
    bad="两年前加的链接，对方网站已经撤下网页（两次检查都是 404）",
    good="对方网页还在",
)
DOUBTFUL = Rule(
    "LNK-403",
    "外部链接能顺利打开",
    Severity.NOTICE,
    _PLAN,
    bad="对方网站这次回答 503，或者很久没有回应",
    good="对方网站正常回答",
)
SOFT_404 = Rule(
    "LNK-404",
    "外部链接打开的不是“网页不存在”的提示",
    Severity.WARNING,
    _PLAN,
    bad="对方网站对任何名称都显示同一个“网页不存在”页面",
    good="打开的是链接所说的内容",
)
TO_HOME = Rule(
    "LNK-405",
    "外部链接不跳转到对方网站首页",
    Severity.WARNING,
    _PLAN,
    bad="文件链接打开后跳转到对方网站首页",
    good="文件链接打开后就是文件",
)
OTHER_DOMAIN = Rule(
    "LNK-406",
    "外部链接不跳转到别的域名",
    Severity.WARNING,
    _PLAN,
    bad="https://www.example.org.cn/ 跳转到 https://example.top/",
    good="https://www.example.org.cn/ 跳转到 https://new.example.org.cn/",
)
OTHER_TITLE = Rule(
    "LNK-407",
    "外部网页的标题没有变",
    Severity.WARNING,
    _PLAN,
    bad="首次检查时是“食品安全办法”，现在是“招商信息”",
    good="标题一直是“食品安全办法”",
)
EXPIRED = Rule(
    "LNK-408",
    "外部网站的证书没有过期",
    Severity.WARNING,
    _PLAN,
    bad="对方网站的证书上个月到期，浏览器拦截",
    good="证书在有效期内",
)
PRIVATE = Rule(
    "LNK-409",
    "外部链接不通向内网地址",
    Severity.WARNING,
    _PLAN,
    bad="http://oa.example.gov.cn/ 解析为 10.1.2.3",
    good="http://www.example.gov.cn/ 解析为公网地址",
)
DANGER = Rule(
    "LNK-410",
    "外部链接没有落到不良网站手里",
    Severity.ERROR,
    _HARM,
    bad="对方域名过期后被人抢注，跳转到赌博网站",
    good="对方网站仍由原单位管理",
)
SUSPICIOUS = Rule(
    "LNK-411",
    "外部网页没有可疑内容",
    Severity.WARNING,
    _HARM,
    bad="对方网页写着“此域名可转让”",
    good="对方网页是链接所说的内容",
)
MOVED = Rule(
    "LNK-412",
    "外部链接写的是对方的现行网址",
    Severity.NOTICE,
    _PLAN,
    bad="http://example.gov.cn/a.html（已永久改到 https://www.example.gov.cn/a.html）",
    good="https://www.example.gov.cn/a.html",
)

ANOTHER_PAPER = Rule(
    "LNK-413",
    "外部网页的标题与链接文字写的文件相符",
    Severity.WARNING,
    _PLAN,
    bad="[《某市献血条例》](…)（对方网页的标题是“春季招商推介会”）",
    good="[《某市献血条例》](…)（对方网页的标题是“某市献血条例_某市人民政府”）",
)

RULES = (
    NEW_AND_DEAD, DEAD, DOUBTFUL, SOFT_404, TO_HOME, OTHER_DOMAIN, OTHER_TITLE, EXPIRED, PRIVATE, DANGER, SUSPICIOUS,
    MOVED, ANOTHER_PAPER,
)  # fmt: skip

# Doubts that have a rule of their own. Until they have been seen twice, they are a mere doubt like any other.
_BY_REASON = {
    "soft-404": SOFT_404,
    "redirect-home": TO_HOME,
    "other-domain": OTHER_DOMAIN,
    "changed-title": OTHER_TITLE,
    "suspicious-page": SUSPICIOUS,
    NoAnswer.TLS_EXPIRED.value: EXPIRED,
    NoAnswer.PRIVATE.value: PRIVATE,
}
_REMEDIES = {
    NEW_AND_DEAD: "请核对网址；内容确已撤下的，改链接到现行网页或者去掉链接。",
    DEAD: "请到对方网站查找新的网址；内容确已撤下的，去掉链接并保留文字。",
    DOUBTFUL: "请用浏览器打开核对；能打开就不必改，会自动复查。",
    SOFT_404: "请用浏览器打开核对；内容确已撤下的，改链接或者去掉链接。",
    TO_HOME: "请到对方网站查找原来的内容，改成它现在的网址。",
    OTHER_DOMAIN: "请核对新域名是不是对方单位的；是就改成新网址，不是就立即去掉链接。",
    OTHER_TITLE: "请打开核对是否仍是要链接的内容；不是就改链接或者去掉链接。",
    EXPIRED: "请告知对方单位更换证书；长期不换的去掉链接。",
    PRIVATE: "请改成公众能访问的网址，没有的去掉链接。",
    DANGER: "请立即去掉链接，并报告政务公开工作机构；确属误报的在 data/exclusions/ 里写明。",
    SUSPICIOUS: "请立即打开核对；对方网站已不由原单位管理的，去掉链接。",
    MOVED: "请改成新网址。",
}


@dataclass(frozen=True, slots=True)
class ExternalLink:
    """One use of an external address: where it is written, on which page it shows, and with what text."""

    url: str
    place: Place
    page: str = ""
    text: str = ""


@dataclass(slots=True)
class _Use:
    """All uses of one address at one line: a link in the footer is written once and shows on every page."""

    first: ExternalLink
    pages: set[str] = field(default_factory=set)


def external_findings(
    links: Iterable[ExternalLink],
    cache_path: Path,
    now: datetime,
    settings: Settings | None = None,
    *,
    added: Collection[str] = (),
    first_seen: Mapping[str, str] | None = None,
    guard: Guard | None = None,
    oracle: Fetch | None = None,
    clock: Clock = monotonic,
    sleep: Sleep = sleep,
) -> list[Finding]:
    """Findings for the external ones among ``links``; each address is asked for once, each line reported once.

    ``added`` are the addresses, as written, that the change under review brings; ``first_seen`` says of an address
    since which commit or day it is there.
    """
    uses = _gather(link for link in links if is_external(link.url))
    seen = first_seen or {}
    urls = {url: LinkInfo(seen.get(url, ""), url in added) for url, _ in uses}
    verdicts = check_external(
        urls, cache_path, now, settings, guard=guard, oracle=oracle, clock=clock, sleep=sleep
    )  # fmt: skip
    found = (finding for (url, _), use in uses.items() for finding in _findings(use, verdicts[url]))
    return sort(found)


def _gather(links: Iterable[ExternalLink]) -> dict[tuple[str, Place], _Use]:
    uses: dict[tuple[str, Place], _Use] = {}
    for link in links:
        uses.setdefault((link.url, link.place), _Use(link)).pages.add(link.page)
    return uses


def _findings(use: _Use, verdict: Standing) -> Iterator[Finding]:
    rule = rule_for(verdict)
    link = use.first
    if rule is None:
        against = judge_title(link.text, verdict.title)
        if against and at_front_page(link.text, link.url) is None:  # which is told without asking
            remedy = "请打开核对；不是同一份文件就改链接，是就把文字改成一致。"
            yield ANOTHER_PAPER.at(link.place, against, remedy, page=min(use.pages), href=link.url, text=link.text)
        return
    many = f"（共 {len(use.pages)} 个页面）" if len(use.pages) > 1 else ""
    label = f"链接“{link.text}”" if link.text else "链接"
    said = f"已永久改到 {verdict.moved_to}" if rule is MOVED else f"{verdict.state.label}：{verdict.words}"
    yield rule.at(
        link.place,
        f"{label}的网址 {link.url} {said}{many}。",
        _REMEDIES[rule],
        page=min(use.pages),
        href=link.url,
        text=link.text,
        target=verdict.end_url or verdict.url,
        suggestion=verdict.moved_to,
    )


def rule_for(verdict: Standing) -> Rule | None:
    """The rule that a verdict breaks, if any."""
    if verdict.state is State.OK:
        return MOVED if verdict.moved_to else None
    if verdict.state is State.DANGER:
        return DANGER
    if verdict.state is State.CERTAIN:
        return NEW_AND_DEAD if verdict.added else DEAD
    return _BY_REASON.get(verdict.reason, DOUBTFUL) if verdict.confirmed else DOUBTFUL
