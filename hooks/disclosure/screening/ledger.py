"""The ledger of requests holds nobody: stricter than what is published, where a name by itself may stand.

All that would be told of a page is told here, under one rule, and besides: every number as long as a mobile, a card or
an identity number, whatever it may be; numbers that are covered in part; an address to the room without a name beside
it; a name by itself, behind a label, in the name of a file; a business that bears a person's name; any mailbox. What
is found is never repeated: the line is enough to find it, and findings are read in more places than the ledger.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from itertools import chain

from disclosure.expressions import expression
from disclosure.findings import Rule
from disclosure.reading.numerals import FIGURES
from disclosure.reading.surnames import COMPOUND, EVERYDAY, PLAIN, SURNAMES
from disclosure.screening import personal
from disclosure.screening.acquainted import AT_HOME, acquainted, is_place, without_signs
from disclosure.screening.personal.belongings import PROVINCES
from disclosure.screening.personal.likeness import likeness
from disclosure.screening.personal.mentions import LABELS
from disclosure.screening.personal.names import is_name, person_behind
from disclosure.screening.personal.statements import ROOM
from disclosure.screening.personal.surface import Surface
from disclosure.screening.written import Hit, Known, Written

NOBODY = Rule(
    "REQ-030",
    "申请台账里没有个人信息",
    basis=("个人信息保护法/28", "个人信息保护法/51", "本办制度/60"),
    bad="note 里写着申请人的姓名、电话或者住址",
    good="只写申请人的类别，内容概括地写",
)
RULES = (NOBODY,)
_STRONG = 9  # points of two characters that hardly stand but in given names
_FULL = 3  # points of likeness of a name that nothing but its place tells
_REMEDY = "请删去，台账只写申请人的类别；要留存的放进纸质案卷。"

_HAN = "\u3400-\u9fff"
_GAP = r"[ \t\u00a0\u2000-\u200a\u3000\-‐‑‒–—−－.．·•・]{0,2}"
# What is no number of anybody: days, times, years, numbers of documents and of laws.
_DAYS = expression(
    r"(?<![0-9])(?:19|20)[0-9]{2}(?:[-/.][0-9]{1,2}[-/.][0-9]{1,2}|年(?:[0-9]{1,2}月(?:[0-9]{1,2}日)?)?)(?![0-9])"
    r"|[〔\[（(](?:19|20)[0-9]{2}[〕\]）)]\s?[0-9]{1,5}\s?号|\breq-[0-9]{4}-[0-9]+|(?<![0-9])(?:19|20)[0-9]{2}-[0-9]{1,5}(?![0-9])"
)
_NUMERALS = str.maketrans(
    {**{sign: str(n + 1) for n, sign in enumerate(FIGURES)}, **dict.fromkeys("〇零○", "0"), "幺": "1", "两": "2"}
)
_SPELT = expression(f"[{FIGURES}〇零○幺两](?:{_GAP}[{FIGURES}〇零○幺两0-9]){{6,}}")
_LONG = expression(rf"(?<![0-9A-Za-z])[0-9](?:{_GAP}[0-9]){{10,}}(?:{_GAP}[Xx](?![A-Za-z]))?")
_COVERED = expression(
    r"(?<![0-9])(?:1[3-9][0-9][*xX×＊]{3,}[0-9]{2,4}|[1-9][0-9]{2,5}[*xX×＊]{4,}[0-9]{1,4}[Xx]?)(?![0-9])"
)
# The end of a number that tells its owner to who has the file, and what a hospital or an office numbers people by.
_ENDING = expression(
    r"(?:身份证|证件|手机|电话|银行卡|卡|账户?)(?:号码?)?的?(?:尾号|[后末尾][0-9三四五六八]位(?:数字?|号码?)?)[为是：:\s]{0,3}[0-9]{3,8}[Xx]?(?![0-9])"
)
_NUMBERED = expression(
    r"(?:住院|病历|病案|门诊|就诊|社保卡?|医保卡?|驾驶证|驾照|结婚证|学籍|准考证)号码?[：:为是\s]{0,3}(?=[A-Za-z]{0,3}[0-9])[A-Za-z0-9]{6,}"
)
_CODED = expression(
    "(?:编号|文号|案号|单号|运单|快递|登记号|受理号|流水号|信用代码|税号|number|document)[^，。；\\n]{0,12}$"
)
# Numbers of papers that begin with their day: 20250312004.
_SERIAL = "20[0-9]{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12][0-9]|3[01])[0-9]{1,7}"
_ACCOUNT = expression(
    r"(?:微信|威信|QQ|qq|wechat|WeChat|支付宝|抖音)号?(?:码|账号)?[：:为是\s]{0,3}[A-Za-z0-9_@.\-]{5,}"
)
_MAILBOX = expression(r"(?<![A-Za-z0-9._%+-])[A-Za-z0-9._%+-]{1,64}\s?@\s?[A-Za-z0-9-]+(?:\s?\.\s?[A-Za-z0-9-]+)+")
_PLATE = expression(
    f"[{PROVINCES}]\\s?[A-HJ-NP-Za-hj-np-z][ ·•・．.\\-]?(?=[A-Za-z]{{0,3}}[0-9])"
    "(?:[0-9A-Za-z] ?){4,5}[0-9A-Za-z挂学警港澳]"
)
_FOR_ROOM = f"[0-9{FIGURES}〇零十百]"
_ROOM = expression(
    f"(?:弄|号楼?|幢|栋|座|单元|楼|苑|园|村|小区|公寓|新村|里)[^，。；、\\n]{{0,10}}?{_FOR_ROOM}{{1,4}}[-—]?{_FOR_ROOM}{{0,4}}\\s?室"
    f"|(?:[居家现常租暂]住|住[在于址]|住(?=[\u4e00-\u9fff]{{2,10}}[路弄村街巷])|户籍|住所|家在)[^，。；\\n]{{0,16}}?{_FOR_ROOM}{{1,5}}\\s?(?:弄|号|幢|栋|室|组|队)"
)
# The floor, the door or the side of an old house, where no room has a number: 7号底楼东间, 12号后门三层.
_OLD_HOUSE = expression(
    f"弄(?:[甲乙丙丁{FIGURES}0-9]{{1,3}}支弄)?{_FOR_ROOM}{{1,4}}号(?!楼)"
    f"(?:底楼|{_FOR_ROOM}{{1,2}}[楼层]|[前后]门|[前后东西南北]间|亭子间|[前后]楼|阁楼|客堂|厢房|灶间)(?!商|大厅|门面|沿街|店|楼道|过道)"
)
# Rooms in which an office works, behind the number or in front of it.
_OFFICE = "档案(?:室|馆|库|窗)|库房|办公|窗口|会议|接待|值班|受理|服务(?:中心|大厅|站)"
_WORKED_IN = expression(rf"室?\s?(?:的)?(?:{_OFFICE}|档案)")
_WORKED_IN_AHEAD = expression(rf"(?:{_OFFICE})[室区厅]?(?:[在于为的：:（(，\s]|{_FOR_ROOM}{{1,3}}[楼层]?)*$")
_BIRTH = expression(r"(?:出生|生日|生于)[^，。；\n]{0,6}[0-9]{4}|[0-9]{4}年[0-9]{1,2}月(?:[0-9]{1,2}日)?(?:出?生)")
_WHO = (
    f"{LABELS}|第三方[甲乙丙丁]?|(?:接待|经办|承办|受理)人|档案员|权利人|代理人|委托人|收件人|收信人|寄件人|签收人|领取人|法定代表人|法人代表|法人|经营者|负责人|投诉对象|被投诉人"
    "|住户|摊贩|个体工商户|个体户|姓名|名叫|叫做|叫|同志|本人"
)
_LABELLED = expression(f"(?:{_WHO})(?:姓名|名字|名称)?(?:[为是叫系即]|[\\s“\"'（(：:＝=，,|]){{0,3}}")
_WHEN = expression("于(?:[0-9明今昨前本当近次上下]|[年月日])")  # 居民于明日
_PLAIN_SURNAMES = "".join(sign for sign in SURNAMES if sign not in EVERYDAY)
_SURNAME = f"(?:{'|'.join(COMPOUND)}|[{SURNAMES}])"
_PARTLY = expression(
    f"(?<![{_HAN}])(?:{_SURNAME})(?:某{{1,2}}(?![年月日时个些种项地处]))|(?<=[人员户由向与和为找叫系是了给：:])(?:[{PLAIN}])某{{1,2}}(?![年月日时个些种项地处])"
    f"|(?:[{SURNAMES}])(?:先生|女士|小姐|阿姨|大爷|大妈|奶奶|爷爷|师傅|老伯|同学|老太)"
    f"|(?<![{_HAN}])[老小][{PLAIN}](?=来|说|打|要|同志|家|反映|申请|[，。\\s]|$)"
    f"|(?:(?<![{_HAN}*])|(?<=[人员户由向与和为找叫系是]))(?:[{SURNAMES}])[*＊×]{{1,2}}(?![*0-9])"
)
_DOTTED = expression(f"(?<![{_HAN}])[{_HAN}]{{2,8}}[·•・‧][{_HAN}]{{2,10}}(?![{_HAN}]{{0,4}}》)")
_ADDRESSED = "先生|女士|小姐|同志|老人|阿姨|大爷|大妈|师傅|同学|老师|夫妇|一家|本人|等人"
_ACTS = (
    "申请|提出|来电|来访|[来到]窗口|来信|要求|反映|投诉|举报|签收|领取|收到|称|表示|补正|诉|起诉|不服|通了?电话|通过电话|通话|联系|沟通"
    "|的(?:申请|房|住|低保|档案|户|电话|父|母|妻|丈夫|儿|女)"
)
_NAMED = expression(f"(?<![{_HAN}])(?P<name>{_SURNAME}[{_HAN}]{{1,2}})(?={_ADDRESSED}|{_ACTS})")
# A full name at the head of a clause, whatever is said of it: 王晓样低保申请.
_LEADING = expression(
    f"(?:(?<![{_HAN}])|(?<=关于))(?P<name>[{_PLAIN_SURNAMES}][{_HAN}]{{2}})(?=[{_HAN}，、；。（])"
    f"(?<![路街弄巷桥镇乡])(?![{_HAN}]?[路街弄村巷桥河湾港镇乡])"
)
_ABOUT = expression(
    f"(?:关于|对|向|给|与|和|由|找|致|及|为|送|寄|交|问|是|系)(?P<name>{_SURNAME}[{_HAN}]{{1,2}})(?=$|[\\s，。；、,;（(）)”]|{_ADDRESSED}|{_ACTS})"
)
_OVER_SHOPS = "解祝单左仝闫付"  # surnames and words
_BUSINESS = expression(
    f"(?P<name>(?:{_SURNAME}|[{_OVER_SHOPS}])[{_HAN}]{{1,2}}?)(?:[{_HAN}]{{0,8}}?)(?:商店|小店|饭店|面店|水果店|服装店|理发店|美发店|烟酒店|便利店|杂货店|五金店|早餐店|小吃店|餐馆|饭馆|面馆|茶馆|商行|经营部|维修部|门市部|工作室|诊所|养殖场|家庭农场|小吃|早点铺|杂货铺|熟食铺|店铺|摊位|修理铺|事务所)"
)
_PAPERS = expression(
    "告知书|答复书|决定书|通知书|意见书|申请表|申请书|登记表|回执|凭证|清单|附件|扫描件|复印件|原件|材料|证明|身份证|委托书|授权书|签收单|快递单|的|关于|申请|信息公开|政府信息|答复|补正|延期|收费|征求意见"
)
_SEPARATED = expression(r"[\s\-_－—–·.．、，,;；：:（）()\[\]【】〔〕《》“”\"'+＋&|/0-9A-Za-z]+")
# The values of which each word counts, as in the name of a file; of the others only the whole.
_BY_WORDS = ("document", "evidence", "party", "approved", "note")
_VALUE = expression(
    r"(?:^|[\[{,])[ \t]*(?:#[ \t]*)?(?:- )?[\[{]?[ \t]*(?:(?P<key>[a-z_]+):[ ]+)?(?P<value>[^\n,{}\[\]]+)", re.MULTILINE
)


def hits(written: Written, known: Known) -> Iterator[Hit]:
    """Every line of a file of the ledger on which somebody can be told, with what it is."""
    told: set[int] = set()
    ends = [match.start() for match in re.finditer("\n", written.text)]
    named = (Hit(NOBODY, start, f"这里有{what}。", _REMEDY) for start, what in strict(written, known))
    for hit in chain(_of_pages(written, known), named):
        line = bisect_left(ends, hit.start)
        if line not in told:
            told.add(line)
            yield hit


def _of_pages(written: Written, known: Known) -> Iterator[Hit]:
    """What would be told of a page too, without the part of it that may be shown there."""
    for hit in personal.hits(written, known):
        yield Hit(NOBODY, hit.start, re.sub("（[^（）]*）", "", hit.message), _REMEDY)


def strict(written: Written, known: Known) -> Iterator[tuple[int, str]]:
    """All by which somebody can be told beyond what no page may show: where it begins, and what it is."""
    surface = Surface(written.text)
    public = personal.public_numbers(known)
    bare = without_signs(surface.text, known.agency.short_name if known.agency else "")
    found = (_numbers(surface.text, public), _places(surface.text, public), _persons(bare))
    for start, what in chain(*found):
        yield surface.origin(start), what


def persons(text: str, office: str) -> Iterator[tuple[int, str]]:
    """Where somebody is named in a text in which nobody may be, and what it is; ``office`` is its short name."""
    yield from _persons(without_signs(text, office))


def _persons(bare: str) -> Iterator[tuple[int, str]]:
    yield from _names(bare)
    yield from acquainted(bare)


def _numbers(text: str, public: frozenset[str]) -> Iterator[tuple[int, str]]:
    bare = _DAYS.sub(lambda match: "年" * len(match[0]), text)
    bare = _SPELT.sub(lambda match: match[0].translate(_NUMERALS), bare)
    for match in _LONG.finditer(bare):
        number = re.sub("[^0-9Xx]", "", match[0])
        if number in public or len(set(number)) == 1 or _is_of_a_paper(bare, match, number):
            continue
        yield match.start(), "像手机号码的数字" if len(number) < 14 else "像证件或者卡号的数字"
    yield from ((match.start(), "遮盖过的个人号码") for match in _COVERED.finditer(bare))
    yield from ((match.start(), "个人号码的末几位") for match in _ENDING.finditer(bare))
    yield from ((match.start(), "个人的编号") for match in _NUMBERED.finditer(text))
    yield from ((match.start(), "个人的电话") for match in AT_HOME.finditer(bare))
    yield from ((match.start(), "个人的账号") for match in _ACCOUNT.finditer(text))
    for match in _MAILBOX.finditer(text):
        address = re.sub(r"\s", "", match[0]).lower()
        if address not in public and not address.endswith(".gov.cn"):
            yield match.start(), "邮箱"
    yield from ((match.start(), "车牌号码") for match in _PLATE.finditer(text))


def _is_of_a_paper(text: str, match: re.Match[str], number: str) -> bool:
    """Whether a long number is that of a paper or a parcel: it is called so, and is no mobile, card or identity."""
    if re.fullmatch(_SERIAL, number) or (13 > len(number) > 11 and match[0].isdigit() and number[0] != "0"):
        return True
    said = _CODED.search(text[max(0, match.start() - 24) : match.start()]) is not None
    if re.match("1[3-9]", number) and len(number) == 11:
        return False
    is_landline = number.startswith("0") and len(number) <= 12
    return is_landline or (said and not re.fullmatch("[1-8][0-9]{16}[0-9Xx]|62[0-9]{14,17}", number))


def _places(text: str, public: frozenset[str]) -> Iterator[tuple[int, str]]:
    offices = [re.sub(".*[市区县镇]", "", place) for place in public if "号" in place]
    for match in chain(ROOM.finditer(text), _ROOM.finditer(text), _OLD_HOUSE.finditer(text)):
        near = text[max(0, match.start() - 16) : match.end()]
        if not _is_of_office(text, match, offices) and not _DAYS.search(near):
            yield match.start(), "住址"
    yield from ((match.start(), "出生的日期") for match in _BIRTH.finditer(text))


def _is_of_office(text: str, match: re.Match[str], offices: list[str]) -> bool:
    """Whether an address is in the office's own house, or the room one in which an office works."""
    ahead = max(0, match.start() - 16)
    for place in offices:
        found = text.rfind(place, ahead, match.end())
        if found >= 0 and found + len(place) > match.start():
            return True
    is_home = re.search("[住租]|户籍|家在", match[0]) is not None
    behind, in_front = _WORKED_IN.match(text, match.end()), _WORKED_IN_AHEAD.search(text[ahead : match.start()])
    return not is_home and any((behind, in_front, re.search(_OFFICE, match[0])))


