"""How an office is named that is not as it should be when all are gathered."""

from __future__ import annotations

from disclosure.findings import Rule, Severity

KEPT = Rule(
    "GAT-001",
    "各机关的内容这次都更新了",
    Severity.WARNING,
    bad="一个机关的内容有错误，公开的还是它以前的网页",
    good="每个机关的内容都通过检查",
)
NOTHING = Rule(
    "GAT-002",
    "各机关都有公开的网页",
    Severity.WARNING,
    bad="名册里的一个机关还从来没有生成过网页",
    good="名册里的每个机关都有网页",
)
RULES = (KEPT, NOTHING)
