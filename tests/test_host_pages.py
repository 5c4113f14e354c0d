"""Pages give MkDocs their content, headings and facts; what others make of the content reaches the reader."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from selectolax.lexbor import LexborHTMLParser

from disclosure import publish
from disclosure.findings import Place
from disclosure.order import Order
from disclosure.pages.hosted import alteration, framed, leaked, toc_tokens
from disclosure.publish import Report
from disclosure.screening.written import Known
from host_office import with_hook, with_settings
from screening.attachment_files import identity

PAGE = "documents/doc-2025-003.html"
SOURCE = "docs/notices/2025/doc-2025-003.md"
LISTENER = """
import json
def on_page_content(html, page, config, files):
    if page.file.dest_uri == "documents/doc-2025-003.html":
        flat = [(item.level, item.id, item.title) for item in page.toc]
        seen = {"content": html, "toc": flat, "meta": page.meta, "markdown": page.markdown, "title": page.title}
        open("seen.json", "w").write(json.dumps(seen, ensure_ascii=False))
"""


def built(project: Path) -> Report:
    return publish.build(project, Order(out=project / "public"))


def files_of(project: Path) -> dict[str, bytes]:
    site = project / "public"
    return {file.relative_to(site).as_posix(): file.read_bytes() for file in site.rglob("*") if file.is_file()}


def told(report: Report) -> list[tuple[str, str, str]]:
    return [(item.severity.value, item.rule, item.place.path) for item in report.findings]


def test_a_hook_sees_what_readers_will_see_and_changes_nothing_by_looking(office_copy: Path) -> None:
    body = (office_copy / SOURCE).read_text("utf-8")
    (office_copy / SOURCE).unlink()
    (office_copy / SOURCE).write_text(f"{body}\n## 绕行办法\n\n请走北侧。\n", "utf-8")
    assert told(built(office_copy)) == []
    alone = files_of(office_copy)
    with_hook(office_copy, LISTENER)
    assert told(built(office_copy)) == []
    assert files_of(office_copy) == alone
    seen = json.loads((office_copy / "seen.json").read_text("utf-8"))
    main = LexborHTMLParser(alone[PAGE].decode()).css_first("main")
    assert LexborHTMLParser(seen["content"]).body.text(strip=True) == main.text(strip=True)
    assert '<header class="masthead"' not in seen["content"] and "<h1>" in seen["content"]
    assert (2, "绕行办法", "绕行办法") in map(tuple, seen["toc"])
    assert seen["markdown"].endswith("## 绕行办法\n\n请走北侧。\n")
    assert {key: seen["meta"][key] for key in ("id", "kind", "column", "date")} == {
        "id": "doc-2025-003", "kind": "notice", "column": "notices", "date": "2025-05-08",
    }  # fmt: skip
    assert seen["meta"]["title"] == seen["title"] and "review" not in seen["meta"]


def test_what_a_hook_makes_of_the_content_is_published_within_the_shell(office_copy: Path) -> None:
    with_hook(
        office_copy,
        "def on_page_content(html, **more):\n    return html + '<p class=\"note\">由本机关补充。</p>\\n'\n",
    )
    assert told(built(office_copy)) == []
    page = LexborHTMLParser((office_copy / "public" / PAGE).read_text("utf-8"))
    assert page.css_first("main > p.note:last-child").text() == "由本机关补充。"
    assert page.css_first("footer.foot") is not None and page.css_first("h1") is not None


@pytest.mark.parametrize(
    "event",
    [
        "on_page_content(html, **more):\n    return html + {!r}",
        "on_post_page(output, **more):\n    return output.replace('</main>', {!r} + '</main>')",
        "on_post_build(config):\n    file = pathlib.Path(config.site_dir, 'index.html')\n"
        "    file.write_text(file.read_text('utf-8') + {!r}, 'utf-8')",
    ],
)
def test_a_leak_that_a_hook_adds_is_found_once_and_blocks(event: str, office_copy: Path) -> None:
    number = identity(7)
    with_hook(office_copy, f"import pathlib\n\ndef {event.format(f'<p>身份证号：{number}</p>')}\n")
    report = built(office_copy)
    assert not report.published and told(report) == [("error", "PRI-001", "mkdocs.yml")]
    lines = (office_copy / "mkdocs.yml").read_text("utf-8").splitlines()
    assert lines[report.findings[0].place.line - 1] == "hooks:"
    assert number not in report.findings[0].message


def test_what_stood_there_before_is_no_addition() -> None:
    before = f"<p>甲</p>\n<p>身份证号：{identity(7)}</p>\n<p>乙</p>"
    for after in (before.replace("\n", ""), before.replace("<p>", '<p class="a">'), before + "\n<p>丙</p>", "", before):
        assert list(leaked({alteration(before, after): PAGE}, Known(), Place("mkdocs.yml"))) == []
    grown = alteration(before, f"{before}\n<p>机密★10年</p>")
    found = leaked({grown: PAGE}, Known(), Place("mkdocs.yml", 12))
    assert [(item.rule, item.place) for item in found] == [("SEC-001", Place("mkdocs.yml", 12))]


def test_a_dead_link_that_a_hook_adds_is_found(office_copy: Path) -> None:
    code = (
        "def on_page_content(html, page, config, files):\n    return html + '<p><a href=\"没有.html\">没有</a></p>'\n"
    )
    with_hook(office_copy, code)
    report = built(office_copy)
    assert not report.published and {rule for _, rule, _ in told(report)} == {"LNK-101"}


def test_rewritten_markdown_is_not_published_and_said_once(office_copy: Path) -> None:
    assert told(built(office_copy)) == []
    alone = files_of(office_copy)
    with_hook(office_copy, "def on_page_markdown(markdown, **more):\n    return markdown + '没有检查过的话。'\n")
    report = built(office_copy)
    assert told(report) == [("warning", "MKD-102", "mkdocs.yml")]
    assert files_of(office_copy) == alone


def test_the_search_plugin_sees_every_page_and_its_index_is_not_published(office_copy: Path) -> None:
    assert told(built(office_copy)) == []
    alone = files_of(office_copy)
    with_settings(office_copy, "plugins: []", "plugins: [search]")
    with_hook(
        office_copy,
        "import mkdocs.plugins\n\n@mkdocs.plugins.event_priority(-100)\ndef on_post_build(config):\n"
        "    import shutil\n    shutil.copy(config.site_dir + '/search/search_index.json', 'index.json')\n",
    )
    report = built(office_copy)
    assert told(report) == [("warning", "MKD-101", "mkdocs.yml")]
    lines = (office_copy / "mkdocs.yml").read_text("utf-8").splitlines()
    assert lines[report.findings[0].place.line - 1] == "plugins: [search]"
    assert files_of(office_copy) == alone
    index = json.loads((office_copy / "index.json").read_text("utf-8"))
    text = next(item["text"] for item in index["docs"] if item["location"] == PAGE)
    assert "柳溪" in text


def test_templates_made_for_material_leave_the_pages_as_they_are(office_copy: Path) -> None:
    assert told(built(office_copy)) == []
    alone = files_of(office_copy)
    (office_copy / "theme" / "assets" / "site").mkdir(parents=True)
    (office_copy / "theme" / "main.html").write_text(
        '{% extends "base.html" %}{% block footer %}x{% endblock %}', "utf-8"
    )
    (office_copy / "theme" / "assets" / "site" / "site.js").write_text("alert(1)", "utf-8")
    with_settings(office_copy, "hooks/disclosure/pages/theme", "theme")
    with_settings(office_copy, "use_directory_urls: false", "use_directory_urls: true")
    report = built(office_copy)
    assert told(report) == [("warning", "MKD-005", "mkdocs.yml"), ("warning", "MKD-007", "mkdocs.yml")]
    assert files_of(office_copy) == alone


def test_the_theme_may_be_left_out_altogether(office_copy: Path) -> None:
    assert told(built(office_copy)) == []
    alone = files_of(office_copy)
    (office_copy / "mkdocs.yml").unlink()
    text = "site_name: 政务公开\nplugins: []\nsite_dir: .disclosure/staging\nhooks: [hooks/mkdocs_hooks.py]\n"
    (office_copy / "mkdocs.yml").write_text(text, "utf-8")
    assert told(built(office_copy)) == []
    assert files_of(office_copy) == alone


def test_a_page_taken_apart_is_whole_when_put_together() -> None:
    for html in ("<body><main id=x>\n<p>甲</main><footer></footer>", "<p>甲", "<main>", "</main><main>", ""):
        made = framed(html)
        assert made.before + made.content + made.after == html


def test_headings_are_told_as_a_tree() -> None:
    html = '<h1>题</h1><h2 id="a">一 <b>甲</b></h2><h4 id="b">二</h4><h3 id="c">三</h3><h2 id="d">四</h2>'
    tree = [(item["id"], item["name"], [below["id"] for below in item["children"]]) for item in toc_tokens(html)]
    assert tree == [("a", "一 甲", ["b", "c"]), ("d", "四", [])]
