"""How verdicts are worded: one sentence that names both sides, one on what to do."""

from __future__ import annotations

from disclosure.findings import Rule
from disclosure.links.wrong.rules import WrongLink
from disclosure.links.wrong.targets import KnownTarget

_SHOWN = 40  # characters of a title that a message shows


def conflict(rule: Rule, text: str, known: KnownTarget, meant: KnownTarget | None, why: str = "") -> WrongLink:
    """The verdict that a text and its target disagree, with the page that was probably meant."""
    if meant is None:
        return WrongLink(rule, both(text, known, why))
    remedy = f"可能应当链接《{short(meant.title)}》（{meant.target.address}）。"
    return WrongLink(rule, both(text, known, why), meant.target.address, remedy)


def both(text: str, known: KnownTarget, why: str = "") -> str:
    """One sentence that names both sides."""
    name = short(known.title) or known.target.address
    return f"链接写的是“{short(text)}”，打开的是《{name}》{'，' + why if why else ''}。"


def short(title: str) -> str:
    """A title fit for a message: one line, no outer 《》, not too long."""
    title = " ".join(title.split())
    if title.startswith("《") and title.endswith("》") and title.count("《") == 1:
        title = title[1:-1]
    return title if len(title) <= _SHOWN else title[: _SHOWN - 1] + "…"
