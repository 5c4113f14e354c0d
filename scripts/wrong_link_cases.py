"""Made-up links between pages with real titles, good and wrong, for measure_wrong_links.py.

The ground truth is made, not observed. ``plain`` is this file's own notion of when two titles are the same: it must not
borrow the engine's reading of titles, or both would share their mistakes.
"""

from __future__ import annotations

import hashlib
import random
import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from rapidfuzz import fuzz, process

from disclosure.links.wrong import Target

_DATED = re.compile(r"\((\d{4})-\d\d-\d\d\)$")
_MENTION = re.compile(r"《([^《》\n]{4,80})》")
_ENDING = re.compile(
    r"(?:法|条例|规定|办法|细则|规则|决定|解释|意见|通知|批复|规范|标准|目录|纲要|公约|法典|决议|议定书)(?:（.{1,3}）)?$"
)
_REGION = re.compile(r"^[\u4e00-\u9fff]{2,4}?(?:省|市)")
_REGIONS = ("济南市", "青岛市", "南京市", "苏州市", "四川省", "湖北省", "武汉市", "西安市", "福建省", "厦门市")


@dataclass(frozen=True)
class Case:
    """One made-up link: its class, text and target, and for wrong ones the pages that may have been meant."""

    group: str
    text: str
    target: Target
    meant: tuple[str, ...] = ()
    context: str = ""


def read_titles(source: Path) -> tuple[list[str], list[str]]:
    """The titles (dated ones keep their date), and the 《…》 mentions found in the texts."""
    if source.is_file():
        return sorted(set(source.read_text("utf-8").split("\n")) - {""}), []
    titles: dict[str, None] = {}
    mentions: dict[str, None] = {}
    for file in sorted(source.rglob("*.md")):
        text = file.read_text("utf-8")
        heading = re.search(r"^# (.+)$", text, re.MULTILINE)
        date = _DATED.search(file.stem)
        titles["".join((heading[1] if heading else file.stem).split()) + (f"（{date[1]}年）" if date else "")] = None
        mentions |= {found.replace("〈", "《").replace("〉", "》"): None for found in _MENTION.findall(text)}
    known = {plain(title) for title in titles}
    for mention in sorted(mentions):
        if _ENDING.search(mention) and len(plain(mention)) >= 6 and plain(mention) not in known:
            titles[mention] = None
            known.add(plain(mention))
    return sorted(titles), sorted(mentions)


def plain(title: str) -> str:
    """A title for comparison by this script: deliberately not the reading of the engine."""
    title = re.sub(r"（\d{4}年）$", "", title)
    return re.sub(r"[《》〈〉<>\s]", "", title).replace("中华人民共和国", "")


def half(title: str) -> str:
    """Which half a title belongs to, for ever."""
    return "test" if hashlib.sha256(title.encode()).digest()[0] % 2 else "tuning"


class Site:
    """Made-up pages around real titles; links are made for those of ``which`` half."""

    def __init__(self, titles: list[str], chance: random.Random, which: str) -> None:
        self.chance = chance
        self.which = which
        self.pages: list[Target] = []
        self.companions: dict[str, dict[str, Target]] = defaultdict(dict)
        self.versions: dict[str, list[Target]] = defaultdict(list)
        self.namesakes: dict[str, list[Target]] = defaultdict(list)
        self.main: list[Target] = []
        taken = {plain(title) for title in titles}
        for title in titles:
            self._add_main(title, taken)
        for page in list(self.main):
            if chance.random() < 0.25:
                self._add_companions(page)

    def chosen(self, page: Target) -> bool:
        """Whether links to this page are made: its title is of the half that is measured."""
        return self.which == "both" or half(plain(page.title)) == self.which

    @property
    def chosen_main(self) -> list[Target]:
        """The pages of real titles that links are made to."""
        return [page for page in self.main if self.chosen(page)]

    @property
    def chosen_companions(self) -> dict[str, dict[str, Target]]:
        """The companions of these pages."""
        return {
            page.address: self.companions[page.address] for page in self.chosen_main if page.address in self.companions
        }

    def _add(self, title: str, **more: object) -> Target:
        target = Target(f"p{len(self.pages):05}.html", title, **more)  # type: ignore[arg-type]
        self.pages.append(target)
        return target

    def _add_main(self, title: str, taken: set[str]) -> None:
        chance, number = self.chance, ""
        if chance.random() < 0.3:
            office = chance.choice("沪京浙鲁豫渝粤") + "府" + chance.choice("规发办")
            number = f"{office}〔{chance.randint(2005, 2024)}〕{len(self.main) + 1}号"
        page = self._add(title, doc_no=number)
        self.main.append(page)
        name = re.sub(r"（\d{4}年）$", "", title)
        self.versions[plain(name)].append(page)
        dated = re.search(r"（(\d{4})年）$", title)
        if dated and chance.random() < 0.3:
            other = int(dated[1]) - chance.randint(2, 9)
            if not any(str(other) in page.title for page in self.versions[plain(name)]):
                self.versions[plain(name)].append(self._add(f"{name}（{other}年）"))
        region = _REGION.match(name)
        if region and chance.random() < 0.4:
            other_name = chance.choice(_REGIONS) + name[region.end() :]
            if plain(other_name) not in taken:
                taken.add(plain(other_name))
                self.namesakes[page.address].append(self._add(other_name))

    def _add_companions(self, page: Target) -> None:
        name = re.sub(r"（\d{4}年）$", "", page.title)
        chance = self.chance
        forms = {
            "解读": ("《{}》解读", "《{}》政策解读", "一图读懂《{}》", "{}解读"),
            "草案": ("{}（草案）", "{}（征求意见稿）", "《{}（草案）》"),
            "说明": ("《{}（草案）》起草说明", "关于《{}（草案）》的说明", "《{}》编制说明"),
            "征求意见": ("关于公开征求《{}（草案）》意见的公告", "《{}（征求意见稿）》公开征求意见的公告"),
            "结果": (
                "《{}（草案）》征求意见结果公布",
                "《{}》公众意见采纳情况",
                "关于《{}（草案）》公开征求意见情况的反馈",
            ),
        }
        for kind, names in forms.items():
            self.companions[page.address][kind] = self._add(chance.choice(names).format(name))
        for number in (1, 2):
            label = chance.choice(
                (
                    f"附件{number}",
                    f"《{name}》附件{number}",
                    f"附件{'一二'[number - 1]}：{name}{'申请表实施清单'[3 * number - 3 : 3 * number]}",
                )
            )
            self.companions[page.address][f"附件{number}"] = self._add(
                label, kind="附件", number=number, parent=page.address
            )


