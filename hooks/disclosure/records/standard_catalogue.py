"""The standard catalogue (标准目录): what the office has to make public, field by field, and what satisfies each item.

The columns are those of the official form (国办发〔2019〕54号): number, item of level 1 and 2, content, basis, time
limit, body, channels, audience, mode, level; and the board to which an item belongs. Words are kept as they stand.
"""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any, ClassVar

from pydantic import BeforeValidator, Field, WithJsonSchema, model_validator

from disclosure.records.agency import DepartmentId, ThemeId
from disclosure.records.base import Part, Record, RefTo
from disclosure.records.delays import Delay
from disclosure.records.kinds import Kind
from disclosure.records.standard_periods import ItemPeriod
from disclosure.records.values import Choice, Count, Day, Id, Text, wrong

UNVERIFIED = "待核"  # what a basis says of itself that nobody has held against the original


class ItemBoard(Choice):
    """The part of the district's site to which an item belongs."""

    GENERAL = "general", "综合政务"
    KEY = "key", "重点业务"


class ItemChannel(Choice):
    """The 13 channels of the official form, in its order."""

    WEBSITE = "website", "政府网站"
    GAZETTE = "gazette", "政府公报"
    NEW_MEDIA = "new-media", "两微一端"
    BRIEFING = "briefing", "发布会/听证会"
    BROADCAST = "broadcast", "广播电视"
    PRINT = "print", "纸质媒体"
    READING_ROOM = "reading-room", "公开查阅点"
    SERVICE_CENTRE = "service-centre", "政务服务中心"
    SERVICE_STATION = "service-station", "便民服务站"
    ON_SITE = "on-site", "入户/现场"
    NOTICE_BOARD = "notice-board", "社区/企事业单位/村公示栏（电子屏）"
    PUSH = "push", "精准推送"
    OTHER = "other", "其他"


class ItemAudience(Choice):
    """For whom an item is."""

    EVERYONE = "everyone", "全社会"
    GROUP = "group", "特定群体"


class ItemMode(Choice):
    """In which way an item is disclosed."""

    ACTIVE = "active", "主动"
    ON_REQUEST = "on-request", "依申请"


class ItemLevel(Choice):
    """At which level of government an item is disclosed."""

    COUNTY = "county", "县级"
    TOWN = "town", "乡级"
    VILLAGE = "village", "村级"


class Finds(Choice):
    """What a query looks for; the list is closed."""

    DOCUMENTS = "documents", "文件"
    DECISION_CATALOGUES = "decision-catalogues", "历年重大行政决策事项目录"
    DECISIONS = "decisions", "重大行政决策事项"
    ANNUAL_REPORTS = "annual-reports", "政府信息公开工作年度报告"
    CLEANUPS = "cleanups", "政策文件清理结果"
    QUESTIONS = "questions", "答复了的政策留言"


class ItemQuery(Part):
    """What satisfies an item, stated once: all that the register has of it, now and later."""

    find: Finds = Field(
        Finds.DOCUMENTS, title="找什么", description="不写就是找文件；下面四项只用于文件，写了几项就要同时符合"
    )
    column: Annotated[Id, RefTo("column")] | None = Field(
        None, title="栏目", description="发布在这个栏目的文件", examples=["social-assistance"]
    )
    kind: Kind | None = Field(None, title="文件种类", description="这个种类的文件", examples=["policy"])
    theme: ThemeId | None = Field(None, title="主题分类", description="这个主题的文件", examples=["civil-affairs"])
    keyword: Text | None = Field(
        None, title="关键词", description="关键词里有这个词，或者标题里有这几个字的文件", examples=["救助资金"]
    )

    @model_validator(mode="after")
    def _says_what_it_finds(self) -> ItemQuery:
        narrowed = [name for name in ("column", "kind", "theme", "keyword") if getattr(self, name) is not None]
        if self.find is Finds.DOCUMENTS and not narrowed:
            raise wrong("没有写找哪些文件。", "请写 column、kind、theme、keyword 里的至少一项，例如 {column: budget}。")
        if self.find is not Finds.DOCUMENTS and narrowed:
            raise wrong(
                f"找的是{self.find.label}，不能再写 {narrowed[0]}。", f"请删去 {narrowed[0]}，或者写 find: documents。"
            )
        return self


class NotApplicable(Part):
    """Why an item need not be disclosed here for now. Readers see all of it."""

    reason: Text = Field(title="原因", description="为什么不适用，读者会看到", examples=["今年没有征收项目"])
    basis: Text = Field(title="依据", description="不适用的依据，或者情况的来源", examples=["711号令/10"])
    until: Day | None = Field(
        None, title="到哪天为止", description="这一天以后自动转为应公开；一直不适用的不写", examples=["2025-12-31"]
    )


class ItemChange(Part):
    """One entry of what was changed in an item or a field."""

    date: Day = Field(title="日期", description="哪天改的", examples=["2025-03-10"])
    change: Text = Field(title="改了什么", description="一句话", examples=["时限由每年改为每季度"])
    reason: Text = Field(title="原因", description="为什么改", examples=["区民政局按季度拨付"])


def _several(value: Any) -> Any:
    return [value] if isinstance(value, str) else value


Basis = Annotated[
    list[Text],
    BeforeValidator(_several),
    WithJsonSchema({"anyOf": [{"type": "string"}, {"type": "array", "items": {"type": "string"}}]}),
]


