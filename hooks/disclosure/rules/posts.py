"""Whether what should name a post names a person."""

from __future__ import annotations

from disclosure.expressions import expression
from disclosure.reading.surnames import COMPOUND, PLAIN, SURNAMES

_SHORT_POSTS = "主任|书记|所长|队长|站长|科长|处长|局长|部长|组长|委员|老师|同志"
_TITLED = expression(f"(?:[{SURNAMES}]某{{0,2}}|[{PLAIN}][一-龥]{{1,2}}|(?:{'|'.join(COMPOUND)})某?)(?:{_SHORT_POSTS})")
_BARE = expression(f"(?:[{SURNAMES}][一-龥]{{1,2}}|(?:{'|'.join(COMPOUND)})[一-龥]{{1,2}})")
# What a post or a unit ends in, and hardly any name.
_POST_ENDS = "岗位员人长任记师事组科室办部站所队心处局会班助秘书计"


def names_a_person(post: str) -> bool:
    """Whether a post is written as a name, with a title or without: 张主任, 李某, 王小明; never 副主任, 宣传岗."""
    text = "".join(post.split())
    if _TITLED.fullmatch(text):
        return True
    return _BARE.fullmatch(text) is not None and text[-1] not in _POST_ENDS
