"""Writing by form instead of by hand: what is changed is one value, and no other byte.

``drawing``    the templates of forms and desk, by one set of rules
``proposals``  the text of a new record: its number, its place, and what only the editor knows left open
``moving``     the pages of an old site as new documents
``forms``      a record's text → the fields of a form, and what was typed → the record's text again
``desk``       the form in the browser: drafts, findings at their fields, preview, and the pull request
"""
