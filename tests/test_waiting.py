"""What waits for its hour is in the repository and nowhere else, and is checked as of its own day."""

from __future__ import annotations

import os
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from disclosure.attachments.contents import Shelf
from disclosure.catalogue import ALL_RULES
from disclosure.check import check, checked_in_part
from disclosure.cli.options import valid
from disclosure.findings import Finding
from disclosure.law.book import law_book
from disclosure.links.all_addresses import address_findings
from disclosure.loading import read_register
from disclosure.memory.store import open_store
from disclosure.memory.texts import TextReader
from disclosure.order import Order
from disclosure.pages.assets import Laid
from disclosure.pages.site import Site
from disclosure.publication import publication
from disclosure.reading.history import read_history
from disclosure.records.files import record_types
from disclosure.register import Register
from disclosure.reporting import machine
from disclosure.rules.framework import Context
from disclosure.waiting import without_waiting
from forks import disclosure
from repository import begin, commit, write
from rule_examples import line_of

NOTICE = "docs/notices/2025/doc-2025-003.md"
LATER = "docs/notices/2025/doc-2025-030.md"
PAGE = "documents/doc-2025-030.html"
WAITS = [f"{LATER}:9 notice PUB-004"]
DAY = date(2025, 6, 30)


def later(published: str = "2025-06-30", on: str = "2025-06-30 09:00", body: str = "正文说围墙。") -> str:
    """A notice with an attachment; nothing in ``on``, and it waits for no hour."""
    return f"""---
id: doc-2025-030
title: 关于围墙粉刷的通知
kind: notice
column: notices
issuer: 示例市示例区柳溪街道办事处
made: 2025-06-12
published: {published}
{f"publish_on: {on}" if on else "# 随时可以公开"}
summary: 围墙粉刷的时间和路段。
keywords: [围墙]
disclosure: active
review:
  proposed: 2025-06-12 community-office 主动公开 711号令/20
  department: 2025-06-12 community-office 内容准确，同意主动公开
  secrecy: 2025-06-12 general-office 国家秘密无 工作秘密无 商业秘密无 个人信息无 安全稳定无 附件已查
  approved: 2025-06-12 办事处分管负责人
attachments:
  - {{file: doc-2025-030-1.pdf, title: 绕行路线}}
---
{body}绕行路线见[附件](doc-2025-030-1.pdf)。
"""


@pytest.fixture
def project(office_copy: Path) -> Path:
    write(office_copy, LATER, later())
    write(office_copy, "docs/notices/2025/doc-2025-030-1.pdf", (office_copy / f"{NOTICE[:-3]}-1.pdf").read_bytes())
    return office_copy


def told(root: Path, today: date = date(2025, 6, 18), *, hour: str = "") -> list[str]:
    register = read_register(root)
    if hour:
        register.moment = datetime.fromisoformat(f"{today} {hour}")
    return [*map(line_of, own(check(register, today, rules=ALL_RULES, history=read_history(root))))]


def own(found: list[Finding]) -> list[Finding]:
    return [item for item in found if item.place.path == LATER or item.rule.startswith(("PUB-", "ADR-"))]


def made(root: Path, hour: str, *pages: str, shows: bool = False) -> dict[str, str]:
    """The files of the site as of an hour, or of it these pages, that name the notice or its subject."""
    register = read_register(root)
    register.moment = datetime.fromisoformat(hour)
    site = Site(register, law_book(register), register.moment.date(), ALL_RULES, shows_waiting=shows)
    whole = publication(site)
    texts = {address: whole.render(address) for address in pages or whole.pages}
    laid = [] if pages else [asset for asset in whole.named if asset.laid is Laid.ANY]
    texts |= {asset.address: asset.data.decode("utf-8", "replace") for asset in laid} | dict.fromkeys(whole.files, "")
    signs = ("doc-2025-030", "围墙")
    return {address: text for address, text in texts.items() if any(sign in address + text for sign in signs)}


