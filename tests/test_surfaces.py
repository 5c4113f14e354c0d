"""Links outside of pages: every address in feeds, sitemaps, JSON, stylesheets, drawings and attachments is found,
and no file, however hostile, does more than be reported as unreadable.
"""

import logging
import random
import subprocess
import zipfile
from pathlib import Path

import pytest
from docx import Document
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from openpyxl import Workbook
from openpyxl.worksheet.hyperlink import Hyperlink
from pypdf import PdfWriter
from pypdf.generic import (
    ArrayObject,
    ByteStringObject,
    DictionaryObject,
    NameObject,
    NullObject,
    NumberObject,
    TextStringObject,
)

from disclosure.attachments.office_links import field_address
from disclosure.cli.browsers import chromium
from disclosure.links.gate import check_site
from disclosure.links.surfaces import FileLinks, surfaces
from disclosure.links.tree import SiteTree
from disclosure.reading import bounds


def surface(root: Path, path: str, content: str | bytes = "") -> FileLinks:
    """What is found in one file, which is written first if its content is given."""
    file = root / path
    file.parent.mkdir(parents=True, exist_ok=True)
    if content:
        file.write_bytes(content.encode() if isinstance(content, str) else content)
    return next(found for found in surfaces(SiteTree(root)) if found.path == path)


def links(found: FileLinks) -> list[tuple[str | None, str, str]]:
    assert found.problem == ""
    return [(link.href, link.text, link.attribute) for link in found.links]


# ---------------------------------------------------------------- which files


def test_pages_and_files_without_addresses_are_no_surfaces(tmp_path):
    for name in ("index.html", "a.htm", "a.js", "a.png", "a.zip", "a.doc", "README", "LICENSE.txt"):
        (tmp_path / name).write_text('<a href="http://www.gov.cn/">x</a>', "utf-8")
    assert list(surfaces(SiteTree(tmp_path))) == []


def test_links_come_one_by_one_in_the_order_of_the_paths(tmp_path):
    surface(tmp_path, "b.css", "a{background:url(b.png)}")
    surface(tmp_path, "A.JSON", '["https://www.gov.cn/"]')
    found = [(file.path, link.tag, link.href) for file in surfaces(SiteTree(tmp_path)) for link in file.links]
    assert found == [("A.JSON", "json", "https://www.gov.cn/"), ("b.css", "css", "b.png")]


# ---------------------------------------------------------------- feeds, sitemap, robots

ATOM = """<?xml version="1.0" encoding="utf-8"?>
<!-- <!DOCTYPE in a comment harms nobody -->
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="zh-CN">
<title>通知公告</title>
<id>https://site.gov.cn/feeds/notices.xml</id>
<link rel="self" href="https://site.gov.cn/feeds/notices.xml"/>
<icon>../favicon.ico</icon>
<author><name>街道</name><uri>https://site.gov.cn/</uri></author>
<entry>
<title>关于  体检的
通知</title>
<id>tag:site.gov.cn,2024:1</id>
<link rel="alternate" href="../documents/a.html"/>
<link rel="enclosure" type="application/pdf" href="../files/a.pdf"/>
<category term="notice" scheme="https://site.gov.cn/terms"/>
<summary>普通文字 &lt; 5，网页里写作 &lt;a href="said.html"&gt;</summary>
<rights type="html">&lt;a href="rights.html"&gt;版权&lt;/a&gt;</rights>
<content type="html">&lt;p&gt;
见&lt;a href="b.html"&gt;附件&amp;amp;说明&lt;/a&gt;&lt;img src="p.png" alt="图"&gt;&lt;/p&gt;</content>
</entry>
<entry xml:base="https://site.gov.cn/deep/">
<title type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">带<b>标记</b>的</div></title>
<id>https://site.gov.cn/c</id>
<link href="c.html"/>
<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><a href="d.html">点<i>这里</i></a></div></content>
</entry>
<entry><title>视频</title><content type="video/mp4" src="v.mp4"/></entry>
</feed>"""


def test_atom(tmp_path):
    assert links(surface(tmp_path, "feeds/notices.xml", ATOM)) == [
        ("https://site.gov.cn/feeds/notices.xml", "通知公告", "id"),
        ("https://site.gov.cn/feeds/notices.xml", "通知公告", "link href"),
        ("../favicon.ico", "通知公告", "icon"),
        ("https://site.gov.cn/", "通知公告", "uri"),
        ("../documents/a.html", "关于 体检的 通知", "link href"),
        ("../files/a.pdf", "关于 体检的 通知", "link href"),
        ("rights.html", "版权", "rights"),
        ("b.html", "附件&说明", "content"),
        ("p.png", "图", "content"),
        ("https://site.gov.cn/c", "带标记的", "id"),
        ("https://site.gov.cn/deep/c.html", "带标记的", "link href"),
        ("https://site.gov.cn/deep/d.html", "点这里", "content"),
        ("v.mp4", "视频", "content src"),
    ]


