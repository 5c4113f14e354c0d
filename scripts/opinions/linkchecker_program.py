"""LinkChecker's own command line, run as the user who starts it.

Started by root, LinkChecker becomes the user nobody before it loads its plug-ins. Below a folder that nobody may enter
(root's home, as it is on a new machine) it then loads none of them and checks no fragment, without a word. The site
that it is given is served by ourselves, from this machine, and our tests run as the same user.

A program of its own, since LinkChecker is under the GPL: nothing of ours is imported here.
"""

from __future__ import annotations

import sys

from linkcheck.command import linkchecker as command  # type: ignore[import-untyped]


def main() -> int:
    """Run it with the arguments of the command line; its exit status."""
    command.drop_privileges = _keep_privileges
    return int(command.linkchecker() or 0)


def _keep_privileges() -> None:
    """Stay who we are."""


if __name__ == "__main__":
    sys.exit(main())
