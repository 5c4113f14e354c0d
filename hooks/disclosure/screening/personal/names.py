"""Names of persons in running text: told by what stands before and behind them, and by how much they look like names.

A surname alone tells nothing, as it begins or ends too many words. Points are given for what stands in front and for
what follows (``mentions``), and for the characters of the name itself (``likeness``).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain

from disclosure.expressions import expression
from disclosure.reading.surnames import COMPOUND, DOUBTFUL, SURNAMES
from disclosure.screening.personal.likeness import likeness
from disclosure.screening.personal.mentions import (
    BEFORE_WORD,
    CERTAIN,
    IN_A_SENTENCE,
    IN_FRONT,
    IN_WORD,
    LABELLED,
    ONE_WORD,
    PASSED,
    RIGHT_BEHIND,
    SURE,
    VERB_OF_WORK,
    VERBS_BEHIND,
    is_private,
)

# Characters that hardly ever stand in a given name; some of them stand for a name that is masked already.
_NEVER = (
    "某的是在了为将对按被把从到就也都不其该本各每有无以之而所由须经因则但并且此这那哪什么怎少几与和及或等"
    "街区市县村镇乡弄号室院校员者们户项类种级度期间请报办行应当款条件法规章额量率费价税物品表册单据证照票签"
    "患系住身做去已曾未要会还仅只您我你他她它个位次份地处里外内上下前后左右往至给让使得着吗呢吧"
)
_GIVEN = f"[^\\W0-9A-Za-z_{_NEVER}]"
# Of these some stand in names that are told by what is around them: 李有才, 张为民, 赵和平, 王大地.
_SELDOM = "有为是在不无和之以其上地本应里所当行因"
_ANY_GIVEN = f"(?:{_GIVEN}|[{_SELDOM}])"
_HAN = "[\u3400-\u9fff]"
# 阿依古丽·买买提: told by its dot.
_DOTTED = f"{_HAN}{{1,8}}(?:[·•・‧．]{_HAN}{{1,10}}){{1,3}}"
_ADDRESSED = "阿姨|先生|女士|小姐|大爷|大妈|大叔|大伯|老伯|老师|奶奶|爷爷|师傅|同学|医生|警官"
_SURNAME = expression(f"(?P<surname>{'|'.join(COMPOUND)}|[{SURNAMES}{DOUBTFUL}])(?={_GIVEN})(?!(?:{_ADDRESSED}))")
_ANY_SURNAME = expression(_SURNAME.pattern.replace(f"(?={_GIVEN})", f"(?={_ANY_GIVEN})"))
_DOTTED_NAME = expression(f"(?<!{_HAN}){_DOTTED}|(?<=[人员户者属主名民生姓]){_DOTTED}")
_DOTTED_AT = expression(_DOTTED)
_FOLLOWING = expression(f"{_GIVEN}{{1,3}}")
_ANY_FOLLOWING = expression(f"{_ANY_GIVEN}{{1,3}}")

_NAMERS = tuple("人员户者属主名民生姓找给与由向")
_ADDRESS_ENDS = tuple(_ADDRESSED.split("|"))
_TAIL = expression(f"({_HAN}{{2,10}}|{_DOTTED})[\\s，,、：:（(_\\-|]*$")

_AND_OTHERS = expression("等(?:人|[0-9一二两三四五六七八九十]{1,3}[名人位])")  # 国平 等三名, and no 平等
_SIGNS = ("", "，", ",", "（", "(", "：", ":", "、")
_ENOUGH = 6  # points
_RARE = 6
_SELDOM_POINTS = 3  # what a character seldom in names takes from those that stand in one
_ALONE, _ALONE_SHORT = -4, -2
_BEFORE = 16  # characters in front of a name that are looked at
Stretch = tuple[int, int]


def persons(text: str, start: int = 0, end: int | None = None) -> list[Stretch]:
    """Where names of persons stand in a part of a text; those of officials, told by their titles, left out."""
    return sorted(_persons(text, start, len(text) if end is None else end, -1, is_backward=False))


def last_person(text: str, start: int, end: int, said: int = -1) -> Stretch | None:
    """The last name of a person in a part of a text.

    ``said`` is where something begins that is said of a person, so that a name may end right there.
    """
    return next(_persons(text, start, end, said, is_backward=True), None)


def person_behind(text: str, start: int) -> Stretch | None:
    """The name that begins there, right behind a word that labels it."""
    dotted = _DOTTED_AT.match(text, start)
    if dotted is not None:
        return dotted.span()
    surname = _ANY_SURNAME.match(text, start)
    return _person_at(text, surname, len(text), least=LABELLED) if surname else None


def _persons(text: str, start: int, end: int, said: int, *, is_backward: bool) -> Iterator[Stretch]:
    dotted = [match.span() for match in _DOTTED_NAME.finditer(text, start, end) if PASSED.match(text, match.end())]
    surnames = list(_ANY_SURNAME.finditer(text, start, end))
    found = chain(dotted, (_person_at(text, match, end, said=said) for match in surnames[:: -1 if is_backward else 1]))
    return (name for name in found if name is not None and is_private(text, *name))


def is_name(text: str) -> bool:
    """Whether a text by itself reads as the unmasked name of a person."""
    bare = text.replace(" ", "").replace("\u3000", "")
    if not 2 <= len(bare) <= 24 or bare.endswith(_ADDRESS_ENDS):
        return False
    surname = _SURNAME.match(bare)
    if surname is None or not _FOLLOWING.fullmatch(bare, surname.end()):
        return re.fullmatch(_DOTTED, bare) is not None
    given = bare[surname.end() :]
    return likeness(surname[0], given) >= (_ALONE if len(given) > 1 else _ALONE_SHORT)


def ends_with_name(text: str) -> bool:
    """Whether the last thing in a text is a name."""
    end = _TAIL.search(text[-16:])
    if end is None:
        return False
    run = end[1]
    return is_name(run) or any(is_name(run[-length:]) for length in (2, 3, 4) if run[-length - 1 : -length] in _NAMERS)


def _person_at(
    text: str, surname: re.Match[str], stop: int, *, least: int | None = None, said: int = -1
) -> Stretch | None:
    """The name that begins with a surname, if there is enough to say that it is one."""
    before = _before(text, surname.start()) if least is None else least
    if before is None:
        return None
    before -= _RARE if surname[0] in DOUBTFUL and before < LABELLED else 0
    following = _ANY_FOLLOWING.match(text, surname.end(), stop)
    best, end = _ENOUGH, 0
    for length in range(1, len(following[0]) + 1 if following else 1):
        points = before + _points(text, surname[0], surname.end() + length, length, before >= LABELLED, said)
        if points >= best:
            best, end = points, surname.end() + length
    return (surname.start(), end) if end else None


def _points(text: str, surname: str, end: int, length: int, is_labelled: bool, said: int) -> int:
    """The points of a name that ends there, for what follows and for itself."""
    given = text[end - length : end]
    seldom = sum(sign in _SELDOM for sign in given)
    if seldom and (length != 2 or seldom > 1):
        return -CERTAIN
    if seldom and not (is_labelled or _is_next(text, end, said) or _behind(text, end) >= SURE):
        return -CERTAIN
    if length == 3:  # two surnames in front of the given name
        if not is_labelled or given[0] not in SURNAMES:
            return -CERTAIN
        given = given[1:]
    if length > 1 and VERB_OF_WORK.match(text, end - 1):  # 张伟 强调, and no 张伟强
        return -CERTAIN
    is_verb = text[end - 1 : end + 1] in VERBS_BEHIND and not _AND_OTHERS.match(text, end)
    if length > 1 and (given[-1] == "向" or is_verb):
        return -CERTAIN
    return (
        likeness(surname, given) + _SELDOM_POINTS * seldom + (SURE if _is_next(text, end, said) else _behind(text, end))
    )


def _is_next(text: str, end: int, said: int) -> bool:
    """Whether something is said right behind a name, with a sign at most between."""
    return end == said or (end < said <= end + 2 and text[end:said].strip() in _SIGNS)


def _before(text: str, start: int) -> int | None:
    """The points for what stands in front of a name; none where the name would begin inside a word."""
    head = text[max(0, start - _BEFORE) : start]
    cue = next((cue for cue in IN_FRONT if cue.pattern.search(head)), None)
    if cue is not None:
        return cue.points
    if head[-1] + text[start] in ONE_WORD:
        return None
    return next((cue.points for cue in IN_A_SENTENCE if cue.pattern.search(head)), IN_WORD)


def _behind(text: str, end: int) -> int:
    """The points for what follows a name."""
    return next((cue.points for cue in RIGHT_BEHIND if cue.pattern.match(text, end)), BEFORE_WORD)
