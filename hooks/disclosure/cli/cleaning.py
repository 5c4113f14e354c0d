"""``disclosure clean``: a copy of an attachment without what is certainly hidden in it."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from disclosure.cli.options import Root
from disclosure.cli.saying import fail, say


def clean(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="要清理的附件。")],
    force: Annotated[bool, typer.Option("--force", help="已有同名的清理结果时，覆盖它。")] = False,
    root: Root = Path(),
) -> None:
    """Save a copy of an attachment without what is certainly hidden in it."""
    # Taking files apart and drawing them needs libraries that no other command should wait for.
    from disclosure.attachments.cleaning import cleaned, copy_name
    from disclosure.attachments.cleaning.files import check_free, save
    from disclosure.attachments.cleaning.reasons import NotCleaned, Undecided
    from disclosure.findings import blocking
    from disclosure.loading import read_register
    from disclosure.screening.attachments.judging import findings_of
    from disclosure.screening.written import Known

    copy = file.parent / copy_name(file)
    try:
        check_free(copy, force=force)
        known = Known(read_register(root.resolve()).agency)
        result = cleaned(file, lambda name, facts: findings_of(name, facts, known))
        save(copy, result.data, like=file, force=force)
    except Undecided as error:
        say(f"没有清理成：{error}", error=True)
        raise typer.Exit(1) from error
    except NotCleaned as error:
        fail(f"没有清理成：{error}")
    say(f"已写入 {copy}，原文件没有改动。")
    for finding in result.settled:
        say(f"  已去掉：{finding.message}")
    for finding in result.left:
        say(f"  还要人工处理：{finding.message}{finding.remedy}")
    if not result.settled and not result.left:
        say("  没有发现需要去掉的内容。")
    raise typer.Exit(1 if blocking(result.left) else 0)
