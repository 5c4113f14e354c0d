"""What is said about persons, apart from whom it is said of: health, childhood, birth, where somebody lives.

``statements`` looks only around the words without one of which nothing of the kind can be said.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum, auto
from functools import cache

from ahocorasick_rs import AhoCorasick, MatchKind

from disclosure.expressions import expression
from disclosure.findings import Rule
from disclosure.reading.sought import Sought, WordsFound
from disclosure.screening.personal.kinds import APPLICANT, BIRTH, HEALTH, HOME, MINOR


class Whom(Enum):
    """Where the name stands of whom something is said."""

    NEAR = auto()  # in the same sentence, or in the one before
    BEHIND = auto()  # right behind the words
    LISTED = auto()  # behind the words, on the lines below too
    AT_HOME = auto()  # as near, where the place is a home
    ADDRESSED = auto()  # in front, in the same sentence or at the head of the letter


@dataclass(frozen=True, slots=True)
class Statement:
    """Words that say something of a person, by their offsets in a text."""

    rule: Rule
    whom: Whom
    start: int
    end: int
    is_exact: bool  # of a place: down to the room


_N = "[0-9一二三四五六七八九十百]{1,5}"
# Down to the room: 平南路…弄…号…室, …幢…单元…室, …弄…号-302.
ROOM = expression(
    f"(?:{_N}弄[\\s]?)?(?:{_N}(?:号楼|号|栋|幢|座)|[A-Za-z](?:座|栋|幢))[\\s]?(?:[东西南北]?{_N}?(?:单元|层|楼|门)[\\s]?)?[-—]?[0-9]{{2,4}}[A-Za-z甲乙]?(?:室|户(?!居|人|家|业主|住)|房|(?![0-9年月日号层个家户.%％]))"
    f"|{_N}弄{_N}号[-—]?[0-9]{{2,4}}|{_N}弄{_N}支?号?[-—][0-9]{{3,4}}室?|{_N}(?:栋|幢|座|号楼){_N}单元[0-9]{{2,4}}"
    f"|[0-9]{{1,4}}[-—][0-9]{{1,3}}[-—][0-9]{{3,4}}室?"
)
_DOOR = expression(
    f"{_N}弄[\\s]?{_N}支?号|(?:[路街道巷村组队里坊苑园宅寨屯庄湾社]|胡同|小区|公寓)(?:第?{_N}(?:组|队|村民小组))?"
    f"{_N}(?:弄[\\s]?{_N}支?号|号|弄|栋|幢|单元)|(?:村|社区)第?{_N}(?:组|队|村民小组)|{_N}号(?:大?院|楼院)|宿舍{_N}[排栋幢号]|[0-9一二三四五六七八九]楼[0-9]{{3,4}}|(?:小区|苑|园|新村|公寓){_N}(?:号楼|室)"
)
_DAY = r"(?:18|19|20)[0-9]{2}(?:年|[-./])[01]?[0-9](?:月|[-./])[0-3]?[0-9]日?"
_BORN = expression(
    f"(?:出生(?:日期|年月日?|时间|于)?|生日|生于|birth\\w*)[：:为是\\s|\"']{{0,4}}{_DAY}|{_DAY}\\s?(?:出生|生(?![\u3400-\u9fff]))",
    re.IGNORECASE,
)
_DISEASE = (
    "(?:病|癌|症|瘤|障碍|炎|中毒|感染|骨折|梗|衰竭|结核|瘫痪|截肢|失明|聋哑|"
    "艾滋|视障|听障|硬化|出血|哮喘|痛风|白内障|青光眼|血压)"
)
_ILLNESS = expression(
    f"(?:患有?|身患|罹患|确诊(?!病例|患者)|诊断(?:为|结果)?|病种|病情|疾病名称|查出|(?<![原起病])因(?!病(?:医治无效|抢救无效)?[^。；\n]{{0,14}}(?:逝世|辞世|离世)))[：:为\\s]{{0,2}}[^，。；\n]{{0,12}}?{_DISEASE}"
    "|(?:患有?|身患|罹患|确诊|诊断为|查出)[：:为\\s]{0,2}[^，。；\n]{0,12}?"
    "(?:溃疡|坏死|萎缩|畸形|粘连|狭窄|结石|积水|栓塞|麻痹|紊乱|脱离|息肉|结节|囊肿|白癜风|湿疹)"
    "|(?:(?<![隐祸忧])患有|身患|罹患)(?!下列|以下|上述|其他|严重疾病的)[^，。；：:、“《（(\n]{2,10}(?=[，。；])"
    "|因[战公病伤]致残|致残[，,]?(?:[一二三四五六七八九十]|10|[1-9])级"
    "|家[里中]?有[^，。；\n]{0,8}(?:残疾|重病|患病|精神病|瘫痪)"
    "|(?<![未尚])确诊(?=[后，。；])"
    "|(?:肢体|视力|听力|言语|智力|精神|多重)[一二三四1-4]?级?残疾(?!人(?:康复|服务|联合|工作))"
    "|[重中轻]度[^，。；\n]{0,4}残疾"
    "|(?:[视听肢智精]残|肢体|视力|智力)[一二三四1-4]级|[（(](?:盲人|聋人|聋哑人|[视听]障)[）)]"
    "|残疾(?:等级|类别|类型|程度)?[：:为是\\s]{0,2}[一二三四1-4]级|[一二三四1-4]级(?:肢体|视力|听力|言语|智力|精神|多重)?(?:残疾|伤残)"
    "|(?:系|为|是|属于?)[^，。；\n]{0,12}(?:(?:残疾|盲|聋|聋哑)人(?!联络员|专职|工作|协会|之家|艺术|服务|志愿|事业|的[^，。；\n]{0,4}(?:朋友|老师|亲人|家))|(?:视|听|残)障|精神病人|精神障碍|低保(?:户|对象|家庭|人员)|特困(?:人员|供养)|吸毒|社区矫正|失独|艾滋|失能|失智)"
    "|(?:享受|领取|纳入|申请|取消|退出|发放)了?[^，。；\n]{0,8}(?:低保|最低生活保障|特困供养|残疾人.{0,4}补贴|护理补贴|临时救助|医疗救助)"
    "|艾滋病|尿毒症|肺癌|肝癌|胃癌|乳腺癌|白血病|精神分裂|抑郁症|乙肝|梅毒|肺结核|怀孕|人工流产|流产|结扎|不孕|透析|化疗"
    "|(?:类别|类型|身份|性质)[：:为\\s]{1,2}(?:低保|特困|重残|残疾|孤儿)"
)
# The everyday names of long and of grave diseases, which need no verb beside a name.
_NAMED_DISEASE = expression(
    "(?:高血压|低血压|冠心病|心脏病|心力衰竭|心衰|心肌梗[死塞]|心梗|房颤|糖尿病|哮喘|(?:类风湿|骨)?关节炎|类风湿|痛风|[恶良]性肿瘤|肿瘤|"
    "(?!两)[\u4e00-\u9fff]癌|癌症|白血病|淋巴瘤|尿毒症|肾[衰病炎]|肝[炎病]|肝硬化|脑[梗瘤瘫]|脑出血|脑溢血|脑卒中|中风|偏瘫|截瘫|瘫痪|帕金森|阿尔茨海默|"
    "老年痴呆|痴呆(?!呆)|癫痫|自闭症|孤独症|唐氏|红斑狼疮|强直性脊柱炎|血友病|贫血|尘肺|矽肺|慢阻肺|肺气肿|肺炎|支气管炎|白内障|青光眼|"
    "股骨头坏死|骨折|腰椎间盘突出|颈椎病|骨质疏松|甲亢|甲状腺|胃溃疡|胃炎|胆结石|渐冻症|肌无力|肌萎缩|肌营养不良|躁狂|双相情感|精神病|"
    "重病|大病|重疾|慢性病|罕见病|传染病|职业病|失能|失智|失明|失聪|聋哑|截肢|卧床|植物人|生活不能自理|残疾人?证|呼吸机|鼻饲|造瘘)"
    "(?![^，。；\n]{0,14}(?:防治|预防|防控|知识|讲座|宣传|宣教|教育|义诊|科普|规范|目录|指南|监测|疫苗|疫情|发病率|死亡率|患病率|高危|专家|"
    "抗体|检测|检查项目|筛查|五项|两对半))"
)
_OF_HEALTH = expression(
    r"(?:患者|病人|确诊病例|盲人|聋人|聋哑人|[视听残]障人士|残疾人|低保户|低保对象|低保人员|低保家庭|特困人员|特困供养人员|救助对象|困难家庭|精神障碍患者|社区矫正对象|社区矫正人员|刑满释放人员|吸毒人员|失独老人|重残人员|孕妇|产妇|五保户|五保老人|失能老人"
    r"|感染者|病毒携带者|戒毒(?:康复)?人员|刑释人员|解矫人员|缓刑人员|失独家庭|脱贫户|低保边缘(?:户|家庭)|低收入(?:户|家庭)|监测户)"
    '[：:“"\\s]{0,3}'
)
# Who came to a medical examination.
_OF_EXAMINATION = expression(
    "(?:(?:健康|孕前|孕期|婚前|优生|医学|身体|妇科|两癌|结核|艾滋|职业病|癌症|肿瘤)[^，。；：:\n]{0,6}[检筛]查|(?<![全整集团])体检|(?<!生)产检|[孕婚]检|筛查)"
    "[^，。；：:\n]{0,10}(?:名单|人员|对象|名册)[：:]"
)
_OF_ROOM = expression("[0-9]{3,4}室(?:的)?(?:业主|住户|租户|租客|居民|户主|房东)[：:\\s]{0,3}")
_OF_CHILD = expression(
    '(?:孤儿|困境儿童|留守儿童|未成年人|事实无人抚养儿童|患儿|弃婴|流浪儿童|涉案少年|(?<![大院科])(?<!大学)[一二三四五六1-6]年级(?:的?[小]?学生|的?同学))[：:“"\\s]{0,3}'
)
_GRADE = (
    "(?:[一二三四五六七八九初高中大小1-9]{1,3}(?:年级)?[\\s（(]{0,2}[0-9一二三四五六七八九十]{1,2}[）)]?班|[一二三四五六1-6]年级"
    "|[初高][一二三]|[大中小][一二三]?班)"
)
# An age that bounds a class, or one of long ago: 6岁以下, 15岁时开始.
_NO_CHILD = "以|及|至|或|的?(?:以|儿童|老)|时|那年|起|开始|便|就(?!读)|丧|无[父母]|参军|参加|入伍|离家|学艺"
_PUPIL = expression(
    f"(?:小学|中学|初中|高中|幼儿园|学校|附中|附小|托班)[^，。；\n]{{0,8}}{_GRADE}"
    "|[一二三四五六七八九初高]{1,2}(?:年级)?[（(][0-9一二三四五六七八九十]{1,2}[）)]班"
    "|(?:就读|在读|上学)[于在]?[^，。；\n]{0,16}(?:小学|中学|初中|高中|幼儿园|学校)(?!时|期间|的时候)"
    "|(?<!学院)(?<!大学)[读上念](?:[初高][一二三]|[一二三四五六七八九]年级)"
    f"|(?<![0-9])(?:[1-9]|1[0-7])[ \u3000]?(?:周岁|岁)(?!{_NO_CHILD})"
)
# What a reply says to the one who asked.
_ASKED = expression(
    "[您你](?:们)?(?:[^。；\n]{0,40}(?:提出|提交|反映|来信|来电|咨询|投诉|申请|留言)|好[，,！!。])|(?:申请|来信|来函|诉求|信访)[^。；\n]{0,8}(?:收悉|已收到)"
    "|(?:提出|提交|申请)[^。；\n]{0,16}信息公开(?:的?申请)?|信息公开(?:的)?申请人[：:]?"
)
_KINDS = (
    (_ILLNESS, HEALTH, Whom.NEAR),
    (_OF_HEALTH, HEALTH, Whom.BEHIND),
    (_OF_CHILD, MINOR, Whom.BEHIND),
    (_PUPIL, MINOR, Whom.NEAR),
    (_BORN, BIRTH, Whom.NEAR),
    (ROOM, HOME, Whom.AT_HOME),
    (_DOOR, HOME, Whom.AT_HOME),
    (_OF_ROOM, HOME, Whom.BEHIND),
    (_NAMED_DISEASE, HEALTH, Whom.NEAR),
    (_OF_EXAMINATION, HEALTH, Whom.LISTED),
    (_ASKED, APPLICANT, Whom.ADDRESSED),
)
# By the words without one of which a statement cannot be made, most of a text need not be read.
_TOLD_BY = (
    ("残疾证 残疾人证", (0, 1, 2, 8)),
    ("患 残疾 低保 特困 失独 重残 孕 救助", (0, 1, 2)),
    ("感染 携带者 戒毒 刑释 解矫 缓刑 脱贫户 低收入 监测户", (0, 1, 8)),
    ("致残", (0,)),
    ("病", (0, 1, 2, 8)),
    (
        "诊 查出 癌 症 瘤 炎 障碍 中毒 骨折 梗 衰竭 瘫 截肢 失明 伤残 出血 硬化 哮喘 痛风 白内障 青光眼 血压",
        (0, 8),
    ),
    (
        "心衰 肾衰 房颤 风湿 溢血 卒中 中风 帕金森 阿尔茨海默 痴呆 癫痫 唐氏 狼疮 贫血 尘肺 矽肺 慢阻肺 坏死",
        (8,),
    ),
    (
        "呼吸机 鼻饲 造瘘 肺气肿 椎间盘 骨质疏松 甲亢 甲状腺 溃疡 结石 "
        "肌无力 肌萎缩 肌营养 躁狂 双相 重疾 失聪 卧床 植物人 不能自理",
        (8,),
    ),
    ("失能 失智 确诊病例 聋哑", (0, 1, 8)),
    ("盲 聋人 视障 听障 残障", (0, 1)),
    ("视残 听残 肢残 智残 精残 肢体 视力 智力", (0,)),
    ("艾滋 生活保障 护理补贴 流产 结扎 透析 化疗 结核 梅毒 肝 不育", (0,)),
    ("名单： 对象： 人员： 名册： 名单: 对象: 人员: 名册:", (9,)),
    ("收悉 已收到 您 你 公开申请 公开的申请", (10,)),
    ("矫正 吸毒 产妇 困难家庭 刑满 五保", (0, 1)),
    ("孤儿 儿童 未成年人 弃婴 涉案少年", (0, 2)),
    ("年级", (2, 3)),
    ("班 初一 初二 初三 高一 高二 高三 就读 在读 上学 岁", (3,)),
    ("出生 生日 生于 日生 birth Birth", (4,)),
    (
        "室 弄 幢 栋 座 单元 号楼 住 现居 户籍 户口 联系地址 通讯地址 通信地址 家庭地址 家在 看望 走访 慰问 号） "
        "门牌 号院 宿舍 "
        "address",
        (5, 6, 7),
    ),
)
_WORDS = {word: numbers for words, numbers in _TOLD_BY for word in words.split()}
# 住房, 住建, 住院 tell of nobody's home.
_HOUSES = "房建院宅宿"
TELLING = expression("|".join(map(re.escape, _WORDS)).replace("|住|", f"|住(?![{_HOUSES}])|"))
_TOLD = Sought(*_WORDS)
_LONE_SURROGATE = expression("[\ud800-\udfff]")
_AMBIGUOUS = frozenset("患住")  # also of nobody
_OF_NOBODY = "隐患"  # in every second safety notice
_AROUND = 40  # characters before and behind a word within which its pattern lies


def may_describe(text: str, found: WordsFound) -> bool:
    """Whether a text, with what was found in it, has any word by which a statement about a person is told."""
    told = _TOLD.words & found.words
    return bool(told - _AMBIGUOUS) or (bool(told) and TELLING.search(text.replace(_OF_NOBODY, "")) is not None)


def statements(text: str) -> Iterator[Statement]:
    """What is said in a text of some person, kind by kind."""
    near: list[list[list[int]]] = [[] for _ in _KINDS]
    for word, begin, stop in _told(text):
        for number in _WORDS[word]:
            spans = near[number]
            if spans and begin - _AROUND <= spans[-1][1]:
                spans[-1][1] = stop + _AROUND
            else:
                spans.append([max(0, begin - _AROUND), stop + _AROUND])
    for (pattern, rule, whom), spans in zip(_KINDS, near, strict=True):
        for start, end in spans:
            for match in pattern.finditer(text, start, end):
                yield Statement(rule, whom, *match.span(), is_exact=pattern is ROOM)


def _told(text: str) -> Iterator[tuple[str, int, int]]:
    """The words by which something is told, none within another, with where they begin and end."""
    words, automaton = _automaton()
    # As long as before, so that all offsets hold. A string keeps what it was encoded to: the copy is thrown away.
    seen = f"{text.replace(_OF_NOBODY, '  ')}\n"
    try:
        found = automaton.find_matches_as_indexes(seen)
    except UnicodeEncodeError:
        found = automaton.find_matches_as_indexes(_LONE_SURROGATE.sub("\ufffd", seen))
    for number, start, end in found:
        if words[number] != "住" or seen[end] not in _HOUSES:
            yield words[number], start, end


@cache
def _automaton() -> tuple[tuple[str, ...], AhoCorasick]:
    words = tuple(_WORDS)
    return words, AhoCorasick(words, matchkind=MatchKind.LeftmostFirst)
