"""Why our link gate and a second opinion may differ, each with the reason in words.

A difference that none of these fits is a fault of somebody's: ours, the tool's, or a missing line here. Every
predicate looks at the link itself (address, element, our rule), so that an explanation cannot cover for its neighbour.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import unquote, unquote_to_bytes, urlsplit

from opinions import linkchecker, lychee
from opinions.comparison import BAD, GOOD, SILENT, Disagreement
from opinions.ours import Use, standard_target

_CRAWLS = frozenset({linkchecker.TOOL, linkchecker.SAMPLE})
_BOTH = _CRAWLS | {lychee.TOOL}


@dataclass(frozen=True, slots=True)
class Explanation:
    """One known way in which a tool differs from us."""

    id: str
    tools: frozenset[str]
    applies: Callable[[Disagreement], bool]
    reason: str


def explain(found: Disagreement) -> Explanation | None:
    """The first explanation that fits, ``None`` for a disagreement that nothing explains."""
    return next((one for one in EXPLANATIONS if found.testimony.tool in one.tools and one.applies(found)), None)


def _is_form(found: Disagreement) -> bool:
    return found.use is not None and found.use.rule.startswith("LNK-2") and found.theirs != BAD


def _is_portal(found: Disagreement) -> bool:
    """We leave the portal around the site alone; a tool looks into a folder in which there is only the site."""
    if found.use is None or not found.use.external or found.use.rule or found.theirs != BAD:
        return False
    return found.target.startswith("/") and not (found.target + "/").startswith(found.site.path)


def _climbs(found: Disagreement) -> bool:
    """``..`` goes above the host's root: browsers stop there, lychee leaves the folder."""
    if found.use is None or found.theirs == GOOD or not _is_relative(found.href):
        return False
    depth = (found.site.path + found.page).count("/") - 1
    for step in urlsplit(found.href).path.split("/")[:-1]:
        depth += -1 if step == ".." else (step not in ("", "."))
        if depth < 0:
            return True
    return False


def _is_relative(href: str) -> bool:
    parts = urlsplit(href)
    return not parts.scheme and not parts.netloc and not parts.path.startswith("/")


def _without_scheme(found: Disagreement) -> bool:
    return found.href.startswith("//") and found.theirs == BAD


def _has_base(found: Disagreement) -> bool:
    base = found.site.bases.get(found.page)
    if not base:
        return False
    if found.use is None:
        return base in (found.href, found.target)
    return standard_target(found.site.path + found.page, "", found.href) != found.use.target


def _slash_after_file(found: Disagreement) -> bool:
    path = unquote(urlsplit(found.href).path)
    name = found.use.plain_target.removeprefix(found.site.path).rstrip("/") if found.use is not None else ""
    return found.ours == BAD and found.theirs == GOOD and path.endswith("/") and name in found.site.tree.files


def _unread_by_lychee(found: Disagreement) -> bool:
    if found.use is None or found.theirs != SILENT:
        return False
    return found.use.tag in ("script", "meta") or (found.use.tag == "form" and not found.href) or _ours_alone(found.use)


_TEMPLATE = re.compile(r"<template\b.*?</template>", re.DOTALL | re.IGNORECASE)


def _in_template(found: Disagreement) -> bool:
    """What stands in a template is not part of the page until a program puts it there."""
    if found.use is not None or found.page not in found.site.tree.pages:
        return False
    source = (found.site.root / found.page).read_text("utf-8", errors="replace")
    return bool(found.href) and any(found.href in block for block in _TEMPLATE.findall(source))


def _is_candidate(found: Disagreement) -> bool:
    use = found.use
    return use is not None and found.theirs == SILENT and use.attribute in ("srcset", "imagesrcset")


def _not_html(found: Disagreement) -> bool:
    """Feeds, the sitemap and style sheets are pages to lychee and LinkChecker; a broken link there is no agreement."""
    return found.use is None and found.theirs == GOOD and found.page not in found.site.tree.pages


def _fragment_not_asked(found: Disagreement) -> bool:
    return found.use is not None and found.use.rule == "LNK-102" and found.theirs == GOOD


def _whole_address(found: Disagreement) -> bool:
    """The served copy has another host than the one that the page names."""
    return found.use is not None and found.theirs == SILENT and bool(urlsplit(found.href).netloc)


def _never_reached(found: Disagreement) -> bool:
    """The crawler was not there, and by our own reckoning could not get there."""
    if found.use is None or found.theirs != SILENT or found.page in found.testimony.pages:
        return False
    return found.page not in found.site.reachable


