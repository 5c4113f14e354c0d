"""Columns: nothing foreign in them, none of them blank."""

from __future__ import annotations

from collections.abc import Iterator

from disclosure.records.columns import Column, Layout
from disclosure.records.documents import Document
from disclosure.register import Register
from disclosure.rules.framework import Context, Fault, rule

_NO_DOCUMENTS = frozenset({Layout.ENTRANCE, Layout.DECISIONS, Layout.REQUESTS})


@rule("COL-001", "栏目只收规定种类的文件", on=Document, basis=("要点/栏目管理", "本办制度/4"))
def column_takes_the_kind(document: Document, context: Context) -> Iterator[Fault]:
    """A document's column takes documents of its kind (内容混杂).

    Bad:  column: notices，kind: budget
    Good: column: budget，kind: budget
    """
    column = context.register.get(document.column, Column)
    if column is None or document.kind in column.kinds:
        return
    fitting = [other.title for other in context.register.columns if document.kind in other.kinds]
    remedy = (
        f"可以放在：{'、'.join(fitting)}。"
        if fitting
        else "请改正文件种类，或者在 data/columns.yml 里设置收录它的栏目。"
    )
    yield document.place("column" if fitting else "kind"), f"栏目“{column.title}”不收“{document.kind.label}”。", remedy


@rule("COL-002", "栏目不空白", on=Column, basis=("19号函/空白栏目",))
def column_is_not_blank(column: Column, context: Context) -> Iterator[Fault]:
    """A column has a document, or says why it has none.

    Bad:  “政府采购”栏目没有文件，也没有说明
    Good: empty: {reason: 本年度暂无政府采购项目, basis: 预算安排}
    """
    if column.layout in _NO_DOCUMENTS or column.empty is not None:
        return
    if context.register.is_broken(f"docs/{column.id}/"):
        return  # what is there cannot be read yet; it may well be this column's
    filled = context.register.filled_columns
    if filled.keys() - {other.id for other in context.register.columns}:
        return  # a column that there is not is told; its papers may be meant for this one
    if column.id not in filled:
        message = f"栏目“{column.title}”是空白的。"
        yield column.place("id"), message, "请发布文件，或者写 empty（说明和依据），或者取消这个栏目。"


@rule("COL-003", "有内容的栏目不说暂无内容", on=Column, basis=("要点/栏目管理", "本办制度/17"))
def filled_column_does_not_claim_to_be_empty(column: Column, context: Context) -> Iterator[Fault]:
    """A column that says it is empty is empty.

    Bad:  栏目里有 3 份文件，还写着 empty
    Good: 删除 empty
    """
    count = context.register.filled_columns[column.id]
    if column.empty is not None and count:
        message = f"栏目“{column.title}”已有 {count} 份文件，却写着暂无内容。"
        yield column.place("empty"), message, "请删除 empty 和属于它的 reason、basis、until。"


@rule("COL-004", "栏目层级不绕圈", on=Register, basis=("本办制度/4",))
def columns_form_a_tree(register: Register, context: Context) -> Iterator[Fault]:
    """Following parents from any column ends at a column without one.

    Bad:  a 的上级是 b，b 的上级是 a
    Good: a 的上级是 b，b 没有上级
    """
    for column in register.columns:
        seen, above = {column.id}, column
        while above.parent is not None:
            parent = register.get(above.parent, Column)
            if parent is None or parent is above:
                break  # reported as a dead or a self reference
            if parent is column:
                yield column.place("parent"), f"栏目“{column.title}”的上级最后又绕回来了。", "请改正上级栏目。"
            if parent.id in seen:
                break
            seen.add(parent.id)
            above = parent


@rule("COL-005", "收文件的栏目写明收哪些种类", on=Column, basis=("本办制度/4",))
def listing_column_names_its_kinds(column: Column, context: Context) -> Iterator[Fault]:
    """A column that lists documents says which kinds; an entrance takes none.

    Bad:  layout: list，没有 kinds
    Good: layout: list，kinds: [notice]
    """
    if column.layout in _NO_DOCUMENTS and column.kinds:
        yield (
            column.place("kinds"),
            f"“{column.layout.label}”版式的栏目不直接收文件。",
            "请删除 kinds，或者改用列表版式。",
        )
    if column.layout not in _NO_DOCUMENTS and not column.kinds:
        yield (
            column.place("id"),
            f"栏目“{column.title}”没有写明收哪些种类的文件。",
            "请填写 kinds，例如 kinds: [notice]。",
        )
