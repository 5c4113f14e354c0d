"""The form of what is written: every seeded slip is found, every correct text is left alone."""

from collections import Counter
from pathlib import Path

import pytest

from disclosure.loading import read_register
from disclosure.screening import known_of, wording
from disclosure.screening.written import Known, Written
from screening.form_cases import CORRECT, SLIPS, document


@pytest.fixture(scope="module")
def known(small_office: Path) -> Known:
    return known_of(read_register(small_office))


def rules_in(text: str, known: Known, path: str = "docs/notices/2025/doc-2025-099.md") -> list[str]:
    return sorted({hit.rule.id for hit in wording.hits(Written(path, text), known)})


def test_a_slip_is_found(known: Known) -> None:
    assert [(kind, text) for kind, text, rule in SLIPS if rule not in rules_in(document(text), known)] == []


def test_a_correct_text_is_left_alone(known: Known) -> None:
    found = [(kind, text, rules_in(document(text), known)) for kind, text in CORRECT]
    assert [(kind, text, rules) for kind, text, rules in found if rules] == []


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("按照国办发 〔２００６〕１６号的要求，", "国办发 〔２００６〕１６号"),
        ("根据示府办规(2021)3号，", "示府办规(2021)3号"),
        ("关于转发柳办发[2024]3号的通知", "柳办发[2024]3号"),
        ("原某某局作出示国土资发（2018）366号决定", "示国土资发（2018）366号"),
    ],
)
def test_a_message_quotes_the_number_and_no_verb(text: str, number: str, known: Known) -> None:
    (hit,) = wording.hits(Written("docs/notices/2025/doc-2025-099.md", document(text)), known)
    assert hit.message.startswith(f"发文字号“{number}”")


@pytest.mark.parametrize(
    ("fires", "silent"),
    [
        ("8月12日（周日）休息", "6月2日—6月10日（周日除外）"),
        ("6月18日（星期一）检查", "6月18日（周六及法定节假日除外）检查"),
        ("6月18日周一闭馆", "6月18日（周一休馆）"),
        ("一、时间\n\n三、要求", "一、2025年的安排\n\n二、2026年的安排\n\n三、要求"),
        ("一、时间。三楼、四楼。\n\n四、要求", "一、时间 上午。二、地点 会议室。 三、人员 居民。\n\n四、要求"),
        ("一、时间 四、地点\n\n五、要求", "（一）时间。（二）地点。\n\n（三）要求"),
        ("三、要求", "各单位： 一、时间 上午。 二、地点 会议室。\n\n三、要求"),
        ("面容安祥", "平安祥和的节日"),
        ("刻服困难", "时刻服务群众"),
        ("扶慰家属", "结对帮扶慰问"),
        ("报暑防汛工作", "填报暑期活动"),
        ("写明身分", "结合自身分管工作"),
        ("动千居民", "带动千余名居民"),
        ("公正安照程序", "公安照常受理"),
        ("究竞怎样", "研究竞赛方案"),
        ('名为"某某"的活动', '项目\t说明\n停车\t"限小车\n"\t"十辆"'),
    ],
)
def test_words_that_only_look_like_a_slip_are_none(fires: str, silent: str, known: Known) -> None:
    assert len(rules_in(document(fires), known)) == 1
    assert rules_in(document(silent), known) == []


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("活动于7月20日至10日举行。", ["“7月20日至10日”的结束日期早于开始日期。"]),
        ("活动于7月20日至7月10日举行。", ["“7月20日至7月10日”的结束日期早于开始日期。"]),
        ("活动于7月10日至20日举行。", []),
        ("供暖期为11月15日至3月15日。", []),
        ("自7月20日起至8月10日止。", []),
        ("收到通知后，7月20日至10日内有效。", []),
    ],
)
def test_a_range_within_a_month_does_not_end_before_it_begins(text: str, told: list[str], known: Known) -> None:
    assert messages(document(text), known) == told


def test_quotation_marks_are_named_in_words(known: Known) -> None:
    texts = ("通知“甲到场。", "通知甲”到场。", "《甲办法到场。")
    told = [
        hit
        for text in texts
        for hit in wording.hits(Written("docs/notices/2025/doc-2025-099.md", document(text)), known)
    ]
    assert [(hit.message, hit.remedy) for hit in told] == [
        ("““甲到场。”里的左引号没有配对的右引号。", "请补上右引号，或者删去多余的左引号。"),
        ("“通知甲””里的右引号没有配对的左引号。", "请补上左引号，或者删去多余的右引号。"),
        ("“《甲办法到场。”里的“《”没有配对的“》”。", "请补上“》”，或者删去多余的“《”。"),
    ]


def test_numbers_badly_written_in_the_same_way_are_told_once(known: Known) -> None:
    written = Written("docs/notices/2025/doc-2025-099.md", document("1、甲\n\n2、乙\n\n3、丙\n\n（1）、丁"))
    assert [(hit.message, hit.remedy) for hit in wording.hits(written, known)] == [
        ("序号“1、”写法不规范（共 3 处）。", "请写成“1.”，别处也这样写。"),
        ("序号“（1）、”写法不规范。", "请写成“（1）”，别处也这样写。"),
    ]


@pytest.mark.parametrize(
    ("second", "told"),
    [
        ("2、18周岁以下的由家长陪同", ["序号“1、”写法不规范（共 3 处）。"]),
        ("2、3号楼请到大厅", ["序号“1、”写法不规范（共 2 处）。", "序号“3、”与前面的“1.”不连续。"]),
    ],
)
def test_an_item_may_begin_with_a_figure(second: str, told: list[str], known: Known) -> None:
    text = document(f"1、带证件\n\n{second}\n\n3、带照片")
    assert [hit.message for hit in wording.hits(Written("docs/notices/2025/doc-2025-099.md", text), known)] == told