def _names(text: str) -> Iterator[tuple[int, str]]:
    for match in _LABELLED.finditer(text):
        found = person_behind(text, match.end())
        if found is not None and not _WHEN.match(text, match.end()):
            yield found[0], "姓名"
    leading = (
        match for match in _LEADING.finditer(text) if _is_name(match["name"], _FULL) and not is_place(match["name"])
    )
    yield from ((match.start("name"), "姓名") for match in leading)
    for pattern in (_NAMED, _ABOUT):
        yield from ((match.start("name"), "姓名") for match in pattern.finditer(text) if _is_somebody(match["name"]))
    yield from ((match.start(), "姓名") for match in _DOTTED.finditer(text))
    yield from ((match.start(), "姓氏") for match in _PARTLY.finditer(text))
    for match in _BUSINESS.finditer(text):
        is_street = re.search("[路街弄巷村镇乡]", match[0][1:4])
        if not is_street and not is_place(match[0]) and _is_over_shop(match[0]) and not _inside(text, match.start()):
            yield match.start(), "用人名作字号的商户"
    for value in _VALUE.finditer(text):
        words = _words(value["value"]) if value["key"] in _BY_WORDS else [value["value"].strip("\"' ")]
        if any(_is_name(word) for word in words):
            yield value.start("value"), "姓名"


