"""The command line: ``disclosure init | check | build | links | clean | import | export | serve | rules | explain``.

One module a group, which reads the engine where it runs, so that its options are told at once. The only place in the
engine that prints and that asks the clock.
Exit status: 0 nothing that blocks, 1 findings that block, 2 the command could not do its work.
"""

from __future__ import annotations

import os
import sys
from importlib import import_module
from typing import Any

import typer
from typer.core import TyperCommand, TyperGroup
from typer.main import get_command

from disclosure.cli.saying import told
from disclosure.cli.unforeseen import foreseen, leave_quietly, prepare_streams, why
from disclosure.shares import collect_rarely


class _Listed(TyperCommand):
    """A command in the list: its module is read when it is called, so that a command starts with what it needs.

    ``what`` is its function in that module, or the name of a group of commands, which is an app.
    """

    def __init__(self, name: str, module: str, what: str, help: str) -> None:
        super().__init__(name, help=help)
        self._module, self._what = module, what

    def make_context(self, *given: Any, **named: Any) -> Any:
        """That of the command itself, with its own options."""
        return self._command().make_context(*given, **named)

    def _command(self) -> Any:
        found = getattr(import_module(f"{__name__}.{self._module}"), self._what)
        if isinstance(found, typer.Typer):
            return get_command(found)
        alone = typer.Typer(add_completion=False, pretty_exceptions_enable=False)
        alone.command(self.name, help=self.help)(foreseen(found))
        return get_command(alone)


_LISTED = (
    _Listed(
        "init",
        "founding",
        "init",
        "换成自己的机关：问十几个问题，写出机关信息、栏目和适用人群，撤下演示内容，程序和法规留着。",
    ),
    _Listed("new", "starting", "new", "新建一份文件或者一条记录：已知的写好，只有您知道的留空、逐项列出。"),
    _Listed("check", "checking", "check", "检查 docs/ 和 data/ 里的内容，不生成网站。"),
    _Listed("build", "building", "build", "检查内容、生成网站、检查链接，全部合格才替换旧网站。"),
    _Listed("links", "linking", "links", "检查一个文件夹里全部网页的链接，不论是不是本程序生成的。"),
    _Listed(
        "clean",
        "cleaning",
        "clean",
        "另存一份清理过的附件：去掉肯定看不见的内容和制作人信息，拿不准的列出来请您处理，原文件不动。",
    ),
    _Listed(
        "ledger",
        "building",
        "ledger",
        "把现在公开的网页和附件登记进 data/ledger.yml：要换新的代码库、丢掉修改历史以前用一次，平时不用。",
    ),
    _Listed("owners", "offices", "owners", "按 data/ 里的部门账号生成 CODEOWNERS：哪些修改合并前要谁批准。"),
    _Listed("withheld", "offices", "withheld", "列出不主动公开信息的年度评估清单，该评估的在前。只供内部使用。"),
    _Listed("edit", "editing", "edit", "用表单编辑：看要办的事、填表、预览、检查，提交成一个分支，不用写 YAML。"),
    _Listed("serve", "building", "serve", "在本机预览网站，保存文件后自动刷新。"),
    _Listed("push", "pushing", "push", "列出某天以来对谁有什么新政策和理由，并写成文件，供发送的系统使用。"),
    _Listed("rules", "explaining", "rules", "列出全部规则。"),
    _Listed("explain", "explaining", "explain", "解释规则：管什么、错的和对的写法、依据。"),
    _Listed("explain-deadline", "deadlines", "explain_deadline", "逐日说明一件申请的各个期限怎样数。"),
    _Listed(
        "due",
        "agenda",
        "due",
        "列出本机关要办的全部事项：已经逾期的、本周的、以后的，分部门，写明在哪个文件改。",
    ),
    _Listed(
        "audit-report",
        "auditing",
        "audit_report",
        "核对任何机关的政府信息公开工作年度报告：通过、不通过（指出哪一格），读不准的说无法判断，不猜。",
    ),
    _Listed(
        "withdraw",
        "withdrawing",
        "withdraw",
        "马上撤下一个网页：网址保留，换成撤下说明；别处的内容有错也一样。不用网络，运行两次结果相同。",
    ),
    _Listed(
        "patrol",
        "patrolling",
        "patrol",
        "巡查一次，写出一行记录：日期、版本、各级问题几处、查了多少网页和链接。有没有问题都算完成。",
    ),
    _Listed(
        "media",
        "media",
        "media",
        "把一份已公开的文件做成新媒体要用的：正文（HTML）、编了号的图片、短文字、原文的网址和二维码。",
    ),
    _Listed("inspect", "inspecting", "inspect", "按检查指标自查：合格、不合格（有证据）、不能确定、无法评估。"),
    _Listed(
        "story",
        "story",
        "story",
        "比较改动前后生成的网站：读者会看到什么变化、检查的结果、能双击打开的预览，给批准合并的人看。",
    ),
    _Listed("gather", "districts", "gather_offices", "把各机关公开的内容合成一个门户和一个搜索，没有更新的点名。"),
    _Listed("district", "districts", "district", "区级汇总：名册里的各机关各自生成，合成一个门户。"),
    _Listed("import", "importing", "app", "把别处的内容取过来，核对以后再发布。"),
    _Listed("export", "exporting", "app", "把本网站的内容按规定的格式导出，报送用。"),
    _Listed("requests", "requesting", "app", "依申请公开台账：只供本机关使用。"),
    _Listed("plan", "planning", "app", "年度工作要点。"),
)


class _Commands(TyperGroup):
    """All commands, in the order in which people meet with them; none is read to be listed."""

    def __init__(self, **given: Any) -> None:
        super().__init__(**{**given, "commands": {listed.name: listed for listed in _LISTED}})


app = typer.Typer(
    name="disclosure",
    cls=_Commands,
    help="政务公开网站：检查内容、生成网站、把关链接。",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


@app.callback()
def _all() -> None:
    """What there is to be called."""


def main() -> None:
    """Run the command line; whatever happens ends in exit status 0, 1 or 2."""
    prepare_streams()
    collect_rarely()
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")  # looking for any takes a tenth of a command's start
    try:
        app()
    except (Exception, KeyboardInterrupt) as error:
        sys.exit(told(why(error)))
    finally:
        leave_quietly()
