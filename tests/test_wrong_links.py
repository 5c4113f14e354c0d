"""Wrong links: for each reason texts that fire, with the whole verdict, and texts that must stay silent."""

import re
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from disclosure.findings import Place, Severity
from disclosure.links.identity import KIND_WORDS
from disclosure.links.wrong import (
    RULES,
    Index,
    Seen,
    Target,
    WrongLink,
    at_front_page,
    judge,
    judge_attachment,
    no_link_back,
    one_text_two_targets,
    rules,
    two_texts_one_target,
)
from disclosure.links.wrong.forms import holds_form
from disclosure.loading import read_register
from disclosure.records.documents import Document, Validity
from disclosure.records.mentions import mentions
from disclosure.register import Register

ROOT = Path(__file__).resolve().parents[1]

WATER = Target("water.html", "东山市城市供水条例", doc_no="东府规〔2023〕3号")
DOGS = Target("dogs.html", "东山市养犬管理条例", doc_no="东府规〔2023〕5号")
DOGS_READ = Target("dogs-read.html", "遛狗要注意什么：养犬新规问答", kind="解读", interprets="dogs.html")
DOGS_DRAFT = Target("dogs-draft.html", "东山市养犬管理条例（草案）")
DOGS_WHY = Target("dogs-why.html", "《东山市养犬管理条例（草案）》起草说明")
DOGS_ASK = Target("dogs-ask.html", "关于公开征求《东山市养犬管理条例（草案）》意见的公告")
DOGS_SAID = Target("dogs-said.html", "《东山市养犬管理条例（草案）》意见采纳情况")
DOGS_ONE = Target("dogs-1.pdf", "养犬登记申请表", kind="附件", number=1, parent="dogs.html")
DOGS_TWO = Target("dogs-2.pdf", "禁养犬种名录", kind="附件", number=2, parent="dogs.html")
DOGS_OTHER_CITY = Target("dogs-other.html", "西河市养犬管理条例")
WATER_OTHER_CITY = Target("water-other.html", "西河市城市供水条例")
PLAN_2018 = Target("plan-2018.html", "东山市防汛应急预案（2018年修订）")
PLAN_2023 = Target("plan-2023.html", "东山市防汛应急预案（2023年修订）")
REPORT_2023 = Target("report-2023.html", "东山市教育局2023年政府信息公开工作年度报告")
REPORT_2024 = Target("report-2024.html", "东山市教育局2024年政府信息公开工作年度报告")
OLD = Target("old.html", "东山市献血办法", valid=False, replaced_by="new.html")
NEW = Target("new.html", "东山市献血条例")
OLD_READ = Target("old-read.html", "《东山市献血办法》解读", interprets="old.html")
STATE_WATER = Target("state-water.html", "城市供水条例")
FOOD = Target("food.html", "中华人民共和国食品安全法")
FOOD_HERE = Target("food-here.html", "东山市实施《中华人民共和国食品安全法》办法")
FIRST = Target("constitution-1988.html", "中华人民共和国宪法修正案（1988年）")
SECOND = Target("constitution-1993.html", "中华人民共和国宪法修正案（1993年）")
CIVIL = Target("civil.html", "最高人民法院关于《中华人民共和国民法通则》施行时有关房屋问题的意见")
SHIPS = Target("ships.html", "300总吨以下船舶管理规定")
STOP = Target("stop.html", "二次供水水箱清洗停水安排")
COLUMN = Target("policies/", "政策文件", listing=True)
HOME = Target("index.html", "某某街道政务公开", listing=True)
BARE = Target("bare.html", "")

ALL = (
    WATER, DOGS, DOGS_READ, DOGS_DRAFT, DOGS_WHY, DOGS_ASK, DOGS_SAID, DOGS_ONE, DOGS_TWO, DOGS_OTHER_CITY,
    WATER_OTHER_CITY, PLAN_2018, PLAN_2023, REPORT_2023, REPORT_2024, OLD, NEW, OLD_READ, STATE_WATER, FOOD, FOOD_HERE,
    FIRST, SECOND, CIVIL, SHIPS, STOP, COLUMN, HOME, BARE,
)  # fmt: skip


@pytest.fixture(scope="module")
def index() -> Index:
    return Index(ALL)


def meant(target: Target) -> str:
    return f"可能应当链接《{target.title}》（{target.address}）。"


