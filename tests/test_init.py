"""``disclosure init``: a town of another province in the place of the demonstration, or nothing changed at all."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml
from typer.testing import CliRunner, Result

import forks
from demonstration import REPOSITORY, SMALL_OFFICE, linked_copy
from disclosure.catalogue import RULES_BY_ID
from disclosure.cli import app
from disclosure.founding.content import agency
from disclosure.founding.questions import QUESTIONS, Unfit
from disclosure.pages import addresses
from repository import begin, commit, git, write

DAY = "2026-03-02"
TOWN = {
    "kind": "镇",
    "province": "云南省",
    "city": "玉龙州",
    "district": "清溪县",
    "short-name": "云坪镇",
    "site-url": "https://www.example.gov.cn/zwgk/ypz/",
    "portal-url": "https://www.example.gov.cn/",
    "address": "清溪县云坪镇云坪街1号",
    "postcode": "650000",
    "phone": "0870-1234567",
}
# Words of the first office, its district, its city and their laws: of the demonstration, and of the tests' own.
FIRST = (
    "古美",
    "gml",
    "gumei",
    "gmj",
    "平南路",
    "闵行",
    "shmh",
    "上海",
    "shanghai",
    "沪府",
    "沪2024",
    "一网通办",
    "2023要点",
    "区长",
)
SMALL = ("柳溪", "liuxi", "示例市", "示例区", "district.example", "2023要点", "甲令")
LAW = (
    "id: law-local\nshort: 甲令\ntitle: 示例市公开规定\ndoc_no: 示例市人民政府令第1号\njurisdiction: 示例市\n"
    "articles:\n  - number: 7\n    key: 地方/解读关联\n    gist: 互相找得到\n    applies: direct\n    grade: text\n"
)


def options(**changed: str) -> list[str]:
    given = TOWN | {key.replace("_", "-"): value for key, value in changed.items()}
    return [word for key, value in given.items() for word in (f"--{key}", value)]


def init(root: Path, *more: str, told: str = "") -> Result:
    return CliRunner().invoke(app, ["init", "--root", str(root), "--today", DAY, *more], input=told)


def content(root: Path) -> dict[str, bytes]:
    """Every file of the project but git's and what a build leaves."""
    return {
        file.relative_to(root).as_posix(): file.read_bytes()
        for top in ("data", "docs", ".github", ".gitlab")
        for file in (root / top).rglob("*")
        if file.is_file()
    }


@pytest.fixture
def demonstration(office_copy: Path) -> Path:
    """The small office, which shows itself as a demonstration, in a git repository of its own."""
    write(office_copy, "data/laws/law-local.yml", LAW)
    write(office_copy, ".gitignore", ".disclosure/\nsite\n*.tmp\n")
    forks.disclosure("owners", "--root", office_copy)
    begin(office_copy, "2025-06-18")
    return office_copy


def founded_in(folder: Path, source: Path) -> Path:
    """A project with the content of ``source``, committed, then made the town's."""
    root = folder / "project"
    for name in ("data", "docs"):
        shutil.copytree(source / name, root / name)
    shutil.copy(source / "mkdocs.yml", root)
    (root / "hooks").symlink_to(REPOSITORY / "hooks")
    write(root, ".gitignore", ".disclosure/\nsite\n")
    begin(root, "2025-06-18")
    ended = init(root, *options(), "--yes")
    assert ended.exit_code == 0, ended.output
    commit(root, "Begin the office's own site", DAY)
    return root


