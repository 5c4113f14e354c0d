"""Links of the finished site: what is published must lead somewhere, and to the right thing.

``tree``        a built site as a set of files, and its pages
``inventory``   built HTML → its links and its anchors
``form``        what is wrong with an address as it is written
``resolve``     where an internal address leads
``graph``       how pages hang together: orphans, unused files, redirects
``surfaces``    links in feeds, stylesheets and attachments
``identity`` ``wrong``   links that lead to the wrong thing
``external``    other sites, with LinkChecker as an oracle in a process of its own
``gate``        the whole check: every failing link, at the line that it came from
``ledger``      every address ever published
``exclusions``  failing links that somebody has taken on
"""

from disclosure.links import exclusions, external, gate, ledger

RULES = (*gate.RULES, *external.RULES, *ledger.RULES, *exclusions.RULES)
