"""Citations: a title with another document's number, and rules that are no longer in force."""

from __future__ import annotations

import re
from collections.abc import Iterator

from disclosure.expressions import expression
from disclosure.findings import Rule, Severity
from disclosure.reading.han import HAN
from disclosure.reading.numerals import int_of
from disclosure.records.law import Grade
from disclosure.records.wording import Repealed
from disclosure.screening.lists import core, lists_of, look, numbers_in
from disclosure.screening.wording.prose import Prose, Slip
from disclosure.screening.written import Known

MISMATCH = Rule(
    "FRM-009",
    "文件名称和文号对得上",
    basis=("本办制度/16",),
    bad="《政府网站发展指引》（国办发〔2017〕17号）",
    good="《政府网站发展指引》（国办发〔2017〕47号）",
)
OUTDATED = Rule(
    "FRM-010",
    "不引用已失效的规定",
    Severity.WARNING,
    basis=("本办制度/16",),
    bad="依照《中华人民共和国合同法》签订协议",
    good="依照《中华人民共和国民法典》签订协议",
)

BEYOND = Rule(
    "FRM-018",
    "引用的条号确有其条",
    Severity.WARNING,
    basis=("本办制度/16",),
    bad="《政府信息公开条例》第六十六条（全文共五十六条）",
    good="《政府信息公开条例》第二十六条",
)

_ARTICLE = expression(r"(?:[（(][^（）()\n]{0,60}[）)])?第(?P<number>[一二三四五六七八九十百千零〇两]{1,9}|\d{1,4})条")
_CITED = expression(
    rf"(?:(?P<ahead>[{HAN}]{{2,14}}[〔\[（(﹝【]\d{{4}}[〕\]）)﹞】]第?\d{{1,5}}号)[ \u3000]?)?"
    r"《(?P<title>[^《》\n]{2,60}(?:《[^《》\n]{2,60}》[^《》\n]{0,20})?)》"
    r"(?:[ \u3000]?[（(](?P<after>[^\n]{4,80}?号)[^）)\n]{0,40}[）)])?"
)
_SHORT_ORDER = expression(r"(?:^|[年月日本我])([省市区县]?政府令\d+)$")
# Talk about what a rule once was is no citation of it.
HISTORY = expression(
    "废止|失效|修订|修改|取代|代替|替代|沿革|届满|曾经|此前|原规定|旧规定|同时停止|不再适用|不再执行|原《|旧版"
)


def slips(text: str, prose: Prose, known: Known) -> Iterator[Slip]:
    """Every citation with a wrong number, and every one of a rule that is no longer in force."""
    yield from _beyond(text, prose, known)
    lists, found = lists_of(known), look(prose.text, known)
    if lists.cited.isdisjoint(found.words):
        return
    numbers, repealed = lists.numbers, lists.repealed
    for match in _CITED.finditer(text):
        title = core(match["title"])
        cited = numbers_in(f"{match['ahead'] or ''}，{match['after'] or ''}")
        old = next((item for item in repealed.get(title, ()) if _is_outdated(text, match, item, cited, prose)), None)
        if old is not None and not _ends_here(text, title):
            message = f"《{match['title']}》{_named(match)}已于 {old.since} 起不再适用。"
            yield Slip(OUTDATED, match.start(), match.end(), message, f"请核对；现在应当引用{old.instead}。")
        elif old is None and title in numbers and not any(_bears(item, cited) for item in repealed.get(title, ())):
            yield from _mismatch(match, cited, *numbers[title], prose)
    yield from _bare_numbers(text, prose, known)


def _beyond(text: str, prose: Prose, known: Known) -> Iterator[Slip]:
    """Articles that a statute does not have, as far as the text was made while it was in force."""
    found = look(prose.text, known).words
    for cited, law in lists_of(known).laws:
        if cited not in found or law.extent is None or law.effective is None:
            continue
        if prose.made and prose.made < law.effective.isoformat():
            continue
        for end in _ends(text, cited):
            match = _ARTICLE.match(text, end)
            number = int_of(match["number"]) if match else None
            if match is not None and number is not None and number > law.extent.articles:
                doubt = "（条数未核对原文）" if law.extent.grade is Grade.MEMORY else ""
                message = f"《{law.title}》共 {law.extent.articles} 条{doubt}，没有“第{match['number']}条”。"
                yield Slip(BEYOND, end - len(law.title) - 2, match.end(), message, "请对照原文改正条号。")


def _ends(text: str, cited: str) -> Iterator[int]:
    """Where a title cited in full ends, each time; in front of it stands 《 or the name of the state."""
    start = text.find(cited)
    while start >= 0:
        if text.endswith(("《", "《中华人民共和国"), 0, start):
            yield start + len(cited)
        start = text.find(cited, start + len(cited))


def _mismatch(match: re.Match[str], cited: set[str], right: str, since: str, prose: Prose) -> Iterator[Slip]:
    if cited and not _meets(cited, numbers_in(right)) and not (prose.made and prose.made < since):
        message = f"《{match['title']}》的文号是{right}，这里写的是另一个文号。"
        remedy = f"请改成“《{match['title']}》（{right}）”，或者核对名称。"
        yield Slip(MISMATCH, match.start(), match.end(), message, remedy)


def _is_outdated(text: str, match: re.Match[str], item: Repealed, cited: set[str], prose: Prose) -> bool:
    if prose.made and prose.made < item.since.isoformat():
        return False
    if item.doc_nos and not _bears(item, cited):
        return False
    return not HISTORY.search(_sentence(text, match.start(), match.end()))


def _ends_here(text: str, title: str) -> bool:
    """Whether the text itself says that the rule ends: what it then says of the old one is no slip."""
    return any(
        core(match["title"]) == title and "同时废止" in _sentence(text, match.start(), match.end())
        for match in _CITED.finditer(text)
    )


def _bears(item: Repealed, cited: set[str]) -> bool:
    return _meets(cited, {key for number in item.doc_nos for key in numbers_in(number)})


def _meets(cited: set[str], keys: set[str]) -> bool:
    """Whether one of the numbers is meant; an order may leave out its place, which the title tells."""
    if not cited.isdisjoint(keys):
        return True
    orders = [key for key in keys if "政府令" in key]
    short = {match[1] for number in cited if (match := _SHORT_ORDER.search(number))}
    return any(key.endswith(tuple(short)) or any(number.endswith(key) for number in cited) for key in orders)


def _bare_numbers(text: str, prose: Prose, known: Known) -> Iterator[Slip]:
    """Numbers of rules no longer in force that stand without their title; order numbers recur and are left alone."""
    found = look(prose.text, known).words
    for number, item in lists_of(known).bare:
        start = text.find(number) if number in found else -1
        if start < 0 or text[max(0, start - 2) : start].rstrip("（(")[-1:] == "》":
            continue
        if not (prose.made and prose.made < item.since.isoformat()) and not HISTORY.search(
            _sentence(text, start, start + len(number))
        ):
            message = f"{number}已于 {item.since} 起不再适用。"
            yield Slip(OUTDATED, start, start + len(number), message, f"请核对；现在应当引用{item.instead}。")


def _sentence(text: str, start: int, end: int) -> str:
    ahead = re.split("[。\n]", text[max(0, start - 120) : start])[-1]
    return ahead + re.split("[。\n]", text[end : end + 120])[0]


def _named(match: re.Match[str]) -> str:
    number = match["ahead"] or match["after"]
    return f"（{number}）" if number else ""
