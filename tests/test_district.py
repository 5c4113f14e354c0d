"""Many offices under one portal: faces, links between offices, one search, and what happens to an office that fails."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
import yaml
from selectolax.lexbor import LexborHTMLParser

from demonstration import REPOSITORY
from disclosure.district.gather import Brought, gather
from disclosure.district.hosting import outdated, pipelines
from disclosure.district.roll import Roll, read_roll
from disclosure.district.workplace import last_build
from disclosure.faces.face import FacesError, OfficeFaces, read_faces, written
from disclosure.findings import Place
from disclosure.links.gate import check_site
from disclosure.pages.hrefs import Links
from disclosure.publish import PublishError
from disclosure.search.reopened import IndexBroken, reopened
from districts import BELOW, BUILT, ELSEWHERE, NAMES, PORTAL, SITES, district, lay_out, roll_text, take_over
from repository import commit, git, write

DAY = date(2025, 6, 18)


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A district in which every office has its pages, nothing gathered yet. Tests read it."""
    root = lay_out(tmp_path_factory.mktemp("district") / "district")
    ended = district(root, "district", "build", BUILT)
    assert (ended.returncode, ended.stdout) == (0, f"{NAMES[BUILT]}：已经生成。\n"), ended.stderr
    for key in (BELOW, ELSEWHERE):
        take_over(root, key)
    return root


def roll_of(root: Path, *keys: str) -> Roll:
    if keys:
        (root / "district.yml").write_text(roll_text(*keys), "utf-8")
    roll, findings = read_roll(root)
    assert roll is not None and findings == []
    return roll


def brought(root: Path, *keys: str) -> dict[str, Brought]:
    return {key: Brought(root / "offices" / key / "site") for key in keys}


@pytest.fixture(scope="module")
def portal(built: Path) -> Path:
    """The release of all three offices."""
    assert gather(built, built / "site", roll_of(built), brought(built, *NAMES), DAY) == []
    return built / "site"


def page(folder: Path, address: str) -> LexborHTMLParser:
    return LexborHTMLParser((folder / address).read_bytes())


def hrefs(found: LexborHTMLParser, selector: str) -> list[str]:
    return [str(node.attributes["href"]) for node in found.css(selector)]


# --- faces ---------------------------------------------------------------------------------------------------------


def test_faces_speak_of_what_is_public_and_of_nothing_else(built: Path) -> None:
    site = built / "offices" / BUILT / "site"
    faces = read_faces(site / "faces.json")
    top = site.resolve()
    files = {file.relative_to(top).as_posix() for file in top.rglob("*") if file.is_file()}
    assert faces.addresses == {address for address in files if not address.startswith("search/")}
    listed = re.findall(r"<loc>([^<]*)</loc>", (site / "sitemap.xml").read_text("utf-8"))
    assert {faces.site_url + face.address for face in faces.faces} <= {*listed}
    assert (faces.site_url, faces.short_name, faces.day) == (SITES[BUILT], NAMES[BUILT], DAY)
    shown = next(face for face in faces.faces if face.id == "doc-2025-003")
    heading = page(site, shown.address).css_first("h1")
    assert heading is not None and heading.text(strip=True) == shown.title


def test_faces_are_written_as_they_were_read(built: Path) -> None:
    file = built / "offices" / BUILT / "site" / "faces.json"
    assert written(read_faces(file)) == file.read_text("utf-8")


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('"address":"documents/', '"address":"../documents/'),
        ('"address":"documents/', '"address":"https://elsewhere.example/'),
        ('"schema":"disclosure/faces/1"', '"schema":"disclosure/faces/9"'),
        ('"title":', '"script":'),
        ("]}", "]"),
    ],
)
def test_faces_that_do_not_hold_together_are_refused(built: Path, tmp_path: Path, old: str, new: str) -> None:
    text = (built / "offices" / BUILT / "site" / "faces.json").read_text("utf-8")
    (tmp_path / "faces.json").write_text(text.replace(old, new), "utf-8")
    with pytest.raises(FacesError, match="faces.json"):
        read_faces(tmp_path / "faces.json")


# --- links between offices -----------------------------------------------------------------------------------------

ADDRESS = "documents/doc-2025-003.html"


@pytest.fixture(scope="module")
def neighbour(built: Path) -> OfficeFaces:
    """The office elsewhere, one of whose addresses has moved and one was taken down."""
    faces = read_faces(built / "offices" / ELSEWHERE / "site" / "faces.json")
    return faces.model_copy(update={"moved": {"about/rules.html": ADDRESS}, "withdrawn": ("open-work.html",)})


