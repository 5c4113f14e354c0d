"""A document's title in book title marks, as sentences and links carry it (GB/T 15834—2011, 4.15)."""

_TAKEN_DOWN = "（已撤下）"
_INNER = str.maketrans("《》〈〉", "〈〉《》")


def titled(title: str) -> str:
    """The title in 《》; marks within it are single ones, and those within these double ones again.

    What stands in the place of a title that was taken down is none.
    """
    return title if title.endswith(_TAKEN_DOWN) else f"《{title.translate(_INNER)}》"


def taken_down(kind: str, title: str | None = None) -> str:
    """What stands in the place of the title of a paper that was taken down: 一件通知（已撤下）, in no title marks."""
    return f"{titled(title) if title else f'一件{kind}'}{_TAKEN_DOWN}"
