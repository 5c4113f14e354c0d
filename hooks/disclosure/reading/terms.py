"""The terms that a text makes its own, and whether another text explains them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from disclosure.expressions import expression

_TERM = r"[\u4e00-\u9fffA-Za-z0-9·（）()]"
_DEFINED = expression(
    rf"所称(?:的)?[“《]?(?P<so_called>{_TERM}{{2,16}}?)[”》]?[，,]?(?:是指|系指|指|包括)"
    rf"|(?:^|[。；;\n：:])[^\S\n]*[“]?(?P<named>(?!本|前款|上述){_TERM}{{2,16}}?)[”]?[，,]?(?:是指|系指)"
    rf"|以下(?:统称|简称)[为：:]?[“]?(?P<short>{_TERM}{{2,16}}?)[”）)，。]"
)
_QUOTED = expression("“([\u4e00-\u9fffA-Za-z0-9]{2,10})”")
_EXPLAINS = r"[”’」》]?[，,]?(?:就是|是指|指的是|说的是|的意思是|也就是|叫作|意思是|分|指|即|是|包括|[：:（(—？?])"
_ASKED = r"(?:所谓|什么是|什么叫|什么算|才算|怎么算|哪些算|叫作?|称为|俗称)[的是]?[“‘「《]?"


def defined_terms(text: str) -> Iterator[str]:
    """The terms that a text defines: 本办法所称……，是指……."""
    for found in _DEFINED.finditer(text):
        yield next(term for term in found.groups() if term is not None)


def quoted_terms(text: str) -> Iterator[str]:
    """The words that a text puts in quotation marks."""
    yield from _QUOTED.findall(text)


def unexplained(term: str, text: str) -> bool:
    """Whether a text nowhere says what a term means."""
    word = re.escape(term)
    return re.search(rf"{word}{_EXPLAINS}|{_ASKED}{word}", text) is None
