"""What a defect is: a slip in the engine, and the tests that know the place."""

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
