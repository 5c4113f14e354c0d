"""Slips in what is told of a change, and in what waits for its hour."""

from __future__ import annotations

from mutants.defect import Defect

_STORY = ("tests/test_story.py",)
_WAITING = ("tests/test_waiting.py",)

TELLING = (
    Defect(
        "a quoted line may end the block that it stands in",
        'return visible(line).replace(_FENCE, "～" * len(_FENCE))',
        "return visible(line)",
        tests=_STORY,
    ),
    Defect(
        "a list that changes by itself is taken for one that follows",
        "return len(left) <= entries and all(map(self._is_pushed_off, left))",
        "return True",
        tests=_STORY,
    ),
    Defect(
        "what became of a link is not told",
        "return f\"{sentence.text}（链接到 {'、'.join(sentence.leads) or '无'}）\" if with_leads else sentence.text",
        "return sentence.text",
        tests=_STORY,
    ),
    Defect(
        "a preview does not say that it is one",
        "return _BODY.sub(lambda found: found[0] + banner, html, count=1)",
        "return html",
        tests=_STORY,
    ),
    Defect(
        "what waits is published at the beginning of its day",
        "return known if known is not None and known.date() == today else datetime.combine(today, time.max)",
        "return datetime.combine(today, time.max)",
        tests=_WAITING,
    ),
    Defect(
        "what is wrong with what waits is found on its day",
        "found = _of_subjects(later, [later.register, *records])",
        "found = iter(())",
        tests=_WAITING,
    ),
    Defect(
        "pages show what waits",
        "due = self.register if self.shows_waiting else without_waiting(self.register, self.today)",
        "due = self.register",
        tests=_WAITING,
    ),
    Defect(
        "what was public may wait again",
        "if any(data and _was_public(record.path, (type(record), data), stay, seen) for stay, data in versions):",
        "if False:",
        tests=_WAITING,
    ),
    Defect(
        "a day that lay ahead counts as one that the public saw",
        "if told and (told > end.isoformat() or told == end.isoformat() and stay.ended is not None):",
        "if False:",
        tests=_WAITING,
    ),
)
