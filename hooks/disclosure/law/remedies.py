"""What an applicant is told that may be done against a reply, in whatever words.

行政复议法23 (in force since 2024-01-01): against a refusal people go to reconsideration first, and only against its
outcome to court. For other replies no verified text names the way, so nothing is said of them here. The ledger and the
guides are read by the same functions.
"""

from __future__ import annotations

import re

from disclosure.expressions import expression

TO_COURT = expression("诉讼|起诉|法院|司法救济")
AT_ONCE = expression("(?:直接|径行|径直)[^,，。;；]{0,14}(?:起诉|诉讼|法院)")
_SUIT = "(?:诉讼|起诉|法院|司法救济)"
_NO = "(?:不得|不能|不可以?|不应|不宜|不要|不允许|无权|未经(?:行政)?复议)"
# Reconsideration is told to come first.
_FIRST = expression(
    "(?<![事原预优])先[^。;；]{0,24}复议|复议(?:程序)?(?:前置|在先)|复议[^。;；]{0,20}(?:必经|前置|前提|必要)|必经[^。;；]{0,12}复议"
    f"|未经(?:行政)?复议|{_SUIT}[^。;；,，]{{0,8}}(?:以前|之前|前)[^。;；]{{0,14}}复议"
)
# Going to court behind reconsideration, which is right: 对复议决定不服的，再起诉; 先申请行政复议，仍不服的……
_FAILED = "(?:不服|不予受理|不受理|驳回|维持|逾期|期满|届满|超过期限|不作|未作|不答复|不满意|有异议)"
_BEHIND = expression(
    f"复议(?:机关|机构|决定书?|结果|结论|申请)[^。;；]{{0,24}}?{_FAILED}|复议[^。;；,，]{{0,8}}{_FAILED}"
    f"|不服(?:上述|该|此|其)?(?:行政)?复议|(?:收到|接到)(?:行政)?复议|经(?:过)?(?:行政)?复议|复议[^。;；,，]{{0,10}}(?:以后|之后|后)"
    f"|复议[^。]{{0,40}}[。;；,，](?:对(?:其|该|此|上述|决定|结果)[^。;；,，]{{0,8}})?(?:仍|仍然|还是?)?不服(?!本)"
    f"|(?:仍|仍然|还是?)(?:不服|不满意|有异议)|(?:再(?!次)|然后|才能?|方可|而后|其后)[^。;；,，]{{0,20}}?{_SUIT}"
)
# The two side by side, as ways between which anybody chooses.
_EITHER = expression(f"(?:或者?|也可以?|亦可|还可以?|均可|任选|选择)[^。;；]{{0,30}}?{_SUIT}")


def skips_reconsideration(told: str, about: str = "") -> bool:
    """Whether the words offer to go to court without reconsideration: 申请行政复议或者提起行政诉讼.

    ``about`` is what stands before them, which may have told already what comes first.
    """
    comes_first = puts_reconsideration_first(about)
    for sentence in re.split("[。！？!?|]", re.sub(r"\s", "", told)):
        offered = re.sub(f"{_NO}[^。;；,，]{{0,12}}?{_SUIT}[^。;；,，]{{0,6}}", "", sentence)
        comes_first = comes_first or _FIRST.search(sentence) is not None
        if TO_COURT.search(_BEFORE_SUIT.sub("", offered)) is None:
            continue
        if AT_ONCE.search(offered):
            return True
        if _BEHIND.search(sentence) is None and (not comes_first or _EITHER.search(offered)):
            return True
    return False


# 起诉前应当先复议 offers no suit.
_BEFORE_SUIT = expression(f"{_SUIT}[^。;；,，]{{0,8}}(?:以前|之前|前)(?=[^。;；]{{0,14}}复议)")


def puts_reconsideration_first(told: str) -> bool:
    """Whether the words say that reconsideration comes before a suit."""
    return _FIRST.search(told) is not None or _BEHIND.search(told) is not None
