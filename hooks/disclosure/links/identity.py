"""A link's text or a page's title → what it names: the core title, the kind of paper, numbers, year and place.

Similar wording does not make two papers the same (《X》 and 《X》解读, 附件1 and 附件2, 2018 and 2024, the rules of two
cities); identity fields do. Both sides of a link go through the same reading, so that its habits cancel out.
A text whose surroundings are not understood keeps all its words as its core: it then equals no page, and is left alone.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from disclosure.expressions import expression
from disclosure.links import wording
from disclosure.links.wording import SLOT

INTERPRETATION, DRAFT, EXPLANATION = "解读", "草案", "说明"
CONSULTATION, OUTCOME, ATTACHMENT, MAIN = "征求意见", "结果", "附件", "正文"

# The kind word of a record's kind (disclosure.records.kinds); the other kinds have none.
KIND_WORDS = {
    "policy": MAIN,
    "normative": MAIN,
    "interpretation": INTERPRETATION,
    "questions": INTERPRETATION,
    "draft": DRAFT,
    "explanation": EXPLANATION,
    "consultation": CONSULTATION,
    "feedback": OUTCOME,
}

_SHORTEST = 4  # a core of fewer characters names nothing in particular
_LONG = 10  # a core this long is a name even without a paper's ending
_CUT_LONG = 8  # the same of a text cut short, whose beginning must then be that of one paper alone
_CUT = 198  # the inventory cuts texts at 200 characters


@dataclass(frozen=True, slots=True)
class DocumentNumber:
    """发文字号: agency code, year (0 for orders, which have none) and number."""

    agency: str
    year: int
    number: int

    def agrees(self, other: DocumentNumber) -> bool:
        """Whether both are one number; words in front of the agency code (详见沪府规…) do not matter."""
        same = (self.year, self.number) == (other.year, other.number)
        return same and (self.agency.endswith(other.agency) or other.agency.endswith(self.agency))


@dataclass(frozen=True, slots=True)
class CoreParts:
    """A core taken apart: who or where it is of, the rest with years left out, and those years."""

    name: str
    rest: str
    years: frozenset[str]


@dataclass(frozen=True, slots=True)
class Identity:
    """What a text names. Empty or zero fields: it does not say."""

    core: str = ""
    kind: str = ""
    number: int = 0
    document: DocumentNumber | None = None
    year: str = ""
    quoted: bool = False
    truncated: bool = False
    generic: bool = True
    national: bool = False  # 中华人民共和国 is said: no province's paper

    @property
    def formal(self) -> bool:
        """Whether the core is the name of a paper, not a turn of phrase: only such a name can contradict a page."""
        if self.generic:
            return False
        return (
            self.quoted
            or len(self.core) >= (_CUT_LONG if self.truncated else _LONG)
            or wording.FORMAL.search(self.core) is not None
        )

    @property
    def place(self) -> str:
        """The region or agency in front of the core."""
        return place(self.core).name


NOTHING = Identity()


@lru_cache(maxsize=1 << 16)
def identify(text: str) -> Identity:
    """What a link's text or a page's title names."""
    rest = wording.clean(text)
    if not rest:
        return NOTHING
    rest, truncated = _without_ellipsis(rest, len(text) >= _CUT)
    rest = _without_decoration(rest) if rest else ""
    rest, document = _document_number(rest)
    rest, number, attached = _attachment(rest)
    core, kind, quoted = _core_and_kind(rest)
    core, year, draft = _marks(core)
    kind = kind or (ATTACHMENT if attached else "") or (DRAFT if draft else "")
    national = core.startswith("中华人民共和国")
    sure = quoted or national
    core = wording.key(core)
    return Identity(core, kind, number, document, year, quoted, truncated, _generic(core, sure), national)


@lru_cache(maxsize=1 << 16)
def place(core: str) -> CoreParts:
    """A core taken apart into place, rest and years."""
    found = wording.PLACE.match(core)
    name = found[0] if found and len(core) - found.end() >= _SHORTEST else ""
    rest = core[len(name) :].removeprefix("关于")
    years = frozenset(wording.YEARS.findall(rest)) if "0" in rest or "9" in rest else frozenset[str]()
    return CoreParts(name, wording.YEARS.sub("", rest) if years else rest, years)


def drops(long: str, short: str) -> bool:
    """Whether ``short`` is ``long`` without the region or agency in front."""
    prefix = long.removesuffix(short) if short else ""
    return bool(prefix) and prefix != long and wording.DROPPED.match(prefix) is not None


def document_number(text: str) -> DocumentNumber | None:
    """The 发文字号 that a record states."""
    return _document_number(wording.clean(text))[1]


def _without_ellipsis(text: str, cut: bool) -> tuple[str, bool]:
    short = wording.ELLIPSIS.sub("", text)
    return short, cut or short != text


def _without_decoration(text: str) -> str:
    """The text without bullet, date stamp, file size, format and extension."""
    if text[0] in "(•·▪●◆■※★>»-0123456789一二三四五六七八九十" and not text.startswith("()"):
        text = wording.BULLET.sub("", text)
    if not wording.DECORATION_HINT.search(text):
        return text
    text = wording.EXTENSION.sub("", wording.SIZE.sub("", text))
    text = wording.STAMP.sub("", wording.FORMAT.sub("", text))
    return wording.EXTENSION.sub("", text)


def _document_number(text: str) -> tuple[str, DocumentNumber | None]:
    """The text without its document number, when this stands behind or alone, and that number."""
    if "号" not in text:
        return text, None
    found = wording.DOCUMENT_NUMBER.search(text)
    if found:
        read = DocumentNumber(found[1] or "", int(found[2]), int(found[3]))
    else:
        found = wording.ORDER_NUMBER.search(text)
        if not found:
            return text, None
        read = DocumentNumber(found[1] or found[3] or "", 0, int(found[2] or found[4]))
    before, behind = text[: found.start()], text[found.end() :]
    inside = behind[:1] not in "《》(),、:" and not before.endswith("》")
    if inside and (before or behind[0] in "的文精规要中等和"):
        return text, None  # part of a title: 转发国办发〔…〕…号文件的通知
    return before + behind, read


def _attachment(text: str) -> tuple[str, int, bool]:
    """The text without 附件N, that number, and whether it speaks of an attachment."""
    if "附" not in text:
        return text, 0, False
    found = wording.ATTACHMENT.search(text)
    if not found:
        return text, 0, False
    numeral = found["before"] or found["after"]
    return text[: found.start()] + text[found.end() :], wording.number(numeral) if numeral else 0, True


def _core_and_kind(text: str) -> tuple[str, str, bool]:
    """Core, kind word, and whether the core stood in 《》."""
    spans = _outer_titles(text) if "《" in text else []
    if len(spans) != 1:
        core, kind = _unquoted(wording.ARTICLE.sub("", text) if "第" in text else text)
        return core, kind, False
    start, end = spans[0]
    inner, behind = text[start + 1 : end - 1], text[end:]
    while mark := _mark_in_front(behind):
        inner += mark if mark.startswith("(") else f"({mark})"
        behind = behind[len(mark) :]
    if "第" in behind:
        behind = wording.ARTICLE.sub("", behind)
    frame = text[:start] + SLOT + behind
    kind = _frame_kind(frame)
    if kind or wording.PLAIN_QUOTED.match(frame):
        return inner, kind, True
    core, kind = _unquoted(text)
    return core, kind, False


def _outer_titles(text: str) -> list[tuple[int, int]]:
    """Where the outermost balanced 《…》 stand."""
    if text.count("《") == 1:
        start, end = text.index("《"), text.find("》", text.index("《"))
        return [(start, end + 1)] if end > 0 else []
    depth, start, spans = 0, 0, []
    for position, sign in enumerate(text):
        if sign == "《":
            start = start if depth else position
            depth += 1
        elif sign == "》" and depth:
            depth -= 1
            if not depth:
                spans.append((start, position + 1))
    return spans


_MARK = expression(r"^(?:\([^()]{2,16}\)|(?:修订|修正)?(?:草案|征求意见稿|送审稿))")


def _mark_in_front(text: str) -> str:
    """A version or draft mark with which ``text`` begins: 《X》（试行）, 《X》草案."""
    found = _MARK.match(text) if text else None
    if not found or not text.startswith("("):
        return found[0] if found else ""
    return found[0] if _marks("x" + found[0])[0] == "x" else ""


_QUOTED_FRAMES = tuple((kind, words, expression(frame.replace("X", SLOT))) for kind, words, frame in wording.FRAMES)
_UNQUOTED_FRAMES = tuple(
    (
        kind,
        words,
        expression(frame.replace(wording.LEAD, "").replace(wording.TAIL, "").replace("X", "(?P<core>.{4,}?)")),
    )
    for kind, words, frame in wording.FRAMES
)


def _frame_kind(frame: str) -> str:
    if not wording.KIND_HINT.search(frame):
        return ""
    for kind, words, pattern in _QUOTED_FRAMES:
        if any(word in frame for word in words) and pattern.match(frame):
            return kind
    return ""


def _unquoted(text: str) -> tuple[str, str]:
    """Core and kind word of a text without a title in 《》."""
    text = wording.TAIL_UNQUOTED.sub("", wording.LEAD_UNQUOTED.sub("", text))
    if "关于" in text and (found := wording.ISSUED_UNQUOTED.match(text)):
        return found[1], ""
    for kind, words, pattern in _UNQUOTED_FRAMES if wording.KIND_HINT.search(text) else ():
        if any(word in text for word in words) and (found := pattern.match(text)):
            guard = wording.UNQUOTED_GUARD.get(kind)
            if guard is None or guard.search(text):
                return found["core"], kind
    return text, ""


def _marks(core: str) -> tuple[str, str, bool]:
    """The core without the marks at its end, the year among them, and whether one says that it is a draft."""
    year, draft = "", False
    while True:
        if found := wording.YEAR_MARK.search(core):
            year = year or found[1] or found[3]
            draft = draft or "草案" in (found[2] or "")
        elif found := wording.DRAFT_MARK.search(core):
            draft = True
        else:
            found = wording.PLAIN_MARK.search(core)
        if not found or not found.start():
            return core, _one_year(year), draft
        core = core[: found.start()]


def _one_year(mark: str) -> str:
    """The year of a mark: a day counts as its year, a span of years as itself."""
    return mark if len(mark) == 9 else mark[:4]


def _generic(core: str, sure: bool) -> bool:
    """Whether a core could name anything: too short, or all words of the trade. In 《》 even 水法 is a name."""
    if sure:
        return not wording.has_han(core, 2) or wording.SHORTHAND.match(core) is not None
    if not wording.has_han(core, _SHORTEST):
        return True
    return len(core) <= 16 and wording.GENERIC.match(core) is not None
