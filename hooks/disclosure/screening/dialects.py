"""Marks of other Markdown dialects, which would be published as the characters that they are.

What the site's own dialect makes of a text is said in ``reading/dialect``. Each sort of mark is told once a document,
at the first of its kind; what stands in code is left alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html.entities import html5
from urllib.parse import urlsplit

from disclosure.expressions import expression
from disclosure.findings import Rule, Severity
from disclosure.reading.blocks import BLOCK
from disclosure.reading.notes import KINDS, START, kind_of
from disclosure.reading.sought import Sought
from disclosure.screening.lists import look
from disclosure.screening.written import Hit, Known, Written

_BASIS = ("本办制度/12",)
FOREIGN = Rule("MKP-021", "正文只用本站的写法", Severity.WARNING, _BASIS, bad="- [ ] 已备案", good="- ☐ 已备案")
NOTE = Rule(
    "MKP-022", "提示框写完整", Severity.WARNING, _BASIS, bad="!!! note 下一行没有缩进", good="!!! note 下一行开头空四格"
)
ENTITY = Rule("MKP-023", "HTML 字符写法正确", Severity.WARNING, _BASIS, bad="&amp;nbsp;", good="一个空格")

FROM_ROOT = Rule(
    "MKP-024",
    "站内链接写编号",
    Severity.WARNING,
    _BASIS,
    bad="[通知](/notices/doc-2023-014.html)",
    good="[通知](ref:doc-2023-014)",
)

RULES = (FOREIGN, NOTE, ENTITY, FROM_ROOT)

_NAMED = "{{"  # in an annual report it names numbers, of which a rule speaks
_REPORT = expression(r"^kind:[ \t]*(?:report|年度报告)[ \t]*$", re.M)
_FRONT = expression(r"---[ \t]*\n(?:(?!---[ \t]*$)[^\n]*\n)*---[ \t]*(?:\n|\Z)", re.M)
_CODE = expression(
    r"^ {0,3}(?P<fence>`{3,}+|~{3,}+)[^\n]*+\n(?>(?:(?! {0,3}(?P=fence))[^\n]*+\n)*)"
    r"|(?<!`)(?P<tick>`{1,3})(?!`)[^\n]{1,400}?(?<!`)(?P=tick)(?!`)",
    re.M,
)
_NEXT_LINE = expression(r"(?:\n[ \t]*+(?=\n))*(?:\n([^\n]*))?")
_ROOTED = expression(r"""(?:\]\(|\bhref=["']?)(/(?!/)[^\s()"'<>]{0,300})""")
_ENTITY = expression(
    r"&amp;(?:[a-zA-Z]{2,8}|#[0-9]{1,6}|#x[0-9a-fA-F]{1,6});"
    r"|&(?:nbsp|lt|gt|amp|quot)(?![A-Za-z0-9;=])|&(?P<name>[A-Za-z][A-Za-z0-9]{1,30};)"
)


@dataclass(frozen=True)
class _Mark:
    """One sort of mark: what must occur for it to be worth a search, how it is written, what it is, what to write."""

    sign: str
    pattern: re.Pattern[str]
    what: str
    remedy: str


def _mark(sign: str, pattern: str, what: str, remedy: str) -> _Mark:
    return _Mark(sign, expression(pattern, re.M), what, remedy)


_SAID = "请直接写出它代表的文字；意见采纳情况里的意见表写成“{{ opinions }}”，单独一行"
_MARKS = (
    _mark("[", r"^[ \t]*(?:[-*+]|\d{1,3}[.)])[ \t]+\[[ xX]\](?=[ \t])", "任务清单", "请把“[ ]”写成“☐”，“[x]”写成“☑”"),
    _mark(
        "{", r"(?<!\{)\{:?[ \t]*(?:[.#][A-Za-z]|[a-z-]{1,20}=)[^{}\n]{0,200}\}", "样式标注",
        "请删去，外观由网站统一",
    ),
    _mark("{{", rf"(?!{BLOCK.pattern})\{{\{{[^{{}}\n]{{1,300}}\}}\}}", "变量", _SAID),
    _mark("{%", r"\{%[^{}\n]{1,300}%\}", "变量", _SAID),
    _mark(":", r":(?<![A-Za-z0-9:/]:)[a-z][a-z0-9_+-]{1,60}:(?![A-Za-z0-9:/])", "图标", "请删去，或者改写成文字"),
    _mark("===", r'^[ \t]*===[+!]* "[^"\n]*"', "选项卡", "请改成小标题，内容依次写在下面"),
    _mark(
        "$", r"\$\$|(?<![\w$\\])\$(?=[^\s$])[^$\n]{0,200}[\\^_{][^$\n]{0,200}\$(?![\d$])", "公式",
        "请写成文字，上下标用 sup、sub；复杂的公式做成图片或附件",
    ),
    _mark("8<", r"-{1,9}8<-{1,9}", "引入别的文件", "请把那个文件的内容直接写在这里"),
    _mark("[[", r"\[\[[^\[\]\n]{1,200}\]\](?!\()", "链接", "请写成“[](ref:编号)”"),
    _mark("///", r"^/{3,9} ?[\w|]", "分块", "请改用“!!! note”一类的提示框"),
    _mark(":::", r"^:{3,9} ?\S", "分块", "请改用“!!! note”一类的提示框"),
    _mark("*[", r"^\*\[[^\]\n]{1,60}\]:", "缩写注释", "请在第一次出现时写明全称"),
    _mark("++", r"(?<![\w+])\+\+[a-z0-9][a-z0-9+-]{0,40}\+\+(?![\w+])", "按键", "请直接写键名"),
    _mark("^^", r"\^\^(?=\S)[^\^\n]{1,200}(?<=\S)\^\^", "下划线", "请用 **加粗**，或者写成 <u>文字</u>"),
    _mark("[", r"\[[tT]oc\]|(?<=[^\n])\[TOC\]|\[TOC\](?=[^\n]*\S)", "目录", "请写成“[TOC]”，单独占一行"),
)  # fmt: skip
_ICON = next(mark.pattern for mark in _MARKS if mark.sign == ":")
_BOXES = ("[ ]", "[x]", "[X]", "[toc]", "[Toc]", "[TOC]")
_ANY = Sought(*({mark.sign for mark in _MARKS} - {":", "["}), *_BOXES, "!!!", "???", "&", "](/", "href=")


def hits(written: Written, known: Known) -> Iterator[Hit]:
    """The marks of other dialects, the notes that are not whole, and the entities that browsers do not know."""
    if not written.is_markdown:
        return
    if _ANY not in look(written.text, known) and _ICON.search(written.text) is None:
        return
    front = _FRONT.match(written.text)
    start = front.end() if front else 0
    body = written.text[start:]
    text = _blank(written.text[:start]) + _without_code(body)
    told = {_NAMED} if _REPORT.search(written.text[:start]) else set()
    for mark in _MARKS:
        if mark.sign in text and mark.sign not in told:
            yield from _first(list(mark.pattern.finditer(text, start)), mark)
    if any(sign in text for sign in ("!!!", "???")):
        yield from _notes(text)
    if "&" in text:
        yield from _entities(text)
    if "](/" in text or "href=" in text:
        yield from _from_root(text, known)


def _without_code(body: str) -> str:
    """The text with blanks for all that stands in code, as long as before."""
    return _CODE.sub(lambda match: _blank(match[0]), body) if "`" in body or "~~~" in body else body


def _blank(text: str) -> str:
    return "\n".join(" " * len(line) for line in text.split("\n"))


def _first(found: list[re.Match[str]], mark: _Mark) -> Iterator[Hit]:
    """The first of the places at which a mark stands, with their number."""
    if found:
        quoted = found[0][0].strip()[:40]
        more = f"（共 {len(found)} 处）" if len(found) > 1 else ""
        message = f"“{quoted}”是别的软件的{mark.what}写法，会原样印在网页上{more}。"
        remedy = f"{mark.remedy}。本意就是这几个符号的，请用反引号包起来。"
        yield Hit(FOREIGN, found[0].start(), message, remedy)


def _notes(text: str) -> Iterator[Hit]:
    """The notes without a kind, of a kind that there is not, or with nothing in them."""
    for match in START.finditer(text):
        start, words = match.start("mark"), match["words"]
        if words is None and match["title"] is None:
            continue  # three marks that somebody wrote for themselves
        if kind_of(words) is None if words else match["mark"] == "!!!":
            kinds = "、".join(f"{kind}（{title}）" for kind, title in KINDS.items())
            message = f"不认识提示框的种类“{words}”。" if words else "提示框没有写种类。"
            yield Hit(NOTE, start, message, f"请从这些里选一个：{kinds}。")
        elif not _is_inside(_NEXT_LINE.match(text, match.end()), len(match["indent"])):
            yield Hit(NOTE, start, "提示框里没有内容：下一行没有缩进。", "请把要放进框里的每一行开头空四格。")


def _is_inside(line: re.Match[str] | None, indent: int) -> bool:
    """Whether the line below a note's first belongs to it: set in by four more blanks."""
    plain = (line[1] or "").expandtabs(4) if line else ""
    return bool(plain.strip()) and len(plain) - len(plain.lstrip(" ")) >= indent + 4


def _from_root(text: str, known: Known) -> Iterator[Hit]:
    """The addresses that begin at the root of the host, where this site lies in a folder of it."""
    own = urlsplit(known.agency.site_url).path.rstrip("/") if known.agency is not None else ""
    for match in _ROOTED.finditer(text) if own else ():
        if not f"{match[1]}/".startswith(f"{own}/"):
            message = f"地址“{match[1]}”从网站的根目录算起，不在本站里。"
            remedy = "本站的文件、栏目请写“ref:编号”；别的网站的网页请写以 https:// 开头的完整网址。"
            yield Hit(FROM_ROOT, match.start(1), message, remedy)


def _entities(text: str) -> Iterator[Hit]:
    for match in _ENTITY.finditer(text):
        if match["name"] is None or match["name"] not in html5:
            message = f"“{match[0]}”不是正确的 HTML 字符写法，会原样印在网页上。"
            yield Hit(ENTITY, match.start(), message, "请直接写这个字符；要空格就按空格键。")
