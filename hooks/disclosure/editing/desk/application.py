"""Which address does what. Every answer has the headers of the guard; every failure is a page in words."""

from __future__ import annotations

import html
import json
from collections.abc import Callable, Iterable
from contextlib import suppress
from functools import cache
from http import HTTPStatus
from pathlib import Path
from urllib.parse import quote, unquote, urlencode

from disclosure.editing.desk.beginning import model_of_new, new_page
from disclosure.editing.desk.branches import is_own
from disclosure.editing.desk.desk import Desk
from disclosure.editing.desk.earlier import older_page
from disclosure.editing.desk.forming import RecordPage
from disclosure.editing.desk.front import front_page, list_page
from disclosure.editing.desk.guard import TOKEN, with_headers
from disclosure.editing.desk.guided import GUIDES, guided_page
from disclosure.editing.desk.people import Editor
from disclosure.editing.desk.previews import preview
from disclosure.editing.desk.refused import refused_page
from disclosure.editing.desk.saving import handed_over
from disclosure.editing.desk.web import (
    Environ,
    Pairs,
    RequestRefused,
    StartResponse,
    TooLarge,
    WebAnswer,
    WebRequest,
    led_to,
)
from disclosure.editing.desk.work_pages import work_page
from disclosure.editing.desk.workshop import WorkFailedError
from disclosure.editing.forms import drawn_found
from disclosure.editing.forms.labels import label_of, value_of
from disclosure.findings import said
from disclosure.importing.html import markdown_of
from disclosure.reading.kinds import FileKind, kind_by_name

_ASSETS = Path(__file__).parent / "assets"
_TYPES = {FileKind.STYLES: "text/css; charset=utf-8", FileKind.PROGRAM: "text/javascript; charset=utf-8"}
_ICON = "favicon.ico"  # for which every browser asks
_LARGEST_PASTE = 1 << 20  # characters
_LONGEST_SOUGHT = 100  # characters
# To which an address from elsewhere may lead.
_PLACES = ("record", "records", "preview", "new", "older", "work", *GUIDES)
_NOWHERE = "没有这个页面。请从首页找。"


class Application:
    """The desk as a WSGI application. ``told`` is what is done with the words on an unforeseen failure."""

    def __init__(self, desk: Desk, told: Callable[[str], None] = lambda words: None) -> None:
        self._desk, self._told = desk, told

    def __call__(self, environ: Environ, start: StartResponse) -> Iterable[bytes]:
        """Answer one request."""
        request = WebRequest(environ)
        try:
            response = self._answer(request)
        except RequestRefused as refused:
            response = self._failed(request, refused.status, refused.why, refused.typed)
        except WorkFailedError as error:
            response = self._failed(request, HTTPStatus.SERVICE_UNAVAILABLE, str(error))
        except Exception as error:
            self._told(said(error))
            why = "程序出错了，您已经存过的内容都在草稿里。请再试一次；还不行的，请把做了什么告诉管理员。"
            response = self._failed(request, HTTPStatus.INTERNAL_SERVER_ERROR, why)
        answer = with_headers(response).sent_by(start)
        return [] if request.method == "HEAD" else answer

    def _answer(self, request: WebRequest) -> WebAnswer:
        self._desk.guard.admit(request)
        first, _, rest = request.path.removeprefix("/").partition("/")
        if first == "assets" and request.method != "POST":
            return _asset(rest)
        if first == _ICON:
            return WebAnswer(status=HTTPStatus.NO_CONTENT)
        person = self._desk.entrance.person(request)
        session, begun = self._desk.guard.session_of(request), WebAnswer()
        if request.method == "POST":
            self._desk.guard.check_token(request, person.account)
        elif not session:
            if request.header("Sec-Fetch-Site") == "cross-site":
                return _once_more(request)
            session = self._desk.guard.begin_session(begun)
        token = self._desk.guard.token(session, person.account)
        response = self._page(first, rest, request, person, token)
        response.headers += begun.headers
        return response

    def _page(self, first: str, rest: str, request: WebRequest, person: Editor, token: str) -> WebAnswer:
        desk = self._desk
        if first == "record" and (subject := desk.subject(person, rest)) is not None:
            return RecordPage(desk, person, subject, token).answer(request)
        if first in GUIDES and (subject := desk.subject(person, rest)) is not None:
            return guided_page(desk, person, first, subject, request, token)
        if first == "preview" and request.method != "POST":
            name, _, address = rest.partition("/")
            return preview(desk, person, name, address)
        if first == "new":
            return new_page(desk, person, rest, request, token)
        if first == "older" and (subject := desk.subject(person, rest)) is not None:
            return older_page(desk, person, subject, request, token)
        if first == "drop" and request.method == "POST" and desk.draft(person, rest) is not None:
            desk.drafts.set_aside(person.slug, rest)
            return led_to("/?told=dropped#drafts")
        if first == "work":
            return work_page(desk, person, rest, request, token)
        if first == "paste" and request.method == "POST":
            return _pasted(request)
        if first == "found" and request.method != "POST":
            return _found(desk, person, rest, request)
        if first == "push" and request.method == "POST":
            return self._pushed_again(person, rest, request)
        if first == "refresh" and request.method == "POST":
            desk.refresh()
            return led_to("/")
        if first == "records" and not rest and request.method != "POST":
            return list_page(desk, person, request)
        if not first and request.method != "POST":
            return front_page(desk, person, token, request.query.get("told", ""))
        raise RequestRefused(HTTPStatus.NOT_FOUND, _NOWHERE)

    def _pushed_again(self, person: Editor, rest: str, request: WebRequest) -> WebAnswer:
        """Push a branch of this person that is here already, or do not go on with it."""
        name, desk = request.sent.get("branch"), self._desk
        known = next((item for item in desk.branches.open(desk.state.commit) if item.name == name), None)
        if known is None or not is_own(person, name):
            raise RequestRefused(HTTPStatus.NOT_FOUND, "没有这次提交，可能已经批准了。请从首页看。")
        if rest == "leave":
            desk.branches.leave(known)
            return led_to("/?told=left#open")
        done = handed_over(desk, person, name, name, known.paths)
        return WebAnswer(desk.drawn("done.html", person, saved=done, subject=None, token=request.sent.get(TOKEN)))

    def _failed(self, request: WebRequest, status: HTTPStatus, why: str, typed: Pairs = ()) -> WebAnswer:
        """Why it was not done; what a page of ours has sent is shown, and may be sent again."""
        guard, begun = self._desk.guard, WebAnswer()
        again: tuple[str, str] = ("", "")
        called: Callable[[str, str], tuple[str, str]] = _as_sent
        if request.method == "POST":
            with suppress(RequestRefused):
                guard.admit(request)
                typed = typed or request.sent.pairs
                person = self._desk.entrance.person(request)
                account = person.account
                session = guard.session_of(request) or guard.begin_session(begun)
                is_lasting = status is HTTPStatus.REQUEST_ENTITY_TOO_LARGE
                again = ("", "") if is_lasting else (quote(request.path), guard.token(session, account))
                called = self._called(request, person)
        response = refused_page(status, why, _STYLES, typed, again, called)
        response.headers += begun.headers
        return response

    def _called(self, request: WebRequest, person: Editor) -> Callable[[str, str], tuple[str, str]]:
        """What the fields of a page are called from which something was sent, and their values in words."""
        first, _, rest = request.path.removeprefix("/").partition("/")
        subject = self._desk.subject(person, rest) if first == "record" else None
        model = subject.model if subject is not None else model_of_new(rest) if first == "new" else None
        lookups = self._desk.state.lookups

        def called(name: str, value: str) -> tuple[str, str]:
            return (name, value) if model is None else (label_of(model, name), value_of(model, name, value, lookups))

        return called