# The text, its target, the rule, what the message adds, and the page that was meant.
WRONG = {
    "another title": ("《东山市养犬管理条例》", WATER, rules.TITLE, "", DOGS),
    "another title, wrapped": ("点击查看《东山市养犬管理条例》全文", STOP, rules.TITLE, "", DOGS),
    "another title, plain": ("东山市养犬管理条例", NEW, rules.TITLE, "", DOGS),
    "another title, an article of it": ("《东山市养犬管理条例》第三条", WATER, rules.TITLE, "", DOGS),
    "another title, cut short": ("东山市实施《中华人民共和国食品安全…", STOP, rules.TITLE, "", FOOD_HERE),
    "another title that holds it": ("《食品安全法》", FOOD_HERE, rules.TITLE, "", FOOD),
    "another title, with the best of its kind": ("《东山市养犬管理条例》起草说明", WATER, rules.TITLE, "", DOGS_WHY),
    "the home page": ("《东山市养犬管理条例》", HOME, rules.TITLE, "", DOGS),
    "the main text for an interpretation": (
        "《东山市养犬管理条例》解读", DOGS, rules.KIND, "，不是同一种材料", DOGS_READ,
    ),
    "an interpretation for the main text": ("东山市养犬管理条例", DOGS_READ, rules.KIND, "，不是同一种材料", DOGS),
    "the draft for the main text": ("东山市养犬管理条例", DOGS_DRAFT, rules.KIND, "，不是同一种材料", DOGS),
    "the main text for the draft": (
        "《东山市养犬管理条例（草案）》", DOGS, rules.KIND, "，不是同一种材料", DOGS_DRAFT,
    ),
    "the explanation for the outcome": (
        "《东山市养犬管理条例》公众意见采纳情况", DOGS_WHY, rules.KIND, "，不是同一种材料", DOGS_SAID,
    ),
    "the consultation for the explanation": (
        "关于《东山市养犬管理条例（草案）》的说明", DOGS_ASK, rules.KIND, "，不是同一种材料", DOGS_WHY,
    ),
    "the main text for an attachment": ("《东山市养犬管理条例》附件2", DOGS, rules.KIND, "", DOGS_TWO),
    "another attachment": ("附件2", DOGS_ONE, rules.NUMBER, "，它是附件1", DOGS_TWO),
    "another attachment, with its name": (
        "附件一：东山市养犬管理条例申请表", DOGS_TWO, rules.NUMBER, "，它是附件2", DOGS_ONE,
    ),
    "another number": ("东府规〔2023〕5号", WATER, rules.DOCUMENT_NUMBER, "，发文字号对不上", DOGS),
    "another number behind the right title": (
        "《东山市城市供水条例》（东府规〔2023〕5号）", WATER, rules.DOCUMENT_NUMBER, "，发文字号对不上", DOGS,
    ),
    "a number that no page has": (
        "《东山市城市供水条例》（东府规〔2021〕9号）", WATER, rules.DOCUMENT_NUMBER, "，发文字号对不上", None,
    ),
    "another version": ("《东山市防汛应急预案》（2023年修订）", PLAN_2018, rules.YEAR, "，年份或版本对不上", PLAN_2023),
    "another year inside the title": (
        "2023年政府信息公开工作年度报告", REPORT_2024, rules.YEAR, "，年份对不上", REPORT_2023,
    ),
    "another year inside the whole title": (
        "东山市教育局2023年政府信息公开工作年度报告", REPORT_2024, rules.YEAR, "", REPORT_2023,
    ),
    "another amendment": ("宪法修正案（1988年）", SECOND, rules.YEAR, "，年份或版本对不上", FIRST),
    "another city": ("《东山市城市供水条例》", WATER_OTHER_CITY, rules.PLACE, "", WATER),
    "a version that no page is of": (
        "《东山市防汛应急预案》（2011年）", PLAN_2018, rules.YEAR, "，年份或版本对不上", None,
    ),
    "a year inside the title that no page is of": (
        "东山市教育局2011年政府信息公开工作年度报告", REPORT_2024, rules.YEAR, "，年份对不上", None,
    ),
    "an interpretation of a paper without one": (
        "《东山市城市供水条例》解读", WATER, rules.KIND, "，不是同一种材料", None,
    ),
    "a draft of a paper without one": ("《东山市城市供水条例（草案）》", WATER, rules.KIND, "，不是同一种材料", None),
    "an outcome of a paper without one": (
        "《东山市城市供水条例》公众意见采纳情况", WATER, rules.KIND, "，不是同一种材料", None,
    ),
    "an attachment that the paper does not have": ("附件3", DOGS_ONE, rules.NUMBER, "，它是附件1", None),
    "an attachment of another number, by another name": (
        "附件1：养犬登记证补领申请表", DOGS_TWO, rules.NUMBER, "，它是附件2", DOGS_ONE,
    ),
    "an attachment of nobody knows what": (
        "附件1：某某条例申请表", Target("x.pdf", "附件2：某某条例申请表二"), rules.NUMBER, "，它是附件2", None,
    ),
    "the state's paper, and a city's": ("《中华人民共和国城市供水条例》", WATER, rules.PLACE, "", STATE_WATER),
    "another city, without a page of the asked one": (
        "《西河市献血条例》", NEW, rules.PLACE, "，地区或机关对不上", None,
    ),
}  # fmt: skip


def shown(text: str) -> str:
    return text[1:-1] if text.startswith("《") and text.endswith("》") else text


