"""What the text of a document says of the document agrees with its head: readers see both on one page.

Only sentences in which the text speaks of itself are read ("本办法自……起施行", the signature, a line that is a document
number and nothing else); what it says of other papers is theirs.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta

from disclosure.expressions import expression
from disclosure.findings import Place, Severity
from disclosure.reading.days import DAY, as_shown, read_day
from disclosure.reading.han import HAN
from disclosure.reading.numerals import count_of
from disclosure.reading.signature import own_part, signature_of
from disclosure.records.document_numbers import CLOSING, STRONG, WEAK, mended_number
from disclosure.records.documents import Document
from disclosure.records.kinds import Kind
from disclosure.rules.framework import Context, Fault, rule

_BASIS = ("33号函/题注", "本办制度/15")
_ITSELF = "办法|规定|细则|通知|意见|方案|决定|公告|通告|规则|制度|标准|规范|指引|措施|计划|预案|条例|规程|准则|章程"
_OWN = rf"本(?:[{HAN}]{{0,6}}?(?:{_ITSELF}))"
_NUMBERED = (
    r"[ \t\u3000*#>]{0,8}(?:第[一二三四五六七八九十百零\d]{1,6}条|[一二三四五六七八九十]{1,3}、"
    r"|[（(][一二三四五六七八九十\d]{1,3}[）)]|\d{1,2}[.．、])?[ \t\u3000*]{0,4}"
)
# The text is the subject of its sentence: not 按照本规定发放的券有效期至….
_SUBJECT = rf"(?:^|[\n。；]){_NUMBERED}{_OWN}[，,]?[ \u3000*]{{0,3}}"
_STARTS = expression(
    rf"(?:{_SUBJECT}[自从于]|(?:^|\n){_NUMBERED}自)[ \u3000*]{{0,3}}(?P<day>{DAY})"
    r"[ \u3000*]{0,3}(?:之日)?起?(?:正式|开始|试行)?(?:施行|实施|生效)"
)
_UNTIL = expression(rf"有效期限?(?:为|自[^。；\n]{{2,24}}?)?(?:至|到|截至|截止到?|止于)[ \u3000*]{{0,3}}(?P<day>{DAY})")
_FOR_YEARS = expression(
    r"有效期限?[为是]?[ \u3000*]{0,3}(?P<years>\d{1,2}|[一二两三四五六七八九十]{1,2})[ \u3000*]{0,3}年"
)
_SENTENCE_ENDS = expression("[。；\n]")
_ITS_PERIOD = expression(rf"^{_NUMBERED}{_OWN}的?[，,]?$")
_LONGEST_SENTENCE = 120


@rule("HED-001", "施行日期和有效期与正文一致", on=Document, basis=("33号函/题注", "47号文/有效性标注"))
def period_of_validity_is_that_of_the_text(document: Document, context: Context) -> Iterator[Fault]:
    """The day from which a document holds, and that on which it ends, are those that its text names.

    Bad:  effective: 2025-07-01，正文写“本办法自2025年8月1日起施行”
    Good: effective: 2025-08-01
    """
    text = own_part(document.body.text)
    if document.effective is None or not ("施行" in text or "有效期" in text or "实施" in text or "生效" in text):
        return
    starts = _last(_STARTS, text)
    begun = read_day(starts["day"]) if starts else None
    if starts is not None and begun is not None and begun != document.effective:
        yield _apart(document, "effective", "施行日期", document.effective, starts, starts["day"])
    if document.expires is not None:
        yield from _end_of_validity(document, document.effective, document.expires)


def _end_of_validity(document: Document, effective: date, expires: date) -> Iterator[Fault]:
    """The fault at ``expires``, where the text names another last day or another number of years."""
    text = own_part(document.body.text)
    until, years = (_last_of_itself(pattern, text) for pattern in (_UNTIL, _FOR_YEARS))
    last = read_day(until["day"]) if until else None
    if until is not None and last is not None:
        if last != expires:
            yield _apart(document, "expires", "有效期至", expires, until, until["day"])
    elif years is not None and not _fits(effective, expires, years["years"]):
        yield _apart(document, "expires", "有效期至", expires, years, f"自施行之日起 {years['years']} 年")


def _fits(effective: date, expires: date, years: str) -> bool:
    """Whether so many years from the first day end on the last one; the day of the year itself is taken too."""
    try:
        after = effective.replace(year=effective.year + count_of(years))
    except ValueError:  # 29 February, or no number
        return True
    return expires in (after, after - timedelta(1))


def _last(pattern: re.Pattern[str], text: str) -> re.Match[str] | None:
    return next(reversed([*pattern.finditer(text)]), None)


def _last_of_itself(pattern: re.Pattern[str], text: str) -> re.Match[str] | None:
    """The last match in a sentence that speaks of this text, or that says from when it holds."""
    found = (match for match in pattern.finditer(text) if _speaks_of_itself(text, match))
    return next(reversed([*found]), None)


def _speaks_of_itself(text: str, match: re.Match[str]) -> bool:
    ahead = _SENTENCE_ENDS.split(text[max(0, match.start() - _LONGEST_SENTENCE) : match.start()])[-1]
    return _ITS_PERIOD.search(ahead) is not None or _STARTS.search(ahead) is not None


def _apart(document: Document, field: str, label: str, said: date, match: re.Match[str], written: str) -> Fault:
    line = document.body.line_and_column(match.end() - 1)[0]
    message = f"信息栏的{label}（{field}）是 {said}，正文写的是“{as_shown(written)}”（第 {line} 行）。"
    return document.place(field), message, "请对照原件，把写错的一处改过来。"


@rule("HED-002", "落款单位与公开主体一致", on=Document, basis=_BASIS, severity=Severity.WARNING)
def signed_by_the_issuer(document: Document, context: Context) -> Iterator[Fault]:
    """The office that signs a text is the one that the head names.

    Bad:  issuer: 柳溪街道办事处，落款是“桃源街道办事处”
    Good: 落款是“柳溪街道办事处”
    """
    signature = signature_of(document.body.text)
    signers = signature.signers if signature else ()
    if signature is None or not signers or any(_is_issuer(name, document, context) for name in signers):
        return
    message = f"落款“{signers[0][:40]}”与信息栏的公开主体（issuer）“{document.issuer}”不一致。"
    place = _place(document, signature.start)
    yield place, message, "请核对是哪个机关的文件，把写错的一处改过来。"


def _is_issuer(name: str, document: Document, context: Context) -> bool:
    """Whether a signature is the issuer's: in full, without its district, or that of a part of the same office."""
    issuer = re.sub(r"\s", "", document.issuer)
    if issuer.endswith(name) or name.endswith(issuer):
        return True
    agency = context.register.agency
    if agency is None:
        return False
    departments = [department.title for department in agency.departments]
    return agency.short_name in issuer and (agency.short_name in name or name in departments)


