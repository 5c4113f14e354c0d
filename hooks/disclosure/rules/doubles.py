"""What is there twice: an id, a document number, a paper. The newer one is blamed; what is published stays as it is."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator
from datetime import date

from disclosure.past import FreeIds, age, ids_taken_again
from disclosure.records.administration import WAIVE
from disclosure.records.base import Record
from disclosure.records.documents import Document
from disclosure.register import Register
from disclosure.rules.framework import Context, Fault, rule


@rule("ID-001", "编号不重复", on=Register, basis=("本办制度/1",))
def ids_are_unique(register: Register, context: Context) -> Iterator[Fault]:
    """No two records bear the same id, be it one after the other: an id is the address of a page for good.

    Bad:  两份文件都写 id: doc-2023-014
    Good: 每份文件的 id 不同
    """
    again = list(ids_taken_again(register, context.history, context.today))
    if not register.doubles and not again:
        return
    free = FreeIds(register, context.history, context.today)
    for newer in register.doubles:
        older = register.records[newer.key]
        where = older.place("id")
        message = f"编号“{newer.key}”已经在 {where.path} 第 {where.line} 行用过。"
        yield newer.place("id"), message, _another_id(newer, older, free.next_for(newer))
    for newer, once in again:
        message = f"编号“{newer.key}”以前是《{once.title}》的，公开过的编号不再给别的文件用。"
        number = free.next_for(newer) or "没有用过的编号"
        yield newer.place("id"), message, f"请把这份新文件的编号和文件名改成 {number}；就是原来那一份的，{WAIVE}。"


def _another_id(newer: Record, older: Record, free: str) -> str:
    if not free:
        return "请给后来的这一项换一个没有用过的编号；先有的那一项不要动。"
    if _same_paper(newer, older):
        return f"多半是传了两次，请删除您这份新文件；确是另一份的，请把编号和文件名改成 {free}（没有用过的空号）。"
    return f"请把您这份新文件的编号和文件名改成 {free}（没有用过的空号）；已有的那一份不要动。"


def _same_paper(one: Record, other: Record) -> bool:
    if not isinstance(one, Document) or not isinstance(other, Document):
        return False
    return (one.title, one.made) == (other.title, other.made)


@rule("DOC-006", "标题和文号不重复", on=Register, basis=("要点/栏目管理", "本办制度/17"))
def document_appears_once(register: Register, context: Context) -> Iterator[Fault]:
    """No two documents bear the same title on the same day, or the same document number.

    Bad:  两份文件都写 doc_no: 某办发〔2023〕4号
    Good: 每个文号只有一份文件
    """
    for newer, older in _again(register, context, _number):
        message = f"发文字号“{newer.doc_no}”已经用在《{older.title}》（{older.id}）。"
        remedy = "多半是传了两次，请删除您这份新文件，别处用链接；确是另一份的，请改正文号。"
        yield newer.place("doc_no"), message, remedy
    for newer, older in _again(register, context, _title_and_day):
        message = f"《{newer.title}》已经有一份（{older.id}），生成日期也相同。"
        remedy = "多半是传了两次，请删除您这份新文件，别处用链接；确是另一份的，请改标题。"
        yield newer.place("title"), message, remedy


def _again(
    register: Register, context: Context, what: Callable[[Document], Iterable[Hashable]]
) -> Iterator[tuple[Document, Document]]:
    """Each document of which something is as in an older one, with the oldest of them."""
    for documents in register.by(Document, what).values():
        if len(documents) > 1:
            oldest, *others = sorted(documents, key=lambda document: age(document, context.history))
            yield from ((other, oldest) for other in others)


def _number(document: Document) -> list[str]:
    return [document.doc_no] if document.doc_no is not None else []


def _title_and_day(document: Document) -> list[tuple[str, date]]:
    return [(document.title, document.made)]
