"""Whom a policy concerns: criteria against persons, near misses included, and the reasons in words."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from random import Random
from typing import Any

import pytest
import yaml

from acquaintances import as_file, personas
from demonstration import REPOSITORY
from disclosure.loading import read_register
from disclosure.matching.conditions import slips, ways
from disclosure.matching.persons import Household, households
from disclosure.matching.spans import Length, elapsed, later, span_of
from disclosure.matching.verdicts import Verdict, judge
from disclosure.matching.wording import for_whom
from disclosure.pages.cards import closing
from disclosure.reading.validation import validate
from disclosure.reading.yaml_tree import read_tree
from disclosure.records.documents import Document
from disclosure.records.facts import Facts

TODAY = date(2025, 6, 18)

FACTS = """
facts:
  - {key: age, title: 年龄, kind: age}
  - key: hukou
    title: 户籍
    kind: choice
    options:
      - {key: here, title: 本街道户籍, within: city}
      - {key: city, title: 本市户籍}
      - {key: elsewhere, title: 外地户籍}
  - {key: lives_here, title: 住在本街道, negative: 不住在本街道, kind: yes-no, shared: true}
  - {key: since, title: 在本街道连续居住, kind: since}
  - {key: hurt, title: 因伤行动不便, negative: 没有因伤行动不便, kind: since, otherwise: none}
  - {key: card, title: 持残疾人证, negative: 没有残疾人证, kind: yes-no, otherwise: no}
  - {key: grade, title: 年级, kind: number, unit: 年级, otherwise: none}
things:
  - key: home
    title: 住房
    shared: true
    facts:
      - {key: owner, title: 是业主, negative: 不是业主, kind: yes-no, otherwise: no}
      - {key: built, title: 建成, kind: year}
      - {key: storeys, title: 楼层数, kind: number, unit: 层}
      - {key: grant, title: 得到补助, negative: 没有得到过补助, kind: since, otherwise: none}
  - key: shop
    title: 店铺
    facts:
      - {key: street, title: 经营地点, kind: words}
      - {key: open, title: 经营, kind: since}
      - {key: chain, title: 直营店, negative: 不是直营店, kind: yes-no, otherwise: no}
