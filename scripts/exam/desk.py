"""编辑表单：什么字符串、文件名、账号都写不到别处，也不会在网页上运行；随时断电，存过的草稿不丢。

The whole is 250 different hostile strings, every path of ``hostile.paths`` among them, each sent as everything that
somebody can send (fields, file names, names of records, accounts, questions, what was copied), and 50 kills (SIGKILL,
of git too) at moments drawn at random of a desk that keeps drafts, takes files in or hands in, commits and pushes.
Afterwards the repository is sound, what was said to be kept is there, and the next one is handed in.
"""

from __future__ import annotations

import os
import random
import signal
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import NamedTuple
from urllib.parse import quote

from demonstration import assemble
from desks import Answer, Browser, opened, project_with_copy
from disclosure.editing.desk.application import Application
from disclosure.editing.desk.desk import Desk
from disclosure.editing.desk.drafts import Drafts
from disclosure.editing.desk.people import Entrance, Proxy
from exam import Slice
from exam.hostile import SECRET, executed, paths, strings
from repository import git

_PARTS, _STRINGS, _KILLS = 5, 250, 50
_RECORD, _PATH = "doc-2025-003", "docs/notices/2025/doc-2025-003.md"
_SECRET = "a-secret-that-only-both-know"
_INSIDE = "what nobody may read who sends a path"
_ASIDE = (".git", ".disclosure")


def slices(seed: int) -> Sequence[Slice]:
    """Every fifth string and kill."""
    texts, kills = _texts(seed), range(_KILLS)
    parts = [(texts[start::_PARTS], kills[start::_PARTS]) for start in range(_PARTS)]
    return [Slice(f"{number}", partial(_tried, *part, seed)) for number, part in enumerate(parts, 1)]


def run(seed: int, share: float) -> list[str]:
    """What a string did that it should not, and which kill lost something."""
    texts = random.Random(seed).sample(_texts(seed), max(4, round(_STRINGS * share)))
    return _tried(texts, range(max(2, round(_KILLS * share))), seed)


def _texts(seed: int) -> list[str]:
    ways = paths()
    return [*ways, *strings(seed, _STRINGS - len(ways))]


def _tried(texts: Sequence[str], kills: Sequence[int], seed: int) -> list[str]:
    with tempfile.TemporaryDirectory(prefix="disclosure-exam-") as folder:
        root = Path(folder).resolve() / "project"
        assemble(root)
        project_with_copy(root)
        secret = root.parent / SECRET
        secret.parent.mkdir()
        secret.write_text(_INSIDE, "utf-8")
        desk = opened(root)
        misses = _hostile(desk, texts)
        lost = (_killed(desk, random.Random(f"{seed} {number}"), number) for number in kills)
        return [*misses, *(miss for found in lost for miss in found)]


def _hostile(desk: Desk, texts: Sequence[str]) -> list[str]:
    """Send each text as everything that can be sent; then nothing lies where it should not."""
    told: list[str] = []
    browser = Browser(Application(desk, told.append))
    page = browser.record(_RECORD)
    usual, before = {*executed(page.text)}, _files(desk.ground.root)
    misses = [
        f"{text!r}：{miss}" for text in texts for miss in _sent(desk, browser, text, usual)
    ]  # fmt: skip
    outside = _files(desk.ground.root) ^ before
    beside = {path.name for path in desk.ground.root.parent.iterdir()} - {"project", "copy.git", "outside"}
    drafts = [file for file in desk.drafts.folder.rglob("*") if not file.resolve().is_relative_to(desk.drafts.folder)]
    return [
        *misses,
        *(f"程序出错：{words}" for words in told),
        *(f"写到了别处：{name}" for name in [*outside, *beside, *drafts]),
    ]


def _sent(desk: Desk, browser: Browser, text: str, usual: set[str]) -> Iterator[str]:
    fields = dict.fromkeys((*_FIELDS, text), text)
    shown = browser.sent(browser.record(_RECORD), "check", fields)
    yield from _looked_at(shown.status, shown.text, usual, "表单")
    page = browser.record(_RECORD)
    shown = browser.sent(page, "upload", {"desk:title": text}, files=[(f"{text}.txt", b"a"), (text, b"a")])
    yield from _looked_at(shown.status, shown.text, usual, "上传")
    for field in ("desk:form", "desk:base", "desk:number", "desk:do"):
        shown = browser.sent(page, "draft", {field: text, "title": text})
        yield from _looked_at(shown.status, shown.text, usual, field)
    written = quote(text, safe="", errors="replace")
    plain = quote(text, safe="/\\;.", errors="replace")  # as a browser that cleans no address would send it
    for address in ("/records?q={}&type={}", *_ADDRESSES):
        for sent in (written, plain):
            shown = browser.get(address.replace("{}", sent))
            yield from _looked_at(shown.status, shown.text, usual, address)
    token = str(page.page.css_first("input[name=token]").attributes["value"])
    for name in ("drop", "push", "new", "paste", "older"):
        pairs = [("token", token), *((field, text) for field in ("branch", "html", "title", "number"))]
        shown = browser.post(f"/{name}/{written}", pairs)
        yield from _looked_at(shown.status, shown.text, usual, f"POST /{name}")
    yield from _accounts(desk, text)


