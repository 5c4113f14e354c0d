"""What two independent link checkers think of a built site, beside what our own link gate thinks of it.

``ours``          every link of the tree with the verdict of the link gate
``lychee``        the verdicts of lychee, offline, on the files
``linkchecker``   the verdicts of LinkChecker, crawling the site that ``server`` serves
``linkchecker_program``   LinkChecker itself, as the user who starts it
``trial``         a small site with known faults, which a tool must see before it is believed
``comparison``    which verdicts belong to the same link, and where they differ
``explanations``  the known reasons for which they may differ
``summary``       the outcome in words
"""
