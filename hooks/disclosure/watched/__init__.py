"""Work that is remembered as long as all that it asked for is the same.

``register``  a register and a history that note at which doors they are asked
``answers``   the digest of what would be answered at a door now
``works``     pieces of work that were done before: what each was given, at which doors it asked, what came of it

Nobody writes by hand what something depends on. Who works with a :class:`Watched` register inside of ``tracing()`` has
in the end all doors at which was asked; ``KnownWorks`` keeps them, and hands out what was worked out as long as there
is the same answer behind each. What has no door (the disk, the clock) must not be read in such work.
"""

from __future__ import annotations

from disclosure.watched.answers import Answers
from disclosure.watched.register import Watched, WatchedHistory
from disclosure.watched.works import KnownWorks

__all__ = ["Answers", "Watched", "WatchedHistory", "KnownWorks"]
