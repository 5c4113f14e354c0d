"""Links of the finished site: what is published must lead somewhere, and to the right thing.

``tree``        a built site as a set of files, and its pages
``inventory``   built HTML → its links and its anchors; ``parts`` what pages share is read once
``form``        what is wrong with an address as it is written
``resolve``     where an internal address leads
``typed``       references of the records, read again from the HTML
``graph``       how pages hang together: orphans, unused files, redirects
``surfaces``    links in feeds, stylesheets and attachments
``identity`` ``wrong``   links that lead to the wrong thing; ``recorded`` what the records say of their targets
``external``    other sites, with LinkChecker as an oracle in a process of its own
``gate``        the whole check: every failing link, at the line that it came from; ``look`` what it sees of one share
                of the pages (``shares``), ``meaning`` whether links lead to what they say, ``failure`` how it is told
``ledger``      addresses that were public and of which no history tells
"""
