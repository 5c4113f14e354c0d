"""Clauses: what cites one cites one that there is; what a comparison says was written stands in the two papers."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import unquote

from disclosure.expressions import expression
from disclosure.findings import Place, Severity
from disclosure.reading.clauses import Clause
from disclosure.reading.plain_text import closed_up
from disclosure.records.comparisons import REVIEW, WORDING, ClauseChange
from disclosure.records.decisions import Decision, Opinion, Outcome
from disclosure.records.documents import Document
from disclosure.records.kinds import CLAUSED_KINDS, EXPLAINED_KINDS
from disclosure.register import Register
from disclosure.rules.framework import Context, Fault, rule

_BASIS = ("本办制度/40",)
_MADE = expression(r"(?:p[2-9]-)?(?:art|sec|ch|part)-[0-9][0-9-]*")  # ids that no heading's words give
_SHOWN = 30


@rule("CLA-001", "引用的条目存在", on=Document, basis=("本办制度/2", "本办制度/40"))
def cited_clause_exists(document: Document, context: Context) -> Iterator[Fault]:
    """A link to a clause of a paper leads to one that the paper has.

    Bad:  [第三十条](ref:doc-2023-010#art-30)（那份文件只有十条）
    Good: [第三条](ref:doc-2023-010#art-3)
    """
    for found in document.body.destinations:
        key, mark, fragment = found.address.partition("#")
        fragment = unquote(fragment)
        if not mark or found.is_html or not _MADE.fullmatch(fragment) or not (key == "" or key.startswith("ref:")):
            continue
        target = context.register.get(key[4:].strip(), Document) if key else document
        if target is None or fragment in clause_ids(target):
            continue
        place = Place(document.path, *document.body.line_and_column(found.start))
        where = f"《{target.title}》" if target is not document else "本文件"
        yield (
            place,
            f"{where}没有“{fragment}”这一条。",
            offered_clauses(target, "请把 # 后面改成有的那一条，或者删去。"),
        )


def clause_ids(document: Document) -> dict[str, Clause]:
    """The clauses of a paper by id; none for one whose page has no anchors for them."""
    return {clause.id: clause for clause in document.body.clauses} if document.kind in CLAUSED_KINDS else {}


def offered_clauses(document: Document, otherwise: str = "") -> str:
    """Which clauses can be written: the first and the last of a paper, with what they are called."""
    found = list(clause_ids(document).values())
    if not found:
        return f"《{document.title}》的网页没有条目的网址，请链接整份文件，删去 # 和后面的字。"
    first, last = found[0], found[-1]
    span = f"{first.id}（{first.name}）" + (f"到 {last.id}（{last.name}）" if first is not last else "")
    return f"《{document.title}》有 {span}。{otherwise}"


@rule("CLA-002", "条目提示语和修改标记对得上条目", on=Document, basis=_BASIS)
def what_is_said_of_a_clause_is_of_one(document: Document, context: Context) -> Iterator[Fault]:
    """Words for the list of contents, and marks of what was amended, belong to clauses of the text.

    Bad:  clause_hints 里写了 art-12，正文只有十条
    Good: clause_hints 里写 art-2: 哪些楼可以
    """
    known = clause_ids(document)
    policy = context.register.get(document.interprets or "", Document)
    for number, key in enumerate(document.explains):
        is_explained = policy is not None and policy.kind in EXPLAINED_KINDS  # of another kind, that is told already
        if policy is not None and is_explained and policy.withdrawal is None and key not in clause_ids(policy):
            message = f"解读的条款写了“{key}”，《{policy.title}》里没有这一条。"
            yield document.place("explains", number), message, offered_clauses(policy, "请核对。")
    named: list[tuple[str, str | int, str]] = [("clause_hints", key, key) for key in document.clause_hints]
    named += [("amended_clauses", number, key) for number, key in enumerate(document.amended_clauses)]
    for name, where, key in named:
        if key not in known:
            message = f"“{Document.model_fields[name].title}”（{name}）里写了“{key}”，正文里没有这一条。"
            yield document.place(name, where), message, offered_clauses(document, "请核对。")


@rule("CLA-003", "修改对照的条目和原因查得到", on=Document, basis=_BASIS)
def each_change_has_its_clause_and_its_cause(document: Document, context: Context) -> Iterator[Fault]:
    """Each change names a clause of the text, and an opinion on record, a review, or mere wording as its cause.

    Bad:  cause: opinion-9（决策记录里没有这条意见）
    Good: cause: review
    """
    if document.comparison is None:
        return
    known, opinions = clause_ids(document), dict(_opinions(document, context.register))
    for number, change in enumerate(document.comparison.changes):
        where = ("comparison", "changes", number)
        if change.clause not in known:
            message = f"修改对照里写了“{change.clause}”，正文里没有这一条。"
            yield document.place(*where, "clause"), message, offered_clauses(document, "请核对。")
        unread = context.register.is_broken("data/decisions/") or document.id in context.register.bereft
        if change.cause not in (REVIEW, WORDING) and change.cause not in opinions and not unread:
            ids = "、".join(f"“{key}”" for key in sorted(opinions)) or "意见的编号（决策记录 opinions 里那一条的 id）"
            remedy = f"请写{ids}，或者“review”（审查时改）、“wording”（只改表述）。"
            yield document.place(*where, "cause"), f"原因“{change.cause}”不是这项决策的意见编号。", remedy


def _opinions(document: Document, register: Register) -> Iterator[tuple[str, Opinion]]:
    """The opinions with an id on the decisions that a paper, or that which it is compared with, belongs to."""
    keys = [document.id, *([document.comparison.other] if document.comparison is not None else ())]
    for decision in (decision for key in keys for decision in register.stages.get(key, [])):
        for opinion in decision.opinions.items if decision.opinions is not None else ():
            if opinion.id is not None:
                yield opinion.id, opinion


@rule("CLA-004", "修改对照写的是原话", on=Document, basis=_BASIS)
def what_was_changed_is_quoted(document: Document, context: Context) -> Iterator[Fault]:
    """What stood before stands in the other paper, and what stands now in the named clause; one of the two is written.

    Bad:  from: 每台补贴3万元（原文是每台补贴2万元）
    Good: from: 每台补贴2万元
    """
    written = document.comparison
    other = context.register.get(written.other, Document) if written is not None else None
    if written is None or other is None or other.withdrawal is not None:
        return
    known, old = clause_ids(document), closed_up(other.body.text)
    for number, change in enumerate(written.changes):
        where = ("comparison", "changes", number)
        if change.before == change.after:
            remedy = "新加的只写 to，删去的只写 from，改了的两样都写。"
            what = "原来和现在一样" if change.before else "原来（from）和现在（to）都没有写"
            yield document.place(*where, "clause"), f"这一处改动{what}。", remedy
            continue
        if change.before and closed_up(change.before) not in old:
            yield (
                document.place(*where, "from"),
                f"“{_short(change.before)}”不在《{other.title}》里。",
                "请从那份文件的正文里照抄原话，一个字也不改；新加的内容不写 from。",
            )
        yield from _after(document, number, change, known)


def _after(document: Document, number: int, change: ClauseChange, known: dict[str, Clause]) -> Iterator[Fault]:
    clause = known.get(change.clause)
    if not change.after or clause is None:
        return
    words = closed_up(change.after)
    if words in closed_up(document.body.text[clause.start : clause.end]):
        return
    holding = next((item for item in known.values() if words in closed_up(item.text)), None)
    message = f"“{_short(change.after)}”不在本文件的{clause.name}里。"
    remedy = "请从正文里照抄原话，一个字也不改；删去的内容不写 to。"
    if holding is not None:
        remedy = f"它在{holding.name}里，请把 clause 改成 {holding.id}。"
    yield document.place("comparison", "changes", number, "to"), message, remedy


def _short(text: str) -> str:
    return text if len(text) <= _SHOWN else text[:_SHOWN] + "……"


@rule("CLA-005", "采纳的意见都有对应的改动", on=Document, basis=_BASIS, severity=Severity.WARNING)
def each_adopted_opinion_shows(document: Document, context: Context) -> Iterator[Fault]:
    """Where a policy is compared with the draft that was consulted on, each opinion that was adopted caused a change.

    Bad:  决策记录里采纳了“写明踏勘时间”，修改对照里没有以它为原因的改动
    Good: cause: survey-days
    """
    if document.comparison is None:
        return
    causes = {change.cause for change in document.comparison.changes}
    if causes - {REVIEW, WORDING} - dict(_opinions(document, context.register)).keys():
        return  # CLA-003 tells of it
    own = context.register.stages.get(document.id, [])
    for decision in context.register.stages.get(document.comparison.other, []):
        if own and decision not in own:
            continue  # the draft of another decision (REF-005)
        for opinion in decision.opinions.items if decision.opinions is not None else ():
            if opinion.outcome is not Outcome.NOT_ADOPTED and (opinion.id is None or opinion.id not in causes):
                message = f"意见“{_short(opinion.summary)}”{opinion.outcome.label}了，修改对照里没有因它而改的地方。"
                remedy = "请补上这处改动；正文没有改的，请核对决策记录里的采纳情况。"
                if opinion.id is None:
                    remedy = "请在决策记录里给这条意见写一个 id，再把它写成改动的原因（cause）。"
                yield document.place("comparison"), message, remedy


@rule("CLA-006", "意见的编号不重复", on=Decision, basis=("本办制度/1",))
def ids_of_opinions_are_unique(decision: Decision, context: Context) -> Iterator[Fault]:
    """No two opinions on a decision have the same id, and none is called as the causes that are no opinion.

    Bad:  两条意见都写 id: opinion-1
    Good: id: opinion-1 … id: opinion-2
    """
    seen: set[str] = {REVIEW, WORDING}
    for number, opinion in enumerate(decision.opinions.items if decision.opinions is not None else ()):
        if opinion.id in seen:
            used = "另有意思，不能作意见的编号" if opinion.id in (REVIEW, WORDING) else "已经用过"
            place = decision.place("opinions", "items", number, "id")
            yield place, f"意见的编号“{opinion.id}”{used}。", "请换一个没有用过的编号，例如 opinion-2。"
        if opinion.id is not None:
            seen.add(opinion.id)
