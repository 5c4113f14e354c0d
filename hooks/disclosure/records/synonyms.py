"""What readers call by other words than the papers do: groups of words that mean the same to who looks for them."""

from __future__ import annotations

from typing import ClassVar, Self
from unicodedata import normalize

from pydantic import Field, model_validator

from disclosure.records.base import Part, Record
from disclosure.records.values import Text, wrong


class SynonymGroup(Part):
    """Words of which each finds what is written with any of the others."""

    words: list[Text] = Field(
        title="意思相同的词",
        description="居民的说法和文件里的说法，至少两个，例如 [电瓶车, 电动自行车]",
        min_length=2,
    )

    @model_validator(mode="after")
    def _words_can_be_found(self) -> Self:
        for number, word in enumerate(self.words):
            if not word.isalnum():
                remedy = "请只写词语本身，两个词语分开写成两项。"
                raise wrong(f"的词语“{word[:20]}”里有空格或者标点。", remedy, below=("words", number))
        return self


class Synonyms(Record):
    """The words that search takes for one another (data/synonyms.yml)."""

    record_type: ClassVar[str] = "synonyms"
    type_label: ClassVar[str] = "近义词表"
    files: ClassVar[str] = "data/synonyms.yml"

    groups: list[SynonymGroup] = Field(default_factory=list, title="近义词", description="一组一行")

    @model_validator(mode="after")
    def _each_word_stands_once(self) -> Self:
        told: set[str] = set()
        for number, group in enumerate(self.groups):
            for place, word in enumerate(group.words):
                if (same := normalize("NFKC", word).casefold()) in told:
                    remedy = "意思相同的请合成一组，多余的请删除。"
                    raise wrong(f"里的“{word[:20]}”写了不止一次。", remedy, below=("groups", number, "words", place))
                told.add(same)
        return self
