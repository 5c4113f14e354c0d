"""The day and hour before which a record is not published: one field of all records that have a page of their own."""

from __future__ import annotations

from typing import Any

from pydantic import Field


def when_to_publish() -> Any:
    """The field ``publish_on``, in the words that editors read."""
    return Field(
        None,
        title="定时发布",
        description="写了的，到这时候以后的第一次生成才公开；网站每天生成一次，准不到几点几分",
        examples=["2025-07-29 09:00"],
    )