class StandardItem(Part):
    """One row of the catalogue."""

    number: Count = Field(title="序号", description="本领域里的序号，从 1 起不断号", examples=["1"])
    level1: Text = Field(title="一级事项", description="公开事项的第一级", examples=["最低生活保障"])
    level2: Text | None = Field(None, title="二级事项", description="公开事项的第二级", examples=["办事指南"])
    content: Text | None = Field(
        None, title="公开内容（要素）", description="公开哪些要素", examples=["条件、材料、流程、地点、电话"]
    )
    basis: Basis = Field(
        default_factory=list,
        title="公开依据",
        description="一条依据写一行文字，几条的写成列表；写条号（711号令/20）或者文件名称，没有核对过原文的写“待核”",
        examples=["[711号令/20]"],
    )
    limit: Text | None = Field(
        None, title="公开时限", description="照目录原来的话写", examples=["信息形成或变更之日起20个工作日内"]
    )
    body: Text | None = Field(
        None, title="公开主体", description="哪个机关或者部门公开，写名称或者部门编号", examples=["某街道办事处"]
    )
    channels: list[ItemChannel] = Field(
        default_factory=list, title="公开渠道和载体", description="选中的渠道", examples=["[website, reading-room]"]
    )
    channel_other: Text | None = Field(None, title="其他渠道", description="渠道选了“其他”的，写明是什么")
    audience: list[ItemAudience] = Field(
        default_factory=list, title="公开对象", description="全社会或者特定群体", examples=["[everyone]"]
    )
    group: Text | None = Field(None, title="特定群体", description="写明是哪些人", examples=["低保申请人"])
    modes: list[ItemMode] = Field(
        default_factory=list, title="公开方式", description="主动或者依申请", examples=["[active]"]
    )
    levels: list[ItemLevel] = Field(
        default_factory=list, title="公开层级", description="县级、乡级、村级", examples=["[town]"]
    )
    board: ItemBoard = Field(ItemBoard.KEY, title="板块", description="综合政务或者重点业务，不写就是重点业务")
    unit: DepartmentId | None = Field(
        None, title="承办部门", description="到期时找哪个部门；不写的，公开主体是部门的就是它"
    )
    satisfied_by: list[Annotated[Id, RefTo("page", "标准目录事项")]] = Field(
        default_factory=list,
        title="已经公开的",
        description="公开了这一项的文件、栏目等的编号，有几件写几件",
        examples=["[doc-2025-010]"],
    )
    query: ItemQuery | None = Field(
        None,
        title="按条件找",
        description="不逐件写编号，写条件：符合的都算",
        examples=["{column: social-assistance, keyword: 救助资金}"],
    )
    period: ItemPeriod | None = Field(
        None, title="周期", description="不写的由公开时限算出；算不出、或者要另定的才写", examples=["{kind: quarterly}"]
    )
    not_applicable: NotApplicable | None = Field(None, title="不适用", description="目前不用公开的，写明原因和依据")
    since: Day | None = Field(
        None, title="从哪天起", description="这一项从哪天起要公开；不写的和整个领域一样", examples=["2024-01-01"]
    )
    delay: Delay | None = Field(None, title="延期说明", description="逾期没有公开的，写原因和新的日期")
    note: Text | None = Field(None, title="说明", description="给读者的说明")
    history: list[ItemChange] = Field(default_factory=list, title="变更记录", description="改动过的写一条，旧的在前")

    @property
    def title(self) -> str:
        """What readers know it by: 最低生活保障／办事指南."""
        return f"{self.level1}／{self.level2}" if self.level2 else self.level1

    def is_excused(self, today: date) -> bool:
        """Whether it need not be disclosed on this day."""
        excuse = self.not_applicable
        return excuse is not None and (excuse.until is None or today <= excuse.until)


class StandardField(Record):
    """One field of the catalogue (data/standard-catalogue/<id>.yml)."""

    record_type: ClassVar[str] = "standard-field"
    type_label: ClassVar[str] = "标准目录领域"
    files: ClassVar[str] = "data/standard-catalogue/{id}.yml"
    page_folder: ClassVar[str] = "standard-catalogue"

    id: Id = Field(title="编号", description="永久不变的编号", examples=["std-social-assistance"])
    title: Text = Field(title="领域", description="领域的名称", examples=["社会救助"])
    number: Count | None = Field(None, title="领域序号", description="在正式的领域名单里排第几", examples=["5"])
    since: Day = Field(title="从哪天起", description="从哪天起按这份目录公开", examples=["2024-01-01"])
    columns: list[Annotated[Id, RefTo("column")]] = Field(
        default_factory=list, title="栏目", description="这个领域专有的栏目的编号", examples=["[social-assistance]"]
    )
    note: Text | None = Field(None, title="说明", description="给读者的说明")
    items: list[StandardItem] = Field(title="事项", description="目录的各行，按序号排列", min_length=1)
    history: list[ItemChange] = Field(
        default_factory=list, title="变更记录", description="增加、删去事项的写一条，旧的在前"
    )

    def item(self, number: int) -> StandardItem | None:
        """The first item of a number."""
        return next((item for item in self.items if item.number == number), None)


class UntakenField(Part):
    """Fields of the official list that the office does not take up, for one and the same reason."""

    names: list[Text] = Field(title="领域", description="领域的名称", examples=["[涉农补贴]"], min_length=1)
    reason: Text = Field(title="原因", description="为什么本机关没有这些领域，读者会看到")
    basis: Text = Field(title="依据", description="依据或者情况来源", examples=["711号令/21"])


class UntakenFields(Record):
    """The fields of the official list that the office has not taken up (data/untaken-fields.yml)."""

    record_type: ClassVar[str] = "untaken-fields"
    type_label: ClassVar[str] = "没有采用的领域"
    files: ClassVar[str] = "data/untaken-fields.yml"

    fields: list[UntakenField] = Field(title="没有采用的领域", description="原因相同的写在一起")


StandardFieldId = Annotated[Id, RefTo("standard-field", "")]