@pytest.mark.parametrize("name", WRONG)
def test_a_conflict_is_named_with_the_page_that_was_meant(index, name):
    text, target, rule, why, right = WRONG[name]
    message = f"链接写的是“{shown(text)}”，打开的是《{target.title}》{why}。"
    expected = WrongLink(rule, message, right.address, meant(right)) if right else WrongLink(rule, message)
    assert judge(text, "", target, index) == expected
    assert expected.grade == "error"


# Text, target and what stands around it.
RIGHT = {
    "its own title": ("东山市养犬管理条例", DOGS, ""),
    "its own title, quoted": ("《东山市养犬管理条例》", DOGS, ""),
    "wrapped": ("关于印发《东山市养犬管理条例》的通知", DOGS, ""),
    "a file": ("东山市养犬管理条例.pdf（1.2MB）", DOGS, ""),
    "cut short": ("东山市养犬管理…", DOGS, ""),
    "the city left out": ("养犬管理条例", DOGS, ""),
    "words left out": ("养犬条例", DOGS, ""),
    "its interpretation": ("《东山市养犬管理条例》解读", DOGS_READ, ""),
    "its interpretation, as its own title": ("遛狗要注意什么：养犬新规问答", DOGS_READ, ""),
    "an interpretation, said in front": ("《东山市养犬管理条例》", DOGS_READ, "政策解读：《东山市养犬管理条例》"),
    "a draft, said behind": ("《东山市养犬管理条例》", DOGS_DRAFT, "《东山市养犬管理条例》的草案已经公布"),
    "its attachment": ("附件2", DOGS_TWO, ""),
    "its attachment, named": ("附件2：禁养犬种名录", DOGS_TWO, ""),
    "its attachment, named after it": ("《东山市养犬管理条例》附件2", DOGS_TWO, ""),
    "the paper as an attachment": ("《东山市养犬管理条例》", Target("d.pdf", "", kind="附件", parent="dogs.html"), ""),
    "its number": ("东府规[2023]第5号", DOGS, ""),
    "its number, wordy": ("详见东府规〔2023〕5号", DOGS, ""),
    "its number behind its title": ("《东山市养犬管理条例》（东府规〔2023〕5号）", DOGS, ""),
    "a number inside a title": (
        "转发东府规〔2023〕5号文件的通知", Target("forward.html", "转发东府规〔2023〕5号文件的通知"), "",
    ),
    "its version": ("《东山市防汛应急预案》（2023年修订）", PLAN_2023, ""),
    "no version said": ("《东山市防汛应急预案》", PLAN_2018, ""),
    "its year": ("2023年政府信息公开工作年度报告", REPORT_2023, ""),
    "the state left out": ("《食品安全法》", FOOD, ""),
    "a talk about a paper": ("《东山市养犬管理条例》实施一周年回顾", Target("talk.html", "养犬新规一年间"), ""),
    "two papers at once": ("《东山市养犬管理条例》和《东山市献血条例》", DOGS, ""),
    "a target without a title": ("《东山市养犬管理条例》", BARE, ""),
    "a target with a title that says nothing": ("《东山市养犬管理条例》", Target("x.html", "详情"), ""),
    "a name that no page has": ("东山市粮食储备办法", Target("x.html", "东山市粮食储备与应急管理办法"), ""),
    "the heading of a section": (
        "《东山市养犬管理条例》", Target("water.html", "东山市城市供水条例", aliases=("东山市养犬管理条例",)), "",
    ),
    # False alarms of the first measurements.
    "a title that starts with 关于": (
        "《关于修改〈东山市消防条例〉的决定》", Target("x.html", "关于修改《东山市消防条例》的决定"), "",
    ),
    "关于 left out on one side": (
        "《修改〈东山市消防条例〉的决定》", Target("x.html", "关于修改《东山市消防条例》的决定"), "",
    ),
    "a title with digits": ("《300总吨以下船舶管理规定》", SHIPS, ""),
    "a title with digits, numbered": ("1.300总吨以下船舶管理规定", SHIPS, ""),
    "a title within a title, 施行时": (
        "《最高人民法院关于〈民法通则〉施行时有关房屋问题的意见》", CIVIL, "",
    ),
    "a title within a title": ("《东山市实施《食品安全法》办法》", FOOD_HERE, ""),
    "a year inside the title": ("中华人民共和国宪法修正案（1988年）", FIRST, ""),
    "a year inside the title, quoted": ("《宪法修正案》（1988年）", FIRST, ""),
    "a generic attachment elsewhere": ("附件1", STOP, ""),
}  # fmt: skip


@pytest.mark.parametrize("name", RIGHT)
def test_a_link_that_leads_where_it_says_is_left_alone(index, name):
    text, target, context = RIGHT[name]
    assert judge(text, context, target, index) is None


GENERIC = [
    "点击查看",
    "详见",
    "附件",
    "下载",
    "原文",
    "更多>>",
    "这里",
    "上一篇",
    "查看全文",
    "PDF下载",
    "政策解读",
    "相关文件",
    "《办法》",
    "",
]


