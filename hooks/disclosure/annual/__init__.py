"""The annual report's figures: what must be equal in them, and which cell is to blame where it is not.

``cells``       a figure's place in the official tables, and what it is called
``identities``  the sums that the form wants equal, in one report and from one year to the next
``blame``       the fewest cells that can be wrong where sums differ
``gaps``        what blank cells must be, as far as the sums tell
"""
