"""Files: names, folders and attachments."""

from __future__ import annotations

import os
from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from fnmatch import fnmatchcase
from hashlib import file_digest
from pathlib import Path, PurePosixPath

from disclosure.expressions import expression
from disclosure.findings import Place, Severity
from disclosure.reading.bounds import ATTACHMENT_LIMIT
from disclosure.reading.kinds import DOCUMENT, FileKind, suffix_of
from disclosure.records.base import Record
from disclosure.records.documents import Attachment, Document
from disclosure.records.events import OpenEvent
from disclosure.records.files import data_file
from disclosure.records.mentions import local_files, local_names
from disclosure.register import Register
from disclosure.rules.framework import Context, Fault, rule

_YEAR = expression(r"(?:19|20)[0-9]{2}")


@rule("ID-002", "文件名与编号相同", on=Record, basis=("本办制度/1",))
def file_is_named_after_its_id(record: Record, context: Context) -> Iterator[Fault]:
    """The file of a record that has one to itself is named after the record's id.

    Bad:  docs/notices/2023/通知.md 里写 id: doc-2023-014
    Good: docs/notices/2023/doc-2023-014.md
    """
    if "{id}" not in record.files or "id" not in type(record).model_fields or record.key == record.file_name:
        return
    path = PurePosixPath(record.path)
    kind = data_file(record.path)
    if kind is None and not isinstance(record, Document) or kind is not None and kind.model is not type(record):
        return  # one of many in a file of the former kind, which has its own finding
    message = f"文件名是“{path.name}”，里面的编号却是“{record.key}”。"
    remedy = f"请把文件改名为 {record.key}{path.suffix}，或者改正编号。"
    meant = {reference.target_id for reference in context.register.references}
    if path.stem in meant and record.key not in meant:
        remedy = f"别处引用的是 {path.stem}，请把 id 改成 {path.stem}。"
    yield record.place("id"), message, remedy


@rule("FIL-003", "文件放在所属栏目和年份的文件夹", on=Document, basis=("要点/栏目管理", "本办制度/4"))
def file_lies_in_its_column(document: Document, context: Context) -> Iterator[Fault]:
    """A document lies in docs/<column>/<year of publication>/.

    Bad:  docs/news/2023/doc-2023-014.md 里写 column: notices
    Good: docs/notices/2023/doc-2023-014.md 里写 column: notices
    """
    wanted = f"docs/{document.column}/{document.published.year}"
    columns = {column.id for column in context.register.columns}
    if document.folder != wanted and (not columns or document.column in columns):
        message = f"文件放在 {document.folder}，而它的栏目和发布年份要求放在 {wanted}。"
        field = "published" if document.folder.startswith(f"docs/{document.column}/") else "column"
        yield document.place(field), message, "请移动文件，或者改正栏目、发布日期。"


@rule("FIL-009", "文件放在编号所说的年份", on=Record, basis=("本办制度/1",))
def file_lies_in_the_year_of_its_id(record: Record, context: Context) -> Iterator[Fault]:
    """A record that bears no date of its own lies in the folder of the year that its id names.

    Bad:  data/decisions/2025/dec-2024-01.yml
    Good: data/decisions/2024/dec-2024-01.yml
    """
    if not ("{year}" in record.files and "{id}" in record.files):
        return
    kind = data_file(record.path)
    if kind is None or kind.model is not type(record):
        return
    named = [part for part in record.key.split("-") if _YEAR.fullmatch(part)]
    if named and record.file_year not in named and not any(isinstance(value, date) for _, value in record):
        folder = record.files.replace("{year}", named[0]).rpartition("/")[0]
        message = f"文件放在 {record.path.rpartition('/')[0]}，而编号“{record.key}”说的是 {named[0]} 年。"
        yield record.place("id"), message, f"请把文件移到 {folder}；编号写错了而且没有发布过的，请改正编号。"


@rule("FIL-008", "docs/ 里只有栏目的文件夹", on=Register, basis=("本办制度/3", "本办制度/4"))
def files_lie_in_columns(register: Register, context: Context) -> Iterator[Fault]:
    """What lies in docs/ belongs to a column; nothing there can take the place of the site's own files.

    Bad:  docs/assets/site/site.js
    Good: docs/notices/2025/doc-2025-003-1.docx
    """
    for path in sorted(register.files):
        if _is_astray(path, register):
            folder = "/".join(path.split("/")[:2]) if path.count("/") > 1 else "docs"
            message = f"“{path.rpartition('/')[2]}”放在 {folder}，那里不属于任何栏目。"
            yield Place(path), message, "请把它移到所属文件的文件夹并登记为附件，或者删除它。"


def _is_astray(path: str, register: Register) -> bool:
    """Whether a file lies in no column's folder; as long as no column could be read, none does."""
    columns = {column.id for column in register.columns}
    folder = path.split("/")[1].casefold()  # one in capitals is told as such (FIL-006)
    return bool(columns) and not register.is_broken("data/columns.yml") and folder not in columns


