"""Words without one of which an expression is not tried: none is forgotten, as what is not found is published."""

from __future__ import annotations

import re
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from disclosure.reading.sought import Sought, WordsFound
from disclosure.screening import dialects, personal
from disclosure.screening.personal import surface
from disclosure.screening.personal.spelt import may_spell
from disclosure.screening.secrecy import head, internal, levels, withheld
from disclosure.screening.wording import bodies, dates, doubled, garbling, leftovers, numbers
from needed_words import needs

GUARDED = {
    "numbers": [(numbers._NUMBER, numbers._OPENED), (numbers._BARE, numbers._AFTER_A_CODE)],
    "dates": [(dates._CHINESE_YEAR, dates._IN_CHARACTERS), (dates._WEEKDAY, dates._WEEKDAY_NAMED)],
    "doubled": [(doubled._PAIR, doubled._PAIRS)],
    "garbling": [(garbling._LOST, garbling._OF_LOSS)],
    "leftovers": [
        *((pattern, words) for words, pattern, _ in leftovers._SORTS),
        (leftovers._STAGE, leftovers._OF_STAGES),
        (leftovers._COPIED, leftovers._OFFERED),
    ],
    "bodies": [(bodies._AS_STATES, bodies._OF_STATES), (bodies._FORMER_STATE, bodies._OF_STATES)]
    + [(bodies._OFFICE, bodies._OFFICES)],
    "levels": [
        (levels._FIELD_AT_ALL, levels._FIELD),
        (levels._CANDIDATE, levels._LEVEL_AT_ALL),
        (levels._WITH_STAR, levels._MARKED_BY_STAR),
    ],
    "internal": [
        (internal._INSIDE_AT_ALL, internal._INSIDE),
        (internal._SPREADING_AT_ALL, internal._SPREADING),
        (internal._WORK_AT_ALL, internal._WORK),
        (internal._RETURN_AT_ALL, internal._RETURN),
    ],
    "withheld": [(withheld._AT_ALL, withheld._NOT_OPEN), (withheld._TICKED_AT_ALL, withheld._TICKS)],
    "head": [(head._COPY_LABEL, head._LABEL), (head._SIGNED_AT_ALL, head._SIGNED)],
    "personal": [(personal._SPLIT, personal._NAMED), (personal._PLATE, personal._PLATES)],
    "surface": [(surface._ODD, surface._TO_REPLACE)],
    "dialects": [(mark.pattern, dialects._ANY) for mark in dialects._MARKS if mark.pattern is not dialects._ICON],
}
# Rows that follow each other, of which each character alone is a match.
ROWS = [
    (garbling._LOOKALIKE, garbling._ANY),
    (garbling._PRIVATE, garbling._ANY),
    (garbling._UNSEEN, garbling._ANY),
    (surface._SUSPECT, surface._TO_REPLACE),
]


@cache
def characters() -> str:
    """Every character there is."""
    return "".join(chr(code) for code in (*range(1, 0xD800), *range(0xE000, 0x110000)))


@pytest.mark.parametrize("topic", GUARDED)
def test_no_expression_matches_without_one_of_its_words(topic: str) -> None:
    assert [pattern.pattern for pattern, words in GUARDED[topic] if not needs(pattern, written_out(words))] == []


def written_out(words: Sought) -> frozenset[str]:
    """The words, and in the place of each block of bytes the characters that begin with it."""
    blocks = {word for word in words.words if word[0] == "\0"}
    heads = tuple(name[1:].encode("latin-1") for name in blocks)
    inside = {sign for sign in characters()[:0xF800] if heads and sign.encode().startswith(heads)}
    return (words.words - blocks) | inside


@pytest.mark.parametrize("number", range(len(ROWS)))
def test_of_rows_of_characters_none_is_left_out(number: int) -> None:
    pattern, words = ROWS[number]
    matched = re.compile(pattern.pattern.removesuffix("+")).findall(characters())
    names = {name[1:].encode("latin-1") if name[0] == "\0" else name.encode() for name in words.words}
    assert len(matched) > 10
    assert [sign for sign in matched if not any(sign.encode()[:size] in names for size in range(1, 5))] == []


def test_the_first_sign_of_text_read_in_a_wrong_code_is_a_word() -> None:
    first = re.match(r"\(\?:(\[.*?[^\\]\])\[", garbling._as_gbk().pattern)
    assert first is not None
    assert set(re.findall(first[1], characters())) - garbling._ANY.words == set()


def test_a_proof_is_refused_where_a_word_is_missing() -> None:
    assert needs(re.compile("(?:密|内)部?件"), {"密", "内"})
    assert not needs(re.compile("(?:密|内)部?件"), {"密", "部件"})
    assert not needs(re.compile("密?件"), {"密"})
    assert needs(re.compile("秘[ *]{0,9}密"), {"秘密", "秘 ", "秘*"})
    assert not needs(re.compile("秘[ *]{0,9}密"), {"秘密", "秘 "})


def test_words_are_found_where_they_stand_within_each_other_too() -> None:
    words = Sought("残疾", "残疾人证", "疾人", listed="😀 é")
    found = WordsFound("😀é残疾人证\ud800残疾")
    assert found.places(words.words) == [
        (0, "😀"), (1, "é"), (2, "残疾人证"), (2, "残疾"), (3, "疾人"), (7, "残疾")
    ]  # fmt: skip
    assert words in found


def test_words_that_are_said_after_a_text_was_looked_at_are_found_in_it() -> None:
    found = WordsFound("\0乙甲丙")
    assert [Sought(*words) in found for words in (("乙甲",), ("甲乙",), ("丁", "丙"))] == [True, False, True]


@pytest.mark.parametrize("words", [(), ("", "甲")])
def test_no_words_are_refused(words: tuple[str, ...]) -> None:
    with pytest.raises(ValueError, match="no words"):
        Sought(*words)


SIGNS = st.text(st.sampled_from("0123456789-– \n*×xX零一九壹Ool.·甲>"), max_size=60)


@settings(max_examples=300)
@given(SIGNS)
def test_long_rows_are_seen_from_their_first_sign_on(text: str) -> None:
    """The same as looking from every sign: nothing is lost by looking only from the first of a row."""
    anywhere = personal._LONG.pattern.replace("(?<![0-9].)", "")
    assert anywhere != personal._LONG.pattern
    assert (personal._LONG.search(text) is None) == (re.search(anywhere, text) is None)
    row = re.sub(r"\(\?<!\[[^\]]*\]\.\)", "", personal.spelt.__globals__["_ROW"].pattern)
    assert may_spell(text) == (re.search(row, text) is not None)