@rule("HED-003", "落款日期与生成日期一致", on=Document, basis=_BASIS, severity=Severity.WARNING)
def signed_on_the_day_it_was_made(document: Document, context: Context) -> Iterator[Fault]:
    """The day below a text is the one on which the head says that it was made.

    Bad:  made: 2025-06-10，落款日期是“2025年5月6日”
    Good: made: 2025-05-06
    """
    signature = signature_of(document.body.text)
    if signature is not None and signature.day != document.made:
        message = f"落款日期“{signature.written}”与信息栏的生成日期（made）{document.made} 不一致。"
        yield _place(document, signature.day_start), message, "请对照原件，把写错的一处改过来。"


def _place(document: Document, offset: int) -> Place:
    return Place(document.path, *document.body.line_and_column(offset))


@rule("HED-008", "不是本机关的文件写明来源", on=Document, basis=("47号文/有效性标注",), severity=Severity.WARNING)
def issuer_is_this_office(document: Document, context: Context) -> Iterator[Fault]:
    """A document of another office says where it was taken from; the name in an example is not left standing.

    Bad:  issuer: 柳溪街道办事处（手册里的例子），没有 source
    Good: issuer 写本机关的名称；转载的写 source
    """
    agency = context.register.agency
    if agency is None or document.source is not None or agency.short_name in re.sub(r"\s", "", document.issuer):
        return
    message = f"公开主体（issuer）“{document.issuer[:40]}”不是本机关，也没有写来源（source）。"
    yield document.place("issuer"), message, f"本机关的文件，请改成“{agency.name}”；转载的，请用 source 写明来源单位。"


