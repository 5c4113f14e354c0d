"""Tables that were made in Excel or WPS → a table of a document's body, or the records that they are kept for.

``sheets``    a file → its sheets; which of them is meant
``drawing``   a sheet → Markdown with pipes, or HTML where cells are merged, with the text that people see
``templates`` tables with heads that are known: where which column stands
``opinions``  the account of opinions → the opinions of a decision
``decisions`` the catalogue of decisions → what is known of each
"""
