"""Names of persons in running text: told by what stands before and behind them, and by how much they look like names.

A surname alone tells nothing, as it begins or ends too many words. Points are given for what stands in front (a label,
the beginning of a sentence), for what follows (a verb of persons, the sex), and for the characters of the name itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain

from disclosure.reading.surnames import COMPOUND, DOUBTFUL, SURNAMES
from disclosure.screening.personal.likeness import likeness

# Characters that hardly ever stand in a given name; some of them stand for a name that is masked already.
_NEVER = (
    "某的是在了为将对按被把从到就也都不其该本各每有无以之而所由须经因则但并且此这那哪什么怎少几与和及或等"
    "街区市县村镇乡弄号室院校员者们户项类种级度期间请报办行应当款条件法规章额量率费价税物品表册单据证照票签"
    "患系住身做去已曾未要会还仅只您我你他她它个位次份地处里外内上下前后左右往至给让使得着吗呢吧"
)
_GIVEN = f"[^\\W0-9A-Za-z_{_NEVER}]"
_HAN = "[\u3400-\u9fff]"
# 阿依古丽·买买提: told by its dot.
_DOTTED = f"{_HAN}{{1,8}}(?:[·•・‧．]{_HAN}{{1,10}}){{1,3}}"
_ADDRESSED = "阿姨|先生|女士|小姐|大爷|大妈|大叔|大伯|老伯|老师|奶奶|爷爷|师傅|同学|医生|警官"
_SURNAME = re.compile(f"(?P<surname>{'|'.join(COMPOUND)}|[{SURNAMES}{DOUBTFUL}])(?={_GIVEN})(?!(?:{_ADDRESSED}))")
_DOTTED_NAME = re.compile(f"(?<!{_HAN}){_DOTTED}|(?<=[人员户者属主名民生姓]){_DOTTED}")
_DOTTED_AT = re.compile(_DOTTED)
_FOLLOWING = re.compile(f"{_GIVEN}{{1,3}}")

LABELS = (
    "姓名|名字|申请人|户主|当事人|患者|病人|救助对象|保障对象|帮扶对象|服务对象|残疾人|低保户|"
    "低保对象|低保人员|特困人员|特困供养人员|困难群众|困难家庭|孤儿|困境儿童|留守儿童|儿童|学生|幼儿|"
    "新生|男童|女童|男孩|女孩|孕妇|产妇|居民|村民|业主|租户|住户|租客|房主|户名|监护人|家长|母亲|父亲|之子|之女|儿子|"
    "女儿|配偶|妻子|丈夫|信访人|举报人|投诉人|来电人|反映人|原告|被告|被处罚人|被征收人|被执行人|"
    "违法行为人|联系人|本人|退役军人|优抚对象|独居老人|孤老|老人|伤者|死者|逝者|持卡人|开户人|收款人|"
    "车主|驾驶人|乘客|精神障碍患者|社区矫正对象|被监护人|未成年人|职工|员工|群众|贫困户|脱贫户|监测户|"
    "五保户|五保老人|党员|老党员|男子|女子|青年|市民|邻居|受助人|受益人|受害人|来信人|求助人|救助人|"
    "补助对象|资助对象|慰问对象|房东|业户|店主|商户|摊主|参检人|考生|嘉宾|选手|歌手|工人|农民|农民工|战士|老兵"
)
_WITH_SIGN = re.compile(
    f"姓名[\\s“\"'*]{{1,4}}$|(?:{LABELS}|[人员户者工民生友属]|\\bname)[\\s“\"'*]{{0,2}}[：:＝=|][\\s“\"'*]{{0,3}}$",
    re.IGNORECASE,
)
_LABEL = re.compile(f"(?:(?:{LABELS})[为是叫]?|名叫|叫做|姓名为)[\\s“\"'*]{{0,3}}$")
_BEGINNING = re.compile(
    r"(?:^|[\n。！？；])[ \t\u3000>*#\-+“\"]*(?:[（(]?[0-9一二三四五六七八九十]{1,4}[）)、.．][ \t]*)?$"
)
# Of which a person is the object, unless they make one word with what follows.
_VERB = re.compile(
    r"(?:[的与和由向给找及对为经将帮请让叫是系同跟被助问望访到于予以]|[人员户者民生友属室名]|关于|批准|同意|认定|核定|给予|走访)$"
)
_ONE_WORD = frozenset(
    re.findall(
        "..",
        "由于对于属于至于关于为何为伍人丁人丛人文人武人马人龙准许助于同于同安同方同江名方名曲名花和文和易和田和畅和谈室温"
        "对方对焦对白对齐意于望江民安民乐生丁生于生冷生姜生石经于经常经文经纪经费访谈请安问安问卜向阳户外员任人任人均人应"
        "户均与应由石由金以胡以沙的金闻名望文同时以来及时到来名单访华民党到位同年将来生肖以方对付问金和解助金人翁经商给水对应让位"
        "对路同甘生路助商由来生计生成系史同台助费经年到任为乐为时民路让路和费员费生费名车被管以房为官",
    )
)
# Verbs of which a name would take the first character: 王伟 发现, 李敏 心系.
_VERBS_BEHIND = frozenset(
    re.findall(
        "..",
        "发现发放发起发动发挥立即立刻来到成立平时平等生前保持通过获得登门业余建立安排开展心系心里心中作为招呼积极高兴",
    )
)
_SEX = re.compile(r"[，,、（(\s]{1,2}[男女](?=[，,、；;。）)\s]|$)")
# A statement that can only be made of a person.
_SAID = re.compile(
    "[，,、（(\\s]{1,2}(?:[12][0-9]{3}年|[0-9]{1,3}(?:周岁|岁)|就读|家住|现[住居]|身?患)|今年[0-9]{1,3}岁"
    "|(?:身|罹)?患[有了上]|身患|罹患|确诊|被?诊断|系(?:低保|残疾|特困|精神|失[独能]|吸毒|社区矫正|重残|[一二三四]级)|就读[于在]|家住|现住|现居"
    "|(?:在|搬[至到])(?=[^，。；\n]{2,24}[0-9]{1,4}[号弄室组幢栋])"
    "|是[^，。；\n]{2,14}(?:村民|居民|人)(?=[，。])"
    "|，?(?:肢体|视力|听力|言语|智力|精神|多重)[一二三四]?级?残疾"
)
_TOLD = re.compile(
    r"[男女][，,、]|患|因病|常住|暂住|租住|居住|住(?![院房建所宿户宅址处地])|系(?![统列数])|出生|生于"
    "|同学|小朋友|老人|夫妇|夫妻|一家|女士|先生|阿姨|奶奶|爷爷|大爷|大妈|老师傅|享受|领取|名下|户(?![外型籍])|家中|家(?=[住境里庭])"
    "|丈夫|妻子|儿子|女儿|父亲|母亲|近年|怀孕"
    "|的(?:父|母|妻|丈夫|儿|女|配偶|监护人|家属|家庭|住址|住所|病|身体|残疾)"
)
_PASSED = re.compile(
    r"[\s，,。；;、：:（(）)”\"'|<>的患因系为是身住家现生于之男女被0-9A-Z*_.\-核来到领获已自经说称向与和持签罹怀接捐很未无有等告送时在将把参画写做报提凭以共出每同反申享确得受办今年常长曾靠独丧失从入就居户租购拥缴不没仍原退本两三一夫予搬符给称至前可连所]"
    "|$"
)
_TITLE = (
    "主任|书记|局长|处长|科长|所长|队长|站长|院长|校长|园长|区长|市长|省长|县长|镇长|乡长|州长|部长|厅长|司长|主席|总理|委员|代表|教授|研究员|"
    "医生|医师|大夫|护士|护师|护工|护理员|康复师|治疗师|药师|律师|法律顾问|法官|检察官|审判员|审判长|检察长|庭长|警官|民警|辅警|经理|董事长|总裁|"
    "记者|通讯员|作者|编辑|供稿|摄影|院士|专家|讲师|教师|老师|班主任|辅导员|教练|工程师|调解员|志愿者|社工|组长|秘书长|巡视员|调研员|干部|会长|"
    "理事长|理事|督导员|网格长|网格员|楼组长|社区工作者|工作人员|负责人|司令|司令员|政委|参谋|大使|发言人|主持人|主讲人"
)
_TITLE_BEFORE = re.compile(f"(?:{_TITLE})[：:\\s]?$")
# What only officials and those at work do.
_AT_WORK = (
    "强调|指出|主持|出席|率队|带队|率领|一行|调研|走访|慰问|看望|会见|致辞|部署|听取|督查|督导|"
    "签署|宣布|解读|主讲|讲解|讲授|坐诊|义诊|宣讲|带领"
)
_VERB_OF_WORK = re.compile(_AT_WORK)
_TITLE_AFTER = re.compile(
    f"(?:副|总)?(?:{_TITLE})|同志(?!(?:身|罹)?患|确诊|系|家?住|[：:])|(?:在[^，。；\n]{{0,20}}?)?(?:{_AT_WORK})"
)
# Diseases that bear a name of those who described them.
_EPONYM = re.compile("霍奇金|柯萨奇|梅尼[埃尔]|白塞|马凡|雷诺|范可尼|戈谢|庞贝|史密斯|施万|马尔尼菲")
# What is said of himself, whatever his office.
_ILL = re.compile(
    "[，,]?(?:不幸|已|曾|自己|本人|也|同样|因病去世){0,3}(?:[身罹]患|患有|患了|患上|被?确诊|被诊断|被查出|，?生前[身罹]?患"
    "|[是系]一?[名位]?[^，。；\n]{1,8}?(?:患者|病人|残疾人(?![\u4e00-\u9fff])))"
)
# 顾戴路100弄, 江安、黄桦路: many streets and villages begin with a surname.
_PLACE_AFTER = re.compile(
    "镇(?![长上里守])|乡(?![长里亲])|县(?![长里委城])|街道|(?:[东西南北中][一二三]?)?(?:路|街|弄|巷|村|新村|公路|大道|小区|公寓|社区|居委)"
    "|(?:[^\\W0-9_]{0,2}(?:小学|中学|大学|学校|学院|幼儿园|医院|基金会|纪念馆|图书馆|博物馆|广场|公园|公司))|故居|奖|墓|牌|精神(?![病障残分])"
    "|思想|理论|式|(?:爱心|慈善|助残|公益|志愿者?|服务|劳模|名师|名医|名老?中医|专家|创新|法律|调解|社会|党员|青年|巾帼|教育|医疗|社工|先锋|便民|家庭|救助|科研)"
    "{0,4}(?:工作室|工作站|服务[队站]|志愿队|突击队|宣讲[团队]|基金会?|协会|救助站|书屋|学堂|事务所|诊所|调解室|课题组)"
)
_PLACE = re.compile("..[路街弄巷村]")
_HOUSE_AFTER = re.compile(r"\s?[0-9一二三四五六七八九十]")
_NAMED_BEFORE = re.compile(f"(?:{LABELS})[：:＝=|\\s“\"'*]{{0,4}}$")

_NAMERS = tuple("人员户者属主名民生姓找给与由向")
_ADDRESS_ENDS = tuple(_ADDRESSED.split("|"))
_TAIL = re.compile(f"({_HAN}{{2,10}}|{_DOTTED})[\\s，,、：:（(_\\-|]*$")

_SIGNS = ("", "，", ",", "（", "(", "：", ":", "、")
_ENOUGH = 6  # points
_IN_WORD, _BEFORE_WORD = -6, -4  # where a name would begin or end inside a word
_SURE, _CERTAIN = 6, 24
_LABELLED = 5
_RARE = 6
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
    surname = _SURNAME.match(text, start)
    return _person_at(text, surname, len(text), least=_LABELLED) if surname else None


def _persons(text: str, start: int, end: int, said: int, *, is_backward: bool) -> Iterator[Stretch]:
    dotted = [match.span() for match in _DOTTED_NAME.finditer(text, start, end) if _PASSED.match(text, match.end())]
    surnames = list(_SURNAME.finditer(text, start, end))
    found = chain(dotted, (_person_at(text, match, end, said=said) for match in surnames[:: -1 if is_backward else 1]))
    return (name for name in found if name is not None and not is_another(text, name))


def is_another(text: str, span: Stretch) -> bool:
    """Whether a name is an official's, a place's, or that of a disease."""
    return _is_official(text, span) or _is_place(text, span) or _EPONYM.match(text, span[0]) is not None


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
    before -= _RARE if surname[0] in DOUBTFUL and before < _LABELLED else 0
    following = _FOLLOWING.match(text, surname.end(), stop)
    best, end = _ENOUGH, 0
    for length in range(1, len(following[0]) + 1 if following else 1):
        points = before + _points(text, surname[0], surname.end() + length, length, before >= _LABELLED, said)
        if points >= best:
            best, end = points, surname.end() + length
    return (surname.start(), end) if end else None


def _points(text: str, surname: str, end: int, length: int, is_labelled: bool, said: int) -> int:
    """The points of a name that ends there, for what follows and for itself."""
    given = text[end - length : end]
    if length == 3:  # two surnames in front of the given name
        if not is_labelled or given[0] not in SURNAMES:
            return -_CERTAIN
        given = given[1:]
    if length > 1 and _VERB_OF_WORK.match(text, end - 1):  # 张伟 强调, and no 张伟强
        return -_CERTAIN
    if length > 1 and (given[-1] == "向" or text[end - 1 : end + 1] in _VERBS_BEHIND):
        return -_CERTAIN
    return likeness(surname, given) + (_SURE if _is_next(text, end, said) else _behind(text, end))


def _is_next(text: str, end: int, said: int) -> bool:
    """Whether something is said right behind a name, with a sign at most between."""
    return end == said or (end < said <= end + 2 and text[end:said].strip() in _SIGNS)


def _before(text: str, start: int) -> int | None:
    """The points for what stands in front of a name; none where the name would begin inside a word."""
    head = text[max(0, start - _BEFORE) : start]
    if _WITH_SIGN.search(head):
        return 9
    if _LABEL.search(head):
        return _LABELLED
    if _BEGINNING.search(head):
        return 2
    if not (head[-1].isalnum() or head[-1] == "_"):
        return 0
    if head[-1] + text[start] in _ONE_WORD:
        return None
    return 0 if _VERB.search(head) or _TITLE_BEFORE.search(head) else _IN_WORD


def _behind(text: str, end: int) -> int:
    """The points for what follows a name."""
    if _SEX.match(text, end):
        return _CERTAIN
    if _SAID.match(text, end):
        return _SURE
    if _VERB_OF_WORK.match(text, end):
        return 0
    if _TOLD.match(text, end):
        return 3
    return 0 if _PASSED.match(text, end) else _BEFORE_WORD


def _is_place(text: str, span: Stretch) -> bool:
    """Whether a run is, or begins, the name of a street or a village; 姓名：王小路 remains a person."""
    if _PLACE_AFTER.match(text, span[1]):
        return True
    if _PLACE.fullmatch(text, *span) is None:
        return text[span[1] - 1] in "路街巷" and _HOUSE_AFTER.match(text, span[1]) is not None
    return _HOUSE_AFTER.match(text, span[1]) is not None or _NAMED_BEFORE.search(text, 0, span[0]) is None


def _is_official(text: str, span: Stretch) -> bool:
    before, after = text[max(0, span[0] - 6) : span[0]], text[span[1] : span[1] + 24]
    return not _ILL.match(after) and bool(_TITLE_BEFORE.search(before) or _TITLE_AFTER.match(after))
