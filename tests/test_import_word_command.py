"""``disclosure import word`` as it is called: what it writes, what it says, what it refuses."""

import io
import zipfile
from datetime import date
from pathlib import Path

import pytest

from demonstration import Ended
from disclosure.catalogue import ALL_RULES
from disclosure.check import check
from disclosure.importing.word.other import as_docx
from disclosure.importing.word.reading import NO_WORD, read_word
from disclosure.loading import read_register
from disclosure.reading.bounds import Unreadable
from forks import disclosure
from test_import_word import notice
from word_files import (
    box,
    cell,
    centred,
    counted,
    level,
    numbering,
    par,
    part,
    picture,
    png,
    row,
    run,
    style,
    table,
    word_file,
)

OLD = b"\xd0\xcf\x11\xe0" + b"\0" * 600
HIDDEN = run("内部掌握", "<w:vanish/>")


def imported(root: Path, file: Path, *options: str) -> Ended:
    """The command, run on a file."""
    return disclosure("import", "word", str(file), *options, "--root", str(root), "--today", "2025-06-18")


def test_a_file_becomes_a_document_with_all_that_is_left_to_do(office_copy, tmp_path):
    file = tmp_path / "来文.docx"
    made = word_file(*notice(par("　　请", HIDDEN, "看图。"), par(picture())), parts={"media/image1.png": png()})
    file.write_bytes(made.getvalue())
    ended = imported(office_copy, file, "--column", "notices")
    assert ended.returncode == 1
    (written,) = (office_copy / "docs" / "notices" / "2025").glob("doc-2025-*-1.png")
    key = written.name.removesuffix("-1.png")
    assert f"已写入 {written.with_name(key)}.md" in ended.stdout
    assert (
        "title: 关于印发《柳溪街道加装电梯工作办法》的通知　← 关于印发《柳溪街道加装电梯 / 工作办法》的通知"
        in ended.stdout
    )
    assert "隐藏的文字 1 处（第13段" in ended.stdout
    assert "内部掌握" not in ended.stdout + written.with_name(f"{key}.md").read_text("utf-8")


def test_the_check_asks_for_nothing_but_what_the_import_said(office_copy, tmp_path):
    file = tmp_path / "来文.docx"
    file.write_bytes(word_file(*notice(), par("　　（联系人电话：021-12345678）")).getvalue())
    ended = imported(office_copy, file, "--column", "notices")
    path = ended.stdout.partition(f"{office_copy}/")[2].partition("。")[0]
    register = read_register(office_copy)
    found = [item for item in check(register, date(2025, 6, 18), rules=ALL_RULES) if item.place.path == path]
    assert sorted(item.message for item in found) == [
        "文中提到“附件”“附件1”，而 attachments 里没有登记。",
        "缺少“公开属性”（disclosure）。",
        "缺少“发布日期”（published）。",
    ]


@pytest.mark.parametrize("options", [("--column", "没有"), ("--column", "notices", "--kind", "没有")])
def test_a_column_or_a_kind_that_is_not_there_is_told(small_office, tmp_path, options):
    file = tmp_path / "a.docx"
    file.write_bytes(word_file(par("甲")).getvalue())
    ended = imported(small_office, file, *options)
    assert ended.returncode == 2
    assert "可以写：" in ended.stderr
    assert list(tmp_path.iterdir()) == [file]


