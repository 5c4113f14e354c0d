"""Run the checks of a change and write what they found, once for everybody: the log, the host's marks, the Summary.

    .venv/bin/python scripts/report_change.py START --remark TEXT [--github] [--code-quality FILE] [--summary FILE]
                                              [--story DIR [--link URL]]

START is the commit at which the change begins. scripts/check_change.py calls this with the program that is to judge.
Each check is made and told whatever the others come to: first what must not become public in any of the commits, then
the whole site, and where nothing blocks, another tool's opinion on the links. The Summary also tells what the change
does to the verdicts of an inspection, which block nothing; the story tells what readers will see (tell_story.py).
Exit status: 0 nothing that blocks, 1 findings that block, 2 a check could not be made.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
import traceback
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from disclosure.catalogue import RULES_BY_ID
from disclosure.findings import Finding, Silenced, blocking, by_urgency, said, sort
from disclosure.reporting import Format, machine, render
from disclosure.reporting.characters import visible, visible_lines
from disclosure.reporting.discreet import discreet, discreetly
from disclosure.reporting.verdict import render as render_verdict
from disclosure.reporting.verdict import verdict
from disclosure.rules.waiting import WAITS
from tell_story import Built, tell

_BIN = Path(sys.executable).parent


@dataclass(frozen=True)
class Outcome:
    """What one check found and what approvals left out; ``fault`` says why it could not be made, "" where it was."""

    findings: list[Finding]
    silenced: list[Silenced]
    fault: str = ""


def main(arguments: list[str] | None = None) -> int:
    """Check, report everywhere, and end with what it came to."""
    options = _options(arguments)
    try:
        return _report(options)
    except Exception as error:
        traceback.print_exc()
        line = visible(f"{verdict([], fault='crash')}（{said(error)}）")
        print(line)
        if options.summary:
            with options.summary.open("a", encoding="utf-8") as summary:
                summary.write(f"{line}\n")
        return 2


def _report(options: argparse.Namespace) -> int:
    checks = [_findings("check", "--since", options.start), _findings("build")]
    with tempfile.TemporaryDirectory(prefix="disclosure-waiting-") as folder:
        site, how = Path("site"), list[str]()
        if any(finding.rule == WAITS for check in checks for finding in check.findings):
            # What waits for its hour must build on its day: it is built beside the site, and its links are looked at.
            site, how = Path(folder, "site"), ["--waiting"]
            checks.append(_findings("build", *how, "--out", str(site)))
        return _told(checks, Built(site, how), options)


def _told(checks: list[Outcome], built: Built, options: argparse.Namespace) -> int:
    findings = sort(discreet(finding for check in checks for finding in check.findings))
    silenced = discreetly(dict.fromkeys(item for check in checks for item in check.silenced))
    faults = [check.fault for check in checks if check.fault]
    if not faults and not blocking(findings):
        faults += filter(None, [_second_opinion()])
    fault = "\n".join(faults)
    _write(findings, silenced, fault, options)
    if options.summary:
        with options.summary.open("a", encoding="utf-8") as summary:
            summary.write(f"\n{_inspection(options.start)}")
    if options.story:
        print(visible_lines(tell(options.start, built, findings, silenced, fault, options)))
    return 2 if fault else 1 if blocking(findings) else 0


def _findings(*command: str) -> Outcome:
    """What a command of ours finds, read from its JSON."""
    ended = subprocess.run(
        [_BIN / "disclosure", *command, "--format", "json"], capture_output=True, encoding="utf-8", errors="replace"
    )
    try:
        found = machine.read(ended.stdout)
    except (ValueError, KeyError):
        return Outcome([], [], ended.stderr.strip() or f"disclosure {command[0]} 没有结果（状态 {ended.returncode}）。")
    if ended.returncode in (0, 1):
        return Outcome(*found)
    return Outcome(*found, ended.stderr.strip() or "检查程序自身出错，出错的地方列在下面。")


def _second_opinion() -> str:
    """Let lychee read the same site; why its opinion is no agreement, "" if it is one."""
    ended = subprocess.run(
        [sys.executable, Path(__file__).with_name("second_opinion.py"), "site"],
        capture_output=True,
        encoding="utf-8",
        errors="replace",
    )
    if ended.returncode == 0:
        return ""
    print(visible_lines(ended.stdout))
    return f"内容没有问题，但是另一种工具对链接的结论和本站不同，请告诉管程序的人。{ended.stderr.strip()}"


def _inspection(start: str) -> str:
    """What the change does to the verdicts of an inspection, for the Summary; it blocks nothing by itself."""
    ended = subprocess.run(
        [_BIN / "disclosure", "inspect", "--base", start, "--format", "markdown"],
        capture_output=True,
        encoding="utf-8",
        errors="replace",
    )
    if ended.returncode in (0, 1):
        return ended.stdout
    return f"自查没有做成，不影响上面的结论。{visible(ended.stderr.strip())}\n"


def _write(findings: list[Finding], silenced: list[Silenced], fault: str, options: argparse.Namespace) -> None:
    if options.github:
        sys.stdout.write(render(findings, Format.GITHUB, rules=RULES_BY_ID, silenced=silenced))
    print(*filter(None, map(visible_lines, [options.remark, fault])), sep="\n")
    findings = by_urgency(findings)
    sys.stdout.write(render(findings, Format.TEXT, silenced=silenced, rules=RULES_BY_ID))
    print(verdict(findings, fault=fault))
    if options.code_quality:
        options.code_quality.write_text(render(sort(findings), Format.GITLAB), "utf-8")
    if options.summary:
        with options.summary.open("a", encoding="utf-8") as summary:
            remarks = [options.remark]
            told = render_verdict(findings, silenced=silenced, remarks=remarks, fault=fault, rules=RULES_BY_ID)
            summary.write(told)


def _options(arguments: Iterable[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="检查一次改动并写出报告")
    parser.add_argument("start", help="改动从哪个提交开始")
    parser.add_argument("--remark", default="", help="写在结论下面的一句话")
    parser.add_argument("--github", action="store_true", help="把问题标在 GitHub 的改动行上")
    parser.add_argument("--code-quality", type=Path, help="GitLab“代码质量”报告写到哪里")
    parser.add_argument("--summary", type=Path, help="结论和问题清单（Markdown）接在哪个文件后面")
    parser.add_argument("--story", type=Path, help="读者会看到的变化、报告和预览写在哪个文件夹")
    parser.add_argument("--link", default="", help="写好的这些文件以后在哪个网址")
    return parser.parse_args(None if arguments is None else list(arguments))


if __name__ == "__main__":
    sys.exit(main())
