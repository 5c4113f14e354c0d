"""The stylesheet of the site: Material's, cut to what is used, and the parts of our own behind it, in one file."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from hashlib import sha256
from pathlib import Path

from disclosure.pages.assets import Asset
from disclosure.pages.hosted import THEME
from disclosure.pages.stylesheet import cut, material_stylesheet, names_in, names_of_the_shell, without_comments
from disclosure.reading.overrides import Overrides

# In the cascade the colours and sizes come first, then the parts, which do not meet; last the size of targets, what a
# reader has switched on, and what holds on paper.
_FIRST, _LAST = ("base",), ("targets", "modes", "print")


def stylesheet(overrides: Overrides, beside: Sequence[Path]) -> Asset:
    """What every page of the site loads: a new address for other content, so that no browser keeps the old.

    Of Material's stylesheet stays what the shell and the office's own blocks can use; ``beside`` are the office's own
    stylesheets, which come behind it.
    """
    used = names_of_the_shell() | names_in(overrides.blocks.values())
    own = own_styles()
    css = f"{cut(material_stylesheet(), used, [own, *(file.read_text('utf-8') for file in beside)])}\n{own}\n"
    return Asset(f"assets/stylesheets/main.{sha256(css.encode()).hexdigest()[:8]}{parts()[0].suffix}", css)


@cache
def own_styles() -> str:
    """Our own parts, joined."""
    return "\n".join(without_comments(file.read_text("utf-8")) for file in parts())


def parts() -> list[Path]:
    """The files of our own stylesheet in the order of the cascade; a new one is found by itself."""

    def place(file: Path) -> tuple[int, str]:
        name = file.stem
        return _FIRST.index(name) if name in _FIRST else 100 + _LAST.index(name) if name in _LAST else 50, name

    return sorted((THEME / "styles").iterdir(), key=place)
