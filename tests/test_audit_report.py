"""``disclosure audit-report``: PASS, FAIL with the cell, or CANNOT DECIDE; never a guess, and no false FAIL."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
import yaml
from typer.testing import CliRunner

from demonstration import REPOSITORY
from disclosure.annual.cells import FigureSpot, spots
from disclosure.attachments.contents import Contents
from disclosure.attachments.facts import Fact, Passage
from disclosure.auditing.judging import Audit, audited
from disclosure.auditing.opening import material_of
from disclosure.auditing.remarks import Level
from disclosure.auditing.report import report_in
from disclosure.auditing.running_text import pdf_material
from disclosure.auditing.telling import in_words
from disclosure.cli import app
from report_audits import FEW, FORMATS, NONE, judged, told
from report_figures import RESULTS, answered, changed, figures_of
from report_files import Report, as_html, as_material, as_text, as_xlsx, blocks


@pytest.mark.parametrize("name", FORMATS)
def test_a_right_report_passes_in_every_format(name: str, audit: Callable[..., Audit]) -> None:
    found = audit(FORMATS[name](blocks(Report(figures_of(3)))))
    assert (found.verdict, told(found, Level.FAIL, Level.UNDECIDED, Level.WARNING)) == ("PASS", [])


def test_each_single_changed_cell_of_table_three_is_caught_and_named() -> None:
    figures = figures_of(3)
    for spot in spots("requests"):
        found = judged(Report(figures).wrote(**{"__".join(spot): f"{figures[spot] + 1:f}"}))
        sums = [cells for check, cells in told(found) if check.startswith("T3")]
        assert (found.verdict, sums) == ("FAIL", [[".".join(spot[1:])]]), spot


def test_each_single_changed_cell_of_table_four_is_caught_in_its_group() -> None:
    figures = figures_of(3)
    for spot in spots("appeals"):
        found = judged(Report(figures).wrote(**{"__".join(spot): f"{figures[spot] + 1:f}"}))
        ((check, cells),) = told(found)
        assert (check, ".".join(spot[1:]) in cells, {cell.split(".")[0] for cell in cells}) == (
            "T4-1",
            True,
            {spot.row},
        )


@pytest.mark.parametrize("name", FORMATS)
def test_a_wrong_sum_of_a_row_is_one_fault_at_its_cell(name: str, audit: Callable[..., Audit]) -> None:
    found = audit(FORMATS[name](blocks(Report(FEW).wrote(requests__granted__total="3"))))
    assert told(found, *Level) == [("T3-2、T3-3", ["granted.total"])]
    assert "表三第 3 行“（一）予以公开”的“总计”写的是 3，按合计应是 2" in found.remarks[0].message


@pytest.mark.parametrize("name", FORMATS)
def test_where_the_wrong_row_cannot_be_told_both_columns_and_sums_are(name: str, audit: Callable[..., Audit]) -> None:
    figures = changed(FEW, ("requests.carried_out.natural", 1), ("requests.carried_out.total", 1))
    found = audit(FORMATS[name](blocks(replace(Report(figures), general=Report(FEW).general[:1]))))
    assert [check for check, _ in told(found)] == ["T3-1"]
    words = found.remarks[0].message
    assert "表三“自然人”一栏" in words and "表三“总计”一栏" in words and "是 4" in words and "是 7" in words


def carried_in(natural: int, business: int) -> dict[FigureSpot, Decimal]:
    """The figures with so many of the requests carried in instead of received."""
    by = {"natural": natural, "business": business, "total": natural + business}
    moved = [
        (f"requests.{row}.{key}", sign * n)
        for key, n in by.items()
        for row, sign in (("carried_in", 1), ("received", -1))
    ]
    return changed(FEW, *moved)


def carried_out(natural: int, business: int) -> dict[FigureSpot, Decimal]:
    """The figures with so many more received and carried on into the next year."""
    by = {"natural": natural, "business": business, "total": natural + business}
    return changed(FEW, *((f"requests.{row}.{key}", n) for key, n in by.items() for row in ("received", "carried_out")))


def test_what_is_carried_over_is_compared_column_by_column(audit: Callable[..., Audit]) -> None:
    now = Report(carried_in(1, 1))
    wrong_year = as_html(blocks(Report(carried_out(2, 0), year=2023)))
    right_year = as_html(blocks(Report(carried_out(1, 1), year=2023)))
    this = as_xlsx(blocks(now))
    assert [audit(data).verdict for data in (this, wrong_year, right_year)] == ["PASS"] * 3
    assert audit(this, right_year).verdict == "PASS"
    assert told(audit(this, wrong_year)) == [("X-1", ["carried_in.natural", "carried_in.business"])]


def test_a_total_that_follows_from_its_column_is_not_told_beside_it(audit: Callable[..., Audit]) -> None:
    this, last = as_xlsx(blocks(Report(carried_in(1, 1)))), as_html(blocks(Report(carried_out(2, 1), year=2023)))
    assert told(audit(this, last)) == [("X-1", ["carried_in.natural"])]


def test_a_wrong_cell_is_told_once_however_many_places_show_it(audit: Callable[..., Audit]) -> None:
    """The text and last year's report only confirm the sums; a number that nothing confirms is a fault of its own."""
    now, last = Report(carried_in(1, 1)), as_html(blocks(Report(carried_out(1, 1), year=2023)))
    wrong = audit(as_xlsx(blocks(now.wrote(requests__carried_in__total="5"))), last)
    assert told(wrong, *Level) == [("T3-1、T3-3", ["carried_in.total"])]
    assert "上一年的报告里，表三第 2 行“二、上年结转政府信息公开申请数量”的“总计”是 2。" in wrong.remarks[0].message
    found = judged(Report(FEW).wrote(requests__received__total="9"))
    assert [check for check, _ in told(found, *Level)] == ["T3-1、T3-3"]
    assert "正文里" in found.remarks[0].message
    other = judged(
        replace(Report(FEW).wrote(requests__received__total="9"), general=("2024年新收政府信息公开申请7件。",))
    )
    assert [check for check, _ in told(other)] == ["T3-1、T3-3", "N-1"]


