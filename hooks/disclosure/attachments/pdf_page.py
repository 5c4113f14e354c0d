"""One PDF page drawn in thought: where its text stands, what is painted over it, and in which colours."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace

from pypdf.generic import ArrayObject, DictionaryObject, StreamObject
from pypdf.generic._font import Font

from disclosure.attachments.pdf_colours import BLACK, Colour, colour_of
from disclosure.attachments.pdf_file import FAULTS, resolved, value
from disclosure.attachments.pdf_operations import Operand, operations
from disclosure.attachments.pdf_shapes import (
    Area,
    Box,
    Matrix,
    Point,
    apply,
    around,
    common,
    is_area,
    is_rectangle,
    matrix_of,
    times,
)
from disclosure.reading.bounds import TOO_MUCH, Unreadable

_UNIT: Matrix = (1, 0, 0, 1, 0, 0)
_EVERYWHERE: Box = (-1e9, -1e9, 1e9, 1e9)
_DEEPEST = 12  # forms inside forms
_OPAQUE = 0.9
_POINTS = 400  # of an outline that is followed; what has more is taken for its boxes
_FORM = 5  # steps that a form or a picture counts for


@dataclass(frozen=True, slots=True)
class Run:
    """A piece of text at a place; ``order`` counts everything painted, ``index`` the operations of the page."""

    order: int
    index: int
    text: str
    box: Box
    size: float
    colour: Colour | None
    unseen: bool
    level: bool
    advance: float  # as a number in the operator TJ moves by it


@dataclass
class Drawing:
    """Everything that is painted on a page, in order."""

    runs: list[Run] = field(default_factory=list)
    areas: list[Area] = field(default_factory=list)
    images: list[Box] = field(default_factory=list)
    budget: Budget | None = None  # for what is made of it
    others: int = 0  # curves, shadings and patterns: what lies on them cannot be told


@dataclass(frozen=True, slots=True)
class _State:
    """The graphics state, as far as it matters here."""

    matrix: Matrix = _UNIT
    clip: Box = _EVERYWHERE
    colour: Colour | None = BLACK
    space: str = ""
    alpha: float = 1.0
    font: Font | None = None
    size: float = 0.0
    spacing: float = 0.0
    word_spacing: float = 0.0
    scale: float = 1.0
    leading: float = 0.0
    rise: float = 0.0
    mode: int = 0


class Budget:
    """How much of a file is still looked at."""

    def __init__(self, data: int, steps: int) -> None:
        self._data, self._steps = data, steps

    def spend(self, data: int, steps: int) -> None:
        """Take from what is left; ``Unreadable`` when it is used up."""
        self._data -= data
        self._steps -= steps
        if self._data < 0 or self._steps < 0:
            raise Unreadable(TOO_MUCH)


def drawing(page: DictionaryObject, budget: Budget) -> Drawing:
    """What a page paints, forms included."""
    painter = _Painter(budget)
    painter.paint(contents(value(page, "/Contents")), inherited(page, "/Resources"), _State(), 0)
    return painter.drawing


def contents(stream: object) -> bytes:
    """The content of a page: one stream or several."""
    parts = [resolved(part) for part in stream] if isinstance(stream, ArrayObject) else [stream]
    return b"\n".join(part.get_data() for part in parts if isinstance(part, StreamObject))


def inherited(page: DictionaryObject, key: str) -> object:
    """A value of a page, or of the pages' tree above it."""
    holder: object = page
    for _ in range(50):
        found = value(holder, key)
        if found is not None:
            return found
        holder = value(holder, "/Parent")
    return None


