"""Slips in what editors write with: the form."""

from __future__ import annotations

from mutants.defect import Defect

_FORMS = ("tests/test_forms.py",)

EDITING = (
    Defect(
        "an input that was not sent is taken for emptied",
        "        if values is None:\n            return None\n        sent = tuple(",
        "        if values is None:\n            return ('',)\n        sent = tuple(",
        tests=_FORMS,
    ),
    Defect(
        "of several rows that go the first moves the others up before they are gone",
        "for location in sorted(gone, reverse=True):",
        "for location in sorted(gone):",
        tests=_FORMS,
    ),
    Defect(
        "what was typed stands at the old number of its row",
        "moved = [str(self.moved.get(way, step)) for way, step in zip(ways, steps, strict=True)]",
        "moved = [step for way, step in zip(ways, steps, strict=True)]",
        tests=_FORMS,
    ),
    Defect(
        "a slot stays what it was although the other side was filled in",
        "        if self.side != PAPER and paper is not None:\n            return PAPER\n",
        "",
        tests=_FORMS,
    ),
    Defect(
        "lines of a body that stay lose their own ends",
        "lines = [*same, *middle, *last]\n    joined",
        "lines = [(line, end) for line, _ in (*same, *middle, *last)]\n    joined",
        tests=_FORMS,
    ),
    Defect(
        "one input that is refused keeps all others from being written",
        "            accepted[name] = intake.sent[name]",
        "            accepted = {}",
        tests=_FORMS,
    ),
    Defect(
        "a field that is missing is told at what stands first",
        "self._named(self._wanted(tree, at, message, remedy) or at)",
        "self._named(at)",
        tests=_FORMS,
    ),
    Defect(
        "a title is taken for an id",
        "        return meant or typed\n",
        "        return typed\n",
        tests=_FORMS,
    ),
)