def test_where_sums_leave_it_open_the_text_tells_which_cell_is_wrong() -> None:
    figures = changed(FEW, ("requests.carried_out.natural", 1), ("requests.carried_out.total", 1))
    found = judged(replace(Report(figures), general=("2024年新收政府信息公开申请6件。结转下年度0件。",)))
    assert told(found) == [("T3-1", ["carried_out.total"])]
    assert found.remarks[0].message.endswith("正文里，表三第 25 行“四、结转下年度继续办理”的“总计”是 0。")


def test_a_report_of_another_year_is_not_last_years(audit: Callable[..., Audit]) -> None:
    found = audit(as_html(blocks(Report(FEW))), as_html(blocks(Report(FEW, year=2022))))
    assert (found.verdict, told(found, Level.UNDECIDED)) == ("CANNOT DECIDE", [("X-1", [])])


def test_papers_in_force_that_do_not_follow_from_last_year_are_a_warning(audit: Callable[..., Audit]) -> None:
    now = changed(FEW, ("disclosed.normative.made", 1), ("disclosed.normative.in_force", 3))
    found = audit(as_html(blocks(Report(now))), as_html(blocks(Report(FEW, year=2023))))
    assert (found.verdict, told(found, *Level)) == ("PASS", [("X-2", ["normative.in_force"])])


def test_blank_cells_where_nothing_was_are_a_warning_that_names_them() -> None:
    blank = {"__".join(spot): "" for spot in spots("requests") if not FEW[spot] and spot.column != "total"}
    found = judged(Report(FEW).wrote(**blank))
    ((check, cells),) = told(found, *Level)
    assert (found.verdict, check, len(cells)) == ("PASS", "N-2", len(blank))
    assert "表三第 1 行“一、本年新收政府信息公开申请数量”的“科研机构”" in found.remarks[0].message


@pytest.mark.parametrize("name", FORMATS)
def test_a_blank_cell_that_hides_a_figure_is_named_with_the_figure(name: str, audit: Callable[..., Audit]) -> None:
    found = audit(FORMATS[name](blocks(Report(FEW).wrote(requests__not_held__business=""))))
    assert told(found, *Level) == [("N-2", ["not_held.business"])]
    assert "多半是 1" in found.remarks[0].message


