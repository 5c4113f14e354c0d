"""A document's title in book title marks, as sentences and links carry it (GB/T 15834—2011, 4.15)."""

_INNER = str.maketrans("《》〈〉", "〈〉《》")


def titled(title: str) -> str:
    """The title in 《》; marks within it are single ones, and those within these double ones again."""
    return f"《{title.translate(_INNER)}》"
