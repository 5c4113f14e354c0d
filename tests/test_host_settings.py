"""mkdocs.yml as people write it for MkDocs and Material: read without a crash, each idle key told at its line."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from disclosure.catalogue import ALL_RULES
from disclosure.check import check
from disclosure.loading import read_register

TODAY = date(2025, 6, 18)
OWN = "site_name: 政务公开\ntheme:\n  name: material\nplugins: []\nhooks:\n  - hooks/mkdocs_hooks.py\n"


def found(office: Path, settings: str) -> list[tuple[str, int]]:
    (office / "mkdocs.yml").unlink(missing_ok=True)
    (office / "mkdocs.yml").write_text(settings, "utf-8")
    return [(item.rule, item.place.line) for item in check(read_register(office), TODAY, rules=ALL_RULES)]


def test_settings_that_people_bring_along_are_told_key_by_key(office_copy: Path) -> None:
    settings = """\
site_name: !ENV [SITE_NAME, '政务公开']
theme:
  name: material
  custom_dir: overrides
  palette: &colours
    - scheme: default
      toggle: {icon: material/brightness-7, name: 暗}
  features: [navigation.tabs, navigation.instant]
  logo: assets/logo.png
plugins:
  - search
  - tags: *colours
nav:
  - index.md
markdown_extensions:
  - pymdownx.superfences:
      custom_fences:
        - name: mermaid
          format: !!python/name:pymdownx.superfences.fence_code_format
  - pymdownx.emoji:
      emoji_index: !!python/name:material.extensions.emoji.twemoji
      emoji_generator: !!python/object/apply:os.system [ls]
extra_css: [extra.css]
extra_javascript:
  - https://cdn.example.com/a.js
"""
    assert found(office_copy, settings) == [
        ("MKD-006", 1),
        ("MKD-005", 4),
        ("MKD-004", 5),
        ("MKD-004", 8),
        ("MKD-004", 9),
        ("MKD-001", 13),
        ("MKD-002", 15),
        ("MKD-003", 23),
        ("MKD-003", 24),
    ]


@pytest.mark.parametrize(
    ("settings", "expected"),
    [
        (OWN, []),
        ("", [("TXT-003", 1)]),
        ("site_name: 政务公开\ntheme: material\n", []),
        ("site_name: 政务公开\nsite_name: 政务公开\n", [("YML-002", 2)]),
        ("site_name: 政务公开\n  nav: x\n", [("YML-001", 2)]),
        ("- nav\n", []),
        ("site_name:\ntheme:\n  - material\nextra: 1\nplugins: {search: {}}\n", [("MKD-006", 1)]),
        ("!!python/object/apply:os.system [ls]", []),
        ("a: " + "[" * 500, [("YML-001", 1)]),
    ],
)
def test_no_settings_make_the_check_stumble(office_copy: Path, settings: str, expected: list[tuple[str, int]]) -> None:
    assert found(office_copy, settings) == expected


def test_without_the_file_the_check_has_nothing_to_say(office_copy: Path) -> None:
    (office_copy / "mkdocs.yml").unlink()
    assert check(read_register(office_copy), TODAY, rules=ALL_RULES) == []


def test_the_remedy_says_what_to_do_instead(office_copy: Path) -> None:
    (office_copy / "mkdocs.yml").unlink()
    (office_copy / "mkdocs.yml").write_text("nav: []\nthemes: 1\n", "utf-8")
    said = [(item.message, item.remedy) for item in check(read_register(office_copy), TODAY, rules=ALL_RULES)]
    assert said == [
        (
            "“nav”（导航）不起作用：栏目和页面由 data/columns.yml 和 docs/ 决定。",
            "请删去这一项；要调整次序，移动 data/columns.yml 里的栏目。",
        ),
        ("不认识“themes”这一项，它不起作用。", "您要写的是不是“theme”？"),
    ]
