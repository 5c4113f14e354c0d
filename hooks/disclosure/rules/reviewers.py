"""Who reviewed: the departments that the steps of a review name are those of the office."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from difflib import get_close_matches

from disclosure.findings import Place
from disclosure.records.agency import Department
from disclosure.records.decisions import Decision
from disclosure.records.documents import Document
from disclosure.records.names import offered
from disclosure.register import Register
from disclosure.rules.framework import Context, Fault, rule
from disclosure.rules.references import no_longer_listed


@rule("REV-012", "审查的部门存在", on=Register, basis=("本办制度/2",))
def reviewing_departments_exist(register: Register, context: Context) -> Iterator[Fault]:
    """The departments that took the steps are those of the office.

    Bad:  proposed: 2025-06-16 community-offise 主动公开 711号令/20
    Good: proposed: 2025-06-16 community-office 主动公开 711号令/20
    """
    if register.is_broken("data/agency.yml"):
        return
    for missing, places in _unknown_reviewers(register).items():
        files = {place.path for place in places}
        if any(reference.expects.record == "department" for reference in register.leading_to.get(missing, ())):
            continue  # it stands among the fields too, of which REF-001 speaks
        if len(files) > 1:
            yield no_longer_listed(Department, missing, places, register)
            continue
        departments = register.all(Department)
        close = get_close_matches(missing, [department.id for department in departments], n=1, cutoff=0.6)
        near = [department for department in departments if not close or department.id in close]
        many = f"，这份文件里共 {len(places)} 处" if len(places) > 1 else ""
        yield min(places), f"没有编号为“{missing}”的部门{many}。", f"请写部门的编号：{offered(near)}。"


def _unknown_reviewers(register: Register) -> dict[str, list[Place]]:
    """The departments that reviews name and nobody knows, each with the lines that name it."""
    found: dict[str, list[Place]] = defaultdict(list)
    told = register.by(Document, _reviewers), register.by(Decision, _reviewers)
    for missing in (key for key in {**told[0], **told[1]} if register.get(key, Department) is None):
        for record in (*told[0].get(missing, ()), *told[1].get(missing, ())):
            found[missing] += [record.place("review", name) for name, by in _steps(record) if by == missing]
    return found


def _reviewers(record: Document | Decision) -> list[str]:
    return [*dict.fromkeys(by for _, by in _steps(record))]


def _steps(record: Document | Decision) -> Iterator[tuple[str, str]]:
    """The steps of a record's review that a department took, with its id."""
    for name, step in record.review.steps() if record.review is not None else ():
        if step is not None and name != "approved":
            yield name, step.by
