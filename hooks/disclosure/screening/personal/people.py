"""What is said about a person beside his name: where he lives, when he was born, his health, and children."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from disclosure.screening.personal import masking
from disclosure.screening.personal.kinds import BIRTH, HEALTH, HOME, MINOR, PersonalData
from disclosure.screening.personal.names import AFTER, NAME, NAMED, persons
from disclosure.screening.personal.piece import Piece

_N = "[0-9一二三四五六七八九十百]{1,5}"
# Down to the room: 平南路…弄…号…室, …幢…单元…室, …弄…号-302.
ROOM = re.compile(
    f"(?:{_N}弄[\\s]?)?{_N}(?:号楼|号|栋|幢|座)[\\s]?(?:[东西南北]?{_N}?(?:单元|层|楼|门)[\\s]?)?[-—]?[0-9]{{2,4}}[A-Za-z甲乙]?(?:室|户|房|(?![0-9年月日号.%％]))"
    f"|{_N}弄{_N}号[-—]?[0-9]{{2,4}}|{_N}弄{_N}支?号?[-—][0-9]{{3,4}}室?|{_N}(?:栋|幢|座|号楼){_N}单元[0-9]{{2,4}}"
    f"|[0-9]{{1,4}}[-—][0-9]{{1,3}}[-—][0-9]{{3,4}}室?"
)
_DOOR = re.compile(f"{_N}弄[\\s]?{_N}号|(?:路|街|巷|村|组|队|里|坊|新村|宅)[0-9]{{1,5}}(?:号|弄)")
_LIVES = re.compile(
    r"(?:家庭|居住|现居住|户籍|户口|常住|经常居住|通信|通讯|联系|身份证)(?:地址|住址|所在地|地)|住址|现住|家住|居住[于在]|住[在于所]|住所地?|户籍地?|"
    r"户口|home.?addr|residence|租住|，住"
)
_OFFICE = re.compile(
    r"居委|村委|委员会|中心|办公|公司|活动室|窗口|大厅|服务站|受理|单位|机构|会议|办事处|派出所|医院|学校|地点|门店|店|商铺|工地|项目部|事务所|协会|"
    r"支部|场所|营业|经营|注册|住所地?|工会|企业|律所|工程|施工|改造|加装"
)
_DAY = r"(?:18|19|20)[0-9]{2}(?:年|[-./])[01]?[0-9](?:月|[-./])[0-3]?[0-9]日?"
_BORN = re.compile(
    f"(?:出生(?:日期|年月日?|时间|于)?|生日|生于|birth\\w*)[：:为是\\s|\"']{{0,4}}{_DAY}|{_DAY}\\s?(?:出生|生(?![\u3400-\u9fff]))",
    re.IGNORECASE,
)
_DISEASE = "(?:病|癌|症|瘤|障碍|炎|中毒|感染|骨折|梗|衰竭|结核|瘫痪|截肢|失明|聋哑|艾滋|硬化|出血)"
_ILLNESS = re.compile(
    f"(?:患有?|身患|罹患|确诊|诊断(?:为|结果)?|病种|病情|疾病名称|查出|因)[：:为\\s]{{0,2}}[^，。；\n]{{0,12}}?{_DISEASE}"
    "|(?:肢体|视力|听力|言语|智力|精神|多重)[一二三四1-4]?级?残疾(?!人(?:康复|服务|联合|工作))"
    "|残疾(?:等级|类别|类型|程度)?[：:为是\\s]{0,2}[一二三四1-4]级|[一二三四1-4]级(?:肢体|视力|听力|言语|智力|精神|多重)?(?:残疾|伤残)"
    "|(?:系|为|是|属于?)[^，。；\n]{0,8}(?:残疾人|精神病人|精神障碍|低保(?:户|对象|家庭|人员)|特困(?:人员|供养)|吸毒|社区矫正|失独|艾滋)"
    "|(?:享受|领取|纳入|申请|取消|退出|发放)了?[^，。；\n]{0,8}(?:低保|最低生活保障|特困供养|残疾人.{0,4}补贴|护理补贴|临时救助|医疗救助)"
    "|艾滋病|尿毒症|肺癌|肝癌|胃癌|乳腺癌|白血病|精神分裂|抑郁症|乙肝|梅毒|肺结核|怀孕|人工流产|流产|结扎|不孕|透析|化疗"
    "|(?:类别|类型|身份|性质)[：:为\\s]{1,2}(?:低保|特困|重残|残疾|孤儿)"
)
_OF_HEALTH = re.compile(
    r"(?:患者|病人|残疾人|低保户|低保对象|低保人员|低保家庭|特困人员|特困供养人员|救助对象|困难家庭|精神障碍患者|社区矫正对象|社区矫正人员|刑满释放人员|吸毒人员|失独老人|重残人员|孕妇|产妇)"
    f'(?:[：:“"\\s]{{1,3}}({NAMED})|({NAME})){AFTER}'
)
_OF_ROOM = re.compile(
    f"[0-9]{{3,4}}室(?:的)?(?:业主|住户|租户|租客|居民|户主|房东)(?:[：:\\s]{{1,3}}({NAMED})|({NAME})){AFTER}"
)
# Of whom is proposed for an office, the date of birth is published before the appointment.
_PROPOSED = re.compile("拟任|现任|任前公示|拟提拔|拟聘|候选人|任职公示")
_OF_CHILD = re.compile(
    r"(?:孤儿|困境儿童|留守儿童|未成年人|事实无人抚养儿童|患儿|弃婴|流浪儿童|涉案少年)"
    f'(?:[：:“"\\s]{{1,3}}({NAMED})|({NAME})){AFTER}'
)
_GRADE = (
    "(?:[一二三四五六七八九初高中大小1-9]{1,3}(?:年级)?[\\s（(]{0,2}[0-9一二三四五六七八九十]{1,2}[）)]?班|[一二三四五六1-6]年级"
    "|[初高][一二三]|[大中小][一二三]?班)"
)
_PUPIL = re.compile(
    f"(?:小学|中学|初中|高中|幼儿园|学校|附中|附小|托班)[^，。；\n]{{0,8}}{_GRADE}"
    "|[一二三四五六七八九初高]{1,2}(?:年级)?[（(][0-9一二三四五六七八九十]{1,2}[）)]班"
    "|(?:就读|在读|上学)[于在]?[^，。；\n]{0,16}(?:小学|中学|初中|高中|幼儿园|学校)"
    "|(?<![0-9])(?:[1-9]|1[0-7])(?:周岁|岁)(?!以|及|至|或|的?(?:以|儿童|老))"
)
_PATTERNS = (
    (_ILLNESS, HEALTH), (_OF_HEALTH, HEALTH), (_OF_CHILD, MINOR), (_PUPIL, MINOR), (_BORN, BIRTH), (ROOM, HOME),
    (_DOOR, HOME), (_OF_ROOM, HOME),
)  # fmt: skip
# By the words without one of which a statement cannot be made, most of a text need not be read.
_TOLD_BY = (
    ("患 残疾 低保 特困 失独 重残 病 孕 救助", (0, 1, 2)),
    ("诊 查出 癌 症 瘤 炎 障碍 中毒 感染 骨折 脑梗 心梗 衰竭 瘫痪 截肢 失明 聋哑 伤残", (0,)),
    ("艾滋 生活保障 护理补贴 流产 结扎 透析 化疗 结核 梅毒 肝 不育", (0,)),
    ("矫正 吸毒 产妇 困难家庭 刑满", (0, 1)),
    ("孤儿 儿童 未成年人 弃婴 涉案少年", (0, 2)),
    ("班 年级 初一 初二 初三 高一 高二 高三 就读 在读 上学 岁", (3,)),
    ("出生 生日 生于 日生 birth Birth", (4,)),
    ("室 弄 幢 栋 单元 号楼 家住 现住 住址 住在 户籍地 户口 家庭地址 居住地 address", (5, 6, 7)),
)
_WORDS = {word: numbers for words, numbers in _TOLD_BY for word in words.split()}
TELLING = re.compile("|".join(map(re.escape, _WORDS)))
_OF_NOBODY = "隐患"  # in every second safety notice
_MOST = 20_000  # statements looked at in one text; beyond is no text, but a flood
_AROUND = 40  # characters before and behind a word within which its pattern lies
_SENTENCE_END = re.compile(r"[。！？；\n]")
_LINES_OF_ONE_ENTRY = 4


def described(piece: Piece) -> Iterator[PersonalData]:
    """Every statement about a person whose name stands beside it, at the statement."""
    for number, match in islice(_statements(piece.text), _MOST):
        pattern, rule = _PATTERNS[number]
        name = ""
        if rule is BIRTH and _PROPOSED.search(piece.text, max(0, match.start() - 200), match.end() + 120):
            continue
        if pattern in (_OF_HEALTH, _OF_CHILD, _OF_ROOM):
            name = match[1] or match[2]
        elif rule is not HOME:
            name = _name_near(piece.text, *match.span())
        elif _is_home(piece, match, with_room=pattern is ROOM):
            name = _name_near(piece.text, *match.span(), 60)
        if name:
            yield PersonalData(rule, *match.span(), masking.person(name))


def may_describe(text: str) -> bool:
    """Whether a text has any word by which a statement about a person is told."""
    return TELLING.search(text.replace(_OF_NOBODY, "")) is not None


def _statements(text: str) -> Iterator[tuple[int, re.Match[str]]]:
    """What the patterns match around the words that tell of someone, with the pattern's number."""
    near: list[list[list[int]]] = [[] for _ in _PATTERNS]
    # As long as before, so that all offsets hold.
    for word in TELLING.finditer(text.replace(_OF_NOBODY, "  ")):
        for number in _WORDS[word[0]]:
            spans = near[number]
            if spans and word.start() - _AROUND <= spans[-1][1]:
                spans[-1][1] = word.end() + _AROUND
            else:
                spans.append([max(0, word.start() - _AROUND), word.end() + _AROUND])
    for number, spans in enumerate(near):
        for start, end in spans:
            yield from ((number, match) for match in _PATTERNS[number][0].finditer(text, start, end))


