"""Asks the search of a site in the browser, by the very programs that readers get."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from playwright.sync_api import Page

QUESTIONS = Path(__file__).resolve().parent / "search"
PROGRAMS = ("search.js", "finding.js", "question.js", "postings.js")

_ASK = """async ([base, questions, year]) => {
  const { openIndex } = await import(`${base}assets/site/finding.js`);
  const answers = [];
  for (const question of questions) {
    const files = [];
    const load = async (path, as) => {
      const answer = await fetch(base + path);
      if (!answer.ok) throw new Error(path);
      files.push(path);
      return as === "json" ? answer.json() : as === "text" ? answer.text() : new Uint8Array(await answer.arrayBuffer());
    };
    const answer = await (await openIndex(load, year)).ask(question);
    answers.push({ files, found: answer.found, notes: answer.notes, first: await answer.show(0, 10) });
  }
  return answers;
}"""


@dataclass(frozen=True)
class Answer:
    """What is found for one question: the ids of the first ten, and every file that was asked for."""

    found: int
    first: list[str]
    notes: list[dict[str, Any]]
    files: list[str]


def asked(page: Page, base: str, questions: Iterable[str], year: int = 2025) -> list[Answer]:
    """The answers to questions, each asked by a reader who comes for the first time; ``page`` is of the site."""
    told = page.evaluate(_ASK, [base, list(questions), year])
    return [Answer(one["found"], list(map(_id, one["first"])), one["notes"], one["files"]) for one in told]


def _id(facts: dict[str, Any]) -> str:
    return Path(facts["address"]).stem


@dataclass(frozen=True)
class Question:
    """A question of one sort, and the ids of which one should come first."""

    sort: str
    words: str
    wanted: frozenset[str]


def questions(name: str) -> Iterator[Question]:
    """The questions of a file of tests/search."""
    for sort, words, wanted in json.loads((QUESTIONS / name).read_text("utf-8")):
        yield Question(sort, words, frozenset(wanted))


def misses(asked_for: Iterable[Question], answers: Iterable[Answer], within: int) -> list[str]:
    """The questions of which none of the wanted is among the first so many that were found."""
    pairs = zip(asked_for, answers, strict=True)
    return [
        f"{question.words} → {answer.first[:3]}"
        for question, answer in pairs
        if not question.wanted.intersection(answer.first[:within])
    ]


def cold_weight(site: Path, answer: Answer) -> int:
    """The bytes of a first question: programs and all files; what a plain server does not compress counts whole."""
    programs = [site / "assets" / "site" / name for name in PROGRAMS]
    return sum(
        file.stat().st_size if file.suffix == ".bin" else len(gzip.compress(file.read_bytes()))
        for file in (*programs, *(site / path for path in answer.files))
    )
