"""What stands in a file, whatever its kind: lines of text and rows of cells, in their order."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from disclosure.reading.traditional import simplified


@dataclass(frozen=True, slots=True)
class RowCell:
    """A cell: its text, the number of its first column, over how many it reaches; why it has no value."""

    text: str
    column: int
    width: int = 1
    fault: str = ""


@dataclass(frozen=True, slots=True)
class TableRow:
    """A row of a table: the cells that begin in it; ``table`` tells tables apart."""

    cells: tuple[RowCell, ...]
    table: int


@dataclass(frozen=True, slots=True)
class TextLine:
    """A line or paragraph; ``is_head`` where the file itself makes it the title of the page."""

    text: str
    is_head: bool = False


@dataclass(frozen=True)
class Material:
    """The content of a file. ``pictures`` says where only a picture stands, by the number of the block that follows."""

    blocks: tuple[TextLine | TableRow, ...]
    window_title: str = ""
    notes: tuple[str, ...] = ()
    pictures: tuple[int, ...] = field(default=())

    @property
    def rows(self) -> list[TableRow]:
        """All rows of tables."""
        return [block for block in self.blocks if isinstance(block, TableRow)]


def simplified_material(material: Material) -> Material:
    """The same in simplified characters, as the words of the form are known in."""
    title = simplified(material.window_title)
    return replace(material, blocks=tuple(map(_simplified, material.blocks)), window_title=title)


def _simplified(block: TextLine | TableRow) -> TextLine | TableRow:
    if isinstance(block, TextLine):
        return replace(block, text=simplified(block.text))
    return replace(block, cells=tuple(replace(cell, text=simplified(cell.text)) for cell in block.cells))
