"""Publishing is all or nothing, whatever starts the build."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

import forks
from demonstration import REPOSITORY
from disclosure.attachments.contents import Shelf
from disclosure.catalogue import ALL_RULES
from disclosure.findings import Finding
from disclosure.law.book import law_book
from disclosure.loading import read_register
from disclosure.order import Order, OrderError, day_in_china
from disclosure.pages.site import Site
from disclosure.publication import publication
from disclosure.publish import PublishError, open_staging, staging
from disclosure.publish import build as build_for
from disclosure.reading.kinds import FileKind, kind_by_name, suffix_of
from disclosure.screening import screen
from preview import previewed

POLICY = b'<meta http-equiv="Content-Security-Policy"'


def build(root: Path, name: str = "site", **more: bool) -> list[Finding]:
    return build_for(root, Order(out=root / name, **more)).findings


def mkdocs(root: Path, *arguments: str) -> forks.Ended:
    line = ("build", "-q", "-f", root / "mkdocs.yml", *arguments)
    return forks.mkdocs(*line, cwd=root, environment=Order().environment())


def replace_text(file: Path, old: str, new: str) -> None:
    text = file.read_text("utf-8")
    assert text.count(old) >= 1
    file.unlink()
    file.write_text(text.replace(old, new), "utf-8")


def contents(site: Path) -> dict[str, bytes]:
    return {file.relative_to(site).as_posix(): file.read_bytes() for file in sorted(site.rglob("*")) if file.is_file()}


def releases(root: Path) -> list[str]:
    return sorted(entry.name for entry in (root / ".disclosure").glob("site-*/*"))


def some_document(project: Path) -> Path:
    return sorted((project / "docs").rglob("*.md"))[0]


def break_a_link(project: Path) -> None:
    replace_text(some_document(project), "\n---\n", "\n---\n\n[旧表格](没有这个文件.xlsx)\n\n")


def with_hook(project: Path, code: str) -> None:
    """A hook of somebody's own, after ours in mkdocs.yml."""
    (project / "own_hook.py").write_text(code, "utf-8")
    replace_text(project / "mkdocs.yml", "  - hooks/mkdocs_hooks.py\n", "  - hooks/mkdocs_hooks.py\n  - own_hook.py\n")


# --- the old site or the new one ----------------------------------------------------------------------------------


def test_a_clean_project_is_published_where_asked(office_copy: Path) -> None:
    assert build(office_copy) == []
    site = office_copy / "site"
    assert site.is_symlink()
    assert oct(site.resolve().stat().st_mode)[-3:] == "755"
    assert [name for name, page in contents(site).items() if name.endswith(".html") and POLICY not in page] == []


def test_two_builds_are_byte_identical(published_copy: Path) -> None:
    build(published_copy, "two")
    assert contents(published_copy / "site") == contents(published_copy / "two")


def test_an_address_of_the_site_without_its_last_slash_is_the_same_address(published_copy: Path) -> None:
    address = read_register(published_copy).agency.site_url  # type: ignore[union-attr]
    replace_text(published_copy / "data/agency.yml", f"site_url: {address}", f"site_url: {address.rstrip('/')}")
    assert build(published_copy, "two") == []
    assert contents(published_copy / "site") == contents(published_copy / "two")


def test_mkdocs_itself_publishes_the_same_bytes(office_copy: Path, published_office: Path) -> None:
    command = [sys.executable, "-m", "mkdocs", "build", "-q"]
    ended = subprocess.run(command, cwd=office_copy, capture_output=True, text=True, env=Order().environment())
    assert (ended.returncode, ended.stdout, ended.stderr) == (0, "", "")
    assert contents(office_copy / "site") == contents(published_office / "site")


@pytest.mark.parametrize("start", [build, mkdocs])
def test_a_finding_that_blocks_leaves_the_old_site_alone(published_copy: Path, start) -> None:
    site = published_copy / "site"
    before, release = contents(site), site.resolve()
    break_a_link(published_copy)
    start(published_copy)
    assert (contents(site), site.resolve(), releases(published_copy)) == (before, release, ["lock", "release-000001"])
    assert [finding.rule for finding in build(published_copy)] == ["LNK-101"]


