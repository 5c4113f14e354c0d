"""The tree for the staff: every number leads to what it counts, and nothing of it comes where the public reads."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from selectolax.lexbor import LexborHTMLParser

import forks
from demonstration import REPOSITORY, staff_beside
from disclosure.annual.ledger import counted_from
from disclosure.annual.written import figures_path, written
from disclosure.law.book import law_book
from disclosure.loading import read_register
from disclosure.pages.staff import staff_files
from disclosure.publish import PublishError, refuse_open_places, write_staff
from disclosure.upkeep.ahead import CALENDAR, DATA, PAGE
from request_ledgers import lay, ledger, request

TODAY = date(2025, 6, 18)


@pytest.fixture
def kept(office_copy: Path) -> Path:
    """An office with a ledger of three years, counted."""
    lay(office_copy, ledger(3, 60))
    register = read_register(office_copy)
    for year in (2023, 2024, 2025):
        found = counted_from(register, law_book(register), year, min(TODAY, date(year, 12, 31)))
        assert found is not None and found.uncounted == ()
        file = office_copy / figures_path(year)
        file.parent.mkdir(exist_ok=True)
        file.write_text(written(found), "utf-8")
    return office_copy


def files_of(root: Path) -> dict[str, str]:
    register = read_register(root)
    return staff_files(register, law_book(register), TODAY)


def test_every_number_of_requests_leads_to_as_many_of_them(kept: Path) -> None:
    files = files_of(kept)
    followed = 0
    for year in (2023, 2024, 2025):
        page = LexborHTMLParser(files[f"{year}.html"])
        assert page.css(".differs") == []
        for table in page.css("table")[1:]:
            for cell in table.css("td"):
                link = cell.css_first("a")
                assert (link is None) == (cell.text().strip() == "0")
                if link is not None:
                    heading = page.css_first(link.attributes["href"] or "")
                    assert heading is not None and heading.next is not None
                    behind = behind_of(page, heading.attributes["id"] or "")
                    assert len(behind) == int(cell.text())
                    assert all(address in files for address in behind)
                    followed += 1
    assert followed > 60


def behind_of(page: LexborHTMLParser, anchor: str) -> list[str]:
    """Where the list below a heading leads."""
    (found,) = page.css(f"#{anchor} + ul")
    return [link.attributes["href"] or "" for link in found.css("a")]


def test_a_number_that_is_not_what_stands_behind_it_is_marked(kept: Path) -> None:
    file = kept / figures_path(2024)
    text = file.read_text("utf-8")
    line = next(line for line in text.split("\n") if line.startswith("  carried_out: {"))
    natural = int(line.split("natural: ")[1].split(",")[0])
    file.write_text(text.replace(line, line.replace(f"natural: {natural}", f"natural: {natural + 1}")), "utf-8")
    (marked,) = LexborHTMLParser(files_of(kept)["2024.html"]).css(".differs")
    assert marked.text().startswith(str(natural + 1)) and "与出处不同" in marked.text()


def test_the_tree_is_the_same_each_time(kept: Path, tmp_path: Path) -> None:
    files = files_of(kept)
    out = tmp_path / "staff"
    for _ in range(2):
        write_staff(kept, out, kept / "site", files)
        laid = {file.relative_to(out).as_posix(): file.read_text("utf-8") for file in out.rglob("*") if file.is_file()}
        assert {name: text for name, text in laid.items() if not name.startswith(".")} == files == files_of(kept)
        assert laid[".gitignore"] == "*\n" and sorted(path.name for path in tmp_path.iterdir()) == ["project", "staff"]


@pytest.mark.parametrize(
    "place", ["site", "site/staff", "public/inner", ".", "..", "docs/staff", "data/staff", "hooks", ".git/staff"]
)
def test_it_is_refused_where_it_could_become_public(office_copy: Path, place: str) -> None:
    (office_copy / "public").mkdir()
    (office_copy / "site").symlink_to("public")
    with pytest.raises(PublishError, match="内部资料"):
        write_staff(office_copy, office_copy / place, office_copy / "site", {"index.html": ""})
    assert not list((office_copy / "public").iterdir())


def test_what_others_have_laid_there_stays(office_copy: Path, tmp_path: Path) -> None:
    out = tmp_path / "papers"
    out.mkdir()
    (out / "own.txt").write_text("甲", "utf-8")
    with pytest.raises(PublishError, match="别的文件"):
        refuse_open_places(office_copy, out, office_copy / "site")
    (out / "own.txt").unlink()
    refuse_open_places(office_copy, out, office_copy / "site")


def test_what_an_editor_wrote_is_shown_as_text(office_copy: Path) -> None:
    lay(office_copy, [request(subject="<b>场地</b>的记录")])
    files = files_of(office_copy)
    assert "&lt;b&gt;场地" in files["requests/req-2024-001.html"] and "<b>场地" not in "".join(files.values())


def test_the_command_counts_what_is_counted_and_shows_it_nowhere_public(kept: Path) -> None:
    counted = (kept / figures_path(2024)).read_text("utf-8")
    (kept / figures_path(2024)).unlink()
    ended = forks.disclosure("requests", "figures", "2024", "--root", kept, "--today", TODAY)
    assert (ended.returncode, (kept / figures_path(2024)).read_text("utf-8")) == (0, counted)
    assert forks.disclosure("build", "--root", kept, "--staff", "site/staff").returncode == 2
    assert not (kept / "site").exists()


@pytest.mark.demonstration
def test_the_build_of_the_demonstration_lays_the_tree_apart(demonstration_site: Path) -> None:
    apart = staff_beside(demonstration_site)
    laid = {file.relative_to(apart).as_posix() for file in apart.rglob("*") if file.is_file()}
    assert laid == {*files_of(REPOSITORY), PAGE, DATA, CALENDAR, ".gitignore", ".disclosure-staff"}
    index = LexborHTMLParser((apart / "index.html").read_text("utf-8"))
    assert {link.attributes["href"] for link in index.css("#more + ul a")} == {"ahead.html", "figures.html"}
    assert {link.attributes["href"] for link in index.css("main a")} <= laid
    headings = [heading.attributes["id"] for heading in index.css("h2")]
    assert headings[:6] == ["late", "week", "later", "units", "inspection", "plan"] and headings[-1] == "more"
    pages = [LexborHTMLParser(file.read_text("utf-8")) for file in apart.glob("20*.html")]
    assert len(pages) >= 3 and [page.css(".differs") for page in pages] == [[] for _ in pages]


@pytest.mark.parametrize(
    ("agency", "year", "why"),
    [
        ("", "2024", "没有写 requests"),
        ("requests: ledger", "2024", "没有台账"),
        ("requests: ledger", "2026", "还没有到"),
    ],
)
def test_without_a_ledger_nothing_is_counted(office_copy: Path, agency: str, year: str, why: str) -> None:
    file = office_copy / "data/agency.yml"
    file.write_text(f"{file.read_text('utf-8').rstrip()}\n{agency}\n", "utf-8")
    ended = forks.disclosure("requests", "figures", year, "--root", office_copy, "--today", TODAY)
    assert ended.returncode == 2 and why in ended.stderr
    assert not (office_copy / "data/request-figures").exists()


@pytest.mark.parametrize(
    ("number", "told"),
    [
        (2, "提交前请看一遍改动。"),
        (3, "里面有 1 项三件以上申请的内容，照台账写的，会公开；提交前请看一遍，有没有不该公开的。"),
    ],
)
def test_what_the_figures_copy_from_the_ledger_is_to_be_looked_at(office_copy: Path, number: int, told: str) -> None:
    lay(office_copy, [request(f"req-2024-{count:03}") for count in range(1, number + 1)])
    ended = forks.disclosure("requests", "figures", "2024", "--root", office_copy, "--today", TODAY)
    assert ended.stdout.splitlines() == [f"已写入 {figures_path(2024)}，数到 2024-12-31。{told}"]


def test_a_ledger_that_cannot_be_counted_stops_the_figures(office_copy: Path) -> None:
    lay(office_copy, [request(reply=None)])
    ended = forks.disclosure("requests", "figures", "2024", "--root", office_copy, "--today", TODAY)
    assert ended.returncode == 2 and "req-2024-001" in ended.stderr
