"""The whole process of a decision as one JSON file."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from functools import partial
from typing import ClassVar

from pydantic import Field

from disclosure.exports.cells import plain
from disclosure.exports.datasets import decisions_changed, shown_decisions
from disclosure.exports.filling import decision_facts, named, opinion_rows
from disclosure.exports.heads import head, one_line
from disclosure.exports.rows import CalledPaper, DecisionRow, OpinionRow, RecordPart, WebAddress
from disclosure.pages import addresses
from disclosure.pages.assets import Asset, site_assets
from disclosure.pages.site import Site
from disclosure.records.decisions import Decision, Stage
from disclosure.records.documents import Document


class AttachedFile(RecordPart):
    """A file beside a paper."""

    title: str = Field(title="附件名称", description="读者看到的名称")
    url: WebAddress = Field(title="网址", description="附件的网址")


class Paper(CalledPaper):
    """A published paper of a process."""

    issuer: str = Field(title="公开主体", description="制作文件的机关")
    made: date = Field(title="生成日期", description="成文或形成的日期")
    published: datetime = Field(title="发布日期", description="网上发布的时间，北京时间")
    opens: date | None = Field(None, title="开始日期", description="开始征求意见的日期")
    closes: date | None = Field(None, title="截止日期", description="征求意见的截止日期，含当日")
    attachments: list[AttachedFile] = Field([], title="附件", description="随文件发布的附件")


class StageRecord(RecordPart):
    """One stage: a paper, or why there is none."""

    stage: str = Field(title="环节代码", description="环节的英文代码")
    name: str = Field(title="环节", description="环节的名称")
    required: bool = Field(title="必经程序", description="本事项是否必须履行这个环节")
    paper: Paper | None = Field(None, title="文件", description="已经公开的文件")
    absent: str | None = Field(None, title="没有文件的原因", description="尚未到期、不适用、依法不公开或未收到意见")
    basis: str | None = Field(None, title="依据", description="没有文件的依据或理由")
    due: date | None = Field(None, title="预计时间", description="尚未到期的，预计什么时候公开")


class ChannelCount(RecordPart):
    """How many opinions came in one way."""

    channel: str = Field(title="渠道", description="意见是怎样收到的")
    count: int = Field(title="条数", description="收到多少条")


class DecisionRecord(DecisionRow):
    """A decision with its whole process."""

    schema_name: ClassVar[str] = "decision"

    stages: list[StageRecord] = Field([], title="全过程", description="每个环节的文件，或没有的原因")
    channels: list[ChannelCount] = Field([], title="收到的渠道", description="各种方式分别收到多少条意见")
    opinions: list[OpinionRow] = Field([], title="公众意见", description="收到的意见和处理结果")


@site_assets
def whole_records(site: Site) -> Iterator[Asset]:
    """A file for each decision."""
    for decision in shown_decisions(site):
        yield Asset(addresses.data_address(addresses.address(decision), "json"), partial(record_json, decision, site))


def record_json(decision: Decision, site: Site) -> str:
    """The whole process of a decision as JSON."""
    page, modified = addresses.address(decision), decisions_changed([decision], site)
    told = head(site, DecisionRecord, decision.title, page, modified)
    return one_line({**told, "decision": plain(record_of(decision, site).model_dump())})


def record_of(decision: Decision, site: Site) -> DecisionRecord:
    """A decision with its whole process as it is given to others."""
    channels = decision.opinions.channels if decision.opinions else None
    return DecisionRecord(
        **decision_facts(decision, site),
        stages=[_stage(decision, stage, site) for stage in Stage],
        channels=[ChannelCount(channel=name, count=count) for name, count in (channels.counts() if channels else ())],
        opinions=opinion_rows(decision, site),
    )


def _stage(decision: Decision, stage: Stage, site: Site) -> StageRecord:
    slot = decision.stages.slot(stage)
    document = site.register.get(slot.ref or "", Document) if slot is not None else None
    return StageRecord(
        stage=stage.value,
        name=stage.label,
        required=stage in decision.required_steps,
        paper=_paper(document, site) if document is not None else None,
        absent=slot.absent.label if slot is not None and slot.absent is not None else None,
        basis=slot.basis if slot is not None else None,
        due=slot.due if slot is not None else None,
    )


def _paper(document: Document, site: Site) -> Paper:
    facts = document.consultation
    files = [
        AttachedFile(title=item.title, url=site.url(addresses.attachment_address(document, item.file)))
        for item in document.attachments
        if site.register.attachment(document, item.file) is not None
    ]
    return Paper(
        **named(document, site),
        issuer=document.issuer,
        made=document.made,
        published=document.published,
        opens=facts.opens if facts else None,
        closes=facts.closes if facts else None,
        attachments=files,
    )
