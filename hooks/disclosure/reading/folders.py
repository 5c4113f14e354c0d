"""The files below a folder of content: those that are read, and those that nobody may leave there."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path
from unicodedata import normalize

from disclosure.expressions import expression
from disclosure.findings import Finding, Place, Rule
from disclosure.reading.text import UNREADABLE, UNSEEN, reason

SHORTCUT = Rule("FIL-004", "文件不是快捷方式", bad="指向别处的符号链接", good="文件本身")
HIDDEN = Rule("FIL-005", "文件不隐藏", bad="docs/notices/2025/.名单.txt", good="不发布的文件不放进代码库")
NAME = Rule(
    "FIL-006", "名称能显示，也不只差大小写", bad="名单.xlsx 旁边还有 名单.XLSX", good="大小写不计，每个名称只有一个"
)
SPECIAL = Rule("FIL-007", "只有普通的文件和文件夹", bad="命名管道、设备；名为 a.md 的文件夹", good="普通文件")

RULES = (SHORTCUT, HIDDEN, NAME, SPECIAL)

# What systems, editors and git itself leave behind, none of it written by anybody.
_LEFTOVER = expression(
    r"\.DS_Store|\.git(?:keep|ignore|attributes)|~\$.+\.(?:doc|xls|ppt)[xm]?|\.~lock\..+#|\..+\.sw[a-p]", re.IGNORECASE
)
_LIKE_A_FILE = (".md", ".yml", ".yaml")
_LONGEST_PATH = 1000  # bytes; no office's computer takes a quarter of it
_UNPRINTABLE = expression(f"{UNSEEN.pattern}|[\\n\\t\udc80-\udcff]")


def files_below(root: Path, folder: str, findings: list[Finding]) -> Iterator[str]:
    """Every file below a folder, by path, in the order of the paths' steps.

    Hidden ones, shortcuts and whatever is no plain file are refused and never opened, the editors' leftovers passed
    over. Nothing is raised, whatever lies there and however deep.
    """
    top = root / folder
    if top.is_symlink():
        findings.append(_shortcut(folder))
    elif top.is_dir():
        yield from _Walk(root, findings).below(folder)
    elif top.exists():
        findings.append(SPECIAL.at(Place(folder), "这里应当是一个文件夹。", "请改名或删除它，重新建立这个文件夹。"))


def printable(path: str) -> str:
    """A path as it can be shown: bytes that are no UTF-8, line ends and what cannot be seen written as codes."""
    return _UNPRINTABLE.sub(lambda odd: f"\\x{ord(odd[0]) & 0xFF if ord(odd[0]) > 0xD7FF else ord(odd[0]):02x}", path)


class _Walk:
    """One way through a folder, without recursion."""

    def __init__(self, root: Path, findings: list[Finding]) -> None:
        self._root, self._findings = root, findings
        self._hidden: set[str] = set()  # hidden folders of which a file was told

    def below(self, folder: str) -> Iterator[str]:
        """Every plain file; findings on the rest."""
        open_folders = [(self._entries(folder), "")]  # each with the hidden folder in which it lies
        while open_folders:
            entries, hidden = open_folders[-1]
            entry, path = next(entries, (None, ""))
            if entry is None:
                open_folders.pop()
                continue
            top = hidden or (path if entry.name.startswith((".", "~")) else "")
            if entry.is_dir(follow_symlinks=False):
                if top or self._is_good_folder(path):
                    open_folders.append((self._entries(path), top))
            elif top:
                self._tell_hidden(entry, path, top)
            elif self._is_plain(entry, path):
                yield path

    def _entries(self, folder: str) -> Iterator[tuple[os.DirEntry[str], str]]:
        """What lies in a folder, by name, each with its path, without what no computer could show."""
        try:
            with os.scandir(self._root / folder) as listed:
                entries = sorted(listed, key=lambda entry: entry.name)
        except OSError as error:
            remedy = "请检查文件夹的读取权限，或者删除它。"
            self._add(UNREADABLE, folder, f"无法读取这个文件夹（{reason(error)}）。", remedy)
            return
        seen: dict[str, str] = {}
        for entry in entries:
            path = f"{folder}/{entry.name}"
            first = seen.setdefault(normalize("NFC", entry.name).casefold(), entry.name)
            if _UNPRINTABLE.search(entry.name):
                self._add(NAME, path, "名称里有无法显示的字符。", "请改名，只用汉字、字母、数字、连字符和点。")
                continue
            if first is not entry.name:
                message = f"它和“{first}”只有大小写或编码不同，很多电脑会当成同一个。"
                self._add(NAME, path, message, "请改成另一个名称，或者删除其中一个。")
            yield entry, path

    def _is_good_folder(self, path: str) -> bool:
        if path.endswith(_LIKE_A_FILE):
            self._add(SPECIAL, path, "这是一个文件夹，名称却像一份文件。", "请给文件夹改名，或者把它换成文件。")
        if len(path.encode()) <= _LONGEST_PATH:
            return True
        self._add(NAME, path, "路径太长，里面的文件没有读取。", "请缩短文件夹的名称，少套几层。")
        return False

    def _is_plain(self, entry: os.DirEntry[str], path: str) -> bool:
        if entry.is_symlink():
            self._findings.append(_shortcut(path))
        elif not entry.is_file(follow_symlinks=False):
            self._add(SPECIAL, path, "这不是普通的文件，没有打开它。", "请删除它；要发布的内容请存成文件。")
        else:
            return True
        return False

    def _tell_hidden(self, entry: os.DirEntry[str], path: str, top: str) -> None:
        """The finding on a hidden file, or on the first file of a hidden folder."""
        if top in self._hidden or _LEFTOVER.fullmatch(entry.name):
            return
        self._hidden.add(top)
        what = "这是隐藏文件" if path == top else f"“{top}”是隐藏的文件夹"
        remedy = "请移出代码库；要发布的请改名，去掉开头的点或波浪号。"
        self._add(HIDDEN, path, f"{what}，里面的内容不会发布，却在代码库里公开。", remedy)

    def _add(self, rule: Rule, path: str, message: str, remedy: str) -> None:
        self._findings.append(rule.at(Place(printable(path)), message, remedy))


def _shortcut(path: str) -> Finding:
    message = "这是一个快捷方式（符号链接），不会被读取，也不会发布。"
    return SHORTCUT.at(Place(path), message, "请上传文件本身。")
