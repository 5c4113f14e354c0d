"""``disclosure edit``: the editors' form in the browser, on one desk or for a whole office behind its sign-in."""

from __future__ import annotations

import errno
import logging
import os
import secrets
import socket
import sys
from datetime import UTC, datetime
from pathlib import Path
from shutil import which
from threading import Event, Thread
from typing import TYPE_CHECKING, Annotated
from urllib.parse import urlsplit

import typer

from disclosure.cli.options import Root
from disclosure.cli.saying import fail, say
from disclosure.order import in_china

if TYPE_CHECKING:
    from disclosure.editing.desk.desk import Desk
    from disclosure.editing.desk.hosting import CodeHost
    from disclosure.editing.desk.people import Entrance

_PORT = 8381
_THREADS = 64  # requests at the same time, most of which wait for a check
_SECRET = 16  # characters that the proxy's secret has at least
_EVERY = 60  # seconds after which the other copies are asked for something new
_TOKEN = "DISCLOSURE_HOST_TOKEN"  # noqa: S105 — the name of the variable

_Address = Annotated[
    str | None, typer.Option("--address", help="大家用的网址，例如 https://edit.example.gov.cn；只在办公室用时写。")
]
_Proxy = Annotated[bool, typer.Option("--behind-proxy", help="放在登录代理后面，给整个单位用。")]
_Header = Annotated[str, typer.Option("--account-header", help="登录代理用哪个头送来账号。")]
_From = Annotated[str, typer.Option("--proxy-address", help="登录代理的网络地址，别处送来的账号一律不信。")]
_SecretFile = Annotated[
    Path | None, typer.Option("--proxy-secret", help="写着口令的文件，登录代理用头 X-Disclosure-Secret 送来。")
]
_Host = Annotated[str, typer.Option("--host-kind", help="代码托管网站：github、gitlab、gitee、gitea；不写的看网址。")]
_Api = Annotated[str, typer.Option("--host-api", help="代码托管网站的接口网址；不写的按种类推。")]


def edit(
    port: Annotated[int, typer.Option("--port", min=0, max=65535, help="端口，0 是任意一个空着的。")] = _PORT,
    bind: Annotated[str, typer.Option("--bind", help="只在哪个网络地址上听。")] = "127.0.0.1",
    account: Annotated[str, typer.Option("--account", help="自己一个人用时的账号；不写的取 git 的 user.name。")] = "",
    behind_proxy: _Proxy = False,
    account_header: _Header = "X-Forwarded-User",
    proxy_address: _From = "127.0.0.1",
    proxy_secret: _SecretFile = None,
    address: _Address = None,
    host_kind: _Host = "",
    host_api: _Api = "",
    root: Root = Path(),
) -> None:
    """Open the editors' form on this machine."""
    from disclosure.reading.git import GitFailed

    os.environ["GIT_TERMINAL_PROMPT"] = "0"  # nobody sits at the terminal to be asked for a password
    place, port = root.resolve(), _free(bind, port)
    if bind not in ("127.0.0.1", "::1", "localhost") and not behind_proxy:
        fail("不在登录代理后面的，只能在本机打开（--bind 127.0.0.1），不然别的电脑也能改。")
    try:
        entrance = _entrance(place, account, _proxy(behind_proxy, account_header, proxy_address, proxy_secret, address))
        desk = _opened(place, entrance, _origins(address, bind, port), (host_kind, host_api))
    except GitFailed as error:
        fail(f"没有打开：这里要是 git 代码库，而且至少有一次提交。（{error}）")
    try:
        _serve(desk, bind, port, address)
    finally:
        desk.workshop.close()


def _free(bind: str, port: int) -> int:
    """The port, which nobody has; of 0 any such: the addresses of the desk must be known before it is opened."""
    with socket.socket(socket.AF_INET6 if ":" in bind else socket.AF_INET) as asked:
        asked.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, os.name == "posix")
        try:
            asked.bind((bind, port))
        except OSError as error:
            if error.errno != errno.EADDRINUSE:
                fail(f"不能在 {bind} 的端口 {port} 上打开（{error.strerror}）。请换一个，例如 --port {_PORT}。")
            seen = f"表单可能已经开着，请先打开 http://{bind}:{port}/ 看看；是别的程序占着的，换一个端口"
            fail(f"端口 {port} 已经有程序在用。{seen}，例如 --port {_PORT + 1}。")
        return int(asked.getsockname()[1])


def _proxy(
    is_wanted: bool, header: str, address: str, secret: Path | None, own: str | None
) -> tuple[str, str, str] | None:
    """What is believed of the proxy; the command ends where it could be anybody."""
    if not is_wanted:
        return None
    if own is None or urlsplit(own).scheme not in ("http", "https") or not urlsplit(own).hostname:
        fail("放在登录代理后面的，要用 --address 写明大家用的网址，例如 https://edit.example.gov.cn。")
    if secret is None or not secret.is_file():
        fail("放在登录代理后面的，要用 --proxy-secret 写明口令文件；没有口令，本机别的程序可以冒充任何人。")
    told = secret.read_text("utf-8").strip()
    if len(told) < _SECRET:
        fail(f"口令太短，至少 {_SECRET} 个字符，例如运行 openssl rand -hex 32 得到的。")
    return address, header, told