_FIELDS = (
    "title", "body", "attachments.0.title", "attachments.0.file", "attachments", "keywords", "interprets", "column",
    "desk:title", "desk:files", "nobody",
)  # fmt: skip
_ADDRESSES = (
    "/record/{}", "/withdraw/{}", "/preview/{}", "/new/{}", "/assets/{}", "/{}", "/older/{}", "/file/doc-2025-003/{}",
)  # fmt: skip


def _looked_at(status: int, page: str, usual: set[str], where: str) -> Iterator[str]:
    if status >= 500:
        yield f"{where} 出错 {status}"
    if _INSIDE in page:
        yield f"{where} 读到了项目外面的文件"
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
    """Let a desk work until it is killed; the last that it said to have kept must be there, whole."""
    way = _WAYS[number % len(_WAYS)]
    account = f"editor-{number}"
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reading)
        os.setsid()
        _keep_on(desk, account, way, writing)
    os.close(writing)
    told = b""
    while told.count(b"\n") < 1 + number % 4 % way.most and (piece := os.read(reading, 1 << 12)):
        told += piece
    time.sleep(chance.uniform(0, way.within))
    os.killpg(child, signal.SIGKILL)
    while piece := os.read(reading, 1 << 12):
        told += piece
    os.close(reading)
    os.waitpid(child, 0)
    said = [int(line) for line in told.split(b"\n")[:-1]]
    desk.branches.forget()
    misses = [*_unsound(desk.ground.root), *way.lost(desk, account, said[-1] if said else -1)]
    return [f"第 {number + 1} 次（{way.do}）：{miss}" for miss in misses]


def _unsound(root: Path) -> Iterator[str]:
    """What git says of a repository that is not as it should be."""
    for place in (root, root.parent / "copy.git"):
        try:
            git(place, "fsck", "--strict", "--no-dangling")
        except Exception as error:
            yield f"{place.name} 坏了：{error}"


def _keep_on(desk: Desk, account: str, way: _Way, writing: int) -> None:
    try:
        browser = _of(desk, account)
        page = browser.record(_RECORD)
        for number in range(1 << 20):
            page = way.step(browser, page, number)
            os.write(writing, f"{number}\n".encode())
    finally:
        os._exit(1)


def _of(desk: Desk, account: str) -> Browser:
    return Browser(Application(Desk(desk.ground, desk.drafts, desk.workshop, desk.guard, Entrance(own=account))))


def _title(number: int) -> str:
    return f"第{number}稿的标题"


def _autosave(browser: Browser, page: Answer, number: int) -> Answer:
    assert browser.sent(page, "autosave", {"title": _title(number)}).status == 200
    return page


def _upload(browser: Browser, page: Answer, number: int) -> Answer:
    sent = browser.sent(page, "upload", {"title": _title(number)}, files=[(f"表{number}.txt", b"%d" % number * 99)])
    assert sent.status == 200
    return sent


def _submit(browser: Browser, page: Answer, number: int) -> Answer:
    kept = browser.sent(page, "draft", {"title": _title(number)})
    assert browser.sent(kept, "submit-anyway").words("h1") == ["已经提交"]
    return browser.record(_RECORD)


def _draft_lost(desk: Desk, account: str, last: int) -> Iterator[str]:
    kept = Drafts(desk.drafts.folder).of(account, _RECORD)
    if last < 0 or kept is None:
        yield f"说存了第 {last} 稿，没有草稿"
    elif not any(_title(number) in kept.text for number in (last, last + 1)):
        yield f"说存了第 {last} 稿，里面不是"
    else:
        there = {name for name in kept.files if desk.drafts.file(account, _RECORD, name) is not None}
        yield from (f"草稿里的文件 {name} 不在" for name in {*kept.files} - there)


def _branch_lost(desk: Desk, account: str, last: int) -> Iterator[str]:
    """What was handed in last stands on the branch or in the draft, whole; the next one is handed in after it."""
    kept = Drafts(desk.drafts.folder).of(account, _RECORD)
    root, place = desk.ground.root, f"refs/heads/edit/{account}"
    commits = git(root, "rev-list", f"--glob={place}", "^main").split()
    texts = [kept.text] if kept is not None else []
    texts += [git(root, "show", f"{commit}:{_PATH}") for commit in commits]
    if not any(_title(number) in text for text in texts for number in (last, last + 1)):
        yield f"说提交了第 {last} 稿，分支上和草稿里都不是"
    bodies = {text.partition("\n---\n")[2].strip() for text in texts}
    if len(bodies) > 1:
        yield f"写了一半：{bodies}"
    browser = _of(desk, account)
    ended = browser.sent(browser.record(_RECORD), "submit-anyway", {"title": _title(10_000)})
    if ended.words("h1") != ["已经提交"]:
        yield f"下一次交不上：{ended.words('h1')} {ended.words('.error, .findings')}"


class _Way(NamedTuple):
    """What a desk does until it is killed: how, at most so many seconds after what it said, and what must be there."""

    do: str
    most: int
    within: float
    step: Callable[[Browser, Answer, int], Answer]
    lost: Callable[[Desk, str, int], Iterator[str]]


_WAYS = (
    _Way("存草稿", 4, 0.05, _autosave, _draft_lost),
    _Way("提交", 1, 2.0, _submit, _branch_lost),
    _Way("上传", 3, 0.2, _upload, _draft_lost),
)
