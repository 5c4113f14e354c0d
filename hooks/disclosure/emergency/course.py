"""One paper taken down, from the order to what is left to be done; doing it twice changes nothing more."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path

from disclosure.catalogue import ALL_RULES
from disclosure.check import checked
from disclosure.emergency.branch import Prepared, prepare_branch
from disclosure.emergency.release import Remade, last_sources, remade_releases
from disclosure.emergency.remaining import remaining
from disclosure.findings import blocking
from disclosure.loading import read_register
from disclosure.publish import PublishError
from disclosure.reading.blobs import blob_of
from disclosure.reading.history import read_history
from disclosure.records.agency import Department
from disclosure.records.documents import Document
from disclosure.records.withdrawals import PageType, Withdrawal, WithdrawalCode
from disclosure.register import Register
from disclosure.rules.review import names_a_post
from disclosure.withdrawn import WORKSHOP
from disclosure.withdrawn.orders import (
    NotTakenDown,
    OrderedRecords,
    TakeDown,
    asked_file,
    prepared_order,
    write_into,
    written_order,
)


@dataclass(frozen=True)
class TakenOff:
    """What was done: the records, the sites, the branch; what fails besides, and what people should look at.

    ``failure`` says why a site could not be made anew, if one could not. ``copies`` are the papers beside which the
    same file lies as the attachment that was taken down.
    """

    order: OrderedRecords
    branch: Prepared
    sites: list[Remade] = field(default_factory=list)
    failure: str = ""
    failing: int = 0
    remaining: tuple[str, ...] = ()
    copies: tuple[str, ...] = ()
    is_again: bool = False


def take_down(root: Path, out: Path, told: TakeDown, now: datetime, today: date) -> TakenOff:
    """Take a paper down: on every site that is live here, in what is remembered, and on a branch of the sources.

    Raises NotTakenDown where the order itself is wrong; nothing is changed then.
    """
    register = read_register(root)
    before = _before(register, told)
    order = prepared_order(root, before) if before is not None else _new(root, out, told, register)
    write_into(root / WORKSHOP, order)
    sites, failure = list[Remade](), ""
    try:
        sites = remade_releases(root, out, order, today)
    except PublishError as error:
        failure = str(error)
    except Exception as error:  # whatever it is, the rest must be done and the office must know; its words may quote
        failure = f"重新做网站时程序出错（{type(error).__name__}），网站没有更换。"
    branch = prepare_branch(root, order, now)
    now_there = read_register(root)
    judged = checked(now_there, today, rules=ALL_RULES, history=read_history(root))
    left = sorted({address for site in sites for address in remaining(site.out.resolve(), order.paper)})
    failing, copies = len(blocking(judged.findings)), tuple(_copies(order, now_there))
    return TakenOff(order, branch, sites, failure, failing, tuple(left), copies, before is not None)


def _copies(order: OrderedRecords, register: Register) -> Iterator[str]:
    """The papers that have the same bytes as the attachment that was taken down."""
    blob = order.told.get("attachment")
    for document in register.documents if blob else ():
        files = (register.attachment(document, item.file) for item in document.attachments)
        if any(file is not None and blob_of(file.read_bytes()) == blob for file in files):
            yield document.id


def _before(register: Register, told: TakeDown) -> Withdrawal | None:
    """The order of before on the same; what a file was called that has gone is not kept."""
    found = [
        item
        for item in register.all(Withdrawal)
        if item.number == told.number and (item.attachment is not None) is bool(told.attachment)
    ]
    document = register.get(told.number, Document)
    is_there = told.attachment and document is not None and asked_file(told.attachment, document, register)
    return found[-1] if found and not is_there else None


def _new(root: Path, out: Path, told: TakeDown, register: Register) -> OrderedRecords:
    """The records of a new order, judged before anything is written."""
    if register.get(told.contact, Department) is None and told.contact:
        raise NotTakenDown(f"没有编号为“{told.contact}”的部门，没有撤下。请用 data/agency.yml 里的部门编号。")
    if told.successor and (told.successor not in register.declared or told.successor == told.number):
        raise NotTakenDown(f"没有编号为“{told.successor}”的另一份内容，没有撤下。请核对 --successor。")
    if told.code is WithdrawalCode.DUPLICATE and not told.successor:
        raise NotTakenDown("重复发布的，要说明保留哪一份，没有撤下。请加上 --successor 和保留的文件的编号。")
    if not names_a_post(told.ordered_by):
        raise NotTakenDown("下令的只写职务，不写姓名，没有撤下。请改 --by，例如 办事处分管负责人。")
    if told.code is WithdrawalCode.LEAK and told.title:
        raise NotTakenDown("含有不应公开内容的，标题也不能再公开，没有撤下。请去掉 --title。")
    with last_sources(root, out) as place:  # what is public counts, not what somebody is making of it
        order = _written(told, read_register(place)) if place is not None else None
    order = order or _written(told, register)
    if order is None:
        kinds = "、".join(kind.label for kind in PageType)
        raise NotTakenDown(
            f"没有编号为“{told.number}”的内容，没有撤下。请核对编号，它写在文件里 id 的后面；"
            f"撤得下来的是文件、文件的附件，和有自己网页的{kinds}。"
        )
    return order


def _written(told: TakeDown, known: Register) -> OrderedRecords | None:
    record = known.records.get(told.number)
    if record is None or not (isinstance(record, Document) or record.record_type in {*PageType}):
        return None
    if told.attachment and not isinstance(record, Document):
        raise NotTakenDown(f"“{told.number}”不是文件，没有附件，没有撤下。请去掉 --attachment，或者核对编号。")
    return written_order(told, known, record)
