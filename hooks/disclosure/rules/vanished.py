"""Life of an address: what was public once is still there, or something tells readers where it went.

What was public is known from the history of the main branch, without a command that somebody must run: whatever lay
there, could be read, was to be disclosed and had its day. The ledger (LNK-601) stands for what no history tells.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from disclosure.findings import Place, Severity
from disclosure.past import OncePublic, attachments_once_public, pages_once_public
from disclosure.reading.folders import printable
from disclosure.records.documents import Document
from disclosure.records.mentions import local_files
from disclosure.records.unwritten import SAY_WHY, WHY_DELETED
from disclosure.register import Register
from disclosure.rules.framework import Context, Fault, rule

_BASIS = ("本办制度/6",)


@rule("ADR-001", "公开过的网页不消失", on=Register, basis=_BASIS, waivable=False)
def pages_do_not_vanish(register: Register, context: Context) -> Iterator[Fault]:
    """A document, decision, catalogue, plan or column that was public is there, or a redirect leads on.

    Bad:  删除 doc-2023-014.md，没有写跳转
    Good: 删除 doc-2023-014.md，data/redirects/ 里写明新位置
    """
    if register.is_broken("data/redirects/"):
        return
    led = {redirect.old for redirect in register.redirects}
    for once in pages_once_public(register, context.history, context.today):
        if once.address not in led:
            message = f"{once.kind.type_label}{_name(once)}公开过，现在不见了，收藏了它的人打不开。"
            yield Place(printable(once.path)), message, _way_on(once, register, context.today)


def _name(once: OncePublic) -> str:
    return f"《{once.title}》（{once.id}）" if once.title else f"“{once.id}”"


def _way_on(once: OncePublic, register: Register, today: date) -> str:
    line = f"{{old: {once.address}, new: {_successor(once, register)}, reason: {WHY_DELETED}, date: {today}}}"
    return f"请恢复这个文件；确要删除的，请新建 data/redirects/{once.id}.yml，写一行 {line}，new 是取代它的编号。"


def _successor(once: OncePublic, register: Register) -> str:
    """What most likely took its place: a document of the same title, else the column that it was in."""
    same = [document.id for document in register.documents if document.title == once.title]
    if same:
        return same[-1]
    fitting = [column.id for column in register.columns if column.id == once.column]
    return next(iter([*fitting, *(column.id for column in register.columns)]), "新位置的编号")


@rule("ADR-002", "公开过的附件不消失", on=Register, basis=_BASIS, waivable=False)
def attachments_do_not_vanish(register: Register, context: Context) -> Iterator[Fault]:
    """A document has the attachments that it had, under their names, or its ``changes`` name what went and say why.

    Bad:  删除附件 doc-2023-014-1.pdf，changes 里没有说明
    Good: changes 里写 note: 撤下附件 doc-2023-014-1.pdf，内容已并入正文
    """
    once = attachments_once_public(register, context.history, context.today)
    # A file of a paper that was taken down is gone wherever else it was offered.
    taken = {name for key, name in once if key in {record.key for record in register.stand_ins}}
    for key, name in once:
        document = register.get(key, Document)
        if document is not None and name not in taken and not is_accounted_for(document, name):
            message = f"附件“{name}”公开过，现在《{document.title}》没有它了，收藏了它的人打不开。"
            change = f"- {{date: {context.today}, note: 撤下附件 {name}，{SAY_WHY}}}"
            remedy = f"请恢复它，换新内容的仍用这个文件名；确要撤下的，请在 changes 里加一条 {change}。"
            yield document.place("attachments"), message, remedy


def is_accounted_for(document: Document, name: str) -> bool:
    """Whether a document has a file beside it, or tells its readers by name what became of it.

    What it has and what is not there is another rule's business. Where the whole paper was taken down, its notice is
    there in the place of all that it had.
    """
    if document.withdrawal is not None:
        return True
    has = {attachment.file for attachment in document.attachments} | local_files(document)
    return name in has or any(name in change.note for change in document.changes)


@rule(
    "ADR-003",
    "看得到公开过什么",
    on=Register,
    basis=_BASIS,
    severity=Severity.NOTICE,
    waits_for="data/agency.yml",
)
def what_was_public_is_known(register: Register, context: Context) -> Iterator[Fault]:
    """The history of the main branch is there; where dates are held against a part of it, DAT-003 has said so.

    What a demonstration shows is not public: without any history it has lost nothing.

    Bad:  在下载的压缩包里检查，没有修改历史
    Good: 在用 git clone 下载的完整代码库里检查
    """
    history, shows = context.history, register.demonstration_day is not None
    if history.unseen and not history.gap and not (shows and history.newest is None):
        place = Place("data/ledger.yml" if register.ledger else "data")
        message = f"{history.unseen}，看不出有没有删掉公开过的网页，只核对了 data/ledger.yml 里登记的网址。"
        remedy = "请在用 git clone 下载了全部历史的代码库里检查；自动检查里写 fetch-depth: 0。"
        yield place, message, remedy
