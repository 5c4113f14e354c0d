"""A command starts with what it needs itself: no module that another one needs is read, no expression compiled."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from disclosure.expressions import expression

SITE = Path(__file__).parent / "site"
PROGRAM = """
import sys
from disclosure.cli import main
try:
    main()
finally:
    print(*sys.modules, file=sys.stderr)
"""
# What opens attachments, makes papers and pictures, or drives another program.
OF_OTHERS = {"mkdocs", "pypdf", "pypdfium2", "lxml", "PIL", "openpyxl", "xlsxwriter", "docx", "segno", "icalendar"}


def read_by(*command: object) -> set[str]:
    """The modules that are there when a command has ended."""
    line = [sys.executable, "-c", PROGRAM, *map(str, command)]
    return set(subprocess.run(line, capture_output=True, text=True, check=False).stderr.split())


def test_to_list_the_commands_none_of_them_is_read():
    read = read_by("--help")
    ours = {name for name in read if name.split(".")[0] == "disclosure"}
    assert {name for name in ours if name.startswith("disclosure.cli.")} == {
        "disclosure.cli.saying",
        "disclosure.cli.unforeseen",
    }
    assert {name.split(".")[1] for name in ours if "." in name} == {
        "cli",
        "expressions",
        "findings",
        "reading",
        "shares",
    }
    assert {name.split(".")[0] for name in read} & {"pydantic", "yaml", "markdown", "jinja2", *OF_OTHERS} == set()


def test_an_expression_is_what_is_compiled_of_it():
    lazy = expression("(?P<year>[0-9]{4})年|乙")
    assert lazy.pattern == "(?P<year>[0-9]{4})年|乙"
    assert lazy.search("于2023年")["year"] == "2023"
    assert (lazy.sub("丙", "甲乙"), lazy.groups, dict(lazy.groupindex)) == ("甲丙", 1, {"year": 1})
    assert [match[0] for match in expression("A", 2).finditer("aA")] == ["a", "A"]


def test_a_check_reads_nothing_that_makes_papers_and_opens_attachments_only_where_there_are_any(tmp_path):
    read = read_by("check", "--no-memory", "--root", SITE, "--today", "2025-06-18")
    assert {name.split(".")[0] for name in read} & OF_OTHERS == {"pypdf", "PIL"}
    assert {name.split(".")[0] for name in read_by("check", "--no-memory", "--root", tmp_path)} & OF_OTHERS == set()


OPTIONS_OF_ALL = """
import pkgutil, sys
from importlib import import_module
import disclosure.cli
for module in pkgutil.iter_modules(disclosure.cli.__path__):
    if module.name != "withdrawing":  # why a page is taken down is a choice of the records
        import_module(f"disclosure.cli.{module.name}")
print(*sys.modules, file=sys.stderr)
"""


def test_the_options_of_commands_are_told_without_what_the_commands_do():
    run = subprocess.run([sys.executable, "-c", OPTIONS_OF_ALL], capture_output=True, text=True, check=True)
    read = set(run.stderr.split())
    assert {name.split(".")[1] for name in read if name.startswith("disclosure.")} == {
        "cli",
        "district",
        "expressions",
        "findings",
        "order",
        "replacing",
        "reading",
        "reporting",
        "shares",
    }
    assert {name.split(".")[0] for name in read} & {"pydantic", "yaml", "markdown", "jinja2", *OF_OTHERS} == set()
