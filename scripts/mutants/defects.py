"""The defects: small slips that somebody could make, spread over all rooms of the engine.

A defect is found by its text, wherever the file has moved to. Whoever changes such a line changes it here as well.
"""

from __future__ import annotations

from dataclasses import dataclass

_EXAMPLES = "tests/test_examples.py"


@dataclass(frozen=True)
class Defect:
    """A slip: ``find``, which stands once in the engine, becomes ``replace``. ``tests`` are those that know the place;
    ``examples`` are the rules whose examples do.
    """

    breaks: str
    find: str
    replace: str
    tests: tuple[str, ...] = ()
    examples: tuple[str, ...] = ()

    @property
    def arguments(self) -> tuple[str, ...]:
        """What pytest is told to run."""
        chosen = tuple(part for rule in self.examples for part in ("--example", rule))
        return (*self.tests, *((_EXAMPLES, *chosen) if chosen else ()))


DEFECTS = (
    # reading
    Defect(
        "findings in a front matter stand one line too high",
        "path, first_line=2)",
        "path, first_line=1)",
        examples=("DOC-002",),
    ),
    Defect(
        "a key that is written twice is not told",
        "if key in self._open[-1]:",
        "if False:",
        tests=("tests/test_reading.py",),
        examples=("YML",),
    ),
    Defect(
        "characters that cannot be seen are not told",
        "unseen = _control_characters(text, path)",
        "unseen: list[Finding] = []",
        tests=("tests/test_reading.py",),
        examples=("TXT",),
    ),
    Defect(
        "only missing fields are told, wrong values are not",
        'if blank and detail["type"] != "missing":',
        'if detail["type"] != "missing":',
        examples=("FLD",),
    ),
    # the register
    Defect(
        "one file that cannot be read makes all references to its records look dead",
        "target not in misnamed and not _unread(reference, register)",
        "target not in misnamed",
        tests=("tests/test_register.py",),
        examples=("YML", "REF-001"),
    ),
    # law
    Defect(
        "holidays count as working days",
        "day.weekday() < 5 and day not in self._off",
        "day.weekday() < 5",
        tests=("tests/test_law.py",),
    ),
    Defect(
        "weekends on which people work do not count",
        "return day in self._on or (day.weekday() < 5",
        "return (day.weekday() < 5",
        tests=("tests/test_law.py",),
    ),
    Defect(
        "the law of another place is cited here",
        "return self.jurisdiction is None or self.jurisdiction in places",
        "return True",
        tests=("tests/test_jurisdiction.py",),
    ),
    Defect(
        "a rule without a basis in force here is not silent",
        "return not basis or bool(self.in_force(basis))",
        "return True",
        tests=("tests/test_jurisdiction.py",),
    ),
    Defect(
        "the day on which a third party is asked rests already",
        "day = max(after, start, *found[-1:])",
        "day = max(after - _DAY, start, *found[-1:])",
        tests=("tests/test_request_clock.py",),
    ),
    Defect(
        "an extension may be as long as it says",
        "min(sum(max(0, item.days) for item in extensions), periods.extension)",
        "sum(max(0, item.days) for item in extensions)",
        tests=("tests/test_request_clock.py",),
    ),
    Defect(
        "a correction does not start the count anew",
        "begins = rounds[-1].corrected or start.day if rounds else start.day",
        "begins = start.day",
        tests=("tests/test_request_clock.py",),
    ),
    Defect(
        "what is sent by internet counts from the day of sending",
        "return Start(facts.confirmed, why, basis, also=also)",
        "return Start(facts.received, why, basis, also=also)",
        tests=("tests/test_request_clock.py",),
    ),
    Defect(
        "an estimate has no range",
        "return min(earliest), max(latest)",
        "return due, due",
        tests=("tests/test_request_clock.py",),
    ),
    Defect(
        "a late question for a correction is no fault",
        "return self.asked > self.by.latest",
        "return False",
        examples=("DUE-001",),
    ),
    # founding
    Defect(
        "files that git does not hold go with the demonstration",
        'loose = [path for path in _going(root) if hashes.get(path) != held.get(path, "")]',
        "loose: list[str] = []",
        tests=("tests/test_init.py",),
    ),
    # rules
    Defect(
        "a consultation may be one day too short",
        "if inclusive < limit:",
        "if inclusive < limit - 1:",
        examples=("CON-001",),
    ),
    Defect(
        "feedback may be made on the day on which the consultation closes",
        "document.made <= closes",
        "document.made < closes",
        examples=("DEC-007",),
    ),
    Defect(
        "a review does not put off the next one",
        "return entry.reviewed.date if entry.reviewed is not None else entry.decided",
        "return entry.decided",
        examples=("WHD-002",),
    ),
    Defect(
        "two attachments may bear the same number",
        "if attachment.number is not None and attachment.number in numbers:",
        "if False:",
        examples=("ATT-005",),
    ),
    Defect(
        "a day of publication may be set back much further",
        "if said < track.since - timedelta(days):",
        "if said < track.since - timedelta(10 * days):",
        tests=("tests/test_history.py",),
    ),
    Defect(
        "what was taken away before its day counts as public",
        'return date.fromisoformat(str(data.get("published"))[:10]) <= end',
        'return date.fromisoformat(str(data.get("published"))[:10]) <= date.max',
        tests=("tests/test_vanished.py",),
    ),
    Defect(
        "what a branch adds is as old as the main branch",
        "turn = number if commit.id in main else len(line) + number",
        "turn = 0",
        tests=("tests/test_doubles.py",),
    ),
    Defect(
        "a waiver that is past its date still silences",
        "elif today <= entry.expires:",
        "elif True:",
        tests=("tests/test_suppression.py",),
        examples=("WAI",),
    ),
    Defect(
        "a text for consultation may stand as the result",
        'for word in ("草案", "征求意见稿")',
        'for word in ("草案",)',
        examples=("REF-005",),
    ),
    # screening
    Defect(
        "identity numbers that end in X are not seen",
        "if len(number) == 18 and is_valid_identity(number):",
        "if len(number) == 18 and number.isdigit() and is_valid_identity(number):",
        tests=("tests/screening/test_personal.py",),
    ),
    Defect(
        "mobiles with the country's prefix are not seen",
        "(?:(?:\\\\+|00)?86{GAP}|0)?(1{GAP}",
        "(1{GAP}",
        tests=("tests/screening/test_personal.py",),
    ),
    Defect(
        "findings repeat half of the number that they warn of",
        "PersonalData(rule, start, end, masking.middle(number, 3, 4), for_good)",
        "PersonalData(rule, start, end, masking.middle(number, 8, 4), for_good)",
        tests=("tests/screening/test_personal.py",),
    ),
    Defect(
        "a sentence about secrecy is taken for a mark of it",
        'if not _EXPLAINS.search(match["value"]):',
        "if True:",
        tests=("tests/screening/test_marks.py",),
    ),
    Defect(
        "a question with an exclamation mark is taken for a slip",
        "if _MAY_FOLLOW.fullmatch(match[0]) or (",
        "if (",
        tests=("tests/screening/test_form.py",),
    ),
    Defect(
        "the attributes of plainly written tags are not judged",
        "elif tag not in ALLOWED or not all(permits(tag, *pair) for pair in _PLAIN_ATTRIBUTE.findall(attributes)):",
        "elif tag not in ALLOWED:",
        tests=("tests/screening/test_markup.py",),
        examples=("MKP",),
    ),
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
