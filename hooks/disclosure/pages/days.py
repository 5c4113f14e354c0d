"""The two ways to write a date: ``2025年6月17日`` in what is read, ``2025-06-17`` in tables and lists.

A publication is told to the minute (国办发〔2017〕47号: ``YYYY-MM-DD HH:MM``). Each is marked up for machines, and in
``<time>``, which the stylesheet does not break.
"""

from __future__ import annotations

from datetime import date, datetime
from functools import lru_cache

from markupsafe import Markup, escape

from disclosure.expressions import expression
from disclosure.reading.days import in_words

_FROM_TO = expression(r"\d{1,2}[:：]\d\d ?[-–—～~至] ?\d{1,2}[:：]\d\d")


@lru_cache(maxsize=1 << 14)
def day(moment: date | datetime) -> Markup:
    """A date in a sentence, marked up."""
    return _marked(_date(moment).isoformat(), in_words(moment))


@lru_cache(maxsize=1 << 14)
def compact(moment: date | datetime) -> Markup:
    """A date in a table or list, marked up."""
    return _marked(_date(moment).isoformat(), _date(moment).isoformat())


@lru_cache(maxsize=1 << 14)
def minute(moment: datetime) -> Markup:
    """When something was published, to the minute of Chinese standard time, marked up."""
    written = moment.strftime("%Y-%m-%d %H:%M")
    return _marked(f"{written.replace(' ', 'T')}+08:00", written)


def hours(text: str) -> Markup:
    """Office hours: what lies between two times of the clock stays on one line."""
    return Markup(_FROM_TO.sub(r'<span class="whole">\g<0></span>', str(escape(text))))


def _date(moment: date | datetime) -> date:
    return moment.date() if isinstance(moment, datetime) else moment


def _marked(machine: str, words: str) -> Markup:
    return Markup('<time datetime="{}">{}</time>').format(machine, words)
