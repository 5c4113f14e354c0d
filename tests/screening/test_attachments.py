"""Attachments: every hidden part is found, nothing is found in clean ones, and ``clean`` takes out just that."""

from __future__ import annotations

import os
import zipfile
from collections.abc import Sequence
from io import BytesIO
from pathlib import Path

import docx
import openpyxl
import pptx
import pytest
from PIL import Image
from pypdf import PdfReader

from disclosure.attachments import package
from disclosure.attachments.cleaning import NotCleaned, cleaned, copy_name
from disclosure.attachments.contents import Shelf
from disclosure.attachments.facts import Fact
from disclosure.findings import Finding
from disclosure.loading import read_register
from disclosure.reading.bounds import TAGS
from disclosure.reading.xml_text import xml_tree
from disclosure.register import Register
from disclosure.screening import attachments
from disclosure.screening.attachments.judging import findings_of
from disclosure.screening.written import Known
from screening import attachment_files as files
from screening.attachment_cases import CLEAN, DEFECTS, TELLING, Case

_CLEANED = {".docx", ".docm", ".xlsx", ".xlsm", ".pptx", ".pdf", ".jpg", ".png", ".webp", ".tiff"}
# What belongs to the form of a file, or to its picture, and cannot be taken out of it.
_NOT_HIDDEN = {"XRY-011", "XRY-012", "XRY-013", "XRY-014", "XRY-015", "XRY-016"}
CLEANABLE = [case for case in DEFECTS if case.rule not in _NOT_HIDDEN and Path(case.name).suffix in _CLEANED]


def name_of(case: Case) -> str:
    return f"{case.kind}-{case.name}"


def examined(register: Register, known: Known) -> list[Finding]:
    shelf = Shelf(register.root)
    return [item for path in sorted(register.files) for item in attachments.examine(shelf, path, known)]


def judged(name: str, facts: Sequence[Fact]) -> list[Finding]:
    return list(findings_of(name, facts, Known()))


def findings(folder: Path, name: str, data: bytes) -> list[Finding]:
    """What is found when the file is the only one of a project."""
    (folder / "docs").mkdir(parents=True, exist_ok=True)
    (folder / "docs" / name).write_bytes(data)
    return examined(read_register(folder), Known())


@pytest.mark.parametrize("case", DEFECTS, ids=name_of)
def test_a_defect_is_found_and_nothing_else(case: Case, tmp_path: Path) -> None:
    found = findings(tmp_path, case.name, case.build())
    assert [(item.rule, item.place.path) for item in found] == [(case.rule, f"docs/{case.name}")]


@pytest.mark.parametrize("case", CLEAN, ids=name_of)
def test_a_clean_attachment_has_no_finding(case: Case, tmp_path: Path) -> None:
    assert findings(tmp_path, case.name, case.build()) == []


@pytest.mark.parametrize("case", TELLING, ids=name_of)
def test_the_text_of_attachments_is_screened(case: Case, tmp_path: Path) -> None:
    assert case.rule in [item.rule for item in findings(tmp_path, case.name, case.build())]


def test_the_corpus_is_large_enough() -> None:
    assert len(DEFECTS) >= 60
    assert len(CLEAN) >= 20


def test_a_sheet_of_people_is_one_finding_that_says_where(tmp_path: Path) -> None:
    case = next(case for case in TELLING if case.kind == "Excel 名单")
    found = findings(tmp_path, case.name, case.build())
    assert len(found) <= 2
    assert all(item.message.startswith("工作表“名单”第") for item in found)
    assert any("2000" in item.message for item in found)


def test_a_finding_says_where_and_how_to_mend_it(tmp_path: Path) -> None:
    case = next(case for case in DEFECTS if case.name == "a-1.xlsx")
    found = findings(tmp_path, "doc-2025-003-1.xlsx", case.build())
    assert [(item.message, item.remedy) for item in found] == [
        (
            "附件里有隐藏的工作表（“底稿”）。",
            "请把要公开的内容复制到新文件，不要隐藏；也可以运行 disclosure clean docs/doc-2025-003-1.xlsx。",
        )
    ]