@rule("ATT-001", "附件存在", on=Document, basis=("本办制度/3", "要点/栏目管理"))
def attachment_exists(document: Document, context: Context) -> Iterator[Fault]:
    """An attachment lies beside its document under exactly this name.

    Bad:  file: 附件一.pdf（文件夹里没有）
    Good: file: doc-2023-014-1.pdf
    """
    for number, attachment in enumerate(document.attachments):
        file = context.register.attachment(document, attachment.file)
        place = document.place("attachments", number, "file")
        if context.register.is_broken(f"{document.folder}/{attachment.file}"):  # told where it lies
            continue
        if file is None:
            yield (
                place,
                f"附件“{attachment.file}”不在 {document.folder} 里。",
                _similar(document, attachment.file, context),
            )
        elif not os.access(file, os.R_OK):
            yield place, f"附件“{attachment.file}”没有读取权限。", "请修改文件的权限，或者重新上传。"


def _similar(document: Document, file: str, context: Context) -> str:
    folded = f"{document.folder}/{file}".casefold()
    same = next((path for path in sorted(context.register.files) if path.casefold() == folded), None)
    if same:
        return f"大小写不同：文件夹里的名称是“{PurePosixPath(same).name}”，请改成一致。"
    return "请把文件传到这个文件夹，或者核对文件名（包括大小写和扩展名）。"


@rule("ATT-002", "附件不是空文件", on=Document, basis=("本办制度/3",))
def attachment_is_not_empty(document: Document, context: Context) -> Iterator[Fault]:
    """An attachment has content.

    Bad:  doc-2023-014-1.pdf（0 字节）
    Good: doc-2023-014-1.pdf（打得开的文件）
    """
    for number, attachment in enumerate(document.attachments):
        file = context.register.attachment(document, attachment.file)
        if file is not None and file.stat().st_size == 0:
            place = document.place("attachments", number, "file")
            yield place, f"附件“{attachment.file}”是 0 字节的空文件。", "请重新上传能打开的文件。"


@rule("ATT-003", "同一个附件不用两个名称", on=Register, basis=("本办制度/3", "要点/栏目管理"))
def one_file_has_one_title(register: Register, context: Context) -> Iterator[Fault]:
    """The same file does not appear under two titles: one of them is wrong.

    Bad:  两份附件内容完全相同，一个叫“预算表”，一个叫“决算表”
    Good: 两份附件内容不同
    """
    first: dict[str, Attachment] = {}
    for document, number, attachment, file in _same_size_attachments(register):
        with file.open("rb") as stream:
            known = first.setdefault(file_digest(stream, "sha256").hexdigest(), attachment)
        if known.title != attachment.title:
            place = document.place("attachments", number, "file")
            message = f"附件“{attachment.title}”与“{known.title}”的内容完全相同。"
            yield place, message, "请核对是否传错了文件；确实是同一份附件的，请用相同的名称。"


def _same_size_attachments(register: Register) -> Iterator[tuple[Document, int, Attachment, Path]]:
    """Attachments that share their size with another: only these can be equal, only these are read."""
    by_size = defaultdict(list)
    for document in register.by(Document, _has_attachments).get(True, ()):
        for number, attachment in enumerate(document.attachments):
            file = register.attachment(document, attachment.file)
            if file is not None and os.access(file, os.R_OK):
                by_size[file.stat().st_size].append((document, number, attachment, file))
    for size, found in by_size.items():
        if 0 < size <= ATTACHMENT_LIMIT and len(found) > 1:
            yield from found


def _has_attachments(document: Document) -> list[bool]:
    return [True] if document.attachments else []


@rule("ATT-004", "文件夹里的附件都登记了", on=Register, basis=("本办制度/3",), severity=Severity.WARNING)
def every_file_is_listed(register: Register, context: Context) -> Iterator[Fault]:
    """A file in docs/ is listed as an attachment of a document, or used as its picture.

    Bad:  docs/notices/2023/旧版.docx 没有任何文件登记
    Good: attachments 里写明 file: doc-2023-014-1.docx
    """
    named, shown = register.by(Document, _files_named), _photographs(register)
    for path in sorted(path for path in register.files if path not in named and path not in shown):
        folder, _, name = path.rpartition("/")
        if not register.is_broken(f"{folder}/") and not _is_astray(path, register):
            message = f"“{name}”没有被任何文件登记为附件，不会发布。"
            remedy = "请在所属文件的 attachments 里登记它，或者删除它。"
            if suffix_of(name).is_recorded:
                remedy = "解读的录音录像请写在那份解读的 media 里；别的视频请删除，发布在视频平台，在正文里写网址。"
            elif not suffix_of(name).is_published:
                remedy = "这种文件不能作附件，请删除它；视频请发布在视频平台，在正文里写网址。"
            yield Place(path), message, remedy


