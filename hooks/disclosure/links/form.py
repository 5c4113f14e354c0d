"""The form of an address: what is wrong with it as written, without asking where it leads.

Each slip has its rule, its remedy and, where one can be computed, the address that was meant.
"""

from __future__ import annotations

import ipaddress
import re
import unicodedata
from collections.abc import Callable
from functools import lru_cache
from urllib.parse import unquote, urlsplit

from disclosure.findings import Rule, Severity
from disclosure.links.inventory import Link
from disclosure.links.resolve import DeadEnd

_BASIS = ("2023要点/2",)


def _rule(number: int, title: str, bad: str, good: str, severity: Severity = Severity.ERROR) -> Rule:
    return Rule(f"LNK-{number}", title, severity, _BASIS, bad, good)


EMPTY = _rule(201, "链接写了地址", "[办理流程]()", "[办理流程](ref:doc-2023-014)")
ABSENT = _rule(202, "链接有地址属性", "<a>办理流程</a>", '<a href="…">办理流程</a>')
HASH = _rule(203, "链接不是空的“#”", "[办理流程](#)", "[办理流程](#办理流程)")
PLACEHOLDER = _rule(204, "链接不是占位符", "[下载](http://example.com/xxx)", "[下载](doc-2023-014-1.pdf)")
SCRIPT = _rule(205, "链接不执行程序", "[打印](javascript:print())", "[通知](ref:doc-2023-014)")
LOCAL_FILE = _rule(206, "链接不指向自己电脑里的文件", "[表格](C:\\表格.xlsx)", "[表格](doc-2023-014-1.xlsx)")
BACKSLASH = _rule(207, "链接不用反斜杠", "[表格](files\\a.xlsx)", "[表格](files/a.xlsx)")
INTRANET = _rule(208, "链接不指向内网", "[系统](http://10.1.2.3/oa)", "[系统](https://www.shanghai.gov.cn/)")
SCHEME = _rule(209, "网址开头写法正确", "[官网](htttp://www.gov.cn/)", "[官网](https://www.gov.cn/)")
SCHEMELESS = _rule(210, "网址写明 https://", "[官网](www.gov.cn)", "[官网](https://www.gov.cn/)")
FULL_WIDTH = _rule(211, "网址里没有全角字符", "[官网](http：//www.gov.cn/)", "[官网](http://www.gov.cn/)")
INVISIBLE = _rule(212, "网址里没有看不见的字符", "网址里夹着零宽空格", "[官网](https://www.gov.cn/)")
BLANKS = _rule(213, "网址前后没有空格", '<a href=" a.html">', '<a href="a.html">')
DOUBLE_ENCODED = _rule(214, "网址没有重复编码", "%25E4%25B8%25AD.html", "%E4%B8%AD.html")
BAD_ENCODING = _rule(215, "百分号后面是两位十六进制数", "[比例](100%.pdf)", "[比例](100%25.pdf)")
USER_INFO = _rule(216, "网址里没有用户名和密码", "http://user:pass@www.gov.cn/", "http://www.gov.cn/")
SESSION = _rule(217, "网址里没有会话编号", "/list;jsessionid=A1B2", "/list")
EXPIRING = _rule(218, "网址不会过期", "…?Expires=1700000000&Signature=…", "文件的固定网址")
BARE_IP = _rule(219, "外部链接用域名不用 IP 地址", "http://8.8.8.8/", "https://www.gov.cn/", Severity.WARNING)
OTHER_URL = _rule(
    220, "链接文字是网址时与地址一致", "[www.gov.cn](http://other.com/)", "[www.gov.cn](http://www.gov.cn/)"
)
COMPOSED = _rule(221, "文件名用规范的字符编排", "é 写成 e 加附加符号", "é", Severity.WARNING)
ODD_SCHEME = _rule(222, "链接的协议读者打得开", "[下载](ftp://…)", "[下载](https://…)", Severity.WARNING)

RULES = (
    EMPTY, ABSENT, HASH, PLACEHOLDER, SCRIPT, LOCAL_FILE, BACKSLASH, INTRANET, SCHEME, SCHEMELESS, FULL_WIDTH,
    INVISIBLE, BLANKS, DOUBLE_ENCODED, BAD_ENCODING, USER_INFO, SESSION, EXPIRING, BARE_IP, OTHER_URL, COMPOSED,
    ODD_SCHEME,
)  # fmt: skip

