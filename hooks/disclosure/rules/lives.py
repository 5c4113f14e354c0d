"""The life of a policy: since when and why it no longer holds as it stood, what took its place, when it will lapse."""

from __future__ import annotations

from collections.abc import Iterator

from disclosure.findings import Place, Severity
from disclosure.life import PolicyState, as_written, standing, unsettled
from disclosure.records.documents import Document, Validity, ValidityCause
from disclosure.records.kinds import POLICY_KINDS, Kind
from disclosure.records.mentions import mentions
from disclosure.rules.framework import Context, Fault, rule

_BASIS = ("47号文/有效性标注", "本办制度/41")
_CAUSES: dict[Validity, frozenset[ValidityCause]] = {
    Validity.AMENDED: frozenset({ValidityCause.CHANGED, ValidityCause.BASIS, ValidityCause.CLEANED}),
    Validity.EXPIRED: frozenset(ValidityCause) - {ValidityCause.CHANGED, ValidityCause.ANNULLED},
    Validity.REPEALED: frozenset(ValidityCause) - {ValidityCause.CHANGED, ValidityCause.TERM},
}


@rule("VAL-006", "失效、废止、修改写明从何时起、为什么", on=Document, basis=_BASIS)
def what_holds_no_more_says_since_when(document: Document, context: Context) -> Iterator[Fault]:
    """Since when and why a policy no longer holds as it stood is written, or follows from its term or its successor.

    Bad:  validity: repealed，validity_reason: 不再适用（没有写明从哪一天起）
    Good: validity: repealed，validity_since: 2024-07-01，validity_cause: annulled
    """
    if document.kind not in POLICY_KINDS or document.validity in (None, Validity.VALID):
        return
    if not (document.replaced_by or document.validity_reason):
        return  # VAL-002 tells of it
    found = standing(document, context.register, context.today)
    assert found is not None and document.validity is not None
    word = document.validity.label
    if found.since is None and not _is_for_others_to_tell(document, context):
        remedy = "请填写 validity_since：从哪一天起，例如 validity_since: 2024-07-01。"
        yield document.place("validity"), f"文件标为“{word}”，没有写明从哪一天起。", remedy
    if found.cause is None:
        causes = "、".join(f"{cause.value}（{cause.label}）" for cause in _in_order(_CAUSES[document.validity]))
        yield document.place("validity"), f"文件标为“{word}”，没有写明原因。", f"请填写 validity_cause：{causes}。"


def _is_for_others_to_tell(document: Document, context: Context) -> bool:
    """Whether no day follows since its successor is none (VAL-009), is nowhere (REF-001), is itself (REF-003).

    Nor does any follow from a successor that was taken down; its editor need not mend that.
    """
    paper = context.register.get(document.replaced_by or "", Document)
    if document.replaced_by is None:
        return False
    return paper is None or paper is document or paper.withdrawal is not None or paper.published < document.published


def _in_order(causes: frozenset[ValidityCause]) -> list[ValidityCause]:
    return [cause for cause in ValidityCause if cause in causes]


@rule("VAL-007", "失效、废止、修改的日期合理", on=Document, basis=_BASIS)
def the_day_of_the_end_is_possible(document: Document, context: Context) -> Iterator[Fault]:
    """A policy ends or is changed after it began and not before the day of this check; its term ends on its last day.

    Bad:  effective: 2023-04-01，validity_since: 2023-01-01
    Good: effective: 2023-04-01，validity_since: 2024-07-01
    """
    since = document.validity_since
    if since is None or document.validity in (None, Validity.VALID):
        return
    place, begun = document.place("validity_since"), document.effective or document.published.date()
    if since < begun:
        yield place, f"“从何时起”写的是 {since}，早于文件施行的 {begun}。", "请核对这两个日期。"
    elif since > context.today:
        remedy = f"到 {since} 以前请写 validity: valid，到那一天再改。"
        yield place, f"“从何时起”写的是 {since}，还没有到。", remedy
    elif _is_at_its_term(document) and document.expires is not None and (since - document.expires).days != 1:
        remedy = "期满失效的，请删去 validity_since，由系统推算；提前失效的，请改写原因（validity_cause）。"
        yield place, f"有效期至 {document.expires}，失效却从 {since} 起。", remedy


def _is_at_its_term(document: Document) -> bool:
    return document.validity is Validity.EXPIRED and document.validity_cause in (None, ValidityCause.TERM)


@rule("VAL-008", "有效性和原因、修改决定一致", on=Document, basis=_BASIS)
def validity_agrees_with_what_is_said_of_it(document: Document, context: Context) -> Iterator[Fault]:
    """What holds has no end, no cause and no amendment; a cause fits the state, and what it speaks of is named.

    Bad:  validity: valid，validity_cause: replaced
    Good: validity: repealed，validity_cause: replaced，replaced_by: doc-2024-018
    """
    if document.validity is None:
        return
    if document.validity is Validity.VALID:
        for name in ("validity_since", "validity_cause", "amended_by", "amended_clauses"):
            if document.written(name):
                title = Document.model_fields[name].title
                message = f"文件标为“有效”，却写了“{title}”（{name}）。"
                yield document.place(name), message, "已经修改、废止、失效的请改 validity，否则删去这一项。"
        return
    cause = document.validity_cause
    if cause is not None and cause not in _CAUSES[document.validity]:
        causes = "、".join(f"{item.value}（{item.label}）" for item in _in_order(_CAUSES[document.validity]))
        message = f"文件标为“{document.validity.label}”，原因却写的是“{cause.label}”。"
        yield document.place("validity_cause"), message, f"请核对有效性；原因可以写：{causes}。"
    elif cause is ValidityCause.REPLACED and not document.replaced_by:
        message = "原因写的是“由新文件取代”，却没有写明是哪一份。"
        yield document.place("validity_cause"), message, "请填写 replaced_by：新文件的编号。"
    elif cause is ValidityCause.TERM and document.expires is None:
        message = "原因写的是“有效期届满”，文件却没有有效期（expires）。"
        yield document.place("validity_cause"), message, "请填写 expires，或者改写原因。"


