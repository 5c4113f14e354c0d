"""The runs of a paragraph → what is seen of it, with what hangs on it; tracked changes are taken as accepted."""

from __future__ import annotations

from dataclasses import dataclass, field
from urllib.parse import urlsplit
from xml.etree.ElementTree import Element

from disclosure.attachments.package import Relationship
from disclosure.attachments.word import REMOVED
from disclosure.attachments.word_looks import Looks, attribute, child
from disclosure.importing.symbol_fonts import as_shown, is_unknown
from disclosure.importing.word.blanks import LINE_OF_TAB, ruled, ruled_stops
from disclosure.importing.word.drawings import Drawings
from disclosure.importing.word.fields import Fields, unworked
from disclosure.importing.word.formulas import formula
from disclosure.importing.word.look import WordLooks, is_unfilled
from disclosure.importing.word.losses import Left, Losses
from disclosure.importing.word.paper import NoteHere, PictureHere, WordPiece, Words
from disclosure.reading.xml_text import local

_THROUGH = {
    "ins", "moveTo", "smartTag", "customXml", "sdtContent", "dir", "bdo", "Choice", "oMathPara", "rubyBase",
}  # fmt: skip
_DRAWN = {"drawing", "pict", "object"}
_SPACES = {"ptab": "\t", "cr": "\n", "noBreakHyphen": "-"}
_NOTES = {"footnoteReference": "footnote", "endnoteReference": "endnote"}
_SCHEMES = {"http", "https", "mailto"}
_COLUMNS = 3  # parts of a line between tabs that make it a row of a table
_BLACK = 0x60  # each part of a colour up to which it passes for black


@dataclass
class Surroundings:
    """What the paragraphs of one part of a file have in common."""

    looks: WordLooks
    fields: Fields
    drawings: Drawings
    losses: Losses
    links: dict[str, Relationship]


