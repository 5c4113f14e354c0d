"""The words of a link against the target's own facts, whether or not the site has a page that fits them better.

What kind of paper it is decides (errors); season, period, year and place make a doubt (warnings).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from disclosure.expressions import expression
from disclosure.links import wording
from disclosure.links.identity import (
    ATTACHMENT,
    CONSULTATION,
    DRAFT,
    EXPLANATION,
    INTERPRETATION,
    OUTCOME,
    Identity,
)
from disclosure.links.wrong import forms, rules
from disclosure.links.wrong.matching import bears, shortens
from disclosure.links.wrong.messages import both, conflict
from disclosure.links.wrong.rules import WrongLink
from disclosure.links.wrong.targets import Index, KnownTarget

# What a title must say, outside of the 《》 that it may hold, to be of a kind too.
_SAYS = {
    INTERPRETATION: wording.KIND_SAID[INTERPRETATION],
    DRAFT: expression("草案|意见稿|送审稿|讨论稿"),
    EXPLANATION: expression("说明"),
    CONSULTATION: expression(r"征求[^稿]{0,40}意见(?!稿)|征集"),
    OUTCOME: expression("结果|采纳|反馈"),
}
_QUOTED = expression(r"《[^《》]*》")
_SHEET = expression("表|附件|附录|清单|目录|名单|下载|全套|资料|材料|指南|须知")
_CHECK = "请核对链接的地址；没有错就把文字改成打开的文件的名称。"


def other_kind(text: str, asked: Identity, known: KnownTarget, index: Index) -> Iterator[WrongLink]:
    """The words promise an interpretation, a draft or a form, and the target is by its own account something else."""
    if known.target.listing:
        return
    if asked.kind and asked.kind != ATTACHMENT and not asked.generic:
        if _is_another(asked, known, index):
            yield conflict(rules.KIND, text, known, None, "不是同一种材料")
    elif not asked.generic and forms.NAME.search(asked.core) and _attaches_nothing(known, index):
        yield from _no_form(text, asked, known)


def _is_another(asked: Identity, known: KnownTarget, index: Index) -> bool:
    if known.kind in (asked.kind, ATTACHMENT) or _SAYS[asked.kind].search(_QUOTED.sub("", known.words)):
        return False
    if asked.kind == DRAFT and known.kind == CONSULTATION:
        return False  # the draft is published with the consultation
    if known.target.recorded:
        return True
    # A title alone says by its end that it is the paper itself; 办法的五个变化 may well be the interpretation.
    by_its_title = known.kind != "" or wording.FORMAL.search(known.identity.core) is not None
    return asked.formal and by_its_title and bears(asked, known, index)


def _no_form(text: str, asked: Identity, known: KnownTarget) -> Iterator[WrongLink]:
    """An error where no form stands in the text either; a doubt where one may, but none about the same matter does."""
    if known.target.form is False:
        yield conflict(rules.KIND, text, known, None, "它不是表格，也没有附上表格")
    elif not (known.target.form and _same_matter(forms.NAME.sub("", asked.core), known.words)):
        yield WrongLink(rules.OTHER_FACTS, both(text, known, "看不出里面有这张表格"), remedy=_CHECK)


def _same_matter(matter: str, words: str) -> bool:
    return any(matter[start : start + 2] in words for start in range(len(matter) - 1))


def _attaches_nothing(known: KnownTarget, index: Index) -> bool:
    """Whether a record is by its name no form, and none is attached. Of other pages nobody knows."""
    if not known.target.recorded or known.target.parent or _SHEET.search(known.words):
        return False
    return not index.attachments.get(known.target.address)


_NUMERAL = "一二三四五六七八九十百"
# What tells one of a series from the next: all values of one group exclude each other.
_GROUPS = {
    "季节": expression(r"[春夏秋冬](?=季)"),
    "节日": expression(r"元旦|春节|元宵|清明|五一|端午|中秋|国庆|重阳"),
    "季度": expression(r"[一二三四1-4](?=季度)"),
    "上下半年": expression(r"[上下](?=半年)"),
    "月份": expression(r"(?<![\d十])(?:1[0-2]|[1-9]|十[一二]?|[一二三四五六七八九])(?=月)"),
    "期次": expression(rf"第[{_NUMERAL}\d]{{1,4}}(?:批|期|届|次|轮|场|辑|标段)"),
    "路名": expression(r"[\u4e00-\u9fff]{2}(?:路|大道|街(?![道坊镇面])|弄|巷)"),
    "社区": expression(r"[\u4e00-\u9fff]{2}(?:社区|居委会?|新村|小区|花园|公寓)"),
}
# Words that only look like the name of a road or of a neighbourhood.
_COMMON = expression(
    r".*(?:[道公铁线思马电管网出一各走通水陆航套门末销回沿半修养占小大支主辅环带弯]路|(?:步行|商业|特色|[沿临上背])街|[小里]巷)"
    r"|(?:智慧|完整|老旧|住宅|街道|城市|居民|各个|全部|美丽|平安|文明|绿色|示范|入住|商品|[与和及各本在进为对向]\S).+"
)


def other_facts(text: str, asked: Identity, known: KnownTarget, index: Index) -> Iterator[WrongLink]:
    """Both sides say which season, period, year or place is meant, and they do not agree."""
    if asked.generic or not known.title or known.target.listing or bears(asked, known, index):
        return
    undated = wording.YEARS.sub("", asked.core)
    if any(shortens(undated, core) for core in known.cores):
        yield from _another_years(text, asked, known)
    if any(shortens(asked.core, core) for core in known.cores):
        return
    said, shown = wording.clean(text), wording.clean(known.words)
    for name, pattern in _GROUPS.items():
        one = _values(pattern, said)
        if one and (other := _values(pattern, shown)) and not one & other:
            yield WrongLink(rules.OTHER_FACTS, both(text, known, f"{name}对不上"), remedy=_CHECK)
            return
    years = {asked.year} if asked.year else set(wording.YEARS.findall(asked.core))
    stated = {year for core in known.cores for year in wording.YEARS.findall(core)} | known.years
    if years and stated and not years & (stated | known.target.dates):
        yield WrongLink(rules.OTHER_FACTS, both(text, known, "年份对不上"), remedy=_CHECK)


def _another_years(text: str, asked: Identity, known: KnownTarget) -> Iterator[WrongLink]:
    """The target's own name with a year in it that is far from each of the target's days; its title says none."""
    years = wording.YEARS.findall(asked.core)
    stated = any(wording.YEARS.search(core) for core in known.cores) or known.years
    near = {int(day) + step for day in known.target.dates for step in (-1, 0, 1)}
    if years and near and not stated and near.isdisjoint(map(int, years)):
        yield WrongLink(rules.OTHER_FACTS, both(text, known, "年份对不上"), remedy=_CHECK)


def _values(pattern: re.Pattern[str], text: str) -> set[str]:
    return {_plain(found) for found in pattern.findall(text) if not _COMMON.fullmatch(found)}


def _plain(value: str) -> str:
    """第三批 and 第3批 are one."""
    value = value.removeprefix("第")
    number = re.match(f"[{_NUMERAL}]+", value)
    return f"{wording.number(number[0]) or number[0]}{value[number.end() :]}" if number else value
