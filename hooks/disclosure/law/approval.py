"""Who agrees to an extension, by the words that tell it: the head of the disclosure office (条例33), or another."""

from __future__ import annotations

from disclosure.expressions import expression

# Those who head something else, or nothing; as words of an expression, for the sentences of a guide too.
ANOTHER_HEAD = (
    "分管|主管领导|领导|主任|书记|(?:局|镇|乡|区|处|科|所|站|队)长|党工委|党委|"
    "(?:机关|街道|办事处|政府|科室|部门)的?(?:主要)?负责人"
)
_NOBODYS_HEAD = "经办人|承办人|工作人员|本人"
# The head of the disclosure office under its own name.
_ITS_HEAD = expression(
    "(?:公开|党政|综合|行政)(?:工作|综合)?(?:机构|办公室|办)(?:[)）]|[(（][^()（）]{0,16}公开[^()（）]{0,16}[)）])?的?(?:主要)?(?:负责人|主任)"
    "|^办公室的?(?:负责人|主任)"
)
_ANOTHER = expression(f"{ANOTHER_HEAD}|{_NOBODYS_HEAD}")


def names_its_head(words: str) -> bool:
    """Whether the head of the disclosure office is named."""
    return _ITS_HEAD.search(words) is not None


def names_another(words: str, office: str | None = None) -> bool:
    """Whether somebody is named, and not the head of the disclosure office, which may be called ``office`` here."""
    is_its = names_its_head(words) or (bool(office) and str(office) in words)
    return not is_its and _ANOTHER.search(words) is not None