@pytest.mark.parametrize("text", GENERIC)
@pytest.mark.parametrize("target", [target for target in ALL if target.valid], ids=lambda target: target.address)
def test_a_text_that_names_nothing_is_never_judged_by_resemblance(index, text, target):
    assert judge(text, "", target, index) is None


@pytest.mark.parametrize(
    "text", ["Installation", "Getting started with projects", "README.md", "2023-05-04", "123456789"]
)
def test_texts_without_chinese_are_left_alone(text):
    index = Index([Target("a.html", "Installation"), Target("b.html", "Getting started with projects")])
    assert [judge(text, "", target, index) for target in index.targets] == [None, None]


def test_a_page_of_just_the_asked_name_is_a_doubt(index):
    message = "链接写的是“城市供水条例”，打开的是《东山市城市供水条例》，名称不完全相同。"
    expected = WrongLink(rules.RESEMBLANCE, message, "state-water.html", meant(STATE_WATER))
    assert judge("《城市供水条例》", "", WATER, index) == expected
    assert judge("城市供水条例", "", WATER, index) == expected
    assert expected.grade == "warning"
    assert judge("《城市供水条例》", "", STATE_WATER, index) is None


def test_a_text_that_resembles_another_page_far_more_is_a_doubt(index):
    message = "链接文字“二次供水水箱清洗停水”更像《二次供水水箱清洗停水安排》，打开的却是《东山市养犬管理条例》。"
    remedy = "请确认链接到了要找的页面；没有错就改写链接文字。"
    assert judge("二次供水水箱清洗停水", "", DOGS, index) == WrongLink(rules.RESEMBLANCE, message, "stop.html", remedy)
    assert judge("二次供水水箱清洗停水", "", STOP, index) is None
    assert judge("停水", "", DOGS, index) is None


def test_a_name_that_no_page_has_and_a_target_of_quite_another_name_are_a_doubt(index):
    message = "链接写的是“南溪县粮食储备办法”，打开的是《东山市养犬管理条例》。"
    remedy = "请确认链接到了要找的页面；没有错就改写链接文字。"
    assert judge("《南溪县粮食储备办法》", "", DOGS, index) == WrongLink(rules.UNKNOWN_TITLE, message, remedy=remedy)
    assert judge("南溪县粮食储备办法", "", DOGS, index) is None


def test_a_city_that_no_page_is_of_is_a_doubt(index):
    message = "链接写的是“北原市献血条例”，打开的是《东山市献血条例》，地区或机关对不上。"
    assert judge("《北原市献血条例》", "", NEW, index) == WrongLink(rules.UNKNOWN_TITLE, message)
    assert judge("《东山区献血条例》", "", NEW, index) is None  # a slip of the keyboard


def test_on_another_papers_page_its_own_count_may_be_meant(index):
    message = "链接写的是“附件3”，打开的是《养犬登记申请表》，它是附件1。"
    assert judge("附件3", "", DOGS_ONE, index, "water.html") == WrongLink(rules.BARE_NUMBER, message)
    assert judge("附件3", "", DOGS_ONE, index, "dogs.html") == WrongLink(rules.NUMBER, message)
    assert judge("附件1", "", DOGS_ONE, index, "water.html") is None


def test_a_title_right_before_a_text_that_names_nothing(index):
    message = "“点击查看”前面写的是《东山市养犬管理条例》，打开的是《二次供水水箱清洗停水安排》。"
    remedy = "请确认链接到了要找的页面，并把文件名写进链接文字。"
    expected = WrongLink(rules.RESEMBLANCE, message, "dogs.html", remedy)
    assert judge("点击查看", "《东山市养犬管理条例》：点击查看", STOP, index) == expected
    assert judge("点击查看", "《东山市养犬管理条例》：点击查看", DOGS, index) is None
    assert judge("点击查看", "根据《东山市养犬管理条例》，现将停水安排公布如下，点击查看", STOP, index) is None
    assert judge("查看", "《东山市养犬管理条例》查看；停水安排查看", STOP, index) is None


REPEALED = WrongLink(
    rules.REPEALED,
    "链接“东山市献血办法”打开的《东山市献血办法》已经废止或失效，文字里没有说明。",
    "new.html",
    "请改链接现行的《东山市献血条例》，或者写明“原”“已废止”。",
)


def test_a_repealed_target_needs_a_word_of_it(index):
    assert judge("《东山市献血办法》", "", OLD, index) == REPEALED
    assert judge("东山市献血办法", "请阅读原文", OLD, index) == REPEALED
    assert judge("《东山市献血条例》", "", NEW, index) is None


@pytest.mark.parametrize(
    ("text", "context", "page"),
    [
        ("《东山市献血办法》（已废止）", "", ""),
        ("原《东山市献血办法》", "", ""),
        ("《东山市献血办法》", "《东山市献血办法》同时废止。", ""),
        ("《东山市献血办法》", "历史文件", ""),
        ("《东山市献血办法》", "", "old-read.html"),
        ("《东山市献血办法》", "", "new.html"),
        ("《东山市献血办法》", "", "old.html"),
    ],
)
def test_a_repealed_target_may_be_meant(index, text, context, page):
    assert judge(text, context, OLD, index, page) is None


