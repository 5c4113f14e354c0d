"""On what the items of the standard catalogue rest: articles that exist, and nothing called law that nobody has read.

An article that a text names with the title of its law is looked up wherever it stands (FRM-018); here it is the keys.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from disclosure.expressions import expression
from disclosure.findings import Place, Severity
from disclosure.records.law import Grade, Law
from disclosure.records.standard_catalogue import UNVERIFIED, StandardField, UntakenFields
from disclosure.rules.framework import Context, Fault, rule
from disclosure.rules.standard_catalogue import BASIS

_KEY = expression(r"([^《》/\s，。；]{2,20})/([^/\s]{1,40})")
_NUMBER = expression(r"([0-9]{1,4})(?:[（(][0-9一二三四五六七八九十]{1,3}[）)])?", re.ASCII)
_TITLE = expression("《(?:中华人民共和国)?([^《》\n]{2,60})》")


@rule("STD-007", "标准目录引用的条款存在", on=StandardField | UntakenFields, basis=BASIS)
def cited_articles_exist(record: StandardField | UntakenFields, context: Context) -> Iterator[Fault]:
    """A basis that is written as a short name and a number names an article that there is.

    Bad:  basis: 711号令/99
    Good: basis: 711号令/20
    """
    for place, text in _bases(record):
        found = _KEY.fullmatch(text)
        law = context.law.laws.get(found[1]) if found is not None else None
        if found is not None and law is None and found[1] not in context.register.laws:
            message = f"依据“{text}”里的“{found[1]}”没有收录。"
            yield place, message, f"请写文件的名称，例如《某某办法》（{UNVERIFIED}）；简称写错的，请改正。"
        elif found is not None and law is not None and _is_beyond(law, found[2]):
            assert law.extent is not None
            message = f"依据“{text}”不存在，《{law.title}》共 {law.extent.articles} 条。"
            yield place, message, "请对照原文改正条号。"


def _is_beyond(law: Law, written: str) -> bool:
    number = _NUMBER.fullmatch(written)
    return law.extent is not None and number is not None and not 1 <= int(number[1]) <= law.extent.articles


@rule("STD-008", "标准目录没有核对过的依据写明待核", on=StandardField, basis=BASIS, severity=Severity.WARNING)
def what_nobody_has_read_is_not_called_law(field: StandardField, context: Context) -> Iterator[Fault]:
    """A basis that is not on file, or only from memory, says so; each is told once in a field.

    Bad:  basis: 《某某救助办法》（data/laws 里没有）
    Good: basis: 《某某救助办法》（待核）
    """
    titles = {law.title.removeprefix("中华人民共和国") for law in context.register.laws.values()}
    told: set[str] = set()
    for place, text in _bases(field):
        for name in () if UNVERIFIED in text else _unread(text, titles, context):
            if name not in told:
                told.add(name)
                message = f"依据{name}没有核对过原文，却没有写明。"
                yield place, message, f"请在后面加“（{UNVERIFIED}）”；核对过的，请收进 data/laws。"


def _unread(text: str, titles: set[str], context: Context) -> Iterator[str]:
    key = _KEY.fullmatch(text)
    if key is not None:
        article = context.law.article(text)
        if article is not None and article.grade is Grade.MEMORY:
            yield f"“{text}”"
        return
    for match in _TITLE.finditer(text):
        if match[1] not in titles:
            yield match[0]


def _bases(record: StandardField | UntakenFields) -> Iterator[tuple[Place, str]]:
    """Every basis of the record with its line: of items, of what is not applicable, of fields not taken."""
    if isinstance(record, UntakenFields):
        for number, group in enumerate(record.fields):
            yield record.place("fields", number, "basis"), group.basis
        return
    for row, item in enumerate(record.items):
        for number, text in enumerate(item.basis):
            several = record.written("items", row, "basis", number)
            location = ("items", row, "basis", number) if several else ("items", row, "basis")
            yield record.place(*location), text
        if item.not_applicable is not None:
            yield record.place("items", row, "not_applicable", "basis"), item.not_applicable.basis
