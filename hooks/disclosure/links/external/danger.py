"""Signs that a linked domain has fallen into other hands. One sign is a doubt, two independent ones are a danger.

Each kind of sign counts once, however often it shows: a page full of gambling words is one sign, such a page on a
domain that used to bear an authority's record number is two.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from disclosure.expressions import expression
from disclosure.links.external.settings import Settings
from disclosure.links.external.snapshot import Snapshot, likeness
from disclosure.links.external.visiting import Visit
from disclosure.pages.leaving import is_government, registrable_domain

# Words by which gambling and pornographic sites advertise themselves. News and warnings use 赌博 or 色情 too; hence
# only what a provider says of itself, and hence more than one of them.
_ADVERTISED = expression(
    r"真人娱乐|真人百家乐|百家乐|老虎机|电子游艺|棋牌娱乐|棋牌游戏平台|彩票平台|彩票投注|时时彩|北京赛车|六合彩|体育投注|足球投注|"
    r"注册送\d*|开户送\d*|首存送|存款优惠|在线娱乐城|娱乐城|博彩公司|博彩平台|澳门威尼斯人|澳门新葡京|葡京|皇冠体育|太阳城集团|亚博(?:体育|娱乐)|"
    r"成人视频|成人电影|无码视频|国产自拍|激情视频|约炮|裸聊|情色|黄色视频|AV在线|免费看片|在线观看av",
    re.IGNORECASE,
)
_FOR_SALE = expression(
    r"域名出售|域名转让|出售域名|此域名可以?转让|本域名(?:正在)?出售|域名停放|该域名已过期|域名已到期|购买此域名|"
    r"domain (?:name )?(?:is |may be )?for sale|buy this domain|this domain (?:has )?expired|parked (?:free|domain)|"
    r"sedoparking|parkingcrew|hugedomains|dan\.com/buy",
    re.IGNORECASE,
)
_ENOUGH_WORDS = 3
_STRANGE = 0.1


def signs(visit: Visit, before: Snapshot | None, settings: Settings, as_spider: Snapshot | None = None) -> list[str]:
    """The kinds of signs at a page, in Chinese, each kind once. ``before`` is what the page was at its first check."""
    page = visit.page
    found = list(_of_the_page(page))
    found += _of_the_address(visit, settings)
    if before is not None and _has_lost_itself(before, page):
        found.append("标题与首次检查时完全不同，且备案号、网站标识码已消失")
    if as_spider is not None and not advertises(page) and advertises(as_spider):
        found += ["搜索引擎看到的网页带有博彩或色情推广词", "同一网页对搜索引擎和普通访问者显示不同内容"]
    return found


def advertises(page: Snapshot) -> bool:
    """Whether a page says of itself that it offers gambling or pornography."""
    found = {match.lower() for match in _ADVERTISED.findall(f"{page.title} {page.about}")}
    if found:
        found |= {match.lower() for match in _ADVERTISED.findall(page.text[:5000])}
    return len(found) >= _ENOUGH_WORDS


def leaves_its_owner(visit: Visit, settings: Settings) -> bool:
    """Whether a link ends at another registrable domain. From one government site to another is a move, no more."""
    start, end = visit.start.host, visit.end.host
    if registrable_domain(start) == registrable_domain(end):
        return False
    return not all(is_government(host, settings.government_domains) for host in (start, end))


def _of_the_page(page: Snapshot) -> Iterator[str]:
    if advertises(page):
        yield "标题、关键词里有多个博彩或色情推广词"
    if _FOR_SALE.search(f"{page.title} {page.about} {page.text[:2000]}"):
        yield "网页声明域名出售、过期或停放"


def _of_the_address(visit: Visit, settings: Settings) -> Iterator[str]:
    if leaves_its_owner(visit, settings):
        yield f"自动跳转到另一个域名 {registrable_domain(visit.end.host)}"
    domain = registrable_domain(visit.start.host)
    known = {registrable_domain(host) for host in settings.known_hosts}
    if domain not in known:
        near = next((name for name in sorted(known) if one_letter_apart(domain, name)), "")
        if near:
            yield f"域名与 {near} 只差一个字符"


def _has_lost_itself(before: Snapshot, page: Snapshot) -> bool:
    gone = bool(before.identity) and not before.identity & page.identity
    return gone and bool(page.title) and likeness(before.title, page.title) < _STRANGE


def one_letter_apart(one: str, other: str) -> bool:
    """Whether one change, one missing or one additional character, or one swap makes the names equal."""
    short, long = sorted((one, other), key=len)
    if short == long or len(long) - len(short) > 1:
        return False
    at = next((at for at, (a, b) in enumerate(zip(short, long, strict=False)) if a != b), len(short))
    if len(short) < len(long):
        return short[at:] == long[at + 1 :]
    swapped = short[:at] + short[at : at + 2][::-1] + short[at + 2 :]
    return short[at + 1 :] == long[at + 1 :] or swapped == long
