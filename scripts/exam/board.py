"""留言板收下的问题先审后登，导入以后没有号码和提问人，重复导入不重复；真的 Isso 从提问到登出走一遍。

The whole is 150 boards made by a generator (databases as Isso keeps them), each imported twice, and one that really
runs: ``make board-tools`` makes its environment, Chromium asks on the page, the office lets the question pass and
answers, and the record is built and shown. A sample has boards of the generator alone: a machine of the tests need not
be able to compile Isso.
"""

from __future__ import annotations

import random
import re
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

from playwright.sync_api import Browser, Page, sync_playwright

from boards import alone
from demonstration import assemble, started
from disclosure.cli.browsers import chromium
from disclosure.importing.board import TakenOver, takeover
from disclosure.importing.isso_store import messages
from disclosure.loading import read_register
from exam.running import PROJECT
from test_board_import import Sent, database

_BOARDS = 150
_MOBILE = re.compile(r"1[3-9][0-9]{9}")
_WORDS = ("认领要交押金吗？", "花园能不能浇水到晚上？", "退出以后工具还给谁？", "可以种葱吗？")
_PROGRAM = ["--no-sandbox", "--disable-gpu"]


def run(seed: int, share: float) -> list[str]:
    """What was taken over that should not be, or was not; and what went wrong with the board that runs."""
    chance = random.Random(seed)
    with tempfile.TemporaryDirectory(prefix="disclosure-exam-") as folder:
        root = Path(folder).resolve() / "project"
        assemble(root)
        alone(root)
        count = max(1, round(_BOARDS * share))
        misses = [miss for number in range(count) for miss in _imported(root, chance, number)]
    return misses + (list(_living()) if share >= 1 else [])


def _imported(root: Path, chance: random.Random, number: int) -> Iterator[str]:
    """One board of the generator: who waits, is deleted or unknown is left, numbers are masked, twice is once."""
    sent = list(_sent(chance))
    found = messages(database(root / "board.db", sent))
    wanted = {item.number for item in sent if item.parent is None and item.mode == 1}
    if {item.number for item in found} != wanted:
        yield f"board {number}: {sorted(wanted)} were approved, {sorted(item.number for item in found)} read"
    results = takeover(read_register(root), found).results
    texts = [result.text for result in results if isinstance(result, TakenOver)]
    if len(texts) != len(wanted):
        yield f"board {number}: {len(texts)} of {len(wanted)} taken over"
    if any(_MOBILE.search(text) or "@" in text for text in texts):
        yield f"board {number}: a number or a mailbox came along"
    for result in results:
        if isinstance(result, TakenOver):
            (root / result.path).parent.mkdir(parents=True, exist_ok=True)
            (root / result.path).write_text(result.text, "utf-8")
    if again := takeover(read_register(root), found).results:
        yield f"board {number}: imported twice, {len(again)} more"
    shutil.rmtree(root / "data/questions", ignore_errors=True)


def _sent(chance: random.Random) -> Iterator[Sent]:
    number = 0
    for _ in range(chance.randint(0, 8)):
        number += 1
        asked, mobile = number, f"1{chance.choice('3578')}{chance.randrange(10**9):09}"
        words = chance.choice(_WORDS) + chance.choice(
            ("", f"我的手机{mobile}。", f"电话 {mobile[:3]} {mobile[3:7]} {mobile[7:]}")
        )
        day = f"2025-0{chance.randint(1, 6)}-{chance.randint(10, 28)} {chance.randint(0, 23):02}:15"
        yield Sent(asked, words, day, mode=chance.choice((1, 1, 1, 2, 4)))
        for _ in range(chance.randint(0, 2)):
            number += 1
            author = chance.choice(("staff", "staff", None, "路人"))
            yield Sent(number, "可以，到居委会登记。", day, parent=asked, author=author, mode=chance.choice((1, 2)))


# --- a board that runs --------------------------------------------------------------------------------------------


def _living() -> Iterator[str]:
    made = subprocess.run(["make", "board-tools"], cwd=PROJECT, capture_output=True, text=True)
    if made.returncode:
        yield f"the board's environment cannot be made: {(made.stderr or made.stdout)[-300:]}"
        return
    with tempfile.TemporaryDirectory(prefix="disclosure-exam-") as folder:
        root = Path(folder).resolve() / "project"
        assemble(root)
        agency = root / "data/agency.yml"
        text = agency.read_text("utf-8")
        agency.unlink()  # a link to the tests' own
        agency.write_text(text + "board: {own: /isso, granted: 示例区政务公开科}\n", "utf-8")
        yield from _walked(root)