def test_the_corpus_is_large_enough() -> None:
    assert len(SLIPS) >= 200
    assert len(CORRECT) >= 150
    assert min(Counter(kind for kind, _, _ in SLIPS).values()) >= 9


@pytest.mark.parametrize("number", ["柳办发〔20XX〕X号", "柳办发〔2024〕×号"])
def test_a_number_still_to_be_given_is_a_leftover_and_not_badly_written(number: str, known: Known) -> None:
    assert rules_in(document(f"见{number}。"), known) == ["FRM-014"]


def test_a_number_was_right_as_long_as_it_was_in_force(known: Known) -> None:
    text = document("依照《政府信息公开条例》（国务院令第492号）公开。")
    assert rules_in(text, known) == ["FRM-009"]
    assert rules_in(text.replace("made: 2025", "made: 2016"), known) == []


def test_an_article_is_counted_in_the_version_of_its_day(known: Known) -> None:
    text = document("依照《保守国家秘密法》第六十八条办理。")
    assert rules_in(text, known) == ["FRM-018"]
    assert rules_in(text.replace("made: 2025", "made: 2003"), known) == []


def test_a_reprint_keeps_its_sources_punctuation(known: Known) -> None:
    text = document("请带好证件,准时到场。按排专人。").replace("---\nid", "---\nsource: 示例来源\nid", 1)
    assert rules_in(text, known) == ["FRM-013"]


def test_an_older_document_may_cite_what_was_in_force(known: Known) -> None:
    text = document("根据《上海市政府信息公开规定》（上海市人民政府令第2号），").replace("made: 2025", "made: 2019")
    assert rules_in(text, known) == []


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("data/laws/law-x.yml", "title: 按排,布署\n"),
        ("data/wording.yml", "phrases:\n  - {wrong: 按排, right: 安排}\n"),
    ],
)
def test_the_law_and_the_lists_are_left_alone(path: str, text: str, known: Known) -> None:
    assert rules_in(text, known, path) == []


@pytest.mark.parametrize(
    ("text", "rules"),
    [
        ("decisions:\n  - id: a-b\n    title: 按排,布署\n", ["FRM-007", "FRM-013"]),
        ("title: 演示（甲\nsummary: 乙）\n", ["FRM-005"]),
        ("basis: [甲, 乙]\nslot: {absent: not-due, basis: 甲}\n", []),
        ("# 注释：按排\ntitle: 演示\n", []),
        ('title: "演示：甲"\n', []),
    ],
)
def test_records_are_looked_through_too(text: str, rules: list[str], known: Known) -> None:
    assert rules_in(text, known, "data/decisions/2025/dec-2025-01.yml") == rules


@pytest.mark.parametrize("word", ["帐户", "成份"])
def test_a_word_was_right_until_the_other_was_chosen(word: str, known: Known) -> None:
    text = document(f"核对{word}。")
    assert rules_in(text, known) == ["FRM-013"]
    assert rules_in(text.replace("made: 2025", "made: 1998"), known) == []


def test_what_a_text_itself_ends_may_be_spoken_of_after_it(known: Known) -> None:
    after = "以前的仍按《合同法》第二条办理。"
    assert rules_in(document(f"本办法施行，《合同法》同时废止。{after}"), known) == []
    assert rules_in(document(f"本办法施行，《继承法》同时废止。{after}"), known) == ["FRM-010"]


def messages(text: str, known: Known) -> list[str]:
    return [hit.message for hit in wording.hits(Written("docs/notices/2025/doc-2025-099.md", document(text)), known)]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("第一条 甲。\n\n第二 条乙。\n\n第三条 丙。", []),
        ("第一条 甲。\n\n第三 条乙。", ["“第三 条”前面应当是“第二条”。"]),
        ("## 第一章 总则\n\n甲。\n\n## 第三章 附则\n\n乙。", ["“第三章”前面应当是“第二章”。"]),
        (
            "第一章 总则\n\n第二章 管理\n\n第三章 附则\n\n## 第二章 管理\n\n甲。\n\n## 第三章 附则",
            ["“第二章”排在“第三章”后面。"],
        ),
    ],
)
def test_articles_and_chapters_follow_each_other(text: str, told: list[str], known: Known) -> None:
    assert messages(text, known) == told


@pytest.mark.parametrize(
    "text",
    [
        "联系人XXX。",
        "地点【待定】。",
        "请于X月X日前报送。",
        "请于XX月XX日前报送。",
        "夜市的通知（送审稿）",
        "承办单位（此处小李再核一下）请留意。",
        "补贴标准【这段改一下】按月发放。",
        "这是测试内容，请忽略。",
        "好的，收到",
        "麻烦您帮忙看一下附件。",
    ],
)
def test_what_was_left_to_be_filled_in_is_told(text: str, known: Known) -> None:
    assert rules_in(document(text), known) == ["FRM-014"]


@pytest.mark.parametrize(
    "text",
    [
        "缴费以后（请先核对一下证件号码）再提交。",
        "居委会收到材料以后五日内答复。",
        "请按测试内容准备，请勿迟到。",
        "各单位要把台账再核查一遍。",
    ],
)
def test_what_readers_are_told_is_no_leftover(text: str, known: Known) -> None:
    assert rules_in(document(text), known) == []


@pytest.mark.parametrize(("name", "rule"), [("中华民国", "FRM-013"), ("台湾国", "FRM-011")])
def test_the_island_is_not_named_as_a_state(name: str, rule: str, known: Known) -> None:
    assert rules_in(document(f"来自{name}的客人。"), known) == [rule]
