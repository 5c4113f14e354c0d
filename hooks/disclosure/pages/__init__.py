"""Pages: the register → HTML documents, feeds and indexes. Nothing is judged here, only shown.

``addresses``  the URL of every record
``site``       the register as the pages need it: sorted, grouped, with the clock
``page``       one page: address, title, tags, and how it is rendered
``markdown``   the editors' Markdown → HTML
``documents`` ``columns`` ``decisions`` ``home`` ``about`` ``feeds``   one module a kind of page
"""
