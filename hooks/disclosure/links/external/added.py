"""The addresses that a change brings: only these may ever stop it."""

from __future__ import annotations

import subprocess
from pathlib import Path

from disclosure.expressions import expression

_ADDRESS = expression(r"""https?://[^\s<>"'）)\]]+""")


def added_addresses(root: Path, since: str) -> set[str]:
    """The external addresses in lines of docs/ and data/ that were added after the commit ``since``.

    Raises subprocess.CalledProcessError if git does not know that commit.
    """
    command = ["git", "-C", str(root), "diff", "--unified=0", since, "--", "docs", "data"]
    difference = subprocess.run(command, check=True, capture_output=True, text=True, encoding="utf-8").stdout
    lines = [line for line in difference.split("\n") if line.startswith("+") and not line.startswith("+++")]
    return {address for line in lines for address in _ADDRESS.findall(line)}
