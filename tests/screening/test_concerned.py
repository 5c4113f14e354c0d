"""Whom something is said of: an official, a doctor, a teacher near the sick, the poor and children is not one of them.

``persons/standing-near.txt`` and ``persons/concerned.txt`` have one sentence a line, put together for this; the names
are made of common characters and mean nobody.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from disclosure.screening import leaks, personal
from disclosure.screening.personal import grammar
from disclosure.screening.personal.concerned import deciding
from disclosure.screening.personal.grammar import Concerns, Sign
from disclosure.screening.personal.kinds import HEALTH, HOME, MINOR
from disclosure.screening.personal.statements import statements
from disclosure.screening.written import Written
from screening.trials import office

_SENTENCES = Path(__file__).with_name("persons")
PERSONAL = {"PRI-008", "PRI-009", "PRI-010", "PRI-015"}


@cache
def sentences(name: str) -> list[str]:
    return (_SENTENCES / f"{name}.txt").read_text("utf-8").splitlines()


def told_of(text: str) -> set[str]:
    return {hit.rule.id for hit in personal.hits(_written(text), office())} & PERSONAL


def _written(text: str) -> Written:
    return Written("docs/notices/2025/a.md", text)


def test_there_are_enough_sentences() -> None:
    assert len(set(sentences("standing-near"))) >= 320
    assert len(set(sentences("concerned"))) >= 110


def test_who_stands_near_is_not_told_of() -> None:
    assert [line for line in sentences("standing-near") if list(leaks.leaks(_written(line), office()))] == []


def test_who_is_concerned_is_told_of() -> None:
    assert [line for line in sentences("concerned") if not told_of(line)] == []


@pytest.mark.parametrize(
    ("fires", "silent"),
    [
        ("李秀兰患有肾病，邻居为她捐款。", "李秀兰向患有肾病的邻居捐款。"),
        ("李秀兰是一名患有肾病的居民。", "李秀兰遇到一名患有肾病的居民。"),
        ("患有肾病的邻居李秀兰前来求助。", "有患有肾病的邻居求助，李秀兰赶到。"),
        ("李秀兰体检发现患有肾病。", "李秀兰发现有老人患有肾病。"),
        ("李秀兰说，自己患有肾病。", "李秀兰建议，患有肾病的多休息。"),
        ("李秀兰在社区帮助下战胜了肾病。", "李秀兰帮助居民战胜了肾病。"),
        ("“我患有肾病多年。”李秀兰说。", "“我们关心肾病患者。”李秀兰说。"),
        ("李秀兰被认定为残疾人。", "李秀兰为残疾人理发。"),
        ("李秀兰患肺癌三年。", "李秀兰擅长肺癌的诊治。"),
        ("李秀兰因肿瘤住院。", "李秀兰在肿瘤医院旁边开店。"),
        ("李秀兰到示例小学六年级插班就读。", "李秀兰到示例小学六年级听课。"),
        ("李秀兰是示例小学六年级的学生。", "李秀兰是示例小学六年级的语文教师。"),
        ("走失的5岁女孩李秀兰已经回家。", "李秀兰送一名走失的5岁女孩回家。"),
        ("李秀兰住示例小区5号楼302室。", "李秀兰赶到示例小区5号楼302室。"),
        ("李秀兰患病致贫，得到工作室资助。", "李秀兰爱心工作室资助患病老人。"),
        ("志愿者李秀兰自己也是一名肾病患者。", "志愿者李秀兰服务了多名肾病患者。"),
    ],
)
def test_grammar_tells_whom(fires: str, silent: str) -> None:
    assert told_of(fires) != set()
    assert told_of(silent) == set()


TABLES = {HEALTH: grammar.ILLNESS, MINOR: grammar.CHILD, HOME: grammar.HOME}
ROWS = [(rule, sign) for rule, table in TABLES.items() for sign in table]


@pytest.mark.parametrize(("rule", "sign"), ROWS, ids=[sign.example for _, sign in ROWS])
def test_each_row_of_the_grammar_decides_its_own_sentence(rule: object, sign: Sign) -> None:
    text = sign.example
    said = [statement for statement in statements(text) if statement.rule is rule]
    assert sign in [deciding(text, (0, len("李秀兰")), statement) for statement in said]
    assert bool(told_of(text)) is (sign.concerns is Concerns.HIM)


def test_somebody_who_is_brought_in_is_the_one_the_next_sentence_speaks_of() -> None:
    assert told_of("李秀兰巡逻时发现一位老人。老人患有痴呆，说不清住址。") == set()
    assert told_of("受助人是李秀兰。老人患有痴呆，说不清住址。") == {"PRI-015"}
