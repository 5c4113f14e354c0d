"""What an editor is told about raw HTML: what is wrong with it, and what to write instead."""

from __future__ import annotations

import re
from difflib import get_close_matches

from disclosure.expressions import expression
from disclosure.screening.allowed import ALLOWED, running_scheme
from disclosure.screening.rendered import Misplaced, What

_MEANT_AS_TEXT = "本意是文字的，请把“<”写成“&lt;”；允许的标记见手册“正文里的 HTML”。"

# What elements do to a reader, and what editors want of them.
_RUNNING = {
    "script": ("会在读者的电脑上运行程序", "请删除从 <script> 到 </script> 的全部内容。"),
    "style": ("会改变整个页面的外观", "请删除从 <style> 到 </style> 的全部内容，外观由网站统一。"),
    "svg": ("里面可以藏有程序", "请把图形存成图片，放在文档旁边，再写 ![说明](文件名)。"),
    "math": ("里面可以藏有程序", "请把公式写成文字，或者存成图片放在文档旁边。"),
    **dict.fromkeys(
        ("iframe", "frame", "frameset", "object", "embed", "applet", "param", "portal"),
        ("会在本页里打开别处的内容", "请改成链接，例如 [名称](网址)；文件请作为附件上传。"),
    ),
    **dict.fromkeys(
        ("form", "input", "button", "select", "textarea"),
        ("会让读者填写或提交内容，本站没有人接收", "请删除它，写明提交意见的方式或者链接到办理系统。"),
    ),
    **dict.fromkeys(
        ("link", "meta", "base"),
        ("会改变整个页面，或者把读者带到别处", "请删除它；搬走的页面请在 data/redirects/ 里设跳转。"),
    ),
}
_OTHER_RUNNING = ("会影响整个页面", "请删除它，保留里面的文字。")

_ELEMENTS = {
    "font": "请删去 <font> 和 </font>，保留文字；强调用 **文字**。",
    "center": "请删去 <center> 和 </center>，保留文字；版式由网站统一。",
    "strike": "请改成 <s> 和 </s>。",
    "tt": "请改成反引号，例如 `文字`。",
    "big": "请删去 <big> 和 </big>，保留文字；标题用“## ”。",
    "video": "请把视频发布在上级门户，这里写 [视频名称](网址)。",
    "audio": "请把录音发布在上级门户，这里写 [录音名称](网址)。",
}
_ATTRIBUTES = {
    "style": "请删除“style=…”：强调用 **文字**，表格对齐用 align，其余外观由网站统一。",
    "class": "请删除“class=…”，外观由网站统一。",
    "hidden": "请删除“hidden”；不公开的内容不要写进正文。",
    "srcset": "请删除“srcset=…”，只用 src 写一张图片。",
    "width": "请删除“width=…”；栏宽由网站按内容安排。",
}


_OF_A_DISK = expression(r"[A-Za-z]:[\\/]|[A-Za-z]%3[Aa]|file:", re.IGNORECASE)


def words(slip: Misplaced) -> tuple[str, str]:
    """What is wrong, and how to mend it."""
    return _WORDS[slip.what](slip)


def _runs(slip: Misplaced) -> tuple[str, str]:
    does, remedy = _RUNNING.get(slip.tag, _OTHER_RUNNING)
    return f"<{slip.tag}> {does}。", remedy


def _handler(slip: Misplaced) -> tuple[str, str]:
    message = f"<{slip.tag}> 的属性“{slip.attribute}”会在读者的电脑上运行程序。"
    return message, f"请删除“{slip.attribute}=…”，其余不变。"


def _address(slip: Misplaced) -> tuple[str, str]:
    scheme = running_scheme(slip.value)
    shown = " ".join(slip.value.split())[:40]
    if slip.tag == "img":
        message = f"图片的内容直接写在了地址里（“{shown[:24]}”），无法检查。"
        return message, "请把图片作为文件放在文档旁边，再写 ![说明](文件名)。"
    return f"地址“{shown}”以“{scheme}:”开头，会运行程序或打开不明内容。", "请改成网页或附件的地址，或者去掉这个链接。"


def _picture(slip: Misplaced) -> tuple[str, str]:
    if _OF_A_DISK.match(slip.value):
        message = f"图片“{slip.value[:40]}”写的是某台电脑上的位置，读者那里没有。"
        return message, "请把图片作为文件放在文档旁边，地址只写文件名。"
    message = f"图片“{slip.value[:40]}”写的是完整网址，读者打开页面时会连到那里，别处的图片还会被浏览器拦下。"
    return message, "请把图片作为文件放在文档旁边，地址只写文件名。"


def _element(slip: Misplaced) -> tuple[str, str]:
    if ":" in slip.tag:  # <o:p>, <w:…>, <v:…>
        return (
            f"<{slip.tag[:30]}> 是从 Word 带来的标记，不是文字。",
            f"请删去 <{slip.tag[:30]}> 和 </{slip.tag[:30]}>，保留里面的文字。",
        )
    close = get_close_matches(slip.tag, ALLOWED, n=1, cutoff=0.6)
    guess = f"您要写的是不是 <{close[0]}>？" if close else ""
    return f"正文里不能用标记 <{slip.tag[:30]}>。", _ELEMENTS.get(slip.tag, guess + _MEANT_AS_TEXT)


def _attribute(slip: Misplaced) -> tuple[str, str]:
    allowed = sorted(ALLOWED.get(slip.tag, ()))
    close = get_close_matches(slip.attribute, allowed, n=1, cutoff=0.7)
    guess = f"您要写的是不是 {close[0]}？" if close else f"请删除“{slip.attribute[:30]}”，其余不变。"
    return f"<{slip.tag}> 不能带属性“{slip.attribute[:30]}”。", _ATTRIBUTES.get(slip.attribute, guess)


def _left_open(slip: Misplaced) -> tuple[str, str]:
    if slip.tag == "!--":
        return "注释“<!--”没有结束，后面的内容会出错。", "请删除这段注释；确需保留的，在末尾补上“-->”。"
    return f"<{slip.tag}> 没有结束，后面的全部内容都会算在它里面。", f"请在它结束的地方补上 </{slip.tag}>。"


def _stray(slip: Misplaced) -> tuple[str, str]:
    return "这里的结束标记没有对应的开始标记，会打乱整个页面。", "请删除这个结束标记，或者补上它的开始标记。"


def _unfinished(slip: Misplaced) -> tuple[str, str]:
    remedy = "请补上缺少的引号和“>”；本意是文字的，请把“<”写成“&lt;”。"
    return "这里的标记没有写完，后面的内容会被当成它的一部分。", remedy


def _comment(slip: Misplaced) -> tuple[str, str]:
    message = "这里有一段注释。它不显示在网页上，但源文件是公开的，谁都看得到。"
    return message, "请删除从“<!--”到“-->”的内容；需要说明的写在提交说明里。"


_WORDS = {
    What.RUNS: _runs,
    What.HANDLER: _handler,
    What.ADDRESS: _address,
    What.PICTURE: _picture,
    What.ELEMENT: _element,
    What.ATTRIBUTE: _attribute,
    What.OPEN: _left_open,
    What.STRAY: _stray,
    What.UNFINISHED: _unfinished,
    What.COMMENT: _comment,
}
