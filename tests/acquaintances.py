"""The persons of tests/personas.yml, told by the facts of data/facts.yml: what ``disclosure push --persona`` reads.

The file says of people what an observer would note; the facts are what policies ask. Nothing here looks at a policy.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import yaml

FILE = Path(__file__).parent / "personas.yml"
_YES = {True: "yes", False: "no"}
_WORK = {"employed": "employed", "flexible": "flexible", "retired": "retired", "student": "student", "none": "none-yet"}
_CITY = {"here": "here", "shanghai": "city", "elsewhere": "elsewhere"}
_RELATIONS = {"spouse": "配偶", "parent": "父母", "helper": "住家保姆", "flatmate": "合租人"}
_SCHOOLS = {"university-1": "first-year", "university-2": "later-years"}
_HELD = {"owned": "own", "public-lease": "public", "rented": "rent"}
_FORMS = {"sole-trader": "individual", "company": "company", "branch": "branch", "dispatch": "dispatch"}
_GROUPS = {"social-organization": "organization", "team": "team"}


def told(persona: Mapping[str, Any]) -> dict[str, Any]:
    """A persona as a file about a person has it."""
    if "business" in persona:
        return {"id": persona["id"], "age": "40", **_business(persona["business"])}
    if "group" in persona:
        here = persona["group"]["registered"] == "here"
        return {"id": persona["id"], "group": _GROUPS[persona["group"]["kind"]] if here else "none"}
    people, home = persona["people"], persona["home"]
    asker, *others = people
    family = [one for one in others if one["who"] != "helper"]
    spouse = any(one["who"] == "spouse" for one in family)
    made: dict[str, Any] = {"id": persona["id"], **_person(asker, persona)}
    made["lives_with"] = "alone" if not family else "spouse" if spouse and len(family) == 1 else "others"
    made["lives_here"] = _YES[home["in"] == "here"]
    made["single_parent"] = _YES[not spouse and any(one["who"] == "child" for one in family)]
    made["care_home"] = _YES[home["held"] == "care-home"]
    made["income"] = {"minimum": "minimum", "low-income": "low"}.get(persona.get("hardship", ""), "ordinary")
    homes = [_home(home)] if home["held"] != "care-home" else []
    if "lets" in persona:
        homes.append({**_home({**persona["lets"], "held": "owned"}), "lives_in": "no"})
    made["home"] = homes or "none"
    made["children"] = [_person(one, persona) for one in others if one["who"] == "child"]
    made["members"] = [
        {"relation": _RELATIONS[one["who"]], "lives_with": "others" if one["who"] != "spouse" else made["lives_with"],
         **_person(one, persona)}
        for one in others
        if one["who"] not in ("child", "helper")
    ]  # fmt: skip
    return {key: value for key, value in made.items() if value != []}


def _person(one: Mapping[str, Any], persona: Mapping[str, Any]) -> dict[str, Any]:
    made: dict[str, Any] = {"age": f"{one['months']}个月" if "months" in one else str(one["age"])}
    made["hukou"] = _CITY[one["hukou"]]
    if "permit" in one:
        made["permit"] = _CITY[one["permit"]]
    if "work" in one:
        made["employment"] = _WORK[one["work"]]
    if "certificate" in one:
        made |= {"disability": "yes", "disability_grade": str(one["certificate"]["level"])}
        made["disability_kind"] = one["certificate"]["kind"]
    made["mobility"] = _YES[bool(one.get("walks_with_difficulty"))]
    if "courier" in one:
        courier = one["courier"]
        made |= {"job": "delivery", "job_since": f"{courier['months']}个月"}
        made["station_here"] = _YES[courier["station"] == "here"]
    if "drives" in one:
        made["job"] = "driver"
    if "graduated" in one:
        made["graduated"] = str(one["graduated"]["day"])
    if "school" in one:
        school = one["school"]["in_september"]
        made["school"] = _SCHOOLS.get(school, school)
    if "nursery" in one:
        here = one["nursery"]["place"] == "community-here"
        made |= {"school": "nursery" if here else "kindergarten", "nursery_days": str(one["nursery"]["days"])}
    if "volunteer" in one:
        made["volunteer"] = _YES[one["volunteer"]["registered"]]
        made["volunteered_here"] = _YES[one["volunteer"]["served"] == "here"]
    if one["who"] == "asker" and "car" in persona:
        made["parks_low"] = _YES[persona["car"]["kept"] == "low-lying-garage"]
    made["trainee_before"] = _YES[bool(one.get("trained_before"))]
    return made


def _home(home: Mapping[str, Any]) -> dict[str, Any]:
    building = home["building"]
    made = {
        "here": _YES[home["in"] == "here"], "tenure": _HELD[home["held"]], "storeys": str(building["storeys"]),
        "lift": _YES[building["lift"]], "built": str(building["completed"]),
        "piped_gas": _YES[building["gas"] == "piped"],
    }  # fmt: skip
    if "adapted" in home:
        made["last_grant"] = f"{home['adapted']}-12-31"
    return made


def _business(one: Mapping[str, Any]) -> dict[str, Any]:
    shop: dict[str, Any] = {
        "here": _YES[one["premises"] == "here"], "trade": "catering" if one["trade"] == "catering" else "other",
        "street_front": _YES[one["place"] == "street"], "in_mall": _YES[one["place"] == "mall"],
        "area": str(one["area"]), "staff": str(one["staff"]), "open_since": str(one["founded"]),
        "food_licence": _YES[one.get("food_licence") == "here"], "chain_store": _YES[one.get("chain") == "direct"],
    }  # fmt: skip
    if "extractor" in one:
        extractor = one["extractor"]
        shop |= {"new_filter": str(extractor["installed"]), "own_money": _YES[extractor["own_money"]]}
        shop["fumes_tested"] = _YES[extractor["passed"]]
    if one["form"] == "sole-trader":
        return {"shop": {**shop, "sort": "individual"}}
    company: dict[str, Any] = {
        "sort": _FORMS[one["form"]], "here": _YES[one["registered"] == "here"], "registered": str(one["founded"]),
        "works_here": _YES[one["premises"] == "here"], "staff": str(one.get("insured", 0)),
        "mentor": _YES[bool(one.get("trainer"))], "hard_posts": _YES[one.get("post") == "night"],
        "dishonest": _YES[one.get("listed") == "dishonest"], "abnormal": _YES[one.get("listed") == "abnormal"],
    }  # fmt: skip
    if "size" in one:
        company["size"] = one["size"]
    if "rent" in one:
        company |= {"rents_from_others": _YES[not one["rent"]["related"]], "area": str(one["area"])}
        company["lease"] = str(12 * one["rent"]["years"])
    return {"company": company, **({"shop": shop} if one["place"] == "street" else {})}


def personas() -> dict[str, Any]:
    """The whole file."""
    found: dict[str, Any] = yaml.load(FILE.read_text("utf-8"), yaml.CSafeLoader)
    return found


def as_file(every: list[Mapping[str, Any]]) -> str:
    """A file about these persons."""
    return yaml.safe_dump({"personas": [told(one) for one in every]}, allow_unicode=True, sort_keys=False)
