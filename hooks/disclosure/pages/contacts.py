"""Telephone numbers, mailboxes and web addresses in text → links that a phone dials and a reader presses.

What looks like a number and is none that anybody can call — the number of a paper, a date, a sum, an account, a fax —
stays text: better one number that must be copied than one that calls a stranger.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import lru_cache
from types import MappingProxyType
from typing import NamedTuple

from jinja2 import pass_context
from jinja2.runtime import Context
from markupsafe import Markup, escape

from disclosure.expressions import expression
from disclosure.findings import Place
from disclosure.pages.leaving import anchor, leave_notice_needed
from disclosure.reading.dialect import BARE_ADDRESS

# One character for one, so that places stay where they are.
_PLAIN = str.maketrans("０１２３４５６７８９－–—―‐‑−（）＋＠．　\u00a0", "0123456789-------()+@.  ")

_SUBSCRIBER = r"[2-8]\d{2,3}[- ]?\d{4}"
_LANDLINE = (
    rf"\(?(?:\+?(?:00)?86[- ]?)?(?P<area>010|02[0-57-9]|0[3-9]\d{{2}})\)?[- ]{{0,2}}(?P<own>{_SUBSCRIBER})"
    rf"|\+(?:00)?86[- ]?\(?(?P<far_area>10|2[0-57-9]|[3-9]\d{{2}})\)?[- ]{{0,2}}(?P<far>{_SUBSCRIBER})"
)
_SERVICE = r"(?P<service>[48]00(?:[- ]?\d){7})"
_MOBILE = r"(?:\+?86[- ]?)?(?P<mobile>1[3-9]\d[- ]?\d{4}[- ]?\d{4})"
_LOCAL = rf"(?P<local>{_SUBSCRIBER})"
_SHORT = r"(?P<short>12\d{3}|95\d{3}|96\d{3,4}|11[0249]|12[02])"
_EXTENSION = (
    r"(?:[- ,，(]{0,2}(?:转|分机|内线)(?:分机|内线)?(?:号码?)?[:： ]{0,2}(?P<inner>\d{1,6})|-(?P<dashed>\d{2,5}))?"
)
_PHONE = expression(
    rf"(?<![\dA-Za-z\-.@_#=〔\[])(?:{_LANDLINE}|{_SERVICE}|{_MOBILE}|{_LOCAL}|{_SHORT})(?!\d)"
    rf"{_EXTENSION}(?![\dA-Za-z_@]|[-.]\d|\.[A-Za-z])"
)
_MAIL = expression(
    r"(?<![A-Za-z0-9._%+@/-])[A-Za-z0-9_%+-]{1,64}(?:\.[A-Za-z0-9_%+-]{1,64}){0,6}"
    r"@(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.){1,6}[A-Za-z]{2,24}(?![A-Za-z0-9@-]|\.[A-Za-z0-9])"
)
_WEB = expression(
    rf"{BARE_ADDRESS}|(?<![A-Za-z0-9_/.@-])(?P<bare>www\.(?:[A-Za-z0-9-]{{1,63}}\.){{1,5}}[a-z]{{2,10}})(?![A-Za-z0-9_.-])"
)
# A number has five digits in a row, or three on either side of what may part them, or is 110, 119, 120 and the like.
_PARTING = r"[-－–—―‐‑− 　\u00a0()（）]"
# One set of signs stands first, which is looked for many times as fast as several beginnings.
_SIGNS = expression(
    rf"[\d@＠:w](?:(?<=\d)(?:\d{{4}}|\d{{2}}{_PARTING}{{1,3}}\d{{3}}|(?<=[48４８])[0０]{{2}}{_PARTING}?\d"
    r"|(?<=[1１])(?:[1１][0249０２４９]|[2２][02０２]))|(?<=[@＠])|(?<=:)//|(?<=w)ww\.)"
)

# What stands in front of a number that somebody can call, and of one that nobody can.
_CALL = expression(
    r"(?:电话|热线|专线|拨打|致电|来电|拨|手机|座机|总机|[Tt][Ee][Ll])(?:号码?|为|是|请|可)?[.：:(（“\"'‘「/ 　]{0,4}$"
)
_NO_CALL = expression(
    r"(?:传真|账号|帐号|账户|帐户|卡号|编号|文号|字号|案号|证号|单号|代码|编码|识别码|标识码|备案号?|邮编|序号|[Qq]{2})"
    r"[^\d，。；]{0,6}$"
)
_MEASURED = expression(r"\s?(?:[元万亿件个条人次户份台套岁吨倍页米%％年月]|号(?!码)|平方|公里|多|余)")
_HOTLINE = expression(r"[”\"」』]?[^\d，。；、]{0,12}?(?:热线|电话|专线|报警|急救)")
_ALSO = expression(r"\s?(?:[、/,，;；或和及]|或者|以及)\s?")
_SURE = frozenset({"area", "far_area", "mobile"})  # shapes that need no word in front
_AROUND = 16
_SHORT_TEXT = 200


Sites = Mapping[str, tuple[str, Place]]  # the name of a site → its address, and the line of that
NONE: Sites = MappingProxyType({})


class Reach(NamedTuple):
    """A piece of text by which somebody can be reached, from ``start`` to ``end``, and the address for it.

    ``origin`` is the line of the address where that is not the text's own.
    """

    start: int
    end: int
    href: str
    origin: Place | None = None


def reaches(text: str, area: str = "", label: str = "", sites: Sites = NONE) -> Iterator[Reach]:
    """All that can be called, written to or opened in a text, in its order.

    ``area`` is the office's own area code; ``label`` says what the text is, such as 咨询电话 or 传真; ``sites`` are the
    addresses of sites that a text may name in quotation marks.
    """
    found = list(_named(text, sites))
    if may_reach(text):
        found += (_known if len(text) <= _SHORT_TEXT else _written)(text, area, label)
    past = 0
    for reach in sorted(found, key=lambda reach: (reach.start, -reach.end)):
        if reach.start >= past:
            yield reach
            past = reach.end


def may_reach(text: str) -> bool:
    """Whether there can be anything of the kind in a text, but for sites by their names."""
    return _SIGNS.search(text) is not None


def _written(text: str, area: str, label: str) -> tuple[Reach, ...]:
    plain = text.translate(_PLAIN)
    return *_webs(plain), *_mails(plain), *_phones(plain, area, label)


_known = lru_cache(maxsize=1 << 8)(_written)  # the number in the foot of every page is read once


@lru_cache(maxsize=1 << 4)
def area_of(phone: str) -> str:
    """The area code that an office's own number begins with; "" if it has none."""
    match = _PHONE.search(phone.translate(_PLAIN))
    return (match["area"] or "") if match else ""


