"""Tables: which column holds names, which holds what must not stand beside them, told by heading and by shape.

``in_rows`` takes any rows of cells: those of a Markdown table, of a sheet, of a table in a document.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import zip_longest

from disclosure.expressions import expression
from disclosure.findings import Rule
from disclosure.screening.personal import masking
from disclosure.screening.personal.digits import is_valid_identity
from disclosure.screening.personal.kinds import (
    IDENTITY,
    IDENTITY_NAMED,
    LIST,
    MOBILE,
    NUMBERS,
    RULES,
    WAIVED,
    PersonalData,
)
from disclosure.screening.personal.names import is_name
from disclosure.screening.personal.numbers import PHONE_SAID
from disclosure.screening.personal.people import described
from disclosure.screening.personal.piece import Piece
from disclosure.screening.personal.statements import ROOM

Rows = Sequence[Sequence[str]]
Find = Callable[[Piece], Iterator[PersonalData]]

_NAME_HEADING = expression(
    r"姓\s*名|名字|申请人|户主|救助对象|保障对象|残疾人|学生|幼儿|儿童|监护人|联系人|负责人|家长|患者|当事人|居民|业主|村民|"
    r"成员|人员|法定代表人|^name$"
)
# Under these stand names and nothing else, whether or not they look like names.
_NAMES_HEADING = expression(r"^[^（(]{0,6}(?:姓\s*名|名字|申请人|户主|[救补]助对象|保障对象|患者|当事人)(?:姓名)?$")
_HAN_NAME = expression("[\u3400-\u9fff]{2,5}(?:[·•・‧．][\u3400-\u9fff]{1,10}){0,3}")
_NO_NAME = expression("[合小总]计|空缺|待[定补]|不详|同上|保密|匿名|无|略|某|如下|上述|本人|未[填报]")
_HEADINGS = {
    "家庭住址": expression(
        r"(?:家庭|居住|现|户籍|户口|常住).{0,3}(?:住址|地址|住所|地)|住址|^地址$|联系地址|通讯地址|门牌|楼号|室号"
    ),
    "出生日期": expression(r"出生(?:日期|年月|时间)|^生日"),
    "健康、残疾或救助情况": expression(
        r"病种|病情|疾病|诊断|残疾(?:等级|类别|类型|程度)|健康(?:状|情)况|患病|(?:致贫|救助|困难)(?:原因|类型|类别)|低保|"
        r"保障(?:金|类别|人口)|孕|致残|(?:体检|查体|化验|孕检|婚检|健康检查|医学检查)(?:结果|结论|项目)|(?:对象|人员|家庭)(?:类别|类型|属性)"
    ),
    "未成年人的情况": expression(r"年级|班级|就读|所在学校|监护人"),
}  # fmt: skip
_PERSONAL_HEADING = expression("|".join(pattern.pattern for pattern in (_NAME_HEADING, *_HEADINGS.values())))
_HEADED = expression(_PERSONAL_HEADING.pattern.replace("^", "").replace("$", ""))
_HOME = expression("[室弄]|单元")
_KNOWN_HEADING = expression(
    f"{_PERSONAL_HEADING.pattern}|身份证|证件|电话|手机|联系方式|账号|卡号|性别|序号|护照|车牌|邮箱|居委|村委|居民区|投票站|书记|网格长|办公|坐诊"
)
_OFFICE_HEADING = expression(
    r"单位|机构|名称|公司|企业|居委|村委|居民区|投票站|站点|网点|场所|门店|项目|小区|网格长|书记|主任|医生|坐诊"
)
_OFFICERS = expression("居委|村委|居民区|投票站|网格长|书记|医生|坐诊")
_OFFICE_PLACE = expression(r"办公|坐诊|出诊|地点|服务|工作|单位|投票|受理|接待|经营|注册")
_PLACE_HEADING = expression(r"路名|道路|路段|街道|社区|小区|居委|居民区|村居|地[址点]|[住地]址")
_ROOM_HEADING = expression(r"房号|室号|房间号")
_BUILDING_HEADING = expression(r"小区|楼号|幢|栋|弄|住")
_DAY_CELL = expression(r"(?:18|19|20)[0-9]{2}(?:年|[-./]?)[01]?[0-9](?:月|[-./]?)[0-3]?[0-9]日?(?: .*)?")
_ADDRESS_CELL = expression(
    r"[0-9一二三四五六七八九十]\s*(?:弄|号|室|幢|栋|单元|组|楼|队)|村[\u3400-\u9fff]{1,6}(?:组|队|屯|寨)$"
)
_EMPTY_CELL = expression(r"[\s\-—–/\\*＊×.。·]*|无|否|健康|良好|正常|同上|略|暂无")
_MASKED = expression(f"[{re.escape(masking.SIGNS)}]{{2,}}|某")
_CAPTION_ROWS = 4
_ROOM = "住所的房号"
_FIGURES = expression("[0-9]{2,17}[Xx]?")
_SINGLES = expression("[0-9]{17}[0-9Xx]|[0-9]{15}|[0-9]{11}")
_PHONE_HEADING = expression(f"{PHONE_SAID.pattern}|号段|尾号", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class TableFault:
    """What is wrong with one table: the rule, the first cell concerned (from 0), and the words for it."""

    rule: Rule
    row: int
    column: int
    message: str
    remedy: str


@dataclass(frozen=True, slots=True)
class _PersonalCell:
    rule: Rule
    row: int
    column: int
    kind: str
    masked: str
    for_good: bool = False


def in_rows(rows: Rows, find: Find | None, public: frozenset[str] = frozenset()) -> TableFault | None:
    """The one fault of a table, however many of its rows show personal data.

    ``find`` looks into a single cell; there is none where a first look at the text has found nothing to look for.
    """
    top = _heading_row(rows)
    heading = list(rows[top]) if top is not None else []
    first = 0 if top is None else top + 1
    found = list(_in_cells(rows, heading, find, public)) if find else []
    if _may_hold_names(rows, heading):
        found += _beside_names(rows, heading, first)
    if find and not any(cell.rule == LIST for cell in found) and not _is_of_officers(heading):
        found += _in_forms(rows)
    return _summary(found) if found else None


def may_tell(text: str) -> bool:
    """Whether a table's text has any word without which its rows cannot tell of persons: in its headings, or a home."""
    top = text if text.startswith("<") else "\n".join(text.split("\n", _CAPTION_ROWS + 2)[: _CAPTION_ROWS + 2])
    return _HEADED.search(top) is not None or _HOME.search(text) is not None