"""


def facts() -> Facts:
    tree, findings = read_tree(FACTS, "facts.yml")
    assert tree is not None and findings == []
    found, faults = validate(Facts, tree)
    assert found is not None and faults == []
    return found


def asked(criteria: str) -> Any:
    return yaml.load(criteria, yaml.CBaseLoader)


def people(text: str, today: date = TODAY) -> list[Household]:
    tree, findings = read_tree(text, "persona.yml")
    assert tree is not None and findings == []
    found, misread = households(tree, facts(), today)
    assert misread == []
    return found


def verdict(criteria: str, persona: str, today: date = TODAY) -> Verdict:
    assert list(slips(asked(criteria), facts())) == []
    return judge(ways(asked(criteria), facts()), people(persona, today)[0], today)


# --- lengths of time ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("start", "months", "end"),
    [
        ("2024-02-29", 12, "2025-02-28"),
        ("2025-01-31", 1, "2025-02-28"),
        ("2023-11-30", 3, "2024-02-29"),
        ("2025-06-18", -3, "2025-03-18"),
        ("2020-12-31", 60, "2025-12-31"),
    ],
)
def test_a_span_is_full_on_the_day_that_corresponds_or_the_last_of_its_month(start: str, months: int, end: str) -> None:
    assert later(date.fromisoformat(start), Length(months)).isoformat() == end


@pytest.mark.parametrize(
    ("text", "length"),
    [
        ("2年", Length(24)), ("3个月", Length(3)), ("60天", Length(days=60)), ("半年", Length(6)),
        ("18 个月", Length(18)), ("两年", Length(24)), ("十五日", Length(days=15)), ("2", None),
        ("年", None), ("-1年", None),
    ],
)  # fmt: skip
def test_lengths_are_written_as_policies_say_them(text: str, length: Length | None) -> None:
    assert span_of(text) == length


def test_how_long_it_has_been_is_told_in_words() -> None:
    assert elapsed(date(2023, 6, 10), TODAY) == "2 年零 8 天"
    assert elapsed(date(2025, 5, 4), TODAY) == "1 个月零 14 天"
    assert elapsed(date(2020, 6, 18), TODAY) == "5 年"
    assert elapsed(date(2025, 6, 20), TODAY) == "还有 2 天"


# --- one criterion, near misses -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("criteria", "persona", "holds"),
    [
        ("[{age: {min: 70}}]", "age: 1955-06-18", True),
        ("[{age: {min: 70}}]", "age: 1955-06-19", False),
        ("[{age: {max: 70}}]", "age: 1954-06-19", True),  # 70 to the last day before the next birthday
        ("[{age: {max: 70}}]", "age: 1954-06-18", False),
        ("[{age: {under: 18}}]", "age: 2007-06-18", False),
        ("[{age: {under: 18}}]", "age: 2007-06-19", True),
        ("[{age: {min: 18个月, under: 36个月}}]", "age: 2023-12-18", True),
        ("[{age: {min: 18个月, under: 36个月}}]", "age: 2023-12-19", False),
        ("[{age: {min: 18个月, under: 36个月}}]", "age: 36个月", False),
        ("[{age: {min: 65}}]", "age: 65", True),
        ("[{hukou: city}]", "hukou: here", True),
        ("[{hukou: here}]", "hukou: city", False),
        ("[{hukou: 本市户籍}]", "hukou: 本街道户籍", True),
        ("[{since: {min: 2年}}]", "since: 2023-06-18", True),
        ("[{since: {min: 2年}}]", "since: 2023-06-19", False),
        ("[{since: {over: 2年}}]", "since: 2023-06-18", False),
        ("[{since: {under: 2年}}]", "since: 2023-06-18", False),
        ("[{since: {min: 0天}}]", "since: 2025-06-19", False),  # it has not begun
        ("[{hurt: {max: 3个月}}]", "hurt: 2025-03-18", True),
        ("[{hurt: {max: 3个月}}]", "hurt: 2025-03-17", False),
        ("[{hurt: {max: 3个月}}]", "hurt: none", False),
        ("[{since: {from: 2022-04-01, to: 2025-03-31}}]", "since: 2022-04-01", True),
        ("[{since: {from: 2022-04-01, to: 2025-03-31}}]", "since: 2025-04-01", False),
        ("[{home: {grant: {min: 5年, none: yes}}}]", "home: {owner: yes}", True),
        ("[{home: {grant: {min: 5年, none: yes}}}]", "home: {grant: 2020-06-19}", False),
        ("[{home: {grant: {min: 5年, none: yes}}}]", "home: {grant: 2020-06-18}", True),
        ("[{home: {built: {under: 2000}}}]", "home: {built: 1999}", True),
        ("[{home: {built: {under: 2000}}}]", "home: {built: 2000}", False),
        ("[{home: {built: {max: 2000}}}]", "home: {built: 2000年}", True),
        ("[{grade: {min: 1, max: 5}}]", "grade: 5年级", True),
        ("[{grade: {min: 1, max: 5}}]", "grade: 6", False),
        ("[{grade: 3}]", "grade: 3", True),
        ("[{shop: {street: [甲路, 乙路]}}]", "shop: {street: 乙路}", True),
        ("[{shop: {street: [甲路, 乙路]}}]", "shop: {street: 丙路}", False),
        ("[{shop: {street: [甲路, 乙路]}}]", "card: yes", False),  # has no shop
        ("[{home: {owner: yes}}]", "card: yes", None),  # everybody lives somewhere, where is not told
        ("[{lives_here: yes}]", "age: 30", None),
        ("[{card: yes}]", "age: 30", False),  # what is taken for so where nothing is said
        ("[{not: {shop: {chain: yes}}, age: {min: 18}}]", "{age: 30, shop: {chain: yes}}", False),
        ("[{not: [{card: yes}, {hukou: elsewhere}]}]", "{hukou: city}", True),
        ("[{any: [{card: yes}, {hurt: {max: 3个月}}]}]", "card: yes", True),
        ("[{all: [{any: [{card: yes}, {hukou: city}]}, {lives_here: yes}]}]", "{card: yes, lives_here: no}", False),
        ("[{hukou: elsewhere}, {age: {min: 60}}]", "{hukou: city, age: 61}", True),
        ("[]", "age: 30", True),
    ],
)  # fmt: skip
def test_a_criterion_holds_or_not_to_the_very_day(criteria: str, persona: str, holds: bool | None) -> None:
    found = verdict(criteria, persona)
    assert (found.holds if asked(criteria) else True) == holds


def test_conditions_on_one_thing_are_those_of_the_same_thing() -> None:
    two = "shop: [{street: 甲路, open: 2025-01-01}, {street: 丙路, open: 2015-01-01}]"
    criteria = "[{shop: {street: 甲路, open: {min: 1年}}}]"
    assert not verdict(criteria, two).holds
    assert verdict(criteria, two.replace("2025-01-01", "2024-06-18")).holds


def test_one_of_the_household_counts_with_facts_of_their_own() -> None:
    household = """
        {age: 45, lives_here: yes, since: 2005-01-01, hukou: here,
         members: [{relation: 母亲, age: 1952-01-20, hukou: elsewhere, since: 2023-01-05}]}
    """
    found = verdict("[{age: {min: 70}, since: {min: 2年}, lives_here: yes}]", household)
    assert found.holds and found.reason.startswith("家人（母亲）：73 周岁；在本街道连续居住已有 2 年 5 个月零 13 天")
    # The facts of two people never make up one who has both.
    assert not verdict("[{age: {min: 70}, hukou: here}]", household).holds


def test_a_child_is_that_of_the_parent_and_not_of_the_grandmother() -> None:
    household = """
        {age: 35, lives_here: no, children: [{age: 8, grade: 2}],
         members: [{relation: 配偶, age: 36, card: yes}, {relation: 母亲, age: 66, hurt: 2025-06-01}]}
    """
    assert verdict("[{card: yes, child: {grade: {max: 5}}}]", household).holds
    assert not verdict("[{hurt: {max: 3个月}, child: {grade: {max: 5}}}]", household).holds
    assert verdict("[{hurt: {max: 3个月}, member: {grade: {max: 5}}}]", household).holds


def test_a_couple_are_the_asker_and_the_spouse_or_the_parents() -> None:
    couple = "[{age: {min: 80}, spouse: {age: {min: 80}}}]"
    assert verdict(couple, "{age: 82, members: [{relation: 妻子, age: 80}]}").holds
    assert not verdict(couple, "{age: 82, members: [{relation: 妻子, age: 79}]}").holds
    parents = "{age: 50, members: [{relation: 父亲, age: 82}, {relation: 母亲, age: 81}]}"
    assert verdict(couple, parents).holds
    assert not verdict(couple, parents.replace("母亲", "姑母")).holds


# --- reasons ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("criteria", "persona", "reason"),
    [
        ("[{age: {min: 70}, hukou: here}]", "{age: 1955-06-17, hukou: here}", "70 周岁零 1 天；本街道户籍"),
        ("[{age: {min: 70}}]", "age: 1955-06-20", "要求“年满 70 周岁”，69 周岁，还差 2 天"),
        ("[{shop: {open: {min: 1年}}}]", "shop: {open: 2024-06-25}",
         "要求“经营满 1 年”，店铺：经营已有 11 个月零 24 天（2024-06-25 起），还差 7 天"),
        ("[{hurt: {max: 3个月}}]", "hurt: 2025-02-10",
         "要求“因伤行动不便在 3 个月以内”，因伤行动不便已有 4 个月零 8 天（2025-02-10 起），已过 39 天"),
        ("[{shop: {chain: no}}]", "shop: {chain: yes}", "要求“不是直营店”，店铺：直营店"),
        ("[{lives_here: yes}]", "age: 40", "要求“住在本街道”，没有说明“住在本街道”"),
        ("[{not: [{card: yes}]}]", "card: yes", "要求“不是（持残疾人证）”，持残疾人证"),
    ],
)  # fmt: skip
def test_the_reason_names_the_fact_that_decides(criteria: str, persona: str, reason: str) -> None:
    assert verdict(criteria, persona).reason == reason


def test_the_nearest_miss_is_told() -> None:
    criteria = "[{age: {min: 70}, hukou: here}, {age: {min: 70}, since: {min: 2年}}]"
    assert verdict(criteria, "{age: 84, hukou: elsewhere, since: 2024-09-01}").reason == (
        "要求“在本街道连续居住满 2 年”，在本街道连续居住已有 9 个月零 17 天（2024-09-01 起），还差 440 天"
    )


@pytest.mark.parametrize(
    ("criteria", "words"),
    [
        ("[{age: {min: 65}, hukou: city}]", "年满 65 周岁、本市户籍的人"),
        ("[{age: {min: 70}}, {card: yes}]", "年满 70 周岁的人，或者持残疾人证的人"),
        ("[{home: {built: {under: 2000}, storeys: {min: 4}}}]", "住房（2000 年以前建成、楼层数 4 层以上）的人"),
        ("[{child: {grade: {min: 1, max: 5}}}]", "有 1 至 5 年级孩子的人"),
        ("[{child: {hukou: here}, hukou: here}]", "有本街道户籍的孩子、本街道户籍的人"),
        ("[{home: {grant: {min: 5年, none: yes}}}]", "住房（没有得到过补助，或者已满 5 年）的人"),
    ],
)  # fmt: skip
def test_criteria_are_told_in_chinese(criteria: str, words: str) -> None:
    assert for_whom(ways(asked(criteria), facts())) == words


def test_what_is_told_of_persons_is_read_strictly() -> None:
    text = "age: 1955-06-31\nhukuo: here\nlives_here: maybe\nhome: {storey: 4}\nsince: 好久\n"
    tree, _ = read_tree(text, "persona.yml")
    assert tree is not None
    _, misread = households(tree, facts(), TODAY)
    assert [(item.place.line, item.message) for item in misread] == [
        (4, "没有“storey”这一项情况。"),
        (1, "“年龄”（age）的值“1955-06-31”在日历上不存在。"),
        (2, "没有“hukuo”这一项情况。"),
        (3, "“住在本街道”（lives_here）的值不能用。"),
        (5, "“在本街道连续居住”（since）的值“好久”不是日期。"),
    ]


# --- many policies and persons, held against an account of their own ----------------------------------------------


@dataclass(frozen=True)
class Person:
    """A made person: what the file says and what the oracle knows."""

    born: date
    hukou: str
    lives_here: bool
    since: date
    hurt: date | None
    card: bool
    shop: tuple[str, date, bool] | None

    def told(self) -> dict[str, Any]:
        shop = self.shop and {
            "street": self.shop[0],
            "open": str(self.shop[1]),
            "chain": "yes" if self.shop[2] else "no",
        }
        return {
            "age": str(self.born), "hukou": self.hukou, "lives_here": "yes" if self.lives_here else "no",
            "since": str(self.since), "hurt": str(self.hurt) if self.hurt else "none",
            "card": "yes" if self.card else "no", "shop": shop or "none",
        }  # fmt: skip


Judge = Callable[[Person], bool]


def full(start: date, months: int) -> date:
    """The day on which so many months are full, counted without the engine's help."""
    year, month = start.year + (start.month - 1 + months) // 12, (start.month - 1 + months) % 12 + 1
    return date(year, month, min(start.day, monthrange(year, month)[1]))


