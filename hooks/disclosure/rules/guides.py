"""The guide to disclosure, its forms and the page of requests: nothing of rules that are gone, nothing missing."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping

from disclosure.agenda.guides import last_touched, latest_guide, newest_guide
from disclosure.expressions import expression
from disclosure.findings import Severity
from disclosure.records.agency import Agency
from disclosure.records.documents import Document
from disclosure.records.guides import GuideElements
from disclosure.records.kinds import Kind
from disclosure.records.wording import Repealed, Wording
from disclosure.register import Register
from disclosure.rules.framework import Context, Fault, rule
from disclosure.rules.guide_days import counts_from_work, counts_on_over_mending, wrong_receipt
from disclosure.rules.guide_duties import (
    HELPS,
    asks_interest,
    counts_asking_in,
    former_regulation,
    silence_as_word,
    tells_once,
    wrong_approver,
)
from disclosure.rules.guide_statements import GuideStatement
from disclosure.rules.guide_texts import GuideSentence, all_wrong_periods, place_in, tells
from disclosure.rules.guide_wording import (
    WrongWords,
    asks_purpose,
    mends_more_than_once,
    old_fees,
    old_remedy,
    says_refusal_first,
    speaks_of_both,
)

_Finder = Callable[[GuideStatement], Iterator[WrongWords]]
# What speaks of a former order as such, before it or behind it; with its title it is found as a citation.
_PAST_ORDER = expression("废止|失效|修订|替代|取代|代替|沿革|原|旧|曾|》[(][^()]{0,12}$")
_ENDED = expression("[^,，。;；]{0,8}(?:废止|失效|不再|取代|代替|替代)")
_LIMITS = ("reply-within", "reply-extension", "third-party", "correction-notice")


@rule("GDE-001", "指南里的答复期限是现行的", on=Document | Agency, basis=("711号令/33",), limit="reply-within")
def guides_tell_todays_reply(record: Document | Agency, context: Context) -> Iterator[Fault]:
    """A guide tells the periods of today for reply and extension, not the fifteen days of the former rules.

    Bad:  自收到申请之日起15个工作日内答复
    Good: 自收到申请之日起20个工作日内答复
    """
    names = {"reply-within": "答复期限", "reply-extension": "延长期限"}
    for key, told, phrase in _periods(record, context, tuple(names)):
        message = f"{told.quoted}写的是“{_quoted(told, phrase)}”，现行的{names[key]}是 {phrase.right}。"
        better = "；答得更快的，写“一般……，最长不超过 20 个工作日”" if key == "reply-within" else ""
        yield place_in(told, phrase.start, record), message, f"请改为 {phrase.right}{better}。"
    for told, phrase in _phrases(record, context, wrong_approver):
        message = f"{told.quoted}写的是“{_quoted(told, phrase)}”，延长答复要经政府信息公开工作机构负责人同意。"
        yield place_in(told, phrase.start, record), message, "请改为“经政府信息公开工作机构负责人同意”。"
    for told, phrase in _phrases(record, context, counts_asking_in):
        message = f"{told.quoted}写的是“{_quoted(told, phrase)}”，征求意见所用的时间不计入答复期限。"
        yield place_in(told, phrase.start, record), message, "请改为“不计入”。"


@rule("GDE-002", "指南里第三方的期限是现行的", on=Document | Agency, basis=("711号令/32",), limit="third-party")
def guides_tell_todays_third_party(record: Document | Agency, context: Context) -> Iterator[Fault]:
    """A guide gives third parties, and those who made the information too, the days that they have.

    Bad:  第三方应当在10个工作日内提出意见
    Good: 第三方应当自收到征求意见书之日起15个工作日内提出意见
    """
    for _, told, phrase in _periods(record, context, ("third-party",)):
        words = _quoted(told, phrase)
        message = f"{told.quoted}写的是“{words}”，第三方、共同制作的机关提出意见的期限是 {phrase.right}。"
        yield place_in(told, phrase.start, record), message, f"请改为 {phrase.right}。"
    for told, phrase in _phrases(record, context, silence_as_word):
        message = f"{told.quoted}写的是“{_quoted(told, phrase)}”，第三方逾期不提意见的，由本机关决定是否公开。"
        yield (
            place_in(told, phrase.start, record),
            message,
            "请改为“逾期未提出意见的，由本机关决定是否公开”。",
        )


@rule("GDE-003", "指南里的补正符合条例", on=Document | Agency, basis=("711号令/30",), limit="correction-notice")
def guides_tell_todays_correction(record: Document | Agency, context: Context) -> Iterator[Fault]:
    """What is to be corrected is told once, within its days; the days of the reply then count from what came back.

    Bad:  自收到申请之日起15个工作日内告知申请人补正
    Good: 自收到申请之日起7个工作日内一次性告知补正
    """
    for _, told, phrase in _periods(record, context, ("correction-notice",)):
        words = _quoted(told, phrase)
        message = f"{told.quoted}写的是“{words}”，告知补正的期限是 {phrase.right}。"
        yield place_in(told, phrase.start, record), message, f"请改为 {phrase.right}内一次性告知。"
    for told, phrase in _phrases(record, context, mends_more_than_once):
        message = f"{told.quoted}写的是“{_quoted(told, phrase)}”，补正只能一次性告知。"
        yield place_in(told, phrase.start, record), message, "请改为“一次性告知补正”。"
    for told, phrase in _phrases(record, context, counts_on_over_mending):
        message = f"{told.quoted}写的是“{_quoted(told, phrase)}”，补正以后的答复期限要重新起算。"
        yield place_in(told, phrase.start, record), message, f"请改为“答复期限自{phrase.right}起计算”。"


@rule("GDE-004", "指南不写旧的收费", on=Document | Agency, basis=("711号令/42",))
def guides_charge_nothing_old(record: Document | Agency, context: Context) -> Iterator[Fault]:
    """Search, copying and mailing cost nothing since 2019; only what goes beyond reason may.

    Bad:  收取检索费、复制费、邮寄费
    Good: 提供政府信息不收取费用；数量、频次明显超过合理范围的，可以收取信息处理费
    """
    for told, phrase in _phrases(record, context, old_fees):
        words = _quoted(told, phrase)
        message = f"{told.quoted}写到收取“{words}”，依申请提供政府信息不收检索、复制、邮寄一类的费用。"
        remedy = "请删去，或者改为“不收取费用；数量、频次明显超过合理范围的，可以收取信息处理费”。"
        yield place_in(told, phrase.start, record), message, remedy


@rule("GDE-005", "指南和申请表不要求写用途", on=Document | Agency, basis=("711号令/29",))
def guides_ask_no_purpose(record: Document | Agency, context: Context) -> Iterator[Fault]:
    """A request has three kinds of content, and a purpose is none of them.

    Bad:  请写明所需信息的用途（必填）
    Good: 申请时不用说明用途
    """
    for told, phrase in _phrases(record, context, asks_purpose):
        words = _quoted(told, phrase)
        message = f"{told.quoted}要求申请人写“{words}”，申请只写申请人、所需信息和提供形式三项。"
        yield place_in(told, phrase.start, record), message, "请删去这一项，或者写明“不用说明用途”。"
    for told, phrase in _phrases(record, context, asks_interest):
        message = f"{told.quoted}要求申请人“{_quoted(told, phrase)}”，申请公开不用证明利害关系。"
        yield place_in(told, phrase.start, record), message, "请删去这一项要求。"


@rule("GDE-006", "不予公开的救济先写行政复议", on=Document | Agency, basis=("行政复议法/23",))
def guides_put_reconsideration_first(record: Document | Agency, context: Context) -> Iterator[Fault]:
    """Against a refusal reconsideration comes first; a suit is open only against its outcome.

    Bad:  对不予公开的答复不服的，可以申请行政复议或者提起行政诉讼
    Good: 对不予公开的答复不服的，先申请行政复议；对复议决定不服的，再提起行政诉讼
    """
    for told, phrase in _phrases(record, context, old_remedy):
        words = _quoted(told, phrase)
        message = f"{told.quoted}对不予公开写的是“{words}”，现在要先申请行政复议。"
        remedy = "请改为“对不予公开的答复不服的，先申请行政复议；对复议决定不服的，再提起行政诉讼”。"
        yield place_in(told, phrase.start, record), message, remedy


@rule("GDE-007", "指南写明不予公开先复议", on=Document, basis=("行政复议法/23",), severity=Severity.WARNING)
def guides_tell_of_reconsideration(document: Document, context: Context) -> Iterator[Fault]:
    """A guide that tells of reconsideration and suit says somewhere that a refusal goes to reconsideration first.

    Bad:  对答复不服的，可以申请行政复议或者提起行政诉讼（没有说不予公开的）
    Good: 对不予公开的答复不服的，先申请行政复议；对其他答复不服的，可以申请行政复议或者提起行政诉讼
    """
    if document.kind is not Kind.GUIDE:
        return
    said = list(tells(document, context.register))
    if any(says_refusal_first(told.said) or any(old_remedy(told.said)) for told in said):
        return
    for told in said:
        phrase = speaks_of_both(told.said)
        if phrase is not None:
            message = "这里把复议和诉讼并列，没有写明不予公开的要先申请行政复议。"
            remedy = "请补一句“对不予公开的答复不服的，先申请行政复议；对复议决定不服的，再提起行政诉讼”。"
            yield place_in(told, phrase.start, document), message, remedy
            return


@rule("GDE-008", "指南里收到申请的日期符合条例", on=Document | Agency, basis=("711号令/31",))
def guides_tell_the_day_of_receipt(record: Document | Agency, context: Context) -> Iterator[Fault]:
    """The day of receipt is that of 条例31 for each way of handing in.

    Bad:  邮寄的，以寄出邮戳之日为收到申请之日
    Good: 邮寄的，以签收之日为收到申请之日
    """
    for told, phrase in _phrases(record, context, wrong_receipt):
        words = _quoted(told, phrase)
        message = f"{told.quoted}写的收到日期是“{words}”，条例规定的是{phrase.right}。"
        yield place_in(told, phrase.start, record), message, f"请改为“以{phrase.right}为收到申请之日”。"
    for told, phrase in _phrases(record, context, counts_from_work):
        message = f"{told.quoted}写的是“{_quoted(told, phrase)}”，答复期限从收到申请之日起算。"
        yield place_in(told, phrase.start, record), message, f"请改为“自{phrase.right}起”。"


@rule("GDE-009", "指南不引用旧的政令号", on=Document, basis=("本办制度/16",), severity=Severity.WARNING)
def guides_rest_on_no_former_order(document: Document, context: Context) -> Iterator[Fault]:
    """A guide does not name the order of a former rule on disclosure of its own place, without its title too.

    Bad:  依据某某市人民政府令第2号（已有新的规定）
    Good: 依据现行规定的名称和令号
    """
    for told, phrase in _phrases(document, context, former_regulation):
        message = f"{told.quoted}写的是“{_quoted(told, phrase)}”，条例已于 2019 年修订，2019年5月15日起施行。"
        remedy = "请改为《中华人民共和国政府信息公开条例》（国务院令第711号）。"
        yield place_in(told, phrase.start, document), message, remedy
    former = context.register.once(_former_orders)
    for told in tells(document, context.register) if former else ():
        for item, number in former:
            match = number.search(told.said.text)
            text = told.said.text
            if match and not _PAST_ORDER.search(text[: match.start()]) and not _ENDED.match(text, match.end()):
                message = f"{told.quoted}写的“{match[0]}”已于 {item.since} 起不再适用。"
                yield place_in(told, match.start(), document), message, f"请核对；现在应当引用{item.instead}。"


@rule(
    "GDE-010", "公开指南每年核对", on=Document, basis=("本办制度/52",), limit="guide-updated",
    severity=Severity.NOTICE, by_time=True,
)  # fmt: skip
def guides_are_looked_over_every_year(document: Document, context: Context) -> Iterator[Fault]:
    """The newest guide was published, or changed, within a year.

    Bad:  指南发布和最近一次修改都在一年以前
    Good: 每年核对一次，在 changes 里写一条修改记录
    """
    days = context.law.days("guide-updated", context.today)
    if days is None or document.kind is not Kind.GUIDE or document is not newest_guide(context.register):
        return
    last = last_touched(document)
    if (context.today - last).days > days:
        message = f"公开指南最近一次更新是 {last}，已经超过 {days} 天。"
        yield document.place("published"), message, "请核对联系方式、期限和救济，核对过的在 changes 里写一条。"


@rule("GDE-011", "公开指南写明怎样帮助", on=Document, basis=("711号令/43",), severity=Severity.WARNING)
def guides_offer_help(document: Document, context: Context) -> Iterator[Fault]:
    """A guide that tells how to request says what help there is for those who cannot read, see or hear well.

    Bad:  指南写了怎样申请，没有写对阅读困难、视听障碍的人怎样帮助
    Good: 阅读有困难或者视听有障碍的，工作人员提供帮助
    """
    text = document.body.text
    if document.kind is Kind.GUIDE and "申请" in text and HELPS.search(text) is None:
        message = "指南写了怎样申请，没有写对阅读困难、视听障碍的申请人提供什么帮助。"
        yield document.place("kind"), message, "请在正文里补一句，例如“阅读有困难或者视听有障碍的，工作人员提供帮助”。"


@rule("GDE-012", "公开指南写明补正一次告知", on=Document, basis=("711号令/30",), severity=Severity.WARNING)
def guides_say_once(document: Document, context: Context) -> Iterator[Fault]:
    """A guide that tells of corrections says that they are told once.

    Bad:  申请内容不明确的，在7个工作日内告知补正
    Good: 申请内容不明确的，在7个工作日内一次性告知补正
    """
    if document.kind is Kind.GUIDE and not tells_once(document.body.text):
        line = document.body.line_and_column(document.body.text.index("补正"))
        place = document.place("kind")
        message = f"指南写到补正（第 {line[0]} 行），没有写明一次性告知。"
        yield place, message, "请改为“一次性告知补正”。"


@rule("GDE-013", "机关信息里的公开指南九项要素齐全", on=Agency, basis=("711号令/12",))
def the_office_has_its_nine_elements(agency: Agency, context: Context) -> Iterator[Fault]:
    """What agency.yml says of the guide is whole: each element stands there, elsewhere in it, or in the guide.

    Bad:  guide 里没有 fax，公开指南里也没有
    Good: guide 里九项都有；没有传真的写“没有对外的传真”
    """
    if agency.guide is None:
        return
    published = [item.guide for item in context.register.documents if item.kind is Kind.GUIDE and item.guide]
    known = {"address", "hours", "phone", "online", *(["body"] if agency.disclosure_office else [])}
    for name, info in GuideElements.model_fields.items():
        if name not in known and not any(getattr(guide, name) for guide in (agency.guide, *published)):
            message = f"公开指南（guide）缺少“{info.title}”（{name}）。"
            remedy = f"请在 guide 下填写 {name}：{info.description}；确实没有的，写明没有。"
            yield agency.place("guide"), message, remedy


@rule("GDE-014", "公开指南两处的联系方式一致", on=Document, basis=("711号令/12",), severity=Severity.WARNING)
def guides_agree_with_the_office(document: Document, context: Context) -> Iterator[Fault]:
    """The newest guide and agency.yml give the same address, hours and numbers, since both are shown.

    Bad:  指南的 fax 写 000-00000001，data/agency.yml 的 guide 写 000-00000002
    Good: 两处一样
    """
    agency = context.register.agency
    if document.kind is not Kind.GUIDE or agency is None or agency.guide is None or document.guide is None:
        return
    if document is not context.register.once(latest_guide):
        return
    for name in ("body", "address", "hours", "phone", "fax", "online"):
        here, there = getattr(document.guide, name), getattr(agency.guide, name)
        if here and there and _bare(here) != _bare(there):
            title = GuideElements.model_fields[name].title
            message = f"“{title}”写的是“{_cut(here)}”，data/agency.yml 写的是“{_cut(there)}”。"
            yield document.place("guide", name), message, "请核对，把写错的一处改过来。"


def _periods(
    record: Document | Agency, context: Context, keys: tuple[str, ...]
) -> Iterator[tuple[str, GuideSentence, WrongWords]]:
    periods: tuple[tuple[str, int], ...] | None = None
    for told in tells(record, context.register):
        periods = tuple(todays_periods(context).items()) if periods is None else periods
        for key, phrase in all_wrong_periods(told.said, periods):
            if key in keys:
                yield key, told, phrase


def todays_periods(context: Context) -> Mapping[str, int]:
    """The statutory periods of today in working days."""
    known = {key: context.law.days(key, context.today) for key in _LIMITS}
    return {key: days for key, days in known.items() if days is not None}


def _phrases(
    record: Document | Agency, context: Context, finder: _Finder
) -> Iterator[tuple[GuideSentence, WrongWords]]:
    for told in tells(record, context.register):
        for phrase in finder(told.said):
            yield told, phrase


def _former_orders(register: Register) -> list[tuple[Repealed, re.Pattern[str]]]:
    """The orders of former rules on disclosure that this office's own place has given, as they stand in a text."""
    places = register.agency.places if register.agency is not None else frozenset()
    found = []
    for wording in register.all(Wording):
        for item in wording.repealed:
            orders = [number.partition("令第") for number in item.doc_nos if "令第" in number]
            governments = {maker.removesuffix("人民政府") for maker, _, _ in orders} & places
            for maker, _, order in orders if governments and "信息公开" in item.title else ():
                found.append((item, _order(maker, order.removesuffix("号"))))
    return found


def _order(maker: str, number: str) -> re.Pattern[str]:
    """An order in a text, its title away: 某某市政府令第2号, 市人民政府令2号, or in letters of its own, 沪府令第2号."""
    government = maker.removesuffix("人民政府")
    if government == maker:
        return re.compile(rf"(?<!》[(]){re.escape(maker)}令第?{number}号")
    begins = r"(?:(?<![\u4e00-\u9fff])|(?<=依据)|(?<=根据)|(?<=按照)|(?<=依照))"
    own = rf"(?<!》[(])(?:{re.escape(government)}|{begins}(?:[本我]?{government[-1:]})?)"
    return re.compile(rf"{own}(?:人民)?政府令第?{number}号")


def _bare(text: str) -> str:
    return re.sub(r"[\s\u3000]", "", text)


def _quoted(told: GuideSentence, phrase: WrongWords) -> str:
    return _cut(told.said.text[phrase.start : phrase.end])


def _cut(text: str) -> str:
    return f"{text[:40]}……" if len(text) > 40 else text
