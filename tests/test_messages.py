"""What an editor is told of a slip: the one cause, in words that lead to what was meant when followed to the letter.

Every test makes one slip in the small office and compares the whole list of findings: where, and all that is said.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from demonstration import linked_copy
from disclosure.catalogue import ALL_RULES
from disclosure.check import check
from disclosure.findings import Finding
from disclosure.loading import read_register

NOTICE = "docs/notices/2025/doc-2025-003.md"
POLICY = "docs/policies/2024/doc-2024-008.md"
DRAFT = "docs/decision-papers/2025/doc-2025-004.md"
DECISION = "data/decisions/2025/dec-2025-01.yml"
TODAY = date(2025, 6, 18)


class Office:
    """A copy of the small office, to be spoilt and checked."""

    def __init__(self, root: Path) -> None:
        self.root = root

    def write(self, path: str, content: str | bytes) -> None:
        file = self.root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.unlink(missing_ok=True)
        file.write_bytes(content.encode() if isinstance(content, str) else content)

    def text(self, path: str) -> str:
        return (self.root / path).read_text("utf-8")

    def replace(self, path: str, old: str, new: str) -> None:
        assert self.text(path).count(old) >= 1, old
        self.write(path, self.text(path).replace(old, new, 1))

    def findings(self) -> list[Finding]:
        return check(read_register(self.root), TODAY, rules=ALL_RULES)

    def told(self) -> list[str]:
        return [
            f"{item.place.path}:{item.place.line} {item.severity} {item.rule} {item.message}{item.remedy}"
            for item in self.findings()
        ]


@pytest.fixture
def office(small_office: Path, tmp_path: Path) -> Office:
    return Office(linked_copy(small_office, tmp_path / "project"))


Spoil = Callable[[Office], None]


def replaced(path: str, old: str, new: str) -> Spoil:
    return lambda office: office.replace(path, old, new)


def test_the_office_as_it_is_has_nothing_to_tell(office: Office) -> None:
    assert office.told() == []


# --- names where ids are wanted ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "spoil",
    [
        replaced(NOTICE, "department: community-office", "department: 社区建设办公室"),
        replaced(NOTICE, "proposed: 2025-05-06 community-office", "proposed: 2025-05-06 社区建设办公室"),
        replaced(NOTICE, "column: notices", "column: 通知公告"),
        replaced(POLICY, "audience: [residents]", "audience: [居民, shops]"),
        replaced(POLICY, "theme: community", "theme: 社区治理"),
        replaced(DECISION, "owner: community-office", "owner: 社区建设办公室"),
        replaced("data/columns.yml", "kinds: [notice]", "kinds: [notice]\n    department: 综合办公室"),
        replaced(NOTICE, "disclosure: active", "disclosure: 主动公开"),
    ],
)
def test_a_name_that_only_one_bears_is_taken_for_its_id(office: Office, spoil: Spoil) -> None:
    spoil(office)
    assert office.told() == []


@pytest.mark.parametrize(
    ("spoil", "told"),
    [
        (
            replaced(POLICY, "audience: [residents]", "audience: [全体居民]"),
            f"{POLICY}:22 error FLD-003 “适用人群”（audience）写成了名称“全体居民”，这里要写编号。"
            "可能是：residents（居民）。",
        ),
        (
            replaced(NOTICE, "department: community-office", "department: 财政所"),
            f"{NOTICE}:7 error FLD-003 “责任部门”（department）写成了名称“财政所”，这里要写编号。"
            "可以写：general-office（综合办公室）、community-office（社区建设办公室）。",
        ),
        (
            replaced(NOTICE, "secrecy: 2025-05-06 general-office", "secrecy: 2025-05-06 综合办"),
            f"{NOTICE}:15 error FLD-003 “保密审查”（secrecy）写成了名称“综合办”，这里要写编号。"
            "可能是：general-office（综合办公室）。",
        ),
        (
            replaced(DECISION, "draft: doc-2025-004", "draft: 柳溪街道非机动车停放管理办法（草案）"),
            f"{DECISION}:13 error FLD-003 “决策草案全文”（draft）写成了名称“柳溪街道非机动车停放管理办法（草案）”，"
            "这里要写编号。“柳溪街道非机动车停放管理办法（草案）”的编号是 doc-2025-004。",
        ),
        (
            replaced(NOTICE, "title: ", "标题: "),
            f"{NOTICE}:3 error FLD-002 不认识“标题”这一项。您要写的是不是“title”？",
        ),
        (
            replaced(NOTICE, "title: ", "titel: "),
            f"{NOTICE}:3 error FLD-002 不认识“titel”这一项。您要写的是不是“title”？",
        ),
        (
            replaced(NOTICE, "kind: notice", "kind: 通知"),
            f"{NOTICE}:4 error FLD-003 “文件种类”（kind）不能填“通知”。您要写的是不是“notice”（通知公告）？",
        ),
    ],
)
def test_a_name_that_may_be_several_is_told_with_the_ids(office: Office, spoil: Spoil, told: str) -> None:
    spoil(office)
    assert office.told() == [told]


def test_a_name_that_two_bear_is_no_id(office: Office) -> None:
    office.replace("data/agency.yml", "title: 综合办公室", "title: 社区建设办公室")
    office.replace(NOTICE, "department: community-office", "department: 社区建设办公室")
    assert office.told() == [
        f"{NOTICE}:7 error FLD-003 “责任部门”（department）写成了名称“社区建设办公室”，这里要写编号。"
        "可能是：general-office（社区建设办公室）、community-office（社区建设办公室）。"
    ]


@pytest.mark.parametrize("word", ["不予公开", "none", "依申请公开"])
def test_what_is_not_to_be_public_is_an_alarm_however_it_is_written(office: Office, word: str) -> None:
    office.replace(NOTICE, "disclosure: active", f"disclosure: {word}")
    label = "依申请公开" if word == "依申请公开" else "不予公开"
    assert office.told() == [
        f"{NOTICE}:11 error REV-001 公开属性是“{label}”的信息不能放进代码库。"
        "请立即撤下并报告保密审查人员，需要登记的只在 data/withheld/ 里记一条；属性填错的请改正。"
    ]


@pytest.mark.parametrize("word", ["announcement", "opinions"])
def test_a_word_that_is_only_somewhat_like_another_is_not_guessed(office: Office, word: str) -> None:
    office.replace(NOTICE, "kind: notice", f"kind: {word}")
    assert [told.partition("请从这些里选一个：")[0] for told in office.told()] == [
        f"{NOTICE}:4 error FLD-003 “文件种类”（kind）不能填“{word}”。"
    ]
