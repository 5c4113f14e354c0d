"""Whom a statement concerns that stands near a name: the one who is named, or another of whom he takes care or speaks.

Told by the grammar of the words between the name and the statement, and of those behind it: a common noun that the
statement belongs to (患病的邻居), a verb of care, of finding out or of office, a place that somebody comes to.
"""

from __future__ import annotations

import re

from disclosure.screening.personal.kinds import HEALTH, HOME, MINOR
from disclosure.screening.personal.names import Stretch
from disclosure.screening.personal.statements import Statement

# Who cares for the sick is not sick for that.
_CARES = re.compile(
    "照顾|照料|照看|照护|伺候|侍候|侍奉|服侍|赡养|搀扶|喂|陪伴|深知|懂得|护理|帮助|帮扶|看望|探望|慰问|走访|陪护|诊治|救治|随访|"
    "关爱|关心|资助|捐助|捐款|捐献|宣讲|指导|研究|攻克|治愈|挽救|讲授|讲解|受理|审核|审批|核发|服务|"
    "(?<!接受)(?<!住院)(?<!长期)(?<!正在)(?<!需要)治疗|[为给对向与](?:身?患|残疾|低保|困难|失[能智独])"
)
# He who is cared for: 在志愿者的帮助下, 得到社区关爱.
_IS_CARED_FOR = re.compile(
    "(?:在|得到|受到|受|获得?|接受|被|由|经|需要?|靠)[^，。；\n]{0,10}?(?:照顾|照料|照看|照护|护理|帮助|帮扶|看望|探望|慰问|走访|"
    "陪护|诊治|救治|随访|关爱|关心|资助|捐助|捐款|指导|服务|审核|治疗)"
)
# Who is meant is said in the sentence before.
REFERRING = re.compile(
    "他|她|其|该(?:户|生|人|居民|村民|老人|患者|同志|职工|男子|女子|家庭|学生|对象|业主|住户|申请人|当事人)|本人|此人|老人|"
    "夫妻|夫妇|两人|二人|全家|家中|家庭|一家|孩子|双方"
)
# A common noun for somebody; kin are left out, whose names would be known by that of the one who is named.
_SOMEBODY = (
    "(?:患者|病人|病友|老年人|老人|长者|儿童|青少年|少年|学生|学员|新生|孩子|小孩|男孩|女孩|男童|女童|幼童|婴儿|小朋友|群众|居民|村民|"
    "市民|住户|租户|业主|用户|家庭|人员|人群|人士|群体|对象|妇女|女性|职工|工友|邻居|乡亲|同事|战友|同学|朋友|陌生人|乘客|旅客|游客|顾客|司机|病例|患儿|幼儿|宝宝|工人|农民工?|战士|员工|作者|主人公|租客|房客|读者|观众|家长|人(?=[都们的，。、])|(?<!的)(?:大妈|大爷|大叔|大娘|奶奶|爷爷|阿姨)|"
    "代表|青年|[一二两三四五六七八九十0-9]名|[一二两三四五六七八九十0-9]位)"
)
# 患病(的)老人, 因病致贫(的)家庭, 卧床在家的邻居, 住在示例路5号的居民.
_BELONGS = re.compile(
    f"[症病]?(?:致贫|返贫|致困|致残|在家|在床|多年|[0-9一二三四]级|困难|重病|独居|贫困|留守|疑似|确诊|[”’])*的?[^，。；\n的]{{0,6}}?{_SOMEBODY}"
)
# Of whom somebody takes care, kin too: 对脑瘫的弟弟不离不弃.
_KIN = re.compile(
    "[症病]?(?:在床|在家|多年)?的[^，。；\n的]{0,4}?(?:父|母|爸|妈|爹|娘|公公|婆婆|岳|爷|奶|外公|外婆|丈夫|妻|老伴|哥|弟|姐|妹|儿|女|孙|亲人|家人|叔|伯|婶|嫂|姨|姑|舅)"
)
# 发现一名老人: of whom the next sentence goes on to speak.
_SOMEBODY_NEW = re.compile(
    f"(?<![是为系])[一两二三四五六七八九十几0-9][名位个对][^，。；\n]{{0,8}}?(?:{_SOMEBODY}|男子|女子|老[人太]|大[爷妈])"
)
_APPOSITION = re.compile('[：:（(“”"、\\s的]{0,3}$')
# Who is said to be, or is counted among, those of whom it is said.
_IS_ONE = re.compile(
    "^[，,、（(：:\\s]{0,2}$|(?:(?<!的)是|属|(?<![心联关])系|作为|成为|身为|身[是为]|认定|评定|评为|列为|纳入|这[名位])[^，。；\n]{0,12}$"
    "|^(?:、[^，。；\n]{2,12})?等[^，。；\n]{0,6}$|^(?:[一户夫的]?(?:家|户)|夫妇|夫妻)"
)
_SELF = re.compile("自己|自身|本人|其(?![他她它余中实])|[我他她](?!们)|该")
# What somebody finds out or says is said of others, unless he speaks of himself.
_SPEAKS = re.compile(
    "要求|建议|提醒|撰文|指出|强调|表示|叮嘱|嘱咐|呼吁|倡议|介绍说?[，：]|得知|听说|获悉|了解到|看到|见到|遇到|(?:发现|讲述)(?=[^，。；\n]{2})|(?:哪|谁)[^，。；\n]{0,4}$|那[名位][^，。；\n]*$"
)
# 结对的老人患有糖尿病, 带的学生里有自闭症的.
_OTHERS = re.compile(
    f"(?:服务|结对|照[护料顾看]|帮扶|教|带|签约|资助|联系|包保|护理|负责)[^，。；\n]{{0,6}}的{_SOMEBODY}"
    "|的(?:服务对象|病人|患者|学生|学员|邻居|工友|同事|战友|居民|团队|事迹)"
)
_SOMEBODY_HERE = re.compile(
    f"^[^，。；\n]{{2,}}{_SOMEBODY}(?:大多|多数|都|均|也|中|里|今年|才|刚|仅|只有|因|[^，。；\n]{{0,5}})$"
)
_SOMEBODY_AHEAD = re.compile(f"有[^，。；\n]{{0,6}}{_SOMEBODY}[^，。；\n]{{0,4}}$")
_FOR = re.compile("(?:来到|走进|赶到|赶往|前往|赴|[为给向对与替到在])[^，。；\n]{0,14}$")
_STUDIES = re.compile("[^，。；\n]{0,6}(?:就读|上学|读书|念书|插班|报到|学习)")
_TEACHES = re.compile(
    "的?[^，。；\n]{0,6}(?:教师|老师|班主任|辅导员|任教|任课|授课|校长|校医|年级组|教研)|(?:班|年级)?(?:的?班主任|的?教师)"
)
_SCHOOL = re.compile("小学|中学|初中|高中|幼儿园|学校|年级|班")
_ATTENDS = re.compile("就读|在读|上学|[读念上]")
# A grown-up whose child goes to some school, which is not named.
_GROWN = re.compile("女士|先生|老师|阿姨|师傅")
_SOME_SCHOOL = re.compile("(?<=[上读念在的])(?:小学|中学|初中|高中|幼儿园|托班)")
_VISITS = re.compile("(?:走进|来到|赶到|赶往|前往|敲开|登上|冲进|冲上|进入|查看|发现|接到|帮|替)[^，。；（(\n]{0,12}$")
_LIVES_THERE = re.compile("住|户籍|户口|租|家在|搬")
# 抑郁症门诊, 肺结核防控: of a disease, and of nobody.
_OF_NOBODY = re.compile(
    "[症病]?(?:专病|专科|专家)?(?:防治)?(?:[病专]?[科]?医?院|研究[所院]|科室|病区|学会|协会|门诊|防治|防控|预防|研究|筛查|知识|讲座|康复(?:机构|中心|俱乐部|训练|工作)|俱乐部|基金|论坛|科普|宣传|并非|互助|家长|患者家|鉴定|课题|早筛|多?学科|团队|机器人|足的|诊疗|建档|病?人的?(?=建档|管理|随访|台账)|患者的|专委会|委员|乐园|"
    "的?(?:护理|识别|诊治|预防|关系|防治|建档|办理|申请|申领|换领|业务|照护|鉴别|危害|常识|用药))"
)
# 擅长冠心病的诊治, 获得肺癌课题奖: what somebody works on.
_WORKS_ON = re.compile(
    "(?:擅长|专长|主攻|特长|题为|主题|研究方向)|(?:从事|领衔|课题|分管|担任|完成|荣获|带来|就(?![读业医诊])|倡导|发表|撰写|主编|介绍|报道|开设|[主抗]讲?)"
    "[^，。；\n]*$"
)
_SUFFERS = re.compile("患|因|确诊|诊断|查出|病情|系|是")
_SERVES = re.compile("为")
_GIVES = re.compile(
    "(?:(?<![作成身定评列诊])为|[给向替让使把将]|供(?!养)|(?<!针)对)(?!自己)[^，。；\n]{0,8}$|(?<![是系])(?:一|两|[0-9])[名个位][^，。；\n]{0,8}$|那[名个位][^，。；\n]{0,8}$"
)
# 说，糖尿病并不可怕: a disease, and not his own, is spoken of.
_SAYS = re.compile("(?:说|坦言|认为|回忆|表示|告诉[^，。；\n]{1,6})[，：“]{1,2}$|（[^（）]{0,8}科）[：:][^。\n]*$")
_LEADS = re.compile("(?:带|教|任教|执教|所教)的?$")
_HIM = re.compile("[他她其](?:身|已|也|曾)?$")
_ENDS = re.compile("(?:、[^，。；\n、]{2,8}?)?(?:[，。；：:,;.）)（(\\s]|$|且|并|的|之一|家庭|成员)")


