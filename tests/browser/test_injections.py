"""Two hundred strings that would like to run, in every field and every place of a text, looked at by a real browser.

The checks are passed over, so that the page layer alone must hold: with the Content-Security-Policy of the published
pages, and without it as in a preview.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page
from static_server import serving
from visit import Visit

from disclosure.catalogue import ALL_RULES
from disclosure.law.book import law_book
from disclosure.loading import read_register
from disclosure.pages.site import Site
from disclosure.publication import publication
from disclosure.register import Register
from screening.contexts import CONTEXTS
from screening.everywhere import Filler
from screening.injections import INJECTIONS

# One page of each template that shows fields; the documents below hold all strings in all places of a text.
SHOWING = [
    "index.html", "columns/notices.html", "columns/policies.html", "columns/decisions.html", "about/site-map.html",
    "about/rules.html", "catalogues/decisions-2024.html", "decisions/dec-2024-01.html", "documents/doc-2025-001.html",
    "documents/doc-2025-006.html", "workplans/*.html", "404.html",
]  # fmt: skip
TOGETHER = 20

# Before any script of the page: whatever would be a sign of a string that runs is written down.
_WATCH = """
window.signs = [];
for (const name of ["alert", "confirm", "prompt", "print", "open"])
  window[name] = (...given) => { window.signs.push(name + ": " + given.join(" ")); };
document.addEventListener("securitypolicyviolation", (event) =>
  window.signs.push("policy: " + event.violatedDirective + " " + event.blockedURI));
"""
# What a reader's mouse and keyboard could set off, and what the page is made of.
_LOOK = """() => {
  const all = [...document.querySelectorAll("*")];
  for (const details of document.querySelectorAll("main details")) details.open = true;
  for (const element of document.querySelectorAll("main *"))
    for (const type of ["mouseover", "mouseenter", "focus", "pointerdown", "toggle", "error", "load"])
      element.dispatchEvent(new Event(type));
  const schemes = [...document.links].map((link) => link.protocol);
  return {
    signs: window.signs,
    handlers: all.flatMap((element) => element.getAttributeNames().filter((name) => name.startsWith("on"))),
    schemes: [...new Set(schemes)].filter((scheme) => !["http:", "https:", "mailto:", "tel:", "ref:"].includes(scheme)),
    scripts: [...document.scripts].filter((script) => script.type !== "application/ld+json")  // data is not run
      .map((script) => script.src.split("/").pop()),
    frame: ["main h1", "body > main#main", "body > footer.foot", "body > header.masthead"]
      .map((part) => document.querySelector(part) !== null),
    landmarks: document.querySelectorAll("main, footer.foot, header.masthead").length,
  };
}"""
_QUIET = {
    "signs": [], "handlers": [], "schemes": [], "scripts": ["aids.js", "site.js"], "frame": [True] * 4, "landmarks": 3,
}  # fmt: skip
# A text may show a picture of this site that is not there: the browser says so in these words.
_PICTURE_IS_MISSING = ("404: ", "failed: ", "error: Failed to load resource")


@dataclass(frozen=True)
class Hostile:
    """A site to be looked at: where it is served from, and its address, which ends with a slash."""

    url: str
    folder: Path

    def pages(self, pattern: str) -> list[str]:
        """The pages like ``pattern``; there is at least one."""
        found = [file.relative_to(self.folder).as_posix() for file in sorted(self.folder.glob(pattern))]
        assert found, pattern
        return found


@pytest.fixture(scope="module")
def spoilt(small_office: Path, tmp_path_factory: pytest.TempPathFactory) -> Register:
    """The small office with strings in all its fields and texts."""
    root = Path(shutil.copytree(small_office, tmp_path_factory.mktemp("spoilt") / "project", symlinks=True))
    Filler("\u2003".join(INJECTIONS)).fill(root)
    for number in range(0, len(INJECTIONS), TOGETHER):
        write_texts(root, number)
    return read_register(root)


@pytest.fixture(scope="module", params=[False, True], ids=["with the policy", "without the policy"])
def hostile(request: pytest.FixtureRequest, spoilt: Register, tmp_path_factory: Any) -> Iterator[Hostile]:
    """Its site."""
    folder = tmp_path_factory.mktemp("hostile")
    made = publication(Site(spoilt, law_book(spoilt), date(2025, 6, 18), ALL_RULES, preview=request.param))
    for address in made.pages:
        (folder / address).parent.mkdir(parents=True, exist_ok=True)
        (folder / address).write_text(made.render(address), "utf-8", errors="replace")
    made.lay(folder)  # after the pages: a bundle holds them
    with serving(folder, "/") as url:
        yield Hostile(url, folder)


def write_texts(root: Path, first: int) -> None:
    """A document with the strings from number ``first`` on, each in every place of a text."""
    source = (root / "docs/notices/2025/doc-2025-003.md").read_text("utf-8")
    head = source[: source.index("\n---\n", 4) + 5].replace("doc-2025-003", f"doc-hostile-{first}")
    texts = [context.format(text) for text in INJECTIONS[first : first + TOGETHER] for context in CONTEXTS.values()]
    (root / f"docs/notices/2025/doc-hostile-{first}.md").write_text(head + "\n\n".join(texts), "utf-8")


@pytest.mark.parametrize("patterns", [SHOWING, ["documents/doc-hostile-*.html"]], ids=["fields", "texts"])
def test_no_string_runs_loads_or_breaks_a_page(patterns: list[str], hostile: Hostile, page: Page, visit: Visit) -> None:
    page.add_init_script(_WATCH)
    page.on("dialog", lambda dialog: dialog.dismiss())
    for address in (address for pattern in patterns for address in hostile.pages(pattern)):
        page.goto(hostile.url + address)
        seen = page.evaluate(_LOOK)
        assert seen == _QUIET, address
        assert page.url == hostile.url + address
    assert visit.strangers() == []
    assert [said for said in visit.complaints if not said.startswith(_PICTURE_IS_MISSING)] == []
