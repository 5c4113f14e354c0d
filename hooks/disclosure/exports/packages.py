"""For each pick one JSON file with all that a sending system needs: cards, their policies, what explains them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import partial
from typing import Any, ClassVar

from pydantic import Field

from disclosure.exports.cells import plain
from disclosure.exports.filling import named
from disclosure.exports.heads import head, one_line
from disclosure.exports.rows import CalledPaper, DataRow, RecordPart, WebAddress
from disclosure.pages import addresses
from disclosure.pages.assets import Asset, site_assets
from disclosure.pages.cards import Card, CardPick, Stopped, picks, stopped
from disclosure.pages.documents import last_changed
from disclosure.pages.site import Site
from disclosure.reading.plain_text import plain_text
from disclosure.records.agency import Audience
from disclosure.records.base import Record
from disclosure.records.documents import Document


class LinkedPaper(CalledPaper):
    """A paper with its text."""

    text: str = Field(title="全文", description="正文的文字")


class AskedBefore(RecordPart):
    """A question that others have asked, with its answer."""

    question: str = Field(title="问", description="问了什么")
    answer: str = Field(title="答", description="怎样答复")
    answered: date | None = Field(None, title="答复日期", description="哪天答复")


class CardRecord(RecordPart):
    """A card."""

    id: str = Field(title="编号", description="文件的编号，永久不变")
    headline: str = Field(title="卡片标题", description="一句话说出得到什么")
    url: WebAddress = Field(title="网址", description="文件所在网页的网址")
    state: str = Field(title="状态", description="有效、已修改、将到期、尚未施行；没有有效期的通知和指南写“可以办”")
    who: str = Field(title="对象", description="给谁")
    what: str = Field(title="得到什么", description="能得到什么")
    steps: str | None = Field(None, title="怎么办", description="先做什么、再做什么")
    until: str = Field(title="截止", description="最后一天，或者文字")
    opens: date | None = Field(None, title="开始受理", description="还没有开始的，从哪天起可以办")
    expires: date | None = Field(None, title="卡片失效日期", description="过了这一天不要再推送；没有的长期有效")
    reason: str = Field(title="推送理由", description="适用于哪些人，由条件算出")
    conditions: list[dict[str, Any]] = Field([], title="条件", description="符合一条就算，一条里的都要符合")
    audiences: list[str] = Field([], title="适用人群", description="人群的名称")
    modified: date = Field(title="更新日期", description="最后一次发布或修改")
    policy: LinkedPaper = Field(title="政策", description="政策、通知或者指南的全文")
    interpretations: list[LinkedPaper] = Field([], title="解读", description="解读的全文")
    guides: list[LinkedPaper] = Field([], title="怎样办理", description="办事指南等的全文")
    questions: list[AskedBefore] = Field([], title="常见问题", description="已经公开的问答")


class ChangeRecord(RecordPart):
    """What became of a card that was sent: it changed, or nobody can have it any more."""

    id: str = Field(title="编号", description="文件的编号")
    headline: str = Field(title="卡片标题", description="原来的标题")
    url: WebAddress = Field(title="网址", description="文件所在网页的网址")
    state: str = Field(title="状态", description="已修改、已废止、已失效或者已结束")
    since: date = Field(title="日期", description="从哪天起")
    words: str = Field(title="说明", description="怎样了，为什么")
    successor: WebAddress | None = Field(None, title="现行的", description="代替它的文件")


class PickPackage(DataRow):
    """Everything for one audience or life event."""

    schema_name: ClassVar[str] = "for-me"

    key: str = Field(title="代号", description="who-人群编号，或者 life-要办的事的编号")
    means: str | None = Field(None, title="指哪些人、收哪些事", description="一句话")
    conditions: list[dict[str, Any]] = Field([], title="条件", description="算作这一人群的条件")
    cards: list[CardRecord] = Field([], title="能得到的", description="每张卡片和它的全部材料")
    changed: list[ChangeRecord] = Field([], title="改了的", description="修改过、仍然可以办的")
    stopped: list[ChangeRecord] = Field([], title="停止的", description="一年以内停止的，不要再推送")


@site_assets
def packages(site: Site) -> Iterator[Asset]:
    """A package for each pick."""
    for group in picks(site):
        for pick in group:
            yield Asset(addresses.pick_package_address(pick.key), partial(package_json, pick, site))


def package_json(pick: CardPick, site: Site) -> str:
    """The package of a pick as JSON."""
    page, found = addresses.address(pick.record), package(pick, site)
    told = head(site, PickPackage, pick.title, page, max(changed_days(found), default=site.today))
    return one_line({**told, "package": plain(found.model_dump())})


def changed_days(found: PickPackage) -> Iterator[date]:
    """The days on which something of a package became as it is."""
    yield from (card.modified for card in found.cards)
    yield from (item.since for item in (*found.changed, *found.stopped))


def package(pick: CardPick, site: Site) -> PickPackage:
    """Everything of a pick."""
    record = pick.record
    return PickPackage(
        key=pick.key,
        means=record.means,
        conditions=record.who if isinstance(record, Audience) else [],
        cards=[card_record(card, site) for card in pick.cards],
        changed=[change for card in pick.cards if (change := changed_record(card, site)) is not None],
        stopped=[stopped_record(item, site) for item in stopped(site) if pick.key in item.keys],
    )


def card_record(card: Card, site: Site) -> CardRecord:
    """A card with all that belongs to it."""
    document, gain = card.document, card.document.gain
    assert gain is not None
    return CardRecord(
        id=document.id,
        headline=document.headline or document.title,
        url=site.url(addresses.address(document)),
        state=card.status.word if card.status is not None else "可以办",
        who=gain.who,
        what=gain.what,
        steps=gain.steps,
        until=str(card.until),
        opens=card.opens,
        expires=card.closes,
        reason=card.why,
        conditions=document.who,
        audiences=[audience.title for audience in site.audiences(document)],
        modified=last_changed(document),
        policy=_paper_of(document, site),
        interpretations=[_paper_of(item, site) for item in card.interpretations],
        guides=[_paper_of(item, site) for item in card.guides],
        questions=[_asked(item) for item in card.questions if getattr(item, "answer", None)],
    )


def _paper_of(document: Document, site: Site) -> LinkedPaper:
    return LinkedPaper(**named(document, site), text=plain_text(document.body.text))


def _asked(question: Record) -> AskedBefore:
    return AskedBefore(
        question=str(getattr(question, "question", "")),
        answer=str(getattr(question, "answer", "")),
        answered=getattr(question, "answered", None),
    )


def changed_record(card: Card, site: Site) -> ChangeRecord | None:
    """What changed of a policy that holds all the same; ``None`` if nothing did."""
    stands = card.stands
    if stands is None or not stands.amendments and stands.state.value != "amended":
        return None
    return ChangeRecord(
        id=card.document.id,
        headline=card.document.headline or card.document.title,
        url=site.url(addresses.address(card.document)),
        state=stands.state.label,
        since=stands.since or last_changed(card.document),
        words=stands.said,
        successor=None,
    )


def stopped_record(item: Stopped, site: Site) -> ChangeRecord:
    """What nobody can have any more."""
    return ChangeRecord(
        id=item.document.id,
        headline=item.document.headline or item.document.title,
        url=site.url(addresses.address(item.document)),
        state=item.status.word,
        since=item.since,
        words=item.words,
        successor=site.url(addresses.address(item.successor)) if item.successor is not None else None,
    )
