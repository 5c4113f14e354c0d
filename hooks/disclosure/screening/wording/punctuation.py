"""Punctuation: none doubled, and full-width between Chinese characters."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from functools import cache

import autocorrect_py

from disclosure.expressions import expression
from disclosure.findings import Rule, Severity
from disclosure.screening.wording.garbling import WRECKAGE
from disclosure.screening.wording.prose import CHINESE, Prose, Slip
from disclosure.screening.written import Known

DOUBLED = Rule("FRM-006", "标点没有重复", Severity.WARNING, ("本办制度/15",), bad="现予公布。。", good="现予公布。")
WIDTH = Rule(
    "FRM-007",
    "中文里用全角标点",
    Severity.NOTICE,
    ("本办制度/15",),
    bad="带好证件,准时到场",
    good="带好证件，准时到场",
)

_RUN = expression("[，、；：！？。,;][，、；：！？。,;]+")
_MAY_FOLLOW = expression("？！|！？|！{3}|？{3}")
_STRENGTH = "。；，：、"
_FULL = dict(zip(",;:?!()", "，；：？！（）", strict=True))
_BEFORE, _AFTER = f"{CHINESE}》）”’〉〕％", f"{CHINESE}《（“‘〈〔"
# Half-width punctuation beside a Chinese character; figures and letters in full width.
_CANDIDATE = expression(rf"[,;:?!.()\"０-９Ａ-Ｚａ-ｚ](?:(?<=[０-９Ａ-Ｚａ-ｚ])|(?<=[{_BEFORE}*_].)|(?=[{_AFTER}*_]))")
_BETWEEN = expression(rf"(?<=[{_BEFORE}])(\*{{0,2}})([,;:?!])(?=\*{{0,2}}[{_AFTER}]|(?<=:)\d)")
_AT_END = expression(rf"(?<=[{_BEFORE}])([,;?!])(?=\*{{0,2}}[ \t]*$)")
_BRACKETS = expression(rf"\((?=[^()\n]*[{CHINESE}])(?:(?<=[{_BEFORE}]\()|(?=[{_AFTER}]))[^()\n]*\)")
_QUOTES = expression(rf"\"(?=[{_AFTER}])([^\"\n]{{1,80}})(?<=[{_BEFORE}。！？])\"")
_SPOKEN = {"“": "左引号", "”": "右引号"}
# １，２００ and １．５: what stands between the figures of one number goes with them.
_IN_NUMBER = expression("(?<=[０-９])(?:，(?=[０-９]{3}(?![０-９]))|．(?=[０-９]))")
# What autocorrect may change, by the character that stands there.
_CHANGEABLE = frozenset(",;:?!.０１２３４５６７８９") | {chr(code) for code in range(0xFF21, 0xFF5B)}
_ADDRESS = 200  # characters of an address
_LIST = expression(r"[ \t]*(?:- +)*(?:(?!proposed:|department:|secrecy:|approved:)[A-Za-z_]+: +)?[\[{]")
# autocorrect gives up on lines of this size; nobody writes them.
_LONGEST = 20_000


def slips(text: str, prose: Prose, known: Known) -> Iterator[Slip]:
    """Every doubled mark, and every half-width one where a full-width one belongs."""
    for match in _RUN.finditer(text):
        if _MAY_FOLLOW.fullmatch(match[0]) or (match[0].isascii() and not _is_chinese(text[match.start() - 1])):
            continue
        mended = _single(match[0])
        message = f"标点“{match[0][:8]}”重复。"
        yield Slip(DOUBLED, match.start(), match.end(), message, f"请写成“{mended}”。", mended)
    done = -1
    for match in _CANDIDATE.finditer(text):
        if match.start() > done and not _is_for_machines(text, match.start(), prose):
            start = text.rfind("\n", 0, match.start()) + 1
            done = text.find("\n", start)
            done = len(text) if done < 0 else done
            if not WRECKAGE.search(text, start, done):  # to be written anew, not mended
                yield from _widened(text[start:done], start)


def _is_for_machines(text: str, place: int, prose: Prose) -> bool:
    """Whether a mark closes the address of a link, or parts the members of a field's list: no prose is there."""
    if text[place] == ")":
        opening = text.rfind("(", max(0, place - _ADDRESS), place)
        return opening > 0 and text[opening - 1] == "]" and not {")", "\n"}.intersection(text[opening:place])
    if text[place] != "," or place >= prose.body_start:
        return False
    return _LIST.match(text, text.rfind("\n", 0, place) + 1) is not None


def _single(marks: str) -> str:
    if set(marks) == {"。"} and len(marks) > 2:
        return "……"
    marks = "".join(_FULL.get(mark, mark) for mark in marks)
    return min(marks, key=lambda mark: _STRENGTH.find(mark) if mark in _STRENGTH else 9)


def _is_chinese(character: str) -> bool:
    return "\u4e00" <= character <= "\u9fff"


def in_words(mark: str) -> str:
    """A mark as a message names it: nobody tells quotation marks apart that stand within such."""
    return _SPOKEN.get(mark, f"“{mark}”")


def _widened(line: str, offset: int) -> Iterator[Slip]:
    mended = _as_it_should_be(line)
    for place, (old, new) in enumerate(zip(line, mended, strict=True)) if mended != line else ():
        if old != new:
            near = line[max(0, place - 5) : place + 6].replace("\ue000", "")
            message = f"“{near}”里的“{old}”应当用{'半角' if old > chr(0xFF00) else '全角'}。"
            remedy = f"请改成{'中文的' if new in _SPOKEN else ''}{in_words(new)}。"
            yield Slip(WIDTH, offset + place, offset + place + 1, message, remedy, new)


def _as_it_should_be(line: str) -> str:
    """The line with its punctuation mended, character by character."""
    made = list(_autocorrected(line))
    for match in _IN_NUMBER.finditer(line):
        made[match.start()] = "," if match[0] == "，" else "."
    for match in _BETWEEN.finditer(line):
        made[match.start(2)] = _FULL[match[2]]
    for match in _AT_END.finditer(line):
        made[match.start()] = _FULL[match[1]]
    for match in _BRACKETS.finditer(line):
        made[match.start()], made[match.end() - 1] = "（", "）"
    is_pasted = '\t"' in line or '"\t' in line  # Excel's own marks around a cell of several lines
    for match in _QUOTES.finditer(line) if not is_pasted else ():
        made[match.start()], made[match.end() - 1] = "“", "”"
    return "".join(made)


def _autocorrected(line: str) -> str:
    """What autocorrect makes of a line, as far as it may change it."""
    if len(line) > _LONGEST:
        return line
    made = _format()(line)
    if made == line or len(made) != len(line):
        return line
    return "".join(new if old in _CHANGEABLE else old for old, new in zip(line, made, strict=True))


@cache
def _format() -> Callable[[str], str]:
    """autocorrect, told to leave blanks and English alone: official papers set none between Chinese and figures."""
    off = (
        "space-word space-punctuation space-bracket space-backticks space-dash space-dollar no-space-fullwidth "
        "no-space-fullwidth-quote halfwidth-punctuation spellcheck"
    )
    rules = {**dict.fromkeys(off.split(), 0), "fullwidth": 1, "halfwidth-word": 1}
    # The package's own stub leaves this one out.
    autocorrect_py.load_config(json.dumps({"rules": rules}))  # type: ignore[attr-defined]
    return autocorrect_py.format
