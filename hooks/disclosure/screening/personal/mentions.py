"""What tells that a run of characters names a person, and what tells that it names no private one.

Cues stand in front of a name or right behind it and give points; each has a text in which it is the one that decides.
The first that fits counts. With the points of the characters themselves (``likeness``) they make a name or they do not.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from disclosure.expressions import expression


@dataclass(frozen=True, slots=True)
class Cue:
    """Words in front of a name or behind it, the points that they give, and a text about 张建国 in which they do."""

    points: int
    example: str
    pattern: re.Pattern[str]


IN_WORD, BEFORE_WORD = -6, -4  # where a name would begin or end inside a word
SURE, CERTAIN, LABELLED = 6, 24, 5

LABELS = (
    "姓名|名字|申请人|户主|当事人|患者|病人|救助对象|保障对象|帮扶对象|服务对象|残疾人|低保户|"
    "低保对象|低保人员|特困人员|特困供养人员|困难群众|困难家庭|孤儿|困境儿童|留守儿童|儿童|学生|幼儿|"
    "新生|男童|女童|男孩|女孩|孕妇|产妇|居民|村民|业主|租户|住户|租客|房主|户名|监护人|家长|母亲|父亲|之子|之女|儿子|"
    "女儿|配偶|妻子|丈夫|信访人|举报人|投诉人|来电人|反映人|原告|被告|被告知人|被送达人|受送达人|被申请人|被处罚人|被征收人|被执行人|"
    "违法行为人|联系人|本人|退役军人|优抚对象|独居老人|孤老|老人|伤者|死者|逝者|持卡人|开户人|收款人|"
    "车主|驾驶人|乘客|精神障碍患者|社区矫正对象|被监护人|未成年人|职工|员工|群众|贫困户|脱贫户|监测户|"
    "五保户|五保老人|党员|老党员|男子|女子|青年|市民|邻居|受助人|受益人|受害人|来信人|求助人|救助人|"
    "感染者|携带者|戒毒人员|戒毒康复人员|刑释人员|解矫人员|缓刑人员|失独家庭|低保边缘户|低收入家庭|退伍军人|"
    "补助对象|资助对象|慰问对象|房东|业户|店主|商户|摊主|参检人|考生|嘉宾|选手|歌手|工人|农民|农民工|战士|老兵"
)
_WITH_SIGN = expression(
    f"姓名[\\s“\"'*]{{1,4}}$|(?:{LABELS}|[人员户者工民生友属]|\\bname)[\\s“\"'*]{{0,2}}[：:＝=|][\\s“\"'*]{{0,3}}$",
    re.IGNORECASE,
)
_LABEL = expression(f"(?:(?:{LABELS})[为是叫]?|名叫|叫做|姓名为)[\\s“\"'*]{{0,3}}$")
_BEGINNING = expression(
    r"(?:^|[\n。！？；])[ \t\u3000>*#\-+“\"]*(?:[（(]?[0-9一二三四五六七八九十]{1,4}[）)、.．][ \t]*)?$"
)
# Of which a person is the object, unless they make one word with what follows.
_VERB = expression(
    r"(?:[的与和由向给找及对为经将帮请让叫是系同跟被助问望访到于予以]|[人员户者民生友属室名]|关于|批准|同意|认定|核定|给予|走访)$"
)

IN_FRONT = (
    Cue(9, "姓名：张建国", _WITH_SIGN),
    Cue(LABELLED, "社区居民张建国", _LABEL),
    Cue(2, "如下。张建国", _BEGINNING),
    Cue(0, "在场的有（张建国", expression(r"[^\w]$")),
)
ONE_WORD = frozenset(
    re.findall(
        "..",
        "由于对于属于至于关于为何为伍人丁人丛人文人武人马人龙准许助于同于同安同方同江名方名曲名花和文和易和田和畅和谈室温"
        "对方对焦对白对齐意于望江民安民乐生丁生于生冷生姜生石经于经常经文经纪经费访谈请安问安问卜向阳户外员任人任人均人应"
        "户均与应由石由金以胡以沙的金闻名望文同时以来及时到来名单访华民党到位同年将来生肖以方对付问金和解助金人翁经商给水对应让位"
        "对路同甘生路助商由来生计生成系史同台助费经年到任为乐为时民路让路和费员费生费名车被管以房为官",
    )
)
# Verbs of which a name would take the first character: 王伟 发现, 李敏 心系.
VERBS_BEHIND = frozenset(
    re.findall(
        "..",
        "发现发放发起发动发挥立即立刻来到成立平时平等生前保持通过获得登门业余建立安排开展心系心里心中作为招呼积极高兴",
    )
)
_SEX = expression(r"[，,、（(\s]{1,2}[男女](?=[，,、；;。）)\s]|$)")
# A statement that can only be made of a person.
_SAID = expression(
    "[，,、（(\\s]{1,2}(?:[12][0-9]{3}年|[0-9]{1,3}(?:周岁|岁)|就读|家住|现[住居]|身?患)|今年[0-9]{1,3}岁"
    "|(?:身|罹)?患[有了上]|身患|罹患|确诊|被?诊断|系(?:低保|残疾|特困|精神|失[独能]|吸毒|社区矫正|重残|[一二三四]级)|就读[于在]|家住|现住|现居"
    "|(?:在|搬[至到])(?=[^，。；\n]{2,24}[0-9]{1,4}[号弄室组幢栋])"
    "|是[^，。；\n]{2,14}(?:村民|居民|人)(?=[，。])"
    "|，?(?:肢体|视力|听力|言语|智力|精神|多重)[一二三四]?级?残疾"
)
_TOLD = expression(
    r"[男女][，,、]|患|因病|常住|暂住|租住|居住|住(?![院房建所宿户宅址处地])|系(?![统列数])|出生|生于"
    "|同学|小朋友|老人|夫妇|夫妻|一家|女士|先生|阿姨|奶奶|爷爷|大爷|大妈|老师傅|享受|领取|名下|户(?![外型籍])|家中|家(?=[住境里庭])"
    "|丈夫|妻子|儿子|女儿|父亲|母亲|近年|怀孕"
    "|的(?:父|母|妻|丈夫|儿|女|配偶|监护人|家属|家庭|住址|住所|病|身体|残疾)"
)
_GRANT = expression("(?:临时|生活|医疗|困难|大病|教育|一次性)?(?:救助|补助|慰问|资助|抚恤|赔偿|补偿)[金款费]")
PASSED = expression(
    r"[\s，,。；;、：:（(）)”\"'|<>的患因系为是身住家现生于之男女被0-9A-Z*_.\-核来到领获已自经说称向与和持签罹怀接捐很未无有等告送时在将把参画写做报提凭以共出每同反申享确得受办今年常长曾靠独丧失从入就居户租购拥缴不没仍原退本两三一夫予搬符给称至前可连所]"
    "|$"
)
_TITLE = (
    "主任|书记|局长|处长|科长|所长|队长|站长|院长|校长|园长|区长|市长|省长|县长|镇长|乡长|州长|部长|厅长|司长|主席|总理|委员|代表|教授|研究员|"
    "医生|医师|大夫|护士|护师|护工|护理员|康复师|治疗师|药师|律师|法律顾问|法官|检察官|审判员|审判长|检察长|庭长|警官|民警|辅警|经理|董事长|总裁|"
    "记者|通讯员|作者|编辑|供稿|摄影|院士|专家|讲师|教师|老师|班主任|辅导员|教练|工程师|调解员|志愿者|社工|组长|秘书长|巡视员|调研员|干部|会长|"
    "理事长|理事|督导员|网格长|网格员|楼组长|社区工作者|工作人员|负责人|司令|司令员|政委|参谋|大使|发言人|主持人|主讲人"
)
_TITLE_BEFORE = expression(f"(?:{_TITLE})[：:\\s]?$")
# What only officials and those at work do.
_AT_WORK = (
    "强调|指出|主持|出席|率队|带队|率领|一行|调研|走访|慰问|看望|会见|致辞|部署|听取|督查|督导|"
    "签署|宣布|解读|主讲|讲解|讲授|坐诊|义诊|宣讲|带领"
)
VERB_OF_WORK = expression(_AT_WORK)
_TITLE_AFTER = expression(
    f"(?:副|总)?(?:{_TITLE})|同志(?!(?:身|罹)?患|确诊|系|家?住|[：:])|(?:在[^，。；\n]{{0,20}}?)?(?:{_AT_WORK})"
)

IN_A_SENTENCE = (
    Cue(0, "大家找到张建国", _VERB),
    Cue(0, "社区主任张建国", _TITLE_BEFORE),
)
RIGHT_BEHIND = (
    Cue(CERTAIN, "张建国，男，", _SEX),
    Cue(SURE, "张建国，68岁", _SAID),
    Cue(0, "张建国走访", VERB_OF_WORK),
    Cue(3, "张建国老人", _TOLD),
    Cue(0, "张建国救助金", _GRANT),
    Cue(0, "张建国因", PASSED),
)
# Diseases that bear a name of those who described them.
_EPONYM = expression("霍奇金|柯萨奇|梅尼[埃尔]|白塞|马凡|雷诺|范可尼|戈谢|庞贝|史密斯|施万|马尔尼菲")
# What is said of himself, whatever his office.
_ILL = expression(
    "[，,]?(?:不幸|已|曾|自己|本人|也|同样|因病去世){0,3}(?:[身罹]患|患有|患了|患上|被?确诊|被诊断|被查出|，?生前[身罹]?患"
    "|[是系]一?[名位]?[^，。；\n]{1,8}?(?:患者|病人|残疾人(?![\u4e00-\u9fff])))"
)
# 顾戴路100弄, 江安、黄桦路: many streets and villages begin with a surname.
_PLACE_AFTER = expression(
    "镇(?![长上里守])|乡(?![长里亲])|县(?![长里委城])|街道|(?:[东西南北中][一二三]?)?(?:路|街|弄|巷|村|新村|公路|大道|小区|公寓|社区|居委)"
    "|(?:[^\\W0-9_]{0,2}(?:小学|中学|大学|学校|学院|幼儿园|医院|基金会|纪念馆|图书馆|博物馆|广场|公园|公司))|故居|奖|墓|牌|精神(?![病障残分])"
    "|思想|理论|式|(?:爱心|慈善|助残|公益|志愿者?|服务|劳模|名师|名医|名老?中医|专家|创新|法律|调解|社会|党员|青年|巾帼|教育|医疗|社工|先锋|便民|家庭|救助|科研)"
    "{0,4}(?:工作室|工作站|服务[队站]|志愿队|突击队|宣讲[团队]|基金会?|协会|救助站|书屋|学堂|事务所|诊所|调解室|课题组)"
)
_PLACE = expression("..[路街弄巷村]")
_HOUSE_AFTER = expression(r"\s?[0-9一二三四五六七八九十]")
_NAMED_BEFORE = expression(f"(?:{LABELS})[：:＝=|\\s“\"'*]{{0,4}}$")


def is_private(text: str, start: int, end: int) -> bool:
    """Whether a name is that of a private person: no official's or of somebody at work, no place's, no disease's."""
    return not (_is_official(text, start, end) or _is_place(text, start, end) or _EPONYM.match(text, start))


def _is_official(text: str, start: int, end: int) -> bool:
    before, after = text[max(0, start - 6) : start], text[end : end + 24]
    return not _ILL.match(after) and bool(_TITLE_BEFORE.search(before) or _TITLE_AFTER.match(after))


def _is_place(text: str, start: int, end: int) -> bool:
    """Whether a run is, or begins, the name of a street or a village; 姓名：王小路 remains a person."""
    if _PLACE_AFTER.match(text, end):
        return True
    if _PLACE.fullmatch(text, start, end) is None:
        return text[end - 1] in "路街巷" and _HOUSE_AFTER.match(text, end) is not None
    return _HOUSE_AFTER.match(text, end) is not None or _NAMED_BEFORE.search(text, 0, start) is None
