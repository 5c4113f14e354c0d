"""Persons in the sentences of the ledger, told by who they are, by what is done with them, or by how they are written.

Of a page a name by itself is nothing that must not be shown; here it is. As a surname tells nothing alone, each name
stands in a frame of words, has the likeness of a name, and ends where a name can end.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from disclosure.expressions import expression
from disclosure.reading.surnames import COMPOUND, DOUBTFUL, EVERYDAY, PLAIN, SURNAMES
from disclosure.screening.personal.likeness import likeness
from disclosure.screening.personal.names import is_name

_HAN = "\u3400-\u9fff"
# Places that begin like a name: 马桥, 朱家角, 罗阳, 龙柏; and what ends the name of one.
_TOWNS = frozenset(
    re.findall(
        "..",
        "张江曹杨龙华龙柏梅陇田林康健罗阳罗店江川江桥高行高东安亭方泰吴淞周浦金泽金汇金杨庄行莘庄"
        "曹路唐镇万里甘泉彭浦凌云石泉江宁江浦金海金虹金平江文江南江北万源万科万达金茂高新高科",
    )
)
_PLACE = expression(
    f".(?:[桥浜泾塘湾渡墩坝溇堰埭淞浦庙宅]|[{_HAN}]?[路街弄巷村镇乡]|家[栅渡宅浜桥嘴湾塘弄角沙行楼堰巷阁])"
    f"|..[城苑园桥浜泾湾塘库]|.{{2,3}}(?:[路街弄巷村镇乡苑]|小区|大道|公路|新村|花园|广场|大厦|公司|集团|社区)"
)
# Signs over shops that were a name a hundred years ago.
_OLD_SIGNS = expression(
    "沈大成|邵万生|吴良材|张小泉|王宝和|胡庆余|雷允上|张一元|毛恒[丰昌]|王家沙|乔家栅|杜三珍|陆稿荐|东方(?:明珠|体育|财富|航空|国际|花园)"
)
# Institutions and streets that are named after somebody: 宋庆龄基金会, 钱学森图书馆, and no 王丽华小学毕业.
_IN_MEMORY = expression(
    f"(?:(?:{'|'.join(COMPOUND)})[{_HAN}]{{0,2}}|[{SURNAMES}][{_HAN}]{{1,2}})"
    "(?=(?:航运|科普|舞蹈|音乐|体育|乒乓|实验|国际|附属|慈善|教育|文化|科技|艺术|公益|专项|儿童文学|经济科学|培训){0,2}"
    "(?:基金会|纪念[馆堂碑园]|故居|旧居|图书馆|博物馆|科普馆|大?剧[院场]|美术馆|艺术馆|陈列馆|公园|广场(?!舞)|研究会|书院|大[道桥]|塑像|铜像"
    "|(?:小学|中学|大学|学校|幼儿园)(?!毕|入|文化|学历|生|同学|时|老师)|奖(?![励金补品状惩])|路(?![过上边费途遇远线人])))"
)
# What stands right in front of the year in the number of a document is the sign of an agency: 古信公〔2025〕12号.
_AGENCY = expression(
    f"[{_HAN}]{{1,8}}(?=\\s?(?:[〔【\\[]\\s?(?:19|20)[0-9]{{2}}\\s?[〕】\\]]|[（(](?:19|20)[0-9]{{2}}[）)]\\s?第?[0-9]{{1,5}}\\s?号))"
)
_LABEL_ENDS = tuple("人员户者名")
_TWO, _ONE = 5, 6  # points of likeness of two characters of a given name, and of one
_PLAIN_NAME = 8  # of two behind the word for what somebody is, however the sentence goes on

_KIN = (
    "儿子|女儿|妻子|丈夫|父亲|母亲|配偶|儿媳|女婿|哥哥|弟弟|姐姐|妹妹|爱人|老伴"
    "|外甥|侄[子女]|孙[子女]|外孙女?|岳父|岳母|公公|婆婆"
)
_ROLE = expression(
    f"其[父母子女妻夫兄弟姐妹叔伯姑姨舅嫂]|{_KIN}|(?:经办|承办|受理|接待|接收|代收|联系|知情|利害关系|第三)人员?"
    f"|[{_HAN}]员|(?:科|所|站|局|镇|乡|处|区|队|组|院|校|馆|园|网格|楼组)长|主任|书记|经理|会计|出纳|财务|监理|司机|社工|干事|干部|家属|亲属|邻居|同事|证人|代书人"
    "|业主|职工|门卫|保安|保姆|护工|志愿者|医[生师]|老师|教师|律师|户主|代表|亲友|朋友|同乡"
)
_VERB = expression(
    "问[过了到]|询问了?|告知了?|告诉了?|通知了?|转告了?|联系[了过]?|约谈了?|走访了?|征得了?|征求了?|征询了?|涉及到?|交[付给]了?|收到了?|隐去了?|遮去|删去|遮盖"
    "|给了|(?:请|找|由|经|向|对|给|与|和)(?!求|示)"
)
_SHORT, _WORDS_TOO = frozenset("请找由经向对给与和"), frozenset(EVERYDAY)
_RATHER_NAMES = "付闫仝谯解"  # of the doubtful surnames those that begin few words
_WHEN = expression("于[0-9明今昨前本当近次上下年月日]")
# How a sentence goes on behind a name.
_SIGN = expression(r"$|[\s，。；、,;：:！？（(）)”\"']")
_DOES = (
    "面[谈商议]|通[了过]?电?话|结果|道歉|致歉|说明|解释|[补送寄]来|一[份案]|代[收签领为]|签[收字]|领取|提交|递交|转交|提供|来[电信访窗取领说到]|来到|到[窗场本中]|在场|同意|不同意|可以|补[正充]|说[，：明]?|表示|回[复电]"
    "|反映|答复|查[过了到]|协助|陪同|整理|保管|移交|经手|走访|出具|旁听|办理|经办|接待|受理|核[实对]|确认|本人|等人|夫妇|一家|当面|电[话联]|沟通|申请|提出|要求|书面|应当|不服|批[准示]|审[批定核]|(?:补|核|颁)?发(?:放|还|给)?(?![现生展布文起挥票达包标型行车])|支付|退还|退回|拨付"
)
_ACTS = expression(_DOES)
_OF_HIM = expression(
    "的(?:个人|隐私|备案|任职|履历|简历|聘用|工资|奖金|考核|处分|当选|身份|姓名|住|户籍|签[名字]|电话|手机|联系|病|档案|低保|补偿|同意|意见|书面|家|父|母|妻|丈夫|儿|女|房|宅|申请|号码|银行|账|照片|出生)"
)
_OF_ANOTHER = expression("一?户(?![籍口型外数均名头一])")
_HOUSEHOLD = expression("[农商住租大贫困账开用业客散暂个单低特空门每各动]")
_SOME = expression(f"(?:{_VERB.pattern})[{SURNAMES}]某{{1,2}}(?![年月日时个些种项地处路镇村街企公单小])")
_BRACKETED = expression(
    f"(?:某{{1,2}}|先生|女士|小姐|老师|阿姨|师傅|同志|大爷|大妈|老[{PLAIN}]|小[{PLAIN}]|[人员户居者主属][甲乙丙丁])[（(]\\s*([{_HAN}]{{2,4}})\\s*[）)]"
)
_FAMILIAR = expression(
    f"(?:(?<![{_HAN}])|(?<=[人与向和对跟找问给由请居]))[老小][{PLAIN}]"
    f"(?=当面|当场|电话|沟通|说|来[电信访窗取领说，。]|打来|协商|解释|核实|联系|确认|提出|反映|要求|申请|补充|本人|同意|又|再次)"
    f"|(?:(?<![{_HAN}])|(?<=[人与向和由给对找问请系]))[{SURNAMES}]老师(?![傅们职资])"
    f"|(?<=[由请让派和与同陪])[老小][{PLAIN}](?=陪同|一起|一同|同去|接待|带[领着]|处理|办理|记录|复核|登记|到(?!期|位|底|账|[0-9]))"
    f"|(?<![{_HAN}])[老小](?![游{EVERYDAY}])[{SURNAMES}](?=说(?:明[天日早年]|(?![明法服唱理教辞])))"
)
_QUOTED = expression(
    f'[“「『"]([{_HAN}]{{3,4}})[”」』"](?!计划|项目|工程|行动|品牌|活动|工作室|窗口|小区|地块|专项|[奖杯])'
)
_SPOKEN_OF = expression(
    f"(?=((?:{'|'.join(COMPOUND)}|[{SURNAMES}])[{_HAN}]{{1,2}})(?:这?[两三四]个字|字样|这个名字|的名字|其人|此人|这个人))"
)
_APART = expression(
    rf"姓\s?[：:为]?\s?(?:{'|'.join(COMPOUND)}|[{SURNAMES}{DOUBTFUL}])[，,、；;\s]{{0,2}}名字?\s?[：:为叫]?\s?[{_HAN}]{{1,2}}(?![{_HAN}])"
)
_PINYIN_SURNAMES = (
    "Wang Li Zhang Liu Chen Yang Zhao Huang Zhou Wu Xu Sun Hu Zhu Gao Lin He Guo Ma Luo Liang Song "
    "Zheng Xie Han Tang Feng Yu Dong Xiao Cheng Cao Yuan Deng Fu Shen Zeng Peng Lu Su Jiang Cai Jia Ding "
    "Wei Xue Ye Yan Pan Du Dai Xia Zhong Tian Ren Fan Fang Shi Yao Tan Liao Zou Xiong Jin Hao Kong "
    "Bai Cui Kang Mao Qiu Qin Gu Hou Shao Meng Long Duan Lei Qian Yin Qiao Lai Gong Shu Wen Ni Ge "
    "Tao Ling Qi Mei Ouyang Sima Zhuge"
)
_SYLLABLE = (
    "(?:(?:[bpmfdtnlgkhjqxrzcsyw]|zh|ch|sh)?(?:iang|iong|uang|ang|eng|ing|ong|ian|iao|uai|uan|ai|ei|ao|ou|an|en|in|un|ia|ie|iu"
    "|ua|uo|ui|ue|a|o|e|i|u|v)|er)"
)
_LATIN = expression(
    f"(?<![A-Za-z][ ])(?<![A-Za-z])(?:{'|'.join(_PINYIN_SURNAMES.split())})[ \u00a0]"
    f"(?!(?:Nan|Bei|Dong|Xi|Su|Mei|Bai|Hua|Jiang|Zhou)(?![a-z]))(?i:{_SYLLABLE}(?:[ '-]?{_SYLLABLE})?)(?![A-Za-z])"
    rf"(?=\s?(?:$|[\n，。；、,;）)]|{_DOES}|打|发|寄|称|的(?:申请|电话|委托)))"
)
# Names in other letters, behind a word for somebody or in front of one.
_FOREIGN = expression(
    '(?:住户|业主|租客|房客|承租人|申请人|当事人|权利人|外国人|外籍[\u3400-\u9fff]{0,4})[\\s“"：:（(]{0,2}'
    "[A-Z][a-z]{1,14}(?: [A-Z][.]?)?[ ·][A-Z][a-z]{1,14}(?![A-Za-z])"
    "(?=\\s?(?:$|[\n，。；、,;）)]|的(?!公司|系统|软件)|来[电信访窗]|到|申请|提出|要求|签|领取|反映|本人|同意|不同意))"
    "|(?<![A-Za-z][ ])(?<![A-Za-z])[A-Z][a-z]{1,14} [A-Z][a-z]{1,14}(?=\\s?(?:先生|女士|小姐|本人))"
)
_MAIL = expression(
    r"(?<![A-Za-z0-9._%+-])[A-Za-z0-9][A-Za-z0-9._%+-]{1,63}(?:\s{1,3}(?:at|AT)\s{1,3}|\s?[（(\[【](?:at|AT|a)[）)\]】]\s?|\s?艾特\s?|\s?[#＃]\s?)"
    r"(?!(?:[A-Za-z0-9-]{1,40}\.){0,4}gov\.cn)[A-Za-z0-9-]{2,40}\s?(?:\.|点)\s?(?:com|cn|net|org|edu)(?![A-Za-z])"
)
_GAP = r"[ \t\u00a0\u3000\-－—.·]{0,2}"
_DIALLED = f"(?:0(?:{_GAP}[0-9]){{9,11}}|[2-8](?:{_GAP}[0-9]){{6,7}})(?![0-9])"
AT_HOME = expression(
    r"(?:申请人|本人|其(?![他它中余])|家属(?![区院楼])|亲属|家里?(?![庭属])|家庭(?!医生)|住宅|宅|个人|私人|对方|当事人)[^，。；\n0-9]{0,8}?(?:电话|座机|号码|宅电)"
    f"[^0-9\\n]{{0,6}}{_DIALLED}|(?<![0-9]){_DIALLED}\\s?[（(]\\s?(?:住宅|家[里中庭属]?|宅电?)\\s?[）)]"
)


def acquainted(text: str) -> Iterator[tuple[int, str]]:
    """Where somebody stands in a text, and what it is in an editor's words."""
    for match in _ROLE.finditer(text):
        start = match.end() + text.startswith("的", match.end())  # 曾任书记的某人
        if _named(text, start, _SIGN, _ACTS, _OF_HIM, is_role=True):
            yield start, "姓名"
    for match in _VERB.finditer(text):
        if match[0] in _SHORT and text[match.end() : match.end() + 1] in _WORDS_TOO and not _full(text, match.end()):
            continue
        if _named(text, match.end(), _SIGN, _ACTS, _OF_HIM):
            yield match.end(), "姓名"
    yield from _households(text)
    for match in _BRACKETED.finditer(text):
        if is_name(match[1]) and _likely(match[1], _TWO - 2):
            yield match.start(1), "姓名"
    for match in _QUOTED.finditer(text):
        if is_name(match[1]) and _likely(match[1], _TWO + 1) and not is_place(match[1]):
            yield match.start(1), "姓名"
    spoken = (match for match in _SPOKEN_OF.finditer(text) if is_name(match[1]) and not is_place(match[1]))
    yield from ((match.start(1), "姓名") for match in spoken if _likely(match[1]))
    yield from ((match.start(), "姓名") for match in _APART.finditer(text))
    yield from ((match.start(), "姓名") for match in _LATIN.finditer(text))
    yield from ((match.start(), "姓名") for match in _FOREIGN.finditer(text))
    yield from ((match.start(), "姓氏") for pattern in (_SOME, _FAMILIAR) for match in pattern.finditer(text))
    yield from ((match.start(), "邮箱") for match in _MAIL.finditer(text))


