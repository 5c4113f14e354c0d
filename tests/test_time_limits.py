"""The wordings of time limits in catalogues: what they ask for, in whatever form, and nothing that they do not say."""

from __future__ import annotations

from random import Random

import pytest

from disclosure.reading.numerals import chinese_number
from disclosure.reading.time_limits import FORMED_OR_CHANGED, TimeLimit, read_time_limit

CHANGED = FORMED_OR_CHANGED
WORDINGS: dict[str, TimeLimit] = {
    # a span after something
    "20个工作日": TimeLimit("within", 20, "working-days"),
    "20工作日内": TimeLimit("within", 20, "working-days"),
    "信息形成或变更之日起20个工作日内": TimeLimit("within", 20, "working-days", CHANGED),
    "自信息形成或者变更之日起二十个工作日内予以公开": TimeLimit("within", 20, "working-days", CHANGED),
    "信息形成或变更之日起 20 个 工作日内；法律、法规另有规定的，从其规定": TimeLimit(
        "within", 20, "working-days", CHANGED
    ),
    "信息形成（变更）之日起20个工作日内": TimeLimit("within", 20, "working-days", CHANGED),
    "信息形成、变更后20个工作日内及时公开": TimeLimit("within", 20, "working-days", CHANGED),
    "自信息形成或变更之日起，20个工作日内公开": TimeLimit("within", 20, "working-days", CHANGED),
    "公开时限：自信息形成或变更之日起20（二十）个工作日内": TimeLimit("within", 20, "working-days", CHANGED),
    "信息形成或变更\n之日起２０个工作\n日内": TimeLimit("within", 20, "working-days", CHANGED),
    "20个工作日（法律法规另有规定的除外）": TimeLimit("within", 20, "working-days"),
    "信息形成之日起15日内": TimeLimit("within", 15, "days", CHANGED),
    "自该信息形成之日起15个工作日内": TimeLimit("within", 15, "working-days", CHANGED),
    "自信息生成之日起15个工作日内": TimeLimit("within", 15, "working-days", CHANGED),
    "自政府信息形成或者变更之日起20个工作日内": TimeLimit("within", 20, "working-days", CHANGED),
    "相关政府信息产生后7个工作日内": TimeLimit("within", 7, "working-days", CHANGED),
    "形成（变更）之日起十五个工作日内": TimeLimit("within", 15, "working-days", CHANGED),
    "决议形成后5日内": TimeLimit("within", 5, "days", "决议形成"),
    "制定出台后3个工作日内": TimeLimit("within", 3, "working-days", "制定出台"),
    "批准后20日内": TimeLimit("within", 20, "days", "批准"),
    "自作出决定之日起7个工作日": TimeLimit("within", 7, "working-days", "作出决定"),
    "审批之日起7个工作日内": TimeLimit("within", 7, "working-days", "审批"),
    "本级人民代表大会批准后20日内向社会公开": TimeLimit("within", 20, "days", "本级人民代表大会批准"),
    "财政部门批复后的二十日内": TimeLimit("within", 20, "days", "财政部门批复"),
    "决定作出之日起一个月内": TimeLimit("within", 1, "month", "决定作出"),
    "收到申请后最迟48小时内": TimeLimit("within", 48, "hours", "收到申请"),
    "活动开始前5日": TimeLimit("within", 5, "days", "before 活动开始"),
    "会议召开前3个工作日公布": TimeLimit("within", 3, "working-days", "before 会议召开"),
    "开工10日前公告": TimeLimit("within", 10, "days", "before 开工"),
    "活动至少提前7天": TimeLimit("within", 7, "days", "before 活动"),
    "活动提前7天": TimeLimit("within", 7, "days", "before 活动"),
    "每季度结束后10个工作日内": TimeLimit("each", 1, "quarter", after="10 working-days"),
    "季度终了之日起十个工作日内公开": TimeLimit("each", 1, "quarter", after="10 working-days"),
    "季后10个工作日内": TimeLimit("each", 1, "quarter", after="10 working-days"),
    "月结束后5日内": TimeLimit("each", 1, "month", by="5"),
    "每月终了后5个工作日内": TimeLimit("each", 1, "month", after="5 working-days"),
    "年度终了后20个工作日内": TimeLimit("each", 1, "year", after="20 working-days"),
    "每年度结束后3个月内": TimeLimit("each", 1, "year", after="3 month"),
    "半年结束后15日内": TimeLimit("each", 1, "half-year", after="15 days"),
    "项目年度结束后20日内": TimeLimit("within", 20, "days", "项目年度结束"),
    "及时公开，最长不超过20个工作日": TimeLimit("within", 20, "working-days"),
    "信息变更后20个工作日内更新，长期公开": TimeLimit("within", 20, "working-days", "信息变更"),
    # a day of the year
    "每年3月31日前": TimeLimit("yearly_by", by="03-31"),
    "每年三月三十一日之前公开上一年度情况": TimeLimit("yearly_by", by="03-31"),
    "于每年1月31日前": TimeLimit("yearly_by", by="01-31"),
    "次年1月底前": TimeLimit("yearly_by", by="01-31"),
    "每年6月底前": TimeLimit("yearly_by", by="06-30"),
    "每年2月底前": TimeLimit("yearly_by", by="02-28"),
    "每年12月份": TimeLimit("yearly_by", by="12-31"),
    "每年3月上旬": TimeLimit("yearly_by", by="03-10"),
    "年底前": TimeLimit("yearly_by", by="12-31"),
    "每年年底前": TimeLimit("yearly_by", by="12-31"),
    "每年末": TimeLimit("yearly_by", by="12-31"),
    "每年第一季度": TimeLimit("yearly_by", by="03-31"),
    "每年一季度内": TimeLimit("yearly_by", by="03-31"),
    "每年上半年": TimeLimit("yearly_by", by="06-30"),
    # again and again
    "每月10日前公开上月情况": TimeLimit("each", 1, "month", by="10"),
    "次月10日前": TimeLimit("each", 1, "month", by="10"),
    "每月十五日以前": TimeLimit("each", 1, "month", by="15"),
    "每月底前": TimeLimit("each", 1, "month", by="31"),
    "每月结束后5日内": TimeLimit("each", 1, "month", by="5"),
    "每季度首月15日前": TimeLimit("each", 1, "quarter", by="1/15"),
    "每季度第一个月15日前公开上季度数据": TimeLimit("each", 1, "quarter", by="1/15"),
    "每季度末月20日前": TimeLimit("each", 1, "quarter", by="3/20"),
    "每季度结束后15日内": TimeLimit("each", 1, "quarter", by="1/15"),
    "每季度首月": TimeLimit("each", 1, "quarter", by="1/31"),
    "每季度末": TimeLimit("each", 1, "quarter", by="3/31"),
    "每季度": TimeLimit("each", 1, "quarter"),
    "每季度至少公开一次": TimeLimit("each", 1, "quarter"),
    "按季度更新": TimeLimit("each", 1, "quarter"),
    "季度公开": TimeLimit("each", 1, "quarter"),
    "月度公开": TimeLimit("each", 1, "month"),
    "每半年": TimeLimit("each", 1, "half-year"),
    "每半年公开一次": TimeLimit("each", 1, "half-year"),
    "每周": TimeLimit("each", 1, "week"),
    "每周五前": TimeLimit("each", 1, "week", by="5"),
    "每年": TimeLimit("each", 1, "year"),
    "每年公开一次": TimeLimit("each", 1, "year"),
    "每3个月": TimeLimit("each", 3, "month"),
    "每两周": TimeLimit("each", 2, "week"),
    "每日更新": TimeLimit("each", 1, "days"),
    # without a figure
    "实时": TimeLimit("realtime"),
    "实时更新": TimeLimit("realtime"),
    "动态更新": TimeLimit("realtime"),
    "即时公开": TimeLimit("realtime"),
    "及时": TimeLimit("promptly"),
    "信息形成后及时公开": TimeLimit("promptly"),
    "尽快公开": TimeLimit("promptly"),
    "长期公示": TimeLimit("standing"),
    "长期公开": TimeLimit("standing"),
    "常年公开": TimeLimit("standing"),
    "长期公开，动态更新": TimeLimit("standing"),
    "一次性公开": TimeLimit("once"),
    "一次性": TimeLimit("once"),
    # how long it stays up
    "公示7个工作日": TimeLimit("standing", keep="7 working-days"),
    "公示期为5天": TimeLimit("standing", keep="5 days"),
    "公示期不少于三十日": TimeLimit("standing", keep="30 days"),
    "公示时间不少于7个工作日": TimeLimit("standing", keep="7 working-days"),
    "即时公开，公示期不少于30日": TimeLimit("realtime", keep="30 days"),
    "及时公示，公示不少于5个工作日": TimeLimit("promptly", keep="5 working-days"),
    "信息形成之日起3个工作日内，公示7日": TimeLimit("within", 3, "working-days", CHANGED, keep="7 days"),
    "公示期满后5个工作日内": TimeLimit("within", 5, "working-days", "公示期满"),
    "长期公示（不少于3年）": TimeLimit("standing", keep="3 year"),
}
NOTHING_SAID = (
    "", "见附注", "/", "—", "按规定", "按照有关规定执行", "定期", "不定期公开", "适时", "视情况", "年初",
    "每年6月前", "2月30日前", "每年2次", "5至7个工作日内", "5-7个工作日", "提前5日", "10日前", "2025年6月30日前",
    "至少提前5个工作日",
    "每年1月、7月", "另行通知", "每学期", "近期", "一般20个工作日内，特殊情况30个工作日内",
    "每年3月31日前，每季度末", "每月5个工作日内", "公示5日或者7个工作日", "0个工作日内",
    "法律、法规另有规定的，从其规定", "第3个工作日", "每季度10日前", "公示3日内", "公开期限5年", "每月第一周",
)  # fmt: skip