def test_a_repealed_target_without_a_successor():
    index = Index([target := Target("a.html", "东山市献血办法", valid=False)])
    message = "链接“点击查看”打开的《东山市献血办法》已经废止或失效，文字里没有说明。"
    remedy = "请在文字里写明“原”“已废止”，或者改链接现行文件。"
    assert judge("点击查看", "", target, index) == WrongLink(rules.REPEALED, message, "", remedy)


FIRST_PAGE = "附件1\n\n养犬登记申请表\n申请人  住址  电话  犬名  品种  免疫证号  养犬地点"
CHECK = "请核对上传的文件是不是放错了。"


def test_an_attachment_with_another_first_page():
    message = "链接写的是“附件2：养犬登记申请表”，附件首页写的是“附件1”。"
    assert judge_attachment("附件2：养犬登记申请表", FIRST_PAGE) == WrongLink(rules.FIRST_PAGE, message, remedy=CHECK)
    message = "链接写的是“物业服务评分标准”，附件首页写的是“附件1”，看不出是同一份材料。"
    assert judge_attachment("物业服务评分标准", FIRST_PAGE) == WrongLink(rules.FIRST_PAGE, message, remedy=CHECK)


@pytest.mark.parametrize(
    "label", ["附件1", "附件1：养犬登记申请表", "养犬登记申请表.docx", "下载", "申请表", "养犬登记表清单"]
)
def test_an_attachment_with_the_right_first_page(label):
    assert judge_attachment(label, FIRST_PAGE) is None


@pytest.mark.parametrize("page", ["", "   \n", "\x00\x01 ?? 1 2 3", "Scan 0001"])
def test_a_first_page_that_could_not_be_read_says_nothing(page):
    assert judge_attachment("物业服务评分标准", page) is None


def seen(page: str, text: str, target: Target | str) -> Seen:
    return Seen(page, text, target if isinstance(target, str) else target.address)


def test_one_text_two_targets_where_one_bears_the_name(index):
    text = "《东山市养犬管理条例》"
    message = "“《东山市养犬管理条例》”在别处链接《东山市养犬管理条例》，这里却链接《二次供水水箱清洗停水安排》。"
    verdict = WrongLink(rules.TWO_TARGETS, message, "dogs.html", "请核对哪一个是对的，统一链接地址。")
    uses = {(text, DOGS.address): 1, (text, STOP.address): 1}
    assert one_text_two_targets(uses, index) == {(text, STOP.address): verdict}


def test_one_text_two_targets_where_custom_decides(index):
    text = "东山市粮食储备办法"
    message = "“东山市粮食储备办法”在别处链接《grain.pdf》，这里却链接《other.pdf》。"
    verdict = WrongLink(rules.TWO_TARGETS, message, "grain.pdf", "请核对哪一个是对的，统一链接地址。")
    assert one_text_two_targets({(text, "grain.pdf"): 12, (text, "other.pdf"): 1}, index) == {
        (text, "other.pdf"): verdict
    }
    assert one_text_two_targets({(text, "grain.pdf"): 9, (text, "other.pdf"): 1}, index) == {}


@pytest.mark.parametrize(
    "links",
    [
        [("点击查看", DOGS), ("点击查看", STOP)],
        [("附件1", DOGS_ONE), ("附件1", Target("other-1.pdf", ""))],
        [("东山市防汛应急预案", PLAN_2018), ("东山市防汛应急预案", PLAN_2023)],
        [("《东山市养犬管理条例》", DOGS), ("《东山市养犬管理条例》解读", DOGS_READ)],
        [("《东山市养犬管理条例》", DOGS), ("《东山市养犬管理条例》", DOGS_DRAFT)],
        [("《东山市养犬管理条例》解读", DOGS), ("《东山市养犬管理条例》解读", DOGS_READ)],
    ],
)
def test_texts_that_may_have_two_targets(index, links):
    assert one_text_two_targets({(text, target.address): 1 for text, target in links}, index) == {}


def test_two_texts_one_target(index):
    right, wrong = seen("a", "《东山市养犬管理条例》", DOGS), seen("a", "《东山市献血条例》", DOGS)
    message = "“《东山市献血条例》”和“《东山市养犬管理条例》”链接到了同一个页面《东山市养犬管理条例》。"
    verdict = WrongLink(rules.TWO_TEXTS, message, "", "请核对其中一个地址是不是复制后忘了改。")
    assert list(two_texts_one_target([wrong, right], index)) == [(wrong, verdict)]


def test_two_attachments_one_file(index):
    one, two = seen("a", "附件1", "x.pdf"), seen("a", "附件2", "x.pdf")
    message = "“附件2”和“附件1”链接到了同一个页面《x.pdf》。"
    verdict = WrongLink(rules.TWO_TEXTS, message, "", "请核对其中一个地址是不是复制后忘了改。")
    assert list(two_texts_one_target([one, two], index)) == [(two, verdict)]


