"""Who answers for a host: registrable domains by the Public Suffix List that comes with a library.

No look-up and no substring test: ``www.gov.cn.evil.com`` is not the government's.
"""

from __future__ import annotations

from collections.abc import Collection
from functools import cache
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from markupsafe import Markup

if TYPE_CHECKING:
    from publicsuffixlist import PublicSuffixList

# What stands behind the text of a link that leaves for a site no government answers for.
NOTICE = "（非政府网站）"

# 政务 in punycode; its sister 公益 belongs to public institutions and does not count.
_GOVERNMENT_SUFFIXES = ("gov.cn", "xn--zfr164b")


def registrable_domain(host: str) -> str:
    """The part of a host that somebody has registered: ``shmh.gov.cn`` for ``zwgk.shmh.gov.cn``.

    A host that is itself a public suffix (``www.gov.cn`` is not, ``gov.cn`` is), and an address in numbers, is its own.
    """
    host = host.lower().rstrip(".")
    if ":" in host or host.replace(".", "").isdigit():
        return host
    return _suffixes().privatesuffix(host) or host


def is_government(host: str, listed: Collection[str] = ()) -> bool:
    """Whether a host belongs to a government: under gov.cn or 政务, or a registrable domain that is ``listed``."""
    domain = registrable_domain(host)
    under = any(domain == suffix or domain.endswith(f".{suffix}") for suffix in _GOVERNMENT_SUFFIXES)
    return under or domain in {registrable_domain(entry) for entry in listed}


def leave_notice_needed(url: str, own_hosts: Collection[str], listed: Collection[str] = ()) -> bool:
    """Whether readers must be told that they leave for a site that no government answers for.

    ``own_hosts`` are the hosts of the site itself; a host of the same registrable domain is no stranger.
    """
    if not url.strip().lower().startswith(("http://", "https://", "//")):
        return False
    try:
        host = (urlsplit(url.strip()).hostname or "").encode("idna").decode("ascii")
    except ValueError:
        return True
    own = {registrable_domain(entry) for entry in own_hosts}
    return registrable_domain(host) not in own and not is_government(host, listed)


def outward(href: str, words: str, own_hosts: Collection[str]) -> Markup:
    """A link to another site; whoever leaves for a stranger's is told so."""
    return anchor(href, words, leave_notice_needed(href, own_hosts))


def anchor(href: str, words: str, leaves: bool) -> Markup:
    """A link, with the notice behind its words where its reader ``leaves`` the government's sites."""
    if leaves:
        return Markup('<a href="{}" data-leaves>{}<span class="leaves">{}</span></a>').format(href, words, NOTICE)
    return Markup('<a href="{}">{}</a>').format(href, words)


@cache
def _suffixes() -> PublicSuffixList:
    from publicsuffixlist import PublicSuffixList  # here: it reads the whole list

    return PublicSuffixList()
