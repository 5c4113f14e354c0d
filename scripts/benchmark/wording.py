"""Running text for synthetic documents: varied like an office's own, the same for the same seed, and meaningless."""

from __future__ import annotations

from collections.abc import Sequence
from random import Random

_WHO = ("街道办事处", "各居民委员会", "业主委员会", "物业服务企业", "社区事务受理服务中心", "沿街商户", "社会组织",
        "志愿者队伍", "网格工作站", "综合行政执法队", "社区卫生服务站", "辖区学校")  # fmt: skip
_WHEN = ("每月上旬", "每季度末", "汛期之前", "年底以前", "收到申请以后", "公示期满以后", "节假日前后", "实施过程中",
         "验收合格以后", "方案确定以前")  # fmt: skip
_DO = ("组织排查", "逐项登记", "集中公布", "协商确定", "分批落实", "现场核对", "书面告知", "统一受理", "定期回访",
       "动态调整", "汇总评估", "跟踪督促")  # fmt: skip
_WHAT = ("公共楼道的堆物和照明", "助餐点的菜单和价格", "小区停放点的位置和数量", "适老化改造的对象和标准",
         "防汛物资的种类和存量", "社区活动场地的开放时段", "垃圾投放点的清洁频次", "沿街店铺的招牌和外摆",
         "服务事项的材料和时限", "公共绿地的养护质量", "消防通道的标线和巡查", "居民意见的处理进度")  # fmt: skip
_WHY = ("方便居民查询和监督", "减少重复提交材料", "保证老年人和残疾人能够使用", "消除容易忽视的隐患",
        "使费用和标准清楚可查", "让不同意见都有机会表达", "避免同一问题反复出现", "与区级安排相互衔接")  # fmt: skip
_LINK = ("相关做法见{}。", "此前的安排可以参阅{}。", "与本件配套的是{}，两者一并执行。", "数据口径与{}一致。")
_HEADINGS = ("基本情况", "适用范围", "主要任务", "办理步骤", "工作要求", "经费和保障", "监督检查", "时间安排")
_PARTS = ("核心概念", "关键词", "适用范围", "办事指引", "操作方法")  # of an interpretation
# Words of readers, which no policy uses: an interpretation that repeats its policy would be a finding.
_ASKS = ("住在楼上的老人", "带孩子的家长", "开小店的邻居", "刚搬来的租客", "腿脚不便的人", "上早班的年轻人")
_WISH = ("想知道钱从哪里来", "嫌手续太复杂", "问自己算不算在里面", "弄不清该找谁", "怕白跑几趟", "打听几时轮到自己")
_HINT = ("带上身份证到楼下问一声", "打开手机看一眼进度", "给热线打个电话", "请子女代交", "照着样表抄一遍", "先看名单")
_GOOD = ("当场就有回音", "不用再跑第二趟", "三分钟可以办完", "看不懂有人讲解", "少带一样也先收下", "办不成会说清缘故")
_NUMERALS = "一二三四五六七八"

PLACES = ("平南", "平吉", "古美", "古龙", "东兰", "莲花", "万源", "虹莘", "顾戴", "龙茗")
TOPICS = ("既有住宅修缮", "社区助餐服务", "非机动车停放", "生活垃圾分类", "防汛防台准备", "公共空间更新", "老年教育",
          "社区托育服务", "沿街商业秩序", "楼道消防安全", "文化活动配送", "就业援助服务", "居民议事协商",
          "无障碍设施维护", "绿化养护", "社区健身设施")  # fmt: skip


def body(random: Random, links: Sequence[str]) -> str:
    """A Markdown body of 1.5 to 4 KB: headings, paragraphs, a table, a list, and every one of ``links``."""
    waiting = list(links)
    parts = [_paragraph(random, 2, waiting)]
    sections = random.sample(_HEADINGS, random.randint(2, 5))
    table, points = random.sample(range(len(sections)), 2)
    for number, heading in enumerate(sections):
        parts.append(f"## {_NUMERALS[number]}、{heading}")
        parts.append(_paragraph(random, random.randint(2, 4), waiting))
        if number == table:
            parts.append(_table(random))
        if number == points:
            parts.append("\n".join(f"- {_clause(random)}；" for _ in range(random.randint(3, 4))))
    parts += [random.choice(_LINK).format(link) for link in waiting]
    return "\n\n".join(parts) + "\n"


def interpretation_body(random: Random, links: Sequence[str]) -> str:
    """The same of an interpretation: its parts in the words of readers, and every one of ``links``."""
    waiting = list(links)
    parts = []
    for number, heading in enumerate(_PARTS):
        told = [
            f"{random.choice(_ASKS)}如果{random.choice(_WISH)}，{random.choice(_HINT)}，{random.choice(_GOOD)}。"
            for _ in range(random.randint(3, 4))
        ]
        parts += [f"## {_NUMERALS[number]}、{heading}", "".join(told)]
        if waiting:
            parts.append(random.choice(_LINK).format(waiting.pop(0)))
    return "\n\n".join(parts) + "\n"


def summary(random: Random, title: str) -> str:
    """A sentence or two for the front matter."""
    return f"围绕{title}，说明由谁{random.choice(_DO)}{random.choice(_WHAT)}，{random.choice(_WHY)}。"


def _paragraph(random: Random, length: int, waiting: list[str]) -> str:
    """So many sentences, and the next link that still waits for its place."""
    sentences = [f"{_clause(random)}，{random.choice(_WHY)}。" for _ in range(length)]
    if waiting:
        sentences.insert(random.randint(1, length), random.choice(_LINK).format(waiting.pop(0)))
    return "".join(sentences)


def _clause(random: Random) -> str:
    return f"{random.choice(_WHO)}应当在{random.choice(_WHEN)}{random.choice(_DO)}{random.choice(_WHAT)}"


def _table(random: Random) -> str:
    rows = ["| 事项 | 牵头单位 | 完成时间 | 数量 |", "| --- | --- | --- | ---: |"]
    for _ in range(random.randint(4, 6)):
        cells = (random.choice(_WHAT), random.choice(_WHO), random.choice(_WHEN), random.randint(1, 400))
        rows.append(f"| {cells[0]} | {cells[1]} | {cells[2]} | {cells[3]} |")
    return "\n".join(rows)
