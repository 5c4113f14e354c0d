"""A slot as the public sees it: what stands in it, or its absence in words."""

from __future__ import annotations

from dataclasses import dataclass

from disclosure.findings import Place
from disclosure.pages.site import Site
from disclosure.reading.days import in_words
from disclosure.records.base import Record, Slot


@dataclass(frozen=True)
class SlotView:
    """The record in a slot, or why there is none: in a word, and with the ground and the day that is expected."""

    record: Record | None
    absence: str
    ground: str
    origin: Place


def slot_view(site: Site, slot: Slot | None, origin: Place) -> SlotView:
    """What readers see of a slot; ``origin`` is its line. Nothing, where the slot is not written."""
    if slot is None:
        return SlotView(None, "", "", origin)
    absence = slot.absent.label if slot.absent is not None else ""
    return SlotView(site.register.records.get(slot.ref or ""), absence, _ground(slot), origin)


def _ground(slot: Slot) -> str:
    """The basis of an absence, its expected day and that it was put off, in words."""
    due = f"预计{in_words(slot.due)}前公开" if slot.due else ""
    return "；".join(part for part in (slot.basis or "", put_off(slot), due) if part)


def put_off(slot: Slot) -> str:
    """That a day which was promised first has been put off, and why; "" if it has not."""
    if slot.was_due is None:
        return ""
    why = f"，推迟的原因：{slot.delay.rstrip('。')}" if slot.delay else ""
    return f"原定{in_words(slot.was_due)}{why}"
