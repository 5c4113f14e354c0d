"""Which verdicts belong to the same link, and where they differ.

A verdict is matched by the address as it is written on the page; where a tool only gives what it made of it, by where
that leads. Links that a tool never judged and verdicts on links that we never saw are differences as well: an
inventory with holes agrees with everything.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from opinions.ours import Site, Use

# What a tool may say of a link.
GOOD, BAD, SILENT = "ok", "bad", "silent"


class ToolFailed(Exception):
    """A checker did not do its work; says nothing about the site."""


@dataclass(frozen=True, slots=True)
class Opinion:
    """One verdict of a tool: page in the tree, address as written (where the tool tells), where it leads.

    Without a page it is a verdict on the target alone, for whatever link leads there.
    """

    page: str
    href: str
    target: str
    good: bool
    note: str = ""


@dataclass(frozen=True)
class Testimony:
    """All that a tool said in one run, and on which terms.

    ``by_page``    whether it judges a target anew for every page, or once for all of them
    ``fragments``  whether it looks at fragments
    ``pages``      the pages that it read
    """

    tool: str
    opinions: Sequence[Opinion]
    pages: frozenset[str]
    by_page: bool = True
    fragments: bool = True
    seconds: float = 0.0


@dataclass(frozen=True)
class Disagreement:
    """A link on which we and a tool differ. ``use`` is ``None`` where the tool judges a link that we never saw."""

    testimony: Testimony = field(repr=False)
    site: Site = field(repr=False)
    page: str
    href: str
    target: str
    theirs: str
    note: str = ""
    use: Use | None = None

    @property
    def ours(self) -> str:
        """Our verdict in the same words."""
        if self.use is None:
            return SILENT
        return BAD if self.use.rule else GOOD

    @property
    def key(self) -> tuple[str, str, str, str]:
        """What tests and lists tell it by: page, address, our verdict (or rule) and theirs."""
        ours = self.use.rule if self.use is not None and self.use.rule else self.ours
        return self.page, self.href, ours, self.theirs


@dataclass
class Comparison:
    """The outcome for one tool."""

    testimony: Testimony
    agreed_good: int = 0
    agreed_bad: list[Use] = field(default_factory=list)
    disagreements: list[Disagreement] = field(default_factory=list)

    @property
    def compared(self) -> int:
        """How many links of ours were compared."""
        ours = [found for found in self.disagreements if found.use is not None]
        return self.agreed_good + len(self.agreed_bad) + len(ours)


def compare(site: Site, testimony: Testimony, only: Iterable[str] | None = None) -> Comparison:
    """Hold the tool's verdicts against ours, on all pages or on those in ``only``."""
    result = Comparison(testimony)
    verdicts = _Verdicts(testimony)
    for page in sorted(site.uses if only is None else only):
        for use in site.uses[page]:
            theirs, note = verdicts.on(use)
            if use.external and not use.rule and theirs != BAD:
                continue  # external addresses are nobody's business here
            if theirs == (BAD if use.rule else GOOD):
                _agree(result, use)
                continue
            href = "" if use.href is None else use.href
            result.disagreements.append(Disagreement(testimony, site, page, href, use.target, theirs, note, use))
    result.disagreements += _on_links_of_theirs(site, testimony, verdicts)
    return result


def _agree(result: Comparison, use: Use) -> None:
    if use.rule:
        result.agreed_bad.append(use)
    else:
        result.agreed_good += 1


def _on_links_of_theirs(site: Site, testimony: Testimony, verdicts: _Verdicts) -> Iterator[Disagreement]:
    """Verdicts on links that are not in our inventory."""
    for one in dict.fromkeys(verdicts.unclaimed()):
        yield Disagreement(testimony, site, one.page, one.href, one.target, GOOD if one.good else BAD, one.note)


class _Verdicts:
    """The opinions of a tool, to be found by link; remembers which were asked for."""

    def __init__(self, testimony: Testimony) -> None:
        self._by_page = testimony.by_page
        self._fragments = testimony.fragments
        self._written: dict[tuple[str, str], list[Opinion]] = defaultdict(list)
        self._led: dict[tuple[str, str], list[Opinion]] = defaultdict(list)
        self._claimed: set[Opinion] = set()
        self._all = testimony.opinions
        for one in testimony.opinions:
            self._written[one.page, one.href].append(one)
            self._led[self._key(one.page, one.target)].append(one)

    def on(self, use: Use) -> tuple[str, str]:
        """The verdict on a link, and what the tool said to it. One bad word outweighs good ones."""
        if use.href is None:
            return SILENT, ""
        written = self._written.get((use.page, use.href), []) if use.href else []
        # A blank address leads to its own page, but no tool that passes over it has said so.
        led = self._led.get(self._key(use.page, use.target), []) if use.href.strip() else []
        self._claimed.update(written, led)
        found = written or led
        if not found:
            return SILENT, ""
        bad = next((one for one in found if not one.good), None)
        return (BAD, bad.note) if bad is not None else (GOOD, "")

    def unclaimed(self) -> list[Opinion]:
        """The opinions on links that nobody asked about."""
        return [one for one in self._all if one.page and one not in self._claimed]

    def _key(self, page: str, target: str) -> tuple[str, str]:
        target = target if self._fragments else target.partition("#")[0]
        return (page, target.rstrip("/")) if self._by_page else ("", target)
