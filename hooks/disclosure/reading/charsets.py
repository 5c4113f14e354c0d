"""Which characters the bytes of a page are: the encodings that occur, by the names that the web has for them."""

from __future__ import annotations

import codecs
import re

from disclosure.expressions import expression

# Python's codec → the labels that mean it (Encoding Standard §4.2). GB2312 and GBK are read as what contains them.
# No others: Python knows some that take forever on hostile input.
_LABELS = {
    "utf-8": "utf-8 utf8 unicode-1-1-utf-8 unicode11utf8 unicode20utf8 x-unicode20utf8",
    "gb18030": "gb18030 gbk gb2312 gb_2312 gb_2312-80 chinese csgb2312 csiso58gb231280 iso-ir-58 x-gbk cp936",
    "big5hkscs": "big5 big5-hkscs cn-big5 csbig5 x-x-big5",
    "cp1252": "windows-1252 cp1252 x-cp1252 iso-8859-1 iso8859-1 iso_8859-1 latin1 l1 ascii us-ascii x-user-defined",
    "cp932": "shift_jis shift-jis sjis x-sjis ms_kanji windows-31j csshiftjis ms932",
    "euc_jp": "euc-jp x-euc-jp cseucpkdfmtjapanese",
    "cp949": "euc-kr cseuckr korean ks_c_5601-1987 ks_c_5601-1989 ksc5601 windows-949",
    "cp1251": "windows-1251 cp1251 x-cp1251",
    "utf-16-le": "utf-16 utf-16le ucs-2 unicode csunicode iso-10646-ucs-2 unicodefeff",
    "utf-16-be": "utf-16be unicodefffe",
}
_CODECS = {label: codec for codec, labels in _LABELS.items() for label in labels.split()}
_MARKS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_HEAD = 8192  # bytes in which a page says how it is encoded; a browser starts again when it finds it later
_COMMENT = expression(rb"<!--.*?(?:-->|\Z)", re.DOTALL)
_META = expression(rb"<meta[\s/][^>]*>", re.IGNORECASE)
_CHARSET = expression(rb"""charset\s*=\s*["']?\s*([\w.:-]+)""", re.IGNORECASE)
# How nearly all pages of today begin.
_MODERN = expression(
    rb"""\s*<!doctype html>\s*<html[^>]*>\s*<head>\s*<meta charset=["']?utf-8["']?\s*/?>""", re.IGNORECASE
)
_XML = expression(rb"""<\?xml\s[^>]*?encoding\s*=\s*["']([\w.:-]+)""")


def codec(label: str) -> str:
    """Python's name of the encoding that a label means; "" if it is none that occurs."""
    return _CODECS.get(label.strip().lower(), "")


def html_text(data: bytes, label: str = "") -> str:
    """The characters of a page, the way a browser finds out: by the byte order mark, the label that came with it, its
    own word, and else by trying (HTML Standard, "determining the character encoding").
    """
    mark, known = next(((mark, name) for mark, name in _MARKS if data.startswith(mark)), (b"", ""))
    known = known or codec(label) or declared(data)
    if known:
        return data[len(mark) :].decode(known, "replace")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        # A page that was cut in the middle of a character is still UTF-8.
        return data.decode("utf-8" if error.start >= len(data) - 4 else "gb18030", "replace")


def html_bytes(data: bytes) -> bytes:
    """The same in UTF-8; what is in UTF-8 already, which is nearly all, is not copied."""
    if _MODERN.match(data):
        return data
    return html_text(data).encode("utf-8", "replace")


def declared(data: bytes) -> str:
    """The encoding that a page itself says it is in; "" if it does not say."""
    head = data[:_HEAD]
    found = _XML.match(head)
    if found:
        return _own_word(found[1])
    for tag in _META.findall(_COMMENT.sub(b"", head) if b"<!--" in head else head):
        found = _CHARSET.search(tag)
        if found and (b"content" not in tag.lower() or b"http-equiv" in tag.lower()):
            return _own_word(found[1])
    return ""


def _own_word(label: bytes) -> str:
    """A page that could be read so far is not in UTF-16, whatever it says."""
    known = codec(label.decode("ascii"))
    return "utf-8" if known.startswith("utf-16") else known