def good_links(site: Site, mentions: list[str]) -> Iterator[Case]:
    """Links that lead where they say."""
    chance = site.chance
    for page in site.chosen_main:
        title = page.title
        name = re.sub(r"（\d{4}年）$", "", title)
        alone = len(site.versions[plain(name)]) == 1
        yield Case("exact", title, page)
        yield Case("quoted", f"《{name}》", page)
        yield Case("prefixed", f"《中华人民共和国{plain(name)}》" if "中华" in title else f"《{name}》全文", page)
        yield Case("wrapped", chance.choice(WRAPPERS).format(name), page)
        if site.which != "tuning":
            yield Case("wrapped, unseen", chance.choice(UNSEEN_WRAPPERS).format(name), page)
        yield Case("article", f"《{name}》第{chance.choice(['三十', '五', '十二'])}条", page)
        yield Case("file", f"{name}.{chance.choice(['pdf', 'docx'])}（{chance.randint(20, 900)}KB）", page)
        if len(name) > 14:
            yield Case("truncated", name[: chance.randint(10, len(name) - 2)] + "…", page)
        if (region := _REGION.match(name)) and not _other_bears(site, name[region.end() :]):
            yield Case("region dropped", name[region.end() :], page)
        if alone and title != name:
            yield Case("year", f"《{name}》{title[len(name) :]}", page)
        if len(name) > 12:
            gap = chance.randint(3, len(name) - 8)
            words = name[:gap] + name[gap + chance.randint(1, 3) :]
            if not _other_bears(site, words):
                yield Case("words left out", words, page)
        yield Case("generic", chance.choice(GENERIC), page)
        if page.doc_no:
            yield Case("document number", f"《{name}》（{page.doc_no}）", page)
            yield Case("document number", page.doc_no, page)
        yield Case("talk", chance.choice(TALK).format(name), page)
    yield from _good_companions(site)
    yield from _real_mentions(site, mentions)


def _good_companions(site: Site) -> Iterator[Case]:
    by_address = {page.address: page for page in site.pages}
    for address, pages in site.chosen_companions.items():
        name = re.sub(r"（\d{4}年）$", "", by_address[address].title)
        for kind, page in pages.items():
            yield Case("companion exact", page.title, page)
            text = f"{kind}：{name}" if kind.startswith("附件") else site.chance.choice(KIND_TEXTS[kind]).format(name)
            yield Case("companion", text, page)
            if not kind.startswith("附件"):
                yield Case("companion by context", f"《{name}》", page, context=f"{KIND_CONTEXT[kind]}《{name}》。")
        yield Case("bare attachment", "附件2", pages["附件2"])


def _real_mentions(site: Site, mentions: list[str]) -> Iterator[Case]:
    """《…》 as the statutes' own authors wrote them, to the page of that name."""
    pages = {name: found[0] for name, found in site.versions.items()}
    for mention in mentions:
        if (page := pages.get(plain(mention))) and site.chosen(page):
            yield Case("real mention", f"《{mention}》", page)


