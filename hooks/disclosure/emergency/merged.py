"""Withdrawals that were ordered elsewhere and came with the content, where the content cannot be built for now.

What fails holds up the rest of a site; it never keeps online what has been taken down.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path

from disclosure.emergency.release import last_sources, remade_releases
from disclosure.loading import read_register
from disclosure.records.withdrawals import Withdrawal
from disclosure.withdrawn.orders import prepared_order


def follow_withdrawals(root: Path, out: Path, today: date) -> list[str]:
    """Take off the site at ``out`` what the content at ``root`` has withdrawn since it was made; their numbers.

    The site is made anew from what it was made from, so that nothing of the failing content goes out with it. Raises
    PublishError where it cannot be made; it then stands as it was.
    """
    with last_sources(root, out) as place:
        if place is None:
            return []
        orders = read_register(root).all(Withdrawal)
        new = [order for order in orders if not (place / order.path).is_file()]
    if new:
        remade_releases(root, out, prepared_order(root, new[0]), today)
    return [order.number for order in new]
