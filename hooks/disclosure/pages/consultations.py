"""Consultations as readers meet them: what is asked, until when, how to answer, and what became of the answers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from urllib.parse import quote

from disclosure.findings import Place
from disclosure.pages.contacts import reaches
from disclosure.pages.site import Site
from disclosure.records.agency import Agency
from disclosure.records.base import Slot
from disclosure.records.decisions import Decision, Opinions, Stage
from disclosure.records.documents import Channels, Document

_LABELS = [(name, info.title or name) for name, info in Channels.model_fields.items()]


@dataclass(frozen=True)
class Channel:
    """One way to answer: what it is called, the words of the record, and their line."""

    label: str
    words: str
    origin: Place


def channels(document: Document) -> Iterator[Channel]:
    """The ways to answer a consultation, in the order of the model."""
    for name, label in _LABELS:
        words = getattr(document.consultation.channels, name) if document.consultation is not None else None
        if words:
            yield Channel(label, words, document.place("consultation", "channels", name))


def answer(document: Document, agency: Agency) -> tuple[str, Place] | None:
    """The address at which one can answer at once, and its line: a page or a letter; ``None`` if neither."""
    for channel in channels(document):
        for reach in reaches(channel.words, sites=agency.sites):
            if reach.href.startswith("mailto:"):
                return f"{reach.href}?subject={quote(f'对“{document.title}”的意见')}", channel.origin
            if reach.href.startswith("http"):
                return reach.href, reach.origin or channel.origin
    return None


@dataclass(frozen=True)
class Upshot:
    """What became of the opinions: their account, the paper that tells it, or the day that it is promised for."""

    opinions: Opinions | None
    feedback: Document | None
    promised: date | None

    @property
    def words(self) -> str:
        """The account in one line; "" while there is none."""
        if self.opinions is None:
            return ""
        if not self.opinions.received:
            return "没有收到意见"
        return f"收到 {self.opinions.received} 条，采纳 {self.opinions.adopted} 条"


def outcome(document: Document, site: Site) -> Upshot:
    """What became of the opinions on a consultation; of what is still open there is nothing to tell."""
    decisions: Sequence[Decision] = site.register.stages.get(document.key, [])
    slots = [slot for decision in decisions if (slot := decision.stages.slot(Stage.FEEDBACK)) is not None]
    state = site.consultation(document)
    told = [decision.opinions for decision in decisions if decision.opinions is not None]
    return Upshot(
        opinions=None if state.is_open else next(iter(told), None),
        feedback=state.feedback,
        promised=_promised(slots),
    )


def _promised(slots: Iterable[Slot]) -> date | None:
    return next((slot.due for slot in slots if slot.due is not None), None)


def by_closing(documents: Iterable[Document], site: Site) -> list[Document]:
    """Consultations as they press: open ones first, the next to close on top; then the last that closed."""

    def key(document: Document) -> tuple[bool, int, str]:
        state = site.consultation(document)
        days = state.closes.toordinal()
        over = state.closes < site.today
        return over, -days if over else days, document.id

    return sorted((document for document in documents if document.consultation is not None), key=key)