@pytest.mark.parametrize(("words", "limit"), WORDINGS.items())
def test_a_wording_is_read_as_what_it_says(words: str, limit: TimeLimit) -> None:
    assert read_time_limit(words) == limit


@pytest.mark.parametrize("words", NOTHING_SAID)
def test_what_says_no_single_period_is_unknown(words: str) -> None:
    assert read_time_limit(words) == TimeLimit("unknown")


def test_blanks_breaks_widths_and_chinese_figures_change_nothing() -> None:
    random = Random(13)
    wide = str.maketrans("0123456789", "０１２３４５６７８９")
    for _ in range(300):
        number = random.randint(1, 60)
        unit, name = random.choice((("working-days", "个工作日"), ("days", "日"), ("month", "个月")))
        figure = random.choice((str(number), str(number).translate(wide), chinese_number(number)))
        event = random.choice(("批准", "作出决定", "审核通过", "会议结束"))
        words = f"{random.choice(('', '自'))}{event}{random.choice(('后', '之日起', '以后'))}{figure}{name}内"
        words += random.choice(("", "公开", "予以公开", "；法律、行政法规另有规定的，从其规定"))
        broken = "".join(random.choice(("", "", "", " ", "\n", "\u3000")) + letter for letter in words)
        assert read_time_limit(broken) == TimeLimit("within", number, unit, event), broken


