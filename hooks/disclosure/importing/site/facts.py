"""What a saved page says of its article: in the meta tags, in the table of 索引号 and 文号, beside the title."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from selectolax.lexbor import LexborHTMLParser, LexborNode

from disclosure.expressions import expression
from disclosure.importing.html.rows import holds
from disclosure.importing.html.sight import PageSight
from disclosure.importing.site.moments import day_in, moment_in

# The tags that the rule wants, by their names in small letters, and those that stand in for them elsewhere.
_TAGS = {
    "title": ("articletitle",),
    "published": ("pubdate",),
    "source": ("contentsource",),
    "column": ("columnname",),
    "site": ("sitename",),
    "keywords": ("keywords",),
    "page": ("url",),
}
# What the table calls a fact, without blanks and colons.
_LABELS: dict[str, tuple[str, ...]] = {
    "index": ("索引号", "索取号", "信息索引", "索引编号"),
    "doc_no": ("文号", "发文字号", "文件编号", "发文号", "文件字号", "公文编号"),
    "issuer": (
        "发布机构",
        "发文机关",
        "制发机关",
        "发布单位",
        "发文单位",
        "公开主体",
        "信息来源",
        "制发单位",
        "发布机关",
    ),
    "made": (
        "成文日期",
        "生成日期",
        "发文日期",
        "制发日期",
        "印发日期",
        "成文时间",
        "生成时间",
        "发文时间",
        "形成日期",
    ),
    "published": ("发布日期", "发布时间", "公开日期", "公开时间", "发文公开日期"),
    "effective": ("实施日期", "施行日期", "生效日期", "实施时间"),
    "expires": ("有效期至", "失效日期", "废止日期", "有效期"),
    "validity": ("有效性", "效力状态", "时效性", "是否有效", "文件状态", "信息有效性"),
    "theme": ("主题分类", "信息分类", "主题词", "分类", "体裁分类", "组配分类"),
    "name": ("名称", "标题", "信息名称", "文件名称"),
}
_NAMES = {label: name for name, labels in _LABELS.items() for label in labels}
_NOISE = expression(r"[\s\u3000\u00a0:：【】\[\]·]+")
_INLINE = expression(
    r"[\s\u3000\u00a0【\[]*([\u4e00-\u9fff](?:[\s\u3000\u00a0]*[\u4e00-\u9fff]){1,7})[\s\u3000\u00a0】\]]*[:：]\s*(.*)",
    16,
)
_DATES = frozenset({"made", "published", "effective", "expires"})
_NONE = frozenset({"", "无", "暂无", "/", "-", "--", "—", "——", "空", "无文号"})
_VALIDITY = {
    **dict.fromkeys(("有效", "现行有效", "是"), "valid"),
    **dict.fromkeys(("失效", "已失效"), "expired"),
    **dict.fromkeys(("废止", "已废止"), "repealed"),
    **dict.fromkeys(("修改", "已修改", "已修订"), "amended"),
}
_LEAVES = frozenset(
    {"td", "th", "span", "li", "dt", "dd", "p", "b", "strong", "em", "i", "div", "label", "h5", "h6", "font"}
)
_MOST = 1500  # pieces of a page in which the table is looked for
_LONGEST = 120
_SOURCED = expression(r"(?:来源|信息来源|文章来源|稿源)\s*[:：]\s*([^\s|｜\[【]{2,40})")
_SAID = expression(r"(?:发布|发稿|发表|公布|上传|更新|公开)?(?:时间|日期)\s*[:：]?\s*(.{8,40})")


class SiteFact(NamedTuple):
    """A value, and where it stood; a guess may be wrong and is told as such."""

    value: str
    where: str
    is_guess: bool = False


@dataclass
class PageFacts:
    """What is known of an article by field; ``theirs`` is what the page says that has no field here."""

    known: dict[str, SiteFact] = field(default_factory=dict)
    theirs: dict[str, str] = field(default_factory=dict)
    conflicts: list[str] = field(default_factory=list)

    def value(self, name: str) -> str:
        """A value; "" for none."""
        return self.known[name].value if name in self.known else ""

    def note(self, name: str, value: str, where: str, *, is_guess: bool = False) -> None:
        """Note a value where none is known that is surer."""
        other = self.known.get(name)
        if value and other is not None and name == "published" and not is_guess and other.value[:10] != value[:10]:
            self.conflicts.append(f"发布日期两处不同：{other.where}是 {other.value}，{where}是 {value}，请核对")
        if value and (name not in self.known or self.known[name].is_guess and not is_guess):
            self.known[name] = SiteFact(value, where, is_guess)


def meta_tags(tree: LexborHTMLParser) -> Mapping[str, str]:
    """The content of each meta tag by its name in small letters; the first of a name counts."""
    found: dict[str, str] = {}
    for node in tree.css("meta"):
        name = (node.attributes.get("name") or node.attributes.get("property") or "").strip().lower()
        content = " ".join((node.attributes.get("content") or "").split())
        if name and content:
            found.setdefault(name, content)
    return found


def facts_of(tree: LexborHTMLParser, sight: PageSight) -> PageFacts:
    """All that a page says of its article."""
    facts = PageFacts()
    tags = meta_tags(tree)
    for name, keys in _TAGS.items():
        for key in keys:
            value = moment_in(tags.get(key, "")) if name == "published" else tags.get(key, "")
            facts.note(name, value, f"meta {key}")
    pieces = list(_pieces(tree, sight))
    _read_table(pieces, facts)
    _read_beside_title(pieces, facts)
    _read_titles(tree, facts, sight)
    return facts


def _read_table(pieces: list[str], facts: PageFacts) -> None:
    """The labels of the table with what stands behind each; one label alone is no table."""
    found: dict[str, tuple[str, str]] = {}
    for place, piece in enumerate(pieces):
        label, value = _labelled(piece)
        if label and not value:
            following = pieces[place + 1] if place + 1 < len(pieces) else ""
            value = "" if _labelled(following)[0] else following
        if label and label not in found and value.strip():
            found[label] = value.strip(), piece
    names = {_NAMES[label] for label in found}
    if not names & {"index", "doc_no"} and len(names) < 3:
        return
    for label, (value, _) in found.items():
        _note(_NAMES[label], label, value, facts)


def _note(name: str, label: str, value: str, facts: PageFacts) -> None:
    if _NOISE.sub("", value) in _NONE or len(value) > _LONGEST:
        return
    if name in _DATES:
        value = moment_in(value) if name == "published" else day_in(value)
    if name == "validity":
        facts.note(name, _VALIDITY.get(_NOISE.sub("", value), ""), f"信息表“{label}”")
    elif name == "name":
        facts.note("title", value, f"信息表“{label}”")
    elif name in ("index", "theme"):
        facts.theirs.setdefault(label, value)
    else:
        facts.note(name, value, f"信息表“{label}”")


def _labelled(piece: str) -> tuple[str, str]:
    """The label that a piece is or begins with, and what stands behind it."""
    bare = _NOISE.sub("", piece)
    if bare in _NAMES:
        return bare, ""
    match = _INLINE.match(piece)
    label = _NOISE.sub("", match[1]) if match is not None else ""
    return (label, match[2]) if match is not None and label in _NAMES else ("", "")


def tells_facts(texts: list[str]) -> bool:
    """Whether some texts are the table of a page's facts: two of its labels are among them."""
    return len({_labelled(text)[0] for text in texts} - {""}) > 1