@pytest.fixture(scope="module")
def town(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return founded_in(tmp_path_factory.mktemp("town"), SMALL_OFFICE)


def naming(root: Path, words: tuple[str, ...]) -> list[tuple[str, str]]:
    """Every file of a built site that names one of the words, in its text or its address."""
    return [
        (file.relative_to(root).as_posix(), word)
        for file in root.resolve().rglob("*")
        if file.is_file()
        for word in words
        if word in file.read_bytes().decode("utf-8", "replace").casefold()
        or word in file.relative_to(root.resolve()).as_posix()
    ]


def told_of_rules(root: Path) -> Iterator[str]:
    """All that the commands say of the rules in the office."""
    for command in (["rules"], ["explain", *RULES_BY_ID]):
        ended = forks.disclosure(*command, "--root", root)
        assert ended.returncode == 0, ended.stderr
        yield from ended.stdout.splitlines()


def cited(root: Path) -> set[str]:
    """What findings on a heap of faulty papers cite in the office."""
    heap = root.parent / "heap"
    shutil.copytree(root, heap, symlinks=True, ignore=shutil.ignore_patterns(".git", ".disclosure", "site"))
    shutil.copytree(SMALL_OFFICE / "docs", heap / "docs", dirs_exist_ok=True)
    shutil.copytree(SMALL_OFFICE / "data/decisions", heap / "data/decisions")
    found = json.loads(forks.disclosure("check", "--root", heap, "--today", DAY, "--format", "json").stdout)["findings"]
    assert len({item["rule"] for item in found}) > 5
    return {basis for item in found for basis in item["basis"]}


def test_the_town_is_checked_and_built_without_a_finding(town: Path) -> None:
    for command in ("check", "build"):
        ended = forks.disclosure(command, "--root", town, "--today", DAY, "--strict", "--format", "json")
        assert (ended.returncode, json.loads(ended.stdout)["findings"]) == (0, []), ended.stderr
    home = (town / "site/index.html").read_text("utf-8")
    assert "云坪镇政务公开" in home and "清溪县云坪镇人民政府" in home and "演示" not in home
    assert "不检查的规则" in (town / "site" / addresses.RULES).read_text("utf-8")


def test_the_monthly_export_of_the_towns_hotline_is_taken_over(town: Path, tmp_path: Path) -> None:
    root = linked_copy(town, tmp_path / "town")
    export = tmp_path / "12345热线2026年1月.csv"
    rows = ("诉求类别,受理量,按时办结数,满意件数,回访数", "农田水利,31,30,20,24", "道路养护,12,12,9,10")
    export.write_text("\n".join(rows), "utf-8")
    ended = forks.disclosure("import", "ratings", export, "--root", root, "--today", DAY)
    assert (ended.returncode, (root / "data/ratings/2026/hotline-2026-01.yml").is_file()) == (0, True), ended.stderr
    checked = forks.disclosure("check", "--root", root, "--today", DAY, "--strict")
    assert (checked.returncode, checked.stdout) == (0, "没有发现问题。\n")


def test_no_word_of_the_first_office_is_in_the_site_or_in_a_message(town: Path) -> None:
    assert forks.disclosure("build", "--root", town, "--today", DAY).returncode == 0
    assert naming(town / "site", SMALL) == []
    assert [basis for basis in cited(town) if any(word in basis.casefold() for word in SMALL + FIRST)] == []
    assert [text for text in told_of_rules(town) if any(word in text.casefold() for word in FIRST)] == []


@pytest.mark.demonstration
def test_no_word_of_the_demonstration_is_in_the_site_or_in_a_message(tmp_path: Path) -> None:
    root = founded_in(tmp_path, REPOSITORY)
    ended = forks.disclosure("build", "--root", root, "--today", DAY, "--strict", "--format", "json")
    assert (ended.returncode, json.loads(ended.stdout)["findings"]) == (0, []), ended.stderr
    assert naming(root / "site", FIRST) == []
    assert [basis for basis in cited(root) if any(word in basis.casefold() for word in FIRST)] == []


def test_the_law_stays_and_the_content_goes(demonstration: Path) -> None:
    before = content(demonstration)
    ended = init(demonstration, *options(), "--yes")
    assert ended.exit_code == 0, ended.output
    after = content(demonstration)
    kept = {path for path in before if re.match(r"data/(laws|calendar|limits|request-fees|synonyms|wording)", path)}
    assert {path for path in before if after.get(path) == before[path]} == kept - {"data/laws/law-plan-2023.yml"}
    written = ("agency", "columns", "audiences", "facts", "life-events", "home", "rating-sources")
    assert after.keys() - kept == {f"data/{name}.yml" for name in written} | {"docs/.gitkeep"}
    assert "接下来" in ended.output and "git add -A" in ended.output
    git(demonstration, "checkout", "-q", "--", ".")
    assert before.items() <= content(demonstration).items()


def test_what_was_answered_is_written(demonstration: Path) -> None:
    units = "党政综合办公室，财政所、 水务管理站；财政所、12345热线办公室"
    given = {"departments": units, "disclosure_office": "财政所", "city": "无"}
    assert init(demonstration, *options(**given), "--yes").exit_code == 0
    text = (demonstration / "data/agency.yml").read_text("utf-8")
    written = yaml.load(text, yaml.CSafeLoader)
    assert written["name"] == "清溪县云坪镇人民政府" and written["region"] == ["云南省", "清溪县"]
    assert written["index_prefix"] == "YPZ" and written["disclosure_office"] == "finance-office"
    assert [unit["id"] for unit in written["departments"]] == [
        "party-office", "finance-office", "shuiwuguanlizhan", "rexian-office",
    ]  # fmt: skip
    assert written["district"]["name"] == "清溪县人民政府" and "demonstration" not in written
    assert "\n  - id: finance-office\n    title: 财政所\n" in text
    facts = (demonstration / "data/facts.yml").read_text("utf-8")
    assert "title: 本县户籍, within: city" in facts and "title: 本省户籍" in facts and "本区" not in facts


@pytest.mark.parametrize(
    ("changed", "name"),
    [
        ({}, "清溪县云坪镇人民政府"),
        ({"kind": "乡", "short_name": "云坪乡"}, "清溪县云坪乡人民政府"),
        ({"kind": "subdistrict", "short_name": "云坪街道"}, "玉龙州清溪县人民政府云坪街道办事处"),
        ({"district": "无"}, "玉龙州云坪镇人民政府"),
        ({"province": "北海市", "city": "无", "district": "南区"}, "南区云坪镇人民政府"),
        ({"kind": "县级部门", "short_name": "水务局"}, "清溪县水务局"),
        ({"kind": "乡", "short_name": "㙓𬒈乡"}, "清溪县㙓𬒈乡人民政府"),
    ],
)
def test_an_office_of_any_kind_is_founded_and_named_as_it_usually_is(
    changed: dict[str, str], name: str, demonstration: Path
) -> None:
    ended = init(demonstration, *options(**changed), "--yes")
    assert ended.exit_code == 0, ended.output
    assert yaml.load((demonstration / "data/agency.yml").read_text("utf-8"), yaml.CSafeLoader)["name"] == name


DIALOGUE = [
    ("村", "请写街道、镇、乡、区县部门中的一种。"),
    ("镇", ""),
    ("", "这一项必须填写，例如 某某省。"),
    ("云南", "“云南”不是全称，请写到“省”“市”“自治区”为止，例如 某某省。"),
    ("云南省", ""),
    ("玉龙", "“玉龙”不是全称，请写到“市”“州”“盟”“地区”为止，例如 某某市。"),
    ("玉龙州", ""),
    ("清溪县", ""),
    ("云坪", "“云坪”不是镇的简称，请只用汉字，写到“镇”为止。"),
    ("云坪镇", ""),
    ("清溪县人民政府", "“清溪县人民政府”不是全称，请照公章上的写，里面要有“云坪镇”。"),
    ("", ""),
    ("www.example.gov.cn", "请写以 https:// 或 http:// 开头的完整网址。"),
    ("https://www.example.gov.cn/zwgk/ypz/", ""),
    ("https://www.example.gov.cn/", ""),
    ("本镇", "请写完整的办公地址。"),
    ("清溪县云坪镇云坪街1号", ""),
    ("65000", "邮政编码是六位数字。"),
    ("650000", ""),
    ("13800000000", "请写办公电话，区号和号码之间用短横线；不写个人的手机号码。"),
    ("0870-1234567", ""),
    ("办公室1", "“办公室1”不像机构名称，请只用汉字，各机构之间用顿号隔开。"),
    ("党政综合办公室、财政所", ""),
    ("财务室", "“财务室”不在上面的内设机构里，请写党政综合办公室、财政所中的一个。"),
    ("财政所", ""),
    ("是", ""),
]


def test_the_dialogue_asks_again_until_each_answer_can_be_taken(demonstration: Path) -> None:
    ended = init(demonstration, told="".join(f"{answer}\n" for answer, _ in DIALOGUE))
    assert ended.exit_code == 0, ended.output
    dialogue = ended.output.partition("您的回答")[0]
    assert re.findall(r"^  (.+)$", dialogue, re.M) == [why for _, why in DIALOGUE if why]
    written = yaml.load((demonstration / "data/agency.yml").read_text("utf-8"), yaml.CSafeLoader)
    assert written["name"] == "清溪县云坪镇人民政府" and written["disclosure_office"] == "finance-office"


def test_what_an_option_answers_is_not_asked(demonstration: Path) -> None:
    ended = init(demonstration, *options(), told="\n党政综合办公室\n\n是\n")
    assert ended.exit_code == 0, ended.output
    asked = [question.text for question in QUESTIONS if f"\n{question.text}[" in ended.output]
    assert asked == ["本机关的全称？", "有哪些内设机构？用顿号隔开。", "哪个内设机构负责政务公开？"]


def refused(root: Path, *more: str, told: str = "") -> str:
    """What the command says that ends with status 2 and changes nothing."""
    before = content(root)
    ended = init(root, *more, told=told)
    assert ended.exit_code == 2, ended.output
    assert content(root) == before
    return ended.output


def test_without_a_word_of_consent_nothing_is_changed(demonstration: Path) -> None:
    assert refused(demonstration, *options(), told="\n\n\n否\n").endswith("没有确认，什么也没有改动。\n")
    assert refused(demonstration, *options(), told="\n").endswith("没有回答完，什么也没有改动。\n")


def test_options_that_are_missing_or_wrong_are_told_all_at_once(demonstration: Path) -> None:
    said = refused(demonstration, "--yes", "--kind", "镇", "--province", "云南省", "--postcode", "12")
    assert re.findall(r"^  (--\S+)：", said, re.M) == [
        "--short-name", "--site-url", "--portal-url", "--address", "--postcode", "--phone",
    ]  # fmt: skip
    assert "邮政编码是六位数字。" in said and "什么也没有改动" in said
    assert re.findall(r"^  (--\S+)：", refused(demonstration, "--yes", *options(kind="村")), re.M) == ["--kind"]
    assert "--phone：请写办公电话" in refused(demonstration, *options(phone="12"), told="\n")


def test_a_tree_with_changes_is_refused(demonstration: Path) -> None:
    write(demonstration, "README.md", "新的一行\n")
    assert "还有没有提交的修改：README.md。" in refused(demonstration, *options(), "--yes")
    commit(demonstration, "Say more", "2025-06-19")
    write(demonstration, "data/limits.yml", "limits: []\n")
    assert "还有没有提交的修改：data/limits.yml。" in refused(demonstration, *options(), "--yes")


def test_what_git_does_not_hold_is_never_lost(demonstration: Path) -> None:
    write(demonstration, "docs/notes.tmp", "git 不管的笔记\n")
    assert "docs/notes.tmp" in refused(demonstration, *options(), "--yes")
    (demonstration / "docs/notes.tmp").unlink()
    git(demonstration, "update-index", "--skip-worktree", "data/limits.yml")
    write(demonstration, "data/limits.yml", "limits: []\n")
    assert "data/limits.yml" in refused(demonstration, *options(), "--yes")


def test_an_office_of_its_own_is_refused(demonstration: Path) -> None:
    assert init(demonstration, *options(), "--yes").exit_code == 0
    commit(demonstration, "Begin the office's own site", DAY)
    assert "没有演示标记（demonstration）" in refused(demonstration, *options(), "--yes")


def test_a_demonstration_that_cannot_be_read_is_refused(demonstration: Path) -> None:
    write(demonstration, "data/agency.yml", "name: [\n")
    assert "读不出 data/agency.yml" in refused(demonstration, *options(), "--yes")


@pytest.mark.parametrize("committed", [False, True])
def test_without_a_commit_to_come_back_to_it_is_refused(committed: bool, office_copy: Path) -> None:
    if committed:
        git(office_copy, "init", "-q")
    assert "不是有提交记录的 git 代码库" in refused(office_copy, *options(), "--yes")


def test_what_does_not_pass_the_check_is_not_put_in_place(demonstration: Path) -> None:
    write(demonstration, "data/laws/law-61.yml", "id: law-61\n")
    commit(demonstration, "Break a law", "2025-06-19")
    assert "通不过检查（data/laws" in refused(demonstration, *options(), "--yes")


@pytest.mark.parametrize("move", range(6))
def test_a_move_that_fails_takes_back_those_before(
    move: int, demonstration: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rename, moves = Path.rename, iter(range(100))

    def fails(source: Path, target: Path) -> Path:
        if next(moves) == move:
            raise OSError(28, "No space left on device", str(source))
        return rename(source, target)

    monkeypatch.setattr(Path, "rename", fails)
    assert "没有做完" in refused(demonstration, *options(), "--yes")
    monkeypatch.undo()
    assert git(demonstration, "status", "--porcelain") == ""


def test_a_question_says_what_it_wants() -> None:
    """Each example can be taken, and no proposal is one that its own question refuses."""
    given: dict[str, str] = {}
    for question in QUESTIONS:
        given[question.key] = question.taken(question.example, given)
        with pytest.raises(Unfit):
            question.taken("？！", given)
    assert agency(given)["name"] == "某某县某某镇人民政府"
    assert 11 <= len(QUESTIONS) <= 13


def test_the_list_of_a_new_office_is_what_comes_first(town: Path) -> None:
    ended = CliRunner().invoke(app, ["due", "--root", str(town), "--today", DAY, "--within", "366"])
    report = (
        "2027-01-31（周日）　公布 2026 年政府信息公开工作年度报告　还剩 231 个工作日　data/annual-reports/2026.yml:1"
    )
    assert (ended.exit_code, ended.stdout.splitlines()) == (
        0,
        [
            "2026-03-02：1 项要办，已经逾期 0 项，本周（到 2026-03-08）0 项。",
            "",
            "以后到期（1 项）",
            "  党政综合办公室",
            f"    {report}",
        ],
    )
