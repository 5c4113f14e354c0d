"""What a build tells: what the check found and what the finished links are found to be, every cause once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from disclosure.findings import Finding, Severity, sort
from disclosure.law.book import cited
from disclosure.links.ledger import check_ledger
from disclosure.pages.hosted import Alteration, leaked, let_in, unheeded
from disclosure.publication import Publication
from disclosure.publish.staging import not_published
from disclosure.publish.stock import Finished
from disclosure.screening import known_of, of_sound_markup
from disclosure.suppression import Judged, excluded, waived

# What the check tells of addresses in the text, as far as it can be told without the pages.
_OF_THE_TEXT = frozenset({"ATT-007", "REF-007", "REF-008"})


@dataclass(frozen=True)
class OthersWork:
    """What plugins and hooks of the office's own have done: the files that they added, which go, and what they have
    made of pages, with the address of each.
    """

    strangers: Sequence[str] = ()
    altered: Mapping[Alteration, str] = field(default_factory=dict)


def judged_whole(made: Publication, checked: Judged, done: Finished, others: OthersWork) -> Judged:
    """All that is wrong with a finished site and with what it is made from, and what of it is silenced."""
    site = made.site
    kept, silenced = excluded([*done.links, *check_ledger(made, site.plain)], site.plain, site.today)
    sound = of_sound_markup(done.unfaithful, checked.findings)
    shown = waived(sound, site.plain, site.today, site.rules, whole=False)
    place = let_in(site.register.settings)
    hosted = [
        *not_published(others.strangers, place),
        *unheeded(made.rewritten, place),
        *leaked(others.altered, known_of(site.plain), place),
    ]
    linked = told_together(checked.findings, cited(kept, site.law))
    findings = sort([*linked, *cited([*hosted, *shown.findings], site.law)])
    return Judged(findings, [*checked.silenced, *silenced, *shown.silenced])


def told_together(checked: Sequence[Finding], links: Sequence[Finding]) -> list[Finding]:
    """The findings of both. Of a link the gate's own finding counts, since it has seen the page.

    Where the check has found errors, links are dead or strange because of them: then only the gate's errors are told,
    and none in the files that the check tells of.
    """
    broken = {(item.place.path, item.place.line) for item in links if item.severity is Severity.ERROR}
    kept = [
        item for item in checked if item.rule not in _OF_THE_TEXT or (item.place.path, item.place.line) not in broken
    ]
    wrong = {item.place.path for item in checked if item.severity is Severity.ERROR and item.rule not in _OF_THE_TEXT}
    if wrong:
        links = [item for item in links if item.severity is Severity.ERROR and item.place.path not in wrong]
    return [*kept, *links]
