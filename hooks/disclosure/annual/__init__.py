"""The annual report's figures: what they are counted from, and what must be equal in them.

``counting``    the ledger of requests → a year's figures, and the ids behind each
``written``     these figures as the text of their file
``year_file``   the ledger at hand → that file, or why there is none
``issuing``     the register → how many normative papers were made, repealed, and hold
``report``      the numbers of a report, put together
``numbers``     the numbers that its text can name
``sections``    its six parts
``cells``       a figure's place in the official tables, and what it is called
``identities``  the sums that the form wants equal, in one report and from one year to the next
``blame``       the fewest cells that can be wrong where sums differ
``gaps``        what blank cells must be, as far as the sums tell
"""
