"""The law book: limits by date, and citations in words."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from datetime import date
from functools import cached_property

from disclosure.findings import Finding, Rule, Severity
from disclosure.law.working_days import WorkingDays
from disclosure.reading.numerals import FIGURES, ZERO, chinese_number
from disclosure.records.law import LOCAL, Article, CalendarYear, Grade, Law, Limit, Unit
from disclosure.register import Register


class LawBook:
    """Answers what the law says in one place on a day; holds no rule of its own.

    ``laws`` are those in force for the office. What is cited by the key of a duty that each place settles for itself
    (``要点/…``, ``地方/…``) may be in none of them. Unless the laws are ``complete`` nothing is said to be missing.
    """

    def __init__(
        self,
        laws: Mapping[str, Law],
        limits: Iterable[Limit],
        calendars: Iterable[CalendarYear],
        *,
        complete: bool = True,
    ) -> None:
        self.laws = laws
        self._complete = complete and bool(laws)
        self._standing: dict[tuple[str, ...], tuple[str, ...]] = {}  # what is in force of what was cited together
        known = list(limits)
        self.limits = [limit for limit in known if self.stands([limit.basis])]
        self._void = {limit.family for limit in known} - {limit.family for limit in self.limits}
        self.working_days = WorkingDays(calendars)

    def limit(self, key: str, day: date) -> Limit | None:
        """The limit ``key`` in force on ``day``; later versions of it have ids such as ``key-from-2030``."""
        return next((limit for limit in self._families.get(key, ()) if limit.holds_on(day)), None)

    @cached_property
    def _families(self) -> dict[str, list[Limit]]:
        families: dict[str, list[Limit]] = defaultdict(list)
        for limit in self.limits:
            families[limit.family].append(limit)
        return families

    def days(self, key: str, day: date) -> int | None:
        """The number of days of a limit on ``day``, or ``None`` where no such limit was in force."""
        limit = self.limit(key, day)
        return int(limit.value) if limit is not None and limit.unit in (Unit.DAYS, Unit.WORKING_DAYS) else None

    def shortest(self, key: str) -> int | None:
        """The least number of days that a limit ever had, or ``None`` where none that counts days was ever in force."""
        found = (limit for limit in self._families.get(key, ()) if limit.unit in (Unit.DAYS, Unit.WORKING_DAYS))
        return min((int(limit.value) for limit in found), default=None)

    def months(self, key: str, day: date) -> int | None:
        """The number of months of a limit on ``day``, or ``None`` where none that counts months was in force."""
        limit = self.limit(key, day)
        return int(limit.value) if limit is not None and limit.unit is Unit.MONTHS else None

    def deadline(self, key: str, day: date, year: int) -> date | None:
        """The day of ``year`` up to which a limit in force on ``day`` gives time; ``None`` where it names no day."""
        limit = self.limit(key, day)
        if limit is None or limit.unit is not Unit.MONTH_DAY:
            return None
        return date.fromisoformat(f"{year:04}-{limit.value}")

    def weighed(self, rule: Rule, day: date) -> Rule:
        """The rule as it stands on ``day``: on what is in force here, and on the article that sets its number then.

        Where that number is known from memory alone, the rule is a warning only.
        """
        basis = self.in_force(rule.basis) if self.binds(rule) else rule.basis
        limit = self.limit(rule.limit, day) if rule.limit else None
        if limit is None:
            return rule if basis == rule.basis else replace(rule, basis=basis)
        former = {known.basis for known in self.limits if known.id == rule.limit}
        basis = tuple(limit.basis if citation in former else citation for citation in basis)
        doubtful = limit.grade is Grade.MEMORY and rule.severity is Severity.ERROR
        return replace(rule, basis=basis, severity=Severity.WARNING if doubtful else rule.severity)

    def binds(self, rule: Rule) -> bool:
        """Whether a rule has something to rest on here; without it the rule is silent."""
        return rule.limit not in self._void and self.stands(rule.basis)

    def stands(self, basis: Collection[str]) -> bool:
        """Whether any of what is cited is in force here, as the law of the whole country is; nothing cited stands."""
        return not basis or bool(self.in_force(basis))

    def in_force(self, basis: Iterable[str]) -> tuple[str, ...]:
        """What is cited, without that which no plan and no law of this place fills."""
        asked = tuple(basis)
        if asked not in self._standing:
            self._standing[asked] = tuple(
                key for key in asked if not (self._complete and key.startswith(LOCAL)) or self.article(key)
            )
        return self._standing[asked]

    def article(self, citation: str) -> Article | None:
        """The article that ``711号令/26`` or ``要点/决策目录`` means, if a law that is in force here holds it."""
        found = self._articles.get(citation)
        return found[1] if found is not None else None

    @cached_property
    def _articles(self) -> dict[str, tuple[Law, Article]]:
        """Each article by its number and by its key; a key leads to the last law that fills it, the newest plan."""
        laws = sorted(self.laws.values(), key=lambda law: law.id)
        articles = [(law, article) for law in laws for article in reversed(law.articles)]
        by_key = {article.key: (law, article) for law, article in articles if article.key is not None}
        return by_key | {f"{law.short}/{article.number}": (law, article) for law, article in articles}

    def cite(self, citation: str) -> str:
        """``711号令/26`` in words: 《政府信息公开条例》第二十六条; the key itself if the law is not known."""
        short, _, number = citation.rpartition("/")
        law, article = self._articles.get(citation, (self.laws.get(short), None))
        if law is None:
            return citation
        number = article.number if article is not None else number
        doubt = "（未核对原文）" if article is not None and article.grade is Grade.MEMORY else ""
        return f"《{law.title}》{article_label(number, law.unit)}{doubt}"


def law_book(register: Register) -> LawBook:
    """The law as data/laws, data/limits.yml and data/calendar state it, as far as it is in force for the office."""
    agency = register.agency
    laws = {short: law for short, law in register.laws.items() if agency is None or law.holds_in(agency.places)}
    complete = agency is not None and not register.is_broken("data/laws/")
    return LawBook(laws, register.limits, register.calendars, complete=complete)


def cited(findings: Iterable[Finding], law: LawBook) -> list[Finding]:
    """The findings that stand here, with their basis in words instead of keys; without any law at hand, with none."""
    return [
        replace(item, basis=tuple(map(law.cite, law.in_force(item.basis))) if law.laws else ())
        for item in findings
        if law.stands(item.basis)
    ]


def article_label(number: str, unit: str = "条") -> str:
    """An article's number as the law writes it: 第二十六条 for ``26``; numbering in words as it stands.

    An item stands behind it: 第三十六条第（四）项 for ``36（4）``.
    """
    if item := re.fullmatch("([0-9]{1,4})[（(]([0-9]{1,2})[）)]", number):
        return f"{article_label(item[1], unit)}第（{chinese_number(int(item[2]))}）项"
    if re.fullmatch("[0-9]{1,4}", number):
        return f"第{chinese_number(int(number))}{unit}"
    return f"第{number}{unit}" if set(number) <= set(f"{ZERO}{FIGURES}十") else f"“{number}”"
