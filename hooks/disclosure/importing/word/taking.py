"""A Word file → a new document: its text with what its front matter can be, its pictures, and what is left to do."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from disclosure.attachments.facts import Source
from disclosure.importing.word.headings import levels, unbroken
from disclosure.importing.word.heads import head_of
from disclosure.importing.word.losses import Left, Losses
from disclosure.importing.word.markdown import BodyWriter
from disclosure.importing.word.paper import WordBlock
from disclosure.importing.word.pictures import as_seen, part_of
from disclosure.importing.word.proposed import PaperHead, Proposed
from disclosure.importing.word.reading import read_word
from disclosure.importing.word.tails import sheets
from disclosure.reading.put import put
from disclosure.records.agency import Agency
from disclosure.records.columns import Column
from disclosure.records.documents import Document
from disclosure.records.kinds import Kind

_OPEN = (
    ("title", "标题没有认出来，请照原文件写"),
    ("kind", "文件种类"),
    ("issuer", "公开主体"),
    ("made", "成文日期没有认出来，请照原文件写"),
    ("published", "上网的日期，例如 2025-06-18 09:30"),
    ("summary", "一两句话的内容概述"),
    ("disclosure", "公开属性，主动公开的写 active"),
    ("review", "发布审查的四步"),
)


@dataclass(frozen=True, slots=True)
class WordTerms:
    """What an import goes by: the id and the column of the new document, the office's names, the kind if it is told."""

    id: str
    column: Column
    offices: tuple[str, ...]
    kind: Kind | None = None


@dataclass
class WordTaking:
    """A new document: its text, the files beside it by their names, what is proposed, left open and lost."""

    text: str
    files: dict[str, bytes]
    head: PaperHead
    open_fields: list[str]
    losses: Losses
    notes: list[str] = field(default_factory=list)

    @property
    def proposals(self) -> Iterator[tuple[str, Proposed]]:
        """Each value of the front matter that was read from the file, with its key."""
        for key in ("title", "doc_no", "issuer", "made", "kind"):
            if (found := getattr(self.head, key)) is not None:
                yield key, found


def names_of(agency: Agency | None) -> tuple[str, ...]:
    """What an office signs with, its full name first: its short name, and the full one without those above it."""
    if agency is None:
        return ()
    name = agency.name
    return (name, agency.short_name, *(name[place:] for place in range(2, len(name) - 3)))


def take_word(source: Source, terms: WordTerms) -> WordTaking:
    """The document that a Word file makes. ``Unreadable`` where the file cannot be read."""
    read = read_word(source)
    blocks = list(unbroken(read.paper.blocks))
    kinds = (terms.kind,) if terms.kind is not None else tuple(terms.column.kinds)
    head = head_of(blocks, kinds, terms.offices)
    if terms.kind is not None:
        head.kind = Proposed(terms.kind.value, "--kind")
    for kind, lines in ((Left.RED_HEAD, head.red_head), (Left.SIGNATURE, head.signature)):
        for words in lines:
            read.losses.add(kind, f"“{words}”")
    left = [block for place, block in enumerate(blocks) if place not in head.taken]
    names, files = _named(read.paper.pictures, terms.id, read.losses)
    writer = BodyWriter(read.paper.notes, names, read.losses)
    body = writer.body(left, levels(left))
    opened = [f"{key}：{words}" for key, words in _OPEN if getattr(head, key, None) is None]
    opened += [_attached(number, name, terms.id) for number, name in enumerate(head.attachments, 1)]
    opened += [f"图片 {name}：在方括号里写一句图上是什么" for name in files]
    return WordTaking(_text(terms, head, body), files, head, opened, read.losses, [*_notes(left), *_other(head, terms)])


def with_original(made: WordTaking, name: str, data: bytes) -> None:
    """Let the document have its own file, clean, as an attachment."""
    title = f"{made.head.title.value}（原文件）" if made.head.title is not None else "原文件"
    made.text = put(made.text, ("attachments",), [{"file": name, "title": title}], Document)
    made.files[name] = data


def _named(pictures: dict[str, bytes], id: str, losses: Losses) -> tuple[dict[str, str], dict[str, bytes]]:
    """The names of the pictures by their part, and their bytes by name; what no browser shows is lost."""
    names: dict[str, str] = {}
    files: dict[str, bytes] = {}
    for part, data in pictures.items():
        seen = as_seen(part, data)
        if seen is None:
            losses.add(Left.PICTURE, part_of(part).rpartition("/")[2])
            continue
        names[part] = f"{id}-{len(files) + 1}.{seen[0]}"
        files[names[part]] = seen[1]
    return names, files


def _text(terms: WordTerms, head: PaperHead, body: str) -> str:
    """The text of the document: its front matter with what is known, and the body."""
    text = f"---\nid: {terms.id}\n---\n{body}"
    values = {"title": head.title, "kind": head.kind, "issuer": head.issuer, "doc_no": head.doc_no, "made": head.made}
    for key, proposed in (*values.items(), ("column", Proposed(terms.column.id, ""))):
        if proposed is not None:
            text = put(text, (key,), proposed.value, Document)
    return text


def _attached(number: int, name: str, id: str) -> str:
    return f"附件{number}《{name}》：存成单独的文件 {id}-{number}，在 attachments 里登记"


def _other(head: PaperHead, terms: WordTerms) -> Iterator[str]:
    """That the paper seems to be another office's."""
    if head.issuer is not None and terms.offices and head.issuer.value != terms.offices[0]:
        yield f"“{head.issuer.value}”不是机关信息里的“{terms.offices[0]}”，请核对公开主体；转载的另写 source。"


def _notes(blocks: Sequence[WordBlock]) -> list[str]:
    """What the editor may want to do otherwise."""
    return [f"第 {sheet.place} 段起的“{sheet.text}”另起一页，可以单独存成附件。" for sheet in sheets(blocks)]
