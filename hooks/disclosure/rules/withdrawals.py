"""What was taken down: it says why without repeating what, names a post, and is gone from the sources too."""

from __future__ import annotations

import re
from collections.abc import Iterator

from disclosure.expressions import expression
from disclosure.findings import Place, Severity
from disclosure.reading.kinds import DOCUMENT, SUFFIXES
from disclosure.reading.redaction import repeats
from disclosure.records.withdrawals import Withdrawal, WithdrawalCode
from disclosure.records.withheld import Withheld
from disclosure.register import Register
from disclosure.rules.framework import Context, Fault, rule
from disclosure.rules.review import names_a_post

_BASIS = ("本办制度/6",)
_REGISTER = ("本办制度/10",)
# A title, a file, an address, a number of a paper: words that lead to what was taken down.
_FILE = rf"[\w-]\.(?:{'|'.join(SUFFIXES)})(?![A-Za-z0-9])"
_LEADING = expression(rf"《[^《》]+》|https?://|〔\d{{4}}〕|{_FILE}", re.IGNORECASE)
_DEAD = expression("废止|失效|有效期(?:届|已)?满|过期")


@rule("WDR-001", "泄露撤下的不写标题", on=Withdrawal, basis=_BASIS, waivable=False)
def a_leak_has_no_title(withdrawal: Withdrawal, context: Context) -> Iterator[Fault]:
    """Of what held something that must not be public, not even the title is told.

    Bad:  code: leak，title_public: 关于某事的通知
    Good: code: leak，没有 title_public
    """
    if withdrawal.code is WithdrawalCode.LEAK and withdrawal.title_public is not None:
        message = "含有不应公开内容而撤下的，写了可以公开的标题。"
        yield withdrawal.place("title_public"), message, "请删除 title_public 这一行。"


@rule("WDR-002", "公开的理由不复述内容", on=Withdrawal, basis=_BASIS, waivable=False)
def the_reason_repeats_nothing(withdrawal: Withdrawal, context: Context) -> Iterator[Fault]:
    """The reason that readers see holds no title, no file's name, no address, and no words of the paper.

    Bad:  reason: 《某某名单》.xlsx 里有住址
    Good: reason: 内容审查不完整
    """
    taken = [paper for paper in context.register.removed.taken if paper.key == withdrawal.number]
    told = (
        withdrawal.reason.replace(f"《{withdrawal.title_public}》", "")
        if withdrawal.title_public
        else withdrawal.reason
    )
    if _LEADING.search(told) or any(paper.is_secret and repeats(told, paper) for paper in taken):
        message = "公开的理由里有标题、文件名、网址或者撤下的内容。"
        yield withdrawal.place("reason"), message, "请换一句不涉及内容的话，例如 内容审查不完整。"


@rule("WDR-003", "重复发布的写明保留哪一份", on=Withdrawal, basis=_BASIS)
def a_double_names_what_is_kept(withdrawal: Withdrawal, context: Context) -> Iterator[Fault]:
    """A double leads on to the paper that is kept, which is another one.

    Bad:  code: duplicate，没有 successor
    Good: code: duplicate，successor: doc-2025-040
    """
    if withdrawal.successor == withdrawal.number:
        message = f"“{withdrawal.number}”撤下以后的去处写成了它自己。"
        yield withdrawal.place("successor"), message, "请写另一份文件的编号，没有的删除 successor 这一行。"
    elif withdrawal.code is WithdrawalCode.DUPLICATE and withdrawal.successor is None:
        message = "因为重复发布而撤下，没有写保留的是哪一份。"
        yield withdrawal.place("successor"), message, "请加一行 successor，写保留的那份文件的编号。"


@rule("WDR-004", "下令撤下的写职务", on=Withdrawal, basis=("本办制度/8",), waivable=False)
def a_post_orders_it(withdrawal: Withdrawal, context: Context) -> Iterator[Fault]:
    """Who ordered it is a post, never a person.

    Bad:  ordered_by: 张某
    Good: ordered_by: 办事处分管负责人
    """
    if not names_a_post(withdrawal.ordered_by):
        message = f"下令撤下的人写成了“{withdrawal.ordered_by}”，不像职务。"
        yield withdrawal.place("ordered_by"), message, "请只写职务，不写姓名，例如 办事处分管负责人。"