def _heading_row(rows: Rows) -> int | None:
    """The row of headings, which may stand under a caption: the first with two or more known ones."""
    for number, row in enumerate(rows[:_CAPTION_ROWS]):
        known = [cell for cell in row if len(cell) <= 20 and _KNOWN_HEADING.search(cell)]
        if len(known) >= 2 and sum(not is_name(cell.strip(" *")) for cell in known) >= 2:
            return number
    return None


def _is_of_officers(heading: list[str]) -> bool:
    """Whether a table tells where someone can be met in his office."""
    return (
        any(map(_OFFICERS.search, heading))
        and not any(map(is_name, heading))
        and not any(re.search("家庭|住址|居住|户籍|户主|申请人|居民$|患者", text) for text in heading)
    )


def _may_hold_names(rows: Rows, heading: list[str]) -> bool:
    """Whether a heading speaks of persons, or cells without such headings show homes."""
    if heading:
        return any(map(_PERSONAL_HEADING.search, heading))
    return any("室" in cell or "弄" in cell or "单元" in cell for row in rows for cell in row)


def _in_cells(rows: Rows, heading: list[str], find: Find, public: frozenset[str]) -> Iterator[_PersonalCell]:
    heading = heading or _unknown_heading(rows)
    for number, row in enumerate(rows):
        whole = ""
        for column, cell in enumerate(row):
            if len(cell) < 7:
                continue
            whole = whole or " ".join(row)
            above = heading[column] if column < len(heading) else ""
            label = f"{above} {row[column - 1] if column and len(row[column - 1]) < 20 else ''}"
            for spot in find(Piece(cell, label, whole, public)):
                yield _PersonalCell(spot.rule, number, column, spot.called, spot.masked, spot.for_good)
        yield from _over_cells(row, number, heading, find)


