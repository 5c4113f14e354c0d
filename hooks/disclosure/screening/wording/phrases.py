"""Words that must not be wrong: what inspections named, the names of state and office, and words easily confused."""

from __future__ import annotations

from collections.abc import Iterator

from disclosure.expressions import expression
from disclosure.findings import Rule, Severity
from disclosure.records.wording import Phrase, Weight
from disclosure.screening.lists import WatchedName, lists_of, look
from disclosure.screening.wording.prose import CHINESE, WALL, Prose, Slip
from disclosure.screening.written import Known

SEVERE = Rule("FRM-011", "没有严重表述错误", basis=("19号函/严重表述错误",), bad="扫黑险恶", good="扫黑除恶")
OWN_NAME = Rule(
    "FRM-012", "本机关名称没有写错", Severity.WARNING, ("本办制度/15",), bad="某某街到办事处", good="某某街道办事处"
)
CONFUSED = Rule(
    "FRM-013", "没有易混的错别字", Severity.WARNING, ("本办制度/15",), bad="按排专人值守", good="安排专人值守"
)

_QUOTED = expression("写成|误写|误作|错写|错别字|应为|应当为|更正为|改为|改成|误为|不能写|不是")
_AROUND = 200
# The short form of an office's name in the number of a paper: 某路街办告〔2025〕12号.
_OF_A_PAPER = expression(f"[{CHINESE}]{{0,4}}[〔\\[（(]20[0-9]{{2}}[〕\\]）)]")
_OPENING, _CLOSING = frozenset('“‘「"'), frozenset('”’」"')


def slips(text: str, prose: Prose, known: Known) -> Iterator[Slip]:
    """Every wrong word and every name with a slip in it."""
    lists, found = lists_of(known), look(prose.text, known)
    taken: set[int] = set()
    suspects = [guard for guard in lists.guards if not found.words.isdisjoint(guard.pieces)]
    suspects = [guard for guard in suspects if any(piece in text for piece in guard.pieces)]
    rest = _without_names(text, suspects)
    for guard in suspects:
        for slip in _misnamed(rest, guard) if any(piece in rest for piece in guard.pieces) else ():
            if taken.isdisjoint(range(slip.start, slip.end)):
                taken.update(range(slip.start, slip.end))
                yield slip
    last = -1
    for start, word in found.places(lists.wrong) if not lists.wrong.isdisjoint(found.words) else ():
        if start > last and text.startswith(word, start):
            last = start
            if not (start in taken or _is_right(text, start, lists.phrases[word], prose)):
                yield _slip(start, lists.phrases[word])


def _slip(start: int, phrase: Phrase) -> Slip:
    rule = SEVERE if phrase.weight is Weight.SEVERE else CONFUSED
    message = f"“{phrase.wrong}”写错了。"
    end = start + len(phrase.wrong)
    return Slip(rule, start, end, message, f"请改成“{phrase.right}”。", phrase.right)


def _is_right(text: str, start: int, phrase: Phrase, prose: Prose) -> bool:
    """Whether the word is no slip here: part of another, spoken of as a slip, or right when the paper was made."""
    if phrase.since is not None and prose.made and prose.made < phrase.since.isoformat():
        return True
    return _excepted(text, start, phrase) or _corrected(text, start, phrase)


def _excepted(text: str, start: int, phrase: Phrase) -> bool:
    """Whether the word is only part of another one."""
    for whole in phrase.unless:
        first = start - whole.index(phrase.wrong)
        if first >= 0 and text.startswith(whole, first):
            return True
    return False


def _corrected(text: str, start: int, phrase: Phrase) -> bool:
    """Whether the word stands in quotes in a line that corrects it."""
    end = start + len(phrase.wrong)
    if text[max(0, start - 1) : start] not in _OPENING or text[end : end + 1] not in _CLOSING:
        return False
    ahead = text[max(0, start - _AROUND) : start].rpartition("\n")[2]
    after = text[end : end + _AROUND].partition("\n")[0]
    return _QUOTED.search(f"{ahead}\n{after}") is not None


def _without_names(text: str, guards: list[WatchedName]) -> str:
    """The text with every name that is written as it should be walled off, longest first."""
    for guard in guards:
        text = text.replace(guard.name, WALL * len(guard.name))
    return text


def _misnamed(rest: str, guard: WatchedName) -> Iterator[Slip]:
    for match in guard.near.finditer(rest):
        around = rest[max(0, match.start() - 4) : match.end() + 4]
        is_short = guard.is_own and set(match[0]) <= {*guard.name, "办"}
        if is_short and len(match[0]) <= len(guard.name) and _OF_A_PAPER.match(rest, match.end()):
            continue
        if not any(item in around for item in guard.unless):
            message = f"“{match[0]}”与“{guard.name}”只差一点，像是写错了。"
            yield Slip(
                OWN_NAME if guard.is_own else SEVERE, match.start(), match.end(), message, f"请改成“{guard.name}”。"
            )
