"""What is worked out at the desk: shown before anything is written, then drafts; the same as the commands write."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
import yaml

import forks
from desk_visits import Visit
from desks import Browser, forget_all, opened, project_with_copy
from disclosure.editing.desk.application import Application
from disclosure.editing.desk.desk import Desk
from disclosure.editing.desk.people import Entrance
from repository import write
from request_ledgers import lay, request

Coming = Callable[[], Visit]
TODAY = "2025-06-18"
PLAN = {
    "id": "workplan-2024",
    "year": 2024,
    "title": "2024年政务公开工作要点",
    "source": "2024年政务公开工作要点",
    "points": [
        {
            "number": 1,
            "title": "公开平台",
            "items": [
                {"id": "ask", "title": "公布留言答复", "unit": "party-office", "due": "2024-11-30", "recorded": []}
            ],
        }
    ],
}
SOURCES = {
    "sources": [
        {
            "id": "hotline",
            "title": "热线",
            "items": "诉求类别",
            "columns": [{"key": "accepted", "title": "受理数"}, {"key": "on_time", "title": "按期办结数"}],
            "main": "accepted",
            "rates": [{"key": "rate", "title": "按期办结率", "part": ["on_time"], "whole": "accepted"}],
        }
    ]
}
HEAD = "诉求类别,受理数,按期办结数\n"


@pytest.fixture(scope="module")
def desk(small_office: Path, tmp_path_factory: pytest.TempPathFactory) -> Desk:
    root = tmp_path_factory.mktemp("works") / "project"
    shutil.copytree(small_office, root, symlinks=True, ignore=shutil.ignore_patterns(".disclosure", "site"))
    lay(root, [request(f"req-2024-{count:03}") for count in range(1, 4)])
    write(root, "data/workplan/2024.yml", yaml.safe_dump(PLAN, allow_unicode=True, sort_keys=False))
    write(root, "data/rating-sources.yml", yaml.safe_dump(SOURCES, allow_unicode=True, sort_keys=False))
    project_with_copy(root)
    return opened(root)


@pytest.fixture
def come(desk: Desk) -> Iterator[Coming]:
    """An editor's way through the desk; in the end nobody has a draft."""
    yield lambda: Visit(Browser(Application(replace(desk, entrance=Entrance(own="editor")), pytest.fail)))
    forget_all(desk)


def drafted(desk: Desk) -> dict[str, str]:
    return {draft.path: draft.text for draft in desk.drafts.everybody()}


@pytest.mark.parametrize(
    ("named", "command", "year", "path", "says"),
    [
        ("统计申请的年度数字", ("requests", "figures"), "2024", "data/request-figures/2024.yml", "有没有不该公开的"),
        ("起草下一年的要点", ("plan", "next"), "2025", "data/workplan/2025.yml", "没有做完的 1 项已经注明"),
    ],
)
def test_what_is_worked_out_is_shown_first_and_is_what_the_command_writes(
    come: Coming, desk: Desk, tmp_path: Path, named: str, command: tuple[str, str], year: str, path: str, says: str
) -> None:
    visit = come().goes("/new").follows(named).fills({"年份": f"{year} 年"}).presses("先看看")
    assert says in visit.page.text and drafted(desk) == {}
    shown = visit.page.page.css_first("#made pre").text()
    visit.presses("写成草稿")
    assert drafted(desk)[path].rstrip() == shown.rstrip()
    copy = tmp_path / "copy"
    shutil.copytree(desk.state.root, copy, ignore=shutil.ignore_patterns(".git", ".disclosure"))
    assert forks.disclosure(*command, year, "--root", copy, "--today", TODAY).returncode == 0
    assert (copy / path).read_text("utf-8") == drafted(desk)[path]


def test_what_cannot_be_worked_out_says_why_and_writes_nothing(come: Coming, desk: Desk) -> None:
    visit = come().goes("/work/plan").fills({"年份": "2025 年"}).presses("先看看").presses("写成草稿")
    assert len(drafted(desk)) == 1
    visit.goes("/work/plan").presses("先看看").presses("写成草稿")
    assert "已经有一份草稿" in visit.page.text and len(drafted(desk)) == 1
    assert come().browser.get("/work/other").status == 404


