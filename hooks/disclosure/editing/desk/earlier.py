"""Earlier drafts: those that another window wrote over, and those thrown away. They can be taken up again."""

from __future__ import annotations

from disclosure.editing.desk.desk import Desk
from disclosure.editing.desk.ground import Editable
from disclosure.editing.desk.people import Editor
from disclosure.editing.desk.web import WebAnswer, WebRequest, led_to


def older_page(desk: Desk, person: Editor, subject: Editable, request: WebRequest, token: str) -> WebAnswer:
    """The earlier drafts of a record; the one that is taken up changes places with the one there is."""
    found = desk.drafts.earlier(person.slug, subject.name)
    if request.method == "POST":
        wanted = next((item for item in found if str(item.number) == request.sent.get("number")), None)
        if wanted is not None and request.sent.get("do") == "pass":
            desk.drafts.pass_over(person.slug, subject.name, wanted.number)
        elif wanted is not None:
            desk.drafts.bring_back(person.slug, person.account, wanted)
            desk.keep(person, wanted.apart().shown_as(wanted.text))
        return led_to(f"/record/{subject.name}")
    told = {item.number for item in desk.drafts.older(person.slug, subject.name)}
    return WebAnswer(desk.drawn("older.html", person, subject=subject, found=found, told=told, token=token))