def judged(folder: Path, neighbour: OfficeFaces, href: str, text: str) -> list[str]:
    """What is found in a page of the built office that links to a neighbour."""
    links = Links("a.html", Place("docs/a.md"))
    links.note_written(href, Place("docs/a.md", 7))
    (folder / "a.html").write_text(f'<title>a</title><h1>a</h1><a href="{href}">{text}</a>', "utf-8")
    found = check_site(folder, SITES[BUILT], {"a.html": links}, offices=[neighbour])
    found = [item for item in found if item.href == href]
    return [f"{item.place.path}:{item.place.line} {item.severity} {item.rule} {item.suggestion}" for item in found]


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        (ADDRESS, []),
        (f"{ADDRESS}#main", []),
        ("", []),
        ("documents/doc-2025-999.html", ["docs/a.md:7 warning LNK-711 "]),
        ("about/rules.html", [f"docs/a.md:7 warning LNK-712 {SITES[ELSEWHERE]}{ADDRESS}"]),
        ("open-work.html", ["docs/a.md:7 warning LNK-713 "]),
    ],
)
def test_a_link_to_another_office_is_judged_by_its_faces(
    tmp_path: Path, neighbour: OfficeFaces, address: str, expected: list[str]
) -> None:
    assert judged(tmp_path, neighbour, SITES[ELSEWHERE] + address, "看这里") == expected


def test_a_link_that_names_another_paper_of_that_office_is_wrong(tmp_path: Path, neighbour: OfficeFaces) -> None:
    named = [face for face in neighbour.faces if face.sort in ("policy", "normative")]
    meant = next(face for face in named if face.validity == "有效")
    opened = next(face for face in named if face is not meant)
    right, wrong = (SITES[ELSEWHERE] + face.address for face in (meant, opened))
    assert judged(tmp_path, neighbour, right, f"《{meant.title}》") == []
    assert judged(tmp_path, neighbour, wrong, f"《{meant.title}》") == [f"docs/a.md:7 error LNK-301 {right}"]


def test_what_no_faces_are_known_of_is_left_alone(tmp_path: Path, neighbour: OfficeFaces) -> None:
    for href in (f"{SITES[BELOW]}nothing.html", "https://www.example/nothing.html"):
        assert judged(tmp_path, neighbour, href, "看这里") == []
    assert judged(tmp_path, neighbour, f"{SITES[BUILT]}nothing.html", "看这里") == ["docs/a.md:7 error LNK-101 "]


# --- the portal ----------------------------------------------------------------------------------------------------


def test_the_portal_lists_what_all_offices_have_and_leads_there(portal: Path) -> None:
    listed = hrefs(page(portal, "newest.html"), ".row__title")
    assert {href.partition("documents/")[0] for href in listed if "documents/" in href} == {
        "liuxi/", "dongpu/", SITES[ELSEWHERE]
    }  # fmt: skip
    assert [node.text() for node in page(portal, "offices.html").css(".doors__title")] == [
        f"示例市示例区{name}办事处" for name in NAMES.values()
    ]
    kinds = hrefs(page(portal, "index.html"), 'section[aria-labelledby="kinds"] a')
    themes = hrefs(page(portal, "index.html"), 'section[aria-labelledby="themes"] a')
    assert "kinds/consultation.html" in kinds and "themes/community.html" in themes
    opened = hrefs(page(portal, "open-consultations.html"), ".row__title")
    assert len(opened) % 3 == 0 and opened


def test_every_link_of_the_portal_and_of_the_offices_below_it_is_alive(portal: Path) -> None:
    assert [item for item in check_site(portal.resolve(), PORTAL) if item.severity == "error"] == []


def test_the_portal_asks_nothing_of_other_hosts_and_runs_nothing_inline(portal: Path) -> None:
    for file in portal.resolve().glob("*.html"):
        found = page(portal, file.name)
        assert found.css("script:not([src], [type='application/ld+json']), style, [style], [onclick]") == []
        assert [node.attributes["src"] for node in found.css("[src]") if "//" in (node.attributes["src"] or "")] == []


def test_one_search_finds_what_any_office_says(portal: Path, built: Path) -> None:
    own, whole = reopened(built / "offices" / BUILT / "site"), reopened(portal)
    assert len(whole.entries) == 3 * len(own.entries)
    counts = {token: frequency for token, frequency, _ in own.rows()}
    assert {token: frequency for token, frequency, _ in whole.rows()} == {
        token: 3 * frequency for token, frequency in counts.items()
    }
    folder = json.loads((portal / "search/index.json").read_text("utf-8"))["folder"]
    start = json.loads((portal / folder / "start.json").read_text("utf-8"))
    assert start["offices"] == sorted(NAMES.values())


