"""The words in which Chinese offices name their papers: the vocabulary behind :mod:`disclosure.links.identity`.

Everything here is matched against *cleaned* text: NFKC, lower case, without blanks, with one form of bracket.
"""

from __future__ import annotations

from unicodedata import normalize

from disclosure.expressions import expression
from disclosure.reading.han import HAN
from disclosure.reading.kinds import SUFFIXES
from disclosure.reading.numerals import int_of

# The place of the one quoted title in a text whose surroundings are being judged.
SLOT = "\ue000"

_INVISIBLE = " \t\n\r\f\v\u00ad\u1680\u2028\u2029\u3000\ufeff" + "".join(
    chr(code) for start, end in ((0x2000, 0x200F), (0x202A, 0x202F), (0x205F, 0x2064)) for code in range(start, end + 1)
)
_ONE_FORM = str.maketrans(
    dict.fromkeys(_INVISIBLE, "")
    | {
        "〔": "(", "〕": ")", "[": "(", "]": ")", "【": "(", "】": ")", "{": "(", "}": ")",
        "—": "-", "–": "-", "−": "-", "‐": "-", "~": "-", "〜": "-", "<": "〈", ">": "〉",
    }
)  # fmt: skip
# What never tells one title from another.
_SILENT = str.maketrans("", "", "《》〈〉「」『』“”‘’\"'`·•・、,。;:!?-_()/|…. \ue000")

_NUMERAL = r"(?:\d{1,3}|[一二三四五六七八九十]{1,3})"

EXTENSION = expression(rf"\.(?:{'|'.join(SUFFIXES)}|md)$")
FORMAT = expression(r"\((?:pdf|word|excel|docx?|xlsx?|ofd|wps|图|图文)(?:版|格式|文件)?\)|(?:pdf|word|excel|ofd)版?$")
SIZE = expression(r"[(,]?(?:约|共|大小:?)?\d+(?:\.\d+)?(?:kb|mb|gb|字节)\)?")
DAY = r"(?:19|20)\d\d(?:-\d{1,2}-\d{1,2}|\.\d{1,2}\.\d{1,2}|/\d{1,2}/\d{1,2}|年\d{1,2}月\d{1,2}日)"
STAMP = expression(rf"^\(?{DAY}\)?(?=\D)|(?<=\D)(?<!\(){DAY}$|\((?:发布|更新|成文|公开)(?:日期|时间):?{DAY}\)$")
BULLET = expression(r"^(?:\(?\d{1,2}[.、)](?=\D)|[一二三四五六七八九十]{1,2}、|[•·▪●◆■※★>»-]+)")
ELLIPSIS = expression(r"(?:\.{2,}|…+|。{2,})$")

DOCUMENT_NUMBER = expression(rf"\(?(?:文号:?)?([{HAN}]{{1,12}}?)?\(((?:19|20)\d\d)\)第?0*(\d{{1,4}})号(?:文件?)?\)?")
ORDER_NUMBER = expression(rf"\(([{HAN}]{{0,14}}令)第?0*(\d{{1,4}})号\)|^([{HAN}]{{1,14}}令)第?0*(\d{{1,4}})号$")

ATTACHMENT = expression(
    rf"^\(?附(?:件|表)(?P<before>{_NUMERAL})?\)?[:.、_-]*"
    rf"|[(.、_-]*的?附件(?P<after>{_NUMERAL})\)?$|\(附件\)$|(?<=[》{SLOT}])的?附件$"
)
# 第三十条第二款 and the like behind a title: the same page.
ARTICLE = expression(
    r"(?:[的、和及,]?第[一二三四五六七八九十百零〇\d]{1,6}(?:条|款|项|章|节|编|部分)(?:之[一二三四五六七八九十])?)+(?:的?规定)?$"
)

