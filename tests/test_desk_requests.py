"""What browsers send to the editors' desk besides what its own pages ask for: cookies, addresses from elsewhere."""

from __future__ import annotations

import io
import os
import re
import shutil
import socket
import subprocess
from pathlib import Path

import pytest
import typer

from demonstration import REPOSITORY
from desks import BOUNDARY, ORIGIN, Browser, multipart, urlencoded
from disclosure.cli.editing import desk_key, edit
from disclosure.editing.desk import branches, hosting, workshop
from disclosure.editing.desk.application import Application
from disclosure.editing.desk.desk import Desk
from disclosure.editing.desk.drafts import Drafts
from disclosure.editing.desk.guard import COOKIE, DeskGuard
from disclosure.editing.desk.people import Editor, Entrance
from disclosure.editing.desk.web import WebRequest
from disclosure.reading.bounds import Unreadable
from disclosure.reading.foreign_page import parsed

GUARD = DeskGuard(frozenset({ORIGIN}), b"k" * 32)
SESSION = "0123456789abcdef" * 4
STRANGE = ("a[1]=x", "名=值", "b", "=", 'c="x;y"', "d=x y", f"{COOKIE}=old", "", ";;")


@pytest.fixture
def browser(tmp_path: Path) -> Browser:
    """Of somebody who comes from elsewhere: what is answered before any content is needed."""
    desk = Desk(None, Drafts(tmp_path), None, GUARD, Entrance(own="editor"))  # type: ignore[arg-type]
    return Browser(Application(desk, pytest.fail))


@pytest.mark.parametrize("strange", STRANGE)
def test_no_cookie_of_another_program_hides_the_session(strange):
    for told in (f"{strange}; {COOKIE}={SESSION}", f"{COOKIE}={SESSION};{strange}"):
        assert GUARD.session_of(WebRequest({"HTTP_COOKIE": told})) == SESSION
    assert GUARD.session_of(WebRequest({"HTTP_COOKIE": strange})) == ""


LED = {
    "/record/doc-2025-003?line=3.1&told=new": "/record/doc-2025-003?line=3.1&amp;told=new",
    "/records?q=a%26b": "/records?q=a%26b",
    "/": "/",
    r"/\evil.example/x": "/",
    "//evil.example/x": "/",
    "/nowhere/x": "/",
    r"/record/\evil.example": "/record/%5Cevil.example",
    '/record/"><b>': "/record/%22%3E%3Cb%3E",
}


@pytest.mark.parametrize(("asked", "led"), LED.items())
def test_who_comes_from_elsewhere_stays_with_us_and_gets_where_he_was_led(browser, asked, led):
    path, _, query = asked.partition("?")
    environ = {
        "REQUEST_METHOD": "GET", "PATH_INFO": path, "QUERY_STRING": query, "HTTP_HOST": ORIGIN.partition("//")[2],
        "HTTP_SEC_FETCH_SITE": "cross-site", "wsgi.input": io.BytesIO(),
    }  # fmt: skip
    page = b"".join(browser.application(environ, lambda status, head: None)).decode()
    assert page.count(f'"0; url={led}"') == 1 and page.count(f'href="{led}"') == 1


# Each costs a parser minutes or gigabytes: depth that a count of ends does not see, looks that every paragraph opens.
HEAVY = {
    "ends of what was not begun": "<div></x>" * 30_000,
    "more ends than beginnings": "</x>" * 6_000 + "<div>" * 6_000,
    "looks that nobody ends": "".join(f"<p><b id={number}></p>" for number in range(1_000)) + "<p>甲" * 2_000,
    "many kinds of looks": "".join(f"<p><b id={n}><i id={n}><u id={n}></p>" for n in range(500)) + "<p>甲" * 2_000,
}


@pytest.mark.parametrize("heavy", HEAVY.values(), ids=HEAVY)
def test_what_costs_a_parser_minutes_is_not_given_to_it(heavy):
    with pytest.raises(Unreadable):
        parsed(heavy.encode())