def _is_name(word: str, least: int = 0) -> bool:
    """Whether a word is a name, and looks at least so much like one; by itself more like one than like a word."""
    if not is_name(word) or not 2 <= len(word) <= 4:
        return False
    length = 2 if word.startswith(COMPOUND) else 1
    return len(word) - length <= 2 and likeness(word[:length], word[length:]) >= least


def _is_somebody(word: str) -> bool:
    """Whether a word is a name, and no firm or park that has two characters of a surname for its own: 淳于公司."""
    return is_name(word) and not (word.startswith(COMPOUND) and is_place(word))


def _is_over_shop(sign: str) -> bool:
    """Whether the sign over a shop begins with a name; with a surname that is a word, only with a full one."""
    if sign[0] in _OVER_SHOPS:
        return is_name(sign[:3]) and likeness("王", sign[1:3]) >= _STRONG
    return any(map(is_name, (sign[:3], sign[:2])))


def _inside(text: str, start: int) -> bool:
    """Whether Chinese characters stand in front that make it the middle of a word."""
    return re.search(f"[{_HAN}]{{2}}$", text[max(0, start - 2) : start]) is not None


def _words(value: str) -> Iterator[str]:
    """What stands by itself in a value, as in the name of a file, with the words for papers taken off."""
    for part in _SEPARATED.split(value):
        for word in _PAPERS.split(part):
            if 2 <= len(word) <= 4 and re.fullmatch(f"[{_HAN}]+", word):
                yield word