def without_signs(text: str, office: str) -> str:
    """The text without signs of shops and documents, what is named after somebody, and the office's own place."""
    place = re.sub("路?(?:街道|镇|乡)$", "", office)
    text = text.replace(place, "本" * len(place)) if len(place) > 1 else text
    for signs in (_OLD_SIGNS, _IN_MEMORY):
        text = signs.sub(lambda match: "本" * len(match[0]), text)
    return _AGENCY.sub(lambda match: match[0] if match[0][-4:-3] in _LABEL_ENDS else "本" * len(match[0]), text)


def is_place(text: str) -> bool:
    """Whether a text that begins like a name begins with a place: 马桥豆腐干, 张江小吃, and no 张江涛."""
    is_town = text[:2] in _TOWNS and likeness("王", text[2:3] or "的") < _ONE
    return is_town or _PLACE.match(text) is not None


def _named(text: str, start: int, *behind: re.Pattern[str], is_role: bool = False) -> bool:
    """Whether a name begins there and one of the patterns fits behind it."""
    if _WHEN.match(text, start) or is_place(text[start : start + 8]):
        return False
    for length in (3, 2, 4):
        word = text[start : start + length]
        if len(word) == length and is_name(word) and _likely(word, _TWO - 2 * is_role):
            frames = behind if is_role or _given(word) > 1 else behind[1:]
            least = 2 * _TWO if word[0] in EVERYDAY else _PLAIN_NAME
            is_plain = is_role and length == 3 and likeness("王", word[1:]) >= least
            if is_plain or any(pattern.match(text, start + length) for pattern in frames):
                return True
    return False


