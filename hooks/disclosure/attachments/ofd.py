"""OFD files (GB/T 33190): attachments, remarks, hidden and blackened text, and the text of the pages."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from io import BytesIO
from posixpath import normpath
from xml.etree.ElementTree import Element

from disclosure.attachments.facts import Concern, Fact, Pages, Source, inside, named, passage, spot
from disclosure.attachments.package import Package, natural, opened
from disclosure.attachments.pdf_lines import lines
from disclosure.attachments.pdf_page import Run
from disclosure.attachments.pictures import picture_facts
from disclosure.expressions import expression
from disclosure.reading.bounds import Unreadable
from disclosure.reading.xml_text import local

CONTENT = expression(r"(?:^|/)Pages/[^/]+/Content\.xml$|(?:^|/)Tpls?/[^/]+/Content\.xml$", re.IGNORECASE)
_LIST = expression(r"(?:^|/)Attachments\.xml$", re.IGNORECASE)
_ATTACHED = expression(r"(?:^|/)Attach(?:ment)?s/.*[^/]$", re.IGNORECASE)
ANNOTATIONS = expression(r"(?:^|/)Annot\w*/.*\.xml$", re.IGNORECASE)
HARMLESS_REMARKS = {"Link", "Watermark", "Stamp"}
_PICTURES = expression(r"/Res/[^/]+\.(?:jpe?g|png|tiff?)$", re.IGNORECASE)


def ofd_facts(source: Source, examine: Callable[[str, Source], Iterator[Fact]]) -> Iterator[Fact]:
    """Everything in an OFD file that should not be there, and all of its text; ``examine`` the files inside."""
    with opened(source) as package:
        yield from _properties(package)
        attached = _attached(package)
        for part in sorted(attached, key=natural):
            name = part.rpartition("/")[2]
            yield spot(Concern.EMBEDDED, "附带的文件", name)
            yield from inside(f"附带的“{name}”里", examine(name, BytesIO(package.data(part))))
        page = 0
        for part in sorted(package.parts, key=natural):
            if CONTENT.search(part):
                page += 1
                yield from _page(package.tree(part), f"第{page}页")
            elif ANNOTATIONS.search(part):
                yield from _remarks(package.tree(part))
            elif _PICTURES.search(part):
                yield from _picture(package, part)
        yield Pages(page)


def _properties(package: Package) -> Iterator[Fact]:
    for element in package.tree("OFD.xml").iter():
        if local(element.tag) == "Author":
            yield from named("作者", element.text or "")
        elif local(element.tag) in ("Title", "Subject", "Abstract", "Keyword", "CustomData"):
            yield from passage("文件属性", element.text or "")


def _attached(package: Package) -> set[str]:
    """The parts that the lists of attachments name, wherever they lie, and those in the usual folder."""
    found = {part for part in package.parts if _ATTACHED.search(part) and not _LIST.search(part)}
    for part in package.parts:
        for element in package.tree(part).iter() if _LIST.search(part) else ():
            if local(element.tag) == "FileLoc":
                place = (element.text or "").strip()
                folder = "" if place.startswith("/") else part.rpartition("/")[0]
                found.add(normpath(f"{folder}/{place}").lstrip("/"))
    return found & package.parts.keys()


def _picture(package: Package, part: str) -> Iterator[Fact]:
    try:
        yield from inside(f"图片 {part.rpartition('/')[2]} ", iter(list(picture_facts(package.head(part)))))
    except Unreadable:
        return


def _page(root: Element, where: str) -> Iterator[Fact]:
    texts: list[tuple[Element, str]] = []
    runs: list[Run] = []
    for element in root.iter():
        if local(element.tag) == "TextObject":
            text = "".join(child.text or "" for child in element.iter() if local(child.tag) == "TextCode")
            texts.append((element, text))
            runs.append(_run(element, text, len(runs)))
            if is_unseen(element) and text.strip():
                yield spot(Concern.HIDDEN_TEXT, "设成不可见的文字", where)
        elif is_black_box(element) and any(text.strip() and covers(element, below) for below, text in texts):
            yield spot(Concern.BLACKED_OUT, "黑块下面的文字", where)
    for cells in lines(runs):
        yield from passage(where, *cells)


def _run(element: Element, text: str, order: int) -> Run:
    """A text object as a run of text on a page, whose heights are counted from below."""
    left, top, width, height = boundary(element)
    box = (left, -top - height, left + width, -top)
    return Run(order, order, text, box, height, colour=None, unseen=False, level=True, advance=0.0)


def is_unseen(element: Element) -> bool:
    """Whether an object is switched off, or wholly transparent."""
    return element.get("Visible", "true").lower() == "false" or element.get("Alpha") == "0"


def is_black_box(element: Element) -> bool:
    """Whether an object is an area filled with a dark colour."""
    if local(element.tag) != "PathObject" or element.get("Fill", "false").lower() != "true":
        return False
    colour = next((child for child in element if local(child.tag) == "FillColor"), None)
    values = [float(number) for number in re.findall(r"[\d.]+", colour.get("Value", "") if colour is not None else "")]
    return sum(values) < 150


def covers(box: Element, text: Element) -> bool:
    """Whether the middle of a text's line runs through a box."""
    left, top, width, height = boundary(box)
    text_left, text_top, text_width, text_height = boundary(text)
    middle = text_top + text_height / 2
    return top <= middle <= top + height and left < text_left + text_width and text_left < left + width


def boundary(element: Element) -> tuple[float, float, float, float]:
    """Left, top, width and height of an object."""
    numbers = [float(number) for number in re.findall(r"-?[\d.]+", element.get("Boundary", ""))[:4]]
    return (numbers[0], numbers[1], numbers[2], numbers[3]) if len(numbers) == 4 else (0.0, 0.0, 0.0, 0.0)


def _remarks(root: Element) -> Iterator[Fact]:
    for element in root.iter():
        if local(element.tag) == "Annot" and element.get("Type", "") not in HARMLESS_REMARKS:
            yield spot(Concern.REMARKS, "批注")
            yield from passage("批注", " ".join(element.itertext()))