def _other_bears(site: Site, name: str) -> bool:
    return plain(name) in site.versions


WRAPPERS = (
    "点击查看《{}》全文",
    "关于印发《{}》的通知",
    "详见《{}》",
    "下载：《{}》",
    "{}（全文）",
    "某市人民政府关于公布《{}》的公告",
    "根据《{}》的规定",
    "《{}》（试行）",
)  # noqa: E501
UNSEEN_WRAPPERS = (
    "请参阅《{}》",
    "【原文】《{}》",
    "《{}》（点击打开）",
    "政策全文：{}",
    "《{}》[PDF版]",
    "1. {}",
    "市政府办公室关于转发《{}》的通知",
    "学习贯彻《{}》",
    "对照《{}》要求",
)  # noqa: E501
GENERIC = (
    "点击查看",
    "详见",
    "附件",
    "下载",
    "原文",
    "更多",
    "这里",
    "上一篇",
    "政策解读",
    "查看全文",
    "PDF下载",
    "相关文件",
)
TALK = ("《{}》实施一周年回顾", "专家谈《{}》的五个亮点", "《{}》修订座谈会召开", "《{}》和配套规定")
KIND_TEXTS = {
    "解读": ("《{}》解读", "《{}》图解", "《{}》政策问答", "一图读懂《{}》"),
    "草案": ("《{}（草案）》", "《{}》（征求意见稿）"),
    "说明": ("《{}》起草说明", "《{}（草案）》的说明"),
    "征求意见": ("《{}》公开征求意见公告", "关于征求《{}》意见的通知"),
    "结果": ("《{}》征求意见结果", "《{}》意见采纳情况"),
}
KIND_CONTEXT = {
    "解读": "政策解读：",
    "草案": "草案全文：",
    "说明": "起草说明：",
    "征求意见": "公开征求意见：",
    "结果": "意见采纳情况：",
}


def wrong_links(site: Site) -> Iterator[Case]:
    """Links that lead elsewhere, with the page that was meant."""
    chance = site.chance
    nearest = _neighbours(site.main)
    for page in site.chosen_main:
        name = re.sub(r"（\d{4}年）$", "", page.title)
        text = chance.choice(
            (f"《{name}》", name, f"点击查看《{name}》全文", f"关于印发《{name}》的通知", f"《{name}》第五条")
        )
        other = chance.choice(site.main)
        meant = tuple(version.address for version in site.versions[plain(name)])  # the text says no year
        if plain(other.title) != plain(page.title):
            yield Case("random", text, other, meant)
        if near := nearest.get(page.address):
            yield Case("nearest title", text, near, meant)
        for namesake in site.namesakes[page.address]:
            yield Case("other region", text, namesake, meant)
            yield Case("other region", f"《{namesake.title}》", page, (namesake.address,))
        if page.doc_no and other.doc_no and other is not page:
            yield Case("document number", page.doc_no, other, (page.address,))
            yield Case("document number", f"《{name}》（{other.doc_no}）", page, (other.address,))
    for versions in site.versions.values():
        for one in versions:
            for two in versions:
                if site.chosen(one) and one is not two and "年）" in one.title and "年）" in two.title:
                    yield Case("other version", one.title, two, (one.address,))
    yield from _wrong_companions(site)


def _wrong_companions(site: Site) -> Iterator[Case]:
    by_address = {page.address: page for page in site.pages}
    addresses = list(site.companions)
    for address, pages in site.chosen_companions.items():
        main, chance = by_address[address], site.chance
        name = re.sub(r"（\d{4}年）$", "", main.title)
        for kind in KIND_TEXTS:
            text = chance.choice(KIND_TEXTS[kind]).format(name)
            yield Case("wrong kind: main", text, main, (pages[kind].address,))
            other = chance.choice([other for other in KIND_TEXTS if other != kind])
            yield Case("wrong kind: companion", text, pages[other], (pages[kind].address,))
            yield Case("wrong kind: not main", f"《{name}》", pages[kind], (main.address,))
            elsewhere = site.companions[chance.choice(addresses)][kind]
            if elsewhere is not pages[kind] and plain(name) not in plain(elsewhere.title):
                yield Case("other paper's companion", text, elsewhere, (pages[kind].address,))
        yield Case("wrong attachment", "附件2", pages["附件1"], (pages["附件2"].address,))
        yield Case("wrong attachment", f"附件1：{name}", pages["附件2"], (pages["附件1"].address,))


def _neighbours(pages: list[Target]) -> dict[str, Target]:
    """For each page the page with the most similar title."""
    names = [plain(page.title) for page in pages]
    near = {}
    for position, page in enumerate(pages):
        for name, _, found in process.extract(names[position], names, scorer=fuzz.ratio, limit=3):
            if name != names[position]:
                near[page.address] = pages[found]
                break
    return near
