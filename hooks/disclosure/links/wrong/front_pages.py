"""A link that names a paper and opens the front page of a site: the reader has to look for the paper there."""

from __future__ import annotations

from urllib.parse import urlsplit

from disclosure.expressions import expression
from disclosure.links import wording
from disclosure.links.hostnames import is_front_page
from disclosure.links.identity import identify
from disclosure.links.wrong import rules
from disclosure.links.wrong.messages import short
from disclosure.links.wrong.rules import WrongLink

_SITE = expression("网|站|平台|首页|门户|主页|系统|数据库|专栏")


def at_front_page(text: str, href: str) -> WrongLink | None:
    """The verdict on a link with this text to a whole address."""
    if not names_a_document(text):
        return None
    try:
        parts = urlsplit(href)
    except ValueError:
        return None
    if not parts.netloc or parts.query or not is_front_page(parts.path):
        return None
    return opens_front_page(text, f"“{parts.netloc}”")


def opens_front_page(text: str, site: str) -> WrongLink:
    """The verdict itself."""
    message = f"链接写的是“{short(text)}”，打开的是{site}的首页。"
    return WrongLink(rules.FRONT_PAGE, message, remedy="请打开这份文件，复制它自己的网址。")


def names_a_document(text: str) -> bool:
    """Whether a text is the name or the number of a paper, and not of the site that it is on."""
    if ("《" not in text and "号" not in text) or _SITE.search(text):
        return False
    asked = identify(text)
    return (asked.document is not None and not asked.core) or (
        asked.quoted and wording.FORMAL.search(asked.core) is not None
    )
