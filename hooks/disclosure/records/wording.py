"""What the office watches in its wording: slips, names, titles with their numbers, rules no longer in force."""

from __future__ import annotations

from typing import ClassVar, Self

from pydantic import Field, model_validator

from disclosure.records.base import Part, Record
from disclosure.records.values import Choice, Day, Text, wrong


class Weight(Choice):
    """How much a slip weighs."""

    SEVERE = "severe", "严重表述错误"
    CONFUSABLE = "confusable", "易混词"


class Phrase(Part):
    """One wrong word and what it should be."""

    wrong: Text = Field(title="错的写法", description="照原样查找", examples=["按排"])
    right: Text = Field(title="对的写法", description="应当怎样写", examples=["安排"])
    weight: Weight = Field(title="轻重", description="严重表述错误阻止发布，易混词只提醒")
    unless: list[Text] = Field(
        default_factory=list, title="例外", description="含有错的写法、但没有写错的词语", examples=["按排名"]
    )
    since: Day | None = Field(None, title="起", description="从哪天起算写错；以前的文件里当时是对的，一直是错的不写")
    source: Text = Field(title="来源", description="为什么列入", examples=["常见错别字"])

    @model_validator(mode="after")
    def _exceptions_contain_the_word(self) -> Self:
        if len(self.wrong) < 2:
            raise wrong(f"的错的写法“{self.wrong}”只有一个字。", "请写成至少两个字的词语。")
        stray = next((item for item in self.unless if self.wrong not in item), None)
        if stray is not None:
            raise wrong(f"的例外“{stray}”里没有“{self.wrong}”。", "例外要写含有这个词的整个词语。")
        if self.wrong in self.right:
            raise wrong(f"的对的写法“{self.right}”里仍有“{self.wrong}”。", "请核对这一条，或者把查找的词写长一些。")
        return self


class GuardedName(Part):
    """A name that must be written without the slightest slip."""

    name: Text = Field(title="名称", description="规范名称，错一个字就报错", examples=["中华人民共和国"])
    unless: list[Text] = Field(default_factory=list, title="例外", description="只差一个字、但没有写错的词语")
    source: Text = Field(title="来源", description="为什么列入")


class KnownDocument(Part):
    """A document by its title and number, to be held against how it is cited."""

    title: Text = Field(title="标题", description="文件名称，不加书名号")
    doc_no: Text = Field(title="文号", description="发文字号或令号")
    since: Day | None = Field(None, title="起", description="公布的日期；没有核实就不写")
    source: Text = Field(title="来源", description="从哪里核对")


class Repealed(Part):
    """A rule that is no longer in force, by its title, its numbers or both."""

    title: Text = Field(title="标题", description="旧规定的名称，不加书名号")
    doc_nos: list[Text] = Field(default_factory=list, title="文号", description="旧规定的文号；名称没有沿用的不用写")
    since: Day = Field(title="失效日期", description="从哪天起不再适用")
    instead: Text = Field(title="现行规定", description="现在应当引用什么")
    source: Text = Field(title="来源", description="从哪里核对")


class Renamed(Part):
    """A body that goes by another name since a day, because it was merged or reformed."""

    old: Text = Field(title="旧名称", description="机构原来的名称", examples=["工商行政管理局"])
    new: Text = Field(title="新名称", description="现在由哪个机构办理", examples=["市场监督管理局"])
    since: Day = Field(title="起", description="从哪天起用新名称")
    source: Text = Field(title="来源", description="从哪里核对")


class Wording(Record):
    """The lists that texts are checked against (data/wording.yml)."""

    record_type: ClassVar[str] = "wording"
    type_label: ClassVar[str] = "用语表"
    files: ClassVar[str] = "data/wording.yml"
    required: ClassVar[bool] = True

    phrases: list[Phrase] = Field(default_factory=list, title="错误用语", description="写错的词语和正确的写法")
    names: list[GuardedName] = Field(default_factory=list, title="不能写错的名称", description="差一个字就报错的名称")
    own_names_unless: list[Text] = Field(
        default_factory=list, title="与本机关名称相近的词语", description="和本机关名称只差一个字、但没有写错的词语"
    )
    documents: list[KnownDocument] = Field(
        default_factory=list, title="标题文号对照", description="除 data/laws 以外，常被引用的文件"
    )
    renamed: list[Renamed] = Field(default_factory=list, title="改名的机构", description="不应再用的机构名称")
    repealed: list[Repealed] = Field(default_factory=list, title="失效的规定", description="不应再引用的规定")
