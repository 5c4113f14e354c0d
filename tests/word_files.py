"""Word files made from a few words: the parts of a docx as they are, so that anything of the format can be told.

``par("…")`` is a paragraph, ``run("…")`` a run in it; what is given by name are its properties.
"""

import io
import struct
import zipfile
import zlib
from xml.sax.saxutils import escape

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_SPACES = (
    f'xmlns:w="{W}" xmlns:r="{R}" xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:dgm="http://schemas.openxmlformats.org/drawingml/2006/diagram" '
    'xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart" '
    'xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office"'
)


def run(text: str = "", props: str = "", inner: str = "") -> str:
    """A run: its text, its properties, and what it holds besides, as XML."""
    said = f"<w:rPr>{props}</w:rPr>" if props else ""
    words = f'<w:t xml:space="preserve">{escape(text)}</w:t>' if text else ""
    return f"<w:r>{said}{words}{inner}</w:r>"


def par(*content: str, props: str = "") -> str:
    """A paragraph of texts and of XML."""
    inner = "".join(item if item.startswith("<") else run(item) for item in content if item)
    return f"<w:p>{f'<w:pPr>{props}</w:pPr>' if props else ''}{inner}</w:p>"


def centred(text: str, size: int = 44, props: str = "") -> str:
    """A line in the middle, in a size of half points."""
    return par(run(text, f'{props}<w:sz w:val="{size}"/>'), props='<w:jc w:val="center"/>')


def right(text: str) -> str:
    """A line at the right, as signatures are set."""
    return par(text, props='<w:jc w:val="right"/>')


