"""``disclosure inspect``: what inspectors look at, judged with evidence and never by a guess.

``facts``     what is known of a site, whether from its sources or from its finished pages
``verdicts``  a verdict on one indicator, and what it rests on
``measures``  the thresholds of an indicator as they hold on a day
``judging``   packs and facts → verdicts
``columns`` ``messages`` ``services`` ``marks``  how each check decides
``sources``   the office's own register → facts
``changes``   two inspections → what a change has changed
``telling``   verdicts in words, as JSON, and as Markdown for a pull request
"""