# A path of plain names, in which none of the looks below but that for placeholders can find anything.
_PLAIN = re.compile(r"(?!www\.)(?:\.\./)*[A-Za-z0-9_-]+(?:[/.-][A-Za-z0-9_-]+)*(?:#[A-Za-z0-9_-]*)?", re.IGNORECASE)
# A whole address of plain names; what is left to ask is whether its host is one.
_PLAIN_ADDRESS = re.compile(r"https?://((?:[a-z0-9-]+\.)+[a-z]{2,})(?:/[\w./-]*)?", re.ASCII)
_FOR_READERS = {"ref", "http", "https", "mailto", "tel", "sms", "geo", "urn"}
_SCRIPTS = ("javascript:", "vbscript:", "data:", "blob:", "about:", "file:")
_INVISIBLE = re.compile("[\u00a0\u00ad\u200b-\u200f\u2028-\u202e\u2060\u3000\ufeff]")
_ENCODED = re.compile("%E2%80%8[B-F]|%E2%80%A[89A-E]|%E2%81%A0|%EF%BB%BF|%C2%AD", re.IGNORECASE)  # U+200B and its like
_FULL = re.compile("[\uff01-\uff5e。]")
_SESSION = re.compile(r"(?i);(?:jsessionid|phpsessid)=|[?&](?:jsessionid|phpsessid|sessionid|session_id|sid)=\w{6,}")
_EXPIRING = re.compile(
    r"(?i)[?&](?:expires|x-amz-signature|x-amz-expires|x-oss-signature|signature|auth_key|tempkey|q-sign-algorithm)="
)
_PLACEHOLDERS = re.compile(
    r"(?i)^(?:https?://)?(?:x{2,}|待定|待补充|链接|网址|url|link|todo|tbd|占位|placeholder|此处填写.*|your-?url.*|\.\.\.|……|example)"
    r"(?:\.html?|/)?$|//(?:www\.)?(?:example\.(?:com|org|net)|xxx+\.(?:com|cn|gov\.cn)|yourdomain\.\w+)(?:[/:?#]|$)"
)
_DRIVE = re.compile(r"^/?[a-zA-Z](?::|\|)[\\/]|^[a-zA-Z]:[^/]")
_SINGLE_LABEL_TLDS = ("local", "lan", "internal", "intranet", "corp", "home", "localdomain")
_TEXT_URL = re.compile(r"(?i)^(?:https?://)?((?:[\w-]+\.)+(?:cn|com|org|net|gov|edu))(?:[:/?#]\S*)?$")


def fault(link: Link) -> DeadEnd | None:
    """What is wrong with an address as it is written, or ``None``; the first slip that explains most."""
    if link.href is None:
        return DeadEnd(ABSENT, f"没有地址属性（{link.attribute}）。", "请写上地址，或者去掉这个链接。")
    found = _fault(link.href, link.tag in ("form", "button", "input"))
    if found is None and link.tag == "a" and link.href[:1] in "hH/":
        return _other_url(link.href, link.text)
    if (
        found is not None
        and found.rule is SCRIPT
        and link.tag in ("img", "source", "image")
        and "data:image/" in link.href[:32]
    ):
        return None  # a picture inside the page is no link
    return found


@lru_cache(maxsize=1 << 16)
def _fault(href: str, may_be_empty: bool) -> DeadEnd | None:
    if _is_plain(href) and not _PLACEHOLDERS.search(href):
        return None
    if not href.strip():
        return None if may_be_empty else DeadEnd(EMPTY, "没有写地址。", "请写上地址，或者去掉这个链接。")
    return next((found for look in _LOOKS if (found := look(href)) is not None), None)


def _is_plain(href: str) -> bool:
    if _PLAIN.fullmatch(href):
        return True
    match = _PLAIN_ADDRESS.fullmatch(href)
    return match is not None and _host_fault(href, None, match[1]) is None


def _blanks(href: str) -> DeadEnd | None:
    clean = href.strip(" \t\r\n\f")
    if clean == href:
        return None
    return DeadEnd(BLANKS, f"地址“{clean}”的前后有空格或换行。", f"请改成“{clean}”。", suggestion=clean)


def _hash(href: str) -> DeadEnd | None:
    if href == "#":
        return DeadEnd(HASH, "地址只有一个“#”，点击后哪里也不去。", "请写上真正的地址，或者去掉这个链接。")
    return None


