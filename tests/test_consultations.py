"""A notice that is by its title a paper of a consultation or a decision is told so; one that tells of such is not."""

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
    "关于代表建议采纳情况的通报",
    "关于合理化建议采纳情况的通报",
    "危险化学品企业安全风险评估报告",
    "关于社区标识征集结果的公告",
    "关于做好合法性审查意见反馈工作的通知",
    "关于印发《口袋公园建设风险评估报告》的通知",
]
PAPERS = {
    "关于《楼道堆物管理办法（草案）》征求意见采纳情况的公告": "feedback，column 改成 feedback",
    "口袋公园建设方案意见征集结果": "feedback，column 改成 feedback",
    "关于《楼道堆物管理办法》的合法性审查意见": "legality，column 改成 decision-papers",
    "口袋公园建设专家论证报告": "expert，column 改成 decision-papers",
    "口袋公园建设社会稳定风险评估报告": "risk，column 改成 decision-papers",
    "柳溪街道楼道堆物管理办法（草案）": "draft，column 改成 decision-papers",
}


@pytest.mark.parametrize("title", ASKING)
def test_a_title_that_asks_is_told(office_copy: Path, title: str) -> None:
    [finding] = told(office_copy, title)
    assert finding.remedy.endswith("；不是向公众征求意见的，报批后在 data/waivers/ 里写明理由。")


@pytest.mark.parametrize("title", TELLING)
def test_a_title_that_tells_of_asking_is_left_alone(office_copy: Path, title: str) -> None:
    assert told(office_copy, title) == []


@pytest.mark.parametrize(("title", "kind"), PAPERS.items())
def test_a_paper_of_a_process_is_no_notice(office_copy: Path, title: str, kind: str) -> None:
    [finding] = told(office_copy, title)
    assert finding.remedy.startswith(f"请把 kind 改成 {kind}，文件移到 docs/")
    assert finding.remedy.endswith("；不是决策过程的文件的，报批后在 data/waivers/ 里写明理由。")
