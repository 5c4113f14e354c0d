"""The text of an annual report: its six parts, its year, its day, its problems, and the numbers that it names."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from disclosure.annual.issuing import issuing
from disclosure.annual.numbers import ReportNumbers, counts_papers, meant
from disclosure.annual.report import counts_of, report_of_year, year_of
from disclosure.annual.sections import OTHERS, PROBLEMS, SECTIONS, headings, says_nothing, sections
from disclosure.expressions import expression
from disclosure.findings import Place, Severity
from disclosure.reading.copies import copied
from disclosure.reading.inserts import Insert, inserts
from disclosure.records.annual_figures import AnnualFigures
from disclosure.records.documents import Document
from disclosure.records.kinds import Kind
from disclosure.rules.framework import Context, Fault, rule

_PARTS = ("30号函/六部分",)
_YEAR = ("本办制度/71",)
_PROBLEMS = ("本办制度/72",)
_TWICE = 0.5  # share of repeated text from which the problems are last year's again
_FEW = 3
_TITLE_YEAR = expression(r"([0-9]{4})\s{0,2}年")
_PERIOD = expression(
    r"([0-9]{4})\s?年\s?1\s?月\s?1\s?日[^。\n]{0,12}?(?:至|到|[-—－~～])[^。\n0-9]{0,6}(?:([0-9]{4})\s?年\s?)?12\s?月\s?31\s?日"
)
_OF_A_YEAR = expression(r"([0-9]{4})\s?年(?:度)?(?:政府信息公开)?(?:工作)?年度报告")
_NO_FEE = expression(
    r"(?:未|没有|不)(?:收取|收|产生)[^。，；]{0,12}(?:处理费|费用)|处理费[^。，；]{0,6}(?:(?<![0-9.,])0(?:\.0+)?\s?万?元|零元|为零)"
)
_FEE = expression(
    r"处理费(?:共计|合计|总计|总额|金额|共|计|为|是){0,2}\s?([0-9]{1,3}(?:[,，][0-9]{3})*|[0-9]{1,9})(?:\.0+)?\s?(万?)元"
)
_TEN_THOUSAND = 10_000
_YEAR_IN_WORDS = expression("[〇零○一二三四五六七八九]{4}(?=\\s?年)")
_DIGITS = str.maketrans("〇零○一二三四五六七八九", "000123456789")


def report_text(record: AnnualFigures, context: Context) -> Document | None:
    """The report that shows a record's numbers, if it is there to be read."""
    report = context.register.get(record.report, Document)
    return report if report is not None and report.withdrawal is None else None


def _at(document: Document, start: int) -> Place:
    return Place(document.path, *document.body.line_and_column(start))


@rule("ANN-011", "年报的年份前后一致", on=AnnualFigures, basis=_YEAR)
def years_agree(record: AnnualFigures, context: Context) -> Iterator[Fault]:
    """Title, text, period, the file of the numbers and the day of publication are of one year and the next.

    Bad:  标题是2024年的年度报告，正文写“2023年1月1日至2023年12月31日”
    Good: 正文写“2024年1月1日至2024年12月31日”
    """
    document, year = report_text(record, context), year_of(record)
    if document is None:
        return
    titled = _TITLE_YEAR.findall(_YEAR_IN_WORDS.sub(lambda found: found[0].translate(_DIGITS), document.title))
    if titled != [str(year)]:
        shown = "、".join(f"{found}年" for found in titled) or "没有写年份"
        message = f"标题里的年份（{shown}）和数据的年份 {year} 不同。"
        yield document.place("title"), message, f"请核对：数据在 {record.path}，标题写“{year}年”。"
    periods = list(_PERIOD.finditer(document.body.text))
    for found in periods:
        if {found[1], found[2] or found[1]} != {str(year)}:
            message = f"统计期写的是“{found[0]}”，数据是 {year} 年的。"
            yield _at(document, found.start()), message, f"请改成 {year}年1月1日至{year}年12月31日。"
    if not periods:
        remedy = f"请在开头写明：统计期限自{year}年1月1日起，至{year}年12月31日止。"
        yield document.place(), "正文没有写统计期。", remedy
    for found in _OF_A_YEAR.finditer(document.body.text):
        if found[1] not in (str(year), str(year - 1)):
            yield _at(document, found.start()), f"正文写的是“{found[0]}”，本报告是 {year} 年的。", "请改正年份。"
    if document.published.year != year + 1:
        message = f"{year} 年的年度报告写的发布日期是 {document.published.date()}，应当在 {year + 1} 年。"
        yield document.place("published"), message, "请核对年份和发布日期。"


