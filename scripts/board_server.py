"""自己的留言板：在本机起一个 Isso，先审后登，和网站同一个域名、同一条安全策略。

``make board`` runs this in an environment of its own, since Isso compiles C. It serves three things:

    <path>/new      where the page of the board sends a question (Isso's own API; only the words are let through)
    <path>/staff    where the office reads what came, lets it pass or deletes it, and answers (needs the password)
    everything else the files of the built site, so that page and board are of one origin; behind the portal's own
                    server only <path> is handed to this one

Isso keeps what was sent in SQLite. No name, mailbox or web address is taken; the sender's network address is cut by
Isso to its beginning, and ``disclosure import board`` wipes it. Nothing that was sent is read out to the public here.
"""

from __future__ import annotations

import argparse
import hmac
import json
import logging
import re
import secrets
import sys
import warnings
from base64 import b64decode
from collections.abc import Callable, Iterable, Iterator
from html import escape
from io import BytesIO
from mimetypes import guess_type
from pathlib import Path
from time import time
from typing import Any
from urllib.parse import parse_qs, unquote

Environ = dict[str, Any]
Start = Callable[[str, list[tuple[str, str]]], object]
App = Callable[[Environ, Start], Iterable[bytes]]

# The pages on which questions are asked: the board, and the papers.
_PAGES = re.compile(r"/(?:[A-Za-z0-9._~-]+/){0,8}(?:questions\.html|documents/[a-z0-9-]{1,80}\.html)")
_LONGEST = 4_000  # characters of a question
_POLICY = "default-src 'none'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
_HEADERS = [
    ("Content-Security-Policy", _POLICY),
    ("X-Content-Type-Options", "nosniff"),
    ("Referrer-Policy", "same-origin"),
    ("Cache-Control", "no-store"),
]
_SETTINGS = """\
[general]
dbpath = {database}
host = {origin}
max-age = 1m
notify =
gravatar = false
latest-enabled = false
[admin]
enabled = false
[moderation]
enabled = true
purge-after = 3650d
[guard]
enabled = true
ratelimit = 2
direct-reply = 20
reply-to-self = true
[hash]
salt = {salt}
algorithm = pbkdf2
"""


def main() -> int:
    """Serve until it is stopped."""
    given = _arguments()
    folder = Path(given.folder).resolve()
    origin = given.origin or f"http://{given.host}:{given.port}"
    password = prepared(folder, origin)
    from waitress import serve

    app = board(folder, Path(given.site).absolute(), given.path.rstrip("/"), password)
    print(f"留言板已经启动：{origin}/questions.html", flush=True)
    print(f"审核和答复：{origin}{given.path.rstrip('/')}/staff，用户名 staff，口令在 {folder / 'password'}", flush=True)
    serve(app, host=given.host, port=given.port, threads=4, ident="")
    return 0


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="自己的留言板（Isso）。")
    parser.add_argument("--folder", default=".board", help="留言存在哪个文件夹（不要放进代码库）")
    parser.add_argument("--site", default="site", help="已经生成的网站")
    parser.add_argument("--host", default="127.0.0.1", help="只在本机听；对外由网站自己的服务器转过来")
    parser.add_argument("--port", type=int, default=8787)
    parser.add_argument("--origin", default="", help="公众看到的网址开头，例如 https://www.example.gov.cn")
    parser.add_argument("--path", default="/isso", help="和 data/agency.yml 里 board 的 own 一样")
    return parser.parse_args()


def prepared(folder: Path, origin: str) -> str:
    """The folder with Isso's settings, and the password of the staff; made when it is first asked for, then kept."""
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    secret = folder / "password"
    if not secret.exists():
        _write_alone(secret, secrets.token_urlsafe(12) + "\n")
        _write_alone(folder / "salt", secrets.token_hex(16) + "\n")
    salt = (folder / "salt").read_text("utf-8").strip()
    settings = _SETTINGS.format(database=folder / "comments.db", origin=origin, salt=salt)
    _write_alone(folder / "isso.cfg", settings)
    return secret.read_text("utf-8").strip()