_NUMBER_LINE = expression(
    rf"^[ \t\u3000*#>]*(?P<number>[{HAN}]{{2,14}}[ ]?[{STRONG}{re.escape(WEAK)}](?:19|20)\d\d年?[{CLOSING}]"
    r"[ ]?第?\d{1,5}[ ]?号)[ \t\u3000*]*$",
    re.MULTILINE,
)
_HEAD_LINES = 1_000  # characters of a text in which its own number stands


@rule("HED-004", "正文的发文字号与信息栏一致", on=Document, basis=_BASIS, severity=Severity.WARNING)
def number_is_that_of_the_text(document: Document, context: Context) -> Iterator[Fault]:
    """A line above the text that is a document number is this document's number.

    Bad:  doc_no: 柳办发〔2025〕9号，正文开头是“柳办发〔2025〕8号”
    Good: doc_no: 柳办发〔2025〕8号
    """
    # Below the first sentence stand the numbers of others, in a table or an appended paper.
    head = document.body.text[:_HEAD_LINES].partition("。")[0]
    lines = [*_NUMBER_LINE.finditer(head)]
    if not lines or mended_number(document.doc_no or "") in [mended_number(line["number"]) for line in lines]:
        return
    match = lines[0]
    place = _place(document, match.start("number"))
    if document.doc_no is None:
        message = f"正文开头有发文字号“{match['number']}”，信息栏没有写 doc_no。"
        number = mended_number(match["number"])
        yield place, message, f"是这份文件的，请在信息栏写 doc_no: {number}；不是的，请删去这一行。"
    else:
        message = f"正文开头的发文字号“{match['number']}”与信息栏的“{document.doc_no}”不一致。"
        yield place, message, "请对照原件，把写错的一处改过来。"


_YEAR_OF_NUMBER = expression(r"〔((?:19|20)\d\d)〕")
_FIRST_MONTHS = 2  # of a year, in which papers of the year before are still signed


@rule("HED-005", "发文字号的年份与生成日期相符", on=Document, basis=_BASIS, severity=Severity.WARNING)
def year_of_the_number_is_that_of_the_day(document: Document, context: Context) -> Iterator[Fault]:
    """A document is numbered in the year in which it is made; early in a year the last one's numbers still occur.

    Bad:  doc_no: 柳办发〔2023〕9号，made: 2025-06-10
    Good: doc_no: 柳办发〔2025〕9号
    """
    match = _YEAR_OF_NUMBER.search(mended_number(document.doc_no or ""))
    if match is None:
        return
    apart = document.made.year - int(match[1])
    if apart and not (apart == 1 and document.made.month <= _FIRST_MONTHS):
        message = f"发文字号“{document.doc_no}”是 {match[1]} 年的，生成日期（made）是 {document.made}。"
        yield document.place("doc_no"), message, "请对照原件，把写错的一处改过来。"


_LOCAL = 7  # figures of a telephone number without its area code, at least


@rule("HED-007", "公开指南的电话与机关信息一致", on=Document, basis=("711号令/12",), severity=Severity.WARNING)
def guide_gives_the_offices_telephone(document: Document, context: Context) -> Iterator[Fault]:
    """The guide gives the telephone of the office as agency.yml does, since both stand on one page.

    Bad:  guide 的 phone 写 021-00000001，data/agency.yml 写 021-00000000
    Good: 两处写同一个号码
    """
    agency = context.register.agency
    said = document.guide.phone if document.kind is Kind.GUIDE and document.guide else None
    if said is None or agency is None or not _digits(said):
        return
    known = [agency.phone, *(item.number for item in agency.public_numbers if "@" not in item.number)]
    if not any(_digits(number or "")[-_LOCAL:] in _digits(said) for number in known):
        message = f"指南的联系电话是“{said}”，data/agency.yml 里没有这个号码。"
        yield (
            document.place("guide", "phone"),
            message,
            "请核对号码；是对的，请登记在 data/agency.yml 的 public_numbers。",
        )


def _digits(phone: str) -> str:
    return re.sub(r"\D", "", phone)
