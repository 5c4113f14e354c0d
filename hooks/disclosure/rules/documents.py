"""Documents: catalogue elements, dates, titles, document numbers."""

from __future__ import annotations

from collections.abc import Iterator

from disclosure.findings import Place, Severity
from disclosure.law.working_days import LastDay
from disclosure.records.columns import Column
from disclosure.records.document_numbers import WELL_FORMED, mended_number
from disclosure.records.documents import Document
from disclosure.register import Register
from disclosure.rules.framework import Context, Fault, rule

_WITHIN = "publish-within"


@rule("DOC-001", "二十个工作日内公开", on=Document, basis=("711号令/26",), limit=_WITHIN)
def document_is_published_in_time(document: Document, context: Context) -> Iterator[Fault]:
    """A document is published within 20 working days of being made.

    Bad:  made: 2023-04-03，published: 2023-06-01
    Good: made: 2023-04-03，published: 2023-04-06
    """
    deadline = _deadline(document, context)
    published = document.published.date()
    if deadline is not None and published > deadline.day:
        limit = context.law.days(_WITHIN, document.made)
        unsure = "（该年放假安排未录入，按周末推算）" if deadline.provisional else ""
        message = (
            f"发布日期 {published} 晚于生成日期 {document.made} 后 {limit} 个工作日，应不迟于 {deadline.day}{unsure}。"
        )
        yield document.place("published"), message, "请核对两个日期；确已逾期的，请按规定报批豁免并写明原因。"


def _deadline(document: Document, context: Context) -> LastDay | None:
    """The last day on which a document had to be published; ``None`` where no calendar could make it late."""
    limit = context.law.days(_WITHIN, document.made)
    if limit is None or document.source is not None or (document.published.date() - document.made).days <= limit:
        return None
    return context.law.working_days.after(document.made, limit)


def _days_taken(document: Document) -> list[int]:
    """How many days lay between a document's being made and its publication."""
    return [(document.published.date() - document.made).days]


@rule("LAW-005", "计算工作日的年份有放假安排", on=Register, basis=("本办制度/5",), severity=Severity.NOTICE)
def years_that_are_counted_have_a_calendar(register: Register, context: Context) -> Iterator[Fault]:
    """Where days off decide whether a document is late, those of its years stand in data/calendar.

    Bad:  文件 2021-09-20 生成、2021-10-22 发布，没有 data/calendar/2021.yml
    Good: 有 data/calendar/2021.yml，写着国务院办公厅通知的放假和补班
    """
    taken, shortest = register.by(Document, _days_taken), context.law.shortest(_WITHIN)
    slow = [document for days in taken if shortest is not None and days > shortest for document in taken[days]]
    late = [(document.made, deadline) for document in slow if (deadline := _deadline(document, context))]
    guessed = [context.law.working_days.guessed(made, deadline.day) for made, deadline in late]
    years = sorted({year for found in guessed for year in found})
    if years and not register.is_broken("data/calendar/"):
        named = f"{years[0]}年" if len(years) == 1 else f"{years[0]}年至{years[-1]}年中的 {len(years)} 年"
        count = sum(map(bool, guessed))
        message = f"{named}没有放假安排，{count} 份文件的公开期限只按周末推算。"
        remedy = "请网站管理人员按国务院办公厅的放假通知补上这些年份的文件，写法同 data/calendar 里的其他年份。"
        yield Place(f"data/calendar/{years[0]}.yml"), message, remedy


@rule("DOC-002", "先成文后发布", on=Document, basis=("19号函/伪造发稿日期",))
def document_is_made_before_published(document: Document, context: Context) -> Iterator[Fault]:
    """A document is not published before it is made.

    Bad:  made: 2023-05-10，published: 2023-05-04
    Good: made: 2023-05-04，published: 2023-05-10
    """
    if document.published.date() < document.made:
        message = f"发布日期 {document.published.date()} 早于生成日期 {document.made}。"
        yield document.place("published"), message, "请核对这两个日期。"


