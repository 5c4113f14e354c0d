"""MkDocs in a process of its own, as the commands start it: the hook there does the work and leaves a report.

The process is a fork of the command's, so that nothing is read and imported twice; where that cannot be, a new one.
"""

from __future__ import annotations

import re
import runpy
import subprocess
import sys
import tempfile
from dataclasses import replace
from pathlib import Path

from disclosure.expressions import expression
from disclosure.findings import blocking
from disclosure.order import Order
from disclosure.publish.forking import Program, can_fork, shown_in_fork, told_in_fork
from disclosure.publish.report import Report, read_report
from disclosure.publish.staging import SITE_DIR, PublishError

_OUR_HOOK = expression(r"^\s*-\s*[\"']?(?:\./)?hooks/mkdocs_hooks\.py\b", re.MULTILINE)
_CHANGED = "新网站已经发布，但是生成没有正常结束。"
_NOTHING_DONE = "网站没有生成，旧网站保持不变。"


def build(root: Path, order: Order) -> Report:
    """Build the project at ``root`` and, if nothing blocks, publish it.

    Raises PublishError when the build could not do its work, or did not say that it came to its end.
    """
    out = order.out or root / "site"
    before = out.resolve()
    with tempfile.TemporaryDirectory() as folder:
        asked = replace(order, report=Path(folder) / "report.json")
        ended = _mkdocs(root, asked, "build", "-q", "-d", str(root / SITE_DIR))
        report = read_report(asked.report) if asked.report else None
    if report is None:
        raise PublishError((_NOTHING_DONE if out.resolve() == before else _CHANGED) + _why(root, ended.stderr))
    if report.failure:
        raise PublishError(report.failure)
    if report.published == bool(blocking(report.findings, strict=report.strict)):
        raise PublishError(_NOTHING_DONE + "这是程序的缺陷，请报告给开发人员。")
    if report.published and ended.returncode:
        raise PublishError(_CHANGED + _why(root, ended.stderr))
    return report


def _mkdocs(root: Path, order: Order, *arguments: str) -> subprocess.CompletedProcess[str]:
    line, environment = _line(root, *arguments), order.environment()
    if _is_ours(root) and can_fork():
        return told_in_fork(Program(_run, line, root, environment))
    return subprocess.run(
        _interpreter(line),
        cwd=root,
        env=environment,
        capture_output=True,
        text=True,
        encoding="utf-8",
        errors="replace",
    )


def _line(root: Path, *arguments: str) -> list[str]:
    return ["mkdocs", *arguments, "-f", str(root / "mkdocs.yml")]


def _interpreter(line: list[str]) -> list[str]:
    """A new interpreter with MkDocs, to which no file of the project can pass itself off as one of its modules."""
    return [sys.executable, "-P", "-m", *line]


def _is_ours(root: Path) -> bool:
    """Whether the project's engine is the one that is running, not another of which MkDocs would have to know."""
    return (root / "hooks" / "disclosure").resolve() == Path(__file__).resolve().parents[1]


def _run() -> None:
    """MkDocs as ``python -m mkdocs`` starts it; only the hook there knows more of it."""
    runpy.run_module("mkdocs", run_name="__main__", alter_sys=True)


def _why(root: Path, told: str) -> str:
    settings = root / "mkdocs.yml"
    if not settings.is_file():
        return "项目里没有 mkdocs.yml，请从代码库的历史版本恢复它。"
    if not _OUR_HOOK.search(settings.read_text("utf-8", errors="replace")):
        return "mkdocs.yml 里没有 hooks: hooks/mkdocs_hooks.py，内容没有经过检查。请补上这一行。"
    return f"请告诉管理程序的人员，MkDocs 最后报告：{_last_line(told) or '（没有报告）'}"


def _last_line(told: str) -> str:
    """What matters of a long report is at its end; the rest speaks to programmers."""
    lines = [line.strip() for line in told.splitlines() if line.strip()]
    return lines[-1][:200] if lines else ""


def serve(root: Path, order: Order) -> int:
    """Preview the site with live reload until interrupted; the exit status of MkDocs."""
    line, environment = _line(root, "serve", "--livereload"), order.environment()
    if _is_ours(root) and can_fork():
        return shown_in_fork(Program(_run, line, root, environment))
    return subprocess.run(_interpreter(line), cwd=root, env=environment).returncode
