"""Ledgers that nobody has kept: requests of every kind of reply over some years, in general words, without a person."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from pathlib import Path
from random import Random
from typing import Any

from disclosure.records.requests import AppealKind, AppealOutcome, Applicant, ReplyKind, Request, RequestChannel

SUBJECTS = ("加装电梯的补助名单", "社区活动场地的预约记录", "道路整治工程的合同", "食堂选址的会议材料")
_ASKED = (RequestChannel.LETTER, RequestChannel.ONLINE, RequestChannel.FAX)  # what must be confirmed


def request(key: str = "req-2024-001", **changed: Any) -> Request:
    """A request that came on Monday 4 March 2024, was granted in nine working days, and ended."""
    told = {
        "id": key,
        "applicant": "natural",
        "subject": SUBJECTS[0],
        "channel": "in-person",
        "unit": "community-office",
        "nodes": [node("received", "2024-03-04"), node("replied", "2024-03-15"), node("closed", "2024-03-18")],
        "reply": {"kind": "granted"},
    }
    return Request.model_validate(told | changed)


def node(kind: str, day: str, **more: str) -> dict[str, str]:
    """A node as it is read from a file."""
    return {"kind": kind, "date": day, **more}


def ledger(seed: int, number: int, years: Sequence[int] = (2023, 2024, 2025)) -> list[Request]:
    """Requests from the beginning of the first of the years to the end of the last; every kind of reply occurs."""
    random = Random(seed)
    span = (date(years[-1], 12, 31) - date(years[0], 1, 1)).days
    kinds = list(ReplyKind)
    return [
        _request(
            random, count, date(years[0], 1, 1) + timedelta(days=random.randint(0, span)), kinds[count % len(kinds)]
        )
        for count in range(number)
    ]


def _request(random: Random, number: int, came: date, kind: ReplyKind) -> Request:
    channel = random.choice(list(RequestChannel))
    received = node("received", str(came), channel=channel.value)
    start = came
    if channel in _ASKED:
        start = came + timedelta(days=random.randint(0, 4))
        received["confirmed"] = str(start)
    nodes = [received]
    if random.random() < 0.2:
        nodes.append(node("extended", str(start + timedelta(days=15)), days="20"))
    is_open = random.random() < 0.1
    done = start + timedelta(days=random.randint(1, 60))
    if not is_open:
        nodes += [node("closed" if kind is ReplyKind.OTHERWISE else "replied", str(done))]
    told: dict[str, Any] = {"nodes": nodes, "reply": None if is_open else {"kind": kind.value}}
    if not is_open and random.random() < 0.15:
        told["reviews"] = [_appeal(random, done)]
    return request(
        f"req-{came.year}-{number:03}",
        applicant=random.choice(list(Applicant)).value,
        subject=random.choice(SUBJECTS),
        channel=channel.value,
        **told,
    )


def _appeal(random: Random, done: date) -> dict[str, str]:
    noticed = done + timedelta(days=random.randint(5, 60))
    outcome = random.choice(list(AppealOutcome))
    appeal = {"kind": random.choice(list(AppealKind)).value, "noticed": str(noticed), "outcome": outcome.value}
    if outcome is not AppealOutcome.PENDING:
        appeal["decided"] = str(noticed + timedelta(days=random.randint(20, 300)))
    return appeal


def lay(root: Path, requests: Sequence[Request]) -> None:
    """Write requests into the ledger of an office, whose folder is named where it is not yet."""
    agency = root / "data/agency.yml"
    text = agency.read_text("utf-8")
    if "\nrequests:" not in text:
        agency.write_text(f"{text.rstrip()}\nrequests: data/requests\n", "utf-8")
    for item in requests:
        file = root / f"data/requests/{item.id[4:8]}/{item.id}.yml"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(item.model_dump_json(exclude_none=True, exclude_defaults=True), "utf-8")
