"""What holds today and what is over, for lists that keep the two apart."""

from __future__ import annotations

from collections.abc import Sequence

from disclosure.pages.site import Site
from disclosure.pages.states import Status, of_document
from disclosure.records.documents import Document


def has_ended(document: Document, site: Site) -> bool:
    """Whether readers can do nothing any more with a paper: it, or what it rests on, holds no longer, or it closed."""
    if document.consultation is not None:
        return document.consultation.closes < site.today
    return is_over(document, site) or any(item.is_dead for item in site.unsettled(document))


def is_over(policy: Document, site: Site) -> bool:
    """Whether a policy holds no longer, by its record or by the clock."""
    return of_document(policy, site.today) in (Status.REPEALED, Status.EXPIRED)


def by_validity(policies: Sequence[Document], site: Site) -> dict[str, list[Document]]:
    """Policies in the three lists that everybody needs: what is in force, what was amended, what is over."""
    lists: dict[str, list[Document]] = {"in-force": [], "amended": [], "ended": []}
    for policy in policies:
        state = of_document(policy, site.today)
        key = "ended" if is_over(policy, site) else "amended" if state is Status.AMENDED else "in-force"
        lists[key].append(policy)
    return lists
