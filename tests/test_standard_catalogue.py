"""The standard catalogue: what satisfies an item and when, what the pages say, what a change may take away."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from selectolax.lexbor import LexborHTMLParser, LexborNode
from typer.testing import CliRunner

from demonstration import REPOSITORY, linked_copy
from disclosure.agenda.sources import everything_due
from disclosure.catalogue import ALL_RULES
from disclosure.cli import app
from disclosure.coverage.evidence import Evidence
from disclosure.coverage.matrix import Coverage, coverage
from disclosure.coverage.rhythm import Rhythm, read
from disclosure.coverage.rounds import ItemState, rounds, served
from disclosure.exports.standard import catalogue_calendar, item_rows, round_rows
from disclosure.law.book import law_book
from disclosure.loading import read_register
from disclosure.lowered import lowered_since
from disclosure.pages import addresses
from disclosure.pages.site import Site
from disclosure.publication import publication
from repository import begin, commit, git, write
from rule_examples import line_of

TODAY = date(2025, 6, 18)
FIELD = "data/standard-catalogue/std-gardens.yml"
HEAD = "id: std-gardens\ntitle: 社区花园\nsince: {since}\nitems:\n"
Office = Callable[..., Site]


def item(number: int, limit: str, *more: str) -> str:
    lines = (
        f"number: {number}",
        f"level1: 事项{number}",
        "content: 正文",
        "basis: 711号令/20",
        f"limit: {limit}",
        "body: 柳溪街道",
        "channels: [website]",
        "audience: [everyone]",
        "modes: [active]",
        "levels: [town]",
        *more,
    )
    return "  - " + "\n    ".join(lines) + "\n"


def notice(key: str, day: str, made: str = "") -> tuple[str, str]:
    path = f"docs/notices/{day[:4]}/{key}.md"
    text = (REPOSITORY / "tests/site/docs/notices/2025/doc-2025-003.md").read_text("utf-8")
    text = text.replace("doc-2025-003", key).replace("2025-05-08 09:30", day).replace("2025-05-06", made or day)
    return path, text


@pytest.fixture
def office(small_office: Path, tmp_path: Path) -> Office:
    """The small office with a field of these items, and notices of these days."""

    def made(*items: str, since: str = "2024-01-01", days: tuple[str, ...] = (), today: date = TODAY) -> Site:
        root = linked_copy(small_office, tmp_path / "project")
        write(root, FIELD, HEAD.format(since=since) + "".join(items))
        for number, day in enumerate(days):
            write(root, *notice(f"doc-{day[:4]}-9{number:02}", day))
        register = read_register(root)
        assert register.findings == []
        return Site(register, law_book(register), today, ALL_RULES)

    return made


def ids(*days: str) -> str:
    return f"satisfied_by: [{', '.join(f'doc-{day[:4]}-9{number:02}' for number, day in enumerate(days))}]"


def covered(site: Site) -> Coverage:
    return coverage(site.register, site.law, site.today)


def states(site: Site) -> list[str]:
    return [standing.state.label for standing in covered(site).standings]


# --- when something falls due ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("words", "days"),
    [
        ("每年3月31日前", ["2024-03-31", "2025-03-31"]),
        ("年底前", ["2024-12-31"]),
        ("每季度首月15日前", ["2024-04-15", "2024-07-15", "2024-10-15", "2025-01-15", "2025-04-15"]),
        ("每季度", ["2024-03-31", "2024-06-30", "2024-09-30", "2024-12-31", "2025-03-31"]),
        ("每半年", ["2024-06-30", "2024-12-31"]),
        ("每月10日前公开上月情况", [f"{2024 + month // 12}-{month % 12 + 1:02}-10" for month in range(2, 17)]),
        ("信息形成或变更之日起20个工作日内", []),
        ("实时", []),
    ],
)
def test_the_words_of_a_limit_tell_the_days(words: str, days: list[str]) -> None:
    rhythm = read(words)
    found = rounds(rhythm, date(2024, 3, 1), date(2025, 5, 31)) if rhythm.comes_round else []
    assert [str(due.day) for due in found] == days


def test_so_long_after_the_end_of_each_round_is_counted_by_the_calendar(office: Office) -> None:
    site = office(item(1, "季度结束后10个工作日内"), since="2025-06-01")
    (standing,) = covered(site).standings
    assert str(standing.ahead) == "2025-07-14"
    rhythm = replace(read("季度结束后10个工作日内"), calendar=site.law.working_days)
    assert [str(due.day) for due in rounds(rhythm, date(2025, 1, 1), date(2025, 12, 31))] == [
        "2025-01-15",
        "2025-04-15",
        "2025-07-14",
        "2025-10-21",
    ]
    assert (rhythm.words, read("月结束后40日内").is_known) == ("每季度，结束后 10 个工作日内", False)


def test_a_day_that_a_month_lacks_is_its_last() -> None:
    rhythm = Rhythm(months=1, by="31")
    assert [str(due.day) for due in rounds(rhythm, date(2024, 2, 1), date(2024, 4, 30))] == [
        "2024-02-29",
        "2024-03-31",
        "2024-04-30",
    ]


def test_what_nobody_can_mean_is_not_known_and_the_end_of_the_calendar_is_the_end() -> None:
    assert [read(words).is_known for words in ("每9999年", "每99个月", "见附注")] == [False, False, False]
    assert [str(due.day) for due in rounds(read("每季度"), date(9999, 6, 1), date.max)] == ["9999-06-30", "9999-09-30"]
    assert len(rounds(read("每周"), date(9999, 12, 1), date.max)) <= 6  # it ends


@pytest.mark.parametrize(
    ("published", "became"),
    [
        (["2024-11-20", "2025-02-11", "2025-05-06"], ["按期", "按期", "按期"]),
        (["2024-11-20", "2025-05-06"], ["按期", "逾期", "按期"]),
        (["2024-11-20", "2025-04-02", "2025-05-06"], ["按期", "已公开", "按期"]),  # the first of two made up for it
        (["2024-11-20", "2024-12-28"], ["按期", "按期", "待公开"]),  # ahead of time
        (["2024-11-20"], ["按期", "逾期", "待公开"]),
        ([], ["逾期", "逾期", "待公开"]),
    ],
)
def test_each_round_is_served_by_what_was_published_for_it(published: list[str], became: list[str]) -> None:
    rhythm = read("每季度")
    papers = [Evidence(object(), date.fromisoformat(day)) for day in published]  # type: ignore[arg-type]
    found = served(rounds(rhythm, date(2024, 10, 1), date(2025, 6, 30)), papers, rhythm)
    assert [due.state(TODAY).label for due in found] == became


def test_an_item_stands_as_its_worst_round(office: Office) -> None:
    days = ("2025-02-11", "2025-05-06", "2024-08-01", "2024-11-20")
    site = office(
        item(1, "每季度", ids(*days)),
        item(2, "每季度", ids(*days[:2])),
        item(3, "每年6月30日前", ids()),
        item(4, "每年12月31日前", "since: 2025-01-01"),
        item(5, "及时", "query: {column: notices}"),
        item(6, "及时"),
        item(7, "及时", "not_applicable: {reason: 没有这项业务, basis: 711号令/10}"),
        days=days,
    )
    assert states(site) == ["按期", "逾期", "待公开", "未到期", "按期", "逾期", "不适用"]
    late = [(one.standing.item.number, str(one.round.day)) for one in covered(site).late]
    assert late == [(6, "2024-01-29"), (2, "2024-09-30"), (2, "2024-12-31")]


def test_what_is_made_public_within_days_is_counted_from_the_day_it_was_made(office: Office) -> None:
    in_time = notice("doc-2025-901", "2025-05-28", made="2025-05-06")
    late = notice("doc-2025-902", "2025-06-12", made="2025-05-06")
    site = office(
        item(1, "信息形成或变更之日起20个工作日内", "satisfied_by: [doc-2025-901]"),
        item(2, "信息形成或变更之日起20个工作日内", "satisfied_by: [doc-2025-902]"),
    )
    for path, text in (in_time, late):
        write(site.register.root, path, text)
    again = read_register(site.register.root)
    assert states(Site(again, law_book(again), TODAY)) == ["按期", "已公开"]


def test_what_is_not_published_on_the_site_is_no_duty_of_the_site(office: Office) -> None:
    site = office(
        item(1, "及时").replace("modes: [active]", "modes: [on-request]"),
        item(2, "及时").replace("[website]", "[notice-board, on-site]"),
        item(3, "及时").replace("levels: [town]", "levels: [county]"),
    )
    reasons = [standing.excuse.reason if standing.excuse else "" for standing in covered(site).standings]
    assert reasons == [
        "依申请公开，不主动公开",
        "通过社区/企事业单位/村公示栏（电子屏）、入户/现场公开，不在网站公开",
        "由区级公开",
    ]


def test_an_excuse_that_is_over_makes_the_item_due_again(office: Office) -> None:
    excuse = "not_applicable: {reason: 没有项目, basis: 711号令/10, until: 2025-05-31}"
    site = office(item(1, "及时", excuse))
    days = [date(2025, 5, 31), date(2025, 6, 1), date(2025, 7, 1)]
    assert [states(Site(site.register, site.law, day)) for day in days] == [["不适用"], ["待公开"], ["逾期"]]


# --- what the pages say ---------------------------------------------------------------------------------------------


def page_of(site: Site, address: str) -> LexborHTMLParser:
    return LexborHTMLParser(publication(site).pages[address].render()[0])


def text_of(node: LexborNode | None) -> str:
    assert node is not None
    return re.sub(r"\s+", "", node.text())


def numbers_in_rows(tree: LexborHTMLParser) -> list[tuple[int, int]]:
    sums = [re.match(r"(\d+)/(\d+)", text_of(cell)) for cell in tree.css("table.months tbody .months__sum")]
    return [(int(found[1]), int(found[2])) for found in sums if found]


def check_overview(tree: LexborHTMLParser, found: Coverage) -> None:
    """The sum of the rows is the sentence; what is late is what the cells mark; each cell has words and a role."""
    lead = text_of(tree.css_first("p.lead"))
    told = re.search(r"应公开(\d+)项，(\d+)项已按期公开", lead)
    rows = numbers_in_rows(tree)
    assert told is not None
    assert (sum(row[0] for row in rows), sum(row[1] for row in rows)) == (int(told[2]), int(told[1]))
    marked = [text_of(node) for node in tree.css("table.months .month--late")]
    in_cells = sum(int(count) for text in marked for count in re.findall(r"逾期(\d+)项", text))
    assert in_cells == len(tree.css("section.alert .dues li")) == len(found.late)
    for row in tree.css("table.months tbody tr"):
        cells = row.css("td[data-month]")
        assert [bool(text_of(cell.css_first(".unseen"))) for cell in cells] == [True] * 12
    table = tree.css_first("table.months")
    parts = {"tr": "row", "td": "cell", "thead": "rowgroup", "tbody": "rowgroup"}
    assert table is not None and table.attributes["role"] == "table"
    assert [(tag, {node.attributes.get("role") for node in table.css(tag)}) for tag in parts] == [
        (tag, {role}) for tag, role in parts.items()
    ]
    heads = {node.attributes["scope"]: node.attributes["role"] for node in table.css("th")}
    assert heads == {"col": "columnheader", "row": "rowheader"}


@pytest.mark.demonstration
@pytest.mark.parametrize("today", [date(2024, 9, 2), date(2025, 1, 1), date(2025, 3, 31), TODAY, date(2025, 12, 31)])
def test_the_demonstration_adds_up_on_any_day(demonstration: Site, today: date) -> None:
    site = Site(demonstration.register, demonstration.law, today)
    check_overview(page_of(site, addresses.STANDARD_CATALOGUE), covered(site))


@pytest.fixture(scope="module")
def demonstration() -> Site:
    register = read_register(REPOSITORY)
    return Site(register, law_book(register), TODAY)


def test_what_is_late_is_told_with_its_unit_and_its_new_day(office: Office) -> None:
    site = office(
        item(1, "每季度", "unit: community-office", "delay: {reason: 数据还在核对。, new_date: 2025-07-10}"),
        item(2, "及时", "query: {column: notices}"),
        since="2025-01-01",
    )
    tree = page_of(site, addresses.STANDARD_CATALOGUE)
    check_overview(tree, covered(site))
    assert [text_of(node) for node in tree.css("section.alert li")] == [
        "社区花园事项1（2025年3月）应于2025-03-31前·社区建设办公室·逾期53个工作日原因：数据还在核对，改到2025-07-10前。"
    ]


def test_the_first_year_is_empty_before_it_began(office: Office) -> None:
    site = office(item(1, "每月", ids("2025-05-06")), since="2025-05-01", days=("2025-05-06",))
    tree = page_of(site, addresses.STANDARD_CATALOGUE)
    cells = [text_of(node) for node in tree.css("table.months td[data-month]")]
    assert cells == ["目录还没有施行"] * 10 + ["1按期1项", "待本月到期1项"]


def test_nothing_due_all_year_is_said(office: Office) -> None:
    tree = page_of(office(item(1, "长期公示", "query: {column: notices}")), addresses.STANDARD_CATALOGUE)
    assert [text_of(node) for node in tree.css("table.months td[data-month]")] == ["·没有到期的事项"] * 12
    assert numbers_in_rows(tree) == [(1, 1)]
    assert tree.css("section.alert") == []


def test_a_catalogue_of_which_nothing_applies_is_said(office: Office) -> None:
    site = office(item(1, "及时", "not_applicable: {reason: 没有这项业务, basis: 711号令/10}"))
    tree = page_of(site, addresses.STANDARD_CATALOGUE)
    assert text_of(tree.css_first("p.lead")) == "1个领域1项，目前都不适用，原因写在下面。"
    assert text_of(tree.css_first("table.months tbody .months__sum")) == "都不适用"
    assert "没有这项业务。依据：《政府信息公开条例》第十条" in text_of(tree.css_first("main"))


def test_an_office_without_a_catalogue_has_no_page_of_it(small_office: Path) -> None:
    register = read_register(small_office)
    pages = publication(Site(register, law_book(register), TODAY)).pages
    assert [path for path in pages if "standard-catalogue" in path] == []


def test_each_row_leads_to_what_satisfies_it(office: Office) -> None:
    days = ("2025-02-11", "2025-05-06")
    site = office(item(1, "每季度", ids(*days)), item(2, "及时", "query: {find: decision-catalogues}"), days=days)
    tree = page_of(site, "standard-catalogue/std-gardens.html")
    links = {
        row.attributes["id"]: [link.attributes["href"] for link in row.css("ul.papers a")]
        for row in tree.css("table.standard tbody tr")
    }
    assert links == {
        "item-1": ["../documents/doc-2025-901.html", "../documents/doc-2025-900.html"],
        "item-2": ["../catalogues/decisions-2025.html", "../catalogues/decisions-2024.html"],
    }


def test_the_tables_say_what_the_page_says(office: Office) -> None:
    days = ("2025-02-11", "2025-05-06")
    items = item(1, "每季度", ids(*days)), item(2, "及时", "query: {column: notices}")
    site = office(*items, since="2025-01-01", days=days)
    rows = [(row.number, str(row.due), str(row.published)) for row in round_rows(site)]  # type: ignore[attr-defined]
    assert rows == [(1, "2025-03-31", "2025-02-11"), (1, "2025-06-30", "2025-05-06")]
    papers = [row.papers for row in item_rows(site)]  # type: ignore[attr-defined]
    assert papers == [["doc-2025-901", "doc-2025-900"], ["doc-2025-003", "doc-2025-901", "doc-2025-900"]]


def test_the_calendar_tells_what_is_due_in_a_year(office: Office) -> None:
    items = item(1, "每半年", ids("2025-05-06")), item(2, "每年3月31日前")
    site = office(*items, since="2025-01-01", days=("2025-05-06",))
    [asset] = catalogue_calendar(site)
    told = re.findall(r"DTSTART;VALUE=DATE:(\d+)", asset.data.decode())
    assert told == ["20251231", "20260331"]


def test_the_agenda_tells_what_is_late_and_what_comes_next(office: Office) -> None:
    site = office(
        item(1, "每季度", "unit: community-office", ids("2025-05-06")),
        item(2, "及时"),
        item(3, "及时", "query: {column: notices}"),
        since="2025-01-01",
        days=("2025-05-06",),
    )
    check = "id: self-check-1\ntitle: 自查\nperiod: 上半年\ndate: 2025-06-10\nunit: general-office\nfindings:\n"
    left = "{what: 缺一件, mending: 补, due: 2025-06-25}"
    done = "{what: 错字, mending: 改, due: 2025-06-20, mended: 2025-06-11}"
    write(site.register.root, "data/self-checks/self-check-1.yml", f"{check}  - {left}\n  - {done}\n")
    register = read_register(site.register.root)
    told = everything_due(register, law_book(register), TODAY)
    assert [(due.key, due.unit, str(due.day)) for due in told if due.topic == "standard-catalogue"] == [
        ("standard-catalogue-std-gardens-2-2025-02-05", "general-office", "2025-02-05"),
        ("standard-catalogue-std-gardens-1-2025-03-31", "community-office", "2025-03-31"),
        ("self-check-self-check-1-1", "general-office", "2025-06-25"),
        ("standard-catalogue-std-gardens-1-2025-09-30", "community-office", "2025-09-30"),
    ]


def test_days_that_cannot_be_counted_are_not_taken_for_the_general_ones_silently(office: Office) -> None:
    limits = ("自作出决定之日起7个工作日内", "见附注", "自该信息形成之日起15个工作日内", "长期公开")
    site = office(*(item(number, limit) for number, limit in enumerate(limits, 1)), since="2025-06-17")
    told = {
        due.key[-12:-11]: due
        for due in everything_due(site.register, site.law, TODAY)
        if due.topic == "standard-catalogue"
    }
    titles = [due.title.removeprefix("公开标准目录的事项：社区花园，") for _, due in sorted(told.items())]
    assert titles == [
        "事项1（公开时限“自作出决定之日起7个工作日内”算不出哪一天，按一般期限计）",
        "事项2（公开时限“见附注”算不出哪一天，按一般期限计）",
        "事项3",
        "事项4",
    ]
    assert [str(due.day) for _, due in sorted(told.items())] == ["2025-07-15", "2025-07-15", "2025-07-08", "2025-07-15"]


# --- what a change may take away ------------------------------------------------------------------------------------


def changed(root: Path, *edits: tuple[str, str]) -> list[str]:
    """What is found of a change of the catalogue's file, each an old and a new text."""
    start = git(root, "rev-parse", "HEAD")
    text = (root / FIELD).read_text("utf-8")
    for old, new in edits:
        assert text.count(old) == 1, old
        text = text.replace(old, new)
    write(root, FIELD, text)
    commit(root, "Change the catalogue", "2025-06-17")
    return [line_of(finding) for finding in lowered_since(root, start, lambda register: TODAY, ALL_RULES)]


