"""The page as readers would see it, made by the site's own renderer, in a frame in which it can do nothing."""

from __future__ import annotations

from http import HTTPStatus
from pathlib import Path

from disclosure.editing.desk.desk import Desk
from disclosure.editing.desk.draft import Draft
from disclosure.editing.desk.guard import PREVIEW_POLICY
from disclosure.editing.desk.people import Editor
from disclosure.editing.desk.web import RequestRefused, WebAnswer, led_to
from disclosure.expressions import expression
from disclosure.pages.assets import Asset
from disclosure.pages.styles import stylesheet
from disclosure.reading.kinds import ending
from disclosure.reading.overrides import Overrides

_SCRIPT = expression(r"<script\b[^>]*>[^<]*</script>")  # which the frame would not run
_PICTURES = {"png": "image/png", "jpg": "image/jpeg", "jpeg": "image/jpeg", "gif": "image/gif", "webp": "image/webp"}
_PAGE = "<!doctype html><html lang=zh-CN><meta charset=utf-8><title>预览</title><main><p>{}</p></main></html>"
_NOTHING, _ELSEWHERE = map(_PAGE.format, ("这条记录没有自己的网页，没有预览。", "预览里只看这一页。"))


def preview(desk: Desk, person: Editor, name: str, address: str) -> WebAnswer:
    """The page of a record with what its draft says; ``address`` is a page or a file of the site, seen from there."""
    subject = desk.subject(person, name)
    if subject is None:
        raise RequestRefused(HTTPStatus.NOT_FOUND, "没有这条记录，可能已经改名。请从首页找。")
    if address and not address.startswith(("documents/", f"{subject.model.page_folder}/")):
        return file_of_preview(desk, person, name, address)
    draft = desk.draft(person, name)
    drafts = desk.group(person, draft) if draft is not None else []
    own = desk.own_branch(person, drafts or [Draft(name, subject.path, None, "")])
    below = desk.below(own)
    changed = desk.changed(person, drafts, below).upon(below)
    path = desk.place(draft) if draft is not None else subject.path
    made = desk.workshop.previewed(desk.today, changed, path)
    if not made.address:
        return _framed(_NOTHING)
    if address != made.address:
        return led_to(f"/preview/{name}/{made.address}") if not address else _framed(_ELSEWHERE)
    return _framed(_SCRIPT.sub("", made.html))


def file_of_preview(desk: Desk, person: Editor, name: str, address: str) -> WebAnswer:
    """What a page of the preview loads: the site's stylesheet, and the pictures beside the record."""
    styles = _styles(desk.state.register.overrides)
    if address == styles.address:
        return _framed(styles.data, "text/css; charset=utf-8")
    folder, _, file_name = address.rpartition("/")
    kind = _PICTURES.get(ending(file_name))
    file = _beside(desk, person, name, file_name) if folder == f"files/{name}" and kind else None
    if file is None:
        raise RequestRefused(HTTPStatus.NOT_FOUND, "预览里只看这一页。")
    return _framed(file.read_bytes(), str(kind))


def _beside(desk: Desk, person: Editor, name: str, file_name: str) -> Path | None:
    """A file beside a record: that of the draft, else that of the content, by the register."""
    own = desk.drafts.file(person.slug, name, file_name)
    if own is not None:
        return own
    subject = desk.subject(person, name)
    path = f"{subject.path.rpartition('/')[0]}/{file_name}" if subject is not None else ""
    return desk.state.register.root / path if path in desk.state.register.files else None


def _framed(content: str | bytes, kind: str = "text/html; charset=utf-8") -> WebAnswer:
    return WebAnswer(content, kind=kind, headers=[("Content-Security-Policy", PREVIEW_POLICY)])


_STYLES: dict[int, Asset] = {}


def _styles(overrides: Overrides) -> Asset:
    """The site's stylesheet, made once for the office's own blocks."""
    key = hash(tuple(sorted(overrides.blocks.items())))
    if key not in _STYLES:
        _STYLES[key] = stylesheet(overrides, ())
    return _STYLES[key]