def _write_alone(file: Path, text: str) -> None:
    """Write a file that nobody else may read."""
    file.unlink(missing_ok=True)
    file.touch(mode=0o600)
    file.write_text(text, "utf-8")


def board(folder: Path, site: Path, path: str, password: str) -> App:
    """The whole as one WSGI application; ``path`` is that of the board below the site's host."""
    logging.basicConfig(level=logging.ERROR)
    warnings.filterwarnings("ignore", module="isso")
    from isso import config, make_app
    from isso.db import SQLite3

    settings = config.load(config.default_file(), str(folder / "isso.cfg"))
    isso: App = make_app(settings, threading=True)
    store = SQLite3(str(folder / "comments.db"), settings)

    def application(environ: Environ, start: Start) -> Iterable[bytes]:
        where = str(environ.get("PATH_INFO", ""))
        if where == f"{path}/new":
            return _asked(environ, start, isso, path)
        if where == f"{path}/staff":
            return _staff(environ, start, store, password)
        return _file(environ, start, site)

    return application


def _asked(environ: Environ, start: Start, isso: App, path: str) -> Iterable[bytes]:
    """A question from the page: only its words go on to Isso, which keeps it until it is looked at."""
    page = parse_qs(str(environ.get("QUERY_STRING", ""))).get("uri", [""])[0]
    length = int(environ.get("CONTENT_LENGTH") or 0)
    is_json = str(environ.get("CONTENT_TYPE", "")).startswith("application/json")
    if environ.get("REQUEST_METHOD") != "POST" or not is_json or not _PAGES.fullmatch(page) or length > 40_000:
        return _said(start, "400 Bad Request", "请从留言板的网页上提问。")
    try:
        text = str(json.loads(environ["wsgi.input"].read(length))["text"]).strip()
    except (ValueError, KeyError, TypeError):
        return _said(start, "400 Bad Request", "没有收到问题。")
    if not 3 <= len(text) <= _LONGEST:
        return _said(start, "400 Bad Request", f"请写 3 到 {_LONGEST} 个字。")
    body = json.dumps({"text": text, "title": page}).encode()
    kept = {**environ, "SCRIPT_NAME": path, "PATH_INFO": "/new"}
    kept |= {"wsgi.input": BytesIO(body), "CONTENT_LENGTH": str(len(body)), "CONTENT_TYPE": "application/json"}
    answer: list[str] = []

    def heard(status: str, headers: list[tuple[str, str]], *_: object) -> None:
        answer.append(status)

    for _ in isso(kept, heard):
        pass  # what Isso gives back holds the cookie by which a sender could change the words later
    if answer[:1] and answer[0].startswith("2"):
        return _said(start, "202 Accepted", "收到了，审核以后登出。")
    return _said(start, "429 Too Many Requests", "现在收不下，请过几分钟再发，或者打电话。")


def _staff(environ: Environ, start: Start, store: Any, password: str) -> Iterable[bytes]:
    """The office's own page: what came, with a button to let it pass or delete it, and room for an answer."""
    if not _is_staff(environ, password):
        headers = [("WWW-Authenticate", 'Basic realm="board", charset="UTF-8"')]
        return _said(start, "401 Unauthorized", "请输入用户名 staff 和口令。", headers)
    if environ.get("REQUEST_METHOD") == "POST":
        if str(environ.get("HTTP_SEC_FETCH_SITE", "same-origin")) != "same-origin":
            return _said(start, "403 Forbidden", "请在本页上操作。")
        length = min(int(environ.get("CONTENT_LENGTH") or 0), 100_000)
        _done(store, parse_qs(environ["wsgi.input"].read(length).decode("utf-8", "replace")))
        start("303 See Other", [("Location", "staff"), *_HEADERS])
        return [b""]
    start("200 OK", [("Content-Type", "text/html; charset=utf-8"), *_HEADERS])
    return ["".join(_staff_page(store)).encode()]


def _is_staff(environ: Environ, password: str) -> bool:
    kind, _, given = str(environ.get("HTTP_AUTHORIZATION", "")).partition(" ")
    try:
        told = b64decode(given, validate=True)
    except ValueError:
        return False
    return kind.lower() == "basic" and hmac.compare_digest(told, f"staff:{password}".encode())


