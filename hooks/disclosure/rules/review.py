"""The review before publication: only what is active, every step, in order, by two departments (条例 13 to 17)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from disclosure.expressions import expression
from disclosure.findings import Severity
from disclosure.reading.surnames import COMPOUND, PLAIN, SURNAMES
from disclosure.records.decisions import Adjustment, Decision
from disclosure.records.documents import Document
from disclosure.records.kinds import Kind
from disclosure.records.mentions import local_files
from disclosure.records.review import Disclosure, Item, Reply, Result, Review, example_of
from disclosure.register import Register, Unread
from disclosure.rules.framework import Context, Fault, rule

Reviewed = Document | Decision
_NAMES = {name: info.title or name for name, info in Review.model_fields.items()}


@rule("REV-001", "只发布主动公开的信息", on=Reviewed | Unread, basis=("711号令/13", "61号函/一"), waivable=False)
def only_active_information_is_published(record: Reviewed | Unread, context: Context) -> Iterator[Fault]:
    """Only what is to be disclosed actively may lie in the repository, which is public as a whole.

    That is told whatever else is wrong with the record.

    Bad:  disclosure: on-request
    Good: disclosure: active
    """
    disclosure = _written(record) if isinstance(record, Unread) else record.disclosure
    if disclosure is not Disclosure.ACTIVE:
        message = f"公开属性是“{disclosure.label}”的信息不能放进代码库。"
        remedy = "请立即撤下并报告保密审查人员，需要登记的只在 data/withheld/ 里记一条；属性填错的请改正。"
        yield record.place("disclosure"), message, remedy


def _written(record: Unread) -> Disclosure:
    """The attribute that is written in a record; where it is none, another finding tells."""
    if not issubclass(record.model, Reviewed):
        return Disclosure.ACTIVE
    return Disclosure.named(record.tree.data.get("disclosure")) or Disclosure.ACTIVE


@rule("REV-002", "发布审查四步齐全", on=Reviewed, basis=("711号令/17", "本办制度/8"))
def review_is_complete(record: Reviewed, context: Context) -> Iterator[Fault]:
    """The proposal, the department's opinion, the secrecy review and the sign-off are all on record.

    What is published first in an emergency has had its secrecy review all the same: no law lets that come later.

    Bad:  没有 review，或者 review 里没有 secrecy
    Good: review 里有 proposed、department、secrecy、approved 四行
    """
    review = record.review
    if review is None:
        remedy = f"请在 review 下面写四行，例如 {example_of('proposed')}；写法见手册“公开属性和发布审查”。"
        yield record.place(), "缺少“发布审查”（review）的记录。", remedy
        return
    missing = [name for name, step in review.steps() if step is None]
    if review.urgent is not None:
        missing = [name for name in missing if name == "secrecy"]
    if missing:
        names = "、".join(f"“{_NAMES[name]}”（{name}）" for name in missing)
        remedy = f"请补上实际情况，例如 {example_of(missing[0])}。"
        yield record.place("review"), f"发布审查缺少{names}。", remedy


@rule("REV-003", "发布审查先后有序", on=Reviewed, basis=("保密法实施条例/42", "711号令/17"))
def review_comes_before_publication(record: Reviewed, context: Context) -> Iterator[Fault]:
    """The steps follow each other, none after publication, none in the future.

    What is put here later than it was published elsewhere is reviewed for that, before the day on which it came.

    Bad:  approved 的日期晚于发布日期
    Good: 提出、部门意见、保密审查、审签、发布依次进行，可以在同一天
    """
    if record.review is None:
        return
    published, today = _published(record, context.register), context.today
    if isinstance(record, Document):
        today = max(today, record.published.date())  # that its day has not come is DOC-005's
    taken = [(name, step.date) for name, step in record.review.steps() if step is not None]
    days = [day for _, day in taken]
    if days == sorted(days) and (not days or days[-1] <= min(published, today)):
        return
    yield from _out_of_order(record, taken, published, today)


def _out_of_order(record: Reviewed, taken: list[tuple[str, date]], published: date, today: date) -> Iterator[Fault]:
    """One fault for all that is yet to come, one for all that came too late, one for each that is out of its turn."""
    assert record.review is not None
    first_of_all = record.review.urgent is None
    future = {name: day for name, day in taken if day > today}
    late = {name: day for name, day in taken if published < day <= today and (first_of_all or name == "secrecy")}
    if future:
        yield record.place("review", next(iter(future))), f"{_days(future)} 晚于今天（{today}）。", "请填写真实的日期。"
    if late:
        yield record.place("review", next(iter(late))), *_too_late(record, _days(late), published)
    before, earlier = date.min, ""
    for name, day in taken:
        if name in future or name in late:
            continue  # a date that is wrong in itself is no measure for those that follow
        if day < before:
            message = f"{_days({name: day})} 早于“{_NAMES[earlier]}”的日期 {before}。"
            yield record.place("review", name), message, "四步依次进行，请核对这两个日期。"
        else:
            before, earlier = day, name


def _days(steps: Mapping[str, date]) -> str:
    return "、".join(f"“{_NAMES[name]}”的日期 {day}" for name, day in steps.items())


def _too_late(record: Reviewed, step: str, published: date) -> tuple[str, str]:
    if isinstance(record, Document) and record.backfill is not None:
        return (
            f"{step} 晚于补录日期 {published}。",
            "请写补录这次审查的真实日期，不要倒填；审查以后才放上来的，请改正补录日期。",
        )
    return f"{step} 晚于发布日期 {published}。", "应当先审查、后发布，请核对日期。"


def _published(record: Reviewed, register: Register) -> date:
    """When this site first showed it: what came later, on that day; a decision when its catalogue took it in."""
    if isinstance(record, Document):
        published = record.published.date()
        return max(published, record.backfill.date) if record.backfill is not None else published
    catalogue = register.catalogue_of(record)
    if catalogue is None:
        return date.max
    if record.adjusted is Adjustment.ADDED:
        return catalogue.adjusted or date.max
    return catalogue.published


# What the law names as a reason to withhold is none to publish.
_WITHHOLDING = frozenset({"711号令/14", "711号令/15", "711号令/16"})
_KEY = expression(r"[^\s《》/]+(?: [^\s《》/]+)*/\S+")


@rule("REV-004", "提出的公开属性有依据", on=Reviewed, basis=("80号文/一（一）",))
def proposed_attribute_agrees(record: Reviewed, context: Context) -> Iterator[Fault]:
    """The attribute that was proposed is the one that is stated, and rests on an article that grants it.

    Bad:  disclosure: active，proposed 里写“依申请公开”
    Good: proposed: 2025-06-16 community-office 主动公开 711号令/20
    """
    proposal = record.review.proposed if record.review is not None else None
    if proposal is None or record.disclosure is not Disclosure.ACTIVE:
        return  # what does not belong here at all is REV-001's
    known = context.law.article(proposal.basis) is not None or not _KEY.fullmatch(proposal.basis)
    if proposal.attribute is Disclosure.ACTIVE and known and proposal.basis not in _WITHHOLDING:
        return
    place = record.place("review", "proposed")
    if proposal.attribute is not record.disclosure:
        message = f"拟稿部门提出的是“{proposal.attribute.label}”，公开属性却是“{record.disclosure.label}”。"
        yield place, message, "请核对；审查中改了属性的，按最后确定的重新提出。"
    elif proposal.basis in _WITHHOLDING:
        message = f"{context.law.cite(proposal.basis)}规定的是不公开的情形，不是主动公开的依据。"
        yield place, message, "请改为应当公开的依据，例如 711号令/19 或 711号令/20。"
    else:
        message = f"依据“{proposal.basis}”没有收录在 data/laws 里。"
        yield place, message, "请核对简称和条号，例如 711号令/20；没有收录的规定请写全称，例如 《某某条例》第二十条。"


@rule("REV-005", "保密审查逐项进行", on=Reviewed, basis=("保密法实施条例/42",))
def secrecy_review_goes_item_by_item(record: Reviewed, context: Context) -> Iterator[Fault]:
    """Every item has its result; attachments and pictures were looked through where there are any.

    Bad:  secrecy: 2025-06-17 general-office 没有问题
    Good: secrecy: 2025-06-17 general-office 国家秘密无 工作秘密无 商业秘密无 个人信息无 安全稳定无
    """
    secrecy = record.review.secrecy if record.review is not None else None
    if secrecy is None:
        return
    missing, found = secrecy.results.missing, secrecy.results.found
    if missing:
        words = " ".join(f"{item.label}无" for item in missing)
        message = f"保密审查没有写{'、'.join(item.label for item in missing)}的结果。"
        yield record.place("review", "secrecy"), message, f"请逐项审查后补上，没有问题的写“{words}”。"
    if _carries_files(record, context.register) and found.get(Item.ATTACHMENTS) is not Result.LOOKED_THROUGH:
        message = "文件带有附件或图片，保密审查没有写附件的结果。"
        remedy = "请打开每个附件审查，然后在这一行末尾写“附件已查”。"
        yield record.place("review", "secrecy"), message, remedy


def _carries_files(record: Reviewed, register: Register) -> bool:
    if not isinstance(record, Document):
        return False
    return bool(record.attachments) or any(register.attachment(record, name) for name in local_files(record))


@rule("REV-006", "保留第三方信息前征求过意见", on=Reviewed, basis=("711号令/15",))
def third_parties_were_asked(record: Reviewed, context: Context) -> Iterator[Fault]:
    """Trade secrets and personal data of others stay in the text by consent, or for a stated public interest.

    Bad:  secrecy 里写“个人信息保留”，没有 third_parties
    Good: third_parties: {asked: 2025-05-06, replied: 2025-05-12, reply: consented}
    """
    review = record.review
    if review is None or review.secrecy is None:
        return
    kept, asked = review.secrecy.results.kept, review.third_parties
    if kept and asked is None:
        names = "、".join(item.label for item in kept)
        line = "third_parties: {asked: 日期, replied: 日期, reply: consented}"
        remedy = f"请删除或隐去；确需保留的，书面征求意见后写 {line}。"
        yield record.place("review", "secrecy"), f"{names}保留在文件里，没有征求第三方意见的记录。", remedy
    if asked is None:
        return
    if asked.reply is not Reply.CONSENTED and asked.public_interest is None:
        message = f"第三方的答复是“{asked.reply.label}”，没有写公共利益的理由。"
        remedy = "请删除或隐去这部分内容；不公开会对公共利益造成重大影响的，在 public_interest 写明理由。"
        yield record.place("review", "third_parties", "reply"), message, remedy
    if (asked.replied or asked.asked) < asked.asked:
        message = f"答复日期 {asked.replied} 早于征求意见的日期 {asked.asked}。"
        yield record.place("review", "third_parties", "replied"), message, "请核对这两个日期。"
    last = asked.replied or asked.asked
    if review.approved is not None and last > review.approved.date:
        message = f"征求第三方意见（{last}）在领导审签（{review.approved.date}）之后。"
        yield record.place("review", "third_parties"), message, "应当先征求意见、后审签，请核对日期。"


@rule("REV-007", "起草和保密审查分开", on=Reviewed, basis=("本办制度/8",), severity=Severity.WARNING)
def drafting_and_review_are_apart(record: Reviewed, context: Context) -> Iterator[Fault]:
    """A second pair of eyes: the department that drafts does not review its own paper.

    Bad:  proposed 和 secrecy 都由 party-office 办理
    Good: proposed 由 culture-centre 提出，secrecy 由 party-office 审查
    """
    review = record.review
    if review is None or review.proposed is None or review.secrecy is None:
        return
    if review.proposed.by == review.secrecy.by:
        message = f"起草和保密审查都是“{review.secrecy.by}”，没有第二双眼睛。"
        yield record.place("review", "secrecy"), message, "请换一个部门审查；工作机构自己起草的，由别的部门审查。"


# How the papers are called that 条例16 lets an office keep to itself; reports that are made for the public are none.
_INTERNAL = expression(
    r"(请示|会议纪要|会议记录|讨论记录|签报|呈批件|磋商函|情况报告|的报告|的汇报)(?:[（(][^（）()]*[）)])?$"
)
_PUBLIC = expression("工作报告|年度报告|预算|决算|法治政府|评估|调查|审计|监测|检测")
_REPORTS = frozenset({Kind.REPORT, Kind.BUDGET, Kind.RISK, Kind.EVALUATION, Kind.STATISTICS, Kind.EXECUTION})


@rule("REV-008", "过程性文件核实后才公开", on=Document, basis=("711号令/16",), severity=Severity.WARNING)
def internal_papers_are_questioned(document: Document, context: Context) -> Iterator[Fault]:
    """Requests, upward reports and minutes may be withheld; publishing one should be meant.

    Bad:  title: 关于增加保洁经费的请示
    Good: title: 关于增加保洁经费的通知
    """
    found = _INTERNAL.search(document.title)
    if found is None or document.disclosure is not Disclosure.ACTIVE:
        return
    if found[1].endswith("报告") and (document.kind in _REPORTS or _PUBLIC.search(document.title)):
        return
    word = found[1].removeprefix("的")
    message = f"标题是“{word}”，这类过程性或内部文件可以不公开。"
    remedy = "请核实是否应当公开，不该公开的撤下；确应公开的，报批后在 data/waivers/ 里写明依据。"
    yield document.place("title"), message, remedy


@rule(
    "REV-009",
    "先行发布的补齐审查",
    on=Reviewed,
    basis=("711号令/17", "本办制度/9"),
    severity=Severity.WARNING,
    by_time=True,
)
def urgent_publication_is_reviewed(record: Reviewed, context: Context) -> Iterator[Fault]:
    """What was published first stays on the list, before and after its deadline, until the review is complete.

    Never an error: an error would stop the publication that the emergency calls for, and later the one that mends it.

    Bad:  写了 urgent，没有 approved
    Good: 写了 urgent，四步后来都补齐
    """
    review = record.review
    if review is None or review.urgent is None or review.is_complete:
        return
    missing = "、".join(_NAMES[name] for name, step in review.steps() if step is None)
    late = (context.today - review.urgent.review_by).days
    if late > 0:
        message = f"先行发布后补办审查已逾期 {late} 天，还缺{missing}。"
        remedy = "请立即补办；审查不同意公开的，立即撤下。"
    else:
        message = f"这是先行发布的信息，审查还没有补齐，缺{missing}。"
        remedy = f"请在 {review.urgent.review_by} 前补齐 review，补齐后页面上的提示会自动消失。"
    yield record.place("review", "urgent"), message, remedy


@rule("REV-010", "补办审查有期限", on=Reviewed, basis=("本办制度/9",), limit="urgent-review")
def urgent_review_is_due_soon(record: Reviewed, context: Context) -> Iterator[Fault]:
    """The deadline of a review that comes later lies soon after publication.

    Bad:  published: 2025-06-05，review_by: 2025-12-31
    Good: published: 2025-06-05，review_by: 2025-06-12
    """
    urgent = record.review.urgent if record.review is not None else None
    if urgent is None:
        return
    published = _published(record, context.register)
    days = context.law.days("urgent-review", published)
    if days is not None and published != date.max and not 0 <= (urgent.review_by - published).days <= days:
        message = f"补办期限 {urgent.review_by} 不在发布（{published}）后 {days} 日以内。"
        yield record.place("review", "urgent", "review_by"), message, f"请改为发布后 {days} 日以内的一天。"


_SHORT_POSTS = "主任|书记|所长|队长|站长|科长|处长|局长"
_POST = expression(f"({_SHORT_POSTS}|负责人|领导|主席|部长|组长|班子|会议?|委员会|办公室|办事处|党工委)$")
# 张主任 and 张某主任 begin with a surname; 副主任 and 街道主任 do not, and 安全科长 begins with a word.
_NAMED = expression(f"(?:[{SURNAMES}]某{{0,2}}|[{PLAIN}][一-龥]{{1,2}}|(?:{'|'.join(COMPOUND)})某?)(?:{_SHORT_POSTS})")


@rule("REV-011", "审签写职务不写姓名", on=Reviewed, basis=("本办制度/8",), severity=Severity.WARNING)
def sign_off_names_a_post(record: Reviewed, context: Context) -> Iterator[Fault]:
    """The sign-off names the post, never the person.

    Bad:  approved: 2025-06-17 张某
    Good: approved: 2025-06-17 办事处分管负责人
    """
    review = record.review
    if review is None:
        return
    approved = review.approved.by if review.approved is not None else ""
    urgent = review.urgent.approved_by if review.urgent is not None else ""
    for by, location in ((approved, ("review", "approved")), (urgent, ("review", "urgent", "approved_by"))):
        if by and not names_a_post(by):
            message = f"审签人写成了“{by}”，不像职务。"
            yield record.place(*location), message, "请只写职务，不写姓名，例如 办事处分管负责人。"


def names_a_post(by: str) -> bool:
    """Whether words name a post or a body, and no person."""
    return _POST.search(by) is not None and _NAMED.fullmatch(by) is None