@pytest.mark.parametrize("written", ["/", "-", "—", "不适用", "无", "　"])
def test_a_sign_for_nothing_is_a_gap(written: str) -> None:
    found = judged(Report(FEW).wrote(requests__excessive__welfare=written, disclosed__compulsion__decided=written))
    assert (found.verdict, told(found, *Level)) == (
        "PASS", [("N-2", ["compulsion.decided"]), ("N-2", ["excessive.welfare"])]
    )  # fmt: skip


@pytest.mark.parametrize("written", ["2", "２", "两", "二", "2件", " 2 ", "2.0", "02"])
def test_a_number_is_one_in_any_writing(written: str) -> None:
    assert judged(Report(FEW).wrote(requests__granted__total=written)).remarks == ()


@pytest.mark.parametrize("written", ["2①", "2²", "2（其中网络申请 1 件）"])
def test_the_mark_of_a_note_is_no_digit(written: str, audit: Callable[..., Audit]) -> None:
    assert judged(Report(FEW).wrote(requests__granted__total=written)).remarks == ()
    page = as_html(blocks(Report(FEW))).replace(b"<td>2</td>", b"<td>2<sup>1</sup></td>")
    assert b"<sup>" in page and audit(page).remarks == ()


@pytest.mark.parametrize("written", ["1 1", "2?", "1/1", "2-"])
def test_digits_that_are_no_number_are_not_guessed(written: str) -> None:
    found = judged(Report(FEW).wrote(requests__granted__total=written))
    assert (found.verdict, told(found, *Level)) == ("CANNOT DECIDE", [("READ", ["granted.total"])])


def test_large_numbers_with_and_without_thousands() -> None:
    figures = changed(NONE, *((f"requests.{row}.{column}", 13612) for row in ("received", "granted", "total")
                              for column in ("natural", "total")))  # fmt: skip
    report = Report(figures).wrote(requests__received__total="13,612", requests__granted__total="1３，612")
    assert judged(replace(report, general=("新收申请1.3612万件。",))).remarks == ()


def test_figures_that_are_glued_together_are_not_guessed(audit: Callable[..., Audit]) -> None:
    """Row one reads 11, 1, 0, 0, 2, 0, 14 as well as 1, 11, 0, 0, 2, 0, 14, and all sums hold for both."""
    counts = {
        "received": {"natural": 11, "business": 1, "legal": 2, "total": 14},
        "granted": {"natural": 11, "business": 1, "total": 12},
        "not_held": {"legal": 2, "total": 2},
    }
    counts["total"] = counts["received"]
    cells = [(f"requests.{row}.{column}", number) for row, line in counts.items() for column, number in line.items()]
    figures = changed(NONE, *cells)
    content = blocks(Report(figures))
    table = next(number for number, block in enumerate(content) if isinstance(block, list) and len(block) > 20)
    content[table] = "".join(box.text for row in content[table] for box in row)
    found = audit(as_html(content))
    assert (found.verdict, told(found, *Level)) == ("CANNOT DECIDE", [("READ", [])])
    assert "第 1 行“111002014”" in found.remarks[0].message and "不止一种分法" in found.remarks[0].message


def test_glued_figures_with_one_reading_are_read_and_it_is_said_how(audit: Callable[..., Audit]) -> None:
    content = blocks(Report(FEW))
    table = next(number for number, block in enumerate(content) if isinstance(block, list) and len(block) > 20)
    content[table] = "".join(box.text for row in content[table] for box in row)
    found = audit(as_html(content))
    assert (found.verdict, [remark.level for remark in found.remarks]) == ("PASS", ["warning"])
    assert "按这一种核对（例如第 1 行“3200106”读作 3、2、0、0、1、0、6）" in found.remarks[0].message


def test_glued_figures_that_make_no_sum_are_not_called_wrong(audit: Callable[..., Audit]) -> None:
    content = blocks(Report(FEW).wrote(requests__received__total="9"))
    table = next(number for number, block in enumerate(content) if isinstance(block, list) and len(block) > 20)
    content[table] = "".join(box.text for row in content[table] for box in row)
    assert audit(as_html(content)).verdict == "CANNOT DECIDE"


