"""Attachments: named by us, looked through at once, cleaned on request, registered in the document that they are of."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

from disclosure.editing.desk.desk import Desk
from disclosure.editing.desk.draft import Draft
from disclosure.editing.desk.people import Editor
from disclosure.editing.desk.web import LARGEST_UPLOAD, Upload
from disclosure.editing.desk.word_bodies import WordTask
from disclosure.editing.forms import BODY, taken_in
from disclosure.expressions import expression
from disclosure.findings import Finding
from disclosure.reading.front_matter import split
from disclosure.reading.kinds import DOCUMENT, FileKind, ending, suffix_of
from disclosure.reading.put import PutRefusedError, put
from disclosure.records.documents import Document

_NUMBERED = expression(r"-([0-9]{1,3})\.[a-z0-9]+")
_TAKEN = "word"  # what a Word file is called while it is read: what it is its content tells
_MOST = 50  # attachments of one draft
_TITLE = 80  # characters of a proposed title


class UploadRefusedError(ValueError):
    """A file that is not taken; the words are for the editor."""


def uploaded(
    desk: Desk, person: Editor, draft: Draft, file: Upload | None, title: str
) -> tuple[Draft, str, list[Finding]]:
    """The draft with a file more, what the file is called now, and what was found in it.

    Its sender's name for it gives its ending and, where no title was typed, a proposal for that; nothing else.
    """
    if not draft.path.endswith(DOCUMENT):
        raise UploadRefusedError("只有文件才有附件。请打开文件的表单再传。")
    if file is None or not file.data:
        raise UploadRefusedError("没有选中文件，或者文件是空的。请先选一个文件，再按“上传”。")
    if len(file.data) > LARGEST_UPLOAD or len(draft.files) >= _MOST:
        raise UploadRefusedError(f"一个附件最大 {LARGEST_UPLOAD >> 20} MB，一次最多 {_MOST} 个。请压缩或者分几次传。")
    suffix = suffix_of(file.name)
    if not (suffix.is_published or suffix.is_recorded):
        raise UploadRefusedError("这种文件不能发布。请另存为 Word、Excel、PDF 或者图片再传。")
    name, there = _laid(desk, person, draft, ending(file.name), file.data)
    found = desk.workshop.screened(desk.today, f"{draft.path.rpartition('/')[0]}/{name}", there)
    made = replace(draft, files=(*draft.files, name))
    if suffix.kind is not FileKind.PICTURE:
        made = replace(made, text=_registered(draft.text, name, title or _proposed(file.name)))
    return made, name, found


def word_taken(desk: Desk, person: Editor, draft: Draft, file: Upload | None) -> tuple[Draft, list[str]]:
    """The draft with the body of a Word file, its pictures beside it, and values where none stood; what is to be told.

    The file itself is not kept.
    """
    if not draft.path.endswith(DOCUMENT) or file is None or not file.data or len(file.data) > LARGEST_UPLOAD:
        raise UploadRefusedError("请先选一个 Word 文件，再按“从 Word 取正文”。")
    tree, _, _ = split(draft.text.replace("\r\n", "\n"), draft.path)
    data = tree.data if tree is not None else {}
    name = f"{_stem(draft)}-0.{_TAKEN}"
    there = desk.drafts.lay(person.slug, person.account, draft.subject, name, file.data)
    try:
        told = str(data.get("column", "")), str(data.get("kind", ""))
        read = desk.workshop.worded(desk.today, WordTask(there, _stem(draft), *told, desk.word_program))
    finally:
        there.unlink(missing_ok=True)
    if read.why:
        raise UploadRefusedError(f"没有取成：{read.why}")
    body, made = read.body, draft
    for picture, content in read.pictures.items():
        own, _ = _laid(desk, person, made, ending(picture), content)
        body, made = body.replace(picture, f"\0{own}"), replace(made, files=(*made.files, own))
    pairs = [(BODY, body.replace("\0", "")), *(pair for pair in read.values.items() if not data.get(pair[0]))]
    taken = taken_in(Document, draft.text, pairs, desk.lookups(person))
    refused = (f"{name}没有写进去：{words}" for name, words in taken.refusals.items())
    return replace(made, text=taken.text), ["正文已经取自 Word 文件，请逐段核对。", *refused, *read.told]


def cleaned_again(desk: Desk, person: Editor, draft: Draft, name: str) -> tuple[Draft, list[str], list[Finding]]:
    """The draft with one of its files cleaned: what was taken out of it, and what is left for a human being."""
    file = desk.drafts.file(person.slug, draft.subject, name) if name in draft.files else None
    if file is None:
        raise UploadRefusedError("没有这个附件，可能已经撤掉。请刷新页面。")
    result = desk.workshop.cleaned(desk.today, file)
    if isinstance(result, str):
        raise UploadRefusedError(f"没有清理成：{result}")
    desk.drafts.lay(person.slug, person.account, draft.subject, name, result.data)
    found = desk.workshop.screened(desk.today, f"{draft.path.rpartition('/')[0]}/{name}", file)
    said = [f"{name} 已经清理：{finding.message}" for finding in result.settled]
    return draft, said or [f"{name} 里没有发现需要去掉的内容。"], found


def taken_away(draft: Draft, name: str) -> Draft:
    """The draft without one of its files, and without its entry."""
    if name not in draft.files:
        return draft
    tree, _, _ = split(draft.text, draft.path)
    entries = tree.data.get("attachments") if tree is not None else None
    text = draft.text
    for number, entry in enumerate(entries if isinstance(entries, list) else []):
        if isinstance(entry, dict) and entry.get("file") == name:
            location = ("attachments", number) if len(entries or []) > 1 else ("attachments",)
            text = _put(text, location, None)
            break
    return replace(draft, text=text, files=tuple(item for item in draft.files if item != name))


def _laid(desk: Desk, person: Editor, draft: Draft, suffix: str, data: bytes) -> tuple[str, Path]:
    """Put a file beside a draft under the next free ``id-n.suffix``: what it is called, and where it lies.

    No number is used twice, be it on the main branch, on any that is open, beside a draft of anybody, or in the text.
    """
    folder, stem = draft.path.rpartition("/")[0], _stem(draft)
    with desk.numbering:  # nobody else takes the same number meanwhile
        state = desk.state
        paths = [*state.register.files, *(path for item in desk.branches.open(state.commit) for path in item.paths)]
        there = [path.rpartition("/")[2] for path in paths if path.startswith(f"{folder}/{stem}-")]
        there += [*desk.drafts.names_beside(draft.subject), *draft.files]
        there += re.findall(rf"{re.escape(stem)}-[0-9]{{1,3}}\.[a-z0-9]+", draft.text)
        numbers = [int(match[1]) for item in there if (match := _NUMBERED.search(item))]
        name = f"{stem}-{max(numbers, default=0) + 1}.{suffix}"
        return name, desk.drafts.lay(person.slug, person.account, draft.subject, name, data)


def _stem(draft: Draft) -> str:
    return draft.path.rpartition("/")[2].removesuffix(DOCUMENT)


def _registered(text: str, name: str, title: str) -> str:
    """The document's text with the file among its attachments."""
    tree, _, _ = split(text.replace("\r\n", "\n"), "")
    entries = tree.data.get("attachments") if tree is not None else None
    if isinstance(entries, list) and entries:
        return _put(text, ("attachments", len(entries)), {"title": title, "file": name})
    return _put(text, ("attachments",), [{"title": title, "file": name}])


def _put(text: str, location: tuple[str | int, ...], value: object) -> str:
    try:
        return put(text, location, value, Document)  # type: ignore[arg-type]
    except PutRefusedError as error:
        raise UploadRefusedError(f"附件存好了，但是没有登记进去：{error.message}{error.remedy}") from error


def _proposed(name: str) -> str:
    """A title, of what the file was called."""
    stem = name.replace("\\", "/").rpartition("/")[2].rpartition(".")[0]
    return " ".join("".join(char if char.isprintable() else " " for char in stem).split())[:_TITLE] or "附件"