@rule("DOC-003", "标题不是栏目名", on=Document, basis=("要点/栏目管理", "本办制度/17"))
def title_says_more_than_the_column(document: Document, context: Context) -> Iterator[Fault]:
    """A document's title is not the name of its column.

    Bad:  title: 通知公告（栏目就叫“通知公告”）
    Good: title: 关于开展夏季防汛检查的通知
    """
    column = context.register.get(document.column, Column)
    if column is not None and document.title == column.title:
        message = f"标题“{document.title}”和栏目名称一样，读者看不出内容。"
        yield document.place("title"), message, "请写出这份文件自己的标题。"


@rule("DOC-004", "发文字号写法规范", on=Document, basis=("GB/T 9704/7.2.5",), severity=Severity.WARNING)
def document_number_is_well_formed(document: Document, context: Context) -> Iterator[Fault]:
    """A document number has 〔〕 around the year, no 第, no leading zero, no blank.

    Bad:  doc_no: 某办发[2023]第04号
    Good: doc_no: 某办发〔2023〕4号
    """
    number = document.doc_no
    mended = mended_number(number or "", is_ours=not document.source)
    is_sure = WELL_FORMED.fullmatch(mended_number(mended)) is not None
    if number is None or is_sure and number == mended:
        return
    remedy = f"请写成“{mended}”。" if is_sure else "请写成“机关代字〔年份〕序号号”，例如 某办发〔2023〕4号。"
    yield document.place("doc_no"), f"发文字号“{number}”写法不规范。", remedy


@rule("DOC-005", "发布日期不在将来", on=Document, basis=("19号函/伪造发稿日期",))
def document_is_not_postdated(document: Document, context: Context) -> Iterator[Fault]:
    """A document does not bear a date that has not come yet; of one that is due later this is said once.

    Bad:  今天是 2023-05-04，published: 2023-05-10
    Good: published: 2023-05-04
    """
    for name, label, day in (("published", "发布", document.published.date()), ("made", "生成", document.made)):
        if day > context.today:
            message = f"{label}日期 {day} 晚于今天（{context.today}）。"
            later = "准备以后发布的，另写一行 publish_on，日期和发布日期一样，到时候自动公开。"
            yield document.place(name), message, f"请填写真实的日期；{later}"
            return


@rule("DOC-008", "修改记录前后有序", on=Document, basis=("47号文/有效性标注",))
def changes_follow_publication(document: Document, context: Context) -> Iterator[Fault]:
    """Changes are dated after publication, oldest first, and not in the future.

    Bad:  published: 2023-05-10，changes 里写 date: 2023-05-01
    Good: changes 里写 date: 2023-06-01
    """
    earlier = document.published.date()
    for number, change in enumerate(document.changes):
        place = document.place("changes", number, "date")
        if change.date < earlier:
            yield (
                place,
                f"修改日期 {change.date} 早于前一个日期 {earlier}。",
                "修改记录按时间先后写，且不早于发布日期。",
            )
        elif change.date > context.today:
            yield place, f"修改日期 {change.date} 晚于今天（{context.today}）。", "请填写真实的修改日期。"
        earlier = max(earlier, change.date)


@rule("DOC-009", "目录四要素齐全", on=Document, basis=("711号令/12",))
def catalogue_elements_are_complete(document: Document, context: Context) -> Iterator[Fault]:
    """A document has an index number, a name, a summary and the date on which it was made.

    Index number (from the id), name and date are mandatory fields; what is left to see to is the summary.

    Bad:  没有 summary
    Good: summary: 明确 2023 年暑期托管班的报名条件、时间和收费。
    """
    if document.summary is None:
        yield (
            document.place(),
            "缺少“内容概述”（summary）。",
            "请用一两句话写明主要内容，例如 summary: 明确报名条件和时间。",
        )
    elif document.summary == document.title:
        yield document.place("summary"), "内容概述和标题一样。", "请用一两句话概括文件的主要内容。"


@rule("DOC-011", "文件有正文或附件", on=Document, basis=("要点/栏目管理", "本办制度/17"))
def document_has_content(document: Document, context: Context) -> Iterator[Fault]:
    """A document has a text, or at least an attachment.

    Bad:  信息栏下面什么都没有，也没有 attachments
    Good: 信息栏下面写着正文
    """
    if not document.body.text.strip() and not document.attachments:
        yield document.place(), "文件没有正文，也没有附件。", "请在信息栏下面填写正文，或者登记附件。"
