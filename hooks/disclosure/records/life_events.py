"""What people have to do with the office for (data/life-events.yml): a closed list with what belongs under each."""

from __future__ import annotations

from typing import Annotated, ClassVar

from pydantic import Field

from disclosure.records.base import Record, RefTo
from disclosure.records.values import Id, Text


class LifeEvent(Record):
    """Something that people want to get done: have a lift built, care for a parent, open a shop."""

    record_type: ClassVar[str] = "life-event"
    type_label: ClassVar[str] = "要办的事"
    page_folder: ClassVar[str] = "life-events"

    id: Id = Field(title="编号", description="永久不变的编号", examples=["lift"])
    title: Text = Field(title="名称", description="居民怎么说这件事", examples=["给老楼装电梯"])
    means: Text = Field(title="收哪些", description="哪些政策归在这里，一句话", examples=["加装电梯的条件、补贴和办法"])


LifeEventId = Annotated[Id, RefTo("life-event", "")]


class LifeEvents(Record):
    """The list of life events (data/life-events.yml)."""

    record_type: ClassVar[str] = "life-events"
    type_label: ClassVar[str] = "要办的事一览"
    files: ClassVar[str] = "data/life-events.yml"

    events: list[LifeEvent] = Field(title="要办的事", description="居民要办的事")
