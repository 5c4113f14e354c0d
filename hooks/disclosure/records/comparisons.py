"""What a policy changed against its draft or the paper it replaced, and why: the field ``comparison`` of a document."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

from pydantic import Field, create_model

from disclosure.records.base import Part, RefTo
from disclosure.records.kinds import POLICY_KINDS, Kind
from disclosure.records.values import Id, Text

REVIEW, WORDING = "review", "wording"  # causes that are no opinion of the public: what a review found, mere wording

# ``with``, ``from`` and ``to`` are the editors' words; in Python they are no names for a field.
_CHANGE: dict[str, Any] = {
    "clause": (
        Text,
        Field(title="条", description="本文件里的条目编号", examples=["art-4"]),
    ),
    "from": (Text | None, Field(None, title="原来", description="原文里的原话；新加的不写")),
    "to": (Text | None, Field(None, title="现在", description="本文件里的原话；删去的不写")),
    "cause": (
        Text,
        Field(
            title="为什么改",
            description="意见的编号（决策记录 opinions 里写的 id），或者“review”（审查时改）、“wording”（只改表述）",
            examples=["review"],
        ),
    ),
    "note": (Text | None, Field(None, title="说明", description="要向读者多说的一句")),
}
_WrittenChange: Any = create_model("_WrittenChange", __base__=Part, **_CHANGE)


class ClauseChange(_WrittenChange):  # type: ignore[misc]
    """One change: the clause, what stood there, what stands there now, and what caused it."""

    if TYPE_CHECKING:
        clause: str
        cause: str
        note: str | None

    @property
    def before(self) -> str:
        """What stood in the other paper; "" where something was added."""
        return str(getattr(self, "from") or "")

    @property
    def after(self) -> str:
        """What stands in this one; "" where something was taken out."""
        return str(self.to or "")


_COMPARISON: dict[str, Any] = {
    "with": (
        Annotated[Id, RefTo("document", "对照的文件", frozenset({*POLICY_KINDS, Kind.DRAFT}))],
        Field(title="和哪份文件比", description="征求意见稿或者被取代的旧文件的编号", examples=["doc-2023-001"]),
    ),
    "changes": (
        list[ClauseChange],
        Field(title="改动", description="一处一条；没有改的条不写", min_length=1),
    ),
}
_WrittenComparison: Any = create_model("_WrittenComparison", __base__=Part, **_COMPARISON)


class Comparison(_WrittenComparison):  # type: ignore[misc]
    """The paper that this one is held against, and the changes."""

    if TYPE_CHECKING:
        changes: list[ClauseChange]

    @property
    def other(self) -> str:
        """The id of the paper that this one is held against."""
        return str(getattr(self, "with"))
