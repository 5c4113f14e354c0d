"""What runs on the code hosts and on the server is as safe as it says."""

from __future__ import annotations

import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]


def test_the_server_in_the_readme_sends_what_a_page_cannot_say_itself() -> None:
    block = re.search(r"```nginx\n(.*?)```", (ROOT / "README.md").read_text("utf-8"), re.S)
    assert block is not None
    assert re.findall(r"add_header (\S+) (.+) always;", block[1]) == [
        ("Content-Security-Policy", "\"frame-ancestors 'self'\""),
        ("X-Content-Type-Options", "nosniff"),
        ("Referrer-Policy", "strict-origin-when-cross-origin"),
    ]
