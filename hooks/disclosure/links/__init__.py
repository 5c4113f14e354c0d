"""Links of the finished site: what is published must lead somewhere, and to the right thing.

``tree``        a built site as a set of files, and its pages
``inventory``   built HTML → its links and its anchors
``form``        what is wrong with an address as it is written
``resolve``     where an internal address leads
``gate``        the whole check: every failing link, at the line that it came from
``ledger``      every address ever published
``exclusions``  failing links that somebody has taken on
"""

from disclosure.links import exclusions, gate, ledger

RULES = (*gate.RULES, *ledger.RULES, *exclusions.RULES)