def test_until_its_hour_it_is_nowhere_and_then_everywhere(project: Path) -> None:
    assert made(project, "2025-06-30 08:59") == {}
    after = made(project, "2025-06-30 09:00", PAGE, "columns/notices.html")
    assert after.keys() == {PAGE, "columns/notices.html", "files/doc-2025-030/doc-2025-030-1.pdf"}
    assert "现在网站上没有" not in after[PAGE]


def test_who_previews_it_is_told_that_it_is_not_there_yet(project: Path) -> None:
    shown = made(project, "2025-06-18 10:00", PAGE, shows=True)[PAGE]
    assert (
        '预览：这一页定于<time datetime="2025-06-30T09:00+08:00">2025-06-30 09:00</time>公开，现在网站上没有。' in shown
        and "准不到几点几分" in shown
    )


def test_it_is_told_once_and_no_more_when_its_hour_has_come(project: Path) -> None:
    assert told(project) == WAITS
    assert told(project, DAY, hour="08:59") == WAITS
    assert told(project, DAY, hour="09:00") == told(project, DAY) == []


def test_what_is_wrong_with_it_is_found_before_its_day(project: Path) -> None:
    write(
        project,
        LATER,
        later(body="[没有的](ref:doc-2099-001)，1993年出生的张三，身份证号11010519491231002X。"),
    )
    found = told(project)
    assert any("REF-001" in line for line in found) and any("PRI-" in line for line in found)


def test_what_is_public_is_judged_without_it(project: Path) -> None:
    register = read_register(project)
    public = without_waiting(register, date(2025, 6, 18))
    assert [record.key for record in public.waiting] == ["doc-2025-030"] and "doc-2025-030" not in public.records
    assert without_waiting(register, DAY) is register


def test_what_was_public_does_not_wait_again(project: Path) -> None:
    write(project, LATER, later("2025-06-12", ""))
    begin(project, "2025-06-12")
    write(project, LATER, later())
    commit(project, "Hold it back", "2025-06-16")
    assert told(project) == [f"{LATER}:9 error PUB-003", *WAITS]


def test_what_only_waited_may_wait_longer_or_go(project: Path) -> None:
    begin(project, "2025-06-12")
    write(project, LATER, later("2025-07-02", "2025-07-02"))
    commit(project, "Later", "2025-06-13")
    assert told(project) == WAITS
    (project / LATER).unlink()
    (project / "docs/notices/2025/doc-2025-030-1.pdf").unlink()
    commit(project, "Not at all", "2025-06-14")
    assert told(project) == []


def test_what_went_on_the_day_of_its_hour_was_never_public(project: Path) -> None:
    write(project, LATER, later("2025-06-14", "2025-06-14 18:00"))
    begin(project, "2025-06-12")
    (project / LATER).unlink()
    (project / "docs/notices/2025/doc-2025-030-1.pdf").unlink()
    commit(project, "Not at all", "2025-06-14")
    assert told(project) == []


def test_a_day_that_was_fixed_beforehand_is_no_later_day(project: Path) -> None:
    begin(project, "2025-06-12")
    assert told(project, date(2025, 7, 10)) == []
    write(project, LATER, later(on=""))
    commit(project, "As if it had been due then", "2025-06-13")
    assert told(project, date(2025, 7, 10)) == [f"{LATER}:8 warning DAT-005"]


@pytest.mark.parametrize(
    ("day", "moment"),
    [(None, "2025-06-18 02:30"), ("2025-06-20", "2025-06-20 23:59"), ("2025-06-20T08:15", "2025-06-20 08:15")],
)
def test_the_hour_is_told_or_the_clock_s_own_or_the_end_of_the_day(day: str | None, moment: str) -> None:
    order = valid(day)
    now = datetime(2025, 6, 17, 18, 30, 59, tzinfo=UTC)
    assert f"{order.moment(None, now):%Y-%m-%d %H:%M}" == moment
    assert f"{Order().moment(date(2025, 6, 18), now):%Y-%m-%d %H:%M}" == "2025-06-18 23:59"


