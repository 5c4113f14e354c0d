"""The Chinese characters, those of names of places among them that stand beyond the first twenty thousand: 㙓、𬒈."""

from __future__ import annotations

HAN = "\u3007\u3400-\u9fff\U00020000-\U0003ffff"  # to stand between [ and ] in a pattern