@pytest.mark.parametrize("name", ["{}.txt", "{}.zip"])
def test_a_number_in_a_file_name_is_mended_by_renaming(name: str, tmp_path: Path) -> None:
    number = files.identity(7)
    member = files.archive({f"{number}.txt": "说明"})
    file = name.format(number if name.endswith("txt") else "a")
    found = findings(tmp_path, file, "说明".encode() if name.endswith("txt") else member)
    assert [(item.rule, item.remedy) for item in found] == [("PRI-001", "请给文件改名，名称里不写姓名、证件号和电话。")]


def test_a_number_in_the_name_and_in_the_text_is_mended_in_both(tmp_path: Path) -> None:
    number = files.identity(7)
    found = findings(tmp_path, f"{number}.txt", f"身份证号码：{number}".encode())
    assert [(item.rule, item.remedy[:5]) for item in found] == [("PRI-001", "请给文件改"), ("PRI-001", "请改为“3")]


@pytest.mark.parametrize("case", CLEANABLE, ids=name_of)
def test_a_cleaned_copy_is_clean_and_reads_the_same(case: Case, tmp_path: Path) -> None:
    file = tmp_path / case.name
    data = case.build()
    file.write_bytes(data)
    result = cleaned(file, judged)
    assert result.left == []
    assert case.rule in [item.rule for item in result.settled]
    assert findings(tmp_path / "project", copy_name(file), result.data) == []
    assert seen(copy_name(file), result.data) == seen(case.name, data)
    assert file.read_bytes() == data


@pytest.mark.parametrize("case", [case for case in CLEAN if Path(case.name).suffix in _CLEANED], ids=name_of)
def test_cleaning_a_clean_file_changes_nothing_that_is_seen(case: Case, tmp_path: Path) -> None:
    file = tmp_path / case.name
    data = case.build()
    file.write_bytes(data)
    result = cleaned(file, judged)
    assert (result.settled, result.left) == ([], [])
    assert seen(case.name, result.data) == seen(case.name, data)


def test_a_chart_and_the_picture_of_an_object_stay_where_their_data_goes(tmp_path: Path) -> None:
    for name, left in (("d-2.pptx", "has_chart"), ("d-3.pptx", "image")):
        file = tmp_path / name
        file.write_bytes(next(case for case in DEFECTS if case.name == name).build())
        copy = cleaned(file, judged).data
        slide = pptx.Presentation(BytesIO(copy)).slides[0]
        assert [hasattr(shape, left) and bool(getattr(shape, left)) for shape in slide.shapes][-1], name
        with zipfile.ZipFile(BytesIO(copy)) as archive:
            assert [part for part in archive.namelist() if "embeddings" in part] == []


def test_formulas_over_what_goes_become_what_they_came_to(tmp_path: Path) -> None:
    def formula(text: str) -> str:
        return text.replace("</sheetData>", '<row r="9"><c r="A9"><f>底稿!A1*2</f><v>84</v></c></row></sheetData>')

    def hidden(book: openpyxl.Workbook) -> None:
        book.create_sheet("底稿")["A1"] = 42
        book["底稿"].sheet_state = "hidden"

    file = tmp_path / "a.xlsx"
    file.write_bytes(files.excel(hidden, {"xl/worksheets/sheet1.xml": formula}))
    book = openpyxl.load_workbook(BytesIO(cleaned(file, judged).data))
    assert book.sheetnames == ["名单"]
    assert book["名单"]["A9"].value == 84


def test_links_of_the_demonstration_survive_cleaning() -> None:
    root = Path(__file__).parents[2]
    for file in sorted((root / "docs").rglob("*.docx")):
        before, after = file.read_bytes(), cleaned(file, judged).data
        assert _links(after) == _links(before), file.name
        assert seen(file.name, after) == seen(file.name, before), file.name


def _links(data: bytes) -> list[str]:
    relations = docx.Document(BytesIO(data)).part.rels.values()
    return sorted(relation.target_ref for relation in relations if relation.is_external)