@pytest.mark.parametrize(
    "links",
    [
        [("a", "《东山市养犬管理条例》", DOGS), ("b", "《东山市献血条例》", DOGS)],
        [("a", "《东山市养犬管理条例》", DOGS), ("a", "养犬管理条例", DOGS)],
        [("a", "《东山市养犬管理条例》", DOGS), ("a", "点击查看", DOGS)],
        [("a", "《东山市养犬管理条例》", DOGS), ("a", "《东山市养犬管理条例》第三条", DOGS)],
        [("a", "征求公众意见", DOGS_ASK), ("a", DOGS_ASK.title, DOGS_ASK)],
    ],
)
def test_texts_that_may_share_a_target(index, links):
    assert list(two_texts_one_target([seen(*link) for link in links], index)) == []


def test_interpretations_and_papers_link_to_each_other(index):
    edges = [("dogs-read.html", "dogs.html"), ("old-read.html", "old.html"), ("old.html", "old-read.html")]
    message = "《东山市养犬管理条例》的页面上没有《遛狗要注意什么：养犬新规问答》的链接。"
    verdict = WrongLink(rules.NO_LINK_BACK, message, "dogs-read.html", "请补上链接，方便读者对照阅读。")
    assert list(no_link_back(edges, index)) == [(DOGS, verdict)]
    assert list(no_link_back([*edges, ("dogs.html", "dogs-read.html")], index)) == []


def test_without_records_titles_say_what_interprets_what():
    index = Index([paper := Target("a.html", "东山市献血条例"), read := Target("b.html", "《东山市献血条例》解读")])
    found = [(start, verdict.suggestion) for start, verdict in no_link_back([("a.html", "b.html")], index)]
    assert found == [(read, paper.address)]


def test_the_name_of_the_site_is_no_part_of_titles():
    titles = ["东山市养犬管理条例", "东山市献血条例", "二次供水水箱清洗停水安排"]
    index = Index([Target(f"{number}.html", f"{title} - 某市政务公开") for number, title in enumerate(titles)])
    message = "链接写的是“东山市养犬管理条例”，打开的是《东山市献血条例》。"
    expected = WrongLink(rules.TITLE, message, "0.html", "可能应当链接《东山市养犬管理条例》（0.html）。")
    assert judge("《东山市养犬管理条例》", "", index.known["1.html"].target, index) == expected
    assert judge("《东山市养犬管理条例》", "", index.known["0.html"].target, index) is None


SHARED = [Target(f"{number}.html", "小区停水公告") for number in range(8)]


def test_a_title_that_many_pages_have_tells_none_of_them_but_words_may_name_another():
    index = Index([*SHARED, DOGS])
    message = "链接写的是“东山市养犬管理条例”，打开的是《小区停水公告》。"
    expected = WrongLink(rules.RESEMBLANCE, message, "dogs.html", meant(DOGS))
    assert judge("《东山市养犬管理条例》", "", SHARED[0], index) == expected
    assert judge("《东山市养犬办事指南》", "", SHARED[0], index) is None
    assert judge("小区停水公告", "", SHARED[0], index) is None


def test_a_records_title_is_its_own_however_many_have_it():
    shared = [page._replace(recorded=True) for page in SHARED]
    index = Index([*shared, DOGS])
    message = "链接写的是“东山市养犬管理条例”，打开的是《小区停水公告》。"
    expected = WrongLink(rules.TITLE, message, "dogs.html", meant(DOGS))
    assert judge("《东山市养犬管理条例》", "", shared[0], index) == expected


# Pages of an office, as its records tell, and nothing that fits the words better.
ROAD = Target("road.html", "关于柳溪路夏季夜间养护的通知", recorded=True, dates=frozenset({"2025"}))
BATCH = Target("batch.html", "关于公布2024年第二批助餐点的公告", recorded=True, dates=frozenset({"2024"}))
PERMIT = Target("permit.html", "柳溪街道停车证办理规定", "正文", "柳办规〔2023〕4号", recorded=True, form=False)
PERMIT_ASK = Target("ask.html", "关于征求停车证办理规定意见的公告", "征求意见", recorded=True)
PERMIT_FORM = Target("form.xlsx", "意见反馈用表", parent="ask.html")
OFFICE = (ROAD, BATCH, PERMIT, PERMIT_ASK, PERMIT_FORM)

