"""Icons are Material's own files in the page, for eyes alone."""

from __future__ import annotations

import pytest

from disclosure.pages.icons import icon
from disclosure.pages.page import environment


def test_an_icon_is_drawn_and_not_read_out() -> None:
    drawn = environment().from_string("<p>{{ icon('material/phone') }} 电话</p>").render()
    assert drawn.startswith('<p><svg class="icon" aria-hidden="true" xmlns=') and drawn.endswith("</svg> 电话</p>")


@pytest.mark.parametrize("name", ["material/no-such-icon", "../assets/images/favicon", ""])
def test_an_unknown_icon_stops_the_page(name: str) -> None:
    with pytest.raises(LookupError):
        icon(name)