@pytest.fixture
def recorded(office: Office) -> Path:
    """A repository of two items, both public."""
    items = item(1, "及时", "satisfied_by: [doc-2025-003]"), item(2, "每季度", "query: {column: notices}")
    site = office(*items, since="2025-04-01")
    begin(site.register.root, "2025-06-01")
    return site.register.root


HISTORY = "    history:\n      - {date: 2025-06-17, change: 事项有变, reason: 业务已经移交区级部门}\n"


def test_coverage_never_falls_silently(recorded: Path) -> None:
    assert changed(recorded, ("    satisfied_by: [doc-2025-003]\n", "")) == [f"{FIELD}:5 error STD-020"]


def test_the_command_tells_of_a_fall(recorded: Path) -> None:
    start = git(recorded, "rev-parse", "HEAD")
    changed(recorded, ("    satisfied_by: [doc-2025-003]\n", ""))
    asked = ["check", "--since", start, "--root", str(recorded), "--today", "2025-06-18"]
    ended = CliRunner().invoke(app, asked)
    assert (ended.exit_code, "STD-020 标准目录的“事项1”由“按期”变为“逾期”，没有说明。" in ended.stdout) == (1, True)


def test_a_fall_that_is_explained_passes(recorded: Path) -> None:
    assert changed(recorded, ("    satisfied_by: [doc-2025-003]\n", HISTORY)) == []


