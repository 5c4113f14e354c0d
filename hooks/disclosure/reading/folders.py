"""The files below a folder of content: those that are read, and those that nobody may leave there."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from disclosure.findings import Finding, Place, Rule

SHORTCUT = Rule("FIL-004", "文件不是快捷方式", bad="指向别处的符号链接", good="文件本身")
HIDDEN = Rule("FIL-005", "文件不隐藏", bad="docs/notices/2025/.名单.txt", good="不发布的文件不放进代码库")
# What systems, editors and git itself leave behind, none of it written by anybody.
_LEFTOVER = re.compile(
    r"\.DS_Store|\.git(?:keep|ignore|attributes)|~\$.+\.(?:doc|xls|ppt)[xm]?|\.~lock\..+#|\..+\.sw[a-p]", re.IGNORECASE
)


def files_below(root: Path, folder: str, findings: list[Finding]) -> Iterator[str]:
    """Every file below a folder, by path; hidden ones and shortcuts are refused, the editors' leftovers passed over."""
    hidden: set[str] = set()
    for file in sorted((root / folder).rglob("*")):
        parts = file.relative_to(root).parts
        depth = next((number for number, part in enumerate(parts, 1) if part.startswith((".", "~"))), 0)
        if depth:
            top = "/".join(parts[:depth])
            if top not in hidden and (file.is_symlink() or file.is_file()) and not _LEFTOVER.fullmatch(parts[-1]):
                hidden.add(top)
                findings.append(_hidden("/".join(parts), top))
        elif file.is_symlink():
            message = "这是一个快捷方式（符号链接），不会被读取，也不会发布。"
            findings.append(SHORTCUT.at(Place("/".join(parts)), message, "请上传文件本身。"))
        elif file.is_file():
            yield "/".join(parts)


def _hidden(path: str, top: str) -> Finding:
    """The finding on a hidden file, or on the first file of a hidden folder."""
    what = "这是隐藏文件" if path == top else f"“{top}”是隐藏的文件夹"
    remedy = "请移出代码库；要发布的请改名，去掉开头的点或波浪号。"
    return HIDDEN.at(Place(path), f"{what}，里面的内容不会发布，却在代码库里公开。", remedy)
