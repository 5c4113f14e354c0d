"""What is not read: files that are too big, encrypted, damaged, or made to harm whoever opens them."""

from __future__ import annotations

import stat
from pathlib import Path

FILE_LIMIT = 50 << 20  # bytes of a text file: the limit that the sitemap protocol sets
ATTACHMENT_LIMIT = 200 << 20  # bytes of an attachment: more cannot be downloaded on a mobile phone
PART_LIMIT = 20 << 20  # bytes of one part of an Office file, unpacked
PACKAGE_LIMIT = 100 << 20  # bytes of all parts that are read of one Office file, unpacked
TAGS = 500_000  # opening and closing tags of all parts of an Office file that are held as trees: about 3 seconds
CELLS = 1_200_000  # the same of a workbook, whose cells take less time
HEAD = 1 << 20  # bytes at the start of a picture: what it says about itself stands there
PARTS = 2000  # parts of an Office file

IRREGULAR = "这不是普通的文件，没有打开它。"
TOO_BIG = "文件太大，没有检查里面的内容。"
TOO_MUCH = "内容太多，没有检查完。"
BOMB = "文件解开后过大或内含文件过多，可能有害，没有检查里面的内容。"
ENCRYPTED = "文件设了打开密码，或者不是扩展名所说的格式，无法检查里面的内容。"
DAMAGED = "文件已损坏或格式不对，无法检查里面的内容。"
TYPE_DEFINITION = "文件带有文档类型定义（DOCTYPE），可能有害，没有检查里面的内容。"


class Unreadable(Exception):
    """A file that is not read; the message says why, in words for the editors."""


def read_whole(file: Path) -> bytes:
    """The content of a text file of a reasonable size."""
    try:
        state = file.stat()
        if not stat.S_ISREG(state.st_mode):
            raise Unreadable(IRREGULAR)  # a device or a pipe may have no end
        if state.st_size > FILE_LIMIT:
            raise Unreadable(TOO_BIG)
        return file.read_bytes()
    except OSError as error:
        raise Unreadable(DAMAGED) from error
