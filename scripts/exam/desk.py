"""编辑表单：什么字符串、文件名、账号都写不到别处，也不会在网页上运行；随时断电，存过的草稿不丢。

The whole is 250 hostile strings, each sent as everything that somebody can send (fields, file names, names of records,
accounts, questions, what was copied), and 50 kills (SIGKILL) of a desk that keeps drafts, at moments drawn at random.
"""

from __future__ import annotations

import os
import random
import signal
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

from demonstration import assemble
from desks import Browser, opened, project_with_copy
from disclosure.editing.desk.application import Application
from disclosure.editing.desk.desk import Desk
from disclosure.editing.desk.drafts import Drafts
from disclosure.editing.desk.people import Entrance, Proxy
from exam.hostile import executed, strings

PARTS = 5
_STRINGS, _KILLS = 250, 50
_RECORD = "doc-2025-003"
_SECRET = "a-secret-that-only-both-know"
_ASIDE = (".git", ".disclosure")


def run(seed: int, share: float) -> list[str]:
    """What a string did that it should not, and which kill lost a draft."""
    chance = random.Random(seed)
    with tempfile.TemporaryDirectory(prefix="disclosure-exam-") as folder:
        root = Path(folder).resolve() / "project"
        assemble(root)
        project_with_copy(root)
        desk = opened(root)
        misses = _hostile(desk, strings(seed, max(4, round(_STRINGS * share))))
        lost = (_killed(desk, chance, number) for number in range(max(2, round(_KILLS * share))))
        return [*misses, *(miss for found in lost for miss in found)]


def _hostile(desk: Desk, texts: list[str]) -> list[str]:
    """Send each text as everything that can be sent; then nothing lies where it should not."""
    told: list[str] = []
    browser = Browser(Application(desk, told.append))
    page = browser.record(_RECORD)
    usual, before = {*executed(page.text)}, _files(desk.ground.root)
    misses = [
        f"{text!r}：{miss}" for text in texts for miss in _sent(desk, browser, text, usual)
    ]  # fmt: skip
    outside = _files(desk.ground.root) ^ before
    beside = {path.name for path in desk.ground.root.parent.iterdir()} - {"project", "copy.git"}
    drafts = [file for file in desk.drafts.folder.rglob("*") if not file.resolve().is_relative_to(desk.drafts.folder)]
    return [
        *misses,
        *(f"程序出错：{words}" for words in told),
        *(f"写到了别处：{name}" for name in [*outside, *beside, *drafts]),
    ]


def _sent(desk: Desk, browser: Browser, text: str, usual: set[str]) -> Iterator[str]:
    fields = dict.fromkeys(("title", "body", "attachments.0.title", "keywords", "desk:title", "nobody", text), text)
    shown = browser.sent(browser.record(_RECORD), "check", fields)
    yield from _looked_at(shown.status, shown.text, usual, "表单")
    page = browser.record(_RECORD)
    shown = browser.sent(page, "upload", {"desk:title": text}, files=[(f"{text}.txt", b"a"), (text, b"a")])
    yield from _looked_at(shown.status, shown.text, usual, "上传")
    for field in ("desk:form", "desk:base", "desk:number", "desk:do"):
        shown = browser.sent(page, "draft", {field: text, "title": text})
        yield from _looked_at(shown.status, shown.text, usual, field)
    written = quote(text, safe="", errors="replace")
    for address in ("/records?q={}&type={}", "/record/{}", "/preview/{}", "/new/{}", "/assets/{}", "/{}", "/older/{}"):
        shown = browser.get(address.replace("{}", written))
        yield from _looked_at(shown.status, shown.text, usual, address)
    token = str(page.page.css_first("input[name=token]").attributes["value"])
    for name in ("drop", "push", "new", "paste", "older"):
        pairs = [("token", token), *((field, text) for field in ("branch", "html", "title", "number"))]
        shown = browser.post(f"/{name}/{written}", pairs)
        yield from _looked_at(shown.status, shown.text, usual, f"POST /{name}")
    yield from _accounts(desk, text)


def _looked_at(status: int, page: str, usual: set[str], where: str) -> Iterator[str]:
    if status >= 500:
        yield f"{where} 出错 {status}"
    if page.startswith("<!doctype") and (more := {item for item in executed(page) if _acts(item)} - usual):
        yield f"{where} 里会运行 {sorted(more)[:3]}"


def _acts(item: str) -> bool:
    """Whether it is more than a form, a link or a stylesheet of our own, which stand on each page otherwise."""
    ours = ("<form [('action', '/", "<link [('href', '/assets/", "<meta [('charset", "<meta [('content', 'width")
    return not item.startswith(ours)


def _accounts(desk: Desk, text: str) -> Iterator[str]:
    """Nobody becomes somebody by a header of his own, and an account makes no path."""
    header = text.encode("utf-8", "replace").decode("latin-1")
    office = Entrance(proxy=Proxy("10.0.0.2", "X-Forwarded-User", _SECRET))
    behind = Application(Desk(desk.ground, desk.drafts, desk.workshop, desk.guard, office))
    told = {"X-Forwarded-User": header, "X-Disclosure-Secret": header}
    if Browser(behind, told, "10.0.0.2").get("/").status != 403:
        yield "没有口令也进来了"
    someone = Browser(behind, told | {"X-Disclosure-Secret": _SECRET}, "10.0.0.2")
    if someone.get("/").status == 200:
        someone.sent(someone.record(_RECORD), "draft", {"title": "某某通知"})
    alone = Browser(Application(desk), told)
    if alone.get("/").words(".who")[0].split(" · ")[0] != "editor":
        yield "本机的人换了账号"


def _files(root: Path) -> set[str]:
    """What lies in the project, but for what we keep there ourselves."""
    found = (file.relative_to(root) for file in root.rglob("*"))
    return {str(path) for path in found if path.parts[0] not in _ASIDE and "hooks" not in path.parts}


def _killed(desk: Desk, chance: random.Random, number: int) -> list[str]:
    """Let a desk keep drafts until it is killed; the last that it said to have kept must be there, whole."""
    account = f"editor-{number}"
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reading)
        _keep_on(desk, account, writing)
    os.close(writing)
    told = b""
    while told.count(b"\n") < 1 + number % 4 and (piece := os.read(reading, 1 << 12)):
        told += piece
    time.sleep(chance.uniform(0, 0.05))
    os.kill(child, signal.SIGKILL)
    while piece := os.read(reading, 1 << 12):
        told += piece
    os.close(reading)
    os.waitpid(child, 0)
    said = [int(line) for line in told.split(b"\n")[:-1]]
    kept = Drafts(desk.drafts.folder).of(account, _RECORD)
    if not said or kept is None:
        return [f"第 {number + 1} 次：说存了 {said[-1:]}，没有草稿"]
    there = next((n for n in range(said[-1], said[-1] + 3) if f"第{n}稿的标题" in kept.text), None)
    return [] if there is not None else [f"第 {number + 1} 次：说存了第 {said[-1]} 稿，里面不是"]


def _keep_on(desk: Desk, account: str, writing: int) -> None:
    try:
        own = Desk(desk.ground, desk.drafts, desk.workshop, desk.guard, Entrance(own=account))
        browser = Browser(Application(own))
        page = browser.record(_RECORD)
        for number in range(1 << 20):
            if browser.sent(page, "autosave", {"title": f"第{number}稿的标题"}).status == 200:
                os.write(writing, f"{number}\n".encode())
    finally:
        os._exit(1)