@rule("VAL-009", "替代、修改的文件确在其后", on=Document, basis=_BASIS)
def what_follows_came_later(document: Document, context: Context) -> Iterator[Fault]:
    """What took a policy's place or changed it was published after it; so no two policies replace each other.

    Bad:  doc-2023-051 的 replaced_by: doc-2022-010（更早的文件）
    Good: replaced_by: doc-2024-018
    """
    amending = [(("amended_by", number), key) for number, key in enumerate(document.amended_by)]
    named: list[tuple[tuple[str | int, ...], str]] = [(("replaced_by",), document.replaced_by or ""), *amending]
    for where, key in named:
        paper = context.register.get(key, Document)
        if paper is None or paper is document or paper.kind not in POLICY_KINDS:
            continue
        if paper.published < document.published:
            word = "替代" if where[0] == "replaced_by" else "修改"
            message = f"{word}本文件的《{paper.title}》发布得比本文件早（{paper.published.date()}）。"
            yield document.place(*where), message, "请核对编号；新旧写反了的，请写在旧文件里。"


@rule("VAL-010", "新旧文件接得上", on=Document, basis=_BASIS, severity=Severity.WARNING)
def the_successor_begins_when_the_old_one_ends(document: Document, context: Context) -> Iterator[Fault]:
    """Between the end of a policy and the beginning of what took its place there is no day without a rule.

    Bad:  旧文件 validity_since: 2024-06-01，新文件 effective: 2024-07-01
    Good: 旧文件 validity_since: 2024-07-01，新文件 effective: 2024-07-01
    """
    paper = context.register.get(document.replaced_by or "", Document)
    since = document.validity_since
    found = as_written(document, context.register)
    if paper is None or since is None or paper.effective is None or found is None or not found.is_dead:
        return
    if document.validity_reason is not None:
        return  # it says what held in between
    if since < (document.effective or document.published.date()):
        return  # VAL-007 tells of it
    if paper.effective > since:
        message = f"本文件从 {since} 起不再有效，替代它的《{paper.title}》{paper.effective} 才施行，中间没有规定。"
        yield document.place("validity_since"), message, "请核对两个日期；确有空当的，请在 validity_reason 里说明。"


@rule(
    "VAL-011",
    "快到期的政策按时评估",
    on=Document,
    basis=("本办制度/42",),
    severity=Severity.NOTICE,
    limit="expiry-notice",
    by_time=True,
)
def what_will_lapse_is_reviewed(document: Document, context: Context) -> Iterator[Fault]:
    """Six months before a policy lapses the office is told. This is the office's own rule.

    Bad:  expires: 2025-09-30，今天是 2025-06-18
    Good: expires: 2028-07-31，今天是 2025-06-18
    """
    found = standing(document, context.register, context.today)
    if found is not None and found.state is PolicyState.LAPSING:
        message = f"有效期至 {document.expires}，还有 {found.days_left} 天，网页上已经提示读者。"
        remedy = "请评估是否延续：延续的发文并改 expires，不延续的到期后改 validity，需要替代的写 replaced_by。"
        yield document.place("expires"), message, remedy


@rule(
    "VAL-012",
    "办事指南、解读依据的政策现行有效",
    on=Document,
    basis=("本办制度/41",),
    severity=Severity.WARNING,
)
def what_rests_on_a_policy_is_of_its_time(document: Document, context: Context) -> Iterator[Fault]:
    """What was published after a policy ended does not rest on it. What is older is folded, and its readers are told.

    Bad:  2024-09-01 发布的办事指南依据 2024-07-01 已经废止的办法
    Good: 依据现行的办法
    """
    for item in unsettled(document, context.register, context.today):
        if not item.is_dead or item.since is None or document.published.date() < item.since:
            continue
        place = (
            document.place("interprets") if document.interprets == item.policy.id else cited_at(document, item.policy)
        )
        instead = f"请改为依据现行的 {item.successor.id}《{item.successor.title}》" if item.successor else "请核对依据"
        what = "办事指南" if document.kind is Kind.SERVICE else document.kind.label
        message = f"这份{what}（{document.published.date()} 发布）依据的《{item.policy.title}》{item.said}"
        yield place, message, f"{instead}；内容不再适用的，请撤下或者改写。"


def cited_at(document: Document, policy: Document) -> Place:
    """Where a text cites a policy first; where its kind stands if it is named elsewhere."""
    places = (reference.place for reference in mentions(document) if reference.target_id == policy.id)
    return next(places, document.place("kind"))