_YEARS = r"(?:19|20)\d\d(?:-(?:(?:19|20)\d\d|\d{1,2}-\d{1,2}))?"
_REVISED = r"(?:第[一二三四五六七八九十]次)?(?:修订|修正|修改)?(?:草案)?(?:本|版|文本|施行)?"
YEAR_MARK = expression(
    rf"\(({_YEARS})(?:年度|年)?(?:\d{{1,2}}月(?:\d{{1,2}}日)?)?({_REVISED})\)$|({_YEARS})年?(修订|修正|修订版|修正版|版)$"
)
PLAIN_MARK = expression(
    r"\((?:试行|暂行|修订|修正|修订版|新修订|修正本|全文|节选|摘要|最新|现行有效|已废止|废止|失效|已失效)\)$"
)
DRAFT_MARK = expression(
    r"\((?:[\d年]{0,5}(?:修订|修正|修改)?草案|(?:修订|修正)?(?:草案)?(?:公开)?征求意见稿|送审稿|讨论稿|(?:修订)?草案\w{0,3}稿)\)$"
    r"|(?<=[法例定则程案划见知书施准引])(?:的?(?:修订|修正)?草案|的?(?:公开)?征求意见稿|送审稿)$"
)

# Around a title without telling anything: 点击查看《…》全文, 详见《…》的规定.
LEAD = (
    r"(?:点击|单击|请|可|查看|查阅|阅读|浏览|下载|打开|了解|访问|关于|根据|依据|按照|依照|遵照|参照|参考|适用|现行|"
    r"详情|详细|具体|内容|见|参见|详见|参阅|附|原|旧|新|新版|旧版|最新|修订后的|新修订的|政策原文|文件原文|政策文件|相关文件|相关政策|"
    r"原文|全文|链接|来源|标题|文件|上一篇|下一篇|[:,()>»-])*"
)
TAIL = (
    r"(?:政策文件|网页版|具体内容|全文|原文|正文|文本|文件|内容|详情|下载|查看|点击|点此|请|链接|电子版|扫描件|在线|浏览|阅读|pdf|word|版|"
    r"的|有关|相关|规定|要求|精神|等|中|[()。,;:>»-])*"
)
ISSUE = r"(?:印发|发布|公布|颁布|下发|转发|批转|重新印发|重新公布|重新发布|施行|公开发布|调整印发)"
NOTICE = r"(?:的?(?:通知|公告|通告|决定|函|令|批复|公示))"
PLAIN_QUOTED = expression(
    rf"^(?:{LEAD}|(?:[^{SLOT}]{{2,40}})?关于{ISSUE}|{ISSUE}|[^{SLOT}]{{2,40}}{ISSUE}(?=.的)){SLOT}{NOTICE}?{TAIL}$"
)
ISSUED_UNQUOTED = expression(rf"^[^《]{{0,40}}?关于{ISSUE}(.{{4,}})的(?:通知|公告|通告)$")
LEAD_UNQUOTED = expression(
    r"^(?:(?:请?点击|请|可)*(?:查看|查阅|阅读|浏览|下载|打开)[:]?|(?:详情)?(?:详见|参见|请见)[:]?|(?:政策|文件)?(?:原文|全文)(?:链接)?:|"
    r"(?:上一篇|下一篇|相关文件|相关政策|政策文件|标题|来源|链接):)+"
)
TAIL_UNQUOTED = expression(
    r"(?:\((?:点击|全文|下载|原文|查看|点此|正文)+\)|(?:的?全文|的?原文|电子版|扫描件|下载|点击查看|查看全文|全文下载|正文))+$"
)

_READ = r"(?:(?:政策|文字|图片|图文|图表|专家|媒体|视频|动漫|要点|热点|常见|问题|简明|权威|详细|有关|相关|的|之[一二三四五六七八九十])*(?:解读|图解|问答|图说|答问|答记者问)(?:材料|稿|文章|版|[一二三四五六七八九十\d])?)"  # noqa: E501
_READ_FIRST = (
    r"(?:(?:一图|一文|一分钟)?(?:读懂|看懂|了解)|图解|图说|解读|政策解读|政策图解|政策问答|[^\ue000《]{0,6}解读)"
)
_ASK = r"(?:再次|向社会|面向社会|公开|广泛|征求|征集)*(?:征求|征集)"
_PEOPLE = r"(?:社会|公众|公民|群众|各界|各方)*"
_PAPER = r"(?:的?(?:公告|通知|通告|启事|函))?"
_OUTCOME = (
    r"(?:征集|采纳|处理|反馈|收集|办理|公布|公示|回应|汇总|吸收|情况|结果|报告|公告|通告|说明|与|和|及|的|建议|未)*"
)
_DRAFT = r"(?:(?:的|\()?(?:修订|修正)?(?:草案|征求意见稿|送审稿)\)?)?"