RSS = """<?xml version="1.0" encoding="gb2312"?>
<rss version="2.0" xmlns:media="http://search.yahoo.com/mrss/" xmlns:content="http://purl.org/rss/1.0/modules/content/">
<channel>
<title>公告〇</title><link>https://site.gov.cn/</link><link></link>
<image><url>logo.png</url><title>标志</title><link>https://site.gov.cn/logo</link></image>
<item><title>一</title><link> https://site.gov.cn/1 </link><guid>https://site.gov.cn/1</guid>
<enclosure url="1.mp3" length="1" type="audio/mpeg"/><source url="https://other.gov.cn/rss">别处</source>
<description><![CDATA[<!DOCTYPE html><a href="x.html">详见</a><a>没有地址</a>]]></description>
<media:content url="1.mp4"><media:thumbnail url="1.png"/></media:content></item>
<item><title>二</title><guid isPermaLink="false">https://site.gov.cn/id/2</guid><guid>doc-2</guid>
<content:encoded><![CDATA[<a href="y.html">全文</a>]]></content:encoded></item>
</channel></rss>"""


def test_rss_in_a_chinese_encoding(tmp_path):
    assert links(surface(tmp_path, "rss.xml", RSS.encode("gb18030"))) == [
        ("https://site.gov.cn/", "公告〇", "link"),
        ("", "公告〇", "link"),
        ("logo.png", "标志", "url"),
        ("https://site.gov.cn/logo", "标志", "link"),
        ("https://site.gov.cn/1", "一", "link"),
        ("https://site.gov.cn/1", "一", "guid"),
        ("1.mp3", "一", "enclosure url"),
        ("https://other.gov.cn/rss", "", "source url"),
        ("x.html", "详见", "description"),
        (None, "没有地址", "description"),
        ("1.mp4", "一", "content url"),
        ("1.png", "一", "thumbnail url"),
        ("y.html", "全文", "encoded"),
    ]


SITEMAP = """<?xml version="1.0" encoding="UTF-8"?>
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:xhtml="http://www.w3.org/1999/xhtml"
 xmlns:image="http://www.google.com/schemas/sitemap-image/1.1">
<url><loc> https://site.gov.cn/a.html?x=1&amp;y=2 </loc><lastmod>2024-01-01</lastmod>
<xhtml:link rel="alternate" hreflang="en" href="https://site.gov.cn/en/a.html"/>
<image:image><image:loc>https://site.gov.cn/a.png</image:loc></image:image></url>
<url><loc/></url></urlset>"""


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_sitemap(tmp_path, encoding):
    text = SITEMAP if encoding.startswith("utf-8") else SITEMAP.replace("UTF-8", "UTF-16")
    assert links(surface(tmp_path, "sitemap.xml", text.encode(encoding))) == [
        ("https://site.gov.cn/a.html?x=1&y=2", "", "loc"),
        ("https://site.gov.cn/en/a.html", "", "link"),
        ("https://site.gov.cn/a.png", "", "loc"),
        ("", "", "loc"),
    ]


def test_sitemap_index_robots_and_other_xml(tmp_path):
    index = "<sitemapindex><sitemap><loc>https://site.gov.cn/sitemap-1.xml</loc></sitemap></sitemapindex>"
    assert links(surface(tmp_path, "sitemap.xml", index)) == [("https://site.gov.cn/sitemap-1.xml", "", "loc")]
    robots = "User-agent: *\r\nDisallow: /oa/\r\nSitemap: https://site.gov.cn/sitemap.xml\r\nsitemap:/s2.xml\r\n"
    assert links(surface(tmp_path, "robots.txt", robots)) == [
        ("https://site.gov.cn/sitemap.xml", "", "Sitemap"),
        ("/s2.xml", "", "Sitemap"),
    ]
    assert links(surface(tmp_path, "other.xml", '<config><link href="x"/></config>')) == []


# ---------------------------------------------------------------- JSON


def test_other_json_holds_absolute_addresses_only(tmp_path):
    content = """{"@context": ["https://schema.org"], "$schema": "https://json-schema.org/x",
        "url": "https://site.gov.cn/a", "name": "见 https://site.gov.cn/b", "location": "a/b.html",
        "a/b~c": [1, null, {"u": "HTTP://SITE.GOV.CN/", "t": "https://a b"}]}"""
    assert links(surface(tmp_path, "search/index.json", "\ufeff" + content)) == [
        ("https://site.gov.cn/a", "", "/url"),
        ("HTTP://SITE.GOV.CN/", "", "/a~1b~0c/2/u"),
    ]


def test_what_the_search_leads_to(tmp_path):
    rows = '[["documents/doc-1.html", "某通知", "", "2025-01-02", "概述"], ["documents/doc-2.html", "某办法"], 7, []]'
    expected = [("../../documents/doc-1.html", "某通知", "/0/0"), ("../../documents/doc-2.html", "某办法", "/1/0")]
    assert links(surface(tmp_path, "search/0123456789abcdef/d4.json", rows)) == expected
    assert links(surface(tmp_path, "search/0123456789abcdef/start.json", rows)) == []


