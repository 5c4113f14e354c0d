"""Publishing is all or nothing: build aside, look at the findings, then swap in one step.

``site`` is a symbolic link to a finished release. Replacing the link is atomic, so that a build killed at any
moment leaves the old site or the new one, whole.
"""

from __future__ import annotations

import fcntl
import gc
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from hashlib import sha256
from pathlib import Path

from disclosure.findings import Finding, blocking, load
from disclosure.register import Register

TODAY = "DISCLOSURE_TODAY"  # the day that the build works on
PREVIEW = "DISCLOSURE_PREVIEW"  # set while the pages are made for an editor's eyes only
FINDINGS = "DISCLOSURE_FINDINGS"  # the file in which the build leaves its findings


class BuildError(Exception):
    """The build could not do its work; the message says why, in words for editors."""


def working_day(register: Register, told: str | None, today: date) -> date:
    """The day to work on: the one told, else the demonstration's clock, else ``today``.

    Raises ValueError if ``told`` is no date.
    """
    if told:
        return datetime.strptime(told, "%Y-%m-%d").date()
    agency = register.agency
    return agency.demonstration.clock if agency and agency.demonstration else today


def build(root: Path, out: Path, told: str | None, *, strict: bool = False) -> list[Finding]:
    """Build the project at ``root`` and, if nothing blocks, make ``out`` lead to the result.

    Returns all findings. Raises BuildError when the site could not be built at all.
    """
    if out.exists() and not out.is_symlink():
        raise BuildError(f"“{out.name}”已经是一个普通的文件或文件夹。请先移走它，或者用 --out 换一个名称。")
    try:
        return _build(root, out, told, strict=strict)
    except OSError as error:
        raise BuildError(
            f"无法写入“{error.filename or out}”（{error.strerror}）。请检查文件夹的权限和磁盘空间。"
        ) from error


def _build(root: Path, out: Path, told: str | None, *, strict: bool) -> list[Finding]:
    releases = root / ".disclosure" / f"{out.name}-{sha256(str(out).encode()).hexdigest()[:8]}"
    releases.mkdir(parents=True, exist_ok=True)
    with _alone(releases):
        _remove_leftovers(releases, out)
        staging = Path(tempfile.mkdtemp(prefix="release-", dir=releases))
        findings = _run_mkdocs(root, staging, told, strict=strict)
        if blocking(findings, strict=strict):
            shutil.rmtree(staging)
        else:
            _swap(staging, out)
            _remove_leftovers(releases, out)
    return findings


@contextmanager
def _alone(releases: Path) -> Iterator[None]:
    """Only one build at a time works on a site; a second one waits."""
    with (releases / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _remove_leftovers(releases: Path, out: Path) -> None:
    """Remove what killed builds and replaced releases left behind."""
    current = out.resolve()
    for release in releases.glob("release-*"):
        if release.resolve() != current:
            shutil.rmtree(release, ignore_errors=True)


def _run_mkdocs(root: Path, staging: Path, told: str | None, *, strict: bool) -> list[Finding]:
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder) / "findings.json"
        command = [sys.executable, "-m", "mkdocs", "build", "-q", "-f", str(root / "mkdocs.yml"), "-d", str(staging)]
        environment = environment_for(told) | {FINDINGS: str(report)}
        ended = subprocess.run(
            [*command, *(["--strict"] if strict else [])],
            cwd=root,
            env=environment,
            capture_output=True,
            text=True,
            encoding="utf-8",
            errors="replace",
        )
        findings = load(report.read_text("utf-8")) if report.exists() else []
    if ended.returncode and not blocking(findings, strict=strict):
        shutil.rmtree(staging)
        raise BuildError(f"网站没有生成，旧网站保持不变。MkDocs 的报告：\n{ended.stderr.strip()}")
    return findings


def collect_rarely() -> None:
    """Let the garbage collector run seldom: a command makes much and throws little away (a third of its time)."""
    gc.set_threshold(100_000, 50, 100)


def environment_for(told: str | None) -> dict[str, str]:
    """The environment of a MkDocs process: the day, a fixed build time, no advertising."""
    quiet = {"NO_MKDOCS_2_WARNING": "1", "DISABLE_MKDOCS_2_WARNING": "true", "PYTHONUTF8": "1"}
    fixed = {"SOURCE_DATE_EPOCH": str(int(datetime(2023, 1, 1, tzinfo=UTC).timestamp()))}
    return os.environ | quiet | fixed | ({TODAY: told} if told else {})


def _swap(staging: Path, out: Path) -> None:
    staging.chmod(0o755)  # mkdtemp makes it private; a web server must be able to read it
    out.parent.mkdir(parents=True, exist_ok=True)
    link = staging.with_suffix(".link")
    link.unlink(missing_ok=True)
    link.symlink_to(os.path.relpath(staging, out.parent.resolve()))
    link.replace(out)


def serve(root: Path) -> int:
    """Preview the site with live reload until interrupted; the exit status of MkDocs."""
    command = [sys.executable, "-m", "mkdocs", "serve", "--livereload", "-f", str(root / "mkdocs.yml")]
    return subprocess.run(command, cwd=root, env=environment_for(None) | {PREVIEW: "1"}).returncode