def _files_named(document: Document) -> set[str]:
    """The paths of the files that a document lists, or uses in its text."""
    names = {item.file for item in document.attachments} | local_files(document)
    return {f"{document.folder}/{name}" for name in names}


def _photographs(register: Register) -> set[str]:
    """The files that events show; they lie beside the papers that report on them."""
    reports = [(event, register.get(event.report or "", Document)) for event in register.all(OpenEvent)]
    return {f"{report.folder}/{photo.file}" for event, report in reports if report for photo in event.photos}


@rule("ATT-006", "发布的附件是允许的种类", on=Document, basis=("本办制度/3", "19号函/有害内容"))
def attachment_is_a_document(document: Document, context: Context) -> Iterator[Fault]:
    """What lies beside a document and would be published is something to read that can be examined.

    Web pages, drawings and programs run in the reader's browser or on the machine; into other kinds nobody looks.

    Bad:  file: 申请表.html；正文里写 [申请表](申请表.html)
    Good: file: 申请表.docx
    """
    listed = {attachment.file: document.place("attachments", number, "file")
              for number, attachment in reversed(list(enumerate(document.attachments)))}  # fmt: skip
    recorded = {file: document.place("media", name) for name, file in (document.media.files if document.media else ())}
    listed |= recorded
    for name in (*listed, *sorted(local_files(document) - listed.keys())):
        promised = suffix_of(name)
        is_allowed = promised.is_published or (promised.is_recorded and name in recorded)
        if context.register.attachment(document, name) is None or is_allowed:
            continue
        place = listed.get(name) or _mention(document, name)
        if promised.is_active:
            message = f"附件“{name}”是网页或程序，读者打开可能有风险。"
            yield place, message, "请改用 PDF、Word、Excel 等文件；网页内容请写进正文。"
        else:
            message = f"附件“{name}”的种类无法检查里面的内容，不能发布。"
            yield place, message, "请改用 PDF、Word、Excel 或者图片；视频请发布在视频平台，在正文里写网址。"


@rule("ATT-007", "正文用到的图片和文件都在", on=Document, basis=("本办制度/3", "要点/栏目管理"))
def files_in_the_text_are_there(document: Document, context: Context) -> Iterator[Fault]:
    """What the text shows or leads to beside the document lies there.

    Bad:  ![绕行图](绕行图.png)，文件夹里没有这张图
    Good: ![绕行图](doc-2025-003-2.png)，图片已经传到同一个文件夹
    """
    register = context.register
    listed = {attachment.file for attachment in document.attachments}
    for found in document.body.destinations:
        names = [name for name, _ in local_names(found.address) if "/" not in name and _is_a_file(name)]
        if not names or listed & set(names) or any(register.attachment(document, name) for name in names):
            continue  # of what is listed ATT-001 tells, of addresses of pages the links' own rules
        if any(fnmatchcase(found.address, exclusion.match) for exclusion in register.exclusions):
            continue  # it is excluded for a while
        place = Place(document.path, *document.body.line_and_column(found.start))
        if names[-1].lower().endswith(DOCUMENT):
            message = f"“{names[-1]}”不是网页的地址，读者打不开。"
            yield place, message, "链到本站的文件请写它的编号，例如 [标题](ref:doc-2023-014)。"
        else:
            message = f"正文用到的“{names[-1]}”不在 {document.folder} 里。"
            yield place, message, _similar(document, names[-1], context)


def _is_a_file(name: str) -> bool:
    """Whether a name ends like that of a file which editors upload or write, and not like a page or another site."""
    return name.lower().endswith(DOCUMENT) or suffix_of(name).kind not in (FileKind.PAGE, FileKind.OTHER)


def _mention(document: Document, name: str) -> Place:
    """Where the body first uses a file's name as an address."""
    starts = (found.start for found in document.body.destinations if name in dict(local_names(found.address)))
    return Place(document.path, *document.body.line_and_column(next(starts)))


@rule("ATT-005", "附件在同一份文件里只登记一次", on=Document, basis=("本办制度/3",))
def attachment_is_listed_once(document: Document, context: Context) -> Iterator[Fault]:
    """One document lists each file, and each attachment number, once.

    Bad:  附件1和附件2都写 file: doc-2023-014-1.pdf
    Good: 附件2写 file: doc-2023-014-2.pdf
    """
    files: set[str] = set()
    numbers: set[int] = set()
    for index, attachment in enumerate(document.attachments):
        place = document.place("attachments", index, "file")
        if attachment.file in files:
            yield place, f"附件“{attachment.file}”登记了两次。", "请删除其中一条，或者改正文件名。"
        if attachment.number is not None and attachment.number in numbers:
            yield place, f"附件序号 {attachment.number} 用了两次。", "请改正序号。"
        files.add(attachment.file)
        numbers |= {attachment.number} if attachment.number is not None else set()
