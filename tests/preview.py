"""A preview as ``mkdocs serve`` makes it for an editor, without a server."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from disclosure.order import Order

_BUILD = """
import sys
from mkdocs.commands.build import build
from mkdocs.config import load_config
config = load_config(sys.argv[1], site_dir=sys.argv[2])
config.plugins.on_startup(command="serve", dirty=False)
build(config, serve_url="http://127.0.0.1:8000/")
"""


def previewed(project: Path, site: Path) -> str:
    """Make the preview of ``project`` in the folder ``site``; what was said on standard error."""
    command = [sys.executable, "-c", _BUILD, str(project / "mkdocs.yml"), str(site)]
    ended = subprocess.run(command, cwd=project, env=Order().environment(), capture_output=True, text=True)
    assert ended.returncode == 0, ended.stderr
    return ended.stderr