def test_web_app_manifest(tmp_path):
    content = """{"name": "x", "start_url": "./?from=app", "scope": "/", "icons": [{"src": "icons/192.png"}],
        "shortcuts": [{"url": "../guide.html", "icons": [{"src": "g.png"}]}],
        "related_applications": [{"url": "https://apps.gov.cn/x"}], "src": "not-in-a-manifest"}"""
    expected = [
        ("icons/192.png", "", "/icons/0/src"),
        ("../guide.html", "", "/shortcuts/0/url"),
        ("g.png", "", "/shortcuts/0/icons/0/src"),
        ("./?from=app", "", "/start_url"),
        ("https://apps.gov.cn/x", "", "/related_applications/0/url"),
    ]
    assert links(surface(tmp_path, "site.webmanifest", content)) == expected
    assert links(surface(tmp_path, "app/manifest.json", content)) == expected
    assert links(surface(tmp_path, "manifest.json", '{"src/main.js": {"src": "src/main.js"}}')) == []


# ---------------------------------------------------------------- stylesheets and drawings

CSS = r"""@charset "utf-8"; /* url(comment.png) "it's */
@import "one.css" screen; @IMPORT url(two.css); @import url('three.css') layer(x);
@namespace svg url(http://www.w3.org/2000/svg);
a { background: url( 'a b.png' ), url(中文/b.png) no-repeat; content: "url(text.png)"; }
b { background: url("c\"d.png"); mask: url(#clip); cursor: URL(e\20 f.cur), auto; }
@font-face { src: url(f.eot?#iefix) format('embedded-opentype'), url(f.woff2); }
c { background: url(data:image/png;base64,AAAA'); mask: url(c.png); background: url(DATA:image/gif;base64,R0) }
d { background: image-set("g.avif" 1x type("image/avif"), url(h.png) 2x, 'i.png' 1.5dppx); content: "j.png"; }
e { background: url(); content: 'never ends
} f { background: url("k.png") } g { background: url(unclosed"""


def test_stylesheets(tmp_path):
    found = surface(tmp_path, "css/site.css", CSS)
    assert [(link.href, link.attribute) for link in found.links] == [
        ("one.css", "@import"),
        ("two.css", "@import"),
        ("three.css", "@import"),
        ("a b.png", "url()"),
        ("中文/b.png", "url()"),
        ('c"d.png', "url()"),
        ("e f.cur", "url()"),
        ("f.eot?#iefix", "url()"),
        ("f.woff2", "url()"),
        ("c.png", "url()"),
        ("g.avif", "url()"),
        ("h.png", "url()"),
        ("i.png", "url()"),
        ("", "url()"),
        ("k.png", "url()"),
    ]
    assert (found.path, {link.tag for link in found.links}) == ("css/site.css", {"css"})


def test_a_stylesheet_in_a_chinese_encoding(tmp_path):
    content = '@charset "GB2312";a{background:url(中国.png)}'.encode("gb18030")
    assert links(surface(tmp_path, "a.css", content)) == [("中国.png", "", "url()")]


def test_drawings(tmp_path):
    content = """<?xml version="1.0"?><!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/svg11.dtd">
        <svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink">
        <style>@import url(d.css);</style><a xlink:href="https://www.gov.cn/"><text>官网</text></a>
        <image href="p.png"/><image href="data:image/png;base64,AA"/><use href="#i"/><use xlink:href="s.svg#i"/>
        </svg>"""
    assert links(surface(tmp_path, "d.svg", content)) == [
        ("d.css", "", "@import"),
        ("https://www.gov.cn/", "官网", "xlink:href"),
        ("p.png", "", "href"),
        ("s.svg#i", "", "xlink:href"),
    ]


# ---------------------------------------------------------------- PDF


def annotation(action: dict[str, object], **more: object) -> DictionaryObject:
    return pdf_dictionary(
        Type=NameObject("/Annot"),
        Subtype=NameObject("/Link"),
        Rect=ArrayObject([NumberObject(n) for n in (0, 0, 9, 9)]),
        A=pdf_dictionary(**action),
        **more,
    )


def pdf_dictionary(**entries: object) -> DictionaryObject:
    return DictionaryObject({NameObject(f"/{name}"): value for name, value in entries.items()})


def uri(address: bytes | str) -> dict[str, object]:
    kind = ByteStringObject if isinstance(address, bytes) else TextStringObject
    return {"S": NameObject("/URI"), "URI": kind(address)}


def pdf(root: Path, *pages: list[object], name: str = "a.pdf", writer: PdfWriter | None = None) -> str:
    writer = writer or PdfWriter()
    for annotations in pages:
        page = writer.add_blank_page(100, 100)
        if annotations:
            page[NameObject("/Annots")] = ArrayObject(annotations)
    writer.write(root / name)
    return name


