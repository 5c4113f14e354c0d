"""What will break when, for the staff: a page, the same as data, and a calendar. None of it is published."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime, time, timedelta
from hashlib import sha256

from disclosure.agenda.office import charged_unit
from disclosure.agenda.turns import unit_name
from disclosure.exports.whole_days import DayEvent, calendar_of
from disclosure.order import CHINA
from disclosure.pages.page import environment
from disclosure.pages.staff import STYLES
from disclosure.reading.history import History
from disclosure.records.agency import Department
from disclosure.register import Register
from disclosure.reporting.discreet import discreet
from disclosure.upkeep.foresight import AHEAD, Foreseen, foreseen
from disclosure.upkeep.identity import identity

PAGE, DATA, CALENDAR = "ahead.html", "ahead.json", "ahead.ics"


def ahead_files(register: Register, today: date, *, history: History | None = None) -> dict[str, str]:
    """The files of the staff's tree that tell what will break within half a year."""
    items = foreseen(register, today, AHEAD, history=history)
    office = register.agency.name if register.agency is not None else ""
    page = environment().get_template("staff_ahead.html")
    shown = {"items": [(item, unit_of(item, register)) for item in items], "office": office, "today": today}
    return {
        PAGE: page.render(**shown, days=AHEAD, data=DATA, calendar=CALENDAR, styles=STYLES, up=""),
        DATA: _data(items, register, today),
        CALENDAR: _calendar(items, register).decode("utf-8"),
    }


def unit_of(item: Foreseen, register: Register) -> str:
    """Which unit keeps what will break, by name: the record's, that of its file, else that in charge of it all."""
    record = register.records.get(item.finding.record)
    named = record.references() if record is not None else ()
    own = (register.get(reference.target_id, Department) for reference in named if len(reference.location) == 1)
    unit = next(filter(None, own), None)
    if unit is not None:
        return unit.title
    return register.owner_of(item.finding.place.path) or unit_name(charged_unit(register), register)


def _data(items: list[Foreseen], register: Register, today: date) -> str:
    told = {
        "schema": "disclosure/ahead/1",
        "today": today.isoformat(),
        "days": AHEAD,
        "ahead": [
            {
                "day": item.day.isoformat(),
                "rule": item.finding.rule,
                "record": item.finding.record,
                "path": item.finding.place.path,
                "line": item.finding.place.line,
                "unit": unit_of(item, register),
                "message": item.finding.message,
                "remedy": item.finding.remedy,
            }
            for item in items
        ],
    }
    return json.dumps(told, ensure_ascii=False, indent=1) + "\n"


def _calendar(items: list[Foreseen], register: Register) -> bytes:
    """The last day on which each can still be kept from breaking; calendars on telephones name no request's words."""
    agency = register.agency
    name = agency.short_name if agency is not None else ""
    host = agency.site_url.split("/")[2] if agency is not None else "localhost"
    return calendar_of([_event(item) for item in items], f"{name}：快要到期的更新和办理", host)


def _event(item: Foreseen) -> DayEvent:
    (finding,), last = discreet([item.finding]), item.day - timedelta(1)
    told = (*identity(item.finding), str(item.day), item.finding.message)  # of one file, several may come on one day
    key = sha256("|".join(told).encode()).hexdigest()[:20]
    return DayEvent(
        key=f"ahead-{key}",
        stamp=datetime.combine(item.day, time(), CHINA).astimezone(UTC),
        sequence=0,
        summary=finding.message.rstrip("。"),
        day=last,
        description=f"{finding.message}{finding.remedy}\n{finding.place.path}:{finding.place.line} {finding.rule}",
        category="日常巡查",
        alarm=f"还有三天：{finding.message}",
    )