def _script(href: str) -> DeadEnd | None:
    lowered = re.sub(r"[\s\x00-\x1f]", "", href[:64]).lower()
    scheme = next((scheme for scheme in _SCRIPTS if lowered.startswith(scheme)), None)
    if scheme is None:
        return None
    if scheme == "file:":
        return DeadEnd(
            LOCAL_FILE, f"地址“{href}”是自己电脑里的文件，读者打不开。", "请把文件作为附件上传，再链接到附件。"
        )
    return DeadEnd(SCRIPT, f"地址以“{scheme}”开头，会执行程序或打开不明内容。", "请改成网页或附件的地址。")


def _local_file(href: str) -> DeadEnd | None:
    if _DRIVE.match(href) or href.startswith("\\\\"):
        return DeadEnd(
            LOCAL_FILE, f"地址“{href}”是自己电脑或局域网里的文件，读者打不开。", "请把文件作为附件上传，再链接到附件。"
        )
    return None


def _invisible(href: str) -> DeadEnd | None:
    clean = _ENCODED.sub("", _INVISIBLE.sub("", href))
    if clean == href:
        return None
    return DeadEnd(INVISIBLE, f"地址“{clean}”里夹着看不见的字符。", f"请删掉后重新输入：“{clean}”。", suggestion=clean)


def _full_width(href: str) -> DeadEnd | None:
    head = href.split("/", 3)
    suspect = href if _looks_like_host(href) else ""
    if not suspect or not _FULL.search("/".join(head[:3]) if "：" not in href[:8] else href):
        return None
    clean = unicodedata.normalize("NFKC", href.replace("。", "."))
    return DeadEnd(FULL_WIDTH, f"地址“{href}”里有全角字符。", f"请改成“{clean}”。", suggestion=clean)


def _looks_like_host(href: str) -> bool:
    return bool(re.match(r"(?i)[a-z]{2,8}\s*[:：]\s*[/／]{1,2}|www[.。．]", href))


def _typo(href: str) -> DeadEnd | None:
    if re.match(r"(?i)(?:https?|ftp|mailto|tel)://?[^/\s]", href) and re.match(
        r"(?i)(?:https?|ftp)://[^/]|mailto:|tel:", href
    ):
        return None
    match = re.match(r"(?i)(h{1,3}t{1,5}p{1,3}s{0,2})\s*([:;]{0,2})\s*([/\\]*)(?=[\w\[])", href)
    if match is None or not (match[2] or match[3]) or _is_plain_path(match):
        return None
    secure = "s" if match[1].lower().endswith("s") else ""
    clean = f"http{secure}://{href[match.end() :]}"
    return DeadEnd(SCHEME, f"网址的开头“{match[0]}”写错了。", f"请改成“{clean}”。", suggestion=clean)


def _is_plain_path(match: re.Match[str]) -> bool:
    """``http/intro.html`` is a folder called http."""
    return not match[2] and len(match[3]) == 1


def _schemeless(href: str) -> DeadEnd | None:
    if not href.lower().startswith("www.") or "/" in href.split(".")[0]:
        return None
    clean = f"https://{href}"
    return DeadEnd(
        SCHEMELESS, f"网址“{href}”没有写 https://，会被当成站内的文件。", f"请改成“{clean}”。", suggestion=clean
    )


def _placeholder(href: str) -> DeadEnd | None:
    if _PLACEHOLDERS.search(href):
        return DeadEnd(PLACEHOLDER, f"地址“{href}”是还没有填写的占位符。", "请写上真正的地址，或者去掉这个链接。")
    return None


def _backslash(href: str) -> DeadEnd | None:
    if "\\" not in href:
        return None
    clean = href.replace("\\", "/")
    return DeadEnd(BACKSLASH, f"地址“{href}”里有反斜杠。", f"请改成“{clean}”。", suggestion=clean)


def _encoding(href: str) -> DeadEnd | None:
    if "%" not in href:
        return None
    if (
        re.search(r"(?i)%25[0-9a-f]{2}", href)
        and _is_text(unquote(unquote(href)))
        and "\ufffd" not in unquote(unquote(href))
    ):
        clean = re.sub(r"(?i)%25(?=[0-9a-f]{2})", "%", href)
        if re.search(r"(?i)%[89a-f][0-9a-f]|%20", clean):
            return DeadEnd(DOUBLE_ENCODED, f"地址“{href}”编码了两次。", f"请改成“{clean}”。", suggestion=clean)
    if re.search(r"%(?![0-9a-fA-F]{2})", href):
        clean = re.sub(r"%(?![0-9a-fA-F]{2})", "%25", href)
        return DeadEnd(BAD_ENCODING, f"地址“{href}”里的百分号没有编码。", f"请改成“{clean}”。", suggestion=clean)
    return None


