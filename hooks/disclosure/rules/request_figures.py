"""The figures of a year's requests: they agree with the ledger where it is at hand, and with themselves."""

from __future__ import annotations

from collections.abc import Iterator

from disclosure.annual.cells import FigureSpot, spots
from disclosure.annual.counting import CountedYear
from disclosure.annual.ledger import counted_from
from disclosure.annual.report import COUNTED
from disclosure.annual.written import figures_id
from disclosure.records.request_figures import YearOfRequests
from disclosure.rules.framework import Context, Fault, rule

_FEW = 4  # cells that are told


@rule("ANN-004", "申请的年度数字与台账一致", on=YearOfRequests, basis=("本办制度/70",))
def figures_agree_with_the_ledger(figures: YearOfRequests, context: Context) -> Iterator[Fault]:
    """Where the ledger is at hand, each figure is what the ledger adds up to on the day up to which was counted.

    Bad:  台账里 2024 年予以公开的有 7 件，文件里写 granted 的 total 是 6
    Good: 改了台账以后，重新运行 disclosure requests figures 2024
    """
    found = counted_from(context.register, context.law, figures.year, figures.as_of)
    if found is None or found.uncounted:
        return  # no ledger here, or one of which other rules tell what is wrong
    stale = [*_stale_cells(figures, found), *_stale_others(figures, found)]
    if stale:
        told = "；".join(f"{words}写的是 {here}，台账是 {there}" for _, words, here, there in stale[:_FEW])
        more = f"；另有 {len(stale) - _FEW} 个数也不同" if len(stale) > _FEW else ""
        remedy = f"请重新运行 disclosure requests figures {figures.year}；台账写错的，先改台账。"
        yield figures.place(*stale[0][0]), f"{told}{more}。", remedy


def _stale_cells(figures: YearOfRequests, found: CountedYear) -> Iterator[tuple[tuple[str, ...], str, object, object]]:
    """The cells of the tables that differ: where, what it is, what is written, what the ledger has."""
    for spot in (spot for part in COUNTED for spot in spots(part)):
        here, there = figures.figure(*spot), len(found.cells.get(spot, ()))
        if here != there:
            yield tuple(spot), str(FigureSpot(*spot)), "空" if here is None else here, there


def _stale_others(figures: YearOfRequests, found: CountedYear) -> Iterator[tuple[tuple[str, ...], str, object, object]]:
    repeated = {item.subject: item.count for item in figures.repeated}
    pairs = {
        "replied": (figures.replied, len(found.others["replied"])),
        "on_time": (figures.on_time, len(found.others["on_time"])),
        "median_days": (figures.median_days, found.median_days),
        "extended": (figures.extended, len(found.others["extended"])),
        "fees": (figures.fees, found.fees),
        "became_public": (len(figures.became_public), len(found.became_public)),
        "repeated": (len(repeated), len(found.repeated)),
    }
    for name, (here, there) in pairs.items():
        title = YearOfRequests.model_fields[name].title or name
        if here != there:
            yield (name,), f"“{title}”", "空" if here is None else here, "空" if there is None else there
    same = len(figures.became_public) == len(found.became_public) and len(repeated) == len(found.repeated)
    if same and tuple(figures.became_public) != found.became_public:
        yield ("became_public",), "“转为主动公开”", "、".join(figures.became_public), "、".join(found.became_public)
    if same and repeated != {subject: len(ids) for subject, ids in found.repeated.items()}:
        yield ("repeated",), "“反复申请的内容”", "另一些", "有变动的内容或者件数"


@rule("ANN-005", "申请的年度数字前后相符", on=YearOfRequests, basis=("本办制度/70",))
def figures_agree_with_themselves(figures: YearOfRequests, context: Context) -> Iterator[Fault]:
    """File, year, id and last day belong together, and no part of the replies is more than all of them.

    Bad:  data/request-figures/2024.yml 里写 year: 2023
    Good: year: 2024
    """
    again = f"这个文件由程序写，请重新运行 disclosure requests figures {figures.file_year}。"
    if figures.file_year != str(figures.year) or figures.id != figures_id(figures.year):
        yield figures.place("year"), f"文件名、编号（{figures.id}）和年份 {figures.year} 不是同一年。", again
    elif figures.as_of.year != figures.year or figures.as_of > context.today:
        yield figures.place("as_of"), f"统计到 {figures.as_of}，不在 {figures.year} 年里，或者还没有到。", again
    for name in ("on_time", "extended"):
        part = getattr(figures, name)
        if part > figures.replied:
            title = YearOfRequests.model_fields[name].title
            yield figures.place(name), f"“{title}”是 {part}，比“已答复”的 {figures.replied} 还多。", again
