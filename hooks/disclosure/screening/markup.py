"""Raw HTML in Markdown: what passes the allow-list and what does not.

A text without a tag or an odd address is passed over, and so is one whose tags are all written plainly and closed.
Any other is made into HTML as its page will be, and that HTML is judged; a second time, with the source marked,
only to say where each slip stands.
"""

from __future__ import annotations

import re
from collections import defaultdict, deque
from collections.abc import Iterator
from functools import cache
from math import inf

from disclosure.expressions import expression
from disclosure.findings import Rule, Severity
from disclosure.reading.burden import ENDLESS, overburden
from disclosure.reading.dialect import Converter, without_private
from disclosure.reading.front_matter import body_of
from disclosure.screening.allowed import ALLOWED, is_suspect, permits
from disclosure.screening.markup_words import words
from disclosure.screening.rendered import AT, Misplaced, What, slips
from disclosure.screening.written import Hit, Known, Written

_BASIS = ("本办制度/12",)
_GRAVE = (*_BASIS, "19号函/安全事故")
RUNS = Rule(
    "MKP-001", "正文不含会运行程序的标记", basis=_GRAVE, bad="<script>…</script>", good="只写文字", waivable=False
)
HANDLER = Rule(
    "MKP-002",
    "标记不带会运行程序的属性",
    basis=_GRAVE,
    bad='<p onclick="…">',
    good="<p>",
    waivable=False,
)
ADDRESS = Rule(
    "MKP-003",
    "正文里的地址不运行程序",
    basis=_GRAVE,
    bad="[打印](javascript:print())",
    good="[通知](ref:doc-2023-014)",
    waivable=False,
)
ELEMENT = Rule("MKP-004", "正文只用允许的标记", basis=_BASIS, bad="<font>通知</font>", good="通知")
ATTRIBUTE = Rule("MKP-005", "标记只带允许的属性", basis=_BASIS, bad='<p style="color:red">', good="<p>")
UNCLOSED = Rule("MKP-006", "标记成对", basis=_BASIS, bad="<details>……没有 </details>", good="<details>……</details>")
COMMENT = Rule("MKP-007", "正文里没有注释", Severity.NOTICE, _BASIS, bad="<!-- 待核实 -->", good="不写注释")
PICTURE = Rule(
    "MKP-008", "图片放在本站", basis=_BASIS, bad="![现场](https://example.com/a.png)", good="![现场](doc-2023-014.png)"
)
TOO_MANY = Rule(
    "MKP-009",
    "一段文字里的标记不过多",
    basis=_BASIS,
    bad="一段里有 5000 个标记",
    good="拆成几段，或者作为附件上传",
    waivable=False,
)
TOO_DEEP = Rule(
    "MKP-010", "正文的层次不过深", basis=_BASIS, bad="套了 300 层的列表", good="列表最多套 20 层，平常两三层就够"
)

RULES = (RUNS, HANDLER, ADDRESS, ELEMENT, ATTRIBUTE, UNCLOSED, COMMENT, PICTURE, TOO_MANY, TOO_DEEP)
_MOST_HITS = 500
# Markdown and what writes the pages call themselves once for each level, and give up after some hundred.
_MOST_LEVELS = 20
_STRESSED = 40  # signs of emphasis in a row
_DEEP = expression(
    rf"^(?:\[\^[^\]\n]*+\]:)?(?: {{4}}| {{0,3}}(?:\t|>|(?:[-*+]|\d{{1,9}}\.)(?=[ \t]))){{{_MOST_LEVELS + 1}}}"
    rf"|(?<![*_])[*_]{{{_STRESSED},}}+(?=\S)",
    re.MULTILINE,
)
# Items may be set in by two blanks as well.
_DEEP_BY_TWO = expression(rf"^ {{{2 * _MOST_LEVELS + 2},}}+(?:[-*+]|\d{{1,9}}\.)[ \t]", re.MULTILINE)
# What nothing deep is without: a line that begins with as many signs of nesting, or as many signs of emphasis.
_MAY_BE_DEEP = expression(rf"\n(?:\[\^[^\]\n]*+\]:)?[ \t>*+.\d-]{{{_MOST_LEVELS + 1}}}")
# What lies behind a line may make something else of it.
_MAY_LAST = expression(r"```|~~~|<[!?]|<(?:pre|script|style|textarea)\b", re.IGNORECASE)
_LEVEL = expression(r"<(/?)(?:ul|ol|blockquote|em|strong)\b")

_RULES = {
    What.RUNS: RUNS, What.HANDLER: HANDLER, What.ADDRESS: ADDRESS, What.ELEMENT: ELEMENT, What.ATTRIBUTE: ATTRIBUTE,
    What.OPEN: UNCLOSED, What.STRAY: UNCLOSED, What.COMMENT: COMMENT,
    What.PICTURE: PICTURE, What.UNFINISHED: UNCLOSED,
}  # fmt: skip

# A tag as it stands in a handbook: small letters, each value in quotes, nothing in it for HTML or Markdown to undo.
_PLAIN_TAG = expression(r"<(/?)([a-z][a-z0-9]*)((?: [a-z-]+=\"[^\"<>&\n\[\]`*\\]*\")*)>")
_PLAIN_ATTRIBUTE = expression(r" ([a-z-]+)=\"([^\"]*)\"")
_EMPTY = frozenset({"br", "hr", "wbr", "img", "col"})

_SPOT = expression(r"(?P<comment><!--|<[!?])|(?P<address>\][(:]\s*<?)|<(?P<tag>[a-zA-Z][^\s/<>\"'@`=:]*)(?=[\s/>])")
_ANY_TAG = expression(r"<(/?)([a-zA-Z][a-zA-Z0-9]*)[^<>]*>")