def test_an_index_that_does_not_hold_together_is_refused(built: Path, tmp_path: Path) -> None:
    shutil.copytree((built / "offices" / BUILT / "site" / "search").resolve(), tmp_path / "search")
    start = next(tmp_path.rglob("start.json"))
    start.write_text(start.read_text("utf-8").replace('"entries":', '"entries":1'), "utf-8")
    with pytest.raises(IndexBroken):
        reopened(tmp_path)


def test_the_same_offices_give_the_same_bytes(built: Path, portal: Path, tmp_path: Path) -> None:
    gather(built, tmp_path / "again", roll_of(built), brought(built, *reversed(NAMES)), DAY)
    first, again = ({file.relative_to(top): file.read_bytes() for file in top.rglob("*") if file.is_file()}
                    for top in (portal.resolve(), (tmp_path / "again").resolve()))  # fmt: skip
    assert first == again


# --- what fails ----------------------------------------------------------------------------------------------------


def test_an_office_that_fails_keeps_its_pages_and_is_named_while_others_go_out(built: Path, tmp_path: Path) -> None:
    root = lay_out(tmp_path / "district")
    shutil.copytree(built / "offices", root / "offices", symlinks=True)
    roll, trees = roll_of(root), brought(root, *NAMES)
    gather(root, root / "site", roll, trees, DAY)
    before = (root / "site" / "dongpu" / ADDRESS).read_bytes()
    write(trees[BELOW].tree, "faces.json", "{")
    failing = trees | {BUILT: replace(trees[BUILT], failure="有 1 个问题。")}
    findings = gather(root, root / "site", roll, failing, DAY)
    assert [(item.rule, item.severity, item.record) for item in findings] == [
        ("GAT-001", "warning", BUILT), ("GAT-001", "warning", BELOW)
    ]  # fmt: skip
    assert (root / "site" / "dongpu" / ADDRESS).read_bytes() == before
    told = [node.text() for node in page(root / "site", "index.html").css("p.banner")]
    assert [text[:4] for text in told] == [NAMES[BUILT], NAMES[BELOW]]
    assert len(hrefs(page(root / "site", "index.html"), 'section[aria-labelledby="offices"] a')) == 3


@pytest.mark.parametrize("harm", ["0.bin cut", "0.bin lost", "start.json", "deep"])
def test_an_office_whose_index_is_broken_keeps_its_pages_and_does_not_stop_the_others(
    built: Path, portal: Path, tmp_path: Path, harm: str
) -> None:
    broken = tmp_path / "broken"
    shutil.copytree((built / "offices" / BELOW / "site").resolve(), broken)
    write(broken, "documents/doc-2025-003.html", "新的")
    start = next((broken / "search").rglob("start.json"))
    first = start.with_name("0.bin")
    if harm == "0.bin cut":
        first.write_bytes(first.read_bytes()[:-1])
    elif harm == "0.bin lost":
        first.unlink()
    elif harm == "start.json":
        start.write_text(re.sub('"block":[0-9]+', '"block":0', start.read_text("utf-8")), "utf-8")
    else:
        start.write_text("[" * 100_000, "utf-8")
    roll, trees = roll_of(built), brought(built, *NAMES)
    assert gather(built, tmp_path / "out", roll, trees, DAY) == []
    findings = gather(built, tmp_path / "out", roll, trees | {BELOW: Brought(broken)}, DAY)
    assert [(item.rule, item.record) for item in findings] == [("GAT-001", BELOW)]
    assert (tmp_path / "out" / "dongpu" / ADDRESS).read_bytes() == (portal / "dongpu" / ADDRESS).read_bytes()


def test_an_office_without_any_pages_is_named_and_the_others_go_out(built: Path, tmp_path: Path) -> None:
    findings = gather(built, tmp_path / "out", roll_of(built), brought(built, BUILT, ELSEWHERE), DAY)
    assert [(item.rule, item.record, item.place.line) for item in findings] == [("GAT-002", BELOW, 25)]
    assert [text for node in page(tmp_path / "out", "index.html").css("p.banner") if (text := node.text())] == [
        "东浦街道的内容还没有公布在这里。"
    ]
    with pytest.raises(PublishError, match="没有一个机关"):
        gather(built, tmp_path / "none", roll_of(built), {}, DAY)


