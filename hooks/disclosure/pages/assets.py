"""Generated files that are no pages, and how their makers are written.

A maker is a generator function over the site in a module of ``search`` or ``exports``; a new one is found by itself
(publication/assembly.py). It says at once what a file is called, and makes what is in it when it is laid down, in
whichever of the build's processes is free.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Set
from dataclasses import dataclass, field
from enum import Enum

from disclosure.memory.tracing import Door
from disclosure.pages.site import Site

Content = str | bytes


class Laid(Enum):
    """When a file can be made: before the pages, since one of them tells its size; at any time; of finished pages."""

    BEFORE_PAGES, ANY, AFTER_PAGES = range(3)


@dataclass(frozen=True)
class Asset:
    """A generated file that is no page. ``made`` is what is in it, or what makes that anew each time it is asked.

    What has the same ``group`` as its neighbour is made from one thing, and best by one process. ``doors`` are what was
    asked when it was said that there is such a file.
    """

    address: str
    made: Content | Callable[[], Content]
    laid: Laid = Laid.ANY
    group: str = ""
    doors: Set[Door] = field(default=frozenset(), compare=False, repr=False)

    @property
    def content(self) -> Content:
        """What is in the file; text is written as UTF-8."""
        return self.made() if callable(self.made) else self.made

    @property
    def data(self) -> bytes:
        """The bytes of the file."""
        content = self.content
        return content.encode("utf-8") if isinstance(content, str) else content


AssetMaker = Callable[[Site], Iterator[Asset]]

NAMED_BY_RECORDS: list[AssetMaker] = []
NAMED_BY_CONTENT: list[AssetMaker] = []


def site_assets(make: AssetMaker) -> AssetMaker:
    """Make a generator function a maker of files whose addresses follow from the records alone."""
    NAMED_BY_RECORDS.append(make)
    return make


def assets_named_by_content(make: AssetMaker) -> AssetMaker:
    """Make a generator function a maker of files whose addresses depend on what is in them, as a digest does.

    Such files are only made for a build: a check of all addresses has no need of them, since none can be taken.
    """
    NAMED_BY_CONTENT.append(make)
    return make
