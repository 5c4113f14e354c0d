"""Where an absolute address points: is there a scheme that readers can open, a host that can exist, a port in use?"""

from __future__ import annotations

import re

from disclosure.expressions import expression
from disclosure.links.form.rules import BARE_IP, INTRANET, NO_HOST, ODD_SCHEME, USER_INFO
from disclosure.links.hostnames import InvalidHost, address, canonical
from disclosure.links.resolve import DeadEnd

_FOR_READERS = {"ref", "http", "https", "mailto", "tel", "sms", "geo", "urn"}
_WEB = ("http", "https")
_SCHEME = expression(r"([a-z][a-z0-9+-]*):", re.IGNORECASE | re.ASCII)
# Browsers take a backslash for a slash, and pass over ends of lines (URL Standard, basic URL parser).
_AUTHORITY = expression(r"(?:https?:)?//([^/\\?#]*)", re.IGNORECASE)
_PORT = expression(r"(.*?)(?::([^:\]]*))?", re.DOTALL)
_BROKEN = str.maketrans("", "", "\t\r\n")
_PRIVATE = ("local", "lan", "internal", "intranet", "corp", "home", "localdomain")
# Ports that no browser opens a web page at: those of other services (Fetch Standard, port blocking).
_OTHER_SERVICES = frozenset((
    0, 1, 7, 9, 11, 13, 15, 17, 19, 20, 21, 22, 23, 25, 37, 42, 43, 53, 69, 77, 79, 87, 95, 101, 102, 103, 104, 109,
    110, 111, 113, 115, 117, 119, 123, 135, 137, 139, 143, 161, 179, 389, 427, 465, 512, 513, 514, 515, 526, 530, 531,
    532, 540, 548, 554, 556, 563, 587, 601, 636, 989, 990, 993, 995, 1719, 1720, 1723, 2049, 3659, 4045, 4190, 5060,
    5061, 6000, 6566, 6665, 6666, 6667, 6668, 6669, 6679, 6697, 10080,
))  # fmt: skip
_HIGHEST = 65535


def is_public(host: str) -> bool:
    """Whether a host is a name that can exist outside of the office; said without a finding, for the many."""
    try:
        return not _is_private(canonical(host)) and address(host) is None
    except InvalidHost:
        return False


def look(href: str) -> DeadEnd | None:
    """What is wrong with scheme, user, host or port of an absolute address."""
    if ":" not in href and not href.startswith("//"):
        return None
    found = _AUTHORITY.match(href.translate(_BROKEN))
    if found is not None:
        return _authority_fault(href, found[1])
    scheme = _SCHEME.match(href)
    if scheme is None or scheme[1].lower() in _FOR_READERS:
        return _no_host(href, "没有写网站名") if scheme is not None and scheme[1].lower() in _WEB else None
    message = f"读者的浏览器不一定打得开“{scheme[1].lower()}:”开头的地址。"
    return DeadEnd(ODD_SCHEME, message, "请改用 https:// 的网址。")


def _authority_fault(href: str, authority: str) -> DeadEnd | None:
    user, at, server = authority.rpartition("@")
    if at:
        clean = href.replace(f"{user}@", "", 1)
        return DeadEnd(USER_INFO, f"网址“{clean}”里带着用户名或密码。", f"请改成“{clean}”。", suggestion=clean)
    match = _PORT.fullmatch(server)
    name, port = (match[1], match[2] or "") if match else (server, "")
    try:
        host = canonical(name)
    except InvalidHost as error:
        return _no_host(href, str(error))
    return _port_fault(href, port) or _host_fault(host)


def _port_fault(href: str, port: str) -> DeadEnd | None:
    if not port:
        return None
    number = port.lstrip("0") or "0"
    # Python reads no number of thousands of digits: what is longer than the highest port is not read at all.
    is_number = port.isascii() and port.isdigit() and len(number) <= len(str(_HIGHEST))
    if not is_number or int(number) > _HIGHEST or int(number) in _OTHER_SERVICES:
        return _no_host(href, f"端口“{port}”不能用")
    return None


def _no_host(href: str, why: str) -> DeadEnd:
    return DeadEnd(NO_HOST, f"网址“{href}”打不开，{why}。", "请核对网址，或者从浏览器的地址栏重新复制。")


def _host_fault(host: str) -> DeadEnd | None:
    if _is_private(host):
        message = f"“{host}”是内部网络的地址，读者打不开。"
        return DeadEnd(INTRANET, message, "请改成公众能访问的网址，或者去掉这个链接。")
    if address(host) is not None:
        return DeadEnd(BARE_IP, f"网址用的是 IP 地址“{host}”，没有用域名。", "请改成网站的域名，避免失效和误导。")
    return None


def _is_private(host: str) -> bool:
    number = address(host)
    if number is not None:
        return not number.is_global
    return "." not in host or host.rpartition(".")[2] in _PRIVATE
