"""A notice whose title asks the public is told that it is a consultation; one that tells of asking is not."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from disclosure.catalogue import ALL_RULES
from disclosure.check import check
from disclosure.findings import Finding
from disclosure.loading import read_register
from repository import write

NOTICE = "docs/notices/2025/doc-2025-003.md"


def told(root: Path, title: str) -> list[Finding]:
    text = (root / NOTICE).read_text("utf-8")
    old = next(line for line in text.splitlines() if line.startswith("title: "))
    write(root, NOTICE, text.replace(old, f"title: {title}"))
    found = check(read_register(root), date(2025, 6, 18), rules=ALL_RULES)
    return [item for item in found if item.rule == "CON-008"]


ASKING = [
    "关于征求柳溪路停车管理意见的公告",
    "关于征求柳溪街道2025年重点工作意见和建议的通知",
    "关于公开征求《信访事项办理办法（征求意见稿）》意见的公告",
    "关于发布《居民会议规则（征求意见稿）》的公告",
    "关于征求居民会议规则意见的公告",
    "关于面向社会公开征求意见的启事",
]
TELLING = [
    "关于做好征求意见工作的通知",
    "关于听取居民代表意见建议的会议通知",
    "关于征集人大代表建议办理意见的通知",
    "关于召开停车管理征求意见座谈会的通知",
    "关于召开听证会听取居民意见的公告",
    "关于转发《关于征求停车管理意见的公告》的通知",
]


@pytest.mark.parametrize("title", ASKING)
def test_a_title_that_asks_is_told(office_copy: Path, title: str) -> None:
    [finding] = told(office_copy, title)
    assert finding.remedy.endswith("；不是向公众征求意见的，报批后在 data/waivers/ 里写明理由。")


@pytest.mark.parametrize("title", TELLING)
def test_a_title_that_tells_of_asking_is_left_alone(office_copy: Path, title: str) -> None:
    assert told(office_copy, title) == []
