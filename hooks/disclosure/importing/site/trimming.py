"""Lines around the text of an article that belong to the page and not to the article."""

from __future__ import annotations

from disclosure.expressions import expression
from disclosure.importing.site.facts import tells_facts
from disclosure.importing.word.paper import WordBlock, WordParagraph, WordTable

_TOOLS = (
    r"上一[篇条页]|下一[篇条页]|没有了|【?打印(?:本页|文章|此页|正文)?】?|【?关闭(?:本页|窗口|页面)?】?|返回(?:顶部|列表|上一页)?|分享(?:到|至)?"
    r"|收藏|字号|字体|【?[大中小]】?|微信|微博|QQ空间|扫一扫.{0,20}|朗读|A[+-]?|责任编辑|责编"
)
_AROUND = (
    r"浏览(?:次数|量)|点击(?:次数|量|率)|阅读(?:次数|量)?|访问(?:次数|量)|发布(?:时间|日期|者)|(?:信息|文章)?来源|作者|编辑|审核"
    r"|相关(?:链接|文章|新闻|解读|文件)|您?(?:现在|当前)的?位置|首页"
)
_BEHIND = r"(?:[\s\u3000\u00a0]*[:：>＞|｜\[（(].{0,60})?"
_IN_TEXT = expression(rf"(?:{_TOOLS}){_BEHIND}")
_IN_PAGE = expression(
    rf"(?:(?:{_TOOLS}|{_AROUND}){_BEHIND}|(?:时间|日期)\s*[:：]\s*\d{{4}}\D\d{{1,2}}\D\d{{1,2}}.{{0,10}}|\d+|\d{{2}}:\d{{2}}.*)"
)
_PAGER = expression(r"\d{1,3}|[<>«»‹›…]+|首页|上一?页|下一?页|[尾末]页|共\d{1,3}页|第?\d{1,3}页")
_BETWEEN = expression(r"[\s\u3000\u00a0|｜\[\]【】]+")
_BLANKS = expression(r"[\s\u3000\u00a0]+")
_NEAR, _LONGEST = 8, 80  # lines at either end that may be furniture, and how long such a line is


def trimmed(blocks: list[WordBlock], title: str, *, is_guess: bool) -> tuple[list[WordBlock], list[str]]:
    """The blocks without the title again, tool bars and neighbours at either end; and the lines that those are.

    ``is_guess`` says that the blocks may reach beyond the article, so that days and sources are looked for too.
    """
    kept = list(blocks)
    left: list[str] = []
    while kept and len(left) < _NEAR and (line := _furniture(kept[0], title, is_guess)):
        left.append(line)
        kept = kept[1:]
    behind: list[str] = []
    while kept and len(behind) < _NEAR and (line := _furniture(kept[-1], "", is_guess)):
        behind.insert(0, line)
        kept = kept[:-1]
    same = _BLANKS.sub("", title)
    return kept, [line for line in (*left, *behind) if _BLANKS.sub("", line) != same]


def _furniture(block: WordBlock, title: str, is_guess: bool) -> str:
    """The text of a block that is furniture; "" for any other."""
    if isinstance(block, WordTable):
        words = [text for row in block.rows for cell in row for text in _texts(cell.blocks)]
        return "信息表" if tells_facts(words) else ""
    text = block.text
    if title and _BLANKS.sub("", text) == _BLANKS.sub("", title):
        return text
    if not text or len(text) > _LONGEST:
        return ""
    pattern = _IN_PAGE if is_guess else _IN_TEXT
    words = [word for word in _BETWEEN.split(text) if word]
    is_pager = not text.isdecimal() and all(_PAGER.fullmatch(word) for word in words)
    is_one = is_pager or pattern.fullmatch(text) is not None or all(pattern.fullmatch(word) for word in words)
    return text if words and is_one else ""


def _texts(blocks: list[WordBlock]) -> list[str]:
    return [block.text for block in blocks if isinstance(block, WordParagraph)]