def counted(text: str, list_: int, level: int = 0) -> str:
    """A paragraph that Word numbers."""
    return par(text, props=f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{list_}"/></w:numPr>')


def cell(*content: str, props: str = "") -> str:
    """A cell of a table; texts are paragraphs of their own."""
    inner = "".join(item if item.startswith("<") else par(item) for item in content) or par()
    return f"<w:tc>{f'<w:tcPr>{props}</w:tcPr>' if props else ''}{inner}</w:tc>"


def row(*cells: str, props: str = "") -> str:
    """A row of cells, or of their texts."""
    inner = "".join(item if item.startswith("<w:tc>") else cell(item) for item in cells)
    return f"<w:tr>{f'<w:trPr>{props}</w:trPr>' if props else ''}{inner}</w:tr>"


def table(*rows: str) -> str:
    """A table of rows."""
    return f"<w:tbl><w:tblPr/><w:tblGrid/>{''.join(rows)}</w:tbl>"


def across(number: int) -> str:
    """What says of a cell that it goes over so many columns."""
    return f'<w:gridSpan w:val="{number}"/>'


DOWN, GOES_ON = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"


def level(number: int, form: str, text: str, **said: object) -> str:
    """One level of a list: how it counts and writes."""
    extra = "".join(
        f'<w:{name} w:val="{value}"/>' if value != "" else f"<w:{name}/>"
        for name, value in said.items()
        if name in ("lvlRestart", "pStyle", "isLgl", "suff")
    )
    start = said.get("start", 1)
    return (
        f'<w:lvl w:ilvl="{number}"><w:start w:val="{start}"/><w:numFmt w:val="{form}"/>{extra}'
        f'<w:lvlText w:val="{text}"/></w:lvl>'
    )


def numbering(*lists: tuple[str, ...], more: str = "") -> str:
    """A part of lists: list 1 has the levels of the first, and so on; ``more`` are instances of one's own."""
    abstract = "".join(
        f'<w:abstractNum w:abstractNumId="{number}">{"".join(levels)}</w:abstractNum>'
        for number, levels in enumerate(lists, 1)
    )
    nums = "".join(
        f'<w:num w:numId="{number}"><w:abstractNumId w:val="{number}"/></w:num>' for number in range(1, len(lists) + 1)
    )
    return f"<w:numbering {_SPACES}>{abstract}{nums}{more}</w:numbering>"


def style(key: str, name: str, props: str = "", runs: str = "", based: str = "", kind: str = "paragraph") -> str:
    """A style."""
    on = f'<w:basedOn w:val="{based}"/>' if based else ""
    return (
        f'<w:style w:type="{kind}" w:styleId="{key}"><w:name w:val="{name}"/>{on}'
        f"<w:pPr>{props}</w:pPr><w:rPr>{runs}</w:rPr></w:style>"
    )


def notes(*texts: str, kind: str = "footnote") -> str:
    """A part of footnotes 1, 2 …, with the line that separates them."""
    made = "".join(
        f'<w:{kind} w:id="{number}">{text if text.startswith("<") else par(text)}</w:{kind}>'
        for number, text in enumerate(texts, 1)
    )
    return f'<w:{kind}s {_SPACES}><w:{kind} w:type="separator" w:id="-1">{par("—")}</w:{kind}>{made}</w:{kind}s>'


def note_mark(number: int, kind: str = "footnote") -> str:
    """The mark of a note."""
    return run(inner=f'<w:{kind}Reference w:id="{number}"/>')


def field(instruction: str, result: str, *, inner: str = "") -> str:
    """A field with its result."""
    return (
        run(inner='<w:fldChar w:fldCharType="begin"/>')
        + run(inner=f'<w:instrText xml:space="preserve"> {escape(instruction)} </w:instrText>')
        + run(inner='<w:fldChar w:fldCharType="separate"/>')
        + (inner or run(result))
        + run(inner='<w:fldChar w:fldCharType="end"/>')
    )


def box(*content: str, filled: str = "") -> str:
    """A text box, told twice as Word tells it."""
    inner = f"<w:txbxContent>{''.join(content)}</w:txbxContent>"
    ground = f'<wps:spPr><a:solidFill><a:srgbClr val="{filled}"/></a:solidFill></wps:spPr>' if filled else "<wps:spPr/>"
    new = f"<w:drawing><wp:anchor><a:graphic><a:graphicData><wps:wsp>{ground}<wps:txbx>{inner}</wps:txbx></wps:wsp>"
    new += "</a:graphicData></a:graphic></wp:anchor></w:drawing>"
    old = f"<w:pict><v:shape><v:textbox>{inner}</v:textbox></v:shape></w:pict>"
    return run(
        inner=f'<mc:AlternateContent><mc:Choice Requires="wps">{new}</mc:Choice>'
        f"<mc:Fallback>{old}</mc:Fallback></mc:AlternateContent>"
    )


def picture(relation: str = "rIdP1", says: str = "C:\\甲.png") -> str:
    """A picture of the file."""
    return run(
        inner=f'<w:drawing><wp:inline><wp:docPr id="1" name="图片 1" descr="{says}"/><a:graphic><a:graphicData>'
        f'<pic:pic><pic:blipFill><a:blip r:embed="{relation}"/></pic:blipFill></pic:pic>'
        "</a:graphicData></a:graphic></wp:inline></w:drawing>"
    )


def png(red: int = 200) -> bytes:
    """A picture of one point."""
    rows = zlib.compress(bytes((0, red, 0, 0)))

    def chunk(name: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", struct.pack(">IIBBBBB", 1, 1, 8, 2, 0, 0, 0))
        + chunk(b"IDAT", rows)
        + chunk(b"IEND", b"")
    )


def part(root: str, inner: str) -> str:
    """A part with one root element: ``hdr``, ``comments``, ``styles`` …"""
    return f"<w:{root} {_SPACES}>{inner}</w:{root}>"


def word_file(
    *body: str,
    parts: dict[str, str | bytes] | None = None,
    links: dict[str, str] | None = None,
    folder: str = "word",
    main: str = "document.xml",
) -> io.BytesIO:
    """A docx of a body; ``parts`` are its other parts by their name (``numbering.xml``), ``links`` addresses by id."""
    parts = parts or {}
    kinds = {"media/": "image", "header": "header", "footer": "footer", "afchunk": "aFChunk", "diagrams": "diagramData"}
    related = ""
    for number, name in enumerate(parts):
        kind = next((kind for start, kind in kinds.items() if name.startswith(start)), name.partition(".")[0])
        key = f"rIdP{number + 1}"
        related += f'<Relationship Id="{key}" Type="{R}/{kind}" Target="{name}"/>'
    for key, address in (links or {}).items():
        related += f'<Relationship Id="{key}" Type="{R}/hyperlink" Target="{escape(address)}" TargetMode="External"/>'
    space = 'xmlns="http://schemas.openxmlformats.org/package/2006/relationships"'
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", _types(f"/{folder}/{main}", [f"/{folder}/{name}" for name in parts]))
        target = f"{folder}/{main}"
        archive.writestr(
            "_rels/.rels",
            f'<Relationships {space}><Relationship Id="rId1" Type="{R}/officeDocument" Target="{target}"/>'
            "</Relationships>",
        )
        archive.writestr(f"{folder}/_rels/{main}.rels", f"<Relationships {space}>{related}</Relationships>")
        archive.writestr(target, f"<w:document {_SPACES}><w:body>{''.join(body)}</w:body></w:document>")
        for name, content in parts.items():
            archive.writestr(f"{folder}/{name}", content)
    made.seek(0)
    return made


def _types(main: str, parts: list[str]) -> str:
    """What kind of part each is, which other programs want to know."""
    of = "application/vnd.openxmlformats-officedocument.wordprocessingml."
    told = {main: f"{of}document.main+xml"}
    for name in parts:
        kind = name.rpartition("/")[2].partition(".")[0].rstrip("0123456789")
        if name.endswith(".xml"):
            told[name] = f"{of}{kind}+xml"
    overrides = "".join(f'<Override PartName="{name}" ContentType="{kind}"/>' for name, kind in told.items())
    defaults = "".join(
        f'<Default Extension="{name}" ContentType="{kind}"/>'
        for name, kind in (
            ("rels", "application/vnd.openxmlformats-package.relationships+xml"),
            ("xml", "application/xml"),
            ("png", "image/png"),
        )
    )
    space = "http://schemas.openxmlformats.org/package/2006/content-types"
    return f'<Types xmlns="{space}">{defaults}{overrides}</Types>'
