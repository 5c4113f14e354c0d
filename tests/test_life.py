"""The life of a policy: how it stands on a day, what holds instead, and exactly who rests on it."""

from datetime import date
from pathlib import Path

import pytest

from disclosure.life import PolicyState, bases, dependants, standing, unsettled
from disclosure.loading import read_register
from disclosure.records.documents import Document, ValidityCause
from disclosure.register import Register
from repository import write

TODAY = date(2025, 6, 18)
OLD, NEW = "doc-2023-001", "doc-2024-008"
FIELDS = """\
issuer: 示例市示例区柳溪街道办事处
department: community-office
made: 2024-07-01
published: 2024-07-02
disclosure: active
theme: community
audience: [residents]
"""


def document(root: Path, key: str, kind: str, column: str, body: str = "甲。", more: str = "") -> None:
    head = f"---\nid: {key}\ntitle: {key} 的标题\nkind: {kind}\ncolumn: {column}\n{FIELDS}{more}---\n{body}\n"
    write(root, f"docs/{column}/2024/{key}.md", head)


def of(register: Register, key: str) -> Document:
    found = register.get(key, Document)
    assert found is not None
    return found


def changed(root: Path, key: str, old: str, new: str) -> Register:
    path = of(read_register(root), key).path
    text = (root / path).read_text("utf-8")
    assert old in text
    write(root, path, text.replace(old, new))
    return read_register(root)


def told(register: Register, key: str, today: date = TODAY) -> tuple[PolicyState, str, str]:
    found = standing(of(register, key), register, today)
    assert found is not None
    return found.state, found.said, found.instead


def test_what_was_replaced_tells_since_when_why_and_what_holds(office_copy: Path) -> None:
    more = "validity: repealed\nvalidity_since: 2024-07-01\nvalidity_cause: replaced\n"
    register = changed(office_copy, OLD, "validity: repealed\n", more)
    title = of(register, NEW).title
    assert told(register, OLD) == (
        PolicyState.REPEALED,
        "已于2024年7月1日废止，原因：由新文件取代。",
        f"现行文件：《{title}》。",
    )


def test_what_has_no_successor_says_so(office_copy: Path) -> None:
    register = changed(office_copy, OLD, f"replaced_by: {NEW}\n", "validity_cause: done\n")
    assert told(register, OLD) == (PolicyState.REPEALED, "已经废止，原因：规定的任务已经完成。", "没有替代文件。")


def test_the_successor_is_what_holds_today_over_any_number_of_steps(office_copy: Path) -> None:
    document(office_copy, "doc-2025-090", "policy", "policies", more="validity: valid\n")
    register = changed(office_copy, NEW, "validity: valid", "validity: repealed\nreplaced_by: doc-2025-090")
    found = standing(of(register, OLD), register, TODAY)
    assert found is not None and found.successor is of(register, "doc-2025-090")
    register = changed(office_copy, NEW, "replaced_by: doc-2025-090", f"replaced_by: {OLD}")
    assert told(register, OLD)[2] == "没有替代文件。"


@pytest.mark.parametrize(
    ("today", "state", "said"),
    [
        (date(2024, 6, 20), PolicyState.COMING, "自2024年7月1日起施行。"),
        (date(2025, 6, 18), PolicyState.VALID, ""),
        (date(2028, 12, 28), PolicyState.VALID, ""),
        (
            date(2028, 12, 29),
            PolicyState.LAPSING,
            "有效期至2029年6月30日，还有 6 个多月。是否延续，到期前公布。",
        ),
        (date(2029, 6, 10), PolicyState.LAPSING, "有效期至2029年6月30日，还有 20 天。是否延续，到期前公布。"),
        (date(2029, 6, 30), PolicyState.LAPSING, "有效期至2029年6月30日，今天到期。是否延续，到期前公布。"),
        (date(2029, 7, 1), PolicyState.EXPIRED, "有效期至2029年6月30日，届满失效。"),
    ],
)
def test_the_clock_moves_a_policy(office_copy: Path, today: date, state: PolicyState, said: str) -> None:
    assert told(read_register(office_copy), NEW, today)[:2] == (state, said)


def test_what_was_amended_and_then_lapsed_ended_on_its_last_day(office_copy: Path) -> None:
    amended = "validity: amended\nvalidity_since: 2025-02-01\nvalidity_cause: changed\nvalidity_reason: 改了两条"
    register = changed(office_copy, NEW, "validity: valid", amended)
    found = standing(of(register, NEW), register, date(2029, 7, 2))
    assert found is not None and (found.since, found.cause) == (date(2029, 7, 1), ValidityCause.TERM)
    assert found.said == "有效期至2029年6月30日，届满失效。"


def test_nobody_is_told_ahead_where_the_office_has_no_rule(office_copy: Path) -> None:
    assert told(read_register(office_copy), NEW, date(2029, 6, 10))[0] is PolicyState.LAPSING
    limits = (office_copy / "data/limits.yml").read_text("utf-8")
    write(office_copy, "data/limits.yml", limits[: limits.index("  - id: expiry-notice")])
    assert told(read_register(office_copy), NEW, date(2029, 6, 10))[:2] == (PolicyState.VALID, "")


def test_every_dependant_and_nobody_else_is_told(office_copy: Path) -> None:
    document(office_copy, "doc-2024-081", "interpretation", "interpretations", more=f"interprets: {OLD}\n")
    document(office_copy, "doc-2024-082", "questions", "interpretations", more=f"interprets: {OLD}\n")
    document(office_copy, "doc-2024-083", "service", "services", f"按[规定](ref:{OLD}#art-2)办理。")
    document(office_copy, "doc-2024-084", "service", "services", f"按[办法](ref:{NEW})办理。")
    document(office_copy, "doc-2024-085", "news", "news", f"[规定](ref:{OLD})施行一年。")
    document(office_copy, "doc-2024-086", "policy", "policies", f"[规定](ref:{OLD})同时废止。", "validity: valid\n")
    register = read_register(office_copy)
    told_of = {key for key, record in register.records.items() if unsettled(record, register, TODAY)}
    resting = {record.key for record in dependants(of(register, OLD), register)}
    assert {key for key in resting if key.startswith("doc-2024-08")} == {"doc-2024-081", "doc-2024-082", "doc-2024-083"}
    assert told_of == resting
    said = {item.said for key in told_of for item in unsettled(register.records[key], register, TODAY)}
    assert said == {told(register, OLD)[1]}


def test_a_paper_rests_on_nothing_that_is_no_policy(office_copy: Path) -> None:
    document(office_copy, "doc-2024-087", "service", "services", "见[采纳情况](ref:doc-2024-005)。")
    register = read_register(office_copy)
    assert bases(register.records["doc-2024-087"], register) == []