def test_another_offices_pages_are_not_taken_for_its_own(built: Path, tmp_path: Path) -> None:
    swapped = {BUILT: brought(built, BELOW)[BELOW], ELSEWHERE: brought(built, ELSEWHERE)[ELSEWHERE]}
    findings = gather(built, tmp_path / "out", roll_of(built), swapped, DAY)
    assert [(item.rule, item.record) for item in findings] == [("GAT-002", BUILT), ("GAT-002", BELOW)]
    assert SITES[BELOW] in findings[0].message


def test_only_what_has_changed_is_built_and_a_mistake_leaves_the_old_pages(built: Path) -> None:
    site = built / "offices" / BUILT / "site"
    release, repository = site.resolve(), built / "repositories" / BUILT
    ended = district(built, "district", "build", BUILT)
    assert (ended.returncode, ended.stdout) == (0, f"{NAMES[BUILT]}：没有改动，不用重新生成。\n")
    file = next((repository / "docs").rglob("doc-2025-003.md"))
    mended = file.read_text("utf-8")
    write(repository, str(file.relative_to(repository)), mended.replace("published: 2025", "published: 2026", 1))
    commit(repository, "Make a mistake", "2025-06-10")
    ended = district(built, "district", "build", BUILT)
    assert ended.returncode == 0 and f"{NAMES[BUILT]}：没有更新，有 " in ended.stdout
    assert site.resolve() == release and "doc-2025-003.md" in ended.stdout
    noted = last_build(built, BUILT)
    assert noted is not None and noted.failure and not noted.fresh
    git(repository, "reset", "-q", "--hard", "HEAD~1")


def test_what_was_taken_down_goes_even_where_the_content_fails(built: Path, tmp_path: Path) -> None:
    root = tmp_path / "district"
    shutil.copytree(built, root, symlinks=True)
    office, site = root / "offices" / BUILT, root / "offices" / BUILT / "site"
    write(office, ".git/index.lock", "")  # a run was cut short
    write(root, ".disclosure/faces/other.json", "{")  # and another program has left its faces
    repository = root / "repositories" / BUILT
    district(repository, "withdraw", "doc-2025-003", "--reason", "内容审查不完整", "--today", DAY)
    git(repository, "merge", "-q", git(repository, "branch", "--list", "--format=%(refname:short)", "*003*").strip())
    before = {file: file.read_bytes() for file in site.resolve().rglob("documents/*.html")}
    write(repository, "docs/notices/2025/doc-2025-099.md", "---\nid: doc-2025-099\n---\n")
    commit(repository, "Make a mistake", "2025-06-10")
    told = f"{NAMES[BUILT]}：已经按它的撤下记录撤下 doc-2025-003，其余网页和以前一样。\n"
    ended = district(root, "district", "build", BUILT)
    assert (ended.returncode, f"{NAMES[BUILT]}：没有更新，有 " in ended.stdout) == (0, True)
    assert ended.stdout.endswith(told)
    faces = read_faces(built / "offices" / BUILT / "site" / "faces.json").faces
    title = next(face.title for face in faces if face.address == ADDRESS)
    assert {file.name for file in before} == {file.name for file in site.resolve().rglob("documents/*.html")}
    shown = page(site, ADDRESS).css_first("main")
    assert shown is not None and "撤下" in shown.text() and title not in shown.text()
    again = district(root, "district", "build", BUILT)
    assert told not in again.stdout


@pytest.mark.parametrize("harm", ["a shortcut", "a name that no disk takes"])
def test_an_office_whose_files_cannot_be_published_does_not_stop_the_others(
    built: Path, tmp_path: Path, harm: str
) -> None:
    broken = tmp_path / "broken"
    shutil.copytree((built / "offices" / BELOW / "site").resolve(), broken)
    if harm == "a shortcut":
        (broken / ADDRESS).unlink()
        (broken / ADDRESS).symlink_to("/etc/hostname")
    else:
        faces = (broken / "faces.json").read_text("utf-8")
        write(broken, "faces.json", faces.replace('"documents":[', f'"documents":["{"长" * 200}.html",', 1))
    findings = gather(built, tmp_path / "out", roll_of(built), brought(built, *NAMES) | {BELOW: Brought(broken)}, DAY)
    assert [(item.rule, item.record) for item in findings] == [("GAT-002", BELOW)]


