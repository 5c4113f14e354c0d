"""What a link's text or a page's title names: core, kind, numbers, year, place."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from disclosure.links.identity import NOTHING, DocumentNumber, Identity, document_number, drops, identify, place

KIND = {
    "《甲市养犬管理条例》解读": "解读",
    "《甲市养犬管理条例》政策解读": "解读",
    "关于《甲市养犬管理条例》的解读": "解读",
    "一图读懂《甲市养犬管理条例》": "解读",
    "图解：甲市养犬管理条例": "解读",
    "甲市养犬管理条例热点问答": "解读",
    "甲市养犬管理条例解读：三个要点": "解读",
    "《甲市养犬管理条例（草案）》": "草案",
    "《甲市养犬管理条例》（征求意见稿）": "草案",
    "甲市养犬管理条例征求意见稿": "草案",
    "《甲市养犬管理条例》草案": "草案",
    "《甲市养犬管理条例（草案）》起草说明": "说明",
    "关于《甲市养犬管理条例（草案）》的说明": "说明",
    "关于公开征求《甲市养犬管理条例（草案）》意见的公告": "征求意见",
    "《甲市养犬管理条例（征求意见稿）》公开征求意见的公告": "征求意见",
    "甲市养犬管理条例征求意见公告": "征求意见",
    "《甲市养犬管理条例（草案）》公众意见采纳情况": "结果",
    "关于《甲市养犬管理条例》公开征求意见情况的反馈": "结果",
    "《甲市养犬管理条例》征求意见结果公布": "结果",
    "《甲市养犬管理条例》附件2": "附件",
    "附件一：甲市养犬管理条例": "附件",
}


@pytest.mark.parametrize("text", KIND)
def test_the_kind_word_is_told_from_the_title(text):
    found = identify(text)
    assert (found.core, found.kind) == ("甲市养犬管理条例", KIND[text])


@pytest.mark.parametrize(
    "text",
    [
        "甲市养犬管理条例",
        "《甲市养犬管理条例》",
        "《 甲市 养犬管理条例 》",
        "点击查看《甲市养犬管理条例》全文",
        "详见《甲市养犬管理条例》",
        "关于印发《甲市养犬管理条例》的通知",
        "甲市人民政府办公厅关于印发《甲市养犬管理条例》的通知",
        "关于印发甲市养犬管理条例的通知",
        "根据《甲市养犬管理条例》第三十条第二款的规定",
        "《甲市养犬管理条例》第三条、第四条",
        "甲市养犬管理条例.pdf（1.2MB）",
        "【PDF】甲市养犬管理条例",
        "甲市养犬管理条例（PDF版）",
        "1. 甲市养犬管理条例",
        "· 甲市养犬管理条例 2023-05-04",
        "[2023-05-04] 甲市养犬管理条例",
        "上一篇：甲市养犬管理条例",
        "甲市养犬管理条例（试行）",
        "《甲市养犬管理条例》（暂行）",
        "“甲市养犬管理条例”",
        "甲市养犬管理条例\u200b\u3000",
    ],
)
def test_wrappers_do_not_change_what_is_named(text):
    found = identify(text)
    assert (found.core, found.kind, found.number, found.year) == ("甲市养犬管理条例", "", 0, "")
    assert found.formal


@pytest.mark.parametrize(
    ("text", "core"),
    [
        ("《甲市实施《食品安全法》办法》", "甲市实施食品安全法办法"),
        ("甲市实施《中华人民共和国食品安全法》办法", "甲市实施食品安全法办法"),
        ("关于修改〈甲市消防条例〉的决定", "修改甲市消防条例的决定"),
        ("《关于修改<甲市消防条例>的决定》", "修改甲市消防条例的决定"),
        ("最高人民法院关于适用《中华人民共和国民事诉讼法》的解释", "最高人民法院关于适用民事诉讼法的解释"),
        ("《中华人民共和国土地管理法》", "土地管理法"),
    ],
)
def test_titles_inside_titles_stay_there(text, core):
    assert identify(text).core == core


@pytest.mark.parametrize(
    "text", ["《甲市养犬管理条例》实施一周年回顾", "专家谈《甲市养犬管理条例》", "《甲市养犬管理条例》修订座谈会召开"]
)
def test_a_text_about_a_paper_does_not_name_it(text):
    found = identify(text)
    assert (found.core != "甲市养犬管理条例", found.quoted) == (True, False)


@pytest.mark.parametrize(
    "text",
    [
        "", " ", "…", "《》", "点击查看", "详见", "附件", "附件2", "下载", "原文", "更多>>", "这里", "上一篇",
        "查看全文", "PDF下载", "政策解读", "征求公众意见", "政府信息公开年报", "2023年", "第3页", "more",
        "http://example.com/a.html", "《办法》", "《暂行规定》",
    ],
)  # fmt: skip
def test_generic_texts_name_nothing(text):
    assert identify(text).generic
    assert not identify(text).formal


@pytest.mark.parametrize("text", ["《水法》", "《公司法》", "《中华人民共和国宪法》"])
def test_short_names_count_inside_title_marks(text):
    assert identify(text).formal


@pytest.mark.parametrize(
    ("text", "year"),
    [
        ("宪法修正案（1988年）", "1988"),
        ("某某条例(2018修正)", "2018"),
        ("《某某条例》（2023年修订）", "2023"),
        ("某某条例（2019-01-22）", "2019"),
        ("某某应急预案（2024年修订草案）", "2024"),
        ("某某行动计划（2023—2025年）", "2023-2025"),
    ],
)
def test_versions(text, year):
    assert identify(text).year == year


def test_numbers_at_the_start_of_a_title_stay():
    assert identify("300总吨以下船舶管理规定").core == "300总吨以下船舶管理规定"


@pytest.mark.parametrize(
    ("text", "number"),
    [("附件1", 1), ("附件一", 1), ("附件十二：名单", 12), ("（附件2）名单", 2), ("附件２.名单.docx", 2), ("附件", 0)],
)
def test_attachment_numbers(text, number):
    assert (identify(text).kind, identify(text).number) == ("附件", number)


@pytest.mark.parametrize(
    "text", ["沪府规〔2023〕3号", "沪府规[2023]3号", "沪府规（2023）第03号", "《某某管理办法》（沪府规〔2023〕3号）"]
)
def test_document_numbers(text):
    assert identify(text).document == DocumentNumber("沪府规", 2023, 3)


def test_a_document_number_inside_a_title_is_part_of_it():
    assert identify("转发国办发〔2017〕47号文件的通知").document is None


def test_orders_have_numbers_without_a_year():
    assert document_number("上海市人民政府令第35号") == DocumentNumber("上海市人民政府令", 0, 35)


def test_words_before_the_agency_code_do_not_matter():
    assert DocumentNumber("详见沪府规", 2023, 3).agrees(DocumentNumber("沪府规", 2023, 3))
    assert not DocumentNumber("沪府发", 2023, 3).agrees(DocumentNumber("沪府规", 2023, 3))


@pytest.mark.parametrize(
    ("core", "name"),
    [
        ("济南市养犬管理条例", "济南市"),
        ("上海市人民代表大会常务委员会关于修改消防条例的决定", "上海市人民代表大会常务委员会"),
        ("古美路街道办事处政府信息公开指南", "古美路街道办事处"),
        ("城市供水条例", ""),
        ("集贸市场管理办法", ""),
        ("风景名胜区条例", ""),
        ("历史文化名镇保护条例", ""),
        ("修改上海市消防条例的决定", ""),
    ],
)
def test_places(core, name):
    assert place(core).name == name


@pytest.mark.parametrize(
    ("long", "short", "dropped"),
    [
        ("济南市城市供水条例", "城市供水条例", True),
        ("最高人民法院关于审理某某案件的解释", "审理某某案件的解释", True),
        ("中央企业安全生产条例", "安全生产条例", False),
        ("城市供水条例", "城市供水条例", False),
    ],
)
def test_a_name_without_the_place_in_front(long, short, dropped):
    assert drops(long, short) is dropped


@given(
    st.text(
        alphabet="《》〈〉()（）〔〕[]附件第一二十条年月日号令令关于印发的解读草案说明意见征求20.…:、 pdf甲市办法",
        max_size=40,
    )
)
def test_every_text_can_be_read(text):
    assert isinstance(identify(text), Identity)


def test_nothing_is_named_by_nothing():
    assert identify("") == NOTHING