def _is_text(text: str) -> bool:
    return all(character.isprintable() for character in text)


def _composed(href: str) -> DeadEnd | None:
    decoded = unquote(href)
    clean = unicodedata.normalize("NFC", decoded)
    if clean == decoded:
        return None
    return DeadEnd(COMPOSED, f"地址“{href}”里的字符用了分开编排的写法。", f"请改成“{clean}”。", suggestion=clean)


def _host(href: str) -> DeadEnd | None:
    """What is wrong with where an absolute address points: scheme, user, host."""
    if ":" not in href and not href.startswith("//"):
        return None
    try:
        parts = urlsplit(href)
        host = (parts.hostname or "").rstrip(".")
    except ValueError:
        return DeadEnd(SCHEME, f"网址“{href}”的写法不对。", "请核对网址。")
    scheme = parts.scheme.lower()
    if scheme and scheme not in _FOR_READERS and "." not in scheme:
        return DeadEnd(ODD_SCHEME, f"读者的浏览器不一定打得开“{scheme}:”开头的地址。", "请改用 https:// 的网址。")
    if not (parts.netloc and scheme in ("", "http", "https")):
        return None
    return _host_fault(href, parts.username, host)


def _host_fault(href: str, user: str | None, host: str) -> DeadEnd | None:
    if user is not None:
        clean = href.replace(href.split("//", 1)[1].split("/", 1)[0].rpartition("@")[0] + "@", "", 1)
        return DeadEnd(USER_INFO, f"网址“{clean}”里带着用户名或密码。", f"请改成“{clean}”。", suggestion=clean)
    if _is_intranet(host):
        message = f"“{host}”是内部网络的地址，读者打不开。"
        return DeadEnd(INTRANET, message, "请改成公众能访问的网址，或者去掉这个链接。")
    if _address(host) is not None:
        return DeadEnd(BARE_IP, f"网址用的是 IP 地址“{host}”，没有用域名。", "请改成网站的域名，避免失效和误导。")
    return None


def _address(host: str) -> ipaddress.IPv4Address | ipaddress.IPv6Address | None:
    if not host[-1:].isdigit() and ":" not in host:
        return None  # names of hosts, which are nearly all
    try:
        return ipaddress.ip_address(host)
    except ValueError:
        return None


def _is_intranet(host: str) -> bool:
    address = _address(host)
    if address is not None:
        return not address.is_global
    labels = host.lower().split(".")
    return host.lower() == "localhost" or len(labels) == 1 or labels[-1] in _SINGLE_LABEL_TLDS


def _temporary(href: str) -> DeadEnd | None:
    if _SESSION.search(href):
        return DeadEnd(
            SESSION, f"网址“{href}”里带着会话编号，别人打不开。", "请用浏览器重新打开这个页面，复制不带会话编号的网址。"
        )
    if _EXPIRING.search(href):
        return DeadEnd(
            EXPIRING, f"网址“{href}”带有时效签名，过期就打不开。", "请改用文件的固定网址，或者把文件作为附件上传。"
        )
    return None


def _other_url(href: str, text: str) -> DeadEnd | None:
    """A text that is an address itself must be the address that it leads to."""
    shown = _TEXT_URL.match(text.strip()) if href.lower().startswith(("http://", "https://", "//")) else None
    if shown is None:
        return None
    host = (urlsplit(href).hostname or "").lower().removeprefix("www.")
    if host == shown[1].lower().removeprefix("www."):
        return None
    message = f"链接文字写的是“{text}”，实际去的却是“{host}”。"
    return DeadEnd(OTHER_URL, message, "请把文字和地址改成一致。")


# Most telling first: the first that finds something is reported.
_LOOKS: tuple[Callable[[str], DeadEnd | None], ...] = (
    _hash, _local_file, _script, _invisible, _full_width, _blanks, _placeholder, _typo, _schemeless, _backslash,
    _host, _temporary, _encoding, _composed,
)  # fmt: skip