# Kind word → (a word without which it cannot be, the frame around the title). The first that fits wins.
FRAMES: tuple[tuple[str, tuple[str, ...], str], ...] = (
    (
        "结果",
        ("结果", "采纳", "反馈", "处理", "回应", "情况"),
        rf"^(?:{LEAD})X{_DRAFT}(?:{_ASK})?{_PEOPLE}意见(?:建议)?(?=.*(?:结果|采纳|反馈|处理|回应|情况)){_OUTCOME}$",
    ),
    (
        "征求意见",
        ("意见",),
        rf"^(?:[^{SLOT}]{{2,30}})?(?:关于)?{_ASK}(?:对)?X{_DRAFT}(?:的)?{_PEOPLE}意见(?:建议)?{_PAPER}$",
    ),
    (
        "征求意见",
        ("征求", "征集"),
        rf"^(?:{LEAD}|[^{SLOT}]{{2,30}}关于)X{_DRAFT}(?:{_ASK}{_PEOPLE}意见(?:建议)?|意见征[求集]){_PAPER}$",
    ),
    ("说明", ("说明",), rf"^{LEAD}X{_DRAFT}(?:的)?(?:起草|编制|修订|制定|修改|情况|的)*说明(?:\(.*\))?$"),
    ("解读", ("解读", "图解", "问答", "图说", "答问", "答记者问"), rf"^{LEAD}X{_READ}(?:[:(-].*)?$"),
    ("解读", ("解读", "图解", "读懂", "看懂", "图说", "了解", "问答"), rf"^{_READ_FIRST}[:-]?(?:关于)?X{TAIL}$"),
    ("附件", ("申请表", "登记表"), rf"^{LEAD}X(?:的)?(?:申请表|登记表){TAIL}$"),
)
# Texts without any of these are of no kind: most.
KIND_HINT = expression("意见|说明|解读|图解|问答|图说|读懂|看懂|了解|申请表|登记表|征集")
DECORATION_HINT = expression(r"[.\d]|word|pdf|excel|ofd|图\)|文\)")
# Without 《》 some frames would eat into plain titles (居家适老化改造申请说明): there they must be plainer.
UNQUOTED_GUARD = {
    "说明": expression(r"(?:起草|编制|修订|制定)说明(?:\(.*\))?$|(?:草案|稿)\)?的?说明$"),
    "附件": expression(r"(?!)"),
    "解读": expression(r"(?:解读|图解|问答)|^一[图文]"),
}

_GENERIC_WORDS = (
    "点击|单击|点此|请|可|详见|详情|详细|具体|查看|查阅|下载|浏览|阅读|打开|进入|访问|了解|附件|附表|附图|附录|附|原文|全文|正文|文本|文件|文档|内容|"
    "更多|这里|此处|此|链接|网址|网站|地址|相关|有关|信息|政策|通知|公告|公示|通告|解读|图解|问答|草案|说明|结果|反馈|情况|上一篇|下一篇|上一页|下一页|"
    "上页|下页|首页|尾页|返回|顶部|回到|列表|目录|在线|申请|办理|预约|表格|表|样表|模板|图片|视频|电子版|扫描件|新闻|动态|工作|要闻|指南|办事|服务|机构|职能|"
    "年度|报告|年报|统计|数据|规划|计划|财政|预算|决算|人事|招聘|征求|征集|意见|公众|社会|群众|采纳|回应|公开|政务|政府|专栏|专题|栏目|其他|其它|全部|标题|来源|历史|最新|版本|本站|官网|"
    "pdf|word|excel|doc|docx|xls|xlsx|ofd|more|here|click|download|view|的|和|与|及|中|年|月|日|第|期|批|条|号|版"
)
GENERIC = expression(rf"^(?:{_GENERIC_WORDS}|[\d一二三四五六七八九十\W_])+$")

