"""How a paper is interpreted, offered by form on its page; and what an interpretation shows besides its text."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from math import ceil
from typing import Any

from disclosure.findings import Place
from disclosure.pages import addresses
from disclosure.pages.clauses import clauses_of
from disclosure.pages.site import Site
from disclosure.pages.states import Status, by_word, standing_word
from disclosure.reading.clauses import Clause
from disclosure.reading.days import in_words
from disclosure.reading.kinds import FileKind, suffix_of
from disclosure.reading.prose import blocks, questions_of
from disclosure.records.documents import Document
from disclosure.records.interpreting import Diagram, ReadingForm, StepIcon, seconds_of
from disclosure.records.kinds import EXPLAINED_KINDS, POLICY_KINDS, Kind

LIMIT = "interpretation-within"
_PACE = 400  # characters that people read in a minute
_ICONS = {
    ReadingForm.TEXT: "material/text-box-outline",
    ReadingForm.DIAGRAM: "material/chart-timeline-variant",
    ReadingForm.QUESTIONS: "material/forum-outline",
    ReadingForm.VIDEO: "material/play-box-outline",
    ReadingForm.AUDIO: "material/headphones",
    ReadingForm.INTERVIEW: "material/microphone-outline",
    ReadingForm.CLIP: "material/cellphone-play",
}
_DRAWN = {
    StepIcon.PEOPLE: "material/account-group-outline",
    StepIcon.SEARCH: "material/magnify",
    StepIcon.PAPER: "material/file-document-edit-outline",
    StepIcon.OFFICE: "material/office-building-outline",
    StepIcon.MONEY: "material/cash",
    StepIcon.TIME: "material/clock-outline",
    StepIcon.PHONE: "material/phone-outline",
    StepIcon.HOME: "material/home-outline",
    StepIcon.DONE: "material/check-circle-outline",
    StepIcon.WARNING: "material/alert-outline",
    StepIcon.RAIN: "material/weather-pouring",
    StepIcon.CAR: "material/car-outline",
    StepIcon.HEALTH: "material/hospital-box-outline",
    StepIcon.LEARNING: "material/school-outline",
}


@dataclass(frozen=True)
class OfferedReading:
    """One interpretation as it is offered: its form, its cost to the reader, its place, whether its ground is gone."""

    form: ReadingForm
    icon: str
    words: str
    title: str
    address: str
    origin: Place
    state: Status | None


@dataclass(frozen=True)
class DrawnStep:
    """A step of a diagram: its number, its words, and what is drawn beside them ("" for nothing)."""

    number: int
    name: str
    text: str
    note: str
    icon: str


@dataclass(frozen=True)
class DrawnDiagram:
    """A diagram: its title and its boxes in their order; ``has_notes`` says that some tell a time or an amount."""

    title: str
    boxes: tuple[DrawnStep, ...]

    @property
    def has_notes(self) -> bool:
        return any(box.note for box in self.boxes)


@dataclass(frozen=True)
class PlayedRecording:
    """What is to be seen or heard: addresses of files beside the page, or the page on which it plays."""

    is_seen: bool
    source: str
    link: str
    captions: str
    transcript: str
    poster: str
    words: str
    origin: Place


def reading_values(document: Document, site: Site) -> Mapping[str, Any]:
    """What the page of a document shows of its interpretations, or as one of them."""
    shown = _offered(document, site) if document.kind in EXPLAINED_KINDS else _parts(document, site)
    return {**shown, "clause_address": clause_address}


def _offered(document: Document, site: Site) -> Mapping[str, Any]:
    """What the page of a policy or of a consultation shows of its interpretations."""
    pointing = [
        (item.source, item.place)
        for item in site.register.backlinks.get(document.id, [])
        if isinstance(item.source, Document) and item.location == ("interprets",)
    ]
    found = sorted(
        pointing, key=lambda pair: (list(ReadingForm).index(form_of(pair[0])), pair[0].published, pair[0].id)
    )
    drawn = next((drawing(paper.diagram) for paper, _ in found if paper.diagram is not None), None)
    return {
        "readings": [_reading(paper, place, site) for paper, place in found],
        "reading_step": _in_step(document, [paper for paper, _ in found]),
        "reading_absent": "" if found else _absent(document, site),
        "reading_late": not found and _is_late(document, site),
        "drawing": drawn,
    }


def _parts(document: Document, site: Site) -> Mapping[str, Any]:
    """What the page of an interpretation shows besides its text."""
    explained = site.register.get(document.interprets or "", Document)
    known = {clause.id: clause for clause in clauses_of(explained)} if explained is not None else {}
    return {
        "drawing": drawing(document.diagram) if document.diagram is not None else None,
        "recording": recording(document, site),
        "explained": explained,
        "explained_clauses": [known[key] for key in document.explains if key in known],
    }


def form_of(document: Document) -> ReadingForm:
    """In which form an interpretation comes."""
    return document.form or (ReadingForm.QUESTIONS if document.kind is Kind.QUESTIONS else ReadingForm.TEXT)


def clause_address(explained: Document, clause: Clause) -> str:
    """Where a clause stands on the page of its paper."""
    return f"{addresses.address(explained)}#{clause.id}"


def drawing(diagram: Diagram) -> DrawnDiagram:
    """A diagram as it is drawn."""
    boxes = (
        DrawnStep(number, step.name, step.text, step.note or "", _DRAWN[step.icon] if step.icon is not None else "")
        for number, step in enumerate(diagram.steps, 1)
    )
    return DrawnDiagram(diagram.title, tuple(boxes))


def recording(document: Document, site: Site) -> PlayedRecording | None:
    """The recording of an interpretation, if there is one to play."""
    media = document.media
    if media is None:
        return None
    found = {
        name: addresses.attachment_address(document, file)
        for name, file in media.files
        if site.register.attachment(document, file) is not None
    }
    is_seen = form_of(document) is not ReadingForm.AUDIO and suffix_of(media.file or "").kind is not FileKind.AUDIO
    return PlayedRecording(
        is_seen,
        found.get("file", ""),
        media.link or "",
        found.get("captions", ""),
        found.get("transcript", ""),
        found.get("poster", ""),
        _recorded(document, site),
        document.place("media"),
    )


def _reading(document: Document, place: Place, site: Site) -> OfferedReading:
    form = form_of(document)
    word = standing_word(document, site)
    return OfferedReading(
        form=form,
        icon=_ICONS[form],
        words=_cost(document, form, site),
        title=document.title,
        address=addresses.address(document),
        origin=place,
        state=by_word(word) if word else None,
    )


def _cost(document: Document, form: ReadingForm, site: Site) -> str:
    """What readers learn before they go there: how long it takes, how large it is, whether it can be read too."""
    if document.media is not None:
        return _recorded(document, site)
    if form is ReadingForm.DIAGRAM and document.diagram is not None:
        return f"{len(document.diagram.steps)} 步一张图"
    if form is ReadingForm.QUESTIONS and (questions := questions_of(document.body.text)):
        return f"{len(questions)} 个常见问题"
    length = sum(len("".join(block.text.split())) for block in blocks(document.body.text))
    return f"{max(1, ceil(length / _PACE))} 分钟读完"


def _recorded(document: Document, site: Site) -> str:
    """Length, size, captions and transcript of a recording: 2 分 10 秒，8.4 MB，有字幕、文字稿."""
    media = document.media
    if media is None:
        return ""
    file = site.register.attachment(document, media.file or "")
    size = file.stat().st_size if file is not None else media.bytes
    has_text = media.transcript is not None or any("文字稿" in block.text for block in blocks(document.body.text))
    helps = [word for word, there in (("字幕", media.captions), ("文字稿", has_text)) if there]
    parts = [
        _long(media.minutes) if media.minutes else "",
        _large(size) if size else "",
        f"有{'、'.join(helps)}" if helps else "",
    ]
    return "，".join(filter(None, parts))


def _long(minutes: str) -> str:
    whole, rest = divmod(seconds_of(minutes), 60)
    return " ".join(filter(None, [f"{whole} 分" if whole else "", f"{rest} 秒" if rest else ""]))


def _large(size: int) -> str:
    return f"{size / 1_000_000:.1f} MB" if size >= 1_000_000 else f"{max(1, round(size / 1000))} KB"


def _in_step(document: Document, papers: list[Document]) -> str:
    """Whether the first interpretation came out with its policy, in words."""
    if not papers or document.kind not in POLICY_KINDS:
        return ""
    first = min(papers, key=lambda paper: (paper.published, paper.id))
    day = first.published.date()
    said = document.interpretation
    why = f"没有同步的原因：{said.reason}" if said is not None and said.explains_delay else ""
    if day != document.published.date():
        return f"{in_words(day)}发布，文件{in_words(document.published.date())}发布。{why}"
    steps = [label for name, label in (("drafted", "起草"), ("signed", "审签"))
             if getattr(first, name) is not None and getattr(first, name) == getattr(document, name)]  # fmt: skip
    return f"与文件同日发布（{in_words(day)}）{'，' + '、'.join(steps) + '同步' if steps else ''}。{why}"


def _absent(document: Document, site: Site) -> str:
    """What stands in the place of an interpretation that there is not; "" where nothing asks for one."""
    said, last = document.interpretation, _due(document, site)
    if said is not None and not said.required:
        return f"这份文件没有另做解读：{said.reason}"
    if last is None or document.backfill is not None or said is None:
        return ""
    why = f"原因：{said.reason}" if said.reason else ""
    if _is_late(document, site):
        return f"解读晚了：应当在{in_words(last)}以前发布，还没有发布。{why}"
    return f"解读正在准备，{in_words(last)}以前发布。{why}"


def _is_late(document: Document, site: Site) -> bool:
    said, last = document.interpretation, _due(document, site)
    return said is not None and said.required and last is not None and site.today > last


def _due(document: Document, site: Site) -> date | None:
    published = document.published.date()
    limit = site.law.days(LIMIT, published) if document.kind in POLICY_KINDS else None
    return site.law.working_days.after(published, limit).day if limit is not None else None