@rule(
    "ANN-012", "年报按期公布", on=AnnualFigures, basis=_YEAR, severity=Severity.WARNING, limit="annual-report"
)  # fmt: skip
def reports_are_published_in_time(record: AnnualFigures, context: Context) -> Iterator[Fault]:
    """A report is published by the day that the office has set itself, as the law sets it for departments.

    Bad:  2024年的年度报告 published: 2025-02-10
    Good: published: 2025-01-20
    """
    document, year = report_text(record, context), year_of(record)
    if document is None or document.published.year != year + 1:
        return
    deadline = context.law.deadline("annual-report", document.published.date(), year + 1)
    if deadline is not None and document.published.date() > deadline:
        message = f"{year} 年的年度报告 {document.published.date()} 公布，本办定的是 {deadline} 以前。"
        yield document.place("published"), message, "请核对日期；确实晚了的，请按规定报批豁免并写明原因。"


@rule("ANN-013", "年报六部分齐全", on=AnnualFigures, basis=_PARTS)
def the_six_parts_are_there(record: AnnualFigures, context: Context) -> Iterator[Fault]:
    """A report has the six parts of the form, in their order, under their own headings.

    Bad:  没有“六、其他需要报告的事项”
    Good: 六个标题依次都有
    """
    document = report_text(record, context)
    if document is None:
        return
    found = list(sections(document.body.text))
    missing = [title for title in SECTIONS if title not in found]
    if missing:
        shown = "、".join(f"“{title}”" for title in missing)
        near = [said for title in missing if (said := _mistaken(title, document))]
        number = "一二三四五六"[SECTIONS.index(missing[0])]
        wanted = f"“## {number}、{missing[0]}”"
        remedy = f"请把{'；'.join(near)}。" if near else f"请补上，标题照格式写，例如{wanted}。"
        yield document.place(), f"年报缺少 {len(missing)} 个部分：{shown}。", remedy
    elif found != list(SECTIONS):
        wrong = next(title for title, wanted in zip(found, SECTIONS, strict=True) if title != wanted)
        place = _at(document, sections(document.body.text)[wrong].start)
        yield place, f"“{wrong}”的位置不对。", f"六个部分依次是：{'、'.join(SECTIONS)}。"


def _mistaken(title: str, document: Document) -> str:
    """The heading that may have been meant, and what it should be."""
    said = (words for _, words in headings(document.body.text) if words not in SECTIONS)
    near = next((words for words in said if len(set(words) & set(title)) * 2 > len(set(title))), "")
    return f"“{near[:30]}”改成“{title}”" if near else ""


@rule("ANN-014", "年报写明存在的问题", on=AnnualFigures, basis=(*_PARTS, *_PROBLEMS))
def problems_are_told(record: AnnualFigures, context: Context) -> Iterator[Fault]:
    """The part on problems and how they are mended has something to say.

    Bad:  “## 五、存在的主要问题及改进情况”下面写“无。”
    Good: 下面写明问题是什么，怎样改进
    """
    document = report_text(record, context)
    part = sections(document.body.text).get(PROBLEMS) if document is not None else None
    if document is not None and part is not None and says_nothing(part.text):
        yield _at(document, part.start), f"“{PROBLEMS}”没有内容。", "请写明这一年还有什么问题，准备怎样改进。"


@rule(
    "ANN-015", "年报的问题不照抄上一年", on=AnnualFigures, basis=_PROBLEMS, severity=Severity.WARNING
)  # fmt: skip
def problems_are_not_last_years(record: AnnualFigures, context: Context) -> Iterator[Fault]:
    """The part on problems is not last year's again, or nearly so.

    Bad:  第五部分和上一年的逐句相同
    Good: 写上一年的问题改得怎样，这一年有什么新问题
    """
    document, before = report_text(record, context), _last_years(record, context)
    if document is None or before is None:
        return
    here, there = (sections(item.body.text).get(PROBLEMS) for item in (document, before))
    if here is None or there is None:
        return
    agency = context.register.agency
    names = frozenset({agency.name, agency.short_name} if agency is not None else ())
    share = copied(here.text, (there.text,), names).share
    if share >= _TWICE:
        message = f"“{PROBLEMS}”有 {share:.0%} 的文字和上一年的年度报告（{before.id}）相同。"
        yield _at(document, here.start), message, "请写上一年的问题改得怎样，这一年还有什么问题。"


