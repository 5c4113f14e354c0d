"""The office's own housekeeping: waivers, link exclusions and redirects."""

from __future__ import annotations

from typing import Annotated, ClassVar

from pydantic import Field

from disclosure.expressions import expression
from disclosure.records.agency import DepartmentId
from disclosure.records.base import Former, Record, RefTo
from disclosure.records.values import Day, Id, Text

_ADDRESS = expression(r"(?:[a-z0-9-]+/)*[a-z0-9-]+\.html")
_NEEDED = frozenset({"index.html", "404.html"})
_LONGEST_STEP = 100 - len(".html")
_DEVICE = expression("con|prn|aux|nul|com[0-9]|lpt[0-9]")  # on Windows no file may have such a name

WAIVE = "报批后在 data/waivers/ 里写明理由"  # what messages advise where the text is right and the rule is not


class Waiver(Record):
    """Silences one finding of one rule in one record or file, until its date (data/waivers/<name>.yml)."""

    record_type: ClassVar[str] = "waiver"
    type_label: ClassVar[str] = "豁免"
    files: ClassVar[str] = "data/waivers/{id}.yml"
    former: ClassVar[Former | None] = Former("data/waivers.yml", "waivers", {"place": "where"})

    rule: Text = Field(title="规则编号", description="豁免哪条规则", examples=["DOC-003"])
    where: Text = Field(title="位置", description="记录的编号，或者文件的路径", examples=["doc-2023-014"])
    reason: Text = Field(title="理由", description="为什么可以豁免")
    approved_by: Text = Field(title="批准单位", description="哪个部门批准，不写个人姓名")
    expires: Day = Field(title="到期日", description="到哪天为止")


class Redirect(Record):
    """Leads an address that was once public to what took its place (data/redirects/<name>.yml)."""

    record_type: ClassVar[str] = "redirect"
    type_label: ClassVar[str] = "跳转"
    files: ClassVar[str] = "data/redirects/{id}.yml"
    former: ClassVar[Former | None] = Former("data/redirects.yml", "redirects")

    old: Text = Field(title="旧网址", description="相对首页的旧网址", examples=["documents/doc-2022-001.html"])
    new: Annotated[Id, RefTo("page")] = Field(title="新位置", description="现在的文件、栏目或决策编号")
    reason: Text = Field(title="原因", description="为什么换了地址")
    date: Day = Field(title="日期", description="从哪天起跳转")

    @property
    def is_plain(self) -> bool:
        """Whether the old address is one that every disk and host takes, and none that the site itself needs."""
        steps = self.old.removesuffix(".html").split("/")
        return _ADDRESS.fullmatch(self.old) is not None and not (
            self.old in _NEEDED or any(len(step) > _LONGEST_STEP or _DEVICE.fullmatch(step) for step in steps)
        )


class Exclusion(Record):
    """Leaves one failing link unreported for a while (data/exclusions/<name>.yml)."""

    record_type: ClassVar[str] = "exclusion"
    type_label: ClassVar[str] = "链接排除"
    files: ClassVar[str] = "data/exclusions/{id}.yml"
    former: ClassVar[Former | None] = Former("data/links.yml", "exclusions")

    match: Text = Field(
        title="链接", description="链接的地址，可以用 * 代表任意文字", examples=["https://old.example.gov.cn/*"]
    )
    reason: Text = Field(title="理由", description="为什么暂时不处理")
    owner: DepartmentId = Field(title="责任部门", description="由哪个部门负责恢复")
    expires: Day = Field(title="到期日", description="到哪天为止，最长 180 天")


class Ledger(Record):
    """Addresses that were public and of which no history tells (data/ledger.yml, written by ``disclosure ledger``)."""

    record_type: ClassVar[str] = "ledger"
    type_label: ClassVar[str] = "网址台账"
    files: ClassVar[str] = "data/ledger.yml"
    for_editors: ClassVar[bool] = False

    addresses: list[Text] = Field(title="网址", description="修改历史说不出来的、曾经公开过的网址，相对首页")