@rule("WDR-005", "撤下的文件不留在文件夹里", on=Register, basis=_BASIS, severity=Severity.NOTICE)
def what_was_taken_down_is_gone(register: Register, context: Context) -> Iterator[Fault]:
    """The file of a paper that was taken down lies no more in docs/; until then it is passed over.

    Bad:  data/withdrawn/2025/doc-2025-041.yml 和 docs/notices/2025/doc-2025-041.md 都在
    Good: 只有 data/withdrawn/2025/doc-2025-041.yml
    """
    whole = {path for path in register.removed.files if path.endswith((DOCUMENT, ".yml"))}
    single = {f"{paper.folder}/{paper.files[0]}" for paper in register.removed.taken if paper.is_file}
    for path in sorted(whole | single):
        message = "这份内容已经撤下，网站不再放它，源文件还在这里。"
        remedy = "请合并撤下它的分支；没有分支的，请删除它：文件连同附件，附件连同 attachments 里的那一项。"
        yield Place(path), message, remedy


@rule("WDR-006", "撤下记录放对位置、时间真实", on=Withdrawal, basis=_BASIS)
def a_withdrawal_is_filed_by_its_number(withdrawal: Withdrawal, context: Context) -> Iterator[Fault]:
    """A withdrawal bears the number of the paper as its name, lies in its year, and lies not in the future.

    Bad:  data/withdrawn/2024/doc-2025-041.yml 里写 time: 2025-06-12 16:40
    Good: data/withdrawn/2025/doc-2025-041.yml 里写 time: 2025-06-12 16:40
    """
    year = str(withdrawal.time.year)
    if withdrawal.file_name != withdrawal.name:
        message = f"文件名是“{withdrawal.file_name}”，里面的编号是“{withdrawal.number}”。"
        yield withdrawal.place("number"), message, f"请把文件改名为 {withdrawal.name}.yml，或者改正编号。"
    elif withdrawal.file_year != year:
        message = f"文件放在 data/withdrawn/{withdrawal.file_year}，而撤下时间是 {withdrawal.time:%Y-%m-%d}。"
        yield withdrawal.place("time"), message, f"请把文件移到 data/withdrawn/{year}，或者改正撤下时间。"
    elif withdrawal.day > context.today:
        message = f"撤下时间 {withdrawal.time:%Y-%m-%d} 晚于今天（{context.today}）。"
        yield withdrawal.place("time"), message, "请填写真实的时间。"


@rule("WDR-007", "废止、失效的文件不撤下", on=Withdrawal, basis=_BASIS)
def a_dead_policy_stays(withdrawal: Withdrawal, context: Context) -> Iterator[Fault]:
    """A policy that was repealed or has expired keeps its page and says so; that is no reason to take it down.

    Bad:  reason: 文件已经废止
    Good: 文件留着，写 validity: repealed
    """
    if _DEAD.search(withdrawal.reason):
        message = "撤下的理由是废止、失效或者过期，这样的文件应当留着。"
        yield withdrawal.place("reason"), message, "请恢复文件并写明 validity；另有原因的，请改写理由。"


@rule("WDR-008", "泄露撤下的另行登记", on=Withdrawal, basis=_REGISTER, severity=Severity.WARNING)
def a_leak_is_in_the_register(withdrawal: Withdrawal, context: Context) -> Iterator[Fault]:
    """What was taken down since it must not be public stands in the register of what is not disclosed, too.

    Bad:  只有 data/withdrawn/2025/doc-2025-041.yml
    Good: 还有 data/withheld/2025/wh-doc-2025-041.yml
    """
    entries = context.register.all(Withheld)
    known = {entry.withdrawn.name for entry in entries if entry.withdrawn is not None}
    if withdrawal.code is WithdrawalCode.LEAK and withdrawal.name not in known:
        message = f"“{withdrawal.number}”因为含有不应公开的内容撤下，没有登记在 data/withheld/ 里。"
        told = {"kind": withdrawal.kind, "record": withdrawal.record, "attachment": withdrawal.attachment}
        what = "".join(f"{field}: {value}, " for field, value in told.items() if value is not None)
        remedy = (
            f"请新建 data/withheld/{withdrawal.time.year}/wh-{withdrawal.name}.yml，"
            "照手册“不公开的，只登记有这么一件”填写，"
            f"并写 withdrawn: {{number: {withdrawal.number}, {what}"
            f"time: {withdrawal.time:%Y-%m-%d %H:%M}, code: leak}}。"
        )
        yield withdrawal.place("code"), message, remedy
