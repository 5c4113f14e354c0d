"""The work plan held against the register: how each item stands on a day, and what shows it. Pure: no clock, no page.

``proofs``    what a query answers, and how one is written and found
``windows``   the periods of a year
``standing``  an item → its state, by the evidence
``papers`` ``policies`` ``decisions`` ``answers`` ``open_months`` ``catalogues`` ``people``   the queries, by topic,
found by themselves

Queries ask for nothing that is not public: the pages, which see no ledger, and the check say the same of an item.
"""
