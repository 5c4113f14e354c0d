"""What readers are told of the rules: on the page of all of them, and on the page of each law."""

from __future__ import annotations

from datetime import date

from disclosure.catalogue import ALL_RULES
from disclosure.law.book import law_book
from disclosure.pages.site import Site
from disclosure.publication import publication
from disclosure.register import Register


def told_of_rules(register: Register, day: date) -> str:
    """The HTML of these pages, one after the other."""
    made = publication(Site(register, law_book(register), day, ALL_RULES))
    return "".join(made.render(address) for address in made.pages if address.startswith("about/rules"))
