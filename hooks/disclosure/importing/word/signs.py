"""Text → what shows the very same on a page: as Markdown of our dialect, and within raw HTML.

Only signs that would be markup where they stand are written otherwise, so that what editors see stays readable.
"""

from __future__ import annotations

from html import unescape
from urllib.parse import quote

from disclosure.expressions import expression
from disclosure.reading.dialect import BARE_ADDRESS

_ALWAYS = expression(r"[\\`*]")
_UNDERLINE = expression(r"_")
# A bracket that is closed before anything that could make a link or a note of it is no markup.
_OPENING = expression(r"\[(?![^\[\]［］^\n]+\][^\s(（\[:：［])|［(?![^\[\]［］\n]+］[^\s(（\[:：［])")
_ENTITY = expression(r"&(?=#|[a-zA-Z])")
_AFTER = r"(?=[ \t\u00a0\u2002\u2003\u2009\u200b\u3000\ufeff]|$)"
_LIST = expression(rf"(?P<mark>[-+]){_AFTER}|(?P<number>\d{{1,9}})\.{_AFTER}")
_ACROSS = expression(r"[-=_ ]{2,}\Z")
_TIGHT = expression(r"[.,;:!?'*_-]*[&\\]")  # what stands behind an address and could be taken for a part of it
_ADDRESS = expression(BARE_ADDRESS)
_UNSAFE = ' ()<>"\\`（）\u3000\n\t'
_BLANKS = expression(r"[ \t\u00a0]+")
_NAMED = {"&": "&amp;", "<": "&lt;", ">": "&gt;"}
_MARKUP = expression(r"[&<>|`*_\[［＃＊~=#\\｜{｛]")


def escaped(text: str) -> str:
    """A stretch of running text; addresses that become links by themselves stay as they are."""
    if "://" not in text:
        return _escaped(text)
    pieces: list[str] = []
    past = 0
    for match in _ADDRESS.finditer(text):
        following = _escaped(text[match.end() :])
        shown = match[0].replace("&", "&amp;") if unescape(match[0]) != match[0] else match[0]
        is_apart = _TIGHT.match(following) is None
        pieces += [_escaped(text[past : match.start()]), shown if is_apart else f"<{shown}>"]
        past = match.end()
    return "".join((*pieces, _escaped(text[past:])))


def _escaped(text: str) -> str:
    text = _ALWAYS.sub(r"\\\g<0>", text)
    text = _ENTITY.sub("&amp;", text).replace("<", "&lt;")
    text = _UNDERLINE.sub(r"\\_", text)
    text = text.replace("|", "&#124;")
    text = _OPENING.sub(lambda match: "\\[" if match[0] == "[" else "&#65339;", text)
    if "~~" in text:
        text = text.replace("~", "&#126;")
    if "==" in text:
        text = text.replace("=", "&#61;")
    if "＊＊" in text:
        text = text.replace("＊", "&#65290;")
    if "{{" in text or "｛｛" in text:
        text = text.replace("{", "&#123;").replace("｛", "&#65371;")
    return text


def line(markdown: str) -> str:
    """A line of Markdown that begins a paragraph, so that its first signs are no markup."""
    text = markdown.strip(" \t\n\u3000\u00a0\u200b\ufeff\u2002\u2003\u2009")
    if _ACROSS.match(text):
        return "".join(f"&#{ord(sign)};" if sign in "-=_" else sign for sign in text.replace("\\", ""))
    if match := _LIST.match(text):
        place = match.start("mark") if match["mark"] else match.end("number")
        return f"{text[:place]}\\{text[place:]}"
    first = text[:1]
    if not first:
        return ""
    if first in "#>+" or (first == "!" and text.startswith("!!!")):
        return f"\\{text}"
    if first in (":", "?", "＃", "｜", '"', "=", "~"):
        return f"&#{ord(first)};{text[1:]}"
    return text


def on_one_line(text: str) -> str:
    """A text with single blanks for tabs and rows of them."""
    return _BLANKS.sub(" ", text)


def in_html(text: str) -> str:
    """A text within raw HTML, no sign of which is Markdown's either."""
    return _MARKUP.sub(lambda match: _NAMED.get(match[0], f"&#{ord(match[0])};"), on_one_line(text))


def address(written: str) -> str:
    """An address within the brackets of a link."""
    return "".join(quote(sign) if sign in _UNSAFE else sign for sign in written.strip())
