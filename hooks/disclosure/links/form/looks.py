"""An address is looked at as it is written: the first slip that explains most is told."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from functools import lru_cache
from urllib.parse import unquote, urlsplit

from disclosure.expressions import expression
from disclosure.links.form import authority, contacts
from disclosure.links.form.rules import (
    ABSENT,
    BACKSLASH,
    BAD_ENCODING,
    BLANKS,
    COMPOSED,
    DOUBLE_ENCODED,
    EMPTY,
    EXPIRING,
    FULL_WIDTH,
    HASH,
    INVISIBLE,
    LOCAL_FILE,
    OTHER_URL,
    PLACEHOLDER,
    SCHEME,
    SCHEMELESS,
    SCRIPT,
    SESSION,
)  # fmt: skip
from disclosure.links.form.widths import first_full, plain
from disclosure.links.inventory import Link
from disclosure.links.resolve import DeadEnd

# A path of plain names, in which none of the looks below but that for placeholders can find anything.
_PLAIN = expression(r"(?!www\.)(?:\.\./)*[A-Za-z0-9_-]+(?:[/.-][A-Za-z0-9_-]+)*", re.IGNORECASE)
# A whole address of plain names; what is left to ask is whether its host is one.
_PLAIN_ADDRESS = expression(r"https?://((?:[a-z0-9-]+\.)+[a-z]{2,})(?:/[\w./-]*)?", re.ASCII)
# Names under which the names of others are registered (CNNIC; www.gov.cn is one site, and no city's is a part of it).
_REGISTERED_UNDER = expression(
    r"(?:ac|com|edu|gov|mil|net|org|bj|sh|tj|cq|he|sx|nm|ln|jl|hl|js|zj|ah|fj|jx|sd|ha|hb|hn|gd|gx|hi|sc|gz|yn|xz|sn|gs|qh|"
    r"nx|xj|tw|hk|mo)\.cn|(?:com|edu|gov|net|org)\.(?:hk|mo|tw)"
)
# Elements that lead readers to what is else only shown.
_LEADING = {"a", "area", "form", "button", "base"}
_CONTENT = expression(r"(?i)\s*(?:data:(?:image|video|audio|font)/|data:text/(?:css|vtt)|about:(?:blank|srcdoc))")
_SCRIPTS = ("javascript:", "vbscript:", "data:", "blob:", "about:", "file:")
_INVISIBLE = expression("[\u00a0\u00ad\u200b-\u200f\u2028-\u202e\u2060\u3000\ufeff]")
_ENCODED = expression("%E2%80%8[B-F]|%E2%80%A[89A-E]|%E2%81%A0|%EF%BB%BF|%C2%AD", re.IGNORECASE)  # U+200B and its like
_START = 12  # characters in which the beginning of a whole address stands
# Names that only sessions have, and names that also series, sections and meetings have: there, letters and digits
# without an order of their own.
_SESSION = expression(
    r"(?i)[;?&](?:jsessionid|phpsessid|aspsessionid\w*|asp\.net_sessionid)=\w|/\(S\(\w{20,}\)\)/"
    r"|[?&](?:sessionid|session_id|sid)=(?=[a-z-]*\d)(?=[\d-]*[a-z])[\w-]{16,}"
)
_EXPIRING = expression(
    r"(?i)[?&](?:expires|x-amz-signature|x-amz-expires|x-oss-signature|signature|auth_key|tempkey|q-sign-algorithm)="
)
_PLACEHOLDER = expression(
    r"(?i)(?:https?://)?(?:x{2,}|待定|待补充|链接|网址|url|link|todo|tbd|占位|placeholder|此处填写.*|your-?url.*|\.\.\.|……|example)"
    r"(?:\.html?|/)?$"
)
_PLACEHOLDER_HOST = expression(
    r"(?i)//(?:www\.)?(?:example\.(?:com|org|net)|xxx+\.(?:com|cn|gov\.cn)|yourdomain\.\w+)(?:[/:?#]|$)"
)
_DRIVE = expression(r"^/?[a-zA-Z](?::|\|)[\\/]|^[a-zA-Z]:[^/]")
_TEXT_URL = expression(r"(?i)^(?:https?://)?((?:[\w-]+\.)+(?:cn|com|org|net|gov|edu))(?:[:/?#]\S*)?$")


def fault(link: Link) -> DeadEnd | None:
    """What is wrong with an address as it is written, or ``None``; the first slip that explains most."""
    if link.href is None and link.tag == "meta":
        message = "自动跳转没有写清楚几秒后跳到哪里，浏览器不会跳转。"
        return DeadEnd(ABSENT, message, "请写成“0; url=地址”，或者去掉自动跳转。")
    if link.href is None:
        return DeadEnd(ABSENT, f"没有地址属性（{link.attribute}）。", "请写上地址，或者去掉这个链接。")
    found = _fault(link.href, link.attribute.endswith("action"))
    if found is None and link.tag == "a" and link.href[:1] in "hH/":
        return _other_url(link.href, link.text)
    if found is not None and found.rule is SCRIPT and link.tag not in _LEADING and _CONTENT.match(link.href):
        return None  # what is shown stands in the page itself
    return found


@lru_cache(maxsize=1 << 16)
def _fault(href: str, may_be_empty: bool) -> DeadEnd | None:
    if _is_plain(href) and not _is_placeholder(href):
        return None
    if not href.strip():
        return None if may_be_empty else DeadEnd(EMPTY, "没有写地址。", "请写上地址，或者去掉这个链接。")
    found = next((found for look in _LOOKS if (found := look(href)) is not None), None)
    if found is not None and found.rule is BLANKS:
        return _fault(found.suggestion, may_be_empty) or found  # what else is wrong weighs more
    return found


def _is_plain(href: str) -> bool:
    path, mark, fragment = href.partition("#")
    if _PLAIN.fullmatch(path):
        return not mark or _is_sound(fragment)
    match = _PLAIN_ADDRESS.fullmatch(href)
    return match is not None and authority.is_public(match[1])


@lru_cache(maxsize=1 << 12)
def _is_sound(fragment: str) -> bool:
    """Whether nothing is wrong with an address of plain names for its fragment; the same stand on many pages."""
    return all(look(f"a#{fragment}") is None for look in _LOOKS)


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
    if not _looks_like_host(plain(href[:_START])):
        return None
    place = first_full(href)
    if place < 0 or (place >= _START or "：" not in href[:_START]) and first_full("/".join(href.split("/", 3)[:3])) < 0:
        return None
    message = f"地址“{href}”里有全角字符。"
    meant = (plain(href), plain(href[:place]))  # behind the first such sign may be what belongs to the sentence
    clean = next((one for one in meant if authority.look(one) is None and one[-1] not in ".,;:!?)"), "")
    remedy = f"请改成“{clean}”。" if clean else "请从浏览器的地址栏重新复制网址。"
    return DeadEnd(FULL_WIDTH, message, remedy, suggestion=clean)


def _looks_like_host(href: str) -> bool:
    return bool(re.match(r"(?i)[a-z]{2,8}\s*:\s*/{1,2}|www\.", href))


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
    if _is_placeholder(href):
        return DeadEnd(PLACEHOLDER, f"地址“{href}”是还没有填写的占位符。", "请写上真正的地址，或者去掉这个链接。")
    return None


def _is_placeholder(href: str) -> bool:
    return _PLACEHOLDER.match(href) is not None or ("//" in href and _PLACEHOLDER_HOST.search(href) is not None)


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
    host = _host(href)
    named = shown[1].lower().removeprefix("www.")
    if host == named or (host.endswith(f".{named}") and not _REGISTERED_UNDER.fullmatch(named)):
        return None
    message = f"链接文字写的是“{text}”，实际去的却是“{host}”。"
    return DeadEnd(OTHER_URL, message, "请把文字和地址改成一致。")


def _host(href: str) -> str:
    try:
        return (urlsplit(href).hostname or "").lower().removeprefix("www.")
    except ValueError:
        return ""


# Most telling first: the first that finds something is reported.
_LOOKS: tuple[Callable[[str], DeadEnd | None], ...] = (
    _hash, _local_file, _script, _invisible, _full_width, _blanks, _placeholder, _typo, _schemeless, _backslash,
    contacts.look, authority.look, _temporary, _encoding, _composed,
)  # fmt: skip
