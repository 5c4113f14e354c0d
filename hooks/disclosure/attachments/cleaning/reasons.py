"""Why there is no clean copy of a file."""

from __future__ import annotations


class NotCleaned(Exception):
    """No copy can be made; the message says why, in words for editors."""


class Undecided(NotCleaned):
    """No copy is made, because a human being has to decide about something in the file first."""
