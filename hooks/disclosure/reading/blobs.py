"""How git names the contents of a file, without git."""

from __future__ import annotations

from hashlib import sha1


def blob_of(content: bytes) -> str:
    """The id under which git keeps these bytes (the object format sha1)."""
    return sha1(b"blob %d\0%b" % (len(content), content), usedforsecurity=False).hexdigest()