# The endings by which a name is the name of a paper.
FORMAL = expression(
    r"(?:法|法典|条例|规定|办法|细则|规则|规程|决定|决议|解释|批复|复函|意见|通知|公告|通告|公报|方案|计划|规划|纲要|预案|制度|指南|目录|清单|"
    r"标准|规范|章程|公约|协定|议定书|条约|守则|措施|报告|年报|修正案|办事指引|指引|要点|安排|实施意见|补充规定|令|名录)[一二三四五六七八九十\d]{0,2}$"
)

# 以下简称《办法》: the paper at hand, by its ending alone.
SHORTHAND = expression(
    rf"^(?:本|该|新|旧|原|暂行|试行|管理|实施|若干|有关|工作|补充|修订)*(?:书|表|{FORMAL.pattern[:-1]})$"
)

_HAN_ANY = expression(r"[\u4e00-\u9fff]")
_HAN = r"[\u4e00-\u9fff]"
_BEFORE = r"[^\W\d_a-z的和与于对在为及等以或]"
REGION = (
    rf"{_BEFORE}{{2,8}}?(?:省(?![级道际略属力])|自治区|自治州|特别行政区|(?<![城超夜上股集])市(?![场民容政级话值售面区内外直])|"
    r"(?<![各])县(?![级城域道])|(?<![胜特护发验小社景校库厂牧地辖片灾疫贸业作城市分])区(?![域别间块分位划级])|街道|"
    r"(?<![名城村乡集])镇(?![村])|自治县|自治旗)"
)
AGENCY = (
    r"(?:国务院|最高人民法院|最高人民检察院|全国人民代表大会|人民代表大会|常务委员会|人大常委会|人民政府|办公厅|办公室|办事处|"
    rf"{_HAN}{{1,10}}?(?:总局|局|委员会|厅|部|委|法院|检察院|署|中心|领导小组))"
)
PLACE = expression(
    rf"^(?!关于|实施|修改|修正|修订|废止|批准|学习|国家|全国|城市|农村|城乡)(?:{REGION})+(?:(?:人民代表大会|常务委员会|人大常委会|人民政府|办公厅|办公室|办事处|{_HAN}{{1,8}}?局|{_HAN}{{1,10}}?委员会)(?!的))*"
)  # noqa: E501
DROPPED = expression(rf"^(?:中华人民共和国|{REGION}|{AGENCY}|关于|、)+$")
YEARS = expression(r"(?<!\d)((?:19|20)\d\d)(?!\d)(?:年度|年)?")

# What says that an old paper is meant.
HISTORIC = expression(
    r"历史|废止|失效|沿革|修[订改正]前|替代|取代|停止执行|已修[改订]|旧版|旧规|[曾已]被|原(?!文|则|因|件|始|料|告|来|有|理|点|址|创|籍)|不再"
)

KIND_SAID = {
    "解读": expression(r"解读|图解|问答|读懂|看懂|图说|答记者问"),
    "草案": expression(r"草案|征求意见|意见稿|送审稿|征集意见|稿"),
    "说明": expression(r"说明"),
    "征求意见": expression(r"征求|征集|意见"),
    "结果": expression(r"结果|采纳|反馈|意见"),
    "附件": expression(r"附件|表|附"),
}


def clean(text: str) -> str:
    """One form of everything that editors write in several: widths, blanks, brackets, dashes, case."""
    return normalize("NFKC", text).lower().translate(_ONE_FORM)


def key(text: str) -> str:
    """What of a cleaned title tells it from others: no signs, no 中华人民共和国, no 关于 in front."""
    short = text.translate(_SILENT)
    return short.replace("中华人民共和国", "").removeprefix("关于") or short


def has_han(text: str, least: int) -> bool:
    """Whether a text has at least so many Chinese characters."""
    return len(_HAN_ANY.findall(text)) >= least


def number(text: str) -> int:
    """A numeral, Arabic or Chinese (十二 → 12); 0 where it is none."""
    return int_of(text) or 0