@pytest.mark.parametrize("name", ["a.zip", "a.xls", "a.txt", "a.docx"])
def test_what_cannot_be_cleaned_is_said(name: str, tmp_path: Path) -> None:
    broken = {"a.zip": files.archive({"a.txt": "甲"}), "a.xls": files.OLD_OFFICE, "a.docx": files.word()[:999]}
    (tmp_path / name).write_bytes(broken.get(name, b"text"))
    with pytest.raises(NotCleaned):
        cleaned(tmp_path / name, judged)


def seen(name: str, data: bytes) -> object:
    """What readers see of a file, by another program than the one under test."""
    stream = BytesIO(data)
    ending = Path(name).suffix[1:4]
    if ending == "doc":
        return _seen_word(docx.Document(stream))
    if ending == "xls":
        return _seen_excel(openpyxl.load_workbook(stream), openpyxl.load_workbook(stream, data_only=True))
    if ending == "ppt":
        return _seen_slides(pptx.Presentation(stream))
    if ending == "pdf":
        return _seen_pdf(PdfReader(stream))
    with Image.open(stream) as picture:
        return picture.convert("RGB").tobytes(), picture.getexif().get(0x112, 1)


def _seen_word(document: object) -> list[str]:
    """The words that stand in no hidden run, wherever they are; a blackened word is as good as a black block."""
    return [
        element.text
        for element in document.element.body.iter()  # type: ignore[attr-defined]
        if element.tag.endswith("}t") and element.text and element.text.strip() not in _UNSEEN and not _is_gone(element)
    ]


def _is_gone(element: object) -> bool:
    """Whether a tracked change takes the text away: on its own, or with its row."""
    holders = list(element.iterancestors())  # type: ignore[attr-defined]
    row = next((holder for holder in holders if holder.tag.endswith("}tr")), None)
    gone = [holder for holder in holders if holder.tag.endswith(("}del", "}moveFrom"))]
    return bool(gone) or (row is not None and bool(row.xpath("./w:trPr/w:del")))


_UNSEEN = {"内部说明", "极小的字", "白色的字", files.PERSON, "███"}


def _seen_excel(book: openpyxl.Workbook, values: openpyxl.Workbook) -> list[object]:
    return [
        (sheet.title, cell.coordinate, cell.value, values[sheet.title][cell.coordinate].value)
        for sheet in book.worksheets
        if sheet.sheet_state == "visible"
        for row in sheet.iter_rows()
        for cell in row
        if cell.value is not None
        and cell.number_format != ";;;"
        and not sheet.row_dimensions[cell.row].hidden
        and sheet.row_dimensions[cell.row].height != 0
        and not sheet.column_dimensions[cell.column_letter].hidden
    ]


def _seen_slides(show: object) -> list[list[str]]:
    return [
        [
            shape.text_frame.text
            for shape in slide.shapes
            if shape.has_text_frame and shape.left >= 0 and "hidden" not in shape._element.nvSpPr.cNvPr.attrib
        ]
        for slide in show.slides  # type: ignore[attr-defined]
        if slide._element.get("show") != "0"
    ]


def _seen_pdf(reader: PdfReader) -> list[str]:
    return [page.extract_text().replace("Name: Moujiayi", "").strip() for page in reader.pages]


HOSTILE = {
    "zip-bomb.zip": lambda: files.archive({"a.txt": b"\0" * (120 << 20)}),
    "zip-bomb.docx": lambda: files.word(parts={"word/header9.xml": b" " * (60 << 20)}),
    "laughs.docx": lambda: files.word(parts={"word/document.xml": _laughs}),
    "laughs.xlsx": lambda: files.excel(parts={"xl/workbook.xml": _laughs}),
    "deep.docx": lambda: files.word(parts={"word/document.xml": "<a>" * 100_000 + "</a>" * 100_000}),
    "elements.docx": lambda: files.word(parts={"word/document.xml": b"<a>" + b"<p/>" * 1_900_000 + b"</a>"}),
    "cells.xlsx": lambda: files.excel(parts={"xl/worksheets/sheet1.xml": _cells(700_000)}),
    "more-cells.xlsx": lambda: files.excel(parts={"xl/worksheets/sheet1.xml": _cells(10_000_000)}),
    "content.pdf": lambda: files.pdf("1 1 m 2 2 l S\n" * 2_000_000),
    "operations.pdf": lambda: files.pdf("n " * 1_200_000),
    "forms.pdf": lambda: files.pdf("/Im Do " * 900_000),
    "names.zip": lambda: files.archive({f"{number:080d}": "" for number in range(30_000)}),
}  # fmt: skip


