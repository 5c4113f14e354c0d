"""Icons: Material's own SVG files, put into the page when it is made, for eyes alone.

They come with mkdocs-material: Material Design Icons by Pictogrammers (Apache License 2.0).
"""

from __future__ import annotations

from functools import cache
from importlib.util import find_spec
from pathlib import Path

from markupsafe import Markup

from disclosure.expressions import expression

_NAME = expression(r"[a-z0-9-]+(?:/[a-z0-9-]+)+")


@cache
def icon(name: str) -> Markup:
    """The icon ``name``, such as ``material/phone``, as wide as a letter. Raises LookupError if there is no such."""
    found = list((material_folder() / ".icons").glob(f"{name}.*")) if _NAME.fullmatch(name) else []
    if len(found) != 1:
        raise LookupError(f"mkdocs-material has no icon {name}")
    svg = found[0].read_text("utf-8").strip()
    return Markup(svg.replace("<svg ", '<svg class="icon" aria-hidden="true" ', 1))


@cache
def material_folder() -> Path:
    """Where the files of mkdocs-material's theme lie."""
    found = find_spec("material")
    if found is None or not found.submodule_search_locations:
        raise LookupError("mkdocs-material is not installed")
    return Path(next(iter(found.submodule_search_locations))) / "templates"
