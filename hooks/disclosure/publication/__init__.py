"""The whole site: pages, generated files, what is copied. What is published is what is listed here.

``assembly``     everything that is published, put together
``collisions``   no two of them share an address
"""

from __future__ import annotations

from disclosure.publication.assembly import Publication, publication, shell_files

__all__ = ["Publication", "publication", "shell_files"]