@dataclass
class Passages:
    """What is read of one paragraph: its pieces, and the text boxes that hang on it before and behind its text.

    ``on_colour`` says that the ground may be of another colour than white.
    """

    around: Surroundings
    paragraph: Element
    where: str
    on_colour: bool = False
    pieces: list[WordPiece] = field(default_factory=list)
    before: list[tuple[Element, bool]] = field(default_factory=list)
    behind: list[tuple[Element, bool]] = field(default_factory=list)
    new_page: bool = False
    colours: set[str] = field(default_factory=set)
    _properties: Element | None = None
    _link: str = ""
    _tabs: int = 0

    def __post_init__(self) -> None:
        self._properties = child(self.paragraph, "pPr")

    def read(self) -> Passages:
        """Read all that stands in the paragraph."""
        self._through(self.paragraph)
        words = "".join(piece.text for piece in self.pieces if isinstance(piece, Words))
        if len([column for column in words.split("\t") if column.strip()]) >= _COLUMNS:
            self.around.losses.add(Left.ALIGNED, self.where)
        return self

    def _through(self, holder: Element) -> None:
        for element in holder:
            self._take(element, local(element.tag))

    def _take(self, element: Element, name: str) -> None:
        if name == "r":
            self._run(element)
        elif name in _THROUGH:
            self._through(element)
        elif name == "sdt":
            self._control(element)
        elif name == "hyperlink":
            self._hyperlink(element)
        elif name == "fldSimple":
            self._simple_field(element)
        elif name in REMOVED:
            self._removed(element)
        elif name == "oMath":
            self._formula(element)
        elif name == "AlternateContent":
            self._alternative(element)

    def _control(self, element: Element) -> None:
        """What somebody has filled in; what Word says where nobody has is noted."""
        if is_unfilled(element):
            self.around.losses.add(Left.UNFILLED, self.where)
        else:
            self._through(element)

    def _hyperlink(self, element: Element) -> None:
        related = self.around.links.get(attribute(element, "id"))
        before, self._link = self._link, self._address(related.target) if related is not None else ""
        self._through(element)
        self._link = before

    def _address(self, written: str) -> str:
        """An address that readers can open; others are noted."""
        address = written.strip()
        if not address or address.startswith("#"):
            return ""
        try:
            scheme = urlsplit(address).scheme.lower()
        except ValueError:
            scheme = ""
        if scheme not in _SCHEMES:
            self.around.losses.add(Left.LINKS, self.where)
            return ""
        return address

    def _simple_field(self, element: Element) -> None:
        words = attribute(element, "instr").split()
        name = words[0].upper() if words else ""
        if name in ("TOC", "INDEX", "TOA"):
            self.around.losses.add(Left.CONTENTS)
            return
        if name == "MERGEFIELD":
            self.around.losses.add(Left.MERGED, f"“{words[1]}”" if len(words) > 1 else "")
        before = len(self.pieces)
        self._through(element)
        if len(self.pieces) == before and words:
            self._say(unworked(words), frozenset())

    def _removed(self, element: Element) -> None:
        if any(local(item.tag) in {"t", "delText", *_DRAWN, *_NOTES} for item in element.iter()):
            self.around.losses.add(Left.DELETED, self.where)
        for item in element.iter():  # a field may begin in what is kept and end in what is not
            if local(item.tag) == "fldChar":
                self.around.fields.mark(item)

    def _formula(self, element: Element) -> None:
        self.around.losses.add(Left.FORMULAS, self.where)
        self._say(formula(element), frozenset())

    def _alternative(self, element: Element) -> None:
        """The first telling of several that has something to be seen."""
        for item in element:
            before = (len(self.pieces), len(self.before), len(self.behind))
            self._through(item)
            if (len(self.pieces), len(self.before), len(self.behind)) != before:
                return

    def _run(self, run: Element) -> None:
        own = child(run, "rPr")
        seen = self._seen(run)
        looks = self.around.looks.looks(own, self._properties)
        for element in run:
            name = local(element.tag)
            if name in ("fldChar", "instrText"):
                self._field(element, name, looks, seen=seen)
            elif seen and self.around.fields.shows:
                self._content(element, name, looks, own)
        if seen and any((item.text or "").strip() for item in run if local(item.tag) == "t"):
            self.colours.add(_colour(self.around.looks.colour(own), own))

    def _seen(self, run: Element) -> bool:
        """Whether readers see a run; if it would say something and they do not, that is noted."""
        hiding = self.around.looks.hiding(run, self.paragraph, on_colour=self.on_colour)
        if hiding is Looks.PLAIN:
            return True
        says = any((item.text or "").strip() for item in run if local(item.tag) == "t")
        if (says and self.around.fields.shows) or any(local(item.tag) in _DRAWN for item in run):
            self.around.losses.add(Left.HIDDEN if hiding is Looks.HIDDEN else Left.UNSEEN, self.where)
        return False

    def _field(self, element: Element, name: str, looks: frozenset[str], *, seen: bool) -> None:
        if name == "instrText":
            self.around.fields.instruct(element.text or "")
        elif (sign := self.around.fields.mark(element)) and seen:
            self._say(sign, looks)

    def _content(self, element: Element, name: str, looks: frozenset[str], own: Element | None) -> None:
        """One thing that a run holds."""
        if name == "t":
            self._text(element.text or "", looks, own)
        elif name == "tab":
            self._tab(looks, own)
        elif name in _SPACES:
            self._say(_SPACES[name], looks)
        elif name == "br":
            self._break(attribute(element, "type"), looks)
        elif name == "sym":
            self._symbol(element, looks)
        elif name in _NOTES:
            self.pieces.append(NoteHere(f"{_NOTES[name]}-{attribute(element, 'id')}"))
        elif name in _DRAWN:
            self._drawn(element)
        elif name == "ruby":
            self._ruby(element)
        elif name == "AlternateContent":
            self._alternative_in_run(element, looks, own)
        elif name in ("ins", "moveTo", "smartTag"):
            self._through(element)

    def _alternative_in_run(self, element: Element, looks: frozenset[str], own: Element | None) -> None:
        for item in element:
            before = (len(self.pieces), len(self.before), len(self.behind))
            for inner in item:
                self._content(inner, local(inner.tag), looks, own)
            if (len(self.pieces), len(self.before), len(self.behind)) != before:
                return

    def _text(self, text: str, looks: frozenset[str], own: Element | None) -> None:
        font = self.around.looks.symbol_font(own, self._properties)
        shown = as_shown(text, font)
        if is_unknown(text, font):
            self.around.losses.add(Left.SYMBOLS, self.where)
        if any(self.around.looks.is_on(own, self._properties, name) for name in ("caps", "smallCaps")):
            shown = shown.upper()
        if self._is_underlined(own) and (lined := ruled(shown)) != shown:
            self.around.losses.add(Left.BLANKS, self.where)
            shown = lined
        self._say(shown, looks)

    def _tab(self, looks: frozenset[str], own: Element | None) -> None:
        """A tab; a line to write on where it is underlined or its stop draws one."""
        self._tabs += 1
        if self._is_underlined(own) or self._tabs in ruled_stops(self.around.looks, self._properties):
            self.around.losses.add(Left.BLANKS, self.where)
            self._say(LINE_OF_TAB, looks)
        else:
            self._say("\t", looks)

    def _is_underlined(self, own: Element | None) -> bool:
        return attribute(self.around.looks.of_run(own, self._properties, "u"), "val") not in ("", "none")

    def _break(self, kind: str, looks: frozenset[str]) -> None:
        if kind == "page":
            self.new_page = self.new_page or not self._has_text
        if kind in ("page", "column"):
            return
        self._say("\n", looks)

    @property
    def _has_text(self) -> bool:
        return any(not isinstance(piece, Words) or piece.text.strip() for piece in self.pieces)

    def _symbol(self, element: Element, looks: frozenset[str]) -> None:
        code, font = attribute(element, "char"), attribute(element, "font")
        try:
            sign = chr(int(code, 16) & 0xFFFF)
        except ValueError:
            return
        if is_unknown(sign, font):
            self.around.losses.add(Left.SYMBOLS, self.where)
            return
        self._say(as_shown(sign, font), looks)

    def _drawn(self, element: Element) -> None:
        found = self.around.drawings.hanging(element, self.where)
        self.pieces += [PictureHere(part) for part in found.pictures]
        if found.words:
            self._say(found.words, frozenset())
        (self.behind if self._has_text else self.before).extend(found.boxes)

    def _ruby(self, element: Element) -> None:
        self.around.losses.add(Left.PINYIN, self.where)
        base, above = child(element, "rubyBase"), child(element, "rt")
        if base is not None:
            self._through(base)
        if above is not None:
            self._say(f"（{''.join(item.text or '' for item in above.iter() if local(item.tag) == 't')}）", frozenset())

    def _say(self, text: str, looks: frozenset[str]) -> None:
        link = self._link or (self._address(self.around.fields.link) if self.around.fields.link else "")
        last = self.pieces[-1] if self.pieces else None
        if isinstance(last, Words) and (last.looks, last.link) == (looks, link):
            self.pieces[-1] = Words(last.text + text, looks, link)
        elif text:
            self.pieces.append(Words(text, looks, link))


def _colour(said: str, own: Element | None) -> str:
    """The colour of a run that is seen to be none of paper and ink; a mark with a pen counts as one."""
    marked = attribute(child(own, "highlight"), "val")
    if marked not in ("", "none"):
        return marked
    try:
        parts = bytes.fromhex(said)
    except ValueError:
        return ""
    return said if len(parts) == 3 and max(parts) > _BLACK and child(own, "rStyle") is None else ""
