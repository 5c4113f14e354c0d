"""Wrong links (错链): the address answers, but it is not what the link's text promises.

``rules``       the rules, and the verdict in which a judgement is given
``targets``     what is known of each page and file that links lead to, and the index over them
``judgement``   one link: ``judge(text, context, target, index)``
``conflicts``   identities that contradict each other (errors); ``matching`` decides who bears which name
``doubts``      weaker evidence (warnings); ``judge_attachment(label, first_page)``,
                ``judge_title(text, title)`` of other sites' pages
``facts``       the words against the target's own facts, where no page fits them better; ``front_pages`` of sites
``forms``       whether a document's text holds a table or a form
``contrast``    which page a text resembles far more than its target (weak evidence)
``whole_site``  what only shows when links are seen side by side

Use: ``index = Index(targets)`` once, then ``judge(…)`` a link; ``one_text_two_targets`` and the like over all links.
"""

from disclosure.links.wrong.doubts import judge_attachment, judge_title, stands_behind_a_title
from disclosure.links.wrong.front_pages import at_front_page
from disclosure.links.wrong.judgement import judge
from disclosure.links.wrong.rules import RULES, WrongLink
from disclosure.links.wrong.targets import Index, Target
from disclosure.links.wrong.whole_site import (
    Seen,
    contradicting,
    names_a_paper,
    no_link_back,
    one_text_two_targets,
    two_texts_one_target,
)

__all__ = [
    "RULES",
    "Index",
    "Seen",
    "Target",
    "WrongLink",
    "at_front_page",
    "contradicting",
    "judge",
    "judge_attachment",
    "judge_title",
    "names_a_paper",
    "no_link_back",
    "one_text_two_targets",
    "stands_behind_a_title",
    "two_texts_one_target",
]