def _walked(root: Path) -> Iterator[str]:
    today = (datetime.now(UTC) + timedelta(hours=8)).date().isoformat()
    build = ("build", "--root", root, "--out", root / "site", "--today", today)
    if (ended := started(*build)).returncode:
        yield f"not built: {(ended.stdout + ended.stderr)[-500:]}"
        return
    with _serving(root) as (origin, password), _chromium() as browser:
        page = browser.new_page()
        faults: list[str] = []
        page.on("console", lambda line: faults.append(line.text) if line.type == "error" else None)
        yield from _asked(page, origin)
        yield from _waits(root, page, origin)
        yield from _let_pass(browser, origin, password)
        if (ended := started("import", "board", root / "store/comments.db", "--root", root)).returncode:
            yield f"not imported: {ended.stdout}{ended.stderr}"
        if (ended := started(*build)).returncode:
            yield f"not built again: {(ended.stdout + ended.stderr)[-500:]}"
        yield from _shown(page, origin)
        yield from (f"the page complains: {fault}" for fault in faults)


@contextmanager
def _serving(root: Path) -> Iterator[tuple[str, str]]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    program = PROJECT / ".disclosure/board-environment/bin/python"
    options = ["--site", root / "site", "--folder", root / "store", "--port", port]
    command = [str(part) for part in (program, PROJECT / "scripts/board_server.py", *options)]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as server:
        try:
            origin = f"http://127.0.0.1:{port}"
            _wait_for(f"{origin}/questions.html")
            yield origin, (root / "store/password").read_text("utf-8").strip()
        finally:
            server.terminate()


def _wait_for(address: str) -> None:
    for _ in range(100):
        try:
            urlopen(address, timeout=5).close()
        except URLError:
            time.sleep(0.2)
        else:
            return
    raise TimeoutError(address)


@contextmanager
def _chromium() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=_PROGRAM)
        yield browser
        browser.close()


def _asked(page: Page, origin: str) -> Iterator[str]:
    page.goto(f"{origin}/questions.html#about-doc-2024-008")
    if page.locator("#about").input_value() != "doc-2024-008":
        yield "the policy is not picked by the address"
    page.locator("#words").fill("认领的花园可以种葱吗？我的手机是13912345678。")
    page.get_by_role("button", name="提交").click()
    page.get_by_text("收到了").wait_for(timeout=15_000)


def _waits(root: Path, page: Page, origin: str) -> Iterator[str]:
    """Before it is looked at, nobody is shown it: not by the board, not by the page, not by an import."""
    for address in ("isso/", "isso/?uri=/documents/doc-2024-008.html", "isso/latest", "isso/admin/", "isso/feed"):
        if page.request.get(f"{origin}/{address}").ok:
            yield f"the board reads out {address}"
    said = started("import", "board", root / "store/comments.db", "--root", root, "--keep-senders").stdout
    if "取来 0 条" not in said:
        yield f"imported before it was let pass: {said}"


def _let_pass(browser: Browser, origin: str, password: str) -> Iterator[str]:
    if browser.new_page().request.get(f"{origin}/isso/staff").status != 401:
        yield "the office's page is open to everybody"
    credentials = {"username": "staff", "password": password}
    office = browser.new_context(http_credentials=credentials).new_page()  # type: ignore[arg-type]
    office.goto(f"{origin}/isso/staff")
    office.get_by_role("button", name="通过", exact=True).click()
    office.get_by_text("已通过，等待答复").wait_for()
    office.get_by_role("textbox", name="答复").fill("可以种，不占公共通道就行。")
    office.get_by_role("button", name="通过并答复").click()
    office.get_by_text("（已答复）").wait_for()


def _shown(page: Page, origin: str) -> Iterator[str]:
    page.goto(f"{origin}/documents/doc-2024-008.html")
    board = page.locator("section.board").inner_text()
    for words in ("可以种葱吗", "139****5678", "可以种，不占公共通道就行。"):
        if words not in board:
            yield f"the policy's page does not show {words!r}"
    if "13912345678" in page.content():
        yield "the number is on the page"