def test_sums_that_nobody_filled_in_cannot_be_told_from_none() -> None:
    figures = figures_of(2)
    rows = [spot for spot in spots("requests") if spot.column == "total" and spot.row in RESULTS]
    found = judged(Report(figures).wrote(**{"__".join(spot): "" for spot in rows}))
    assert (found.verdict, told(found, Level.UNDECIDED)) == (
        "CANNOT DECIDE", [("N-2", [".".join(spot[1:]) for spot in rows])]
    )  # fmt: skip
    assert "表三“总计”一栏都没有填" in found.remarks[0].message


def test_a_table_in_which_hardly_any_sum_is_right_was_not_read_right() -> None:
    figures = figures_of(2)
    shifted = {"__".join(spot): f"{figures[spot] + n * n % 7 + 1:f}" for n, spot in enumerate(spots("requests"))}
    found = judged(replace(Report(figures).wrote(**shifted), general=()))
    assert (found.verdict, told(found), [remark.check for remark in found.remarks]) == ("CANNOT DECIDE", [], ["READ"])


def pages_of(lines: list[str], length: int = 30) -> Contents:
    """What the reader of PDF files makes of lines on numbered pages."""
    facts: list[Fact] = [Passage("文件属性", ("2023年政府信息公开工作年度报告",))]
    for number in range(0, len(lines), length):
        where = f"第{number // length + 1}页"
        facts += [Passage(where, tuple(line.split("\t"))) for line in lines[number : number + length]]
        facts.append(Passage(where, (f"— {number // length + 1} —",)))
    return Contents(1, tuple(facts))


@pytest.mark.parametrize("is_wrapped", [False, True])
def test_the_pages_of_a_pdf_are_read_row_by_row(*, is_wrapped: bool) -> None:
    def lines(report: Report) -> list[str]:
        whole = as_text(blocks(report)).decode().split("\n")
        if not is_wrapped:
            return whole
        broken: list[str] = []
        for line in whole:  # labels that take several lines in narrow columns, their figures beside the first
            label, _, figures = line.partition("\t")
            is_row = figures.count("\t") >= 6 and len(label) > 4  # of table three
            broken += [f"{label[:4]}\t{figures}", label[4:]] if is_row else [line]
        return broken

    right, wrong = (Report(FEW), Report(FEW).wrote(requests__granted__total="3"))
    found = [audited(report_in(pdf_material(pages_of(lines(report))))) for report in (right, wrong)]
    assert [audit.verdict for audit in found] == ["PASS", "FAIL"]
    assert told(found[1]) == [("T3-2、T3-3", ["granted.total"])]


def test_what_a_page_folds_away_is_read(audit: Callable[..., Audit]) -> None:
    page = as_html(blocks(Report(FEW)))
    folded = page.replace(b"<p>\xe4\xb8\x80\xe6\x98\xaf", b"<p style='display: none'>\xe4\xb8\x80\xe6\x98\xaf")
    assert folded != page and audit(folded).remarks == ()


def test_a_suit_without_reconsideration_after_a_refusal_is_a_hint() -> None:
    figures = changed(answered(FEW, "internal.natural"), ("appeals.direct.pending", 1), ("appeals.direct.total", 1))
    law = yaml.load((REPOSITORY / "data/laws/law-review.yml").read_text("utf-8"), yaml.CSafeLoader)
    this, last = (report_in(as_material(blocks(Report(figures, year=year)))) for year in (2024, 2023))
    found = audited(this, review_first=lambda: law["effective"])
    assert (found.verdict, told(found, *Level)) == ("PASS", [("L-1", ["internal.total", "direct.total"])])
    assert "2024-01-01 起" in found.remarks[0].message
    before, unknown = audited(last, review_first=lambda: law["effective"]), audited(this)
    assert [(one.verdict, one.remarks) for one in (before, unknown)] == [("PASS", ())] * 2