class _Painter:
    """Follows the operations of a content stream and notes what they paint."""

    def __init__(self, budget: Budget) -> None:
        self.drawing = Drawing(budget=budget)
        self._budget = budget
        self._order = 0
        self._index = -1
        self._fonts: dict[int, Font | None] = {}
        self._path: list[list[Point]] = []
        self._curved = False
        self._clipping = False
        self._text: Matrix = _UNIT
        self._line: Matrix = _UNIT

    def paint(self, data: bytes, resources: object, state: _State, depth: int) -> None:
        """Follow one stream."""
        self._budget.spend(len(data), 0)
        stack: list[_State] = []
        for index, operation in enumerate(operations(data)):
            operator, operands = operation.operator, operation.operands
            self._budget.spend(0, 1)
            self._index = index if depth == 0 else -1
            if operator == b"q":
                stack.append(state)
            elif operator == b"Q":
                state = stack.pop() if stack else state
            elif operator == b"Do":
                self._form(resources, operands, state, depth)
            else:
                state = self._step(operator, operands, resources, state)

    def _step(self, operator: bytes, operands: list[Operand], resources: object, state: _State) -> _State:
        numbers = [item for item in operands if isinstance(item, float)]
        if operator in _PATH:
            self._extend(operator, numbers, state)
        elif operator in _PAINT:
            state = self._fill(operator, state)
        elif operator in (b"W", b"W*"):
            self._clipping = True
        elif operator in _SHOW:
            self._show(operator, operands, state)
        elif operator in _MOVE:
            state = self._move(operator, numbers, state)
        elif operator == b"Tf":
            state = replace(state, font=self._font(resources, operands), size=numbers[0] if numbers else 0.0)
        elif operator == b"gs":
            alpha = value(value(value(resources, "/ExtGState"), _name(operands)), "/ca")
            state = replace(state, alpha=float(alpha)) if isinstance(alpha, int | float) else state
        elif operator in _COLOUR:
            state = _coloured(operator, operands, numbers, resources, state)
        elif operator == b"sh":
            self.drawing.others += 1
        elif operator == b"cm" and len(numbers) == 6:
            state = replace(state, matrix=times(matrix_of(numbers), state.matrix))
        elif operator in _SETTINGS and numbers:
            state = _SETTINGS[operator](state, numbers[0])
        return state

    def _extend(self, operator: bytes, numbers: list[float], state: _State) -> None:
        if operator == b"re" and len(numbers) == 4:
            left, bottom, width, height = numbers
            right, top = left + width, bottom + height
            corners = [(left, bottom), (right, bottom), (right, top), (left, top)]
            self._path.append([apply(state.matrix, x, y) for x, y in corners])
        elif operator == b"m" and len(numbers) == 2:
            self._path.append([apply(state.matrix, *numbers)])
        elif operator == b"l" and len(numbers) == 2:
            point = apply(state.matrix, *numbers)
            self._path[-1:] = [[*self._path[-1], point]] if self._path else [[point]]
        else:
            self._curved = self._curved or operator in (b"c", b"v", b"y")

    def _fill(self, operator: bytes, state: _State) -> _State:
        if operator in _FILLS and state.alpha >= _OPAQUE:
            self._order += 1
            if self._curved or state.colour is None:
                self.drawing.others += 1
            else:
                self.drawing.areas += self._areas(state, even_odd=b"*" in operator)
        if self._clipping and self._path:
            state = replace(state, clip=common(state.clip, around([point for path in self._path for point in path])))
        self._path, self._curved, self._clipping = [], False, False
        return state

    def _areas(self, state: _State, *, even_odd: bool) -> Iterator[Area]:
        """What is filled; where paths lie in each other, or are no rectangles, with the outline of all."""
        boxes = [around(path) for path in self._path]
        is_plain = len(boxes) == 1 and is_rectangle(self._path[0], boxes[0])
        few = sum(map(len, self._path)) <= _POINTS
        outline = () if is_plain or not few else tuple(map(tuple, self._path))
        for box in boxes:
            shown = common(box, state.clip)
            if is_area(shown):
                yield Area(self._order, shown, state.colour, outline, even_odd)

    def _move(self, operator: bytes, numbers: list[float], state: _State) -> _State:
        if operator == b"BT":
            self._text = self._line = _UNIT
        elif operator == b"Tm" and len(numbers) == 6:
            self._text = self._line = matrix_of(numbers)
        elif operator == b"T*":
            self._next_line(0, -state.leading)
        elif operator in (b"Td", b"TD") and len(numbers) == 2:
            self._next_line(*numbers)
            state = replace(state, leading=-numbers[1]) if operator == b"TD" else state
        return state

    def _next_line(self, x: float, y: float) -> None:
        self._text = self._line = times((1, 0, 0, 1, x, y), self._line)

    def _show(self, operator: bytes, operands: list[Operand], state: _State) -> None:
        if operator in (b"'", b'"'):
            self._next_line(0, -state.leading)
        pieces = operands[-1] if operands and isinstance(operands[-1], list) else operands[-1:]
        for piece in pieces:
            if isinstance(piece, bytes):
                self._write(piece, state)
            elif isinstance(piece, float):
                self._text = times((1, 0, 0, 1, -piece / 1000 * state.size * state.scale, 0), self._text)

    def _write(self, data: bytes, state: _State) -> None:
        if state.font is None:
            return
        self._budget.spend(0, 1)
        text, width = shown(state.font, data)
        count = len(data) if isinstance(state.font.encoding, dict) else max(len(data) // 2, 1)
        spaces = data.count(b" ") if isinstance(state.font.encoding, dict) else 0
        advance = width / 1000 * state.size + count * state.spacing + spaces * state.word_spacing
        matrix = times(self._text, state.matrix)
        low, high = state.rise - 0.2 * state.size, state.rise + 0.8 * state.size
        end = advance * state.scale
        box = around([apply(matrix, x, y) for x in (0, end) for y in (low, high)])
        self._order += 1
        moved = -1000 * advance / state.size if state.size else 0.0
        level = abs(matrix[1]) < 1e-3 and abs(matrix[2]) < 1e-3
        size = abs(state.size * matrix[3]) or state.size
        self.drawing.runs.append(
            Run(self._order, self._index, text, box, size, state.colour, state.mode in (3, 7), level, moved)
        )
        self._text = times((1, 0, 0, 1, end, 0), self._text)

    def _font(self, resources: object, operands: list[Operand]) -> Font | None:
        found = value(value(resources, "/Font"), _name(operands))
        if not isinstance(found, DictionaryObject):
            return None
        if id(found) not in self._fonts:
            try:
                self._fonts[id(found)] = Font.from_font_resource(found)
            except FAULTS:
                self._fonts[id(found)] = None
        return self._fonts[id(found)]

    def _form(self, resources: object, operands: list[Operand], state: _State, depth: int) -> None:
        found = value(value(resources, "/XObject"), _name(operands))
        self._order += 1
        self._budget.spend(0, _FORM)
        if value(found, "/Subtype") == "/Image":
            corners = [apply(state.matrix, x, y) for x in (0, 1) for y in (0, 1)]
            self.drawing.images.append(common(around(corners), state.clip))
        elif isinstance(found, StreamObject) and depth < _DEEPEST:
            matrix = value(found, "/Matrix")
            numbers = [float(item) for item in matrix] if isinstance(matrix, ArrayObject) else []
            inner = replace(state, matrix=times(matrix_of(numbers), state.matrix)) if len(numbers) == 6 else state
            kept = self._text, self._line
            self.paint(found.get_data(), value(found, "/Resources") or resources, inner, depth + 1)
            self._text, self._line = kept


_PATH = {b"re", b"m", b"l", b"c", b"v", b"y", b"h"}
_FILLS = {b"f", b"F", b"f*", b"B", b"B*", b"b", b"b*"}
_PAINT = _FILLS | {b"n", b"S", b"s"}
_SHOW = {b"Tj", b"TJ", b"'", b'"'}
_MOVE = {b"BT", b"Tm", b"T*", b"Td", b"TD"}
_COLOUR = {b"g", b"rg", b"k", b"cs", b"sc", b"scn"}
_SETTINGS: dict[bytes, Callable[[_State, float], _State]] = {
    b"Tc": lambda state, number: replace(state, spacing=number),
    b"Tw": lambda state, number: replace(state, word_spacing=number),
    b"Tz": lambda state, number: replace(state, scale=number / 100),
    b"TL": lambda state, number: replace(state, leading=number),
    b"Ts": lambda state, number: replace(state, rise=number),
    b"Tr": lambda state, number: replace(state, mode=int(number)),
}


def _coloured(
    operator: bytes, operands: list[Operand], numbers: list[float], resources: object, state: _State
) -> _State:
    if operator == b"cs":
        found = value(value(resources, "/ColorSpace"), _name(operands))
        family = resolved(found[0]) if isinstance(found, ArrayObject) and found else found
        return replace(state, space=str(family or _name(operands)), colour=BLACK)
    return replace(state, colour=colour_of(numbers, state.space if operator in (b"sc", b"scn") else ""))


def shown(font: Font, data: bytes) -> tuple[str, float]:
    """The characters of a string in a font, and their width in thousandths of the font's size."""
    if isinstance(font.encoding, str):
        keys = text = data.decode(font.encoding, "replace")
    else:
        text = "".join(font.encoding.get(code, chr(code)) for code in data)
        keys = "".join(map(chr, data))
    default = font.character_widths.get("default", 500)
    width = sum(font.character_widths.get(key, default) for key in keys)
    return "".join(str(font.character_map.get(character, character)) for character in text), float(width)


def _name(operands: list[Operand]) -> str:
    return next((item for item in operands if isinstance(item, str)), "")