_STYLED = ("style ", "srcdoc ", "@import", "url()")
_RARE = {"ping", "usemap", "background", "longdesc", "lowsrc", "dynsrc", "manifest", "profile", "value", "xlink:href"}


def _ours_alone(use: Use) -> bool:
    """Whether an address stands where no other tool looks for one."""
    return use.attribute in _RARE or use.attribute.startswith(_STYLED)


_UNREAD = {("video", "poster"), ("source", "srcset"), ("link", "imagesrcset"), ("image", "href"), ("use", "href")}


def _unread_by_linkchecker(found: Disagreement) -> bool:
    use = found.use
    if use is None or found.theirs != SILENT:
        return False
    # Forms that are sent by POST and refreshes without a number are passed over as well.
    return (use.tag, use.attribute) in _UNREAD or use.tag in ("form", "meta") or _ours_alone(use)


def _quoted_refresh(found: Disagreement) -> bool:
    return found.use is None and found.href[:1] in ("'", '"')


def _rewritten(found: Disagreement) -> bool:
    """LinkChecker asks for another address than the one that is written."""
    path = urlsplit(found.href).path
    return "//" in path or any(code in path.upper() for code in ("%2F", "%5C")) or not _is_utf8(path)


def _is_utf8(path: str) -> bool:
    try:
        unquote_to_bytes(path).decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _top(found: Disagreement) -> bool:
    fragment = urlsplit(found.href).fragment.lower()
    return found.ours == GOOD and found.theirs == BAD and (fragment == "top" or ":~:" in fragment)


EXPLANATIONS = (
    Explanation(
        "写法", _BOTH, _is_form, "本站规则检查地址的写法（空地址、“#”、javascript: 等，LNK-2xx），工具没有对应的检查。"
    ),
    Explanation("门户", _BOTH, _is_portal, "地址在本站路径之外，属于所在的门户网站；工具只看得到本站的文件。"),
    Explanation(
        "不读的元素",
        frozenset({lychee.TOOL}),
        _unread_by_lychee,
        "lychee 不读 <script src>、<meta refresh> 和地址为空的表单。",
    ),
    Explanation("页面基址", frozenset({lychee.TOOL}), _has_base, "lychee 不按 <base href> 解析，反而把它当成链接。"),
    Explanation("越过根", frozenset({lychee.TOOL}), _climbs, "“..”超出网站根目录时浏览器停在根目录，lychee 不停。"),
    Explanation("省略协议", frozenset({lychee.TOOL}), _without_scheme, "lychee 把“//域名/…”当成本机文件。"),
    Explanation(
        "文件后斜杠", frozenset({lychee.TOOL}), _slash_after_file, "lychee 去掉了文件名后面的斜杠，服务器不会。"
    ),
    Explanation("模板内容", frozenset({lychee.TOOL}), _in_template, "lychee 把 <template> 里的内容当成网页的一部分。"),
    Explanation("多图候选", frozenset({lychee.TOOL}), _is_candidate, "lychee 没有读全 srcset 里不带倍数的候选图片。"),
    Explanation(
        "非网页", _BOTH, _not_html, "订阅源、网站地图、样式表里的链接由其他检查负责，这里只核对网页；工具认为它们有效。"
    ),
    Explanation(
        "不查段落", frozenset({linkchecker.TOOL}), _fragment_not_asked, "全站爬取不查“#”后面的段落，段落另行抽查。"
    ),
    Explanation("完整网址", _CRAWLS, _whole_address, "写了正式域名的完整网址，在本机试运行的网站上属于外部链接。"),
    Explanation("走不到", frozenset({linkchecker.TOOL}), _never_reached, "从首页走不到这个页面，爬取时不会读它。"),
    Explanation("不读的元素", _CRAWLS, _unread_by_linkchecker, "LinkChecker 不读这种元素或属性里的地址。"),
    Explanation("带引号的跳转", _CRAWLS, _quoted_refresh, "LinkChecker 把 <meta refresh> 里的引号当成地址的一部分。"),
    Explanation("改写地址", _CRAWLS, _rewritten, "LinkChecker 会改写“//”、%2F、%5C 和非 UTF-8 编码的地址。"),
    Explanation(
        "页首和文字段落",
        frozenset({linkchecker.SAMPLE}),
        _top,
        "“#top”和“#:~:text=”由浏览器处理，LinkChecker 当成普通段落。",
    ),
)
