"""Any tree of built HTML, ours or not → the facts that an inspection judges.

``written_days``  days as pages write them, the year left out or apart
``hiding``        what a page hides, by attributes and by its style sheets
``forms``         the forms of a page
``page``          a page as its readers see it: lines in their order, with their links, cells and regions
``segments``      lines that say one thing each in turn, as cards or list items: where one ends and the next begins
``articles``      an article's day of publication, by its tag and by its text
``entries``       the entries of a list and the day of each
``columns``       which pages and sections are columns, what is new in them, which are blank
``boards``        messages and their answers; forms in which one may ask
``guides``        services and the elements of their guides
``site``          all pages together → facts
"""
