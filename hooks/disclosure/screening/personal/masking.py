"""Masks: how personal data is shown so that it can be published, and when a mask hides too little.

In Markdown two asterisks on a page become emphasis and vanish, so there the cross is written.
"""

from __future__ import annotations

# What people write over digits.
SIGNS = "*＊×✕✖●○◯◆◇■□▇█▉xXⅩ"


def middle(number: str, first: int, last: int) -> str:
    """A number with only its first and last characters left."""
    return f"{number[:first]}{'*' * max(len(number) - first - last, 4)}{number[len(number) - last :]}"


def person(name: str) -> str:
    """A name with only the surname left."""
    return f"{name[:1]}某某" if "·" in name else f"{name[:2] if len(name) > 3 else name[:1]}某某"


def for_markdown(masked: str) -> str:
    """The mask in the form that Markdown leaves alone."""
    return masked.replace("*", "×")