def _done(store: Any, form: dict[str, list[str]]) -> None:
    """Do what a button of the page asks for; an answer is a reply to its question that needs no second look."""
    given = {name: values[0] for name, values in form.items()}
    key, do = given.get("id", ""), given.get("do", "")
    if not key.isdigit() or (comment := store.comments.get(int(key))) is None:
        return
    if do == "pass":
        store.comments.activate(int(key))
    elif do == "delete":
        store.comments.delete(int(key))
    elif do == "answer" and len(given.get("text", "").strip()) >= 3:
        uri = store.threads.get(comment["tid"])["uri"]
        words = {"text": given["text"].strip(), "author": "staff", "parent": int(key), "mode": 1}
        store.comments.activate(int(key))
        store.comments.add(uri, {**words, "remote_addr": "", "created": time()})


def _staff_page(store: Any) -> Iterator[str]:
    yield '<!doctype html><html lang="zh-CN"><meta charset="utf-8">'
    yield '<meta name="viewport" content="width=device-width"><title>留言的审核和答复</title><h1>留言的审核和答复</h1>'
    rows = store.execute(
        "SELECT c.id, c.mode, c.text, t.uri, (SELECT r.text FROM comments r WHERE r.parent = c.id AND r.mode = 1"
        " AND r.author = 'staff' ORDER BY r.id DESC LIMIT 1) FROM comments c JOIN threads t ON t.id = c.tid"
        " WHERE c.parent IS NULL AND c.mode IN (1, 2) ORDER BY c.mode DESC, c.id DESC LIMIT 200"
    ).fetchall()
    yield f"<p>{len(rows)} 条。通过只表示可以登出；网站上的内容由 disclosure import board 导入、核对以后发布。</p>"
    for key, mode, text, uri, answer in rows:
        state = "等待审核" if mode == 2 else "已答复" if answer else "已通过，等待答复"
        yield f'<section aria-labelledby="q{key}"><h2 id="q{key}">第 {key} 条（{state}）</h2>'
        yield f"<p>问的网页：{escape(uri)}</p><blockquote><p>{_lines(text)}</p></blockquote>"
        if answer:
            yield f"<p>答复：{_lines(answer)}</p>"
        yield '<form method="post" action="staff">'
        yield f'<input type="hidden" name="id" value="{key}">'
        yield '<button name="do" value="pass">通过</button> ' if mode == 2 else ""
        yield '<button name="do" value="delete">删除</button>'
        yield f'<p><label for="a{key}">答复</label><br>'
        yield f'<textarea id="a{key}" name="text" rows="4" cols="60"></textarea></p>'
        yield '<button name="do" value="answer">通过并答复</button></form></section>'


def _lines(text: str) -> str:
    return "<br>".join(escape(line) for line in text.split("\n"))


def _file(environ: Environ, start: Start, site: Path) -> Iterable[bytes]:
    """A file of the built site, for trying the board on one machine; a build puts another folder in its place."""
    site = site.resolve()
    wanted = (site / unquote(str(environ.get("PATH_INFO", "")).lstrip("/"))).resolve()
    wanted = wanted / "index.html" if wanted.is_dir() else wanted
    if environ.get("REQUEST_METHOD") not in ("GET", "HEAD") or not wanted.is_file() or not wanted.is_relative_to(site):
        return _said(start, "404 Not Found", "没有这个网页。")
    kind = guess_type(wanted.name)[0] or "application/octet-stream"
    charset = "; charset=utf-8" if kind.startswith("text/") or kind.endswith("javascript") else ""
    start("200 OK", [("Content-Type", kind + charset), ("X-Content-Type-Options", "nosniff")])
    return [wanted.read_bytes()]


def _said(start: Start, status: str, words: str, more: Iterable[tuple[str, str]] = ()) -> Iterable[bytes]:
    start(status, [("Content-Type", "text/plain; charset=utf-8"), *_HEADERS, *more])
    return [words.encode()]


if __name__ == "__main__":
    sys.exit(main())
