"""Bytes on disk → text. What cannot be read becomes a finding, never an exception."""

from __future__ import annotations

import errno
import re
import stat
from math import ceil
from pathlib import Path

from disclosure.expressions import expression
from disclosure.findings import Finding, Place, Rule

# Far above any real document; a larger file is a mistake (an export, a scan pasted as text).
LARGEST_TEXT = 1 << 20
_LARGEST = f"{LARGEST_TEXT >> 20} MB"

NOT_UTF8 = Rule("TXT-001", "文件用 UTF-8 编码保存", bad="用 GBK 编码保存的 doc-2023-014.md", good="另存为 UTF-8")
TOO_LARGE = Rule("TXT-002", f"文本文件不超过 {_LARGEST}", bad="10 MB 的 wording.yml", good="几十 KB 的 wording.yml")
EMPTY = Rule("TXT-003", "文件不是空的", bad="0 字节的 doc-2023-014.md", good="写有内容的文件")
UNREADABLE = Rule("TXT-004", "文件读得出来", bad="没有读取权限的文件", good="普通文件")
CONTROL = Rule("TXT-005", "文件里没有看不见的字符", bad="从别处粘贴来的不可见字符", good="普通文字")
REPEATED = Rule("TXT-006", "同样的符号不连写几千次", bad="一行里有两万个空格", good="一个空格")

UNSEEN = expression("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ufffe\uffff]")
_REASONS = {
    errno.EACCES: "没有读取权限",
    errno.EPERM: "没有权限",
    errno.ENOENT: "文件不存在",
    errno.EISDIR: "它是一个文件夹",
    errno.ENOTDIR: "它不是一个文件夹",
    errno.ENAMETOOLONG: "路径太长",
    errno.ENOSPC: "磁盘已满",
    errno.EROFS: "磁盘是只读的",
    errno.EXDEV: "两个文件夹不在同一个磁盘上",
}

# A few signs over and over: nobody writes so, and every pattern that looks for something would go through them again.
_LONGEST_UNIT = 4  # signs that are written over and over
_REPEATED = expression(rf"([^\n]{{1,{_LONGEST_UNIT}}}?)\1{{99,}}+")
_FEW = 8  # signs by which a run is told from a text
_WORTH_A_LOOK = 20_000  # characters of a text
_LONGEST_RUN = 5_000  # characters of it that are the same over and over

_PLAIN_FILE = "请检查文件是否存在、是否有读取权限，也不要用快捷方式代替文件。"
_SAVE_AS_UTF8 = "请用记事本打开，选“另存为”，编码选 UTF-8 后再提交。"

RULES = (NOT_UTF8, TOO_LARGE, EMPTY, UNREADABLE, CONTROL, REPEATED)


def read_text(file: Path, path: str) -> tuple[str, list[Finding]]:
    """The text of ``file`` with Unix line ends and no byte order mark; "" with a finding if unreadable.

    ``path`` is how findings name the file.
    """
    try:
        state = file.stat()
        if not (stat.S_ISREG(state.st_mode) or stat.S_ISDIR(state.st_mode)):
            return "", [UNREADABLE.at(Place(path), "无法读取这个文件（它不是普通的文件）。", _PLAIN_FILE)]
        if state.st_size > LARGEST_TEXT:
            return "", [_too_large(path, state.st_size)]
        raw = file.read_bytes()
    except OSError as error:
        return "", [UNREADABLE.at(Place(path), f"无法读取这个文件（{reason(error)}）。", _PLAIN_FILE)]
    return decode(raw, path)


def decode(raw: bytes, path: str) -> tuple[str, list[Finding]]:
    """The text in ``raw``, or "" with the finding that says why there is none."""
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        return "", [_not_utf8(raw, path, error)]
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if not text.strip():
        return "", [EMPTY.at(Place(path), "这个文件是空的。", "请填写内容，或者删除这个文件。")]
    unseen = _control_characters(text, path)
    text = UNSEEN.sub("", text) if unseen else text
    repeated = _repeated(text, path)
    return (_REPEATED.sub(_shortened, text) if repeated else text), unseen + repeated


def _repeated(text: str, path: str) -> list[Finding]:
    """The finding on the first run of the same few signs that is far too long."""
    runs = _REPEATED.finditer(text) if len(text) > _WORTH_A_LOOK and _may_repeat(text) else iter(())
    run = next((found for found in runs if len(found[0]) > _LONGEST_RUN), None)
    if run is None:
        return []
    message = f"从这里开始，同样的符号连着写了 {len(run[0]) // len(run[1])} 次。"
    return [REPEATED.at(_place(text, run.start(), path), message, "请删去多余的，只留需要的。")]


def _may_repeat(text: str) -> bool:
    """Whether at one of the places of which every run that is too long has two, a few signs are those just before."""
    places = range(_LONGEST_UNIT, len(text), _LONGEST_RUN // 2)
    return any(
        text.startswith(text[at - size : at - size + _FEW], at) for at in places for size in range(1, _LONGEST_UNIT + 1)
    )


def _shortened(run: re.Match[str]) -> str:
    return run[0][:_LONGEST_RUN]


def guessed(raw: bytes) -> str:
    """The characters of bytes that do not say how they are written: UTF-8, else GBK, with gaps where it is neither."""
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        return raw.decode("gb18030", "replace")


def reason(error: OSError) -> str:
    """Why the system refused, in words for editors."""
    return _REASONS.get(error.errno or 0, f"系统错误 {error.errno}")


def _too_large(path: str, size: int) -> Finding:
    message = f"这个文件有 {ceil(size / 1024 / 1024 * 10) / 10} MB，超过了 {_LARGEST}。"
    return TOO_LARGE.at(Place(path), message, "请拆成几个文件；表格、扫描件请作为附件上传，不要粘贴进正文。")


def _not_utf8(raw: bytes, path: str, error: UnicodeDecodeError) -> Finding:
    if _is_utf16(raw):
        message = "文件不是 UTF-8 编码，是 UTF-16 编码（记事本里叫“Unicode”）。"
        return NOT_UTF8.at(Place(path), message, _SAVE_AS_UTF8)
    if b"\0" in raw:
        remedy = "扩展名写错的请改正；表格、扫描件等请作为附件上传。"
        return NOT_UTF8.at(Place(path), "这不是文本文件。", remedy)
    line = raw.count(b"\n", 0, error.start) + 1
    try:
        raw.decode("gb18030")
        seen = "看起来是 GBK（ANSI）编码"
    except UnicodeDecodeError:
        seen = "有无法识别的字节"
    return NOT_UTF8.at(Place(path, line), f"文件不是 UTF-8 编码，{seen}。", _SAVE_AS_UTF8)


def _is_utf16(raw: bytes) -> bool:
    """Whether it is text of two bytes a character, with or without a mark that says so."""
    for encoding in ("utf-16-le", "utf-16-be"):
        try:
            text = raw[: len(raw) // 2 * 2].decode(encoding).lstrip("\ufeff")
        except UnicodeDecodeError:
            continue
        if re.match(r"[-#\w]", text) and "\n" in text and not UNSEEN.search(text.replace("\r", "")):
            return True
    return False


def _control_characters(text: str, path: str) -> list[Finding]:
    match = UNSEEN.search(text)
    if match is None:
        return []
    message = f"这里有一个看不见的字符（U+{ord(match[0]):04X}）。"
    return [CONTROL.at(_place(text, match.start(), path), message, "请删除它，再手工重新输入前后的文字。")]


def _place(text: str, offset: int, path: str) -> Place:
    return Place(path, text.count("\n", 0, offset) + 1, offset - text.rfind("\n", 0, offset))
