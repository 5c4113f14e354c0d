"""Addresses of people: ``mailto:`` (RFC 6068), ``tel:`` (RFC 3966) and ``sms:`` (RFC 5724)."""

from __future__ import annotations

import re
from urllib.parse import parse_qsl, unquote

from disclosure.expressions import expression
from disclosure.links.form.rules import CONTACT, EMPTY, FULL_WIDTH
from disclosure.links.form.widths import first_full, plain
from disclosure.links.hostnames import InvalidHost, canonical
from disclosure.links.resolve import DeadEnd

_SCHEME = expression(r"(mailto|tel|sms)[:：]", re.IGNORECASE)
# The part of a mail address before the @ (RFC 5322 §3.4.1): words joined by dots, or anything in quotation marks.
_WORD = r"[^\W_]|[!#$%&'*+/=?^_`{|}~-]"
_LOCAL = expression(rf'(?:{_WORD})+(?:\.(?:{_WORD})+)*|"(?:[^"\\]|\\.)*"')
_LONGEST_LOCAL = 64
_LONGEST_LIST = 1000  # characters in which it is looked for what was meant
_INNER = expression(r"(?://|[^<>]*<)?\s*([^<>\s/]+@[^<>\s/]+?)\s*>?")
_RECIPIENTS = {"to", "cc", "bcc"}
# A number and its parameters (RFC 3966 §3): digits, the marks that part them, the keys * and # of a telephone.
_NUMBER = expression(r"\+?[-.()]*[0-9*#a-fA-F][-.()0-9*#a-fA-F]*(?:;[a-zA-Z0-9-]+(?:=[^;\s]*)?)*", re.ASCII)
_DIGITS = expression(r"[0-9]", re.ASCII)
_BETWEEN = expression(r"[\s\u00a0、/—–]+")


def look(href: str) -> DeadEnd | None:
    """What is wrong with the address of a person."""
    found = _SCHEME.match(href)
    if found is None:
        return None
    clean = plain(href)
    if first_full(href) >= 0 and _fault(clean) is None:
        return DeadEnd(FULL_WIDTH, f"地址“{href}”里有全角字符。", f"请改成“{clean}”。", suggestion=clean)
    return _fault(clean)


def _fault(href: str) -> DeadEnd | None:
    scheme, _, rest = href.partition(":")
    if not unquote(rest).strip(" ?"):
        return DeadEnd(EMPTY, f"“{href}”后面没有写{_NAMES[scheme.lower()]}。", "请写全，或者去掉这个链接。")
    return _mail_fault(href, rest) if scheme.lower() == "mailto" else _phone_fault(href, scheme.lower(), rest)


_NAMES = {"mailto": "邮箱", "tel": "电话", "sms": "电话"}


def _mail_fault(href: str, rest: str) -> DeadEnd | None:
    to, _, fields = rest.partition("?")
    named = [value for name, value in parse_qsl(fields) if name.lower() in _RECIPIENTS]
    people = [part for written in (to, *named) if written for part in written.split(",")]
    wrong = next((person for person in people if "/" in person or not _is_mailbox(unquote(person))), None)
    if wrong is None:
        return None
    clean = _mailboxes(unquote(to)) if not named and len(to) <= _LONGEST_LIST else ""
    remedy = f"请改成“{clean}”。" if clean else "请写成“mailto:名称@网站名”。"
    return DeadEnd(CONTACT, f"邮箱“{unquote(wrong)}”的写法不对，写不成信。", remedy, suggestion=clean)


def _mailboxes(written: str) -> str:
    """What was meant by names with the address in brackets, slashes in front, blanks, or other signs between."""
    meant = [_INNER.fullmatch(part) for part in re.split("[,;、]", written)]
    found = [inner[1] for inner in meant if inner and _is_mailbox(inner[1])]
    return f"mailto:{','.join(found)}" if len(found) == len(meant) else ""


def _is_mailbox(person: str) -> bool:
    local, at, domain = person.rpartition("@")
    if not at or not _LOCAL.fullmatch(local) or len(local.encode()) > _LONGEST_LOCAL:
        return False
    if domain.startswith("["):
        return domain.endswith("]")
    try:
        return "." in canonical(domain) and not domain.endswith(".")
    except InvalidHost:
        return False


def _phone_fault(href: str, scheme: str, rest: str) -> DeadEnd | None:
    numbers, mark, fields = rest.partition("?") if scheme == "sms" else (rest, "", "")
    wrong = next((one for one in numbers.split(",") if not _is_number(unquote(one))), None)
    if wrong is None:
        return None
    plain = _BETWEEN.sub("-", unquote(numbers).strip(" /"))
    clean = f"{scheme}:{plain}{mark}{fields}" if all(map(_is_number, plain.split(","))) else ""
    remedy = f"请改成“{clean}”。" if clean else "请只写数字和“-”，例如“tel:021-12345678”。"
    return DeadEnd(CONTACT, f"电话“{unquote(wrong)}”的写法不对，拨不出去。", remedy, suggestion=clean)


def _is_number(written: str) -> bool:
    return _NUMBER.fullmatch(written) is not None and _DIGITS.search(written.partition(";")[0]) is not None