def test_an_hour_is_handed_to_the_host(monkeypatch: pytest.MonkeyPatch) -> None:
    order = valid("2025-06-20T08:15")
    for name, value in order.environment().items():
        monkeypatch.setenv(name, value)
    monkeypatch.setattr("os.getppid", os.getpid)
    handed = Order.handed_over(preview=False, strict=False)
    assert (handed.day, handed.hour) == (order.day, order.hour)


def test_an_event_a_decision_and_a_topic_wait_too() -> None:
    waiting = {kind.record_type for kind in record_types() if "publish_on" in kind.model_fields}
    assert waiting == {"document", "decision", "event", "topic", "process"}


def test_a_register_of_another_day_knows_no_hour(project: Path) -> None:
    register: Register = replace(read_register(project), moment=datetime(2025, 6, 18, 10))
    assert without_waiting(register, DAY) is register


def test_what_was_remembered_before_its_hour_is_not_told_after_it(project: Path) -> None:
    for hour, expected in (("08:59", WAITS), ("09:00", []), ("08:59", WAITS)):
        store = open_store(project)
        register = read_register(project, TextReader(store))
        register.moment = datetime.fromisoformat(f"{DAY} {hour}")
        found = check(register, DAY, rules=ALL_RULES, store=store)
        addresses = address_findings(register, DAY, store)
        store.save()
        assert ([*map(line_of, own(found))], addresses) == (expected, [])


def test_it_can_be_built_to_be_looked_at_and_its_links_are_looked_at_too(project: Path, tmp_path: Path) -> None:
    write(project, LATER, later(body="见[别处](../2024/nowhere.html)。"))
    day = ("--today", "2025-06-18")
    refused = disclosure("build", "--waiting", *day, cwd=project)
    assert refused.returncode == 2 and "不能放在发布的文件夹" in refused.stderr
    ended = disclosure("build", "--waiting", "--out", "looked-at", "--format", "json", *day, cwd=project)
    findings, _ = machine.read(ended.stdout)
    assert ended.returncode == 1 and [item.page for item in findings if item.rule.startswith("LNK-")] == [PAGE]


def test_a_part_that_is_looked_at_by_itself_is_judged_alike(project: Path) -> None:
    write(project, LATER, later(body="见[没有的](ref:doc-2099-001)。"))
    register, history = read_register(project), read_history(project)
    context = Context(register, law_book(register), date(2025, 6, 18), ALL_RULES, history)
    notice = register.records["doc-2025-030"]
    found = checked_in_part(context, [register, notice], {LATER}, Shelf(project))
    assert [*map(line_of, own(found))] == [*map(line_of, own(check(register, context.today, rules=ALL_RULES)))]
    assert {item.rule for item in own(found)} == {"PUB-004", "REF-001"}


def test_what_is_found_of_its_own_day_is_remembered_as_long_as_nothing_changes(project: Path) -> None:
    target = "docs/notices/2025/doc-2025-031.md"
    linked = later(body="见[河道](ref:doc-2025-031)。")
    other = later("2025-06-12", "").replace("doc-2025-030", "doc-2025-031").replace("围墙粉刷", "河道清淤")
    other = f"{other.partition('attachments:')[0]}---\n清淤的时候请绕行。\n".replace(" 附件已查", "")
    found = []
    for here in (False, True, True, False):
        write(project, LATER, linked)
        write(project, target, other)
        if not here:
            (project / target).unlink()
        store = open_store(project)
        register = read_register(project, TextReader(store))
        warm = check(register, date(2025, 6, 18), rules=ALL_RULES, store=store)
        store.save()
        found.append([*map(line_of, own(warm))])
        assert found[-1] == told(project)
    assert found == [[*WAITS, f"{LATER}:21 error REF-001"], WAITS, WAITS, [*WAITS, f"{LATER}:21 error REF-001"]]