def _as_sent(name: str, value: str) -> tuple[str, str]:
    return name, value


def _pasted(request: WebRequest) -> WebAnswer:
    """The Markdown of what was copied somewhere, for the script that asks."""
    html = request.sent.get("html")
    made = markdown_of(html) if len(html) <= _LARGEST_PASTE else None
    if made is None or not made.markdown:
        raise TooLarge("内容太多，没有带格式粘贴。请分几次，或者用“从 Word 取正文”。")
    return WebAnswer(json.dumps({"text": made.markdown, "left": made.losses}), kind="application/json")


def _found(desk: Desk, person: Editor, of_list: str, request: WebRequest) -> WebAnswer:
    """What may be named and has the words that stand in a field, for the script that asks."""
    name, sought = request.query.get("for", ""), request.query.get("q", "")[:_LONGEST_SOUGHT]
    found = drawn_found(name, of_list, sought, desk.lookups(person))
    if found is None:
        raise RequestRefused(HTTPStatus.NOT_FOUND, _NOWHERE)
    return WebAnswer(found)


def _once_more(request: WebRequest) -> WebAnswer:
    """Who comes from another site has no session in this request: the page asks for itself again, as our own."""
    first, _, rest = request.path.removeprefix("/").partition("/")
    to = f"/{first}/{quote(rest)}".rstrip("/") if first in _PLACES else "/"
    address = html.escape(f"{to}?{urlencode(request.query)}" if request.query else to, quote=True)
    page = f"""<!doctype html>
<html lang="zh-CN"><head><meta charset="utf-8"><title>请稍候</title>
<meta http-equiv="refresh" content="0; url={address}"></head>
<body><main><p><a href="{address}">继续</a></p></main></body></html>
"""
    return WebAnswer(page)


@cache
def _assets() -> dict[str, Path]:
    return {file.name: file for file in _ASSETS.iterdir() if kind_by_name(file.name) in _TYPES}


_STYLES = next(name for name in _assets() if kind_by_name(name) is FileKind.STYLES)


def _asset(name: str) -> WebAnswer:
    file = _assets().get(unquote(name))
    if file is None:
        raise RequestRefused(HTTPStatus.NOT_FOUND, _NOWHERE)
    kept = [("Cache-Control", "private, max-age=300")]
    return WebAnswer(file.read_bytes(), kind=_TYPES[kind_by_name(file.name)], headers=kept)
