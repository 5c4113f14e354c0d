"""Slips in what reads and judges: files, register, law, founding, rules, screening."""

from __future__ import annotations

from mutants.defect import Defect

READING = (
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
        "if not _unread(reference, register):",
        "if True:",
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
)
