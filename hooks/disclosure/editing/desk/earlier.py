"""Drafts that another window of the same person wrote over: they can be looked at and taken up again."""

from __future__ import annotations

from dataclasses import replace

from disclosure.editing.desk.desk import Desk
from disclosure.editing.desk.ground import Editable
from disclosure.editing.desk.people import Editor
from disclosure.editing.desk.web import WebAnswer, WebRequest, led_to


def older_page(desk: Desk, person: Editor, subject: Editable, request: WebRequest, token: str) -> WebAnswer:
    """The earlier drafts of a record; the one that is taken up changes places with the one there is."""
    found = desk.drafts.older(person.slug, subject.name)
    if request.method == "POST":
        wanted = next((item for item in found if str(item.number) == request.sent.get("number")), None)
        if wanted is not None:
            desk.keep(person, replace(wanted, number=0).shown_as(wanted.text))
        return led_to(f"/record/{subject.name}")
    return WebAnswer(desk.drawn("older.html", person, subject=subject, found=found, token=token))