def test_days_of_the_year_the_month_and_the_quarter_are_those_that_are_written() -> None:
    random = Random(14)
    for _ in range(300):
        month, day = random.randint(1, 12), random.randint(1, 28)
        chinese = random.random() < 0.5
        said = [chinese_number(part) if chinese else str(part) for part in (month, day)]
        ahead = random.choice(("前", "之前", "以前"))
        assert read_time_limit(f"每年{said[0]}月{said[1]}日{ahead}") == TimeLimit(
            "yearly_by", by=f"{month:02}-{day:02}"
        )
        assert read_time_limit(f"每月{said[1]}日{ahead}公开上月情况") == TimeLimit("each", 1, "month", by=str(day))
        assert read_time_limit(f"每季度首月{said[1]}日{ahead}") == TimeLimit("each", 1, "quarter", by=f"1/{day}")


def test_no_figure_comes_of_words_without_one() -> None:
    for words in ("及时", "实时", "长期公示", "一次性", "及时更新", "动态调整，长期公开"):
        limit = read_time_limit(words)
        assert (limit.number, limit.unit, limit.start, limit.by, limit.keep) == (None, "", "", "", "")


def test_long_hostile_lines_are_not_read() -> None:
    for piece in ("20个", "一", "每", "之日起", "公示", "不少于", "，", "(", "形成或"):
        assert read_time_limit(piece * 40_000) == TimeLimit("unknown")
        read_time_limit(piece * (300 // len(piece)))
