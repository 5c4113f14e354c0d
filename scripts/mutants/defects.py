"""The defects: small slips that somebody could make, spread over all rooms of the engine.

A defect is found by its text, wherever the file has moved to. Whoever changes such a line changes it here as well.
"""

from __future__ import annotations

from mutants.editing_defects import EDITING
from mutants.publishing_defects import PUBLISHING
from mutants.reading_defects import READING
from mutants.telling_defects import TELLING

DEFECTS = (*READING, *EDITING, *PUBLISHING, *TELLING)
