"""What of a file is not carried over: told with its place, never with what was hidden."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from enum import Enum


class Loss(Enum):
    """A kind of thing that was left behind, in words, and what the editor can do about it."""

    @property
    def what(self) -> str:
        """What it is."""
        return str(self.value[0])

    @property
    def advice(self) -> str:
        """What is to be done."""
        return str(self.value[1])


class Left(Loss):
    """What a Word file has that is left behind."""

    RED_HEAD = "红头", "网页有自己的页头；机关名称写在信息栏的 issuer 里。"
    SIGNATURE = "落款", "机关和日期写在信息栏的 issuer、made 里。"
    COMMENTS = "批注", "批注是内部意见，一般不公开。"
    DELETED = "修订里删除的文字", "已按接受全部修订处理，请核对。"
    HIDDEN = "隐藏的文字", "读者在 Word 里也看不见，没有取；要公开的请在原文件里取消隐藏，再导入一次。"
    UNSEEN = "看不见的文字（白色、极小或者涂黑）", "没有取；要公开的请在原文件里改好，再导入一次。"
    HEADERS = "页眉、页脚", "网页上没有页眉、页脚；要公开的请写进正文。"
    EMBEDDED = "嵌入的文件", "要公开的请另存成单独的文件，登记为附件。"
    OTHER_FILE = "从别的文件插入的内容", "请在 Word 里打开那个文件，把内容粘贴到正文里。"
    FORMULAS = "公式", "只取了其中的文字，请对照原文件核对；写不清楚的，请截成图片。"
    SYMBOLS = "特殊符号", "字体里的符号认不出来，请对照原文件补上。"
    CHART = "图表", "请在 Word 里另存为图片，放在正文旁边，并把数据写成表格。"
    DIAGRAM = "示意图（SmartArt）", "请把其中的文字写进正文，或者另存为图片。"
    DRAWING = "画的图形", "没有文字的图形不取；有意思的请另存为图片。"
    PICTURE = "图片", "这种格式网页不能显示，或者图片不在文件里；请另存为 PNG。"
    CONTENTS = "目录", "网页上自动有目录，不用另写。"
    FIELDS = "自动计算的内容（域）", "没有结果可取，请对照原文件补上。"
    ALIGNED = "用制表符对齐的列", "写成了一行，列与列之间只有空格；是表格的，请改成表格。"
    MERGED = "邮件合并的域", "取的是域的名称或者一份样例，请改成应有的内容。"
    UNFILLED = "没有填写的栏目", "原文件里还是提示的话，没有取；请照实填上。"
    DESCRIBED = "图片自带的说明", "没有直接用；写得对的，请写进图片的方括号里。"
    COLOURS = "用颜色表示的意思", "网页上没有颜色；颜色有意思的，请用文字写明。"
    TABLE_NOTES = "表格里的脚注", "合并单元格的表格里不能写脚注，已经写在表格下面。"
    LINKS = "链接", "地址打不开或者在本机上，只取了文字。"
    PINYIN = "注在字上面的拼音", "写成了括号里的文字，请核对。"
    BLANKS = "要填写的空白", "写成了下划线，请核对长短；要人填写的表，请另存成附件。"
    ROWS = "隐藏的行", "没有取；要公开的请在原文件里取消隐藏，再导入一次。"
    BOXES = "表格里的文本框", "其中的文字放在那一格里，请核对位置。"
    DEEP = "套得太深的内容", "请在 Word 里把它移到正文，再导入一次。"


class Losses:
    """The list of what was left behind, in the order in which kinds of it were met with."""

    def __init__(self) -> None:
        self._places: dict[Loss, list[str]] = defaultdict(list)

    def add(self, left: Loss, where: str = "") -> None:
        """Note one thing that is not carried over; ``where`` may quote what everybody sees, nothing else."""
        self._places[left].append(where)

    def __bool__(self) -> bool:
        return bool(self._places)

    def __iter__(self) -> Iterator[Loss]:
        return iter(self._places)

    def places(self, left: Loss) -> list[str]:
        """Where things of a kind were."""
        return self._places.get(left, [])

    def lines(self) -> list[str]:
        """Each kind on a line: how many, where, and what can be done."""
        return [self._line(left, places) for left, places in self._places.items()]

    def _line(self, left: Loss, places: list[str]) -> str:
        named = list(dict.fromkeys(place for place in places if place))
        shown = "、".join(named[:_MOST]) + ("等" if len(named) > _MOST else "")
        return f"{left.what} {len(places)} 处{f'（{shown}）' if shown else ''}：{left.advice}"


_MOST = 6  # places that are named of one kind
