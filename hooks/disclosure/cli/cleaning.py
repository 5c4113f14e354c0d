"""``disclosure clean``: a copy of an attachment without what is certainly hidden in it."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from disclosure.attachments.cleaning import NotCleaned, cleaned, copy_name
from disclosure.cli.options import Root, fail
from disclosure.findings import blocking
from disclosure.loading import read_register
from disclosure.screening.attachments.judging import findings_of
from disclosure.screening.written import Known


def clean(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="要清理的附件。", exists=True, dir_okay=False)],
    force: Annotated[bool, typer.Option("--force", help="已有同名的清理结果时，覆盖它。")] = False,
    root: Root = Path(),
) -> None:
    """另存一份清理过的附件：去掉修订、批注、隐藏的内容和制作人信息，原文件不动。"""
    copy = file.with_name(copy_name(file))
    if copy.exists() and not force:
        fail(f"已经有“{copy}”。确认可以覆盖的，请加上 --force。")
    try:
        known = Known(read_register(root.resolve()).agency)
        result = cleaned(file, lambda name, facts: findings_of(name, facts, known))
    except NotCleaned as error:
        fail(f"没有清理成：{error}")
    copy.write_bytes(result.data)
    typer.echo(f"已写入 {copy}，原文件没有改动。")
    for finding in result.settled:
        typer.echo(f"  已去掉：{finding.message}")
    for finding in result.left:
        typer.echo(f"  还要人工处理：{finding.message}{finding.remedy}")
    if not result.settled and not result.left:
        typer.echo("  没有发现需要去掉的内容。")
    raise typer.Exit(1 if blocking(result.left) else 0)
