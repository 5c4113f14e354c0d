"""An office's own blocks of the shell: used where they stand right, told where they do not, never from docs/."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from jinja2.exceptions import SecurityError
from selectolax.lexbor import LexborHTMLParser

from disclosure import publish
from disclosure.catalogue import ALL_RULES
from disclosure.check import checked
from disclosure.loading import read_register
from disclosure.order import Order
from disclosure.pages.page import environment
from disclosure.publish import Report
from disclosure.reading.overrides import BLOCKS, FOLDER, Overrides
from disclosure.suppression import Judged
from host_office import REPOSITORY, with_own_hooks
from preview import previewed
from screening.attachment_files import identity, picture
from screening.personal_cases import mobile

LOGO = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path d="M0 0h9v9z"/></svg>'


def built(project: Path) -> Report:
    return publish.build(project, Order(out=project / "public"))


def put(folder: Path, name: str, text: str) -> None:
    (folder / name).parent.mkdir(parents=True, exist_ok=True)
    (folder / name).write_text(text, "utf-8")


def judged(root: Path) -> Judged:
    """What ``check`` says, which knows nothing of a build."""
    return checked(read_register(root), date(2025, 6, 18), rules=ALL_RULES)


def told(root: Path) -> list[tuple[str, str, int]]:
    return [
        (item.rule, item.place.path.removeprefix(f"{FOLDER}/"), item.place.line)
        for item in judged(root).findings
        if item.place.path.startswith(FOLDER)
    ]


def test_blocks_and_their_files_are_published_on_every_page(office_copy: Path) -> None:
    folder = with_own_hooks(office_copy)
    put(folder, "README.md", "说明")
    put(folder, "announce.html", "<p class=\"call\">{{ site.agency.name }} <b>值班</b> {{ '<i>' }}</p>\n")
    put(folder, "masthead.html", '<p class="brand"><img src="{{ to("assets/office/logo.svg") }}" alt="标志"></p>')
    put(folder, "footer_extra.html", '<p><a href="{{ to(addresses.SITE_MAP) }}">网站地图</a></p>')
    put(folder, "assets/logo.svg", LOGO)
    put(folder, "assets/own.css", ".brand { color: red; }")
    report = built(office_copy)
    assert report.findings == [] and report.published
    site = office_copy / "public"
    assert (site / "assets/office/logo.svg").read_text("utf-8") == LOGO
    for name, way in (("index.html", ""), ("documents/doc-2025-003.html", "../")):
        page = LexborHTMLParser((site / name).read_text("utf-8"))
        assert page.css_first("p.call").text() == "示例市示例区柳溪街道办事处 值班 <i>"
        assert page.css_first("header img").attributes["src"] == f"{way}assets/office/logo.svg"
        assert page.css_first(".brand__name") is None and page.css_first(".sections") is not None
        assert [node.attributes["href"] for node in page.css("link[rel=stylesheet]")][
            -1
        ] == f"{way}assets/office/own.css"
        assert "Content-Security-Policy" in (site / name).read_text("utf-8")


def test_a_broken_override_is_one_finding_and_the_old_site_stays(office_copy: Path) -> None:
    folder = with_own_hooks(office_copy)
    assert built(office_copy).published
    old = (office_copy / "public").resolve()
    put(folder, "footer.html", "<p>{{ site.agency.name }}</p>\n<p>{{ site.agency.nam }}</p>\n")
    report = built(office_copy)
    assert [(item.rule, item.place.path, item.place.line) for item in report.findings] == [
        ("OVR-002", "hooks/overrides/footer.html", 2)
    ]
    assert not report.published and (office_copy / "public").resolve() == old


def test_an_override_with_a_slip_in_its_form_stops_the_build(office_copy: Path) -> None:
    folder = with_own_hooks(office_copy)
    put(folder, "announce.html", "<p>\n{% if page %}\n</p>\n")
    put(folder, "masthead.html", "<p>{{ page.title </p>\n")
    put(folder, "header.html", "<p></p>")
    report = built(office_copy)
    assert [(item.rule, item.place.path.rpartition("/")[2]) for item in report.findings] == [
        ("OVR-002", "announce.html"), ("OVR-001", "header.html"), ("OVR-002", "masthead.html"),
    ]  # fmt: skip
    assert not report.published


@pytest.mark.parametrize(
    "text",
    [
        "<p>甲\n<script>1</script>",
        "<p>甲\n<STYLE>p{}</style>",
        '<p>甲\n<a onclick="x">',
        '<p>甲\n<p style="color:red">',
        '<p>甲\n<img src="https://example.com/a.png">',
        "<p>甲\n<img src=//example.com/a.png>",
        '<p>甲\n<a href="javascript:1">',
        "<p>甲\n<iframe></iframe>",
        '<p>甲\n<meta http-equiv="refresh">',
        "<p>甲\n{{ page.title | safe }}",
        "<p>甲\n{% autoescape false %}{% endautoescape %}",
        '<p>甲\n{% include "document.html" %}',
    ],
)
def test_nothing_active_gets_in_by_a_block(tmp_path: Path, text: str) -> None:
    put(tmp_path / FOLDER, "announce.html", text)
    assert told(tmp_path) == [("OVR-003", "announce.html", 2)]


@pytest.mark.parametrize(
    ("name", "text", "rule"),
    [
        ("logo.svg", '<svg><script href="x"/></svg>', "OVR-003"),
        ("logo.svg", '<svg onload="x"/>', "OVR-003"),
        ("logo.svg", "<svg><foreignObject/></svg>", "OVR-003"),
        ("logo.svg", '<svg><use xlink:href="https://example.com/x"/></svg>', "OVR-003"),
        ("own.css", '@import "x.css";', "OVR-003"),
        ("own.css", "p { background: url(//example.com/x.png) }", "OVR-003"),
        ("logo.svg", "<p>标志</p>", "OVR-002"),
        ("own.css", "", "OVR-001"),
        ("own.js", "1", "OVR-001"),
        ("page.html", "<p>", "OVR-001"),
        ("标志.svg", LOGO, "OVR-001"),
        ("deep/logo.svg", LOGO, "OVR-001"),
        ("big.css", " " * 600_000, "OVR-001"),
    ],
)
def test_nothing_active_gets_in_by_a_file(tmp_path: Path, name: str, text: str, rule: str) -> None:
    put(tmp_path / FOLDER / "assets", name, text)
    assert told(tmp_path) == [(rule, f"assets/{name}", 1)]


def test_no_file_of_the_content_takes_the_place_of_the_shell(office_copy: Path) -> None:
    assert built(office_copy).findings == []
    site = office_copy / "public"
    before = {file.relative_to(site): file.read_bytes() for file in site.rglob("*") if file.is_file()}
    for name in ("shell.html", "masthead.html", "overrides/masthead.html", "hooks/overrides/masthead.html"):
        put(office_copy / "docs", name, "<p>别的外框</p>")
        put(office_copy / "data", name, "<p>别的外框</p>")
    put(office_copy / "docs" / "assets" / "site", "site.js", "alert(1)")
    put(office_copy / "docs" / "assets" / "office", "own.css", "p{}")
    report = built(office_copy)
    assert not report.published or before == {
        file.relative_to(site): file.read_bytes() for file in site.rglob("*") if file.is_file()
    }


@pytest.mark.parametrize("text", ["{{ page.open.__globals__ }}", "{{ ''.__class__.__mro__ }}", "{{ page._flavour }}"])
def test_a_block_is_kept_from_the_program_behind_the_page(text: str) -> None:
    template = environment((("announce.html", text),)).get_template("announce.html")
    with pytest.raises(SecurityError):
        template.render(page=Path("announce.html"))


def test_every_block_is_in_the_shell_and_in_the_guide() -> None:
    shell = (REPOSITORY / "hooks/disclosure/pages/templates/shell.html").read_text("utf-8")
    guide = (REPOSITORY / FOLDER / "README.md").read_text("utf-8")
    assert [name for name in BLOCKS if f"{{% block {name} %}}" not in shell or f"`{name}.html`" not in guide] == []


def test_the_demonstration_has_no_overrides_of_its_own() -> None:
    assert read_register(REPOSITORY).overrides == Overrides()


LEAKS = {
    "identity": ("announce.html", f"<p>公告</p>\n<p>身份证号：{identity(7)}</p>\n", "PRI-001"),
    "in-a-tag": ("footer_extra.html", f'<p>公告</p>\n<img alt="身份证号 {identity(8)}" src="">\n', "PRI-001"),
    "mobile": ("masthead.html", f"<p>公告</p>\n<p>联系人手机 {mobile()}</p>\n", "PRI-004"),
    "in-styles": ("assets/own.css", f'p::after {{\ncontent: "身份证号 {identity(9)}"; }}\n', "PRI-001"),
    "in-a-drawing": ("assets/logo.svg", f"<svg>\n<title>身份证号 {identity(5)}</title></svg>", "PRI-001"),
    "secret": ("announce.html", "<p>公告</p>\n<p>机密★10年</p>\n", "SEC-001"),
}  # fmt: skip


@pytest.mark.parametrize("name", LEAKS)
def test_what_must_not_be_public_is_found_by_the_check(office_copy: Path, name: str) -> None:
    file, text, rule = LEAKS[name]
    put(with_own_hooks(office_copy), file, text)
    assert told(office_copy) == [(rule, file, 2)]


def test_what_must_not_be_public_blocks_the_build(office_copy: Path) -> None:
    folder = with_own_hooks(office_copy)
    put(folder, "announce.html", f"<p>身份证号：{identity(7)}</p>")
    put(folder, "assets/false.png", "<p>甲</p>")
    report = built(office_copy)
    assert [item.rule for item in report.findings] == ["PRI-001", "XRY-012"]
    assert not report.published and not (office_copy / "public").exists()


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("announce.html", "<p>{{ site.agency.name }}值班电话：{{ site.agency.phone }}</p>"),
        ("footer_extra.html", "<p>统一社会信用代码公示见区政府网站，服务热线 12345。</p>"),
        ("assets/own.css", ".a { color: #138123; width: 13800.000001px }"),
        ("assets/logo.svg", f'<svg viewBox="0 0 9 9"><path d="M0 0h{identity(3)}L13800001234 {identity(4)}z"/></svg>'),
    ],
)
def test_what_is_clean_is_let_be(office_copy: Path, name: str, text: str) -> None:
    put(with_own_hooks(office_copy), name, text)
    assert told(office_copy) == []


def test_a_picture_is_what_its_name_says(office_copy: Path) -> None:
    folder = with_own_hooks(office_copy)
    (folder / "assets" / "true.png").write_bytes(picture("PNG"))
    assert told(office_copy) == []
    put(folder, "assets/false.png", "<p>甲</p>")
    assert told(office_copy) == [("XRY-012", "assets/false.png", 1)]


def test_shortcuts_and_hidden_files_are_no_part_of_the_shell(office_copy: Path) -> None:
    folder = with_own_hooks(office_copy)
    put(folder, "assets/.own.css", "p{}")
    (folder / "announce.html").symlink_to(office_copy / "mkdocs.yml")
    assert told(office_copy) == [("FIL-004", "announce.html", 1), ("FIL-005", "assets/.own.css", 1)]
    assert read_register(office_copy).overrides == Overrides()


def test_a_waiver_holds_for_a_leak_but_not_for_what_runs(office_copy: Path) -> None:
    folder = with_own_hooks(office_copy)
    put(folder, "announce.html", "<p>信箱 moujiayi2@qq.com</p>")
    put(folder, "footer.html", "<script>1</script>")
    for rule, block in (("PRI-013", "announce"), ("OVR-003", "footer")):
        lines = (f"rule: {rule}", f"where: {FOLDER}/{block}.html", "reason: 值班信箱，本人同意公开",
                 "approved_by: 党政办公室", "expires: 2025-12-31")  # fmt: skip
        put(office_copy, f"data/waivers/own-{block}.yml", "\n".join(lines) + "\n")
    found = judged(office_copy)
    assert [(item.rule, item.place.path) for item in found.findings] == [
        ("WAI-004", "data/waivers/own-footer.yml"), ("OVR-003", f"{FOLDER}/footer.html")
    ]  # fmt: skip
    assert [item.finding.rule for item in found.silenced] == ["PRI-013"]


def test_a_preview_shows_the_rest_of_the_shell_without_what_blocks(office_copy: Path, tmp_path: Path) -> None:
    folder = with_own_hooks(office_copy)
    put(folder, "announce.html", f"<p>身份证号：{identity(6)}</p>")
    put(folder, "footer_extra.html", '<p class="more">服务热线 12345</p>')
    previewed(office_copy, tmp_path / "shown")
    page = (tmp_path / "shown" / "index.html").read_text("utf-8")
    assert identity(6) not in page and "服务热线 12345" in page