def is_of_another(text: str, name: Stretch, said: Statement) -> bool:
    """Whether what is said behind a name is said of another than the one who is named."""
    between = text[name[1] : said.start]
    if said.rule is HOME:
        return _is_place_of_another(text, between, said)
    if said.rule is MINOR:
        return _is_child_of_another(text, name, between, said)
    return said.rule is HEALTH and _is_illness_of_another(text, between, said)


def is_of_somebody(text: str, said: Statement, name: Stretch) -> bool:
    """Whether what is said belongs to a common noun and not to a name further on: 有患病老人求助，张三赶到."""
    if said.rule not in (HEALTH, MINOR):
        return False
    noun = _BELONGS.match(text, said.end, name[0])
    if noun is not None:
        return _APPOSITION.fullmatch(text[noun.end() : name[0]]) is None
    return text[said.end] in "，后时" and _SOMEBODY_AHEAD.search(text, max(0, said.start - 20), said.start) is not None


def is_of_somebody_new(text: str, start: int, said: Statement) -> bool:
    """Whether a sentence says something of somebody whom it brings in itself: 坐着一名截肢的孩子."""
    return _GIVES.search(text, start, said.start) is not None and _BELONGS.match(text, said.end) is not None


def introduces(text: str, name: Stretch, end: int) -> bool:
    """Whether a sentence brings in somebody without a name behind the one who is named."""
    return _SOMEBODY_NEW.search(text, name[1], end) is not None


