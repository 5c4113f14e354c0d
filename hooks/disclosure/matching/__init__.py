"""Whom a policy concerns: criteria against persons, with the reason in words.

``spans``       lengths of time, and how long ago a day is
``conditions``  criteria as written → what they ask, and what is wrong with how they are written
``persons``     what is known of a person and of their household
``verdicts``    whether criteria hold for somebody, and by which facts
``wording``     criteria and facts in Chinese
"""
