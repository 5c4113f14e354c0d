"""Slips in what is made and told: attachments, links, pages, the way out, the life of policies."""

from __future__ import annotations

from mutants.defect import Defect

PUBLISHING = (
    # attachments
    Defect(
        "hidden rows of a sheet are not seen",
        'return row.get("hidden") in ("1", "true") or (',
        "return (",
        tests=("tests/screening/test_attachments.py",),
    ),
    Defect(
        "text that was moved away is taken for text that is there",
        'REMOVED = {"del", "moveFrom"}',
        'REMOVED = {"del"}',
        tests=("tests/screening/test_attachments.py",),
    ),
    # links
    Defect(
        "a fragment may lead nowhere",
        'if way.fragment in anchors or way.fragment.lower() == "top":',
        "if way.fragment:",
        tests=("tests/test_links.py",),
    ),
    Defect(
        "addresses of the office's own network pass",
        "return not number.is_global",
        "return number.is_loopback",
        tests=("tests/test_links.py",),
    ),
    Defect(
        "a link to another year's paper passes",
        "if one.years and other.years and not one.years & other.years:",
        "if False:",
        tests=("tests/test_wrong_links.py",),
    ),
    Defect(
        "a page may forget what the register relates",
        "if page in edges and page != other and other not in edges[page]:",
        "if False:",
        tests=("tests/test_typed_links.py",),
    ),
    # pages
    Defect(
        "a preview shows the attachments of what is withheld",
        "files=register.files - set(_files(register, hidden))",
        "files=register.files",
        tests=("tests/test_review.py",),
    ),
    Defect(
        "a policy is called lapsed on its last day",
        "self.expires is not None and self.expires < today",
        "self.expires is not None and self.expires <= today",
        tests=("tests/test_pages.py",),
    ),
    # the way out, what is told, what comes in
    Defect(
        "a strict build publishes with warnings",
        "stopping = {Severity.ERROR, Severity.WARNING} if strict else {Severity.ERROR}",
        "stopping = {Severity.ERROR}",
        tests=("tests/test_publish.py",),
    ),
    Defect(
        "a build with errors replaces the site",
        "if stopping:\n        _hand_over(",
        "if False:\n        _hand_over(",
        tests=("tests/test_publish.py",),
    ),
    Defect(
        "a release may lack a page or hold a file that nobody listed",
        "different = sorted(_files(self.folder) ^ listed)",
        "different = []",
        tests=("tests/test_publish.py",),
    ),
    Defect(
        "a percent sign in a finding is taken for an escape by GitHub",
        'text.replace("%", "%25")',
        "text",
        tests=("tests/test_reporting.py",),
    ),
    Defect(
        "of the commits of a branch only the last is looked through",
        'f"{start}..HEAD"',
        '"HEAD~1..HEAD"',
        tests=("tests/test_staged.py",),
    ),
    Defect(
        "the numbers of the opinions are not added up by what became of them",
        "if sum(counts) != stated:",
        "if False:",
        examples=("OPI-006",),
    ),
    Defect(
        "a stage whose day has passed is not called late",
        "if reason is AbsenceReason.NOT_DUE and due is not None and due < today:",
        "if False:",
        tests=("tests/test_instruments.py", "tests/test_decision_pages.py"),
    ),
    Defect(
        "a feedback shows the table of opinions as the line by which it asks for it",
        "return Markup(put_in(site.renderer.render(document, links, ties(document, site)), drawn))",
        "return Markup(site.renderer.render(document, links, ties(document, site)))",
        tests=("tests/test_decision_pages.py",),
    ),
    Defect(
        "a sum of monthly figures need not be that of its parts",
        "if sum(parts) != written:",
        "if False:",
        tests=("tests/test_service_figures.py",),
    ),
    Defect(
        "who swaps the words that oblige has not copied",
        "return _WORDS.sub(lambda word: _MEANT[word[0]], text)",
        "return text",
        tests=("tests/test_interpretations.py",),
    ),
    # the life of policies, whom they are for, what comes in from elsewhere
    Defect(
        "what replaced a policy is named though it is over itself",
        "if not is_dead(found, today):",
        "if True:",
        tests=("tests/test_life.py",),
    ),
    Defect(
        "who reaches a limit to the day has not reached it",
        "return months if later(start, Length(months)) <= end else months - 1",
        "return months if later(start, Length(months)) < end else months - 1",
        tests=("tests/test_matching.py",),
    ),
    Defect(
        "the numbers of persons come in from the board as they were written",
        'return masked(_BLANKS.sub("\\n", text.replace("\\r", "")).strip(), self._known)',
        'return _BLANKS.sub("\\n", text.replace("\\r", "")).strip()',
        tests=("tests/test_board_import.py",),
    ),
    Defect(
        "a rate that its counts contradict is taken over into the figures",
        "and not _follows(rates[rate.key], part, whole):",
        "and False:",
        tests=("tests/test_import_ratings.py",),
    ),
    Defect(
        "a response that was done covers whatever comes later",
        "and (response.done is None or case.month <= month_of(response.done))",
        "and bool(response.id)",
        tests=("tests/test_service_figures.py",),
    ),
    Defect(
        "the articles of a text that a notice hands down have the names of slips",
        "if self._prefix + key in self.taken and number == 1:",
        "if False:",
        tests=("tests/test_clauses.py",),
    ),
    Defect(
        "names that both texts must use are taken for a copy",
        "if self._names is not None:",
        "if False:",
        tests=("tests/test_interpretations.py",),
    ),
)