def an_atom(random: Random) -> tuple[dict[str, Any], Judge]:
    """A condition, and its meaning by plain arithmetic."""
    years, months = random.choice((60, 65, 70, 80)), random.choice((12, 24, 36))
    street = random.choice("甲乙丙")
    atoms: list[tuple[dict[str, Any], Judge]] = [
        ({"age": {"min": str(years)}}, lambda one: full(one.born, 12 * years) <= TODAY),
        ({"age": {"under": str(years)}}, lambda one: full(one.born, 12 * years) > TODAY),
        ({"hukou": "here"}, lambda one: one.hukou == "here"),
        ({"hukou": "city"}, lambda one: one.hukou in ("here", "city")),
        ({"lives_here": "yes"}, lambda one: one.lives_here),
        ({"since": {"min": f"{months // 12}年"}}, lambda one: full(one.since, months) <= TODAY),
        ({"hurt": {"max": "3个月"}}, lambda one: one.hurt is not None and full(one.hurt, 3) >= TODAY),
        ({"not": {"card": "yes"}}, lambda one: not one.card),
        ({"card": "yes"}, lambda one: one.card),
        (
            {"shop": {"street": street, "open": {"min": "1年"}, "chain": "no"}},
            lambda one: bool(one.shop) and one.shop[0] == street and full(one.shop[1], 12) <= TODAY and not one.shop[2],
        ),
    ]  # fmt: skip
    return random.choice(atoms)


