"""External links: do they still lead anywhere, and to what they used to lead to?

Part of ``disclosure links DIR --external`` only; no build waits for another site. From left to right:

``settings``  what can be set           ``address``   canonical, byte-exact addresses
                                        ``guard``     no request to a private address
``pace``      one host, one pace        ``fetching``  a request and its answer
``raw``       our own byte-exact GET    ``oracle``    LinkChecker, in a process of its own
``snapshot``  what is kept of a page    ``visiting``  from a link to its end, hop by hop
``danger``    signs of a lost domain    ``judging``   one look → an impression
``memory``    verdicts of earlier runs  ``checking``  rounds → verdicts
``findings``  verdicts → findings    ``added``   what a change brings
"""

from disclosure.links.external.added import added_addresses
from disclosure.links.external.checking import LinkInfo, check_external
from disclosure.links.external.findings import RULES, ExternalLink, external_findings
from disclosure.links.external.guard import Guard
from disclosure.links.external.judging import State
from disclosure.links.external.memory import Standing
from disclosure.links.external.settings import Settings
from disclosure.pages.leaving import is_government, leave_notice_needed, registrable_domain

__all__ = [
    "RULES",
    "ExternalLink",
    "Guard",
    "LinkInfo",
    "Settings",
    "State",
    "Standing",
    "added_addresses",
    "check_external",
    "external_findings",
    "is_government",
    "leave_notice_needed",
    "registrable_domain",
]
