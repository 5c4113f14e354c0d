"""Interpretations: in step with their policies, in named parts, no copies, in forms that nobody is left out of.

The policies of the copies are made by a generator of sentences that nobody has written; a seed makes one policy.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from io import BytesIO
from itertools import combinations
from pathlib import Path
from random import Random

import pytest
import yaml

from disclosure.attachments.examination import examined
from disclosure.attachments.facts import Concern, Named, Passage, PlayingTime, Spot
from disclosure.attachments.recordings import length_of
from disclosure.catalogue import ALL_RULES
from disclosure.check import check
from disclosure.law.book import law_book
from disclosure.loading import read_register
from disclosure.pages.site import Site
from disclosure.publication import publication
from disclosure.reading.copies import Likeness, copied
from disclosure.rules.interpretation_parts import PARTS
from recordings import box, mp3, mp4, webm
from repository import write

TODAY = date(2025, 10, 31)
POLICY = "docs/policies/2025/doc-2025-020.md"
READING = "docs/interpretations/2025/doc-2025-021.md"
SEEDS = range(12)
_WHO = ("申请人", "经营者", "保管人", "参加活动的团队", "承租房屋的家庭", "志愿服务的组织者", "停放车辆的业主")
_MAY = ("应当", "可以", "不得", "必须")
_WHEN = ("三日内", "每月五日前", "二十个工作日内", "开始以前", "收到通知之后", "每季度第一周")
_DO = ("提交", "登记", "核对", "公示", "归还", "清点", "转让", "变更", "签收")
_WHAT = ("摊位编号", "器材清单", "钥匙和门卡", "场地平面图", "维修记录", "押金收据", "停车凭证", "值班表", "花木名录")
_TAIL = ("逾期的按照放弃处理", "并且由居民委员会留存一份", "或者委托家属代为办理", "费用由街道承担", "结果张贴在公告栏")
_SWAPPED = {"应当": "要", "可以": "能", "不得": "不能", "必须": "需要", "或者": "或", "并且": "而且", "按照": "依照"}
_FIGURES = str.maketrans("三五", "35")


def articles(seed: int, count: int = 8) -> list[str]:
    """The articles of a policy that nobody has written."""
    random = Random(seed)
    pick = random.choice
    return [
        f"{pick(_WHO)}{pick(_MAY)}在{pick(_WHEN)}{pick(_DO)}{pick(_WHAT)}和{pick(_WHAT)}，"
        f"{pick(_WHAT)}{pick(_MAY)}另行{pick(_DO)}，{pick(_TAIL)}。"
        for _ in range(count)
    ]


def swapped(sentence: str) -> str:
    for word, other in _SWAPPED.items():
        sentence = sentence.replace(word, other)
    return sentence.translate(_FIGURES).replace("二十", "20")


def likeness(paragraphs: list[str], policy: list[str]) -> Likeness:
    return copied("\n\n".join(paragraphs), tuple(policy))


@pytest.mark.parametrize("seed", SEEDS)
def test_swapped_words_and_figures_do_not_hide_a_copy(seed: int) -> None:
    policy = articles(seed)
    found = likeness([swapped(item) for item in policy], policy)
    assert found.share > 0.95
    assert [policy[item.source] for item in found.passages] == policy


@pytest.mark.parametrize("seed", SEEDS)
def test_another_order_and_connecting_words_do_not_hide_a_copy(seed: int) -> None:
    policy = articles(seed)
    mixed = Random(seed).sample(policy, len(policy))
    found = likeness(
        [f"{word}，{item}" for word, item in zip(["首先", "同时", "此外", "最后"] * 2, mixed, strict=True)], policy
    )
    assert found.share > 0.95
    assert [policy[item.source] for item in found.passages] == mixed


@pytest.mark.parametrize("seed", SEEDS)
def test_the_share_is_that_of_the_copied_paragraphs_and_no_other_is_called_copied(seed: int) -> None:
    policy, own = (
        articles(seed),
        ["楼下的大爷说，早晨六点去浇水最凉快，晚了叶子就蔫了。", "打个招呼就行，不用跑第二趟。"],
    )
    found = likeness([*own, *policy[:3]], policy)
    assert [item.text for item in found.passages] == policy[:3]
    assert 0.6 < found.share < 0.95


@pytest.mark.parametrize("marks", ["“{}”", "第二条写着：“{}”", "《{}》", "> {}"])
def test_what_is_quoted_is_no_copy(marks: str) -> None:
    policy = articles(3)
    assert likeness([marks.format(item) for item in policy], policy).passages == ()


def test_another_policys_text_is_no_copy() -> None:
    """Of policies in the same few words about other things, too little is taken for one to be told."""
    shares = [likeness(articles(seed + 100), articles(seed)).share for seed in SEEDS]
    assert max(shares) < 0.4  # from which on it is told (CPY-002)


def test_names_that_are_repeated_are_no_copy() -> None:
    policy = ["望湖街道社区平安办公室会同物业服务企业、居民委员会负责检查。"]
    own = ["有事找望湖街道社区平安办公室、物业服务企业、居民委员会，哪家都行。"]
    assert likeness(own, policy).passages == ()


def test_what_stands_before_a_name_still_counts() -> None:
    policy = ["需要转诊的，家庭医生应当在两个工作日内联系上级医院，优先安排专家门诊和住院床位。"]
    found = likeness(["需要转诊的，家庭医生须在2个工作日内联系上级医院，优先安排专家门诊和住院床位。"], policy)
    assert found.share == 1 and [item.source for item in found.passages] == [0]


def test_a_long_hostile_text_is_compared_in_bearable_time() -> None:
    assert copied("“" * 50_000 + "，" * 50_000, ("“《" * 20_000, "一" * 20_000)).share == 0


# --- the pair in an office ----------------------------------------------------------------------------------------


def test_words_that_oblige_and_join_may_be_swapped_and_it_is_a_copy_all_the_same() -> None:
    source = "认领人应当按照约定养护，不得种植藤蔓，并且需要填写记录。"
    swapped = "认领人必须依照约定养护，禁止种植藤蔓，而且须要书写记录。"
    assert copied(swapped, (source,)).share == 1
    assert copied("认领人浇水时间由居委会另行安排，工具统一保管。", (source,)).share == 0


def parts(**change: str | None) -> str:
    said = dict.fromkeys(PARTS, "打个电话说一声，第二天就能去拿钥匙。") | change
    return "\n\n".join(f"## {name}\n\n{text}".rstrip() for name, text in said.items() if text is not None) + "\n"


def document(path: str, body: str, published: str, **fields: object) -> str:
    day = str(fields.get("signed", published))[:10]
    head = {
        "id": Path(path).stem,
        "column": path.split("/")[1],
        "issuer": "示例市示例区柳溪街道办事处",
        "department": "community-office",
        "made": min(day, published[:10]),
        "published": published,
        "summary": "说明共享工具箱怎样借用。",
        "disclosure": "active",
        "review": {
            "proposed": f"{day} community-office 主动公开 711号令/20",
            "department": f"{day} community-office 同意主动公开",
            "secrecy": f"{day} general-office 国家秘密无 工作秘密无 商业秘密无 个人信息无 安全稳定无",
            "approved": f"{day} 办事处主要负责人",
        },
        **fields,
    }
    return f"---\n{yaml.safe_dump(head, allow_unicode=True, sort_keys=False)}---\n{body}"


def lay_down(
    root: Path, policy: dict[str, str], reading: dict[str, str] | None, body: str = "", **more: object
) -> None:
    """A policy with these days, and an interpretation with those."""
    text = "".join(f"**第{number}条** {item}\n\n" for number, item in zip("一二三四五六七八", articles(1), strict=True))
    state = {"validity": "valid", "theme": "community", "effective": "2025-05-10", "doc_no": "柳办发〔2025〕9号"}
    title = {"title": "柳溪街道共享工具箱借用规则", "kind": "policy"}
    arranged = {"interpretation": more.pop("interpretation")} if "interpretation" in more else {}
    write(root, POLICY, document(POLICY, text, **title, **state, **policy, **arranged))
    if reading is not None:
        own = {"title": "工具箱怎么借", "kind": "interpretation", "interprets": "doc-2025-020", **reading, **more}
        write(root, READING, document(READING, body or parts(), **own))


def told(root: Path) -> list[tuple[str, str]]:
    found = check(read_register(root), TODAY, rules=ALL_RULES)
    return [(item.rule, item.severity.value) for item in found if item.rule[:3] in ("INT", "CPY")]


def days(drafted: str, signed: str, published: str) -> dict[str, str]:
    return {"drafted": drafted, "signed": signed, "published": published}


SPRING = days("2025-04-01", "2025-04-21", "2025-04-23 09:00")


@pytest.mark.parametrize(
    ("policy", "reading", "expected"),
    [
        (SPRING, days("2025-04-01", "2025-04-21", "2025-04-23 17:59"), []),
        (SPRING, days("2025-04-01", "2025-04-21", "2025-04-24 08:00"), [("INT-004", "warning")]),
        # the National Day holiday: eight days off, the eleventh is a Saturday on which people work
        (
            days("2025-09-01", "2025-09-28", "2025-09-30"),
            days("2025-09-01", "2025-09-28", "2025-10-11"),
            [("INT-004", "warning")],
        ),
        (
            days("2025-09-01", "2025-09-28", "2025-09-30"),
            days("2025-09-01", "2025-09-28", "2025-10-13"),
            [("INT-005", "error")],
        ),
        # Saturday and Sunday
        (
            days("2025-06-02", "2025-06-12", "2025-06-13"),
            days("2025-06-02", "2025-06-12", "2025-06-15"),
            [("INT-006", "notice")],
        ),
        (SPRING, days("2025-04-01", "2025-04-21", "2025-04-22"), [("INT-007", "warning")]),
        (SPRING, days("2025-04-22", "2025-04-23", "2025-04-23"), [("INT-007", "warning")]),
        (SPRING, days("2025-04-03", "2025-04-21", "2025-04-23"), [("INT-006", "notice")]),
        (SPRING, days("2025-04-01", "2025-04-25", "2025-04-23"), [("INT-006", "notice"), ("INT-008", "error")]),
    ],
)
def test_the_days_of_a_pair(
    policy: dict[str, str], reading: dict[str, str], expected: list[tuple[str, str]], office_copy: Path
) -> None:
    lay_down(office_copy, policy, reading)
    assert told(office_copy) == expected


def test_a_message_on_lateness_names_the_working_days_and_whose_rule_it_is(office_copy: Path) -> None:
    lay_down(
        office_copy, days("2025-09-01", "2025-09-28", "2025-09-30"), days("2025-09-01", "2025-09-28", "2025-10-13")
    )
    [finding] = [item for item in check(read_register(office_copy), TODAY, rules=ALL_RULES) if item.rule == "INT-005"]
    assert "晚了 4 个工作日" in finding.message and "本办自定的期限，不是法律规定" in finding.message
    assert finding.basis == ("《本站内容管理规则》第十九条",)


def test_what_is_missing_and_what_is_empty_is_named_exactly(office_copy: Path) -> None:
    for missing, empty in [*combinations(PARTS, 2)][::3]:
        lay_down(office_copy, SPRING, SPRING, parts(**{missing: None, empty: "（略）"}))
        found = [item for item in check(read_register(office_copy), TODAY, rules=ALL_RULES) if item.rule == "INT-010"]
        assert sorted(item.message for item in found) == sorted(
            [f"解读缺少这些部分：{missing}。", f"“{empty}”一节只有标题，没有内容。"]
        )


@pytest.mark.parametrize("sign", ["# 一、{}", "#### （{}）", "**{}**", "## {}是什么", "{}：", "### 3. {}\u3000"])
def test_a_part_is_found_however_its_heading_is_written(sign: str, office_copy: Path) -> None:
    body = "\n\n".join(f"{sign.format(name)}\n\n打个电话说一声。" for name in PARTS)
    lay_down(office_copy, SPRING, SPRING, body)
    assert told(office_copy) == []


def test_a_copy_is_an_error_with_each_passage_beside_its_article(office_copy: Path) -> None:
    copies = [swapped(item) for item in articles(1)]
    lay_down(office_copy, SPRING, SPRING, parts(办事指引="\n\n".join(copies)))
    found = [item for item in check(read_register(office_copy), TODAY, rules=ALL_RULES) if item.rule[:3] == "CPY"]
    assert [(item.rule, item.severity.value) for item in found] == [("CPY-001", "error"), *[("CPY-003", "notice")] * 8]
    for number, (copy, item) in zip("一二三四五六七八", zip(copies, found[1:], strict=True), strict=True):
        assert f"政策第{number}条几乎相同：“{copy[:40]}" in item.message


# --- what readers see ---------------------------------------------------------------------------------------------


def page(root: Path, address: str) -> str:
    register = read_register(root)
    return publication(Site(register, law_book(register), TODAY, ALL_RULES)).render(address)


def test_a_policy_offers_its_interpretations_by_form(office_copy: Path) -> None:
    steps = {
        "title": "两步",
        "steps": [{"name": "登记", "text": "报个名", "icon": "paper"}, {"name": "领走", "text": "拿工具"}],
    }
    lay_down(office_copy, SPRING, SPRING, "看不懂的来问。\n", form="diagram", diagram=steps, explains=["art-2"])
    policy, reading = page(office_copy, "documents/doc-2025-020.html"), page(office_copy, "documents/doc-2025-021.html")
    assert "与文件同日发布" in policy and "起草、审签同步" in policy
    assert "图解</b>" in policy and "2 步一张图" in policy and '<ol class="diagram__steps">' in policy
    cells = 'data-label="步骤">1 登记</th><td role="cell" data-label="做什么">报个名</td>'
    assert f'<th scope="row" role="rowheader" {cells}' in reading
    assert 'href="../documents/doc-2025-020.html#art-2">第二条</a>' in reading


def test_where_there_is_none_the_page_says_why_or_by_when(office_copy: Path) -> None:
    lay_down(office_copy, SPRING, None, interpretation={"required": "false", "reason": "只更正排印错误。"})
    assert "这份文件没有另做解读：只更正排印错误。" in page(office_copy, "documents/doc-2025-020.html")
    lay_down(office_copy, SPRING, None, interpretation={"required": "true", "reason": "图还在画。"})
    assert "解读晚了：应当在2025年4月27日以前发布，还没有发布。原因：图还在画。" in page(
        office_copy, "documents/doc-2025-020.html"
    )


def test_a_video_tells_its_length_and_size_and_loads_nothing_before_it_is_asked_to(office_copy: Path) -> None:
    film = office_copy / READING.replace(".md", "-1.mp4")
    media = {"file": film.name, "minutes": "2:10", "captions": "doc-2025-021-2.vtt"}
    lay_down(office_copy, SPRING, SPRING, "## 文字稿\n\n打个电话。\n", form="video", media=media)
    film.write_bytes(mp4(130) + b"\0\0\1\0free" + b"\0" * 248)
    film.with_name("doc-2025-021-2.vtt").write_text("WEBVTT\n\n00:00.000 --> 00:05.000\n打个电话。\n", "utf-8")
    assert "2 分 10 秒，1 KB，有字幕、文字稿" in page(office_copy, "documents/doc-2025-020.html")
    shown = page(office_copy, "documents/doc-2025-021.html")
    assert 'preload="none"' in shown and '<track kind="captions"' in shown and "media-src 'self'" in shown


# --- recordings ---------------------------------------------------------------------------------------------------


def frame(kind: bytes, text: str) -> bytes:
    content = b"\3" + text.encode()
    return kind + len(content).to_bytes(4, "big") + b"\0\0" + content


def test_a_recording_within_a_recording_and_so_on_and_one_without_end_have_no_length(tmp_path: Path) -> None:
    nested = b""
    for _ in range(3_000):
        nested = box(b"moov", nested)
    (tmp_path / "a.mp4").write_bytes(box(b"ftyp", b"isom0000") + nested)
    (tmp_path / "a.webm").write_bytes(webm(float("inf")))
    assert [length_of(tmp_path / name) for name in ("a.mp4", "a.webm")] == [None, None]


@pytest.mark.parametrize(
    ("name", "content", "seconds"), [("a.mp4", mp4(75), 75), ("a.webm", webm(12.5), 12.5), ("a.mp3", mp3(), 1)]
)
def test_a_recording_tells_how_long_it_is(name: str, content: bytes, seconds: float) -> None:
    [fact] = examined(name, BytesIO(content))
    assert isinstance(fact, PlayingTime) and round(fact.seconds, 1) == seconds


def test_what_a_recording_carries_besides_is_brought_to_light() -> None:
    place = box(b"udta", box(b"\xa9xyz", b"\0\x12\x15\xc7+31.1400+121.3900/"))
    assert Concern.POSITION in [
        fact.concern for fact in examined("a.mp4", BytesIO(mp4(9, place))) if isinstance(fact, Spot)
    ]
    inside = examined("a.webm", BytesIO(webm(9, b"\x19\x41\xa4\x69\x84abcd")))
    assert Concern.EMBEDDED in [fact.concern for fact in inside if isinstance(fact, Spot)]
    sound = examined("a.mp3", BytesIO(mp3(frame(b"TPE1", "某人") + frame(b"TIT2", "会议录音"))))
    assert Named("音频演唱或讲述者", "某人") in sound and Passage("音频属性", ("会议录音",)) in sound


@pytest.mark.parametrize(
    "make", [lambda: mp4(9, box(b"udta", b"abc")), lambda: webm(9), lambda: mp3(frame(b"TIT2", "甲"))]
)
def test_mangled_recordings_raise_nothing(make: Callable[[], bytes]) -> None:
    random, whole = Random(5), make()
    for _ in range(60):
        data = bytearray(whole)
        for _ in range(random.randint(1, 9)):
            data[random.randrange(len(data))] = random.randrange(256)
        name = {b"ftyp": "a.mp4", b"\x1aE\xdf\xa3": "a.webm"}.get(
            whole[4:8], "a.webm" if whole[:1] == b"\x1a" else "a.mp3"
        )
        assert len(examined(name, BytesIO(bytes(data[: random.randint(20, len(data))])))) < 1000
