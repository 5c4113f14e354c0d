"""Whether an answer holds a fact: something that the person who asked did not know and can act on.

No list of phrases can name all ways of saying nothing. So two things must come together before an answer is doubted:
it speaks in the general words of offices (推进, 统筹, 情况, 规定 …) or only wishes, and no part has a sign of a fact: a
number, a day or a time, a yes or no, a condition, who does it, a paper to bring. Without such general words an answer
is taken to say something, whatever it says: ``抽签。`` is one.
"""

from __future__ import annotations

from collections.abc import Iterator
from unicodedata import normalize

from disclosure.expressions import expression
from disclosure.findings import Severity
from disclosure.records.questions import Question
from disclosure.rules.answers import Says, says
from disclosure.rules.framework import Context, Fault, rule
from disclosure.rules.questions import pasted


@rule("QUE-014", "答复有实在的内容", on=Question, basis=("本办制度/22",), severity=Severity.WARNING)
def answers_hold_a_fact(question: Question, context: Context) -> Iterator[Fault]:
    """An answer tells something that the person who asked can act on, or names the clause on which it rests.

    Bad:  answer: 出资问题比较复杂，需要综合考虑各方面因素。
    Good: answer: 由业主自己商量，政策不作统一规定。
    """
    answer = question.answer
    if answer is None or question.private or question.cites or question.key in context.register.once(pasted):
        return
    if says(answer) is Says.ANSWERS and not holds_fact(answer):
        message = "这条答复里看不出能不能、多少、什么时候、由谁办。"
        yield question.place("answer"), message, "请补一句实在的：能还是不能、数目、日期、条件或者由谁办。"


_PART = expression(r"[。！？!?；;\n，,：:\s]+")
_SHORT = 3  # signs of a part that decides nothing
_LONG = 14  # signs of an answer that would tell a fact if it had one

# General words: what offices want, feel and always do, and the nouns that go with it.
_GENERAL_WORDS = """
重视 关注 关心 关切 关爱 关怀 牵挂 惦记 理解 体谅 支持 配合 感谢 谢谢 感激 希望 期待 欢迎 努力
尽力 竭力 竭尽 所能 力所能及 全力 着力 推进 推动 统筹 协调 沟通 化解 促进 维护 优化 健全 完善
改进 改善 加强 加大 强化 深化 提升 提高 落实 督促 规范 引导 跟踪 跟进 汇总 梳理 研究 考虑 综合
分析 研判 论证 评估 探索 谋划 记录 采纳 吸收 吸纳 借鉴 反映 汇报 妥善 解决 执行 遵照 严格 依法
依规 合规 争取 抓紧 办结 早日 尽快 尽早 适时 视情 后续 今后 下一步 一直 始终 正在 陆续 不断
逐步 进一步 积极 充分 十分 非常 高度 较为 比较 一定程度 客观 合理 问题 情况 情形 工作 事项 方面
因素 实际 精神 标准 要求 规定 政策 制度 机制 措施 举措 方法 方式 水平 质量 服务 权益 保障 环境
成因 原因 进展 计划 安排 意见 建议 诉求 感受 心情 责任 重点 重要 代表性 普遍 复杂 专业 具体
相关 有关 各方 各项 不便 歉意 抱歉 大家 共同 一起 和谐 文明 美好 幸福 满意 放心 信心 有序 平稳
稳步 扎实 切实 认真 耐心 细致 为准 参照 公开 透明 有限 踊跃 参与 涉及 面广 判断 查明 核查 心上
时刻
"""
_GENERAL = expression("|".join(_GENERAL_WORDS.split()))

