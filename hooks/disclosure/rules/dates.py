"""Honest dates: what a page says of its day of publication agrees with when the file came to the site.

The history of the files is the witness. A file that is not in it yet (not committed, or committed after the working
day) is not judged, nor is one that was there when the history begins.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from typing import NamedTuple

from disclosure.findings import Place, Severity
from disclosure.reading.front_matter import old_version
from disclosure.reading.history import Revision
from disclosure.records.documents import Document
from disclosure.records.unwritten import WHAT_CHANGED, WHERE_FIRST, WHO_APPROVED, WHY_LATE
from disclosure.register import Register
from disclosure.rules.framework import Context, Fault, rule

_TOLERANCE = "date-tolerance"
_BASIS = ("19号函/伪造发稿日期", "本办制度/11")


@rule("DAT-001", "发布日期不早于首次上网", on=Document, basis=_BASIS, limit=_TOLERANCE)
def published_is_not_before_the_file_came(document: Document, context: Context) -> Iterator[Fault]:
    """A document bears no day of publication long before the day on which it came, unless it says it came later.

    Bad:  2025-06-18 才放进来的文件写 published: 2025-05-08
    Good: published: 2025-05-08，另写 backfill 说明原来发布在哪里、为什么补录
    """
    track = context.history.tracks.get(document.path)
    days = context.law.days(_TOLERANCE, context.today)
    if track is None or track.there_before or days is None:
        return
    said = document.backfill.date if document.backfill is not None else document.published.date()
    if said < track.since - timedelta(days):
        if document.backfill is not None:
            message = f"补录日期写的是 {said}，而这份文件 {track.since} 才首次放到本站。"
            yield document.place("backfill", "date"), message, f"请把补录日期改为 {track.since}。"
        else:
            message = f"发布日期写的是 {said}，而这份文件 {track.since} 才首次放到本站。"
            yield document.place("published"), message, _two_ways_out(track.since)


def _two_ways_out(came: date) -> str:
    fields = f"date: {came}, original: {WHERE_FIRST}, reason: {WHY_LATE}, approved_by: {WHO_APPROVED}"
    return f"请把发布日期改为 {came}；那天确实在别处发布过的，请加一行 backfill: {{{fields}}}。"


@rule("DAT-005", "发布日期定下后不往后改", on=Document, basis=_BASIS, severity=Severity.WARNING, limit=_TOLERANCE)
def published_is_not_moved_on(document: Document, context: Context) -> Iterator[Fault]:
    """A document does not look newer than it is. What waits on a branch, or by ``publish_on``, has not come yet.

    Bad:  2025-03-03 就放进来的文件写 published: 2025-06-10
    Good: published: 2025-03-03，后来的改动写进 changes
    """
    track = context.history.tracks.get(document.path)
    days = context.law.days(_TOLERANCE, context.today)
    if track is None or days is None or document.path not in context.history.stays:
        return
    if document.publish_on is not None and document.publish_on.date() == document.published.date():
        return
    if document.published.date() > track.since + timedelta(days):
        message = f"发布日期写的是 {document.published.date()}，而这份文件 {track.since} 就已经放到本站。"
        remedy = f"请把发布日期恢复为 {track.since} 前后原来的日期；后来改过内容的，写进 changes。"
        yield document.place("published"), message, remedy


@rule(
    "DAT-002",
    "发布后的改动写进修改记录",
    on=Register,
    basis=("本办制度/11",),
    severity=Severity.WARNING,
    limit=_TOLERANCE,
)
def later_changes_are_noted(register: Register, context: Context) -> Iterator[Fault]:
    """A title, text or attachment that was changed after publication has a note of about that day in ``changes``.

    A warning, since the change may have mended no more than a link: only who made it can say what there is to tell.

    Bad:  2025-06-02 改了正文，changes 里没有这几天的说明
    Good: changes 里有 date: 2025-06-02 和改了什么
    """
    days = context.law.days(_TOLERANCE, context.today)
    if days is None:
        return
    doubtful = [item for document in register.documents for item in _unnoted(document, context, timedelta(days))]
    texts = context.history.texts(
        [key for item in doubtful if item.is_text for key in (item.change.before, item.change.after)]
    )
    found: dict[str, list[_Later]] = defaultdict(list)
    for item in doubtful:
        if not item.is_text or _says(texts, item.change.before) != _says(texts, item.change.after):
            found[item.document.id].append(item)
    for items in found.values():
        yield _not_noted(items)


class _Later(NamedTuple):
    """A change of a document, or of one of its attachments, of which its ``changes`` say nothing."""

    document: Document
    name: str
    change: Revision

    @property
    def is_text(self) -> bool:
        return not self.name


def _unnoted(document: Document, context: Context, tolerance: timedelta) -> Iterator[_Later]:
    own = context.history.tracks.get(document.path)
    if own is None:
        return
    begins = max(document.published.date(), own.since) + tolerance
    files = [
        ("", own),
        *((item.file, context.history.tracks.get(f"{document.folder}/{item.file}")) for item in document.attachments),
    ]
    for name, track in files:
        for change in track.changes if track is not None else ():
            noted = any(abs(entry.date - change.day) <= tolerance for entry in document.changes)
            if change.day > begins and not noted:
                yield _Later(document, name, change)


def _says(texts: Mapping[str, bytes], blob: str) -> tuple[str, str]:
    """The title and the running text of a document as its readers see them: how lines are broken is no matter."""
    head, body = old_version(texts.get(blob, b""), "")
    return str(head.get("title")), "".join(body.text.split())


def _not_noted(items: list[_Later]) -> Fault:
    document, latest = items[0].document, max(item.change.day for item in items)
    days = "、".join(map(str, sorted({item.change.day for item in items})[:3]))
    names = sorted({item.name for item in items if item.name})
    what = "和".join(
        [*(["标题或正文"] if any(item.is_text for item in items) else []), *(f"附件“{name}”" for name in names)]
    )
    message = f"{what}发布以后在 {days} 改过，修改记录里没有相应的说明。"
    remedy = f"请在 changes 里加一条 - {{date: {latest}, note: {WHAT_CHANGED}}}。"
    return document.place("changes"), message, remedy


@rule("DAT-003", "读得到完整的修改历史", on=Register, basis=("本办制度/11",), severity=Severity.WARNING)
def history_can_be_read(register: Register, context: Context) -> Iterator[Fault]:
    """The history of the files is there to hold the dates against; with a part of it these rules see little.

    Bad:  自动检查时只下载了最近一次提交
    Good: 自动检查的设置里写明下载全部历史（fetch-depth: 0）
    """
    if context.history.gap:
        limit = context.law.limit(_TOLERANCE, context.today)
        place = limit.place() if limit is not None else Place("data/limits.yml")
        message = f"{context.history.gap}，不能核对发布日期是否属实，也看不出有没有删掉公开过的网页。"
        yield (
            place,
            message,
            "请网站管理人员装好 git 并下载全部历史：git fetch --unshallow，自动检查里写 fetch-depth: 0。",
        )


@rule("DAT-004", "补录日期合理", on=Document, basis=("本办制度/11",))
def backfill_comes_after_publication(document: Document, context: Context) -> Iterator[Fault]:
    """What was put here later was put here after its publication elsewhere, and not in the future.

    Bad:  published: 2025-05-08，backfill 里写 date: 2025-05-01
    Good: published: 2025-05-08，backfill 里写 date: 2025-06-18
    """
    backfill = document.backfill
    if backfill is not None and not document.published.date() <= backfill.date <= context.today:
        message = f"补录日期 {backfill.date} 应当在发布日期 {document.published.date()} 到今天 {context.today} 之间。"
        yield document.place("backfill", "date"), message, "请核对两个日期；不是补录的，请删除 backfill。"