def a_policy(random: Random) -> tuple[list[dict[str, Any]], Judge]:
    """Alternatives of conditions that must all hold; some hold one of two."""
    criteria, judges = [], []
    for _ in range(random.randint(1, 3)):
        parts = [an_atom(random) for _ in range(random.randint(1, 3))]
        way: dict[str, Any] = {"all": [condition for condition, _ in parts]}
        if random.random() < 0.4:
            one, two = an_atom(random), an_atom(random)
            way["any"] = [one[0], two[0]]
            parts.append(({}, lambda person, one=one, two=two: one[1](person) or two[1](person)))  # type: ignore[misc]
        criteria.append(way)
        judges.append([meant for _, meant in parts])
    return criteria, lambda person: any(all(meant(person) for meant in way) for way in judges)


def a_person(random: Random) -> Person:
    """Somebody at the edges: a day or so before or after what policies ask."""
    near = timedelta(days=random.choice((-2, -1, 0, 1, 2, 400)))
    shop = (random.choice("甲乙丙"), full(TODAY, -12) + near, random.random() < 0.3)
    return Person(
        born=full(TODAY, -12 * random.choice((60, 65, 70, 80))) + near,
        hukou=random.choice(("here", "city", "elsewhere")),
        lives_here=random.random() < 0.6,
        since=full(TODAY, -random.choice((12, 24, 36))) + near,
        hurt=full(TODAY, -3) + near if random.random() < 0.4 and near.days < 90 else None,
        card=random.random() < 0.3,
        shop=shop if random.random() < 0.5 else None,
    )


