"""The command line: ``disclosure init | check | build | links | clean | import | export | serve | rules | explain``.

One module a group. The only place in the engine that prints and that asks the clock.
Exit status: 0 nothing that blocks, 1 findings that block, 2 the command could not do its work.
"""

from __future__ import annotations

import sys

import typer

from disclosure.cli import (
    agenda,
    auditing,
    building,
    checking,
    cleaning,
    deadlines,
    explaining,
    exporting,
    founding,
    importing,
    inspecting,
    linking,
    media,
    offices,
    patrolling,
    planning,
    pushing,
    requesting,
    withdrawing,
)
from disclosure.cli.options import told
from disclosure.cli.unforeseen import foreseen, leave_quietly, prepare_streams, why
from disclosure.shares import collect_rarely

app = typer.Typer(
    name="disclosure",
    help="政务公开网站：检查内容、生成网站、把关链接。",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
for _command in (
    founding.init,
    checking.check,
    building.build,
    linking.links,
    cleaning.clean,
    building.ledger,
    offices.owners,
    offices.withheld,
    building.serve,
    pushing.push,
    explaining.rules,
    explaining.explain,
    deadlines.explain_deadline,
    agenda.due,
    auditing.audit_report,
    withdrawing.withdraw,
    patrolling.patrol,
    media.media,
    inspecting.inspect,
):
    app.command()(foreseen(_command))
app.add_typer(importing.app)
app.add_typer(exporting.app)
app.add_typer(requesting.app)
app.add_typer(planning.app)


def main() -> None:
    """Run the command line; whatever happens ends in exit status 0, 1 or 2."""
    prepare_streams()
    collect_rarely()
    try:
        app()
    except (Exception, KeyboardInterrupt) as error:
        sys.exit(told(why(error)))
    finally:
        leave_quietly()
