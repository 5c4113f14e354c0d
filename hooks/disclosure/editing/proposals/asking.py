"""What a proposal leaves open, what it cannot be made without, and why none is made."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from disclosure.reading.kinds import DOCUMENT
from disclosure.reading.yaml_tree import Location


class OpenField(NamedTuple):
    """A field that only the editor can fill: in which file, where, and what to write there.

    ``location`` is as in ``Tree.spots``; the Markdown text of a document is ``("body",)``. ``example`` is a value as
    it would be written, of this office where ids are wanted.
    """

    path: str
    location: Location
    label: str
    help: str
    example: str

    @property
    def name(self) -> str:
        """The field as an input of a form has it: ``stages.0.date``."""
        return ".".join(str(step) for step in self.location)

    @property
    def is_text(self) -> bool:
        """Whether it is the Markdown text of a document, which is no key of its file."""
        return self.location == ("body",) and self.path.endswith(DOCUMENT)

    @property
    def words(self) -> str:
        """What to write there, in one line."""
        return f"{self.help}，例如 {self.example}" if self.example else self.help


class NotProposedError(ValueError):
    """No proposal can be made: ``message`` says why, ``remedy`` what to do, both in Chinese."""

    def __init__(self, message: str, remedy: str) -> None:
        super().__init__(f"{message}{remedy}")
        self.message, self.remedy = message, remedy


class NeedsMoreError(NotProposedError):
    """Without this value it is not even known where the record goes; ``options`` are all that it may be, if few."""

    def __init__(self, key: str, why: str, options: Sequence[tuple[str, str]] = ()) -> None:
        choices = f"，可以写：{'、'.join(f'{name}（{title}）' for name, title in options)}" if options else ""
        super().__init__(f"还要写明 {key}：{why}{choices}。", f"请加 --set {key}=值。")
        self.key, self.why, self.options = key, why, tuple(options)