def cares(lead: str) -> bool:
    """Whether the one who is meant takes care of another: 她看望患病的孩子, and not 看望时，她患病."""
    referred = [*REFERRING.finditer(lead)]
    return _has_care(lead[referred[-1].end() if referred else 0 :])


def _clause(words: str) -> str:
    """What stands in the same clause: behind the last comma."""
    return words.rpartition("，")[2]


def _has_care(words: str) -> bool:
    return _CARES.search(_IS_CARED_FOR.sub("", words)) is not None


def _is_illness_of_another(text: str, between: str, said: Statement) -> bool:
    words = text[said.start : said.end]
    if _has_care(between):
        return True
    if _SERVES.match(words) and not _ENDS.match(text, said.end):
        return True
    if not _SUFFERS.match(words) and (
        _OF_NOBODY.match(text, said.end) or _WORKS_ON.search(between) or _SAYS.search(between)
    ):
        return True
    belongs = _BELONGS.match(text, said.end) is not None
    if _HIM.search(between):
        return False
    if _OTHERS.search(between) or _GIVES.search(between) and (belongs or _KIN.match(text, said.end)):
        return True
    if _IS_ONE.search(between) or _SELF.search(_clause(between)):
        return False
    return bool(belongs or _SPEAKS.search(between) or _SOMEBODY_HERE.search(between))


def _is_child_of_another(text: str, name: Stretch, between: str, said: Statement) -> bool:
    if _GROWN.match(text, name[1]) and _SOME_SCHOOL.search(text, max(0, said.start - 1), said.end):
        return True
    words = text[said.start : said.end]
    if _SCHOOL.search(words) and (_TEACHES.match(text, said.end) or _LEADS.search(between)):
        return True
    belongs = _BELONGS.match(text, said.end) is not None
    if belongs and _GIVES.search(between) and not _SCHOOL.search(words):
        return True
    if _IS_ONE.search(between) or _SELF.search(_clause(between)):
        return False
    if _SCHOOL.search(words):
        return not _ATTENDS.search(words) and bool(_FOR.search(between)) and not _STUDIES.match(text, said.end)
    return bool(belongs or _SOMEBODY_HERE.search(between))


def _is_place_of_another(text: str, between: str, said: Statement) -> bool:
    if _LIVES_THERE.search(between):
        return bool(_FOR.search(between)) and _BELONGS.match(text, said.end) is not None
    return _VISITS.search(between) is not None and not _LIVES_THERE.match(text, said.end)