def _entrance(root: Path, account: str, proxy: tuple[str, str, str] | None) -> Entrance:
    from disclosure.editing.desk.people import Entrance, Proxy
    from disclosure.reading.git import GitFailed, git

    if proxy is not None:
        return Entrance(proxy=Proxy(*proxy), key=desk_key(root))
    if not account:
        try:
            account = git(root, "config", "user.name").decode("utf-8", "replace").strip()
        except GitFailed:
            account = "editor"
    return Entrance(own=account[:64], key=desk_key(root))


def _origins(address: str | None, bind: str, port: int) -> frozenset[str]:
    """Under which addresses the desk is opened: the one that was told, else those of this machine."""
    if address is not None:
        parts = urlsplit(address)
        return frozenset({f"{parts.scheme}://{parts.netloc}".lower()})
    return frozenset({f"http://{name}:{port}" for name in ("127.0.0.1", "localhost", "[::1]")})


def _opened(root: Path, entrance: Entrance, origins: frozenset[str], hosting: tuple[str, str]) -> Desk:
    from disclosure.catalogue import ALL_RULES
    from disclosure.editing.desk.desk import desk_of
    from disclosure.editing.desk.ground import DeskGround
    from disclosure.editing.desk.guard import DeskGuard
    from disclosure.editing.desk.workshop import workshop_of

    say("正在读取内容……", error=True)
    ground = DeskGround(root, lambda: in_china(datetime.now(UTC)), ALL_RULES)
    ground.fetch()
    host, guard = _host(root, ground.remote, hosting), DeskGuard(origins, desk_key(root))
    program = which("soffice") or which("libreoffice")
    return desk_of(
        ground, lambda: workshop_of(ground.bench, lambda: ground.state.commit), guard, entrance, host, program
    )


def desk_key(root: Path) -> bytes:
    """What makes the tokens of forms, the same after a restart, so that forms which are open stay good.

    Folders and branches of accounts that are numbers are called by it too: it lies where drafts do, which stay when
    all else of ours is cleared away.
    """
    from disclosure.editing.desk.folders import ignore_all, plain_folder, write

    file, former = (root / ".disclosure" / folder / "key" for folder in ("drafts", "desk"))
    plain_folder(file.parent)
    ignore_all(file.parent)
    if former.is_file() and not file.is_file():
        former.replace(file)
    if not file.is_file() or len(file.read_bytes()) != 32:
        write(file, secrets.token_bytes(32))
    return file.read_bytes()


def _host(root: Path, remote: str, hosting: tuple[str, str]) -> CodeHost | None:
    from disclosure.editing.desk.hosting import host_of
    from disclosure.reading.git import git

    if not remote:
        return None
    url = git(root, "remote", "get-url", remote).decode("utf-8", "replace").strip()
    try:
        return host_of(url, *hosting, os.environ.get(_TOKEN, ""))
    except ValueError:
        fail(f"不认识“{hosting[0]}”，可以写 github、gitlab、gitee、gitea。")


def _serve(desk: Desk, bind: str, port: int, address: str | None) -> None:
    """Answer until somebody presses Ctrl+C; meanwhile the other copies are asked for something new."""
    from waitress.server import create_server

    from disclosure.editing.desk.application import Application
    from disclosure.editing.desk.beforehand import prepare, wait_for_checks
    from disclosure.editing.desk.web import LARGEST_REQUEST

    logging.getLogger("waitress.queue").setLevel(logging.ERROR)  # that some wait for a moment is no news
    application = Application(desk, lambda words: say(words, error=True))
    server = create_server(
        application, host=bind, port=port, threads=_THREADS, ident="", max_request_body_size=LARGEST_REQUEST + 1,
        channel_timeout=60,
    )  # fmt: skip
    prepare(desk)
    if address is not None:  # many come at once; one alone at his own desk would rather see it now
        wait_for_checks(desk)
    ended = Event()
    Thread(target=_keep_fresh, args=(desk, ended), daemon=True).start()
    here = f"http://{bind}:{server.effective_port}/"
    say(f"编辑页面：{f'{address}，由登录代理转到 {here}' if address else here} ，按 Ctrl+C 结束。")
    sys.stdout.flush()
    try:
        server.run()
    finally:
        ended.set()
        server.close()


def _keep_fresh(desk: Desk, ended: Event) -> None:
    from disclosure.editing.desk.beforehand import prepare
    from disclosure.reading.git import GitFailed

    while not ended.wait(_EVERY):
        try:
            if desk.refresh():
                prepare(desk)
        except (GitFailed, OSError, RuntimeError) as error:
            say(f"没有取到最新的内容：{error}", error=True)