# Words that hold a sign and mean nothing of the kind; they are taken out before signs are looked for.
_NO_SIGN = expression(
    "不便|不断|不同|不懈|不遗余力|不少|无不|义不容辞|必不可少|所能|力所能及|尽可能|可能|功能|职能|能力|能动|"
    "一直|一定|一起|一如既往|一视同仁|进一步|下一步|第一时间|千家万户|多方面|各方面|一系列|统一|一点|有关|有序|有效|所有|"
    "每一[份位个]|一套|一道|同样|会不会|机会|社会|才能|刚才|人才|要求|重要|主要|需要|想要|如期|近期|长期|定期|日常|日益|早日|时时刻刻|适时|及时|"
    "按照|按规定|按要求|按程序|按标准|后续|今后|先后|优先"
)
_FACT = expression("|".join((
    # numbers, days, times
    r"[0-9]",
    r"[一二三四五六七八九十百千两半几][个份次天日年月周号户人岁层元倍成条项件张米点楼孩季批种类家套本辆根]|[一二三四五六七八九十百千两半几](?:小时|分钟|刻钟|礼拜|星期|平方)",
    r"[一二三四五六七日末]月|周[一二三四五六日末]|星期|礼拜|当[天日月年场晚]|[上下本这每隔次去今明后]个?[周月年季批天]|月[初底]|年[初底]|季度|"
    r"[春五中国元]节|国庆|元旦|端午|清明|重阳|工作日|节假日|[上下]午|[早晚]上|夜[里间]|白天|中午|全天|随时|立即|马上|即时",
    # yes and no
    r"^(?:[会对是有]|没有)的?$|^(?:能|行|算|要|得|都|只|没有)(?!.{0,3}(?:根据|看|关注|视))",
    r"不(?:行|能(?!一概)|可|用|收|看|算|许|准|得|予|再|受|享|属|包|含|分|限|计|退|交|发|给|换|必|需|要|在|是|作|占|影响)|没(?:有|满|到|交|领|办|签)|未(?:满|经|交|领|办|签|达)|无(?:需|须|法|权|效)",
    r"可以|可[用凭持按由向到在]|[就才便]行|允许|禁止|有权|应当|必须|有效|作废|不收费|免费|免[交收]|减半|减免|全额|报销|照常|照旧|一样",
    # conditions, order, measure
    r"[满凭]|(?<![支主坚保扶秉维把])持(?!续|久|之)|带(?!头|动|来|领)|低于|高于|超过|不足|以[内外上下]|之[前后]|以[前后]|[^今先落]后[^续]|只要|除了|除外|如果|一旦|否则|的就|的话|的，?算|"
    r"按[月年季次户人天日层份比例先抽面]|照.{1,6}算",
    r"(?<!^)就(?!业|近|此|读|职|地|医|您|该|有关|相关|目前)|(?<![人方刚])才(?!能|华)|都(?:能|可|算|要|不|行|得)|也[收行能算可要不发给]|被|禁|别(?!的|有|无|人)|按.{1,6}[发收交算办]|"
    r"[东南西北]侧|旁边|对面|隔壁|门口|楼下|里面|自[己费付](?=[^的])|取消|停[发办用收]|恢复|改[为成到由]|新增|延长|缩短|提前|推迟|里有|上有",
    # who, where
    r"(?:[找归](?!纳|类|根|结)|由(?!于|此|来)|问(?!题)|向(?!好|往|上)|跟(?!踪|进|上))(?!.{0,6}(?:部门|单位|各方|大家|有关|相关|专人|工作人员|您|你))[\u4e00-\u9fff]{2}|到.{1,8}[处厅站点室楼所会口心里局院店]",
    # papers and the like
    r"[证表书册簿单卡票章本]$|[证表书册簿单卡票][、和或]|证明|合同|复印件|照片|发票|原件|户口|窗口|网上|小程序|二维码|抽签|摇号|排队|登记|上门",
)))  # fmt: skip


_FIRST_THEN = expression("先[^先]{1,30}再(?!接再厉)")
# Whoever wishes, promises or admonishes.
_SPEAKS = expression(
    "希望|期盼|盼望|愿[^意]|相信|大家|人人|请.{0,4}(?:谅|留意|放|耐心|珍|自觉|树牢|以大局)|(?<![委员大工])[会将](?!员|议|所|计|来|近)"
)


def holds_fact(answer: str) -> bool:
    """Whether some part of an answer has a sign of a fact, or there is nothing in it of which to doubt that."""
    parts = [part for part in _PART.split(normalize("NFKC", answer)) if part]
    if any(_FACT.search(_NO_SIGN.sub("", part)) for part in parts) or _FIRST_THEN.search(answer):
        return True
    general = [bool(_GENERAL.search(part)) for part in parts if len(part) > _SHORT]
    is_long = sum(map(len, parts)) >= _LONG
    return not (general and all(general)) and not (is_long and (any(general) or _SPEAKS.search(answer)))