def _households(text: str) -> Iterator[tuple[int, str]]:
    """Names right in front of 户: 徐某户, and no 农户, 动迁户, 户籍."""
    for match in _OF_ANOTHER.finditer(text):
        for length in (3, 2):
            start = match.start() - length
            word = text[max(0, start) : match.start()]
            is_open = length == 3 or re.search(
                rf"(?:^|[^{_HAN}]|公开|关于|查询|提供|[的对为给])$", text[max(0, start - 4) : max(0, start)]
            )
            if start >= 0 and is_open and _is_of_house(word):
                yield start, "姓名"


def _is_of_house(word: str) -> bool:
    """Whether a word in front of 户 is a name; one of two characters such as 金龙, though a word begins there too."""
    if not is_name(word) or is_place(word) or _HOUSEHOLD.match(word[-1]):
        return False
    return _likely(word) or (len(word) == 3 and likeness("王", word[1:]) >= 2 * _TWO)


def _full(text: str, start: int) -> bool:
    """Whether the two characters behind the first are a given name and hardly anything else."""
    given = text[start + 1 : start + 3]
    return len(given) == 2 and likeness("王", given) >= 2 * _TWO


def _given(word: str) -> int:
    return len(word) - (2 if word.startswith(COMPOUND) else 1)


def _likely(word: str, two: int = _TWO) -> bool:
    """Whether a word looks like a name so much that only its frame need be seen."""
    given = _given(word)
    is_doubtful = word[0] in DOUBTFUL and (word[0] not in _RATHER_NAMES or likeness("王", word[-given:]) < 2 * _TWO)
    if is_doubtful or given not in (1, 2) or (given == 1 and word[0] in EVERYDAY):
        return False
    return likeness(word[:-given], word[-given:]) >= (two if given == 2 else _ONE)
