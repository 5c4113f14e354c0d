"""Publishing is all or nothing, whatever starts the build.

``staging``  the folder in which a build writes, and the swap
``sources``  what the live release was made from
``preview``  what a preview tells beside the site
``known``    what is known of pages that were made before
``stock``    what the processes of a build do together, pages and links
``breakdowns``  why a build could not do its work
``report``   what the build in the MkDocs process hands back
``forking``  a program in a fork of this process
``running``  MkDocs in a process of its own, as the commands start it
``staff``    the folder for the staff alone
"""

from __future__ import annotations

from disclosure.publish.breakdowns import breakdown
from disclosure.publish.known import SiteBefore, site_before
from disclosure.publish.preview import forget_preview, show_nothing, show_preview
from disclosure.publish.report import Report
from disclosure.publish.running import build, serve
from disclosure.publish.sources import lay_out, sources_of
from disclosure.publish.staff import refuse_open_places, write_staff
from disclosure.publish.staging import (
    RULES,
    PublishError,
    Staging,
    open_staging,
    public_link,
    refused,
    strangers_in,
    told_errors,
)
from disclosure.publish.stock import Stock, begin, crew_for, finish
from disclosure.publish.together import OthersWork, judged_whole, told_together

__all__ = [
    "RULES",
    "SiteBefore",
    "OthersWork",
    "PublishError",
    "Report",
    "Staging",
    "Stock",
    "begin",
    "build",
    "breakdown",
    "crew_for",
    "finish",
    "forget_preview",
    "judged_whole",
    "lay_out",
    "open_staging",
    "site_before",
    "public_link",
    "refuse_open_places",
    "refused",
    "serve",
    "show_nothing",
    "show_preview",
    "sources_of",
    "strangers_in",
    "told_errors",
    "told_together",
    "write_staff",
]
