"""The benchmark measures something real: its synthetic site is valid, deterministic, and copied faithfully."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

import forks

pytestmark = pytest.mark.demonstration  # the benchmark's documents are filed in its columns

PROJECT = Path(__file__).resolve().parent.parent


@pytest.fixture
def benchmark_folder(monkeypatch):
    monkeypatch.syspath_prepend(str(PROJECT / "scripts"))


def check(root: Path) -> dict:
    ended = forks.disclosure("check", "--format", "json", "--today", "2025-06-18", "--root", root)
    assert ended.returncode == 0, ended.stdout + ended.stderr
    return json.loads(ended.stdout)


def files_of(root: Path) -> dict[str, bytes]:
    return {
        file.relative_to(root).as_posix(): file.read_bytes()
        for folder in ("data", "docs")
        for file in (root / folder).rglob("*")
        if file.is_file()
    }


def test_synthetic_site_is_valid_and_of_the_size_asked_for(benchmark_folder, tmp_path):
    from benchmark.site import make_site

    make_site(tmp_path, PROJECT, documents=30, decisions=2)

    bodies = [file.read_text("utf-8").split("---\n", 2)[2] for file in (tmp_path / "docs").rglob("*.md")]
    assert len(bodies) == 30
    assert all(1500 <= len(body.encode()) <= 4096 and 3 <= body.count("](ref:") <= 5 for body in bodies)
    assert len(list((tmp_path / "data/decisions").glob("*/dec-*.yml"))) == 2
    assert check(tmp_path)["findings"] == []


def test_same_numbers_give_the_same_site(benchmark_folder, tmp_path):
    from benchmark.site import make_site

    make_site(tmp_path / "one", PROJECT, documents=60, decisions=8)
    make_site(tmp_path / "two", PROJECT, documents=60, decisions=8)

    assert files_of(tmp_path / "one") == files_of(tmp_path / "two")


def test_plain_copy_has_the_same_pages_and_only_links_that_lead_somewhere(benchmark_folder, tmp_path):
    from benchmark.plain import make_plain_copy
    from benchmark.site import make_site

    make_site(tmp_path / "site", PROJECT, documents=30, decisions=2)
    make_plain_copy(tmp_path / "site", tmp_path / "plain")

    pages = {file.relative_to(tmp_path / "plain/docs") for file in (tmp_path / "plain/docs").rglob("*.md")}
    written = {file.relative_to(tmp_path / "site/docs") for file in (tmp_path / "site/docs").rglob("*.md")}
    assert pages == written | {Path("index.md")}
    line = ("build", "-q", "--strict", "-f", tmp_path / "plain/mkdocs.yml", "-d", tmp_path / "out")
    ended = forks.mkdocs(*line, cwd=tmp_path, environment=os.environ)
    assert ended.returncode == 0, ended.stderr


def test_site_too_small_for_its_columns_is_refused(benchmark_folder, tmp_path):
    from benchmark.site import TooSmall, make_site

    with pytest.raises(TooSmall):
        make_site(tmp_path, PROJECT, documents=5, decisions=1)


@pytest.mark.parametrize(("href", "status"), [("index.html", 0), ("gone.html", 1)])
def test_link_gate_is_measured_at_work(benchmark_folder, tmp_path, href, status):
    from benchmark.contest import gate_command

    html = f'<!doctype html><html lang="zh"><title>页</title><a href="{href}">通知</a></html>'
    (tmp_path / "index.html").write_text(html, "utf-8")
    command = gate_command(tmp_path, "https://www.example.gov.cn/zwgk/")
    ended = subprocess.run(command, capture_output=True, text=True, encoding="utf-8")
    assert (ended.returncode, ended.stderr) == (status, "")


def test_every_kind_of_edit_changes_one_file_and_leaves_nothing_that_blocks(benchmark_folder, tmp_path):
    from benchmark.edits import Edits
    from benchmark.site import make_site

    make_site(tmp_path, PROJECT, documents=30, decisions=2)
    edits = Edits(tmp_path)
    edits.ready()
    changed = []
    for _, make in edits.kinds().values():
        before = files_of(tmp_path)
        make(0)
        after = files_of(tmp_path)
        changed.append(sum(before.get(name) != after.get(name) for name in before.keys() | after.keys()))
    assert changed == [1] * 7
    assert check(tmp_path)["counts"]["error"] == 0


def test_figures_stand_beside_those_kept_for_a_site_of_the_same_size(benchmark_folder, tmp_path, monkeypatch):
    from benchmark import figures
    from benchmark.tables import figures_table

    monkeypatch.setattr(figures, "KEPT", tmp_path / "figures.json")
    figures.keep(30, [figures.Figure("甲", 0.4, 0.5, "倍", 1.0)])
    figures.keep(60, [figures.Figure("甲", 0.8, 0.5, "倍", 1.0)])
    shown = figures_table([figures.Figure("甲", 0.6, 0.5, "倍", 2.0)], figures.kept(30))
    assert shown.split("\n")[1].split() == ["甲", "0.60", "倍", "≤", "0.5", "没有达到", "2.0", "0.40"]


def test_a_build_without_index_and_exports_is_measured_at_work_and_publishes_the_same_pages(benchmark_folder, tmp_path):
    from benchmark.contest import WHOLE
    from benchmark.site import make_site

    make_site(tmp_path, PROJECT, documents=30, decisions=2)
    built = {}
    for contents in ("bare", "full"):
        command = [sys.executable, "-c", WHOLE, contents, "build", "-q"]
        ended = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, encoding="utf-8")
        assert (ended.returncode, ended.stderr) == (0, "")
        site = (tmp_path / "site").resolve()
        built[contents] = {file.relative_to(site).as_posix(): file for file in site.rglob("*") if file.is_file()}
    pages = {name for name in built["full"] if name.endswith(".html")}
    assert {name for name in built["bare"] if name.endswith(".html")} == pages
    assert {name for name in built["full"] if name not in built["bare"] and not name.startswith("search/")} == set()
    made = ("csv", "xlsx", "json", "zip")
    worked = {
        contents: sum(file.stat().st_size for name, file in files.items() if name.endswith(made))
        for contents, files in built.items()
    }
    assert worked["bare"] * 20 < worked["full"] and not any(name.startswith("search/") for name in built["bare"])
