"""The form of an address: what is wrong with it as written, without asking where it leads.

``rules``      every slip has its rule, its remedy and, where one can be computed, the address that was meant
``looks``      the slips, and ``fault(link)``, which tells the one that explains most
``authority``  where an absolute address points: scheme, user, host and port
``contacts``   addresses of people: mail and telephone
"""

from disclosure.links.form.looks import fault
from disclosure.links.form.rules import RULES, USER_INFO

__all__ = ["RULES", "USER_INFO", "fault"]