def _unknown_heading(rows: Rows) -> list[str]:
    """The first row where it can be nothing but headings: neither figures nor names."""
    first = list(rows[0]) if len(rows) > 1 else []
    return [] if any(re.search("[0-9]{3}", cell) or len(cell) > 20 or is_name(cell) for cell in first) else first


def _over_cells(row: Sequence[str], number: int, heading: list[str], find: Find) -> Iterator[_PersonalCell]:
    """Numbers in several cells: of which every digit has its own, as on printed forms, and those cut into groups."""
    signs = "".join(cell.strip() if len(cell.strip()) == 1 else "|" for cell in row)
    for match in _SINGLES.finditer(signs) if len(row) >= 11 else ():
        column = match.start()
        label = f"{heading[column] if column < len(heading) else ''} {row[column - 1] if column else ''}"
        for spot in find(Piece(match[0], label, label)):
            if spot.rule in (IDENTITY, IDENTITY_NAMED) or spot.rule == MOBILE and PHONE_SAID.search(label):
                yield _PersonalCell(spot.rule, number, column, spot.called, spot.masked)
    for column, joined, above in _cut(row, heading):
        for spot in find(Piece(joined, above, " ".join(row))):
            if spot.rule == IDENTITY or (spot.rule in NUMBERS and above):
                yield _PersonalCell(spot.rule, number, column, spot.called, spot.masked)


def _cut(row: Sequence[str], heading: list[str]) -> Iterator[tuple[int, str, str]]:
    """Figures in cells beside each other, joined: where they begin, and the heading that stands over all."""
    column = 0
    while column < len(row):
        end = column
        while end < len(row) and _FIGURES.fullmatch(row[end].strip()):
            end += 1
        cells = [cell.strip() for cell in row[column:end]]
        if len(cells) > 1:
            is_over_all = not any(heading[column + 1 : end]) and len(heading) >= end
            joined, beside = "".join(cells), row[column - 1] if column else ""
            if len(joined) == 11 and len(beside) < 10 and PHONE_SAID.search(beside):  # a row of a form
                yield column, joined, beside
                column = end + 1
                continue
            is_phone = len(joined) == 11 and all(_PHONE_HEADING.search(above) for above in heading[column:end] or ("",))
            if is_over_all or is_phone or is_valid_identity(joined):
                yield column, joined, f"{heading[column]} 电话" if is_phone else heading[column] if is_over_all else ""
        column = end + 1


def _beside_names(rows: Rows, heading: list[str], first: int) -> Iterator[_PersonalCell]:
    """Cells that must not stand in one row with a full name."""
    names = _name_columns(rows, heading, first)
    if not names:
        return
    kinds = _kinds(heading, names) or _kinds_by_shape(rows, heading, first, names)
    for number, row in enumerate(rows[first:], first):
        told = (row[column] for column in names if column < len(row) and _is_told_name(row, column, heading))
        name = next(told, "")
        for column, kind in kinds.items() if name else ():
            if column < len(row) and _is_told(kind, row[column]):
                yield _PersonalCell(LIST, number, column, kind, masking.person(name.strip(" *")))


def _in_forms(rows: Rows) -> Iterator[_PersonalCell]:
    """Forms, in which each value stands to the right of its label: read as lines of ``label：value``."""
    lines = ["，".join(map("：".join, zip_longest(row[::2], row[1::2], fillvalue=""))) for row in rows]
    text = "\n".join(line.replace("\n", " ") for line in lines)
    for spot in described(Piece(text)):
        yield _PersonalCell(spot.rule, text.count("\n", 0, spot.start), 0, spot.called, spot.masked)