def zipped(**parts: bytes) -> bytes:
    """A zip of parts."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for name, data in parts.items():
            archive.writestr(name.replace("__", "/"), data)
    return made.getvalue()


def with_body(data: bytes) -> bytes:
    """A docx whose body is these bytes."""
    made, old = io.BytesIO(), zipfile.ZipFile(word_file(par("甲")))
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in old.namelist():
            archive.writestr(name, data if name == "word/document.xml" else old.read(name))
    return made.getvalue()


REFUSED = {
    "empty": b"",
    "text": "这不是 Word".encode(),
    "no word": zipped(a=b"b"),
    "a sheet": zipped(xl__workbook=b"<a/>"),
    "cut": word_file(par("甲")).getvalue()[:300],
    "broken": with_body(b"<w:document><w:body>"),
    "no body": with_body(b"<document/>"),
    "entities": with_body(b'<!DOCTYPE a [<!ENTITY b "bb"><!ENTITY c "&b;&b;">]><document><body>&c;</body></document>'),
    "nested": with_body(b"<document><body>" + b"<ins>" * 60_000 + b"</ins>" * 60_000 + b"</body></document>"),
    "bomb": with_body(b" " * 30_000_000),
    "many": with_body(b"<document><body>" + b"<p/>" * 600_000 + b"</body></document>"),
    "locked": OLD + "EncryptedPackage".encode("utf-16-le"),
    "an old sheet": OLD + "Workbook".encode("utf-16-le"),
    "old": OLD,
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_no_file_of_word_or_harms_is_refused_in_one_line(name):
    with pytest.raises(Unreadable) as refused:
        read_word(io.BytesIO(as_docx(REFUSED[name], None)))
    assert str(refused.value).endswith("。")
    assert "\n" not in str(refused.value)


def test_the_command_refuses_in_one_line(small_office, tmp_path):
    file = tmp_path / "来文.docx"
    file.write_bytes(b"")
    ended = imported(small_office, file, "--column", "notices")
    assert (ended.returncode, ended.stdout) == (2, "")
    assert ended.stderr == f"没有导入 来文.docx：{NO_WORD}\n"


WIDE, ABOVE = f'<w:gridSpan w:val="{10**9}"/>', "<w:vMerge/>"
ODD = [
    counted("甲", 1, 99),
    counted("甲", 10**12),
    table(row(cell("甲", props=WIDE))),
    table(row(cell("甲", props=ABOVE))),
    table("<w:tr/>"),
    "<w:tbl/>",
    par(run("甲", f'<w:sz w:val="{"9" * 5000}"/>')),
    par(run(inner='<w:sym w:font="x" w:char="zz"/>')),
    par(run(inner='<w:fldChar w:fldCharType="end"/>'), "甲"),
    par(run(inner='<w:fldChar w:fldCharType="begin"/>'), "甲"),
    par(picture("rIdNone")),
    par(run(inner='<w:footnoteReference w:id="77"/>')),
    par("甲", props='<w:pStyle w:val="A"/>'),
    par('<w:hyperlink r:id="none">' + run("甲") + "</w:hyperlink>"),
]


@pytest.mark.parametrize("xml", ODD)
def test_what_is_told_oddly_is_read_as_far_as_it_goes(xml):
    circle = part("styles", style("A", "a", based="B") + style("B", "b", based="A"))
    linked = '<w:abstractNum w:abstractNumId="9"><w:numStyleLink w:val="A"/></w:abstractNum>'
    parts = {
        "styles.xml": circle,
        "numbering.xml": numbering((level(0, "decimal", "%9", start="9" * 30),), more=linked),
    }
    read = read_word(word_file(par("前。"), xml, par("后。"), parts=parts))
    assert [item.text for item in read.paper.paragraphs][0] == "前。"
    assert [item.text for item in read.paper.paragraphs][-1] == "后。"


def test_text_boxes_in_each_other_end():
    inner = par("里。")
    for _ in range(8):
        inner = par(box(inner))
    assert "里。" in [item.text for item in read_word(word_file(inner)).paper.paragraphs]


# Files of before 2007


@pytest.fixture
def program(tmp_path):
    """What stands for LibreOffice: it makes the file that lies beside it, if it is asked as LibreOffice is."""
    made = tmp_path / "office"
    (tmp_path / "made.docx").write_bytes(word_file(centred("关于甲的通知"), par("正文。")).getvalue())
    made.write_text(
        "#!/bin/sh\n"
        'case "$*" in *--headless*--convert-to\\ docx*--outdir*) ;; *) exit 1 ;; esac\n'
        'case "$1" in -env:UserInstallation=file://*) ;; *) exit 1 ;; esac\n'
        f'for last; do :; done\ncp "{tmp_path}/made.docx" "$last.docx"\n'
    )
    made.chmod(0o755)
    return made


@pytest.mark.parametrize("data", [OLD, b"{\\rtf1 a}", zipped(mimetype=b"application/vnd.oasis.opendocument.text")])
def test_old_files_are_converted_where_there_is_a_program(program, data):
    read = read_word(io.BytesIO(as_docx(data, str(program))))
    assert [item.text for item in read.paper.paragraphs] == ["关于甲的通知", "正文。"]


def test_what_the_program_does_not_make_is_refused(program):
    program.write_text("#!/bin/sh\nexit 0\n")
    with pytest.raises(Unreadable, match="另存为 docx"):
        as_docx(OLD, str(program))


def test_without_a_program_the_editor_is_asked_to_save_it_anew():
    with pytest.raises(Unreadable, match="另存为 docx"):
        as_docx(OLD, None)


def test_what_a_picture_says_of_itself_is_told_but_no_name_of_a_file(office_copy, tmp_path):
    file = tmp_path / "来文.docx"
    content = (par(picture(says="公园平面图，入口在北侧")), par("　　正文。"), par(picture()))
    file.write_bytes(word_file(*notice(*content), parts={"media/image1.png": png()}).getvalue())
    said = imported(office_copy, file, "--column", "notices").stdout
    assert "图片自带的说明 1 处" in said and "公园平面图，入口在北侧" in said and "甲.png" not in said


@pytest.mark.parametrize("mark", ["秘密★1年", ""])
def test_a_paper_with_a_mark_of_secrecy_is_told_first(office_copy, tmp_path, mark):
    file = tmp_path / "来文.docx"
    file.write_bytes(word_file(par(mark), *notice(par("　　正文。"))).getvalue())
    said = imported(office_copy, file, "--column", "notices").stdout
    assert said.startswith("注意：") == bool(mark)
    assert ("不能放进本项目" in said) == bool(mark)
