"""One run over the content and the built site → the patrol that it leaves."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from hashlib import sha256
from pathlib import Path

from disclosure.findings import Finding, Severity
from disclosure.links import form
from disclosure.links.resolve import Resolver
from disclosure.links.tree import SiteTree
from disclosure.records.patrols import MOST_MARKS, Patrol
from disclosure.upkeep.identity import SameFinding, identity

_MARK = 12  # figures of a digest: enough to tell the findings of two nights apart


def patrol(
    findings: Sequence[Finding], day: date, commit: str, *, site: Path | None = None, is_demonstration: bool = False
) -> Patrol:
    """The patrol of a day that found this; ``site`` is the tree of the built site, where there is one to count.

    No word of a finding is in it, nor can be told from its marks.
    """
    counts = Counter(item.severity for item in findings)
    marks = frozenset(_marks(findings))
    made = Patrol(
        day,
        commit,
        counts[Severity.ERROR],
        counts[Severity.WARNING],
        counts[Severity.NOTICE],
        marks=marks if len(marks) <= MOST_MARKS else None,
        is_demonstration=is_demonstration,
    )
    return made if site is None else _counted(made, SiteTree(site))


def _marks(findings: Sequence[Finding]) -> Iterator[str]:
    """A mark a finding; those of one identity are counted, so that one of two that is mended is seen."""
    seen: Counter[SameFinding] = Counter()
    for finding in findings:
        known = identity(finding)
        seen[known] += 1
        framed = "".join(f"{len(part)}:{part}" for part in (*known, str(seen[known])))
        yield sha256(framed.encode("utf-8", "surrogatepass")).hexdigest()[:_MARK]


def _counted(made: Patrol, tree: SiteTree) -> Patrol:
    """The patrol with how many pages there are, and how many links that stay within the site."""
    resolver = Resolver(tree, tree.site_url)
    internal = sum(
        1
        for page, found in tree.pages.items()
        for link, way in zip(found.links, resolver.ways(page, [link.href or "" for link in found.links]), strict=True)
        if not way.external and form.fault(link) is None
    )
    return replace(made, pages=len(tree.page_paths), internal=internal)
