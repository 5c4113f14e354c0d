"""Material's stylesheet is cut to the rules in use: nothing that a page needs is missing, nothing else is published."""

from __future__ import annotations

import re
from pathlib import Path

from selectolax.lexbor import LexborHTMLParser

from disclosure import publish
from disclosure.order import Order
from disclosure.pages import stylesheet
from disclosure.pages.icons import material_folder
from disclosure.pages.styles import own_styles, parts
from disclosure.pages.stylesheet import cut, material_stylesheet, names_in, names_of_the_shell, without_comments
from disclosure.reading.dialect import Converter
from disclosure.reading.notes import KINDS

TEMPLATES = Path(stylesheet.__file__).parent / "templates"
# Elements that no page of ours can hold.
NEVER = {".md-typeset iframe"}
_CLASS = re.compile(r"\.(-?[A-Za-z_](?:[\w-]|\\.)*)")


def classes(css: str) -> set[str]:
    return set(_CLASS.findall(re.sub(r"\"[^\"]*\"|'[^']*'|url\([^)]*\)|\{[^{}]*\}", "", css)))


def missing(used: set[str], kept: str) -> set[str]:
    """The plain selectors of Material's that name nothing but classes in use, and that the cut stylesheet lacks."""
    return {item for item in selectors(material_stylesheet()) if item not in selectors(kept) and classes(item) <= used}


def selectors(css: str) -> set[str]:
    plain = re.sub(r"\"[^\"]*\"|'[^']*'|url\([^)]*\)", "", css)
    heads = re.findall(r"(?:^|[{};])([^{};@]+)\{", plain)
    found = {item.strip() for head in heads for item in head.split(",")}
    return {item for item in found if _CLASS.search(item) and not re.search(r"[\[(]", item)}


def classes_on(html: str) -> set[str]:
    found = {
        name for node in LexborHTMLParser(html).css("[class]") for name in (node.attributes["class"] or "").split()
    }
    return found | set(re.findall(r"class=\"([\w-]+)\"", html))


def test_a_rule_stays_if_all_its_names_are_used_and_else_goes() -> None:
    css = (
        '@charset "UTF-8";.a{x:1}.a .b,.c>p{x:2}.b:not(.a){x:3}.a:is(.b,.d){x:4}[data-q] .a{x:5}'
        "@media print{.b{x:6}.a{x:7}}@media screen{.b{x:8}}@keyframes turn{to{x:9}}@keyframes go{to{x:9}}"
        '.c{animation:go 1s;content:"}.b{"}.a,.b{background:url(data:x;{})}'
    )
    assert cut(css, {"a", "c", "p"}) == (
        '@charset "UTF-8";.a{x:1}.c>p{x:2}.a:is(.b,.d){x:4}@media print{.a{x:7}}@keyframes go{to{x:9}}'
        '.c{animation:go 1s;content:"}.b{"}.a{background:url(data:x;{})}'
    )


def test_a_property_stays_if_anybody_asks_for_it() -> None:
    css = ":root{--a:1;--b:var(--a);--c:url('data:;{}');--d:2}.x{y:var(--b)}.z{y:var(--c)}"
    assert cut(css, {"x"}, [".q{y:var(--d)}"]) == ":root{--a:1;--b:var(--a);--d:2}.x{y:var(--b)}"


def test_every_class_that_a_template_can_write_keeps_its_rules() -> None:
    """The templates' own words, not the list by which the stylesheet is cut."""
    written = "".join(file.read_text("utf-8") for file in TEMPLATES.glob("*.html"))
    names = {word for value in re.findall(r"class=\"([^\"]*)\"", written) for word in re.findall(r"[\w-]+", value)}
    assert "md-typeset" in names
    assert missing(names, cut(material_stylesheet(), names_of_the_shell())) == NEVER


def test_every_class_of_a_built_page_and_of_the_dialect_keeps_its_rules(office_copy: Path) -> None:
    assert publish.build(office_copy, Order(out=office_copy / "public")).findings == []
    site = office_copy / "public"
    (sheet,) = (site / "assets/stylesheets").iterdir()
    notes = "\n\n".join(f"!!! {kind}\n    甲[^1]\n\n??? {kind}\n    乙" for kind in KINDS)
    pages = [Converter().html(f"{notes}\n\n[^1]: 丙"), *(file.read_text("utf-8") for file in site.rglob("*.html"))]
    used = set().union(*map(classes_on, pages))
    assert missing(used, sheet.read_text("utf-8")) == NEVER
    kept = classes(sheet.read_text("utf-8"))
    assert {"admonition", "footnote-backref", *KINDS} <= kept
    assert "md-header" not in kept and "md-search" not in kept
    assert sheet.read_text("utf-8") == f"{material_cut()}\n{own_styles()}\n"
    assert len(material_cut()) < len(material_stylesheet()) / 4
    home = LexborHTMLParser((site / "index.html").read_text("utf-8"))
    assert [node.attributes["href"] for node in home.css("link[rel=stylesheet]")] == [
        f"assets/stylesheets/{sheet.name}"
    ]


def material_cut() -> str:
    return cut(material_stylesheet(), names_of_the_shell(), [own_styles()])


def test_the_parts_follow_each_other_as_the_cascade_needs_them() -> None:
    names = [file.stem for file in parts()]
    assert names[0] == "base" and names[-3:] == ["targets", "modes", "print"] and names[1:-3] == sorted(names[1:-3])
    assert own_styles().count("{") == own_styles().count("}")


def test_comments_go_and_what_is_quoted_stays() -> None:
    css = '/* a { */ .a { content: "/* b */"; } /* c\n */\n  .b { x: 1 }\n'
    assert without_comments(css) == '.a { content: "/* b */"; }\n.b { x: 1 }'


def test_the_same_input_is_cut_to_the_same_bytes() -> None:
    used = names_of_the_shell() | names_in(["<p class=note>"])
    assert cut(material_stylesheet(), used) == cut(material_stylesheet(), set(reversed(sorted(used))))
    assert cut(cut(material_stylesheet(), used), used) == cut(material_stylesheet(), used)


def test_dark_print_and_tables_are_kept() -> None:
    kept = cut(material_stylesheet(), names_of_the_shell())
    assert "@media print{" in kept
    assert ".md-typeset table:not([class])" in kept and ".md-typeset .admonition-title:before" in kept
    assert kept.count("{") == kept.count("}")


def test_every_icon_of_a_template_exists() -> None:
    texts = [file.read_text("utf-8") for file in TEMPLATES.glob("*.html")]
    names = {name for text in texts for name in re.findall(r"icon\(\"([^\"]+)\"\)", text)}
    assert "material/phone" in names
    assert [name for name in sorted(names) if not (material_folder() / ".icons" / f"{name}.svg").is_file()] == []
