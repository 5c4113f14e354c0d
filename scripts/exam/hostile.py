"""Strings that would be obeyed or executed if a report or a page let them, and judges that notice when one is.

A string is a command or a piece of code with something before it that might slip it past a check: blanks, line ends
of all sorts, invisible characters, the end of what it stands in (a quotation, a comment, a fence, a cell).
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterator

from selectolax.lexbor import LexborHTMLParser

COMMANDS = (
    "::error::x", "::add-mask::x", "::ADD-MASK::x", "::set-env name=PATH::x", "::set-output name=a::b",
    "::stop-commands::t", "::warning file=a,line=1::x", "::group::x", "##[add-mask]x", "##[ADD-MASK]x",
    "##[set-env name=PATH]x", "##[group]x", "##[error]x", "###[add-mask]x", "##vso[task.setvariable variable=a]b",
    "##teamcity[buildStop comment='x']", "\x1b]8;;https://x.example\x07x\x1b]8;;\x07", "\x1b[2J\x1b[H", "\x9b31m",
    "section_start:1:x\r\x1b[0K",
)  # fmt: skip
CODE = (
    "<script>hit()</script>", "<img src=x onerror=hit()>", "<svg/onload=hit()>", "<body onload=hit()>",
    "<a href='javascript:hit()'>x</a>", "<iframe srcdoc='<script>hit()</script>'>", "<base href=//x.example>",
    "<style>@import '//x.example'</style>", "<meta http-equiv=refresh content=0;url=//x.example>", "javascript:hit()",
    "data:text/html,<script>hit()</script>", "<form action=//x.example><button>x", "{{ 7*7 }}{% raw %}", "${hit()}",
    "=HYPERLINK(\"//x.example\")", "&lt;script&gt;hit()&lt;/script&gt;", "<!--", "<plaintext>", "&#x3c;script>hit()",
)  # fmt: skip
SECRET = "outside/secret.txt"  # beside the project, which no path may lead to
_SPELLINGS = (
    "{}", "./{}", "docs/{}", "a/b/../../{}", "/{}", "{}\x00.md", "{}.", "{} ", "file://{}", "~/{}", "C:\\{}", "{}/",
)  # fmt: skip
_STEPS = (
    "../", "..\\", "..%2f", "%2e%2e/", "%2e%2e%2f", "%252e%252e%252f", "..%5c", "....//", "..;/", "..%c0%af", "．．／",
    "..\u2215", ".../", "..//",
)  # fmt: skip
_PLACES = (
    "/etc/passwd", "/proc/self/environ", "//etc/passwd", "\\\\x.example\\c$", ".", "..", "...", "-", "--help",
    ".git/config", ".git/hooks/pre-commit", "../.git/config", ".disclosure/drafts", "CON", "NUL.txt", "a" * 300,
    "甲" * 120, "a/b", "a\\b", "a\nb", "a\x00b", "doc-2025-003/../x", "doc-2025-003%00", "doc-2025-003\\..\\x",
)  # fmt: skip
_BEFORE = (
    "", " ", "\t", "\n", "\r", "\r\n", "\v", "\f", "\x1c", "\x85", "\u2028", "\u2029", "\u3000", "\ufeff", "\u200b",
    "\u202e", "\x00", "\udc80", "通知", "%0A", "%0D%0A", "\x1b[0m", "\"'", "\">", "'>", "</td>", "</title>", "</style>",
    "</textarea>", "]]>", "-->", "*/", "\n~~~~~~~~\n", "\n```\n", "](x) ", "::", "#", "\\", "\ud83d",
)  # fmt: skip


def strings(seed: int, count: int) -> list[str]:
    """``count`` different hostile strings, the same for the same seed; every command and every code is among 250."""
    draw = random.Random(seed)
    cores = [*COMMANDS, *CODE]
    draw.shuffle(cores)
    made: dict[str, None] = {}
    while len(made) < count:
        made.setdefault(draw.choice(_BEFORE) + cores[len(made) % len(cores)] + draw.choice(("", "尾", "\n后")))
    return [*made]


def paths() -> list[str]:
    """Different paths that lead out of where they are looked for, to ``SECRET`` and elsewhere, in many spellings."""
    steps = [f"{step * deep}{SECRET}" for step in _STEPS for deep in (1, 2, 5)]
    spelt = [spelling.format(f"../../{SECRET}") for spelling in _SPELLINGS]
    return [*dict.fromkeys([*_PLACES, *spelt, *steps])]


# --- judges -------------------------------------------------------------------------------------------------------

_LINE_ENDS = re.compile("\r\n|[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]")
_ANYWHERE = re.compile(r"##\w*\[")
_AT_START = re.compile(r"::\s*[\w-]+")
_STEERING = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff\ud800-\udfff]")
_ELEMENTS = (
    "script", "style", "iframe", "object", "embed", "base", "svg", "math", "plaintext", "template", "form", "meta",
    "link",
)  # fmt: skip
_WORDS = {"meta": ("content",), "link": ("title",)}  # what these say, not what they do
_ADDRESSES = ("href", "src", "action", "srcset", "poster", "data")
_SCHEME = re.compile(r"\s*(javascript|vbscript|data):", re.IGNORECASE)


def obeyed(log: str) -> list[str]:
    """The lines of a log that a runner would take for commands, and those that would steer a terminal."""
    lines = _LINE_ENDS.split(log)
    return [
        line
        for line in lines
        if _AT_START.match(line.strip()) or _ANYWHERE.search(line) or _STEERING.search(line)
    ]  # fmt: skip


_DATA = "application/ld+json"  # a script of this type is read, never run


def executed(page: str) -> list[str]:
    """What a browser would run or fetch of its own accord: elements and attributes of an HTML page, one line each.

    What our own pages are made of is among it; hold the list against that of the same page without hostile strings.
    """
    return sorted(set(_active(LexborHTMLParser(page))))


def _active(tree: LexborHTMLParser) -> Iterator[str]:
    for node in tree.css("*"):
        tag = node.tag or ""
        attributes = {name.lower(): value or "" for name, value in node.attributes.items()}
        for words in _WORDS.get(tag, ()) if "http-equiv" not in attributes else ():
            attributes.pop(words, None)
        if tag in _ELEMENTS:
            run = tag in ("script", "style") and attributes.get("type") != _DATA
            yield f"<{tag} {sorted(attributes.items())}>{node.text() if run else ''}"
        yield from (f"<{tag} {name}={value}>" for name, value in attributes.items() if _is_active(name, value))


def _is_active(attribute: str, value: str) -> bool:
    if attribute in _ADDRESSES:
        return _SCHEME.match(value) is not None
    return attribute.startswith("on") or attribute in ("style", "srcdoc", "formaction")
