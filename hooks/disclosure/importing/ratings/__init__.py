"""``disclosure import ratings``: monthly exports → the figures of a month, counts only.

``numbers``    counts and rates as people and programs write them
``heads``      which rows are the head, and which column is which
``months``     of which month a sheet is
``leaks``      what in a file must not be anywhere: hidden parts, personal data
``table``      the rows of a sheet: items, totals, notes, and whether they add up
``taking``     a file → the records to write, or all that is wrong with it
"""