def test_what_old_pages_have_is_no_such_thing():
    untidy = "<div><font size=2><b>甲</font></b></x></div><p>" * 5_000
    compared = "<script>" + "for(i=0;i<a.length;i<b.x)" * 1_000 + "</script>" + "<p>甲" * 5_000
    for page in (untidy, compared, "<font>" * 100 + "<p>甲" * 5_000):
        assert parsed(page.encode())[1].css_first("p") is not None


PRIVATE = ("13812345678", "110105199003071234", "li-138-1234-5678", "１３８１２３４５６７８", "li@mail.example")
PLAIN = ("li", "party-office", "ABC", "@gov/party-office", "li.ming@street.gov.cn", "dept-2025")


def test_an_account_that_is_a_number_or_a_mailbox_is_in_nothing_that_is_pushed():
    for account in PRIVATE:
        person, other = Editor(account, b"k" * 32), Editor(account, b"x" * 32)
        assert person.called == person.slug != other.slug  # who has not the key cannot try out numbers
        assert person.slug.startswith("a--") and account not in person.slug
    assert [Editor(account, b"k" * 32).called for account in PLAIN] == list(PLAIN)
    assert len({Editor(account, b"k" * 32).slug for account in (*PRIVATE, *PLAIN)}) == len(PRIVATE) + len(PLAIN)


def test_the_key_of_the_desk_is_at_no_moment_to_be_read_by_others(tmp_path, monkeypatch):
    monkeypatch.setattr(
        Path, "replace", lambda file, target: modes.append(file.stat().st_mode & 0o777) or here(file, target)
    )
    modes, here = [], os.replace
    before = os.umask(0)
    try:
        key = desk_key(tmp_path)
    finally:
        os.umask(before)
    assert len(key) == 32 and desk_key(tmp_path) == key and {*modes} == {0o600}


def test_the_key_stays_with_the_drafts_when_all_else_is_cleared_away(tmp_path):
    former = tmp_path / ".disclosure" / "desk" / "key"
    former.parent.mkdir(parents=True)
    former.write_bytes(b"k" * 32)
    assert desk_key(tmp_path) == b"k" * 32
    shutil.copy(REPOSITORY / "Makefile", tmp_path)
    (tmp_path / "hooks").mkdir()
    subprocess.run(["make", "-s", "clean"], cwd=tmp_path, check=False, capture_output=True)
    assert not former.parent.exists() and desk_key(tmp_path) == b"k" * 32


def test_a_long_list_is_taken_however_many_fields_it_has():
    pairs = [(f"words.{number}.{key}", "词") for number in range(4_000) for key in ("word", "instead", "basis")]
    kinds = {
        f"multipart/form-data; boundary={BOUNDARY}": multipart(pairs),
        "application/x-www-form-urlencoded": urlencoded(pairs),
    }
    for kind, body in kinds.items():
        given = {"CONTENT_TYPE": kind, "CONTENT_LENGTH": str(len(body)), "wsgi.input": io.BytesIO(body)}
        assert WebRequest(given).sent.pairs == tuple(pairs)


def test_a_port_that_is_taken_is_told_as_that(tmp_path, capfd):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(typer.Exit):
            edit(port=port, root=tmp_path)
    told = capfd.readouterr().err
    assert f"端口 {port} 已经有程序在用" in told and "--port 8382" in told


def test_the_proxy_waits_as_long_as_handing_in_may_take():
    conf = (REPOSITORY / "scripts/desk/nginx.conf").read_text("utf-8")
    waits = re.search(r"proxy_read_timeout (\d+)s;", conf)
    talks = 2 * branches._PATIENCE + 2 * hosting._PATIENCE  # to fetch and to push; to ask and to look
    assert waits is not None and int(waits[1]) > workshop._PATIENCE + talks
    assert "Strict-Transport-Security" in conf
