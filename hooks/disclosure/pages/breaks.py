"""Where the lines of a title may break: between its words, never within one.

Nothing in Chinese writing tells where a word ends. A title's words are taken from its record's keywords, from names
that the site knows, and from the few words of which titles of offices are made; what is between two of them is one
piece. The sheet keeps pieces whole (``word-break: keep-all``), and breaks a piece only where a whole line is too short.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from markupsafe import Markup

from disclosure.expressions import expression

_USUAL = expression(
    "征求意见稿|征求意见|年度报告|办事处|关于|公开|征集|意见|处理|采纳|情况|工作|报告|"
    "通知|通告|公告|公示|通报|办法|细则|规定|规则|条例|指南|方案|计划|规划|目录|要点|"
    "措施|预案|决定|解读|问答|图解|说明|管理|实施|支持|补贴|资助|补助|奖励|项目|社区|"
    "居民|街道|政府|信息|政务|重大|行政|决策|事项|审查|评估|论证|结论|结果|安排|数据|"
    "制定|修订|草案|申请|办理|服务|使用|运营|改造|设施|设置|建设|更新"
)
_BREAK = Markup("<wbr>")
# A lone sign between two words goes with the word before it; these go with the one that follows.
_LEADING = frozenset("和与及或对在把被为向从由将第")
_INNER = expression(r"\w\w")  # beside any other sign a browser knows by itself what to do


def in_words(title: str, keywords: Iterable[str] = ()) -> Markup:
    """A title for a heading: escaped, with a ``<wbr>`` wherever a line may begin."""
    return _BREAK.join(_pieces(title, _boundaries(title, keywords)))


def _pieces(title: str, boundaries: Iterable[int]) -> Iterator[str]:
    start = 0
    for place in (*boundaries, len(title)):
        yield title[start:place]
        start = place


def _boundaries(title: str, keywords: Iterable[str]) -> list[int]:
    """The places between two words, without those that would leave a sign alone."""
    edges = {edge for span in _words(title, keywords) for edge in span}
    inner = (place for place in range(1, len(title)) if place in edges and _INNER.match(title, place - 1))
    found: list[int] = []
    for place in inner:
        alone = place - 1 == (found[-1] if found else 0)
        if not alone:
            found.append(place)
        elif title[place - 1] not in _LEADING and found:
            found[-1] = place
    if found and found[-1] == len(title) - 1:
        found.pop()
    return found


def _words(title: str, keywords: Iterable[str]) -> Iterator[tuple[int, int]]:
    """The words that are known: the record's own, longer ones first, and the usual ones in what these leave."""
    taken = [False] * len(title)
    own = sorted({word for word in keywords if word}, key=lambda word: (-len(word), word))
    found = (span for word in own for span in _spans(word, title))
    for start, end in (*found, *(match.span() for match in _USUAL.finditer(title))):
        if not any(taken[start:end]):
            taken[start:end] = [True] * (end - start)
            yield start, end


def _spans(word: str, title: str) -> Iterator[tuple[int, int]]:
    """Where a word stands in a title, again and again."""
    start = title.find(word)
    while start >= 0:
        yield start, start + len(word)
        start = title.find(word, start + len(word))