AGAINST_THE_RECORD = {
    "an interpretation": ("柳溪路夏季夜间养护政策解读", ROAD, rules.KIND, "，不是同一种材料"),
    "a draft": ("停车证办理规定（草案）", PERMIT, rules.KIND, "，不是同一种材料"),
    "an explanation for a consultation": ("停车证办理规定起草说明", PERMIT_ASK, rules.KIND, "，不是同一种材料"),
    "a form": ("停车证申请表", PERMIT, rules.KIND, "，它不是表格，也没有附上表格"),
    "a number where there is none": ("柳办发〔2025〕12号", ROAD, rules.DOCUMENT_NUMBER, "，它没有登记发文字号"),
    "another number": ("柳办规〔2023〕5号", PERMIT, rules.DOCUMENT_NUMBER, "，发文字号对不上"),
    "another number behind some words": (
        "停车证怎么办（柳办规〔2023〕5号）", PERMIT, rules.DOCUMENT_NUMBER, "，发文字号对不上",
    ),
    "another season": ("关于柳溪路冬季除雪的通知", ROAD, rules.OTHER_FACTS, "，季节对不上"),
    "another road": ("望江路夏季夜间养护", ROAD, rules.OTHER_FACTS, "，路名对不上"),
    "another batch": ("2024年第三批助餐点名单", BATCH, rules.OTHER_FACTS, "，期次对不上"),
    "another year": ("2021年助餐点公布情况", BATCH, rules.OTHER_FACTS, "，年份对不上"),
    "a year in a part of its name": ("2022年夏季夜间养护", ROAD, rules.OTHER_FACTS, "，年份对不上"),
    "a year far from its days": ("关于柳溪路2022年夏季夜间养护的通知", ROAD, rules.OTHER_FACTS, "，年份对不上"),
}  # fmt: skip


@pytest.mark.parametrize("name", AGAINST_THE_RECORD)
def test_words_are_held_against_the_targets_own_facts(name):
    text, target, rule, why = AGAINST_THE_RECORD[name]
    verdict = judge(text, "", target, Index(OFFICE))
    assert verdict is not None
    assert (verdict.rule, verdict.suggestion) == (rule, "")
    assert verdict.message == f"链接写的是“{text}”，打开的是《{target.title}》{why}。"


@pytest.mark.parametrize(
    ("text", "target"),
    [
        ("柳溪路夏季夜间养护", ROAD),
        ("柳溪路夜间养护通知", ROAD),
        ("夏季养护安排", ROAD),
        ("2025年夏季夜间养护", ROAD),
        ("柳溪路2024年夏季夜间养护", ROAD),
        ("道路养护通知", ROAD),
        ("政策解读", ROAD),
        ("申请表", ROAD),
        ("第2批助餐点", BATCH),
        ("2024年度助餐点", BATCH),
        ("停车证办理规定（柳办规〔2023〕4号）", PERMIT),
        ("停车证申请表", PERMIT_ASK),
        ("停车证办理申请表", PERMIT_FORM),
        ("停车证办理规定（征求意见稿）", PERMIT_ASK),
        ("停车证办理规定征求意见", PERMIT_ASK),
    ],
)
def test_words_that_the_targets_facts_allow(text, target):
    assert judge(text, "", target, Index(OFFICE)) is None


@pytest.mark.parametrize(
    ("text", "title", "body", "rule"),
    [
        (
            "困难家庭补贴申请表",
            "关于受理2025年困难家庭补贴申请的通知",
            "填好交居委会。\n\n## 困难家庭补贴申请表\n",
            None,
        ),
        ("困难家庭补贴申请表", "关于受理2025年困难家庭补贴申请的通知", "|姓名||\n|-|-|\n|住址||", None),
        ("部门决算公开情况统计表", "2024年度部门决算公开", "收入\t支出\n1\t2", None),
        ("停车证申请表", "2024年度部门决算公开", "收入\t支出\n1\t2", rules.OTHER_FACTS),
        ("困难家庭补贴申请表", "关于受理2025年困难家庭补贴申请的通知", "姓名：______", rules.OTHER_FACTS),
        ("困难家庭补贴申请表", "关于受理2025年困难家庭补贴申请的通知", "请填写申请表。", rules.OTHER_FACTS),
        ("困难家庭补贴申请表", "关于受理2025年困难家庭补贴申请的通知", "![](form.png)", rules.OTHER_FACTS),
        ("困难家庭补贴申请表", "关于受理2025年困难家庭补贴申请的通知", "由代表提出申请，表示同意。", rules.KIND),
    ],
)
def test_a_form_may_stand_in_the_text_of_a_page(text, title, body, rule):
    page = Target("page.html", title, recorded=True, form=holds_form(body))
    verdict = judge(text, "", page, Index([page]))
    assert (verdict and verdict.rule) == rule


def test_what_a_record_does_not_say_is_not_known_of_other_pages():
    page = Target("road.html", "关于柳溪路夏季夜间养护的通知")
    assert judge("柳办发〔2025〕12号", "", page, Index([page])) is None
    assert judge("停车证申请表", "", page, Index([page])) is None
    assert judge("柳溪路夏季夜间养护政策解读", "", page, Index([page])) is None


def test_without_records_a_title_that_ends_as_no_paper_may_be_what_the_words_call_it():
    changes = Target("five.html", "场地管理办法的五个变化，一看就懂")
    paper = Target("paper.html", "东山市场地管理办法")
    index = Index((changes, paper))
    assert judge("解读：场地管理办法的五个变化，一看就懂", "", changes, index) is None
    verdict = judge("《东山市场地管理办法》解读", "", paper, index)
    assert verdict is not None and verdict.rule == rules.KIND


