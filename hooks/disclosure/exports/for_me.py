"""What one takes away of the cards: the sheet that filters them, and for each pick an Atom feed and a JSON Feed.

A feed has an entry for each card, and entries of their own for what changed and for what stopped.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time
from functools import partial

from disclosure.exports.feeds import stamp
from disclosure.exports.packages import ChangeRecord, changed_record, stopped_record
from disclosure.pages import addresses
from disclosure.pages.assets import Asset, site_assets
from disclosure.pages.cards import Card, CardPick, picks, stopped
from disclosure.pages.documents import last_changed
from disclosure.pages.page import environment
from disclosure.pages.site import Site

CARD, CHANGED, STOPPED = "可以办", "已修改", "已停止"
_JSON_FEED = "https://jsonfeed.org/version/1.1"


@dataclass(frozen=True)
class CardEntry:
    """One entry of a feed; ``expires`` is the last day of its card, ``key`` tells it from all others for good."""

    key: str
    kind: str
    title: str
    url: str
    text: str
    published: datetime
    updated: datetime
    expires: date | None = None
    opens: date | None = None


@site_assets
def pick_styles(site: Site) -> Iterator[Asset]:
    """The sheet by which a fragment of the address shows the cards of one pick, without a script."""
    who, life = picks(site)
    if who or life:
        yield Asset(addresses.FOR_ME_STYLES, "".join(_rules(pick.key) for pick in (*who, *life)))


def _rules(key: str) -> str:
    at = f"#{key}:target~"
    return (
        f"{at}.gives>.give:not(.{key}),{at}.ending .row:not(.{key}){{display:none}}\n"
        f"{at}.chosen>.{key}{{display:block}}\n"
        f'{at}.choose a[data-pick="{key}"]{{background:var(--fill);color:var(--on-main)}}\n'
    )


@site_assets
def pick_feeds(site: Site) -> Iterator[Asset]:
    """Two feeds for each pick."""
    for group in picks(site):
        for pick in group:
            yield Asset(addresses.pick_feed_address(pick.key), partial(atom, pick, site))
            yield Asset(addresses.pick_json_feed_address(pick.key), partial(json_feed, pick, site))


def entries(pick: CardPick, site: Site) -> list[CardEntry]:
    """What a feed says, the newest first: cards, what changed, what stopped."""
    changed = (changed_record(card, site) for card in pick.cards)
    found = [
        *(_card_entry(card, site) for card in pick.cards),
        *(_change_entry(item, CHANGED, site) for item in changed if item is not None),
        *(_change_entry(stopped_record(item, site), STOPPED, site) for item in stopped(site) if pick.key in item.keys),
    ]
    return sorted(found, key=lambda entry: entry.published, reverse=True)


def _card_entry(card: Card, site: Site) -> CardEntry:
    document, gain = card.document, card.document.gain
    assert gain is not None
    url = site.url(addresses.address(document))
    said = [("对象", gain.who), ("得到什么", gain.what), ("怎么办", gain.steps), ("截止", str(card.until))]
    if card.opens is not None:
        said.insert(0, ("开始受理", card.opens.isoformat()))
    text = "\n".join([*(f"{head}：{words}" for head, words in said if words), f"列在这里：{card.why}"])
    updated = _moment(last_changed(document), document.published)
    key, title = _tag(document.id, "card", site), document.headline or document.title
    return CardEntry(key, CARD, title, url, text, document.published, updated, card.closes, card.opens)


def _tag(key: str, what: str, site: Site) -> str:
    """What tells an entry from all others for good (a tag URI, RFC 4151)."""
    host = site.agency.site_url.split("/")[2].partition(":")[0]
    return f"tag:{host},2025:for-me/{key}/{what}"


def _change_entry(item: ChangeRecord, kind: str, site: Site) -> CardEntry:
    moment = datetime.combine(item.since, time())
    text = f"{item.words}现在看：{item.successor}" if item.successor else item.words
    key = _tag(item.id, f"{'changed' if kind == CHANGED else 'stopped'}-{item.since}", site)
    return CardEntry(key, kind, f"{kind}：{item.headline}", item.url, text, moment, moment)


def _moment(day: date, published: datetime) -> datetime:
    return published if day <= published.date() else datetime.combine(day, time())


def atom(pick: CardPick, site: Site) -> str:
    """The Atom feed of a pick (RFC 4287); a card's last day stands in it as a period of Dublin Core."""
    found = entries(pick, site)
    updated = max((entry.updated for entry in found), default=datetime(2000, 1, 1))
    template = environment().get_template("for_me_feed.xml")
    return template.render(
        site=site, pick=pick, entries=found, updated=updated, stamp=stamp,
        address=addresses.pick_feed_address(pick.key), page=addresses.address(pick.record),
    )  # fmt: skip


def json_feed(pick: CardPick, site: Site) -> str:
    """The JSON Feed of a pick (version 1.1); ``_disclosure`` holds the last day of a card and the first."""
    content = {
        "version": _JSON_FEED,
        "title": f"{pick.title} - {site.agency.site_name}",
        "home_page_url": site.url(addresses.address(pick.record)),
        "feed_url": site.url(addresses.pick_json_feed_address(pick.key)),
        "description": pick.record.means or pick.title,
        "language": "zh-CN",
        "authors": [{"name": site.agency.name, "url": site.agency.site_url}],
        "items": [_item(entry, site) for entry in entries(pick, site)],
    }
    return json.dumps(content, ensure_ascii=False, indent=1) + "\n"


def _item(entry: CardEntry, site: Site) -> dict[str, object]:
    days = {"expires": entry.expires, "opens": entry.opens}
    return {
        "id": entry.key,
        "url": entry.url,
        "title": entry.title,
        "content_text": entry.text,
        "date_published": stamp(entry.published),
        "date_modified": stamp(entry.updated),
        "tags": [entry.kind],
        "_disclosure": {
            "about": site.url(addresses.schema_address("for-me")),
            **{name: day.isoformat() for name, day in days.items() if day is not None},
        },
    }