def test_a_warning_blocks_only_when_strict(office_copy: Path) -> None:
    (some_document(office_copy).parent / "旧版.txt").write_text("没有登记的附件", "utf-8")
    assert [finding.rule for finding in build(office_copy, strict=True)] == ["ATT-004"]
    assert not (office_copy / "site").exists()
    assert mkdocs(office_copy, "--strict").returncode == 1
    assert not (office_copy / "site").exists()
    assert [finding.rule for finding in build(office_copy)] == ["ATT-004"]
    assert (office_copy / "site").exists()


def test_the_release_before_is_kept_for_whoever_copies_it(published_copy: Path) -> None:
    for _ in range(2):
        build(published_copy)
    assert releases(published_copy) == ["lock", "release-000002", "release-000003"]
    assert (published_copy / "site").resolve().name == "release-000003"


# --- whoever meddles ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("listed", [{"index.html", "gone.html"}, set()])
def test_a_release_that_is_not_what_was_listed_is_refused(tmp_path: Path, listed: set[str]) -> None:
    staging = open_staging(tmp_path, tmp_path / "site")
    (staging.folder / "index.html").write_text("甲", "utf-8")
    with pytest.raises(PublishError, match="与应当发布的不一致"):
        staging.publish(listed)
    staging.discard()
    assert not (tmp_path / "site").is_symlink()


def test_without_our_hook_nothing_is_published(published_copy: Path) -> None:
    before = contents(published_copy / "site")
    replace_text(published_copy / "mkdocs.yml", "hooks:\n  - hooks/mkdocs_hooks.py\n", "")
    replace_text(published_copy / "mkdocs.yml", "  custom_dir: hooks/disclosure/pages/theme\n", "")
    with pytest.raises(PublishError, match="没有经过检查"):
        build(published_copy)
    assert mkdocs(published_copy).returncode == 0  # MkDocs builds what it likes, elsewhere
    assert contents(published_copy / "site") == before


@pytest.mark.parametrize(
    ("code", "told"),
    [
        ("import os\ndef on_pre_build(config):\n    os._exit(0)\n", "网站没有生成"),
        ("import sys\ndef on_page_content(html, page, config, files):\n    sys.exit(0)\n", "网站没有生成"),
        ("def on_env(env, config, files):\n    raise KeyError('x')\n", "KeyError"),
    ],
)
def test_a_plugin_that_ends_mkdocs_early_ends_no_check(published_copy: Path, code: str, told: str) -> None:
    before = contents(published_copy / "site")
    with_hook(published_copy, code)
    with pytest.raises(PublishError, match=told):
        build(published_copy)
    assert contents(published_copy / "site") == before


def test_what_a_plugin_adds_is_not_published_and_named_once(published_copy: Path) -> None:
    before = contents(published_copy / "site")
    with_hook(
        published_copy,
        "import os\nfrom pathlib import Path\n"
        "def on_post_build(config):\n"
        "    site = Path(config.site_dir)\n"
        "    (site / 'search').mkdir()\n"
        "    (site / 'search/index.json').write_text('{}')\n"
        "    (site / 'evil.html').write_text('<script>1</script>')\n"
        "    (site / 'assets/site').mkdir(parents=True, exist_ok=True)\n"
        "    (site / 'assets/site/site.js').write_text('1')\n"
        "    (site / 'leak').symlink_to('/etc')\n",
    )
    assert [(item.rule, str(item.severity), item.place.path) for item in build(published_copy)] == [
        ("MKD-101", "warning", "mkdocs.yml")
    ]
    assert contents(published_copy / "site") == before


def test_no_file_of_the_editors_takes_the_place_of_the_sites_own(published_copy: Path) -> None:
    before = contents(published_copy / "site")
    for name in ("assets/site/site.js", "assets/site/icon.svg", "assets/site/x.html", "assets/stylesheets/main.x.css"):
        file = published_copy / "docs" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text("alert(1)", "utf-8")
    found = build(published_copy)
    assert {(item.rule, str(item.severity)) for item in found} == {("FIL-008", "error")}
    assert contents(published_copy / "site") == before


