"""``disclosure requests …``: what is made of the ledger of requests, for the office alone."""

from __future__ import annotations

import typer

from disclosure.cli.deadlines import ics
from disclosure.cli.figures import figures
from disclosure.cli.ledger_lists import export, listed
from disclosure.cli.replying import reply
from disclosure.cli.unforeseen import foreseen

app = typer.Typer(name="requests", help="依申请公开台账：只供本机关使用。", no_args_is_help=True, add_completion=False)


@app.callback()
def _group() -> None:
    """What can be made of the ledger."""


app.command("list")(foreseen(listed))
app.command()(foreseen(export))
app.command()(foreseen(figures))
app.command()(foreseen(ics))
app.command()(foreseen(reply))
