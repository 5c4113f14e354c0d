"""The statutes and limits in data/ fit their record types and refer only to each other."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path
from typing import TypeVar

import pytest
from pydantic import BaseModel

from disclosure.reading.validation import validate
from disclosure.reading.yaml_tree import read_tree
from disclosure.records.law import LOCAL, Applies, Grade, Law, Limit, Limits, Unit

ROOT = Path(__file__).resolve().parents[1]
LAW_FILES = sorted((ROOT / "data/laws").glob("*.yml"))

Model = TypeVar("Model", bound=BaseModel)


def record_of(model: type[Model], file: Path) -> Model:
    path = file.relative_to(ROOT).as_posix()
    tree, findings = read_tree(file.read_text(encoding="utf-8"), path)
    assert findings == [] and tree is not None
    record, faults = validate(model, tree)
    assert faults == [] and record is not None
    return record


def laws() -> list[Law]:
    return [record_of(Law, file) for file in LAW_FILES]


def limits() -> list[Limit]:
    return record_of(Limits, ROOT / "data/limits.yml").limits


def citations() -> dict[str, Grade]:
    articles = [(law, article) for law in laws() for article in law.articles]
    by_key = {article.key: article.grade for _, article in articles if article.key is not None}
    return by_key | {f"{law.short}/{article.number}": article.grade for law, article in articles}


def repeated(values: list[str]) -> list[str]:
    return [value for value, count in Counter(values).items() if count > 1]


def test_there_are_laws_and_limits() -> None:
    assert LAW_FILES and limits()


@pytest.mark.parametrize("file", LAW_FILES, ids=lambda file: file.stem)
def test_a_law_fits_its_model_and_is_named_after_its_id(file: Path) -> None:
    assert record_of(Law, file).id == file.stem


def test_short_names_titles_and_article_numbers_are_unique() -> None:
    assert repeated([law.short for law in laws()]) == []
    assert repeated([law.title for law in laws()]) == []
    assert [key for law in laws() for key in repeated([f"{law.short}/{item.number}" for item in law.articles])] == []


def test_every_limit_rests_on_an_article_that_is_recorded() -> None:
    known = citations()
    assert [item.id for item in limits() if not item.basis.startswith(LOCAL) and item.basis not in known] == []


def test_no_limit_claims_to_be_verified_further_than_its_article() -> None:
    order = [Grade.TEXT, Grade.SECONDARY, Grade.MEMORY]
    known = citations()
    on_file = [item for item in limits() if item.basis in known]
    assert [item.id for item in on_file if order.index(item.grade) < order.index(known[item.basis])] == []


def test_limit_ids_are_unique_and_values_fit_their_units() -> None:
    assert repeated([limit.id for limit in limits()]) == []
    month_day = re.compile(r"(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])")
    wrong = [
        limit.id
        for limit in limits()
        if not (month_day.fullmatch(limit.value) if limit.unit is Unit.MONTH_DAY else limit.value.isdigit())
    ]
    assert wrong == []


def test_a_law_in_force_was_issued_before() -> None:
    assert [law.id for law in laws() if law.effective is not None and law.effective < law.issued] == []


def test_what_is_known_only_from_memory_is_watched_by_no_rule() -> None:
    """Such an article gives its reason instead; a rule that cites it would quote what nobody has read."""
    from_memory = [(law, item) for law in laws() for item in law.articles if item.grade is Grade.MEMORY]
    assert [f"{law.short}/{item.number}" for law, item in from_memory if item.unwatched is None] == []


def test_the_offices_own_rules_are_not_presented_as_law() -> None:
    own = [law for law in laws() if law.short == "本办制度"]
    assert [item.number for law in own for item in law.articles if item.applies is not Applies.PRACTICE] == []
