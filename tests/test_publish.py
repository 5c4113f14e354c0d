"""Publishing is all or nothing."""

import os
import signal
import subprocess
import sys
import time
from datetime import date
from pathlib import Path

import pytest

from disclosure.loading import read_register
from disclosure.publish import BuildError, build, working_day


def replace_text(file: Path, old: str, new: str) -> None:
    text = file.read_text("utf-8")
    assert text.count(old) >= 1
    file.unlink()
    file.write_text(text.replace(old, new), "utf-8")


def contents(site: Path) -> dict[str, bytes]:
    return {file.relative_to(site).as_posix(): file.read_bytes() for file in sorted(site.rglob("*")) if file.is_file()}


def some_document(project: Path) -> Path:
    return sorted((project / "docs").rglob("*.md"))[0]


def test_a_clean_project_is_published_where_asked(office_copy):
    out = office_copy / "site"
    assert build(office_copy, out, None) == []
    assert out.is_symlink()
    assert (out / "index.html").is_file()
    assert oct(out.resolve().stat().st_mode)[-3:] == "755"


def test_two_builds_are_byte_identical(office_copy):
    build(office_copy, office_copy / "one", None)
    build(office_copy, office_copy / "two", None)
    assert contents(office_copy / "one") == contents(office_copy / "two")


def test_a_finding_that_blocks_leaves_the_old_site_alone(office_copy):
    out = office_copy / "site"
    build(office_copy, out, None)
    before, release = contents(out), out.resolve()
    replace_text(some_document(office_copy), "\n---\n", "\n---\n\n[旧表格](没有这个文件.xlsx)\n")
    findings = build(office_copy, out, None)
    assert [finding.rule for finding in findings] == ["LNK-101"]
    assert (contents(out), out.resolve()) == (before, release)


def test_a_warning_blocks_only_when_strict(office_copy):
    out = office_copy / "site"
    (some_document(office_copy).parent / "旧版.txt").write_text("没有登记的附件", "utf-8")
    assert [finding.rule for finding in build(office_copy, out, None, strict=True)] == ["ATT-004"]
    assert not out.exists()
    assert [finding.rule for finding in build(office_copy, out, None)] == ["ATT-004"]
    assert out.exists()


def test_only_one_release_is_kept(office_copy):
    out = office_copy / "site"
    for _ in range(3):
        build(office_copy, out, None)
    assert len(list((office_copy / ".disclosure").glob("*/release-*"))) == 1


def test_a_folder_that_is_in_the_way_is_not_touched(office_copy):
    (office_copy / "site").mkdir()
    (office_copy / "site" / "keep.txt").write_text("别人的文件", "utf-8")
    with pytest.raises(BuildError, match="普通的文件或文件夹"):
        build(office_copy, office_copy / "site", None)
    assert (office_copy / "site" / "keep.txt").is_file()


def test_a_project_without_settings_is_said_so(office_copy):
    (office_copy / "mkdocs.yml").unlink()
    with pytest.raises(BuildError, match="网站没有生成"):
        build(office_copy, office_copy / "site", None)


@pytest.mark.parametrize("delay", [0.05, 0.3, 0.6, 0.75, 0.9])
def test_a_build_killed_at_any_moment_leaves_a_whole_site(office_copy, delay):
    out = office_copy / "site"
    build(office_copy, out, None)
    old = contents(out)
    replace_text(some_document(office_copy), "\n---\n", "\n---\n\n新加的一段话。\n")
    script = "import sys; from pathlib import Path; from disclosure.publish import build; "
    script += "build(Path(sys.argv[1]), Path(sys.argv[1]) / 'site', None)"
    process = subprocess.Popen([sys.executable, "-c", script, str(office_copy)], start_new_session=True)
    time.sleep(delay)
    os.killpg(process.pid, signal.SIGKILL)
    process.wait()
    after_kill = contents(out)
    build(office_copy, office_copy / "reference", None)
    assert after_kill in (old, contents(office_copy / "reference"))
    assert build(office_copy, out, None) == []  # what the killed build left behind is in nobody's way


def test_the_day_is_the_one_told_then_the_demonstrations_then_todays(office_copy):
    register = read_register(office_copy)
    assert working_day(register, "2024-02-29", date(2030, 1, 1)) == date(2024, 2, 29)
    assert working_day(register, None, date(2030, 1, 1)) == register.agency.demonstration.clock
    (office_copy / "data/agency.yml").unlink()
    assert working_day(read_register(office_copy), None, date(2030, 1, 1)) == date(2030, 1, 1)
