"""What readers see of a Markdown text, to be searched or held against another: no signs, no addresses."""

from __future__ import annotations

import re

from disclosure.expressions import expression

_LINK = expression(r"!?\[([^\[\]]*)\]\([^()\s]*(?:\s+\"[^\"]*\")?\)")
_MARKUP = expression(r"<!--.*?-->|</?[a-zA-Z][^<>]*>", re.DOTALL)
_SIGNS = expression(r"[*_`~=\\]{1,3}|^[#>|+-]+|:?-{3,}:?", re.MULTILINE)


def plain_text(markdown: str) -> str:
    """The words of a Markdown text, line by line."""
    text = _LINK.sub(r"\1", _MARKUP.sub("", markdown))
    return _SIGNS.sub("", text)


def closed_up(markdown: str) -> str:
    """The words of a Markdown text without blanks and line ends, to look for a quotation in it."""
    return "".join(plain_text(markdown).split())
