"""Made-up notices of a subdistrict and links to them, for measure_wrong_links.py: what a wrong link means is nowhere.

Each page is a record's; each wrong link changes one fact of a name (kind, number, version, season, road …) to one that
no page of the site has, so that only the target's own facts can tell. The words fall into two halves like the titles.
"""

from __future__ import annotations

import random
from collections.abc import Iterator

from disclosure.links.wrong import Target
from wrong_link_cases import Case

_ROADS = {
    "tuning": ("柳溪路", "古槐路", "望江南路", "春申路", "银杏东路", "梅园路"),
    "test": ("石桥路", "桂花西路", "迎宾大道", "青年街", "虹梅路", "漕宝北路"),
}
_SEASONS = {"tuning": ("春季", "夏季", "冬季"), "test": ("秋季", "春节", "国庆")}
_TOPICS = {
    "tuning": ("夜间养护", "垃圾分类督导", "助餐点调整", "河道清淤", "非机动车停放整治", "老旧小区加装电梯"),
    "test": ("树木修剪", "楼道消防检查", "图书馆开放", "灭蚊消杀", "二次供水水箱清洗", "居民健身步道维修"),
}
_PAPERS = {
    "tuning": ("停车位共享管理办法", "志愿服务积分实施细则", "社区微更新工作方案", "公共场地使用规定"),
    "test": ("宠物文明饲养公约", "楼组长聘任办法", "沿街店招设置规范", "社区食堂补贴实施细则"),
}
_TYPES = ("通知", "公告", "通告")


def notice_site(half: str, seed: int) -> list[Target]:
    """The pages: notices with a road and a season, papers with a number and a year, their companions and forms."""
    chance = random.Random(seed)
    pages: list[Target] = []
    for number, topic in enumerate(_TOPICS[half] * 4):
        road, season = chance.choice(_ROADS[half][:3]), chance.choice(_SEASONS[half][:2])
        title = f"关于{road}{season}{topic}的{chance.choice(_TYPES)}"
        if title not in [page.title for page in pages]:
            pages.append(_record(f"n{number}", title, doc_no=f"柳办〔2025〕{number + 1}号" if number % 2 else ""))
    for number, name in enumerate(_PAPERS[half]):
        pages += _paper(number, name, 2022 + number % 3)
    return pages


def _paper(number: int, name: str, year: int) -> Iterator[Target]:
    """A paper with its attachments; every second has an interpretation."""
    address = f"p{number}"
    document = f"柳办规〔{year}〕{number + 40}号"
    yield _record(address, f"柳溪街道{name}（{year}年修订）", doc_no=document, kind="正文")
    if number % 2:
        yield _record(f"{address}-read", f"《柳溪街道{name}》政策解读", kind="解读")
    for count, what in ((1, f"{name}申请表"), (2, f"{name}流程图")):
        title = f"附件{count}：{what}"
        yield Target(f"{address}-{count}.pdf", title, "附件", number=count, parent=f"{address}.html")


def _record(key: str, title: str, **more: str) -> Target:
    """A page whose text is known to hold no form."""
    return Target(f"{key}.html", title, recorded=True, form=False, dates=frozenset(("2025",)), **more)  # type: ignore[arg-type]


def good_notices(pages: list[Target], half: str, seed: int) -> Iterator[Case]:
    """Links to these pages as editors write them."""
    chance = random.Random(seed)
    for page in pages:
        bare = page.title.removeprefix("关于")
        yield Case("notice: exact", page.title, page)
        yield Case("notice: quoted", f"《{page.title}》", page)
        yield Case("notice: 关于 left out", bare, page)
        yield Case(
            "notice: generic", chance.choice(("点击查看", "详见", "原文", "附件下载", "政策解读", "申请表")), page
        )
        if page.doc_no:
            yield Case("notice: number", page.doc_no, page)
            yield Case("notice: number", f"{page.title}（{page.doc_no}）", page)
        if page.title.startswith("关于"):
            yield Case("notice: talk", f"{bare[:-3]}安排", page)
            yield Case("notice: talk", bare[:-3], page)
            yield Case("notice: talk", bare[3:-3] if bare[2] in "路道街" else bare[:-3], page)
        if page.kind == "正文":
            name = page.title.split("（")[0]
            yield Case("notice: paper", f"《{name}》", page)
            yield Case("notice: paper", f"《{name.removeprefix('柳溪街道')}》", page)
            yield Case("notice: paper", f"关于印发《{name}》的通知", page)
            yield Case("notice: version", f"《{name}》{page.title[len(name) :]}", page)
        if page.kind == "解读":
            yield Case("notice: interpretation", page.title.replace("政策", ""), page)
            yield Case("notice: interpretation", page.title.strip("《").replace("》", ""), page)
        if page.kind == "附件":
            yield Case("notice: attachment", f"附件{page.number}", page)
            yield Case("notice: attachment", page.title[4:], page)
            yield Case("notice: attachment", f"{page.title}.docx", page)


def wrong_notices(pages: list[Target], half: str, seed: int) -> Iterator[Case]:
    """Links whose words name what no page is."""
    chance = random.Random(seed)
    papers = [page for page in pages if page.kind == "正文"]
    for page in pages:
        if page.kind == "附件":
            yield from _wrong_attachments(page)
        elif page.kind != "解读":
            core = page.title.removeprefix("关于")[:-3] if page.kind == "" else page.title.split("（")[0]
            yield from _wrong_kinds(page, core, any(core in other.title for other in pages if other.kind == "解读"))
            yield Case("none better: number", f"柳办〔2025〕{chance.randint(100, 200)}号", page)
            yield Case("none better: number", f"{core}（柳办〔2024〕{chance.randint(100, 200)}号）", page)
            paper = chance.choice(papers)
            if paper is not page:
                yield Case("doubt: random", f"《{paper.title.split('（')[0].replace('柳溪', '莲塘')}》", page)
        if page.kind == "正文":
            core, again = page.title.split("（")[0], chance.randint(2016, 2021)
            yield Case("none better: version", f"《{core}》（{again}年修订）", page)
            yield Case("none better: version", f"{core}（{again}年）", page)
        if page.kind == "":
            yield from _other_facts(page, half, chance)


def _wrong_attachments(page: Target) -> Iterator[Case]:
    other = 3 - page.number
    yield Case("none better: attachment", f"附件{page.number + 2}", page)
    yield Case("none better: attachment", f"附件{other}：{page.title[4:]}{'一二'[other - 1]}", page)


_KINDS = ("{}政策解读", "一图读懂{}", "{}（草案）", "{}（征求意见稿）", "{}起草说明", "{}征求意见采纳情况", "{}申请表")


def _wrong_kinds(page: Target, core: str, is_read: bool) -> Iterator[Case]:
    """A paper has its form attached, and some an interpretation: these are somewhere after all."""
    there = [word for word, has in (("读", is_read), ("表", page.kind == "正文")) if has]
    for text in _KINDS:
        if not any(word in text for word in there):
            yield Case("none better: kind", text.format(core), page)


def _other_facts(page: Target, half: str, chance: random.Random) -> Iterator[Case]:
    title = page.title
    road = next(road for road in _ROADS[half] if road in title)
    elsewhere = title.replace(road, chance.choice(_ROADS[half][3:]))
    yield Case("doubt: road", elsewhere, page)
    yield Case("doubt: road", elsewhere.removeprefix("关于")[:-3], page)
    season = next(season for season in _SEASONS[half] if season in title)
    later = {"秋季": "夏季"}.get(season, _SEASONS[half][2])
    yield Case("doubt: season", title.replace(season, later), page)
