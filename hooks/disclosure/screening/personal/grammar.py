"""The grammar by which a reader knows whether a statement near a name is one about him: words, and tables of signs.

A sign is what stands between the name and the statement, in the statement, or right behind it. Each has a sentence in
which it is the one that decides; the tests hold every row to its sentence. The first sign that is there decides, so
the order of the rows is part of the grammar; where none is there, the statement is about the one who is named.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum, auto

from disclosure.expressions import expression


class Concerns(Enum):
    """Of whom a statement is one."""

    HIM = auto()  # the one who is named
    ANOTHER = auto()  # somebody of whom he takes care, speaks or hears: without a name, or with one of his own
    NOBODY = auto()  # a disease as such, a ward, a course of lectures, a class of people, a school at which he works


@dataclass(frozen=True, slots=True)
class Sign:
    """What tells of whom a statement is, and a sentence in which it does; of the patterns all that are given must fit.

    ``between`` and ``clause`` are looked for in what stands between the name and the statement, ``clause`` only behind
    the last comma; ``behind_name``, ``opens`` and ``behind`` fit right behind the name, at the beginning of the
    statement and right behind it; ``says`` is looked for in the statement. With ``cares`` the one who is named takes
    care of somebody there.
    """

    concerns: Concerns
    example: str
    between: re.Pattern[str] | None = None
    clause: re.Pattern[str] | None = None
    behind_name: re.Pattern[str] | None = None
    opens: re.Pattern[str] | None = None
    says: re.Pattern[str] | None = None
    behind: re.Pattern[str] | None = None
    cares: bool = False


def _any(words: str) -> str:
    return f"(?:{'|'.join(words.split())})"


# Common nouns for somebody, by what they tell of him. Kin are left out: of them is known whose they are.
_SOMEBODY = _any(
    "患者 病人 病友 病例 患儿 "
    "老年人 老人 长者 儿童 青少年 少年 青年 孩子 小孩 男孩 女孩 男童 女童 幼童 幼儿 婴儿 宝宝 小朋友 "
    "学生 学员 新生 同学 家长 "
    "群众 居民 村民 市民 住户 租户 业主 用户 租客 房客 邻居 乡亲 家庭 "
    "人员 人群 人士 群体 对象 妇女 女性 代表 "
    "职工 员工 工人 工友 农民工? 战士 战友 同事 司机 "
    "朋友 陌生人 乘客 旅客 游客 顾客 读者 观众 作者 主人公 "
    "人(?=[都们的，。、]) (?<!的)(?:大[妈爷叔娘]|奶奶|爷爷|阿姨) "
    "[一二两三四五六七八九十0-9][名位]"
)
_KIN = _any(
    "父 母 爸 妈 爹 娘 公公 婆婆 岳 爷 奶 外公 外婆 丈夫 妻 老伴 哥 弟 姐 妹 儿 女 孙 亲人 家人 叔 伯 婶 嫂 姨 姑 舅"
)
# To care for, to help, to call on, to treat.
_CARE = (
    "照顾 照料 照看 照护 护理 帮助 帮扶 看望 探望 慰问 走访 陪护 诊治 救治 随访 关爱 关心 资助 捐助 捐款 指导 服务 审核"
)
_CARES = _any(
    f"{_CARE} 伺候 侍候 侍奉 服侍 赡养 搀扶 喂 陪伴 深知 懂得 捐献 宣讲 研究 攻克 (?<!已)(?<!经)(?<!被)治愈 "
    "挽救 讲授 讲解 受理 审批 核发 "
    "(?<!接受)(?<!住院)(?<!长期)(?<!正在)(?<!需要)治疗 [为给对向与](?:身?患|残疾|低保|困难|失[能智独])"
)
_IN_CLAUSE = "[^，。；\n]"
# What follows an illness when it is the attribute of a noun: 患病(的), 因病致贫(的), 卧床在家的.
_ATTRIBUTE = "[症病]?(?:致贫|返贫|致困|致残|在家|在床|多年|[0-9一二三四]级|困难|重病|独居|贫困|留守|疑似|确诊|[”’])*的?"
_SCHOOLS = _any("小学 中学 初中 高中 幼儿园 学校 年级 班")


def is_for_somebody(text: str, start: int, end: int) -> bool:
    """Whether words such as 为残疾人 go on to say what is done for them: nobody is said to be one."""
    start -= text[max(0, start - 1) : start] == "为"
    end += text[end : end + 1] == "人"
    return _SERVES.match(text, start, end) is not None and _GOES_ON.match(text, end) is not None


CARES = expression(_CARES)
# He who is cared for: 在志愿者的帮助下, 得到社区关爱.
IS_CARED_FOR = expression(
    f"(?:得到|受到|受|获得?|接受|被|由|经|需要?|靠){_IN_CLAUSE}{{0,10}}?{_any(_CARE + ' 治疗')}"
    f"|在{_IN_CLAUSE}{{0,10}}?{_any(_CARE + ' 治疗')}(?=[下中时后期，])"
)
# Who is meant is said in the sentence before.
REFERRING = expression(
    "他|她|其|该(?:户|生|人|居民|村民|老人|患者|同志|职工|男子|女子|家庭|学生|对象|业主|住户|申请人|当事人)|本人|此人|老人|"
    "夫妻|夫妇|两人|二人|全家|家中|家庭|一家|孩子|双方"
)
_OF_SOMEBODY = f"{_ATTRIBUTE}[^，。；\n的]{{0,6}}?{_SOMEBODY}"
BELONGS = expression(_OF_SOMEBODY)
# 共计68人，主要致贫原因包括因病因残: figures and causes, of many.
OF_MANY = expression("共计|其中|累计|合计|占比|(?:主要|致贫|返贫)[^，。；\n]{0,6}原因|原因(?:包括|主要|有)")
APPOSITION = expression('[：:（(“”"、\\s的]{0,3}')
# 发现一名老人: of whom the next sentence goes on to speak.
SOMEBODY_NEW = expression(
    f"(?<![是为系])[一两二三四五六七八九十几0-9][名位个对]{_IN_CLAUSE}{{0,8}}?(?:{_SOMEBODY}|男子|女子|老[人太]|大[爷妈])"
)
SOMEBODY_AHEAD = expression(f"有{_IN_CLAUSE}{{0,6}}{_SOMEBODY}{_IN_CLAUSE}{{0,4}}$")
# 患病后，他找到…: the subject is known from before, and is none of those who are named behind.
SUBJECT = expression("(?<!其)[他她](?!们|就?是|名?叫)")
GIVES = expression(
    f"(?:(?<![作成身定评列诊])为|[给向替让使把将]|供(?!养)|(?<!针)对)(?!自己){_IN_CLAUSE}{{0,8}}$"
    f"|(?<![是系])(?:一|两|[0-9])[名个位]{_IN_CLAUSE}{{0,8}}$|那[名个位]{_IN_CLAUSE}{{0,8}}$"
)

_IS_ONE = expression(
    "^[，,、（(：:\\s]{0,2}$|(?:(?<!的)是|属|(?<![心联关])系|作为|成为|身为|身[是为]|认定|评定|评为|列为|纳入|这[名位])"
    f"{_IN_CLAUSE}{{0,12}}$|^(?:、[^，。；\n]{{2,12}})?等{_IN_CLAUSE}{{0,6}}$|^(?:[一户夫的]?(?:家|户)|夫妇|夫妻)"
)
_SELF = expression("自己|自身|本人|其(?![他她它余中实])|[我他她](?!们)|该")
_SOMEBODY_HERE = expression(
    f"^{_IN_CLAUSE}{{2,}}{_SOMEBODY}(?:大多|多数|都|均|也|中|里|今年|才|刚|仅|只有|因|{_IN_CLAUSE}{{0,5}})$"
)
# No verb of suffering: the name of a disease alone may be that of a ward or of a course.
_NAMES_DISEASE = expression("(?!患|因|确诊|诊断|查出|病情|系|是)")
_OF_INSTITUTION = expression(
    "[症病]?(?:专病|专科|专家)?(?:防治)?"
    "(?:[病专]?[科]?医?院|研究[所院]|科室|病区|学会|协会|门诊|康复(?:机构|中心|俱乐部|训练|工作)|俱乐部|基金|论坛|专委会|委员|乐园|"
    "课题|学科|多学科|团队|机器人|防治|防控|预防|研究|筛查|早筛|知识|讲座|科普|宣传|并非|互助|家长|患者家|鉴定|足的|诊疗|建档|"
    "病?人的?(?=建档|管理|随访|台账)|患者的|"
    "的?(?:护理|识别|诊治|预防|关系|防治|建档|办理|申请|申领|换领|业务|照护|鉴别|危害|常识|用药))"
)
_WORKS_ON = expression(
    "(?:擅长|专长|主攻|特长|题为|主题|研究方向)"
    "|(?:从事|领衔|课题|分管|担任|完成|荣获|带来|就(?![读业医诊])|倡导|发表|撰写|主编|介绍|报道|开设|[主抗]讲?)"
    f"{_IN_CLAUSE}*$"
)
_SAYS_OF_IT = expression(
    "(?:说|坦言|认为|回忆|表示|告诉[^，。；\n]{1,6})[，：“]{1,2}$|（[^（）]{0,8}科）[：:][^。\n]*$"
)
# What somebody finds out or says is said of others, unless he speaks of himself.
_SPEAKS = expression(
    "要求|建议|提醒|撰文|指出|强调|表示|叮嘱|嘱咐|呼吁|倡议|介绍说?[，：]|得知|听说|获悉|了解到|看到|见到|遇到|"
    "(?:发现|讲述)(?=[^，。；\n]{2})|(?:哪|谁)[^，。；\n]{0,4}$|那[名位][^，。；\n]*$"
)
_IN_HIS_CARE = expression(
    f"{_any('服务 结对 照[护料顾看] 帮扶 教 带 签约 资助 联系 包保 护理 负责')}{_IN_CLAUSE}{{0,6}}的{_SOMEBODY}"
    f"|的{_any('服务对象 病人 患者 学生 学员 邻居 工友 同事 战友 居民 团队 事迹')}"
)
# Who comes to somebody is not the one whom he finds there.
_COMES_TO = expression("(?:赶[来到往]|到达|来到|到场)[^，。；\n]{0,6}，(?:患者|病人|伤者|老人|对方)")
_SERVES = expression("为")
_GOES_ON = expression("(?!(?:、[^，。；\n、]{2,8}?)?(?:[，。；：:,;.）)（(\\s]|$|且|并|的|之一|家庭|成员))")
_OF_KIN = expression(f"[症病]?(?:在床|在家|多年)?的[^，。；\n的]{{0,4}}?{_KIN}")
_HIM = expression("[他她其](?:身|已|也|曾)?$")

ILLNESS = (
    Sign(Concerns.ANOTHER, "李秀兰照顾患有肾病的老人。", cares=True),
    Sign(Concerns.NOBODY, "李秀兰为残疾人理发。", opens=_SERVES, behind=_GOES_ON),
    Sign(Concerns.NOBODY, "李秀兰在肿瘤医院旁边开店。", opens=_NAMES_DISEASE, behind=_OF_INSTITUTION),
    Sign(Concerns.NOBODY, "李秀兰擅长肺癌的早期发现。", opens=_NAMES_DISEASE, between=_WORKS_ON),
    Sign(Concerns.NOBODY, "李秀兰说，糖尿病并不可怕。", opens=_NAMES_DISEASE, between=_SAYS_OF_IT),
    Sign(Concerns.HIM, "李秀兰带的学员说，她身患肾病。", between=_HIM),
    Sign(Concerns.ANOTHER, "李秀兰赶来时，患者已经出现心衰。", between=_COMES_TO),
    Sign(Concerns.ANOTHER, "李秀兰结对的老人患有糖尿病。", between=_IN_HIS_CARE),
    Sign(Concerns.ANOTHER, "李秀兰向患有肾病的邻居问好。", between=GIVES, behind=BELONGS),
    Sign(Concerns.ANOTHER, "李秀兰对脑瘫的弟弟不离不弃。", between=GIVES, behind=_OF_KIN),
    Sign(Concerns.HIM, "李秀兰是一名患有肾病的居民。", between=_IS_ONE),
    Sign(Concerns.HIM, "李秀兰说，自己患有肾病。", clause=_SELF),
    Sign(Concerns.ANOTHER, "李秀兰遇上患有肾病的老人。", behind=BELONGS),
    Sign(Concerns.ANOTHER, "李秀兰得知老伴患有肾病。", between=_SPEAKS),
    Sign(Concerns.ANOTHER, "李秀兰楼里不少老人都患有肾病。", between=_SOMEBODY_HERE),
)

# Of one who is grown up by now.
LONG_AGO = expression("当时|那时|那年|时年")
_GROWN = expression("女士|先生|老师|阿姨|师傅")
_SOME_SCHOOL = expression("(?<=[上读念在的])(?:小学|中学|初中|高中|幼儿园|托班)")
_SCHOOL = expression(_SCHOOLS)
_NO_SCHOOL = expression(f"(?!.*{_SCHOOLS})")
_ATTENDED = expression(".*(?:就读|在读|上学|[读念上])")
_TEACHES = expression(
    "的?[^，。；\n]{0,6}(?:教师|老师|班主任|辅导员|任教|任课|授课|校长|校医|年级组|教研)|(?:班|年级)?(?:的?班主任|的?教师)"
)
_LEADS = expression("(?:带|教|任教|执教|所教)的?$")
_TO = "(?:来到|走进|赶到|赶往|前往|赴|[为给向对与替到在])[^，。；\n]{0,14}$"
_COMES_FOR = expression(_TO)
_STUDIES_NOT = expression("(?![^，。；\n]{0,6}(?:就读|上学|读书|念书|插班|报到|学习))")
_VISITED_SCHOOL = expression(f"(?!.*(?:就读|在读|上学|[读念上])).*{_SCHOOLS}")
_ANY_SCHOOL = expression(f".*{_SCHOOLS}")

CHILD = (
    Sign(Concerns.NOBODY, "李秀兰当时才15岁，已经下地干活。", between=LONG_AGO),
    Sign(Concerns.ANOTHER, "李秀兰女士的孩子上小学三年级。", behind_name=_GROWN, says=_SOME_SCHOOL),
    Sign(Concerns.NOBODY, "李秀兰是示例小学六年级的语文教师。", says=_SCHOOL, behind=_TEACHES),
    Sign(Concerns.NOBODY, "李秀兰带的五（2）班办了展览。", says=_SCHOOL, between=_LEADS),
    Sign(Concerns.ANOTHER, "李秀兰为一名15岁的少年补课。", opens=_NO_SCHOOL, between=GIVES, behind=BELONGS),
    Sign(Concerns.HIM, "李秀兰是示例小学六年级的学生。", between=_IS_ONE),
    Sign(Concerns.HIM, "李秀兰高兴地说，她今年12岁。", clause=_SELF),
    Sign(
        Concerns.NOBODY, "李秀兰到示例小学六年级听课。", opens=_VISITED_SCHOOL, between=_COMES_FOR, behind=_STUDIES_NOT
    ),
    Sign(Concerns.HIM, "李秀兰在示例小学六年级学习。", opens=_ANY_SCHOOL),
    Sign(Concerns.ANOTHER, "李秀兰找到15岁的少年。", behind=BELONGS),
    Sign(Concerns.ANOTHER, "李秀兰班里的孩子今年12岁。", between=_SOMEBODY_HERE),
)

_HAS_HOME = "住|户籍|户口|租|家在|搬"
_LIVES = expression(_HAS_HOME)
_COMES_TO_HOME = expression(f"^(?=.*(?:{_HAS_HOME})).*?{_TO}")
_OF_RESIDENT = expression(f"[0-9A-Za-z室层楼号单元-]{{0,8}}{_OF_SOMEBODY}")
_NOBODY_LIVES = expression(f"(?!{_HAS_HOME})")
_CALLS = expression("(?:走进|来到|赶到|赶往|前往|敲开|登上|冲进|冲上|进入|查看|发现|接到|帮|替)[^，。；（(\n]{0,12}$")

HOME = (
    Sign(Concerns.ANOTHER, "李秀兰来到家住示例路5号302室的居民家中。", between=_COMES_TO_HOME, behind=_OF_RESIDENT),
    Sign(Concerns.HIM, "李秀兰住示例小区5号楼302室。", between=_LIVES),
    Sign(Concerns.ANOTHER, "李秀兰赶到示例小区5号楼302室。", between=_CALLS, behind=_NOBODY_LIVES),
)
