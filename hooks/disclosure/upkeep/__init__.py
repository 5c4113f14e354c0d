"""The office looks after its site: what each night finds, and what time alone will break next.

``identity``    what makes a finding the same on two days
``patrolling``  one run over the content and the built site → the patrol that it leaves
``foresight``   the findings of the days ahead, each with the first day on which it would stand there
``ahead``       the same as a page, as data and as a calendar, for the staff
"""