@pytest.mark.parametrize("seed", range(6))
def test_many_persons_get_what_is_for_them_and_nothing_else(seed: int) -> None:
    random = Random(seed)
    policies = [a_policy(random) for _ in range(12)]
    families = [[a_person(random) for _ in range(random.choice((1, 1, 2)))] for _ in range(25)]
    told = [{**one.told(), "members": [{"relation": "母亲", **two.told()} for two in rest]} for one, *rest in families]
    found = people(yaml.safe_dump({"personas": told}, allow_unicode=True))
    wrong = [
        (number, family)
        for number, (criteria, meant) in enumerate(policies)
        for family, household in zip(families, found, strict=True)
        if judge(ways(criteria, facts()), household, TODAY).holds is not any(map(meant, family))
    ]
    assert wrong == []


# --- the demonstration --------------------------------------------------------------------------------------------


@pytest.mark.demonstration
def test_the_personas_get_what_the_policies_give_them_by_their_text() -> None:
    register = read_register(REPOSITORY)
    known, told = register.all(Facts)[0], personas()
    today = date.fromisoformat(str(told["day"]))
    tree, _ = read_tree(as_file(told["personas"]), "personas.yml")
    assert tree is not None
    found, misread = households(tree, known, today)
    assert misread == [] and len(found) >= 15
    wrong = []
    for household, persona in zip(found, told["personas"], strict=True):
        for key in (*told["judged"], *told["ended"]):
            document = register.get(key, Document)
            assert document is not None
            said = next((state for state in ("now", "later", "over") if key in persona["answers"].get(state, [])), "")
            got = state_for(document, household, known, today) if key in told["judged"] else ""
            wrong += [(persona["id"], key, said, got)] if said != got else []
    assert wrong == []


