"""Questions on policies: answered in time, by an answer that answers and rests on what holds; the board shows them.

The right answers do not come from the engine: working days are counted with another library, kinds of answers are
known to whoever wrote them.
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import chinese_calendar
import pytest
import yaml
from selectolax.lexbor import LexborHTMLParser

from boards import MadePolicy, alone, put_policy, put_question, told
from disclosure.findings import Finding, Severity
from disclosure.law.book import law_book
from disclosure.law.replies import months_after, reply
from disclosure.law.working_days import WorkingDays
from disclosure.loading import read_register
from disclosure.pages.board import picks, this_year
from disclosure.pages.questions import BOARD_ADDRESS, all_asked
from disclosure.pages.site import Site
from disclosure.publication import publication
from disclosure.records.law import CalendarYear
from disclosure.rules.answers import Says, likeness, says
from disclosure.rules.empty_answers import holds_fact
from repository import write

TODAY = date(2025, 6, 18)
DAY = timedelta(days=1)
NEW = MadePolicy("pol-new", "柳溪街道公共晾晒架管理办法", "柳规〔2025〕7号", 12, "2025-03-01", "2030-02-28")
OLD = MadePolicy(
    "pol-old", "柳溪街道晾晒架暂行规则", "柳规〔2022〕4号", 8, "2022-04-01", "2027-03-31", "2025-03-01", "pol-new"
)
GONE = MadePolicy("pol-gone", "柳溪街道防寒补助办法", "柳规〔2023〕9号", 6, "2023-11-01", "2026-10-31", "2025-04-01")

ELSEWHERE = [
    "请联系街道城建办公室，电话0000-5550101。",
    "您好！此事请拨打12345市民热线咨询，祝您生活愉快！",
    "该事项由区住建部门负责，请向区住建部门咨询。",
    "您的留言已转交物业公司处理，请耐心等待。",
    "关于您咨询的问题，不属于本街道的职责范围，建议您向区人社局了解。",
    "详情请登录区政府网站查询；谢谢。",
    "请您到社区事务受理服务中心窗口咨询。感谢您对我们工作的关注与支持。",
    "具体请以市里文件为准。",
    "这事归城建部门管，我们已帮您转过去了，请留意来电。",
    "您反映的事情不归我们管，请找物业公司。",
    "我们无法答复，您可以问问居委会。",
    "已将您的诉求录入系统并派单，会有专人与您联系。",
    "此事建议向区房管局咨询，电话0000-5550101（工作日）。",
    "详见区政府网站“政策文件”栏目。",
    "您说的情况请与施工单位协商。",
    "已通知有关单位，请您等待处理结果。",
    "您反映的问题不归我镇管，已经转交县人民政府。",
    "情况本局不掌握，建议您去找村委会。",
]
ANSWERS = [
    "可以。",
    "不用，由居委会统一申请。",
    "每户两根，装在划定的位置，还有不清楚的可以打0000-5550101。",
    "不能转给别人用。退出的话到居委会登记。",
    "申请表到居委会领，填好以后交给楼组长；详情请致电0000-5550101。",
    "满六十周岁就可以登记。",
    "没有规定颜色，只规定尺寸。",
    "去年的补贴已经停发，今年没有新的补贴。",
    "属于公共部位，要业主大会同意。",
    "请在工作日上午带身份证到二楼三号窗口办理，当天办好。",
    "由物业公司维修，费用从维修资金里出。",
    "先向居委会提出，居委会三日内上门看。",
    "归物业管。",
    "不归街道收，水费交给自来水公司，扫账单上的码。",
    "不归镇里收，由村里统一交，每户每月两元。",
    "派单以后师傅两小时内上门。",
    "请放心，补贴一分不少，按原来的标准发。",
    "意见很好，已经写进第七条，九月起按新办法收。",
    "志愿者会跟您联系，约好时间再上门量尺寸。",
    "我们不了解您家的面积，超过九十平方米的不能领。",
]
NOTHING = [
    "您的来信收悉，我们会认真研究，感谢您的支持！",
    "感谢您的宝贵建议，我们高度重视，将积极推进。",
    "您好，收到您的来信，我们将进一步加强管理，不断提升服务水平，欢迎继续监督。",
    "您的心情我们理解，我们会努力做好工作。",
    "我街道十分重视，已安排专人跟进，请您放心。",
    "我乡十分重视，已安排专人跟进，请您放心。",
    "您的建议将作为我们今后工作的参考，祝身体健康。",
    "问题正在处理中，给您添麻烦了，请多包涵。",
]


@pytest.mark.parametrize("words", ELSEWHERE)
def test_an_answer_that_only_sends_people_elsewhere_is_none(words: str) -> None:
    assert says(words) is Says.ELSEWHERE


@pytest.mark.parametrize("words", ANSWERS)
def test_an_answer_that_says_what_holds_is_one_whatever_number_follows(words: str) -> None:
    assert says(words) is Says.ANSWERS


@pytest.mark.parametrize("words", NOTHING)
def test_politeness_alone_is_no_answer(words: str) -> None:
    assert says(words) is Says.NOTHING


def test_answers_that_hold_no_fact_are_doubted_and_no_good_one_is() -> None:
    """The last fifty empty ones were written when the signs stood, and nothing was changed to catch them."""
    told = yaml.load((Path(__file__).parent / "answers.yml").read_text("utf-8"), yaml.CSafeLoader)
    assert [answer for _, answer in told["good"] if not holds_fact(answer) or says(answer) is not Says.ANSWERS] == []
    assert [answer for answer in ANSWERS if not holds_fact(answer)] == []
    doubted = [answer for _, answer in told["empty"] if not holds_fact(answer) or says(answer) is not Says.ANSWERS]
    assert (len(doubted), len(told["empty"])) == (67, 100)


def test_signs_widths_and_greetings_make_no_difference() -> None:
    written = ["您好，每户两根，装在划定的位置。", "每户两根。装在划定的位置！", "每户 两根，　装在划定的位置"]
    assert len({likeness(text) for text in written}) == 1 and likeness("可以。") == ""


# --- answers that do not answer -----------------------------------------------------------------------------------


@pytest.fixture
def board(office_copy: Path) -> Path:
    """The small office with three policies and no question."""
    alone(office_copy)
    for policy in (NEW, OLD, GONE):
        put_policy(office_copy, policy)
    return office_copy


def told_of(root: Path, today: date = TODAY) -> dict[str, list[str]]:
    """What is told of each question but for advice: rule ids."""
    return {
        key: [item.rule for item in found if item.severity is not Severity.NOTICE]
        for key, found in told(root, today).items()
    }


def test_answers_that_do_not_answer_are_told_and_no_others(board: Path) -> None:
    policy, paste = NEW.key, "您反映的晾晒架问题我们已经登记在册，正在核对安装位置"
    put_question(board, "q-1", ask("2025-05-12", "2025-05-15", "算公共晾晒架，装在划定的位置。", [f"{policy} 第二条"]))
    put_question(board, "q-2", ask("2025-05-13", "2025-05-16", ELSEWHERE[1]))
    put_question(board, "q-3", ask("2025-05-14", "2025-05-15", ANSWERS[2], [f"{policy} 第十二条"]))
    for number, sign in ((4, "。"), (5, "！"), (6, "……")):
        put_question(board, f"q-{number}", ask("2025-05-19", "2025-05-22", paste + sign))
    put_question(board, "q-7", ask("2025-05-22", "2025-05-26", "两根以内不收费，多的每根每年十元。"))
    put_question(
        board, "q-8", {**ask("2025-05-28", "2025-05-30", "两根以内不收费；多的每根每年十元"), "same_as": "q-7"}
    )
    put_question(board, "q-9", ask("2025-05-23", "2025-05-28", "十个工作日内可以申请复核。", [f"{policy} 第十三条"]))
    put_question(board, "q-10", ask("2025-05-26", "2025-05-29", "可以续一次，每次一个月。", [f"{OLD.key} 第六条"]))
    put_question(board, "q-11", {**ask("2025-05-26", "2025-05-29", "每户一百元。"), "policy": GONE.key})
    put_question(board, "q-12", ask("2025-02-20", "2025-02-25", "可以续一次，一个月。", [f"{OLD.key} 第六条"]))
    assert told_of(board) == {
        "q-2": ["QUE-006"],
        "q-6": ["QUE-007"],
        "q-9": ["QUE-009"],
        "q-10": ["QUE-008"],
        "q-11": ["QUE-008"],
    }
    said = {key: found[0] for key, found in told(board, TODAY).items()}
    assert "q-4、q-5、q-6" in said["q-6"].message
    assert "第十三条" in said["q-9"].message and "有 12 条" in said["q-9"].remedy
    assert NEW.number in said["q-10"].message and NEW.key in said["q-10"].remedy
    assert "没有替代文件" in said["q-11"].remedy


def ask(received: str, answered: str, answer: str, cites: list[str] | None = None) -> dict[str, str | list[str]]:
    return {"policy": NEW.key, "received": received, "answered": answered, "answer": answer, "cites": cites or []}


def test_doing_what_is_said_is_enough(board: Path) -> None:
    put_question(board, "q-1", ask("2025-05-26", "2025-05-29", "可以续一次。", [f"{OLD.key} 第六条"]))
    [finding] = told(board, TODAY)["q-1"]
    successor = finding.remedy.partition("cites 里写 ")[2].rstrip("。")
    put_question(board, "q-1", ask("2025-05-26", "2025-05-29", "可以续一次。", [successor]))
    assert told(board, TODAY) == {}


# --- in time ------------------------------------------------------------------------------------------------------


def calendars(root: Path) -> WorkingDays:
    return WorkingDays(read_register(root).all(CalendarYear))


def counted(start: date, end: date) -> int:
    """Working days after one day up to and with another, by the other library."""
    return sum(chinese_calendar.is_workday(start + DAY * step) for step in range(1, (end - start).days + 1))


def nth(start: date, count: int) -> date:
    day = start
    while count:
        day += DAY
        count -= chinese_calendar.is_workday(day)
    return day


def test_due_days_and_lateness_agree_with_another_calendar(small_office: Path) -> None:
    days, chance = calendars(small_office), random.Random(11)
    for _ in range(400):
        received = date(2023, 1, 2) + DAY * chance.randrange(1000)
        today = received + DAY * chance.randrange(150)
        answered = received + DAY * chance.randrange(40) if chance.random() < 0.5 else None
        answered = answered if answered is None or answered <= today else None
        promise = chance.choice((3, 5, 7, 15))
        found = reply(received, answered, today, days, promise=promise, months=3)
        due, end = nth(received, promise), answered or today
        late = end > due
        expected = counted(due, end) if late else counted(end, due) if answered is None else 0
        assert (found.due, found.is_late, found.working_days) == (due, late, expected), (received, answered, today)


@pytest.mark.parametrize(
    ("received", "today", "far"),
    [
        ("2025-03-18", "2025-06-18", False),
        ("2025-03-17", "2025-06-18", True),
        ("2024-11-30", "2025-02-28", False),
        ("2024-11-30", "2025-03-01", True),
    ],
)
def test_three_months_end_on_the_day_of_the_same_number(
    received: str, today: str, far: bool, small_office: Path
) -> None:
    start, end = date.fromisoformat(received), date.fromisoformat(today)
    found = reply(start, None, end, calendars(small_office), promise=None, months=3)
    assert (found.is_far_too_late, found.due, found.is_late) == (far, None, False)
    assert months_after(date(2024, 11, 30), 3) == date(2025, 2, 28)


def test_what_is_late_is_told_with_the_day_and_the_days(board: Path) -> None:
    put_question(board, "q-1", {"received": "2025-06-09"})
    put_question(board, "q-2", {"received": "2025-06-11"})
    put_question(board, "q-3", {"received": "2025-06-09", "delay": ""})
    put_question(board, "q-4", {"received": "2025-02-05"})
    put_question(board, "q-5", {"received": "2025-05-28", "answered": "2025-06-06", "answer": "可以。"})
    found = {key: [item.message for item in items] for key, items in told(board, TODAY).items()}
    late = nth(date(2025, 2, 5), 5)
    assert found == {
        "q-1": ["这条留言应于 2025-06-16 前答复，已超过 2 个工作日。"],
        "q-3": ["这条留言应于 2025-06-16 前答复，已超过 2 个工作日。"],
        "q-4": [
            f"这条留言应于 {late} 前答复，已超过 {counted(late, TODAY)} 个工作日，2025-05-05 满 3 个月，仍没有回应。"
        ],
        "q-5": ["这条留言应于 2025-06-05 前答复，晚了 1 个工作日，没有写原因。"],
    }


def test_what_is_answered_on_the_weekend_after_its_last_day_is_less_than_a_day_late(board: Path) -> None:
    put_question(board, "q-1", {"received": "2025-05-16", "answered": "2025-05-24", "answer": "可以。"})
    messages = [item.message for item in told(board, TODAY)["q-1"]]
    assert messages == ["这条留言应于 2025-05-23 前答复，晚了不到 1 个工作日，没有写原因。"]


def test_time_alone_never_makes_an_error_or_a_warning(board: Path) -> None:
    put_question(board, "q-1", {"received": "2025-06-16"})
    put_question(board, "q-2", ask("2025-06-09", "2025-06-11", "可以续一次。", [f"{NEW.key} 第二条"]))
    for today in (TODAY, date(2025, 9, 30), date(2035, 6, 18)):
        found = [item for items in told(board, today).values() for item in items]
        assert [item for item in found if item.severity is not Severity.NOTICE] == []


# --- the board ----------------------------------------------------------------------------------------------------


def site_of(root: Path, today: date = TODAY) -> Site:
    register = read_register(root)
    return Site(register, law_book(register), today)


def page(site: Site, address: str) -> LexborHTMLParser:
    return LexborHTMLParser(publication(site).render(address))


def flood(root: Path, count: int) -> None:
    """Many questions of every state, some of them the same again, some answered alone."""
    chance = random.Random(5)
    answered: list[str] = []
    for number in range(count):
        key = f"q-{number:03}"
        received = date(2025, 1, 2) + DAY * chance.randrange(150)
        fields: dict[str, str | list[str]] = {
            "received": str(received),
            "policy": NEW.key,
            "question": f"第{number}问？",
        }
        if chance.random() < 0.8:
            fields |= {"answered": str(received + DAY * chance.randrange(4)), "answer": f"示例答复，按第{number}种办。"}
            kind = chance.random()
            if kind < 0.1:
                fields |= {"private": "true", "answer": "", "question": ""}
            elif kind < 0.3 and answered:
                fields["same_as"] = chance.choice(answered)
            elif kind < 0.4:
                fields["cites"] = [f"{OLD.key} 第一条"]
            else:
                answered.append(key)
        put_question(root, key, fields)


def test_the_counts_of_the_states_make_up_all_questions(board: Path) -> None:
    flood(board, 70)
    site = site_of(board)
    whole, *states = picks(site, all_asked(site), all_asked(site), whole=True)
    assert whole.count == 70 == sum(state.count for state in states)
    assert {state.word for state in states} == {"逾期", "已答复", "依据已变", "单独答复"}
    year = this_year(site)
    assert year is not None and year.received == 70
    assert year.received == year.answered + year.open + year.late
    assert sum(portion.count for portion in year.rated.portions) == year.answered


def test_the_drawing_the_table_and_the_csv_say_the_same(board: Path) -> None:
    flood(board, 40)
    site = site_of(board)
    whole = publication(site)
    tree = LexborHTMLParser(whole.render(BOARD_ADDRESS))
    rows = [[cell.text(strip=True) for cell in row.css("th, td")] for row in tree.css("#year ~ .halves tbody tr")]
    drawn = [node.text() for node in tree.css(".column__above")]
    table = [cell for row in rows[:-1] for cell in row[1:]]
    csv = next(asset.data for asset in whole.assets if asset.address == "data/questions/months.csv").decode("utf-8-sig")
    written = [line.split(",")[1:] for line in csv.replace('"', "").split("\r\n")[1:] if line]
    assert drawn == table and [cell for row in written for cell in row] == table[: 2 * len(written)]
    assert set(table[2 * len(written) :]) <= {"0"}
    assert rows[-1][1:] == [str(sum(int(row[at]) for row in rows[:-1])) for at in (1, 2)]


def test_late_stands_before_open_before_answered_and_what_is_asked_most_first(board: Path) -> None:
    put_question(board, "q-1", ask("2025-03-03", "2025-03-05", "第一种。"))
    put_question(board, "q-2", ask("2025-05-06", "2025-05-08", "第二种。"))
    put_question(board, "q-3", {**ask("2025-05-12", "2025-05-14", "同第一种。"), "same_as": "q-1"})
    put_question(board, "q-4", {"received": "2025-06-16"})
    put_question(board, "q-5", {"received": "2025-06-09"})
    put_question(board, "q-6", {"received": "2025-06-13"})
    site = site_of(board)
    assert [item.question.id for item in all_asked(site)] == ["q-5", "q-6", "q-4", "q-1", "q-2"]
    assert {item.question.id: item.times for item in all_asked(site) if item.times > 1} == {"q-1": 2}
    labels = [node.attributes["aria-label"] for node in page(site, BOARD_ADDRESS).css(".boxes")]
    assert labels == [
        "答复期限 5 个工作日，已超过 2 个工作日",
        "答复期限 5 个工作日，已用 3 个，还剩 2 个",
        "答复期限 5 个工作日，已用 2 个，还剩 3 个",
    ]


def test_before_an_answer_that_rests_on_what_ended_stands_the_warning(board: Path) -> None:
    put_question(
        board, "q-1", {**ask("2024-05-06", "2024-05-08", "每月两次。", [f"{OLD.key} 第二条"]), "policy": OLD.key}
    )
    site = site_of(board)
    for address in (BOARD_ADDRESS, "questions/q-1.html", f"documents/{OLD.key}.html"):
        html = publication(site).render(address)
        entry = LexborHTMLParser(html).css_first(".asked--stale")
        assert entry is not None and entry.css_first("details blockquote") is not None
        text = entry.text()
        assert "2025年3月1日废止" in text and text.index(NEW.title) < text.index("每月两次")


def test_what_was_answered_alone_is_counted_and_not_shown(board: Path) -> None:
    for number in range(4):
        fields = {"received": "2025-05-06", "answered": "2025-05-08", "private": "true", "question": ""}
        put_question(board, f"q-{number}", fields)
    put_question(board, "q-9", ask("2025-05-06", "2025-05-08", "可以。"))
    whole = publication(site_of(board))
    assert {path for path in whole.pages if path.startswith("questions/")} == {"questions/q-9.html"}
    text = LexborHTMLParser(whole.render(BOARD_ADDRESS)).css_first("main").text()
    assert "4 条留言已经和提问人单独联系" in text and "已答复 1" in " ".join(text.split())
    (board / "data/questions/2025/q-3.yml").unlink()
    (board / "data/questions/2025/q-2.yml").unlink()
    text = page(site_of(board), BOARD_ADDRESS).css_first("main").text()
    assert "单独联系" not in text and "已答复 3" in " ".join(text.split())


def test_a_board_without_questions_says_so_and_how_to_ask(board: Path) -> None:
    text = page(site_of(board), BOARD_ADDRESS).css_first("main").text()
    assert "还没有人问" in text and "5 个工作日内答复" in text and "0000" in text
    assert page(site_of(board), f"documents/{NEW.key}.html").css_first("section.board").text().count("还没有人问") == 1


def test_twenty_to_a_page_and_a_policy_of_many_questions_has_pages_of_its_own(board: Path) -> None:
    for number in range(45):
        put_question(board, f"q-{number:03}", ask("2025-05-06", "2025-05-08", f"第{number}种办法。"))
    whole = publication(site_of(board))
    boards = ["questions.html", "questions/pages/2.html", "questions/pages/3.html"]
    own = [f"questions/about/{NEW.key}{end}.html" for end in ("", "-2", "-3")]
    shown = {path: len(LexborHTMLParser(whole.render(path)).css("article.asked")) for path in (*boards, *own)}
    assert shown == dict(zip((*boards, *own), (20, 20, 5) * 2, strict=True))
    policy = LexborHTMLParser(whole.render(f"documents/{NEW.key}.html"))
    assert len(policy.css("article.asked")) == 10 and "看全部 45 条" in policy.css_first(".board").text()


def test_each_policy_that_was_asked_about_has_a_feed(board: Path) -> None:
    put_question(board, "q-1", ask("2025-05-06", "2025-05-08", "可以续一次。"))
    put_question(board, "q-2", {"received": "2025-06-16"})
    feeds = {
        asset.address: asset.data.decode()
        for asset in publication(site_of(board)).assets
        if "feeds/questions" in asset.address
    }
    assert set(feeds) == {"feeds/questions.xml", f"feeds/questions/{NEW.key}.xml"}
    counts = Counter({address: text.count("<entry>") for address, text in feeds.items()})
    assert counts == {"feeds/questions.xml": 2, f"feeds/questions/{NEW.key}.xml": 1}


def test_an_own_board_has_its_form_and_without_a_script_the_other_ways(board: Path) -> None:
    agency = board / "data/agency.yml"
    text = agency.read_text("utf-8")
    agency.unlink()
    write(board, "data/agency.yml", text + "board: {hotline: '12345', own: /isso, granted: 示例区政务公开科}\n")
    tree = page(site_of(board), BOARD_ADDRESS)
    form = tree.css_first("form[data-board]")
    assert form.attributes["data-board"] == "/isso" and "hidden" in form.attributes
    assert {option.attributes["value"] for option in form.css("option")} >= {"", NEW.key}
    assert OLD.key not in {option.attributes["value"] for option in form.css("option")}
    assert any((script.attributes.get("src") or "").endswith("assets/site/board.js") for script in tree.css("script"))
    assert [node.text() for node in tree.css(".ways-to-ask dt")] == ["在本页", "热线", "电话", "邮件", "当面", "来信"]
    assert told(board, TODAY) == {}


def findings(root: Path) -> Iterator[Finding]:
    yield from (item for items in told(root, TODAY).values() for item in items)


@pytest.mark.parametrize(
    ("words", "rule"),
    [
        ("联系人手机13912345678，能申请吗？", "PRI-004"),
        ("身份证号310112199001011234的老人能申请吗？", "PRI-002"),
    ],
)
def test_personal_data_in_a_question_is_an_error(words: str, rule: str, board: Path) -> None:
    put_question(board, "q-1", {"received": "2025-06-16", "question": words})
    found = [(item.rule, item.severity) for item in findings(board)]
    assert len(found) == 1 and found[0][0] in (rule, "PRI-001") and found[0][1] is Severity.ERROR