def _name_columns(rows: Rows, heading: list[str], first: int) -> list[int]:
    body = rows[first:]
    width = max((len(row) for row in body), default=0)
    found = []
    for column in range(width):
        cells = [cell for row in body if column < len(row) and (cell := row[column].strip(" *"))]
        above = heading[column] if column < len(heading) else ""
        named = _NAME_HEADING.search(above)
        full = sum(_is_told_name([cell], 0, [above]) for cell in cells)
        if _PLACE_HEADING.search(above) and not named:
            continue
        if cells and (named and full or full >= max(2, 0.6 * len(cells)) and len(set(cells)) > 1):
            found.append(column)
    return found


def _is_told_name(row: Sequence[str], column: int, heading: list[str]) -> bool:
    """Whether a cell is a full name: by its looks, or as whatever stands under 姓名 and is not covered."""
    cell = row[column].strip(" *")
    if is_name(cell):
        return True
    above = heading[column].strip(" *") if column < len(heading) else ""
    bare = re.sub(r"\s", "", cell)
    if (
        _HAN_NAME.fullmatch(bare) is None
        or _NO_NAME.search(bare)
        or _MASKED.search(bare)
        or _KNOWN_HEADING.search(bare)
    ):
        return False
    return _NAMES_HEADING.search(above) is not None


def _kinds(heading: list[str], names: list[int]) -> dict[int, str]:
    offices = any(_OFFICE_HEADING.search(text) for text in heading)
    proposed = any("现任" in text or "拟任" in text for text in heading)
    found = {}
    if any(map(_BUILDING_HEADING.search, heading)):
        found = {column: _ROOM for column, text in enumerate(heading) if _ROOM_HEADING.search(text)}
    for column, text in enumerate(heading):
        for kind, pattern in _HEADINGS.items():
            if kind == "出生日期" and proposed:
                continue
            general = re.fullmatch(r"\W*(?:联系|通讯)?地址\W*", text) is not None
            if pattern.search(text) and column not in names and not (general and offices):
                found[column] = kind
    return found


def _kinds_by_shape(rows: Rows, heading: list[str], first: int, names: list[int]) -> dict[int, str]:
    """Without headings only addresses down to the room can be told."""
    if _is_of_officers(heading):
        return {}
    body = rows[first:]
    width = max((len(row) for row in body), default=0)
    share = {
        column: sum(bool(column < len(row) and ROOM.search(row[column])) for row in body) / len(body)
        for column in range(width)
        if column not in names and not (column < len(heading) and _OFFICE_PLACE.search(heading[column]))
    }
    return {column: "家庭住址" for column, part in share.items() if part >= 0.5}


def _is_told(kind: str, cell: str) -> bool:
    text = cell.strip()
    if _EMPTY_CELL.fullmatch(text) or _MASKED.search(text):
        return False
    if kind == _ROOM:
        return re.fullmatch("[0-9]{2,4}[A-Za-z]?室?", text) is not None
    if kind == "家庭住址":
        return bool(_ADDRESS_CELL.search(text) or ROOM.search(text))
    return _DAY_CELL.fullmatch(text) is not None if kind == "出生日期" else True


def _summary(found: list[_PersonalCell]) -> TableFault:
    rows: dict[str, set[int]] = {}
    for cell in found:
        rows.setdefault(cell.kind, set()).add(cell.row)
    worst = min((cell.rule for cell in found), key=RULES.index)
    first = min((cell for cell in found if cell.rule == worst), key=lambda cell: (cell.row, cell.column))
    counts = "、".join(f"{kind} {len(numbers)} 行" for kind, numbers in rows.items())
    concerned = len(set().union(*rows.values()))
    message = f"这张表有 {concerned} 行个人信息：{counts}，第一处是“{first.masked}”。"
    masks = "、".join(f"{kind}写成“{mask}”" for kind, mask in _masks(found).items())
    more = f"；{WAIVED}" if any(cell.for_good for cell in found) else "。"
    return TableFault(worst, first.row, first.column, message, f"请把{masks}，或者删去这些列{more}")


def _masks(found: list[_PersonalCell]) -> dict[str, str]:
    """How the first cell of each kind would be shown; beside names it is the name that is covered."""
    masks: dict[str, str] = {}
    for cell in found:
        masks.setdefault(cell.kind if cell.rule in NUMBERS else "姓名", cell.masked)
    return masks