def state_for(document: Document, household: Household, known: Facts, today: date) -> str:
    if not judge(ways(document.who, known), household, today).holds:
        return ""
    last = closing(document)
    if last is not None and last < today:
        return "over"
    ahead = [day for day in (document.open_from, document.effective) if day is not None and day > today]
    return "later" if ahead else "now"


@pytest.mark.demonstration
@pytest.mark.parametrize(
    "path", ["data/facts.yml", "hooks/disclosure/founding/office/facts.yml", "tests/site/data/facts.yml"]
)
def test_every_list_of_facts_is_read(path: str) -> None:
    tree, findings = read_tree((Path(REPOSITORY) / path).read_text("utf-8"), path)
    assert tree is not None and findings == []
    found, faults = validate(Facts, tree)
    assert found is not None and faults == []


@pytest.mark.parametrize("written", ["any: []", "not: []", "all: []", "hukou: []"])
def test_a_condition_that_asks_nothing_is_told(written: str) -> None:
    assert len(list(slips(asked(f"[{{{written}}}]"), facts()))) == 1


@pytest.mark.parametrize(
    ("written", "message"),
    [
        ("age: {min: 60, max: 50}", "要求互相矛盾"),
        ("age: {over: 60, max: 60}", "要求互相矛盾"),
        ("since: {min: 2年, under: 24个月}", "要求互相矛盾"),
        ("since: {from: 2025-02-01, to: 2025-01-01}", "要求互相矛盾"),
        ("grade: {min: 1_0}", "不是整数"),
        ("grade: {min: ３年级}", "不是整数"),
        ("grade: ３", "不是整数"),
        ("grade: -3", "不是整数"),
    ],
)
def test_what_nobody_can_meet_and_what_is_no_number_is_told(written: str, message: str) -> None:
    [slip] = slips(asked(f"[{{{written}}}]"), facts())
    assert message in slip.message and slip.location[0] == 0


@pytest.mark.parametrize(
    "written", ["age: {min: 60, max: 60}", "grade: {min: 3年级, max: 6 年级}", "since: {min: 半年, under: 1年}"]
)
def test_bounds_that_somebody_can_meet_are_none(written: str) -> None:
    assert list(slips(asked(f"[{{{written}}}]"), facts())) == []


def test_what_is_not_said_counts_from_the_day_of_asking() -> None:
    changed = [fact.model_copy(update={"otherwise": "2年"} if fact.key == "since" else {}) for fact in facts().facts]
    known = facts().model_copy(update={"facts": changed})
    tree, _ = read_tree("age: 1955-06-30\n", "persona.yml")
    assert tree is not None
    [household] = households(tree, known, TODAY)[0]
    assert judge(ways(asked("[{since: {min: 2年}}]"), known), household, TODAY).holds
    assert not judge(ways(asked("[{since: {over: 2年}}]"), known), household, TODAY).holds
