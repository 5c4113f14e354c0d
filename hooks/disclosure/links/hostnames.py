"""Names of hosts: which can exist at all, and how the network spells them.

Names are read as browsers read them (URL Standard, host parsing; UTS 46); what comes out must then be a name that DNS
can hold (RFC 1035 §2.3.4, RFC 1123 §2.1). The underscore is let pass: servers with one are in use.
"""

from __future__ import annotations

import ipaddress
import re
import unicodedata
from urllib.parse import unquote, urlsplit

from disclosure.expressions import expression

_LABEL = expression(r"(?!-)[a-z0-9_-]{1,63}(?<!-)", re.ASCII)
_ENCODED = "xn--"
_HEXADECIMAL = expression(r"0x[0-9a-f]*", re.ASCII)
_NUMBER = expression(r"0x[0-9a-f]{0,16}|0[0-7]{0,16}|[1-9][0-9]{0,15}", re.ASCII)
# What letters of a name can be, beyond letters, digits, their marks and symbols (IDNA's CONTEXTJ and CONTEXTO).
_JOINING = frozenset("-_.。·・׳״͵\u200c\u200d")
_LONGEST = 253
_LONGEST_WRITTEN = _LONGEST * len("%E4%B8%AD")  # encoding a longer one would take for ever
_FRONT = expression(r"/?|/(?:index|default|home|main)(?:\.[a-z]{2,5})?", re.IGNORECASE)
_NO_ADDRESS = "IP 地址的写法不对"


class InvalidHost(ValueError):
    """No host can have this name; the message says why, in words for editors."""


def canonical(host: str) -> str:
    """The name in the ASCII in which DNS knows it, without the dot at its end; an IPv6 address without its brackets.

    Raises :class:`InvalidHost`.
    """
    if len(host) > _LONGEST_WRITTEN:
        raise InvalidHost("网站名太长")
    if host.startswith("["):
        return _version_six(host)
    name = _ascii(unquote(host)).removesuffix(".")
    if not name:
        raise InvalidHost("没有写网站名")
    labels = name.split(".")
    if labels[-1].isdigit() or _HEXADECIMAL.fullmatch(labels[-1]):
        return str(_version_four(labels))
    for label in labels:
        _check(label)
    if len(name) > _LONGEST:
        raise InvalidHost("网站名太长")
    return name


def can_be_read(written: str) -> bool:
    """Whether browsers can take an address apart: its host, if it has one, can exist, and its port is a number."""
    try:
        parts = urlsplit(written)
        return parts.hostname is None or (parts.port != 0 and bool(canonical(parts.hostname)))
    except ValueError:
        return False


def address(host: str) -> ipaddress.IPv4Address | ipaddress.IPv6Address | None:
    """The IP address that a canonical name is, or ``None`` for a name."""
    if not host[-1:].isdigit() and ":" not in host:
        return None
    try:
        return ipaddress.ip_address(host)
    except ValueError:
        return None


def is_front_page(path: str) -> bool:
    """Whether the path of an address, without a query, is that of its host's front page."""
    return _FRONT.fullmatch(path) is not None


def _version_six(host: str) -> str:
    try:
        return str(ipaddress.IPv6Address(host[1:].removesuffix("]") if host.endswith("]") and "%" not in host else ""))
    except ValueError as error:
        raise InvalidHost(_NO_ADDRESS) from error


def _version_four(labels: list[str]) -> ipaddress.IPv4Address:
    """As browsers read it: one to four numbers, each decimal, octal or hexadecimal, the last filling the rest."""
    if len(labels) > 4 or not all(map(_NUMBER.fullmatch, labels)):
        raise InvalidHost(_NO_ADDRESS)
    *octets, rest = map(_number, labels)
    if any(octet > 255 for octet in octets) or rest >= 256 ** (4 - len(octets)):
        raise InvalidHost(_NO_ADDRESS)
    return ipaddress.IPv4Address(rest + sum(octet << 8 * (3 - place) for place, octet in enumerate(octets)))


def _number(label: str) -> int:
    if label.startswith("0x"):
        return int(label[2:] or "0", 16)
    return int(label, 8 if label.startswith("0") else 10)


def _ascii(host: str) -> str:
    """The name with full-width letters and dots made plain and other scripts encoded."""
    if host.isascii():
        name = host.lower()
        return ".".join(map(_decodes, name.split("."))) if _ENCODED in name else name
    wrong = next((sign for sign in host if not _may_stand(unicodedata.normalize("NFKC", sign))), "")
    if wrong:
        raise InvalidHost(_forbidden(wrong))
    import idna  # here: its tables are large, and nearly all names are plain

    try:
        name = idna.uts46_remap(host, std3_rules=False, transitional=False)
        return ".".join(_encoded(label) if not label.isascii() else _decodes(label) for label in name.split("."))
    except (idna.IDNAError, UnicodeError) as error:
        raise InvalidHost("网站名里有不能用的字符") from error


def _may_stand(sign: str) -> bool:
    """Whether a sign, in its plain form, can stand in a name: letters, digits, marks and pictures."""
    kind = unicodedata.category(sign[0])
    return sign.isascii() or sign in _JOINING or kind[0] in "LMN" or kind in ("So", "Sk", "Cf")


def _encoded(label: str) -> str:
    import idna

    idna.check_initial_combiner(label)
    idna.check_bidi(label)
    return _ENCODED + label.encode("punycode").decode("ascii")


def _decodes(label: str) -> str:
    """An encoded label, provided that it encodes something, and is how that is encoded (UTS 46 §4)."""
    if not label.startswith(_ENCODED):
        return label
    import idna

    try:
        plain = label.removeprefix(_ENCODED).encode("ascii").decode("punycode")
        valid = not plain.isascii() and _encoded(idna.uts46_remap(plain, std3_rules=False, transitional=False)) == label
    except (idna.IDNAError, UnicodeError, ValueError):
        valid = False
    if not valid:
        raise InvalidHost(f"“{label}”不是编码过的中文域名")
    return label


def _check(label: str) -> None:
    if _LABEL.fullmatch(label):
        return
    if not label:
        raise InvalidHost("网站名里两个点连在一起，或者头尾有多余的点")
    if len(label) > 63:
        raise InvalidHost("网站名里两个点之间的字太多")
    wrong = next((sign for sign in label if not re.match(r"[a-z0-9_-]", sign, re.ASCII)), "")
    if not wrong:
        raise InvalidHost(f"网站名里“{label}”的头尾不能是“-”")
    raise InvalidHost(_forbidden(wrong))


def _forbidden(sign: str) -> str:
    if not sign.isprintable() and not sign.isspace():
        return "网站名里有看不见的字符"
    return "网站名里不能有空格" if sign.isspace() else f"网站名里不能有“{sign}”"