def _last_years(record: AnnualFigures, context: Context) -> Document | None:
    """The report on the year before: that which has numbers, else that whose title says so."""
    year = year_of(record) - 1
    figures = report_of_year(context.register, year)
    if figures is not None:
        return report_text(figures, context)
    reports = (document for document in context.register.documents if document.kind is Kind.REPORT)
    return next((document for document in reports if re.search(rf"{year}\s?年.*年度报告", document.title)), None)


@rule("ANN-016", "收取的费用在第六部分写明", on=AnnualFigures, basis=_PARTS)
def fees_are_told(record: AnnualFigures, context: Context) -> Iterator[Fault]:
    """What was charged is told in the last part; it does not say that there is nothing.

    Bad:  收取了信息处理费 400 元，第六部分写“无”
    Good: 第六部分写“本年度收取政府信息公开信息处理费400元”
    """
    document = report_text(record, context)
    part = sections(document.body.text).get(OTHERS) if document is not None else None
    if document is None or part is None:
        return
    counts = counts_of(context.register, year_of(record))
    charged = counts.fees if counts is not None and counts.is_whole else None
    other = record.figure("disclosed", "fees", "charged")
    is_none = says_nothing(part.text)
    told = _told_fee(part.text)
    remedy = "请写：本年度收取政府信息公开信息处理费{{ 信息处理费 }}元。"
    if charged and (is_none or _NO_FEE.search(part.text)):
        message = f"台账里收取了信息处理费 {charged} 元，“{OTHERS}”写的是没有。"
        yield _at(document, part.start), message, remedy
    elif charged is not None and told is not None and told != charged:
        message = f"台账里收取了信息处理费 {charged} 元，“{OTHERS}”写的是 {told:f} 元。"
        yield _at(document, part.start), message, remedy
    elif is_none and not isinstance(other, str | None) and other > 0:
        message = f"这一年有收费（{other} 万元），“{OTHERS}”写的是没有。"
        yield _at(document, part.start), message, "请写明有没有收取信息处理费。"


def _told_fee(text: str) -> Decimal | None:
    """The fee that a text tells in figures, in yuan."""
    found = _FEE.search(text)
    if found is None:
        return None
    return Decimal(found[1].replace(",", "").replace("，", "")) * (_TEN_THOUSAND if found[2] else 1)


@rule("ANN-017", "年报正文里的数有出处", on=Document, basis=("本办制度/70",))
def named_numbers_are_known(document: Document, context: Context) -> Iterator[Fault]:
    """A number that the text of a report names is known; of other texts MKP-021 speaks.

    Bad:  新收申请{{ 新收的申请 }}件
    Good: 新收申请{{ 新收申请数 }}件
    """
    found = list(inserts(document.body.text)) if document.kind is Kind.REPORT else []
    if not found:
        return
    record = context.register.figures_of(document.id)
    if record is None:
        if not context.register.is_broken("data/annual-reports/"):
            yield _at(document, found[0].start), *_without_numbers(document, found[0])
        return
    numbers = ReportNumbers(record, context.register)
    undated = issuing(context.register, year_of(record)).undated  # VAL-006 tells of these papers
    for insert in found:
        if numbers.told(insert.name) is None and not (undated and counts_papers(insert.name)):
            yield _at(document, insert.start), *_unknown(insert, record)


def _without_numbers(document: Document, insert: Insert) -> tuple[str, str]:
    message = f"没有这份文件的年报数据，“{{{{ {insert.name} }}}}”不会变成数。"
    return message, f"请在 data/annual-reports/ 里统计年份的文件写 report: {document.id}；不用数据的，直接写数。"


def _unknown(insert: Insert, record: AnnualFigures) -> tuple[str, str]:
    near = meant(insert.name)
    if insert.name in near[:1]:
        message, year = f"“{{{{ {insert.name} }}}}”还没有数，读者看到的是花括号。", year_of(record)
        return message, f"请先填好 {year} 年的数；有台账的，运行 disclosure requests figures {year} 算出。"
    offered = "、".join(f"{{{{ {name} }}}}" for name in near[:_FEW])
    remedy = f"您要写的是不是 {offered}？" if offered else "请从手册“写年度报告”一节的名称里选。"
    return f"没有叫“{insert.name[:30]}”的数。", remedy