_ANY_START = expression(r"<[a-zA-Z]")
_WHOLE_TAG = expression(r"<(?:\"[^\"]*\"|'[^']*'|[^\"'>])*>")


def hits(written: Written, known: Known) -> Iterator[Hit]:
    """Every element, attribute, address and comment in raw HTML that may not be there, and what is left open."""
    if not written.is_markdown:
        return
    body = body_of(written.text).text
    offset = len(written.text) - len(body)
    crowd = overburden(body)
    if crowd is not None:
        yield _too_many(body, offset, crowd)
        return
    deep = _deep(body)
    if deep is not None and _is_too_deep(body, deep.end()):
        message = f"从这里开始套了 {_MOST_LEVELS} 层以上，网页无法生成。"
        yield Hit(TOO_DEEP, offset + deep.start(), message, "请删去行首多余的空格和符号，或者拆成几个列表。")
        return
    if not is_suspect(written.text) or _is_plainly_fine(body):
        return
    body = without_private(body)
    found = _placed(body, slips(_html(body))[:_MOST_HITS])
    yield from dict.fromkeys(Hit(_RULES[slip.what], offset + place, *words(slip)) for slip, place in found)


def _too_many(body: str, offset: int, crowd: int) -> Hit:
    if ENDLESS.match(body, crowd):
        return Hit(TOO_MANY, offset + crowd, "从这里开始的数字太长，网页无法生成。", "请核对这个数字，删去多余的。")
    remedy = "请拆成几段或几份文件；大的表格请作为附件上传。"
    return Hit(TOO_MANY, offset + crowd, "从这里开始的标记太多，网页无法生成。", remedy)


def _deep(body: str) -> re.Match[str] | None:
    """Where lists, quotations or emphasis may stand in each other too deeply."""
    stressed = body.count("*") + body.count("_") >= _STRESSED
    if not stressed and _MAY_BE_DEEP.search(f"\n{body}") is None:
        return None
    return _DEEP.search(body) or _DEEP_BY_TWO.search(body)


def _is_too_deep(body: str, suspect: int) -> bool:
    """Whether lists, quotations or emphasis stand in each other beyond what pages can be made of.

    Mostly that shows in the text up to the ``suspect`` line already: the deeper, the longer it takes.
    """
    end = body.find("\n", suspect)
    begin = body if end < 0 or _MAY_LAST.search(body) else body[:end]
    return _levels(begin) > _MOST_LEVELS or (begin != body and _levels(body) > _MOST_LEVELS)


def _levels(body: str) -> float:
    """How many of them stand in each other at most; without end where nobody could say."""
    try:
        html = _html(body)
    except RecursionError:
        return inf
    level = deepest = 0
    for match in _LEVEL.finditer(html):
        level += -1 if match[1] else 1
        deepest = max(deepest, level)
    return deepest


def _is_plainly_fine(body: str) -> bool:
    """Whether all tags are on the list, written without any finesse, and each closed by the next end tag."""
    if is_suspect(_PLAIN_TAG.sub("", body)):
        return False
    opened: list[str] = []
    for end, tag, attributes in _PLAIN_TAG.findall(body):
        if end:
            if not opened or opened.pop() != tag:
                return False
        elif tag not in ALLOWED or not all(permits(tag, *pair) for pair in _PLAIN_ATTRIBUTE.findall(attributes)):
            return False
        elif tag not in _EMPTY:
            opened.append(tag)
    return not opened


def _html(body: str) -> str:
    """The HTML that a page makes of this text."""
    return _converter().html(body)


@cache
def _converter() -> Converter:
    return Converter()


def _placed(body: str, found: list[Misplaced]) -> Iterator[tuple[Misplaced, int]]:
    """The slips with their offsets in the text: by the same slip in a marked copy, else where one like it stands."""
    marked: dict[object, deque[int]] = defaultdict(deque)
    for slip in slips(_html(_SPOT.sub(_with_mark, body))) if found else ():
        if slip.at is not None:
            marked[slip.key].append(slip.at)
    for slip in found:
        places = marked[slip.key]
        place = places.popleft() if places else _likely(slip, body)
        yield slip, _of_attribute(slip.attribute, body, place)


def _with_mark(match: re.Match[str]) -> str:
    if match["tag"]:
        return f'{match[0]} {AT}="{match.start()}"'
    return f"{match[0]}\ue000{match.start() if match['comment'] else match.end()}\ue001"


def _of_attribute(name: str, body: str, place: int) -> int:
    """Where an attribute stands in the tag that begins at ``place``; ``place`` itself if there is none."""
    if not name or not body.startswith("<", place):
        return place
    match = re.compile(rf"[\s/\"']({re.escape(name)})(?=[\s/>=])", re.IGNORECASE).search(body, place, place + 2000)
    return match.start(1) if match else place


def _likely(slip: Misplaced, body: str) -> int:
    """Where a slip stands that carries no mark: at the first thing in the text that looks like it."""
    if slip.what is What.STRAY:
        return _first_stray(body)
    if slip.what is What.UNFINISHED:
        starts = (match.start() for match in _ANY_START.finditer(body))
        return next((start for start in starts if not _WHOLE_TAG.match(body, start)), body.rfind("<"))
    words = (slip.value[:10], slip.value[:4]) if slip.what is What.ADDRESS else (f"<{slip.tag}", "<")
    lowered = body.lower()
    return next((found for word in words if (found := lowered.find(word.lower())) >= 0), 0)


def _first_stray(body: str) -> int:
    """The first end tag of an element that is not open."""
    opened: list[str] = []
    for match in _ANY_TAG.finditer(body.lower()):
        if not match[1]:
            opened.append(match[2])
        elif match[2] not in opened:
            return match.start()
        else:
            opened.remove(match[2])
    return max(body.find("</"), 0)
