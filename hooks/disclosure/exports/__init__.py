"""Exports: the register in the forms that others take along.

Makers of files are found by themselves (pages/assets.py).

``rows`` ``filling``   the rows of the tables, one line a field · records → rows
``cells`` ``tables``   values as cells, none a formula · a table as CSV, XLSX, JSON
``datasets``           which tables there are
``whole_record`` ``bundles``   the whole process of a decision as JSON · with all its papers as ZIP
``schemas``            the JSON Schema of every JSON file
``calendars`` ``feeds``   consultations as iCalendar · Atom feeds
``open_data``          the page of all data, and the same as DCAT
"""