def test_pdf_annotations_of_every_page(tmp_path):
    writer = PdfWriter()
    inside = annotation({"S": NameObject("/GoTo"), "D": ArrayObject([NumberObject(0), NameObject("/Fit")])})
    indirect = writer._add_object(annotation(uri("https://www.gov.cn/3"), Contents=TextStringObject("第 3 条")))
    first = [annotation(uri("https://www.gov.cn/1")), annotation(uri("../b.pdf")), inside, NullObject()]
    name = pdf(
        tmp_path,
        first,
        [],
        [
            indirect,
            annotation(uri("http://www.gov.cn/中文".encode())),
            annotation(uri("http://x.cn/中国".encode("gbk"))),
        ],
        [
            annotation({"S": NameObject("/GoToR"), "F": TextStringObject("C:\\公文\\a.pdf")}),
            annotation({"S": NameObject("/Launch"), "F": pdf_dictionary(F=TextStringObject("a.exe"))}),
            annotation({"S": NameObject("/JavaScript"), "JS": TextStringObject("app.alert(1)")}),
        ],
        writer=writer,
    )
    assert links(surface(tmp_path, name)) == [
        ("https://www.gov.cn/1", "", "page 1"),
        ("../b.pdf", "", "page 1"),
        ("https://www.gov.cn/3", "第 3 条", "page 3"),
        ("http://www.gov.cn/中文", "", "page 3"),
        ("http://x.cn/中国", "", "page 3"),
        ("C:\\公文\\a.pdf", "", "page 4"),
        ("a.exe", "", "page 4"),
    ]


def bookmarked(root: Path, loop: bool) -> str:
    writer = PdfWriter()
    outline = writer.get_outline_root()
    items = [
        writer._add_object(pdf_dictionary(Title=TextStringObject(title), A=pdf_dictionary(**uri(address))))
        for title, address in (("一", "https://a.gov.cn/"), ("下级", "https://b.gov.cn/"), ("二", "https://c.gov.cn/"))
    ]
    items[0].get_object()[NameObject("/First")] = items[1]
    items[0].get_object()[NameObject("/Next")] = items[2]
    if loop:
        items[2].get_object()[NameObject("/Next")] = items[0]
    outline[NameObject("/First")] = items[0]
    return pdf(root, [], writer=writer)


@pytest.mark.parametrize("loop", [False, True])
def test_pdf_bookmarks_even_in_a_circle(tmp_path, loop):
    assert links(surface(tmp_path, bookmarked(tmp_path, loop))) == [
        ("https://a.gov.cn/", "一", "outline"),
        ("https://b.gov.cn/", "下级", "outline"),
        ("https://c.gov.cn/", "二", "outline"),
    ]


def test_a_pdf_that_only_the_owner_may_change_is_read(tmp_path):
    writer = PdfWriter()
    writer.add_blank_page(100, 100)[NameObject("/Annots")] = ArrayObject([annotation(uri("https://www.gov.cn/"))])
    writer.encrypt(user_password="", owner_password="secret", algorithm="RC4-128")
    assert links(surface(tmp_path, pdf(tmp_path, writer=writer))) == [("https://www.gov.cn/", "", "page 1")]


def test_a_pdf_with_a_password_is_a_problem(tmp_path):
    writer = PdfWriter()
    writer.add_blank_page(100, 100)
    writer.encrypt(user_password="secret", algorithm="RC4-128")
    found = surface(tmp_path, pdf(tmp_path, writer=writer))
    assert (found.links, found.problem) == ((), bounds.ENCRYPTED)


def test_a_pdf_as_chromium_prints_it(tmp_path):
    program = chromium()
    if program is None:
        pytest.skip("no Chromium on this machine")
    page = tmp_path / "page.html"
    page.write_text(
        '<meta charset="utf-8"><a href="https://www.gov.cn/中文?a=1&amp;b=2">国务院</a><a href="#x">x</a>'
        '<p id="x" style="break-before:page"><a href="http://www.shanghai.gov.cn/">上海</a>',
        "utf-8",
    )
    command = [program, "--headless", "--no-sandbox", "--disable-gpu", f"--user-data-dir={tmp_path / 'profile'}"]
    (tmp_path / "out").mkdir()
    subprocess.run([*command, f"--print-to-pdf={tmp_path}/out/a.pdf", page.as_uri()], check=True, capture_output=True)
    assert links(surface(tmp_path / "out", "a.pdf")) == [
        ("https://www.gov.cn/%E4%B8%AD%E6%96%87?a=1&b=2", "", "page 1"),
        ("http://www.shanghai.gov.cn/", "", "page 2"),
    ]


# ---------------------------------------------------------------- Word


