"""Who does the work and how it is led: posts, meetings, trainings, handovers. Posts are written, never names."""

from __future__ import annotations

import datetime
from typing import Annotated, ClassVar

from pydantic import Field

from disclosure.records.agency import DepartmentId
from disclosure.records.base import Part, Record, RefTo
from disclosure.records.values import Choice, Count, Day, Id, Text, Truth, at_most

_POST = "岗位或者职务，不写姓名"
PostName = Annotated[Text, at_most(24)]


class Post(Part):
    """A post of the office and the unit that it belongs to."""

    unit: DepartmentId = Field(title="部门", description="部门的编号", examples=["party-office"])
    post: PostName = Field(title="岗位", description=_POST, examples=["政务公开专岗"])
    since: Day | None = Field(None, title="从何时起", description="这个岗位从哪天起负责")


class Staffing(Record):
    """The posts that do the work of disclosure (data/staffing.yml)."""

    record_type: ClassVar[str] = "staffing"
    type_label: ClassVar[str] = "政务公开岗位"
    files: ClassVar[str] = "data/staffing.yml"

    leader: PostName = Field(title="分管领导", description=_POST, examples=["办事处分管负责人"])
    charged: Post = Field(title="专岗", description="专门负责政务公开的岗位")
    deputy: Post | None = Field(None, title="后备", description="专岗不在时由哪个岗位接替")
    liaisons: list[Post] = Field(default_factory=list, title="联络员", description="每个部门一个岗位")
    checked: Day = Field(title="核对日期", description="最近一次核对的日期", examples=["2025-05-12"])


class MeetingKind(Choice):
    """What a meeting did for the work."""

    DEPLOYED = "deployed", "部署年度工作"
    HEARD = "heard", "听取工作汇报"
    STUDIED = "studied", "专题研究"


class Meeting(Record):
    """A meeting on the work of disclosure (data/meetings/<year>/<id>.yml); one to come has no result yet."""

    record_type: ClassVar[str] = "meeting"
    type_label: ClassVar[str] = "政务公开会议"
    files: ClassVar[str] = "data/meetings/{year}/{id}.yml"

    id: Id = Field(title="编号", description="永久不变的编号，与文件名相同", examples=["meeting-2025-01"])
    date: Day = Field(title="日期", description="开会的日期", examples=["2025-04-17"])
    body: Annotated[Text, at_most(24)] = Field(
        title="什么会", description="会议的名称", examples=["办事处主任办公会议"]
    )
    kinds: list[MeetingKind] = Field(title="做什么", description="部署、听取汇报、专题研究，可以几样", min_length=1)
    subject: Annotated[Text, at_most(40)] = Field(title="议题", description="一句话，不写人")
    led_by: PostName = Field(title="主持", description=_POST, examples=["办事处主要负责人"])
    units: list[DepartmentId] = Field(default_factory=list, title="参加的部门", description="部门的编号")
    plan: Annotated[Id, RefTo("workplan", "")] | None = Field(
        None, title="部署的要点", description="部署年度工作的，写工作要点的编号", examples=["workplan-2025"]
    )
    decided: Annotated[Text, at_most(120)] | None = Field(
        None, title="议定事项", description="定了什么，不写人；还没有开的不写"
    )
    shown: Annotated[Id, RefTo("document", "")] | None = Field(
        None, title="公开的文件", description="有公开报道的，写文件编号"
    )


class TrainedBy(Choice):
    """Who held a training."""

    DISTRICT = "district", "区里组织"
    CITY = "city", "市里组织"
    OFFICE = "office", "本机关组织"
    OTHER = "other", "其他单位组织"


class Training(Record):
    """A training on disclosure (data/trainings/<year>/<id>.yml)."""

    record_type: ClassVar[str] = "training"
    type_label: ClassVar[str] = "政务公开培训"
    files: ClassVar[str] = "data/trainings/{year}/{id}.yml"

    id: Id = Field(title="编号", description="永久不变的编号，与文件名相同", examples=["training-2025-01"])
    date: Day = Field(title="日期", description="培训的日期", examples=["2025-04-22"])
    title: Annotated[Text, at_most(40)] = Field(title="培训内容", description="讲什么")
    held_by: TrainedBy = Field(title="谁组织", description="区里、市里、本机关或者其他单位", examples=["district"])
    organiser: Annotated[Text, at_most(40)] = Field(
        title="组织单位", description="单位的规范名称", examples=["某区人民政府办公室"]
    )
    posts: list[PostName] = Field(
        default_factory=list, title="参加的岗位", description=_POST, examples=["政务公开专岗"]
    )
    people: Count = Field(title="参加人数", description="本机关去了几个人；还没有办的写 0")
    newcomers: Truth = Field(False, title="上岗培训", description="给新任联络员的写 true")


class HandedOver(Part):
    """One line of the list that goes with a handover."""

    what: Annotated[Text, at_most(40)] = Field(
        title="交接什么", description="一项一条", examples=["在办的依申请公开件"]
    )
    done: Day | None = Field(None, title="交清日期", description="交清的日期；还没有交的不写")
    note: Annotated[Text, at_most(60)] | None = Field(None, title="说明", description="没有可交的，写明原因")


class AccountHandover(Part):
    """A media account that the post keeps: its password is changed when the person changes."""

    account: Annotated[Id, RefTo("media-account", "")] = Field(
        title="新媒体账号", description="data/media/ 里的编号", examples=["wechat"]
    )
    changed: Day | None = Field(None, title="改密码日期", description="哪天改的；还没有改的不写")


class Handover(Record):
    """A change of person in a post (data/handovers/<year>/<id>.yml): what was handed over, item by item."""

    record_type: ClassVar[str] = "handover"
    type_label: ClassVar[str] = "岗位交接"
    files: ClassVar[str] = "data/handovers/{year}/{id}.yml"

    id: Id = Field(title="编号", description="永久不变的编号，与文件名相同", examples=["handover-2025-01"])
    date: Day = Field(title="变动日期", description="换人的日期", examples=["2025-03-03"])
    unit: DepartmentId = Field(title="部门", description="部门的编号", examples=["party-office"])
    post: PostName = Field(title="岗位", description=_POST, examples=["政务公开联络员"])
    items: list[HandedOver] = Field(title="交接清单", description="逐项写", min_length=1)
    accounts: list[AccountHandover] = Field(
        default_factory=list, title="账号密码", description="这个岗位管的新媒体账号，每个一条"
    )
    reported: Day | None = Field(None, title="报备日期", description="向区里报备的日期；还没有报的不写")

    def is_complete(self, today: datetime.date) -> bool:
        """Whether all is handed over, every password changed and the change reported, by a day."""
        listed = all(item.done <= today if item.done is not None else item.note is not None for item in self.items)
        changed = all(item.changed is not None and item.changed <= today for item in self.accounts)
        return listed and changed and self.reported is not None and self.reported <= today
