"""A synthetic site: N documents and D decisions on the real office's columns, laws, limits and calendars.

The same numbers give the same files, byte for byte, and ``disclosure check`` finds nothing wrong with them.
"""

from __future__ import annotations

import re
import shutil
from datetime import date, timedelta
from pathlib import Path
from random import Random
from typing import Any

import yaml

from benchmark.decisions import add_decisions
from benchmark.documents import LAST_DAY, POLICY_KINDS, Office, SyntheticDocument, as_yaml

_SEED = 20_230_504
_REUSED = (
    "agency.yml", "columns.yml", "facts.yml", "audiences.yml", "limits.yml", "synonyms.yml", "wording.yml", "laws",
    "calendar",
)  # fmt: skip
# How often a column is renewed; the days of the documents follow from their number alone.
_RENEWED = re.compile(r"^ *(?:renewal|renewal_event|update_days):.*\n", re.MULTILINE)
# Kinds that stand only in the process of a decision.
_PROCESS = frozenset(
    ("draft", "explanation", "background", "consultation", "feedback", "expert", "risk", "legality", "attendance",
     "meeting", "decision", "execution", "evaluation")
)  # fmt: skip
_FROM_DECISIONS = _PROCESS | {"normative", "interpretation"}
# How often a kind is published, where it is not once.
_SHARE = {"news": 10, "notice": 8, "normative": 3, "policy": 4, "interpretation": 4, "service": 3, "welfare": 2}


class TooSmall(ValueError):
    """The site has fewer documents than its columns need."""


def make_site(root: Path, project: Path, documents: int, decisions: int) -> None:
    """Write a project with so many documents and decisions into the empty folder ``root``."""
    _reuse(root, project)
    columns = [column for column in _read(root, "columns")["columns"] if "kinds" in column and "empty" not in column]
    random = Random(_SEED)
    audiences = [audience["id"] for audience in _read(root, "audiences")["audiences"]]
    home = {kind: column["id"] for column in reversed(columns) for kind in column["kinds"]}
    office = Office(random, home, _read(root, "agency"), audiences)
    alone = [column for column in columns if not _FROM_DECISIONS.intersection(column["kinds"])]
    made = add_decisions(office, decisions, documents - len(alone))
    _add_everyday(office, columns, documents)
    _check_enough(office, columns, documents)
    office.say_why_not_interpreted()
    office.link_up([column["id"] for column in columns] + [item["id"] for items in made.values() for item in items])
    office.write(root)
    _write_catalogues(root, made)


def _reuse(root: Path, project: Path) -> None:
    """What is the same on every site: the office and the law are copied, the engine is linked."""
    root.mkdir(parents=True, exist_ok=True)
    shutil.copy(project / "mkdocs.yml", root)
    (root / "hooks").symlink_to((project / "hooks").resolve())
    (root / "data").mkdir()
    for name in _REUSED:
        source = project / "data" / name
        (shutil.copytree if source.is_dir() else shutil.copy)(source, root / "data" / name)
    columns = root / "data" / "columns.yml"
    columns.write_text(_RENEWED.sub("", columns.read_text("utf-8")), "utf-8", newline="\n")


def _read(root: Path, name: str) -> Any:
    text = (root / "data" / f"{name}.yml").read_text("utf-8")
    return yaml.load(text, Loader=yaml.CBaseLoader)  # every value as text, as the engine reads it


def _add_everyday(office: Office, columns: list[dict[str, Any]], documents: int) -> None:
    """One document in every column that is still blank, then more by the share of their kinds."""
    choices = [(column["id"], kind) for column in columns for kind in column["kinds"] if kind not in _PROCESS]
    shares = [_SHARE.get(kind, 1) for _, kind in choices]
    filled = {document.column for document in office.documents}
    first = list({column: (column, kind) for column, kind in reversed(choices) if column not in filled}.values())
    first.sort(key=lambda choice: choice[1] == "interpretation")  # what it interprets comes before it
    left = documents - len(office.documents) - len(first)
    for column, kind in (*first, *office.random.choices(choices, shares, k=max(0, left))):
        if kind == "interpretation":
            office.add_interpretation(_a_policy(office), column=column)
        else:  # a guide is looked over each year
            day = LAST_DAY - timedelta(days=30) if kind == "guide" else office.any_day()
            office.add(kind, day, column=column)


def _a_policy(office: Office) -> SyntheticDocument:
    policies = [document for document in office.documents[-500:] if document.kind in POLICY_KINDS]
    return office.random.choice(policies)


def _check_enough(office: Office, columns: list[dict[str, Any]], documents: int) -> None:
    """No column may stay blank: that would be a finding."""
    blank = {column["id"] for column in columns} - {document.column for document in office.documents}
    if len(office.documents) != documents or blank:
        raise TooSmall(f"{documents} 份文件填不满全部栏目，请把 --documents 和 --decisions 调大。")


def _write_catalogues(root: Path, made: dict[int, list[dict[str, Any]]]) -> None:
    folder = root / "data" / "decisions"
    folder.mkdir()
    for year, decisions in sorted(made.items()):
        catalogue = {
            "id": f"decisions-{year}",
            "year": year,
            "published": date(year, 3, 20),
            "approval": "经街道会议审定同意（性能测量用）",
        }
        (folder / str(year)).mkdir()
        (folder / str(year) / "catalogue.yml").write_text(as_yaml(catalogue), "utf-8")
        for order, decision in enumerate(decisions, 1):
            file = folder / str(year) / f"{decision['id']}.yml"
            file.write_text(as_yaml({"id": decision["id"], "order": order, **decision}), "utf-8")
