"""What holds today and what is over, for lists that keep the two apart."""

from __future__ import annotations

from collections.abc import Sequence

from disclosure.life import is_dead
from disclosure.pages.site import Site
from disclosure.pages.states import Status, of_document
from disclosure.records.documents import Document


def has_ended(document: Document, site: Site) -> bool:
    """Whether readers can do nothing any more with a paper: it, or what it rests on, holds no longer, or it closed."""
    if document.consultation is not None:
        return document.consultation.closes < site.today
    return is_dead(document, site.today) or any(item.is_dead for item in site.unsettled(document))


def by_validity(policies: Sequence[Document], site: Site) -> dict[str, list[Document]]:
    """Policies in the three lists that everybody needs: what is in force, what was amended, what is over."""
    lists: dict[str, list[Document]] = {"in-force": [], "amended": [], "ended": []}
    for policy in policies:
        amended = of_document(policy, site) is Status.AMENDED
        key = "ended" if is_dead(policy, site.today) else "amended" if amended else "in-force"
        lists[key].append(policy)
    return lists
