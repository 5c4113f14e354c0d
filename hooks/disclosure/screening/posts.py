"""Who does the work is written by post, never by name: in the files of posts, meetings, trainings, handovers, plans.

The names of ordinary staff are not published. A name is told as in the ledger of requests, and besides by a title
behind a surname: 王主任. What ends like a post is none: 文书岗, 安全员.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from disclosure.expressions import expression
from disclosure.findings import Rule
from disclosure.reading.surnames import EVERYDAY, SURNAMES
from disclosure.records.base import Record
from disclosure.records.files import data_file
from disclosure.records.organisation import Handover, Meeting, Staffing, Training
from disclosure.records.processes import Process
from disclosure.records.work_plans import WorkPlan
from disclosure.screening.ledger import persons
from disclosure.screening.personal.names import person_behind
from disclosure.screening.written import Hit, Known, Written

NO_NAMES = Rule(
    "ORG-001",
    "岗位、会议、培训、交接里不写姓名",
    basis=("个人信息保护法/51", "本办制度/91"),
    bad="post: 王晓样",
    good="post: 政务公开专岗",
)
RULES = (NO_NAMES,)
_WHO = ("姓名", "姓氏")
_OF_POSTS: tuple[type[Record], ...] = (Staffing, Meeting, Training, Handover, WorkPlan, Process)
_HAN = "\u3400-\u9fff"
_PLAIN = "".join(sign for sign in SURNAMES if sign not in EVERYDAY)
_TITLED = expression(
    f"(?:(?<![{_HAN}])|(?<=[由请经向和与为是]))[{_PLAIN}]"
    "(?:副?(?:主任|书记|科长|所长|队长|站长|处长|局长|镇长|区长|部长|组长)|老师|同志|秘书)"
)
_HOLDER = expression(
    "联络员|专岗|后备|管理员|审核员|值守员|经办人?|牵头人|主讲人?|讲师|授课人?|报告人|汇报人|接手|接替|移交给|交给"
)
_POST = expression(f"[{_HAN}]{{2,}}(?:岗|员|长|主任|书记|科|办|室|队|所|中心|秘书|内勤)(?![{_HAN}])")


def hits(written: Written, known: Known) -> Iterator[Hit]:
    """Each line of such a file in which somebody is named."""
    if not _is_of_posts(written.path) or written.attachment:
        return
    told: set[int] = set()
    bare = _POST.sub(lambda match: "本" * len(match[0]), written.text)
    office = known.agency.short_name if known.agency is not None else ""
    for start in sorted({*_behind_a_post(bare), *(start for start, what in persons(bare, office) if what in _WHO)}):
        line = written.text.count("\n", 0, start)
        if line not in told:
            told.add(line)
            remedy = "请删去，只写岗位或者职务，例如“政务公开专岗”“办事处分管负责人”。"
            yield Hit(NO_NAMES, start, "这里像是写了姓名。", remedy)


def _behind_a_post(bare: str) -> Iterator[int]:
    """A surname in front of a title, and a name right behind the word for a post: 王主任, 联络员王晓样."""
    yield from (match.start() for match in _TITLED.finditer(bare))
    for match in _HOLDER.finditer(bare):
        found = person_behind(bare, match.end())
        if found is not None and found[1] - found[0] > 2:
            yield found[0]


@lru_cache(maxsize=1 << 10)
def _is_of_posts(path: str) -> bool:
    kind = data_file(path)
    return kind is not None and kind.model in _OF_POSTS
