"""The facts by which a policy says whom it concerns (data/facts.yml): a closed list, with words, units and kinds."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from typing import Annotated, Any, ClassVar

from pydantic import AfterValidator, BeforeValidator, Field, WithJsonSchema

from disclosure.records.base import Part, Record
from disclosure.records.values import Choice, Text, check_id, wrong

# What criteria may hold besides facts: all, one or none of several ways; a child of the person, the husband or wife,
# one of the household.
ALL, ANY, NOT, CHILD, SPOUSE, MEMBER = "all", "any", "not", "child", "spouse", "member"
CONNECTING = {
    ALL: "下面的都符合", ANY: "下面有一条符合", NOT: "下面一条也不符合",
    CHILD: "子女", SPOUSE: "配偶", MEMBER: "家人",
}  # fmt: skip


def _key(value: Any) -> Any:
    return check_id(value.replace("_", "-")) and value if isinstance(value, str) else value


def _own_word(value: str) -> str:
    if value in CONNECTING or value in ("children", "members", "relation", "title", "id"):
        raise wrong(f"的值“{value}”另有用处。", "请换一个英文的名称。")
    return value


_PATTERN = WithJsonSchema({"type": "string", "pattern": "^[a-z0-9][a-z0-9_-]*$"})
OptionKey = Annotated[str, BeforeValidator(_key), _PATTERN]
Key = Annotated[OptionKey, AfterValidator(_own_word), _PATTERN]
YesNo = Annotated[bool, WithJsonSchema({"enum": ["yes", "no", "true", "false", True, False]})]
# One way to be concerned: all of these hold. The facts are data, so that rules and not this model judge the names.
Criterion = dict[str, Any]
WHO = "一条是一种情形，符合一条就算；一条里的各项都要符合；能写哪些项在 data/facts.yml"


class FactKind(Choice):
    """How a fact is told and compared."""

    AGE = "age", "年龄，写出生日期"
    SINCE = "since", "从哪天起"
    NUMBER = "number", "数"
    YEAR = "year", "年份"
    CHOICE = "choice", "从几样里选"
    YES_NO = "yes-no", "是或否"
    WORDS = "words", "文字"


class Option(Part):
    """One value of a fact that is chosen from several."""

    key: OptionKey = Field(title="代号", description="英文的代号", examples=["here"])
    title: Text = Field(title="名称", description="连在句子里读得通", examples=["户籍在本街道"])
    within: OptionKey | None = Field(None, title="属于", description="要求那一个的，这一个也算", examples=["city"])


class PersonalFact(Part):
    """Something that is so or not so of a person, or of something that people have."""

    key: Key = Field(title="代号", description="英文的代号，写进各份政策的 who", examples=["age"])
    title: Text = Field(title="名称", description="连在句子里读得通的说法", examples=["在本街道连续居住"])
    kind: FactKind = Field(title="种类", description="怎样填写、怎样比较")
    unit: Text | None = Field(None, title="单位", description="数的单位", examples=["层"])
    negative: Text | None = Field(None, title="相反的说法", description="“否”怎么说", examples=["没有电梯"])
    options: list[Option] = Field(default_factory=list, title="可选的值", description="种类是 choice 的填写")
    otherwise: Text | None = Field(None, title="没有说明的", description="当事人没有说的，当作什么", examples=["no"])
    shared: YesNo = Field(False, title="全家一样", description="家人没有另外说明的，和本人一样；写 true 或 false")

    @cached_property
    def above(self) -> Mapping[str, tuple[str, ...]]:
        """For each option, itself and all that it is within."""
        parents = {option.key: option.within for option in self.options}
        return {key: tuple(_chain(key, parents)) for key in parents}

    def option(self, word: str) -> Option | None:
        """The option of this key or title."""
        return next((option for option in self.options if word in (option.key, option.title)), None)


def _chain(key: str, parents: Mapping[str, str | None]) -> list[str]:
    found: list[str] = []
    at: str | None = key
    while at is not None and at not in found:
        found.append(at)
        at = parents.get(at)
    return found


class Belonging(Part):
    """Something that people have of which several facts must be so together: a home, a shop, a company."""

    key: Key = Field(title="代号", description="英文的代号", examples=["home"])
    title: Text = Field(title="名称", description="叫什么", examples=["住房"])
    shared: YesNo = Field(False, title="全家一样", description="是不是一家人共有；写 true 或 false")
    facts: list[PersonalFact] = Field(title="各项情况", description="关于它可以说的各项情况")


class Facts(Record):
    """The list of facts (data/facts.yml)."""

    record_type: ClassVar[str] = "facts"
    type_label: ClassVar[str] = "个人情况表"
    files: ClassVar[str] = "data/facts.yml"

    facts: list[PersonalFact] = Field(title="人的情况", description="关于一个人可以说的")
    things: list[Belonging] = Field(default_factory=list, title="人有的东西", description="住房、店铺等")

    def fact(self, key: str, thing: str = "") -> PersonalFact | None:
        """A fact of a person, or of a thing."""
        owner = self.thing(thing).facts if thing and self.thing(thing) else self.facts  # type: ignore[union-attr]
        return next((fact for fact in owner if fact.key == key), None)

    def thing(self, key: str) -> Belonging | None:
        """A thing by its key."""
        return next((thing for thing in self.things if thing.key == key), None)
