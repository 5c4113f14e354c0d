"""Which Chromium is driven where nobody looks at its window: by browser tests, exams, archive PDFs, and stories."""

from __future__ import annotations

import shutil

# Debian's Chromium without a window first: it opens a page for half the work of the one that could show it.
NAMES = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


def chromium() -> str | None:
    """The path of the first Chromium on the PATH; ``None`` if there is none."""
    return next(filter(None, map(shutil.which, NAMES)), None)