def _laughs(text: str) -> str:
    entities = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 12))
    return f'<!DOCTYPE a [<!ENTITY e0 "ha">{entities}]><a>&e11;</a>'


def _cells(count: int) -> bytes:
    head = b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData><row r="1">'
    return head + b"<c><v>1</v></c>" * count + b"</row></sheetData></worksheet>"


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file_is_one_finding(name: str, tmp_path: Path) -> None:
    found = findings(tmp_path, name, HOSTILE[name]())
    assert [item.rule for item in found] in (["XRY-015"], ["XRY-016"])


def test_of_a_file_with_too_many_elements_no_tree_is_made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[int] = []

    def counting(text: str) -> object:
        made.append(text.count("<"))
        return xml_tree(text)

    monkeypatch.setattr(package, "xml_tree", counting)
    assert [item.rule for item in findings(tmp_path, "a.docx", HOSTILE["elements.docx"]())] == ["XRY-016"]
    assert sum(made) < TAGS  # the relationships of the file, and nothing of its 1.9 million elements


@pytest.mark.parametrize("ending", ["pdf", "docx", "zip", "jpg", "xlsx", "txt"])
def test_a_huge_file_is_not_read(ending: str, tmp_path: Path) -> None:
    (tmp_path / "docs").mkdir()
    with (tmp_path / "docs" / f"a.{ending}").open("wb") as stream:
        os.truncate(stream.fileno(), 1 << 30)
    found = examined(read_register(tmp_path), Known())
    assert [(item.rule, item.message) for item in found] == [("XRY-017", "附件有 1024 MB，超过了 200 MB。")]


@pytest.mark.parametrize(
    ("ending", "told"),
    [
        ("avi", []),
        ("mp4", [("XRY-016", "文件已损坏或格式不对，无法检查里面的内容。")]),
        ("txt", [("XRY-016", "文件已损坏或格式不对，无法检查里面的内容。")]),
        ("pdf", [("XRY-016", "文件已损坏或格式不对，无法检查里面的内容。")]),
    ],
)
def test_of_a_large_file_no_more_is_read_than_tells_its_kind(ending: str, told: list[object], tmp_path: Path) -> None:
    (tmp_path / "docs").mkdir()
    with (tmp_path / "docs" / f"a.{ending}").open("wb") as stream:
        os.truncate(stream.fileno(), 60 << 20)
    assert [(item.rule, item.message) for item in examined(read_register(tmp_path), Known())] == told


def test_a_picture_that_unpacks_to_a_giant_is_refused(tmp_path: Path) -> None:
    bomb = bytearray(files.picture("PNG"))
    bomb[16:24] = (60_000).to_bytes(4, "big") * 2
    assert [item.rule for item in findings(tmp_path, "a.png", bytes(bomb))] == ["XRY-016"]


def test_a_name_of_an_archive_from_chinese_windows_is_read(tmp_path: Path) -> None:
    data = files.archive({"AAAA.txt": f"身份证号码：{files.identity(3)}"}).replace(b"AAAA", "名单".encode("gb18030"))
    found = findings(tmp_path, "a.zip", data)
    assert [item.message.startswith("“名单.txt”里第1行：") for item in found] == [True]


def test_the_demonstration_is_clean() -> None:
    root = Path(__file__).parents[2]
    register = read_register(root)
    assert [item.message for item in examined(register, Known(register.agency))] == []


def test_office_names_in_the_properties_are_no_secret(tmp_path: Path) -> None:
    root = Path(__file__).parents[2]
    agency = read_register(root).agency
    assert agency is not None
    data = files.word(lambda document: setattr(document.core_properties, "author", agency.name))
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / "a.docx").write_bytes(data)
    register = read_register(tmp_path)
    assert examined(register, Known(agency)) == []
    assert [item.rule for item in examined(register, Known())] == ["XRY-007"]