def test_a_program_in_an_offices_repository_is_not_run(built: Path) -> None:
    checked_out = {path.name for path in (built / "offices" / BUILT).iterdir()}
    assert checked_out <= {".git", ".disclosure", "docs", "data", "hooks", "mkdocs.yml", "site"}
    assert (built / "offices" / BUILT / "mkdocs.yml").read_bytes() == (REPOSITORY / "mkdocs.yml").read_bytes()


# --- the roll, and what is made from it ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("id: dongpu", "id: liuxi", "district.yml:25 FLD-003"),
        (f"site_url: {SITES[BELOW]}", f"site_url: {SITES[BUILT]}", "district.yml:27 FLD-003"),
        (f"site_url: {SITES[BELOW]}", f"site_url: {PORTAL}offices/", "district.yml:27 FLD-003"),
        ("repository: repositories/dongpu", "repository: ext::sh -c true", "district.yml:28 FLD-003"),
        ("repository: repositories/dongpu", "repository: --upload-pack=true", "district.yml:28 FLD-003"),
        ("name: 东浦街道", "title: 东浦街道", "district.yml:26 FLD-002"),
    ],
)
def test_a_mistake_in_the_roll_is_told_at_its_line(tmp_path: Path, old: str, new: str, expected: str) -> None:
    (tmp_path / "district.yml").write_text(roll_text(*NAMES).replace(old, new), "utf-8")
    roll, findings = read_roll(tmp_path)
    assert roll is None
    assert expected in [f"{item.place.path}:{item.place.line} {item.rule}" for item in findings]


def test_both_pipelines_are_made_from_the_one_list(tmp_path: Path) -> None:
    root = lay_out(tmp_path / "district")
    roll = roll_of(root)
    ended = district(root, "district", "pipelines")
    assert ended.returncode == 0 and outdated(root, roll) == []
    github = yaml.load((root / ".github/workflows/district.yml").read_text("utf-8"), yaml.BaseLoader)
    gitlab = yaml.load((root / ".gitlab-ci.yml").read_text("utf-8"), yaml.BaseLoader)
    assert github["jobs"]["office"]["strategy"] == {"fail-fast": "false", "matrix": {"office": list(NAMES)}}
    assert gitlab["各机关"]["parallel"] == {"matrix": [{"OFFICE": list(NAMES)}]}
    assert outdated(root, roll_of(root, BUILT)) == [*pipelines(roll)]


def test_the_pipelines_are_as_safe_as_ours(tmp_path: Path) -> None:
    roll = roll_of(lay_out(tmp_path / "district"))
    for path, text in pipelines(roll).items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(text, "utf-8")
    folder, tools = tmp_path / ".github", Path(sys.executable).parent
    told = [
        [tools / "zizmor", "--offline", "--no-progress", "--persona", "pedantic", folder],
        [tools / "check-jsonschema", "--builtin-schema", "vendor.github-workflows", *folder.rglob("*.yml")],
        [tools / "check-jsonschema", "--builtin-schema", "vendor.gitlab-ci", tmp_path / ".gitlab-ci.yml"],
    ]
    ended = [subprocess.run(command, capture_output=True, encoding="utf-8") for command in told]
    assert [one.stdout + one.stderr for one in ended if one.returncode] == []
    pinned = re.compile(r"uses: [\w/-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$")
    lines = pipelines(roll)[".github/workflows/district.yml"].splitlines()
    uses = [line.strip(" -") for line in lines if "uses:" in line]
    assert uses and [line for line in uses if not pinned.search(line)] == []


def test_make_builds_the_offices_side_by_side_and_gathers_last(tmp_path: Path) -> None:
    """Each office waits for the other: one after another they would never come to an end."""
    program = tmp_path / "disclosure"
    program.write_text(
        f'#!/bin/sh\ncd {tmp_path}\ncase "$1 $2" in\n"district list") echo one; echo two;;\n'
        '"district build") touch "$3"; for _ in $(seq 200); do [ -e one ] && [ -e two ] && break; sleep 0.05; done\n'
        '[ -e one ] && [ -e two ] && echo "$3" >> said;;\ngather*) echo gather >> said;;\nesac\n'
    )
    program.chmod(0o755)
    made = subprocess.run(
        ["make", "-j2", "district", f"BIN={tmp_path}"], cwd=REPOSITORY, capture_output=True, encoding="utf-8"
    )
    assert made.returncode == 0, made.stderr
    said = (tmp_path / "said").read_text().split()
    assert sorted(said[:2]) == ["one", "two"] and said[2:] == ["gather"]
