"""Single signs as Chinese keyboards write them → the signs of Markdown, each in its place and as long as before.

Full-width brackets and colons of a link, full-width hashes and stars, blanks inside of ``** bold **``; and stars that
cover what must not be read: 王*英, 138****1234. A sign that shall be seen and not be markup stands, until the page is
made, as a character of the private use area.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from disclosure.expressions import expression
from disclosure.reading.code import without_code_blocks, without_code_spans
from disclosure.reading.kinds import DOCUMENT, SUFFIXES, FileKind
from disclosure.reading.surnames import COMPOUND, DOUBTFUL, EVERYDAY, PLAIN, SURNAMES

STAR, HASH, DOT, TILDE, EQUALS, MORE = "\ue003", "\ue004", "\ue005", "\ue006", "\ue007", "\ue008"
_STAND_INS = str.maketrans({STAR: "*", HASH: "#", DOT: ".", TILDE: "~", EQUALS: "=", MORE: ">"})
_STANDING_IN = expression(f"[{STAR}-{MORE}]")

HAN = "\u3400-\u4dbf\u4e00-\u9fff\u3007"
# The name of a file ends in what files are called: 见［1］（GB3096.2008） names a standard, （2024.06） a month.
_FILES = "|".join((DOCUMENT[1:], *(name for name, suffix in SUFFIXES.items() if suffix.kind is not FileKind.PROGRAM)))
# What is certainly an address that we lead to: never one whose scheme could run something.
_ADDRESS = (
    r"(?:(?:ref[:：]|https?://|mailto[:：]|tel:|\.{0,2}/|#)[^\s()（）<>\"'&\\]{1,300}"
    rf"|[^\s()（）<>\"'&\\:：/#]{{1,200}}\.(?i:{_FILES}))"
)
_LINK = expression(
    r"(?<!\\)(?P<open>[!！]?[\[［])(?P<text>[^\[\]［］\n]{0,300})[\]］](?P<round>[(（])"
    rf"(?P<address>(?:\ue000[\d:]{{1,20}}\ue001)?{_ADDRESS})[)）]"
)
_PICTURE = expression(r"\.(?:png|jpe?g|gif|webp|bmp)$", re.IGNORECASE)
_WIDE_HASHES = expression(r"^([ \t\u3000]*)(＃{1,6})(?=[^＃\d０-９\s]|[ \u3000]+\S)", re.MULTILINE)
_PLAIN_HASH = expression(r"^([ \t\u3000]*)#(?=\d|[^#\s][^#\n]{0,40}#(?!#))", re.MULTILINE)
_BETWEEN_FIGURES = expression(r"(?<=[\d年月日时分点])(?:~~|==)(?=\d)")
# A line that says how much: >18周岁, >=60分; a date or the number of an item may be quoted.
_MORE_THAN = expression(
    r"^([ \t\u3000]*(?:(?:[-*+]|\d{1,3}\.)[ \t]+)?)>(?==?\d{1,9}(?>(?:\.\d{1,9})?)(?![\d.．、)）年月\-—/:：]))",
    re.MULTILINE,
)
_QUOTED = expression(r"^[ \t]*>", re.MULTILINE)
_YEAR = expression(r"^([ \t\u3000>]*\d{4,9})\.(?=[ \t\u3000])", re.MULTILINE)
_WIDE_STARS = expression(r"＊＊(?![、，,；;。）)\s])([^＊\n]{1,200})＊＊")
_APART = expression(r"\*\*[ \t\u3000]+[^*\n]{1,200}[ \t\u3000]\*\*")
_STARS = expression(r"\*+")
_BULLET = expression(r"(?:[ \t\u3000>]*\*(?=[ \t\u3000]))?")
_NAME_BEFORE = expression(rf"(?<![{HAN}*])[{HAN}]{{1,2}}\Z")
_IS_HAN = expression(rf"[{HAN}]")
_TWO_NAMES = expression(rf"[{HAN}]{{0,2}}[、，和与及](?:[^*\n]{{0,60}}[、，和与及])?[{HAN}]{{1,2}}\Z")
_WORD_BEFORE = expression(rf"[{HAN}]+\Z")
_NAME_AFTER = expression(rf"[{HAN}]{{0,2}}(?![{HAN}*])")
# A star behind one of these covers the rest of a name; behind a surname that is a word too, if no word ends in it.
_SURNAMES = frozenset(f"{PLAIN}某")
_ALONE = expression(rf"(?:(?<![{HAN}*])|(?<=[和与及]))[{''.join(sorted({*SURNAMES, *DOUBTFUL} - {*EVERYDAY}))}]\Z")
_IN_ADDRESS = expression(r"://[A-Za-z0-9\-._~:/?#@!$&'*+,;=%]{0,200}\Z")
_NUMBERS = "０１２３４５６７８９×Ｘ"
_STOPS = "\n、，,；;。．.：:）)】」』”’》>!?！？|/"
_BLANKS = " \t\u3000\u00a0"


def mended(text: str) -> str:
    """The text with the signs that Markdown takes, character for character in their old places."""
    if "（" in text or "［" in text or "！[" in text or "ref：" in text:
        text = _outside_code(_LINK, text, _half_width)
    if "＃" in text:
        text = _outside_code(_WIDE_HASHES, text, lambda match: match[1] + "#" * len(match[2]))
    if "＊＊" in text:
        text = _outside_code(_WIDE_STARS, text, lambda match: f"**{match[1]}**")
    if "~~" in text or "==" in text:
        text = _BETWEEN_FIGURES.sub(lambda match: (TILDE if match[0] == "~~" else EQUALS) * 2, text)
    if ">" in text:
        text = _with_more(text)
    if _YEAR.search(text):
        text = _YEAR.sub(rf"\1{DOT}", text)
    if "#" in text:
        text = _PLAIN_HASH.sub(rf"\1{HASH}", text)
    return _mended_stars(text) if "*" in text else text


def restored(text: str) -> str:
    """The text with the signs that others stood for."""
    return text.translate(_STAND_INS) if _STANDING_IN.search(text) else text


def restored_in_html(html: str) -> str:
    """The same for the HTML that was made of a text."""
    return restored(html.replace(MORE, "&gt;"))


def masks(block: str) -> list[tuple[int, int]]:
    """Where in one block of a text stars cover something, instead of making it bold."""
    return _Stars(block).covering


def doubtful(block: str) -> list[tuple[int, int]]:
    """Where in one block stars make bold or italic what may be the end of one covered name and the start of another."""
    return _Stars(block).doubtful


def stray(block: str) -> list[tuple[int, int]]:
    """Where in one block two or three stars neither cover anything nor make anything bold."""
    stars = _Stars(block)
    return [span for length, span in stars.dangling.items() if length > 1 and not stars.cover_a_name(*span)]


def _with_more(text: str) -> str:
    """The text with a sign for more that is no quotation, unless other lines show that something is quoted there."""
    made = _MORE_THAN.sub(rf"\1{MORE}", text)
    return text if _QUOTED.search(made) else made


def _outside_code(pattern: re.Pattern[str], text: str, mend: Callable[[re.Match[str]], str]) -> str:
    """The text with each match mended that does not stand in code."""
    pieces: list[str] = []
    past, plain = 0, ""
    for match in pattern.finditer(text):
        plain = plain or without_code_spans(without_code_blocks(text))
        if plain[match.start()] != "\0":
            pieces += (text[past : match.start()], mend(match))
            past = match.end()
    return "".join((*pieces, text[past:]))


def _half_width(match: re.Match[str]) -> str:
    """A link in the brackets that make it one; a picture from elsewhere is left to be told of."""
    address = match["address"]
    is_picture = match["open"][0] == "!" or (match["open"][0] == "！" and _PICTURE.search(address) is not None)
    if is_picture and ":" in address.rpartition("\ue001")[2]:
        return match[0]
    opening = "![" if is_picture else match["open"][:-1] + "["
    return f"{opening}{match['text']}]({address.replace('ref：', 'ref:', 1).replace('mailto：', 'mailto:', 1)})"


def _mended_stars(text: str) -> str:
    """The text with stand-ins for the stars that cover something, and bold type without blanks at its ends."""
    blocks: list[list[str]] = [[]]
    for line in text.split("\n"):
        if line.strip(_BLANKS):
            blocks[-1].append(line)
        else:
            blocks += [[line], []]
    return "\n".join(_stars_of("\n".join(block)) for block in blocks if block)


def _stars_of(block: str) -> str:
    if "*" not in block:
        return block
    stars = _Stars(block)
    signs = list(block)
    for start, end in stars.covering:
        signs[start:end] = STAR * (end - start)
    for opening, closing in stars.bold:
        signs[opening : closing + 2] = _tight("".join(signs[opening + 2 : closing]))
    return "".join(signs)


def _tight(inner: str) -> str:
    """Bold type with the blanks at the ends of its text moved outside of its stars."""
    start = len(inner) - len(inner.lstrip(_BLANKS))
    end = len(inner.rstrip(_BLANKS))
    return f"{inner[:start]}**{inner[start:end]}**{inner[end:]}" if start < end else f"**{inner}**"


class _Stars:
    """The stars of one block: those that cover something, and the pairs of two that make bold what is between them."""

    def __init__(self, block: str) -> None:
        self._block = block
        self.covering: list[tuple[int, int]] = []
        self.bold: list[tuple[int, int]] = []
        self.doubtful: list[tuple[int, int]] = []
        self.dangling: dict[int, tuple[int, int]] = {}
        start = 0
        for line in (without_code_spans(block) if "`" in block else block).split("\n"):
            if line.strip("* \t"):  # else it is a line across the page
                for match in _STARS.finditer(line, _BULLET.match(line).end()):  # type: ignore[union-attr]
                    if not _is_taken(line[max(0, match.start() - 200) : match.start()]):
                        self._settle(start + match.start(), start + match.end())
            start += len(line) + 1

    def _settle(self, start: int, end: int) -> None:
        length = end - start
        before, after = self._block[start - 1 : start], self._block[end : end + 1]
        numbers = (_is_number(before), _is_number(after))
        if length > 3 or all(numbers) or (length == 3 and any(numbers)):
            self.covering.append((start, end))
        elif length in self.dangling and (length > 1 or before not in _BLANKS + "\n"):
            self._close(self.dangling.pop(length), (start, end))
        elif _opens(before, after, length) or (length == 2 and self._stands_apart(start)):
            self.dangling[length] = (start, end)
        else:
            self.covering.append((start, end))

    def _stands_apart(self, start: int) -> bool:
        """Whether bold type begins in spite of the blank or the stop behind its stars."""
        if _APART.match(self._block, start):
            return True
        word = _WORD_BEFORE.search(self._block, max(0, start - 4), start)
        return self._block[start + 2 : start + 3] in "。，；：" and (word is None or len(word[0]) > 3)

    def _close(self, opened: tuple[int, int], closed: tuple[int, int]) -> None:
        if self.cover_a_name(*opened) and self.cover_a_name(*closed):
            self.covering += [opened, closed]
            return
        if _IS_HAN.match(self._block, opened[0] - 1) and _TWO_NAMES.match(self._block, opened[1], closed[0]):
            self.doubtful.append((opened[0], closed[1]))
        if closed[1] - closed[0] == 2 and "\n" not in self._block[opened[0] : closed[0]]:
            self.bold.append((opened[0], closed[0]))

    def cover_a_name(self, start: int, end: int) -> bool:
        """Whether stars stand for a part of a name: behind a surname, or in a word of two or three signs."""
        before = self._block[max(0, start - 3) : start]
        if before[-1:] in _SURNAMES or before.endswith(COMPOUND) or _ALONE.search(before):
            return True
        word = _NAME_BEFORE.search(before) is not None and _NAME_AFTER.match(self._block, end) is not None
        return word and end - start == 1


def _is_taken(before: str) -> bool:
    """Whether a star behind this is escaped, or a part of an address."""
    opened = before.rfind("](")
    in_brackets = opened >= 0 and before.find(")", opened) < 0
    return before.endswith("\\") or in_brackets or ("://" in before and _IN_ADDRESS.search(before) is not None)


def _is_number(sign: str) -> bool:
    return sign != "" and ((sign.isascii() and sign.isalnum()) or sign in _NUMBERS)


def _opens(before: str, after: str, length: int) -> bool:
    """Whether stars can begin bold type: not before a stop or a blank, but for stars that stand apart."""
    if after in _BLANKS:
        return length > 1 and after != "" and (before == "" or before in _BLANKS + "\n")
    return after not in _STOPS