@pytest.mark.parametrize(
    "href",
    [
        "https://www.city.example/", "https://www.city.example", "//www.city.example/index.html",
        "http://www.city.example/#top",
    ],
)  # fmt: skip
def test_a_paper_is_not_the_front_page_of_a_site(href):
    message = "链接写的是“某市政府信息公开规定”，打开的是“www.city.example”的首页。"
    expected = WrongLink(rules.FRONT_PAGE, message, remedy="请打开这份文件，复制它自己的网址。")
    assert at_front_page("《某市政府信息公开规定》", href) == expected


@pytest.mark.parametrize(
    ("text", "href"),
    [
        ("《某市政府信息公开规定》", "https://www.city.example/zcwj/1.html"),
        ("《某市政府信息公开规定》", "https://www.city.example/?id=7"),
        ("《某市政府信息公开规定》", "index.html"),
        ("《人民日报》", "https://paper.example/"),
        ("某市人民政府", "https://www.city.example/"),
        ("《某市政府信息公开规定》公开平台", "https://www.city.example/"),
        ("《某市政府信息公开规定》", "https://[/"),
    ],
)
def test_what_may_open_a_front_page_or_is_none(text, href):
    assert at_front_page(text, href) is None


def test_a_paper_is_not_our_own_front_page():
    message = "链接写的是“某县粮食储备办法”，打开的是本站的首页。"
    expected = WrongLink(rules.FRONT_PAGE, message, remedy="请打开这份文件，复制它自己的网址。")
    assert judge("《某县粮食储备办法》", "", HOME, Index(ALL)) == expected
    assert judge("《某县粮食储备办法》", "", COLUMN, Index(ALL)) is None


def test_two_papers_on_two_paragraphs_of_a_page(index):
    links = [Seen("a", "《甲市献血条例》", "x.html", 0, "a"), Seen("a", "《乙市养犬条例》", "x.html", 1, "b")]
    assert list(two_texts_one_target(links, index)) == []
    same = [replace(link, fragment="a") for link in links]
    assert [verdict.rule for _, verdict in two_texts_one_target(same, index)] == [rules.TWO_TEXTS]


@given(st.text(max_size=30), st.text(max_size=30), st.sampled_from(ALL))
def test_whatever_an_editor_writes_is_judged(text, context, target):
    verdict = judge(text, context, target, Index(ALL[:6]))
    assert verdict is None or verdict.rule in RULES


def test_conflicts_are_errors_and_doubts_are_warnings():
    assert {rule.id: rule.severity for rule in RULES} == {
        **{f"LNK-{number}": Severity.ERROR for number in range(301, 307)},
        **{f"LNK-{number}": Severity.WARNING for number in range(311, 321)},
    }


def test_a_verdict_becomes_a_finding():
    finding = WrongLink(rules.TITLE, "说明", "a.html", "改法").at(Place("docs/a.md", 3), page="p.html", href="b.html")
    assert (finding.rule, finding.place, finding.suggestion) == ("LNK-301", Place("docs/a.md", 3), "a.html")
    assert (finding.page, finding.href, finding.message, finding.remedy) == ("p.html", "b.html", "说明", "改法")


def targets(register: Register) -> list[Target]:
    """The demonstration's records as targets, each at its id, each attachment at its path."""
    found = [Target(column.id, column.title, listing=True) for column in register.columns]
    found += [Target(decision.id, decision.title) for decision in register.decisions]
    for document in register.documents:
        found.append(document_target(document))
        found += [
            Target(f"{document.folder}/{file.file}", file.title, "附件", number=file.number or 0, parent=document.id)
            for file in document.attachments
        ]
    return found


def document_target(document: Document) -> Target:
    return Target(
        document.id,
        document.title,
        KIND_WORDS.get(document.kind.value, ""),
        document.doc_no or "",
        document.made.year,
        valid=document.validity not in (Validity.REPEALED, Validity.EXPIRED),
        replaced_by=document.replaced_by or "",
        interprets=document.interprets or "",
    )


@pytest.mark.demonstration
def test_the_demonstration_links_where_it_says():
    """Every Markdown link of the demonstration, with the line it stands on as its context."""
    register = read_register(ROOT)
    index = Index(targets(register))
    judged, found = 0, []
    for document in register.documents:
        for line in document.body.text.split("\n"):
            for text, href in re.findall(r"\[([^\]]*)\]\(([^)\s]+)\)", line):
                address = href[4:] if href.startswith("ref:") else f"{document.folder}/{href}"
                target = index.known[address].target
                judged += 1
                verdict = judge(text or target.title, line, target, index, document.id)
                found += [(document.path, text, verdict)] if verdict else []
    assert found == []
    assert judged >= sum(len(list(mentions(document))) for document in register.documents) > 50
