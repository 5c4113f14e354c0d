"""What is there twice: an id, a document number, a paper. The newer one is blamed; what is published stays as it is."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterator

from disclosure.past import age, ids_of_old
from disclosure.records.base import Record
from disclosure.records.documents import Document
from disclosure.register import Register
from disclosure.rules.framework import Context, Fault, rule

# What carries a running number: the series with its year, and the number.
_NUMBERED = re.compile(r"([a-z]+(?:-[a-z]+)*-[0-9]{4}-)([0-9]+)")


@rule("ID-001", "编号不重复", on=Register, basis=("本办制度/1",))
def ids_are_unique(register: Register, context: Context) -> Iterator[Fault]:
    """No two records bear the same id.

    Bad:  两份文件都写 id: doc-2023-014
    Good: 每份文件的 id 不同
    """
    for newer in register.doubles:
        older = register.records[newer.key]
        where = older.place("id")
        message = f"编号“{newer.key}”已经在 {where.path} 第 {where.line} 行用过。"
        yield newer.place("id"), message, _another_id(newer, older, context)


def _another_id(newer: Record, older: Record, context: Context) -> str:
    free = _free(newer, context)
    if not free:
        return "请给后来的这一项换一个没有用过的编号；先有的那一项不要动。"
    if _same_paper(newer, older):
        return f"多半是传了两次，请删除您这份新文件；确是另一份的，请把编号和文件名改成 {free}（没有用过的空号）。"
    return f"请把您这份新文件的编号和文件名改成 {free}（没有用过的空号）；已有的那一份不要动。"


def _free(record: Record, context: Context) -> str:
    """The id by which the file goes already, if nobody has it; else the next number of the series, if it has one."""
    register = context.register
    used = register.declared | ids_of_old(context.history)
    used |= {redirect.old.rpartition("/")[2].partition(".")[0] for redirect in register.redirects}
    name = record.file_name
    if name != record.key and name not in register.declared and _NUMBERED.fullmatch(name):
        return name
    series = _NUMBERED.fullmatch(record.key)
    if series is None:
        return ""
    start, digits = series[1], len(series[2])
    taken = [int(key[len(start) :]) for key in used if _is_of(key, start, digits)]
    return f"{start}{max(taken, default=0) + 1:0{digits}}"


def _is_of(key: str, start: str, digits: int) -> bool:
    number = key.removeprefix(start)
    return key.startswith(start) and len(number) == digits and number.isascii() and number.isdigit()


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
    for newer, older in _again(register, context, lambda document: document.doc_no):
        message = f"发文字号“{newer.doc_no}”已经用在《{older.title}》（{older.id}）。"
        remedy = "多半是传了两次，请删除您这份新文件，别处用链接；确是另一份的，请改正文号。"
        yield newer.place("doc_no"), message, remedy
    for newer, older in _again(register, context, lambda document: (document.title, document.made)):
        message = f"《{newer.title}》已经有一份（{older.id}），生成日期也相同。"
        remedy = "多半是传了两次，请删除您这份新文件，别处用链接；确是另一份的，请改标题。"
        yield newer.place("title"), message, remedy


def _again(
    register: Register, context: Context, what: Callable[[Document], Hashable]
) -> Iterator[tuple[Document, Document]]:
    """Each document of which something is as in an older one, with the oldest of them."""
    alike: dict[Hashable, list[Document]] = defaultdict(list)
    for document in register.documents:
        if what(document) is not None:
            alike[what(document)].append(document)
    for documents in alike.values():
        if len(documents) > 1:
            oldest, *others = sorted(documents, key=lambda document: age(document, context.history))
            yield from ((other, oldest) for other in others)
