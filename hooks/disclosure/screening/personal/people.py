"""What is said about a person beside his name: where he lives, when he was born, his health, and children."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import islice

from disclosure.expressions import expression
from disclosure.screening.personal import masking
from disclosure.screening.personal.concerned import (
    cares,
    introduces,
    is_of_another,
    is_of_somebody,
    is_of_somebody_new,
)
from disclosure.screening.personal.grammar import LONG_AGO, OF_MANY, REFERRING, is_for_somebody
from disclosure.screening.personal.kinds import BIRTH, FOLLOWING, HEALTH, MINOR, PersonalData
from disclosure.screening.personal.mentions import is_private
from disclosure.screening.personal.names import Stretch, last_person, person_behind, persons
from disclosure.screening.personal.piece import Piece
from disclosure.screening.personal.statements import Statement, Whom, statements

# Who lives there, in front of an address or behind it.
_LIVES = expression(
    r"(?:家庭|居住|经常居住|户籍|户口|常住|通信|通讯|联系|身份证)(?:地址|住址|所在地|地)|住址|[现常暂租寄借]住|现居(?!民)|居住|家住|家在|"
    r"门牌[号码]{0,2}[是为：:]|户籍|户口|落户|住[在于所址着]|(?<=[\u4e00-\u9fff，\s])住(?=[^院房建宅宿户处])|home.?addr|residence|^住"
)
_LIVES_BEHIND = expression(
    r"[^，。；\n]{0,6}?(?:居住|租住|暂住|借住|生活|安家|的家|家[中里]|看望|慰问|走访|自家|住所|住处|[的其]住|的租?住户)"
)
# A sentence without a subject goes on about the one of the sentence before.
_BEGINS_BARE = expression(
    r"(?:目前|长期|常年|一直|近年来?|多年来?|去年|今年|自幼|曾|现|[0-9]{1,4}[年月]|[，,])*"
    r"(?:[现常租暂]?(?:家?住|居|户籍)|因|被|身?患|罹患|查出|确诊|有|系|属|享受|领取)"
)
# 柏村村委会上寨组14号 is a home, however the village is called.
_OF_VILLAGE = r"[\u3400-\u9fff]{0,6}(?:组|队|寨|屯|社)"
_OF_OFFICE = expression(f"居委|村委(?!会?{_OF_VILLAGE})|委员会(?!{_OF_VILLAGE})|公司|企业|单位|学校|医院|中心")
_OFFICE = expression(
    r"居委|村委|委员会|中心|办公|公司|活动室|窗口|大厅|服务站|受理|单位|机构|会议|办事处|派出所|医院|学校|地点|门店|店|商铺|工地|项目部|事务所|协会|"
    r"支部|场所|营业|经营|注册|住所地?|工会|企业|律所|工程|施工|改造|加装"
)
# Of whom is proposed for an office, the date of birth is published before the appointment.
_PROPOSED = expression("拟任|现任|任前公示|拟提拔|拟聘|候选人|任职公示")
_PSEUDONYM = expression("([\u4e00-\u9fff]{2,6})[（(](?:均?[为系是])?化名[）)]")
_ALL_PSEUDONYMS = expression(
    "(?:姓名|人物|人名|名字|当事人|未成年人|孩子|学生|案例|人员)[^，。；\n]{0,6}(?:均|皆|都)[为系是]?化名"
)
# 患肺炎的李秀英: the one of whom it is said stands right behind.
_WHOSE = expression("[症病]?[^，。；\n的]{0,6}的")
_OF_MYSELF = expression("“[^”“]{0,20}(?<![对给为向])(?:我(?!们)|本人)[^”“，。；]{0,12}$")
_SPEAKER = 10  # characters behind a quotation in which its speaker is named
_SENTENCE_END = expression(r"[。！？；\n]")
_ENTRY_LINE = expression(r"\s*(?:[-*>#] )?\s*[\w\u3400-\u9fff]{1,12}[：:]\s?\S")
_LINES_OF_ONE_ENTRY = 4
_MOST = 8_000  # statements looked at in one text; beyond is no text, but a flood
_SENTENCE = 120  # characters of a sentence that are looked at
_ADDRESS = 30  # characters of an address in front of its number
_SIGN = expression(r"[\s，,、。；;：:（(“|]")
_REACH, _REACH_OF_HOME = 45, 60  # characters between a name and what is said of it
_AHEAD, _LISTED = 25, 60  # the same, where the name comes after
_SALUTED = 24  # characters of a salutation
_SALUTATION = expression(
    r"(?:^|\n)[ \t\u3000>*]*(?:[^\n，。]{2,24}[：:]|(?:申请人|来信人|来电人|信访人|投诉人|反映人)[：:][^\n]{2,16})$"
)
_WHO_ANSWERS = expression(r"(?:联系人|负责人|经办人|承办人|答复人|咨询|接待人?|受理人)[：:\s]{0,2}$")
_BARE = 3  # characters in front of a statement that leave no room for who is meant


def described(piece: Piece) -> Iterator[PersonalData]:
    """Every statement about a person whose name stands beside it or in the sentence before, at the statement."""
    is_pseudonym = _pseudonyms(piece.text)
    for said in islice(statements(piece.text), _MOST):
        if said.rule is BIRTH and _PROPOSED.search(piece.text, max(0, said.start - 200), said.end + 120):
            continue
        if said.whom is Whom.AT_HOME and not _is_home(piece, said):
            continue
        if said.whom is Whom.ADDRESSED:
            yield from _addressed(piece.text, said)
            continue
        name = _name_of(piece.text, said)
        if name is not None and is_pseudonym(piece.text[slice(*name)]):
            continue
        if name is not None:
            yield PersonalData(said.rule, said.start, said.end, masking.person(piece.text[slice(*name)]))
            continue
        name = _name_before(piece.text, said)
        if name is not None and not is_pseudonym(piece.text[slice(*name)]):
            yield PersonalData(FOLLOWING, said.start, said.end, masking.person(piece.text[slice(*name)]))


def _pseudonyms(text: str) -> Callable[[str], bool]:
    """Tells the names of which the text says that they are not the true ones."""
    if "化名" not in text:
        return lambda name: False
    if _ALL_PSEUDONYMS.search(text):
        return lambda name: True
    said = tuple(match[1] for match in _PSEUDONYM.finditer(text))
    return lambda name: any(word.endswith(name) for word in said)


def _addressed(text: str, said: Statement) -> Iterator[PersonalData]:
    """The name of the one to whom a reply is written: in front in the same sentence, or at the head of the letter."""
    start = _sentence(text, said.start)
    above = text[max(0, start - _SENTENCE) : start].rstrip()
    head = max(0, start - _SENTENCE) + len(above)
    name = last_person(text, start, said.start)
    if name is None and _SALUTATION.search(above):
        name = last_person(text, max(_sentence(text, head), head - _SALUTED), head)
    if name is not None and not _WHO_ANSWERS.search(text, max(0, name[0] - 8), name[0]):
        yield PersonalData(said.rule, *name, masking.person(text[slice(*name)]))


def _name_of(text: str, said: Statement) -> Stretch | None:
    """The name of the person in the sentence of a statement, or in the lines of the same entry of a data file."""
    if said.whom is Whom.BEHIND:
        return person_behind(text, said.end)
    if said.whom is Whom.LISTED:
        return next(iter(persons(text, said.end, said.end + _LISTED)), None)
    reach = _REACH_OF_HOME if said.whom is Whom.AT_HOME else _REACH
    start = max(_entry(text, said.start), said.start - reach - 40)
    begin = _begin(text, said) if said.whom is Whom.AT_HOME else said.start
    before = last_person(text, start, said.start, begin)
    if before is not None and before[1] >= said.start - reach and not is_of_another(text, before, said):
        return before
    if said.rule is HEALTH and is_for_somebody(text, said.start, said.end):
        return None
    of = _WHOSE.match(text, said.end)
    behind = person_behind(text, of.end()) if of else None
    if behind is not None and is_private(text, *behind):
        return behind
    behind = next(iter(persons(text, said.end, _end_of_reach(text, said))), None)
    return None if behind is None or is_of_somebody(text, said, behind) else behind


def _end_of_reach(text: str, said: Statement) -> int:
    """How far ahead a name is looked for: to the end of the sentence; behind what somebody says of himself, at him."""
    ahead = text[said.end : said.end + _AHEAD]
    end = _SENTENCE_END.search(ahead)
    if end is None:
        return said.end + len(ahead)
    is_said = ahead[end.end() : end.end() + 1] == "”" and _OF_MYSELF.search(
        text[max(0, said.start - _REACH) : said.start]
    )
    return said.end + (end.end() + _SPEAKER if is_said else end.start())


def _begin(text: str, said: Statement) -> int:
    """Where an address begins of which only the end has been recognized: behind a sign, in the same line."""
    ahead = text[max(0, said.start - _ADDRESS) : said.start]
    return said.start - len(_SIGN.split(ahead)[-1])


def _name_before(text: str, said: Statement) -> Stretch | None:
    """The name in the sentence before, where a statement says 他 or 该户, or begins its sentence."""
    if said.whom not in (Whom.NEAR, Whom.AT_HOME):
        return None
    start = _sentence(text, said.start)
    lead = text[start : said.start].strip()
    if len(lead) > _BARE and not REFERRING.search(lead) and not _BEGINS_BARE.match(lead):
        return None
    if said.rule is HEALTH and (OF_MANY.search(lead) or cares(lead) or is_of_somebody_new(text, start, said)):
        return None
    if said.rule is MINOR and LONG_AGO.search(lead):
        return None
    end = start - 1
    if text[end:start] == "\n" and _SENTENCE_END.match(text, end - 1):
        end -= 1
    if end <= 0 or text[end - 1 : end + 1] == "\n\n":
        return None
    name = last_person(text, _sentence(text, end), end)
    return None if name is None or introduces(text, name, end) else name


def _sentence(text: str, end: int) -> int:
    """Where the sentence begins that goes on at an offset."""
    start = max(0, end - _SENTENCE)
    found = 0
    for found in (match.end() for match in _SENTENCE_END.finditer(text, start, end)):
        start = found
    return start


def _entry(text: str, end: int) -> int:
    """Where the sentence begins that goes on at an offset; lines of ``key: value`` belong to one entry."""
    start = _sentence(text, end)
    if start == 0 or text[start - 1] != "\n":
        return start
    for _ in range(_LINES_OF_ONE_ENTRY - 1):
        above = text.rfind("\n", max(0, start - 1 - _SENTENCE), start - 1) + 1
        if above >= start or not _ENTRY_LINE.match(text, above, start - 1):
            break
        start = above
        if start == 0:
            break
    return start


def _is_home(piece: Piece, said: Statement) -> bool:
    """Whether an address is where somebody lives: it is said, or it stands right behind a name and no office's."""
    text = piece.text
    if any(place in text[max(0, said.start - 16) : said.end] for place in piece.public if "号" in place):
        return False
    start = max(_entry(text, said.start), said.start - 60)
    before = text[start : said.start]
    lives = [*_LIVES.finditer(before[-40:])]
    if lives:
        word, around = lives[-1][0], before[-40:]
        near = around if word.startswith(("住所", "联系", "通")) else around[max(0, lives[-1].start() - 4) :]
        return not _OF_OFFICE.search(near)
    if _LIVES_BEHIND.match(text, said.end):
        return True
    begin = _begin(text, said)
    if begin > 0 and text[begin - 1] in "（(" and last_person(text, start, begin - 1, begin):
        return True
    return said.is_exact and not _OFFICE.search(f"{before}{text[said.end : said.end + 10]}")