def hyperlink(part: object, paragraph: object, address: str, text: str, anchor: str = "") -> None:
    """python-docx reads hyperlinks but cannot make them."""
    element = OxmlElement("w:hyperlink")
    element.set(qn("r:id"), part.relate_to(address, RELATIONSHIP_TYPE.HYPERLINK, is_external=True))
    if anchor:
        element.set(qn("w:anchor"), anchor)
    for piece in text.split("|"):
        run = OxmlElement("w:r")
        run.text = piece
        element.append(run)
    paragraph._p.append(element)


def complex_field(paragraph: object, code: list[str], text: str) -> None:
    pieces = "".join(f'<w:r><w:instrText xml:space="preserve">{piece}</w:instrText></w:r>' for piece in code)
    mark = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'
    shown = f"{mark.format('separate')}<w:r><w:t>{text}</w:t></w:r>" if text else ""
    xml = f"<w:p {nsdecls('w')}>{mark.format('begin')}{pieces}{shown}{mark.format('end')}</w:p>"
    for run in list(parse_xml(xml)):
        paragraph._p.append(run)


def word_file(root: Path) -> str:
    document = Document()
    part = document.part
    hyperlink(part, document.add_paragraph("见"), "https://www.gov.cn/", "国务|院  官网")
    hyperlink(part, document.add_paragraph(), "附件2.docx", "附件2", anchor="表一")
    complex_field(
        document.add_paragraph(), [' HYPER', 'LINK "http://a.gov.cn/?x=1&amp;y=2" \\o "提示" '], "域代码"
    )  # fmt: skip
    complex_field(document.add_paragraph(), [" TOC \\h "], "目录")
    complex_field(document.add_paragraph(), ['HYPERLINK \\l "_Toc1"'], "站内")
    simple = f"""<w:fldSimple {nsdecls("w")} w:instr=' HYPERLINK "file:///C:\\\\公文\\\\a.doc" '>
        <w:r><w:t>本机</w:t></w:r></w:fldSimple>"""
    document.add_paragraph()._p.append(parse_xml(simple))
    inside = f"<w:hyperlink {nsdecls('w')} w:anchor='_Toc1'><w:r><w:t>书签</w:t></w:r></w:hyperlink>"
    document.add_paragraph()._p.append(parse_xml(inside))
    document.add_paragraph()._p.append(parse_xml(f"<w:hyperlink {nsdecls('w')}/>"))
    part.relate_to("https://unused.gov.cn/", RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
    part.relate_to(
        "file:///C:/Normal.dotm", RELATIONSHIP_TYPE.HYPERLINK.replace("hyperlink", "attachedTemplate"), is_external=True
    )
    header, footer = document.sections[0].header, document.sections[0].footer
    hyperlink(header.part, header.paragraphs[0], "https://header.gov.cn/", "页眉")
    hyperlink(footer.part, footer.paragraphs[0], "mailto:a@gov.cn", "页脚")
    document.save(root / "a.docx")
    return "a.docx"


def test_word_documents(tmp_path):
    assert links(surface(tmp_path, word_file(tmp_path))) == [
        ("https://www.gov.cn/", "国务院 官网", "document"),
        ("附件2.docx#表一", "附件2", "document"),
        ("http://a.gov.cn/?x=1&y=2", "域代码", "document"),
        ("file:///C:\\公文\\a.doc", "本机", "document"),
        ("https://unused.gov.cn/", "", "document"),
        ("mailto:a@gov.cn", "页脚", "footer1"),
        ("https://header.gov.cn/", "页眉", "header1"),
    ]


def test_word_notes_shapes_and_repeated_alternatives(tmp_path):
    ns = nsdecls("w", "r", "a") + ' xmlns:mc="mc" xmlns:v="v"'
    link = '<w:hyperlink r:id="{}"><w:r><w:t>{}</w:t></w:r></w:hyperlink>'
    body = f"""<w:document {ns}><w:p><mc:AlternateContent>
        <mc:Choice><a:hlinkClick r:id="r2"/>{link.format("r1", "框")}</mc:Choice>
        <mc:Fallback>{link.format("r1", "框")}<v:shape href="http://old.gov.cn/"/></mc:Fallback></mc:AlternateContent>
        <v:shape href="http://vml.gov.cn/"><v:imagedata r:href="r3"/></v:shape></w:p></w:document>"""
    notes = f"<w:footnotes {ns}>{link.format('r1', '注')}{link.format('gone', '断')}</w:footnotes>"
    package(
        tmp_path / "a.docx",
        {
            "word/document.xml": body,
            "word/_rels/document.xml.rels": relationships(
                r1=("hyperlink", "http://box.gov.cn/"), r2=("hyperlink", "http://shape.gov.cn/"), r3=("image", "p.png")
            ),
            "word/footnotes.xml": notes,
            "word/_rels/footnotes.xml.rels": relationships(r1=("hyperlink", "http://note.gov.cn/")),
        },
    )
    assert links(surface(tmp_path, "a.docx")) == [
        ("http://shape.gov.cn/", "", "document"),
        ("http://box.gov.cn/", "框", "document"),
        ("http://vml.gov.cn/", "", "document"),
        ("p.png", "", "document"),
        ("http://note.gov.cn/", "注", "footnotes"),
    ]


@pytest.mark.parametrize(
    ("code", "address"),
    [
        ('HYPERLINK "http://a.cn/"', "http://a.cn/"),
        ("hyperlink http://a.cn/", "http://a.cn/"),
        ('\tHYPERLINK\t"http://a.cn/"\t\\l "x y" \\t "_blank"', "http://a.cn/#x y"),
        ('HYPERLINK \\l "x" "http://a.cn/"', "http://a.cn/#x"),
        ('HYPERLINK "\\\\\\\\server\\\\a.doc"', "\\\\server\\a.doc"),
        ('HYPERLINK \\l "x"', "#x"),
        ('HYPERLINK "never ends', "never ends"),
        ("HYPERLINK", ""),
        ("HYPERLINKS x", None),
        ("PAGE", None),
        ("", None),
    ],
)
def test_codes_of_fields(code, address):
    assert field_address(code) == address


# ---------------------------------------------------------------- Excel


def workbook(root: Path) -> str:
    book = Workbook()
    first = book.active
    first.title = "目录 1"
    first["A1"] = "无关"
    first["B4"] = "国务院"
    first["B4"].hyperlink = "https://www.gov.cn/"
    first["B5"] = 2024
    first["B5"].hyperlink = Hyperlink(ref="B5", target="附件.xlsx", location="Sheet1!A1")
    first["B6"] = "站内"
    first["B6"].hyperlink = Hyperlink(ref="B6", location="'数据'!A1")
    first["B8"].hyperlink = "#'数据'!A1"
    second = book.create_sheet("数据")
    second["C1"] = '=HYPERLINK("http://f.gov.cn/?a=""1""&b=2","去看")'
    second["C2"] = '=IF(A1=1,HyperLink( "C:\\a.doc" ),HYPERLINK("http://g.gov.cn/",A2))'
    second["C3"] = '=HYPERLINK("http://partial.gov.cn/"&A1,"x")'
    second["C4"] = "=HYPERLINK(A1)"
    second["C5"] = '=HYPERLINK("#目录!A1","站内")'
    book.save(root / "a.xlsx")
    return "a.xlsx"


def test_workbooks(tmp_path):
    assert links(surface(tmp_path, workbook(tmp_path))) == [
        ("https://www.gov.cn/", "国务院", "目录 1!B4"),
        ("附件.xlsx#Sheet1!A1", "2024", "目录 1!B5"),
        ('http://f.gov.cn/?a="1"&b=2', "去看", "数据!C1"),
        ("C:\\a.doc", "", "数据!C2"),
        ("http://g.gov.cn/", "", "数据!C2"),
    ]


def test_workbooks_with_inline_texts_stored_values_and_drawings(tmp_path):
    sheet = """<worksheet xmlns:r="r"><sheetData><row><c r="A1" t="inlineStr"><is><t>行</t><t>内</t></is></c>
        <c r="A2" t="s"><v>1</v></c><c r="A3" t="s"><v>9</v></c>
        <c r="A4" t="str"><f>HYPERLINK("http://f.gov.cn/",B1)</f><v>算出</v></c></row></sheetData>
        <hyperlinks><hyperlink ref="A1" r:id="r1"/><hyperlink ref="A2:B3" r:id="r1"/><hyperlink ref="A3" r:id="r1"
        display="显示"/></hyperlinks></worksheet>"""
    strings = "<sst><si><t>零</t></si><si><r><t>共</t></r><r><t>享</t></r><rPh><t>gong</t></rPh></si></sst>"
    package(
        tmp_path / "a.xlsx",
        {
            "xl/workbook.xml": '<workbook xmlns:r="r"><sheets><sheet name="表" r:id="r1"/></sheets></workbook>',
            "xl/_rels/workbook.xml.rels": relationships(r1=("worksheet", "/xl/worksheets/sheet9.xml")),
            "xl/worksheets/sheet9.xml": sheet,
            "xl/worksheets/_rels/sheet9.xml.rels": relationships(r1=("hyperlink", "http://a.gov.cn/")),
            "xl/sharedStrings.xml": strings,
            "xl/drawings/drawing1.xml": '<d xmlns:r="r"><hlinkClick r:id="r1"/></d>',
            "xl/drawings/_rels/drawing1.xml.rels": relationships(r1=("hyperlink", "http://drawing.gov.cn/")),
        },
    )
    assert links(surface(tmp_path, "a.xlsx")) == [
        ("http://a.gov.cn/", "行内", "表!A1"),
        ("http://a.gov.cn/", "共享", "表!A2:B3"),
        ("http://a.gov.cn/", "显示", "表!A3"),
        ("http://f.gov.cn/", "算出", "表!A4"),
        ("http://drawing.gov.cn/", "", "drawing1"),
    ]


# ---------------------------------------------------------------- PowerPoint


def test_slides_in_their_order(tmp_path):
    slide = """<p:sld xmlns:p="p" xmlns:a="a" xmlns:r="r"><a:p>
        <a:r><a:rPr><a:hlinkClick r:id="r1"/></a:rPr><a:t>看这里</a:t></a:r>
        <a:r><a:rPr><a:hlinkClick r:id="r2" action="ppaction://hlinksldjump"/></a:rPr><a:t>下一页</a:t></a:r>
        </a:p></p:sld>"""
    rels = relationships(r1=("hyperlink", "http://{}.gov.cn/"), r2=("slide", "slide2.xml"), r3=("video", "v.mp4"))
    parts = {"ppt/presentation.xml": "<p/>"}
    for number in ("10", "2"):
        parts[f"ppt/slides/slide{number}.xml"] = slide
        parts[f"ppt/slides/_rels/slide{number}.xml.rels"] = rels.replace("{}", number)
    package(tmp_path / "a.pptx", parts)
    assert links(surface(tmp_path, "a.pptx")) == [
        ("http://2.gov.cn/", "看这里", "slide2"),
        ("v.mp4", "", "slide2"),
        ("http://10.gov.cn/", "看这里", "slide10"),
        ("v.mp4", "", "slide10"),
    ]


def package(file: Path, parts: dict[str, str | bytes], method: int = zipfile.ZIP_DEFLATED) -> None:
    with zipfile.ZipFile(file, "w", method) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        for name, content in parts.items():
            archive.writestr(name, content)


def relationships(**items: tuple[str, str]) -> str:
    """Relationships by id: their kind and their target, outside unless it is a part."""
    rows = [
        f'<Relationship Id="{key}" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/{kind}"'
        f' Target="{target}" TargetMode="{"Internal" if kind in ("worksheet", "slide") else "External"}"/>'
        for key, (kind, target) in items.items()
    ]
    return f"<Relationships>{''.join(rows)}</Relationships>"


# ---------------------------------------------------------------- hostile and broken files

ENTITIES = (
    '<?xml version="1.0"?>\n<!-- x --><?pi x?><!DOCTYPE feed [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><feed>&b;</feed>'
)
OUTSIDE = '<!DOCTYPE rss [<!ENTITY x SYSTEM "file:///etc/passwd">]><rss><channel><link>&x;</link></channel></rss>'
TEXT = "word/document.xml"


@pytest.mark.parametrize(
    ("path", "content", "problem"),
    [
        ("a.xml", ENTITIES, bounds.TYPE_DEFINITION),
        ("a.xml", ENTITIES.encode("utf-16"), bounds.TYPE_DEFINITION),
        ("a.xml", ENTITIES.encode("utf-16-le"), bounds.TYPE_DEFINITION),
        ("a.rss", OUTSIDE, bounds.TYPE_DEFINITION),
        ("a.xml", "<feed><entry></feed>", bounds.DAMAGED),
        ("a.xml", "", bounds.DAMAGED),
        ("a.xml", b"<feed>\xff\xfe</feed>", bounds.DAMAGED),
        ("a.xml", b'<?xml version="1.0" encoding="punycode"?><feed/>', bounds.DAMAGED),
        ("a.xml", "<feed>&undefined;</feed>", bounds.DAMAGED),
        ("a.xml", "<feed>\0</feed>", bounds.DAMAGED),
        ("a.json", '{"a":', bounds.DAMAGED),
        ("a.json", "[" * 100_000 + "]" * 100_000, bounds.DAMAGED),
        ("a.json", "9" * 10_000, bounds.DAMAGED),
        ("a.webmanifest", b"\xff\xff", bounds.DAMAGED),
        ("a.pdf", "", bounds.DAMAGED),
        ("a.pdf", "not a PDF", bounds.DAMAGED),
        ("a.pdf", b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 1 0 R>>endobj trailer<</Root 1 0 R>>", bounds.DAMAGED),
        ("a.docx", "", bounds.DAMAGED),
        ("a.docx", b"PK\x03\x04 truncated", bounds.DAMAGED),
        ("a.xlsx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, bounds.ENCRYPTED),
    ],
)
def test_what_cannot_be_read_is_a_problem_and_not_a_crash(tmp_path, path, content, problem):
    (tmp_path / path).touch()
    found = surface(tmp_path, path, content)
    assert (found.links, found.problem) == ((), problem)


@pytest.mark.parametrize(
    ("parts", "problem"),
    [
        ({TEXT: b"<w>" + b" " * (bounds.PART_LIMIT + 1)}, bounds.BOMB),
        ({f"word/header{number}.xml": b"<w>" + b" " * (19 << 20) + b"</w>" for number in range(6)}, bounds.BOMB),
        ({f"word/x{number}": "" for number in range(bounds.PARTS + 1)}, bounds.BOMB),
        ({TEXT: ENTITIES}, bounds.TYPE_DEFINITION),
        ({TEXT: "<w>"}, bounds.DAMAGED),
        ({TEXT: "<w/>", "word/_rels/document.xml.rels": OUTSIDE}, bounds.TYPE_DEFINITION),
    ],
)
def test_harmful_packages(tmp_path, parts, problem):
    package(tmp_path / "a.docx", parts)
    found = surface(tmp_path, "a.docx")
    assert (found.links, found.problem) == ((), problem)


def test_packages_that_break_the_rules(tmp_path):
    package(tmp_path / "lzma.docx", {TEXT: "<w/>"}, zipfile.ZIP_LZMA)
    package(tmp_path / "no-workbook.xlsx", {"x.xml": "<x/>"})
    package(tmp_path / "locked.docx", {TEXT: "<w/>"})
    data = bytearray((tmp_path / "locked.docx").read_bytes())
    data[6] |= 1
    data[data.rindex(b"PK\x01\x02") + 8] |= 1
    (tmp_path / "locked.docx").write_bytes(data)
    found = {item.path: item.problem for item in surfaces(SiteTree(tmp_path))}
    assert found == {
        "lzma.docx": bounds.DAMAGED,
        "locked.docx": bounds.ENCRYPTED,
        "no-workbook.xlsx": bounds.DAMAGED,
    }


def test_one_bad_file_does_not_hide_the_others(tmp_path):
    surface(tmp_path, "a.json", "{")
    surface(tmp_path, "b.json", '["https://www.gov.cn/"]')
    (tmp_path / "c.css").symlink_to(tmp_path / "gone")
    found = [(item.path, item.problem, len(item.links)) for item in surfaces(SiteTree(tmp_path))]
    assert found == [("a.json", bounds.DAMAGED, 0), ("b.json", "", 1), ("c.css", bounds.DAMAGED, 0)]


def test_a_text_file_that_is_too_big_is_not_opened(tmp_path):
    with (tmp_path / "a.json").open("wb") as file:
        file.truncate(bounds.FILE_LIMIT + 1)
    assert surface(tmp_path, "a.json").problem == bounds.TOO_BIG


@pytest.mark.parametrize(
    ("path", "content"),
    [
        ("a.xml", "<feed>" + "<entry>" * 200_000 + "</entry>" * 200_000 + "</feed>"),
        (
            "a.xml",
            "<feed><content type='xhtml' xmlns='http://www.w3.org/1999/xhtml'>"
            + "<a href='x'>" * 20_000
            + "</a>" * 20_000
            + "</content></feed>",
        ),
        ("a.css", "url(" * 200_000),
        ("a.css", "url(" + " " * 500_000),
        ("a.css", "\"'" * 200_000),
        ("a.css", "/*" * 200_000),
        ("a.css", "@import " * 100_000 + "\\" * 100_000),
        ("a.css", "\\0" * 100_000 + "url(\\110000\\d800\\0)"),
        ("robots.txt", "sitemap:" + " " * 300_000),
        ("a.svg", "<svg>" + "<a>" * 50_000),
    ],
    ids=range(10),
)
def test_nothing_takes_long_however_it_is_nested_or_repeated(tmp_path, path, content):
    assert isinstance(surface(tmp_path, path, content).links, tuple)


@pytest.mark.parametrize("make", [word_file, workbook, lambda root: bookmarked(root, loop=False)])
def test_damaged_attachments_never_crash_and_never_log(tmp_path, make, caplog):
    source = tmp_path / "source"
    source.mkdir()
    name = make(source)
    whole = (source / name).read_bytes()
    chance = random.Random(7)
    tries = tmp_path / "tries"
    tries.mkdir()
    for number in range(60):
        data = bytearray(whole[: chance.randrange(len(whole))] if number % 2 else whole)
        for _ in range(chance.randrange(1, 9)):
            data[chance.randrange(len(data)) :][:1] = bytes([chance.randrange(256)])
            data[chance.randrange(len(data))] = chance.randrange(256)
        (tries / f"{number}-{name}").write_bytes(data)
    with caplog.at_level(logging.DEBUG):
        found = list(surfaces(SiteTree(tries)))
    assert len(found) == 60
    assert all(item.links == () for item in found if item.problem)
    assert caplog.records == []


def test_an_unreadable_attachment_of_a_foreign_tree_is_a_warning(tmp_path):
    (tmp_path / "a.pdf").write_bytes(b"%PDF-1.7 cut off")
    (tmp_path / "index.html").write_text('<html lang="zh"><title>首页</title><h1>首页</h1><a href="a.pdf">线路</a>')
    found = [item for item in check_site(tmp_path) if item.rule == "LNK-503"]
    assert [(item.place.path, item.severity.value, item.message) for item in found] == [
        ("a.pdf", "warning", f"附件“a.pdf”：{bounds.DAMAGED}")
    ]
