"""The law book: limits by date, and citations in words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from functools import cached_property

from disclosure.findings import Finding, Rule, Severity
from disclosure.law.working_days import WorkingDays
from disclosure.records.law import Article, CalendarYear, Grade, Law, Limit, Unit
from disclosure.register import Register

_DIGITS = "零一二三四五六七八九"


class LawBook:
    """Answers what the law says on a day; holds no rule of its own."""

    def __init__(self, laws: Mapping[str, Law], limits: Iterable[Limit], calendars: Iterable[CalendarYear]) -> None:
        self.laws = laws
        self.limits = list(limits)
        self.working_days = WorkingDays(calendars)

    def limit(self, key: str, day: date) -> Limit | None:
        """The limit ``key`` in force on ``day``; later versions of it have ids such as ``key-from-2030``."""
        known = (limit for limit in self.limits if limit.id == key or limit.id.startswith(f"{key}-from-"))
        return next((limit for limit in known if limit.holds_on(day)), None)

    def days(self, key: str, day: date) -> int | None:
        """The number of days of a limit on ``day``, or ``None`` where no such limit was in force."""
        limit = self.limit(key, day)
        return int(limit.value) if limit is not None and limit.unit is not Unit.MONTH_DAY else None

    def deadline(self, key: str, day: date, year: int) -> date | None:
        """The day of ``year`` up to which a limit in force on ``day`` gives time; ``None`` where it names no day."""
        limit = self.limit(key, day)
        if limit is None or limit.unit is not Unit.MONTH_DAY:
            return None
        return date.fromisoformat(f"{year:04}-{limit.value}")

    def weighed(self, rule: Rule) -> Rule:
        """The rule; as a warning only, where its number is known from memory alone."""
        known = [limit for limit in self.limits if limit.id == rule.limit]
        if any(limit.grade is Grade.MEMORY for limit in known) and rule.severity is Severity.ERROR:
            return replace(rule, severity=Severity.WARNING)
        return rule

    def article(self, citation: str) -> Article | None:
        """The article that ``711号令/26`` means, if data/laws holds it."""
        return self._articles.get(citation)

    @cached_property
    def _articles(self) -> dict[str, Article]:
        laws = [(short, article) for short, law in self.laws.items() for article in reversed(law.articles)]
        return {f"{short}/{article.number}": article for short, article in laws}

    def cite(self, citation: str) -> str:
        """``711号令/26`` in words: 《政府信息公开条例》第二十六条; the key itself if the law is not known."""
        short, _, number = citation.rpartition("/")
        law = self.laws.get(short)
        if law is None:
            return citation
        article = self.article(citation)
        doubt = "（未核对原文）" if article is not None and article.grade is Grade.MEMORY else ""
        return f"《{law.title}》{article_label(number, law.unit)}{doubt}"


def law_book(register: Register) -> LawBook:
    """The law as data/laws, data/limits.yml and data/calendar state it."""
    return LawBook(register.laws, register.limits, register.calendars)


def cited(findings: Iterable[Finding], law: LawBook) -> list[Finding]:
    """The findings with their basis in words instead of keys; without any law at hand, with none."""
    return [replace(item, basis=tuple(map(law.cite, item.basis)) if law.laws else ()) for item in findings]


def article_label(number: str, unit: str = "条") -> str:
    """An article's number as the law writes it: 第二十六条 for ``26``; numbering in words as it stands."""
    if number.isdigit():
        return f"第{chinese_number(int(number))}{unit}"
    return f"第{number}{unit}" if set(number) <= set(_DIGITS + "十") else f"“{number}”"


def chinese_number(number: int) -> str:
    """A number from 1 to 9999 in Chinese characters (GB/T 15835 style: 十、二十六、一百零三)."""
    text, zero = "", False
    for unit, name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit, number = divmod(number, unit)
        if digit:
            text += ("零" if zero and text else "") + _DIGITS[digit] + name
            zero = False
        else:
            zero = True
    return text.removeprefix("一") if text.startswith("一十") else text
