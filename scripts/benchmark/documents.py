"""Synthetic documents: what stands in the front matter of each kind, and the Markdown file that comes of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from random import Random
from typing import Any

import yaml

from benchmark.wording import PLACES, TOPICS, body, interpretation_body, summary

TODAY = date(2025, 6, 18)  # the day that the measured commands work on
LAST_DAY = date(2025, 6, 1)  # nothing is made later
YEARS = tuple(range(2016, 2026))
_HELP = "阅读有困难或者视听有障碍的，工作人员提供帮助。"  # what a guide has to say
POLICY_KINDS = ("policy", "normative")

# How kinds are called in titles; a kind that is not here is called 材料.
_NAMES = {
    "policy": "若干措施", "normative": "管理办法", "notice": "通知", "interpretation": "政策解读",
    "questions": "问答", "news": "工作动态", "activity": "开放活动", "guide": "公开指南", "system": "工作制度",
    "report": "年度报告", "plan": "工作计划", "statistics": "统计数据", "budget": "预算说明",
    "enforcement": "执法公示", "emergency": "应急安排", "welfare": "服务安排", "personnel": "招聘公告",
    "catalogue": "事项清单", "service": "办事指南", "institution": "机构职能", "draft": "办法（草案）",
    "explanation": "草案说明", "background": "决策背景", "consultation": "征求意见公告",
    "feedback": "公众意见采纳情况", "expert": "专家论证意见", "risk": "风险评估报告", "legality": "合法性审查意见",
    "attendance": "公众代表列席情况", "meeting": "会议审议情况", "decision": "决定", "execution": "执行情况",
    "evaluation": "实施效果评估",
}  # fmt: skip


@dataclass
class SyntheticDocument:
    """One document before it is written; ``links`` are the ids that its text refers to, in order."""

    id: str
    title: str
    kind: str
    column: str
    made: date
    published: date
    fields: dict[str, Any] = field(default_factory=dict)
    links: list[str] = field(default_factory=list)

    @property
    def path(self) -> str:
        """Where the file stands, from the root of the project."""
        return f"docs/{self.column}/{self.published.year}/{self.id}.md"


class Office:
    """Makes documents one after another: ids, titles and numbers never repeat, cross-references fit."""

    def __init__(self, random: Random, columns: dict[str, str], agency: dict[str, Any], audiences: list[str]) -> None:
        self.random = random
        self.documents: list[SyntheticDocument] = []
        self._columns = columns  # for each kind, the column that takes it
        self._agency = agency
        self._audiences = audiences
        self.departments = [department["id"] for department in agency["departments"]]
        self._numbers: Counter[str] = Counter()

    def add(
        self, kind: str, made: date, *, published: date | None = None, column: str = "", topic: str = "", **fields: Any
    ) -> SyntheticDocument:
        """A new document of a kind, published some days after it was made, or on the day that is given."""
        published = published or made + timedelta(days=self.random.randint(0, 6))
        number = self._count(f"doc-{published.year}")
        topic = topic or f"{self.random.choice(PLACES)}片区{self.random.choice(TOPICS)}"
        document = SyntheticDocument(
            id=f"doc-{published.year}-{number:04}",
            title=f"{topic}{_NAMES.get(kind, '材料')}（{published.year}年第{number}件）",
            kind=kind,
            column=column or self._columns[kind],
            made=made,
            published=published,
        )
        document.fields = {**self._policy_fields(document), **self._guide_fields(kind), **fields}
        self.documents.append(document)
        return document

    def add_interpretation(self, policy: SyntheticDocument, *, column: str = "", topic: str = "") -> SyntheticDocument:
        """The interpretation of a policy, made and published with it."""
        fields = {"interprets": policy.id, "drafted": policy.fields["drafted"], "signed": policy.fields["signed"]}
        made, day = policy.made, policy.published
        return self.add("interpretation", made, published=day, column=column, topic=topic, **fields)

    def _count(self, series: str) -> int:
        self._numbers[series] += 1
        return self._numbers[series]

    def _policy_fields(self, document: SyntheticDocument) -> dict[str, Any]:
        """A policy's number, dates and validity; one in six no longer holds."""
        if document.kind not in POLICY_KINDS:
            return {}
        series = f"演示{'规' if document.kind == 'normative' else '发'}〔{document.made.year}〕"
        starts = document.published + timedelta(days=30)
        ended = document.made.year < 2020 and self.random.random() < 0.4
        reason = {"validity_reason": "有效期届满，不再执行"} if ended else {}
        return {
            "doc_no": f"{series}{self._count(series)}号",
            "drafted": document.made - timedelta(days=20),
            "signed": document.made,
            "effective": starts,
            "expires": date(starts.year + 4, 12, 31) if ended else date(2030, 12, 31),
            "validity": "expired" if ended else "valid",
            **reason,
            "theme": self.random.choice([theme["id"] for theme in self._agency["themes"]]),
            "audience": self.random.sample(self._audiences, min(2, len(self._audiences))),
            "headline": "补贴可以申请",
            "gain": {"who": "符合条件的居民", "what": "补贴 2000 元", "steps": "到社区申请", "until": "有效期内"},
        }

    def _guide_fields(self, kind: str) -> dict[str, Any]:
        names = ("classification", "arrangement", "access", "body", "address", "hours", "phone", "fax", "online")
        own = self._agency.get("guide", {})
        return {"guide": {name: own.get(name, "见正文中的说明") for name in names}} if kind == "guide" else {}

    def any_day(self) -> date:
        """A day on which something may have been made, every year as likely as another."""
        year = self.random.choice(YEARS)
        last = min(date(year, 12, 20), LAST_DAY)
        return date(year, 1, 5) + timedelta(days=self.random.randint(0, (last - date(year, 1, 5)).days))

    def say_why_not_interpreted(self) -> None:
        """Let each policy without an interpretation say that it needs none."""
        interpreted = {document.fields.get("interprets") for document in self.documents}
        for document in self.documents:
            if document.kind in POLICY_KINDS and document.id not in interpreted:
                reason = "内容是办理步骤，没有需要解读的新规定。"
                document.fields["interpretation"] = {"required": False, "reason": reason}

    def link_up(self, others: Sequence[str]) -> None:
        """Give each document three to five links: to documents near it, and now and then to one of ``others``.

        None links to a policy that has ended, which would have to be said in its words.
        """
        ended = {document.id for document in self.documents if document.fields.get("validity") == "expired"}
        for position, document in enumerate(self.documents):
            near = range(max(0, position - 60), min(len(self.documents), position + 61))
            wanted = self.random.randint(3, 5)
            while len(document.links) < min(wanted, len(near) - 1):
                target = self.documents[self.random.choice(near)].id
                if self.random.random() < 0.1:
                    target = self.random.choice(others)
                if target != document.id and target not in document.links and target not in ended:
                    document.links.append(target)

    def write(self, root: Path) -> None:
        """Write every document as Markdown below ``root``."""
        for document in self.documents:
            matter = self._front_matter(document, self.random.choice(self.departments))
            links = [f"[{self.random.choice(('', '相关文件'))}](ref:{key})" for key in document.links]
            text = (interpretation_body if document.kind == "interpretation" else body)(self.random, links)
            text = f"{_HELP}\n\n{text}" if document.kind == "guide" else text
            file = root / document.path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(f"---\n{as_yaml(matter)}---\n{text}", "utf-8")

    def _front_matter(self, document: SyntheticDocument, department: str) -> dict[str, Any]:
        return {
            "id": document.id,
            "title": document.title,
            "kind": document.kind,
            "column": document.column,
            "issuer": self._agency["name"],
            "department": department,
            "made": document.made,
            "published": f"{document.published} 10:00",
            "summary": summary(self.random, document.title),
            "keywords": self.random.sample(TOPICS, 3),
            "disclosure": "active",
            "review": review(document.made, document.published, department, self.departments),
            **document.fields,
        }


def review(first: date, last: date, department: str, departments: Sequence[str]) -> dict[str, str]:
    """The whole record of a review that ends on the ``last`` day, by another department than the drafting one."""
    reviewer = next(other for other in departments if other != department)
    items = "国家秘密无 工作秘密无 商业秘密无 个人信息已隐去 安全稳定无"
    return {
        "proposed": f"{first} {department} 主动公开 711号令/20",
        "department": f"{first} {department} 内容准确，同意主动公开",
        "secrecy": f"{last} {reviewer} {items}",
        "approved": f"{last} 办事处分管负责人",
    }


def as_yaml(value: Any) -> str:
    """A value as the YAML that an editor would write: block style, Chinese as it is, no aliases."""
    return yaml.dump(value, Dumper=_Plain, allow_unicode=True, sort_keys=False, width=10_000)


class _Plain(yaml.CSafeDumper):
    def ignore_aliases(self, data: Any) -> bool:
        return True
