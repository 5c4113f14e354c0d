"""What an applicant is told that may be done against a reply, in whatever words.

行政复议法23 (in force since 2024-01-01): against a refusal people go to reconsideration first, and only against its
outcome to court. For other replies no verified text names the way, so nothing is said of them here.
"""

from __future__ import annotations

import re

_TO_COURT = "(?:诉讼|起诉|法院)"
# Going to court behind reconsideration, which is right: 对复议决定不服的，再起诉; 先申请行政复议，仍不服的……
_AFTERWARDS = re.compile(
    rf"复议[^。；，,]{{0,8}}不服[^。；]{{0,40}}?{_TO_COURT}"
    rf"|不服[^。；，,]{{0,6}}复议[^。；]{{0,40}}?{_TO_COURT}"
    rf"|复议[^。；，,]{{0,10}}(?:以后|之后|后)[^。；]{{0,20}}?{_TO_COURT}"
    rf"|先[^。；，,]{{0,12}}复议[^。；]{{0,30}}[。；，,](?:对[^。；，,]{{0,12}})?不服[^。；]{{0,40}}?{_TO_COURT}"
    rf"|先[^。；，,]{{0,12}}复议[^。；]{{0,30}}?后[^。；，,]{{0,12}}?{_TO_COURT}"
    rf"|(?:仍|仍然|还是?)不服[^。；]{{0,40}}?{_TO_COURT}"
    rf"|(?:再|然后|才能?|方可)[^。；，,]{{0,20}}?{_TO_COURT}"
    rf"|(?:不得|不能|不可以?|不应|未经(?:行政)?复议)[^。；，,]{{0,12}}?{_TO_COURT}"
    rf"|{_TO_COURT}[^。；，,]{{0,6}}(?:以前|之前|前)[^。；，,]{{0,6}}先[^。；，,]{{0,10}}复议"
)


def skips_reconsideration(told: str) -> bool:
    """Whether the words offer to go to court without reconsideration: 申请行政复议或者提起行政诉讼."""
    words = re.sub(r"\s", "", told)
    rest = re.sub(rf"(?:法院|诉讼|起诉)(?=[^。；，,]{{0,4}}{_TO_COURT})", "", words)
    return re.search("诉讼|起诉", _AFTERWARDS.sub("", rest)) is not None
