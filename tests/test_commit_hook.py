"""``make hooks``: one file in git's own folder of hooks looks through every commit, and nothing else is run."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from demonstration import DISCLOSURE, REPOSITORY
from repository import begin, git, write

NOTICE = "docs/notices/2025/doc-2025-003.md"
HOOK = ".git/hooks/pre-commit"
IDENTITY = ("-c", "user.name=x", "-c", "user.email=x@district.example")


@pytest.fixture
def project(office_copy: Path) -> Path:
    """The small office's project as a repository, with the scripts that install the hook."""
    for name in ("pre-commit", "install-hooks"):
        write(office_copy, f"scripts/{name}", (REPOSITORY / "scripts" / name).read_bytes())
        (office_copy / "scripts" / name).chmod(0o755)
    write(office_copy, ".gitignore", "/.venv/\n")
    begin(office_copy, "2025-06-01")
    return office_copy


@pytest.fixture
def hooked(project: Path) -> Path:
    """The same with the hook installed as ``make hooks`` does."""
    assert install(project).returncode == 0
    return project


def run(root: Path, *command: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(command, cwd=root, capture_output=True, text=True, encoding="utf-8")


def install(root: Path) -> subprocess.CompletedProcess[str]:
    return run(root, "bash", "scripts/install-hooks")


def with_program(root: Path) -> Path:
    (root / ".venv/bin").mkdir(parents=True)
    (root / ".venv/bin/disclosure").symlink_to(DISCLOSURE)
    return root


def try_to_commit(root: Path, line: str) -> subprocess.CompletedProcess[str]:
    write(root, NOTICE, (root / NOTICE).read_text("utf-8") + f"\n{line}\n")
    return run(root, "git", *IDENTITY, "commit", "-am", "Change a notice")


def test_a_leak_is_stopped_and_an_honest_line_is_not(hooked: Path) -> None:
    with_program(hooked)
    leak = try_to_commit(hooked, "机密★10年")
    assert (leak.returncode, "SEC-001" in leak.stderr) == (1, True)
    git(hooked, "checkout", "-q", "HEAD", "--", NOTICE)
    assert try_to_commit(hooked, "一句话。").returncode == 0


def test_without_the_program_the_commit_is_stopped_and_the_reason_told(hooked: Path) -> None:
    ended = try_to_commit(hooked, "一句话。")
    assert (ended.returncode, "请先运行 make hooks" in ended.stderr) == (1, True)


def test_a_second_worktree_is_looked_through_too(hooked: Path) -> None:
    other = hooked.parent / "other"
    git(hooked, "worktree", "add", "-q", str(other), "-b", "other")
    with_program(other)
    assert install(other).returncode == 0
    assert try_to_commit(other, "机密★10年").returncode == 1


def test_installed_from_a_second_worktree_it_holds_for_both(project: Path) -> None:
    other = project.parent / "other"
    git(project, "worktree", "add", "-q", str(other), "-b", "other")
    assert install(other).returncode == 0
    assert (project / HOOK).read_bytes() == (project / "scripts/pre-commit").read_bytes()


def test_what_a_branch_brings_in_scripts_is_not_run(hooked: Path) -> None:
    git(hooked, "checkout", "-q", "-b", "strange")
    for name in ("post-checkout", "pre-commit", "post-merge", "reference-transaction"):
        write(hooked, f"scripts/{name}", "#!/bin/sh\ntouch ran-$(basename $0)\n")
        (hooked / "scripts" / name).chmod(0o755)
    git(hooked, "add", "-A")
    git(hooked, "commit", "-q", "--no-verify", "-m", "Bring programs")
    git(hooked, "checkout", "-q", "main")
    git(hooked, "checkout", "-q", "strange")
    with_program(hooked)
    assert try_to_commit(hooked, "机密★10年").returncode == 1
    assert list(hooked.glob("ran-*")) == []


def test_an_earlier_installation_says_so_and_is_undone(project: Path) -> None:
    git(project, "config", "core.hooksPath", "scripts")
    with_program(project)
    assert "请运行 make hooks" in try_to_commit(project, "一句话。").stderr
    assert install(project).returncode == 0
    assert run(project, "git", "config", "core.hooksPath").stdout == ""
    assert try_to_commit(project, "又一句话。").stderr.count("make hooks") == 0


def test_installing_again_brings_the_newest_and_leaves_other_hooks(hooked: Path) -> None:
    write(hooked, ".git/hooks/pre-push", "#!/bin/sh\n")
    write(hooked, "scripts/pre-commit", (hooked / "scripts/pre-commit").read_text("utf-8") + "# newer\n")
    assert install(hooked).returncode == 0
    assert (hooked / HOOK).read_text("utf-8").endswith("# newer\n")
    assert (hooked / ".git/hooks/pre-push").read_text("utf-8") == "#!/bin/sh\n"


@pytest.mark.parametrize("foreign", ["file", "link", "folder"])
def test_a_hook_of_somebody_elses_stays(project: Path, foreign: str) -> None:
    hook = project / HOOK
    if foreign == "file":
        write(project, HOOK, "#!/bin/sh\nexit 0\n")
    elif foreign == "link":
        hook.symlink_to("../../scripts/pre-commit")
    else:
        git(project, "config", "core.hooksPath", ".githooks")
    ended = install(project)
    assert (ended.returncode, "没有改动" in ended.stderr) == (2, True)
    assert hook.is_symlink() == (foreign == "link") and hook.exists() == (foreign != "folder")


def test_outside_a_repository_nothing_is_installed(tmp_path: Path) -> None:
    write(tmp_path, "scripts/install-hooks", (REPOSITORY / "scripts/install-hooks").read_bytes())
    ended = install(tmp_path)
    assert (ended.returncode, "不是 git 代码库" in ended.stderr) == (2, True)
