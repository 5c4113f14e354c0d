"""Tell the story of a change: build the site as it was before, and let ``disclosure story`` compare and write.

scripts/report_change.py calls this when the site with the change was built, with the program that judges it. Both sites
are made by this one program, so that only the content differs, and nothing is taken from a cache that a change could
have filled. Whatever fails here blocks nothing: what could not be told is said in the log.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import NamedTuple

from check_change import NotChecked, laid_beside, program_of
from disclosure.findings import Finding, Silenced, blocking
from disclosure.reporting import Format, render
from disclosure.reporting.characters import visible_lines

_BIN = Path(sys.executable).parent
_PROJECT = Path(__file__).resolve().parents[1]


class Built(NamedTuple):
    """The site that a change makes, and with which options of ``disclosure build`` it was made."""

    site: Path
    how: Sequence[str] = ()


def tell(
    start: str,
    built: Built,
    findings: Sequence[Finding],
    silenced: Sequence[Silenced],
    fault: str,
    options: argparse.Namespace,
) -> str:
    """Write the story of the change that was ``built`` into ``options.story``; what is to be said of it in the log."""
    with tempfile.TemporaryDirectory(prefix="disclosure-story-") as parent, ExitStack() as laid:
        folder = Path(parent)
        found, inspection = folder / "findings.json", folder / "inspection.json"
        before = after = folder / "none"
        found.write_text(render(findings, Format.JSON, silenced=silenced), "utf-8")
        remarks = [options.remark]
        # Where the change does not build, an older site may lie there: that is not what the change makes.
        if built.site.exists() and not blocking(findings):
            began, after = time.monotonic(), built.site.resolve()
            before = _built_before(start, built.how, laid)
            remarks.append(f"改动前的网站另外生成了一次，用了 {time.monotonic() - began:.0f} 秒。")
        inspected = _run("inspect", "--base", start, "--format", "json")
        command = ["story", before, after, "--out", options.story, "--findings", found, "--fault", fault]
        if inspected.returncode in (0, 1):
            inspection.write_text(inspected.stdout, "utf-8")
            command += ["--inspection", inspection]
        command += [word for remark in remarks if remark for word in ("--remark", remark)]
        told = _run(*command, *(["--link", options.link] if options.link else []))
        return told.stdout if told.returncode == 0 else f"改动说明没有写成，不影响上面的结论。{told.stderr}"


def _built_before(start: str, how: Sequence[str], laid: ExitStack) -> Path:
    """The site of the commit at which the change begins, as long as it is laid; where that fails, there is none."""
    try:
        project = laid.enter_context(laid_beside(_PROJECT, start, program_of(_PROJECT)))
    except NotChecked as error:
        print(f"改动前的网站没有生成：{error}", file=sys.stderr)
        return _PROJECT / "none"
    built = _run("build", *how, "--root", project, "--out", "before")
    if built.returncode:
        print(f"改动前的网站没有生成：{visible_lines(built.stdout + built.stderr)}", file=sys.stderr)
    return project / "before"


def _run(*arguments: object) -> subprocess.CompletedProcess[str]:
    command = [str(_BIN / "disclosure"), *map(str, arguments)]
    return subprocess.run(command, cwd=_PROJECT, capture_output=True, encoding="utf-8", errors="replace")
