"""Pages: the register → HTML documents. Nothing is judged here, only shown.

``addresses``  the URL of every record
``site``       the register as the pages need it: sorted, grouped, with the clock
``page``       one page: address, title, tags, and how it is rendered
``markdown``   the editors' Markdown → HTML
``makers``     how the makers of pages are written and found
``assets``     generated files that are no pages, and how their makers are written
``lists`` ``slots``   what any type may use: the page that lists its records, a slot in words
``documents`` ``columns`` ``decisions`` ``workplans`` ``home`` ``about``   one module a kind of page
"""