def _name_near(text: str, start: int, end: int, reach: int = 45) -> str:
    """The name of a person in the sentence of a statement, or in the lines of the same entry of a data file."""
    head = _entry(text[max(0, start - 120) : start])[-reach - 40 :]
    tail = _SENTENCE_END.split(text[end : end + 25], maxsplit=1)[0]
    before = [head[span[0] : span[1]] for span in persons(f"{head}，") if span[1] >= len(head) - reach]
    if before:
        return before[-1]
    return next((tail[span[0] : span[1]] for span in persons(tail)), "")


def _entry(before: str) -> str:
    """The end of a text back to the last sentence's end; lines of ``key: value`` belong to one entry."""
    lines = before.split("\n")
    kept = [_SENTENCE_END.split(lines[-1])[-1]]
    if kept[0] != lines[-1]:
        return kept[0]
    for line in reversed(lines[-_LINES_OF_ONE_ENTRY:-1]):
        if not re.match(r"\s*(?:[-*>#] )?\s*[\w\u3400-\u9fff]{1,12}[：:]\s?\S", line):
            break
        kept.insert(0, line)
    return "，".join(kept)


def _is_home(piece: Piece, match: re.Match[str], *, with_room: bool) -> bool:
    """Whether an address is where somebody lives: it is said, or it stands right behind a name and no office's."""
    before = _entry(piece.text[max(0, match.start() - 120) : match.start()])
    if any(place in piece.text[max(0, match.start() - 16) : match.end()] for place in piece.public if "号" in place):
        return False
    said = _LIVES.search(before[-40:])
    if said:
        return not re.search(r"公司|企业|居委|委员会|单位", before[-40:])
    return with_room and not _OFFICE.search(f"{before[-60:]}{piece.text[match.end() : match.end() + 10]}")