def test_what_is_left_in_the_environment_changes_nothing(published_copy: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = contents(published_copy / "site")
    for name, value in (("DISCLOSURE_PREVIEW", "1"), ("DISCLOSURE_TODAY", "x"), ("DISCLOSURE_ORDER", "{")):
        monkeypatch.setenv(name, value)
    assert build(published_copy) == []
    assert contents(published_copy / "site") == before
    with pytest.raises(OrderError, match="DISCLOSURE_ORDER"):
        Order.handed_over(preview=False, strict=False)


def test_a_preview_is_never_published(published_copy: Path) -> None:
    before = contents(published_copy / "site")
    break_a_link(published_copy)
    assert "LNK-101" in previewed(published_copy, published_copy / "shown")
    assert POLICY not in (published_copy / "shown/index.html").read_bytes()
    assert contents(published_copy / "site") == before


# --- where the site may lie ---------------------------------------------------------------------------------------


def test_a_folder_that_is_in_the_way_is_not_touched(office_copy: Path) -> None:
    (office_copy / "site").mkdir()
    (office_copy / "site" / "keep.txt").write_text("别人的文件", "utf-8")
    with pytest.raises(PublishError, match="普通的文件或文件夹"):
        build(office_copy)
    assert mkdocs(office_copy).returncode == 1
    assert contents(office_copy / "site") == {"keep.txt": "别人的文件".encode()}


def test_a_link_to_somebody_elses_folder_is_not_touched(office_copy: Path, tmp_path: Path) -> None:
    (tmp_path / "www").mkdir()
    (office_copy / "site").symlink_to(tmp_path / "www")
    with pytest.raises(PublishError, match="指向别处"):
        build(office_copy)
    assert (office_copy / "site").resolve() == tmp_path / "www"


@pytest.mark.parametrize("out", ["docs/pub", "data", "hooks/site", ".git/x", ".disclosure", "tests/x", ".", ".."])
def test_the_site_does_not_lie_among_the_projects_own_files(office_copy: Path, out: str) -> None:
    with pytest.raises(PublishError, match="网站不能放在"):
        open_staging(office_copy, Path(os.path.normpath(office_copy / out)))


def test_a_project_without_settings_is_said_so(office_copy: Path) -> None:
    (office_copy / "mkdocs.yml").unlink()
    with pytest.raises(PublishError, match=r"没有 mkdocs\.yml"):
        build(office_copy)


def test_mkdocs_publishes_where_it_is_told(office_copy: Path) -> None:
    assert mkdocs(office_copy, "-d", str(office_copy / "elsewhere")).returncode == 0
    assert (office_copy / "elsewhere/index.html").is_file() and (office_copy / "elsewhere").is_symlink()


# --- the day ------------------------------------------------------------------------------------------------------


def test_the_day_is_the_one_told_then_the_demonstrations_then_chinas(office_copy: Path) -> None:
    late = datetime(2029, 12, 31, 16, 30, tzinfo=UTC)  # half past midnight in China
    clock = read_register(office_copy).demonstration_day
    assert Order(date(2024, 2, 29)).working_day(clock, late) == date(2024, 2, 29)
    assert Order().working_day(clock, late) == clock
    assert Order().working_day(None, late) == date(2030, 1, 1)
    assert day_in_china(datetime(2029, 12, 31, 15, 59, tzinfo=UTC)) == date(2029, 12, 31)


# --- published = listed = examined --------------------------------------------------------------------------------


def examined(root: Path) -> set[str]:
    """The files of docs/ that screening looks into, of the kinds that may be published."""
    register = read_register(root)
    looked_into = {path for path, _ in screen(register, Shelf(root))} & register.files
    return {path for path in looked_into if suffix_of(path).is_published or suffix_of(path).is_recorded}


SHELL = sorted(file.name for file in (REPOSITORY / "hooks/disclosure/pages/theme/assets/site").iterdir())


def is_one_set(root: Path, site: Path) -> None:
    """What lies in the public folder is what the engine lists, and what is copied there was examined."""
    register = read_register(root)
    day = register.demonstration_day or date(2025, 6, 18)
    made = publication(Site(register, law_book(register), day, ALL_RULES))
    shell = {name for name in contents(site) if name.startswith("assets/")}
    assert set(contents(site)) == made.listing | shell
    assert sorted(shell) == [*(f"assets/site/{name}" for name in SHELL), *styles(shell)] and len(styles(shell)) == 1
    strange = {name for name in made.listing if kind_by_name(name) is FileKind.OTHER}
    programs = {name for name in made.listing if kind_by_name(name) is FileKind.PROGRAM}
    assert (strange, programs - set(made.theme)) == (set(), set())
    copied = {file.relative_to(root).as_posix() for file in made.files.values()}
    assert copied - examined(root) == set()
    assert {address: contents(site)[address] for address in made.files} == {
        address: file.read_bytes() for address, file in made.files.items()
    }


def styles(shell: set[str]) -> list[str]:
    return sorted(name for name in shell if name.startswith("assets/stylesheets/"))


def test_the_small_office_publishes_what_is_listed_and_examined(published_office: Path) -> None:
    is_one_set(published_office, published_office / "site")


def test_the_demonstration_publishes_what_is_listed_and_examined(demonstration_site: Path) -> None:
    is_one_set(REPOSITORY, demonstration_site)


HOSTILE = {
    "doc-2025-003-9.html": "",  # listed, the others are linked or shown
    "doc-2025-003-demo.html": "[演示](doc-2025-003-demo.html)",
    "doc-2025-003-1.svg": "![图](doc-2025-003-1.svg)",
    "doc-2025-003.js": "[说明](doc-2025-003.js)",
    "doc-2025-003.xml": "[说明](doc-2025-003.xml)",
    ".doc-2025-003.pdf": "[说明](.doc-2025-003.pdf)",
    "doc-2025-003.zzz": "[说明](doc-2025-003.zzz)",
}


def test_no_hostile_file_is_published(published_copy: Path) -> None:
    before = contents(published_copy / "site")
    document = published_copy / "docs/systems/2025/doc-2025-002.md"
    for file in HOSTILE:
        (document.parent / file).write_text("<script>alert(1)</script>", "utf-8")
    listed = "attachments:\n  - file: doc-2025-003-9.html\n    title: 申请表\n"
    replace_text(document, "\n---\n", f"\n{listed}---\n\n" + "\n\n".join(HOSTILE.values()) + "\n")
    told = [f"{item.place.path} {item.message}" for item in build(published_copy) if item.severity == "error"]
    assert [file for file in HOSTILE if not any(file in line for line in told)] == []
    assert contents(published_copy / "site") == before
    previewed(published_copy, published_copy / "shown")
    assert [path for path in contents(published_copy / "shown") if path.rpartition("/")[2] in HOSTILE] == []


# --- what others do meanwhile -------------------------------------------------------------------------------------


def test_an_attachment_changed_after_it_was_examined_is_not_published(published_copy: Path) -> None:
    before = contents(published_copy / "site")
    with_hook(
        published_copy,
        "from pathlib import Path\n"
        "def on_env(env, config, files):\n"
        "    file = Path(config.docs_dir, 'notices/2025/doc-2025-003-1.pdf')\n"
        "    file.unlink()\n"
        "    file.write_bytes(b'%PDF-1.4 another')\n",
    )
    with pytest.raises(PublishError, match="检查以后又改过"):
        build(published_copy)
    assert contents(published_copy / "site") == before


@pytest.mark.parametrize("event", ["on_pre_build", "on_config"])
def test_no_plugin_moves_the_build_onto_the_public_site(published_copy: Path, event: str) -> None:
    before = contents(published_copy / "site")
    with_hook(
        published_copy,
        f"from pathlib import Path\ndef {event}(config):\n"
        "    config.site_dir = str(Path(config.config_file_path).parent / 'site')\n",
    )
    if event == "on_pre_build":
        with pytest.raises(PublishError, match="site_dir"):
            build(published_copy)
    else:
        assert mkdocs(published_copy).returncode == 0  # ours speaks last
    assert contents(published_copy / "site") == before


def test_everybody_can_read_the_site_whatever_the_umask(office_copy: Path) -> None:
    old = os.umask(0o077)
    try:
        build(office_copy)
    finally:
        os.umask(old)
    site = (office_copy / "site").resolve()
    modes = {oct(path.stat().st_mode)[-3:] for path in (site, *site.rglob("*"))}
    assert modes == {"755", "644"}


def test_what_nobody_waits_for_any_more_is_not_published(office_copy: Path) -> None:
    script = "import subprocess, sys, time\nfrom disclosure.order import Order\n"
    script += "subprocess.Popen([sys.executable, '-m', 'mkdocs', 'build', '-q'], env=Order().environment())\n"
    script += "time.sleep(60)"
    slow = "import time\ndef on_env(env, config, files):\n    open('started', 'w').close()\n    time.sleep(1)\n"
    with_hook(office_copy, slow)
    command = subprocess.Popen([sys.executable, "-c", script], cwd=office_copy, stderr=subprocess.DEVNULL)
    while not (office_copy / "started").exists():
        time.sleep(0.05)
    command.terminate()
    command.wait()
    open_staging(office_copy, office_copy / "site").discard()  # waits for the other to end
    assert not (office_copy / "site").is_symlink()


def test_a_build_does_not_wait_for_ever(office_copy: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    held = "import subprocess, sys\nfrom pathlib import Path\nfrom disclosure.publish import open_staging\n"
    held += "kept = open_staging(Path('.'), Path('site').absolute())\nprint('held', flush=True)\nsys.stdin.read()"
    with subprocess.Popen(
        [sys.executable, "-c", held], cwd=office_copy, stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as other:
        assert other.stdout is not None and other.stdin is not None
        other.stdout.readline()
        monkeypatch.setattr(staging, "_PATIENCE", 1)
        with pytest.raises(PublishError, match=f"进程 {other.pid}"):
            open_staging(office_copy, office_copy / "site")
        other.stdin.close()


def test_an_order_left_behind_is_no_order(office_copy: Path) -> None:
    left = Order(out=office_copy / "site").environment()
    ended = subprocess.run(
        [sys.executable, "-c", "import subprocess, sys; sys.exit(subprocess.call(sys.argv[1:]))"]
        + [sys.executable, "-m", "mkdocs", "build", "-q"],
        cwd=office_copy,
        env=left,
        capture_output=True,
        text=True,
    )
    assert (ended.returncode, "以前留下的" in ended.stderr) == (1, True)
    assert not (office_copy / "site").is_symlink()


def test_the_projects_own_strictness_is_told_as_such(office_copy: Path) -> None:
    (some_document(office_copy).parent / "旧版.txt").write_text("没有登记的附件", "utf-8")
    replace_text(office_copy / "mkdocs.yml", "site_name:", "strict: true\nsite_name:")
    report = build_for(office_copy, Order(out=office_copy / "site"))
    assert ([item.rule for item in report.findings], report.published, report.strict) == (["ATT-004"], False, True)


def test_a_link_that_leads_nowhere_for_the_moment_is_not_ours(office_copy: Path) -> None:
    (office_copy / "site").symlink_to("/mnt/not-mounted/www")
    with pytest.raises(PublishError, match="指向别处"):
        build(office_copy)
    assert (office_copy / "site").readlink() == Path("/mnt/not-mounted/www")


def test_the_memory_may_lie_on_another_disk(office_copy: Path, tmp_path: Path) -> None:
    (tmp_path / "big-disk").mkdir()
    (office_copy / ".disclosure").symlink_to(tmp_path / "big-disk")
    assert build(office_copy) == []
    assert build(office_copy) == []
    assert (office_copy / "site").resolve().name == "release-000002"


def test_our_hook_named_twice_is_said_so(office_copy: Path) -> None:
    once = "  - hooks/mkdocs_hooks.py\n"
    replace_text(office_copy / "mkdocs.yml", once, f"{once}  - ./hooks/mkdocs_hooks.py\n")
    with pytest.raises(PublishError, match="写了两次"):
        build(office_copy)