def test_the_law_is_that_of_the_project_in_which_the_command_runs(
    tmp_path: Path, small_office: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    figures = changed(answered(FEW, "internal.natural"), ("appeals.direct.pending", 1), ("appeals.direct.total", 1))
    file = tmp_path / "report"
    file.write_bytes(as_html(blocks(Report(figures))))
    for folder, hints in ((small_office, 1), (tmp_path, 0)):
        monkeypatch.chdir(folder)
        answer = json.loads(CliRunner().invoke(app, ["audit-report", str(file), "--format", "json"]).stdout)
        assert ([remark["check"] for remark in answer["remarks"]].count("L-1"), answer["verdict"]) == (hints, "PASS")


def test_the_form_of_2019_is_told_as_such() -> None:
    content = blocks(Report(FEW, year=2020).wrote(requests__granted__total="9"))
    heads = {"本年制发件数": "本年新制作数量", "本年废止件数": "本年新公开数量", "现行有效件数": "对外公开总数量"}
    for row in content[content.index("二、主动公开政府信息情况") + 1]:
        row[:] = [replace(box, text=heads.get(box.text, box.text)) for box in row]
    found = audited(report_in(as_material(content)))
    assert found.verdict == "CANNOT DECIDE" and told(found, Level.FAIL) == []
    assert "2019 年的旧格式（表二有“本年新制作数量”）" in found.remarks[1].message + found.remarks[0].message


@pytest.mark.demonstration
def test_the_reports_of_the_demonstration_pass_one_after_the_other(demonstration_site: Path) -> None:
    pages = [demonstration_site / f"documents/doc-{name}.html" for name in ("2025-015", "2024-016")]
    this, last = (report_in(material_of(page)) for page in pages)
    assert (this.years.year, last.years.year) == (2024, 2023)
    for found in (audited(this), audited(last), audited(this, last)):
        assert (found.verdict, told(found, *Level)) == ("PASS", [])


def test_what_is_no_report_is_not_judged(audit: Callable[..., Audit]) -> None:
    found = audit(as_text(["关于假期值班的通知", "各科室：", "国庆节放假7天。"]))
    assert found.verdict == "CANNOT DECIDE"
    assert "表三没有找到" in in_words("通知", found)


def test_the_command_ends_with_the_verdict(tmp_path: Path) -> None:
    run = CliRunner().invoke
    right, wrong, other, notice = (tmp_path / name for name in ("right", "wrong", "other", "notice"))
    right.write_bytes(as_html(blocks(Report(FEW))))
    wrong.write_bytes(as_html(blocks(Report(FEW).wrote(requests__granted__total="3"))))
    other.write_bytes(b"\xd0\xcf\x11\xe0" + bytes(99))
    notice.write_bytes("关于假期值班的通知".encode())
    results = [run(app, ["audit-report", str(file)]) for file in (right, wrong, other, notice)]
    assert [result.exit_code for result in results] == [0, 1, 2, 1]
    assert [result.stdout.partition("\n")[0] for result in results] == [
        "right：通过（PASS）", "wrong：不通过（FAIL）", "", "notice：无法判断（CANNOT DECIDE）"
    ]  # fmt: skip
    assert "另存为不设密码的 docx" in results[2].output
    answer = json.loads(run(app, ["audit-report", str(wrong), "--last-year", str(right), "--format", "json"]).stdout)
    assert (answer["schema"], answer["verdict"]) == ("disclosure/audit/1", "FAIL")
    assert [remark["cells"] for remark in answer["remarks"] if remark["level"] == "fail"] == [
        [{"table": 3, "row": 3, "row_label": "（一）予以公开", "column": "总计"}]
    ]


HOSTILE = {
    "deep": b"<div>" * 100_000,
    "deep tables": b"<table><tr><td>" * 20_000,
    "random": bytes(range(128, 256)) * 40,
    "broken pdf": b"%PDF-1.7\n" + bytes(range(256)),
    "broken zip": b"PK\x03\x04" + bytes(99),
    "empty": b"",
}


@pytest.mark.parametrize("name", HOSTILE)
def test_files_that_are_none_or_too_much_are_refused_in_words(name: str, tmp_path: Path) -> None:
    file = tmp_path / "report"
    file.write_bytes(HOSTILE[name])
    result = CliRunner().invoke(app, ["audit-report", str(file)])
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.startswith("“report”没有核对：") and result.stderr.count("\n") == 1


@pytest.mark.parametrize("digits", ["12" * 15, "1" * 900])
def test_glued_figures_with_many_readings_are_no_work(digits: str, audit: Callable[..., Audit]) -> None:
    content = blocks(Report(FEW))
    table = next(number for number, block in enumerate(content) if isinstance(block, list) and len(block) > 20)
    content[table] = "".join("".join(box.text for box in row[:-7]) + digits for row in content[table])
    assert audit(as_html(content)).verdict == "CANNOT DECIDE"
