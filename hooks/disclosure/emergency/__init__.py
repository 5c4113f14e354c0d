"""Taking a page down at once, whatever else fails.

How: nothing is cut out of the live release. It is made anew from what it was made from (``publish.sources``, kept with
every release), read without the paper (``withdrawn``), so that pages, lists, counts, tables, feeds, search and packed
files are right because they are made as always, and not because somebody thought of every place. What is being worked
on, good or failing, neither delays it nor slips out with it. Where nothing was kept (a release of an older program),
the project as it is now takes its place, without the files that fail and are not public.

The withdrawal itself is written into the workshop of the build first of all (``.disclosure/withdrawn/``): from then on
every build of this machine passes the paper over, even one that starts while this one works or after it was killed.
The change to the sources waits on a branch of its own; only its merge makes other machines do the same.

``course``     from the order to what is left to be done
``release``    the live release made anew, the one before thrown away, what was remembered forgotten
``branch``     the change to the sources
``remaining``  what still speaks of it, for people to look at
"""

from __future__ import annotations

from disclosure.emergency.course import TakenOff, take_down
from disclosure.withdrawn.orders import NotTakenDown, TakeDown

__all__ = ["TakenOff", "NotTakenDown", "TakeDown", "take_down"]