def test_an_item_does_not_leave_silently(recorded: Path) -> None:
    text = (recorded / FIELD).read_text("utf-8")
    second = text[text.index("  - number: 2") :]
    assert changed(recorded, (second, "")) == [f"{FIELD}:1 error STD-020"]


def test_not_applicable_wants_a_word_in_the_history(recorded: Path) -> None:
    excuse = "    not_applicable: {reason: 没有了, basis: 711号令/10}\n"
    query = "    query: {column: notices}\n"
    assert changed(recorded, (query, query + excuse)) == [f"{FIELD}:16 error STD-020"]


def test_a_paper_that_is_deleted_is_a_fall(recorded: Path) -> None:
    (recorded / "docs/notices/2025/doc-2025-003.md").unlink()
    found = changed(recorded, ("level1: 事项1", "level1: 事项1"))
    assert found == [f"{FIELD}:5 error STD-020", f"{FIELD}:16 error STD-020"]


def test_what_was_taken_down_is_explained_by_its_own_record(recorded: Path) -> None:
    facts = "column: notices, issuer: 柳溪街道, made: 2025-05-06, published: 2025-05-08 09:30"
    taken = "number: doc-2025-003\nkind: notice\ntime: 2025-06-12 16:40\ncode: error\nreason: 选错了附件\n"
    write(recorded, "data/withdrawn/2025/doc-2025-003.yml", f"{taken}ordered_by: 分管负责人\nkept: {{{facts}}}\n")
    (recorded / "docs/notices/2025/doc-2025-003.md").unlink()
    assert changed(recorded, ("level1: 事项1", "level1: 事项1")) == []


