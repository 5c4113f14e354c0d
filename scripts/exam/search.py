"""一万份文件里，先找到的是要找的那一份；第一次查找读得不多，两万份的索引用的内存也不多。

The whole is 10,000 papers of other offices (papers.py) beside the demonstration, and the questions of tests/search/,
asked in Chromium by the programs that readers get: of forty, 34 find what is wanted first and 38 among the first ten;
a first question, a stranger's too, takes no more than 100 KB. The index of 20,000 papers takes less than 600 MB.
"""

from __future__ import annotations

import random
import re
import resource
import shutil
import tempfile
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from itertools import chain
from multiprocessing import get_context
from pathlib import Path

from playwright.sync_api import sync_playwright

from asking import QUESTIONS, Question, asked, cold_weight, misses, questions
from browser.static_server import serving
from disclosure.cli.browsers import chromium
from disclosure.law.book import law_book
from disclosure.loading import read_register
from disclosure.pages.site import Site
from disclosure.publication import shell_files
from disclosure.records.synonyms import Synonyms
from disclosure.search.entries import entries, in_order
from disclosure.search.index import index_of
from exam.papers import papers
from exam.running import PROJECT

_PAPERS, _MORE = 10_000, 20_000
_FIRST, _AMONG_TEN = 34, 38
_HEAVIEST = 100_000  # bytes of a first question
_MEMORY = 600  # MB
_PROGRAM = ["--no-sandbox", "--disable-gpu"]


def run(seed: int, share: float) -> list[str]:
    """What was not found, weighed too much or took too much memory."""
    misses = []
    for work in (_found, _remembered):
        # Each in a process of its own, started afresh: its memory is measured, and it may drive a browser.
        with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
            misses += pool.submit(work, seed, share).result()
    return misses


def _found(seed: int, share: float) -> list[str]:
    strangers = list(chain.from_iterable(questions(file.name) for file in sorted(QUESTIONS.glob("strangers*.json"))))
    weighed = random.Random(seed).sample(strangers, _part(len(strangers), share))
    with tempfile.TemporaryDirectory(prefix="disclosure-exam-") as folder:
        _lay(Path(folder), seed, _part(_PAPERS, share))
        return list(_judged(Path(folder), weighed))


def _part(whole: int, share: float) -> int:
    return max(1, round(whole * share))


def _remembered(seed: int, share: float) -> list[str]:
    count = _part(_MORE, share)
    with tempfile.TemporaryDirectory(prefix="disclosure-exam-") as folder:
        before = _peak()
        for _ in index_of(in_order(papers(count, seed)), [], Path(folder)):
            pass
        peak = _peak()
    return [f"{count} 份文件的索引用了 {peak:.0f} MB（开始时 {before:.0f} MB）"] if peak > _MEMORY else []


def _peak() -> float:
    """The most memory that this process or one of its children has had, in MB.

    A process's own ``ru_maxrss`` outlives its start from a larger one (Linux keeps it over ``exec``); VmHWM does not.
    """
    own = re.search(r"VmHWM:\s+(\d+)", Path("/proc/self/status").read_text("ascii"))
    assert own is not None
    return max(int(own[1]), resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss) / 1024


def _lay(folder: Path, seed: int, count: int) -> None:
    """A site that has its search and nothing else."""
    register = read_register(PROJECT)
    site = Site(register, law_book(register), register.demonstration_day)  # type: ignore[arg-type]
    (folder / "docs").symlink_to(PROJECT / "docs")  # where the attachments are
    groups = [group.words for record in register.all(Synonyms) for group in record.groups]
    for asset in index_of(in_order([*entries(site), *papers(count, seed)]), groups, folder):
        target = folder / asset.address
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(asset.data)
    for address, file in shell_files().items():
        (folder / address).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(file, folder / address)
    for name in ("index.html", "404.html"):
        (folder / name).write_text("<!doctype html><title>exam</title>", "utf-8")


def _judged(folder: Path, weighed: Sequence[Question]) -> Iterator[str]:
    """Every bar that is not reached, with what was missed; what is asked by strangers is ``weighed`` only."""
    told = [question for question in questions("queries.json") if question.sort != "pinyin"]
    every = [*told, *weighed]
    with serving(folder, "/") as url, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=_PROGRAM)
        page = browser.new_page()
        page.goto(url)
        answers = asked(page, url, (question.words for question in every))
        browser.close()
    for within, bar in ((1, _FIRST), (10, _AMONG_TEN)):
        missed = misses(told, answers[: len(told)], within)
        if len(told) - len(missed) < bar:
            yield f"前 {within} 个里有的只有 {len(told) - len(missed)} 个，应有 {bar} 个：{'；'.join(missed)}"
    for question, answer in zip(every, answers, strict=True):
        weight = cold_weight(folder, answer)
        if weight > _HEAVIEST:
            yield f"“{question.words}”第一次查找要读 {weight} 字节"
