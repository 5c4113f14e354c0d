"""What an interpretation has to say: five named parts, in words that people understand."""

from __future__ import annotations

import re
from collections.abc import Iterator

from disclosure.agenda.interpretations import is_bound
from disclosure.expressions import expression
from disclosure.findings import Place, Severity
from disclosure.reading.prose import PLAIN, Block, blocks, sentences
from disclosure.reading.stop_gaps import bare_words, says_nothing
from disclosure.reading.terms import defined_terms, quoted_terms, unexplained
from disclosure.records.documents import Document
from disclosure.records.interpreting import ReadingForm
from disclosure.records.kinds import Kind
from disclosure.rules.framework import Context, Fault, rule
from disclosure.rules.interpretations import interpreted_policy

PARTS = ("核心概念", "关键词", "适用范围", "办事指引", "操作方法")
_NUMBERING = (
    r"(?:[（(]?[一二三四五六七八九十\d]{1,3}[)）]?[、.．)）]?|第[一二三四五六七八九十\d]{1,3}(?:部分|章|节)?)?[：:、]?"
)
_SEE_THE_POLICY = expression("详?见(?:政策)?原文")
_LONGEST = 80  # characters of a sentence that people can follow
_MOST_TERMS = 6
_BASIS = ("要点/政策解读", "本办制度/20")


@rule("INT-010", "文字解读写清五个部分", on=Document, basis=_BASIS, severity=Severity.WARNING)
def interpretation_has_its_parts(document: Document, context: Context) -> Iterator[Fault]:
    """An interpretation in words has the parts 核心概念, 关键词, 适用范围, 办事指引 and 操作方法, each with text.

    Bad:  正文没有“关键词”一节，“适用范围”只有标题
    Good: 正文有五个小标题，下面各有内容
    """
    policy = interpreted_policy(document, context)
    in_words = document.kind is Kind.INTERPRETATION and document.form in (None, ReadingForm.TEXT)
    if policy is None or not in_words or not is_bound(policy, context.law) or document.backfill is not None:
        return
    text = list(blocks(document.body.text))
    found = {name: _part(name, text) for name in PARTS}
    missing = [name for name in PARTS if found[name] is None]
    if missing:
        message = f"解读缺少这些部分：{'、'.join(missing)}。"
        remedy = "请在正文里各写一节，小标题用这几个词，例如“## 一、关键词”，下面写内容。"
        yield document.place("interprets"), message, remedy
    for name, start in found.items():
        if start is not None and start >= 0:
            place = Place(document.path, *document.body.line_and_column(start))
            yield place, f"“{name}”一节只有标题，没有内容。", "请在标题下面用读者看得懂的话写一两句。"


def _part(name: str, text: list[Block]) -> int | None:
    """Where a part stands with nothing in it; -1 where it says something, ``None`` where there is none."""
    headings = [number for number, block in enumerate(text) if _names(name, block)]
    if not headings:
        return None
    return -1 if any(_says(name, number, text) for number in headings) else text[headings[0]].start


def _names(name: str, block: Block) -> bool:
    words = re.sub(r"\s", "", block.text)
    if block.level != PLAIN:
        return name in words
    return re.match(rf"{_NUMBERING}{name}(?:[：:]|$)", words) is not None


def _says(name: str, number: int, text: list[Block]) -> bool:
    """Whether there is text below a heading, up to the next one that does not stand below it."""
    heading = text[number]
    if heading.level == PLAIN and not _is_empty(re.split("[：:]", f"{heading.text}：", maxsplit=1)[1]):
        return True
    for block in text[number + 1 :]:
        if any(_names(part, block) for part in PARTS if part != name):
            return False
        if block.level != PLAIN and heading.level != PLAIN and block.level <= heading.level:
            return False
        if block.level == PLAIN and not _is_empty(block.text):
            return True
    return False


def _is_empty(text: str) -> bool:
    return says_nothing(text) or _SEE_THE_POLICY.fullmatch(bare_words(text)) is not None


@rule("INT-020", "解读的句子不太长", on=Document, basis=_BASIS, severity=Severity.NOTICE)
def sentences_are_short(document: Document, context: Context) -> Iterator[Fault]:
    """No sentence of an interpretation has more characters than people can follow.

    Bad:  一句话有 120 个字，中间全是逗号
    Good: 分成三句，每句说一件事
    """
    if interpreted_policy(document, context) is None:
        return
    for block in blocks(document.body.text):
        for sentence in sentences(block.text):
            length = len(re.sub(r"\s", "", sentence))
            if length > _LONGEST:
                place = Place(document.path, *document.body.line_and_column(block.start))
                message = f"这句话有 {length} 个字，读者不容易看懂：“{sentence.strip()[:20]}”。"
                yield place, message, f"请分成几句，每句不超过 {_LONGEST} 个字，一句只说一件事。"


@rule("INT-021", "政策里的专门用语有解释", on=Document, basis=_BASIS, severity=Severity.NOTICE)
def terms_are_explained(document: Document, context: Context) -> Iterator[Fault]:
    """What a policy defines, or puts in quotation marks, is explained where its interpretation uses it.

    Bad:  政策里写“本办法所称楼道堆物，是指……”，解读里只说“楼道堆物要清走”
    Good: 核心概念一节写“楼道堆物就是放在公共走道里的东西”
    """
    policy = interpreted_policy(document, context)
    if policy is None or not is_bound(policy, context.law) or document.kind is not Kind.INTERPRETATION:
        return
    parts = list(blocks(document.body.text))
    own = "\n".join(block.text for block in blocks(policy.body.text))
    text = "\n".join(block.text for block in parts if block.level == PLAIN)
    headed = "\n".join(block.text for block in parts if block.level != PLAIN)
    terms = dict.fromkeys([*defined_terms(own), *quoted_terms(own)])
    told = [term for term in terms if term in text and term not in headed and unexplained(term, text)]
    if told:
        names = "、".join(f"“{term}”" for term in told[:_MOST_TERMS]) + ("等" if len(told) > _MOST_TERMS else "")
        message = f"解读用了政策里的{names}，没有解释。"
        yield document.place("interprets"), message, "请在“核心概念”里用日常的话各解释一句，例如“……就是……”。"
