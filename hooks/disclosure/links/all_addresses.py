"""What is wrong with the addresses of the site as a whole, which is known without rendering a page.

It follows from the records and the files beside them; the bodies of documents have little to do with it, so that it
stands after most edits.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from disclosure.findings import Finding, dump, load
from disclosure.law.book import cited, law_book
from disclosure.links.ledger import check_ledger
from disclosure.memory.engine import digest
from disclosure.memory.files import Files
from disclosure.memory.store import Store
from disclosure.memory.tracing import tracing
from disclosure.pages.site import Site
from disclosure.publication import publication
from disclosure.publication.collisions import collisions
from disclosure.reading.history import History
from disclosure.register import Register
from disclosure.rules.remembered import digest_of_law
from disclosure.waiting import without_waiting
from disclosure.watched import Answers, KnownWorks, Watched

_PART = "addresses"


def address_findings(register: Register, today: date, store: Store | None) -> list[Finding]:
    """Every finding on the addresses of a site, which must have an office; from the store, if nothing has changed."""
    register = without_waiting(register, today)
    if store is None:
        return _found(register, today)
    watched = Watched(register)
    answers = Answers(watched, History(), today, Files(register.root, store))
    sign = digest(digest_of_law(register), repr(register.patrols), *answers.all_but_bodies())
    works = KnownWorks(store, _PART, sign, watched, answers)
    kept = works.recall(_PART, "")
    if kept is not None:
        return load(kept)
    with tracing() as doors:
        findings = _found(replace(register), today)  # by one that has answered nothing yet
    works.keep(_PART, "", doors, dump(findings))
    works.learn(works.done())
    works.save()
    return findings


def _found(register: Register, today: date) -> list[Finding]:
    law = law_book(register)
    made = publication(Site(register, law, today))
    return cited([*collisions(made), *check_ledger(made, register)], law)
