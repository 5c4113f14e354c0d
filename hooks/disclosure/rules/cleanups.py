"""The yearly clean-up: every policy that was in force has its result, and the policies stand as it says."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from disclosure.findings import Place, Severity
from disclosure.life import as_written, held_on, standing
from disclosure.records.cleanups import Cleanup, CleanupOutcome
from disclosure.records.documents import Document, Validity
from disclosure.records.kinds import POLICY_KINDS
from disclosure.register import Register
from disclosure.rules.framework import Context, Fault, rule

_BASIS = ("本办制度/43",)
_FEW = 5  # missing policies that are named
_SAID: dict[CleanupOutcome, Validity] = {
    CleanupOutcome.AMENDED: Validity.AMENDED,
    CleanupOutcome.REPEALED: Validity.REPEALED,
    CleanupOutcome.EXPIRED: Validity.EXPIRED,
}


@rule("CLN-001", "清理不漏一份有效的文件", on=Cleanup, basis=_BASIS)
def cleanup_has_every_policy(cleanup: Cleanup, context: Context) -> Iterator[Fault]:
    """A clean-up has a result for every policy that was in force on its day.

    Bad:  清理基准日有效的《某某办法》不在 results 里
    Good: results 里每份有效的政策文件一条
    """
    listed = {result.policy for result in cleanup.results}
    missing = [policy for policy in _held(cleanup, context) if policy.id not in listed]
    if missing:
        names = "、".join(f"《{policy.title}》（{policy.id}）" for policy in missing[:_FEW])
        more = f"等 {len(missing)} 份" if len(missing) > _FEW else ""
        message = f"{cleanup.as_of} 这一天有效的{names}{more}没有清理结果。"
        yield cleanup.place("results"), message, "请在 results 里各加一条，写明 policy 和 outcome。"


def _held(cleanup: Cleanup, context: Context) -> list[Document]:
    policies = (document for document in context.register.documents if document.kind in POLICY_KINDS)
    return [
        policy for policy in policies if held_on(policy, context.register, cleanup.as_of) and _is_dated(policy, context)
    ]


def _is_dated(policy: Document, context: Context) -> bool:
    """Whether it is known since when a policy is over, if it is; else VAL-006 or VAL-007 tells of it."""
    found = standing(policy, context.register, context.today)
    return found is None or not found.is_dead or (found.since is not None and found.since <= context.today)


@rule("CLN-002", "清理的都是当时有效的文件，一份一条", on=Cleanup, basis=_BASIS)
def cleanup_has_nothing_else(cleanup: Cleanup, context: Context) -> Iterator[Fault]:
    """A clean-up speaks of each policy once, and of none that was not in force on its day.

    Bad:  results 里有一份去年已经废止的文件
    Good: 只列清理基准日有效的文件
    """
    seen: dict[str, int] = {}
    for number, result in enumerate(cleanup.results):
        place = cleanup.place("results", number, "policy")
        policy = context.register.get(result.policy, Document)
        if result.policy in seen:
            message = f"“{result.policy}”在 results 里有两条。"
            yield place, message, f"请只留一条，另一条在第 {seen[result.policy]} 行。"
        elif policy is not None and _was_over(policy, cleanup, context):
            message = f"《{policy.title}》在 {cleanup.as_of} {_why_not(policy, context, cleanup.as_of)}，不用清理。"
            yield place, message, "请删去这一条；文件的日期写错的，请改那份文件。"
        seen.setdefault(result.policy, place.line)


def _was_over(policy: Document, cleanup: Cleanup, context: Context) -> bool:
    held = policy.withdrawal is not None or held_on(policy, context.register, cleanup.as_of)
    return policy.kind in POLICY_KINDS and not held and _is_dated(policy, context)


def _why_not(policy: Document, context: Context, day: date) -> str:
    if policy.published.date() > day:
        return "还没有发布"
    found = standing(policy, context.register, day)
    return found.state.label if found is not None and found.is_dead else "没有写明有效"


@rule("CLN-003", "清理结果和文件的有效性一致", on=Cleanup, basis=_BASIS)
def policies_stand_as_the_cleanup_says(cleanup: Cleanup, context: Context) -> Iterator[Fault]:
    """What a clean-up repealed, let expire or saw amended is so; what it kept did not end by that day.

    Bad:  outcome: repealed，那份文件写的是 validity: valid
    Good: outcome: repealed，那份文件写的是 validity: repealed
    """
    for number, result in enumerate(cleanup.results):
        policy = context.register.get(result.policy, Document)
        if policy is None or policy.validity is None or not held_on(policy, context.register, cleanup.as_of):
            continue
        place = cleanup.place("results", number, "outcome")
        yield from _disagreement(policy, result.outcome, place, cleanup, context.register)
        if result.outcome is CleanupOutcome.TO_AMEND and result.due is None:
            yield place, f"《{policy.title}》拟修改，没有写明什么时候改完。", "请填写 due，例如 due: 2025-09。"


def _disagreement(
    policy: Document, outcome: CleanupOutcome, place: Place, cleanup: Cleanup, register: Register
) -> Iterator[Fault]:
    said = _SAID.get(outcome)
    assert policy.validity is not None
    later = policy.validity is not said and _ended_later(policy, cleanup, register)
    if said is not None and policy.validity is not said and not later:
        message = f"《{policy.title}》的清理结果是“{outcome.label}”，文件却标为“{policy.validity.label}”。"
        remedy = f"请在 {policy.path} 里写 validity: {said.value}，或者核对清理结果。"
        yield place, message, remedy
    elif said is None and _is_dead_as_written(policy, register) and not later:
        message = f"《{policy.title}》的清理结果是“{outcome.label}”，文件却标为“{policy.validity.label}”。"
        yield place, message, "请核对清理结果；公布以后才废止、失效的，请在那份文件里写 validity_since。"


def _is_dead_as_written(policy: Document, register: Register) -> bool:
    found = as_written(policy, register)
    return found is not None and found.is_dead


def _ended_later(policy: Document, cleanup: Cleanup, register: Register) -> bool:
    """Whether a policy ended, or was changed, only after the result was made public."""
    found = standing(policy, register, cleanup.published)
    return found is not None and found.since is not None and found.since > cleanup.published


@rule(
    "CLN-004",
    "每年清理一次",
    on=Register,
    basis=_BASIS,
    severity=Severity.NOTICE,
    by_time=True,
)
def there_is_a_cleanup_each_year(register: Register, context: Context) -> Iterator[Fault]:
    """An office that cleans its policies up does so every year; where last year's is missing it is told.

    Bad:  今天是 2026-02-01，最近一次清理是 2024 年的
    Good: data/cleanups/2025.yml
    """
    found = register.all(Cleanup)
    last = max(found, key=lambda cleanup: cleanup.year, default=None)
    if last is not None and last.year < context.today.year - 1:
        year = last.year + 1
        message = f"最近一次清理是 {last.year} 年的，{year} 年的还没有公布。"
        yield last.place("year"), message, f"请清理后写 data/cleanups/{year}.yml，写法和 {last.path} 一样。"
