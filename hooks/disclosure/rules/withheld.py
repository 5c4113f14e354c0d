"""What is withheld: each entry has its article, fitting dates, and a review every year (条例 14 to 18)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from disclosure.agenda.withheld import last_look, review_due
from disclosure.findings import Severity
from disclosure.records.files import data_file
from disclosure.records.review import Disclosure
from disclosure.records.withheld import Ground, Reassessed, Withheld
from disclosure.rules.framework import Context, Fault, rule

GROUNDS: dict[str, tuple[Ground, ...]] = {
    "711号令/14": (Ground.STATE_SECRET, Ground.FORBIDDEN, Ground.SECURITY),
    "711号令/15": (Ground.TRADE_SECRET, Ground.PRIVACY),
    "711号令/16": (Ground.INTERNAL, Ground.PROCESS, Ground.CASE_FILE),
}


@rule("WHD-001", "不予公开有条款依据", on=Withheld, basis=("711号令/14", "711号令/15", "711号令/16"))
def withheld_rests_on_an_article(entry: Withheld, context: Context) -> Iterator[Fault]:
    """What is not disclosed at all rests on article 14, 15 or 16, and on a reason that the article names.

    Bad:  attribute: none，没有 article
    Good: attribute: none，article: 711号令/16，ground: process
    """
    if entry.attribute is Disclosure.ACTIVE:
        message = "主动公开的信息不登记在这里。"
        yield entry.place("attribute"), message, "请删除这一条，把文件照主动公开的发布；属性填错的请改正。"
    elif entry.withdrawn is not None and entry.article is None and entry.reviewed is None:
        return  # it had to go at once; the article is found at leisure, by the first review at the latest
    elif entry.attribute is Disclosure.NONE and entry.article not in GROUNDS:
        message = f"依据“{entry.article}”不是不予公开的条款。" if entry.article else "不予公开，没有写依据条款。"
        yield entry.place("article"), message, "请从这里选：711号令/14、711号令/15、711号令/16；都不适用的应当公开。"
    elif entry.article in GROUNDS and entry.ground not in GROUNDS[entry.article]:
        choices = "、".join(f"{ground.value}（{ground.label}）" for ground in GROUNDS[entry.article])
        message = f"理由“{entry.ground.label}”和依据条款对不上。" if entry.ground else "没有写理由类别（ground）。"
        yield entry.place("ground"), message, f"按这一条可以写：{choices}。"


@rule(
    "WHD-002",
    "不公开信息每年评估",
    on=Withheld,
    basis=("711号令/18", "本办制度/10"),
    severity=Severity.WARNING,
    limit="withheld-review",
    by_time=True,
)
def withheld_is_reviewed_every_year(entry: Withheld, context: Context) -> Iterator[Fault]:
    """An entry is looked at again every year; what may be released leaves the register.

    Bad:  reviewed 的日期在一年多以前
    Good: reviewed: {date: 2025-03-10, result: keep}
    """
    due = review_due(entry, context.law)
    if entry.reviewed is not None and entry.reviewed.result is Reassessed.RELEASE:
        message = f"{entry.reviewed.date} 已经评估为可以主动公开，还登记在这里。"
        yield entry.place("reviewed"), message, "请发布这份文件，并删除这一条。"
    elif due is not None and due < context.today:
        message = f"最近一次评估或决定是 {last_look(entry)}，应当在 {due} 前再次评估。"
        remedy = f"请评估后更新 reviewed，例如 reviewed: {{date: {context.today}, result: keep}}。"
        yield entry.place("reviewed"), message, remedy


@rule("WHD-003", "登记的日期先后有序", on=Withheld, basis=("本办制度/10",))
def dates_of_withheld_fit(entry: Withheld, context: Context) -> Iterator[Fault]:
    """A decision is not older than its paper, a review not older than the decision, nothing is in the future.

    Bad:  made: 2025-03-04，decided: 2025-03-01
    Good: made: 2025-03-04，decided: 2025-03-05
    """
    steps: list[tuple[str, date, tuple[str, ...]]]
    steps = [("生成", entry.made, ("made",)), ("决定", entry.decided, ("decided",))]
    if entry.reviewed is not None:
        steps.append(("评估", entry.reviewed.date, ("reviewed", "date")))
    before = date.min
    for name, day, location in steps:
        if day > context.today:
            yield entry.place(*location), f"{name}日期 {day} 晚于今天（{context.today}）。", "请填写真实的日期。"
        elif day < before:
            message = f"{name}日期 {day} 早于前一个日期 {before}。"
            yield entry.place(*location), message, "先生成、后决定、再评估，请核对日期。"
        before = max(before, day)


@rule("WHD-004", "登记放在决定年份的文件夹", on=Withheld, basis=("本办制度/10",))
def entry_lies_in_the_year_of_its_decision(entry: Withheld, context: Context) -> Iterator[Fault]:
    """An entry lies in data/withheld/<year of the decision>/.

    Bad:  data/withheld/2024/wh-2025-001.yml 里写 decided: 2025-03-05
    Good: data/withheld/2025/wh-2025-001.yml 里写 decided: 2025-03-05
    """
    year = str(entry.decided.year)
    if entry.file_year != year and data_file(entry.path) is not None:  # a file of the former kind has its own finding
        message = f"文件放在 data/withheld/{entry.file_year}，而决定日期是 {entry.decided}。"
        yield entry.place("decided"), message, f"请把文件移到 data/withheld/{year}，或者改正决定日期。"