def test_what_is_there_already_is_not_written_again(come: Coming, desk: Desk) -> None:
    visit = come().goes("/work/figures").fills({"年份": "2025 年"}).presses("先看看")
    text, state = visit.page.page.css_first("#made pre").text(), desk.state
    state._texts["data/request-figures/2025.yml"] = f"{text.strip()}\n"
    visit.presses("先看看")
    del state._texts["data/request-figures/2025.yml"]
    assert "和现在的一样，不用改" in visit.page.text and "写成草稿" not in visit.page.words("button")


def test_monthly_figures_are_taken_from_the_file_that_was_shown(come: Coming, desk: Desk) -> None:
    visit = come().goes("/record/data.rating-sources").follows("导入月报").presses("先看看")
    assert "没有选中文件" in visit.page.text
    visit.chooses(("热线2025年3月.csv", f"{HEAD}噪声,12,11\n停车,8,8\n".encode())).presses("先看看")
    assert "热线 2025-03，新的" in visit.page.text and drafted(desk) == {}
    visit.presses("写成草稿")
    [(path, text)] = drafted(desk).items()
    assert path == "data/ratings/2025/ratings-hotline-2025-03.yml" or path.endswith("hotline-2025-03.yml")
    assert "{accepted: 12, on_time: 11}" in text
    assert "停车" in visit.page.text


OPINIONS = "意见摘要,提出人,采纳情况,理由,条数\n加椅子,某人,采纳,合理,3\n全线护栏,某人,不采纳,妨碍避让,1\n"


def test_an_account_of_opinions_goes_into_its_decision_without_who_said_it(come: Coming, desk: Desk) -> None:
    visit = come().goes("/record/data.decisions.2024.dec-2024-01").follows("导入意见汇总表")
    assert visit.reads("决策事项") == "dec-2024-01"
    visit.chooses(("汇总.csv", OPINIONS.encode())).presses("先看看")
    assert "“提出人”一栏是个人信息，没有取" in visit.page.text and drafted(desk) == {}
    visit.presses("写成草稿")
    [(path, text)] = drafted(desk).items()
    before, after = (yaml.safe_load(one) for one in (desk.state.text(path), text))
    assert [after["opinions"][key] for key in ("received", "adopted", "not_adopted")] == [4, 3, 1]
    assert {**after, "opinions": before["opinions"]} == before and "某人" not in text


def test_a_catalogue_becomes_a_draft_for_each_item(come: Coming, desk: Desk) -> None:
    table = "事项名称,承办部门,计划完成时间\n制定停车管理办法,综合办公室,2026年9月\n改造菜场,综合办公室,年底\n"
    visit = come().goes("/new").follows("导入决策目录表").fills({"年份": "2026 年"})
    visit.chooses(("目录.csv", table.encode())).presses("先看看")
    assert "“年底”，看不出年月，没有取" in visit.page.text and drafted(desk) == {}
    visit.presses("写成草稿")
    found = drafted(desk)
    names = ["catalogue", "dec-2026-01", "dec-2026-02"]
    assert sorted(found) == [f"data/decisions/2026/{name}.yml" for name in names]
    assert "title: 制定停车管理办法" in found["data/decisions/2026/dec-2026-01.yml"]
    assert len({draft.group for draft in desk.drafts.everybody()}) == 1


@pytest.mark.parametrize(
    ("table", "decision", "says"),
    [("甲,乙\n1,2\n", "dec-2024-01", "没有找到意见汇总的表头"), (OPINIONS, "", "请先填好“决策事项”")],
)
def test_what_is_no_account_of_opinions_changes_no_decision(
    come: Coming, desk: Desk, table: str, decision: str, says: str
) -> None:
    visit = come().goes(f"/work/opinions?decision={decision}").chooses(("汇总.csv", table.encode())).presses("先看看")
    assert [says in words for words in visit.page.words(".note li")] == [True] and drafted(desk) == {}


@pytest.mark.parametrize(
    ("rows", "says"),
    [("噪声,12,11\n拨打 13812345678,1,1\n", "138****5678"), ("噪声,11,12\n", "按期办结数"), ("", "没有")],
    ids=["a telephone", "more than all", "no row"],
)
def test_of_a_file_with_a_fault_nothing_is_taken_and_the_fault_is_told(
    come: Coming, desk: Desk, rows: str, says: str
) -> None:
    visit = come().goes("/work/ratings").chooses(("热线2025年3月.csv", f"{HEAD}{rows}".encode())).presses("先看看")
    assert "没有做，请先改好" in visit.page.text and "写成草稿" not in visit.page.words("button")
    assert "13812345678" not in visit.page.text and any(says in words for words in visit.page.words(".note li"))
    assert drafted(desk) == {}