def test_a_changed_term_wants_a_word_in_the_history(recorded: Path) -> None:
    edit = ("limit: 及时", "limit: 实时")
    assert changed(recorded, edit) == [f"{FIELD}:5 warning STD-021"]


def test_a_changed_term_with_its_history_passes(recorded: Path) -> None:
    named = "    satisfied_by: [doc-2025-003]\n"
    assert changed(recorded, ("limit: 及时", "limit: 实时"), (named, named + HISTORY)) == []


def test_time_alone_is_no_fall(recorded: Path) -> None:
    start = git(recorded, "rev-parse", "HEAD")
    write(recorded, *notice("doc-2025-950", "2025-06-16"))
    commit(recorded, "A notice", "2025-06-16")
    assert lowered_since(recorded, start, lambda register: date(2026, 6, 18), ALL_RULES) == []


def test_a_field_that_is_gone_is_listed_among_those_not_taken(recorded: Path) -> None:
    start = git(recorded, "rev-parse", "HEAD")
    (recorded / FIELD).unlink()
    commit(recorded, "Take the field away", "2025-06-17")
    found = lowered_since(recorded, start, lambda register: TODAY, ALL_RULES)
    assert [line_of(item) for item in found] == ["data/untaken-fields.yml:1 error STD-020"]
    group = "{names: [社区花园], reason: 移交区级, basis: 711号令/10}"
    write(recorded, "data/untaken-fields.yml", f"fields:\n  - {group}\n")
    commit(recorded, "Say why", "2025-06-17")
    assert lowered_since(recorded, start, lambda register: TODAY, ALL_RULES) == []


def test_states_have_words_of_the_one_vocabulary() -> None:
    assert {state.label for state in ItemState} == {"按期", "已公开", "待公开", "未到期", "逾期", "不适用"}