@pass_context
def contacts(context: Context, text: str, origin: Place | None = None, label: str = "") -> Markup:
    """Template filter: a text with links for all in it by which somebody can be reached.

    ``origin`` is the line of the text, ``label`` what it is called beside it: behind 咨询电话, 12345 can be called.
    """
    agency, links = context["site"].agency, context["links"]
    found = reaches(text, area_of(agency.phone), label, agency.sites)
    return linked(text, found, lambda reach: links.note(reach.href, reach.origin or origin), agency.hosts)


def linked(text: str, found: Iterable[Reach], note: Callable[[Reach], str], own_hosts: tuple[str, ...] = ()) -> Markup:
    """The text with links where it has ``found`` some; ``note`` takes each and gives back the address to write."""
    pieces: list[Markup] = []
    past = 0
    for reach in found:
        words, leaves = text[reach.start : reach.end], leave_notice_needed(reach.href, own_hosts)
        pieces += escape(text[past : reach.start]), anchor(note(reach), words, leaves)
        past = reach.end
    return Markup("").join((*pieces, escape(text[past:])))


def _named(text: str, sites: Sites) -> Iterator[Reach]:
    for name, (address, origin) in sites.items():
        for match in re.finditer(rf"(?<=[“「]){re.escape(name)}(?=[”」])", text):
            yield Reach(match.start(), match.end(), address, origin)


def _webs(plain: str) -> Iterator[Reach]:
    for match in _WEB.finditer(plain):
        yield Reach(match.start(), match.end(), f"https://{match['bare']}" if match["bare"] else match[0])


def _mails(plain: str) -> Iterator[Reach]:
    for match in _MAIL.finditer(plain):
        yield Reach(match.start(), match.end(), f"mailto:{match[0]}")


def _phones(plain: str, area: str, label: str) -> Iterator[Reach]:
    past, before_it = 0, False  # where the last number ended, and whether it was one to call
    for match in _PHONE.finditer(plain):
        lead = plain[max(past, match.start() - _AROUND) : match.start()]
        lead = f"{label}：{lead}" if match.start() < _AROUND and not past else lead
        follows = before_it and _ALSO.fullmatch(lead) is not None
        before_it = _is_to_call(match, lead, follows)
        past = match.end()
        if before_it:
            start = match.start() + (match[0].startswith("(") and ")" not in match[0])
            yield Reach(start, match.end(), f"tel:{_dialled(match, area)}")


def _is_to_call(match: re.Match[str], lead: str, follows: bool) -> bool:
    """Whether what has the shape of a number is one: by the words around it."""
    if _NO_CALL.search(lead) and "电话" not in lead:
        return False
    if _MEASURED.match(match.string, match.end()):
        return False
    kind = _kind(match)
    if kind in _SURE or (kind == "service" and not match["service"].isdigit()):
        return True
    if kind == "short" and _HOTLINE.match(match.string, match.end(), match.end() + _AROUND):
        return True
    return follows or _CALL.search(lead) is not None


def _kind(match: re.Match[str]) -> str:
    return next(name for name in ("area", "far_area", "service", "mobile", "local", "short") if match[name])


def _dialled(match: re.Match[str], area: str) -> str:
    """The digits to dial, and after a pause those of the extension."""
    if match["far_area"]:
        number = f"0{match['far_area']}{match['far']}"
    elif match["area"]:
        number = f"{match['area']}{match['own']}"
    elif match["local"]:
        number = f"{area}{match['local']}"
    else:
        number = match["service"] or match["mobile"] or match["short"]
    inner = match["inner"] or match["dashed"]
    return re.sub(r"\D", "", number) + (f",{inner}" if inner else "")
