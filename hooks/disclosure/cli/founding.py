"""``disclosure init``: a new office in the place of the demonstration, by a dozen questions or as many options."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from disclosure.cli.options import Root, Today, valid, working_day
from disclosure.cli.saying import fail, say

if TYPE_CHECKING:
    from disclosure.findings import Finding
    from disclosure.founding.questions import Given, Prompt
    from disclosure.register import Register


_UNCHANGED = "什么也没有改动。"
_YES = ("是", "y", "yes", "好")
_NEXT = """\
已经换成 {name} 的空白站点，演示内容都还在 git 的历史里。接下来：
  1. 打开 data/agency.yml 核对一遍，补上“办理中”的各项、内设机构的职责和审核账号（account）；
     写了账号的，运行 disclosure owners 生成 CODEOWNERS。
  2. 运行 disclosure check，再运行 make site 看看网站。
  3. 把全部改动放进一次提交：git add -A && git commit -m "Begin the office's own site"
  4. 照 HANDBOOK.md 发布第一份文件（公开指南），有了文件的栏目删去 data/columns.yml 里的 empty。
  5. 公开指南的各项写进 data/agency.yml 的 guide，“依申请公开”页照它说；申请台账放在不公开的地方，见手册。
  6. 有年度工作要点和本地规定的，照手册“每年的工作要点，本地的规定”写进 data/laws/；
     data/wording.yml 里地方的文件名称换成本地的，data/rating-sources.yml 里月报的表头换成本地系统的。"""


def init(
    context: typer.Context,
    kind: Annotated[str | None, typer.Option("--kind", help="街道、镇、乡或者区县部门。")] = None,
    province: Annotated[str | None, typer.Option("--province", help="省、自治区或者直辖市。")] = None,
    city: Annotated[str | None, typer.Option("--city", help="地级市、自治州。")] = None,
    district: Annotated[str | None, typer.Option("--district", help="区、县。")] = None,
    short_name: Annotated[str | None, typer.Option("--short-name", help="机关简称。")] = None,
    name: Annotated[str | None, typer.Option("--name", help="机关全称。")] = None,
    site_url: Annotated[str | None, typer.Option("--site-url", help="本站的网址。")] = None,
    portal_url: Annotated[str | None, typer.Option("--portal-url", help="上级政府网站的网址。")] = None,
    address: Annotated[str | None, typer.Option("--address", help="办公地址。")] = None,
    postcode: Annotated[str | None, typer.Option("--postcode", help="邮政编码。")] = None,
    phone: Annotated[str | None, typer.Option("--phone", help="办公电话。")] = None,
    departments: Annotated[str | None, typer.Option("--departments", help="内设机构，用顿号隔开。")] = None,
    disclosure_office: Annotated[
        str | None, typer.Option("--disclosure-office", help="负责政务公开的内设机构。")
    ] = None,
    yes: Annotated[bool, typer.Option("--yes", help="不提问：没有给出的用通常的写法，不再确认。")] = False,
    today: Today = None,
    root: Root = Path(),
) -> None:
    """Ask a dozen questions and put another office in the place of the demonstration."""
    from disclosure.founding.content import beginning
    from disclosure.founding.ground import Refused, found, ready
    from disclosure.founding.questions import QUESTIONS

    given = {question.key: context.params.get(question.key) for question in QUESTIONS}
    told = {key: answer for key, answer in given.items() if answer is not None}
    root = root.resolve()
    try:
        demonstration = ready(root)
        answers = _by_options(told) if yes else _by_asking(told)
        found(root, demonstration, beginning(answers), lambda register: _judged(register, today))
    except Refused as error:
        fail(f"{error}{_UNCHANGED}")
    say(_NEXT.format(name=answers["name"]))


def _judged(register: Register, today: str | None) -> list[Finding]:
    from disclosure.catalogue import ALL_RULES
    from disclosure.check import check

    return check(register, working_day(register, valid(today)), rules=ALL_RULES)


def _by_options(told: Given) -> dict[str, str]:
    """The answers without a question; the command ends with all that is missing or wrong."""
    from disclosure.founding.questions import QUESTIONS, Unfit

    answers: dict[str, str] = {}
    faults: list[str] = []
    for question in QUESTIONS:
        try:
            answers[question.key] = _answered(question, told.get(question.key, ""), answers)
        except Unfit as error:
            faults.append(f"  {_option(question)}：{error}")
        except KeyError:
            continue  # it is judged by another answer, which is told already
    if faults:
        fail("\n".join([f"{_UNCHANGED}请改好这些选项：", *faults]))
    return answers


def _by_asking(told: Given) -> dict[str, str]:
    """The answers of a person; what an option has answered is not asked."""
    from disclosure.founding.questions import QUESTIONS, Unfit

    say("下面问十几个问题，方括号里是建议的回答，直接按回车就用它；随时按 Ctrl+C 退出，什么也不会改动。")
    answers: dict[str, str] = {}
    for question in QUESTIONS:
        if question.key in told:
            try:
                answers[question.key] = _answered(question, told[question.key], answers)
            except Unfit as error:
                fail(f"{_option(question)}：{error}{_UNCHANGED}")
        else:
            answers[question.key] = _asked(question, answers) if question.applies(answers) else ""
    listed = "\n".join(f"  {question.text} {answers[question.key] or '（无）'}" for question in QUESTIONS)
    say(f"您的回答：\n{listed}\n接着撤下演示内容（git 里都还在），换成上面这个机关。")
    if _line("确定吗？请写“是”或“否”：").lower() not in _YES:
        fail(f"没有确认，{_UNCHANGED}")
    return answers


def _answered(question: Prompt, answer: str, given: Given) -> str:
    return question.taken(answer, given) if question.applies(given) else ""


def _asked(question: Prompt, given: Given) -> str:
    """A person's answer; asked again, with the reason, until it can be taken."""
    from disclosure.founding.questions import Unfit

    proposal = question.propose(given)
    hint = f"[{proposal}]" if proposal else f"（例如 {question.example}）"
    while True:
        try:
            return question.taken(_line(f"{question.text}{hint}"), given)
        except Unfit as error:
            say(f"  {error}")


def _line(text: str) -> str:
    say(text)
    line = sys.stdin.readline()
    if not line:
        fail(f"没有回答完，{_UNCHANGED}")
    return line.strip()


def _option(question: Prompt) -> str:
    return f"--{question.key.replace('_', '-')}"
