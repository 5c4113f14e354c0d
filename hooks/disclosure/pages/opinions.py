"""What became of the opinions on a decision, as figures to draw: one record, told on every page in the same way."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from disclosure.pages.instruments import StackedBar, stacked
from disclosure.pages.overrides import templates
from disclosure.pages.page import environment
from disclosure.pages.site import Site
from disclosure.reading.blocks import OPINIONS, asks_for
from disclosure.records.decisions import Decision, Opinions, Outcome, Stage
from disclosure.records.documents import Document

_GONE = "<p>意见表随决策事项一起撤下了。</p>"  # in the place of the account of a decision that was taken down
_LOOKS = {Outcome.ADOPTED: "full", Outcome.PARTLY: "half", Outcome.NOT_ADOPTED: "bare"}


@dataclass(frozen=True)
class OpinionsView:
    """The account of a decision's opinions with its bar."""

    opinions: Opinions
    bar: StackedBar

    @property
    def received(self) -> str:
        """How many came, and in which ways if that is recorded."""
        ways = self.opinions.channels.counts() if self.opinions.channels is not None else []
        said = "：" + "、".join(f"{way} {count}" for way, count in ways) if ways else ""
        return f"收到 {self.opinions.received} 条{said}。"

    @property
    def covers(self) -> str:
        """What the table holds: all opinions, alike ones in one row, or only some of them."""
        rows = len(self.opinions.items)
        if rows == self.opinions.received:
            return f"下表逐条列出全部 {rows} 条。"
        if self.opinions.is_counted:
            return f"内容相近的意见合并，下表 {rows} 类覆盖全部 {self.opinions.received} 条。"
        return f"下表列出其中 {rows} 项主要意见。"


def account_of(decision: Decision) -> OpinionsView | None:
    """The account of a decision, if there is one."""
    if decision.opinions is None:
        return None
    parts = [(outcome.label, count, _LOOKS[outcome]) for outcome, count in decision.opinions.stated().items()]
    return OpinionsView(decision.opinions, stacked("收到的意见", "条", parts))


def all_opinions(decisions: Iterable[Decision]) -> tuple[int, StackedBar]:
    """How many decisions list the opinions on them, and what became of all these opinions together."""
    accounts = [account.stated() for decision in decisions if (account := decision.opinions) and account.items]
    parts = [(outcome.label, sum(stated[outcome] for stated in accounts), _LOOKS[outcome]) for outcome in Outcome]
    return len(accounts), stacked("历年收到的意见", "条", parts)


def drawn_account(document: Document, site: Site) -> Mapping[str, str]:
    """The account of its decision for a feedback that asks for it, as HTML by the name of the block."""
    account = account_in(document, site)
    if account is None:
        return {OPINIONS: _GONE} if document.id in site.register.bereft else {}
    template = environment(templates(site.register.overrides)).get_template("opinions.html")
    drawn: str = template.module.opinions(account)  # type: ignore[attr-defined]
    return {OPINIONS: drawn}


def account_in(document: Document, site: Site) -> OpinionsView | None:
    """The account that the text of a feedback asks for; ``None`` if it asks for none, or there is none."""
    found = (account_of(decision) for decision in _answered_by(document, site))
    account = next(filter(None, found), None)
    return account if account is not None and asks_for(document.body.text, OPINIONS) else None


def _answered_by(document: Document, site: Site) -> Iterator[Decision]:
    """The decisions whose feedback a document is."""
    for decision in site.register.stages.get(document.id, []):
        slot = decision.stages.slot(Stage.FEEDBACK)
        if slot is not None and slot.ref == document.id:
            yield decision