def _read_beside_title(pieces: list[str], facts: PageFacts) -> None:
    """Day and source as they stand below the title of an article without tags."""
    for piece in pieces:
        if len(piece) > _LONGEST:
            continue
        day = next((found for match in _SAID.finditer(piece) if (found := moment_in(match[1]))), "")
        if day:
            facts.note("published", day, f"网页上的“{piece[:30]}”", is_guess=True)
        source = _SOURCED.search(piece)
        if source is not None:
            facts.note("source", source[1], f"网页上的“{piece[:30]}”", is_guess=True)


def _read_titles(tree: LexborHTMLParser, facts: PageFacts, sight: PageSight) -> None:
    for selector in ("h1", ".title h2", ".tit", ".title", "h2", "h3"):
        node = tree.css_first(selector)
        text = sight.text(node) if node is not None and sight.sees(node) else ""
        if 4 <= len(text) <= _LONGEST:
            facts.note("title", text, f"网页上的标题（{selector}）", is_guess=True)
            break
    title = tree.css_first("head title") or tree.css_first("title")
    text = " ".join(title.text().split()) if title is not None else ""
    facts.note("title", _without_site(text, facts.value("site")), "浏览器标题", is_guess=True)


def _without_site(title: str, site: str) -> str:
    for mark in ("_", "|", "-", "—", "–", "－"):
        before, found, behind = title.rpartition(mark)
        if found and (behind.strip() == site or any(word in behind for word in ("网", "政府", "门户", "平台"))):
            return _without_site(before.strip(), site)
    return title.strip()


def _pieces(tree: LexborHTMLParser, sight: PageSight) -> Iterator[str]:
    """The text of the page in small pieces as they are seen, the head of the page first."""
    waiting: list[LexborNode] = [tree.body] if tree.body is not None else []
    count = 0
    while waiting and count < _MOST:
        node = waiting.pop()
        if node.tag == "-text":
            text = " ".join((node.text_content or "").split())
            if text:
                count += 1
                yield text
        elif node.tag == "body" or sight.sees(node):
            if node.tag in _LEAVES and _is_small(node):
                text = sight.text(node, " ")
                if text:
                    count += 1
                    yield text
                if not _holds_labels(node):
                    continue
            waiting += reversed(list(node.iter(include_text=True)))


def _is_small(node: LexborNode) -> bool:
    return len(node.text()) <= _LONGEST and not holds(node, "td, th, li, p, div, table, dd")


def _holds_labels(node: LexborNode) -> bool:
    return holds(node, "span, b, strong, em, label, i, font")
