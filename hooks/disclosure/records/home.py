"""The home page: what readers are offered there, as the office's editors choose it."""

from __future__ import annotations

from typing import Annotated, ClassVar

from pydantic import AfterValidator, Field

from disclosure.records.base import Record
from disclosure.records.values import Choice, Text, at_most, wrong

_MOST = 8  # questions: more are no help to those who look for one


class HomeSection(Choice):
    """A part of the home page."""

    CONSULTATIONS = "consultations", "正在征集意见"
    DECISIONS = "decisions", "今年的重大行政决策"
    NEWEST = "newest", "最新发布"
    AUDIENCES = "audiences", "与我有关"
    DISCLOSURE = "disclosure", "政府信息公开"
    CONTACT = "contact", "联系我们"
    DATA = "data", "订阅和数据"


def _few(questions: list[str]) -> list[str]:
    if len(questions) > _MOST:
        raise wrong(f"写了 {len(questions)} 个词，太多。", f"请留下最常有人找的，最多 {_MOST} 个。")
    if len(set(questions)) < len(questions):
        raise wrong("里有两个相同的词。", "请每个词只写一次。")
    return questions


class Home(Record):
    """What stands on the home page (data/home.yml). Without the file all is shown and no question is offered."""

    record_type: ClassVar[str] = "home"
    type_label: ClassVar[str] = "首页"
    files: ClassVar[str] = "data/home.yml"

    questions: Annotated[list[Annotated[Text, at_most(20)]], AfterValidator(_few)] = Field(
        [],
        title="大家常找",
        description="搜索框下面现成的词，用居民的话写，点了就搜索；最多八个",
        examples=["加装电梯补贴"],
    )
    example: Annotated[Text, at_most(40)] | None = Field(
        None, title="搜索的例子", description="搜索框里的提示，例如一件事或者一个文号", examples=["加装电梯补贴"]
    )
    sections: list[HomeSection] = Field(
        list(HomeSection), title="首页的各部分", description="显示哪几部分；不写的全部显示", min_length=1
    )
