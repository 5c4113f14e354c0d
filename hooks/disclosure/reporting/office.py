"""Findings → one HTML page for the office: by responsible department, then by target, most frequent first.

The page stands by itself (no script, no other file), so that it can be mailed or archived.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from html import escape

from disclosure.findings import Finding, Silenced
from disclosure.reporting.characters import visible
from disclosure.reporting.wording import left_out, summary

OwnerOf = Callable[[Finding], str]

_HEAD = """<!doctype html>
<html lang="zh-CN"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>网站检查报告</title><style>
body{font:1rem/1.7 "Microsoft YaHei","PingFang SC",sans-serif;color:#1c2430}
body{max-width:72rem;margin:2rem auto;padding:0 1rem}
table{border-collapse:collapse;width:100%;margin-bottom:1.5rem}
th,td{border:1px solid #cfd7e2;padding:.5rem .75rem;text-align:left;vertical-align:top;overflow-wrap:anywhere}
th{background:#f2f5f9}.error{color:#8a1c00;font-weight:700}
</style></head><body><h1>网站检查报告</h1>
"""


def render(findings: Sequence[Finding], owner_of: OwnerOf, silenced: Sequence[Silenced] = ()) -> str:
    """The report; ``owner_of`` names the department that is to mend a finding, "" where nobody is known.

    What was left out by somebody's leave (``silenced``) stands at its end.
    """
    by_owner: dict[str, list[Finding]] = defaultdict(list)
    for finding in findings:
        by_owner[owner_of(finding) or "未写明责任部门"].append(finding)
    parts = [f"<h2>{_shown(owner)}（{len(found)}）</h2>\n{_table(found)}" for owner, found in sorted(by_owner.items())]
    return f"{_HEAD}<p>{_shown(summary(findings))}</p>\n{''.join(parts)}{_left_out(silenced)}</body></html>\n"


def _left_out(silenced: Sequence[Silenced]) -> str:
    head, *items = left_out(silenced) if silenced else [""]
    rows = "".join(f"<li>{_shown(item.strip())}</li>\n" for item in items)
    return f"<h2>经批准没有列为问题的</h2>\n<p>{_shown(head)}</p>\n<ul>\n{rows}</ul>\n" if items else ""


def _table(findings: list[Finding]) -> str:
    by_target: dict[str, list[Finding]] = defaultdict(list)
    for finding in findings:
        by_target[finding.target or finding.href or finding.place.path].append(finding)
    groups = sorted(by_target.items(), key=lambda item: (-len(item[1]), item[0]))
    rows = "".join(_rows(target, found) for target, found in groups)
    head = "".join(f'<th scope="col">{name}</th>' for name in ("目标或文件", "级别", "问题和处理办法", "位置"))
    return f"<table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>\n"


def _rows(target: str, findings: list[Finding]) -> str:
    rows = []
    for number, finding in enumerate(findings):
        first = f'<th scope="rowgroup" rowspan="{len(findings)}">{_shown(target)}</th>' if not number else ""
        place = f"{finding.place.path}:{finding.place.line}"
        rows.append(
            f'<tr>{first}<td class="{finding.severity.value}">{finding.severity.label}</td>'
            f"<td>{_shown(finding.message)}<br>{_shown(finding.remedy)}（{_shown(finding.rule)}）</td><td>{_shown(place)}</td></tr>"
        )
    return "\n".join(rows)


def _shown(text: str) -> str:
    return escape(visible(text))
